//! Words of strangers between tags: escaped so that no markup of theirs is ever ours.
//!
//! Comes in: any text. Goes out: text that may stand between the tags or in the quotes of XML 1.0 and HTML; line ends stay.
//! Characters that XML cannot hold are left out.

use std::fmt::{self, Write as _};

use crate::scene::Color;

/// Text that may stand between tags and in quotes.
pub(super) struct Escaped<'a>(pub(super) &'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                '\n' | '\t' => f.write_char(c)?,
                '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => {}
                c => f.write_char(c)?,
            }
        }
        Ok(())
    }
}

/// A colour as markup writes it, its opacity left out: `#rrggbb`.
pub(super) fn hex(Color(red, green, blue, _): Color) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_it_is_markup() {
        assert_eq!(Escaped("<a b='c\"d'>&\u{1}\n").to_string(), "&lt;a b=&#39;c&quot;d&#39;&gt;&amp;\n");
    }
}

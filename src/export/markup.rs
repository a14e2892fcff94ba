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
        self.0.chars().try_for_each(|c| match c {
            '\r' => Ok(()),
            '\n' | '\t' => f.write_char(c),
            c => escape(f, c),
        })
    }
}

/// The same in one line, for SVG, where a line end between letters would be nothing at all.
pub(super) struct EscapedLine<'a>(pub(super) &'a str);

impl fmt::Display for EscapedLine<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.chars().try_for_each(|c| match c {
            '\n' | '\r' | '\t' => f.write_char(' '),
            c => escape(f, c),
        })
    }
}

fn escape(f: &mut fmt::Formatter<'_>, c: char) -> fmt::Result {
    match c {
        '&' => f.write_str("&amp;"),
        '<' => f.write_str("&lt;"),
        '>' => f.write_str("&gt;"),
        '"' => f.write_str("&quot;"),
        '\'' => f.write_str("&#39;"),
        '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => Ok(()),
        c => f.write_char(c),
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
        assert_eq!(EscapedLine("<a>\r\n\u{1}b").to_string(), "&lt;a&gt;  b");
    }
}

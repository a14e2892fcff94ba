//! Names in a row that share the noun at its end: "Dakota, Otoe and Washington counties", "the Etoumbi and Mbomo districts".
//!
//! Comes in: a page and where one name of the row ends. Goes out: the noun that says what each of them is. It must never
//! need the other names to be known: the noun alone makes them places.

use super::text::Page;
use super::token::{Case, Token};

/// The most names a row is followed over.
const MOST: usize = 9;

/// The most words one name of a row has.
const LONGEST: usize = 3;

/// The plural noun that ends the row in which a name ending at token `end` stands; `None` where it stands in none.
pub(super) fn noun<'p>(page: &'p Page<'_>, end: usize) -> Option<&'p str> {
    let mut at = end;
    for _ in 0..MOST {
        if page.token(at)?.case == Case::Lower && is_plural(page.word(at)) {
            return Some(page.word(at));
        }
        let comma = usize::from(page.word(at) == ",");
        let and = usize::from(matches!(page.word(at + comma), "and" | "or"));
        if comma + and == 0 {
            return None;
        }
        at += comma + and;
        let name = (at..at + LONGEST).take_while(|&at| page.token(at).is_some_and(Token::is_capital)).count();
        if name == 0 {
            return None;
        }
        at += name;
    }
    None
}

/// Nouns that several places share.
fn is_plural(word: &str) -> bool {
    matches!(
        word,
        "counties"
            | "parishes"
            | "districts"
            | "provinces"
            | "governorates"
            | "prefectures"
            | "regions"
            | "oblasts"
            | "townships"
            | "municipalities"
            | "villages"
            | "towns"
            | "suburbs"
            | "neighbourhoods"
            | "neighborhoods"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::Text;

    #[test]
    fn a_row_is_followed_to_its_noun() {
        let check = |text: &str, end: usize, expected: Option<&str>| {
            let text = Text::new(text);
            assert_eq!(noun(&Page::new(&text, ""), end), expected, "{}", text.as_str());
        };
        check("Dakota, Otoe and Otter Tail counties flooded.", 1, Some("counties"));
        check("Etoumbi and Mbomo districts were shut.", 1, Some("districts"));
        check("Etoumbi and Mbomo signed.", 1, None);
        check("Dakota flooded and Otoe counties too.", 1, None);
    }
}

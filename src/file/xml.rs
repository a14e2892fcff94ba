//! XML to a tree, for all formats that are XML within.
//!
//! Comes in: the text of a document. Goes out: its tree, or why there is none. Type definitions are refused, so that no
//! entity can be blown up, and so is nesting that the parser, which calls itself for each element, has no stack for.

use roxmltree::{Document, ParsingOptions};

/// Elements inside one another at most; documents have a few dozen.
const MAX_DEPTH: usize = 400;

/// Parses a document of so many elements and texts at most.
///
/// # Errors
/// Says, as the end of a sentence, what is wrong with it.
pub(super) fn parse(text: &str, nodes_limit: u32) -> Result<Document<'_>, String> {
    if depth(text) > MAX_DEPTH {
        return Err(format!("more than {MAX_DEPTH} elements lie inside one another"));
    }
    let options = ParsingOptions { allow_dtd: false, nodes_limit };
    Document::parse_with_options(text, options).map_err(|error| error.to_string())
}

/// How deep elements lie inside one another at most, by their tags alone.
fn depth(text: &str) -> usize {
    let (mut now, mut most) = (0_usize, 0);
    let mut rest = text;
    while let Some((_, tag)) = rest.split_once('<') {
        let skipped = [("![CDATA[", "]]>"), ("!--", "-->"), ("?", "?>"), ("!", ">")];
        if let Some((_, end)) = skipped.iter().find(|(start, _)| tag.starts_with(start)) {
            rest = tag.split_once(end).map_or("", |(_, rest)| rest);
            continue;
        }
        let end = end_of_tag(tag.as_bytes());
        let (inner, after) = tag.split_at_checked(end).unwrap_or((tag, ""));
        rest = after;
        if inner.starts_with('/') {
            now = now.saturating_sub(1);
        } else if !inner.ends_with('/') {
            now += 1;
            most = most.max(now);
        }
    }
    most
}

/// Where a tag ends: at its `>`, unless that stands in the value of an attribute.
fn end_of_tag(tag: &[u8]) -> usize {
    let mut quote = None;
    let ends = |&byte: &u8| match (quote, byte) {
        (None, b'>') => true,
        (None, b'"' | b'\'') => {
            quote = Some(byte);
            false
        }
        (Some(open), _) if open == byte => {
            quote = None;
            false
        }
        _ => false,
    };
    tag.iter().position(ends).unwrap_or(tag.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_is_that_of_elements_alone() {
        assert_eq!(depth("<a><b x='>'/><b><c/></b></a>"), 2);
        assert_eq!(depth("<?xml?><!-- <a><b> --><a><![CDATA[<br><br><br>]]></a>"), 1);
        assert_eq!(depth("<a></a>".repeat(50).as_str()), 1);
        assert_eq!(depth("<a"), 1);
    }

    #[test]
    fn nesting_without_end_is_refused_and_not_followed() {
        for (depth, fits) in [(MAX_DEPTH, true), (MAX_DEPTH + 1, false), (1_000_000, false)] {
            let text = format!("{}{}", "<a>".repeat(depth), "</a>".repeat(depth));
            assert_eq!(parse(&text, u32::MAX).is_ok(), fits, "{depth}");
        }
        assert!(parse(&"<a>".repeat(1_000_000), u32::MAX).unwrap_err().contains("inside one another"));
    }

    #[test]
    fn type_definitions_are_refused() {
        assert!(parse("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", 10).unwrap_err().contains("DTD"));
    }
}

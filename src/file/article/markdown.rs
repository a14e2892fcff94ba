//! Markdown to plain text: one paragraph per line group, a blank line between blocks, markup gone.
//!
//! Comes in: the text of a Markdown file. Goes out: a draft whose title is the first heading when the file begins with
//! one. A leading metadata block is just text. Pictures and addresses are left out; the words of links stay.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::html;
use crate::story::Draft;

/// A draft of Markdown text.
pub(super) fn draft(name: &str, markdown: &str) -> Draft {
    let mut writer = Writer::default();
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        writer.take(event);
    }
    writer.end_block();
    let mut draft = Draft::plain(name, &writer.text);
    draft.title = writer.title.filter(|title| !title.is_empty());
    draft
}

/// Gathers the words block by block.
#[derive(Default)]
struct Writer {
    /// Blocks so far, each ended by a line end.
    text: String,
    /// The block being gathered.
    block: String,
    /// HTML lines of the block being gathered.
    markup: String,
    /// The first heading, when nothing but it came first.
    title: Option<String>,
    /// How many pictures we are inside of; their words are not the article's.
    pictures: usize,
}

impl Writer {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(Tag::Image { .. }) => self.pictures += 1,
            Event::End(TagEnd::Image) => self.pictures = self.pictures.saturating_sub(1),
            _ if self.pictures > 0 => {}
            Event::Text(words) | Event::Code(words) => self.block.push_str(&words),
            Event::SoftBreak => self.block.push(' '),
            Event::HardBreak => self.block.push('\n'),
            Event::Html(markup) => self.markup.push_str(&markup),
            Event::InlineHtml(tag) if tag.starts_with("<br") => self.block.push('\n'),
            Event::End(TagEnd::HtmlBlock) => {
                let words = html::plain(&std::mem::take(&mut self.markup));
                self.block.push_str(words.trim());
                self.end_block();
            }
            Event::End(TagEnd::TableCell) => self.block.push('\t'),
            Event::End(TagEnd::Heading(level)) => self.end_heading(level),
            Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::CodeBlock | TagEnd::TableRow | TagEnd::TableHead)
            | Event::Start(Tag::Item | Tag::List(_) | Tag::BlockQuote(_))
            | Event::Rule => self.end_block(),
            _ => {}
        }
    }

    fn end_heading(&mut self, level: HeadingLevel) {
        if level == HeadingLevel::H1 && self.text.is_empty() {
            self.title = Some(self.block.trim().to_owned());
        }
        self.end_block();
    }

    fn end_block(&mut self) {
        let words = self.block.trim();
        if !words.is_empty() {
            if !self.text.is_empty() {
                self.text.push('\n');
            }
            self.text.push_str(words);
            self.text.push('\n');
        }
        self.block.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(markdown: &str, title: Option<&str>, text: &str) {
        let draft = draft("a.md", markdown);
        assert_eq!((draft.title.as_deref(), draft.text.as_str()), (title, text));
    }

    #[test]
    fn paragraphs_stay_and_markup_goes() {
        check(
            "# Floods in *Accra*\n\nRain fell\nfor **three** days.\n\n> Help [came](https://example.org) late.\n",
            Some("Floods in Accra"),
            "Floods in Accra\n\nRain fell for three days.\n\nHelp came late.\n",
        );
    }

    #[test]
    fn lists_tables_and_breaks_keep_their_lines() {
        check("- Accra\n- Kumasi\n  - Ejisu\n", None, "Accra\n\nKumasi\n\nEjisu\n");
        check("| a | b |\n|---|---|\n| 1 | 2 |\n", None, "a\tb\n\n1\t2\n");
        check("One  \ntwo<br>three\n", None, "One\ntwo\nthree\n");
    }

    #[test]
    fn pictures_and_tags_are_left_out() {
        check("Before ![a caption](x.png) after\n", None, "Before  after\n");
        check("<div><p>Inside</p><script>alert(1)</script></div>\n", None, "Inside\n");
    }

    #[test]
    fn a_metadata_block_is_just_text() {
        check("---\ntitle: Rain\n---\n\nIt rained.\n", None, "title: Rain\n\nIt rained.\n");
    }

    #[test]
    fn a_later_heading_is_no_title() {
        check("Words.\n\n# Later\n", None, "Words.\n\nLater\n");
    }
}

//! The pages behind the picture: each numbered event with the passages that report it, then every article.
//!
//! Comes in: an extract, the numbered events. Goes out: scenes of A4 pages with what each block of them is, so that the PDF
//! can be tagged and its links followed. Text is never cut: what does not fit goes on the next page.

use crate::export::extract::{Entry, Extract, citation, web_address};
use crate::scene::{Anchor, Color, Group, Item, Point, Rect, Scene, Stroke, TextRun, TextStyle, Theme, Weight, font};
use crate::story::{Article, Letter};

use super::Contents;

/// A4 in points.
const PAGE: Point = [595.28, 841.89];
const MARGIN: f32 = 54.0;
const BOTTOM: f32 = 66.0;
/// How far text stands behind the chip of its article.
const INDENT: f32 = 26.0;
/// Events beyond the numbered ones whose passages are printed; the data files hold all.
const MORE_EVENTS: usize = 60;

/// What a block is to a screen reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Opens a part of the document.
    Section,
    /// An event, an article.
    Heading,
    /// Facts.
    Paragraph,
    /// The words of a source.
    Quotation,
}

/// A block of a page.
#[derive(Debug)]
pub(super) struct Block {
    /// Name of its group in the scene.
    pub(super) id: String,
    /// What it is.
    pub(super) kind: Kind,
    /// Its words.
    pub(super) words: String,
    /// Where it begins, from the top of the page.
    pub(super) top: f32,
    /// The area that leads to an address, and the address.
    pub(super) link: Option<(Rect, String)>,
}

/// A page of sources.
#[derive(Debug)]
pub(super) struct SourcePage {
    /// What is drawn.
    pub(super) scene: Scene,
    /// What its groups are.
    pub(super) blocks: Vec<Block>,
}

/// The pages of sources.
pub(super) fn pages(extract: &Extract<'_>, contents: &Contents<'_>) -> Vec<SourcePage> {
    let mut writer = Writer::new(contents);
    writer.section("What the sources say");
    let lead = match extract.events.len() {
        0 => "No event is kept by the filters, so no passage is quoted.".to_owned(),
        _ => {
            "Every pin leads to the words it came from. The letter before each passage is its article's, listed at the \
              end; passages keep their own spelling."
                .to_owned()
        }
    };
    writer.paragraph(&lead, 0.0);
    let find = |id| extract.events.iter().find(|entry| entry.event.id == id);
    for (number, entry) in (1..).zip(contents.numbered.iter().filter_map(|&id| find(id))) {
        writer.event(&format!("{number}  {}", entry.event.title), entry);
    }
    let others: Vec<&Entry<'_>> =
        extract.events.iter().filter(|entry| !contents.numbered.contains(&entry.event.id)).collect();
    if !others.is_empty() {
        let none_numbered = contents.numbered.is_empty();
        writer.section(if none_numbered { "Events" } else { "Also reported, without a number in the picture" });
        for entry in others.iter().take(MORE_EVENTS) {
            writer.event(&entry.event.title, entry);
        }
        if let Some(more) = others.len().checked_sub(MORE_EVENTS).filter(|&more| more > 0) {
            let words =
                format!("{more} more are not printed here; a table (.csv) or a dossier (.html) holds them all.");
            writer.paragraph(&words, 0.0);
        }
    }
    writer.section(if extract.articles.len() == 1 { "The article" } else { "The articles" });
    for article in &extract.articles {
        writer.article(article);
    }
    writer.finish()
}

/// How a block is set.
struct Setting {
    kind: Kind,
    style: TextStyle,
    color: Color,
    /// From baseline to baseline.
    line: f32,
    /// From the left margin.
    indent: f32,
    /// Space over it.
    above: f32,
}

struct Writer<'a> {
    contents: &'a Contents<'a>,
    pages: Vec<SourcePage>,
    items: Vec<Item>,
    blocks: Vec<Block>,
    y: f32,
    count: usize,
}

impl<'a> Writer<'a> {
    fn new(contents: &'a Contents<'a>) -> Self {
        Self { contents, pages: Vec::new(), items: Vec::new(), blocks: Vec::new(), y: MARGIN, count: 0 }
    }

    fn theme(&self) -> &'a Theme {
        &self.contents.theme
    }

    fn section(&mut self, words: &str) {
        let (text, surface) = (&self.theme().palette.text, &self.theme().palette.surface);
        let above = if self.blocks.is_empty() { 8.0 } else { 26.0 };
        self.keep_together(above + 90.0);
        let style = TextStyle::bold(18.0);
        self.block(
            words,
            None,
            &Setting { kind: Kind::Section, style, color: text.ink, line: 24.0, indent: 0.0, above },
        );
        let y = self.y + 5.0;
        let points = vec![[MARGIN, y], [PAGE[0] - MARGIN, y]];
        self.items.push(Item::Line { points, closed: false, stroke: Stroke::solid(0.8, surface.line_strong) });
        self.y += 10.0;
    }

    fn paragraph(&mut self, words: &str, indent: f32) {
        let (style, color) = (TextStyle::regular(9.0), self.theme().palette.text.second);
        self.block(words, None, &Setting { kind: Kind::Paragraph, style, color, line: 12.5, indent, above: 3.0 });
    }

    fn event(&mut self, title: &str, entry: &Entry<'_>) {
        let text = &self.theme().palette.text;
        self.keep_together(80.0);
        let style = TextStyle::bold(11.5);
        let heading = Setting { kind: Kind::Heading, style, color: text.ink, line: 15.0, indent: 0.0, above: 16.0 };
        self.block(title, None, &heading);
        let label = entry.event.kind.label().to_owned();
        let mut facts: Vec<String> = [Some(label), entry.where_words(), entry.when()].into_iter().flatten().collect();
        facts.extend(entry.cautions().into_iter().map(str::to_owned));
        self.paragraph(&facts.join(" · "), 0.0);
        for passage in &entry.passages {
            self.keep_together(42.0);
            let chip = self.y + 7.0;
            let style = TextStyle::regular(10.0);
            let quote =
                Setting { kind: Kind::Quotation, style, color: text.ink, line: 14.0, indent: INDENT, above: 7.0 };
            let words: Vec<&str> = passage.quote.split_whitespace().collect();
            self.chip(passage.article.letter, chip);
            self.block(&format!("“{}”", words.join(" ")), None, &quote);
            let outlet = passage.article.outlet.as_ref().map_or_else(String::new, |outlet| format!("{outlet}, "));
            self.paragraph(&format!("{outlet}{}", passage.said()), INDENT);
        }
    }

    fn article(&mut self, article: &Article) {
        let text = &self.theme().palette.text;
        self.keep_together(46.0);
        let chip = self.y + 9.0;
        self.chip(article.letter, chip);
        let style = TextStyle::regular(10.0);
        let setting = Setting { kind: Kind::Paragraph, style, color: text.ink, line: 14.0, indent: INDENT, above: 9.0 };
        self.block(&citation(article), None, &setting);
        if let Some(address) = web_address(article) {
            let style = TextStyle::regular(9.0);
            let kind = Kind::Paragraph;
            let link = Setting { kind, style, color: text.accent, line: 12.5, indent: INDENT, above: 2.0 };
            self.block(address, Some(address), &link);
        } else {
            let file = article.origin.rsplit(['/', '\\']).next().unwrap_or(&article.origin);
            self.paragraph(&format!("Read from {file}"), INDENT);
        }
    }

    /// The letter of an article in its colours, at the left margin.
    fn chip(&mut self, letter: Letter, top: f32) {
        let tint = self.theme().source(letter);
        let rect = Rect::from_min_size([MARGIN, top], [16.0, 15.0]);
        let stroke = tint.edge.map(|edge| Stroke::solid(0.8, edge));
        self.items.push(Item::Box { rect, radius: 3.0, fill: Some(tint.fill), stroke });
        let style = TextStyle { weight: Weight::Bold, ..TextStyle::regular(9.0) };
        let run = text_run(&letter.to_string(), [rect.center()[0], top + 10.8], Anchor::Middle, style, tint.text);
        self.items.push(Item::Text(run));
    }

    /// A new page when less than so much is left on this one.
    fn keep_together(&mut self, height: f32) {
        if self.y + height > PAGE[1] - BOTTOM {
            self.turn();
        }
    }

    /// Sets words; what does not fit goes on the next page as a block of its own.
    fn block(&mut self, words: &str, address: Option<&str>, setting: &Setting) {
        let width = PAGE[0] - 2.0 * MARGIN - setting.indent;
        let mut lines = broken(words, &setting.style, width);
        self.y += setting.above;
        while !lines.is_empty() {
            let room = ((PAGE[1] - BOTTOM - self.y) / setting.line).floor().max(0.0);
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few dozen lines")]
            let room = room as usize;
            if room == 0 {
                self.turn();
                continue;
            }
            let rest = if lines.len() > room { lines.split_off(room) } else { Vec::new() };
            self.set(&lines, words, address, setting);
            lines = rest;
        }
    }

    fn set(&mut self, lines: &[String], words: &str, address: Option<&str>, setting: &Setting) {
        let left = MARGIN + setting.indent;
        let top = self.y;
        let mut items = Vec::new();
        let mut right = left;
        for line in lines {
            let base = self.y + setting.line * 0.76;
            right = right.max(left + font::measure(line, &setting.style).width);
            items.push(Item::Text(text_run(line, [left, base], Anchor::Start, setting.style, setting.color)));
            self.y += setting.line;
        }
        self.count += 1;
        let id = format!("block-{}", self.count);
        let area = Rect { min: [left, top], max: [right, self.y] };
        let link = address.map(|address| (area, address.to_owned()));
        self.blocks.push(Block { id: id.clone(), kind: setting.kind, words: words.to_owned(), top, link });
        self.items.push(Item::Group(Group { id: Some(id), title: None, clip: None, items }));
    }

    /// Ends the page: its foot names the document and the page.
    fn turn(&mut self) {
        let color = self.theme().palette.text.third;
        let style = TextStyle::regular(8.0);
        let base = PAGE[1] - 34.0;
        let number = (self.pages.len() + 2).to_string();
        let title = font::fit(self.contents.title, &style, PAGE[0] - 2.0 * MARGIN - 60.0);
        self.items.push(Item::Text(text_run(&title, [MARGIN, base], Anchor::Start, style, color)));
        self.items.push(Item::Text(text_run(&number, [PAGE[0] - MARGIN, base], Anchor::End, style, color)));
        let scene = Scene {
            size: PAGE,
            background: self.theme().palette.surface.panel,
            items: std::mem::take(&mut self.items),
            hits: Vec::new(),
            description: String::new(),
        };
        self.pages.push(SourcePage { scene, blocks: std::mem::take(&mut self.blocks) });
        self.y = MARGIN;
    }

    fn finish(mut self) -> Vec<SourcePage> {
        self.turn();
        self.pages
    }
}

/// Lines no wider than a width; a word that is wider (an address) is broken where it must.
fn broken(words: &str, style: &TextStyle, width: f32) -> Vec<String> {
    let fits = |text: &str| font::measure(text, style).width <= width;
    let mut pieces: Vec<String> = Vec::new();
    for word in words.split_whitespace() {
        let mut piece = String::new();
        for c in word.chars() {
            piece.push(c);
            if !fits(&piece) && piece.chars().count() > 1 {
                piece.pop();
                pieces.push(std::mem::take(&mut piece));
                piece.push(c);
            }
        }
        pieces.push(piece);
    }
    let mut lines: Vec<String> = Vec::new();
    for piece in pieces {
        match lines.last_mut() {
            Some(line) if fits(&format!("{line} {piece}")) => {
                line.push(' ');
                line.push_str(&piece);
            }
            _ => lines.push(piece),
        }
    }
    lines
}

fn text_run(words: &str, pos: Point, anchor: Anchor, style: TextStyle, color: Color) -> TextRun {
    TextRun { text: words.to_owned(), pos, anchor, style, color, halo: None, angle: 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{Filter, fixture};
    use crate::story::{EventId, Story};

    fn laid_out(story: &Story, numbered: &[EventId]) -> Vec<SourcePage> {
        let filter = Filter::default();
        let contents =
            Contents { story, filter: &filter, numbered, title: "A title", made_at: None, theme: Theme::light() };
        pages(&Extract::new(story, &filter), &contents)
    }

    #[test]
    fn every_passage_and_article_is_printed_whole_and_stays_on_its_page() {
        let story = fixture::karabakh();
        let numbered: Vec<EventId> = story.events.iter().rev().take(4).map(|event| event.id).collect();
        let pages = laid_out(&story, &numbered);
        let words: Vec<&str> = pages.iter().flat_map(|page| &page.blocks).map(|block| block.words.as_str()).collect();
        for event in &story.events {
            for &id in &event.mentions {
                let (source, mention) = story.mention(id).unwrap();
                let quote = format!("“{}”", source.article.text.slice(mention.sentence));
                assert!(words.contains(&quote.as_str()), "{quote}");
            }
        }
        for source in &story.sources {
            assert!(words.contains(&citation(&source.article).as_str()));
        }
        assert!(words.contains(&"1  Moscow says it is worried"), "in the order of the picture");
        for item in pages.iter().flat_map(|page| &page.scene.items) {
            let Item::Group(group) = item else { continue };
            for item in &group.items {
                let Item::Text(run) = item else { continue };
                let rect = font::bounds(run);
                assert!(rect.max[0] <= PAGE[0] - MARGIN + 1.0 && rect.max[1] < PAGE[1] - 40.0, "{run:?}");
            }
        }
    }

    #[test]
    fn addresses_are_links_and_a_long_one_is_broken_not_cut() {
        let mut story = fixture::lone();
        let url = format!("https://example.org/{}", "a-long-way/".repeat(20));
        let article = Article { url: Some(url.clone()), ..Article::clone(&story.sources[0].article) };
        story.sources[0].article = std::sync::Arc::new(article);
        let pages = laid_out(&story, &[]);
        let links: Vec<_> =
            pages.iter().flat_map(|page| &page.blocks).filter_map(|block| block.link.as_ref()).collect();
        assert_eq!(links.len(), 1);
        assert_eq!(links[0].1, url);
        assert!(links[0].0.height() > 20.0, "on several lines");
    }

    #[test]
    fn a_word_wider_than_the_line_is_broken() {
        let style = TextStyle::regular(10.0);
        let lines = broken("Llanfairpwllgwyngyllgogerychwyrndrobwll is far", &style, 60.0);
        assert!(lines.iter().all(|line| font::measure(line, &style).width <= 60.0), "{lines:?}");
        assert_eq!(lines.concat().replace(' ', ""), "Llanfairpwllgwyngyllgogerychwyrndrobwllisfar");
    }
}

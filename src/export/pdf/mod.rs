//! The picture as a PDF: page 1 the picture as a drawing with its fonts, then pages with what the sources say.
//!
//! Comes in: a [`Scene`], which events are numbered in it, the story, the filter. Goes out: the bytes of a tagged PDF 1.7
//! whose text can be selected, searched and read aloud; the same input gives the same bytes, since no clock is asked. Every
//! page is a scene painted by the one SVG painter; what is here turns that drawing into PDF and never lays anything out twice.

mod drawing;
mod pages;

use std::num::NonZeroU16;

use jiff::civil::Date;
use krilla::SerializeSettings;
use krilla::action::{Action, LinkAction};
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::destination::XyzDestination;
use krilla::document::Document;
use krilla::error::KrillaError;
use krilla::geom::{Point, Rect, Transform};
use krilla::metadata::{DateTime, Metadata};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::tagging::{ArtifactType, ContentTag, Node, Tag, TagGroup, TagKind, TagTree};
use resvg::usvg;
use thiserror::Error;

use super::extract::Extract;
use super::png::options;
use super::svg::svg;
use crate::scene::{Filter, Scene, Theme};
use crate::story::{EventId, Story};
use drawing::Painter;
use pages::{Block, Kind, SourcePage};

/// Points of a PDF for a pixel of a picture made for the screen: 96 pixels to the inch.
const POINTS_PER_PIXEL: f32 = 0.75;
/// Points of a PDF for a pixel of paper at 300 dots per inch.
const POINTS_PER_DOT: f32 = 0.24;
/// The longest side a PDF page may have.
const LONGEST: f32 = 14_400.0;

/// Why a PDF could not be made: each is a fault of this program.
#[derive(Debug, Error)]
pub enum PdfError {
    /// The drawing could not be read back.
    #[error("the drawing could not be read back")]
    Svg(#[from] usvg::Error),
    /// The page has no size.
    #[error("a page of {0} × {1} points cannot be")]
    Size(f32, f32),
    /// The parts do not make a document.
    #[error("the parts do not make a document: {0:?}")]
    Document(KrillaError),
}

/// What a PDF is made of beside its scene.
pub struct Contents<'a> {
    /// The story, for the pages of sources.
    pub story: &'a Story,
    /// Which events are kept.
    pub filter: &'a Filter,
    /// The events numbered in the picture, in the order of their numbers.
    pub numbered: &'a [EventId],
    /// The title of the document.
    pub title: &'a str,
    /// The day it is made; left out when not given.
    pub made_at: Option<Date>,
    /// Colours of the pages of sources.
    pub theme: Theme,
}

/// The scene, drawn for a sheet of so many pixels, as the bytes of a `.pdf` file with the sources behind it.
///
/// # Errors
/// None that is not a fault of this program.
pub fn pdf(scene: &Scene, pixels: [u32; 2], contents: &Contents<'_>) -> Result<Vec<u8>, PdfError> {
    let extract = Extract::new(contents.story, contents.filter);
    let mut document = Document::new_with(SerializeSettings::default());
    let mut painter = Painter::default();
    let mut tree = TagTree::new().with_lang(Some("en".to_owned()));
    let mut outline = Outline::new();

    let size = page_size(pixels);
    tree.push(picture_page(&mut document, &mut painter, scene, size)?);
    outline.push_child(OutlineNode::new("Picture".to_owned(), XyzDestination::new(0, Point::from_xy(0.0, 0.0))));
    for (index, page) in (1..).zip(pages::pages(&extract, contents)) {
        source_page(&mut document, &mut painter, &page, index, &mut tree, &mut outline)?;
    }
    document.set_tag_tree(tree);
    document.set_outline(outline);
    document.set_metadata(metadata(contents, &extract, scene));
    document.finish().map_err(PdfError::Document)
}

/// Width and height of a page in points: paper sizes at 300 dots per inch as they are, the others at 96 pixels to the inch.
#[expect(clippy::cast_precision_loss, reason = "a side is far below 2^24 pixels")]
fn page_size(pixels: [u32; 2]) -> [f32; 2] {
    let paper = matches!(pixels, [2480, 3508] | [3508, 2480]);
    let scale = if paper { POINTS_PER_DOT } else { POINTS_PER_PIXEL };
    let [width, height] = pixels.map(|side| side as f32 * scale);
    let shrink = (LONGEST / width.max(height).max(1.0)).min(1.0);
    [width * shrink, height * shrink]
}

fn settings([width, height]: [f32; 2]) -> Result<PageSettings, PdfError> {
    PageSettings::from_wh(width, height).ok_or(PdfError::Size(width, height))
}

/// The picture: one figure for a screen reader, with its description.
fn picture_page(
    document: &mut Document,
    painter: &mut Painter,
    scene: &Scene,
    size: [f32; 2],
) -> Result<TagGroup, PdfError> {
    let tree = usvg::Tree::from_str(&svg(scene), &options())?;
    let mut page = document.start_page_with(settings(size)?);
    let mut surface = page.surface();
    let figure = surface.start_tagged(ContentTag::Other);
    surface.push_transform(&Transform::from_scale(size[0] / scene.size[0].max(1.0), size[1] / scene.size[1].max(1.0)));
    painter.group(tree.root(), &tree, &mut surface);
    surface.pop();
    surface.end_tagged();
    surface.finish();
    page.finish();
    Ok(TagGroup::with_children(Tag::Figure(Some(scene.description.clone())), vec![figure.into()]))
}

/// A page of sources: each block is tagged as what it is, chips and rules as decoration.
fn source_page(
    document: &mut Document,
    painter: &mut Painter,
    page: &SourcePage,
    index: usize,
    tags: &mut TagTree,
    outline: &mut Outline,
) -> Result<(), PdfError> {
    let tree = usvg::Tree::from_str(&svg(&page.scene), &options())?;
    let mut sheet = document.start_page_with(settings(page.scene.size)?);
    let mut surface = sheet.surface();
    let mut found = Vec::new();
    for child in tree.root().children() {
        let block = match child {
            usvg::Node::Group(group) => page.blocks.iter().position(|block| block.id == group.id()),
            _ => None,
        };
        let tag = match block {
            Some(_) => ContentTag::Other,
            None => ContentTag::Artifact(krilla::tagging::Artifact::with_kind(ArtifactType::Layout)),
        };
        let identifier = surface.start_tagged(tag);
        painter.node(child, &tree, &mut surface);
        surface.end_tagged();
        found.extend(block.map(|block| (block, identifier)));
    }
    surface.finish();
    for (at, identifier) in found {
        let Some(block) = page.blocks.get(at) else { continue };
        let mut children: Vec<Node> = vec![identifier.into()];
        if let Some((rect, address)) = &block.link
            && let Some(area) = Rect::from_ltrb(rect.min[0], rect.min[1], rect.max[0], rect.max[1])
        {
            let target = Target::Action(Action::Link(LinkAction::new(address.clone())));
            let link = Annotation::new_link(LinkAnnotation::new(area, target), Some(address.clone()));
            children.push(sheet.add_tagged_annotation(link).into());
            children = vec![TagGroup::with_children(Tag::Link, children).into()];
        }
        tags.push(TagGroup::with_children(kind(block), children));
        if block.kind == Kind::Section {
            let place = XyzDestination::new(index, Point::from_xy(0.0, block.top));
            outline.push_child(OutlineNode::new(block.words.clone(), place));
        }
    }
    sheet.finish();
    Ok(())
}

fn kind(block: &Block) -> TagKind {
    let level = |level| NonZeroU16::new(level).unwrap_or(NonZeroU16::MIN);
    match block.kind {
        Kind::Section => Tag::Hn(level(1), Some(block.words.clone())).into(),
        Kind::Heading => Tag::Hn(level(2), Some(block.words.clone())).into(),
        Kind::Paragraph => Tag::P.into(),
        Kind::Quotation => Tag::BlockQuote.into(),
    }
}

fn metadata(contents: &Contents<'_>, extract: &Extract<'_>, scene: &Scene) -> Metadata {
    let outlets = extract.articles.iter().map(|article| article.outlet_or_origin().to_owned());
    let mut keywords: Vec<String> = outlets.collect();
    keywords.sort();
    keywords.dedup();
    let mut metadata = Metadata::new()
        .title(contents.title.to_owned())
        .description(scene.description.clone())
        .keywords(keywords)
        .language("en".to_owned())
        .creator(format!("Dateline {}", env!("CARGO_PKG_VERSION")));
    if let Some(day) = contents.made_at
        && let (Ok(year), Ok(month), Ok(number)) =
            (u16::try_from(day.year()), u8::try_from(day.month()), u8::try_from(day.day()))
    {
        metadata = metadata.creation_date(DateTime::new(year).month(month).day(number));
    }
    metadata
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{PictureOptions, Sheet, fixture, picture};

    fn made(story: &Story, sheet: Sheet) -> Vec<u8> {
        let scene = picture(story, &PictureOptions::new(sheet));
        let numbered: Vec<EventId> = story.events.iter().take(3).map(|event| event.id).collect();
        let contents = Contents {
            story,
            filter: &Filter::default(),
            numbered: &numbered,
            title: "A day in Karabakh",
            made_at: Some(jiff::civil::date(2026, 11, 27)),
            theme: Theme::light(),
        };
        pdf(&scene, sheet.pixels(1), &contents).unwrap()
    }

    #[test]
    fn the_same_story_gives_the_same_bytes_in_every_form() {
        let story = fixture::karabakh();
        for (name, sheet) in Sheet::NAMED {
            let bytes = made(&story, sheet);
            assert!(bytes.starts_with(b"%PDF-1.7"), "{name}");
            assert!(bytes == made(&story, sheet), "{name}: not the same bytes twice");
        }
    }

    #[test]
    fn a_story_of_nothing_is_a_document_all_the_same() {
        assert!(made(&Story::default(), Sheet::A4).starts_with(b"%PDF-"));
    }

    #[test]
    fn paper_has_its_own_size() {
        let [width, height] = page_size([2480, 3508]);
        assert!((width - 595.2).abs() < 0.1 && (height - 841.9).abs() < 0.1);
        assert_eq!(page_size([1920, 1080]), [1440.0, 810.0]);
        assert!(page_size([20_000, 20_000])[0] <= LONGEST);
    }
}

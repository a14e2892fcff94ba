//! What is said of a picture before it is saved: pins, credits, scale, notes, overlaps, missing map.
//!
//! Comes in: the items of a picture, laid out. Goes out: a [`Check`]. It looks at what is drawn, not at what was meant to be:
//! a credit counts when it can be read in the picture.

use crate::scene::base::{self, TileStore};
use crate::scene::{Camera, Group, Item, Point, Rect, Scene, font};

/// What a picture holds and lacks.
#[derive(Clone, Debug, PartialEq)]
pub struct Check {
    /// Numbered discs.
    pub pins: usize,
    /// How many of them nobody has checked.
    pub unchecked: usize,
    /// Whether every credit the data requires stands in the picture, whole.
    pub credits: bool,
    /// Whether there is a scale bar.
    pub scale: bool,
    /// Whether the note on names and boundaries is there.
    pub note: bool,
    /// Pairs of texts, or of a text and a disc, that lie on each other.
    pub overlaps: Vec<(String, String)>,
    /// Parts of the map for which there is no data; all when there is no base map.
    pub missing_tiles: usize,
    /// Whether the title is there whole.
    pub title: bool,
    /// Height of the smallest letters, in pixels at a scale of 1.
    pub smallest_text: f32,
}

impl Check {
    /// Whether the picture may be saved: only a missing credit forbids it.
    #[must_use]
    pub fn may_be_saved(&self) -> bool {
        self.credits
    }

    /// What is to be said, and whether it is as it should be.
    #[must_use]
    pub fn lines(&self) -> Vec<(bool, String)> {
        let plural = |count: usize, noun: &str| format!("{count} {noun}{}", if count == 1 { "" } else { "s" });
        let mut lines = vec![match (self.pins, self.unchecked) {
            (0, _) => (false, "No events to show".to_owned()),
            (pins, 0) => (true, format!("{}, all checked", plural(pins, "pin"))),
            (pins, unchecked) => (false, format!("{}, {unchecked} unchecked and marked so", plural(pins, "pin"))),
        }];
        let said = |good: bool, yes: &str, no: &str| (good, (if good { yes } else { no }).to_owned());
        lines.push(said(
            self.credits,
            "Credits of map and places",
            "A required credit is missing: the title or notes are too long",
        ));
        lines.push(said(self.scale, "Scale bar", "No scale bar"));
        lines.push(said(self.note, "Note on names and lines", "No note on names and lines"));
        lines.push(match self.overlaps.first() {
            None => (true, "Nothing overlaps".to_owned()),
            Some((words, other)) => (false, format!("{}: {words} and {other}", plural(self.overlaps.len(), "overlap"))),
        });
        if self.missing_tiles > 0 {
            let parts = plural(self.missing_tiles, "part");
            lines.push((false, format!("{parts} of the map missing: plain ground shows there")));
        }
        if !self.title {
            lines.push((false, "The title is too long and is cut".to_owned()));
        }
        if self.smallest_text < 6.0 {
            lines.push((false, "The smallest words are under 6 pixels: choose a larger size or scale".to_owned()));
        }
        lines
    }
}

/// Texts with the box of their letters, and numbered discs.
#[derive(Default)]
pub(super) struct Found {
    /// Upright texts that are not on a disc of their own, with capitals and descenders.
    pub(super) texts: Vec<(String, Rect)>,
    /// Middles and radii of the numbered discs of the map.
    pub(super) discs: Vec<(Point, f32)>,
    /// Boxes of the caption cards, with how many texts came before each.
    cards: Vec<(Rect, usize)>,
    groups: Vec<String>,
    smallest: f32,
}

impl Found {
    /// Everything in a scene.
    pub(super) fn within(scene: &Scene) -> Self {
        let mut found = Self { smallest: f32::MAX, ..Self::default() };
        found.gather(&scene.items, false);
        found
    }

    fn gather(&mut self, items: &[Item], on_disc: bool) {
        for item in items {
            match item {
                Item::Text(run) => {
                    self.smallest = self.smallest.min(run.style.size);
                    if run.angle == 0.0 && !on_disc {
                        let rect = font::bounds(run);
                        let ink = Rect {
                            min: [rect.min[0] + 1.0, rect.min[1] + 2.0],
                            max: [rect.max[0] - 1.0, rect.max[1] - 2.0],
                        };
                        let found = (run.text.clone(), ink);
                        // Nothing at all, or a blank, leaves no ink; a letter over its own halo is one letter.
                        if ink.width() > 0.0 && ink.height() > 0.0 && !self.texts.contains(&found) {
                            self.texts.push(found);
                        }
                    }
                }
                Item::Group(Group { id, items, .. }) => {
                    if id.as_deref().is_some_and(|id| id.starts_with("caption-"))
                        && let Some(Item::Box { rect, .. }) = items.first()
                    {
                        self.cards.push((*rect, self.texts.len()));
                    }
                    let pin = id.as_deref().is_some_and(|id| id.starts_with("event-"));
                    self.groups.extend(id.clone());
                    self.gather(items, on_disc || pin);
                    if pin && let Some(Item::Disc { center, radius, .. }) = items.first() {
                        self.discs.push((*center, *radius));
                    }
                }
                _ => {}
            }
        }
    }

    /// Pairs of texts, or of a text and a disc, that lie on each other.
    pub(super) fn overlaps(&self) -> Vec<(String, String)> {
        let mut pairs = Vec::new();
        for (index, (words, ink)) in self.texts.iter().enumerate() {
            let others = self.texts.iter().take(index).filter(|(_, other)| ink.overlaps(*other));
            pairs.extend(others.map(|(other, _)| (words.clone(), other.clone())));
            let covered = |&&(center, radius): &&(Point, f32)| {
                let near = [center[0].clamp(ink.min[0], ink.max[0]), center[1].clamp(ink.min[1], ink.max[1])];
                (near[0] - center[0]).hypot(near[1] - center[1]) < radius - 1.0
            };
            pairs.extend(self.discs.iter().filter(covered).map(|_| (words.clone(), "a pin".to_owned())));
        }
        // What a card covers was drawn before it.
        for (card, before) in &self.cards {
            let under = self.texts.iter().take(*before).filter(|(_, ink)| ink.overlaps(*card));
            pairs.extend(under.map(|(words, _)| (words.clone(), "a caption".to_owned())));
            let under = self.discs.iter().filter(|(center, radius)| card.grown(*radius).contains(*center));
            pairs.extend(under.map(|_| ("a pin".to_owned(), "a caption".to_owned())));
        }
        pairs
    }
}

/// Looks a picture over. `pixels_per_point` is that of a scale of 1.
pub(super) fn check(
    scene: &Scene,
    (pins, unchecked): (usize, usize),
    (title, credits): (&str, &str),
    missing_tiles: usize,
    pixels_per_point: f32,
) -> Check {
    let found = Found::within(scene);
    // Lines are broken between words; joined again, a credit can be looked for whole.
    let words: String = found.texts.iter().flat_map(|(words, _)| [words.as_str(), " "]).collect();
    Check {
        pins,
        unchecked,
        credits: words.contains(credits),
        scale: found.groups.iter().any(|id| id == "scale"),
        note: words.contains("no statement on status"),
        overlaps: found.overlaps(),
        missing_tiles,
        title: words.contains(&flat(title)),
        smallest_text: found.smallest * pixels_per_point,
    }
}

/// Words with one blank between them.
fn flat(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How many tiles of a view nothing is known of, not even by a coarser one, and how many pictures of the ground were not at
/// hand when it was drawn.
pub(super) fn missing_tiles(camera: &Camera, tiles: Option<&TileStore>) -> usize {
    tiles.map_or(1, |tiles| base::missing(camera, tiles))
}

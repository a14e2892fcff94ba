//! What the window remembers, parted by how long it lives: settings outlive a story, the view outlives no story.
//!
//! Comes in: nothing but what commands set. Goes out: plain values the panels read. The story itself is in its history.

use std::collections::BTreeSet;
use std::path::PathBuf;

use jiff::civil::Date;

use super::correcting::Correcting;
use super::execute::Then;
use super::map::settings::MapSettings;
use super::outlets::Common;
pub(super) use crate::scene::Filter;
use crate::scene::Sheet;
use crate::story::{
    Article, ArticleChange, ArticleId, DayRange, EventId, LayerId, LayoutEdit, Letter, MentionId, Slot,
};
use crate::task::Stage;

/// What a person set for good.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Settings {
    /// Light ink on dark.
    pub(super) dark: bool,
    /// Size of everything; 1 is as designed.
    pub(super) scale: f32,
    /// How the map is drawn and moves.
    pub(super) map: MapSettings,
    /// Sizes of the panels, and which are folded.
    pub(super) panels: Panels,
}

/// A part of the frame that can be folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Sources and events.
    Left,
    /// Event, article, comparison.
    Right,
    /// The timeline.
    Timeline,
}

/// Sizes of the panels around the map in points, and which of them a person folded.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Panels {
    /// 0 while nobody dragged it.
    pub(super) left: f32,
    /// One width for each tab; 0 while nobody dragged it.
    pub(super) right: [f32; 3],
    pub(super) timeline: f32,
    pub(super) left_folded: bool,
    pub(super) right_folded: bool,
    pub(super) timeline_folded: bool,
}

impl Default for Panels {
    fn default() -> Self {
        Self {
            left: 0.0,
            right: [0.0; 3],
            timeline: 120.0,
            left_folded: false,
            right_folded: false,
            timeline_folded: false,
        }
    }
}

impl Panels {
    /// Reads what `to_string` wrote; what makes no sense is as designed.
    pub(super) fn parse(text: &str) -> Self {
        let numbers: Option<Vec<f32>> = text.split(' ').map(|number| number.parse().ok()).collect();
        let fits = |number: &f32| (0.0..=4000.0).contains(number);
        match numbers.filter(|numbers| numbers.iter().all(fits)).as_deref() {
            Some(&[left, event, article, compare, timeline, a, b, c])
                if (left == 0.0 || left >= 200.0) && timeline >= 100.0 =>
            {
                Self {
                    left,
                    right: [event, article, compare],
                    timeline,
                    left_folded: a > 0.0,
                    right_folded: b > 0.0,
                    timeline_folded: c > 0.0,
                }
            }
            _ => Self::default(),
        }
    }

    /// How wide sources and events are in a window of this width: as dragged, or else wider in a wide one.
    pub(super) fn left_width(&self, window: f32) -> f32 {
        if self.left > 0.0 { self.left } else { (window * 0.17).clamp(272.0, 340.0) }
    }

    /// Folds or unfolds a part.
    pub(super) fn fold(&mut self, part: Part) {
        let folded = match part {
            Part::Left => &mut self.left_folded,
            Part::Right => &mut self.right_folded,
            Part::Timeline => &mut self.timeline_folded,
        };
        *folded = !*folded;
    }
}

impl std::fmt::Display for Panels {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [event, article, compare] = self.right;
        let folded = [self.left_folded, self.right_folded, self.timeline_folded].map(u8::from);
        let [a, b, c] = folded;
        write!(f, "{} {event} {article} {compare} {} {a} {b} {c}", self.left, self.timeline)
    }
}

/// Which tab the right panel shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) enum Tab {
    /// One event and its passages.
    #[default]
    Event,
    /// One article with its marks.
    Article,
    /// One event, source by source.
    Compare,
}

impl Tab {
    /// All, from left to right.
    pub(super) const ALL: [Self; 3] = [Self::Event, Self::Article, Self::Compare];

    /// Its word.
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Event => "Event",
            Self::Article => "Article",
            Self::Compare => "Compare",
        }
    }
}

/// How the list of events is ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Order {
    /// When it happened; undated last.
    #[default]
    Time,
    /// Name of the place.
    Place,
    /// How many articles report it, most first.
    Sources,
}

impl Order {
    /// Its words.
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Time => "By time",
            Self::Place => "By place",
            Self::Sources => "By sources",
        }
    }

    /// The one after it.
    pub(super) fn next(self) -> Self {
        match self {
            Self::Time => Self::Place,
            Self::Place => Self::Sources,
            Self::Sources => Self::Time,
        }
    }
}

/// The marks of an article's text; each can be switched off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Mark {
    /// A place where something is.
    Place,
    /// A place name that acts ("Baku said").
    Actor,
    /// A people.
    People,
    /// A time.
    Time,
    /// How many people.
    Figure,
    /// Who says so.
    Speaker,
    /// The words for what happened.
    Event,
}

impl Mark {
    /// All, in the order of the key row.
    pub(super) const ALL: [Self; 7] =
        [Self::Place, Self::Actor, Self::People, Self::Time, Self::Figure, Self::Speaker, Self::Event];

    /// The word of the key row.
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Place => "place",
            Self::Actor => "as actor",
            Self::People => "people",
            Self::Time => "time",
            Self::Figure => "figure",
            Self::Speaker => "speaker",
            Self::Event => "event",
        }
    }
}

/// What lies over the window.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Over {
    /// The picture to be made.
    Export,
    /// All keys.
    Keys,
    /// Everything that can be found by a few letters.
    Palette,
    /// How the map is drawn and moves.
    Map,
    /// A path typed where no dialog is to be had: of a file to open.
    OpenPath,
    /// A path typed where no dialog is to be had: of the story to save.
    SavePath,
    /// What to do with decisions that are not saved, as the window is to be closed or another story opened.
    Leave,
    /// The file was changed by someone else: save over it, or elsewhere.
    Changed,
    /// A story is damaged: open what can be opened of it, or its backup.
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong, the end of a sentence that begins with its name.
        why: String,
        /// The file before it, where it was kept.
        backup: Option<PathBuf>,
    },
    /// What windows left that ended without saving.
    Restore,
    /// All steps of the story's history.
    History,
}

/// Where the map shall go.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Move {
    /// The whole story, or the world when there is none.
    Story,
    /// The whole world.
    World,
    /// The place of the selected event, close up; the whole story when none is selected.
    Selection,
    /// Just enough for a position to be in view: longitude and latitude, degrees.
    Show([f64; 2]),
    /// Out far enough for all of an area to be in view, never closer: west, south, east, north, degrees.
    ShowArea([f64; 4]),
    /// In or out by so many levels, around the middle.
    Zoom(f64),
    /// In by two levels around a position.
    Into([f64; 2]),
    /// By so many points.
    Pan([f32; 2]),
    /// So that all of these positions are in view.
    Frame([f64; 4]),
}

/// What is looked for in an article.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Find {
    /// The words.
    pub(super) text: String,
    /// Which of the places they stand at is looked at.
    pub(super) at: usize,
    /// Whether the field just came and wants the caret.
    pub(super) fresh: bool,
}

/// An article's date being typed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct DateDraft {
    /// Whose.
    pub(super) article: ArticleId,
    /// What was typed so far.
    pub(super) text: String,
}

/// What is known of an article, being typed.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Details {
    /// Its headline.
    pub(super) headline: String,
    /// Its outlet.
    pub(super) outlet: String,
    /// Who wrote it.
    pub(super) byline: String,
    /// Its day.
    pub(super) date: String,
    /// Whether the fields just came and the first wants the caret.
    pub(super) fresh: bool,
}

impl Details {
    /// What is known of an article now.
    pub(super) fn of(article: &Article) -> Self {
        Self {
            headline: article.headline.clone(),
            outlet: article.outlet.clone().unwrap_or_default(),
            byline: article.byline.clone().unwrap_or_default(),
            date: article.date.day.map(short_day).unwrap_or_default(),
            fresh: true,
        }
    }

    /// What a person changed; `None` while what was typed as the day is none.
    pub(super) fn changes(&self, article: &Article) -> Option<Vec<ArticleChange>> {
        let day = if self.date.trim().is_empty() { None } else { Some(typed_date(&self.date)?) };
        let before = Self::of(article);
        let mut changes = Vec::new();
        if self.headline.trim() != before.headline {
            changes.push(ArticleChange::Headline(self.headline.trim().to_owned()));
        }
        if self.outlet.trim() != before.outlet {
            changes.push(ArticleChange::Outlet(self.outlet.trim().to_owned()));
        }
        if self.byline.trim() != before.byline {
            changes.push(ArticleChange::Byline(self.byline.trim().to_owned()));
        }
        if day != article.date.day {
            changes.push(ArticleChange::Date(day));
        }
        Some(changes)
    }
}

/// A date as people type it: `2023-09-19`, `19 Sep 2023`, `19 September 2023`, `19.9.2023`.
pub(super) fn typed_date(text: &str) -> Option<Date> {
    let text = text.trim();
    if let Ok(date) = text.parse() {
        return Some(date);
    }
    ["%d %b %Y", "%d %B %Y", "%b %d, %Y", "%B %d, %Y", "%d.%m.%Y"]
        .iter()
        .find_map(|form| Date::strptime(form, text).ok())
}

/// The pages of the export sheet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum ExportPage {
    /// Size, scale, theme, format, file.
    #[default]
    Picture,
    /// Captions, numbers, what is left out.
    Captions,
    /// Title, the line under it, alternative text.
    Words,
}

/// The picture to be made.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ExportDraft {
    /// The page of the sheet.
    pub(super) page: ExportPage,
    /// Index into the sizes offered; past them, the one typed.
    pub(super) size: usize,
    /// A size being typed.
    pub(super) custom: String,
    /// Pixels per point.
    pub(super) scale: u32,
    /// Light ink on dark; as the window when not chosen.
    pub(super) dark: Option<bool>,
    /// Its title as it is being typed; empty for the one made from the story.
    pub(super) title: String,
    /// The line under the title as it is being typed.
    pub(super) dateline: String,
    /// The alternative text as it is being typed.
    pub(super) alt: String,
    /// The caption being typed.
    pub(super) caption: Option<(EventId, String)>,
    /// What is being typed and not yet kept.
    pub(super) typing: Option<LayoutEdit>,
    /// The caption being moved: its middle, in shares of the map.
    pub(super) moving: Option<(EventId, [f32; 2])>,
    /// Where it goes.
    pub(super) path: String,
    /// What the name ends in while it follows title and size.
    pub(super) ending: &'static str,
    /// Whether a person chose where; else the name follows title and size.
    pub(super) own_path: bool,
    /// Whether the field of the file has the keyboard: what stands in it is selected, and stays as it is.
    pub(super) naming: bool,
    /// Whether the text with all passages goes beside it.
    pub(super) companion: bool,
    /// Whether letters of an SVG are outlines.
    pub(super) outlines: bool,
}

/// The sizes offered, with their names.
pub(super) const SIZES: [(&str, Sheet); 5] = [
    ("16:9", Sheet::WIDE),
    ("1:1", Sheet::SQUARE),
    ("4:5", Sheet::PORTRAIT),
    ("A4", Sheet::A4),
    ("A4 wide", Sheet::A4_LANDSCAPE),
];

impl ExportDraft {
    /// Ends what is being typed: what it comes to, and whether a caption was being written.
    pub(super) fn end_typing(&mut self) -> (Option<LayoutEdit>, bool) {
        (self.typing.take(), self.caption.take().is_some())
    }

    /// The size chosen; the first while the one typed is none.
    pub(super) fn sheet(&self) -> Sheet {
        let offered = SIZES.get(self.size).map(|(_, sheet)| *sheet);
        offered.or_else(|| self.custom.parse().ok()).unwrap_or(Sheet::WIDE)
    }
}

impl Default for ExportDraft {
    fn default() -> Self {
        Self {
            page: ExportPage::default(),
            size: 0,
            custom: String::new(),
            scale: 2,
            dark: None,
            title: String::new(),
            dateline: String::new(),
            alt: String::new(),
            caption: None,
            typing: None,
            moving: None,
            path: String::new(),
            ending: "png",
            own_path: false,
            naming: false,
            companion: true,
            outlines: false,
        }
    }
}

/// A file on its way in, or refused.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    /// Its name as shown.
    pub(super) name: String,
    /// With which others it came.
    pub(super) batch: u64,
    /// Its place among them.
    pub(super) place: usize,
    /// How far it is.
    pub(super) stage: Stage,
    /// Why it could not be opened, and what to do; `None` while it is being read.
    pub(super) problem: Option<String>,
}

/// How the story is being looked at.
#[derive(Debug, Default)]
pub(super) struct View {
    /// Tab of the right panel.
    pub(super) tab: Tab,
    /// The event in the panel, ringed on the map.
    pub(super) selected: Option<EventId>,
    /// The event under the pointer, in whatever panel.
    pub(super) hovered: Option<EventId>,
    /// What the Event tab lists instead of one event: a stack of pins that was clicked.
    pub(super) stack: Vec<EventId>,
    /// The article in the Article tab.
    pub(super) article: Option<ArticleId>,
    /// The passage the cards and the article stand at.
    pub(super) mention: Option<MentionId>,
    /// The place name in the article that is ringed: index into its reading's toponyms.
    pub(super) toponym: Option<(ArticleId, usize)>,
    /// Whether the article must scroll to its passage in the next frame.
    pub(super) scroll: bool,
    /// Whether the article takes the keyboard in the next frame, its words to be marked by the arrows.
    pub(super) marking: bool,
    /// Whether the list of events must bring the selected one into view in the next frame.
    pub(super) reveal: bool,
    /// The cell of the comparison that is framed.
    pub(super) cell: Option<(MentionId, Slot)>,
    /// Only rows on which sources differ.
    pub(super) only_differs: bool,
    /// What is left out.
    pub(super) filter: Filter,
    /// The span of time on the timeline, in days since 1970; none for the one most events begin in.
    pub(super) span: Option<[f64; 2]>,
    /// What is looked for in the article.
    pub(super) find: Option<Find>,
    /// The passage whose sentences around it are shown.
    pub(super) context: Option<MentionId>,
    /// Days being typed on the timeline.
    pub(super) days: Option<String>,
    /// Order of the list.
    pub(super) order: Order,
    /// Whether many articles are listed by letter and not by outlet.
    pub(super) by_letter: bool,
    /// Which articles are listed under what they have in common.
    pub(super) listed: Option<Common>,
    /// Marks switched off.
    pub(super) marks_off: BTreeSet<Mark>,
    /// What lies over the window.
    pub(super) sheet: Option<Over>,
    /// A date being typed.
    pub(super) date: Option<DateDraft>,
    /// What is known of an article, being typed.
    pub(super) details: Option<(ArticleId, Details)>,
    /// Whether an article shows what each line of it is taken for.
    pub(super) zones: bool,
    /// A layer's name being typed.
    pub(super) layer_name: Option<(LayerId, String)>,
    /// Whether the queue of doubtful events is open.
    pub(super) checking: bool,
    /// Whether the map's key is open.
    pub(super) legend: bool,
    /// Whether sources and events are wanted where there is no room for both sides.
    pub(super) left_wanted: bool,
    /// The picture to be made.
    pub(super) export: ExportDraft,
    /// The path typed where no dialog is to be had.
    pub(super) typed_path: String,
    /// What is to be done once it is settled what becomes of what is not saved.
    pub(super) then: Option<Then>,
    /// A correction on its way.
    pub(super) correcting: Correcting,
    /// Files on their way in, or refused.
    pub(super) rows: Vec<Row>,
}

/// Letters in a row: "ABD".
pub(super) fn letters(letters: &[Letter]) -> String {
    let apart = if letters.iter().any(|letter| letter.0 > 25) { " " } else { "" };
    letters.iter().map(ToString::to_string).collect::<Vec<_>>().join(apart)
}

/// A day in few letters: "19 Sep 2023".
pub(super) fn short_day(day: Date) -> String {
    day.strftime("%-d %b %Y").to_string()
}

/// A range in few letters: "19 Sep", "Dec 2022", "18–20 Sep"; the year only when it is not this one.
pub(super) fn short_range(range: DayRange, year: i16) -> String {
    let DayRange { start, end } = range;
    let full_months = start.day() == 1 && end == end.last_of_month();
    let with_year = |text: String, day: Date| if day.year() == year { text } else { format!("{text} {}", day.year()) };
    if start == end {
        return with_year(start.strftime("%-d %b").to_string(), start);
    }
    if full_months && start.year() == end.year() && start.month() == end.month() {
        return start.strftime("%b %Y").to_string();
    }
    if full_months && start.month() == 1 && end.month() == 12 {
        return range.to_string();
    }
    if (start.year(), start.month()) == (end.year(), end.month()) {
        return with_year(format!("{}–{}", start.day(), end.strftime("%-d %b")), end);
    }
    format!(
        "{} – {}",
        with_year(start.strftime("%-d %b").to_string(), start),
        with_year(end.strftime("%-d %b").to_string(), end)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn dates_are_read_as_people_type_them() {
        for text in ["2023-09-19", " 19 Sep 2023", "19 September 2023", "September 19, 2023", "19.9.2023"] {
            assert_eq!(typed_date(text), Some(date(2023, 9, 19)), "{text}");
        }
        assert_eq!((typed_date("yesterday"), typed_date("31 Feb 2023"), typed_date("")), (None, None, None));
    }

    #[test]
    fn ranges_are_short_and_name_other_years() {
        let check = |start, end, words: &str| assert_eq!(short_range(DayRange { start, end }, 2023), words);
        check(date(2023, 9, 19), date(2023, 9, 19), "19 Sep");
        check(date(2020, 9, 27), date(2020, 9, 27), "27 Sep 2020");
        check(date(2022, 12, 1), date(2022, 12, 31), "Dec 2022");
        check(date(2023, 9, 18), date(2023, 9, 20), "18–20 Sep");
        check(date(2022, 12, 12), date(2023, 9, 2), "12 Dec 2022 – 2 Sep");
    }
}

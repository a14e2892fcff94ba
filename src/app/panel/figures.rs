//! Ranges of head-counts drawn on one axis, one row for each source: no mean, no "about".

use std::ops::RangeInclusive;

use jiff::civil::Date;

use egui::{Painter, Pos2, Rect, Shape, Stroke, pos2, vec2};

use crate::app::look::{Look, Weight, font, size};
use crate::app::state::short_range;
use crate::app::widget;
use rustc_hash::FxHashMap;

use crate::story::{ArticleId, Claim, DayRange, Kind, SlotClaims, Story, Value};

/// Least and most of a claim that counts people; `None` for an open end.
pub(super) fn count(claim: &Claim) -> Option<(u32, Option<u32>)> {
    match claim.value {
        Value::Count { min, max } => Some((min, max)),
        _ => None,
    }
}

/// What each article says of a slot: what it counts in all, before what it counts of a part; and of "scores" and "more than
/// 60", what tells more.
pub(super) fn closest(slot: &SlotClaims) -> FxHashMap<ArticleId, &Claim> {
    let mut told: FxHashMap<ArticleId, &Claim> = FxHashMap::default();
    for claim in &slot.claims {
        let known = told.entry(claim.mention.article).or_insert(claim);
        let more = match (count(known), count(claim)) {
            (Some((least, None)), Some((min, _))) => min > least && known.part == claim.part,
            _ => false,
        };
        if (known.part && !claim.part) || more {
            *known = claim;
        }
    }
    told
}

/// The end of the axis that holds every claim of a slot, with room for an open end.
pub(super) fn axis_end(slot: &SlotClaims) -> f32 {
    let most = slot.claims.iter().filter_map(count).map(|(min, max)| max.unwrap_or(min.saturating_mul(4) / 3));
    #[expect(clippy::cast_precision_loss, reason = "a length on the screen")]
    let most = most.max().unwrap_or(1).max(1) as f32;
    most * 1.08
}

/// How a count changed over time: "Killed rose from 9 on 6 Feb (A) to 14 on 7 Feb (C)". Nothing where no source overtook
/// another, or no day is known.
pub(super) fn course(story: &Story, (kind, slot): (Kind, &SlotClaims), year: i16) -> Option<String> {
    slot.claims.iter().any(|claim| claim.older).then_some(())?;
    let day = |claim: &Claim| story.source(claim.mention.article)?.article.date.day;
    let whole = closest(slot).into_values().filter(|claim| !claim.part && count(claim).is_some());
    let dated: Vec<(Date, &Claim)> = whole.filter_map(|claim| Some((day(claim)?, claim))).collect();
    let least = |claim: &Claim| count(claim).map(|(min, _)| min);
    let first =
        dated.iter().filter(|(_, claim)| claim.older).min_by_key(|(day, claim)| (*day, least(claim), claim.mention))?;
    let last = dated
        .iter()
        .filter(|(_, claim)| !claim.older)
        .max_by_key(|(day, claim)| (*day, least(claim), claim.mention))?;
    let verb = if least(first.1) < least(last.1) { "rose" } else { "fell" };
    let told = |(day, claim): &(Date, &Claim)| -> Option<String> {
        let letter = story.source(claim.mention.article)?.article.letter;
        let day = short_range(DayRange::day(*day), year);
        Some(format!("{} on {day} ({letter})", claim.words(story)))
    };
    (first.0 < last.0).then_some(())?;
    Some(format!("{} {verb} from {} to {}", slot.slot.label_of(kind), told(first)?, told(last)?))
}

/// Draws the axis, its zero tick, and the range on it.
pub(super) fn bar(painter: &Painter, look: &Look, rect: Rect, range: Option<(u32, Option<u32>)>, end: f32) {
    let y = rect.center().y;
    painter.hline(rect.x_range(), y, Stroke::new(1.0, look.line));
    painter.vline(rect.left(), (y - 4.0)..=(y + 4.0), Stroke::new(1.0, look.line_strong));
    let Some((min, max)) = range else { return };
    #[expect(clippy::cast_precision_loss, reason = "a length on the screen")]
    let at = |count: u32| (rect.left() + rect.width() * (count as f32 / end)).min(rect.right());
    let ink = look.ink;
    match max {
        Some(max) if max == min => {
            painter.circle_filled(pos2(at(min), y), 4.0, ink);
        }
        Some(max) => {
            let (from, to) = (at(min), at(max).max(at(min) + 5.0));
            painter.rect_filled(Rect::from_min_max(pos2(from, y - 4.0), pos2(to, y + 4.0)), 2.0, ink);
        }
        None => {
            let from = pos2(at(min), y);
            let to = pos2((from.x + 26.0).min(rect.right().max(from.x + 12.0)), y);
            painter.vline(from.x, (y - 5.0)..=(y + 5.0), Stroke::new(2.0, ink));
            painter.line_segment([from, to - vec2(3.0, 0.0)], Stroke::new(2.0, ink));
            arrow_head(painter, to, look);
        }
    }
}

fn arrow_head(painter: &Painter, tip: Pos2, look: &Look) {
    let points = [(0.0, 0.0), (-6.0, -4.0), (-6.0, 4.0)].map(|(x, y)| tip + vec2(x, y));
    painter.add(Shape::convex_polygon(points.into(), look.ink, Stroke::NONE));
}

/// How wide the words of a count are, in points.
pub(super) fn width(painter: &Painter, look: &Look, words: &str) -> f32 {
    widget::words(painter, words, font(size::SMALL, Weight::Regular), look.ink, f32::INFINITY, 1).size().x
}

/// Words of a count, or "not said", from a point to the end of its room, with "…" where they go on.
pub(super) fn said(painter: &Painter, look: &Look, room: RangeInclusive<Pos2>, words: Option<&str>) {
    let (words, color) = words.map_or(("not said", look.third), |words| (words, look.ink));
    let (from, to) = room.into_inner();
    let galley = widget::words(painter, words, font(size::SMALL, Weight::Regular), color, to.x - from.x, 1);
    painter.galley(from - vec2(0.0, galley.size().y / 2.0), galley, color);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::{Agreement, ArticleId, MentionId, Slot, Stance, Text, Victim};

    fn claim(min: u32, max: Option<u32>) -> Claim {
        Claim {
            mention: MentionId { article: ArticleId(0), index: 0 },
            value: Value::Count { min, max },
            span: Text::new("27").span(0..2),
            source: String::new(),
            stance: Stance::Asserted,
            part: false,
            older: false,
        }
    }

    fn slot(claims: Vec<Claim>) -> SlotClaims {
        SlotClaims { slot: Slot::Figure(Victim::Killed), agreement: Agreement::Differs, claims }
    }

    #[test]
    fn of_what_an_article_counts_what_tells_more_is_shown() {
        let check = |claims: Vec<Claim>, told: (u32, Option<u32>)| {
            let slot = slot(claims);
            let closest: Vec<_> = closest(&slot).into_values().filter_map(count).collect();
            assert_eq!(closest, [told]);
        };
        check(vec![claim(40, None), claim(61, None)], (61, None));
        check(vec![claim(61, None), claim(40, None)], (61, None));
        check(vec![claim(68, None), claim(70, Some(70))], (70, Some(70)));
        check(vec![claim(14, None), claim(11, Some(11))], (14, None));
        check(vec![Claim { part: true, ..claim(9, None) }, claim(2, Some(2))], (2, Some(2)));
        check(vec![claim(5, None), Claim { part: true, ..claim(9, Some(9)) }], (5, None));
    }

    #[test]
    fn the_axis_holds_every_range() {
        assert!(axis_end(&slot(vec![claim(2, Some(2)), claim(27, Some(27))])) >= 27.0);
        assert!(axis_end(&slot(vec![claim(150, None)])) > 150.0, "room for the open end");
        assert!(axis_end(&slot(Vec::new())) > 0.0);
    }
}

//! Scores of place names: how many are found, and how many of those at the right place.
//!
//! Comes in: documents with readings. Goes out: the figures of the corpora's scorer, `score.py`, by the same definitions:
//! spans match one to one, the same ones first; right is within 161 km, or an area that holds the gold's point when the
//! gold is an area too; gold without coordinates counts for finding alone.

use std::fmt;

use dateline::story::{PlaceRef, Toponym};
use serde_json::json;

use super::corpus::{GoldPlace, Rates, Read, Spans, matching, share};

/// Within so many km a place is right.
pub(crate) const NEAR_KM: f64 = 161.0;

/// The scores of one corpus.
pub(crate) struct Score {
    gold: usize,
    found: usize,
    strict: Rates,
    overlap: Rates,
    end_to_end: Rates,
    /// Right within 161 km of those matched.
    of_matched: f64,
    /// The same within 20 km.
    within_20: f64,
    median_km: f64,
}

/// Scores a corpus.
pub(crate) fn score(reads: &[Read]) -> Score {
    let (mut gold, mut located, mut found, mut strict, mut overlap) = (0, 0, 0, 0, 0);
    let (mut right, mut near, mut unmatched_by_coordinates, mut matched) = (0, 0, 0, 0);
    let mut errors: Vec<f64> = Vec::new();
    for read in reads {
        let marks = &read.document.toponyms;
        let toponyms = read.toponyms();
        gold += marks.len();
        located += marks.iter().filter(|mark| mark.lat.is_some()).count();
        found += toponyms.len();
        for (mark, toponym) in pairs(read, &toponyms) {
            overlap += 1;
            strict += usize::from((mark.start, mark.end) == (toponym.span.start(), toponym.span.end()));
            if mark.lat.is_none() {
                unmatched_by_coordinates += 1;
                continue;
            }
            matched += 1;
            if let Some(error) = error_km(mark, toponym.place.as_deref()) {
                errors.push(error);
                right += usize::from(error <= NEAR_KM);
                near += usize::from(error <= 20.0);
            }
        }
    }
    errors.sort_by(f64::total_cmp);
    Score {
        gold,
        found,
        strict: Rates::of(strict, found, gold),
        overlap: Rates::of(overlap, found, gold),
        end_to_end: Rates::of(right, found - unmatched_by_coordinates, located),
        of_matched: share(right, matched),
        within_20: share(near, errors.len()),
        median_km: errors.get(errors.len() / 2).copied().unwrap_or(0.0),
    }
}

/// Marks and toponyms that belong together.
pub(crate) fn pairs<'r>(read: &'r Read, toponyms: &[&'r Toponym]) -> Vec<(&'r GoldPlace, &'r Toponym)> {
    let (marks, spans) = spans(read, toponyms);
    let matching = matching(&marks, &spans);
    matching.pairs.into_iter().filter_map(|(i, j)| Some((read.document.toponyms.get(i)?, *toponyms.get(j)?))).collect()
}

/// The spans of marks and of toponyms.
pub(crate) fn spans(read: &Read, toponyms: &[&Toponym]) -> (Spans, Spans) {
    let marks = read.document.toponyms.iter().map(|mark| (mark.start, mark.end)).collect();
    (marks, toponyms.iter().map(|toponym| (toponym.span.start(), toponym.span.end())).collect())
}

/// How far a place is from a mark, in km; 0 for an area that holds it; `None` without coordinates on either side.
pub(crate) fn error_km(mark: &GoldPlace, place: Option<&PlaceRef>) -> Option<f64> {
    let (lat, lon, place) = (mark.lat?, mark.lon?, place?);
    let areas = ["PCL", "ADM1", "ADMD", "CONT", "RGN", "AREA"];
    let area = mark.fcode.as_deref().is_none_or(|code| areas.iter().any(|area| code.starts_with(area)));
    let holds = place.bbox.is_some_and(|[west, south, east, north]| {
        let across = if west <= east { west <= lon && lon <= east } else { lon >= west || lon <= east };
        south <= lat && lat <= north && across
    });
    Some(if area && holds { 0.0 } else { distance_km((lon, lat), (place.lon, place.lat)) })
}

/// Great-circle distance in km between points in degrees (haversine, mean radius 6371 km).
pub(crate) fn distance_km(a: (f64, f64), b: (f64, f64)) -> f64 {
    let (up, across) = ((b.1 - a.1).to_radians() / 2.0, (b.0 - a.0).to_radians() / 2.0);
    let x = up.sin().powi(2) + a.1.to_radians().cos() * b.1.to_radians().cos() * across.sin().powi(2);
    2.0 * 6371.0088 * x.sqrt().min(1.0).asin()
}

impl Score {
    /// The figures a script compares.
    pub(crate) fn json(&self) -> serde_json::Value {
        json!({
            "strict": self.strict.f1, "overlap": self.overlap.f1, "e2e161": self.end_to_end.f1,
            "A161_of_matched": self.of_matched, "A20": self.within_20,
        })
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "  marked {} · found {}", self.gold, self.found)?;
        writeln!(f, "  recognition, same span   {}", self.strict)?;
        writeln!(f, "  recognition, overlap     {}", self.overlap)?;
        writeln!(f, "  end to end, 161 km       {}", self.end_to_end)?;
        writeln!(
            f,
            "  resolution               A@161 of matched {:.3} · A@20 {:.3} · median {:.1} km",
            self.of_matched, self.within_20, self.median_km
        )
    }
}

//! How far the reader's confidence can be trusted.
//!
//! Comes in: documents with readings. Goes out: for each band of confidence, how many names have it and which share of
//! them is right (marked, and within 161 km); the mean gap between the two (expected calibration error, Guo et al. 2017),
//! and how well "to check" holds the doubtful ones.

use std::fmt::Write as _;

use super::corpus::{Read, matching, share};
use super::place::{NEAR_KM, error_km, spans};

/// Bands of a tenth each.
const BANDS: usize = 10;

#[derive(Clone, Copy, Default)]
struct Band {
    count: usize,
    right: usize,
    sum: f64,
    /// Of those that are marked at all: how many, and how many at the right place.
    marked: usize,
    placed: usize,
}

/// The table of one corpus.
pub(crate) fn table(reads: &[Read]) -> String {
    let mut bands = [Band::default(); BANDS];
    for read in reads {
        let toponyms = read.toponyms();
        let (marks, found) = spans(read, &toponyms);
        let pairs = matching(&marks, &found).pairs;
        for (index, toponym) in toponyms.iter().enumerate().filter(|(_, toponym)| toponym.place.is_some()) {
            let mark = pairs.iter().find(|(_, j)| *j == index).and_then(|&(i, _)| read.document.toponyms.get(i));
            if mark.is_some_and(|mark| mark.lat.is_none()) {
                continue;
            }
            let right =
                mark.and_then(|mark| error_km(mark, toponym.place.as_deref())).is_some_and(|error| error <= NEAR_KM);
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 10")]
            let at = ((toponym.confidence * 10.0) as usize).min(BANDS - 1);
            let Some(band) = bands.get_mut(at) else { continue };
            band.count += 1;
            band.sum += f64::from(toponym.confidence);
            band.right += usize::from(right);
            band.marked += usize::from(mark.is_some());
            band.placed += usize::from(right);
        }
    }
    let mut out = String::from("  confidence   names   mean  right  right of marked\n");
    let total: usize = bands.iter().map(|band| band.count).sum();
    let mut gap = 0.0;
    for (tenth, band) in bands.iter().enumerate().filter(|(_, band)| band.count > 0) {
        #[expect(clippy::cast_precision_loss, reason = "counts of a corpus")]
        let mean = band.sum / band.count as f64;
        let right = share(band.right, band.count);
        gap += (mean - right).abs() * share(band.count, total);
        let low = tenth * 10;
        let _ = writeln!(
            out,
            "  {low:3}–{:<3} %   {:6}   {mean:.2}   {right:.2}   {:.2}",
            low + 10,
            band.count,
            share(band.placed, band.marked)
        );
    }
    let _ = writeln!(out, "  mean gap between confidence and share right: {gap:.3}");
    out
}

//! How far the reader's confidence can be trusted.
//!
//! Comes in: documents with readings. Goes out: for each band of confidence, how many names have it and which share of
//! them is right (marked, and within 161 km); the mean gap between the two (expected calibration error, Guo et al. 2017),
//! and how well "to check" holds the doubtful ones.

use std::fmt::Write as _;

use dateline::story::Role;

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
    let _ = writeln!(out, "  {}", unseen(reads));
    out
}

/// Below this confidence a name is worth a person's look.
const DOUBTFUL: f32 = 0.7;

/// The gap on documents with odd numbers, peoples left out, and what a queue of the doubtful names there would hold.
fn unseen(reads: &[Read]) -> String {
    let (mut names, mut wrong, mut queued, mut caught) = (0, 0, 0, 0);
    let mut bands = [Band::default(); BANDS];
    for read in reads.iter().skip(1).step_by(2) {
        let toponyms = read.toponyms();
        let (marks, found) = spans(read, &toponyms);
        let pairs = matching(&marks, &found).pairs;
        for (index, toponym) in toponyms.iter().enumerate() {
            if toponym.place.is_none() || toponym.role == Role::Demonym {
                continue;
            }
            let mark = pairs.iter().find(|(_, j)| *j == index).and_then(|&(i, _)| read.document.toponyms.get(i));
            if mark.is_some_and(|mark| mark.lat.is_none()) {
                continue;
            }
            let right =
                mark.and_then(|mark| error_km(mark, toponym.place.as_deref())).is_some_and(|error| error <= NEAR_KM);
            let doubtful = toponym.confidence < DOUBTFUL;
            names += 1;
            wrong += usize::from(!right);
            queued += usize::from(doubtful);
            caught += usize::from(doubtful && !right);
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 10")]
            let at = ((toponym.confidence * 10.0) as usize).min(BANDS - 1);
            if let Some(band) = bands.get_mut(at) {
                band.sum += f64::from(toponym.confidence);
                band.right += usize::from(right);
            }
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "counts of a corpus")]
    let gap = bands.iter().map(|band| (band.sum - band.right as f64).abs()).sum::<f64>() / names.max(1) as f64;
    format!(
        "on the half not fitted, without peoples: mean gap {gap:.3}; below {DOUBTFUL}: {:.2} of names, {:.2} of the wrong ones",
        share(queued, names),
        share(caught, wrong)
    )
}

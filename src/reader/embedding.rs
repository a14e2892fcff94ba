//! What words mean, as points: those of words of like meaning lie near each other.
//!
//! Comes in: a word in lower case. Goes out: its point on [`AXES`] axes, from `assets/lexicon/en/embeddings.txt`: GloVe
//! vectors (Pennington, Socher and Manning 2014), cut to their first principal components. It must never be asked for a
//! name: points are of words only.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// How many axes a point has.
pub(super) const AXES: usize = 64;

/// A point, or a sum of points.
pub(super) type Point = [f32; AXES];

/// The characters that stand for the ends of an axis, at -0.5 and 0.5.
const ENDS: (u8, u8) = (b'!', b'~');

static POINTS: LazyLock<FxHashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let lines = include_str!("../../assets/lexicon/en/embeddings.txt").lines();
    lines.filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(' ')).collect()
});

/// Adds the point of a word; whether it has one.
pub(super) fn add(word: &str, sum: &mut Point) -> bool {
    let Some(point) = POINTS.get(word) else { return false };
    let length = f32::from(ENDS.1 - ENDS.0);
    for (axis, byte) in sum.iter_mut().zip(point.bytes()) {
        *axis += f32::from(byte.saturating_sub(ENDS.0)) / length - 0.5;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::{POINTS, Point, add};

    fn near(one: &str, other: &str) -> f32 {
        let point = |word: &str| {
            let mut point: Point = [0.0; super::AXES];
            assert!(add(word, &mut point), "{word}");
            point
        };
        point(one).iter().zip(point(other)).map(|(one, other)| one * other).sum()
    }

    #[test]
    fn words_of_like_meaning_lie_near_each_other() {
        assert!(near("torched", "ransacked") > near("torched", "elected"));
        assert!(near("plucked", "rescued") > near("plucked", "shares"));
    }

    #[test]
    fn each_point_is_of_length_one_on_all_axes() {
        assert!(POINTS.values().all(|point| point.len() == super::AXES));
        assert!(["flooded", "trial", "rescued"].iter().all(|word| (near(word, word) - 1.0).abs() < 0.05));
        assert!(!add("Baku", &mut [0.0; super::AXES]));
    }
}

//! Lines that go on in each other, as one: files cut a boundary at every corner of two regions and where a property changes.
//!
//! Comes in: the lines of one kind in a tile. Goes out: the same points as fewer lines, each piece taken once. A line drawn
//! whole has fewer corners, and its dashes run on. Where three ends meet, or one, a line ends.

use rustc_hash::FxHashMap;

/// A line in tile units.
type Line = Vec<[i16; 2]>;

/// Lines joined where exactly two of their ends meet.
pub(super) fn chained(lines: Vec<Line>) -> Vec<Line> {
    let mut ends: FxHashMap<[i16; 2], Vec<usize>> = FxHashMap::default();
    for (at, line) in lines.iter().enumerate() {
        for &end in [line.first(), line.last()].into_iter().flatten() {
            ends.entry(end).or_default().push(at);
        }
    }
    let mut left: Vec<Option<Line>> = lines.into_iter().map(Some).collect();
    let mut found = Vec::new();
    for at in 0..left.len() {
        let Some(mut line) = left.get_mut(at).and_then(Option::take) else { continue };
        // On from its end, then on from its start.
        for _ in 0..2 {
            while let Some(next) = line.last().and_then(|&end| next(end, &ends, &mut left)) {
                line.extend(next.into_iter().skip(1));
            }
            line.reverse();
        }
        found.push(line);
    }
    found
}

/// The line that alone goes on from an end, from there on.
fn next(end: [i16; 2], ends: &FxHashMap<[i16; 2], Vec<usize>>, left: &mut [Option<Line>]) -> Option<Line> {
    let [a, b] = ends.get(&end)?[..] else { return None };
    let mut line = [a, b].into_iter().find_map(|at| left.get_mut(at)?.take())?;
    if line.first() != Some(&end) {
        line.reverse();
    }
    Some(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_go_on_where_two_ends_meet_and_end_where_three_do() {
        let lines =
            vec![vec![[0, 0], [1, 0]], vec![[2, 0], [1, 0]], vec![[0, 0], [0, 5]], vec![[2, 0], [3, 0], [4, 1]]];
        assert_eq!(chained(lines.clone()), [[[0, 5], [0, 0], [1, 0], [2, 0], [3, 0], [4, 1]]]);
        let forked = [lines, vec![vec![[1, 0], [1, 9]]]].concat();
        assert_eq!(chained(forked).len(), 3, "at the fork all three end");
    }

    #[test]
    fn a_ring_stays_a_ring_and_is_no_way_on() {
        let ring = vec![[0, 0], [1, 0], [1, 1], [0, 0]];
        assert_eq!(chained(vec![ring.clone()]), std::slice::from_ref(&ring));
        let halves = vec![vec![[0, 0], [1, 0]], vec![[0, 0], [1, 1], [1, 0]]];
        let found = chained(halves);
        assert!(found.len() == 1 && found[0].len() == 4 && found[0].first() == found[0].last(), "{found:?}");
        assert_eq!(chained(vec![ring, vec![[0, 0], [-3, 0]]]).len(), 2);
        assert!(chained(Vec::new()).is_empty());
    }
}

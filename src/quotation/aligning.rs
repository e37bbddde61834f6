//! A piece of a quotation aligned with a stretch of a source.
//!
//! In: the units of the piece and of the source, and where each unit of the piece stands there. Out: the pairs of units, in order on both sides,
//! that are worth most together: a pair is worth the weight of the unit, pairs that follow each other on both sides are worth more, and gaps and
//! words left out cost something (local alignment with affine gaps; Smith and Waterman 1981, Gotoh 1982). Most units of a piece stand at few
//! places or none, so that only those places are looked at and what can be gone on with behind them.

use super::units::Unit;
use std::ops::Range;

/// What it is worth that the next word follows on both sides, and what a gap and a word left out cost, in the unit of [`Unit::weight`].
pub(super) const ADJACENT: i32 = 3;
const GAP: i32 = 4;
pub(super) const SKIP: i32 = 1;
/// What it costs to leave words out at the beginning or at the end of a piece, beside what each of them costs: a small word a little further off
/// is more likely the one that is meant than none.
const EDGE: i32 = 6;

/// What an alignment that ends with a pair is worth, the pair, and the one before it.
struct Cell {
    score: i32,
    pair: (usize, usize),
    before: Option<u32>,
}

/// Pairs of a unit of the piece, counted from its beginning, and one of the source, both ascending; and what they are worth.
type Aligned = (i32, Vec<(usize, usize)>);

/// What leaving out so many words at an edge of the piece is worth.
fn edge(n: usize) -> i32 {
    if n == 0 { 0 } else { -EDGE - n as i32 * SKIP }
}

/// Aligns a piece with the words of the source in `window`; none if no word of it stands there. `stands` has for each unit of the piece the
/// keys and places in the source, ascending; `cost` tells what it costs to leave out a unit of the source. Grows with the places of the units in the
/// window times its words.
pub(super) fn align(
    piece: &[Unit],
    source: &[Unit],
    stands: &[&[(u64, u32)]],
    window: Range<usize>,
    cost: impl Fn(usize) -> i32,
) -> Option<Aligned> {
    let mut cells: Vec<Cell> = Vec::with_capacity(2 * piece.len());
    // For each word of the source the best of what ends before it, over all rows so far, less what the gap costs. A word of the piece that is left out
    // costs the same whatever it is gone on with, so that this is not counted here.
    let mut open: Vec<Option<(i32, u32)>> = vec![None; window.len()];
    let (mut row_before, mut top): (Range<usize>, Option<(i32, usize)>) = (0..0, None);
    for (i, (unit, stands)) in piece.iter().zip(stands).enumerate() {
        let left_out = i as i32 * SKIP;
        let first = cells.len();
        let from = stands.partition_point(|(_, j)| (*j as usize) < window.start);
        let places = stands[from..].iter().map(|(_, j)| *j as usize).take_while(|j| *j < window.end);
        for j in places.filter(|j| unit.is_same(&source[*j])) {
            let behind = open[j - window.start].map_or((edge(i), None), |(score, cell)| (score - left_out, Some(cell)));
            let beside = row_before.start + cells[row_before.clone()].partition_point(|cell| cell.pair.1 + 1 < j);
            let is_joined = row_before.contains(&beside) && cells[beside].pair.1 + 1 == j;
            let joined = is_joined.then(|| (cells[beside].score + ADJACENT, Some(beside as u32)));
            let (score, before) = joined.filter(|joined| joined.0 >= behind.0).unwrap_or(behind);
            let score = score + unit.weight as i32;
            let ended = score + edge(piece.len() - 1 - i);
            if top.is_none_or(|(best, _)| ended > best) {
                top = Some((ended, cells.len()));
            }
            cells.push(Cell { score, pair: (i, j), before });
        }
        row_before = first..cells.len();
        go_on(&cells, row_before.clone(), &mut open, &window, left_out + SKIP, &cost);
    }
    let (score, mut at) = top?;
    let mut pairs = vec![cells[at].pair];
    while let Some(before) = cells[at].before {
        at = before as usize;
        pairs.push(cells[at].pair);
    }
    pairs.reverse();
    Some((score, pairs))
}

/// What ended in a row of cells can be gone on with behind a gap in the next ones; what costs more than it brings is begun anew.
fn go_on(
    cells: &[Cell],
    row: Range<usize>,
    open: &mut [Option<(i32, u32)>],
    window: &Range<usize>,
    left_out: i32,
    cost: impl Fn(usize) -> i32,
) {
    let mut running: Option<(i32, u32)> = None;
    let mut next = row.start;
    let Some(first) = cells[row.clone()].first() else { return };
    for j in first.pair.1..window.end {
        if let Some((score, cell)) = running {
            let kept = open[j - window.start].map_or(-EDGE, |(score, _)| score);
            if kept < score + left_out {
                open[j - window.start] = Some((score + left_out, cell));
            }
        }
        running = running.map(|(score, cell)| (score - cost(j), cell));
        if next < row.end && cells[next].pair.1 == j {
            let ended = cells[next].score - GAP;
            if running.is_none_or(|(score, _)| ended > score) {
                running = Some((ended, next as u32));
            }
            next += 1;
        }
        let is_spent = running.is_none_or(|(score, _)| score + left_out <= -EDGE);
        if is_spent && next == row.end {
            break;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn units(keys: &[u64]) -> Vec<Unit> {
        let unit =
            |key: u64| Unit { key, own: key, first: 0, end: 1, is_number_word: false, weight: if key < 3 { 4 } else { 10 }, stop: key < 3 };
        keys.iter().map(|key| unit(*key)).collect()
    }

    /// The naive twin: every pair of places, and everything before each.
    fn naive(piece: &[Unit], source: &[Unit], costs: &[i32]) -> Option<i32> {
        let n = piece.len();
        let mut best = vec![vec![None::<i32>; source.len()]; n];
        let mut top: Option<i32> = None;
        for i in 0..n {
            for j in 0..source.len() {
                if !piece[i].is_same(&source[j]) {
                    continue;
                }
                let mut score = edge(i);
                for (k, row) in best.iter().enumerate().take(i) {
                    for (l, ended) in row.iter().enumerate().take(j) {
                        let Some(ended) = ended else { continue };
                        let is_next = k + 1 == i && l + 1 == j;
                        let between: i32 = costs[l + 1..j].iter().sum();
                        let left_out = (i - k - 1) as i32 * SKIP;
                        score = score.max(if is_next { ended + ADJACENT } else { ended - GAP - between - left_out });
                    }
                }
                let score = score + piece[i].weight as i32;
                best[i][j] = Some(score);
                let ended = score + edge(n - 1 - i);
                top = Some(top.map_or(ended, |top| top.max(ended)));
            }
        }
        top
    }

    proptest! {
        #[test]
        fn the_best_alignment_is_found(
            piece in prop::collection::vec(0_u64..12, 1..12),
            source in prop::collection::vec(0_u64..12, 1..30),
            quoted in prop::collection::vec(0_i32..2, 30),
        ) {
            let (piece, source) = (units(&piece), units(&source));
            let mut places: Vec<(u64, u32)> = source.iter().zip(0..).map(|(unit, at)| (unit.key, at)).collect();
            places.sort_unstable();
            let stands: Vec<&[(u64, u32)]> = piece
                .iter()
                .map(|unit| places.chunk_by(|one, other| one.0 == other.0).find(|same| same[0].0 == unit.key).unwrap_or(&[]))
                .collect();
            let found = align(&piece, &source, &stands, 0..source.len(), |j| quoted[j]);
            prop_assert_eq!(found.as_ref().map(|(score, _)| *score), naive(&piece, &source, &quoted));
            let Some((score, pairs)) = found else { return Ok(()) };
            prop_assert!(pairs.windows(2).all(|two| two[0].0 < two[1].0 && two[0].1 < two[1].1));
            prop_assert!(pairs.iter().all(|(i, j)| piece[*i].is_same(&source[*j])));
            // The pairs are worth what is said.
            let (first, last) = (pairs[0], pairs[pairs.len() - 1]);
            let step = |two: &[(usize, usize)]| match (two[1].0 - two[0].0, two[1].1 - two[0].1) {
                (1, 1) => ADJACENT,
                (rows, _) => -GAP - (rows as i32 - 1) * SKIP - quoted[two[0].1 + 1..two[1].1].iter().sum::<i32>(),
            };
            let worth: i32 = pairs.iter().map(|(i, _)| piece[*i].weight as i32).sum::<i32>() + pairs.windows(2).map(step).sum::<i32>();
            prop_assert_eq!(score, worth + edge(first.0) + edge(piece.len() - 1 - last.0));
        }
    }
}

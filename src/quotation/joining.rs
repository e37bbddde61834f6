//! The places of all pieces of a quotation, joined into one reading of the source.
//!
//! In: a quotation and a source. Out: for each unit of the quotation the unit of the source it stands for, if any. Of several places of a
//! piece the one is taken that goes on where the piece before ended; a piece that would stand before it is a last resort.

use super::placing::{self, Placement};
use super::{Quotation, Reading};

/// What it costs to go back, to leave quoted words out, and to go on behind somebody's attribution; a piece of one word is not worth
/// going back for.
const BACK: i32 = 12;
const FORWARD: i32 = 6;
const BEHIND: i32 = 1;

/// The best score of a reading that ends with a placement, and the placement before it: piece and number.
type Reached = (i32, Option<(usize, usize)>);

/// The units of a quotation with their counterparts.
#[derive(Debug, Default)]
pub(super) struct Joined {
    /// For each unit of the quotation its unit in the source.
    pub(super) places: Vec<Option<usize>>,
}

/// Joins the best places. Grows with the pieces.
pub(super) fn join(quotation: &Quotation, source: &Reading<'_>) -> Joined {
    let pieces: Vec<Vec<Placement>> =
        quotation.pieces.iter().map(|piece| placing::places(&quotation.units[piece.clone()], source)).collect();
    // Best score of a reading that ends with each placement of each piece, and the placement before it.
    let mut scores: Vec<Vec<Reached>> = Vec::with_capacity(pieces.len());
    let mut before: Option<usize> = None;
    for (at, placements) in pieces.iter().enumerate() {
        let row = placements.iter().map(|placement| {
            let step = |last: usize| {
                let steps = pieces[last].iter().zip(&scores[last]).enumerate();
                steps.map(move |(number, (other, (score, _)))| (score - cost(other, placement, source), Some((last, number))))
            };
            let best = before.into_iter().flat_map(step).fold((0, None), |best, one| if one.0 > best.0 { one } else { best });
            (best.0 + placement.score, best.1)
        });
        let row: Vec<Reached> = row.collect();
        scores.push(row);
        if !placements.is_empty() {
            before = Some(at);
        }
    }
    let mut joined = Joined { places: vec![None; quotation.units.len()] };
    let Some(last) = before else { return joined };
    let first_best = |row: &[Reached]| (0..row.len()).rev().max_by_key(|at| row[*at].0);
    let mut at = first_best(&scores[last]).map(|number| (last, number));
    while let Some((piece, number)) = at {
        for (i, j) in &pieces[piece][number].pairs {
            joined.places[quotation.pieces[piece].start + i] = Some(*j);
        }
        at = scores[piece][number].1;
    }
    joined
}

/// All places at which the whole quotation stands word for word, as far as its first piece is looked for.
pub(super) fn in_a_row(quotation: &Quotation, source: &Reading<'_>) -> Vec<Joined> {
    let Some(first) = quotation.pieces.first() else { return Vec::new() };
    let starts = placing::places(&quotation.units[first.clone()], source).into_iter().map(|placement| placement.start());
    let n = quotation.units.len();
    let is_whole = |start: &usize| {
        let there = source.units.all.get(*start..start + n);
        there.is_some_and(|there| quotation.units.iter().zip(there).all(|(unit, other)| unit.is_same(other)))
    };
    starts.filter(is_whole).map(|start| Joined { places: (start..start + n).map(Some).collect() }).collect()
}

fn cost(before: &Placement, next: &Placement, source: &Reading<'_>) -> i32 {
    let (end, start) = (before.end(), next.start());
    if start == end {
        0
    } else if start < end {
        BACK
    } else if (end..start.min(end + 40)).all(|at| !source.is_quoted(at)) && source.is_quoted(end - 1) {
        BEHIND
    } else {
        FORWARD
    }
}

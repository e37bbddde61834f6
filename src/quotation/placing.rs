//! Where a piece of a quotation stands in a source.
//!
//! In: the units of a piece and a source. Out: the best [`Placement`]s. Words of the piece that are rare in the source say where to look; where
//! the piece stands there word for word, that is its place; else it is aligned with the words around, free to leave words of either
//! side out. Words outside quotation marks between quoted ones cost nothing: that is where a source names the speaker.

use super::units::Unit;
use super::{Quotation, Reading};

/// Places of one word that are looked at.
const MAX_PLACES: usize = 24;
/// Words of a piece whose places are looked at, rarest first.
const MAX_SEEDS: usize = 8;
/// Words of the source beyond those of the piece that an alignment may span: an attribution in the middle, a clause left out.
const SLACK: usize = 48;
/// Placements kept of a piece.
const MAX_PLACEMENTS: usize = 6;
/// Alignments tried for a piece that stands nowhere word for word.
const MAX_WINDOWS: usize = 3;

/// Costs of an alignment, in the unit of [`Unit::weight`]: the next word follows on both sides, a gap begins, a word is left out.
const ADJACENT: i32 = 3;
const GAP: i32 = 4;
const SKIP: i32 = 1;
/// What it costs to leave words out at the beginning or at the end of a piece, beside what each of them costs: a small word a little further off
/// is more likely the one that is meant than none.
const EDGE: i32 = 6;

/// A piece in the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Placement {
    /// Unit of the piece, counted from its beginning, and unit of the source; both ascending.
    pub(super) pairs: Vec<(usize, usize)>,
    pub(super) score: i32,
}

impl Placement {
    pub(super) fn start(&self) -> usize {
        self.pairs.first().map_or(0, |(_, j)| *j)
    }

    pub(super) fn end(&self) -> usize {
        self.pairs.last().map_or(0, |(_, j)| *j + 1)
    }
}

/// Share of the weight of a quotation that stands in a source at least, in any order, if it is to be looked for: below what makes it an altered one
/// a word in another form still counts half.
const LEAST_PRESENT: f64 = 0.3;

/// Whether so many words of a quotation stand in a source that it may be there. Logarithmic in the source.
pub(super) fn may_stand(quotation: &Quotation, source: &Reading<'_>) -> bool {
    let total: u32 = quotation.units.iter().map(|unit| unit.weight).sum();
    let is_here = |unit: &&Unit| source.places_of(unit.key).len() > 0;
    let present: u32 = quotation.units.iter().filter(is_here).map(|unit| unit.weight).sum();
    f64::from(present) >= f64::from(total) * LEAST_PRESENT
}

/// The placements of a piece, best first; none if no word of it that tells stands in the source.
pub(super) fn places(piece: &[Unit], source: &Reading<'_>) -> Vec<Placement> {
    let seeds = seeds(piece, source);
    let whole: Vec<Placement> = whole(piece, source, &seeds);
    if !whole.is_empty() {
        return whole;
    }
    let mut found: Vec<Placement> = windows(piece, &seeds).into_iter().filter_map(|start| align(piece, source, start)).collect();
    found.sort_by_key(|placement| (std::cmp::Reverse(placement.score), placement.start()));
    found.dedup_by(|x, y| x.pairs == y.pairs);
    found
}

/// Places of the rarest words: unit of the piece and unit of the source, in order of the source.
fn seeds(piece: &[Unit], source: &Reading<'_>) -> Vec<(usize, usize)> {
    let mut rare: Vec<(usize, usize)> = piece.iter().enumerate().map(|(i, unit)| (source.places_of(unit.key).len(), i)).collect();
    rare.retain(|(n, _)| *n > 0);
    rare.sort_unstable();
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (_, i) in rare.into_iter().take(MAX_SEEDS) {
        found.extend(source.places_of(piece[i].key).take(MAX_PLACES).map(|j| (i, j as usize)));
    }
    found.sort_by_key(|(i, j)| (*j, *i));
    found
}

/// Where the piece stands word for word.
fn whole(piece: &[Unit], source: &Reading<'_>, seeds: &[(usize, usize)]) -> Vec<Placement> {
    let mut starts: Vec<usize> = seeds.iter().filter_map(|(i, j)| j.checked_sub(*i)).collect();
    starts.sort_unstable();
    starts.dedup();
    let all = &source.units.all;
    let is_whole = |start: &usize| {
        all.get(*start..start + piece.len()).is_some_and(|there| piece.iter().zip(there).all(|(unit, other)| unit.is_same(other)))
    };
    let score: i32 = piece.iter().map(|unit| unit.weight as i32 + ADJACENT).sum::<i32>() - ADJACENT;
    let placement = |start: usize| Placement { pairs: (0..piece.len()).map(|i| (i, start + i)).collect(), score };
    // Those inside quotation marks first.
    let mut found: Vec<usize> = starts.into_iter().filter(is_whole).collect();
    found.sort_by_key(|start| (!source.is_quoted(*start), *start));
    found.into_iter().take(MAX_PLACEMENTS).map(placement).collect()
}

/// Where to align: the starts of stretches in which most of the words stand.
fn windows(piece: &[Unit], seeds: &[(usize, usize)]) -> Vec<usize> {
    let length = piece.len() + SLACK;
    let mut counts = vec![0_u32; piece.len()];
    let mut weight = 0;
    let mut last = 0;
    let mut ranked: Vec<(u32, usize)> = Vec::new();
    for (at, (i, j)) in seeds.iter().enumerate() {
        while seeds.get(last).is_some_and(|(_, end)| *end < j + length) {
            let unit = seeds[last].0;
            weight += if counts[unit] == 0 { piece[unit].weight } else { 0 };
            counts[unit] += 1;
            last += 1;
        }
        if at == 0 || seeds[at - 1].1 != *j {
            ranked.push((weight, *j));
        }
        counts[*i] -= 1;
        weight -= if counts[*i] == 0 { piece[*i].weight } else { 0 };
    }
    ranked.sort_by_key(|(weight, start)| (std::cmp::Reverse(*weight), *start));
    let mut found: Vec<usize> = Vec::new();
    for (_, start) in ranked {
        if found.iter().all(|other| other.abs_diff(start) > piece.len()) {
            found.push(start);
        }
        if found.len() == MAX_WINDOWS {
            break;
        }
    }
    found
}

/// Aligns the piece with the words around `start`. Grows with the words of the piece times those of the window.
fn align(piece: &[Unit], source: &Reading<'_>, start: usize) -> Option<Placement> {
    let from = start.saturating_sub(piece.len() + SLACK / 4);
    let to = (start + piece.len() + SLACK).min(source.units.all.len());
    let there = &source.units.all[from..to];
    let width = there.len();
    let least = i32::MIN / 2;
    // Best score of an alignment whose last pair is (i, j), and the pair before it.
    let mut best: Vec<(i32, Option<(u32, u32)>)> = vec![(least, None); piece.len() * width];
    // For each word of the source the best score of what ends before it, over all rows so far, less what the gap costs.
    let mut open: Vec<(i32, Option<(u32, u32)>)> = vec![(0, None); width];
    let costs: Vec<i32> = (0..width).map(|j| if source.is_quoted(from + j) || !source.has_quotations() { SKIP } else { 0 }).collect();
    let edge = |n: usize| if n == 0 { 0 } else { -EDGE - n as i32 * SKIP };
    let mut top: Option<(i32, usize, usize)> = None;
    for (i, unit) in piece.iter().enumerate() {
        for (j, other) in there.iter().enumerate() {
            if !unit.is_same(other) {
                continue;
            }
            let mut score = open[j];
            if i > 0 && j > 0 {
                let before = best[(i - 1) * width + j - 1].0;
                if before > least && before + ADJACENT >= score.0 {
                    score = (before + ADJACENT, Some((i as u32 - 1, j as u32 - 1)));
                }
            }
            let total = score.0 + unit.weight as i32;
            best[i * width + j] = (total, score.1);
            let ended = total + edge(piece.len() - 1 - i);
            if top.is_none_or(|(other, _, _)| ended > other) {
                top = Some((ended, i, j));
            }
        }
        // What ended in this row can be gone on with behind a gap in the next ones; what costs more than it brings is begun anew.
        let mut running = (least, None);
        for j in 0..width {
            let kept = (if open[j].1.is_none() { edge(i + 1) } else { open[j].0 - SKIP }, open[j].1);
            open[j] = if kept.0 >= running.0 { kept } else { running };
            if open[j].0 < edge(i + 1) {
                open[j] = (edge(i + 1), None);
            }
            let ended = best[i * width + j].0;
            running.0 = (running.0 - costs[j]).max(least);
            if ended > least && ended - GAP > running.0 {
                running = (ended - GAP, Some((i as u32, j as u32)));
            }
        }
    }
    let (score, mut i, mut j) = top?;
    let mut pairs = Vec::new();
    loop {
        pairs.push((i, from + j));
        match best[i * width + j].1 {
            Some((before_i, before_j)) => (i, j) = (before_i as usize, before_j as usize),
            None => break,
        }
    }
    pairs.reverse();
    Some(Placement { pairs, score })
}

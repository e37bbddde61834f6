//! Where a piece of a quotation stands in a source.
//!
//! In: the units of a piece and a source. Out: the best [`Placement`]s. Words of the piece that are rare in the source say where to look; where
//! the piece stands there word for word, that is its place; else it is aligned with the words around, free to leave words of either
//! side out. Words outside quotation marks between quoted ones cost nothing: that is where a source names the speaker.

use super::aligning::{ADJACENT, SKIP, align};
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
    let least = f64::from(total) * LEAST_PRESENT;
    let (mut present, mut rest) = (0, total);
    for unit in &quotation.units {
        // The others cannot change it.
        if f64::from(present) >= least || f64::from(present + rest) < least {
            break;
        }
        present += if source.places_of(unit.key).is_empty() { 0 } else { unit.weight };
        rest -= unit.weight;
    }
    f64::from(present) >= least
}

/// The placements of a piece, best first; none if no word of it that tells stands in the source.
pub(super) fn places(piece: &[Unit], source: &Reading<'_>) -> Vec<Placement> {
    let stands: Vec<&[(u64, u32)]> = piece.iter().map(|unit| source.places_of(unit.key)).collect();
    let seeds = seeds(&stands);
    let whole: Vec<Placement> = whole(piece, source, &seeds);
    if !whole.is_empty() {
        return whole;
    }
    let around = |start: usize| around(piece, source, &stands, start);
    let mut found: Vec<Placement> = windows(piece, &seeds).into_iter().filter_map(around).collect();
    found.sort_by_key(|placement| (std::cmp::Reverse(placement.score), placement.start()));
    found.dedup_by(|x, y| x.pairs == y.pairs);
    found
}

/// Places of the rarest words: unit of the piece and unit of the source, in order of the source.
fn seeds(stands: &[&[(u64, u32)]]) -> Vec<(usize, usize)> {
    let mut rare: Vec<(usize, usize)> = stands.iter().enumerate().map(|(i, places)| (places.len(), i)).collect();
    rare.retain(|(n, _)| *n > 0);
    rare.sort_unstable();
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (_, i) in rare.into_iter().take(MAX_SEEDS) {
        found.extend(stands[i].iter().take(MAX_PLACES).map(|(_, j)| (i, *j as usize)));
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

/// Aligns the piece with the words around `start`.
fn around(piece: &[Unit], source: &Reading<'_>, stands: &[&[(u64, u32)]], start: usize) -> Option<Placement> {
    let from = start.saturating_sub(piece.len() + SLACK / 4);
    let to = (start + piece.len() + SLACK).min(source.units.all.len());
    let cost = |at: usize| if source.is_quoted(at) || !source.has_quotations() { SKIP } else { 0 };
    let (score, pairs) = align(piece, &source.units.all, stands, from..to, cost)?;
    Some(Placement { pairs, score })
}

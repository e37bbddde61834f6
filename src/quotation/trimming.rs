//! What of a reading belongs to the sentence that was quoted.
//!
//! In: a quotation with the places of its words in a source, not all of them in a row. Out: the places without those that are there by chance: a
//! small word of the sentence before, a name of the narrative behind, a sentence of which hardly a word was found. Words that stand near
//! each other on both sides make a group; the heaviest group of a sentence of the quotation says where it stands in the source.

use super::{Quotation, Reading};
use std::ops::Range;

/// Words that may stand between two of one group, on either side.
const MAX_GAP: usize = 3;
/// The weight of a group in another sentence of the source that is no chance: two words that tell.
const MIN_GROUP: u32 = 20;
/// How much of a sentence of the quotation was found, and how much the two sentences have in common, at least. Below, two remarks about one matter
/// look alike: "make the adjustment necessary ... in order to service our debt", "because of the adjustments ... in order to service our debt".
const MIN_FOUND: f64 = 0.4;
const MIN_COMMON: f64 = 0.55;

/// Words between two places that are weighed; more are another sentence in any case.
const MAX_STRETCH: usize = 100;

type Pair = (usize, usize);

/// The places without those that are there by chance. Linear in the words between the places.
pub(super) fn trimmed(quotation: &Quotation, pairs: &[Pair], source: &Reading<'_>) -> Vec<Pair> {
    let own = |piece: &Range<usize>| {
        let from = pairs.partition_point(|(i, _)| *i < piece.start);
        &pairs[from..pairs.partition_point(|(i, _)| *i < piece.end)]
    };
    quotation.pieces.iter().flat_map(|piece| piece_trimmed(quotation, piece, own(piece), source)).collect()
}

fn piece_trimmed(quotation: &Quotation, piece: &Range<usize>, pairs: &[Pair], source: &Reading<'_>) -> Vec<Pair> {
    let weight = |pairs: &[Pair]| pairs.iter().map(|(i, _)| quotation.units[*i].weight).sum::<u32>();
    let groups: Vec<&[Pair]> = pairs.chunk_by(|one, other| is_near(*one, *other)).collect();
    let Some(main) = (0..groups.len()).rev().max_by_key(|at| weight(groups[*at])) else { return Vec::new() };
    let is_all = pairs.len() == piece.len();
    let (first, last) = (groups[main][0].1, groups[main][groups[main].len() - 1].1);
    let is_quoted = |group: &[Pair]| group.iter().filter(|(_, j)| source.is_quoted(*j)).count() * 2 > group.len();
    let tells = |group: &[Pair]| group.iter().any(|(i, _)| !quotation.units[*i].stop);
    let belongs = |at: usize| {
        let group = groups[at];
        let is_own = group.iter().any(|(_, j)| [first, last].iter().any(|main| source.is_side_by_side(*j, *main)));
        let is_near_by = group.iter().any(|(_, j)| [first, last].iter().any(|main| source.sentence(*j) == source.sentence(*main)));
        let is_edge = at == 0 || at + 1 == groups.len();
        at == main
            || is_all
                && (is_near_by || group.len() > 1)
                && groups.len() <= 1 + piece.len() / MAX_GAP
                && is_quoted(group) == is_quoted(groups[main])
            || is_quoted(group) == is_quoted(groups[main])
                && (is_own && (!is_edge || tells(group)) || weight(group) >= MIN_GROUP && group.len() > 1)
    };
    let kept: Vec<Pair> = (0..groups.len()).filter(|at| belongs(*at)).flat_map(|at| groups[at].iter().copied()).collect();
    // An unquoted word at the edge of a quoted stretch is the reporter's, unless it goes on without a gap.
    let kept = if is_quoted(&kept) { without_narrative(&kept, source) } else { kept };
    let own: u32 = quotation.units[piece.clone()].iter().map(|unit| unit.weight).sum();
    let (found, theirs) = (weight(&kept), stretch(&kept, source, is_quoted(&kept)));
    let is_enough = f64::from(found) >= f64::from(own) * MIN_FOUND && f64::from(2 * found) >= f64::from(own + theirs) * MIN_COMMON;
    if kept.len() == piece.len() || is_enough { kept } else { Vec::new() }
}

/// Whether two neighbouring places stand near each other on both sides.
fn is_near(one: Pair, other: Pair) -> bool {
    other.1 > one.1 && other.1 - one.1 <= MAX_GAP + 1 && other.0 - one.0 <= MAX_GAP + 1
}

fn without_narrative(pairs: &[Pair], source: &Reading<'_>) -> Vec<Pair> {
    let mut keeps: Vec<bool> = pairs.iter().map(|(_, j)| source.is_quoted(*j)).collect();
    let is_next = |one: Pair, other: Pair| other.0 == one.0 + 1 && other.1 == one.1 + 1;
    for at in 1..pairs.len() {
        keeps[at] |= keeps[at - 1] && is_next(pairs[at - 1], pairs[at]);
    }
    for at in (1..pairs.len()).rev() {
        keeps[at - 1] |= keeps[at] && is_next(pairs[at - 1], pairs[at]);
    }
    pairs.iter().zip(keeps).filter(|(_, keeps)| *keeps).map(|(pair, _)| *pair).collect()
}

/// The weight of the words of the source from the first place to the last, of which the narrative between quoted words is none.
fn stretch(pairs: &[Pair], source: &Reading<'_>, is_quoted: bool) -> u32 {
    let mut sum = 0;
    for pair in pairs.windows(2).filter(|pair| pair[1].1 > pair[0].1) {
        let between = (pair[0].1 + 1..pair[1].1).filter(|at| !is_quoted || source.is_quoted(*at));
        sum += between.take(MAX_STRETCH).filter_map(|at| source.units.all.get(at)).map(|unit| unit.weight).sum::<u32>();
    }
    sum + pairs.iter().filter_map(|(_, j)| source.units.all.get(*j)).map(|unit| unit.weight).sum::<u32>()
}

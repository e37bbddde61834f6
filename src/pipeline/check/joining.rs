//! The relation of a copy to several sources together.
//!
//! In: what each source gives. Out: one relation. The sources are taken as one text: the share of the copy that stands in them, and the
//! share of them that stands in the copy, both outside quotations, meet the same cut-offs as two articles do. It is never weaker than
//! the relation to the strongest source alone, and it is that relation where one source gives nearly everything.

use super::crediting::{Credited, MIN_RUN, Partner};
use crate::score::{NEAR_IDENTICAL, Relation};
use crate::text::{Prepared, Word};

/// A source that gives this share of all credited words decides alone.
const ALONE: f64 = 0.90;

/// Words of a copy that were taken from its sources, as shares.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Shares {
    /// Over all words.
    pub(super) all: f64,
    /// Those that stand there word for word, over all words.
    pub(super) verbatim: f64,
    /// Over the words outside quotations; none where there are none.
    pub(super) outside: Option<f64>,
}

/// The shares of a copy that its sources have. Where one source gave everything they are those of the comparison with it.
pub(super) fn shares(copy: &Prepared, partners: &[Partner<'_>], credited: &[Credited]) -> Shares {
    if let [one] = credited {
        let scores = &partners[one.partner].comparison.scores;
        if one.words == scores.shared_words {
            return Shares { all: scores.a_in_b, verbatim: scores.a_in_b_verbatim, outside: scores.a_in_b_outside_quotes };
        }
    }
    counted(copy, credited.iter())
}

/// The shares of a copy by the pieces that are credited: what is quoted is what the copy itself quotes.
fn counted<'c>(copy: &Prepared, credited: impl Iterator<Item = &'c Credited>) -> Shares {
    let (mut taken, mut verbatim) = (vec![false; copy.words.len()], vec![false; copy.words.len()]);
    for piece in credited.flat_map(|one| one.stretches.iter().flatten()).filter(|piece| piece.taken) {
        for word in piece.a.clone() {
            if let (Some(taken), Some(verbatim)) = (taken.get_mut(word as usize), verbatim.get_mut(word as usize)) {
                *taken = true;
                *verbatim |= piece.verbatim;
            }
        }
    }
    let (mut words, mut outside, mut reused, mut reused_outside, mut same) = (0_u32, 0_u32, 0_u32, 0_u32, 0_u32);
    for ((word, taken), verbatim) in copy.words.iter().zip(taken).zip(verbatim).filter(|((word, _), _)| word.counts()) {
        words += 1;
        reused += u32::from(taken);
        same += u32::from(verbatim);
        outside += u32::from(!word.quoted);
        reused_outside += u32::from(taken && !word.quoted);
    }
    let share = |part: u32, whole: u32| if whole == 0 { 0.0 } else { f64::from(part) / f64::from(whole) };
    Shares { all: share(reused, words), verbatim: share(same, words), outside: (outside > 0).then(|| share(reused_outside, outside)) }
}

/// What a copy is to some of its sources together; `others` are relations to articles that are no sources.
pub(super) fn relation(
    copy: &Prepared,
    partners: &[Partner<'_>],
    credited: &[&Credited],
    others: impl Iterator<Item = Relation>,
) -> Relation {
    let of = |one: &Credited| partners[one.partner].comparison.relation;
    let Some(strongest) = credited.iter().map(|one| of(one)).min_by_key(|relation| (class(*relation), *relation)) else {
        // What shares a few words, or words that stand in a source that does not count, is on the same matter at most.
        let least = |relation: Relation| if relation.is_reuse() { Relation::Related } else { relation };
        return others.map(least).min().unwrap_or(Relation::Unrelated);
    };
    let all: u32 = credited.iter().map(|one| one.words).sum();
    let main = credited.iter().find(|one| f64::from(one.words) >= ALONE * f64::from(all)).map(|one| of(one));
    let together = main.unwrap_or_else(|| pooled(copy, partners, &proven(partners, credited), strongest));
    if class(strongest) < class(together) { strongest } else { together }
}

/// The sources that count together: those of which the copy is reuse, or of which a run of words proves something. Weak ones do not become
/// reuse by being many.
fn proven<'c>(partners: &[Partner<'_>], credited: &[&'c Credited]) -> Vec<&'c Credited> {
    let is_proven = |one: &&&Credited| {
        let comparison = &partners[one.partner].comparison;
        comparison.relation.is_reuse() || comparison.scores.longest_run_words >= MIN_RUN
    };
    credited.iter().filter(is_proven).copied().collect()
}

fn pooled(copy: &Prepared, partners: &[Partner<'_>], credited: &[&Credited], otherwise: Relation) -> Relation {
    let Shares { all: over_all, outside, .. } = counted(copy, credited.iter().copied());
    let words = |is_in: &dyn Fn(&Word) -> bool| copy.story_words().filter(|word| is_in(word)).count() as f64;
    let n_outside = words(&|word| !word.quoted);
    let of_copy = outside.map_or_else(|| (over_all * words(&|_| true), words(&|_| true)), |share| (share * n_outside, n_outside));
    let (mut used, mut whole) = (0.0, 0.0);
    for one in credited {
        let (partner, scores) = (&partners[one.partner], &partners[one.partner].comparison.scores);
        let (words, share) = match scores.b_in_a_outside_quotes {
            Some(share) => (partner.words_outside, share),
            None => (partner.words, scores.b_in_a),
        };
        whole += f64::from(words);
        used += f64::from(words) * share;
    }
    let share = |(taken, words): (f64, f64)| if words > 0.0 { taken / words } else { 0.0 };
    if share(of_copy).min(share((used, whole))) >= NEAR_IDENTICAL {
        return Relation::NearIdentical;
    }
    Relation::of_counts(of_copy, (used, whole)).unwrap_or_else(|| otherwise.max(Relation::QuotesOnly))
}

/// Derived before partial before no reuse.
fn class(relation: Relation) -> u8 {
    if relation.is_derived() {
        0
    } else if relation.is_reuse() {
        1
    } else {
        2
    }
}

//! Instalments of a series told from one story sent twice.
//!
//! In: how far apart two articles are dated, and their comparison. Out: whether they fill in the same form on two days, as
//! weekly figures, market reports and dividends do. It never changes what one text is to another: the texts of a series are near-identical.
//! It says that neither is a copy of the other, so that they form no group and fail no check.
//!
//! Measured on the 613 derived pairs of a wire of 21,578 items (19 days in nine months) that are more than twenty hours apart: 526 are told to be instalments;
//! of 60 of them that were read all but 2 are, of 30 others half are stories sent again and half forms of two or three lines. Pairs without
//! dates, or closer than twenty hours, are never instalments.

use crate::score::{Comparison, Facts, Relation};

const HOUR: i64 = 3_600;
/// From so far apart on, in seconds, two articles may be two instalments, ...
///
/// Of 78 pairs that lie nearer, but more than half a day apart, with as many figures changed, 10 are one story brought up to date.
const APART: i64 = 20 * HOUR;
/// ... if fewer than this share of the figures are the same.
const MIN_SAME_FIGURES: f64 = 0.8;
/// From so far apart on ...
const FAR_APART: i64 = 48 * HOUR;
/// ... they are if fewer than this share of figures and names are the same, ...
const MIN_SAME_FACTS: f64 = 0.9;
/// ... and from so far apart on ...
const DAYS_APART: i64 = 96 * HOUR;
/// ... if what they share is shorter than this in words, and the one does not stand word for word in the other: short forms hold their
/// figures in words, or none.
const FEW_WORDS: u32 = 80;
/// From this share on an article stands in the other.
const WHOLE: f64 = 0.95;

/// Whether two articles are instalments of a series, by the seconds between their dates, if both are known. Only what is reuse can be.
pub(super) fn is_instalment(apart: Option<i64>, comparison: &Comparison) -> bool {
    let is_reuse = comparison.relation.is_reuse() && comparison.relation != Relation::Identical;
    let is_whole = comparison.scores.a_in_b.max(comparison.scores.b_in_a) >= WHOLE;
    is_reuse && apart.is_some_and(|apart| have_other_facts(apart, &comparison.facts, is_whole))
}

fn have_other_facts(apart: i64, facts: &Facts, is_whole: bool) -> bool {
    let share = |same: u32, all: u32| if all == 0 { 1.0 } else { f64::from(same) / f64::from(all) };
    (apart >= APART && share(facts.same_figures, facts.figures) < MIN_SAME_FIGURES)
        || (apart >= FAR_APART && share(facts.same_figures + facts.same_names, facts.figures + facts.names) < MIN_SAME_FACTS)
        || (apart >= DAYS_APART && facts.words < FEW_WORDS && !(is_whole && facts.verbatim_words == facts.words))
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: i64 = 24 * HOUR;

    fn facts(same_figures: u32, figures: u32, verbatim_words: u32, words: u32) -> Facts {
        Facts { figures, same_figures, names: 6, same_names: 6, words, verbatim_words }
    }

    #[test]
    fn weekly_figures_are_instalments() {
        let weekly = facts(1, 9, 60, 85);
        assert!(have_other_facts(7 * DAY, &weekly, true));
        assert!(!have_other_facts(2 * HOUR, &weekly, true));
    }

    #[test]
    fn a_story_sent_again_is_none() {
        assert!(!have_other_facts(30 * DAY, &facts(12, 12, 400, 410), true));
        assert!(!have_other_facts(30 * DAY, &facts(2, 2, 40, 40), true));
    }

    #[test]
    fn the_next_day_a_few_new_figures_are_an_update() {
        let updated = facts(8, 10, 300, 330);
        assert!(!have_other_facts(DAY, &updated, true));
        assert!(have_other_facts(3 * DAY, &updated, true));
    }

    #[test]
    fn a_short_form_with_its_figures_in_words_is_an_instalment() {
        assert!(have_other_facts(9 * DAY, &facts(0, 0, 17, 21), true));
        assert!(!have_other_facts(DAY, &facts(0, 0, 17, 21), true));
        assert!(have_other_facts(9 * DAY, &facts(0, 0, 17, 17), false));
    }
}

//! Instalments of a series told from one story sent twice.
//!
//! In: how far apart two articles are dated, and their comparison. Out: whether they fill in the same form on two days, as
//! weekly figures, market reports and dividends do. It never changes what one text is to another: the texts of a series are near-identical.
//! It says that neither is a copy of the other, so that they form no group and fail no check.
//!
//! A story with a new toll the next day is none, nor is one with a figure corrected some days later: the first goes on telling of the same
//! day, the second keeps all else.
//!
//! Measured on the 613 derived pairs of a wire of 21,578 items (19 days in nine months) that are more than twenty hours apart: 526 are told to be instalments;
//! of 60 of them that were read all but 2 are, of 30 others half are stories sent again and half forms of two or three lines. Pairs without
//! dates, or closer than twenty hours, are never instalments.

use crate::score::{Comparison, Facts, Grade, Relation};

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
/// The frame of a form stands word for word: it is this share of the words, ...
///
/// Of 31 pairs called instalments that were read, 12 rightly and 19 of them follow-ups of one affair, those below this bar and the next two are
/// the 19.
const MIN_FRAME: f64 = 0.5;
/// ... and what is filled in are figures: this share of the words, unless they are few.
const MIN_FORM_FIGURES: f64 = 0.02;
/// A form is most of both articles: this share of the one that has more beside it. Of a part, half of the figures must be exchanged, or
/// most of the figures and names.
const MIN_FORM: f64 = 0.5;
/// From this share on an article stands in the other.
const WHOLE: f64 = 0.95;

/// A story of one event names the same weekdays from one day to the next; after so long the day comes again, as in weekly reports.
///
/// Of 115 derived pairs of the wire that are 20 to 96 hours apart 6 name the same days, none of them instalments.
const WEEK: i64 = 6 * 24 * HOUR;
/// A correction comes within so long, ...
///
/// Of the 526 instalments none meets this bar and the next three together; in a month one does.
const CORRECTED_WITHIN: i64 = 10 * 24 * HOUR;
/// ... leaves this share of the figures, ...
const MIN_UNCORRECTED: f64 = 0.6;
/// ... this share of the names and of the words that are no figures, ...
const MIN_UNTOUCHED: f64 = 0.95;
/// ... and stands in prose, where figures are no more than this share of the words.
const MAX_PROSE_FIGURES: f64 = 0.1;

/// Whether two articles are instalments of a series, by the seconds between their dates, if both are known. Only what is reuse can be.
pub(super) fn is_instalment(apart: Option<i64>, comparison: &Comparison) -> bool {
    let is_reuse = comparison.relation.is_reuse() && comparison.relation != Relation::Identical;
    let (x, y) = (comparison.scores.a_in_b, comparison.scores.b_in_a);
    // What may be a form or chance is no story told again.
    let is_form = comparison.grade == Some(Grade::Doubtful)
        || fills_in_a_form(&comparison.facts, comparison.relation.is_derived() || x.min(y) >= MIN_FORM);
    is_reuse && is_form && apart.is_some_and(|apart| have_other_facts(apart, &comparison.facts, x.max(y) >= WHOLE))
}

/// Whether what two articles share can be a form that was filled in anew; `is_most` says that it is most of them. Follow-ups of one affair keep
/// paragraphs of background from day to day, or tell them again.
fn fills_in_a_form(facts: &Facts, is_most: bool) -> bool {
    let is_worded = f64::from(facts.verbatim_words) >= MIN_FRAME * f64::from(facts.words);
    let is_filled = facts.words < FEW_WORDS || f64::from(facts.figures) >= MIN_FORM_FIGURES * f64::from(facts.words);
    let (same, all) = (facts.same_figures + facts.same_names, facts.figures + facts.names);
    let is_exchanged = facts.figures >= 2 && 2 * facts.same_figures <= facts.figures || all >= 2 && 2 * same < all;
    is_worded && is_filled && (is_most || is_exchanged)
}

fn have_other_facts(apart: i64, facts: &Facts, is_whole: bool) -> bool {
    let share = |same: u32, all: u32| if all == 0 { 1.0 } else { f64::from(same) / f64::from(all) };
    if tells_of_same_days(apart, facts) || is_corrected(apart, facts) {
        return false;
    }
    (apart >= APART && share(facts.same_figures, facts.figures) < MIN_SAME_FIGURES)
        || (apart >= FAR_APART && share(facts.same_figures + facts.same_names, facts.figures + facts.names) < MIN_SAME_FACTS)
        || (apart >= DAYS_APART && facts.words < FEW_WORDS && !(is_whole && facts.verbatim_words == facts.words))
}

fn tells_of_same_days(apart: i64, facts: &Facts) -> bool {
    apart < WEEK && facts.days > 0 && facts.same_days == facts.days
}

/// Whether the later one is the earlier with a few figures put right.
fn is_corrected(apart: i64, facts: &Facts) -> bool {
    let keeps = |same: u32, all: u32, least: f64| f64::from(same) >= least * f64::from(all);
    let other_words = facts.words.saturating_sub(facts.figures.saturating_sub(facts.same_figures));
    apart < CORRECTED_WITHIN
        && keeps(facts.same_figures, facts.figures, MIN_UNCORRECTED)
        && keeps(facts.same_names, facts.names, MIN_UNTOUCHED)
        && keeps(facts.verbatim_words, other_words, MIN_UNTOUCHED)
        && f64::from(facts.figures) <= MAX_PROSE_FIGURES * f64::from(facts.words)
        && facts.words >= FEW_WORDS
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: i64 = 24 * HOUR;

    fn facts(same_figures: u32, figures: u32, verbatim_words: u32, words: u32) -> Facts {
        Facts { figures, same_figures, names: 6, same_names: 6, words, verbatim_words, days: 0, same_days: 0 }
    }

    #[test]
    fn weekly_figures_are_instalments() {
        let weekly = facts(1, 9, 60, 85);
        assert!(have_other_facts(7 * DAY, &weekly, true));
        assert!(!have_other_facts(2 * HOUR, &weekly, true));
    }

    #[test]
    fn follow_ups_fill_in_no_form() {
        // Background told again, prose without figures, a paragraph kept with its figures, and a paragraph of a form.
        assert!(!fills_in_a_form(&facts(5, 18, 78, 280), true));
        assert!(!fills_in_a_form(&facts(2, 3, 158, 188), true));
        assert!(!fills_in_a_form(&facts(5, 6, 79, 97), false));
        assert!(fills_in_a_form(&facts(1, 7, 73, 124), false));
        assert!(fills_in_a_form(&facts(0, 0, 21, 23), true) && !fills_in_a_form(&facts(0, 0, 21, 23), false));
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

    #[test]
    fn a_new_toll_of_what_happened_on_the_same_day_is_an_update() {
        let toll = facts(1, 7, 53, 59);
        assert!(have_other_facts(DAY, &toll, true));
        let of_monday = Facts { days: 1, same_days: 1, ..toll };
        assert!(!have_other_facts(DAY, &of_monday, true));
        // A week later it is another Monday, and the next day's report of trading names another day.
        assert!(have_other_facts(7 * DAY, &of_monday, true));
        assert!(have_other_facts(DAY, &Facts { days: 2, same_days: 1, ..toll }, true));
    }

    #[test]
    fn most_figures_kept_are_a_correction() {
        let corrected = facts(4, 6, 81, 83);
        assert!(!have_other_facts(7 * DAY, &corrected, true));
        assert!(have_other_facts(30 * DAY, &corrected, true));
        assert!(have_other_facts(7 * DAY, &facts(1, 6, 78, 83), true));
        // Of a table that many are the same by chance, and other words are another report.
        assert!(have_other_facts(7 * DAY, &facts(16, 24, 75, 83), true));
        assert!(have_other_facts(7 * DAY, &facts(4, 6, 70, 83), true));
    }
}

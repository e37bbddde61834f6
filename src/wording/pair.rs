//! One comparison in sentences.
//!
//! In: a comparison, names. Out: what a is to b, and the figures behind it. What a share counts is said beside it: what comes from the
//! other article, and what of that stands there word for word.

use super::grade;
use super::names::Names;
use super::numbers::{count, percent};
use super::relation::{self, Order};
use super::why::reason;
use crate::score::{Comparison, Discount, Doubt, Passage, Relation, Scores};

/// Shares of one article, 0.0 to 1.0: all that comes from the other, what of it stands there word for word, and over the words outside
/// quotations; none where it has no such words.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shares {
    pub(crate) taken: f64,
    pub(crate) verbatim: f64,
    pub(crate) outside: Option<f64>,
}

impl Shares {
    /// Those of a.
    fn of_a(scores: &Scores) -> Shares {
        Shares { taken: scores.a_in_b, verbatim: scores.a_in_b_verbatim, outside: scores.a_in_b_outside_quotes }
    }

    /// Those of b.
    fn of_b(scores: &Scores) -> Shares {
        Shares { taken: scores.b_in_a, verbatim: scores.b_in_a_verbatim, outside: scores.b_in_a_outside_quotes }
    }
}

/// What the shares are of, as the subject of a sentence.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Whole<'w> {
    /// `the draft`.
    One(&'w str),
    /// `its 372 words`.
    Many(&'w str),
}

/// Said of instalments of a series: what `check` and `cluster` do with them.
pub(crate) const INSTALMENT: &str = "They are dated on different days, and not all facts in it are the same: \
                                      check does not count that, and cluster joins nothing by it.";

/// What a is to b; `instalment` says that the two are instalments of a series.
pub(crate) fn verdict(comparison: &Comparison, names: &Names, instalment: bool) -> String {
    let (a, b) = (&names.a, &names.b);
    match comparison.doubt {
        Some(Doubt::OtherLanguage) => format!("{a} and {b} are in different languages: wording cannot be compared."),
        Some(Doubt::OtherScript) => format!("{a} and {b} are in different scripts: wording cannot be compared."),
        Some(Doubt::NoWords) => format!("One of {a} and {b} has no words: there is nothing to compare."),
        None if instalment => relation::of_instalments(comparison.relation, names),
        None => relation::of_pair(comparison, names),
    }
}

/// The figures: how much of which article comes from the other, and what both have that is not counted. Empty where nothing could be
/// compared. `a_first` is whether a is the earlier one, where dates tell it.
pub(crate) fn figures(comparison: &Comparison, names: &Names, a_first: Option<bool>) -> String {
    let scores = &comparison.scores;
    if comparison.doubt.is_some() {
        return String::new();
    }
    let mut sentences = Vec::new();
    if scores.shared_words > 0 {
        // The side of which the larger share comes from the other is the one an editor asks about.
        let (of_a, of_b) = (Shares::of_a(scores), Shares::of_b(scores));
        let is_a = of_a.taken >= of_b.taken;
        let (shares, one, other) = if is_a { (of_a, &names.a, &names.b) } else { (of_b, &names.b, &names.a) };
        let order = if a_first == Some(is_a) { Order::CopyFirst } else { Order::Unknown };
        let taken = taken(shares, Whole::One(one), other, (comparison.relation, order));
        sentences.push(format!("{}{}.", taken, longest_run(comparison)));
    }
    sentences.extend(grade::sentence(comparison.grade).map(String::from));
    if !comparison.relation.is_reuse() {
        sentences.extend(not_counted(comparison));
    }
    sentences.join(" ")
}

/// `; longest run 12 words`. The longest of all may prove nothing and not be counted: then that of the passages, as no run is longer than all
/// that stands word for word.
fn longest_run(comparison: &Comparison) -> String {
    let verbatim: u32 = comparison.passages.iter().flat_map(|passage| &passage.runs).map(|run| run.len).sum();
    let of_passages = comparison.passages.iter().map(Passage::longest_run).max().unwrap_or(0);
    let of_all = comparison.scores.longest_run_words;
    let longest = if of_all <= verbatim { of_all } else { of_passages };
    if longest == 0 { String::new() } else { format!("; longest run {}", count(longest as usize, "word")) }
}

/// `78 % of the draft comes from wire, 70 % word for word; of its words outside quotations 66 %`. It begins with a figure, or with `All`.
/// Nothing comes from what was later: that is shared with it.
pub(crate) fn taken(shares: Shares, whole: Whole<'_>, from: &str, (relation, order): (Relation, Order)) -> String {
    let (whole, verbs, stands, its, they_are) = match whole {
        Whole::One(whole) => (whole, ["comes from", "is shared with"], "stands", "its words", "it is"),
        Whole::Many(whole) => (whole, ["come from", "are shared with"], "stand", "those", "they are"),
    };
    let comes = verbs[usize::from(order == Order::CopyFirst)];
    let (share, verbatim) = (percent(shares.taken), percent(shares.verbatim));
    let mut text = if shares.verbatim >= 1.0 {
        format!("All of {whole} {stands} word for word in {from}")
    } else if share == verbatim {
        format!("{verbatim} of {whole} {stands} word for word in {from}")
    } else if shares.verbatim == 0.0 {
        format!("{share} of {whole} {comes} {from}, reworded")
    } else {
        format!("{share} of {whole} {comes} {from}, {verbatim} word for word")
    };
    let is_quotes = relation == Relation::QuotesOnly;
    match shares.outside {
        None if is_quotes => {
            text.push_str(&format!("; {they_are} quotations and their attribution only"));
        }
        Some(outside) if is_quotes || percent(outside) != share => {
            text.push_str(&format!("; of {its} outside quotations {}", percent(outside)));
        }
        _ => {}
    }
    text
}

/// What is said of a draft of `words` that took nothing from the one article that it was held against: what [`verdict`] and [`figures`] say of the
/// two, in short.
pub(crate) fn of_nothing(comparison: &Comparison, words: &str, other: &str) -> String {
    match comparison.doubt {
        Some(Doubt::OtherLanguage) => return format!("it and {other} are in different languages: wording cannot be compared"),
        Some(Doubt::OtherScript) => return format!("it and {other} are in different scripts: wording cannot be compared"),
        Some(Doubt::NoWords) => return format!("{other} has no words: there is nothing to compare"),
        None => {}
    }
    let mut text = format!("nothing reused in {words}");
    if comparison.relation == Relation::Related {
        text.push_str(&format!("; {other} is on the same matter"));
    }
    if let Some(why) = why_not_counted(comparison) {
        text.push_str(&format!("; what wording they share proves no reuse and is not counted: {why}"));
    }
    text
}

/// What both have and what proves no reuse; nothing where there is none.
fn not_counted(comparison: &Comparison) -> Option<String> {
    why_not_counted(comparison).map(|why| format!("Shared wording that proves no reuse is not counted: {why}."))
}

/// `30 words in such stretches, most of them too little to tell reuse from chance`.
fn why_not_counted(comparison: &Comparison) -> Option<String> {
    let words = comparison.scores.discounted_words as usize;
    let (why, is_only) = main_reason(comparison)?;
    let most = if is_only { "" } else { "most of them " };
    let words = count(words, "word");
    Some(format!("{words} in such stretches, {most}{}", reason(why)))
}

/// Why most of what is not counted is not, and whether there is no other reason.
fn main_reason(comparison: &Comparison) -> Option<(Discount, bool)> {
    let mut by_reason: Vec<(Discount, u32)> = Vec::new();
    for one in &comparison.discounted {
        let words = one.passage.a.len().max(one.passage.b.len()) as u32;
        match by_reason.iter_mut().find(|(why, _)| *why == one.why) {
            Some((_, sum)) => *sum += words,
            None => by_reason.push((one.why, words)),
        }
    }
    let (why, _) = by_reason.iter().max_by_key(|(why, words)| (*words, std::cmp::Reverse(*why)))?;
    Some((*why, by_reason.len() == 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(taken: f64, verbatim: f64, outside: Option<f64>) -> String {
        super::taken(Shares { taken, verbatim, outside }, Whole::One("draft"), "wire", (Relation::Shortened, Order::Unknown))
    }

    #[test]
    fn shares_say_what_they_count() {
        assert_eq!(said(0.78, 0.70, Some(0.66)), "78 % of draft comes from wire, 70 % word for word; of its words outside quotations 66 %");
        assert_eq!(said(1.0, 1.0, Some(1.0)), "All of draft stands word for word in wire");
        assert_eq!(said(1.0, 0.85, Some(1.0)), "100 % of draft comes from wire, 85 % word for word");
        assert_eq!(said(0.4, 0.4, None), "40 % of draft stands word for word in wire");
        assert_eq!(said(0.4, 0.0, None), "40 % of draft comes from wire, reworded");
    }

    #[test]
    fn nothing_comes_from_what_was_later() {
        let shares = Shares { taken: 0.78, verbatim: 0.70, outside: None };
        let said = super::taken(shares, Whole::Many("its 9 words"), "the source", (Relation::Shortened, Order::CopyFirst));
        assert_eq!(said, "78 % of its 9 words are shared with the source, 70 % word for word");
    }

    #[test]
    fn word_for_word_is_said_of_no_more_than_stands_there() {
        for verbatim in [0.0, 0.004, 0.5, 0.777, 0.994, 0.9951, 0.999] {
            let said = said(0.9951, verbatim, None);
            assert!(!said.starts_with("All of"), "{said}");
            let claims_share = said.contains("stands word for word");
            assert!(!claims_share || said.starts_with(&percent(verbatim)), "{said}");
        }
    }
}

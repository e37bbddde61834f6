//! One comparison in sentences.
//!
//! In: a comparison, names. Out: what a is to b, and the figures behind it.

use super::names::Names;
use super::numbers::{count, percent};
use super::relation;
use crate::score::{Comparison, Doubt};

/// What a is to b.
pub(crate) fn verdict(comparison: &Comparison, names: &Names) -> String {
    let (a, b) = (&names.a, &names.b);
    match comparison.doubt {
        Some(Doubt::OtherLanguage) => format!("{a} and {b} are in different languages: wording cannot be compared."),
        Some(Doubt::NoWords) => format!("One of {a} and {b} has no words: there is nothing to compare."),
        None => relation::of_pair(comparison.relation, names, &comparison.scores),
    }
}

/// The figures: how much of which article is in the other, and how many sentences only a and only b have.
pub(crate) fn figures(comparison: &Comparison, names: &Names, only: (usize, usize)) -> String {
    let scores = &comparison.scores;
    if scores.shared_words == 0 {
        let rest = if comparison.discounted.is_empty() { "" } else { "; what little they share is not counted (--explain shows it)" };
        return format!("No passage of the one stands in the other{rest}.");
    }
    let outside = |share: Option<f64>| share.map_or(String::new(), |share| format!(", {} outside quotations", percent(share)));
    // The side of which the larger share stands in the other is the one an editor asks about.
    let first_is_a = scores.a_in_b >= scores.b_in_a;
    let (one, other) = if first_is_a { (&names.a, &names.b) } else { (&names.b, &names.a) };
    let (share, outside_share) =
        if first_is_a { (scores.a_in_b, scores.a_in_b_outside_quotes) } else { (scores.b_in_a, scores.b_in_a_outside_quotes) };
    let mut text = format!("{} of {one}'s words stand in {other}{}; ", percent(share), outside(outside_share));
    text.push_str(&format!("longest run {}", count(scores.longest_run_words as usize, "word")));
    for (name, more) in [(&names.a, only.0), (&names.b, only.1)] {
        if more > 0 {
            text.push_str(&format!("; {name} has {} that the other has not", count(more, "sentence")));
        }
    }
    text.push('.');
    text
}

//! What is another way to write the same words.
//!
//! In: words of a quotation and of a source that stand in the same place. Out: whether they differ only in blanks, hyphens and the signs inside
//! figures ("off-set" and "offset", "15 000" and "15,000"), whether a writer put the words in between round brackets ("they (the
//! tariffs) will"), and whether the source has them between such.

use super::denial::is_negation;
use super::{Quotation, Reading};
use std::ops::Range;

/// Words between brackets that explain what was said; more of them are a remark of its own.
const MAX_IN_BRACKET: usize = 8;
/// Words whose letters are compared.
const MAX_WORDS: usize = 6;

/// Whether words of both sides have the same letters and figures.
pub(super) fn is_same(quotation: &Quotation, own: Range<usize>, theirs: Range<usize>, sides: (&Reading<'_>, &Reading<'_>)) -> bool {
    let is_few = |words: &Range<usize>| !words.is_empty() && words.len() <= MAX_WORDS;
    is_few(&own) && is_few(&theirs) && letters(sides.0, units_of(quotation, own, sides.0)) == letters(sides.1, theirs)
}

/// The same for the first words of a quotation, which end before `first` in the source.
pub(super) fn is_same_before(quotation: &Quotation, own: Range<usize>, first: usize, sides: (&Reading<'_>, &Reading<'_>)) -> bool {
    let starts = (1..=own.len() + 1).filter_map(|n| first.checked_sub(n));
    !own.is_empty() && starts.into_iter().any(|start| is_same(quotation, own.clone(), start..first, sides))
}

/// The same for the last words, which begin behind `last`.
pub(super) fn is_same_behind(quotation: &Quotation, own: Range<usize>, last: usize, sides: (&Reading<'_>, &Reading<'_>)) -> bool {
    let n = sides.1.units.all.len();
    let mut ends = (last + 2..=last + own.len() + 2).filter(|end| *end <= n);
    !own.is_empty() && ends.any(|end| is_same(quotation, own.clone(), last + 1..end, sides))
}

/// Whether the draft has these words between round brackets; a bracket that denies is no explanation.
pub(super) fn is_put_in(quotation: &Quotation, own: Range<usize>, draft: &Reading<'_>) -> bool {
    let units = units_of(quotation, own.clone(), draft);
    !own.is_empty() && is_bracket(draft, units.clone()) && !units.into_iter().any(|at| is_negation(draft, at))
}

/// Whether these words of a text stand between round brackets, all of them and no others.
pub(super) fn is_bracket(reading: &Reading<'_>, units: Range<usize>) -> bool {
    if units.is_empty() || units.len() > MAX_IN_BRACKET {
        return false;
    }
    let (text, all) = (&reading.prepared.article.text, &reading.units.all);
    let span = |at: usize| all.get(at).map(|unit| reading.prepared.span_of_words(&(unit.first..unit.end)));
    let before = units.start.checked_sub(1).and_then(span).zip(span(units.start));
    let behind = span(units.end - 1).zip(span(units.end));
    let gap = |gap: Option<(crate::span::Span, crate::span::Span)>| {
        gap.and_then(|(one, other)| text.get(one.end as usize..other.start as usize)).unwrap_or("")
    };
    gap(before).trim().ends_with('(') && gap(behind).trim_start().starts_with(')')
}

/// The units of the draft that are these of the quotation.
fn units_of(quotation: &Quotation, own: Range<usize>, draft: &Reading<'_>) -> Range<usize> {
    let words = quotation.units.get(own).unwrap_or(&[]);
    match (words.first(), words.last()) {
        (Some(first), Some(last)) => draft.units.within(first.first..last.end),
        _ => 0..0,
    }
}

/// The letters and figures of some words.
fn letters(reading: &Reading<'_>, units: Range<usize>) -> String {
    units.flat_map(|at| reading.forms(at)).flat_map(|form| form.chars()).filter(|c| c.is_alphanumeric()).collect()
}

//! Numbers: figures, and number words of several languages.
//!
//! In: an edited group. Out: whether its numbers changed. `1,400` is `1.400` is `1400`, `12` is `twelve`; a language whose number
//! words are not listed is read by its figures alone.

use super::{Flagged, Things, Version, replaced};
use crate::lexicon::{List, list};
use crate::text::Word;

/// Whether the numbers of the group changed.
pub(super) fn changed(group: &Flagged<'_, '_, '_>) -> bool {
    let same = |a: &String, b: &String| a == b;
    replaced(group, &Things { of_old: |at| of(&group.old, at), of_new: |at| of(&group.new, at), same, may_be_paraphrased: true })
}

fn of(version: &Version<'_, '_>, at: usize) -> Option<String> {
    version.tokens[at].word.and_then(|word| value(version, word))
}

/// The value of a number, written one way; none if the word is no number.
fn value(version: &Version<'_, '_>, word: &Word) -> Option<String> {
    let form = version.form(word);
    if !word.number {
        return list(List::NumberWords).value(form).map(str::to_string);
    }
    // A separator before exactly three digits marks thousands: 1,400 and 1.400.
    // A per cent or degree sign stands behind the figure.
    let digits = form.trim_end_matches(['%', '‰', '‱', '°']);
    let unit = &form[digits.len()..];
    let parts: Vec<&str> = digits.split([',', '.', '\'', '’']).collect();
    let is_grouped = parts.len() > 1 && parts[1..].iter().all(|part| part.len() == 3 && part.bytes().all(|byte| byte.is_ascii_digit()));
    Some(if is_grouped { parts.concat() } else { digits.replace(',', ".") } + unit)
}

//! What desk words say: whether a name is an agency's, whether a word belongs to a date.
//!
//! In: a word, or what stands in a bracket. Out: whether the lists of the lexicon know it, or its shape says so. Lists are short on
//! purpose: the rules that use them ask for a shape as well, and a language that is missing only leaves furniture in the story.

use crate::lexicon::{List, list};

/// Whether what stands in a bracket or between dashes names an agency: listed, or by its last word.
pub(super) fn is_agency(name: &str) -> bool {
    let name = name.trim();
    let names = list(List::WireNames);
    !name.is_empty()
        && name.len() <= 60
        && (names.is_one(name)
            || name.split(['/', ',', '&', '+', ';']).any(|part| names.is_one(part.trim()))
            || name
                .rsplit(|c: char| c.is_whitespace() || c == '-')
                .next()
                .is_some_and(|last| last.len() < name.len() && list(List::WireNameEndings).is_one(last))
            || is_newswire(name))
}

/// One word such as `Northwire`.
fn is_newswire(name: &str) -> bool {
    !name.contains(char::is_whitespace)
        && name.len() > 5
        && ["wire", "press", "news"].iter().any(|ending| name.to_ascii_lowercase().ends_with(ending))
}

/// Whether a word belongs to a date: a month, a day, a number, an ordinal, a time.
pub(super) fn is_date_word(word: &str) -> bool {
    const LISTS: [List; 5] = [List::Months, List::ShortMonths, List::Weekdays, List::ShortWeekdays, List::DateParticles];
    let word = word.trim_matches(|c: char| ".,:;()[]|–-".contains(c));
    if word.is_empty() {
        return false;
    }
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 {
        let rest = &word[digits..];
        return digits <= 4
            && (rest.is_empty()
                || ["st", "nd", "rd", "th", "er", "º", "°", "am", "pm", "h"].contains(&rest)
                || rest.bytes().all(|byte| byte.is_ascii_digit() || b".:/-".contains(&byte)));
    }
    LISTS.iter().any(|each| list(*each).is_one(word)) || (!word.is_ascii() && word.chars().all(char::is_numeric))
}

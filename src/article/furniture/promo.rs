//! Lines by which a page asks its reader for something or points elsewhere.
//!
//! In: a paragraph. Out: whether it is a button, a counter, a pointer to another article, or a sentence that asks to subscribe, follow,
//! download, comment; and whether it says where the text was published first. A sentence counts only if it opens with such a request,
//! names what is asked for and quotes nobody.

use super::floor;
use super::page::bare;
use crate::article::layout::ends_sentence;
use crate::lexicon::{List, list};
use std::sync::LazyLock;

/// The longest line of buttons and pointers; longer ones are prose.
const MAX_LINE_BYTES: usize = 240;
/// Words of a paragraph that asks, at most; and of one whose first sentence does not.
const MAX_ASKING_WORDS: usize = 60;
const MAX_LATE_ASKING_WORDS: usize = 45;
/// Words of a pointer to another article: a label and a headline.
const MAX_POINTER_WORDS: usize = 30;

/// Bytes of a button at the end of a paragraph, with its arrow: the longest listed line and what stands around it.
const MAX_CLOSING_BUTTON_BYTES: usize = 60;

/// Digits of a line of buttons at most: counts of comments and shares.
const MAX_BUTTON_DIGITS: usize = 4;

/// Whether a paragraph is such a line. `below_story` tells that prose stands above it: a pointer at the head may be the headline.
pub(super) fn is_promo(line: &str, below_story: bool) -> bool {
    if line.len() <= MAX_LINE_BYTES
        && (is_button(line) || is_reading_time(line) || is_navigation(line) || (below_story && is_pointer(line)))
    {
        return true;
    }
    is_asking(line)
}

/// `Share this article`, `12 comments`, `Advertisement`, `Facebook | Twitter | Email`.
fn is_button(line: &str) -> bool {
    if line.ends_with('.') {
        return false;
    }
    // A row of a table of prices names its columns in the same words.
    if line.bytes().filter(u8::is_ascii_digit).count() > MAX_BUTTON_DIGITS {
        return false;
    }
    let is_one = |part: &str| {
        let part = part.trim_matches(|c: char| !c.is_alphabetic());
        !part.is_empty() && list(List::SiteLines).is_one(part)
    };
    if line.len() <= 60 && !line.ends_with(':') && !line.ends_with('.') && is_one(line) {
        return true;
    }
    let parts: Vec<&str> = line.split(['|', '•', '·', ',', '/']).map(str::trim).filter(|part| !part.is_empty()).collect();
    parts.len() >= 2 && !line.starts_with('|') && !line.ends_with('.') && parts.iter().all(|part| is_one(part))
}

/// The button at the end of a paragraph that begins as story: where it starts. `... two of its piers... Continue reading →`. The story
/// above it was cut off there, or an arrow points on; else the words are the story's.
pub(super) fn closing_button(paragraph: &str) -> Option<usize> {
    let end = paragraph.trim_end();
    let words_end = end.trim_end_matches(|c: char| c.is_whitespace() || "→➔➜»›>])".contains(c)).len();
    let window = floor(end, words_end.saturating_sub(MAX_CLOSING_BUTTON_BYTES));
    let (stop, sign) = end[window..words_end].char_indices().rfind(|(_, c)| "….!?[]()。".contains(*c))?;
    let start = window + stop + if matches!(sign, '[' | '(') { 0 } else { sign.len_utf8() };
    let (before, button) = (end[..start].trim_end(), end[start..words_end].trim_start_matches(|c: char| !c.is_alphabetic()));
    let cut_off = before.trim_end_matches([']', ')']).ends_with("...") || before.trim_end_matches([']', ')']).ends_with('…');
    let pointing = end[words_end..].contains(|c: char| "→➔➜»›>".contains(c));
    ((cut_off || pointing && ends_sentence(before)) && list(List::SiteLines).is_one(button)).then_some(start)
}

/// `4 min read`, `Lesezeit: 3 Minuten`.
fn is_reading_time(line: &str) -> bool {
    line.len() <= 60
        && line.bytes().any(|byte| byte.is_ascii_digit())
        && !ends_sentence(line)
        && line.split_whitespace().count() <= 7
        && list(List::ReadingTime).inside(line, 1) > 0
}

/// `Home > News > Local`, `Startseite / Politik`.
fn is_navigation(line: &str) -> bool {
    let Some(end) = list(List::Navigation).opening(line) else { return false };
    let rest = line[end..].trim_start();
    rest.starts_with(['>', '›', '»', '/', '|', '→', '•']) && line.split_whitespace().count() <= 14 && !ends_sentence(line)
}

/// `Read more: ...`, `Lesen Sie auch: ...`, `Tags: ...`.
fn is_pointer(line: &str) -> bool {
    let start = line.trim_start_matches(|c: char| c.is_whitespace() || "#*_-–—•·▶►▸→»›>|([".contains(c));
    let Some(end) = list(List::SiteLabels).opening(start) else { return false };
    let (label, rest) = (&start[..end], start[end..].trim_start());
    let n_words = line.split_whitespace().count();
    let marked = label.trim_end().ends_with(':') || rest.starts_with([':', '|', '–', '—', '>', '»', '›', '→', '-']);
    // A label alone is the heading of a box, if teasers follow; of one word it may also be a subhead.
    let whole = rest.is_empty() && label.contains(char::is_whitespace);
    let open = label.contains(char::is_whitespace) && !label.contains(':') && !ends_sentence(line) && n_words <= 20;
    n_words <= MAX_POINTER_WORDS && (marked || whole || open)
}

/// A paragraph that asks the reader for something.
fn is_asking(line: &str) -> bool {
    if line.len() > MAX_ASKING_WORDS * 12 {
        return false;
    }
    let start = line.trim_start_matches(|c: char| !c.is_alphanumeric());
    let mut from = 0;
    while from < start.len() {
        let length = sentence_length(&start[from..]);
        let sentence = &start[from..from + length];
        if asks(sentence) {
            let n_words = start.split_whitespace().count();
            if quotes_somebody(line) {
                return false;
            }
            return if from == 0 {
                n_words <= MAX_ASKING_WORDS
            } else {
                // What stands before it must lead to it: a question, or more of the same.
                let before = start[..from].trim_end();
                n_words <= MAX_LATE_ASKING_WORDS
                    && (before.ends_with(['?', '!', '|', '…']) || list(List::SiteThings).inside(before, 1) > 0)
                    && !tells(before)
            };
        }
        from += length;
    }
    false
}

/// Up to the blank behind the next stop.
fn sentence_length(text: &str) -> usize {
    const OTHER_STOPS: [&str; 4] = ["…", "؟", "।", "。"];
    /// Stops, and the first bytes of the other ones.
    const MAY_STOP: [bool; 256] = {
        let mut may_stop = [false; 256];
        let bytes = *b".!?|\xd8\xe0\xe2\xe3";
        let mut at = 0;
        while at < bytes.len() {
            may_stop[bytes[at] as usize] = true;
            at += 1;
        }
        may_stop
    };
    let bytes = text.as_bytes();
    let mut from = 0;
    while let Some(at) = bytes[from..].iter().position(|byte| MAY_STOP[usize::from(*byte)]).map(|at| from + at) {
        let stop = if bytes[at].is_ascii() {
            1
        } else {
            OTHER_STOPS.iter().find(|stop| bytes[at..].starts_with(stop.as_bytes())).map_or(0, |stop| stop.len())
        };
        from = at + stop.max(1);
        if stop > 0 {
            let rest = &text[from..];
            let blanks = rest.len() - rest.trim_start().len();
            if rest.is_empty() || blanks > 0 {
                return from + blanks;
            }
        }
    }
    text.len()
}

/// Whether a sentence opens with a request and names what is asked for.
fn asks(sentence: &str) -> bool {
    let Some(strong) = list(List::SiteAsks)
        .opening(sentence)
        .map(|end| (end, true))
        .into_iter()
        .chain(list(List::SiteOffers).opening(sentence).map(|end| (end, false)))
        .max()
    else {
        return false;
    };
    let (end, sure) = strong;
    let rest = &sentence[end..];
    let spoken = || speaks(sentence);
    let thing = || list(List::SiteThings).inside(rest, 1) > 0 || list(List::SiteThings).opening(sentence).is_some();
    (sure || spoken()) && thing() && !tells(sentence)
}

/// Words of the name of a newsletter or a series at most; what is longer between quotation marks was said or written by somebody.
const MAX_QUOTED_NAME: usize = 6;

/// Whether something stands between quotation marks that is longer than a name. An open end counts to the end of the line.
pub(super) fn quotes_somebody(line: &str) -> bool {
    let is_mark = |c: char| matches!(c, '"' | '“' | '„' | '«' | '”' | '»');
    let mut parts = line.split(is_mark);
    parts.next();
    parts.step_by(2).any(|quoted| quoted.split_whitespace().count() > MAX_QUOTED_NAME)
}

/// Whether it speaks to the reader.
pub(super) fn speaks(text: &str) -> bool {
    list(List::SiteAddress).has_word_of(text)
}

/// Whether somebody says something in it.
pub(super) fn tells(text: &str) -> bool {
    let verbs = list(List::VerbsOfSaying);
    text.split(|c: char| !c.is_alphanumeric()).any(|word| !word.is_empty() && verbs.contains(&word.to_lowercase()) && is_past(word))
}

/// Forms that requests of pages use themselves are left out: `say`, `tell`, `share`.
fn is_past(word: &str) -> bool {
    !["say", "tell", "tells", "dit", "dice", "announces", "notes", "annonce", "teilen"].contains(&word.to_lowercase().as_str())
}

/// `This article was originally published in ...`, `The post ... appeared first on ...`.
pub(super) fn is_republished(line: &str) -> bool {
    if line.len() > 500 {
        return false;
    }
    let start = bare(line);
    let is_short = || start.len() <= 400 && start.split_whitespace().count() <= 60;
    let frames = list(List::RepublishedFrames);
    static OPENINGS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
        let mut openings: Vec<&str> = list(List::RepublishedFrames).values().map(|(_, opening)| opening).collect();
        openings.sort_unstable();
        openings.dedup();
        openings
    });
    let opens = |opening: &str| {
        start
            .get(..opening.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(opening) || !head.is_ascii() && head.to_lowercase() == opening)
    };
    if !OPENINGS.iter().any(|opening| opens(opening)) {
        return false;
    }
    frames.values().any(|(behind, opening)| opens(opening) && is_short() && start.to_lowercase().contains(behind))
}

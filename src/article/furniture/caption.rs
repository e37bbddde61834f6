//! Captions: what stands under a picture, told by its credit or its label.
//!
//! In: a paragraph. Out: whether it is a caption: it ends with the credit of a picture, opens with a label, counts pictures or names
//! nothing but houses that sell them. A caption without credit and label looks like story and stays story.

use super::floor;
use crate::lexicon::{List, list};

/// The longest caption. Those of agencies are two sentences; longer ones are picture stories.
pub(super) const MAX_BYTES: usize = 600;

/// Words of a credit behind its label at most: `Photo: Jane Smith/AFP via Getty Images`.
const MAX_CREDIT_WORDS: usize = 9;

/// The longest counter of pictures.
const MAX_COUNTER_BYTES: usize = 40;

/// How far from its end a caption's credit begins at most, in bytes.
const MAX_CREDIT_BYTES: usize = 120;

/// Whether a paragraph is a caption. Linear in a paragraph of at most [`MAX_BYTES`].
pub(super) fn is_caption(line: &str) -> bool {
    if line.len() > MAX_BYTES {
        return false;
    }
    let bare = line.trim_matches(|c: char| c.is_whitespace() || "*_|".contains(c));
    is_counter(bare) || is_labelled(bare) || is_credit(bare) || is_house(bare) || has_credit(bare)
}

/// `Image caption,` alone: the caption stands in the next line.
pub(super) fn is_label_alone(line: &str) -> bool {
    let bare = line.trim_end_matches(|c: char| c.is_whitespace() || ",:".contains(c));
    line.ends_with([',', ':']) && list(List::CaptionLabels).is_one(bare)
}

/// `Image 2 of 7`, `Bild 3 von 12`, `3 of 12`, `Image 2/7`.
fn is_counter(line: &str) -> bool {
    if line.len() > MAX_COUNTER_BYTES {
        return false;
    }
    let number = |word: &str| (1..=3).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit());
    let is_picture = |word: &str| list(List::PictureWords).is_one(word);
    let between = |word: &str| word == "/" || list(List::OutOf).is_one(word);
    match line.split_whitespace().collect::<Vec<_>>().as_slice() {
        [picture, a, of, b] => is_picture(picture) && number(a) && between(of) && number(b),
        [a, of, b] => number(a) && between(of) && *of != "/" && number(b),
        [picture, part] => is_picture(picture) && part.split_once('/').is_some_and(|(a, b)| number(a) && number(b)),
        _ => false,
    }
}

/// `Image caption, The dam at dawn`, `FILE - The dam in May`, `Archivbild`.
fn is_labelled(line: &str) -> bool {
    let Some(end) = list(List::CaptionLabels).opening(line) else { return false };
    let (label, rest) = (&line[..end], line[end..].trim_start());
    // `File` in capitals is a label; otherwise a file may be what the sentence is about.
    let loud = !label.contains(['-', '–', '—']) || label.starts_with("FILE");
    loud && (rest.is_empty() || rest.starts_with([',', ':', '-', '–', '—', '(', '.', '|', '/']) || label.ends_with([':', '-', '–', '—']))
}

/// A credit alone: `Photo: Jane Smith/AFP`, `Foto: dpa`.
fn is_credit(line: &str) -> bool {
    credit_length(line, true) == Some(line.len())
}

/// `Getty Images`, `Reuters/Getty Images`: only houses that sell pictures, or agencies beside them.
fn is_house(line: &str) -> bool {
    if line.len() > MAX_CREDIT_BYTES {
        return false;
    }
    let mut sellers = 0;
    let fits = line.split(['/', '|', ',', '©']).map(str::trim).filter(|part| !part.is_empty()).all(|part| {
        let seller = list(List::PictureHouses).is_one(part);
        sellers += usize::from(seller);
        seller || list(List::WireNames).is_one(part)
    });
    fits && sellers > 0
}

/// Whether a credit ends the paragraph: in brackets, or behind a sentence, a stroke or a dash.
fn has_credit(line: &str) -> bool {
    let end = line.trim_end_matches('.');
    if let Some(inside) = end.strip_suffix([')', ']', '）']) {
        let window = floor(inside, inside.len().saturating_sub(MAX_CREDIT_BYTES));
        let Some(open) = inside[window..].rfind(['(', '[', '（']).map(|at| window + at) else { return false };
        let credit = inside[open..].trim_start_matches(['(', '[', '（']).trim();
        return !inside[..open].trim().is_empty()
            && (credit_length(credit, false) == Some(credit.len()) || is_house(credit) || is_agency_photo(credit));
    }
    let window = floor(line, line.len().saturating_sub(MAX_CREDIT_BYTES));
    // Behind the marks that may stand before a credit, and at its own sign.
    let may_be = |byte: u8| matches!(byte, b'.' | b'!' | b'?' | b'"' | b'|' | b'/' | b'-' | b')' | 0xc2 | 0xe2);
    let places = (window..line.len()).filter(|at| may_be(line.as_bytes()[*at]));
    let marks = places.filter_map(|at| Some((at, line.get(at..)?.chars().next()?)));
    marks.filter(|(_, mark)| matches!(mark, '.' | '!' | '?' | '”' | '"' | '|' | '/' | '–' | '—' | '-' | ')' | '©')).any(|(at, mark)| {
        let behind = at + mark.len_utf8();
        let start = if mark == '©' { at } else { line.len() - line[behind..].trim_start().len() };
        let apart = start > behind || matches!(mark, '|' | '/' | '–' | '—' | '-' | '©');
        let credit = &line[start..];
        apart
            && credit.starts_with(|c: char| c == '©' || c.is_alphabetic())
            && credit_length(credit, true) == Some(credit.len())
            && !line[..start].trim().is_empty()
    })
}

/// `AP Photo/Jane Smith`, `dpa/Archivfoto`: an agency and the word for a picture in one breath.
fn is_agency_photo(credit: &str) -> bool {
    let words = credit.split(|c: char| c.is_whitespace() || "/,-".contains(c)).filter(|word| !word.is_empty());
    let mut words = words.map(|word| word.trim_matches('.')).peekable();
    let first = words.peek().is_some_and(|word| list(List::WireNames).is_one(word));
    let picture = |word: &str| list(List::PhotoCredits).is_one(word) || list(List::PictureWords).is_one(word);
    first && credit.len() <= 80 && words.clone().count() <= MAX_CREDIT_WORDS && words.any(picture)
}

/// How many bytes the credit at the start of `text` takes: a label of pictures, and behind it names and houses to the end. A label that
/// ends with a colon or a sign is enough; where `strict`, others are not.
fn credit_length(text: &str, strict: bool) -> Option<usize> {
    let (end, marked) = match text.strip_prefix('©') {
        Some(_) => ('©'.len_utf8(), true),
        None => {
            let end = list(List::PhotoCredits).opening(text)?;
            let marked = text[..end].ends_with([':', '.']) || text[end..].trim_start().starts_with([':', '©', '/', '|']);
            (end, marked)
        }
    };
    let rest = text[end..].trim_start_matches(|c: char| c.is_whitespace() || ":©/|".contains(c)).trim_end_matches(['.', ' ']);
    let words = rest.split_whitespace().count();
    let named = rest.chars().next().is_some_and(|c| c.is_uppercase() || !c.is_lowercase() && c.is_alphabetic())
        || list(List::WireNames).opening(rest).is_some()
        || list(List::PictureHouses).opening(rest).is_some();
    let plain = !rest.contains(['!', '?', '“', '"', '„']) && !has_sentence(rest) && rest.bytes().filter(u8::is_ascii_digit).count() <= 8;
    // `© 2016 Northwire` is a line of rights.
    let dated = rest.starts_with(|c: char| c.is_ascii_digit());
    (words <= MAX_CREDIT_WORDS && named && plain && !dated && (marked || !strict) && is_names(rest)).then_some(text.len())
}

/// Names and houses: most words begin with a capital or are no longer than three letters.
fn is_names(rest: &str) -> bool {
    let (mut names, mut small) = (0_usize, 0_usize);
    for word in rest.split(|c: char| c.is_whitespace() || "/|,".contains(c)) {
        match word.chars().find(|c| c.is_alphabetic()) {
            Some(c) if c.is_lowercase() && !list(List::WireNames).is_one(word) && !list(List::PictureHouses).is_one(word) => small += 1,
            Some(_) => names += 1,
            None => {}
        }
    }
    names > 0 && small <= names
}

/// A stop behind a word of four letters or more, with a word behind it.
fn has_sentence(text: &str) -> bool {
    text.match_indices(". ").any(|(at, _)| text[..at].chars().rev().take_while(|c| c.is_alphabetic()).count() >= 4)
}

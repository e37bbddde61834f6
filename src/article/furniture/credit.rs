//! Credits: who reported and edited, agency tails, rights, contacts, the end sign.
//!
//! In: a paragraph near the end. Out: whether it is a credit, or how much of its end is one. Credits with a desk word of their
//! own are safe anywhere in the tail; bare agency names, end signs and contact lines count only at the very end, where
//! nothing but other credits follows.

use super::desk_words::is_date_word;
use super::floor;
use crate::article::layout::ends_sentence;
use crate::lexicon::{List, list};
use aho_corasick::AhoCorasick;
use std::sync::LazyLock;

/// The longest credit; a few list a dozen bureaus, longer ones are stories about credits.
const MAX_BYTES: usize = 600;

/// A credit wherever it stands in the tail.
pub(super) fn is_credit(line: &str) -> bool {
    if line.len() > MAX_BYTES {
        return false;
    }
    let bare = line.trim_matches(['*', '_', ' ']);
    is_copyright(bare)
        || is_bracket_credit(bare)
        || is_named_credit(bare)
        || is_contribution(bare)
        || is_sign_off(bare)
        || is_end_sign(bare, false)
}

/// A credit if nothing but credits follows.
pub(super) fn is_last_line(line: &str) -> bool {
    let bare = line.trim_matches(['*', '_', ' ']);
    if line.len() > 160 {
        return is_rights(bare);
    }
    is_end_sign(bare, true) || is_bare_agency(bare) || is_contact(bare) || is_rights(bare)
}

/// The credit at the end of a paragraph that begins as story: where it starts. `... he said. (Reporting by A. Writer)`, `... gefunden. (APA, 3.4.2014)`.
pub(super) fn closing_credit(paragraph: &str) -> Option<usize> {
    let end = paragraph.trim_end();
    if let Some(inside) = end.strip_suffix([')', '）', ']']) {
        let window = floor(inside, inside.len().saturating_sub(MAX_BYTES));
        let open = window + opening_bracket(&inside[window..])?;
        let content = inside[open..].trim_start_matches(['(', '（', '[']);
        let before = paragraph[..open].trim_end();
        let credit = (list(List::Credits).opening(content).is_some() && is_people(content))
            || is_desk_bracket(content)
            || is_end_sign(&paragraph[open..], false);
        return (ends_sentence(before) && credit).then_some(open);
    }
    // `... said. -- Agencies`
    let window = floor(end, end.len().saturating_sub(40));
    let dash = window + end[window..].rfind(['-', '—', '–'])?;
    let before = end[..dash].trim_end_matches(['-', '—', '–']);
    let last = end[dash..].trim_start_matches(['-', '—', '–']).trim();
    (list(List::WireNames).is_one(last)
        && last.chars().any(char::is_uppercase)
        && ends_sentence(before)
        && before.ends_with(char::is_whitespace))
    .then_some(before.trim_end().len() + (before.len() - before.trim_end().len()))
}

/// The bracket that the last character closed, brackets inside passed over.
fn opening_bracket(inside: &str) -> Option<usize> {
    let mut depth = 1_usize;
    for (at, c) in inside.char_indices().rev() {
        match c {
            ')' | '）' | ']' => depth += 1,
            '(' | '（' | '[' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

/// `(APA, 3.4.2014)`, `(red, dpa)`, `(AP)`, `(Maria Berger, 12.8.2015)`: agencies and dates, names only beside them.
fn is_desk_bracket(content: &str) -> bool {
    if content.len() > 90 || content.is_empty() {
        return false;
    }
    let (mut agencies, mut dates) = (0, 0);
    let fits = content.split([',', '/', ';']).map(str::trim).all(|part| {
        let date = is_full_date(part);
        let agency = list(List::WireNames).is_one(part) || part.split(" - ").all(|piece| list(List::WireNames).is_one(piece.trim()));
        agencies += usize::from(agency);
        dates += usize::from(date);
        let words = part.split_whitespace().count();
        date || agency || ((1..=4).contains(&words) && !part.chars().any(|c| c.is_ascii_digit()))
    });
    fits && (dates > 0 || (agencies > 0 && content.split([',', '/']).all(|part| list(List::WireNames).is_one(part.trim()))))
}

/// `26.8.2016`, `26. 8. 2016`, `2016-08-26`: day, month and year in figures.
fn is_full_date(part: &str) -> bool {
    let mut figures = part.split(|c: char| c.is_whitespace() || ".-".contains(c)).filter(|figure| !figure.is_empty());
    let mut count = 0;
    let mut year = false;
    let fits = figures.all(|figure| {
        count += 1;
        year |= figure.len() == 4;
        figure.bytes().all(|byte| byte.is_ascii_digit()) && figure.len() <= 4
    });
    fits && count == 3 && year
}

/// `Copyright © 2016 Northwire`, `(c) News Service. All rights reserved.`
fn is_copyright(line: &str) -> bool {
    if line.len() > 400 || !line.starts_with(['c', 'C', '©', '(', 'ⓒ']) {
        return false;
    }
    let lower = line.to_lowercase();
    let word = lower.starts_with("copyright");
    let sign = ["©", "(c)", "ⓒ", "copyright ©", "copyright (c)"].iter().any(|sign| lower.starts_with(sign));
    let year = lower
        .split(|c: char| !c.is_ascii_digit())
        .any(|figure| figure.len() == 4 && (figure.starts_with("19") || figure.starts_with("20")));
    sign || (word && (has_rights(&lower) || (year && line.len() <= 90)))
}

/// A line that reserves rights without the sign.
fn is_rights(line: &str) -> bool {
    line.len() <= 240 && has_rights(&line.to_lowercase())
}

fn has_rights(lower: &str) -> bool {
    static RIGHTS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| AhoCorasick::new(list(List::Rights).iter()).ok());
    RIGHTS.as_ref().is_some_and(|rights| rights.is_match(lower))
}

fn is_bracket_credit(line: &str) -> bool {
    let Some(inside) = line.strip_prefix(['(', '（', '[']) else { return false };
    let Some(inside) = inside.trim_end_matches('.').strip_suffix([')', '）', ']']) else { return false };
    (list(List::Credits).opening(inside).is_some() && is_people(inside)) || is_desk_bracket(inside)
}

/// `Reporting by Jane Smith in Geneva; Editing by O. Haddad`, `Source: Northwire`.
fn is_named_credit(line: &str) -> bool {
    let line = line.trim_start_matches(['-', '—', '–', ' ']);
    let Some(end) = list(List::Credits).opening(line) else { return false };
    let label = line[..end].ends_with([':', '：']);
    let rest = line[end..].trim_start();
    let n_words = rest.split_whitespace().count();
    if label || rest.starts_with(':') {
        return n_words <= 12 && !rest.ends_with(['.', '!', '?', '”', '"']) && (n_words <= 5 || rest.contains([',', ';']));
    }
    let capital = rest.chars().next().is_some_and(|c| c.is_uppercase());
    let two_credits = rest.split(';').skip(1).any(|part| list(List::Credits).opening(part.trim_start()).is_some());
    two_credits || (capital && n_words <= 14 && is_people(rest))
}

/// Names and places, without the verb of a sentence: most words begin with a capital.
fn is_people(rest: &str) -> bool {
    let (mut capitals, mut small) = (0_usize, 0_usize);
    for word in rest.split_whitespace() {
        match word.chars().find(|c| c.is_alphabetic()) {
            Some(c) if c.is_lowercase() => small += 1,
            Some(_) => capitals += 1,
            None => {}
        }
    }
    capitals > 0 && small <= capitals + 3
}

/// `Jane Smith in Geneva contributed to this report.`
fn is_contribution(line: &str) -> bool {
    if line.len() > 360 {
        return false;
    }
    let end = &line[floor(line, line.len().saturating_sub(100))..];
    if !end.contains("contributed") {
        return false;
    }
    let lower = line.to_ascii_lowercase();
    let told = list(List::Contributions).iter().any(|words| lower.find(words).is_some_and(|at| lower[at + words.len()..].len() <= 60));
    // One sentence: nothing but initials may stop before the end.
    told && !line.contains(['“', '"'])
        && line.matches(". ").count() <= line.split(char::is_whitespace).filter(|word| word.len() <= 3 && word.ends_with('.')).count() + 1
}

/// `-- Agencies`, `— AFP`, `- Reuters`, `(AP)`, `(Northwire)`.
fn is_sign_off(line: &str) -> bool {
    let dashed = line.trim_start_matches(['-', '—', '–', '~', '/', ' ']);
    dashed.len() < line.len() && dashed.len() <= 60 && list(List::WireNames).is_one(dashed.trim_end_matches(['.', '-', ' ', '/', ')']))
}

/// `END`, `-ENDS-`, `###`, `-30-`, `(MORE)`. Bare words only where `last` allows them, and then in capitals.
fn is_end_sign(line: &str, last: bool) -> bool {
    if line.len() > 24 {
        return false;
    }
    let bare = line.trim_matches(|c: char| !c.is_alphanumeric());
    if bare.is_empty() {
        return line.contains('#') && line.chars().all(|c| "#*- ".contains(c));
    }
    let framed = !line.starts_with(|c: char| c.is_alphanumeric()) && !line.ends_with(|c: char| c.is_alphanumeric() || c == '.');
    let loud = !bare.chars().any(char::is_lowercase) && bare != "30";
    list(List::Ends).is_one(bare) && (framed || (last && loud))
}

/// `AP`, `dpa lno sd`, `Agencies`, `Reuters/AFP`: the last line of a story, naming agencies alone.
fn is_bare_agency(line: &str) -> bool {
    let line = line.trim_end_matches('.');
    let letters = |c: char| c.is_alphabetic();
    line.len() <= 40
        && line.chars().any(letters)
        && (list(List::WireNames).is_one(line)
            || line.split(['/', '+', ',', '&']).all(|part| list(List::WireNames).is_one(part.trim()))
            || is_desk_codes(line))
}

/// `dpa lno sd yyzz n1`: an agency and the codes of its desks, all short and small.
fn is_desk_codes(line: &str) -> bool {
    let mut words = line.split(char::is_whitespace);
    words.next().is_some_and(|first| list(List::DeskCodeAgencies).contains(first))
        && words.all(|word| {
            word.len() <= 5 && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()) || is_date_word(word)
        })
}

/// A label of a contact block, an address, a telephone number.
fn is_contact(line: &str) -> bool {
    let digits = line.bytes().filter(u8::is_ascii_digit).count();
    let address = line.contains('@') || line.contains("www.") || line.contains("://");
    let bare_address = address && line.split_whitespace().count() <= 8 && !line.ends_with(['.', '!', '?']);
    let telephone =
        digits >= 9 && line.split('+').skip(1).any(|number| number.starts_with(|c: char| c.is_ascii_digit())) && !line.contains("  ");
    let label = list(List::Contacts).opening(line).is_some_and(|end| {
        let rest = line[end..].trim_start();
        rest.is_empty() || line[..end].ends_with(':') || rest.starts_with(':') || digits >= 6 || address
    });
    (label && (line.len() <= 120 && !ends_sentence(line) || digits >= 6 || address)) || bare_address || telephone
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credits() {
        for line in [
            "(Reporting by A. Writer; Editing by B. Desk)",
            "(Reporting by Ann Writer in Oslo and Ben Desk in Rome; editing by C. Copy)",
            "Reporting by Ann Writer; Editing by Ben Desk",
            "Additional reporting by Ann Writer",
            "-- Agencies",
            "— AFP",
            "(AP)",
            "(c) News Service. All rights reserved.",
            "Copyright © 2016 Northwire",
            "© 2016",
            "-ENDS-",
            "###",
            "-30-",
            "(MORE)",
            "Quelle: dpa",
            "(APA, 3.4.2014)",
            "Ann Writer in Oslo contributed to this report.",
        ] {
            assert!(is_credit(line), "{line}");
        }
        for line in ["END", "ENDS", "AFP", "dpa lno sd", "Contact: Ann Writer, +41 22 555 01 01", "press@example.org"] {
            assert!(is_last_line(line) && !is_credit(line), "{line}");
        }
    }

    #[test]
    fn sentences_stay() {
        for line in [
            "Reporting by the commission showed that most of the money never arrived.",
            "Copyright law in the region has been changed twice since 2001, and publishers want a third reform.",
            "(The mayor, 52, has denied it.)",
            "The end.",
            "Contact with the ship was lost at noon.",
            "Sources: two diplomats, who spoke after the vote, said the text was dead.",
            "In 2016 she contributed to this magazine a column that is still read by students in four countries today.",
        ] {
            assert!(!is_credit(line) && !is_last_line(line), "{line}");
        }
    }

    #[test]
    fn at_the_end_of_a_paragraph() {
        let start = |text: &str| closing_credit(text).map(|at| text[at..].to_string());
        assert_eq!(start("He left. (Reporting by A. Writer)").as_deref(), Some("(Reporting by A. Writer)"));
        assert_eq!(start("Er ging. (APA, 3.4.2014)").as_deref(), Some("(APA, 3.4.2014)"));
        assert_eq!(start("He left. -- Agencies").as_deref(), Some("-- Agencies"));
        assert_eq!(start("He left (with his wife)."), None);
        assert_eq!(start("He won. (His rival came fourth.)"), None);
    }
}

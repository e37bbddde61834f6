//! Whole lines of the head and the tail: bylines, notes to editors, slugs.
//!
//! In: one paragraph. Out: whether it is such a line. Every rule is bounded by the length of the line and needs a shape (a name,
//! a bracket, capitals) besides a desk word, so that a sentence that happens to begin with one stays story text.

use super::desk_words::is_agency;
use crate::article::layout::ends_sentence;
use crate::lexicon::{List, list};

/// Who wrote it: `By Jane Smith and Omar Haddad`, `From our correspondent in PARIS`. `below` tells that a line stands above it.
pub(super) fn is_byline(line: &str, below: bool) -> bool {
    let line = line.trim_matches(['*', '_', '~', '|', ' ']);
    if line.len() > 140 {
        return false;
    }
    let n_words = line.split_whitespace().count();
    if list(List::WireNames).is_one(line) && below && line.chars().any(char::is_uppercase) {
        return true;
    }
    if let Some(end) = list(List::Bylines).opening(line) {
        let rest = &line[end..];
        return n_words <= 14 && (!ends_sentence(line) || n_words <= 5) && (is_name_list(rest) || rest.split_whitespace().count() <= 3);
    }
    if let Some(end) = list(List::ByWords).opening(line) {
        let word = &line[..end];
        let rest = line[end..].trim_start_matches(|c: char| c == ':' || c.is_whitespace());
        let plain_by = word.eq_ignore_ascii_case("by") || word.ends_with(':');
        let stopped = line.ends_with(['.', '!', '?', '…', ';']) && !line.ends_with("Jr.");
        return !stopped
            && n_words <= 14
            && is_name_list(rest)
            && (plain_by || (below && rest.contains(' ') && n_words <= 8) || is_bare_name(word, rest));
    }
    below && is_name_with_house(line)
}

/// `Von Anna Meier` as the first line: two or three names and no more. `Di` begins surnames and stays out.
fn is_bare_name(word: &str, rest: &str) -> bool {
    let mut names = rest
        .split(char::is_whitespace)
        .map(|name| name.starts_with(char::is_uppercase) && name.chars().all(|c| c.is_alphabetic() || "-'’.".contains(c)));
    !word.eq_ignore_ascii_case("di") && (2..=3).contains(&rest.split(char::is_whitespace).count()) && names.all(|fits| fits)
}

/// `Political editor`, `Associated Press Writer`: the line under a byline.
pub(super) fn is_job_title(line: &str) -> bool {
    let n_words = line.split_whitespace().count();
    n_words <= 6
        && line.len() <= 60
        && !ends_sentence(line)
        && line.rsplit(char::is_whitespace).next().is_some_and(|last| list(List::JobTitles).is_one(last))
}

/// Names with their connectives, ranks and houses: at least one capital, nothing else in small letters.
fn is_name_list(names: &str) -> bool {
    let mut capitals = 0;
    let fits = names.split(|c: char| c.is_whitespace() || ",/|".contains(c)).filter(|word| !word.is_empty()).all(|word| {
        let Some(first) = word.chars().find(|c| c.is_alphabetic()) else { return word.chars().all(|c| !c.is_numeric()) };
        capitals += usize::from(!first.is_lowercase());
        !first.is_lowercase()
            || list(List::NameParticles).contains(word)
            || word.starts_with("al-")
            || word.starts_with("d'")
            || word.contains('@')
    });
    fits && capitals > 0
}

/// `Jane Smith, Reuters`, `Jane Smith | The Herald`.
fn is_name_with_house(line: &str) -> bool {
    let Some((name, house)) = line.split_once([',', '|']) else { return false };
    let house = house.trim();
    line.len() <= 80
        && (2..=4).contains(&name.split_whitespace().count())
        && is_name_list(name)
        && is_agency(house)
        && house.chars().any(char::is_uppercase)
}

/// What speaks to editors: `(Adds details, background)`, `Eds: ...`, an embargo.
pub(super) fn is_note(line: &str) -> bool {
    is_bracket_note(line) || is_desk_note(line)
}

/// The note in brackets at the start of a line that goes on with the story: its length in bytes.
pub(super) fn bracket_note(line: &str) -> Option<usize> {
    let open = line.chars().next().filter(|c| "([（".contains(*c))?;
    let close = match open {
        '(' => ')',
        '[' => ']',
        _ => '）',
    };
    let inside = &line[open.len_utf8()..];
    list(List::UpdateNotes).opening(inside.trim_start())?;
    let mut depth = 1_usize;
    for (at, c) in inside.char_indices().take_while(|(at, _)| *at <= 500) {
        depth = if c == open { depth + 1 } else { depth - usize::from(c == close) };
        if depth == 0 {
            return Some(open.len_utf8() + at + close.len_utf8());
        }
    }
    None
}

fn is_bracket_note(line: &str) -> bool {
    bracket_note(line).is_some_and(|end| line[end..].trim_matches(|c: char| c.is_whitespace() || c == '.').is_empty())
}

/// A line that opens with a desk's word and goes on as a label does: behind a colon, in capitals, or shortly.
pub(super) fn is_desk_note(line: &str) -> bool {
    if line.len() > 900 {
        return false;
    }
    let line = line.trim_start_matches(['*', '_', '#', '(', '[', ' ', '-', '=', '^']);
    if list(List::VersionNotes).opening(line).is_some() {
        return true;
    }
    let Some(end) = list(List::DeskNotes).opening(line) else { return false };
    let said = &line[..end];
    let rest = line[end..].trim_start();
    let capitals = said.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    let label = said.ends_with(':') || rest.starts_with([':', '-', '–', '—', '_', '：', '(', ')', ']']) || rest.is_empty();
    label || (capitals && said.len() > 4) || (line.split_whitespace().count() <= 10 && !ends_sentence(line) && said.split(' ').count() >= 2)
}

/// `1st Ld-Writethru`, `UPDATE 2`, `URGENT`, `2nd Lead`: a tag with a number or in capitals, alone.
pub(super) fn is_update_tag(line: &str) -> bool {
    if line.len() > 40 || line.contains("  ") {
        return false;
    }
    let bare = line.trim_matches(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = bare.split([' ', '-', ',']).filter(|word| !word.is_empty()).collect();
    let (mut tags, mut numbers) = (0, 0);
    let fits = !words.is_empty()
        && words.len() <= 4
        && words.iter().all(|word| {
            let tag = list(List::UpdateTags).is_one(word);
            tags += usize::from(tag);
            numbers += usize::from(is_ordinal(word));
            tag || (is_ordinal(word) && numbers == 1)
        });
    let marked = words.iter().any(|word| is_ordinal(word)) || bare.chars().filter(|c| c.is_alphabetic()).all(|c| !c.is_lowercase());
    fits && tags > 0 && marked
}

fn is_ordinal(word: &str) -> bool {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    (1..=3).contains(&digits) && ["", "st", "nd", "rd", "th"].iter().any(|ending| word[digits..].eq_ignore_ascii_case(ending))
}

/// The desk's key for a story: `S/SH 11`, `BC-BKN--Heat-Hawks, 1st Ld-Writethru`, `US-SYRIA-CRISIS`, `Prozesse/Urteile/Berlin`, `kd/sms`.
pub(super) fn is_slug(line: &str) -> bool {
    if line.len() > 80 || line.len() < 3 || line.contains("://") || line.contains("  ") || ends_sentence(line) {
        return false;
    }
    is_agency_slug(line) || is_keyword_path(line)
}

/// A route of two capitals, then words with a doubled hyphen or in capitals.
fn is_agency_slug(line: &str) -> bool {
    let bytes = line.as_bytes();
    let first = line.split([' ', ',']).next().unwrap_or(line);
    let routed = bytes.len() > 4
        && bytes[0].is_ascii_uppercase()
        && bytes[1].is_ascii_uppercase()
        && bytes[2] == b'-'
        && ["AP", "BC", "AM", "PM"].contains(&&line[..2]);
    routed && first.contains("--") && line.split_whitespace().count() <= 8
}

/// Words joined by hyphens or strokes without a blank: all capitals, or three and more parts with strokes; perhaps a number or an update behind.
fn is_keyword_path(line: &str) -> bool {
    let mut tokens = line.split([' ', ',']).filter(|token| !token.is_empty());
    let Some(path) = tokens.next() else { return false };
    let tail_fits = tokens.all(|token| {
        token.len() <= 12
            && (is_ordinal(token)
                || list(List::UpdateTags).is_one(token.trim_matches(['(', ')']))
                || token == "Ld-Writethru"
                || token == "TAKE")
    });
    if !tail_fits || path.contains(['.', '@', '&']) || path.split(['/', '-']).any(is_mixed) {
        return false;
    }
    let strokes = path.matches('/').count();
    let parts: Vec<&str> = path.split(['/', '-']).filter(|part| !part.is_empty()).collect();
    let worded = parts.iter().filter(|part| part.chars().any(char::is_alphabetic)).count();
    let capitals = path.chars().filter(|c| c.is_alphabetic()).all(|c| c.is_uppercase())
        && !path.chars().any(|c| !c.is_alphanumeric() && !"-/_".contains(c));
    let all_worded = worded == parts.len() && worded >= 2;
    let long = worded >= 3 || parts.iter().all(|part| part.chars().count() >= 2);
    (capitals && all_worded && (strokes > 0 || long))
        || (strokes >= 2 && all_worded && parts.iter().all(|part| part.starts_with(char::is_uppercase) || path.ends_with('/')))
}

fn is_mixed(part: &str) -> bool {
    part.chars().any(char::is_numeric) && part.chars().any(char::is_alphabetic)
}

/// Initials of the writers and the desk at the very end: `kd/sms (dpa, AFP)`.
pub(super) fn is_initials(line: &str) -> bool {
    let (initials, rest) = line.split_once(' ').unwrap_or((line, ""));
    let mut parts = 0;
    // A unit of measure looks the same: `cts/lb`.
    let vowels = initials.bytes().any(|byte| b"aeiou".contains(&byte));
    let fits = (!vowels || !rest.is_empty() || initials.len() <= 5)
        && initials.split('/').all(|part| {
            parts += 1;
            (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_lowercase())
        });
    let rest = rest.trim_matches(['(', ')', ' ']);
    fits && (2..=4).contains(&parts) && (rest.is_empty() || is_agency(rest) || is_ordinal(rest))
}

//! Datelines: place, date and agency before the first sentence.
//!
//! In: the beginning of a paragraph. Out: how many of its bytes are the dateline. A strong dateline names an agency, or has
//! a date behind a known city or a place in capitals; a weak one is a place before a dash or a colon, which a list or an interview may
//! look like, or a city in capitals before a full stop: the caller takes it only where the story begins. A bare place name before the
//! sentence, without any mark, is not seen.

use super::desk_words::{is_agency, is_date_word};
use super::floor;
use crate::article::layout::ends_sentence;
use crate::lexicon::{List, list};

/// How sure a dateline is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Strength {
    /// A place before a dash or a colon.
    Weak,
    /// An agency stands there, or a date behind the place.
    Strong,
}

/// The longest beginning that is looked at; the longest of 19,841 datelines of 1987 has 47 bytes, some of today name two cities and a date.
const MAX_BYTES: usize = 110;

/// The dateline at the start of `line`: its length in bytes without blanks behind it. Bounded by [`MAX_BYTES`].
pub(super) fn dateline(line: &str) -> Option<(usize, Strength)> {
    let head = &line[..floor(line, MAX_BYTES)];
    if !may_be_place(head) {
        return None;
    }
    if let Some(end) = city_and_stop(head).filter(|end| opens_sentence(&line[*end..], false) && is_prose(&line[*end..])) {
        return Some((end, Strength::Weak));
    }
    if !may_hold_mark(head.as_bytes()) {
        return None;
    }
    if let Some((end, known)) = without_blanks(head).map(|end| (end, true)).or_else(|| bracketed(head)) {
        let rest = &line[end..];
        return (opens_sentence(rest, true) && (known || is_prose(rest) || rest.is_empty())).then_some((end, Strength::Strong));
    }
    let (place_end, end, mark) = separator(head)?;
    let strength = place_and_date(head[..place_end].trim_end(), mark)?;
    let end = agency_behind(head, end).unwrap_or(end);
    let rest = &line[end..];
    (opens_sentence(rest, strength == Strength::Strong) && (strength == Strength::Strong || is_prose(rest))).then_some((end, strength))
}

/// Whether it begins with a word in capitals, a known city or agency, or has a bracket soon; most paragraphs do not.
fn may_be_place(head: &str) -> bool {
    let bytes = head.as_bytes();
    let first_word = head.split(char::is_whitespace).next().unwrap_or(head).as_bytes();
    bytes.first().is_some_and(|byte| !byte.is_ascii_lowercase())
        && (!first_word.iter().skip(1).any(u8::is_ascii_lowercase)
            || bytes.iter().take(70).any(|byte| matches!(byte, b'(' | b'/' | b'['))
            || first_word.iter().any(|byte| !byte.is_ascii())
            || list(List::Cities).opening(head).is_some()
            || list(List::WireNames).opening(head).is_some())
}

/// Whether a dash, a colon or a bracket stands where a dateline could end; most paragraphs have none in their first words.
fn may_hold_mark(head: &[u8]) -> bool {
    let dash_at_end = head.ends_with(b"-");
    dash_at_end
        || head.iter().zip(head.iter().skip(1)).any(|(byte, next)| match byte {
            b' ' => matches!(next, b'-' | b'_'),
            b'-' => *next == b'-',
            b':' => *next == b' ',
            b')' | b'/' | b']' => true,
            _ => !byte.is_ascii(),
        })
        || head.last().is_some_and(|byte| matches!(byte, b':' | b')' | b'/') || !byte.is_ascii())
}

/// Whether a whole short line is a city with a date, a date with its year, or a city in capitals: the dateline on a line of its own.
pub(super) fn is_dateline_line(line: &str) -> bool {
    if line.len() > 80 || line.contains("  ") {
        return false;
    }
    let words = line.split(|c: char| c.is_whitespace() || ",|".contains(c)).filter(|word| !word.is_empty());
    let has_digit = line.bytes().any(|byte| byte.is_ascii_digit());
    // Without a figure it is a city in capitals, perhaps with a weekday.
    if line.is_ascii() && !has_digit && !words.clone().any(|word| word.bytes().all(|byte| !byte.is_ascii_lowercase())) {
        return false;
    }
    let is_year = |word: &str| {
        word.len() == 4 && (word.starts_with("19") || word.starts_with("20")) && word.bytes().all(|byte| byte.is_ascii_digit())
    };
    let (mut n_dates, mut has_name, mut has_year, mut others) = (0, false, false, Vec::new());
    for word in words {
        if is_date_word(word) {
            n_dates += 1;
            has_name |= word.chars().any(char::is_alphabetic) && !list(List::TimeZones).contains(word);
        } else {
            others.push(word);
        }
        has_year |= is_year(word);
    }
    if others.is_empty() && has_name && has_year {
        return true;
    }
    let place = others.join(" ");
    let is_city = list(List::Cities).is_one(place.trim_end_matches('.'));
    is_city && (n_dates >= 2 && has_digit && has_name || is_capitals(&place))
}

/// `新华社北京8月26日电`, `【北京共同】`, `(서울=연합뉴스) 홍길동 기자 = `.
fn without_blanks(head: &str) -> Option<usize> {
    let first = head.chars().next()?;
    if first.is_ascii() && first != '(' {
        return None;
    }
    if first == '【' {
        let close = head.find('】')?;
        return (head[..close].chars().count() <= 20).then_some(close + '】'.len_utf8());
    }
    if first == '(' {
        let close = head.find(')')?;
        if !head[..close].contains('=') {
            return None;
        }
        let rest = &head[close + 1..];
        return Some(rest.find("= ").filter(|at| *at < 60).map_or(close + 1, |at| close + 1 + at + 1));
    }
    let inner = head.strip_prefix('（').unwrap_or(head);
    let skipped = head.len() - inner.len();
    let end = list(List::ClosingDatelines)
        .iter()
        .filter_map(|mark| inner.find(mark).map(|at| at + mark.len()))
        .min()
        .filter(|end| inner[..*end].chars().count() <= 24 && !inner[..*end].contains(['。', '，', ',', '.']))?;
    let mut end = skipped + end;
    for (open, close) in [('）', '\0'), ('（', '）'), ('(', ')')] {
        let rest = head[end..].trim_start();
        let Some(inside) = rest.strip_prefix(open) else { continue };
        if close == '\0' {
            end = head.len() - inside.len();
        } else if let Some(at) = inside.find(close).filter(|at| *at < 60) {
            end = head.len() - inside.len() + at + close.len_utf8();
        }
    }
    Some(end)
}

/// `LONDON, Aug 26 (Reuters) -`, `Berlin/Bonn (dpa) –`, `МОСКВА, 26 августа. /ТАСС/.`: the end of the mark behind the bracket.
/// and whether the bracket names a known agency.
fn bracketed(head: &str) -> Option<(usize, bool)> {
    let open = head.find(['(', '/', '[', '（']).filter(|at| *at <= 70)?;
    let open = if head[open..].starts_with('/') && !head[..open].is_empty() && !head[..open].ends_with(' ') {
        head[open..].find(['(', '（'])? + open
    } else {
        open
    };
    let opener = head[open..].chars().next()?;
    let close = match opener {
        '(' => ')',
        '[' => ']',
        '（' => '）',
        _ => '/',
    };
    let inside_from = open + opener.len_utf8();
    let inside = &head[inside_from..inside_from + head[inside_from..].find(close).filter(|length| *length <= 45)?];
    let after = inside_from + inside.len() + close.len_utf8();
    let known = is_agency(inside);
    let end = mark_at(head, after, opener == '/' || !is_ascii_or_latin(head)).filter(|end| known || !head[..*end].ends_with('='))?;
    let place = head[..open].trim_end();
    let shaped = place.is_empty() || is_place(place);
    let named =
        inside.split_whitespace().count() <= 3 && inside.chars().any(char::is_alphabetic) && !inside.chars().any(|c| c.is_ascii_digit());
    let sure = known && (opener != '/' || !place.is_empty());
    let loud = named
        && !place.is_empty()
        && (is_capitals(first_part(place))
            || is_caseless(place)
            || list(List::Cities).is_one(first_part(place))
            || place.split_whitespace().any(is_date_word));
    (shaped && (sure || loud) && !list(List::Labels).is_one(place)).then_some((end, sure))
}

/// The mark that ends a dateline, from byte `at` on, blanks before it allowed.
fn mark_at(head: &str, at: usize, stop_too: bool) -> Option<usize> {
    let rest = &head[at..];
    let mark = rest.trim_start();
    let from = at + rest.len() - mark.len();
    for sign in [".-", ".–", ".—", "--", "—", "–", "-", "−", ":", "=", "_", "：", "．", "।", "."] {
        if let Some(behind) = mark.strip_prefix(sign) {
            let stop = matches!(sign, "." | "．" | "।");
            let free = behind.is_empty() || behind.starts_with(char::is_whitespace) || sign.starts_with('—') || sign == "--";
            return (free && (!stop || stop_too)).then_some(from + sign.len());
        }
    }
    None
}

/// `BERLIN. Der Minister`: a known city in capitals before a full stop.
fn city_and_stop(head: &str) -> Option<usize> {
    let end = list(List::Cities).opening(head).filter(|end| head[*end..].starts_with(". "))?;
    is_capitals(&head[..end]).then_some(end + 1)
}

/// The first dash or colon that may end a bare dateline: where the place ends, where the mark ends, and the mark.
fn separator(head: &str) -> Option<(usize, usize, char)> {
    let mut found = None;
    for (at, c) in head.char_indices().take_while(|(at, _)| *at <= 70) {
        let behind = &head[at + c.len_utf8()..];
        let apart = behind.is_empty() || behind.starts_with(char::is_whitespace);
        let blank_before = head[..at].ends_with(char::is_whitespace);
        let length = match c {
            ':' if apart && !blank_before => 1,
            '-' if behind.starts_with('-') && !behind.starts_with("--") => 2,
            '-' | '_' if apart && blank_before => 1,
            '–' if apart && blank_before => c.len_utf8(),
            '—' => c.len_utf8(),
            '.' | '!' | '?' | ';' | '"' | '“' if apart && behind.starts_with(' ') && !head[..at].ends_with(is_short_word_end) => {
                return found;
            }
            _ => continue,
        };
        found = Some((at, at + length, c));
        break;
    }
    found
}

/// Full stops are allowed inside: `Calif.`, `N.Y.`, `26.`; the words are judged afterwards.
fn is_short_word_end(c: char) -> bool {
    c.is_alphanumeric()
}

/// Whether what stands before a bare mark is a place, perhaps with region and date.
fn place_and_date(before: &str, mark: char) -> Option<Strength> {
    if before.len() > 70 || before.is_empty() {
        return None;
    }
    if list(List::WireNames).is_one(before) && mark != ':' && before.chars().all(|c| !c.is_lowercase())
        || before == "Reuters" && mark != ':'
    {
        return Some(Strength::Strong);
    }
    let city = first_part(before);
    let known = list(List::Cities).is_one(city);
    let loud = is_capitals(city) && !list(List::Labels).is_one(city) && city.split_whitespace().count() <= 5;
    let dated = has_date(before);
    if dated && (loud || known) && is_place(before) && mark != ':' {
        return Some(Strength::Strong);
    }
    let regions: Vec<&str> = before.split(',').skip(1).map(str::trim).collect();
    let plain =
        regions.len() <= 1 && regions.iter().all(|region| is_region(region)) && !dated && !before.bytes().any(|byte| byte.is_ascii_digit());
    let n_words = city.split_whitespace().count();
    let long_enough = city.chars().filter(|c| c.is_alphabetic()).count() >= 4 && n_words <= if mark == ':' { 1 } else { 3 };
    let named = city.split_whitespace().all(|word| !list(List::Labels).is_one(word) && !list(List::HeadlineWords).contains(word));
    (plain && (known || (loud && long_enough && named))).then_some(Strength::Weak)
}

/// Behind `МОСКВА, 26 авг -` the agency and its full stop.
fn agency_behind(head: &str, end: usize) -> Option<usize> {
    let rest = head[end..].trim_start();
    let from = head.len() - rest.len();
    let taken = list(List::WireNames).opening(rest)?;
    let comma = rest[taken..].strip_prefix(',').and_then(|more| more.find(". ").filter(|at| *at < 40).map(|at| taken + 1 + at));
    let stop = comma.unwrap_or(taken);
    rest[stop..].starts_with(". ").then_some(from + stop + 1)
}

/// Up to the first comma, date word or full stop before a date.
fn first_part(place: &str) -> &str {
    let part = place.split(',').next().unwrap_or(place);
    let mut end = part.len();
    let mut from = 0;
    for word in part.split_inclusive(char::is_whitespace) {
        let bare = word.trim_end();
        if from > 0 && is_date_word(bare) && bare.chars().any(|c| c.is_numeric() || c.is_alphabetic()) {
            end = from;
            break;
        }
        from += word.len();
    }
    part[..end.min(part.len())].trim_end().trim_end_matches('.')
}

fn has_date(place: &str) -> bool {
    let mut words = place.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty()).skip(1);
    let (mut number, mut name) = (false, false);
    words.by_ref().filter(|word| is_date_word(word)).for_each(|word| {
        let digits = word.chars().any(char::is_numeric);
        number |= digits;
        name |= !digits && !list(List::TimeZones).contains(word);
    });
    number && name
}

/// Capitalised words, dates and small words of names; not a clause.
fn is_place(place: &str) -> bool {
    let mut count = 0;
    place.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty()).all(|word| {
        count += 1;
        let first = word.chars().find(|c| c.is_alphanumeric());
        count <= 9 && (first.is_none_or(|c| !c.is_lowercase()) || is_date_word(word) || list(List::PlaceParticles).contains(word))
    }) && count > 0
}

/// `Calif.`, `N.Y.`, `Saudi Arabia`.
fn is_region(region: &str) -> bool {
    region.len() <= 24
        && region.split_whitespace().count() <= 3
        && region.split_whitespace().all(|word| word.starts_with(char::is_uppercase))
}

/// Letters, all of them capital.
fn is_capitals(words: &str) -> bool {
    let mut letters = words.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some()
        && letters.all(|c| c.is_uppercase())
        && !words.chars().any(|c| c.is_numeric() || "#*$%@+=&()[]<>|:;\"“”".contains(c))
}

fn is_caseless(words: &str) -> bool {
    words.split_whitespace().count() <= 6 && words.chars().filter(|c| c.is_alphabetic()).all(|c| !c.is_uppercase() && !c.is_lowercase())
}

fn is_ascii_or_latin(head: &str) -> bool {
    head.chars().all(|c| c < '\u{370}' || ('\u{2000}'..'\u{2100}').contains(&c))
}

/// A sentence with its mark at the end, not set in capitals: what a weak dateline must have behind it.
fn is_prose(rest: &str) -> bool {
    let start = &rest[..floor(rest, 60)];
    let capitals = is_capitals(start.split_whitespace().take(3).collect::<String>().trim_matches(|c: char| !c.is_alphabetic()));
    !capitals && ends_sentence(rest)
}

/// Whether what follows can be the first sentence: nothing, or no small letter (which only a strong dateline may have behind it).
fn opens_sentence(rest: &str, strong: bool) -> bool {
    let first = rest.trim_start().chars().next();
    match first {
        None => strong,
        Some(c) if c.is_lowercase() => strong,
        Some(c) => c.is_alphanumeric() || "\"'“”‘„«»(¿¡[<$€£「『…-–—".contains(c),
    }
}

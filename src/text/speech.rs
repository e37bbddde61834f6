//! Speech without quotation marks: dialogue behind dashes, and posts of networks that a page shows.
//!
//! In: a text and its paragraphs. Out: the spans of what somebody says there, in order. A paragraph that opens with a dash is dialogue if
//! a tag stands in it, a verb of saying behind a comma or a second dash ("– Wir gehen, sagte er."), or in a neighbour that opens so; tags are
//! no speech. A post is the text before its signature ("— Jo Pell (@jopell) May 3, 2020"), before the line of a network that says who shared
//! it, or between a line of its author and handle and one of its time. A list of points is none.

use super::fold::is_dash;
use crate::article::holds_any;
use crate::lexicon::{List, list};
use crate::span::Span;

/// Words between the mark before a tag and its verb, at most: "– Nous partons, lui a dit ...".
const MAX_BEFORE_VERB: usize = 3;
/// Words of a tag at most: behind more, the comma or dash belongs to the story.
const MAX_TAG_WORDS: usize = 12;
/// Paragraphs of a post at most.
const MAX_POST_PARAGRAPHS: usize = 4;
/// The longest signature of a post in bytes.
const MAX_SIGNATURE: usize = 160;

/// What is said in the paragraphs of a text, in order, none over another. Linear.
pub(super) fn speech(text: &str, paragraphs: &[Span]) -> Vec<Span> {
    let mut found = Vec::new();
    let is_line = |paragraph: &Span| opening_dash(paragraph.of(text)).is_some();
    for run in paragraphs.chunk_by(|a, b| is_line(a) && is_line(b)).filter(|run| is_line(&run[0])) {
        let lines: Vec<Vec<Span>> = run.iter().map(|paragraph| said(text, *paragraph)).collect();
        if lines.iter().zip(run).any(|(said, paragraph)| has_tag(said, text, *paragraph)) {
            found.extend(lines.into_iter().flatten());
        }
    }
    if holds_any(text, |byte| byte == b'@') {
        posts(text, paragraphs, &mut found);
        found.sort_unstable();
        found.dedup_by(|next, span| next.start < span.end);
    }
    found
}

/// The bytes of the dash that opens a line of dialogue, and the blank behind it. A hyphen is the mark of a list as well.
fn opening_dash(paragraph: &str) -> Option<usize> {
    let dash = paragraph.chars().next().filter(|c| matches!(c, '–' | '—' | '―'))?;
    let behind = &paragraph[dash.len_utf8()..];
    let blanks = behind.len() - behind.trim_start().len();
    behind[blanks..].starts_with(|c: char| c.is_alphabetic() || "¿¡…".contains(c)).then_some(dash.len_utf8() + blanks)
}

/// The pieces of a line of dialogue that are said: all but its tags.
fn said(text: &str, paragraph: Span) -> Vec<Span> {
    let inside = paragraph.of(text);
    let base = paragraph.start as usize;
    let mut from = opening_dash(inside).unwrap_or(0);
    let mut found = Vec::new();
    let mut at = from;
    let mut keep = |from: usize, to: usize| {
        let kept = inside[from..to].trim();
        let start = from + inside[from..to].len() - inside[from..to].trim_start().len();
        if kept.contains(char::is_alphanumeric) {
            found.push(Span::new(base + start, base + start + kept.len()));
        }
    };
    while let Some(step) = inside[at..].find(|c: char| matches!(c, ',' | '?' | '!' | '…') || is_long_dash(c)) {
        let mark = at + step;
        let c = inside[mark..].chars().next().unwrap_or(',');
        at = mark + c.len_utf8();
        let is_dash = is_long_dash(c);
        if !is_tag(&inside[at..], is_dash) {
            continue;
        }
        keep(from, if is_dash { mark } else { at });
        // Behind a second dash the speech goes on; behind a comma the rest of the sentence is the tag.
        let end = inside[at..].find(|c: char| if is_dash { is_long_dash(c) } else { matches!(c, '.' | '!' | '?') || is_long_dash(c) });
        let Some(end) = end.map(|step| at + step) else {
            from = inside.len();
            break;
        };
        let width = inside[end..].chars().next().map_or(0, char::len_utf8);
        let mut next = end + width;
        if !is_dash && !inside[end..].starts_with(is_long_dash) {
            // "..., sagte er. – Und dann?": only another dash opens speech again.
            match inside[next..].find(is_long_dash) {
                Some(step) if inside[next..next + step].trim().is_empty() => {
                    next += step;
                    next += inside[next..].chars().next().map_or(0, char::len_utf8);
                }
                _ => {
                    from = inside.len();
                    break;
                }
            }
        }
        from = next;
        at = next;
    }
    keep(from, inside.len());
    found
}

/// Whether a line of dialogue has a tag: not all of it is said.
fn has_tag(said: &[Span], text: &str, paragraph: Span) -> bool {
    let opening = opening_dash(paragraph.of(text)).unwrap_or(0);
    let whole = Span::new(paragraph.start as usize + opening, paragraph.end as usize);
    !said.is_empty() && said != [whole]
}

fn is_long_dash(c: char) -> bool {
    is_dash(c) && !matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// Whether a tag follows: a verb of saying among the first words, before the sentence ends.
fn is_tag(rest: &str, behind_dash: bool) -> bool {
    let end = rest.find(|c: char| matches!(c, '.' | '!' | '?') || behind_dash && is_long_dash(c)).unwrap_or(rest.len());
    let clause = &rest[..end];
    let words = || clause.split(|c: char| !c.is_alphanumeric() && !"'’".contains(c)).filter(|word| !word.is_empty());
    let verbs = list(List::VerbsOfSaying);
    let is_verb = |word: &str| verbs.contains(&word.to_lowercase());
    words().nth(MAX_TAG_WORDS).is_none()
        && words()
            .take(MAX_BEFORE_VERB + 1)
            .any(|word| is_verb(word) || word.split(['\'', '’']).any(|part| part.len() > 2 && is_verb(part)))
}

/// Posts: what stands before a signature in its paragraph, or the paragraph before a signature that stands alone; and what follows a line
/// of author and handle until that of its time. Linear.
fn posts(text: &str, paragraphs: &[Span], found: &mut Vec<Span>) {
    for (number, paragraph) in paragraphs.iter().enumerate() {
        let inside = paragraph.of(text);
        if is_author_line(inside) {
            let following = &paragraphs[number + 1..];
            let time = following.iter().take(MAX_POST_PARAGRAPHS + 1).position(|line| is_time_line(line.of(text)));
            found.extend(&following[..time.unwrap_or(0)]);
            continue;
        }
        let shared = list(List::PostCredits).opening(inside).filter(|_| inside.len() <= MAX_SIGNATURE && inside.contains("(@"));
        if let Some(post) = shared.and(number.checked_sub(1)).and_then(|before| paragraphs.get(before)) {
            found.push(*post);
            continue;
        }
        let Some(start) = inside.rfind("(@").and_then(|at| signature(inside, at)) else { continue };
        let before = inside[..start].trim_end();
        if before.contains(char::is_alphanumeric) {
            found.push(Span::new(paragraph.start as usize, paragraph.start as usize + before.len()));
        } else if let Some(post) = number.checked_sub(1).and_then(|before| paragraphs.get(before)) {
            found.push(*post);
        }
    }
}

/// "Jo Pell @jopell": a name and a handle, and no stop.
fn is_author_line(line: &str) -> bool {
    if line.len() > MAX_SIGNATURE || !line.contains('@') {
        return false;
    }
    let mut words = line.split_whitespace().rev();
    let is_handle = words
        .next()
        .and_then(|word| word.strip_prefix('@'))
        .is_some_and(|handle| !handle.is_empty() && handle.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_'));
    let name: Vec<&str> = words.collect();
    is_handle && (1..=6).contains(&name.len()) && name.iter().all(|word| !word.ends_with(['.', ',', ':', '!', '?']))
}

/// "9:41 AM · Mar 3, 2026": a time and a date, and little else.
fn is_time_line(line: &str) -> bool {
    let is_time = |word: &str| word.contains(':') && word.bytes().all(|byte| byte.is_ascii_digit() || byte == b':');
    line.len() <= MAX_SIGNATURE && line.split_whitespace().count() <= 9 && line.split_whitespace().any(is_time) && !line.ends_with('.')
}

/// Where the signature begins whose handle opens at byte `at`: a dash, a name, `(@handle)`, and no more than a date behind it.
fn signature(inside: &str, at: usize) -> Option<usize> {
    let handle = inside[at + 2..].bytes().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-')).count();
    let behind = inside[at + 2 + handle..].strip_prefix(')')?;
    let name_from = inside[..at].rfind(is_long_dash)?;
    let name = inside[name_from..at].trim_matches(|c: char| is_long_dash(c) || c.is_whitespace());
    let is_name = !name.is_empty() && name.split_whitespace().count() <= 6 && !name.contains(['.', '!', '?']);
    let is_date = behind.trim().is_empty() || behind.contains(|c: char| c.is_ascii_digit()) && behind.split_whitespace().count() <= 8;
    (handle > 0 && is_name && is_date && inside.len() - name_from <= MAX_SIGNATURE).then_some(name_from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<&str> {
        let mut at = 0;
        let paragraphs: Vec<Span> = text
            .split('\n')
            .map(|line| {
                at += line.len() + 1;
                Span::new(at - line.len() - 1, at - 1)
            })
            .collect();
        speech(text, &paragraphs).iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn dialogue_stands_behind_dashes() {
        for (text, wanted) in [
            ("– Wir gehen jetzt, sagte er.", vec!["Wir gehen jetzt,"]),
            ("— Nous partons demain, dit-il.", vec!["Nous partons demain,"]),
            ("—Nos vamos mañana —dijo él—. No volvemos.", vec!["Nos vamos mañana", ". No volvemos."]),
            ("– Who is there? said the keeper.\n– Nobody.", vec!["Who is there?", "Nobody."]),
            ("– The gate, shut since May\n– The lock, open again", vec![]),
            ("The gate – shut since May – is open, he said.", vec![]),
            ("- We are off, he said.", vec![]),
        ] {
            assert_eq!(shown(text), wanted, "{text}");
        }
    }

    #[test]
    fn a_post_is_speech_of_its_author() {
        let post = "The lock opens in June, and the ferry goes on until then. pic.twitter.com/x1";
        assert_eq!(shown(&format!("It rained.\n{post} — Jo Pell (@jo_pell) May 3, 2020\nMore rain.")), [post]);
        assert_eq!(shown(&format!("It rained.\n{post}\n— Jo Pell (@jo_pell) 3 May 2020\nMore rain.")), [post]);
        assert_eq!(
            shown("Follow the desk – we are there (@desk) every day and all night long, whatever the weather of 2020 may bring."),
            [""; 0]
        );
        assert_eq!(shown("Write to Jo (@jo_pell)."), [""; 0]);
        assert_eq!(shown(&format!("It rained.\n{post}\nA post shared by Jo Pell (@jo_pell)\nMore rain.")), [post]);
        assert_eq!(shown(&format!("It rained.\nJo Pell @jo_pell\n{post}\n9:41 AM · May 3, 2020\nMore rain.")), [post]);
        assert_eq!(shown(&format!("It rained.\nJo Pell @jo_pell\n{post}\nMore rain.")), [""; 0]);
    }
}

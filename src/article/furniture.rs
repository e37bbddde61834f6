//! Which paragraphs, and which beginnings of paragraphs, are furniture.
//!
//! In: the paragraphs of a text. Out: the parts of each with their roles. Rules read the shape of a line and short lists of desk
//! words, look only at the first and last paragraphs, and in doubt call a part story text. Nothing is deleted.

use super::dateline;
use super::layout::{Part, Role, ends_sentence};
use crate::span::Span;

/// Paragraphs at the head that may be headline, byline or note.
const HEAD: usize = 6;
/// Paragraphs at the end that may be credits, sign-off or slug.
const TAIL: usize = 6;
/// The longest headline in bytes.
const MAX_HEADLINE: usize = 160;
/// The longest byline, credit or slug in bytes.
const MAX_LINE: usize = 240;

/// The parts of each paragraph. Linear in the text.
pub(super) fn roles(text: &str, paragraphs: &[Span], title: Option<&str>) -> Vec<Vec<Part>> {
    let mut roles: Vec<Role> = vec![Role::Text; paragraphs.len()];
    tail(text, paragraphs, &mut roles);
    head(text, paragraphs, title, &mut roles);
    let mut datelines_left = 1;
    paragraphs
        .iter()
        .zip(roles)
        .map(|(span, role)| {
            if role == Role::Text && datelines_left > 0 {
                datelines_left -= 1;
                return with_dateline(text, *span);
            }
            vec![Part { span: *span, role }]
        })
        .collect()
}

/// The first story paragraph, its dateline apart.
fn with_dateline(text: &str, span: Span) -> Vec<Part> {
    let inside = span.of(text);
    let Some(length) = dateline::dateline(inside) else { return vec![Part { span, role: Role::Text }] };
    let start = span.start as usize;
    let mark = Span::new(start, start + inside[..length].trim_end().len());
    let rest = inside[length..].trim_start();
    let story = Span::new(span.end as usize - rest.len(), span.end as usize);
    vec![Part { span: mark, role: Role::Dateline }, Part { span: story, role: Role::Text }]
}

fn head(text: &str, paragraphs: &[Span], title: Option<&str>, roles: &mut [Role]) {
    let mut headline_possible = true;
    for at in 0..paragraphs.len().min(HEAD) {
        if roles[at] != Role::Text {
            continue;
        }
        let line = paragraphs[at].of(text);
        let follows = paragraphs[at + 1..].first().map(|next| next.of(text));
        if is_note(line) {
            roles[at] = Role::Note;
        } else if is_slug(line) && at < 2 {
            roles[at] = Role::Slug;
        } else if is_byline(line) {
            roles[at] = Role::Byline;
        } else if headline_possible && follows.is_some_and(|next| is_headline(line, next, title)) {
            roles[at] = Role::Headline;
            headline_possible = false;
        } else {
            // The story has begun; a byline below its first paragraph is no byline.
            break;
        }
    }
}

fn tail(text: &str, paragraphs: &[Span], roles: &mut [Role]) {
    for at in (paragraphs.len().saturating_sub(TAIL).max(1)..paragraphs.len()).rev() {
        let line = paragraphs[at].of(text);
        roles[at] = if is_credit(line) {
            Role::Credit
        } else if is_slug(line) {
            Role::Slug
        } else if is_note(line) {
            Role::Note
        } else {
            break;
        };
    }
}

/// A short first line without a closing full stop above something longer, the title itself, or a Markdown heading.
fn is_headline(line: &str, next: &str, title: Option<&str>) -> bool {
    let bare = line.trim_start_matches('#').trim();
    if title.is_some_and(|title| title.trim() == bare) {
        return true;
    }
    let is_heading = line.starts_with("# ");
    let is_short = bare.len() <= MAX_HEADLINE && bare.split_whitespace().count() >= 2;
    // Lines of a table are short and end nowhere.
    let has_story_below = next.len() >= 60 || ends_sentence(next) || is_byline(next) || is_note(next);
    is_short && (is_heading || !ends_sentence(bare) && !bare.ends_with(',') && has_story_below)
}

/// `By Jane Smith and Omar Haddad`, `From our correspondent in Paris`.
fn is_byline(line: &str) -> bool {
    if line.len() > 120 || ends_sentence(line) && !line.ends_with(':') {
        return false;
    }
    let mut words = line.split_whitespace();
    let first = words.next().unwrap_or("").trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let rest: Vec<&str> = words.collect();
    let is_by = ["by", "von", "par", "por", "di", "oleh", "door", "av", "text", "da"].contains(&first.as_str());
    let all_names = rest.iter().all(|word| {
        let low = word.to_lowercase();
        word.starts_with(|c: char| c.is_uppercase())
            || ["and", "und", "et", "y", "e", "de", "von", "van", "der", "in", "of", "dan", "en", "och", ",", "&"]
                .contains(&low.trim_matches(','))
    });
    let is_correspondent =
        line.to_lowercase().starts_with("from our correspondent") || line.to_lowercase().starts_with("von unserem korrespondenten");
    is_correspondent || is_by && (1..=12).contains(&rest.len()) && all_names && rest.iter().any(|word| word.starts_with(char::is_uppercase))
}

/// Words that begin an update note in brackets: "(Adds details, background)".
const NOTE_VERBS: &[&str] = &[
    "adds",
    "updates",
    "recasts",
    "corrects",
    "refiles",
    "repeats",
    "clarifies",
    "removes",
    "releads",
    "new throughout",
    "rewrites",
    "embargoed",
    "updated",
    "correction",
    "aktualisiert",
    "ergänzt",
    "berichtigt",
    "neu:",
    "wiederholung",
    "précise",
    "actualise",
    "ajoute",
    "corrige",
    "actualiza",
    "añade",
    "agrega",
];
/// Words that begin a note to editors.
const NOTE_MARKS: &[&str] = &[
    "eds:",
    "eds.:",
    "eds note",
    "ed note",
    "editors:",
    "editor's note",
    "editor’s note",
    "editors' note",
    "note to editors",
    "attention editors",
    "achtung redaktionen",
    "hinweis an die redaktion",
    "embargoed until",
    "embargo:",
    "sperrfrist",
    "note aux rédactions",
];

/// A note to editors or an update note.
fn is_note(line: &str) -> bool {
    let low = line.to_lowercase();
    if NOTE_MARKS.iter().any(|mark| low.starts_with(mark)) {
        return true;
    }
    let in_brackets = low.len() <= 400
        && (low.starts_with('(') && low.trim_end_matches('.').ends_with(')') || low.starts_with('[') && low.ends_with(']'));
    if in_brackets && NOTE_VERBS.iter().any(|verb| low[1..].trim_start().starts_with(verb)) {
        return true;
    }
    let is_update_line = |low: &str| {
        let words: Vec<&str> = low.split_whitespace().collect();
        let last = words.last().copied().unwrap_or("");
        (1..=3).contains(&words.len())
            && (last.ends_with("writethru") || (last == "ld" && words.len() == 2) || low == "urgent" || low == "eilmeldung")
    };
    is_update_line(&low)
        || low.len() <= 12 && low.starts_with("update ") && low[7..].trim_end_matches('-').chars().all(|c| c.is_ascii_digit())
}

/// Words that begin an agency tail or credit.
const CREDIT_MARKS: &[&str] = &[
    "reporting by",
    "additional reporting",
    "editing by",
    "writing by",
    "compiled by",
    "translated by",
    "reported by",
    "contributed to this",
    "copyright",
    "all rights reserved",
    "source:",
    "sources:",
    "mit material von",
    "redaktion:",
    "quelle:",
    "bearbeitet von",
    "source :",
    "avec agences",
    "fuente:",
    "contact:",
    "contacts:",
    "media contact",
];

/// Who reported, edited, owns; the sign-off.
fn is_credit(line: &str) -> bool {
    if line.len() > MAX_LINE {
        return false;
    }
    let low = line.to_lowercase();
    let bare = low.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '©');
    if CREDIT_MARKS.iter().any(|mark| bare.starts_with(mark)) || bare.starts_with('©') || low.starts_with("(c) ") {
        return true;
    }
    if low.contains("contributed to this report") || low.contains("contributed reporting") {
        return true;
    }
    let letters: String = bare.chars().filter(|c| c.is_alphanumeric() || *c == ' ').collect();
    if ["end", "ends", "30", "more", "ende", "fin"].contains(&letters.trim()) && line.chars().count() <= 12 {
        // "MORE" or "-30-" alone on a line; plain words in a list of them are left alone.
        return line.chars().all(|c| !c.is_lowercase());
    }
    if line.chars().all(|c| !c.is_alphanumeric()) {
        return line.chars().all(|c| "#*-_=.".contains(c));
    }
    // "-- Agencies", "- Northwire": a dash and at most four names.
    let dashed = line.trim_start().starts_with(['-', '–', '—']);
    dashed
        && (1..=4).contains(&bare.split_whitespace().count())
        && line.split_whitespace().skip(1).all(|word| word.starts_with(char::is_uppercase))
}

/// The desk's key for a story: `S/SH 11`, `BC-BKN--Heat-Hawks, 1st Ld-Writethru,416`, `US-SYRIA-CRISIS`.
fn is_slug(line: &str) -> bool {
    if line.len() > 80 || ends_sentence(line) {
        return false;
    }
    let words: Vec<&str> = line.split_whitespace().collect();
    let has_lower = line.chars().any(char::is_lowercase);
    let first = words.first().copied().unwrap_or("");
    let is_wire_key = ["BC-", "AM-", "PM-", "AP-"].iter().any(|prefix| first.starts_with(prefix)) && first.matches('-').count() >= 2;
    let is_capital_key =
        !has_lower && words.len() == 1 && first.len() >= 6 && first.matches('-').count() >= 2 && first.chars().any(char::is_alphabetic);
    // Initials with a slash, perhaps a number: who handled the copy.
    let is_sign_off =
        !has_lower && (1..=3).contains(&words.len()) && line.len() <= 14 && line.contains('/') && first.chars().any(char::is_alphabetic);
    is_wire_key || is_capital_key || is_sign_off
}

#[cfg(test)]
#[path = "furniture_tests.rs"]
mod tests;

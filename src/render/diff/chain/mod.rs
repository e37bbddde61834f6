//! A chain of versions, step by step, where each sentence of the last one began and in which version its words came.
//!
//! In: a [`Chain`]. Out: the same formats as a single diff. The steps are drawn by the formats of the single diff.

mod html;
mod human;
mod markdown;

pub use html::chain_html;
pub use human::chain_human;
pub use markdown::chain_markdown;

use super::marks::{is_glued, trimmed};
use crate::pipeline::{Chain, Origin};
use crate::render::{visible, visible_text};
use crate::span::Span;
use crate::text::Prepared;
use crate::wording::changes::listed;
use crate::wording::names::short;
use crate::wording::numbers::{count, grouped};

/// A chain as every format tells it.
struct Told {
    /// Names of the versions, oldest first.
    names: Vec<String>,
    /// For each version, what of the last one came in it.
    shares: Vec<Share>,
    paragraphs: Vec<Vec<Stretch>>,
}

/// What of the last version came in one.
#[derive(Debug, Clone, Copy, Default)]
struct Share {
    words: usize,
    /// Sentences that began in it.
    sentences: usize,
    /// Those of them that were edited since.
    edited: usize,
}

/// Neighbouring sentences of one paragraph of the last version that have the same history.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Stretch {
    history: History,
    pieces: Vec<Came>,
}

/// What became of a sentence, without its words.
#[derive(Debug, Clone, PartialEq, Eq)]
struct History {
    /// The version in which it began.
    first: usize,
    /// Later versions in which words came that are still there.
    rewritten: Vec<usize>,
    /// Other versions in which it was edited: words were cut, or came and went again.
    edited: Vec<usize>,
    returned: bool,
}

/// A piece of text that came in one version. Marks between two words that came in different ones belong to the older text.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Came {
    version: usize,
    text: String,
    glued: bool,
}

fn told(chain: &Chain) -> Told {
    let ids: Vec<&str> = chain
        .steps
        .first()
        .map(|step| step.old.article.id.as_str())
        .into_iter()
        .chain(chain.steps.iter().map(|step| step.new.article.id.as_str()))
        .collect();
    let shares = chain.words_by_version().into_iter().map(|words| Share { words, ..Share::default() });
    let mut told = Told { names: names(&ids), shares: shares.collect(), paragraphs: Vec::new() };
    let Some(last) = chain.steps.last() else { return told };
    let mut paragraph = None;
    for (number, sentence) in last.alignment.new.sentences.iter().enumerate() {
        let Some(origin) = chain.origins.get(number) else { continue };
        if sentence.role.is_furniture() {
            continue;
        }
        if let Some(share) = told.shares.get_mut(origin.first) {
            share.sentences += 1;
            share.edited += usize::from(!origin.edited.is_empty());
        }
        if paragraph != Some(sentence.paragraph) {
            paragraph = Some(sentence.paragraph);
            told.paragraphs.push(Vec::new());
        }
        let Some(home) = told.paragraphs.last_mut() else { continue };
        let (history, pieces) = (History::of(origin), pieces(&last.new, number, sentence.span, origin));
        match home.last_mut() {
            Some(stretch) if stretch.history == history => pieces.into_iter().for_each(|piece| push(&mut stretch.pieces, piece)),
            _ => home.push(Stretch { history, pieces }),
        }
    }
    told
}

impl History {
    fn of(origin: &Origin) -> History {
        let mut rewritten: Vec<usize> = origin.words.iter().copied().filter(|version| *version > origin.first).collect();
        rewritten.sort_unstable();
        rewritten.dedup();
        let edited = origin.edited.iter().copied().filter(|version| !rewritten.contains(version)).collect();
        History { first: origin.first, rewritten, edited, returned: origin.returned }
    }
}

/// A sentence cut where words that came in another version begin or end.
fn pieces(version: &Prepared, number: usize, span: Span, origin: &Origin) -> Vec<Came> {
    let text = &*version.article.text;
    let mut found = Vec::new();
    let mut add = |version: usize, span: Span| {
        let span = trimmed(span, text);
        push(&mut found, Came { version, text: visible_text(span.of(text)), glued: is_glued(text, span) });
    };
    let mut at = span.start;
    for (came, words) in origin.stretches(version, number).into_iter().filter(|(came, _)| *came != origin.first) {
        add(origin.first, Span { start: at, end: words.start });
        add(came, words);
        at = words.end;
    }
    add(origin.first, Span { start: at, end: span.end });
    found
}

fn push(found: &mut Vec<Came>, piece: Came) {
    match found.last_mut() {
        _ if piece.text.is_empty() => {}
        Some(last) if last.version == piece.version => {
            if !piece.glued {
                last.text.push(' ');
            }
            last.text.push_str(&piece.text);
        }
        _ => found.push(piece),
    }
}

/// Short names where they tell all versions apart, else whole ids, else numbers.
fn names(ids: &[&str]) -> Vec<String> {
    let is_unique = |names: &[String]| {
        let mut sorted: Vec<&String> = names.iter().collect();
        sorted.sort_unstable();
        sorted.windows(2).all(|pair| pair[0] != pair[1])
    };
    let shorts: Vec<String> = ids.iter().map(|id| short(id)).collect();
    let wholes: Vec<String> = ids.iter().map(|id| visible(id).into_owned()).collect();
    if is_unique(&shorts) {
        shorts
    } else if is_unique(&wholes) {
        wholes
    } else {
        wholes.iter().zip(1..).map(|(id, number)| format!("{id} (version {number})")).collect()
    }
}

/// `3 of its 5 sentences`, `all of its 5 sentences`, `its one sentence`.
fn part_of(number: usize, all: usize, noun: &str) -> String {
    match (number == all, all) {
        (true, 1) => format!("its one {noun}"),
        (true, _) => format!("all of its {}", count(all, noun)),
        (false, _) => format!("{} of its {}", grouped(number), count(all, noun)),
    }
}

impl Told {
    /// `20 of its 54 words came in v1, where 2 of its 3 sentences began, 2 of them edited since`, for each version that has any.
    fn origin_lines(&self) -> Vec<String> {
        let words: usize = self.shares.iter().map(|share| share.words).sum();
        let sentences: usize = self.shares.iter().map(|share| share.sentences).sum();
        let told = self.names.iter().zip(&self.shares).filter(|(_, share)| share.words + share.sentences > 0);
        told.map(|(name, share)| {
            let mut line = format!("{} came in {name}", part_of(share.words, words, "word"));
            if share.sentences > 0 {
                line.push_str(&format!(", where {} began", part_of(share.sentences, sentences, "sentence")));
            }
            match (share.edited, share.sentences) {
                (0, _) => {}
                (1, 1) => line.push_str(", edited since"),
                (edited, _) => line.push_str(&format!(", {} of them edited since", grouped(edited))),
            }
            line
        })
        .collect()
    }

    /// `began in v1, rewritten in v2 and v3`; empty for a sentence that stands as it came.
    fn since(&self, history: &History) -> String {
        let names = |versions: &[usize]| {
            let names = versions.iter().map(|version| self.name(*version).to_string());
            listed(&names.collect::<Vec<String>>())
        };
        let mut parts = Vec::new();
        if history.returned {
            parts.push(String::from("was gone in between"));
        }
        if !history.rewritten.is_empty() {
            parts.push(format!("rewritten in {}", names(&history.rewritten)));
        }
        if !history.edited.is_empty() {
            parts.push(format!("edited in {}", names(&history.edited)));
        }
        if parts.is_empty() { String::new() } else { format!("began in {}, {}", self.name(history.first), parts.join(", ")) }
    }

    fn name(&self, version: usize) -> &str {
        self.names.get(version).map_or("", String::as_str)
    }

    /// The newest version.
    fn last(&self) -> &str {
        self.names.last().map_or("", String::as_str)
    }
}

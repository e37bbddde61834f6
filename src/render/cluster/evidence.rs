//! Why a member was joined, below its line.
//!
//! In: the evidence for an edge. Out: a few lines of the screen: the edge, the longest runs of words in common with their rarity, and what
//! was not counted. Texts that were not read again, as of stored pairs, have the edge alone.

use super::human::{ClusterView, called};
use crate::ids::ArticleNo;
use crate::pipeline::{Clustered, Evidence, OPENING_WORDS, SharedRun};
use crate::render::{Ink, visible_text, wrap};
use crate::span::Span;
use crate::wording::numbers::{count, grouped};
use crate::wording::why::reason;

const INDENT: &str = "      ";
const HANGING: &str = "        ";

/// The edge that joined a member, and its evidence.
pub(super) fn push_edge(clustered: &Clustered, member: ArticleNo, joined_by: ArticleNo, view: ClusterView, lines: &mut Vec<String>) {
    push(&format!("joined through {}", called(clustered, joined_by).name()), view, lines);
    push_evidence(clustered, member, joined_by, view, lines);
}

/// The evidence for what two share, if it was gathered.
pub(super) fn push_evidence(clustered: &Clustered, article: ArticleNo, other: ArticleNo, view: ClusterView, lines: &mut Vec<String>) {
    let Some(evidence) = clustered.evidence.get(&(article, other)) else { return };
    for run in &evidence.runs {
        let text = format!("{}: {}", run_in_words(run), opening(clustered, article, run.opening, run.n_words));
        push(&text, view, lines);
    }
    for text in not_counted(clustered, article, evidence) {
        push(&text, view, lines);
    }
}

/// `30 words in a row, quoted, in at most 5 other articles`
fn run_in_words(run: &SharedRun) -> String {
    let quoted = if run.quoted { ", quoted" } else { "" };
    let rarity = match run.n_articles {
        0 => String::new(),
        1 | 2 => String::from(", in no other article"),
        3 => String::from(", in at most one other article"),
        n => format!(", in at most {} other articles", grouped(n as usize - 2)),
    };
    format!("{} in a row{quoted}{rarity}", count(run.n_words as usize, "word"))
}

fn not_counted(clustered: &Clustered, article: ArticleNo, evidence: &Evidence) -> Vec<String> {
    let mut texts = Vec::new();
    for one in &evidence.not_counted {
        let words = count(one.n_words as usize, "word");
        let places = if one.n_stretches > 1 { format!(" in {}", count(one.n_stretches as usize, "place")) } else { String::new() };
        let opening = opening(clustered, article, one.opening, one.longest_words);
        texts.push(format!("not counted: {words}{places}, {}: {opening}", reason(one.why)));
    }
    if evidence.boilerplate_words > 0 {
        texts.push(format!("not counted: {} of boilerplate", count(evidence.boilerplate_words as usize, "word")));
    }
    texts
}

fn opening(clustered: &Clustered, article: ArticleNo, span: Span, n_words: u32) -> String {
    let dots = if n_words > OPENING_WORDS { " ..." } else { "" };
    format!("{}{dots}", visible_text(span.of(&clustered.articles[article.at()].whole().text)))
}

fn push(text: &str, view: ClusterView, lines: &mut Vec<String>) {
    lines.extend(wrap(&view.paint.ink(Ink::Faint, text), view.width, INDENT, HANGING));
}

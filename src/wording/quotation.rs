//! What became of a quotation, in words.
//!
//! In: a checked quotation and the draft it stands in. Out: sentences and pieces of both texts with the changed words told apart, safe to
//! show. How changed words look is decided by each format.

use super::names::Titled;
use super::numbers::count;
use crate::article::Article;
use crate::pipeline::{CheckedCopy, CheckedQuotation};
use crate::quotation::Verdict;
use crate::span::Span;
use crate::visible::{visible, visible_text};

/// Words of a quotation that are shown at either end of what changed.
const CONTEXT: usize = 12;

/// A piece of one of the two texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece {
    /// The text, safe to show.
    pub(crate) text: String,
    /// Whether only this side has it.
    pub(crate) is_changed: bool,
    /// Whether no blank stands before it.
    pub(crate) is_glued: bool,
}

/// What is said of a quotation.
pub(crate) struct Told {
    /// What happened: `quotation altered`.
    pub(crate) what: &'static str,
    /// The quotation.
    pub(crate) draft: Vec<Piece>,
    /// What leads to the words of the source: `wire has`; or all that is to be said of it.
    pub(crate) link: String,
    /// The words of the source; empty where they are the same.
    pub(crate) source: Vec<Piece>,
}

/// What a verdict is called: the rule a finding stands under, its name and what it says.
pub(crate) fn rule(verdict: Verdict) -> (&'static str, &'static str, &'static str) {
    match verdict {
        Verdict::Exact => ("quotation-exact", "QuotationExact", "A quotation with the words of its source."),
        Verdict::Altered => ("quotation-altered", "QuotationAltered", "A quotation has other words than the source has between its marks."),
        Verdict::Cut => ("quotation-cut", "QuotationCut", "Words of a quotation were left out without an ellipsis."),
        Verdict::Spliced => {
            ("quotation-spliced", "QuotationSpliced", "A quotation joins words from several places of its source without an ellipsis.")
        }
        Verdict::Misattributed => {
            ("quotation-misattributed", "QuotationMisattributed", "The source has the words of a quotation from another speaker.")
        }
        Verdict::NotInSource => ("quotation-not-in-source", "QuotationNotInSource", "No source has the words of a quotation."),
    }
}

/// What is said of a quotation of `draft`; the source is called as everywhere on screens and pages.
pub(crate) fn told(quotation: &CheckedQuotation, draft: &Article) -> Told {
    told_of(quotation, draft, quotation.source.as_ref().map_or_else(String::new, |source| Titled::stated(source).name()))
}

fn told_of(quotation: &CheckedQuotation, draft: &Article, name: String) -> Told {
    let (what, _) = heading(quotation.verdict);
    let mut own = pieces(&draft.text, &[quotation.span], &quotation.changed);
    if let Some(last) = own.last_mut() {
        // The comma before "he said" is no word of the speaker.
        last.text.truncate(last.text.trim_end_matches([',', ';']).len());
    }
    let Some(source) = &quotation.source else {
        return Told { what, draft: own, link: String::from("no article has these words"), source: Vec::new() };
    };
    if quotation.verdict == Verdict::Misattributed {
        let speaker = quotation.speaker.map_or("somebody else", |speaker| speaker.of(&source.text));
        return Told { what, draft: own, link: format!("in {name}, {} says it", visible_text(speaker)), source: Vec::new() };
    }
    let theirs = pieces(&source.text, &places(quotation, &source.text), &quotation.missing);
    Told { what, draft: own, link: format!("{name} has"), source: theirs }
}

/// All of it in one sentence without marks, for pipelines; the source is called by its id.
pub(crate) fn sentence(quotation: &CheckedQuotation, draft: &Article) -> String {
    let told = told_of(quotation, draft, quotation.source.as_ref().map_or_else(String::new, |source| visible(&source.id).into_owned()));
    let plain = |pieces: &[Piece]| shown(pieces, |piece| piece.text.clone());
    let own = plain(&told.draft);
    if told.source.is_empty() {
        return format!("{}: “{own}” - {}", told.what, told.link);
    }
    format!("{}: “{own}” - {} “{}”", told.what, told.link, plain(&told.source))
}

/// Pieces as one text, each shown as `show` says.
pub(crate) fn shown(pieces: &[Piece], show: impl Fn(&Piece) -> String) -> String {
    let mut out = String::new();
    for piece in pieces {
        if !out.is_empty() && !piece.is_glued {
            out.push(' ');
        }
        out.push_str(&show(piece));
    }
    out
}

/// How many quotations are what: `7 quotations: 5 as in the sources, 1 altered, 1 in no source`; nothing where it has none.
pub(crate) fn counts(quotations: &[CheckedQuotation]) -> Option<String> {
    let all = quotations.len();
    if all == 0 {
        return None;
    }
    let of = |verdict: Verdict| quotations.iter().filter(|quotation| quotation.verdict == verdict).count();
    let named = Verdict::ALL.iter().filter(|verdict| of(**verdict) > 0).map(|verdict| {
        let (n, (_, name)) = (of(*verdict), heading(*verdict));
        if n == all && all == 1 { String::from(name) } else { format!("{n} {name}") }
    });
    Some(format!("{}: {}.", count(all, "quotation"), named.collect::<Vec<_>>().join(", ")))
}

/// The quotations that an editor must see, the gravest first.
pub(crate) fn wrong(copy: &CheckedCopy) -> Vec<&CheckedQuotation> {
    let mut found: Vec<&CheckedQuotation> = copy.quotations.iter().filter(|quotation| quotation.verdict.is_wrong()).collect();
    found.sort_by_key(|quotation| (weight(quotation.verdict), quotation.span));
    found
}

fn weight(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Altered => 0,
        Verdict::Misattributed => 1,
        Verdict::Spliced => 2,
        Verdict::Cut => 3,
        Verdict::NotInSource => 4,
        Verdict::Exact => 5,
    }
}

/// What stands before a quotation, and what a count of such is called.
fn heading(verdict: Verdict) -> (&'static str, &'static str) {
    match verdict {
        Verdict::Exact => ("quotation as in the source", "as in the sources"),
        Verdict::Altered => ("quotation altered", "altered"),
        Verdict::Cut => ("quotation cut without an ellipsis", "cut without an ellipsis"),
        Verdict::Spliced => ("quotation joined from several places", "joined from several places"),
        Verdict::Misattributed => ("quotation given to another speaker", "given to another speaker"),
        Verdict::NotInSource => ("quotation in no source", "in no source"),
    }
}

/// Where the words of the source stand, words that the quotation lacks included, in order of the quotation; what follows closely is one.
fn places(quotation: &CheckedQuotation, text: &str) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let mut rest: Vec<Span> = quotation.missing.clone();
    for span in &quotation.source_spans {
        let mut span = *span;
        let is_next = |one: Span, other: Span| {
            let between = text.get(one.end as usize..other.start as usize);
            other.start >= one.end && between.is_some_and(|between| !between.contains(char::is_alphanumeric))
        };
        // What is missing inside, before or behind belongs to it.
        rest.retain(|missing| {
            let is_part = span.contains(*missing) || is_next(*missing, span) || is_next(span, *missing);
            span = if is_part { span.cover(*missing) } else { span };
            !is_part
        });
        match found.last_mut() {
            Some(last) if span.start >= last.start && (span.start <= last.end || is_next(*last, span)) => *last = last.cover(span),
            _ => found.push(span),
        }
    }
    found
}

/// Stretches of a text as pieces, those words marked that are in `changed`; what is far from a change is left out.
fn pieces(text: &str, stretches: &[Span], changed: &[Span]) -> Vec<Piece> {
    let mut found: Vec<Piece> = Vec::new();
    for (stretch, number) in stretches.iter().zip(0..) {
        if number > 0 {
            found.push(Piece { text: String::from("..."), is_changed: false, is_glued: false });
        }
        let inside: Vec<Span> = changed.iter().filter(|span| stretch.overlap(**span) > 0).copied().collect();
        let mut at = stretch.start;
        for span in &inside {
            let (start, end) = (span.start.max(at), span.end.min(stretch.end));
            push(&mut found, text, Span { start: at, end: start }, false);
            push(&mut found, text, Span { start, end: end.max(start) }, true);
            at = end.max(at);
        }
        push(&mut found, text, Span { start: at, end: stretch.end }, false);
    }
    let last = found.len().saturating_sub(1);
    for (at, piece) in found.iter_mut().enumerate().filter(|(_, piece)| !piece.is_changed) {
        piece.text = shortened(&piece.text, at > 0 || last == 0, at < last || last == 0);
    }
    found
}

fn push(found: &mut Vec<Piece>, text: &str, span: Span, is_changed: bool) {
    let inner = span.of(text);
    if inner.trim().is_empty() {
        return;
    }
    let is_glued = !inner.starts_with(char::is_whitespace) && !text[..span.start as usize].ends_with(char::is_whitespace);
    found.push(Piece { text: visible_text(inner), is_changed, is_glued });
}

/// Unchanged words, but for those near a change: at the beginning, at the end, or both.
fn shortened(text: &str, keeps_head: bool, keeps_tail: bool) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let (head, tail) = (if keeps_head { CONTEXT } else { 0 }, if keeps_tail { CONTEXT } else { 0 });
    if words.len() <= head + tail + 4 {
        return text.to_string();
    }
    let parts = [&words[..head], &["..."], &words[words.len() - tail..]];
    parts.into_iter().flatten().copied().collect::<Vec<_>>().join(" ")
}

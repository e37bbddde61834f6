//! What the new version adds, on a terminal.
//!
//! In: a diff and the terminal's width. Out: a summary line, the added runs as blocks with their place, edited sentences with their
//! word changes, moves, and what only the old version has. Gutter letters and marks carry the meaning; colour only adds. Furniture
//! is named apart and never shown as added text.

use super::summary::{Summary, is_story};
use crate::align::{AlignedSide, Block, Change, Group, Status, Step};
use crate::article::Role;
use crate::pipeline::Diff;
use crate::report::names::Names;
use crate::report::words::count;
use crate::report::{Ink, Paint, visible_text, wrap};
use crate::span::Span;
use crate::text::Prepared;

/// How a diff is shown.
#[derive(Debug, Clone, Copy)]
pub struct DiffView {
    /// Columns, 40 or more.
    pub width: usize,
    /// Colours.
    pub paint: Paint,
}

/// The diff in plain words.
pub fn diff_human(diff: &Diff<'_>, view: DiffView) -> String {
    let names = Names::of(&diff.old.article.id, &diff.new.article.id);
    let summary = Summary::of(diff);
    let mut page = Page { view, lines: Vec::new() };
    page.prose(&view.paint.ink(Ink::Strong, &verdict(&summary, &names)));
    page.prose(&details(&summary));
    furniture(diff, &mut page);
    blocks(diff, &diff.new, &diff.alignment.new, &diff.alignment.additions, Side::New, &mut page);
    edited(diff, &mut page);
    moves(diff, &mut page);
    blocks(diff, &diff.old, &diff.alignment.old, &diff.alignment.removals, Side::Old, &mut page);
    if !diff.alignment.coarse.is_empty() {
        page.heading("Word changes are coarse in very long sentences (numbers of the new version)");
        let numbers: Vec<String> = diff.alignment.coarse.iter().map(|sentence| (sentence + 1).to_string()).collect();
        page.prose(&numbers.join(", "));
    }
    let mut out = page.lines.join("\n");
    out.push('\n');
    out
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Old,
    New,
}

struct Page {
    view: DiffView,
    lines: Vec<String>,
}

impl Page {
    fn prose(&mut self, text: &str) {
        if !text.is_empty() {
            self.lines.extend(wrap(text, self.view.width, "", ""));
        }
    }

    fn heading(&mut self, text: &str) {
        self.lines.push(String::new());
        self.lines.extend(wrap(&self.view.paint.ink(Ink::Strong, text), self.view.width, "", ""));
    }

    fn note(&mut self, text: &str) {
        self.lines.extend(wrap(&self.view.paint.ink(Ink::Faint, text), self.view.width, "  ", "  "));
    }

    /// A paragraph with a letter or sign in the gutter of every line.
    fn marked(&mut self, gutter: &str, ink: Option<Ink>, text: &str) {
        let hanging = " ".repeat(gutter.chars().count());
        for line in wrap(text, self.view.width, gutter, &hanging) {
            self.lines.push(match ink {
                Some(ink) => self.view.paint.ink(ink, &line),
                None => line,
            });
        }
    }
}

fn verdict(summary: &Summary, names: &Names) -> String {
    let (old, new) = (&names.a, &names.b);
    if summary.is_empty() {
        return match summary.typographic {
            0 => format!("{new} has the same text as {old}."),
            _ => format!("{new} has the same words as {old}; only typography differs."),
        };
    }
    match (summary.added_sentences, summary.removed_sentences) {
        (0, 0) => {
            format!("{new} has every sentence of {old} and no other; {} differ in wording or place.", summary.edited.max(summary.moved))
        }
        (added, 0) => format!("{new} adds {} to {old} and drops none.", count(added, "sentence")),
        (0, removed) => format!("{new} drops {} of {old} and adds none.", count(removed, "sentence")),
        (added, removed) => format!("{new} adds {} to {old} and drops {removed}.", count(added, "sentence")),
    }
}

fn details(summary: &Summary) -> String {
    let mut parts = Vec::new();
    if summary.added_sentences > 0 {
        parts.push(format!("added {} ({})", count(summary.added_sentences, "sentence"), count(summary.added_words, "word")));
    }
    if summary.removed_sentences > 0 {
        parts.push(format!("removed {} ({})", count(summary.removed_sentences, "sentence"), count(summary.removed_words, "word")));
    }
    if summary.edited > 0 {
        parts.push(format!("edited {} (+{} -{} words)", summary.edited, summary.words_in, summary.words_out));
    }
    if summary.moved > 0 {
        parts.push(format!("moved {}", summary.moved));
    }
    if summary.typographic > 0 {
        parts.push(format!("only typography {}", summary.typographic));
    }
    parts.push(format!("unchanged {}", summary.unchanged));
    parts.join(" | ")
}

/// Headline, notes, bylines and the like that only one side has, or that changed.
fn furniture(diff: &Diff<'_>, page: &mut Page) {
    let mut lines = Vec::new();
    for group in diff.alignment.groups.iter().filter(|group| group.status == Status::Edited && !is_story(diff, group)) {
        let (old, new) = (texts(&diff.old, &diff.alignment.old, &group.old), texts(&diff.new, &diff.alignment.new, &group.new));
        lines.push(format!("{} changed: \"{old}\" is now \"{new}\"", role_of(&diff.alignment.new, group.new.first())));
    }
    for (prepared, side, status, what) in
        [(&diff.new, &diff.alignment.new, Status::Added, "new"), (&diff.old, &diff.alignment.old, Status::Removed, "gone")]
    {
        for (number, sentence) in
            side.sentences.iter().zip(0_u32..).filter(|(s, _)| s.status == status && s.role.is_furniture()).map(|(s, n)| (n, s))
        {
            lines.push(format!("{} {what}: {}", role_of(side, Some(&number)), visible_text(sentence.span.of(&prepared.article.text))));
        }
    }
    if !lines.is_empty() {
        page.heading("Beside the story");
        for line in lines {
            page.marked("  ", None, &line);
        }
    }
}

fn role_of(side: &AlignedSide, sentence: Option<&u32>) -> &'static str {
    match sentence.and_then(|sentence| side.sentences.get(*sentence as usize)).map(|sentence| sentence.role) {
        Some(Role::Headline) => "headline",
        Some(Role::Dateline) => "dateline",
        Some(Role::Byline) => "byline",
        Some(Role::Note) => "note",
        Some(Role::Credit) => "credit",
        Some(Role::Slug) => "slug",
        Some(Role::Text) | None => "text",
    }
}

fn texts(prepared: &Prepared<'_>, side: &AlignedSide, sentences: &[u32]) -> String {
    let spans = sentences.iter().filter_map(|sentence| side.sentences.get(*sentence as usize)).map(|sentence| sentence.span);
    spans.map(|span| visible_text(span.of(&prepared.article.text))).collect::<Vec<_>>().join(" ")
}

/// Runs of sentences that only one side has, a block each, paragraph by paragraph.
fn blocks(diff: &Diff<'_>, prepared: &Prepared<'_>, side: &AlignedSide, blocks: &[Block], which: Side, page: &mut Page) {
    let told: Vec<&Block> = blocks.iter().filter(|block| story_parts(side, block).next().is_some()).collect();
    if told.is_empty() {
        return;
    }
    let names = Names::of(&diff.old.article.id, &diff.new.article.id);
    let (heading, gutter, ink) = match which {
        Side::New => (format!("Added in {}", names.b), "+ ", Ink::Added),
        Side::Old => (format!("Only in {}", names.a), "- ", Ink::Removed),
    };
    page.heading(&heading);
    for (number, block) in told.iter().enumerate() {
        if number > 0 {
            page.lines.push(String::new());
        }
        page.note(&format!("{}, {}", place(side, prepared, block), count(block.words as usize, "word")));
        for (paragraph, span) in story_parts(side, block).enumerate() {
            if paragraph > 0 {
                page.lines.push(page.view.paint.ink(ink, gutter.trim_end()));
            }
            page.marked_all(gutter, ink, &visible_text(span.of(&prepared.article.text)));
        }
    }
}

impl Page {
    /// A paragraph with the sign of its side before every line, so that a block reads without colour.
    fn marked_all(&mut self, gutter: &str, ink: Ink, text: &str) {
        for line in wrap(text, self.view.width, gutter, gutter) {
            self.lines.push(self.view.paint.ink(ink, &line));
        }
    }
}

/// The paragraphs of a block without its furniture.
fn story_parts<'s>(side: &'s AlignedSide, block: &'s Block) -> impl Iterator<Item = Span> + 's {
    let story = block
        .sentences
        .clone()
        .filter_map(|sentence| side.sentences.get(sentence as usize))
        .filter(|sentence| !sentence.role.is_furniture());
    let mut parts: Vec<(u32, Span)> = Vec::new();
    for sentence in story {
        match parts.last_mut() {
            Some((paragraph, span)) if *paragraph == sentence.paragraph => *span = span.cover(sentence.span),
            _ => parts.push((sentence.paragraph, sentence.span)),
        }
    }
    parts.into_iter().map(|(_, span)| span)
}

/// `paragraphs 17-24 of 24`, or the part of a paragraph.
fn place(side: &AlignedSide, prepared: &Prepared<'_>, block: &Block) -> String {
    let all = prepared.layout.paragraphs.len();
    let story: Vec<_> =
        block.sentences.clone().filter_map(|n| side.sentences.get(n as usize)).filter(|sentence| !sentence.role.is_furniture()).collect();
    let (Some(first), Some(last)) = (story.first(), story.last()) else { return String::new() };
    let (from, to) = (first.paragraph + 1, last.paragraph + 1);
    if from == to { format!("paragraph {from} of {all}") } else { format!("paragraphs {from}-{to} of {all}") }
}

/// Edited sentences, the new text with its changes in place.
fn edited(diff: &Diff<'_>, page: &mut Page) {
    let groups: Vec<&Group> =
        diff.alignment.groups.iter().filter(|group| group.status == Status::Edited && is_story(diff, group)).collect();
    if groups.is_empty() {
        return;
    }
    page.heading(&format!("Edited: {}", "[-gone-] {+new+} <moved>"));
    for (number, group) in groups.iter().enumerate() {
        if number > 0 {
            page.lines.push(String::new());
        }
        let mut place = paragraph_of(&diff.alignment.new, group.new.first(), &diff.new);
        match (group.old.len(), group.new.len()) {
            (1, 1) => {}
            (1, n) => place.push_str(&format!(", one sentence split into {n}")),
            (n, _) => place.push_str(&format!(", {n} sentences merged")),
        }
        if group.moved {
            place.push_str(&format!(", moved from {}", paragraph_of(&diff.alignment.old, group.old.first(), &diff.old)));
        }
        page.note(&place);
        let text = steps(diff, &group.steps, page.view.paint);
        page.marked("~ ", None, &text);
    }
}

fn paragraph_of(side: &AlignedSide, sentence: Option<&u32>, prepared: &Prepared<'_>) -> String {
    let paragraph = sentence.and_then(|sentence| side.sentences.get(*sentence as usize)).map_or(0, |sentence| sentence.paragraph);
    format!("paragraph {} of {}", paragraph + 1, prepared.layout.paragraphs.len())
}

/// The steps as one text: what stayed as it is in the new version, changes in marks that need no colour.
fn steps(diff: &Diff<'_>, steps: &[Step], paint: Paint) -> String {
    let (old_text, new_text) = (diff.old.article.text.as_str(), diff.new.article.text.as_str());
    let mut out = String::new();
    for step in steps {
        let (open, close, ink, shown) = match (step.change, step.old, step.new) {
            (Change::Removed, Some(old), _) => ("[-", "-]", Some(Ink::Removed), old.of(old_text)),
            (Change::Added, _, Some(new)) => ("{+", "+}", Some(Ink::Added), new.of(new_text)),
            (Change::Moved, _, Some(new)) => ("<", ">", Some(Ink::Moved), new.of(new_text)),
            // Where moved or retouched words stood in the old version is not shown twice.
            (_, _, Some(new)) => ("", "", None, new.of(new_text)),
            _ => continue,
        };
        let own =
            if step.change == Change::Removed { step.old.map(|span| (span, old_text)) } else { step.new.map(|span| (span, new_text)) };
        let glued = own.is_some_and(|(span, text)| text[..span.start as usize].ends_with(|c: char| !c.is_whitespace()));
        if !out.is_empty() && !glued {
            out.push(' ');
        }
        let shown = visible_text(shown);
        match ink {
            // Every word is inked by itself, so that a line may break anywhere.
            Some(ink) => {
                out.push_str(&format!("{open}{shown}{close}").split(' ').map(|word| paint.ink(ink, word)).collect::<Vec<_>>().join(" "))
            }
            None => out.push_str(&shown),
        }
    }
    out
}

/// Sentences that stand elsewhere, unchanged or nearly so.
fn moves(diff: &Diff<'_>, page: &mut Page) {
    let groups: Vec<&Group> =
        diff.alignment.groups.iter().filter(|group| group.moved && group.status != Status::Edited && is_story(diff, group)).collect();
    if groups.is_empty() {
        return;
    }
    page.heading("Moved");
    for group in groups {
        let from = paragraph_of(&diff.alignment.old, group.old.first(), &diff.old);
        let to = paragraph_of(&diff.alignment.new, group.new.first(), &diff.new);
        page.note(&format!("from {from} to {to}"));
        page.marked("> ", Some(Ink::Moved), &texts(&diff.new, &diff.alignment.new, &group.new));
    }
}

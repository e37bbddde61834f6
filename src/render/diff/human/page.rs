//! Lines of a terminal, one under the other.
//!
//! In: texts and what they are. Out: wrapped lines with signs in the gutter. Knows nothing of diffs but marks.

use crate::align::Change;
use crate::render::diff::marks::Mark;
use crate::render::diff::{DiffView, sign_legend};
use crate::render::{Ink, Paint, columns, wrap};

/// A page as it grows.
pub(in crate::render::diff) struct Page {
    pub(super) width: usize,
    pub(super) paint: Paint,
    lines: Vec<String>,
}

impl Page {
    pub(in crate::render::diff) fn new(view: &DiffView) -> Page {
        Page { width: view.width, paint: view.paint, lines: Vec::new() }
    }

    pub(in crate::render::diff) fn finish(self) -> String {
        let mut out = self.lines.join("\n");
        out.push('\n');
        out
    }

    pub(in crate::render::diff) fn blank(&mut self) {
        self.lines.push(String::new());
    }

    /// A line that is already wrapped.
    pub(super) fn line(&mut self, line: String) {
        self.lines.push(line);
    }

    pub(in crate::render::diff) fn prose(&mut self, text: &str) {
        if !text.is_empty() {
            self.lines.extend(wrap(text, self.width, "", ""));
        }
    }

    /// Prose in one ink.
    pub(super) fn inked(&mut self, ink: Ink, text: &str) {
        self.inked_lines(ink, text, "", "");
    }

    pub(in crate::render::diff) fn strong(&mut self, text: &str) {
        self.inked(Ink::Strong, text);
    }

    pub(in crate::render::diff) fn heading(&mut self, text: &str) {
        self.blank();
        self.strong(text);
    }

    /// A place, a count, a hint.
    pub(in crate::render::diff) fn faint(&mut self, text: &str) {
        self.inked_lines(Ink::Faint, text, "  ", "  ");
    }

    /// What an editor must see in the sentence that follows.
    pub(super) fn flags(&mut self, flags: &[&str]) {
        if !flags.is_empty() {
            self.inked_lines(Ink::Warning, &flags.join("; "), "! ", "  ");
        }
    }

    fn inked_lines(&mut self, ink: Ink, text: &str, first: &str, hanging: &str) {
        if !text.is_empty() {
            self.lines.extend(wrap(text, self.width, first, hanging).iter().map(|line| self.paint.ink(ink, line)));
        }
    }

    /// A text behind a label, its further lines indented.
    pub(super) fn hanging(&mut self, label: &str, text: &str) {
        // `wrap` keeps the blank of the label; the text begins on the same line.
        self.lines.extend(wrap(text, self.width, label, "    "));
    }

    /// A text with a sign in the gutter of every line.
    pub(in crate::render::diff) fn signed(&mut self, sign: &str, ink: Option<Ink>, text: &str) {
        let gutter = format!("{sign} ");
        for line in wrap(text, self.width, &gutter, &gutter) {
            let line = line.trim_end();
            self.lines.push(ink.map_or_else(|| line.to_string(), |ink| self.paint.ink(ink, line)));
        }
    }

    /// Pieces as one text, changes in marks that need no colour.
    pub(in crate::render::diff) fn marked(&self, marks: &[Mark]) -> String {
        marked(marks, self.paint)
    }

    /// A text in one ink, for a line that is not yet wrapped.
    pub(in crate::render::diff) fn ink(&self, ink: Ink, text: &str) -> String {
        self.paint.ink(ink, text)
    }

    /// The signs in the margin that are used, as a legend; nothing where none is.
    pub(super) fn margin_legend(&mut self, used: &[&str]) {
        let legend = sign_legend(used, str::to_string);
        if !legend.is_empty() {
            self.faint(&format!("in the margin: {legend}"));
            self.blank();
        }
    }

    /// The marks that some pieces use, as a legend.
    pub(super) fn legend<'m>(&self, marks: impl Iterator<Item = &'m Mark> + Clone) -> String {
        let told = [(Change::Removed, "gone"), (Change::Added, "new"), (Change::Moved, "moved"), (Change::Typographic, "typography")];
        let used = told.into_iter().filter(|(change, _)| marks.clone().any(|mark| mark.change == *change));
        used.map(|(change, word)| bracketed(change, word)).collect::<Vec<_>>().join(" ")
    }
}

/// Pieces as one text, changes in marks that need no colour.
pub(super) fn marked(marks: &[Mark], paint: Paint) -> String {
    let mut out = String::new();
    for mark in marks {
        if !out.is_empty() && !mark.glued {
            out.push(' ');
        }
        let shown = bracketed(mark.change, &mark.text);
        out.push_str(&ink(mark.change).map_or_else(|| shown.clone(), |ink| paint.ink(ink, &shown)));
    }
    out
}

fn bracketed(change: Change, text: &str) -> String {
    match change {
        Change::Same => text.to_string(),
        Change::Removed => format!("[-{text}-]"),
        Change::Added => format!("{{+{text}+}}"),
        Change::Moved => format!("{{>{text}<}}"),
        Change::Typographic => format!("{{~{text}~}}"),
    }
}

fn ink(change: Change) -> Option<Ink> {
    match change {
        Change::Same => None,
        Change::Removed => Some(Ink::Removed),
        Change::Added => Some(Ink::Added),
        Change::Moved => Some(Ink::Moved),
        Change::Typographic => Some(Ink::Faint),
    }
}

/// `line` filled with blanks to `width` columns.
pub(super) fn padded(line: &str, width: usize) -> String {
    format!("{line}{}", " ".repeat(width.saturating_sub(columns(line))))
}

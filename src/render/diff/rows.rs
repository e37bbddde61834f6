//! Both versions as rows of paired sentences.
//!
//! In: a diff. Out: rows in the reading order of the new version, with what is gone where it stood; breaks between paragraphs;
//! folds. A split or a merge is one row, where its first new sentence stands.

use super::DiffView;
use super::flow::{Fold, Item, ItemKind, flow, folded};
use super::marks::{Mark, Reading, marks};
use crate::align::Change;
use crate::pipeline::Diff;

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RowKind {
    Kept,
    Edited,
    Added,
    Removed,
    Moved,
    /// The place that a moved sentence left.
    MovedAway,
}

impl RowKind {
    /// Its sign between the columns.
    pub(super) fn sign(self) -> Option<&'static str> {
        match self {
            RowKind::Kept => None,
            RowKind::Edited => Some("~"),
            RowKind::Added => Some("+"),
            RowKind::Removed => Some("-"),
            RowKind::Moved | RowKind::MovedAway => Some(">"),
        }
    }
}

/// Paired sentences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) kind: RowKind,
    pub(super) group: Option<usize>,
    pub(super) old: Vec<Mark>,
    pub(super) new: Vec<Mark>,
    pub(super) remark: Option<String>,
    pub(super) flags: Vec<&'static str>,
}

/// A row, or what stands between two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Line {
    /// A new paragraph begins.
    Break,
    Folded {
        paragraphs: usize,
        words: usize,
    },
    Row(Row),
}

/// The rows of a diff.
pub(super) fn rows(diff: &Diff, view: &DiffView) -> Vec<Line> {
    let paragraphs = flow(diff, view);
    let mut shown = vec![false; diff.alignment.groups.len()];
    let mut found = Vec::new();
    for part in folded(&paragraphs, view.context) {
        found.push(Line::Break);
        match part {
            Fold::Folded(parts) => {
                found.push(Line::Folded { paragraphs: parts.len(), words: parts.iter().map(|part| part.words().0).sum() });
            }
            Fold::Shown(paragraph) => {
                for item in &paragraph.items {
                    found.extend(row(diff, view, item, &mut shown).map(Line::Row));
                }
            }
        }
    }
    found
}

fn row(diff: &Diff, view: &DiffView, item: &Item, shown: &mut [bool]) -> Option<Row> {
    let kind = match item.kind {
        ItemKind::Kept => RowKind::Kept,
        ItemKind::Edited => RowKind::Edited,
        ItemKind::Added => RowKind::Added,
        ItemKind::Removed => RowKind::Removed,
        ItemKind::MovedHere => RowKind::Moved,
        ItemKind::MovedAway => RowKind::MovedAway,
    };
    let mut made =
        Row { kind, group: item.group, old: Vec::new(), new: Vec::new(), remark: item.remark.clone(), flags: item.flags.clone() };
    match (item.kind, item.group) {
        (ItemKind::Removed, _) => made.old.clone_from(&item.marks),
        (ItemKind::MovedAway, _) => {}
        (_, Some(number)) => {
            if std::mem::replace(shown.get_mut(number)?, true) {
                return None;
            }
            let group = diff.alignment.groups.get(number)?;
            made.old = marks(diff, group, Reading::Old, view.typography);
            made.new = marks(diff, group, Reading::New, view.typography);
            if kind == RowKind::Kept && view.words {
                made.old.iter_mut().chain(&mut made.new).for_each(|mark| mark.change = Change::Same);
            }
        }
        (_, None) => made.new.clone_from(&item.marks),
    }
    Some(made)
}

//! The whole of the new version in reading order, with what is gone where it stood.
//!
//! In: a diff. Out: paragraphs of items: kept, edited, added and moved sentences of the new version, and between them the sentences
//! that only the old version has and the places that moved ones left. Stretches without a change can be folded. What stands
//! beside the story is shown as it is in the new version; furniture that is gone is not here.

use super::marks::{Mark, is_glued, marks_by_sentence};
use super::picture::{has_word_change, paragraph};
use super::{DiffView, flag_words};
use crate::align::{Change, Status};
use crate::pipeline::{Diff, repeats};
use crate::record::Named;
use crate::render::visible_text;
use crate::span::Span;
use crate::wording::places::Places;

/// What an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum ItemKind {
    /// Unchanged, or nothing but typography differs.
    Kept,
    Edited,
    Added,
    Removed,
    /// A moved sentence where it stands now.
    MovedHere,
    /// The place that a moved sentence left.
    MovedAway,
}

/// A sentence, or the place that one left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    pub(super) kind: ItemKind,
    /// The group, where both versions have it.
    pub(super) group: Option<usize>,
    /// Its text in pieces; empty for [`ItemKind::MovedAway`].
    pub(super) marks: Vec<Mark>,
    /// `new headline`, `moved from paragraph 7`.
    pub(super) remark: Option<String>,
    pub(super) flags: Vec<&'static str>,
    /// Whether it follows the item before it without a blank.
    pub(super) glued: bool,
    pub(super) is_furniture: bool,
    /// Story words of the new version in it, and how many of them are new.
    pub(super) words: (usize, usize),
}

impl Item {
    /// Whether words of it came or went.
    pub(super) fn is_edited(&self) -> bool {
        self.marks.iter().any(|mark| matches!(mark.change, Change::Added | Change::Removed))
    }

    /// Whether nothing stands between it and the item before; a remark is always set apart.
    pub(super) fn is_glued(&self) -> bool {
        self.glued && self.remark.is_none()
    }
}

/// A paragraph of the new version, or one that only the old version had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Paragraph {
    /// Number among the story paragraphs of the new version; none for what is gone and for furniture.
    pub(super) number: Option<u32>,
    /// Number among all paragraphs of the new version, from 0; none for what is gone.
    pub(super) layout: Option<u32>,
    pub(super) items: Vec<Item>,
}

/// A step of the reading: a paragraph, or some that are folded away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fold<'p> {
    Shown(&'p Paragraph),
    Folded(&'p [Paragraph]),
}

/// A fold that would hide less is not worth its line.
const MIN_FOLD: usize = 2;

impl Paragraph {
    /// Whether every item is of one kind.
    pub(super) fn is_all(&self, kind: ItemKind) -> bool {
        self.items.iter().all(|item| item.kind == kind)
    }

    /// Its sign in a margin; none where nothing in it changed.
    pub(super) fn sign(&self) -> Option<&'static str> {
        let moved = |item: &Item| item.kind == ItemKind::MovedAway || (item.kind == ItemKind::MovedHere && !item.is_edited());
        if self.is_all(ItemKind::Added) {
            Some("+")
        } else if self.is_all(ItemKind::Removed) {
            Some("-")
        } else if self.items.iter().all(moved) {
            Some(">")
        } else {
            self.is_changed().then_some("~")
        }
    }

    /// Whether there is no story in it.
    pub(super) fn is_furniture(&self) -> bool {
        self.items.iter().all(|item| item.is_furniture)
    }

    /// Whether anything in it is worth showing.
    pub(super) fn is_changed(&self) -> bool {
        self.items
            .iter()
            .any(|item| item.kind != ItemKind::Kept || item.remark.is_some() || item.marks.iter().any(|mark| mark.change != Change::Same))
    }

    /// Story words and how many of them are new.
    pub(super) fn words(&self) -> (usize, usize) {
        self.items.iter().fold((0, 0), |sum, item| (sum.0 + item.words.0, sum.1 + item.words.1))
    }
}

/// The paragraphs in reading order. Linear in both texts.
pub(super) fn flow(diff: &Diff, view: &DiffView) -> Vec<Paragraph> {
    let new = &diff.alignment.new;
    let mut old_groups = vec![None; diff.alignment.old.sentences.len()];
    for (number, group) in diff.alignment.groups.iter().enumerate() {
        group.old.iter().for_each(|sentence| old_groups[*sentence as usize] = Some(number));
    }
    let maker = Maker {
        diff,
        view,
        old_places: Places::of(&diff.old),
        new_places: Places::of(&diff.new),
        old_groups,
        repeats: repeats(&diff.new, new, Status::Added),
    };
    let mut of_sentence = maker.items();
    let gone = if view.words { Gone::none(new.sentences.len()) } else { Gone::of(diff) };
    let mut found: Vec<Paragraph> = Vec::new();
    let lost = |paragraphs: &[(u32, Vec<u32>)], found: &mut Vec<Paragraph>| {
        for (_, sentences) in paragraphs {
            found.push(Paragraph { number: None, layout: None, items: sentences.iter().map(|sentence| maker.gone(*sentence)).collect() });
        }
    };
    lost(&gone.first, &mut found);
    let mut last = None;
    for (number, sentence) in new.sentences.iter().enumerate() {
        if last != Some(sentence.paragraph) {
            if let Some(last) = last {
                lost(gone.behind.get(last as usize).map_or(&[], Vec::as_slice), &mut found);
            }
            found.push(Paragraph { number: None, layout: Some(sentence.paragraph), items: Vec::new() });
            last = Some(sentence.paragraph);
        }
        let Some(home) = found.last_mut() else { continue };
        if !sentence.role.is_furniture() {
            home.number = Some(maker.new_places.number(sentence.paragraph));
        }
        home.items.extend(gone.before[number].iter().map(|old| maker.gone(*old)));
        home.items.extend(of_sentence[number].take());
        home.items.extend(gone.after[number].iter().map(|old| maker.gone(*old)));
    }
    if let Some(last) = last {
        lost(gone.behind.get(last as usize).map_or(&[], Vec::as_slice), &mut found);
    }
    found
}

/// Folds stretches without a change, `context` paragraphs around each change left; all is shown without a context.
pub(super) fn folded(paragraphs: &[Paragraph], context: Option<usize>) -> Vec<Fold<'_>> {
    let Some(context) = context else { return paragraphs.iter().map(Fold::Shown).collect() };
    let n = paragraphs.len();
    let mut near = vec![usize::MAX; n];
    let mut since = usize::MAX;
    for at in 0..n {
        since = if paragraphs[at].is_changed() { 0 } else { since.saturating_add(1) };
        near[at] = since;
    }
    since = usize::MAX;
    for at in (0..n).rev() {
        since = if paragraphs[at].is_changed() { 0 } else { since.saturating_add(1) };
        near[at] = near[at].min(since);
    }
    let mut found = Vec::new();
    let mut at = 0;
    while at < n {
        let end = (at..n).find(|place| near[*place] <= context).unwrap_or(n);
        if end - at >= MIN_FOLD {
            found.push(Fold::Folded(&paragraphs[at..end]));
        } else {
            found.extend(paragraphs[at..end].iter().map(Fold::Shown));
        }
        found.extend(paragraphs.get(end).map(Fold::Shown));
        at = end + 1;
    }
    found
}

struct Maker<'m> {
    diff: &'m Diff,
    view: &'m DiffView,
    old_places: Places,
    new_places: Places,
    /// The group of each sentence of the old version.
    old_groups: Vec<Option<usize>>,
    /// The sentence of the new version that an added one repeats.
    repeats: Vec<Option<u32>>,
}

impl Maker<'_> {
    /// An item for each sentence of the new version.
    fn items(&self) -> Vec<Option<Item>> {
        let new = &self.diff.alignment.new;
        let mut found: Vec<Option<Item>> = (0..new.sentences.len()).map(|number| Some(self.added(number))).collect();
        for (number, group) in self.diff.alignment.groups.iter().enumerate() {
            let is_wanted = !self.view.words || (group.status == Status::Edited && has_word_change(self.diff, group));
            for (place, (sentence, marks)) in marks_by_sentence(self.diff, group, self.view.typography).into_iter().enumerate() {
                let Some(slot) = found.get_mut(sentence as usize) else { continue };
                let Some(item) = slot else { continue };
                let aligned = &new.sentences[sentence as usize];
                item.group = Some(number);
                let moved = group.moved && !self.view.words;
                item.kind = match group.status {
                    _ if !is_wanted => ItemKind::Kept,
                    _ if moved => ItemKind::MovedHere,
                    Status::Edited => ItemKind::Edited,
                    _ => ItemKind::Kept,
                };
                item.remark = None;
                if place == 0 && is_wanted {
                    if !aligned.role.is_furniture() {
                        item.flags = group.flags.iter().map(|flag| flag_words(*flag)).collect();
                    }
                    if moved {
                        let from = self.old_places.short(paragraph(&self.diff.alignment.old, group.old.first()));
                        item.remark = Some(format!("moved from {from}"));
                    } else if aligned.role.is_furniture() && item.kind == ItemKind::Edited {
                        item.remark = Some(format!("{} changed", aligned.role.name()));
                    }
                }
                item.words.1 = marks.iter().filter(|mark| mark.change == Change::Added).map(|mark| n_words(&mark.text)).sum();
                item.marks = if is_wanted { marks } else { vec![self.whole(sentence as usize, Change::Same)] };
                if aligned.role.is_furniture() {
                    item.words = (0, 0);
                }
            }
        }
        found
    }

    fn added(&self, number: usize) -> Item {
        let sentence = &self.diff.alignment.new.sentences[number];
        let is_furniture = sentence.role.is_furniture();
        // A note or headline is never shown as added text.
        let kind = if is_furniture || self.view.words { ItemKind::Kept } else { ItemKind::Added };
        let change = if kind == ItemKind::Added { Change::Added } else { Change::Same };
        let words = if is_furniture { 0 } else { self.diff.new.sentences[number].words.len() };
        Item {
            kind,
            group: None,
            marks: vec![self.whole(number, change)],
            remark: if is_furniture {
                (!self.view.words).then(|| format!("new {}", sentence.role.name()))
            } else {
                self.repeated(number).filter(|_| kind == ItemKind::Added)
            },
            flags: Vec::new(),
            glued: is_glued(&self.diff.new.article.text, sentence.span),
            is_furniture,
            words: (words, words),
        }
    }

    /// `repeats paragraph 3`, once for neighbours that repeat the same paragraph.
    fn repeated(&self, number: usize) -> Option<String> {
        let other = |number: usize| {
            let other = self.repeats.get(number).copied().flatten()?;
            Some(paragraph(&self.diff.alignment.new, Some(&other)))
        };
        let paragraph = other(number)?;
        let is_said = number.checked_sub(1).and_then(other) == Some(paragraph);
        (!is_said).then(|| format!("repeats {}", self.new_places.short(paragraph)))
    }

    fn whole(&self, number: usize, change: Change) -> Mark {
        let span = self.diff.alignment.new.sentences.get(number).map_or(Span::default(), |sentence| sentence.span);
        Mark { change, text: visible_text(span.of(&self.diff.new.article.text)), glued: false }
    }

    /// A sentence that is gone from its place: removed, or moved elsewhere.
    fn gone(&self, number: u32) -> Item {
        let side = &self.diff.alignment.old;
        let sentence = &side.sentences[number as usize];
        let text = visible_text(sentence.span.of(&self.diff.old.article.text));
        let mut item = Item {
            kind: ItemKind::Removed,
            group: None,
            marks: vec![Mark { change: Change::Removed, text, glued: false }],
            remark: None,
            flags: Vec::new(),
            glued: false,
            is_furniture: false,
            words: (0, 0),
        };
        if sentence.moved {
            item.kind = ItemKind::MovedAway;
            item.marks.clear();
            item.group = self.old_groups[number as usize];
            let to = self.new_places.short(paragraph(&self.diff.alignment.new, sentence.partners.first()));
            item.remark = Some(format!("a sentence moved to {to}"));
        }
        item
    }
}

fn n_words(text: &str) -> usize {
    text.split(' ').filter(|word| word.contains(char::is_alphanumeric)).count()
}

/// Where sentences of the old version that are not in their place any more are shown.
struct Gone {
    /// Before a sentence of the new version, in its paragraph.
    before: Vec<Vec<u32>>,
    /// After a sentence of the new version, in its paragraph.
    after: Vec<Vec<u32>>,
    /// Paragraphs of their own before the first.
    first: Vec<(u32, Vec<u32>)>,
    /// Paragraphs of their own behind a paragraph of the new version.
    behind: Vec<Vec<(u32, Vec<u32>)>>,
}

impl Gone {
    fn none(n_sentences: usize) -> Gone {
        Gone { before: vec![Vec::new(); n_sentences], after: vec![Vec::new(); n_sentences], first: Vec::new(), behind: Vec::new() }
    }

    /// A removed sentence stands with its neighbour of the same paragraph, else as a paragraph behind the one that came before.
    fn of(diff: &Diff) -> Gone {
        let (old, new) = (&diff.alignment.old.sentences, &diff.alignment.new.sentences);
        let mut gone = Gone::none(new.len());
        gone.behind = vec![Vec::new(); diff.new.layout.paragraphs.len()];
        let in_place = |at: usize| old.get(at).filter(|sentence| !sentence.moved && !sentence.partners.is_empty());
        let mut next_in_place = vec![None; old.len() + 1];
        for at in (0..old.len()).rev() {
            next_in_place[at] = if in_place(at).is_some() { Some(at) } else { next_in_place[at + 1] };
        }
        let mut before: Option<usize> = None;
        for (at, sentence) in old.iter().enumerate() {
            if in_place(at).is_some() {
                before = Some(at);
                continue;
            }
            if sentence.role.is_furniture() {
                continue;
            }
            let same = |other: &usize| old[*other].paragraph == sentence.paragraph && !old[*other].role.is_furniture();
            let number = at as u32;
            let last_partner = before.and_then(|before| old[before].partners.last().copied());
            if let Some(partner) = before.filter(same).and_then(|before| old[before].partners.last()) {
                gone.after[*partner as usize].push(number);
            } else if let Some(partner) = next_in_place[at].filter(same).and_then(|next| old[next].partners.first()) {
                gone.before[*partner as usize].push(number);
            } else {
                let home = match last_partner {
                    Some(partner) => &mut gone.behind[new[partner as usize].paragraph as usize],
                    None => &mut gone.first,
                };
                match home.last_mut() {
                    Some((paragraph, sentences)) if *paragraph == sentence.paragraph => sentences.push(number),
                    _ => home.push((sentence.paragraph, vec![number])),
                }
            }
        }
        gone
    }
}

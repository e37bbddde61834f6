//! What one version of an article adds, drops, moves and rewords over another: sentences first, then words.
//!
//! In: two [`Prepared`] articles, old and new. Out: an [`Alignment`]: every sentence of both with its status and partners, spans that
//! tile both texts, the runs of added and removed sentences, and the word changes inside each group of partners.
//!
//! The way: sentences are paired by what they share, rarest first (`candidates`, `pairs`); pairs off the heaviest in-order chain are moves
//! (`moves`); inside a group, shared word tiles stay, coincidental islands go (`words`); marks become spans (`spans`). Exchanging old
//! and new mirrors the result. Work is bounded for any text; where a bound cuts in, [`Alignment::coarse`] and
//! [`Alignment::coarse_old`] name the part.

mod candidates;
mod equal;
mod flags;
mod islands;
mod joins;
mod links;
mod moves;
mod neighbours;
mod pairs;
mod side;
mod similar;
mod spans;
mod tiles;
mod words;

#[cfg(test)]
mod candidates_tests;
#[cfg(test)]
mod cases_tests;
#[cfg(test)]
mod properties_tests;

use crate::article::Role;
use crate::span::Span;
use crate::text::{Prepared, Token, tokens_of};
pub use flags::Flag;
use side::Side;

/// What became of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// The same, byte for byte.
    Identical,
    /// Only quotation marks, dashes, ellipses, brackets, spacing, case or dotted abbreviations differ.
    Typographic,
    /// Words or other punctuation differ.
    Edited,
    /// Only the new version has it.
    Added,
    /// Only the old version has it.
    Removed,
}

/// What became of a stretch of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Change {
    /// Stands in both, in order.
    Same,
    /// Stands in both, in order, in another typography.
    Typographic,
    /// Stands in both, out of order.
    Moved,
    /// Only the new version has it.
    Added,
    /// Only the old version has it.
    Removed,
}

/// A sentence of one side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlignedSentence {
    /// Where it stands.
    pub span: Span,
    /// The paragraph it stands in, from 0.
    pub paragraph: u32,
    /// The role of its part.
    pub role: Role,
    /// What became of it.
    pub status: Status,
    /// Sentences of the other side, from 0, in order; several for a split or a merge, none for added and removed ones.
    pub partners: Vec<u32>,
    /// Whether it is the lighter of two groups that crossed.
    pub moved: bool,
}

/// A stretch of text and what became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// Where it stands.
    pub span: Span,
    /// What became of it.
    pub change: Change,
}

/// One side of an alignment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlignedSide {
    /// All sentences in order.
    pub sentences: Vec<AlignedSentence>,
    /// Pieces that tile the text from its first byte to its last.
    pub pieces: Vec<Piece>,
}

/// A maximal run of neighbouring sentences that only one side has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Where it stands.
    pub span: Span,
    /// Its sentences, from 0.
    pub sentences: std::ops::Range<u32>,
    /// Its story words; furniture is not counted.
    pub words: u32,
    /// The paragraphs in it, or the parts of them that lie in it.
    pub paragraphs: Vec<Span>,
}

/// A step of the word changes inside a group, in reading order of the new version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// What became of the words.
    pub change: Change,
    /// Where they stand in the old text, if they do.
    pub old: Option<Span>,
    /// Where they stand in the new text, if they do.
    pub new: Option<Span>,
}

/// Sentences that are each other's partners: one pair, a split or a merge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Sentences of the old version, from 0.
    pub old: Vec<u32>,
    /// Sentences of the new version, from 0.
    pub new: Vec<u32>,
    /// What became of them.
    pub status: Status,
    /// Whether they are out of order.
    pub moved: bool,
    /// The word changes; empty where nothing but typography differs.
    pub steps: Vec<Step>,
    /// What an editor must see in an edited group, sorted, each once.
    pub flags: Vec<Flag>,
}

/// What became of an article from one version to the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alignment {
    /// The old version.
    pub old: AlignedSide,
    /// The new version.
    pub new: AlignedSide,
    /// Groups of partners, in order of the new version.
    pub groups: Vec<Group>,
    /// What only the new version has.
    pub additions: Vec<Block>,
    /// What only the old version has.
    pub removals: Vec<Block>,
    /// Sentences of the new version, from 0, in order, where a bound on work cut in. Of those with partners the word changes are coarse,
    /// because the sentences are very long. For added ones no partner was looked for, because most of their telling weight lies in words
    /// that recur in more than 16 sentences of both versions: one of those called removed may be an earlier wording.
    pub coarse: Vec<u32>,
    /// The same for sentences of the old version that are called removed: one of those called added may be a later wording.
    pub coarse_old: Vec<u32>,
}

/// Aligns two versions of an article. Any text gives a result; two empty texts give an empty one. About linear in both texts.
///
/// ```
/// use copydesk::{align::{Status, align}, article::Article, text::Prepared};
/// let old = Article::new("v1", "The bridge opened on Monday. It cost nine million euros.");
/// let new = Article::new("v2", "The bridge opened on Monday. It cost ten million euros. A toll is planned.");
/// let alignment = align(&Prepared::new(&old), &Prepared::new(&new));
/// let statuses: Vec<Status> = alignment.new.sentences.iter().map(|sentence| sentence.status).collect();
/// assert_eq!(statuses, [Status::Identical, Status::Edited, Status::Added]);
/// ```
pub fn align(old: &Prepared, new: &Prepared) -> Alignment {
    let tokens = |version: &Prepared| tokens_of(&version.article.text, &version.layout);
    align_tokens(old, new, [tokens(old), tokens(new)])
}

/// The same as [`align`] for two versions of which the tokens were read already.
pub(crate) fn align_tokens(old: &Prepared, new: &Prepared, tokens: [Vec<Token>; 2]) -> Alignment {
    let (old_side, new_side) = side::sides(old, new, tokens);
    let (links, skipped) = pairs::pairs(&old_side, &new_side);
    let mut groups = links::groups(links);
    moves::mark(&old_side, &new_side, &mut groups);
    let mut marks = words::Marks::none(&old_side, &new_side);
    let mut coarse = skipped.new;
    let mut shown = Vec::with_capacity(groups.len());
    let mut reading = None;
    for group in groups {
        let aligned = words::align_group(&old_side, &new_side, &group, &mut reading, &mut marks);
        if aligned.coarse {
            coarse.extend(&group.new);
        }
        shown.push(Group {
            status: aligned.status,
            moved: group.moved,
            steps: aligned.steps,
            flags: aligned.flags,
            old: group.old,
            new: group.new,
        });
    }
    shown.sort_by(|a, b| (a.new.first(), a.old.first()).cmp(&(b.new.first(), b.old.first())));
    coarse.sort_unstable();
    let sentences = |side: &Side<'_>, lone: Status, is_old: bool| spans::sentences(side, &shown, lone, is_old);
    let old_sentences = sentences(&old_side, Status::Removed, true);
    let new_sentences = sentences(&new_side, Status::Added, false);
    Alignment {
        additions: spans::blocks(&new_side, &new_sentences, Status::Added),
        removals: spans::blocks(&old_side, &old_sentences, Status::Removed),
        old: AlignedSide { pieces: spans::pieces(&old_side, &marks.old), sentences: old_sentences },
        new: AlignedSide { pieces: spans::pieces(&new_side, &marks.new), sentences: new_sentences },
        groups: shown,
        coarse,
        coarse_old: skipped.old,
    }
}

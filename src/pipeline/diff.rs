//! Two versions of an article, aligned.
//!
//! In: two articles. Out: both prepared, and what the new one adds, drops, moves and rewords.

use crate::align::{AlignedSide, Alignment, Group, align_tokens};
use crate::article::{Article, Role};
use crate::text::Prepared;

/// Two prepared versions and their alignment.
#[derive(Debug, Clone)]
pub struct Diff {
    /// The old version.
    pub old: Prepared,
    /// The new version.
    pub new: Prepared,
    /// What became of the one in the other.
    pub alignment: Alignment,
}

/// Bytes of both texts from which on they are read at the same time: that takes some milliseconds, and another thread is woken in a tenth of one.
pub const MIN_PARALLEL_BYTES: usize = 256 << 10;

/// Aligns two versions. Any text gives a result; exchanging the two mirrors it.
pub fn diff<'a>(old: &'a Article, new: &'a Article) -> Diff {
    let read = |article: &Article| Prepared::with_tokens(article);
    let ((old, old_tokens), (new, new_tokens)) =
        if old.text.len() + new.text.len() < MIN_PARALLEL_BYTES { (read(old), read(new)) } else { rayon::join(|| read(old), || read(new)) };
    let alignment = align_tokens(&old, &new, [old_tokens, new_tokens]);
    Diff { old, new, alignment }
}

/// Whether any sentence of a group is story text.
pub fn is_story(diff: &Diff, group: &Group) -> bool {
    let has_text = |side: &AlignedSide, sentences: &[u32]| {
        sentences.iter().any(|sentence| side.sentences.get(*sentence as usize).is_some_and(|sentence| sentence.role == Role::Text))
    };
    has_text(&diff.alignment.old, &group.old) || has_text(&diff.alignment.new, &group.new)
}

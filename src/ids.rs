//! What articles are called by: a type for each numbering, so that no number is taken for one of another kind.
//!
//! In: places in lists, and hashes. Out: small copyable values that every room may hold. Numbers are good for one run only; what is to be
//! found again in another run or another collection is a [`StoryId`].

/// The number of an article in a collection: its place in the sorted order of ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleNo(pub u32);

/// The number of a distinct text of a collection: articles of the same story words have one text. Texts are numbered in the order of the
/// article that stands for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextNo(pub u32);

/// The number of a cluster while clusters grow, by the text that it began with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClusterNo(pub u32);

/// What tells a story from all others, in every run and every collection: a hash of its words in order. Equal only for the same words;
/// it changes only with [`crate::text::KEYS_VERSION`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StoryId(pub u128);

macro_rules! index {
    ($($number:ident),*) => {
        $(impl $number {
            /// The number as an index.
            pub fn at(self) -> usize {
                self.0 as usize
            }
        })*
    };
}

index!(ArticleNo, TextNo, ClusterNo);

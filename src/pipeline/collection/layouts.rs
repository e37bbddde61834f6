//! The layouts of a collection, so that none is looked for twice.
//!
//! In: the layout of each article as it is read first, in few bytes; none of articles that take no part. Out: the layout again. In memory, or in
//! a spool where memory is bounded.

use crate::article::{Layout, PackedLayout};
use crate::ids::ArticleNo;
use crate::spool::{Bound, Extent};

/// The layouts of all articles, in their order.
pub(super) enum Layouts {
    Held(Vec<Option<PackedLayout>>),
    Spooled(Bound, Vec<Option<Extent>>),
}

impl Layouts {
    /// No layouts yet.
    pub(super) fn within(bound: Option<&Bound>) -> Layouts {
        bound.map_or(Layouts::Held(Vec::new()), |bound| Layouts::Spooled(bound.clone(), Vec::new()))
    }

    /// Takes the layouts of the next articles.
    pub(super) fn extend(&mut self, layouts: Vec<Option<PackedLayout>>) {
        let (bound, extents) = match self {
            Layouts::Held(all) => return all.extend(layouts),
            Layouts::Spooled(bound, extents) => (bound, extents),
        };
        let bytes: Vec<u8> = layouts.iter().flatten().flat_map(PackedLayout::bytes).copied().collect();
        let all = bound.spool.put(&bytes);
        let mut from = 0;
        extents.extend(layouts.iter().map(|layout| {
            let len = layout.as_ref()?.bytes().len() as u32;
            from += len;
            Some(all.part(from - len, len))
        }));
    }

    /// The layout of an article, if it was kept.
    pub(super) fn of(&self, no: ArticleNo) -> Option<Layout> {
        match self {
            Layouts::Held(all) => all[no.at()].as_ref().map(PackedLayout::layout),
            Layouts::Spooled(bound, extents) => extents[no.at()].map(|extent| PackedLayout::of_bytes(bound.spool.get(extent)).layout()),
        }
    }
}

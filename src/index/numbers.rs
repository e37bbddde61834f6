//! A long list of numbers, in memory or in a spool.
//!
//! In: numbers, in pieces. Out: the numbers of a range. In a spool a piece lies in one stretch, so that a range within one piece is read at once.

use crate::spool::{Bound, Extent};
use std::borrow::Cow;
use std::ops::Range;

/// Numbers that are gathered before they go to the spool.
const GATHERED: usize = 1 << 18;

/// Numbers by their place.
#[derive(Debug)]
pub(super) struct Numbers {
    /// Those that are not in the spool.
    held: Vec<u32>,
    /// The place of the first of `held`.
    first_held: usize,
    spooled: Option<Spooled>,
}

#[derive(Debug)]
struct Spooled {
    bound: Bound,
    /// The place of the first number of each stretch, ascending.
    firsts: Vec<usize>,
    extents: Vec<Extent>,
}

impl Numbers {
    /// No numbers yet; they go to the spool where memory is bounded.
    pub(super) fn within(bound: Option<&Bound>) -> Numbers {
        let spooled = bound.map(|bound| Spooled { bound: bound.clone(), firsts: Vec::new(), extents: Vec::new() });
        Numbers { held: Vec::new(), first_held: 0, spooled }
    }

    pub(super) fn len(&self) -> usize {
        self.first_held + self.held.len()
    }

    /// What bounds the memory, if anything does.
    pub(super) fn bound(&self) -> Option<&Bound> {
        self.spooled.as_ref().map(|spooled| &spooled.bound)
    }

    /// Adds a piece.
    pub(super) fn extend(&mut self, numbers: &[u32]) {
        self.held.extend_from_slice(numbers);
        if let Some(spooled) = &mut self.spooled
            && self.held.len() >= GATHERED
        {
            let bytes: Vec<u8> = self.held.iter().flat_map(|number| number.to_le_bytes()).collect();
            spooled.firsts.push(self.first_held);
            spooled.extents.push(spooled.bound.spool.put(&bytes));
            self.first_held += self.held.len();
            self.held.clear();
        }
    }

    /// The numbers of a range. After a failure of the spool they are zeroes.
    pub(super) fn range(&self, range: Range<usize>) -> Cow<'_, [u32]> {
        if range.start >= self.first_held {
            return Cow::Borrowed(&self.held[range.start - self.first_held..range.end - self.first_held]);
        }
        let mut numbers = Vec::with_capacity(range.len());
        let Some(Spooled { bound, firsts, extents }) = &self.spooled else { return Cow::Owned(numbers) };
        let mut stretch = firsts.partition_point(|first| *first <= range.start) - 1;
        let mut at = range.start;
        while at < range.end.min(self.first_held) {
            let (first, extent) = (firsts[stretch], extents[stretch]);
            let end = range.end.min(first + extent.len as usize / 4);
            let bytes = bound.spool.get(extent.part((at - first) as u32 * 4, (end - at) as u32 * 4));
            numbers.extend(bytes.as_chunks::<4>().0.iter().map(|number| u32::from_le_bytes(*number)));
            (at, stretch) = (end, stretch + 1);
        }
        if range.end > self.first_held {
            numbers.extend_from_slice(&self.held[..range.end - self.first_held]);
        }
        numbers.resize(range.len(), 0);
        Cow::Owned(numbers)
    }

    /// The stretches that are read at once: all that is held is one.
    pub(super) fn stretches(&self) -> Vec<Range<usize>> {
        let firsts = self.spooled.iter().flat_map(|spooled| &spooled.firsts).copied().chain([self.first_held]);
        let firsts: Vec<usize> = firsts.collect();
        let ends = firsts[1..].iter().copied().chain([self.len()]);
        firsts.iter().copied().zip(ends).map(|(first, end)| first..end).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spool::Spool;
    use std::sync::Arc;

    #[test]
    fn ranges_are_the_same_in_a_spool() {
        let bound = Bound { bytes: 1, spool: Arc::new(Spool::new(tempfile::tempfile().expect("a file"))) };
        let (mut held, mut spooled) = (Numbers::within(None), Numbers::within(Some(&bound)));
        let pieces: Vec<Vec<u32>> = [3, GATHERED - 3, 0, 5, 2 * GATHERED, 7].iter().map(|len| (0..*len as u32).collect()).collect();
        for piece in &pieces {
            held.extend(piece);
            spooled.extend(piece);
        }
        let all = pieces.concat();
        assert_eq!((held.len(), spooled.len()), (all.len(), all.len()));
        let edges = [0, 1, 3, GATHERED - 1, GATHERED, GATHERED + 4, 3 * GATHERED + 5, all.len() - 1, all.len()];
        for (at, start) in edges.into_iter().enumerate() {
            for end in edges.into_iter().skip(at) {
                assert_eq!(*held.range(start..end), all[start..end]);
                assert_eq!(*spooled.range(start..end), all[start..end], "{start}..{end}");
            }
        }
        for numbers in [&held, &spooled] {
            let read: Vec<u32> = numbers.stretches().into_iter().flat_map(|range| numbers.range(range).into_owned()).collect();
            assert_eq!(read, all);
        }
        assert_eq!((held.stretches().len(), spooled.stretches().len()), (1, 3));
    }
}

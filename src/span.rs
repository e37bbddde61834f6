//! Byte spans of an article's text.
//!
//! In: positions found by the rooms that read text. Out: small copyable values that every room may hold.
//! A [`Span`] never owns or checks text; the rooms that make spans promise that they lie on character borders.

/// A half-open range `[start, end)` of UTF-8 bytes of an article's original text.
///
/// 32 bits are enough: an article is at most [`crate::article::MAX_ARTICLE_BYTES`] long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span from `start` to `end`; `end` below `start` gives an empty span at `start`.
    pub fn new(start: usize, end: usize) -> Self {
        let start = u32::try_from(start).unwrap_or(u32::MAX);
        let end = u32::try_from(end).unwrap_or(u32::MAX).max(start);
        Span { start, end }
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether no byte lies inside.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The span as a range for slicing.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The text under the span; empty if the span does not lie inside `text` on character borders.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the byte at `position` lies inside.
    pub fn holds(self, position: u32) -> bool {
        self.start <= position && position < self.end
    }

    /// Bytes common to both.
    pub fn overlap(self, other: Span) -> usize {
        (self.end.min(other.end)).saturating_sub(self.start.max(other.start)) as usize
    }

    /// The smallest span that holds both.
    pub fn cover(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_count_bytes() {
        let text = "Ḥimṣ fell";
        let span = Span::new(0, 8);
        assert_eq!(span.of(text), "Ḥimṣ");
        assert_eq!(span.len(), 8);
        assert_eq!(Span::new(0, 2).of(text), "", "cuts a character");
        assert_eq!(span.overlap(Span::new(5, 12)), 3);
        assert_eq!(span.overlap(Span::new(9, 12)), 0);
        assert_eq!(span.cover(Span::new(9, 12)), Span::new(0, 12));
    }
}

//! Layouts in few bytes, so that a collection that reads its articles twice finds their layout once.
//!
//! In: a [`Layout`]. Out: [`PackedLayout`], about four bytes a paragraph, and the same layout again. Layouts of texts with mark-up are not
//! packed: they hold the text without it.

use super::layout::{Layout, Paragraph, Part};
use super::role::Role;
use crate::span::Span;

/// A layout, packed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackedLayout(Box<[u8]>);

impl PackedLayout {
    /// Packs a layout; none if its text has mark-up. Linear.
    ///
    /// ```
    /// use copydesk::article::{Article, PackedLayout, layout};
    /// let layout = layout(&Article::new("a", "Talks stall\n\nGENEVA (Northwire) - The talks stalled."));
    /// assert_eq!(PackedLayout::of(&layout).map(|packed| packed.layout()), Some(layout));
    /// ```
    pub fn of(layout: &Layout) -> Option<PackedLayout> {
        if layout.shown.is_some() {
            return None;
        }
        let mut packer = Packer { bytes: Vec::with_capacity(layout.paragraphs.len() * 6 + 4) };
        packer.push(layout.paragraphs.len() as u32 * 2 + u32::from(layout.hard_wrapped));
        let mut at = 0;
        for paragraph in &layout.paragraphs {
            let plain = matches!(paragraph.parts.as_slice(), [part] if part.span == paragraph.span && part.role == Role::Text);
            packer.push_span(paragraph.span, &mut at);
            packer.push(if plain { 0 } else { paragraph.parts.len() as u32 });
            if !plain {
                let mut inside = paragraph.span.start;
                for part in &paragraph.parts {
                    packer.bytes.push(part.role as u8);
                    packer.push_span(part.span, &mut inside);
                }
            }
        }
        for spans in [&layout.divisions, &layout.labels] {
            packer.push(spans.len() as u32);
            let mut at = 0;
            spans.iter().for_each(|span| packer.push_span(*span, &mut at));
        }
        Some(PackedLayout(packer.bytes.into_boxed_slice()))
    }

    /// What it consists of, to be stored.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// The same again.
    pub(crate) fn of_bytes(bytes: Vec<u8>) -> PackedLayout {
        PackedLayout(bytes.into())
    }

    /// The layout that was packed. Linear.
    pub fn layout(&self) -> Layout {
        let mut unpacker = Unpacker { bytes: self.0.iter() };
        let head = unpacker.next();
        let mut at = 0;
        let paragraphs = (0..head / 2).map(|_| {
            let span = unpacker.span(&mut at);
            let n_parts = unpacker.next();
            let mut inside = span.start;
            let mut part = || {
                let role = unpacker.bytes.next().and_then(|byte| ROLES.get(usize::from(*byte))).copied().unwrap_or(Role::Text);
                Part { role, span: unpacker.span(&mut inside) }
            };
            let parts = if n_parts == 0 { vec![Part { span, role: Role::Text }] } else { (0..n_parts).map(|_| part()).collect() };
            Paragraph { span, parts }
        });
        let paragraphs = paragraphs.collect();
        let mut spans = || {
            let mut at = 0;
            (0..unpacker.next()).map(|_| unpacker.span(&mut at)).collect::<Vec<Span>>()
        };
        let (divisions, labels) = (spans(), spans());
        Layout { paragraphs, hard_wrapped: head % 2 == 1, divisions, labels, shown: None }
    }
}

/// All roles, each at the place of its number.
pub(super) const ROLES: [Role; 11] = [
    Role::Text,
    Role::Headline,
    Role::Dateline,
    Role::Byline,
    Role::Note,
    Role::Credit,
    Role::Slug,
    Role::Field,
    Role::Caption,
    Role::Promo,
    Role::Code,
];

struct Packer {
    bytes: Vec<u8>,
}

impl Packer {
    /// Seven bits a byte, the low ones first.
    fn push(&mut self, mut number: u32) {
        while number >= 0x80 {
            self.bytes.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.bytes.push(number as u8);
    }

    /// How far a span begins from `at`, and its length; `at` is its end then. Spans that follow each other only.
    fn push_span(&mut self, span: Span, at: &mut u32) {
        self.push(span.start.wrapping_sub(*at));
        self.push(span.end - span.start);
        *at = span.end;
    }
}

struct Unpacker<'b> {
    bytes: std::slice::Iter<'b, u8>,
}

impl Unpacker<'_> {
    fn next(&mut self) -> u32 {
        let mut number = 0;
        for (byte, shift) in self.bytes.by_ref().zip((0..32).step_by(7)) {
            number |= u32::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                break;
            }
        }
        number
    }

    fn span(&mut self, at: &mut u32) -> Span {
        let start = self.next().wrapping_add(*at);
        let end = start + self.next();
        *at = end;
        Span { start, end }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, layout};

    #[test]
    fn roles_stand_at_their_numbers() {
        for (role, number) in ROLES.into_iter().zip(0_u8..) {
            assert_eq!(role as u8, number);
        }
    }

    #[test]
    fn layouts_come_back_as_they_were() {
        let texts = [
            "",
            " \n\n",
            "The talks stalled.",
            "US-TALKS\nTalks stall\nBy Jane Smith\n\nGENEVA, March 3 (Northwire) - The talks stalled [1] on Friday.\n\nFILE: 12\nTEXT: 14\n\n\
             1. Ships\n2. Trains\n\n(Reporting by A. Writer; Editing by B. Desk)",
            "The ferry that should have left the har-\nbour at noon was held for six hours, the port\noffice said, because of the wind and the \
             tide.\nNobody was hurt, and the ferry went to sea af-\nter dark with all of its ninety passengers.\n",
            &"Überfähre läuft auf Grund.\n\n".repeat(300),
        ];
        for text in texts {
            let found = layout(&Article::new("x", text));
            assert_eq!(PackedLayout::of(&found).map(|packed| packed.layout()), Some(found), "{text}");
        }
    }

    #[test]
    fn mark_up_is_not_packed() {
        assert!(PackedLayout::of(&layout(&Article::new("x", "---\ntitle: Talks\n---\nThe talks stalled.\n"))).is_none());
    }
}

//! Colour for terminal output: a small switch, nothing more.
//!
//! In: a piece of text that is already safe to show, and what it means. Out: the same text, in ANSI colours if they are on.
//! Meaning is never carried by colour alone, so every output reads the same without it.

/// Whether human output is coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Paint {
    /// Bare text.
    #[default]
    Plain,
    /// ANSI escape sequences.
    Ansi,
}

/// What a piece of text means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// A heading or the verdict.
    Strong,
    /// Secondary: places, counts, hints.
    Faint,
    /// Only in the new text.
    Added,
    /// Only in the old text.
    Removed,
    /// Somewhere else in the other text.
    Moved,
    /// Something to look at.
    Warning,
}

impl Paint {
    /// `text` in the colours of `ink`.
    pub fn ink(self, ink: Ink, text: &str) -> String {
        let (on, off) = self.marks(ink);
        format!("{on}{text}{off}")
    }

    /// The sequences that switch an ink on and off; empty when plain.
    pub fn marks(self, ink: Ink) -> (&'static str, &'static str) {
        if self == Paint::Plain {
            return ("", "");
        }
        match ink {
            Ink::Strong => ("\u{1b}[1m", "\u{1b}[0m"),
            Ink::Faint => ("\u{1b}[2m", "\u{1b}[0m"),
            Ink::Added => ("\u{1b}[34m", "\u{1b}[0m"),
            Ink::Removed => ("\u{1b}[33m", "\u{1b}[0m"),
            Ink::Moved => ("\u{1b}[36m", "\u{1b}[0m"),
            Ink::Warning => ("\u{1b}[1;31m", "\u{1b}[0m"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_adds_nothing() {
        assert_eq!(Paint::Plain.ink(Ink::Added, "x"), "x");
        assert_eq!(Paint::Ansi.ink(Ink::Strong, "x"), "\u{1b}[1mx\u{1b}[0m");
    }
}

//! The style sheet of a document in Rich Text Format, and what a paragraph is.
//!
//! In: what the sheet and the paragraph state. Out: a [`Style`].

use crate::read::story::Style;
use std::collections::HashMap;

/// Styles that are based on each other, at most.
const MAX_CHAIN: usize = 16;
/// The first level of an outline that is no heading.
const BODY_LEVEL: i32 = 9;

/// A style as it is stated, until its name ends.
#[derive(Debug, Clone, Default)]
pub(super) struct Stated {
    pub(super) number: i32,
    pub(super) base: Option<i32>,
    pub(super) outline: Option<i32>,
    pub(super) name: String,
}

/// The style sheet.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    styles: HashMap<i32, (Option<Style>, Option<i32>)>,
}

/// What a paragraph states about itself.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Paragraph {
    pub(super) style: Option<i32>,
    pub(super) outline: Option<i32>,
    pub(super) is_in_table: bool,
    pub(super) is_item: bool,
}

impl Sheet {
    pub(super) fn add(&mut self, stated: &Stated) {
        let style = Style::of_name(&stated.name).or(stated.outline.and_then(heading));
        self.styles.insert(stated.number, (style, stated.base));
    }

    /// What a paragraph is.
    pub(super) fn style(&self, paragraph: &Paragraph) -> Style {
        let mut number = paragraph.style;
        let mut named = None;
        for _ in 0..MAX_CHAIN {
            let Some((style, base)) = number.and_then(|number| self.styles.get(&number)) else { break };
            named = *style;
            if named.is_some() || *base == number {
                break;
            }
            number = *base;
        }
        let otherwise = if paragraph.is_item { Style::ListItem } else { Style::Plain };
        named.or(paragraph.outline.and_then(heading)).unwrap_or(otherwise)
    }
}

fn heading(level: i32) -> Option<Style> {
    u8::try_from(level).ok().filter(|_| level < BODY_LEVEL).map(|level| Style::Heading(level + 1))
}

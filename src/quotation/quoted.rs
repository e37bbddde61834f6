//! The quotations of a draft, as they are looked up.
//!
//! In: a text and its units. Out: [`Quotation`]s: the span without the marks and the words in pieces. A piece ends at a marked omission,
//! at the end of a sentence, or after [`MAX_PIECE`] words. Words in square brackets were put in by the writer and are no words of the
//! speaker; a bracket is also a marked omission, since words may have stood in its place.

use super::units::{Unit, Units};
use crate::span::Span;
use crate::text::Prepared;
use crate::text::fold;
use std::ops::Range;

/// Words of a piece at most: the place of a piece is found in time that grows with the square of its length.
pub(super) const MAX_PIECE: usize = 48;

/// A quotation of a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation {
    /// Where it stands, without its marks.
    pub span: Span,
    /// Its number among the quotations of the text.
    pub number: usize,
    /// Its words in order, those in brackets left out.
    pub(super) units: Vec<Unit>,
    /// For each unit whether an omission is marked before it.
    pub(super) marked: Vec<bool>,
    pub(super) pieces: Vec<Range<usize>>,
}

impl Quotation {
    /// How many words it has, those in brackets left out.
    pub fn len(&self) -> usize {
        self.units.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.units.is_empty()
    }

    /// The keys of its words as they stand in fingerprints, in order, by number of the word in the text.
    pub fn words(&self) -> impl Iterator<Item = u32> + '_ {
        self.units.iter().flat_map(|unit| unit.first..unit.end)
    }
}

/// The quotations of a text, in order. Linear.
pub(super) fn quotations(prepared: &Prepared, units: &Units) -> Vec<Quotation> {
    let read = |(number, span): (usize, &Span)| {
        let quotation = quotation(prepared, units, number, inside(&prepared.article.text, *span));
        (!quotation.is_empty()).then_some(quotation)
    };
    prepared.quotations.iter().enumerate().filter_map(read).collect()
}

/// The span without its marks and the blanks beside them.
fn inside(text: &str, span: Span) -> Span {
    let is_edge = |c: char| c.is_whitespace() || fold::is_quote(c);
    let shown = span.of(text);
    let begun = shown.trim_start_matches(is_edge);
    let start = span.start as usize + (shown.len() - begun.len());
    // An apostrophe at the end belongs to the last word where another mark stands behind it.
    let ended = begun.trim_end_matches(is_edge);
    Span::new(start, start + ended.len())
}

fn quotation(prepared: &Prepared, units: &Units, number: usize, span: Span) -> Quotation {
    let text = &*prepared.article.text;
    let first = prepared.words.partition_point(|word| word.span.start < span.start);
    let end = first + prepared.words[first..].partition_point(|word| word.span.end <= span.end);
    let mut found = Quotation { span, number, units: Vec::new(), marked: Vec::new(), pieces: Vec::new() };
    let mut begun = 0;
    let mut from = span.start as usize;
    let (mut in_bracket, mut is_marked) = (false, false);
    let mut sentence = None;
    for unit in &units.all[units.within(first as u32..end as u32)] {
        let own = prepared.span_of_words(&(unit.first..unit.end));
        let between = text.get(from..own.start as usize).unwrap_or("");
        from = own.end as usize;
        let was_in_bracket = in_bracket;
        for c in between.chars() {
            in_bracket = if c == '[' { true } else { in_bracket && c != ']' };
        }
        is_marked |= was_in_bracket || between.contains('[') || has_ellipsis(between);
        if in_bracket {
            // A word that a bracket goes on with ("play[ed]") is the writer's, too.
            if between == "[" && found.units.len() > begun {
                found.units.pop();
                found.marked.pop();
            }
            continue;
        }
        let mut unit = *unit;
        if between == "]" && was_in_bracket && unit.first > 0 {
            unit = begun_in_bracket(prepared, unit);
        }
        let own_sentence = prepared.words.get(unit.first as usize).map(|word| word.sentence);
        let n = found.units.len();
        if n > begun && (is_marked || own_sentence != sentence || n - begun >= MAX_PIECE) {
            found.pieces.push(begun..n);
            begun = n;
        }
        sentence = own_sentence;
        found.units.push(unit);
        found.marked.push(is_marked);
        is_marked = false;
    }
    if found.units.len() > begun {
        found.pieces.push(begun..found.units.len());
    }
    found
}

/// `[t]he` is `the`.
fn begun_in_bracket(prepared: &Prepared, unit: Unit) -> Unit {
    let form = |at: u32| prepared.words.get(at as usize).map_or("", |word| prepared.form(word));
    let head = form(unit.first - 1);
    if head.chars().count() > 2 {
        return unit;
    }
    Unit { key: fold::key(&format!("{head}{}", form(unit.first))), ..unit }
}

fn has_ellipsis(between: &str) -> bool {
    if between.contains('…') {
        return true;
    }
    let mut dots = 0;
    for c in between.chars() {
        dots = match c {
            '.' => dots + 1,
            ' ' | '\u{a0}' => dots,
            _ => 0,
        };
        if dots >= 3 {
            return true;
        }
    }
    false
}

//! The keys of an article's words, and which of them are quoted: all that a look-up in bulk reads.
//!
//! In: an article. Out: [`Sketch`]. The words and the quotations are those of [`super::Prepared`], in the same order; nothing else is made.

use super::scan::Made;
use super::tokens::TokenKind;
use super::{fold, hidden, quotes, scan};
use crate::article::{Article, Layout, Part, has_bare_lines, layout};
use crate::span::Span;
use std::borrow::Cow;
use std::ops::Range;

/// The words of an article, by key.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sketch {
    /// All words in order, furniture included.
    pub keys: Vec<u64>,
    /// Which of them are furniture, in order.
    pub furniture: Vec<Range<usize>>,
    /// Which of them stand in each quotation, in order; none where they were not asked for.
    pub quotations: Vec<Range<usize>>,
}

impl Sketch {
    /// The story words: the same as [`super::story_keys`].
    pub fn story(&self) -> Cow<'_, [u64]> {
        if self.furniture.is_empty() {
            return Cow::Borrowed(&self.keys);
        }
        let mut from = 0;
        let mut story = Vec::with_capacity(self.keys.len());
        for range in self.furniture.iter().chain([&(self.keys.len()..self.keys.len())]) {
            story.extend_from_slice(&self.keys[from..range.start]);
            from = range.end;
        }
        Cow::Owned(story)
    }
}

/// The words of an article, without its quotations. Linear, no more work than [`super::story_keys`].
pub fn word_keys(article: &Article) -> Sketch {
    keys_of(article, &layout(article))
}

/// The words of an article and which of them are quoted. Linear.
///
/// ```
/// use copydesk::{article::Article, text};
/// let sketch = text::sketch(&Article::new("a", "“Not yet,” Keel said. “Soon.”"));
/// assert_eq!(sketch.keys.len(), 5);
/// assert_eq!(sketch.quotations, [0..2, 4..5]);
/// ```
pub fn sketch(article: &Article) -> Sketch {
    let layout = layout(article);
    let mut sketch = keys_of(article, &layout);
    let spans = quotes::of_layout(&article.text, &layout);
    if spans.is_empty() {
        return sketch;
    }
    sketch.quotations = vec![0..0; spans.len()];
    let mut quoted = Within::new(&spans);
    let mut number = 0;
    scan::scan_layout(&article.text, &layout, |kind, span, _, _| {
        if kind != TokenKind::Word {
            return;
        }
        if let Some(quotation) = quoted.holding(span.start) {
            let words = &mut sketch.quotations[quotation];
            words.start = if words.start == words.end { number } else { words.start };
            words.end = number + 1;
        }
        number += 1;
    });
    sketch
}

/// Whether some story word stands outside quotations. Linear, a third of the work of [`super::Prepared`].
pub(crate) fn has_words_outside_quotes(article: &Article, layout: &Layout) -> bool {
    let spans = quotes::of_layout(&article.text, layout);
    let (mut quoted, mut furniture, mut has_any) = (Within::new(&spans), Furniture::of(layout), false);
    scan::scan_layout(&article.text, layout, |kind, span, _, _| {
        if kind == TokenKind::Word && !has_any {
            has_any = quoted.holding(span.start).is_none() && !furniture.holds(span.start);
        }
    });
    has_any
}

/// Which of some spans, in order, a place stands in; asked for places in order.
struct Within<'s> {
    spans: &'s [Span],
    at: usize,
}

impl<'s> Within<'s> {
    fn new(spans: &'s [Span]) -> Self {
        Within { spans, at: 0 }
    }

    fn holding(&mut self, place: u32) -> Option<usize> {
        while self.spans.get(self.at).is_some_and(|span| span.end <= place) {
            self.at += 1;
        }
        self.spans.get(self.at).filter(|span| span.holds(place)).map(|_| self.at)
    }
}

/// Whether a place stands in furniture; asked for places in order.
struct Furniture<'l> {
    parts: Vec<&'l Part>,
    at: usize,
}

impl<'l> Furniture<'l> {
    fn of(layout: &'l Layout) -> Self {
        Furniture { parts: layout.paragraphs.iter().flat_map(|paragraph| &paragraph.parts).collect(), at: 0 }
    }

    /// What stands in no part is no story either.
    fn holds(&mut self, place: u32) -> bool {
        while self.parts.get(self.at + 1).is_some_and(|next| next.span.start <= place) {
            self.at += 1;
        }
        self.parts.get(self.at).is_none_or(|part| part.role.is_furniture())
    }
}

/// The words of a text, which states no blocks, without looking for what is furniture or a label, which takes most of the time; all of them are among
/// the words here, but for figures whose sign stands in another paragraph and words that are divided at the end of a line, which are two here. None where mark-up,
/// quoted lines or hyphens that only a divided word has may make others of them. Linear.
pub(crate) fn plain_keys(text: &str) -> Option<Vec<u64>> {
    let may_hide_a_word = || !text.is_ascii() && ['\u{ad}', '\u{2010}'].iter().any(|hyphen| text.contains(*hyphen));
    if may_hide_a_word() || !has_bare_lines(text) {
        return None;
    }
    let defaced = hidden::is_defaced(text);
    let (mut keys, mut form) = (Vec::with_capacity(text.len() / 6), String::new());
    scan::scan(text, |kind, span, made| {
        if kind == TokenKind::Word {
            keys.push(match made {
                Made::Letters => fold::letters_key(text.as_bytes(), span.start as usize, span.len()),
                _ => fold::word_key(span.of(text), made, defaced, &mut form),
            });
        }
    });
    Some(keys)
}

fn keys_of(article: &Article, layout: &Layout) -> Sketch {
    let text = &*article.text;
    let mut furniture = Furniture::of(layout);
    let mut sketch = Sketch { keys: Vec::with_capacity(text.len() / 6), ..Sketch::default() };
    let mut form = String::new();
    let defaced = hidden::is_defaced(text);
    scan::scan_layout(text, layout, |kind, span, shown, made| {
        if kind != TokenKind::Word {
            return;
        }
        let number = sketch.keys.len();
        sketch.keys.push(fold::word_key(shown, made, defaced, &mut form));
        if furniture.holds(span.start) {
            match sketch.furniture.last_mut() {
                Some(last) if last.end == number => last.end += 1,
                _ => sketch.furniture.push(number..number + 1),
            }
        }
    });
    sketch
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Prepared, story_keys};

    #[test]
    fn words_are_read_without_their_layout() {
        let text = "Ferry afloat\n\nVARDAL (Northwire) - The ferry was refloated at dawn.\n\nPhoto: Jo Pell/Northwire\n\nNobody was hurt, they said.";
        let article = Article::new("a", text);
        let (plain, sketch) = (plain_keys(text).expect("plain text"), word_keys(&article));
        assert_eq!(plain, sketch.keys);
        assert!(sketch.furniture.len() > 1);
        assert_eq!(plain_keys("The fer-\nry sank.").map(|keys| keys.len()), Some(4));
        for other in ["The fer\u{ad}ry sank.", "> Not yet.", "<b>Now</b>", "---\ntitle: Now\n---\nNow"] {
            assert_eq!(plain_keys(other), None, "{other}");
        }
    }

    #[test]
    fn the_words_and_quotations_of_a_prepared_text() {
        for text in [
            "",
            "Talks stall\n\nBy Jo Pell\n\n“Not yet,” Keel said. ‘We are very close,’ she added.\n\nReporting by Max Rood",
            "By Jo Pell\n\n“We go on.”\n\nReporting by Max Rood",
            "> We go on,\n> he said.\n\nSo “he” said. **Now**.",
            "He said: “We go on.\n\n“And on,” he said. \"\" \"A\" and «b c».",
        ] {
            let article = Article::new("a", text);
            let (sketch, prepared) = (sketch(&article), Prepared::new(&article));
            assert_eq!(sketch.keys, prepared.words.iter().map(|word| word.key).collect::<Vec<_>>(), "{text}");
            assert_eq!(*sketch.story(), *story_keys(&article), "{text}");
            assert_eq!(word_keys(&article).keys, sketch.keys);
            let has_any = prepared.story_words().any(|word| !word.quoted);
            assert_eq!(has_words_outside_quotes(&article, &layout(&article)), has_any, "{text}");
            assert_eq!(sketch.quotations.len(), prepared.quotations.len());
            for (words, span) in sketch.quotations.iter().zip(&prepared.quotations) {
                let quoted = prepared.words.iter().zip(0..).filter(|(word, _)| span.holds(word.span.start)).map(|(_, number)| number);
                assert_eq!(words.clone().collect::<Vec<usize>>(), quoted.collect::<Vec<_>>(), "{text}");
            }
        }
    }
}

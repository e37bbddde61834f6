//! An article made ready for every comparison.
//!
//! In: an [`Article`]. Out: [`Prepared`]: words, sentences, quotations and layout, read once. It owns what it says: the text is
//! shared with the article it was made from. Made in bulk, kept only while needed: it holds about 32 bytes for each word.

use super::scan::Made;
use super::stop_words::StopKeys;
use super::tokens::{Token, TokenKind, Tokens};
use super::{figures, fold, hidden, quotes, scan, sentences};
use crate::article::{Article, Layout, Role, layout};
use crate::span::Span;
use std::collections::BTreeMap;
use std::ops::Range;

/// A word with a letter or digit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// Where it stands in the original text.
    pub span: Span,
    /// xxh3 of the folded form, fixed seed: equal keys mean the same word in any house style.
    pub key: u64,
    /// Its place among the forms that do not stand where the word stands; the last number for those that do.
    other_form: u32,
    /// The sentence it stands in.
    pub sentence: u32,
    /// The role of its part.
    pub role: Role,
    /// Whether a collection has it as boilerplate: wording that very many unlike articles have.
    pub boilerplate: bool,
    /// Whether it stands inside a quotation.
    pub quoted: bool,
    /// Whether it is a function word, which is no evidence by itself.
    pub stop: bool,
    /// Whether it holds a digit.
    pub number: bool,
    /// Whether it begins with a capital letter and does not open a sentence.
    pub capital: bool,
    /// Whether it begins with a small letter.
    pub lower: bool,
    /// Whether it is ASCII letters and nothing else, as far as is known.
    pub(crate) is_plain: bool,
}

impl Word {
    /// Whether it counts in shares: it is neither furniture nor boilerplate.
    pub fn counts(&self) -> bool {
        !self.role.is_furniture() && !self.boilerplate
    }
}

/// The place of a form that stands where its word stands.
const IN_PLACE: u32 = u32::MAX;
/// Bytes of the longest form that is told.
const MAX_FORM: usize = u16::MAX as usize;

/// A sentence, or a piece of furniture that stands for one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands, trimmed.
    pub span: Span,
    /// The paragraph it stands in.
    pub paragraph: u32,
    /// The role of its part.
    pub role: Role,
    /// Its words, by number in [`Prepared::words`].
    pub words: Range<u32>,
}

/// An article with everything that comparisons read.
#[derive(Debug, Clone, PartialEq)]
pub struct Prepared {
    /// The article it was made from.
    pub article: Article,
    /// Paragraphs and their roles.
    pub layout: Layout,
    /// All words in order, furniture included.
    pub words: Vec<Word>,
    /// All sentences in order; together they hold every word of the text, and each has one.
    pub sentences: Vec<Sentence>,
    /// Quotations in order, never overlapping.
    pub quotations: Vec<Span>,
    /// How many words hold characters that nobody sees.
    pub hidden_words: usize,
    /// In a text of which little is folded otherwise, the text in small letters; behind it the forms of all other words.
    forms: String,
    /// Where those stand, in the order of the words.
    other_forms: Vec<Span>,
}

/// How many words of an article hold characters that nobody sees; the same as [`Prepared::hidden_words`]. Linear, and nearly free where no
/// character of the text can be one of them.
///
/// ```
/// use copydesk::{article::Article, text};
/// assert_eq!(text::hidden_words(&Article::new("a", "The ta\u{200b}lks stal\u{200b}led.")), 2);
/// ```
pub fn hidden_words(article: &Article) -> usize {
    let text = &*article.text;
    if text.is_ascii() || !text.chars().any(hidden::may_hide) {
        return 0;
    }
    let defaced = hidden::is_defaced(text);
    let mut words = 0;
    scan::scan_layout(text, &layout(article), |kind, _, shown, made| {
        words += usize::from(kind == TokenKind::Word && made == Made::Any && hidden::hides(shown, defaced));
    });
    words
}

/// Sentences of the text as shown, told by the original; together they stay within their part and never overlap.
fn into_original(spans: &mut [Span], part: Span, outer: impl Fn(Span, u32) -> Span) {
    let mut from = part.start;
    for span in spans {
        let original = outer(*span, from);
        *span = Span { end: original.end.min(part.end), ..original };
        from = span.end;
    }
}

fn begins_with_capital(word: &str) -> bool {
    match word.as_bytes().first() {
        Some(byte) if byte.is_ascii() => byte.is_ascii_uppercase(),
        _ => word.starts_with(char::is_uppercase),
    }
}

fn begins_with_small(word: &str) -> bool {
    match word.as_bytes().first() {
        Some(byte) if byte.is_ascii() => byte.is_ascii_lowercase(),
        _ => word.starts_with(char::is_lowercase),
    }
}

impl Prepared {
    /// Reads an article. Empty text gives no words and no sentences. Linear in the text.
    ///
    /// ```
    /// use copydesk::{article::Article, text::Prepared};
    /// let article = Article::new("a", "Talks stall\n\nThe talks stalled. “Not yet,” he said.");
    /// let prepared = Prepared::new(&article);
    /// assert_eq!(prepared.sentences.len(), 3);
    /// assert_eq!(prepared.story_words().count(), 7);
    /// ```
    pub fn new(article: &Article) -> Self {
        Prepared::with_layout(article, layout(article))
    }

    /// The same for an article whose layout is known.
    pub fn with_layout(article: &Article, layout: Layout) -> Self {
        Prepared::reading(article, layout, None)
    }

    /// The same as [`Prepared::new`], and all tokens of the article: those of `tokens_of`.
    pub(crate) fn with_tokens(article: &Article) -> (Self, Vec<Token>) {
        let mut tokens = Vec::new();
        let prepared = Prepared::reading(article, layout(article), Some(&mut tokens));
        (prepared, tokens)
    }

    fn reading(article: &Article, layout: Layout, tokens: Option<&mut Vec<Token>>) -> Self {
        debug_assert!(article.spooled.is_none(), "the text is in a spool: `whole` reads it");
        let text = &*article.text;
        let quotations = quotes::of_layout(text, &layout);
        let mut prepared = Prepared {
            article: article.clone(),
            layout,
            words: Vec::new(),
            sentences: Vec::new(),
            quotations,
            hidden_words: 0,
            forms: String::new(),
            other_forms: Vec::new(),
        };
        prepared.read_sentences(text);
        prepared.read_words(text, tokens);
        prepared.drop_wordless();
        prepared
    }

    /// A line without words is no sentence: a rule, a row of bars, a lone mark.
    fn drop_wordless(&mut self) {
        if self.sentences.iter().all(|sentence| !sentence.words.is_empty()) {
            return;
        }
        self.sentences.retain(|sentence| !sentence.words.is_empty());
        for (sentence, number) in self.sentences.iter().zip(0..) {
            for word in &mut self.words[sentence.words.start as usize..sentence.words.end as usize] {
                word.sentence = number;
            }
        }
    }

    fn read_sentences(&mut self, text: &str) {
        let mut spans = Vec::new();
        let (read, layout) = match &self.layout.shown {
            Some(read) => (read.blocks.shown(), &read.layout),
            None => (text, &self.layout),
        };
        for ((paragraph, outer), number) in layout.paragraphs.iter().zip(&self.layout.paragraphs).zip(0..) {
            for (part, outer) in paragraph.parts.iter().zip(&outer.parts) {
                if part.role.is_furniture() {
                    spans.push(part.span);
                } else {
                    sentences::sentences(read, part.span, &mut spans);
                }
                if let Some(read) = &self.layout.shown {
                    into_original(&mut spans, outer.span, |span, from| read.blocks.outer_from(text, span, from));
                }
                self.sentences.extend(spans.drain(..).map(|span| Sentence { span, paragraph: number, role: part.role, words: 0..0 }));
            }
        }
    }

    fn read_words(&mut self, text: &str, tokens: Option<&mut Vec<Token>>) {
        let mut tokens = tokens.map(|found| Tokens::into(found, text));
        let stop_keys = StopKeys::get();
        let defaced = hidden::is_defaced(text);
        let mut hidden_words = 0;
        self.words.reserve(text.len() / 6);
        let is_bare = self.layout.shown.is_none();
        // Where little is folded otherwise, most forms are pieces of the text in small letters.
        let n_other: usize = text.as_bytes().chunks(255).map(|chunk| usize::from(chunk.iter().map(|byte| byte >> 7).sum::<u8>())).sum();
        let is_plain = is_bare && n_other * 16 <= text.len();
        self.forms.reserve(text.len() + if is_plain { text.len() / 8 } else { 0 });
        if is_plain {
            self.forms.push_str(text);
            self.forms.make_ascii_lowercase();
        }
        let (mut sentence, mut quotation) = (0_usize, 0_usize);
        // Where the next sentence begins, and the quotation that ends next.
        let mut next = self.sentences.get(1).map_or(u32::MAX, |next| next.span.start);
        let nowhere = Span { start: u32::MAX, end: u32::MAX };
        let mut quote = self.quotations.first().copied().unwrap_or(nowhere);
        let (words, forms, sentences, quotations) = (&mut self.words, &mut self.forms, &mut self.sentences, &self.quotations);
        let other_forms = &mut self.other_forms;
        scan::scan_layout(text, &self.layout, |kind, span, shown, made| {
            if kind != TokenKind::Word {
                if let Some(tokens) = &mut tokens {
                    tokens.mark(kind, span, shown);
                }
                return;
            }
            while next <= span.start {
                sentence += 1;
                next = sentences.get(sentence + 1).map_or(u32::MAX, |next| next.span.start);
            }
            while quote.end <= span.start {
                quotation += 1;
                quote = quotations.get(quotation).copied().unwrap_or(nowhere);
            }
            let is_in_place = is_plain && fold::is_folded_by_case(shown, made);
            let (key, place) = if is_in_place {
                (fold::key(span.of(forms)), span)
            } else {
                let start = forms.len();
                (fold::fold_and_key(shown, made, defaced, forms), Span::new(start, forms.len()))
            };
            let form = place.of(forms);
            if let Some(tokens) = &mut tokens {
                tokens.word(span, shown, key);
            }
            hidden_words += usize::from(made == Made::Any && hidden::hides(shown, defaced));
            let number = words.len() as u32;
            let Some(home) = sentences.get_mut(sentence) else { return };
            if home.words.is_empty() {
                home.words = number..number;
            }
            let opens = home.words.is_empty();
            home.words.end = number + 1;
            let other_form = if is_in_place { IN_PLACE } else { other_forms.len() as u32 };
            if !is_in_place {
                other_forms.push(place);
            }
            words.push(Word {
                span,
                key,
                other_form,
                sentence: sentence as u32,
                role: home.role,
                boilerplate: false,
                quoted: quote.holds(span.start),
                stop: stop_keys.is_stop(key, form) || made != Made::Letters && figures::is_address(shown),
                number: made != Made::Letters && shown.chars().any(char::is_numeric),
                capital: !opens && begins_with_capital(shown),
                lower: begins_with_small(if is_bare { shown } else { span.of(text) }),
                is_plain: made == Made::Letters,
            });
        });
        self.hidden_words = hidden_words;
    }

    /// The folded form of a word.
    pub fn form(&self, word: &Word) -> &str {
        let place = self.other_forms.get(word.other_form as usize).copied().unwrap_or(word.span);
        let start = place.start as usize;
        self.forms.get(start..start + place.len().min(MAX_FORM)).unwrap_or("")
    }

    /// What a stretch of the text shows to its readers, without mark-up.
    pub fn shown(&self, span: Span) -> &str {
        match &self.layout.shown {
            Some(read) => read.blocks.shown_in(span),
            None => span.of(&self.article.text),
        }
    }

    /// The span from the first to the last of some words; empty for no words.
    pub fn span_of_words(&self, words: &Range<u32>) -> Span {
        match (self.words.get(words.start as usize), self.words.get(words.end.saturating_sub(1) as usize)) {
            (Some(first), Some(last)) if words.start < words.end => first.span.cover(last.span),
            _ => Span::default(),
        }
    }

    /// The words that count in shares: all but furniture and boilerplate.
    pub fn story_words(&self) -> impl Iterator<Item = &Word> {
        self.words.iter().filter(|word| word.counts())
    }

    /// How many words of each role are furniture.
    pub fn furniture_by_role(&self) -> BTreeMap<Role, usize> {
        let mut by_role = BTreeMap::new();
        for word in self.words.iter().filter(|word| word.role.is_furniture()) {
            *by_role.entry(word.role).or_default() += 1;
        }
        by_role
    }

    /// The words of one of its sentences.
    pub fn words_of(&self, sentence: &Sentence) -> &[Word] {
        self.words.get(sentence.words.start as usize..sentence.words.end as usize).unwrap_or(&[])
    }

    /// Story words of sentences that stood in the article before, word for word. Nearly linear: sentences are sorted, and most are told apart by their
    /// first word.
    pub fn n_repeated_words(&self) -> usize {
        let mut keys: Vec<u64> = Vec::with_capacity(self.words.len());
        let mut sentences: Vec<Range<usize>> = Vec::with_capacity(self.sentences.len());
        for sentence in &self.sentences {
            let start = keys.len();
            keys.extend(self.words_of(sentence).iter().filter(|word| word.counts()).map(|word| word.key));
            sentences.push(start..keys.len());
        }
        sentences.sort_unstable_by(|one, other| keys[one.clone()].cmp(&keys[other.clone()]));
        sentences.windows(2).filter(|two| keys[two[0].clone()] == keys[two[1].clone()]).map(|two| two[0].len()).sum()
    }

    /// How many words are furniture.
    pub fn n_furniture_words(&self) -> usize {
        self.words.iter().filter(|word| word.role.is_furniture()).count()
    }
}

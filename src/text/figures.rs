//! Signs that belong to a figure, and addresses: each is one word.
//!
//! In: the tokens of a text as they are read. Out: the same tokens, where a figure has its sign, currency, comparison, per cent or degree
//! with it (`-0.3`, `$5`, `<5`, `5 %`), figures joined without a blank are one in their order (`2-1`, `1:3`, `2016-08-26`), an address of a
//! page or an unbroken run of over 100 signs is one label, and an address of mail one word. Brackets round a figure stay marks: only tables of accounts mean a minus by them.

use super::elision::{self, is_gap};
use super::fold::is_dash;
use super::scan::Made;
use super::tokens::TokenKind;
use crate::article::{is_comparison, is_currency, is_line_end, is_unit};
use crate::span::Span;

/// An unbroken run of more signs than this is data, not a word.
const LONGEST_RUN: usize = 100;
/// A line end between a figure and its sign, with the indent of the next line, has no more bytes than this.
const LONGEST_INDENT: usize = 24;
/// A run is measured only from a word of this length: no shorter one begins a blob of data.
const LONG_WORD: usize = 20;

/// Passes tokens on, joined.
pub(super) struct Joiner<'t, F> {
    text: &'t str,
    found: F,
    signs: [Span; 3],
    n_signs: usize,
    word: Option<Span>,
    /// A mark behind `word` that joins it to what follows.
    link: Option<Span>,
    /// Everything before this belongs to the address in `word`.
    taken: u32,
    /// What is in `word`: an address is no word.
    kind: TokenKind,
    /// Where an elided article or pronoun begins whose word is read next.
    elided: Option<u32>,
    /// Whether the text is in a language that elides, once that matters.
    elides: Option<bool>,
}

impl<'t, F: FnMut(TokenKind, Span, Made)> Joiner<'t, F> {
    pub(super) fn new(text: &'t str, found: F) -> Self {
        Joiner {
            text,
            found,
            signs: [Span::default(); 3],
            n_signs: 0,
            word: None,
            link: None,
            taken: 0,
            kind: TokenKind::Word,
            elided: None,
            elides: None,
        }
    }

    /// Whether nothing is held that a token at `start` could join.
    pub(super) fn is_free(&self, start: usize) -> bool {
        self.word.is_none() && self.n_signs == 0 && self.elided.is_none() && start >= self.taken as usize
    }

    /// Whether a word of letters alone joins nothing, a blank, comma or full stop being behind it.
    pub(super) fn is_plain_word(word: &[u8]) -> bool {
        word.len() < LONG_WORD && !elision::may_be(word)
    }

    /// Passes on a token of ASCII that joins nothing.
    pub(super) fn pass(&mut self, kind: TokenKind, span: Span, made: Made) {
        (self.found)(kind, span, made);
    }

    /// The next token.
    pub(super) fn take(&mut self, kind: TokenKind, span: Span, made: Made) {
        // Most tokens join nothing.
        if made != Made::Any && self.is_free(span.start as usize) && stands_alone(self.text.as_bytes(), span) {
            return (self.found)(kind, span, made);
        }
        if span.start < self.taken {
            if let Some(word) = &mut self.word {
                word.end = word.end.max(span.end);
            }
        } else if kind == TokenKind::Word {
            self.take_word(span, made);
        } else if self.elided.is_none() {
            self.take_mark(span, made);
        }
    }

    /// Passes on what is still held.
    pub(super) fn finish(&mut self) {
        if self.word.is_none() && self.link.is_none() && self.n_signs == 0 {
            return;
        }
        if let Some(word) = self.word.take() {
            (self.found)(self.kind, word, Made::of(word.of(self.text)));
            self.kind = TokenKind::Word;
        }
        for span in self.link.take().into_iter().chain(self.signs.into_iter().take(self.n_signs)) {
            (self.found)(TokenKind::Punctuation, span, Made::of(span.of(self.text)));
        }
        self.n_signs = 0;
    }

    fn take_word(&mut self, span: Span, made: Made) {
        if let Some(start) = self.elided.take() {
            return (self.found)(TokenKind::Word, Span { start, ..span }, Made::Any);
        }
        let shown = span.of(self.text);
        let figure = shown.chars().next().is_some_and(char::is_numeric);
        if let (Some(word), Some(link)) = (self.word, self.link)
            && link.end == span.start
            && (figure || link.of(self.text) == "@")
        {
            self.word = Some(word.cover(span));
            self.link = None;
            return;
        }
        if figure && self.n_signs > 0 {
            let whole = self.signs[0].cover(span);
            self.n_signs = 0;
            self.finish();
            self.word = Some(whole);
            return;
        }
        if self.word.is_some() || self.n_signs > 0 {
            self.finish();
        }
        if elision::may_be(shown.as_bytes())
            && elision::goes_on(self.text, span)
            && *self.elides.get_or_insert_with(|| elision::elides(self.text))
        {
            self.elided = Some(span.start);
            return;
        }
        let rest = &self.text[span.start as usize..];
        let end = address_end(shown, rest).map_or(span.end, |length| span.start + length as u32);
        if end > span.end {
            self.taken = end;
            self.kind = TokenKind::Label;
            self.word = Some(Span { start: span.start, end });
        } else if figure || rest.as_bytes().get(shown.len()) == Some(&b'@') {
            self.word = Some(span);
        } else {
            (self.found)(TokenKind::Word, span, made);
        }
    }

    fn take_mark(&mut self, span: Span, made: Made) {
        let shown = span.of(self.text);
        let mark = shown.chars().next().filter(|c| c.len_utf8() == shown.len());
        let Some(mark) = mark else {
            self.finish();
            (self.found)(TokenKind::Punctuation, span, made);
            return;
        };
        let rest = &self.text[span.end as usize..];
        let next = rest.chars().next();
        let is_figure_next = next.is_some_and(char::is_numeric);
        if let Some(word) = self.word.filter(|_| self.link.is_none()) {
            let gap = &self.text[word.end as usize..span.start as usize];
            let figure = word.of(self.text).ends_with(char::is_numeric);
            if figure && self.taken <= word.start && is_close(gap) && (is_unit(mark) || is_currency(mark) && !is_figure_near(rest)) {
                self.word = Some(word.cover(span));
                self.finish();
                return;
            }
            let joins = if mark == '@' {
                next.is_some_and(char::is_alphanumeric)
            } else {
                figure && is_figure_next && (is_dash(mark) || matches!(mark, ':' | '/'))
            };
            if gap.is_empty() && joins {
                self.link = Some(span);
                return;
            }
        }
        let chained = self.n_signs > 0 && self.signs[self.n_signs - 1].end == span.start && self.n_signs < self.signs.len();
        if self.word.is_some() || !chained {
            self.finish();
        }
        if self.is_sign(mark, span, rest, self.n_signs > 0) {
            self.signs[self.n_signs] = span;
            self.n_signs += 1;
        } else {
            self.finish();
            (self.found)(TokenKind::Punctuation, span, made);
        }
    }

    /// Whether a mark begins the figure that follows it.
    fn is_sign(&self, mark: char, span: Span, rest: &str, chained: bool) -> bool {
        let next = rest.chars().next();
        // At most two signs more, so that a run of them costs no more than its length.
        let behind = rest.strip_prefix(is_lead).unwrap_or(rest);
        let behind = behind.strip_prefix(is_lead).unwrap_or(behind);
        let leads = next.is_some_and(|c| c.is_numeric() || is_currency(c) || is_minus(c)) && is_figure_near(behind);
        let before = || self.text[..span.start as usize].chars().next_back();
        if is_currency(mark) {
            leads || is_figure_near(rest)
        } else if is_comparison(mark) {
            // At the beginning of a line it is the mark of a quotation in mail.
            let opens_line = || {
                mark == '>'
                    && self.text[..span.start as usize].trim_end_matches([' ', '\t', '>']).chars().next_back().is_none_or(is_line_end)
            };
            leads || is_figure_near(rest) && !opens_line()
        } else {
            is_minus(mark) && leads && (chained || before().is_none_or(|c| c.is_whitespace() || "([{\"“„«‘".contains(c)))
        }
    }
}

/// Whether a token of ASCII, with nothing held before it, is told by its own bytes to be no figure, sign, address or elision.
fn stands_alone(bytes: &[u8], span: Span) -> bool {
    let (start, end) = (span.start as usize, span.end as usize);
    let word = &bytes[start..end];
    match word[0].to_ascii_lowercase() {
        b'0'..=b'9' | b'$' | b'<' | b'>' | b'+' | b'-' | b'~' => false,
        first => {
            let may_be_address = match first {
                b'h' | b'f' => bytes.get(end) == Some(&b':'),
                b'w' => word.get(3) == Some(&b'.'),
                b'd' => word.get(4) == Some(&b':'),
                _ => false,
            };
            word.len() < LONG_WORD && bytes.get(end) != Some(&b'@') && !may_be_address && !elision::may_be(word)
        }
    }
}

fn is_lead(c: char) -> bool {
    is_currency(c) || is_minus(c)
}

/// Whether a figure begins here, perhaps behind one blank.
fn is_figure_near(rest: &str) -> bool {
    rest.strip_prefix(is_blank).unwrap_or(rest).starts_with(char::is_numeric) || rest[line_end(rest)..].starts_with(char::is_numeric)
}

fn is_close(gap: &str) -> bool {
    gap.strip_prefix(is_blank).unwrap_or(gap).is_empty() || line_end(gap) == gap.len()
}

/// Bytes of the blanks at the start of `text`, if a line ends in them: a figure and its sign may stand on two lines.
fn line_end(text: &str) -> usize {
    let blanks = text.bytes().take(LONGEST_INDENT).take_while(|byte| byte.is_ascii_whitespace() || !byte.is_ascii()).count();
    let blanks = text.get(..blanks).map_or(0, |head| head.len() - head.trim_start().len());
    if text[..blanks].contains(is_line_end) { blanks } else { 0 }
}

/// Blanks that may part a figure and its unit.
pub(super) fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}')
}

/// Minus and plus. A long dash is none.
pub(super) fn is_minus(c: char) -> bool {
    matches!(c, '+' | '±' | '~' | '≈') || is_dash(c) && c != '—' && c != '―'
}

/// How many bytes of `rest`, which begins with the word `word`, are an address or a run of data; none if it is neither.
fn address_end(word: &str, rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let is_address = match bytes[0] {
        b'h' | b'H' | b'f' | b'F' => rest[word.len()..].starts_with("://"),
        b'w' | b'W' => is_prefix(rest, "www."),
        b'd' | b'D' => is_prefix(rest, "data:") && bytes.get(5).is_some_and(u8::is_ascii_alphabetic),
        _ => false,
    };
    if !is_address && (word.len() < LONG_WORD || bytes.len() <= LONGEST_RUN || !bytes[..=LONGEST_RUN].iter().all(u8::is_ascii_graphic)) {
        return None;
    }
    let run = rest.find(|c: char| c.is_whitespace() || c.is_control() || "<>\"“”«»`{}|\\^".contains(c)).unwrap_or(rest.len());
    let run = rest[..run].trim_end_matches(|c: char| !c.is_alphanumeric() && !"/=&#%_-+".contains(c));
    (is_address || run.len() > LONGEST_RUN).then_some(run.len())
}

fn is_prefix(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix))
}

/// Whether a word is an address of mail, and so no evidence of anything.
pub(super) fn is_address(word: &str) -> bool {
    word.len() > 4 && word.bytes().any(|byte| byte == b'@')
}

/// Whether a word is a figure with a sign before or behind it.
pub(super) fn has_sign(word: &str) -> bool {
    let (Some(first), Some(last)) = (word.chars().next(), word.chars().next_back()) else { return false };
    (is_lead(first) || is_comparison(first) || is_unit(last) || is_currency(last)) && word.contains(char::is_numeric)
}

/// The signs of a figure in one order, those before it and the one behind, without the blanks: `5 $` is `$5`.
pub(super) fn split_signs(word: &str) -> (String, &str, Option<char>) {
    let body = word.trim_start_matches(|c| is_lead(c) || is_comparison(c) || is_gap(c));
    let mut head: Vec<char> = word[..word.len() - body.len()].chars().filter(|c| !is_gap(*c)).collect();
    let last = body.chars().next_back().filter(|c| is_unit(*c) || is_currency(*c));
    let body = last.map_or(body, |c| body[..body.len() - c.len_utf8()].trim_end_matches(is_gap));
    head.extend(last.filter(|c| is_currency(*c)));
    head.sort_by_key(|c| (!is_comparison(*c), is_currency(*c)));
    (head.into_iter().map(plain_sign).collect(), body, last.filter(|c| is_unit(*c)).map(plain_sign))
}

fn plain_sign(c: char) -> char {
    match c {
        _ if is_dash(c) => '-',
        '％' | '٪' => '%',
        '＜' => '<',
        '＞' => '>',
        '＄' => '$',
        '￠' => '¢',
        '￡' => '£',
        '￥' => '¥',
        '￦' => '₩',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use crate::text::tokens::{TokenKind, tokens};

    fn words(text: &str) -> Vec<&str> {
        tokens(text).iter().filter(|token| token.kind == TokenKind::Word).map(|token| token.span.of(text)).collect()
    }

    fn same(a: &str, b: &str) -> bool {
        let keys = |text: &str| tokens(text).iter().filter(|t| t.kind == TokenKind::Word).map(|t| t.key).collect::<Vec<_>>();
        keys(a) == keys(b)
    }

    #[test]
    fn signs_are_part_of_a_figure() {
        assert_eq!(words("It fell -0.3 to $5, 5 % of <5 or -€7."), ["It", "fell", "-0.3", "to", "$5", "5 %", "of", "<5", "or", "-€7"]);
        assert_eq!(words("won 2-1, a 1:3 ratio, 12:30 on 2016-08-26"), ["won", "2-1", "a", "1:3", "ratio", "12:30", "on", "2016-08-26"]);
        assert_eq!(
            words("the F-16, COVID-19, a 3-year plan - 5 of"),
            ["the", "F", "16", "COVID", "19", "a", "3", "year", "plan", "5", "of"]
        );
        assert_eq!(words("in 2016 $5 million"), ["in", "2016", "$5", "million"]);
        assert_eq!(words("> 5 people\n> 6 more"), ["5", "people", "6", "more"]);
    }

    #[test]
    fn figures_agree_in_any_typography() {
        for (a, b) in
            [("5 %", "5\n%"), ("$5", "$\r\n   5"), ("5 €", "5\u{2028}€"), ("p < 5", "p <\n5"), ("p < 5", "p\n< 5"), ("5 %", "5\n\n%")]
        {
            assert!(same(a, b), "{a} {b}");
        }
        for (a, b) in [("5 %", "5%"), ("5\u{a0}€", "€5"), ("−0.3", "-0.3"), ("5–10", "5-10"), ("$ 5", "$5"), ("p < 5", "p <5")] {
            assert!(same(a, b), "{a} {b}");
        }
        for (a, b) in [("-0.3", "0.3"), ("$5", "£5"), ("5%", "5"), ("<5", ">5"), ("2-1", "1-2"), ("1:3", "3:1"), ("5°", "5"), ("$5", "5")]
        {
            assert!(!same(a, b), "{a} {b}");
        }
    }

    #[test]
    fn addresses_are_no_words() {
        assert_eq!(words("see https://example.org/a-b?c=1. Or"), ["see", "Or"]);
        assert_eq!(words("www.example.org/a and data:image/png;base64,Qk7Zs9+/=="), ["and"]);
        assert_eq!(words("ask jane.doe@example.org, now"), ["ask", "jane.doe@example.org", "now"]);
        assert!(!same("jane@example.org", "joan@example.org"));
        let run = "Ab3/x+".repeat(2) + &"Qk7Zs9".repeat(20) + "/" + &"z+9/".repeat(1000);
        assert!(words(&run).len() < 8, "{:?}", words(&run).len());
    }
}

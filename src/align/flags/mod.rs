//! What an editor must see in an edited group: what the two versions say that is not the same.
//!
//! In: both versions of a group, with what became of each token. Out: [`Flag`]s, sorted, each once. A flag is decided from what each version
//! holds, with its value (`9m` is `9 million`, `failed to` is `did not`), so that it comes where the sentence is otherwise reworded as
//! well and does not come where the same is said in another way. Exchanging the versions gives the same flags, save that words cut
//! from a quotation are words added to one the other way. Only words are looked at, so typography never raises a flag. Names are told
//! by their capital letter: scripts without case give no name flags, and where nouns have capitals too (German), only those without an
//! article or adjective count. A flag says where to look; it does not say that something is wrong.

mod amounts;
mod attribution;
mod certainty;
mod dates;
mod figures;
mod known;
mod legal;
mod listed;
mod names;
mod negation;
mod number_words;
mod numerals;
mod quotation;
mod roles;
mod scope;
mod terms;
#[cfg(test)]
mod tests;

use super::Change;
use super::islands::Links;
use super::side::{Side, SideKind, SideToken};
use super::words::{Marks, Sequence};
use crate::text::Word;
use known::KnownWords;
use listed::Listed;
use names::Names;
use scope::Scope;
use terms::Vocabulary;

/// A change inside an edited group that an editor must see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Flag {
    /// A number became another, came or went by itself; `12` for `twelve` is none.
    Number,
    /// A sum of money became another, or its currency did.
    Money,
    /// A day, month, year or time of day became another, came or went by itself; `3 June` for `June 3` is none.
    Date,
    /// A name became another, came or went by itself, or two names changed places.
    Name,
    /// Words inside a quotation became others, were added to it, or left or entered quotation marks.
    Quotation,
    /// The new version has a quotation without words that the old one has in it, and no ellipsis stands there.
    CutInQuotation,
    /// Somebody else is named as the one who said it, or a statement that is no quotation lost or gained its source.
    Attribution,
    /// A claim was turned: a `not` came or went, or a word became its opposite.
    Negation,
    /// What was alleged, possible or about so much is said outright, or the other way round.
    Certainty,
    /// A person stands at another stage of a case at law: suspected, charged, convicted.
    LegalStatus,
}

/// What the flags of two texts read in them once.
pub(super) struct Reading {
    names: Names,
    vocabulary: &'static Vocabulary,
    known: KnownWords,
}

impl Reading {
    /// Reads both versions. Linear.
    pub(super) fn of(old: &Side<'_>, new: &Side<'_>) -> Reading {
        let vocabulary = Vocabulary::of(old, new);
        Reading { names: Names::of(old, new, vocabulary), vocabulary, known: KnownWords::of(vocabulary) }
    }
}

/// Words by which something came or went "by itself": longer runs are new or dropped matter, and shown as such.
const MAX_LONE_WORDS: usize = 3;

/// A token of a group as the flags read it.
#[derive(Clone, Copy)]
struct Read<'p> {
    token: SideToken,
    /// The word, if it is one.
    word: Option<&'p Word>,
    /// The quotation it stands in, by number in the article.
    quotation: Option<usize>,
    /// Only this version has it.
    is_lone: bool,
    /// The gap it stands in; none for tokens that stand in both, in order.
    gap: Option<usize>,
}

/// One version of a group.
struct Version<'s, 'p> {
    side: &'s Side<'p>,
    tokens: Vec<Read<'s>>,
    /// The tokens that are words.
    words: Vec<usize>,
    /// Of each word, what is known of it by itself.
    known: Vec<u32>,
    /// Its sentences, and whether each is a headline.
    headlines: Vec<(u32, bool)>,
}

impl<'s, 'p> Version<'s, 'p> {
    fn of(side: &'s Side<'p>, sequence: &Sequence, marks: &[Change], reading: &Reading) -> Self {
        let prepared = side.prepared;
        let first = sequence.tokens.first().map_or(0, |token| token.span.start);
        let mut word = sequence.first_word as usize;
        let mut quotation = prepared.quotations.partition_point(|span| span.end <= first);
        let read = |(token, mark): (&SideToken, &Change)| {
            while prepared.words.get(word).is_some_and(|word| word.span.start < token.span.start) {
                word += 1;
            }
            while prepared.quotations.get(quotation).is_some_and(|span| span.end <= token.span.start) {
                quotation += 1;
            }
            Read {
                token: *token,
                word: prepared.words.get(word).filter(|word| word.span.start == token.span.start),
                quotation: prepared.quotations.get(quotation).filter(|span| span.holds(token.span.start)).map(|_| quotation),
                is_lone: matches!(mark, Change::Added | Change::Removed),
                gap: None,
            }
        };
        let tokens: Vec<Read<'s>> = sequence.tokens.iter().zip(marks).map(read).collect();
        let (mut words, mut known) = (Vec::with_capacity(tokens.len()), Vec::with_capacity(tokens.len()));
        for (at, word) in tokens.iter().enumerate().filter_map(|(at, read)| Some((at, read.word?))) {
            words.push(at);
            known.push(reading.known.bits(word, prepared.form(word)));
        }
        let mut headlines: Vec<(u32, bool)> = Vec::new();
        for word in tokens.iter().filter_map(|read| read.word) {
            if headlines.last().is_none_or(|(sentence, _)| *sentence != word.sentence) {
                let words = prepared.words_of(&prepared.sentences[word.sentence as usize]);
                headlines.push((word.sentence, reading.names.is_headline(words)));
            }
        }
        Version { side, tokens, words, known, headlines }
    }

    /// Whether word number `at` is one of the list, or begins a phrase of it; of lists that are looked for at each word.
    fn may_be(&self, at: usize, listed: &Listed) -> bool {
        self.is_known_as(at, listed.bit())
    }

    /// Whether any of these bits is set for word number `at`.
    fn is_known_as(&self, at: usize, bits: u32) -> bool {
        self.known.get(at).is_some_and(|known| known & bits != 0)
    }

    /// Whether a sentence of it is a headline.
    fn is_headline(&self, sentence: u32) -> bool {
        self.headlines.iter().any(|(other, is_headline)| *other == sentence && *is_headline)
    }

    fn form(&self, word: &Word) -> &'s str {
        self.side.prepared.form(word)
    }

    /// The token of word number `at`.
    fn read_at(&self, at: usize) -> Option<&Read<'s>> {
        self.words.get(at).map(|token| &self.tokens[*token])
    }

    /// The folded form of word number `at`.
    fn form_at(&self, at: usize) -> Option<&'s str> {
        self.read_at(at).and_then(|read| read.word).map(|word| self.form(word))
    }

    /// Word number `at` as it stands in the text.
    fn shown_at(&self, at: usize) -> &'p str {
        self.read_at(at).map_or("", |read| self.side.shown(&read.token))
    }

    /// Whether nothing but a hyphen stands between word number `at` and the next.
    fn are_close(&self, at: usize) -> bool {
        let (Some(here), Some(next)) = (self.words.get(at), self.words.get(at + 1)) else { return false };
        match next - here {
            1 => true,
            2 => matches!(self.side.shown(&self.tokens[here + 1].token), "-" | "‐" | "‑"),
            _ => false,
        }
    }

    /// Whether word number `at` has the dot of an abbreviation behind it: the sentence goes on.
    fn is_dotted(&self, at: usize) -> bool {
        let (Some(here), Some(next)) = (self.words.get(at), self.words.get(at + 1)) else { return false };
        let sentence = |token: usize| self.tokens[token].word.map(|word| word.sentence);
        next - here == 2 && self.side.shown(&self.tokens[here + 1].token) == "." && sentence(*here) == sentence(*next)
    }

    /// Whether a comma, a semicolon, a colon or an end of a sentence stands between two neighbouring words.
    fn is_clause_end(&self, at: usize) -> bool {
        let (Some(here), Some(next)) = (self.words.get(at), self.words.get(at + 1)) else { return true };
        self.tokens[here + 1..*next].iter().any(|read| read.token.kind == SideKind::Mark)
    }

    fn is_lone_at(&self, at: usize) -> bool {
        self.read_at(at).is_some_and(|read| read.is_lone)
    }

    fn is_telling_at(&self, at: usize) -> bool {
        self.read_at(at).is_some_and(|read| read.token.kind == SideKind::Content)
    }

    fn is_ellipsis(&self, read: &Read<'_>) -> bool {
        let shown = self.side.shown(&read.token);
        read.token.kind == SideKind::Typography && shown.chars().all(|c| matches!(c, '.' | '…'))
    }
}

/// What stands between two kept tokens on both sides: token numbers in the old and the new version.
#[derive(Debug, Clone)]
struct Gap {
    old: std::ops::Range<usize>,
    new: std::ops::Range<usize>,
    /// Words that only one version has, in the old and the new one.
    lone_words: [usize; 2],
}

/// A group with everything that the flags read.
struct Flagged<'s, 'o, 'n> {
    old: Version<'s, 'o>,
    new: Version<'s, 'n>,
    vocabulary: &'static Vocabulary,
    /// Tokens that stand in both, in order.
    kept: Vec<(usize, usize)>,
    gaps: Vec<Gap>,
}

/// The flags of an edited group. Linear in its tokens.
pub(super) fn flags(
    (old, new): (&Side<'_>, &Side<'_>),
    (a, b): (&Sequence, &Sequence),
    links: &Links,
    marks: &Marks,
    reading: &Reading,
) -> Vec<Flag> {
    let mut kept: Vec<(usize, usize)> = Vec::with_capacity(links.len());
    kept.extend(links.iter().enumerate().filter_map(|(i, link)| link.filter(|(_, on)| *on).map(|(j, _)| (i, j))));
    let (mut old, mut new) = (Version::of(old, a, &marks.old, reading), Version::of(new, b, &marks.new, reading));
    let mut gaps = Vec::new();
    let mut from = (0, 0);
    for (i, j) in kept.iter().copied().chain([(a.tokens.len(), b.tokens.len())]) {
        if i > from.0 || j > from.1 {
            let number = gaps.len();
            let words = |version: &mut Version<'_, '_>, part: std::ops::Range<usize>| {
                version.tokens[part.clone()].iter_mut().for_each(|read| read.gap = Some(number));
                version.tokens[part].iter().filter(|read| read.is_lone && read.token.is_word()).count()
            };
            let lone_words = [words(&mut old, from.0..i), words(&mut new, from.1..j)];
            gaps.push(Gap { old: from.0..i, new: from.1..j, lone_words });
        }
        from = (i + 1, j + 1);
    }
    let group = Flagged { old, new, vocabulary: reading.vocabulary, kept, gaps };
    let amounts = figures::changed(&group);
    let quotation = quotation::changed(&group);
    let scope = Scope::of(&group);
    let status = legal::status(&scope);
    let mut found = Vec::new();
    let mut add = |is_raised: bool, flag: Flag| found.extend(is_raised.then_some(flag));
    add(amounts.number, Flag::Number);
    add(amounts.money, Flag::Money);
    add(amounts.date, Flag::Date);
    add(names::changed(&group, &reading.names) || roles::exchanged(&group, &reading.names), Flag::Name);
    add(quotation.changed, Flag::Quotation);
    add(quotation.cut, Flag::CutInQuotation);
    add(attribution::changed(&group), Flag::Attribution);
    add(negation::changed(&scope, &amounts), Flag::Negation);
    add(certainty::changed(&scope, &amounts, status), Flag::Certainty);
    add(status.is_replaced || status.is_by_itself, Flag::LegalStatus);
    found
}

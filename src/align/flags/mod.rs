//! What an editor must see in an edited group: numbers, names, quotations and attributions that are no longer the same.
//!
//! In: both versions of a group, with what became of each token. Out: [`Flag`]s, sorted, each once; exchanging the versions gives the
//! same. Only words are looked at, so typography never raises a flag. Names are told by their capital letter: scripts without case
//! give no name flags, and where nouns have capitals too (German), only those without an article or adjective count. A flag says
//! where to look; it does not say that something is wrong.

mod attribution;
mod names;
mod numbers;
mod quotation;
#[cfg(test)]
mod tests;

use super::Change;
use super::side::{Side, SideKind, SideToken};
use super::words::{Links, Marks, Sequence};
use crate::text::Word;

pub(super) use names::Names;

/// A change inside an edited group that an editor must see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Flag {
    /// A number became another, came or went by itself; `12` for `twelve` is none.
    Number,
    /// A name became another, came or went by itself.
    Name,
    /// Words inside a quotation became others, or words left or entered quotation marks.
    Quotation,
    /// Somebody else is named as the one who said it, or a statement that is no quotation lost or gained its source.
    Attribution,
    /// One version has a quotation without words that the other has in it, and no ellipsis stands there.
    CutInQuotation,
}

/// Words by which something came or went "by itself": longer runs are new or dropped matter, and shown as such.
const MAX_LONE_WORDS: usize = 3;

/// Words that take the place of a number alone at most.
const MAX_PARAPHRASED_WORDS: usize = 2;

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
}

/// One version of a group.
struct Version<'s, 'p> {
    side: &'s Side<'p>,
    tokens: Vec<Read<'s>>,
}

impl<'s, 'p> Version<'s, 'p> {
    fn of(side: &'s Side<'p>, sequence: &Sequence, marks: &[Change]) -> Self {
        let prepared = side.prepared;
        let first = sequence.tokens.first().map_or(0, |token| token.span.start);
        let mut word = prepared.words.partition_point(|word| word.span.start < first);
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
            }
        };
        Version { side, tokens: sequence.tokens.iter().zip(marks).map(read).collect() }
    }

    fn form(&self, word: &Word) -> &'s str {
        self.side.prepared.form(word)
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
}

/// A group with everything that the flags read.
struct Flagged<'s, 'o, 'n> {
    old: Version<'s, 'o>,
    new: Version<'s, 'n>,
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
    names: &Names,
) -> Vec<Flag> {
    let kept: Vec<(usize, usize)> =
        links.iter().enumerate().filter_map(|(i, link)| link.filter(|(_, on)| *on).map(|(j, _)| (i, j))).collect();
    let mut gaps = Vec::new();
    let mut from = (0, 0);
    for (i, j) in kept.iter().copied().chain([(a.tokens.len(), b.tokens.len())]) {
        if i > from.0 || j > from.1 {
            gaps.push(Gap { old: from.0..i, new: from.1..j });
        }
        from = (i + 1, j + 1);
    }
    let group = Flagged { old: Version::of(old, a, &marks.old), new: Version::of(new, b, &marks.new), kept, gaps };
    let mut found = Vec::new();
    let mut add = |is_raised: bool, flag: Flag| found.extend(is_raised.then_some(flag));
    add(numbers::changed(&group), Flag::Number);
    add(names::changed(&group, names), Flag::Name);
    let quotation = quotation::changed(&group);
    add(quotation.changed, Flag::Quotation);
    add(attribution::changed(&group), Flag::Attribution);
    add(quotation.cut, Flag::CutInQuotation);
    found
}

/// What words stand for, and how it is compared.
struct Things<A, B, S> {
    /// What a token of the old version stands for, if anything.
    of_old: A,
    /// The same for the new one.
    of_new: B,
    /// Whether two are the same.
    same: S,
    /// Whether it tells something if other words take its place: `12` for `several` does, `he` for a name does not.
    may_be_paraphrased: bool,
}

/// Whether things that words stand for (numbers, names) changed from one version to the other.
///
/// In a gap where both sides have some, they differ; or some came or went in a run of three words or fewer, and did not merely change
/// their place.
fn replaced<T: PartialEq>(
    group: &Flagged<'_, '_, '_>,
    things: &Things<impl Fn(usize) -> Option<T>, impl Fn(usize) -> Option<T>, impl Fn(&T, &T) -> bool>,
) -> bool {
    let same = &things.same;
    let mut lone: [Vec<T>; 2] = [Vec::new(), Vec::new()];
    let mut elsewhere: [Vec<T>; 2] = [Vec::new(), Vec::new()];
    for gap in &group.gaps {
        let words = |version: &[Read<'_>]| version.iter().filter(|read| read.is_lone && read.token.is_word()).count();
        let (n_old, n_new) = (words(&group.old.tokens[gap.old.clone()]), words(&group.new.tokens[gap.new.clone()]));
        let is_alone = if n_old.min(n_new) == 0 {
            n_old.max(n_new) <= MAX_LONE_WORDS && !attribution::is_in(group, gap)
        } else {
            things.may_be_paraphrased && n_old.max(n_new) <= MAX_PARAPHRASED_WORDS
        };
        let mut here: Vec<T> = gap.old.clone().filter(|at| group.old.tokens[*at].is_lone).filter_map(&things.of_old).collect();
        let mut there: Vec<T> = gap.new.clone().filter(|at| group.new.tokens[*at].is_lone).filter_map(&things.of_new).collect();
        cancel(&mut here, &mut there, same);
        if !here.is_empty() && !there.is_empty() {
            return true;
        }
        let places = if is_alone { &mut lone } else { &mut elsewhere };
        places[0].append(&mut here);
        places[1].append(&mut there);
    }
    // One that went here and came there changed its place; forms of it, as Russia for Russian, do not do.
    let [mut gone, mut come] = lone;
    let [mut gone_long, mut come_long] = elsewhere;
    cancel(&mut gone, &mut come, T::eq);
    cancel(&mut gone, &mut come_long, T::eq);
    cancel(&mut gone_long, &mut come, T::eq);
    !gone.is_empty() || !come.is_empty()
}

/// More than this many things on one side are not held against each other: the comparison is quadratic.
const MAX_COMPARED: usize = 64;

/// Takes out of both what both have.
fn cancel<T>(a: &mut Vec<T>, b: &mut Vec<T>, same: impl Fn(&T, &T) -> bool) {
    if a.len() > MAX_COMPARED || b.len() > MAX_COMPARED {
        return;
    }
    a.retain(|x| match b.iter().position(|y| same(x, y)) {
        Some(at) => {
            b.remove(at);
            false
        }
        None => true,
    });
}

//! Negation: whether a claim was turned into its opposite.
//!
//! In: an edited group. Out: whether a `not` came to or went from something that both versions say, or a word became its opposite
//! (`rose`, `fell`; `safe`, `unsafe`), and the two do not make up for each other: `did not accept` is `rejected`. `Failed to` is `did
//! not`, of words that repeat one negation (`no ... nada`) one counts, and a word that holds one (`debt-free`) stands for it.

use super::Version;
use super::amounts::Kind;
use super::figures::Figures;
use super::scope::Scope;
use super::terms::Vocabulary;
use crate::align::side::SideKind;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Words between a particle (`ne`) and the word that makes it a negation.
const MAX_TO_PARTICLE: usize = 7;
/// Words behind a negator in which its particle stands where it is the subject.
const MAX_TO_SUBJECT: usize = 3;
/// Opposites of one axis that are held against each other at most.
const MAX_HELD: usize = 16;
/// Words of a clause up to which the part of a verb at its end is looked for.
const MAX_CLAUSE: usize = 24;
/// Letters of a word that an affix turns, at least.
const MIN_TURNED: usize = 4;
/// Words between a negation and the word that it turns: not seriously hurt.
const MAX_TO_TURNED: usize = 4;

/// Whether the claims of the group were turned.
pub(super) fn changed(scope: &Scope<'_, '_, '_, '_>, figures: &Figures) -> bool {
    let group = scope.group;
    let vocabulary = group.vocabulary;
    let (mut old, mut new) = (Negators::of(&group.old, vocabulary), Negators::of(&group.new, vocabulary));
    // The end of March is a date.
    for (negators, amounts) in [&mut old, &mut new].into_iter().zip(&figures.amounts) {
        let is_part = |value: &str| value.starts_with('q');
        let parts = amounts.iter().filter(|amount| amount.kind == Kind::Date && is_part(&amount.value));
        negators.covered.extend(parts.flat_map(|amount| amount.words.clone()));
    }
    let opposites = [polar(&group.old, vocabulary, &old.covered), polar(&group.new, vocabulary, &new.covered)];
    let mut heads = [Vec::new(), Vec::new()];
    let turned = turned(scope, &opposites, &mut heads) + turned_by_affix(scope, [&old.covered, &new.covered], &mut heads);
    // What is said of a word that was turned is said of it in both versions: unhurt, not hurt.
    let is_before_head = |side: usize, words: &Range<usize>| {
        let version = if side == 0 { &group.old } else { &group.new };
        let is_near = |head: usize| head >= words.end && head - words.end < MAX_TO_TURNED;
        let is_one_clause = |head: usize| (words.end - 1..head).all(|at| !version.is_clause_end(at));
        let is_lone = || words.clone().any(|at| version.is_lone_at(at));
        heads[side].iter().any(|head| is_near(*head) && is_one_clause(*head)) && is_lone()
    };
    let is_counted = |side: usize, words: &Range<usize>| scope.is_anchored(side, words) || is_before_head(side, words);
    let counted = |side: usize, found: &Negators| found.places.iter().filter(|words| is_counted(side, words)).count();
    let held = |there: &Negators, here: &Negators| there.n_held.saturating_sub(here.n_held);
    // A negation that both versions have in the same place makes up for none.
    let free = |version: &Version<'_, '_>, found: &Negators| {
        found.places.iter().filter(|words| (*words).clone().any(|at| version.is_lone_at(at))).count()
    };
    let gone = counted(0, &old).saturating_sub(free(&group.new, &new) + held(&new, &old));
    let come = counted(1, &new).saturating_sub(free(&group.old, &old) + held(&old, &new));
    let excess = gone + come;
    // He denied it, he said it was not so.
    let is_said_so = |side: usize| {
        let rejects = |found: &Polar| found.axis == "accept" && !found.is_positive;
        let n = |side: usize| opposites[side].iter().filter(|found| rejects(found)).count();
        n(side) > n(1 - side)
    };
    let is_explained = turned == 0 && (gone > 0 && is_said_so(1) || come > 0 && is_said_so(0));
    if excess > 0 && turned > 0 { (excess + turned) % 2 == 1 } else { excess > 0 && !is_explained || turned > 0 }
}

/// The negations of a version.
struct Negators {
    /// The words of each.
    places: Vec<Range<usize>>,
    /// Words that are part of a negation or of a phrase that only looks like one.
    covered: BTreeSet<usize>,
    /// Words that hold a negation of something, which only this version has: debt-free.
    n_held: usize,
}

impl Negators {
    fn of(version: &Version<'_, '_>, vocabulary: &Vocabulary) -> Negators {
        let mut found = Negators { places: Vec::new(), covered: BTreeSet::new(), n_held: 0 };
        let (mut particle, mut last): (Option<usize>, Option<usize>) = (None, None);
        let mut at = 0;
        while at < version.words.len() {
            if at > 0 && version.is_clause_end(at - 1) {
                (particle, last) = (None, None);
            }
            let Some(term) = vocabulary.term(&vocabulary.negators, version, at) else {
                at += 1;
                continue;
            };
            let words = at..at + term.words;
            // That none: the particle of "only" is elided before a negation.
            let elided = || vocabulary.negators.value(vocabulary.without_elision(version.form_at(at).unwrap_or("")));
            let value = if term.value == "limit" && term.words == 1 { elided().unwrap_or("limit") } else { term.value };
            let is_negation = match value {
                "not" => !is_number_sign(version, at, term.words),
                "concord" => last.is_none(),
                "after-ne" => {
                    let is_behind = particle.is_some_and(|particle| at - particle <= MAX_TO_PARTICLE);
                    last.is_none() && (is_behind || is_before_particle(version, vocabulary, words.end))
                }
                "particle" => {
                    particle = Some(at);
                    false
                }
                "held" => {
                    found.n_held += usize::from(words.clone().any(|at| version.is_lone_at(at)));
                    false
                }
                _ => false,
            };
            if term.words > 1 && term.value != "held" {
                found.covered.extend(words.clone());
            }
            at = words.end;
            if is_negation {
                last = Some(at);
                found.places.push(words);
            }
        }
        found
    }
}

/// `Personne n'a été blessé`: the particle stands behind the negator that is the subject.
fn is_before_particle(version: &Version<'_, '_>, vocabulary: &Vocabulary, from: usize) -> bool {
    let is_particle = |at: usize| vocabulary.term(&vocabulary.negators, version, at).is_some_and(|term| term.value == "particle");
    (from..from + MAX_TO_SUBJECT).take_while(|at| !version.is_clause_end(*at - 1)).any(is_particle)
}

/// `No. 3`.
fn is_number_sign(version: &Version<'_, '_>, at: usize, words: usize) -> bool {
    let is_number = |at: usize| version.read_at(at).and_then(|read| read.word).is_some_and(|word| word.number);
    words == 1 && is_number(at + 1) && version.form_at(at).is_some_and(|form| form.len() == 2)
}

/// A word that has an opposite.
struct Polar {
    axis: &'static str,
    is_positive: bool,
    words: Range<usize>,
    /// A function word, which tells little by itself.
    is_small: bool,
}

impl Polar {
    /// One for each axis on which the word has an opposite: lifted is neither imposed nor upheld.
    fn of(version: &Version<'_, '_>, value: &'static str, words: &Range<usize>) -> impl Iterator<Item = Polar> {
        let is_small = version.read_at(words.start).is_some_and(|read| read.token.kind == SideKind::Stop);
        let words = words.clone();
        let polar = move |end: &'static str| {
            let (axis, is_positive) = (end.trim_end_matches(['+', '-']), end.ends_with('+'));
            Polar { axis, is_positive, words: words.clone(), is_small }
        };
        value.split(' ').map(polar)
    }
}

/// The words of a version that have opposites and that only it has.
fn polar(version: &Version<'_, '_>, vocabulary: &Vocabulary, covered: &BTreeSet<usize>) -> Vec<Polar> {
    let mut found = Vec::new();
    let mut at = 0;
    let lists = vocabulary.limits.bit() | vocabulary.separable.bit() | vocabulary.opposites.bit();
    while at < version.words.len() {
        if !version.is_known_as(at, lists) {
            at += 1;
            continue;
        }
        // More than 30 is a limit.
        let limit = vocabulary.term(&vocabulary.limits, version, at).filter(|term| term.words > 1);
        if let Some(limit) = limit {
            at += limit.words;
            continue;
        }
        let separable = (!covered.contains(&at)).then(|| separable(version, vocabulary, at)).flatten();
        if let Some((value, end)) = separable {
            if let Some(lone) = [at, end].into_iter().find(|at| version.is_lone_at(*at)) {
                found.extend(Polar::of(version, value, &(lone..lone + 1)));
            }
            at += 1;
            continue;
        }
        let term = (!covered.contains(&at)).then(|| vocabulary.term(&vocabulary.opposites, version, at)).flatten();
        let Some(term) = term else {
            at += 1;
            continue;
        };
        let words = at..at + term.words;
        if words.clone().any(|at| version.is_lone_at(at)) {
            found.extend(Polar::of(version, term.value, &words));
        }
        at = words.end;
    }
    found
}

/// The value of a verb whose first part ends the clause, and where that part stands: `lehnt den Plan ab`.
fn separable(version: &Version<'_, '_>, vocabulary: &Vocabulary, at: usize) -> Option<(&'static str, usize)> {
    let form = version.form_at(at).filter(|_| version.may_be(at, &vocabulary.separable))?;
    let terms = vocabulary.separable.terms();
    if !terms.begins_with(form) {
        return None;
    }
    let end = (at..at + MAX_CLAUSE).find(|at| version.is_clause_end(*at)).filter(|end| *end > at)?;
    terms.of_two(form, version.form_at(end)?).map(|value| (value, end))
}

/// How many words became their opposites; `heads` takes the first word of each in its version.
fn turned(scope: &Scope<'_, '_, '_, '_>, opposites: &[Vec<Polar>; 2], heads: &mut [Vec<usize>; 2]) -> usize {
    let mut by_axis: BTreeMap<(&str, bool), [Vec<&Polar>; 2]> = BTreeMap::new();
    for (side, found) in opposites.iter().enumerate() {
        for polar in found {
            by_axis.entry((polar.axis, polar.is_positive)).or_default()[side].push(polar);
        }
    }
    // What both have of one end cancels.
    for [old, new] in by_axis.values_mut() {
        let both = old.len().min(new.len());
        old.drain(..both);
        new.drain(..both);
    }
    let mut turned = 0;
    let none = [Vec::new(), Vec::new()];
    for ((axis, is_positive), [old, _]) in &by_axis {
        let [_, new] = by_axis.get(&(*axis, !is_positive)).unwrap_or(&none);
        let answers = |a: &Polar, b: &Polar| {
            if a.is_small || b.is_small { scope.is_in_one_gap(&a.words, &b.words) } else { scope.may_answer(&a.words, &b.words) }
        };
        let pairs = old.iter().take(MAX_HELD).filter(|a| new.iter().take(MAX_HELD).any(|b| answers(a, b))).count();
        if pairs > 0 {
            heads[0].extend(old.iter().map(|polar| polar.words.start));
            heads[1].extend(new.iter().map(|polar| polar.words.start));
        }
        turned += pairs.min(new.len());
    }
    turned
}

/// How many words were turned by their beginning or ending: unsafe, harmless; `heads` takes each of them.
fn turned_by_affix(scope: &Scope<'_, '_, '_, '_>, covered: [&BTreeSet<usize>; 2], heads: &mut [Vec<usize>; 2]) -> usize {
    let group = scope.group;
    fn lone<'s>(version: &Version<'s, '_>, covered: &BTreeSet<usize>) -> BTreeMap<&'s str, usize> {
        let words = (0..version.words.len()).rev().filter(|at| version.is_lone_at(*at) && !covered.contains(at));
        words.filter_map(|at| version.form_at(at).map(|form| (form, at))).collect()
    }
    let words = [lone(&group.old, covered[0]), lone(&group.new, covered[1])];
    let vocabulary = group.vocabulary;
    let mut turned = 0;
    for side in [0, 1] {
        let others = &words[1 - side];
        for (form, at) in words[side].iter().filter(|(form, _)| form.len() >= MIN_TURNED) {
            let by_beginning = vocabulary.turning.iter().filter_map(|beginning| form.strip_prefix(beginning));
            let by_beginning = by_beginning.filter(|rest| rest.chars().count() >= MIN_TURNED).find_map(|rest| others.get(rest));
            let by_ending = || {
                let stems = vocabulary.turned_endings.iter().filter_map(|(turned, other)| Some((form.strip_suffix(turned)?, other)));
                let stems = stems.filter(|(stem, _)| stem.chars().count() >= MIN_TURNED);
                stems.into_iter().find_map(|(stem, other)| others.get(format!("{stem}{other}").as_str()))
            };
            let Some(other) = by_beginning.or_else(by_ending).filter(|_| !heads[side].contains(at)) else { continue };
            turned += 1;
            heads[side].push(*at);
            heads[1 - side].push(*other);
        }
    }
    turned
}

//! Attributions: who is named as the one who said it.
//!
//! In: an edited group. Out: whether its speakers changed. A verb of saying outside quotations is found by a list of several languages;
//! the speaker is the words beside it, up to the next mark or small word. A pronoun may stand for anybody, "Kerry" for "John Kerry".
//! A language whose verbs are not listed raises no flag.

use super::known::{SAYING, SHOWING};
use super::terms::Vocabulary;
use super::{Flagged, Gap, MAX_LONE_WORDS, Version};
use crate::align::side::SideKind;
use crate::lexicon::{List, list};
use crate::text::{Word, similar_phrases};
use std::collections::BTreeSet;

/// Words of a speaker that are read at most on each side of the verb.
const MAX_SPEAKER_WORDS: usize = 8;

/// Words of the title of a paper at most.
const MAX_TITLE_WORDS: usize = 4;

/// A telling word of a speaker.
#[derive(Debug, Clone, Copy)]
struct Said<'s> {
    key: u64,
    form: &'s str,
    has_capital: bool,
}

/// Likeness from which on two words that are no names are spellings of one: defence, defense are .86, police and policy .83.
const MIN_LIKE: f64 = 0.85;

/// Somebody who says something.
#[derive(Debug)]
struct Speaker<'s> {
    /// Its telling words, but for what somebody is at law (the accused); none for a pronoun.
    words: Vec<Said<'s>>,
    /// How many of them name the speaker; the others tell of the speaker between commas.
    n_naming: usize,
    /// The last word of the name nearest to the verb, if it has a capital.
    name: Option<u64>,
    /// Whether any word of it, or its verb, stands in this version only.
    is_touched: bool,
    /// Whether all of it does, or the verb and a word or two while all else stayed: the rebels say they shot it down.
    is_lone: bool,
}

/// Whether the speakers of the group changed.
pub(super) fn changed(group: &Flagged<'_, '_, '_>) -> bool {
    let lone_gaps = |side: usize| -> BTreeSet<usize> {
        let is_lone = |gap: &Gap| gap.lone_words[1 - side] == 0 && (2..=MAX_LONE_WORDS).contains(&gap.lone_words[side]);
        (0..group.gaps.len()).filter(|at| is_lone(&group.gaps[*at])).collect()
    };
    let old = speakers(&group.old, group.vocabulary, &lone_gaps(0));
    let new = speakers(&group.new, group.vocabulary, &lone_gaps(1));
    let has_quotation = |version: &Version<'_, '_>| {
        let is_quoted = |at: &usize| version.tokens[*at].quotation.is_some() && !is_of_title(version, *at);
        version.words.iter().any(is_quoted)
    };
    let lone = [&old, &new].map(|speakers| speakers.iter().filter(|speaker| speaker.is_lone).count());
    let is_lost = lone[0].min(lone[1]) == 0 && lone[0] != lone[1] && old.len() - lone[0] == new.len() - lone[1];
    if is_lost || old.is_empty() || new.is_empty() {
        // Beside a quotation a neighbour may name the speaker; a bare statement lost or gained its source.
        return is_lost && !has_quotation(&group.old) && !has_quotation(&group.new) && has_kept_statement(group);
    }
    let strangers = |here: &[Speaker<'_>], there: &[Speaker<'_>]| {
        here.iter().take(16).any(|speaker| !there.iter().take(16).any(|other| may_be(speaker, other)) && speaker.is_touched)
    };
    strangers(&old, &new) && strangers(&new, &old)
}

/// Whether a gap holds a verb of saying, so that names in it came or went as a speaker.
pub(super) fn is_in(group: &Flagged<'_, '_, '_>, gap: &Gap) -> bool {
    let any = |version: &Version<'_, '_>, part: std::ops::Range<usize>| {
        part.filter_map(|at| version.tokens[at].word).any(|word| list(List::VerbsOfSaying).contains(version.form(word)))
    };
    any(&group.old, gap.old.clone()) || any(&group.new, gap.new.clone())
}

/// Whether word number `at` is a verb of saying.
pub(super) fn says(version: &Version<'_, '_>, at: usize) -> bool {
    version.is_known_as(at, SAYING)
}

/// What was said stands in both: a telling word at least was kept.
fn has_kept_statement(group: &Flagged<'_, '_, '_>) -> bool {
    group.kept.iter().filter(|(i, _)| group.old.tokens[*i].token.kind == SideKind::Content).count() >= 2
}

/// Whether two speakers may be one.
fn may_be(a: &Speaker<'_>, b: &Speaker<'_>) -> bool {
    let is_one =
        |a: &Said<'_>, b: &Said<'_>| a.key == b.key || !a.has_capital && !b.has_capital && similar_phrases(a.form, b.form) >= MIN_LIKE;
    let within = |small: &[Said<'_>], large: &[Said<'_>]| small.iter().all(|word| large.iter().any(|other| is_one(word, other)));
    within(&a.words[..a.n_naming], &b.words) || within(&b.words[..b.n_naming], &a.words) || (a.name.is_some() && a.name == b.name)
}

/// The speakers of a version; `lone_gaps` are those in which nothing but two or three words of it stand.
fn speakers<'s>(version: &Version<'s, '_>, vocabulary: &Vocabulary, lone_gaps: &BTreeSet<usize>) -> Vec<Speaker<'s>> {
    let mut found = Vec::new();
    let openings = SAYING | SHOWING | vocabulary.own_accounts.bit() | vocabulary.sources.bit();
    for (number, at) in version.words.iter().copied().enumerate() {
        if !version.is_known_as(number, openings) {
            continue;
        }
        let read = &version.tokens[at];
        if read.quotation.is_some() {
            continue;
        }
        if let Some(term) = vocabulary.term(&vocabulary.own_accounts, version, number) {
            let (first, last) = (at, version.words[number + term.words - 1]);
            found.push(speaker(version, vocabulary, (&[], 0), first..last + 1, lone_gaps));
            continue;
        }
        let source = vocabulary.term(&vocabulary.sources, version, number);
        let is_said = || says(version, number) && !is_adjective(version, vocabulary, number);
        if source.is_none() && !is_said() && !is_shown(version, number) {
            continue;
        }
        let verb = source.map_or(at, |term| version.words[number + term.words - 1]);
        let (mut part, mut n_naming) = if source.is_some() { (Vec::new(), 0) } else { before(version, vocabulary, at) };
        let is_subject = |word: &Word| !list(List::Auxiliaries).contains(version.form(word));
        if !part.iter().any(|at| version.tokens[*at].word.is_some_and(is_subject)) {
            part = after(version, verb);
            n_naming = part.len();
        }
        found.push(speaker(version, vocabulary, (&part, n_naming), verb..verb + 1, lone_gaps));
    }
    found
}

/// The words before the verb at `at`, nearest first, and how many of them name the speaker, back to a mark or a small word behind telling ones: `the mayor of Lorne` is one speaker.
fn before(version: &Version<'_, '_>, vocabulary: &Vocabulary, at: usize) -> (Vec<usize>, usize) {
    let apposition = apposition(version, at);
    let at = apposition.as_ref().map_or(at, |part| part.start);
    let mut found = Vec::new();
    let is_joiner = |place: usize| {
        let word = version.tokens[place].word.filter(|_| version.tokens[place].quotation.is_none());
        word.is_some_and(|word| vocabulary.date_joiners.value(version.form(word)).is_some())
    };
    for place in (at.saturating_sub(MAX_SPEAKER_WORDS)..at).rev() {
        if !goes_on(version, place, &found) && !is_joiner(place) {
            break;
        }
        found.push(place);
    }
    // The name comes first; what is told of it may stand for it.
    let n_naming = found.len();
    found.extend(apposition.into_iter().flatten());
    (found, n_naming)
}

/// What is told of a name between commas before the verb at `at`: Anna Rask, who leads the union, said.
fn apposition(version: &Version<'_, '_>, at: usize) -> Option<std::ops::Range<usize>> {
    let is_comma = |place: usize| version.side.shown(&version.tokens[place].token) == ",";
    let close = at.checked_sub(1).filter(|place| is_comma(*place) && version.tokens[*place].quotation.is_none())?;
    let inside = (close.saturating_sub(MAX_SPEAKER_WORDS + 1)..close).rev();
    let open = inside.take_while(|place| version.tokens[*place].quotation.is_none()).find(|place| is_comma(*place))?;
    let name = &version.tokens[open.checked_sub(1)?];
    let is_date = |form: &str| [List::Months, List::Weekdays].into_iter().any(|kind| list(kind).contains(form));
    name.word.filter(|word| word.capital && !word.stop && name.quotation.is_none() && !is_date(version.form(word))).map(|_| open..close)
}

/// The words behind the verb at `at`, nearest first.
fn after(version: &Version<'_, '_>, at: usize) -> Vec<usize> {
    let mut found = Vec::new();
    for place in at + 1..(at + 1 + MAX_SPEAKER_WORDS).min(version.tokens.len()) {
        if !goes_on(version, place, &found) {
            break;
        }
        found.push(place);
    }
    found
}

/// Whether the token at `place` still belongs to the speaker of which `found` was read.
fn goes_on(version: &Version<'_, '_>, place: usize, found: &[usize]) -> bool {
    let read = &version.tokens[place];
    if is_of_title(version, place) {
        return true;
    }
    let Some(word) = read.word.filter(|_| read.quotation.is_none()) else { return is_hyphen(version, place) };
    let has_telling = found.iter().any(|at| version.tokens[*at].token.kind == SideKind::Content);
    let form = version.form(word);
    !(list(List::OpenersOfStatements).contains(form) || (word.stop || word.number || list(List::Limits).contains(form)) && has_telling)
}

/// Whether word number `at`, a verb of saying in form, stands as an adjective: an alleged ringleader.
fn is_adjective(version: &Version<'_, '_>, vocabulary: &Vocabulary, at: usize) -> bool {
    let form = version.form_at(at).unwrap_or("");
    let stands_before_noun = || {
        let before = at.checked_sub(1).filter(|before| !version.is_clause_end(*before));
        let before = before.and_then(|before| version.read_at(before)).and_then(|read| read.word);
        let is_small = |word: &Word| word.number || word.stop && !list(List::Pronouns).contains(version.form(word));
        before.is_none_or(is_small) && version.are_close(at) && version.is_telling_at(at + 1)
    };
    vocabulary.hedges.value(form).is_some() && stands_before_noun()
}

/// Whether word number `at` tells what a document shows: the memo shows.
fn is_shown(version: &Version<'_, '_>, at: usize) -> bool {
    let is_document = |at: usize| version.form_at(at).is_some_and(|form| list(List::Documents).contains(form));
    let is_in = |at: usize, kind: List| version.form_at(at).is_some_and(|form| list(kind).contains(form));
    // Behind what is shown the verb may come first: montre le rapport.
    let is_turned = || at > 0 && version.is_clause_end(at - 1) && is_in(at + 1, List::Determiners) && is_document(at + 2);
    version.is_known_as(at, SHOWING)
        && (is_turned() || at.checked_sub(1).is_some_and(|before| version.are_close(before) && is_document(before)))
}

/// Whether the token at `place` is a word of a title in quotation marks, or one of its marks: the »Talpost«.
fn is_of_title(version: &Version<'_, '_>, place: usize) -> bool {
    let word = [Some(place), place.checked_sub(1), Some(place + 1)].into_iter().flatten();
    let at = word.filter_map(|at| version.tokens.get(at).map(|read| (at, read))).find(|(_, read)| read.quotation.is_some());
    let is_mark = version.tokens[place].token.kind == SideKind::Typography;
    let Some((at, read)) = at.filter(|(at, _)| *at == place || is_mark) else { return false };
    let is_inside = |at: &usize| version.tokens[*at].quotation == read.quotation;
    let first = (at.saturating_sub(MAX_TITLE_WORDS + 1)..=at).rev().take_while(is_inside).last().unwrap_or(at);
    let last = (at..version.tokens.len().min(at + MAX_TITLE_WORDS + 2)).take_while(is_inside).last().unwrap_or(at);
    let is_title_word = |at: usize| match version.tokens[at].word {
        Some(word) => word.capital,
        None => version.tokens[at].token.kind == SideKind::Typography,
    };
    let words = (first..=last).filter(|at| version.tokens[*at].word.is_some()).count();
    let before = (first.saturating_sub(2)..first).rev().find_map(|at| version.tokens[at].word);
    let is_introduced = before.is_some_and(|word| list(List::Determiners).contains(version.form(word)));
    is_introduced && words <= MAX_TITLE_WORDS && (first..=last).all(is_title_word)
}

fn is_hyphen(version: &Version<'_, '_>, place: usize) -> bool {
    version.side.shown(&version.tokens[place].token) == "-"
}

/// The speaker of these words, of whom the tokens of `verb` tell that somebody says something.
fn speaker<'s>(
    version: &Version<'s, '_>,
    vocabulary: &Vocabulary,
    (part, n_naming): (&[usize], usize),
    verb: std::ops::Range<usize>,
    lone_gaps: &BTreeSet<usize>,
) -> Speaker<'s> {
    // The accused is the convicted: that has a flag of its own.
    let is_person = |word: &&Word| vocabulary.legal.value(version.form(word)).is_none_or(|stage| stage.contains(':'));
    let telling = |part: &[usize]| -> Vec<&Word> {
        let telling = part.iter().filter(|at| version.tokens[**at].token.kind == SideKind::Content);
        telling.filter_map(|at| version.tokens[*at].word).filter(is_person).collect()
    };
    let (n_naming, telling) = (telling(&part[..n_naming]).len(), telling(part));
    let has_capital = |word: &Word| word.span.of(&version.side.prepared.article.text).starts_with(char::is_uppercase);
    let words: Vec<Said<'s>> =
        telling.iter().map(|word| Said { key: word.key, form: version.form(word), has_capital: word.capital }).collect();
    // Behind the verb a title comes first: said coach Olaf Brink.
    let is_behind = part.first().is_some_and(|first| *first >= verb.end);
    let name = if is_behind { telling.iter().take_while(|word| has_capital(word)).last() } else { telling.first() };
    let gap = version.tokens.get(verb.start).and_then(|read| read.gap).filter(|_| version.tokens[verb.start].is_lone);
    let is_verb_by_itself = gap.is_some_and(|gap| lone_gaps.contains(&gap));
    let all = || part.iter().copied().chain(verb.clone()).map(|at| &version.tokens[at]).filter(|read| read.token.is_word());
    Speaker {
        words,
        n_naming,
        name: name.filter(|word| has_capital(word)).map(|word| word.key),
        is_touched: all().any(|read| read.is_lone),
        is_lone: all().all(|read| read.is_lone) || is_verb_by_itself,
    }
}

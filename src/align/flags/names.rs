//! Names: words with a capital letter that do not owe it to their place.
//!
//! In: both texts once, then edited groups. Out: whether a group's names changed. A word that opens a sentence, or stands in a headline
//! where every word has a capital, is a name if the texts have it as one elsewhere. Where nouns have capitals (German), a capital
//! word behind an article, an adjective or an acronym and its hyphen is a noun. What belongs to a nation counts as its name.

use super::terms::Vocabulary;
use super::{Flagged, MAX_LONE_WORDS, Version, attribution};
use crate::align::side::Side;
use crate::lexicon::{List, list};
use crate::text::{KeyMap, Word, key_of};
use std::ops::Range;

/// From this share of capital words among the telling ones on, a text gives its nouns capitals. English and Spanish news have a fifth
/// to a third, German half to two thirds.
const NOUNS_HAVE_CAPITALS: f32 = 0.45;
/// From this share on, the words of a sentence owe their capitals to its style: headlines ...
const HEADLINE_CAPITALS: f32 = 0.75;
/// ... and from this one where nouns have capitals anyway.
const ALL_CAPITALS: f32 = 0.95;

/// Which words of two texts are names.
#[derive(Debug, Default)]
pub(in crate::align) struct Names {
    /// How often a word stood as a name, less how often as another word.
    votes: KeyMap<i32>,
    nouns_have_capitals: bool,
}

impl Names {
    /// Reads both versions; a text whose language is not known tells by its share of capitals whether nouns have them. Linear.
    pub(in crate::align) fn of(old: &Side<'_>, new: &Side<'_>, vocabulary: &Vocabulary) -> Names {
        let by_share = || {
            let (mut telling, mut capitals) = (0, 0);
            for side in [old.prepared, new.prepared] {
                for word in side.words.iter().filter(|word| !word.stop && !word.number) {
                    telling += 1;
                    capitals += usize::from(word.capital);
                }
            }
            capitals as f32 > telling as f32 * NOUNS_HAVE_CAPITALS
        };
        let nouns_have_capitals = if vocabulary.is_known { vocabulary.has_noun_capitals } else { by_share() };
        let mut names = Names { votes: KeyMap::default(), nouns_have_capitals };
        let mut asked = vec![0_u64; ASKED / 64];
        for side in [old, new] {
            for word in side.prepared.words.iter().filter(|word| !is_small(word) && may_be_name(side, word)) {
                let place = bare_key(side, word) as usize % ASKED;
                asked[place / 64] |= 1 << (place % 64);
            }
        }
        for side in [old, new] {
            names.read(side, &asked);
        }
        names
    }

    /// Whether most of the words of a sentence have capitals.
    pub(super) fn is_headline(&self, words: &[Word]) -> bool {
        is_headline(words, self.nouns_have_capitals)
    }

    /// Whether nouns have capitals as names have.
    pub(super) fn have_capitals_as_nouns(&self) -> bool {
        self.nouns_have_capitals
    }

    /// Counts the words of a side; small ones only where `asked` says that they may stand with a capital elsewhere.
    fn read(&mut self, side: &Side<'_>, asked: &[u64]) {
        let prepared = side.prepared;
        for sentence in &prepared.sentences {
            let words = prepared.words_of(sentence);
            if self.is_headline(words) {
                continue;
            }
            for (at, word) in words.iter().enumerate().skip(1).filter(|(_, word)| !word.number) {
                let place = word.key as usize % ASKED;
                if is_small(word) && asked[place / 64] & 1 << (place % 64) == 0 {
                    continue;
                }
                let before = &words[at - 1];
                let is_name = self.stands_as_name(side, word, Some(before), words.get(at + 1));
                *self.votes.entry(bare_key(side, word)).or_default() += if is_name { 1 } else { -1 };
            }
        }
    }

    fn stands_as_name(&self, side: &Side<'_>, word: &Word, before: Option<&Word>, after: Option<&Word>) -> bool {
        // A word of letters alone is not elided.
        if !word.capital && word.is_plain {
            return false;
        }
        let shown = word.span.of(&side.prepared.article.text);
        if !(word.capital || has_capital_behind_elision(shown)) || word.number || (word.stop && !has_capitals(shown)) {
            return false;
        }
        if is_acronym(shown) {
            return true;
        }
        let takes_noun = |before: &Word| takes_noun(side, before, after) || is_head_of_acronym(side, before, word);
        !self.nouns_have_capitals || !before.is_some_and(takes_noun)
    }

    /// Whether the token at `at` is a name. Days, months, currencies and titles are none: they have flags of their own, or say who is meant only
    /// beside a name.
    pub(super) fn is_name(&self, version: &Version<'_, '_>, at: usize) -> bool {
        let Some(word) = version.tokens[at].word else { return false };
        if !word.capital && !version.side.shown(&version.tokens[at].token).contains(char::is_uppercase) {
            return false;
        }
        let prepared = version.side.prepared;
        let sentence = &prepared.sentences[word.sentence as usize];
        let words = prepared.words_of(sentence);
        let place = words.partition_point(|other| other.span.start < word.span.start);
        let is_in_form = || {
            let votes = self.votes.get(&bare_key(version.side, word)).copied().unwrap_or(0);
            let shown = word.span.of(&prepared.article.text);
            let is_headline = version.is_headline(word.sentence);
            if place == 0 && is_acronym(shown) && !is_headline {
                return true;
            }
            if place == 0 || is_headline {
                let is_capital = shown.starts_with(char::is_uppercase) || has_capital_behind_elision(shown);
                return is_capital && !word.stop && votes > 0;
            }
            self.stands_as_name(version.side, word, Some(&words[place - 1]), words.get(place + 1)) && votes >= 0
        };
        if !is_in_form() {
            return false;
        }
        let form = version.form(word);
        if [List::Weekdays, List::Months, List::Titles, List::Currencies].into_iter().any(|kind| list(kind).contains(form)) {
            return false;
        }
        let is_counting = || [List::Scales, List::NumberWords].into_iter().any(|kind| list(kind).contains(form));
        let is_part_of_date = || list(List::DateWords).value(form).is_some_and(|value| value.starts_with(['q', 'k', 'd']));
        // Parts and sizes need no number before them: hundreds, a quarter.
        let is_size = || {
            let value = list(List::NumberWords).value(form).filter(|value| value.starts_with(|c: char| c.is_ascii_digit()));
            value.is_some_and(|value| value.ends_with('+') || value.parse::<f64>().is_ok_and(|value| value < 1.0 && value > 0.0))
        };
        let is_cut_day = || [List::DottedWeekdays, List::DottedMonths].into_iter().any(|kind| list(kind).contains(form));
        // `nach Angaben der Polizei`: the noun leads to a source.
        let before = place.checked_sub(1).map(|before| prepared.form(&words[before]));
        if before.is_some_and(|before| list(List::BeforeSources).contains(&format!("{before} {form}"))) {
            return false;
        }
        let is_behind_number = place > 0 && words[place - 1].number;
        let has_dot = || version.tokens.get(at + 1).is_some_and(|read| version.side.shown(&read.token) == ".");
        !(is_behind_number && is_counting() || is_part_of_date() || is_size() || has_dot() && is_cut_day())
    }
}

/// Places for the words of which is asked whether they are names.
const ASKED: usize = 1 << 16;

/// Whether a word is letters alone and begins with a small one: nobody asks whether it is a name.
fn is_small(word: &Word) -> bool {
    word.lower && word.is_plain && !word.capital
}

/// Whether a word may be a name by itself: a function word with one capital is none wherever it stands.
fn may_be_name(side: &Side<'_>, word: &Word) -> bool {
    !word.stop || has_capitals(word.span.of(&side.prepared.article.text))
}

fn has_capitals(shown: &str) -> bool {
    shown.chars().filter(|c| c.is_uppercase()).count() > 1
}

/// A word of capitals only.
fn is_acronym(shown: &str) -> bool {
    shown.chars().count() > 1 && shown.chars().all(char::is_uppercase)
}

/// Most of the words have capitals.
fn is_headline(words: &[Word], nouns_have_capitals: bool) -> bool {
    // Enough to judge by, and bounded for a text that is one sentence.
    let telling = words.iter().skip(1).take(200).filter(|word| !word.stop && !word.number);
    let (n, capitals) = telling.fold((0_usize, 0_usize), |(n, capitals), word| (n + 1, capitals + usize::from(word.capital)));
    n >= 3 && capitals as f32 >= n as f32 * if nouns_have_capitals { ALL_CAPITALS } else { HEADLINE_CAPITALS }
}

/// Whether the next word is a noun if it has a capital: behind an article, or an adjective by its ending; where the word `after` it has a
/// capital as well, it is rather a name: Trainer Uwe Kranz.
fn takes_noun(side: &Side<'_>, before: &Word, after: Option<&Word>) -> bool {
    let form = side.prepared.form(before);
    // A genitive follows nouns: Leiterin des Museums.
    let has_genitive = after.is_some_and(|after| matches!(side.prepared.form(after), "des" | "eines"));
    list(List::BeforeNouns).contains(form)
        || has_genitive
        || !before.stop
            && !before.capital
            && !after.is_some_and(|after| after.capital && !after.stop)
            && ["e", "en", "er", "es", "em"].iter().any(|ending| form.ends_with(ending))
}

/// Whether a capital stands behind an elided word: d'Orange, L'Avenir.
fn has_capital_behind_elision(shown: &str) -> bool {
    // Most words have no apostrophe: its first byte, or that of the other one, is looked for.
    if !shown.bytes().any(|byte| matches!(byte, b'\'' | 0xe2)) {
        return false;
    }
    let elided = shown.split_once(['\'', '’']).filter(|(_, rest)| rest.starts_with(char::is_uppercase));
    elided.is_some_and(|(before, _)| before.len() <= MAX_ELIDED && list(List::Elisions).contains(&before.to_lowercase()))
}

/// The key of a word without the elided word before it.
fn bare_key(side: &Side<'_>, word: &Word) -> u64 {
    if word.is_plain {
        return word.key;
    }
    let form = side.prepared.form(word);
    match form.split_once('\'').filter(|(before, rest)| !rest.is_empty() && list(List::Elisions).contains(before)) {
        Some((_, rest)) => key_of(rest),
        None => word.key,
    }
}

/// Whether a word is joined to an acronym by a hyphen: the Politiker of CDU-Politiker.
fn is_head_of_acronym(side: &Side<'_>, before: &Word, word: &Word) -> bool {
    let text = &side.prepared.article.text;
    let is_joined = text.get(before.span.end as usize..word.span.start as usize) == Some("-");
    is_joined && is_acronym(before.span.of(text))
}

/// Letters of the longest elided word.
const MAX_ELIDED: usize = 8;

/// Letters of the last part of a compound at least.
const MIN_HEAD: usize = 5;

/// A name that only one version has.
#[derive(Clone, Copy)]
struct Name<'s> {
    /// Its token.
    at: usize,
    /// The folded form, without the English genitive.
    form: &'s str,
    /// A part of the name beside it stayed, as where Obama became Barack Obama.
    is_fuller: bool,
    /// It stands in capitals: a party, a ticker.
    is_acronym: bool,
}

/// Whether the names of the group changed: in a gap where both sides have some, they differ; or some came or went in a run of few words,
/// and did not merely change their place.
pub(super) fn changed(group: &Flagged<'_, '_, '_>, names: &Names) -> bool {
    let mut lone: [Vec<&str>; 2] = [Vec::new(), Vec::new()];
    let mut elsewhere: [Vec<&str>; 2] = [Vec::new(), Vec::new()];
    // What only made a name fuller is none, but may be what stood behind it: Trainer Uwe Kranz, Uwe Kranz, Trainer des Vereins.
    let mut titles: [Vec<&str>; 2] = [Vec::new(), Vec::new()];
    let mut labels: [Vec<&str>; 2] = [Vec::new(), Vec::new()];
    let all = [of(&group.old, names, group.vocabulary), of(&group.new, names, group.vocabulary)];
    for gap in &group.gaps {
        let [mut here, mut there] = [(&all[0], &gap.old), (&all[1], &gap.new)].map(|(all, part)| within(all, part).to_vec());
        cancel(&mut here, &mut there, |a, b| a.form == b.form || is_form_of(a.form, b.form));
        let (is_one_sided, is_other_sided) = (there.is_empty(), here.is_empty());
        for (names, labels) in [&here, &there].into_iter().zip(&mut labels) {
            labels.extend(names.iter().filter(|name| name.is_fuller && name.is_acronym).map(|name| name.form));
        }
        if is_one_sided {
            titles[0].extend(here.extract_if(.., |name| name.is_fuller).map(|name| name.form));
        }
        if is_other_sided {
            titles[1].extend(there.extract_if(.., |name| name.is_fuller).map(|name| name.form));
        }
        // Rahden was beaten by Lohne, Lohne beat Rahden: who did what is told by the words between them.
        let is_elsewhere = |name: &Name<'_>, side: usize| all[side].iter().take(MAX_COMPARED).any(|other| other.form == name.form);
        let changed_places = || here.iter().all(|name| is_elsewhere(name, 1)) && there.iter().all(|name| is_elsewhere(name, 0));
        if !here.is_empty() && !there.is_empty() && !changed_places() {
            return true;
        }
        let [n_old, n_new] = gap.lone_words;
        let is_alone = n_old.min(n_new) == 0 && n_old.max(n_new) <= MAX_LONE_WORDS && !attribution::is_in(group, gap);
        let places = if is_alone { &mut lone } else { &mut elsewhere };
        places[0].extend(here.into_iter().map(|name| name.form));
        places[1].extend(there.into_iter().map(|name| name.form));
    }
    // One that went here and came there changed its place; forms of it, as Russia for Russian, do not do.
    let [mut gone, mut come] = lone;
    let [mut gone_long, mut come_long] = elsewhere;
    cancel(&mut gone, &mut come, |a, b| a == b);
    cancel(&mut gone, &mut come_long, |a, b| a == b);
    cancel(&mut gone_long, &mut come, |a, b| a == b);
    // Hag (CDU), CDU-Politiker Hag.
    let [mut old_titles, mut new_titles] = titles;
    let is_one = |a: &&str, b: &&str| a == b || names.nouns_have_capitals && is_compound_of(a, b);
    cancel(&mut gone, &mut new_titles, is_one);
    cancel(&mut old_titles, &mut come, is_one);
    // Another party, wherever it stands beside the name.
    let [mut old_labels, mut new_labels] = labels;
    cancel(&mut old_labels, &mut new_labels, |a, b| a == b);
    if !old_labels.is_empty() && !new_labels.is_empty() {
        return true;
    }
    !gone.is_empty() || !come.is_empty()
}

/// Those of some names in order that stand in a part of their version.
fn within<'n, 's>(names: &'n [Name<'s>], part: &Range<usize>) -> &'n [Name<'s>] {
    let before = |end: usize| names.partition_point(|name| name.at < end);
    &names[before(part.start)..before(part.end)]
}

/// The names of a version that only it has, in order.
fn of<'s>(version: &Version<'s, '_>, names: &Names, vocabulary: &Vocabulary) -> Vec<Name<'s>> {
    let name = |at: usize| {
        let word = version.tokens[at].word.filter(|_| version.tokens[at].is_lone)?;
        let nation = vocabulary.nation(version, at);
        // Where nouns have capitals an offence looks like a name.
        let is_status = || names.nouns_have_capitals && vocabulary.legal.value(version.form(word)).is_some();
        let is_name = nation.is_some_and(|nation| nation.starts_with('+')) || names.is_name(version, at) && !is_status();
        if !is_name {
            return None;
        }
        let stayed = |other: Option<usize>| {
            other
                .and_then(|other| version.tokens.get(other).map(|read| (other, read)))
                .is_some_and(|(other, read)| !read.is_lone && read.word.is_some() && names.is_name(version, other))
        };
        // What an agency puts behind a name in brackets tells no more of whom it speaks: Corvin Hydro <CVH>.
        let is_mark =
            |at: usize, marks: [&str; 2]| version.tokens.get(at).is_some_and(|read| marks.contains(&version.side.shown(&read.token)));
        let opening = at.checked_sub(1).filter(|open| is_mark(*open, ["(", "<"]) && is_mark(at + 1, [")", ">"]));
        let is_fuller = stayed(at.checked_sub(1)) || stayed(Some(at + 1)) || stayed(opening.and_then(|open| last_word(version, open)));
        let nation = nation.map(|nation| nation.trim_start_matches('+'));
        let form = vocabulary.without_elision(version.form(word)).trim_end_matches("'s");
        let is_acronym = is_acronym(version.side.shown(&version.tokens[at].token));
        Some(Name { at, form: nation.unwrap_or(form), is_fuller, is_acronym })
    };
    (0..version.tokens.len()).filter_map(name).collect()
}

/// The word before a mark, with the dot of an abbreviation between them at most.
fn last_word(version: &Version<'_, '_>, mark: usize) -> Option<usize> {
    let is_dot = |at: &usize| version.side.shown(&version.tokens[*at].token) == ".";
    let before = mark.checked_sub(1)?;
    Some(before).filter(is_dot).map_or(Some(before), |dot| dot.checked_sub(1))
}

/// More than this many names on one side are not held against each other: the comparison is quadratic.
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

/// Whether one noun is the other or ends with it: Museumsleiterin, Leiterin.
fn is_compound_of(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    long == short || short.chars().count() >= MIN_HEAD && long.ends_with(short)
}

/// Whether two names are forms of one: Syria and Syrian, and the cases of languages that inflect names.
fn is_form_of(a: &str, b: &str) -> bool {
    let common = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    let rest = |form: &str| form.chars().skip(common).collect::<String>();
    let (rest_a, rest_b) = (rest(a), rest(b));
    let (short, long) = if rest_a.len() <= rest_b.len() { (&rest_a, &rest_b) } else { (&rest_b, &rest_a) };
    if a.is_ascii() && b.is_ascii() {
        return common >= 4 && short.is_empty() && ["s", "n", "i"].contains(&long.as_str());
    }
    common >= 4 && long.chars().count() <= 2
}

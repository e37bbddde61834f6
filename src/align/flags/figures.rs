//! Amounts that changed: numbers, money and dates of one version against those of the other.
//!
//! In: an edited group. Out: which kinds of amounts changed. What both versions hold cancels, wherever it stands; of what is left, two
//! different ones of a kind changed, and one came or went by itself where few words came or went with it. Two that changed places
//! changed as well.

use super::amounts::{Amount, Kind, amounts};
use super::{Flagged, MAX_LONE_WORDS, Version, attribution};
use std::collections::{BTreeMap, VecDeque};

/// Words on each side of a gap up to which one amount takes the place of the other in it.
const MAX_TIGHT_WORDS: usize = 4;
/// Words that take the place of an amount alone at most.
const MAX_PARAPHRASED_WORDS: usize = 2;
/// Words between an amount and a verb of saying to which it belongs: said on Friday.
const MAX_TO_SAYING: usize = 3;

/// What became of the amounts of a group.
#[derive(Debug, Default)]
pub(super) struct Figures {
    pub(super) number: bool,
    pub(super) money: bool,
    pub(super) date: bool,
    /// The amounts of the old and the new version.
    pub(super) amounts: [Vec<Amount>; 2],
    /// Whether numbers or money of both versions are left when what both have is taken away.
    pub(super) is_replaced: [bool; 2],
}

/// An amount of one version with its place.
#[derive(Debug, Clone, Copy)]
struct Item<'a> {
    amount: &'a Amount,
    /// Its number in the version.
    number: usize,
    side: usize,
    /// The gap of its first changed word; none if all its words stand in both.
    gap: Option<usize>,
}

/// Looks at the amounts of both versions. `n log n`.
pub(super) fn changed(group: &Flagged<'_, '_, '_>) -> Figures {
    let amounts = [amounts(&group.old, group.vocabulary), amounts(&group.new, group.vocabulary)];
    if amounts.iter().all(Vec::is_empty) {
        return Figures { money: currencies_exchanged(group), amounts, ..Figures::default() };
    }
    let items = [items(group, 0, &amounts[0]), items(group, 1, &amounts[1])];
    let mut raised = [false; 3];
    exchanged(group, &items, &mut raised);
    let left = left(items);
    for kind in [Kind::Number, Kind::Money, Kind::Date] {
        let of_kind = |side: usize| left[side].iter().filter(move |item| item.amount.kind == kind);
        let strong = |side: usize| of_kind(side).filter(|item| !item.amount.is_weak);
        let is_pair = |a: &Item<'_>, b: &Item<'_>| type_of(a.amount) == type_of(b.amount) || a.gap == b.gap;
        let is_replaced = match (strong(0).next(), strong(1).next()) {
            (Some(_), Some(_)) => strong(0).take(16).any(|a| strong(1).take(16).any(|b| is_pair(a, b))),
            _ => false,
        };
        let is_lone = || [0, 1].into_iter().any(|side| strong(side).any(|item| is_by_itself(group, item, &amounts[side], &left[side])));
        raised[kind as usize] |= is_replaced || is_lone();
    }
    // Money for a bare number in the same place: the currency was lost.
    for (a, b) in left[0].iter().flat_map(|a| left[1].iter().take(16).map(move |b| (a, b))).take(256) {
        let kinds = [a.amount.kind, b.amount.kind];
        if a.gap == b.gap && kinds.contains(&Kind::Money) && kinds[0] != kinds[1] && !a.amount.is_weak && !b.amount.is_weak {
            raised[Kind::Money as usize] = true;
        }
    }
    raised[Kind::Money as usize] |= currencies_exchanged(group);
    let is_replaced = [0, 1].map(|side| left[side].iter().any(|item| item.amount.kind != Kind::Date));
    Figures { number: raised[0], money: raised[1], date: raised[2], amounts, is_replaced }
}

/// Whether one currency took the place of another in a small gap, whatever words stand between it and its sum.
fn currencies_exchanged(group: &Flagged<'_, '_, '_>) -> bool {
    let of = |version: &Version<'_, '_>| {
        let mut by_gap: BTreeMap<usize, Vec<&'static str>> = BTreeMap::new();
        for at in (0..version.words.len()).filter(|at| version.is_lone_at(*at)) {
            let gap = version.read_at(at).and_then(|read| read.gap);
            let Some((gap, term)) = gap.zip(group.vocabulary.term(&group.vocabulary.currencies, version, at)) else { continue };
            by_gap.entry(gap).or_default().push(term.value);
        }
        by_gap
    };
    let is_tight = |gap: usize| group.gaps[gap].lone_words.iter().all(|words| *words <= MAX_PARAPHRASED_WORDS);
    let new = of(&group.new);
    of(&group.old).iter().filter(|(gap, _)| is_tight(**gap)).any(|(gap, old)| {
        let has_other = |there: &Vec<&'static str>| !there.iter().any(|currency| old.contains(currency));
        new.get(gap).is_some_and(has_other)
    })
}

fn items<'a>(group: &Flagged<'_, '_, '_>, side: usize, amounts: &'a [Amount]) -> Vec<Item<'a>> {
    let gap_of = |amount: &Amount| {
        let lone = |at: &usize| if side == 0 { group.old.is_lone_at(*at) } else { group.new.is_lone_at(*at) };
        let gap = |at: usize| if side == 0 { group.old.read_at(at) } else { group.new.read_at(at) }.and_then(|read| read.gap);
        amount.words.clone().find(lone).and_then(gap)
    };
    amounts.iter().enumerate().map(|(number, amount)| Item { amount, number, side, gap: gap_of(amount) }).collect()
}

/// What an amount may be compared with: weekdays with weekdays.
fn type_of(amount: &Amount) -> char {
    match amount.kind {
        Kind::Number => 'n',
        Kind::Money => '$',
        Kind::Date => amount.value.chars().next().unwrap_or('r'),
    }
}

fn is_same(a: &Amount, b: &Amount) -> bool {
    let has_same_unit = a.unit == b.unit || a.kind == Kind::Number && (a.unit.is_empty() || b.unit.is_empty());
    let is_same_value = || a.value == b.value || is_same_time(a, b) || is_same_decade(a, b);
    a.kind == b.kind && (has_same_unit && is_same_value() || is_same_part(a, b))
}

/// Half of them is 50 per cent of them.
fn is_same_part(a: &Amount, b: &Amount) -> bool {
    let hundredths = hundredths(a).zip(hundredths(b));
    hundredths.is_some_and(|(x, y)| x == y) && a.unit.is_empty() != b.unit.is_empty()
}

fn hundredths(amount: &Amount) -> Option<String> {
    match (amount.kind, amount.unit) {
        (Kind::Number, "%") => Some(amount.value.clone()),
        // A fifth is 20 per cent.
        (Kind::Number, "") if amount.value.starts_with('#') => {
            let part: f64 = amount.value[1..].parse().ok().filter(|part| (3.0..=10.0).contains(part))?;
            Some((100.0 / part).round().to_string())
        }
        (Kind::Number, "") => {
            let part: f64 = amount.value.parse().ok().filter(|part| *part < 1.0)?;
            Some((part * 100.0).round().to_string())
        }
        _ => None,
    }
}

/// Whether one may take the place of the other: `all` and `two`, not `all` and `two years`.
fn are_comparable(a: &Amount, b: &Amount) -> bool {
    let is_quantity = |amount: &Amount| amount.value.ends_with('?') && amount.kind == Kind::Number;
    let may_stand_for = |a: &Amount, b: &Amount| b.unit.is_empty() && !b.value.ends_with('+') || !is_quantity(a);
    // First of all, for one thing: both count points that are made, not what there is.
    let is_place = |amount: &Amount| amount.value.starts_with('#') && amount.is_weak;
    let counts_points = |a: &Amount, b: &Amount| is_place(a) && b.is_weak && !is_place(b);
    let is_point = counts_points(a, b) || counts_points(b, a);
    type_of(a) == type_of(b) && may_stand_for(a, b) && may_stand_for(b, a) && !is_point
}

/// `7:30` is half past seven in the morning or in the evening.
fn is_same_time(a: &Amount, b: &Amount) -> bool {
    let minutes = |amount: &Amount| dated(amount, 't').and_then(|value| value.trim_end_matches('?').parse::<i32>().ok());
    let (Some(x), Some(y)) = (minutes(a), minutes(b)) else { return false };
    x == y || (a.value.ends_with('?') || b.value.ends_with('?')) && (x - y).abs() == 720
}

/// The eighties are the 1980s.
fn is_same_decade(a: &Amount, b: &Amount) -> bool {
    dated(a, 'k').zip(dated(b, 'k')).is_some_and(|(x, y)| x.ends_with(y) || y.ends_with(x))
}

/// What stands behind the letter of a part of a date. The value of a number may begin with any letter: `k1` is no decade.
fn dated(amount: &Amount, letter: char) -> Option<&str> {
    amount.value.strip_prefix(letter).filter(|_| amount.kind == Kind::Date)
}

/// Raises the kinds of which one amount stands in a small gap where the other version has another one.
fn exchanged(group: &Flagged<'_, '_, '_>, items: &[Vec<Item<'_>>; 2], raised: &mut [bool; 3]) {
    let mut by_gap: BTreeMap<(usize, Kind), [Vec<&Amount>; 2]> = BTreeMap::new();
    for item in items.iter().flatten() {
        if let Some(gap) = item.gap {
            by_gap.entry((gap, item.amount.kind)).or_default()[item.side].push(item.amount);
        }
    }
    for ((gap, kind), [old, new]) in by_gap {
        let is_tight = group.gaps[gap].lone_words.iter().all(|words| *words <= MAX_TIGHT_WORDS);
        if let ([a], [b]) = (old.as_slice(), new.as_slice())
            && is_tight
            && are_comparable(a, b)
            && !is_same(a, b)
        {
            raised[kind as usize] = true;
        }
    }
}

/// Takes away what both versions hold; what is left has changed words.
fn left<'a>(items: [Vec<Item<'a>>; 2]) -> [Vec<Item<'a>>; 2] {
    let [mut old, mut new] = items;
    let kinds = |item: &Item<'_>| item.amount.kind as usize;
    cancel(&mut old, &mut new, |item| format!("{} {} {}", kinds(item), item.amount.value, item.amount.unit));
    let is_number = |item: &Item<'_>| item.amount.kind == Kind::Number;
    // A unit may go without saying: between 40 and 50 km.
    cancel_one_bare(&mut old, &mut new, |item| is_number(item).then(|| item.amount.value.clone()), |item| item.amount.unit.is_empty());
    // Half of them is 50 per cent of them.
    cancel_one_bare(&mut old, &mut new, |item| hundredths(item.amount), |item| item.amount.unit.is_empty());
    // A year may be a count, and a time as well.
    let bare = |item: &Item<'_>| match item.amount.kind {
        Kind::Number => Some(item.amount.value.clone()),
        Kind::Date => {
            let value = item.amount.value.trim_end_matches('?');
            let time = value.strip_prefix('t').and_then(|time| time.parse::<u32>().ok());
            match time {
                Some(minutes) if minutes % 60 == 0 => Some((minutes / 60).to_string()),
                Some(_) => None,
                None => value.strip_prefix(['y', 'd']).map(String::from),
            }
        }
        Kind::Money => None,
    };
    cancel_one_bare(&mut old, &mut new, bare, is_number);
    // A currency may go without saying: from $3 to 5 million.
    let sum = |item: &Item<'_>| (item.amount.kind != Kind::Date).then(|| item.amount.value.clone());
    let is_elsewhere = |a: &Item<'_>, b: &Item<'_>| a.gap != b.gap;
    cancel_pairs(&mut old, &mut new, &sum, &|a, b| is_number(a) != is_number(b) && is_elsewhere(a, b));
    let half_day = |item: &Item<'_>| {
        let minutes = dated(item.amount, 't').and_then(|value| value.trim_end_matches('?').parse::<u32>().ok());
        minutes.map(|minutes| (minutes % 720).to_string())
    };
    cancel_pairs(&mut old, &mut new, &half_day, &|a, b| is_same(a.amount, b.amount));
    let decade =
        |item: &Item<'_>| dated(item.amount, 'k').map(|years| years.get(years.len().saturating_sub(2)..).unwrap_or(years).to_string());
    cancel_pairs(&mut old, &mut new, &decade, &|a, b| is_same(a.amount, b.amount));
    // A weekday and a day told from today may be the same.
    let day = |item: &Item<'_>| matches!(type_of(item.amount), 'w' | 'r').then(String::new);
    cancel_pairs(&mut old, &mut new, &day, &|a, b| type_of(a.amount) != type_of(b.amount));
    old.retain(|item| item.gap.is_some());
    new.retain(|item| item.gap.is_some());
    [old, new]
}

/// Takes out of both what has the same key as often as both have it; what has no changed words goes first.
fn cancel(old: &mut Vec<Item<'_>>, new: &mut Vec<Item<'_>>, key: impl Fn(&Item<'_>) -> String) {
    cancel_pairs(old, new, &|item| Some(key(item)), &|_, _| true);
}

/// The same for pairs of which exactly one is `bare`.
fn cancel_one_bare(
    old: &mut Vec<Item<'_>>,
    new: &mut Vec<Item<'_>>,
    key: impl Fn(&Item<'_>) -> Option<String>,
    bare: impl Fn(&Item<'_>) -> bool,
) {
    cancel_pairs(old, new, &key, &|a, b| bare(a) != bare(b));
}

/// Pairs of one key are looked at up to this number: it is quadratic.
const MAX_PAIRED: usize = 32;

fn cancel_pairs(
    old: &mut Vec<Item<'_>>,
    new: &mut Vec<Item<'_>>,
    key: &dyn Fn(&Item<'_>) -> Option<String>,
    may_pair: &dyn Fn(&Item<'_>, &Item<'_>) -> bool,
) {
    let mut by_key: BTreeMap<String, [Vec<usize>; 2]> = BTreeMap::new();
    for (side, items) in [&*old, &*new].into_iter().enumerate() {
        let mut order: Vec<usize> = (0..items.len()).collect();
        order.sort_by_key(|at| items[*at].gap.is_some());
        for at in order {
            if let Some(key) = key(&items[at]) {
                by_key.entry(key).or_default()[side].push(at);
            }
        }
    }
    let mut gone = [vec![false; old.len()], vec![false; new.len()]];
    for [here, there] in by_key.into_values() {
        let mut free: VecDeque<usize> = there.into();
        for a in here {
            // The nearest in the order of the version, so that exchange mirrors: the first that may pair.
            if let Some(place) = free.iter().take(MAX_PAIRED).position(|b| may_pair(&old[a], &new[*b])) {
                gone[0][a] = true;
                free.remove(place).into_iter().for_each(|b| gone[1][b] = true);
            }
        }
    }
    retain(old, &gone[0]);
    retain(new, &gone[1]);
}

fn retain(items: &mut Vec<Item<'_>>, gone: &[bool]) {
    let mut gone = gone.iter();
    items.retain(|_| gone.next().is_none_or(|gone| !gone));
}

/// Whether an amount that only one version has came or went by itself.
fn is_by_itself(group: &Flagged<'_, '_, '_>, item: &Item<'_>, amounts: &[Amount], left: &[Item<'_>]) -> bool {
    let Some(gap) = item.gap.map(|gap| &group.gaps[gap]) else { return false };
    let words = item.amount.words.clone();
    let own = words.clone().filter(|at| is_lone(group, item.side, *at)).count();
    let here = (gap.lone_words[item.side] + 1).saturating_sub(own);
    let there = gap.lone_words[1 - item.side];
    if there > 0 {
        return here.max(there) <= MAX_PARAPHRASED_WORDS;
    }
    let is_date = item.amount.kind == Kind::Date;
    here <= MAX_LONE_WORDS
        && !attribution::is_in(group, gap)
        && !(is_date && (is_fuller(item, amounts, left) || is_beside_saying(group, item.side, &words)))
}

fn is_lone(group: &Flagged<'_, '_, '_>, side: usize, at: usize) -> bool {
    if side == 0 { group.old.is_lone_at(at) } else { group.new.is_lone_at(at) }
}

/// Whether a date beside it stayed, so that it only became fuller.
fn is_fuller(item: &Item<'_>, amounts: &[Amount], left: &[Item<'_>]) -> bool {
    let stayed = |number: usize| {
        let is_near = amounts.get(number).is_some_and(|other| {
            let (a, b) = (&item.amount.words, &other.words);
            other.kind == Kind::Date && (a.start <= b.end + 1 && b.start <= a.end + 1)
        });
        is_near && left.binary_search_by_key(&number, |other| other.number).is_err()
    };
    item.number.checked_sub(1).is_some_and(stayed) || stayed(item.number + 1)
}

fn is_beside_saying(group: &Flagged<'_, '_, '_>, side: usize, words: &std::ops::Range<usize>) -> bool {
    let says = |at: usize| if side == 0 { attribution::says(&group.old, at) } else { attribution::says(&group.new, at) };
    (words.start.saturating_sub(MAX_TO_SAYING)..words.start).chain(words.end..words.end + MAX_TO_SAYING).any(says)
}

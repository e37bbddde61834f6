//! Certainty: how sure a version is of what it says.
//!
//! In: an edited group. Out: whether something that both versions say is alleged, possible or expected in one only, or a figure is a bound
//! or an estimate in one only. Words of one kind are the same: `about`, `roughly`; `may`, `possibly`.

use super::figures::Figures;
use super::legal::Status;
use super::scope::Scope;
use super::terms::Vocabulary;
use super::{Version, attribution};
use crate::align::flags::amounts::{Amount, Kind};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Words between a limit and its figure at most: at least another 30.
const MAX_TO_FIGURE: usize = 1;
/// Words of the longest limit.
const MAX_LIMIT_WORDS: usize = 5;
/// Units of time, before which `over` and `under` mean something else.
const TIMES: [&str; 9] = ["second", "minute", "hour", "day", "week", "month", "year", "decade", "century"];

/// Whether the group is more or less sure of what it says.
pub(super) fn changed(scope: &Scope<'_, '_, '_, '_>, figures: &Figures, status: Status) -> bool {
    hedges_changed(scope, figures, status) || limits_changed(scope, figures)
}

fn hedges_changed(scope: &Scope<'_, '_, '_, '_>, figures: &Figures, status: Status) -> bool {
    let group = scope.group;
    let mut by_class: BTreeMap<&str, [Vec<Range<usize>>; 2]> = BTreeMap::new();
    let found = [hedges(&group.old, group.vocabulary, &figures.amounts[0]), hedges(&group.new, group.vocabulary, &figures.amounts[1])];
    for (side, found) in found.into_iter().enumerate() {
        for (class, words) in found {
            // An accusation that became a conviction is a matter of law.
            if class != "accusation" || !status.is_replaced {
                by_class.entry(if class == "accusation" { "report" } else { class }).or_default()[side].push(words);
            }
        }
    }
    let mut left: [BTreeSet<&str>; 2] = [BTreeSet::new(), BTreeSet::new()];
    for (class, found) in by_class {
        for side in [0, 1] {
            let anchored = found[side].iter().filter(|words| scope.is_anchored(side, words)).count();
            if anchored > found[1 - side].len() {
                left[side].insert(class);
            }
        }
    }
    let is_sure = |side: usize| left[side].iter().all(|class| *class == "sure");
    match (left[0].is_empty(), left[1].is_empty()) {
        (true, true) => false,
        (false, false) => {
            let pair = |a: &str, b: &str| left[0].contains(a) && left[1].contains(b) || left[0].contains(b) && left[1].contains(a);
            pair("doubt", "likely") || is_sure(0) != is_sure(1)
        }
        _ => left.iter().flatten().any(|class| *class != "unable"),
    }
}

/// The hedges of a version, by kind.
fn hedges(version: &Version<'_, '_>, vocabulary: &Vocabulary, amounts: &[Amount]) -> Vec<(&'static str, Range<usize>)> {
    let dates: BTreeSet<usize> =
        amounts.iter().filter(|amount| amount.kind == Kind::Date).flat_map(|amount| amount.words.clone()).collect();
    let mut found = Vec::new();
    let mut is_reported = false;
    let mut at = 0;
    let mut saying = false;
    while at < version.words.len() {
        saying = saying || attribution::says(version, at);
        // A word of letters alone is not elided.
        let may_open = || {
            let is_elided = version.read_at(at).and_then(|read| read.word).is_some_and(|word| !word.is_plain);
            is_elided || version.may_be(at, &vocabulary.openers)
        };
        let opens = saying
            && !is_reported
            && may_open()
            && version.form_at(at).is_some_and(|form| {
                let opener = form.split_once('\'').map_or(form, |(before, _)| before);
                vocabulary.openers.value(form).is_some() || vocabulary.openers.value(opener).is_some()
            });
        is_reported |= opens;
        let may_hedge = version.may_be(at, &vocabulary.hedges) && !dates.contains(&at);
        let term = may_hedge.then(|| vocabulary.term(&vocabulary.hedges, version, at)).flatten();
        let Some(term) = term else {
            at += 1;
            continue;
        };
        let words = at..at + term.words;
        match term.value {
            "none" => {}
            // Behind `said that` it is the future of what was said.
            "conditional" if is_reported => {}
            "conditional" => found.push(("report", words.clone())),
            class => found.push((class, words.clone())),
        }
        at = words.end;
    }
    found
}

/// A bound or estimate with its figure.
struct Limit<'a> {
    class: &'static str,
    value: &'a str,
    is_lone: bool,
}

fn limits_changed(scope: &Scope<'_, '_, '_, '_>, figures: &Figures) -> bool {
    let group = scope.group;
    let found = [limits(&group.old, group.vocabulary, &figures.amounts[0]), limits(&group.new, group.vocabulary, &figures.amounts[1])];
    let mut by_class: BTreeMap<&str, [Vec<&Limit<'_>>; 2]> = BTreeMap::new();
    for (side, found) in found.iter().enumerate() {
        for limit in found {
            by_class.entry(limit.class).or_default()[side].push(limit);
        }
    }
    let values = [0, 1].map(|side| figures.amounts[side].iter().map(|amount| amount.value.as_str()).collect::<BTreeSet<&str>>());
    by_class.values().any(|found| {
        [0, 1].into_iter().any(|side| {
            let has_figure =
                |limit: &&&Limit<'_>| values[1 - side].contains(limit.value) || figures.is_replaced.iter().all(|is_replaced| *is_replaced);
            found[side].iter().filter(|limit| limit.is_lone).filter(has_figure).count() > 0 && found[side].len() > found[1 - side].len()
        })
    })
}

/// The limits of a version.
fn limits<'a>(version: &Version<'_, '_>, vocabulary: &Vocabulary, amounts: &'a [Amount]) -> Vec<Limit<'a>> {
    let limit = |amount: &'a Amount| {
        let start = amount.words.start;
        let ends = |from: usize, words: usize| {
            let end = from + words;
            let is_small = || version.form_at(end).is_some_and(|form| form.chars().count() <= 7) && version.are_close(end);
            end <= start && start - end <= MAX_TO_FIGURE && (end == start || words > 1 && is_small()) && version.are_close(end - 1)
        };
        let froms = start.saturating_sub(MAX_LIMIT_WORDS + MAX_TO_FIGURE)..start;
        let (from, term) = froms
            .filter_map(|from| vocabulary.term(&vocabulary.limits, version, from).map(|term| (from, term)))
            .find(|(from, term)| ends(*from, term.words))?;
        let is_span = TIMES.contains(&amount.unit) && term.words == 1;
        let is_other = is_span && version.form_at(from).is_some_and(|form| vocabulary.over_time.value(form).is_some());
        let is_lone = (from..from + term.words).any(|at| version.is_lone_at(at));
        // By the half, in German, is no estimate.
        let (class, is_whole) = term.value.strip_suffix("-whole").map_or((term.value, false), |class| (class, true));
        let is_part = is_whole && amount.value.parse::<f64>().is_ok_and(|value| value < 1.0);
        (!is_other && !is_part).then(|| Limit { class, value: &amount.value, is_lone })
    };
    amounts.iter().filter(|amount| amount.kind != Kind::Date).filter_map(limit).collect()
}

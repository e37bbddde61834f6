//! Legal status: at which stage of a case a person stands.
//!
//! In: an edited group. Out: whether a stage became another, or came or went by itself. Words of one stage are the same (`convicted`,
//! `found guilty`); a stage that goes because other words tell of the person is no change. Offences (murder, manslaughter) and the kinds
//! of a sentence (prison, suspended) are held against their like; by themselves they are no stage.

use super::Version;
use super::scope::Scope;
use super::terms::Vocabulary;
use std::collections::BTreeMap;
use std::ops::Range;

/// Stages on which is decided on appeal.
const VERDICTS: [&str; 3] = ["convicted", "sentenced", "acquitted"];
/// Stages that are held against each other at most.
const MAX_HELD: usize = 16;

/// What became of the stages of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Status {
    /// One became another.
    pub(super) is_replaced: bool,
    /// One came or went by itself.
    pub(super) is_by_itself: bool,
}

/// The words of a stage, and whether any of them stands in its version only.
type Stage = (Range<usize>, bool);

/// Looks at the stages of both versions.
pub(super) fn status(scope: &Scope<'_, '_, '_, '_>) -> Status {
    let group = scope.group;
    let mut by_stage: BTreeMap<&str, [Vec<Stage>; 2]> = BTreeMap::new();
    for (stage, words, is_lone) in stages(&group.old, group.vocabulary) {
        by_stage.entry(stage).or_default()[0].push((words, is_lone));
    }
    for (stage, words, is_lone) in stages(&group.new, group.vocabulary) {
        by_stage.entry(stage).or_default()[1].push((words, is_lone));
    }
    let mut left: [Vec<(&str, Range<usize>)>; 2] = [Vec::new(), Vec::new()];
    for (stage, stages) in by_stage {
        let both = stages[0].len().min(stages[1].len());
        for (side, mut found) in stages.into_iter().enumerate() {
            found.sort_by_key(|(_, is_lone)| *is_lone);
            left[side].extend(found.into_iter().skip(both).filter(|(_, is_lone)| *is_lone).map(|(words, _)| (kind(stage), words)));
        }
    }
    let pairs = left[0].iter().take(MAX_HELD).flat_map(|old| left[1].iter().take(MAX_HELD).map(move |new| (old, new)));
    let is_replaced = pairs.into_iter().any(|((a, old), (b, new))| a == b && scope.may_answer(old, new));
    let lone = |side: usize| left[side].iter().filter(|(kind, _)| kind.is_empty()).any(|(_, words)| scope.is_by_itself(side, words));
    let is_by_itself = lone(0) || lone(1);
    Status { is_replaced, is_by_itself }
}

/// What a stage is held against: offences against offences.
fn kind(stage: &str) -> &str {
    stage.split_once(':').map_or("", |(kind, _)| kind)
}

fn stages(version: &Version<'_, '_>, vocabulary: &Vocabulary) -> Vec<(&'static str, Range<usize>, bool)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < version.words.len() {
        let Some(term) = vocabulary.term(&vocabulary.legal, version, at) else {
            at += 1;
            continue;
        };
        let words = at..at + term.words;
        if term.value == "none" || term.value == "suspected" && is_thought(version, vocabulary, at) {
            at = words.end;
            continue;
        }
        found.push((term.value, words.clone(), words.clone().any(|at| version.is_lone_at(at))));
        at = words.end;
    }
    // A ban may be upheld as well: what was decided on appeal counts beside a verdict only.
    let has_verdict = found.iter().any(|(stage, ..)| VERDICTS.contains(stage) || kind(stage) == "sentence");
    found.retain(|(stage, ..)| has_verdict || !stage.starts_with("appeal"));
    found
}

/// Police suspect that ...: what they think is no stage.
fn is_thought(version: &Version<'_, '_>, vocabulary: &Vocabulary, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| vocabulary.term(&vocabulary.hedges, version, before));
    before.is_some_and(|term| term.words > 1 && term.value == "likely")
}

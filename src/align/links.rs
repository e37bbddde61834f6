//! Partners: which sentences of one side belong to which of the other.
//!
//! In: links, one by one. Out: [`Links`], and the groups that they make. Nothing here looks at a word.

use super::side::Side;
use super::tiles::{TIE_BITS, heaviest_chain, tie_bits};
use std::collections::BTreeSet;

/// Partners by sentence, in order, each once.
#[derive(Debug, Default)]
pub(super) struct Links {
    pub(super) old: Vec<Vec<u32>>,
    pub(super) new: Vec<Vec<u32>>,
}

impl Links {
    /// Nobody has a partner.
    pub(super) fn none(old: &Side<'_>, new: &Side<'_>) -> Links {
        Links { old: vec![Vec::new(); old.sentences.len()], new: vec![Vec::new(); new.sentences.len()] }
    }

    pub(super) fn link(&mut self, old: u32, new: u32) {
        add(&mut self.old[old as usize], new);
        add(&mut self.new[new as usize], old);
    }

    /// Whether one of the two has no partner yet and the other's partners have it alone, so that they stay one sentence with several.
    pub(super) fn may_join(&self, old: u32, new: u32) -> bool {
        let (here, there) = (&self.old[old as usize], &self.new[new as usize]);
        if here.is_empty() {
            !there.is_empty() && there.iter().all(|partner| self.old[*partner as usize].len() == 1)
        } else {
            there.is_empty() && here.iter().all(|partner| self.new[*partner as usize].len() == 1)
        }
    }

    /// The links in order on both sides, heaviest chain.
    pub(super) fn chain(&self, old: &Side<'_>, new: &Side<'_>) -> Vec<(u32, u32)> {
        let mut items = Vec::new();
        for (i, partners) in (0_u32..).zip(&self.old) {
            for j in partners {
                let n_tokens = old.sentence(i).len() + new.sentence(*j).len();
                let keys = [old.sum(i), new.sum(*j), off_diagonal((old, i), (new, *j))];
                items.push((i, *j, (n_tokens as u64) << TIE_BITS | tie_bits(i, *j, keys.into_iter())));
            }
        }
        let on_chain = heaviest_chain(&items);
        items.into_iter().zip(on_chain).filter(|(_, on)| *on).map(|((i, j, _), _)| (i, j)).collect()
    }
}

/// Adds a sentence to some in order.
fn add(sentences: &mut Vec<u32>, sentence: u32) {
    if let Err(place) = sentences.binary_search(&sentence) {
        sentences.insert(place, sentence);
    }
}

/// Sentences that are each other's partners.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Partners {
    pub(super) old: Vec<u32>,
    pub(super) new: Vec<u32>,
    pub(super) moved: bool,
}

/// Partners put together into groups, in order of the old side.
pub(super) fn groups(links: Links) -> Vec<Partners> {
    let mut done = vec![false; links.old.len()];
    let mut found = Vec::new();
    for start in 0..links.old.len() as u32 {
        if done[start as usize] || links.old[start as usize].is_empty() {
            continue;
        }
        // Most are a pair.
        if let [partner] = links.old[start as usize].as_slice()
            && links.new[*partner as usize].len() == 1
        {
            found.push(Partners { old: vec![start], new: vec![*partner], moved: false });
            continue;
        }
        let (mut olds, mut news) = (BTreeSet::from([start]), BTreeSet::new());
        let mut open = vec![start];
        while let Some(sentence) = open.pop() {
            done[sentence as usize] = true;
            for partner in &links.old[sentence as usize] {
                if news.insert(*partner) {
                    open.extend(links.new[*partner as usize].iter().filter(|other| olds.insert(**other)));
                }
            }
        }
        found.push(Partners { old: olds.into_iter().collect(), new: news.into_iter().collect(), moved: false });
    }
    found
}

/// How far two sentences are from the same place in their versions; the same whichever version comes first.
pub(super) fn off_diagonal((old, i): (&Side<'_>, u32), (new, j): (&Side<'_>, u32)) -> u64 {
    (u64::from(i) * new.sentences.len() as u64).abs_diff(u64::from(j) * old.sentences.len() as u64)
}

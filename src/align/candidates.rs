//! Which sentences are worth a look as partners.
//!
//! In: two sides and the equal sentences found so far. Out: pairs that share telling words, the best few for each sentence. How much
//! two of them really share is measured by `pairs`.

use super::pairs::Links;
use super::side::{Side, SideKind};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A word that more sentences of one side have finds no candidates.
///
/// A bound on work: from 4 to 40 no figure changes on made versions, nor on arXivEdits.
const MAX_SENTENCES_OF_A_WORD: usize = 16;
/// Candidates looked at for each sentence: with 3 or 12 the same within two links on made versions.
const MAX_CANDIDATES: usize = 6;

/// Candidate partners of each sentence without an equal one, by shared telling words; the best few of either side.
pub(super) fn candidates(old: &Side<'_, '_>, new: &Side<'_, '_>, links: &Links) -> BTreeSet<(u32, u32)> {
    let telling = |side: &Side<'_, '_>, sentence: u32| -> BTreeMap<u64, f32> {
        side.sentence(sentence).iter().filter(|token| token.kind == SideKind::Content).map(|token| (token.key, token.weight)).collect()
    };
    let mut places: HashMap<u64, Vec<u32>> = HashMap::new();
    for j in 0..new.sentences.len() as u32 {
        for key in telling(new, j).into_keys() {
            places.entry(key).or_default().push(j);
        }
    }
    let mut by_old: Vec<Vec<(f32, u32)>> = Vec::with_capacity(old.sentences.len());
    let mut by_new: Vec<Vec<(f32, u32)>> = vec![Vec::new(); new.sentences.len()];
    for i in 0..old.sentences.len() as u32 {
        let mut shared: BTreeMap<u32, f32> = BTreeMap::new();
        for (key, weight) in telling(old, i) {
            for j in places.get(&key).filter(|places| places.len() <= MAX_SENTENCES_OF_A_WORD).into_iter().flatten() {
                // One of the two may have an equal partner: then only a leftover of the other could join.
                if links.old[i as usize].is_empty() || links.new[*j as usize].is_empty() {
                    *shared.entry(*j).or_default() += weight;
                }
            }
        }
        for (j, weight) in &shared {
            by_new[*j as usize].push((*weight, i));
        }
        by_old.push(best(shared.into_iter().map(|(j, weight)| (weight, j)).collect()));
    }
    let mut found = BTreeSet::new();
    for (i, partners) in by_old.into_iter().enumerate() {
        found.extend(partners.into_iter().map(|(_, j)| (i as u32, j)));
    }
    for (j, partners) in by_new.into_iter().enumerate() {
        found.extend(best(partners).into_iter().map(|(_, i)| (i, j as u32)));
    }
    found
}

fn best(mut list: Vec<(f32, u32)>) -> Vec<(f32, u32)> {
    list.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    list.truncate(MAX_CANDIDATES);
    list
}

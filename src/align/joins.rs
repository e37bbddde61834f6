//! Splits and merges: sentences without a partner that lie in the partner of a neighbour.
//!
//! In: two sides and the pairs found. Out: more links, so that a sentence has several partners, which have it alone. Three ways: a
//! leftover that shares much with its neighbour's partner; the free sentences around a pair, outwards, as long as their words stand in
//! what the pair left over, however many they are; and all sentences between two pairs whose words are those of the one opposite.

use super::links::{Links, off_diagonal};
use super::side::{Side, SideToken, total};
use super::tiles::tiles;
use foldhash::fast::RandomState;
use std::cmp::Reverse;
use std::collections::HashMap;

/// A leftover joins its neighbour's partner if this share of its weight lies there ...
///
/// Measured with a weight of 5. .2: 41/89, 25/1, 10/11; .3: 43/87, 25/1, 10/11; .4 and .5: 43/87, 25/1, 11/10 and 12/10; .6: 49/85, 25/1, 12/10. In
/// 126 pairs of OneStopEnglish, whose truth is not known, .2 joins 292 sentences, .4 241, .6 164.
/// On drafts that experts aligned (ArgRewrite), F1 of links and of edited ones: .4: .9732/.9370; .5: .9751/.9415; .6: .9754/.9420.
const MIN_LEFTOVER: f32 = 0.5;
/// ... and weighs this much: 2.5: 33/88, 18/1, 10/11; 3.5: 34/87, 20/1, 10/11; 5: 43/87, 25/1, 11/10; 7: 76/86, 42/1, 26/9.
const MIN_LEFTOVER_WEIGHT: f32 = 3.5;
/// How far in sentences a leftover may stand from the neighbour. 1: 47/83, 25/1, 12/9; 2 and 3: 43/87, 25/1, 11/10.
const MAX_NEIGHBOUR: u32 = 2;

/// The key that stands for every figure; that a word has it is as unlikely as that two words share a key.
const ANY_FIGURE: u64 = 0;
/// Words of a split sentence that stand in the other from which on it joins whatever it weighs: a short item of a list.
const MIN_WHOLE: f32 = 0.9;
/// Share of one sentence that the sentences opposite have together, so that all are its parts.
const MIN_GATHERED: f32 = 0.6;

/// Links splits and merges. About linear.
pub(super) fn joins(old: &Side<'_>, new: &Side<'_>, candidates: &[(u32, u32)], links: &mut Links) {
    leftovers(old, new, candidates, links);
    gather(old, new, links);
    outwards(old, new, links);
}

/// Sentences without a partner that lie in the partner of a neighbour: splits and merges.
fn leftovers(old: &Side<'_>, new: &Side<'_>, candidates: &[(u32, u32)], links: &mut Links) {
    let mut scored: Vec<Proposal> = Vec::new();
    for (i, j) in candidates {
        let (no_old, no_new) = (links.old[*i as usize].is_empty(), links.new[*j as usize].is_empty());
        let share = match (no_old, no_new) {
            (true, false) => leftover_share(old, *i, new, *j, &links.new[*j as usize], &links.old),
            (false, true) => leftover_share(new, *j, old, *i, &links.old[*i as usize], &links.new),
            _ => None,
        };
        if let Some(share) = share {
            scored.push((share, *i, *j));
        }
    }
    accept(old, new, scored, links);
}

/// The share of a lone sentence's weight that lies in `other`, beside what `other` shares with its partners; none if too little.
fn leftover_share(side: &Side<'_>, lone: u32, other_side: &Side<'_>, other: u32, partners: &[u32], own_links: &[Vec<u32>]) -> Option<f32> {
    let near = partners.iter().all(|partner| {
        let (low, high) = (lone.min(*partner), lone.max(*partner));
        high - low <= MAX_NEIGHBOUR && (low + 1..high).all(|between| own_links[between as usize].is_empty())
    });
    if !near || partners.len() > 2 {
        return None;
    }
    let mut members: Vec<u32> = partners.iter().copied().chain([lone]).collect();
    members.sort_unstable();
    let (mut tokens, mut own) = (Vec::new(), 0..0);
    for member in members {
        if member == lone {
            own = tokens.len()..tokens.len() + side.sentence(lone).len();
        }
        tokens.extend_from_slice(side.sentence(member));
    }
    let mut shared = 0.0;
    for tile in tiles(&tokens, other_side.sentence(other)) {
        let range = (tile.old as usize).max(own.start)..((tile.old + tile.len) as usize).min(own.end);
        shared += tokens.get(range).map_or(0.0, total);
    }
    let share = shared / total(side.sentence(lone)).max(f32::MIN_POSITIVE);
    (share >= MIN_LEFTOVER && shared >= MIN_LEFTOVER_WEIGHT).then_some(share)
}

/// A sentence that may join a hub: its share there, then old and new sentence.
type Proposal = (f32, u32, u32);

/// Links the free sentences around each pair whose words stand in what is left of the partner. Linear: a sentence is looked at from
/// its two neighbours only.
fn outwards(old: &Side<'_>, new: &Side<'_>, links: &mut Links) {
    let mut proposals = Vec::new();
    around(old, new, &links.old, &links.new, |hub, lone, share| proposals.push((share, hub, lone)));
    around(new, old, &links.new, &links.old, |hub, lone, share| proposals.push((share, lone, hub)));
    accept(old, new, proposals, links);
}

/// Accepts proposals, best first; of equal ones the nearest to the diagonal, then what both versions agree on: where two sentences changed
/// places, only their words tell them apart.
fn accept(old: &Side<'_>, new: &Side<'_>, mut proposals: Vec<Proposal>, links: &mut Links) {
    proposals.sort_by_cached_key(|(share, i, j)| {
        let place = (off_diagonal((old, *i), (new, *j)), u64::from(*i) + u64::from(*j), i.abs_diff(*j));
        // Shares are never negative, so that their bits are in their order.
        (Reverse(share.to_bits()), place, old.sum(*i).wrapping_add(new.sum(*j)), *i)
    });
    for (_, i, j) in proposals {
        if links.may_join(i, j) {
            links.link(i, j);
        }
    }
}

/// Walks outwards from the partners of each sentence of one side.
fn around(side: &Side<'_>, other: &Side<'_>, own: &[Vec<u32>], theirs: &[Vec<u32>], mut propose: impl FnMut(u32, u32, f32)) {
    for (hub, partners) in (0_u32..).zip(own) {
        let (Some(first), Some(last)) = (partners.first().copied(), partners.last().copied()) else { continue };
        let is_free = |at: &u32| theirs.get(*at as usize).is_some_and(Vec::is_empty);
        let is_star = partners.iter().all(|partner| theirs[*partner as usize].len() == 1);
        let before = first.checked_sub(1).filter(is_free);
        let after = Some(last + 1).filter(is_free);
        if !is_star || before.is_none() && after.is_none() {
            continue;
        }
        // A partner of the same words leaves nothing over.
        if first == last && has_same_words(side.sentence(hub), other.sentence(first)) {
            continue;
        }
        let hub_tokens = without_figures(side, side.sentence(hub));
        let mut cover = Cover::of(&hub_tokens);
        for partner in partners {
            cover.take(&without_figures(other, other.sentence(*partner)));
        }
        let mut walk = |from: Option<u32>, step: &dyn Fn(u32) -> Option<u32>| {
            let mut at = from;
            while let Some(lone) = at.filter(is_free) {
                let tokens = without_figures(other, other.sentence(lone));
                let (shared, all) = (cover.take(&tokens), words_weight(&tokens));
                let share = shared / all.max(f32::MIN_POSITIVE);
                if share < MIN_LEFTOVER || shared < MIN_LEFTOVER_WEIGHT && share < MIN_WHOLE {
                    break;
                }
                propose(hub, lone, share);
                at = step(lone);
            }
        };
        walk(after, &|at| at.checked_add(1));
        walk(before, &|at| at.checked_sub(1));
    }
}

fn has_same_words(a: &[SideToken], b: &[SideToken]) -> bool {
    fn words(tokens: &[SideToken]) -> impl Iterator<Item = u64> {
        tokens.iter().filter(|token| token.is_word()).map(|token| token.key)
    }
    words(a).eq(words(b))
}

/// The tokens of a sentence with one key for all figures: a fact that was put right as its sentence was merged is still that fact.
fn without_figures(side: &Side<'_>, tokens: &[SideToken]) -> Vec<SideToken> {
    let is_figure = |token: &SideToken| token.is_word() && side.shown(token).bytes().any(|byte| byte.is_ascii_digit());
    tokens.iter().map(|token| SideToken { key: if is_figure(token) { ANY_FIGURE } else { token.key }, ..*token }).collect()
}

/// Links all sentences between two pairs with the only one opposite, if their words are its words. Linear.
fn gather(old: &Side<'_>, new: &Side<'_>, links: &mut Links) {
    let mut from = (0, 0);
    let mut found: Vec<(u32, u32)> = Vec::new();
    let ends = (old.sentences.len() as u32, new.sentences.len() as u32);
    for (i, j) in links.chain(old, new).into_iter().chain([ends]) {
        let here: Vec<u32> = (from.0..i).filter(|at| links.old[*at as usize].is_empty()).collect();
        let there: Vec<u32> = (from.1..j).filter(|at| links.new[*at as usize].is_empty()).collect();
        from = (i + 1, j + 1);
        match (here.as_slice(), there.as_slice()) {
            ([hub], parts) if parts.len() > 1 => found.extend(gathered(old.sentence(*hub), new, parts).into_iter().map(|at| (*hub, at))),
            (parts, [hub]) if parts.len() > 1 => found.extend(gathered(new.sentence(*hub), old, parts).into_iter().map(|at| (at, *hub))),
            _ => {}
        }
    }
    for (i, j) in found {
        links.link(i, j);
    }
}

/// Which of some sentences are parts of the one opposite; none if they are not most of it together.
fn gathered(hub: &[SideToken], other: &Side<'_>, parts: &[u32]) -> Vec<u32> {
    let mut cover = Cover::of(hub);
    let mut shared_by_all = 0.0;
    let mut found = Vec::new();
    for part in parts {
        let tokens = other.sentence(*part);
        let shared = cover.take(tokens);
        if shared / words_weight(tokens).max(f32::MIN_POSITIVE) >= MIN_LEFTOVER {
            shared_by_all += shared;
            found.push(*part);
        }
    }
    let is_split = found.len() > 1 && shared_by_all >= words_weight(hub) * MIN_GATHERED && shared_by_all >= MIN_LEFTOVER_WEIGHT;
    if is_split { found } else { Vec::new() }
}

fn words_weight(tokens: &[SideToken]) -> f32 {
    tokens.iter().filter(|token| token.is_word()).map(|token| token.weight).sum()
}

/// The words of a sentence and which of them its partners have so far.
struct Cover<'t> {
    words: Vec<&'t SideToken>,
    /// Where each two neighbouring words stand, the last first, until they are used up.
    places: HashMap<(u64, u64), Vec<usize>, RandomState>,
    taken: Vec<bool>,
}

impl<'t> Cover<'t> {
    fn of(tokens: &'t [SideToken]) -> Self {
        let words: Vec<&SideToken> = tokens.iter().filter(|token| token.is_word()).collect();
        let mut places: HashMap<(u64, u64), Vec<usize>, RandomState> = HashMap::default();
        for at in (1..words.len()).rev() {
            places.entry((words[at - 1].key, words[at].key)).or_default().push(at - 1);
        }
        Cover { taken: vec![false; words.len()], words, places }
    }

    /// Takes the words that a sentence has in neighbouring twos; returns what they weigh. Linear in the sentence.
    fn take(&mut self, tokens: &[SideToken]) -> f32 {
        let words: Vec<&SideToken> = tokens.iter().filter(|token| token.is_word()).collect();
        let mut shared = 0.0;
        let mut next: Option<usize> = None;
        let mut at = 0;
        while at < words.len() {
            // On from the last word, if the other goes on so too.
            if let Some(place) = next.filter(|place| self.is_free(*place) && self.words[*place].key == words[at].key) {
                shared += self.mark(place);
                next = Some(place + 1);
                at += 1;
                continue;
            }
            next = words.get(at + 1).and_then(|second| self.place_of(words[at].key, second.key));
            match next {
                Some(place) => {
                    shared += self.mark(place) + self.mark(place + 1);
                    next = Some(place + 2);
                    at += 2;
                }
                None => at += 1,
            }
        }
        shared
    }

    fn is_free(&self, place: usize) -> bool {
        self.taken.get(place).is_some_and(|taken| !taken)
    }

    fn place_of(&mut self, first: u64, second: u64) -> Option<usize> {
        let Cover { places, taken, .. } = self;
        let places = places.get_mut(&(first, second))?;
        while let Some(place) = places.pop() {
            if !taken[place] && !taken[place + 1] {
                return Some(place);
            }
        }
        None
    }

    fn mark(&mut self, place: usize) -> f32 {
        self.taken[place] = true;
        self.words[place].weight
    }
}

//! Sentences that are alike: what is in order first, then what moved.
//!
//! In: two sides and candidate pairs. Out: links of one sentence with one. Strong pairs in order are anchors: of all chains of them that
//! keep the order on both sides the heaviest is taken, so that a sentence that was written anew stays where it stands even if some
//! other sentence is a little more like it. What is left is paired best first, wherever it stands: moves.

use super::links::{Links, off_diagonal};
use super::side::{Side, SideKind, SideToken, total};
use super::tiles::{Keyed, TIE_BITS, heaviest_chain, tie_bits, tiles_of, weight};
use std::cell::OnceCell;
use std::cmp::Reverse;

/// From this Dice share of tile weight on, two sentences are partners.
///
/// On a hand-aligned pair of wire stories the lowest true pair had .437 and the highest false one .254; between unrelated stories .31.
/// With all cut-offs of this file as they are: no pair in 400 pairs of different BBC stories (5,403 sentences of the shorter ones) nor in
/// 300 of German ones (4,407); two short or formulaic ones in 298 of OneStopEnglish (8,992); 99 % of the 500 edited sentences of
/// arXivEdits found their partner. On made versions .25: 43/90, 23/1, 11/10 and 3 pairs between different stories; .30: 41/88, 23/1, 11/10
/// and 1; .35: 43/87, 25/1, 11/10 and none; .45: 44/86, 26/1, 9/9, and F1 on arXivEdits .896 for .915.
const MIN_DICE: f32 = 0.35;
/// Or from this share of the lighter sentence on, as when a long sentence was cut to a short one ...
///
/// .45 to .75: no difference on made versions; .45 is .003 better on arXivEdits. Between unrelated sentences of one wire pair up to .31 occurs.
const MIN_CONTAINMENT: f32 = 0.55;
/// ... if the tiles weigh this much, about three telling words. 3: 44/88, 23/1, 11/10; 6 and 9: 43/87, 25/1, 11/10.
const MIN_CONTAINED_WEIGHT: f32 = 6.0;
/// What the tiles of partners weigh at least: one telling word in context. 1.5 and 2.5 the same; 4: 45/86, 25/1, 9/9.
const MIN_WEIGHT: f32 = 2.5;
/// From this Dice share on, two sentences may be an anchor, where stronger ones cover [`MIN_COVERED`] of the shorter side. On drafts that
/// experts aligned (ArgRewrite), F1 of links and of edited ones: .25: .9729/.9366; .30: .9732/.9370; .35: .9705/.9305; best first
/// instead of in order .9687/.9267.
const MIN_ANCHOR: f32 = 0.30;
/// Share of the shorter side's sentences that must be in order for weaker anchors: drafts of one text have most, texts of different
/// writers on one matter a few percent.
const MIN_COVERED: f32 = 0.2;

/// Tokens of a short sentence, at most.
const MAX_SHORT: usize = 14;
/// Dice share from which on two short sentences are partners by single words, ...
const MIN_SHORT_DICE: f32 = 0.6;
/// ... and telling words that they share at least.
const MIN_TELLING: u32 = 2;

/// A sentence is held against those that have this many tokens less than twenty times its own at least. A bound on work where a text
/// never stops: the parts of such a sentence are found by `joins`.
const MAX_UNLIKE: usize = 200;

/// Two sentences and what they share.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scored {
    dice: f32,
    contained: f32,
    shared: f32,
    old: u32,
    new: u32,
}

impl Scored {
    /// Whether the two are partners wherever they stand.
    fn is_pair(&self) -> bool {
        self.dice >= MIN_DICE && self.shared >= MIN_WEIGHT || self.contained >= MIN_CONTAINMENT && self.shared >= MIN_CONTAINED_WEIGHT
    }
}

/// What candidates without partners share.
pub(super) fn scored(old: &Side<'_>, new: &Side<'_>, candidates: &[(u32, u32)], links: &Links) -> Vec<Scored> {
    let is_free = |(i, j): &&(u32, u32)| links.old[*i as usize].is_empty() && links.new[*j as usize].is_empty();
    let (here, there) = (Cached::of(old), Cached::of(new));
    let score = |(i, j): &(u32, u32)| {
        let (a, b) = (old.sentence(*i), new.sentence(*j));
        let shared: f32 = tiles_of((a, here.keyed(*i)), (b, there.keyed(*j))).into_iter().map(|tile| weight(tile, a)).sum();
        let (here, there) = (here.weight(*i), there.weight(*j));
        let shared = shared.max(shared_of_short(a, b));
        Scored { dice: 2.0 * shared / (here + there), contained: shared / here.min(there), shared, old: *i, new: *j }
    };
    let is_near_in_length = |(i, j): &&(u32, u32)| {
        let (here, there) = (old.sentence(*i).len(), new.sentence(*j).len());
        here.max(there) <= here.min(there) * 20 + MAX_UNLIKE
    };
    candidates.iter().filter(is_free).filter(is_near_in_length).map(score).collect()
}

/// What the sentences of a side weigh, and their phrases, each made when it is first asked for.
struct Cached<'s, 'p> {
    side: &'s Side<'p>,
    keyed: Vec<OnceCell<Box<Keyed>>>,
    /// What each sentence weighs.
    weights: Vec<f32>,
}

impl<'s, 'p> Cached<'s, 'p> {
    fn of(side: &'s Side<'p>) -> Self {
        let weights = (0..side.sentences.len() as u32).map(|sentence| total(side.sentence(sentence))).collect();
        Cached { side, keyed: (0..side.sentences.len()).map(|_| OnceCell::new()).collect(), weights }
    }

    fn weight(&self, sentence: u32) -> f32 {
        self.weights[sentence as usize]
    }

    fn keyed(&self, sentence: u32) -> &Keyed {
        self.keyed[sentence as usize].get_or_init(|| Box::new(Keyed::of(self.side.sentence(sentence))))
    }
}

/// What two short sentences share in order, word by word, if that is most of both; else nothing. A word that came or went inside a sentence
/// of few words leaves no two tokens in a row.
fn shared_of_short(a: &[SideToken], b: &[SideToken]) -> f32 {
    if a.len().max(b.len()) > MAX_SHORT {
        return 0.0;
    }
    // The heaviest common subsequence with its telling words, row by row.
    let mut row = vec![(0.0_f32, 0_u32); b.len() + 1];
    for x in a {
        let mut before = (0.0, 0);
        for (at, y) in b.iter().enumerate() {
            let above = row[at + 1];
            let longer = (before.0 + x.weight, before.1 + u32::from(x.kind == SideKind::Content));
            let best = if above.0 >= row[at].0 { above } else { row[at] };
            row[at + 1] = if x.key == y.key && longer.0 > best.0 { longer } else { best };
            before = above;
        }
    }
    let (weight, telling) = row[b.len()];
    if telling >= MIN_TELLING && 2.0 * weight >= (total(a) + total(b)) * MIN_SHORT_DICE { weight } else { 0.0 }
}

/// Links the heaviest chain of strong pairs that is in order on both sides. `n log n` in the pairs.
pub(super) fn in_order(old: &Side<'_>, new: &Side<'_>, scored: &[Scored], links: &mut Links) {
    let item = |i: u32, j: u32, shared: f32| {
        let keys = [old.sum(i), new.sum(j), off_diagonal((old, i), (new, j))];
        (i, j, ((shared * 1000.0) as u64 + 1) << TIE_BITS | tie_bits(i, j, keys.into_iter()))
    };
    let equal = (0_u32..).zip(&links.old).flat_map(|(i, partners)| partners.iter().map(move |j| (i, *j)));
    let fixed: Vec<(u32, u32, u64)> = equal.map(|(i, j)| item(i, j, total(old.sentence(i)))).collect();
    let chain = |is_strong: &dyn Fn(&Scored) -> bool| -> Vec<(u32, u32)> {
        let strong = scored.iter().filter(|pair| is_strong(pair)).map(|pair| item(pair.old, pair.new, pair.shared));
        let mut items: Vec<(u32, u32, u64)> = fixed.iter().copied().chain(strong).collect();
        // Of one sentence, no two pairs are on a chain.
        items.sort_unstable_by_key(|item| (item.0, Reverse(item.1)));
        items.iter().zip(heaviest_chain(&items)).filter(|(_, on)| *on).map(|((i, j, _), _)| (*i, *j)).collect()
    };
    let mut found = chain(&Scored::is_pair);
    if found.len() as f32 >= old.sentences.len().min(new.sentences.len()) as f32 * MIN_COVERED && !found.is_empty() {
        found = chain(&|pair| pair.is_pair() || pair.dice >= MIN_ANCHOR && pair.shared >= MIN_WEIGHT);
    }
    for (i, j) in found {
        links.link(i, j);
    }
}

/// Links the rest best first, one to one: what moved.
pub(super) fn best_first(old: &Side<'_>, new: &Side<'_>, mut scored: Vec<Scored>, links: &mut Links) {
    scored.retain(Scored::is_pair);
    // Of many alike, those nearest to the diagonal; what is equal then are two pairs that do not exclude each other, so exchange mirrors.
    let place = |pair: &Scored| {
        let (i, j) = (pair.old, pair.new);
        (off_diagonal((old, i), (new, j)), u64::from(i) + u64::from(j), i.abs_diff(j), i)
    };
    scored.sort_by(|x, y| y.dice.total_cmp(&x.dice).then(y.shared.total_cmp(&x.shared)).then(place(x).cmp(&place(y))));
    for pair in scored {
        if links.old[pair.old as usize].is_empty() && links.new[pair.new as usize].is_empty() {
            links.link(pair.old, pair.new);
        }
    }
}

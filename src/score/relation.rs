//! The relation in words an editor uses.
//!
//! In: the words that were taken and the verdict on the passages. Out: one of nine relations. The cut-offs that `docs/relations.md`
//! states stand here and nowhere else.

use super::shares::{Shares, Side};
use super::story::Story;
use super::taken::{Manner, Taken, TakenSide};

/// Two articles are near-identical if this share of the words of each stands in the other in the same order.
pub const NEAR_IDENTICAL: f64 = 0.95;
/// Where this share does, two words may always differ.
const NEAR_IDENTICAL_BUT_TWO: f64 = 0.90;
/// See [`NEAR_IDENTICAL_BUT_TWO`].
const TWO: u32 = 2;
/// A sentence of so many words must not be only in one of two near-identical articles.
const MIN_SENTENCE: usize = 8;
/// From this share of the one side on, it is derived.
pub const DERIVED: f64 = 0.60;
/// From this share of the one side on, a clear part was taken.
pub const PARTIAL: f64 = 0.20;
/// A cut text leaves so many words of the longer one out at least.
const MIN_CUT: f64 = 3.0;
/// With fewer words outside quotations on both sides, all words count.
const MIN_OUTSIDE: u32 = 10;
/// Quoted words in passages that make two articles share quotations.
const MIN_QUOTED_WORDS: u32 = 8;

/// What the left article is to the right one by the words that were taken, none where too little was; `is_reuse` is the verdict on the
/// passages. The table of `docs/relations.md`, in its order.
pub(super) fn by_words(left: &Story<'_>, right: &Story<'_>, taken: &Taken, shares: &Shares, is_reuse: bool) -> Option<Relation> {
    if is_reuse && is_near_identical(left, right, taken) {
        return Some(Relation::NearIdentical);
    }
    let few = |side: &Side| side.words_outside < MIN_OUTSIDE;
    let quotes_only = |side: &Side| few(side) && side.quotes;
    let (a, b) = (&shares.left, &shares.right);
    if few(a) != few(b) && (quotes_only(a) || quotes_only(b)) {
        return (a.taken > 0 && a.taken_quoted > 0).then_some(Relation::QuotesOnly);
    }
    let counts = |side: &Side| {
        if few(a) && few(b) {
            (f64::from(side.taken), f64::from(side.words))
        } else {
            (f64::from(side.taken_outside), f64::from(side.words_outside))
        }
    };
    let relation = is_reuse.then(|| Relation::of_counts(counts(a), counts(b))).flatten();
    let cut = || (relation == Some(Relation::Reworked)).then(|| pure_cut(left, right, taken)).flatten();
    cut().or(relation)
}

/// What articles of the same words are: a comma or an emoji makes them two wordings of one text.
pub(super) fn of_same_words(same_marks: bool) -> Relation {
    if same_marks { Relation::Identical } else { Relation::NearIdentical }
}

/// Whether the shares outside quotations say that a part was taken.
pub(super) fn is_part(shares: &Shares) -> bool {
    let share = |side: &Side| f64::from(side.taken_outside) >= PARTIAL * f64::from(side.words_outside) && side.taken_outside > 0;
    share(&shares.left) || share(&shares.right)
}

/// Where no wording was reused: whether they share quotations; `has_whole_one` where a whole one stands among what was taken.
pub(super) fn of_quotations(shares: &Shares, has_whole_one: bool) -> Option<Relation> {
    let quoted = shares.left.taken_quoted.max(shares.right.taken_quoted);
    (has_whole_one || quoted >= MIN_QUOTED_WORDS).then_some(Relation::QuotesOnly)
}

/// The relation of two articles of which one is the other with words cut out and nothing else, however few of them; none if they are no such.
fn pure_cut(left: &Story<'_>, right: &Story<'_>, taken: &Taken) -> Option<Relation> {
    let is_cut = |side: &TakenSide, other: &Story<'_>| {
        let in_order = side.partner.windows(2).all(|pair| pair[0] < pair[1]);
        in_order && side.manner.len() < other.len() && side.manner.iter().all(|manner| *manner >= Manner::Misread)
    };
    if is_cut(&taken.left, right) {
        Some(Relation::Shortened)
    } else if is_cut(&taken.right, left) {
        Some(Relation::Expanded)
    } else {
        None
    }
}

/// Whether two articles are the same but for a few words: misread words count as the words they are.
fn is_near_identical(left: &Story<'_>, right: &Story<'_>, taken: &Taken) -> bool {
    let is_kept = |side: &TakenSide, at: usize| side.manner[at] >= Manner::Misread;
    let partners = (0..left.len()).filter(|at| is_kept(&taken.left, *at)).filter_map(|at| taken.left.partner[at]);
    let in_order = longest_rising(partners);
    let is_enough = |words: usize| {
        let (words, kept) = (words as f64, f64::from(in_order));
        kept >= NEAR_IDENTICAL * words || (kept >= NEAR_IDENTICAL_BUT_TWO * words && words - kept <= f64::from(TWO))
    };
    let has_own_sentence = |story: &Story<'_>, side: &TakenSide| {
        story.sentences().iter().any(|(start, end)| {
            let words = *start as usize..*end as usize;
            words.len() >= MIN_SENTENCE && 2 * words.clone().filter(|at| is_kept(side, *at)).count() < words.len()
        })
    };
    is_enough(left.len()) && is_enough(right.len()) && !has_own_sentence(left, &taken.left) && !has_own_sentence(right, &taken.right)
}

/// The length of the longest rising subsequence. `n log n`.
fn longest_rising(numbers: impl Iterator<Item = u32>) -> u32 {
    let mut ends: Vec<u32> = Vec::new();
    for number in numbers {
        let at = ends.partition_point(|end| *end < number);
        match ends.get_mut(at) {
            Some(end) => *end = number,
            None => ends.push(number),
        }
    }
    ends.len() as u32
}

/// What article a is to article b. The first five mean "derived"; `Partial` is weaker; the last three are no reuse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// The same words; only typography, white space or case differ.
    Identical,
    /// All but a few words of each stand in the other.
    NearIdentical,
    /// a is b cut down, perhaps reworded as it was cut.
    Shortened,
    /// The mirror of shortened: a holds b and more.
    Expanded,
    /// Cut and added to, moved, reworded; neither much longer.
    Reworked,
    /// A clear part was taken, the rest is its own.
    Partial,
    /// They share quoted speech, or a document both cite.
    QuotesOnly,
    /// The same event in own words.
    Related,
    /// Nothing of that.
    Unrelated,
}

impl Relation {
    /// All relations, the closest first.
    pub const ALL: [Relation; 9] = [
        Relation::Identical,
        Relation::NearIdentical,
        Relation::Shortened,
        Relation::Expanded,
        Relation::Reworked,
        Relation::Partial,
        Relation::QuotesOnly,
        Relation::Related,
        Relation::Unrelated,
    ];

    /// The relation that counts alone decide, each taken words and all words of a side: shortened, expanded, reworked, partial, or none where
    /// too little was taken. Whether two texts are the same but for a few words, counts cannot tell.
    pub fn of_counts(a: (f64, f64), b: (f64, f64)) -> Option<Relation> {
        let share = |(taken, words): (f64, f64)| if words > 0.0 { taken / words } else { 0.0 };
        let own = |(taken, words): (f64, f64)| words - taken;
        let (x, y) = (share(a), share(b));
        if x >= DERIVED && own(b) >= MIN_CUT && own(a) <= own(b) / 2.0 {
            Some(Relation::Shortened)
        } else if y >= DERIVED && own(a) >= MIN_CUT && own(b) <= own(a) / 2.0 {
            Some(Relation::Expanded)
        } else if x.max(y) >= DERIVED {
            Some(Relation::Reworked)
        } else if x.max(y) >= PARTIAL {
            Some(Relation::Partial)
        } else {
            None
        }
    }

    /// Whether one article is made from the other.
    pub fn is_derived(self) -> bool {
        self <= Relation::Reworked
    }

    /// Whether wording was reused: derived or partial.
    pub fn is_reuse(self) -> bool {
        self <= Relation::Partial
    }

    /// What b is to a, when this is what a is to b.
    pub fn mirrored(self) -> Relation {
        match self {
            Relation::Shortened => Relation::Expanded,
            Relation::Expanded => Relation::Shortened,
            same => same,
        }
    }

    /// The name in machine-readable outputs.
    pub fn name(self) -> &'static str {
        match self {
            Relation::Identical => "identical",
            Relation::NearIdentical => "near-identical",
            Relation::Shortened => "shortened",
            Relation::Expanded => "expanded",
            Relation::Reworked => "reworked",
            Relation::Partial => "partial",
            Relation::QuotesOnly => "quotes-only",
            Relation::Related => "related",
            Relation::Unrelated => "unrelated",
        }
    }
}

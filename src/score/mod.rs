//! What article a is to article b: reused passages, shares both ways, resemblance, and one of nine relations (`docs/relations.md`).
//!
//! In: two [`Prepared`] articles. Out: a [`Comparison`]. It depends on the two texts alone and is the one scoring path of every
//! command. Corpus frequencies choose candidates elsewhere and never enter here.
//!
//! The way: verbatim runs (`runs`), joined into chains over gaps that are judged to be edits (`gap`, `chain`), ends moved to
//! where an editor would put them (`ends`), chains that are no reused wording taken out (`counting`), what is left counted (`shares`), and all
//! of it together judged (`form`, `verdict`): where that says no, the passages are still shown, but the relation is not one of reuse.
//! Everything is done in one order of the two articles that their words decide, so that exchanging them mirrors the result.

mod chain;
mod coefficients;
mod comparable;
mod counting;
mod days;
mod doubt;
mod ends;
mod evidence;
mod form;
mod furniture;
mod gap;
mod grade;
mod judging;
mod kinship;
#[cfg(test)]
mod kinship_tests;
mod model;
mod nearly;
mod nested;
mod relation;
#[cfg(test)]
mod relation_tests;
mod retold;
mod reworded;
#[cfg(test)]
mod reworded_tests;
mod runs;
mod shares;
#[cfg(test)]
mod short_tests;
mod stamp;
mod story;
mod stretches;
mod subject;
mod taken;
#[cfg(test)]
mod tests;
mod verdict;
#[cfg(test)]
mod verdict_tests;

pub use comparable::Comparable;
pub use doubt::Doubt;
pub use grade::Grade;
pub use model::{Features, N_FEATURES, SURE};
pub use relation::{DERIVED, NEAR_IDENTICAL, PARTIAL, Relation};
pub use shares::RESEMBLANCE_WORDS;
pub use stamp::{RELATIONS_VERSION, Stamp};
pub use stretches::{Kind, Stretch, stretches};

use crate::text::{Prepared, same_marks};
use chain::Chain;
use evidence::Evidence;
use shares::Shares;
use std::ops::Range;
use story::Story;
use taken::{Taken, TakenSide};

/// The figures of a comparison; shares are 0.0 to 1.0 of story words (furniture is not counted).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scores {
    /// Share of a's words that were taken from b: word for word, in another form, or replaced in a sentence that follows one of b.
    pub a_in_b: f64,
    /// The reverse.
    pub b_in_a: f64,
    /// Share of a's words that stand in the reused passages of b word for word; at most `a_in_b`.
    pub a_in_b_verbatim: f64,
    /// The reverse.
    pub b_in_a_verbatim: f64,
    /// The same over a's words outside quotations; none where a has no such words.
    pub a_in_b_outside_quotes: Option<f64>,
    /// The same over b's words outside quotations; none where b has no such words.
    pub b_in_a_outside_quotes: Option<f64>,
    /// Jaccard index of the distinct shingles of [`RESEMBLANCE_WORDS`] words.
    pub resemblance: f64,
    /// Longest verbatim run in words, after folding; runs that were not counted as reuse are seen too.
    pub longest_run_words: u32,
    /// Words of a that were taken from b.
    pub shared_words: u32,
    /// Words in shared stretches that were looked at and not counted, of the article that has more of them.
    pub discounted_words: u32,
}

/// A verbatim run: `len` words from word `a` of the one article are words from word `b` of the other, after folding.
/// Numbers count in [`Prepared::words`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Run {
    /// First word in a.
    pub a: u32,
    /// First word in b.
    pub b: u32,
    /// Length in words.
    pub len: u32,
}

/// A stretch of a that was reused from a stretch of b: verbatim runs, carried over small edits.
#[derive(Debug, Clone, PartialEq)]
pub struct Passage {
    /// Its words in a, by number in [`Prepared::words`].
    pub a: Range<u32>,
    /// Its words in b.
    pub b: Range<u32>,
    /// Its verbatim runs, in order of a.
    pub runs: Vec<Run>,
    /// Its words that were taken from b, in order; the others were put in and are a's own.
    pub taken_a: Vec<Range<u32>>,
    /// The same of b.
    pub taken_b: Vec<Range<u32>>,
}

impl Passage {
    /// Its longest verbatim run in words.
    pub fn longest_run(&self) -> u32 {
        self.runs.iter().map(|run| run.len).max().unwrap_or(0)
    }

    fn mirrored(self) -> Passage {
        let mut runs: Vec<Run> = self.runs.into_iter().map(|run| Run { a: run.b, b: run.a, len: run.len }).collect();
        runs.sort_unstable();
        Passage { a: self.b, b: self.a, runs, taken_a: self.taken_b, taken_b: self.taken_a }
    }
}

/// Why a shared stretch was not counted as reuse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Discount {
    /// Names, titles, figures and function words only.
    CommonPhrase,
    /// Too scattered: the same facts in other words.
    SameFacts,
    /// A form or table whose frame both use.
    Frame,
    /// Wording that both have, too little of it to prove that one was made from the other.
    Weak,
}

impl Discount {
    /// Whether an editor may want to look at the stretch all the same: it could be reuse, or facts told anew.
    pub fn is_worth_a_look(self) -> bool {
        matches!(self, Discount::SameFacts | Discount::Weak)
    }
}

/// A shared stretch that was looked at and not counted.
#[derive(Debug, Clone, PartialEq)]
pub struct Discounted {
    /// The stretch.
    pub passage: Passage,
    /// Why it does not count.
    pub why: Discount,
}

/// The facts in reused passages, and which of them both articles have. The same after exchanging the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Facts {
    /// Figures of the side that has more of them, passage by passage.
    pub figures: u32,
    /// Figures that are the same.
    pub same_figures: u32,
    /// Distinct names of the side that has more of them, passage by passage.
    pub names: u32,
    /// Names that are the same, perhaps misspelt.
    pub same_names: u32,
    /// Words of the longer side.
    pub words: u32,
    /// Words in verbatim runs.
    pub verbatim_words: u32,
    /// Weekdays of the article that names fewer of them.
    pub days: u32,
    /// Weekdays that both name.
    pub same_days: u32,
}

/// Everything one comparison found.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// What a is to b.
    pub relation: Relation,
    /// How sure it is that wording was reused; none where the relation says that none was.
    pub grade: Option<Grade>,
    /// The figures.
    pub scores: Scores,
    /// Words of b that were taken from a; [`Scores::shared_words`] are those of a.
    pub shared_words_of_b: u32,
    /// Reused passages, in order of a. No verbatim run stands in two of them; one that moved may lie in the edited gap of another, and
    /// the scores count its words once.
    pub passages: Vec<Passage>,
    /// Shared stretches that were not counted, in order of a.
    pub discounted: Vec<Discounted>,
    /// Whether no wording is reused because both fill in the same form with other matter.
    pub is_form: bool,
    /// The facts in the reused passages.
    pub facts: Facts,
    /// Why `unrelated` says nothing about what the two tell; none where they could be compared.
    pub doubt: Option<Doubt>,
}

/// Compares two articles. Exchanging them mirrors the result; two empty articles are identical.
///
/// About linear in the words of both; a phrase that stands in a text more than eight times is followed in order only.
///
/// ```
/// use copydesk::{article::Article, score::{Relation, compare}, text::Prepared};
/// let prepared = |text: &str| Prepared::new(&Article::new("x", text));
/// let (short, long) = (prepared("The ferry ran aground at dawn."), prepared("The ferry ran aground at dawn. Nobody was hurt."));
/// assert_eq!(compare(&short, &long).relation, Relation::Shortened);
/// ```
pub fn compare(a: &Prepared, b: &Prepared) -> Comparison {
    compare_stories(&Comparable::new(a), &Comparable::new(b))
}

/// The same for articles that are compared with many others.
pub fn compare_stories(a: &Comparable<'_>, b: &Comparable<'_>) -> Comparison {
    compared(a, b, Asked::All)
}

/// The same without resemblance, which is 0.0: for those who say nothing of it.
pub fn compare_without_resemblance(a: &Comparable<'_>, b: &Comparable<'_>) -> Comparison {
    compared(a, b, Asked::AllButResemblance)
}

/// The same for those who ask for reuse alone: `Unrelated` stands for `Related`, too, no doubt is raised, what was not counted is not listed, and
/// what is unrelated has no resemblance. Collections score very many pairs that have some wording in common, and of most nothing else is wanted.
pub fn compare_reuse(a: &Comparable<'_>, b: &Comparable<'_>) -> Comparison {
    compared(a, b, Asked::Reuse)
}

/// What the shared passages of two articles say to the model of reuse. The same after exchanging the two.
///
/// It is there to fit the model anew; commands never ask for it.
pub fn features(a: &Prepared, b: &Prepared) -> Features {
    let (a, b) = (Comparable::new(a), Comparable::new(b));
    let (one, other) = story::pair(&a, &b);
    let (left, right) = if (one.len(), one.keys()) <= (other.len(), other.keys()) { (&one, &other) } else { (&other, &one) };
    let chains = chains(left, right, &runs::runs(left, right));
    let evidence = Evidence::of_all(left, right, &chains);
    Features::of(left, right, &chains, &evidence)
}

/// What is asked of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    All,
    AllButResemblance,
    Reuse,
}

fn compared(a: &Comparable<'_>, b: &Comparable<'_>, asked: Asked) -> Comparison {
    if let Some(counts) = furniture::of_same_words(a.prepared, b.prepared) {
        let (a, b) = (a.prepared, b.prepared);
        let (one, other) = (Comparable::of_words(a, &counts), Comparable::of_words(b, &counts));
        let mut comparison = same(&Story::alone(&one), &Story::alone(&other));
        comparison.scores.shared_words = a.story_words().count() as u32;
        comparison.shared_words_of_b = b.story_words().count() as u32;
        comparison.relation = relation::of_same_words(same_marks(a, b, |number| counts[number], |number| counts[number]));
        return comparison;
    }
    let (one, other) = story::pair(a, b);
    if (one.len(), one.keys()) <= (other.len(), other.keys()) {
        return ordered(&one, &other, asked);
    }
    ordered(&other, &one, asked).mirrored()
}

/// The comparison as seen from the left.
fn ordered(left: &Story<'_>, right: &Story<'_>, asked: Asked) -> Comparison {
    if left.keys() == right.keys() {
        return same(left, right);
    }
    let runs = runs::runs(left, right);
    let longest_run = runs.iter().map(|run| run.len).max().unwrap_or(0);
    let mut judged = judging::judged(left, right, chains(left, right, &runs));
    let mut taken = Taken::of(left, right, &judged.kept, judged.is_retold);
    let mut shares = Shares::of(left, right, &taken);
    let mut by_words = relation::by_words(left, right, &taken, &shares, judged.is_reuse);
    if by_words.is_none() && relation::is_part(&shares) {
        // What is no reuse leaves no share that says it is.
        judged.set_aside();
        taken = Taken::of(left, right, &judged.kept, judged.is_retold);
        shares = Shares::of(left, right, &taken);
        by_words = relation::by_words(left, right, &taken, &shares, false);
    }
    let discounted_words = |side: &dyn Fn(&Chain) -> (u32, u32)| {
        judged.discounted.iter().map(|(chain, _)| side(chain)).map(|(start, end)| end - start).sum::<u32>()
    };
    let n_discounted = discounted_words(&|chain| chain.left).max(discounted_words(&|chain| chain.right));
    let has_whole_quotation = || judged.kept.iter().any(|chain| chain.holds_quotation(left, right));
    let relation = by_words.or_else(|| relation::of_quotations(&shares, has_whole_quotation()));
    let doubt = if relation.is_none() && asked != Asked::Reuse { doubt::doubt(left, right) } else { None };
    let is_related = || asked != Asked::Reuse && doubt.is_none() && kinship::is_same_matter(left, right);
    let relation = relation.unwrap_or_else(|| if is_related() { Relation::Related } else { Relation::Unrelated });
    let asks_resemblance = match asked {
        Asked::All => true,
        Asked::AllButResemblance => false,
        Asked::Reuse => relation != Relation::Unrelated,
    };
    let resemblance = if asks_resemblance { shares::resemblance_of(left, right) } else { 0.0 };
    let scores = shares.scores(resemblance, longest_run, n_discounted);
    Comparison {
        relation,
        grade: Grade::of(relation, judged.probability),
        scores,
        shared_words_of_b: shares.right.taken,
        passages: judged.kept.iter().map(|chain| passage(left, right, chain, &taken)).collect(),
        discounted: if asked == Asked::Reuse {
            Vec::new()
        } else {
            let discounted = judged.discounted.iter();
            discounted.map(|(chain, why)| Discounted { passage: passage(left, right, chain, &taken), why: *why }).collect()
        },
        is_form: judged.is_form,
        facts: days::with_days(judged.facts, left, right),
        doubt,
    }
}

/// Shared passages with their ends where an editor would put them, in order of the left.
fn chains(left: &Story<'_>, right: &Story<'_>, runs: &[runs::StoryRun]) -> Vec<Chain> {
    let mut chains = chain::chains(left, right, runs);
    ends::extend(left, right, &mut chains);
    chains.sort_by_key(|chain| chain.left);
    chains
}

fn same(left: &Story<'_>, right: &Story<'_>) -> Comparison {
    let len = left.len() as u32;
    let run = runs::StoryRun { left: 0, right: 0, len };
    let kept = if len == 0 { Vec::new() } else { vec![Chain { runs: vec![run], left: (0, len), right: (0, len) }] };
    let taken = Taken::of(left, right, &kept, false);
    let shares = Shares::of(left, right, &taken);
    let facts = evidence::facts(&Evidence::of_all(left, right, &kept));
    let counts = |story: &Story<'_>, number: usize| story.words.binary_search_by_key(&number, |word| word.number as usize).is_ok();
    let has_same_marks = same_marks(left.prepared(), right.prepared(), |number| counts(left, number), |number| counts(right, number));
    Comparison {
        relation: relation::of_same_words(has_same_marks),
        grade: Some(Grade::Sure),
        // The same words have the same shingles.
        scores: shares.scores(1.0, len, 0),
        shared_words_of_b: len,
        passages: kept.iter().map(|chain| passage(left, right, chain, &taken)).collect(),
        discounted: Vec::new(),
        is_form: false,
        facts: days::with_days(facts, left, right),
        doubt: None,
    }
}

/// The chain by numbers of words in the articles. A run is cut where furniture stands inside it.
fn passage(left: &Story<'_>, right: &Story<'_>, chain: &Chain, taken: &Taken) -> Passage {
    let range = |story: &Story<'_>, part: (u32, u32)| story.words[part.0 as usize].number..story.words[part.1 as usize - 1].number + 1;
    let mut runs: Vec<Run> = Vec::with_capacity(chain.runs.len());
    for (at, partner) in taken.verbatim(chain) {
        let (a, b) = (left.words[at as usize].number, right.words[partner as usize].number);
        match runs.last_mut() {
            Some(last) if last.a + last.len == a && last.b + last.len == b => last.len += 1,
            _ => runs.push(Run { a, b, len: 1 }),
        }
    }
    Passage {
        a: range(left, chain.left),
        b: range(right, chain.right),
        runs,
        taken_a: taken_words(left, chain.left, &taken.left),
        taken_b: taken_words(right, chain.right, &taken.right),
    }
}

/// The taken words of a part of a story, by numbers of words in the article.
fn taken_words(story: &Story<'_>, part: (u32, u32), side: &TakenSide) -> Vec<Range<u32>> {
    let mut found: Vec<Range<u32>> = Vec::new();
    for at in (part.0 as usize..part.1 as usize).filter(|at| side.is_taken(*at)) {
        let number = story.words[at].number;
        match found.last_mut() {
            Some(last) if last.end == number => last.end += 1,
            _ => found.push(number..number + 1),
        }
    }
    found
}

impl Scores {
    /// The same with the shares of a and b exchanged; shared words stay those of a.
    pub(crate) fn mirrored_shares(self) -> Scores {
        Scores {
            a_in_b: self.b_in_a,
            b_in_a: self.a_in_b,
            a_in_b_verbatim: self.b_in_a_verbatim,
            b_in_a_verbatim: self.a_in_b_verbatim,
            a_in_b_outside_quotes: self.b_in_a_outside_quotes,
            b_in_a_outside_quotes: self.a_in_b_outside_quotes,
            ..self
        }
    }
}

impl Comparison {
    /// The comparison of b with a: the same as made anew, and nearly free.
    pub fn mirrored(self) -> Comparison {
        let scores = self.scores;
        let mut passages: Vec<Passage> = self.passages.into_iter().map(Passage::mirrored).collect();
        passages.sort_by_key(|passage| (passage.a.start, passage.b.start));
        let mut discounted: Vec<Discounted> =
            self.discounted.into_iter().map(|one| Discounted { passage: one.passage.mirrored(), why: one.why }).collect();
        discounted.sort_by_key(|one| (one.passage.a.start, one.passage.b.start));
        Comparison {
            relation: self.relation.mirrored(),
            grade: self.grade,
            scores: Scores { shared_words: self.shared_words_of_b, ..scores.mirrored_shares() },
            shared_words_of_b: scores.shared_words,
            passages,
            discounted,
            is_form: self.is_form,
            facts: self.facts,
            doubt: self.doubt,
        }
    }
}

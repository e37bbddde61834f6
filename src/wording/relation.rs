//! The nine relations in words: the only file where they are.
//!
//! In: a relation, with names and figures where the phrase holds them. Out: one phrase for each place where a relation is told. They stand
//! side by side, so that a phrase that is changed is changed for every output, and no two outputs tell two stories about one pair. Who was
//! first is said only where something tells it ([`Order`]).

use super::names::Names;
use super::numbers::percent;
use crate::cluster::Member;
use crate::pipeline::{Direction, Source};
use crate::score::{Comparison, NEAR_IDENTICAL, PARTIAL, Passage, Relation, Scores};

/// What is known of which was first, the source or the copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    /// A date or the base says that it was the source.
    SourceFirst,
    /// By date it was the copy.
    CopyFirst,
    /// Nothing tells it.
    Unknown,
}

impl Order {
    /// What is known of a copy and one of its sources.
    pub(crate) fn of(source: &Source) -> Order {
        if source.time.is_later() { Order::CopyFirst } else { Order::told_by(source.direction) }
    }

    /// What is known where the source is not later.
    pub(crate) fn told_by(direction: Direction) -> Order {
        match direction {
            Direction::Date | Direction::Base => Order::SourceFirst,
            Direction::Text => Order::Unknown,
        }
    }
}

/// So many words may differ in any near-identical text.
const A_FEW: f64 = 2.5;

/// A run of so many words is no turn of phrase.
const CLAUSE: u32 = 10;

/// Said where nothing tells which of two was first.
pub(crate) const NOT_KNOWN: &str = "which was first is not known";

/// What a is to b, as the first line of a comparison: nothing is known of which was first.
pub(crate) fn of_pair(comparison: &Comparison, names: &Names) -> String {
    let (a, b, scores) = (&names.a, &names.b, &comparison.scores);
    let is_shared = scores.shared_words > 0;
    let is_discounted = !comparison.discounted.is_empty();
    match comparison.relation {
        Relation::Identical if !is_shared => format!("Neither {a} nor {b} has words: there is nothing to compare."),
        Relation::Identical => format!("{a} and {b} have the same words."),
        Relation::NearIdentical if has_same_words(scores) => format!("{a} and {b} have the same words; marks between them differ."),
        Relation::NearIdentical if is_spelt_otherwise(scores) => {
            format!("{a} and {b} are the same text, with words misspelt, misread or spelt otherwise.")
        }
        Relation::NearIdentical => format!("{a} and {b} are the same text but for a few words."),
        Relation::Shortened if scores.b_in_a < PARTIAL => holds(b, a),
        Relation::Shortened => format!("{a} is a shorter version of {b}."),
        Relation::Expanded if scores.a_in_b < PARTIAL => holds(a, b),
        Relation::Expanded => format!("{a} is a longer version of {b}."),
        Relation::Reworked => format!("{a} and {b} are one story, reworked."),
        Relation::Partial => format!("{a} and {b} share a clear part; the rest of each is its own."),
        Relation::QuotesOnly => {
            if comparison.discounted.iter().any(|one| one.why.is_worth_a_look()) {
                return format!("{a} and {b} share quotations; what other wording they share proves no reuse.");
            }
            let outside = [scores.a_in_b_outside_quotes, scores.b_in_a_outside_quotes].into_iter().flatten().fold(0.0, f64::max);
            let only = if outside > 0.0 { "quotations and little else" } else { "quotations only" };
            format!("{a} and {b} share {only}.")
        }
        Relation::Related | Relation::Unrelated if comparison.is_form => {
            format!("{a} and {b} fill in the same form, each with matter of its own.")
        }
        Relation::Related if is_shared => format!("{a} and {b} are on the same matter and share {}.", little(comparison)),
        Relation::Related if is_discounted => format!("{a} and {b} are on the same matter; the wording they share proves no reuse."),
        Relation::Related => format!("{a} and {b} are on the same matter, each in its own words."),
        Relation::Unrelated if is_shared => format!("{a} and {b} share {}, and nothing else was found in common.", little(comparison)),
        Relation::Unrelated if is_discounted => format!("{a} and {b} share no wording that proves reuse."),
        Relation::Unrelated => format!("Nothing in common was found in {a} and {b}."),
    }
}

/// Of a story that is a small part of a longer one: it may be its lead, or an item of a digest.
fn holds(longer: &str, shorter: &str) -> String {
    format!("{longer} has most of what {shorter} says, and much more beside it.")
}

/// `little wording`, or how long the longest run of it is where that is a clause or more.
fn little(comparison: &Comparison) -> String {
    match comparison.passages.iter().map(Passage::longest_run).max() {
        Some(longest) if longest >= CLAUSE => format!("little wording, {longest} words of it in a row"),
        _ => String::from("little wording"),
    }
}

/// What two instalments of a series are to each other, as the first line of a comparison.
pub(crate) fn of_instalments(relation: Relation, names: &Names) -> String {
    let (a, b) = (&names.a, &names.b);
    let much = if relation.is_derived() { "most of their" } else { "much" };
    format!("{a} and {b} share {much} wording, like reports of a series.")
}

/// Whether all words of both stand in the other in one run.
fn has_same_words(scores: &Scores) -> bool {
    scores.a_in_b_verbatim >= 1.0 && scores.b_in_a_verbatim >= 1.0 && scores.longest_run_words == scores.shared_words
}

/// Whether more words than a few of two near-identical texts are not the same letter for letter: copies that were scanned, typed without accents,
/// or written in another orthography.
fn is_spelt_otherwise(scores: &Scores) -> bool {
    let verbatim = scores.a_in_b_verbatim.min(scores.b_in_a_verbatim);
    let words = f64::from(scores.shared_words) / scores.a_in_b.max(f64::MIN_POSITIVE);
    verbatim < NEAR_IDENTICAL && (1.0 - verbatim) * words > A_FEW
}

/// What a draft is to its source or sources.
pub(crate) fn of_draft(relation: Relation, source: &str, order: Order) -> String {
    match (relation, order) {
        (Relation::Identical, _) => format!("the same words as {source}"),
        (Relation::NearIdentical, _) => format!("nearly the same text as {source}"),
        (Relation::Shortened, Order::SourceFirst) => format!("shortened from {source}"),
        (Relation::Expanded, Order::SourceFirst) => format!("{source} with additions"),
        (Relation::Reworked, Order::SourceFirst) => format!("reworked from {source}"),
        (Relation::Partial, Order::SourceFirst) => format!("partly taken from {source}"),
        (Relation::Shortened, _) => format!("a shorter version of {source}"),
        (Relation::Expanded, _) => format!("a longer version of {source}"),
        (Relation::Reworked, _) => format!("one story with {source}, reworked"),
        (Relation::Partial, _) => format!("shares a clear part with {source}"),
        (Relation::QuotesOnly, _) => format!("shares quotations with {source}"),
        (Relation::Related | Relation::Unrelated, _) => format!("shares a little wording with {source}"),
    }
}

/// What a draft is to several sources, none of which gave nearly all.
pub(crate) fn of_draft_of_several(relation: Relation, sources: &str, order: Order) -> String {
    match relation {
        Relation::Expanded => format!("wording of {sources} with additions"),
        relation if relation.is_derived() => format!("put together from wording of {sources}"),
        _ => of_draft(relation, sources, order),
    }
}

/// What is said of a draft in which nothing is reused, by its closest relation to another article; `has_shared` where it shares wording
/// that proves no reuse.
pub(crate) fn of_nothing(relation: Relation, words: &str, has_shared: bool) -> String {
    let mut text = format!("nothing reused in {words}");
    if relation == Relation::Related {
        text.push_str("; another article is on the same matter");
    }
    if has_shared {
        text.push_str("; shared wording that proves no reuse is not counted");
    }
    text
}

/// What is said of a draft that fills in the same form as another article and shares nothing else.
pub(crate) fn of_form(words: &str, other: &str) -> String {
    format!("nothing reused in {words}; it fills in the same form as {other}, each with matter of its own")
}

/// What an article is to one that is its copy.
pub(crate) fn of_shared(relation: Relation, other: &str) -> String {
    of_draft(relation, other, Order::Unknown)
}

/// What a draft is to one source, in a table of sources.
pub(crate) fn of_source(relation: Relation, order: Order) -> &'static str {
    match (relation, order) {
        (Relation::Identical, _) => "the same words",
        (Relation::NearIdentical, _) => "nearly the same text",
        (Relation::Shortened, Order::SourceFirst) => "shortened",
        (Relation::Expanded, Order::SourceFirst) => "the source with additions",
        (Relation::Reworked, _) => "reworked",
        (Relation::Partial, Order::SourceFirst) => "partly taken",
        (Relation::Shortened, _) => "a shorter version",
        (Relation::Expanded, _) => "a longer version",
        (Relation::Partial, _) => "a clear part",
        (Relation::QuotesOnly, _) => "quotations",
        (Relation::Related | Relation::Unrelated, _) => "a passage",
    }
}

/// What a draft is to its source, before the name of the source in a finding.
pub(crate) fn of_finding(relation: Relation, order: Order) -> &'static str {
    match (relation, order) {
        (Relation::Identical, _) => "the same words as",
        (Relation::NearIdentical, _) => "near-identical to",
        (Relation::Shortened, Order::SourceFirst) => "shortened from",
        (Relation::Expanded, Order::SourceFirst) => "expanded from",
        (Relation::Reworked, Order::SourceFirst) => "reworked from",
        (Relation::Partial, Order::SourceFirst) => "takes a part from",
        (Relation::Shortened, _) => "a shorter version of",
        (Relation::Expanded, _) => "a longer version of",
        (Relation::Reworked, _) => "a reworked version of",
        (Relation::Partial, _) => "shares a clear part with",
        (Relation::QuotesOnly, _) => "shares quotations with",
        (Relation::Related, _) => "on the same matter as",
        (Relation::Unrelated, _) => "shares a little wording with",
    }
}

/// The rule that a finding stands under: its name and what it says.
pub(crate) fn of_rule(relation: Relation) -> (&'static str, &'static str) {
    match relation {
        Relation::Identical => ("Identical", "The same words as another article."),
        Relation::NearIdentical => ("NearIdentical", "The same text as another article but for a few words or marks."),
        Relation::Shortened => ("Shortened", "Another article cut down, perhaps reworded as it was cut."),
        Relation::Expanded => ("Expanded", "Another article with additions."),
        Relation::Reworked => ("Reworked", "Another article cut and added to, moved or reworded."),
        Relation::Partial => ("Partial", "A clear part is shared with another article."),
        Relation::QuotesOnly => ("QuotesOnly", "The same quotations as another article, in its own words otherwise."),
        Relation::Related => ("Related", "The same event as another article, in its own words."),
        Relation::Unrelated => ("Unrelated", "A little wording in common with another article, and nothing else."),
    }
}

/// What a member of a group is to its lead.
pub(crate) fn of_member(member: &Member) -> String {
    let own = format!("{} of it shared with the lead", percent(member.in_lead));
    let both = format!("{own}; that is {} of the lead", percent(member.lead_in));
    match member.relation {
        None => String::from("the lead"),
        Some(Relation::Identical) => String::from("the same words"),
        Some(Relation::NearIdentical) => format!("nearly the same text ({own})"),
        Some(Relation::Shortened) => format!("a shorter version ({both})"),
        Some(Relation::Expanded) => format!("a longer version ({both})"),
        Some(Relation::Reworked) => format!("reworked ({both})"),
        Some(Relation::Partial) => format!("shares a clear part ({both})"),
        Some(Relation::QuotesOnly) => format!("shares quotations ({both})"),
        Some(Relation::Related | Relation::Unrelated) => format!("shares little with the lead ({both})"),
    }
}

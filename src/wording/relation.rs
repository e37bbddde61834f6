//! The nine relations in words: the only file where they are.
//!
//! In: a relation, with names and shares where the phrase holds them. Out: one phrase for each place where a relation is told. They stand side by
//! side, so that a phrase that is changed is changed for every output, and no two outputs tell two stories about one pair.

use super::names::Names;
use super::numbers::percent;
use crate::cluster::Member;
use crate::score::{Relation, Scores};

/// What a is to b, as the first line of a comparison. `Unrelated` is without its reason.
pub(crate) fn of_pair(relation: Relation, names: &Names, scores: &Scores) -> String {
    let (a, b) = (&names.a, &names.b);
    match relation {
        Relation::Identical => format!("{a} and {b} are the same text."),
        Relation::NearIdentical => format!("{a} and {b} are the same text but for a few words."),
        Relation::Shortened => format!("{a} is {b} cut down."),
        Relation::Expanded => format!("{a} is {b} with additions."),
        Relation::Reworked => format!("{a} and {b} are one story, reworked."),
        Relation::Partial if scores.a_in_b >= scores.b_in_a => format!("{a} takes a clear part from {b}; the rest is its own."),
        Relation::Partial => format!("{b} takes a clear part from {a}; the rest is its own."),
        Relation::QuotesOnly => format!("{a} and {b} share quotations only."),
        Relation::Related => format!("{a} and {b} are on the same matter, each in its own words."),
        Relation::Unrelated => format!("{a} and {b} have nothing in common."),
    }
}

/// What a draft is to its source or sources.
pub(crate) fn of_draft(relation: Relation, source: &str, is_later: bool) -> String {
    match relation {
        Relation::Identical => format!("the same text as {source}"),
        Relation::NearIdentical => format!("the same text as {source} but for a few words"),
        _ if is_later => format!("shares wording with {source}, which is later"),
        Relation::Shortened => format!("shortened from {source}"),
        Relation::Expanded => format!("{source} with additions"),
        Relation::Reworked => format!("reworked from {source}"),
        Relation::Partial => format!("partly taken from {source}"),
        Relation::QuotesOnly => format!("shares quotations with {source}"),
        Relation::Related | Relation::Unrelated => format!("a little taken from {source}"),
    }
}

/// What is said of a draft in which nothing is reused, by its closest relation to another article.
pub(crate) fn of_nothing(relation: Relation, words: &str) -> String {
    match relation {
        Relation::Related => format!("nothing reused in {words}; another article is on the same matter, in other words"),
        _ => format!("nothing reused in {words}"),
    }
}

/// What a draft is to one source, in a table of sources.
pub(crate) fn of_source(relation: Relation) -> &'static str {
    match relation {
        Relation::Identical => "the same text",
        Relation::NearIdentical => "nearly the same text",
        Relation::Shortened => "shortened",
        Relation::Expanded => "the source with additions",
        Relation::Reworked => "reworked",
        Relation::Partial => "partly taken",
        Relation::QuotesOnly => "quotations only",
        Relation::Related | Relation::Unrelated => "a passage",
    }
}

/// What a draft is to its source, before the name of the source in a finding.
pub(crate) fn of_finding(relation: Relation) -> &'static str {
    match relation {
        Relation::Identical => "the same words as",
        Relation::NearIdentical => "near-identical to",
        Relation::Shortened => "shortened from",
        Relation::Expanded => "expanded from",
        Relation::Reworked => "reworked from",
        Relation::Partial => "takes a part from",
        Relation::QuotesOnly => "shares quotations with",
        Relation::Related => "on the same matter as",
        Relation::Unrelated => "shares a few words with",
    }
}

/// The rule that a finding stands under: its name and what it says.
pub(crate) fn of_rule(relation: Relation) -> (&'static str, &'static str) {
    match relation {
        Relation::Identical => ("Identical", "The same words as another article."),
        Relation::NearIdentical => ("NearIdentical", "All but a few words of each of two articles stand in the other."),
        Relation::Shortened => ("Shortened", "Another article cut down, perhaps reworded as it was cut."),
        Relation::Expanded => ("Expanded", "Another article with additions."),
        Relation::Reworked => ("Reworked", "Another article cut and added to, moved or reworded."),
        Relation::Partial => ("Partial", "A clear part was taken from another article."),
        Relation::QuotesOnly => ("QuotesOnly", "The same quotations as another article, in its own words otherwise."),
        Relation::Related => ("Related", "The same event as another article, in its own words."),
        Relation::Unrelated => ("Unrelated", "A few words in common with another article, too few to tell anything."),
    }
}

/// What a member of a group is to its lead.
pub(crate) fn of_member(member: &Member) -> String {
    let (own, lead) = (percent(member.in_lead), percent(member.lead_in));
    match member.relation {
        None => String::from("the lead"),
        Some(Relation::Identical) => String::from("the same text"),
        Some(Relation::NearIdentical) => format!("the same but for a few words ({own} of it in the lead)"),
        Some(Relation::Shortened) => format!("cut down ({own} of it in the lead, {lead} of the lead in it)"),
        Some(Relation::Expanded) => format!("with additions ({own} of it in the lead, {lead} of the lead in it)"),
        Some(Relation::Reworked) => format!("reworked ({own} of it in the lead, {lead} of the lead in it)"),
        Some(_) => format!("takes a part ({own} of it in the lead, {lead} of the lead in it)"),
    }
}

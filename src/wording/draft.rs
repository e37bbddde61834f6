//! The verdict on a checked draft in an editor's words.
//!
//! In: a checked copy. Out: sentences: what it is, of what, which was first as far as anything tells it, how much of it comes from there,
//! credited or not; and what it shares with articles that are copies of it. Plain text, safe to show.

use super::grade;
use super::names::{Names, Titled};
use super::numbers::{count, grouped, hidden_in_words, percent};
use super::pair::{self, Shares, Whole};
use super::quotation;
use super::relation::{self, NOT_KNOWN, Order};
use crate::article::Article;
use crate::judge::Failing;
use crate::pipeline::{Checked, CheckedCopy, Credit, Direction, SharedWith, Source, Time};
use crate::visible::visible_text;

/// The verdict in its parts, each without its full stop.
pub(crate) struct Verdict {
    /// What the copy is called.
    pub(crate) name: String,
    /// `shortened from 003`.
    pub(crate) what: String,
    /// How much, credited or not, which was first; empty where nothing is shared.
    pub(crate) figures: String,
}

/// Articles that are named one by one in a sentence.
const NAMED: usize = 3;
/// A source that gave this share of the credited words is the one that a draft is said to be made from.
const NEARLY_ALL: f64 = 0.90;

/// `draft: shortened from wire. 76 % of its 375 words come from it, 70 % word for word; source not credited; by date the source is 2 h older.`
pub(crate) fn verdict(copy: &CheckedCopy) -> String {
    let Verdict { name, what, figures } = parts(copy);
    if figures.is_empty() { format!("{name}: {what}.") } else { format!("{name}: {what}. {}", sentence(&figures)) }
}

/// What [`verdict`] says, in parts.
pub(crate) fn parts(copy: &CheckedCopy) -> Verdict {
    match (copy.sources.as_slice(), copy.shared_with.as_slice()) {
        ([], []) => Verdict { name: called(copy).name(), what: nothing(copy), figures: String::new() },
        ([], [one]) => shared_with_one(copy, one),
        ([], several) => shared_with_several(copy, several),
        ([main, others @ ..], _) => made_from(copy, main, others),
    }
}

/// The copy as its readers know it.
pub(crate) fn called(copy: &CheckedCopy) -> Titled<'_> {
    copy.prepared.as_deref().map_or_else(|| Titled::stated(&copy.article), Titled::of)
}

/// The source as its readers know it.
pub(crate) fn called_source(source: &Source) -> Titled<'_> {
    Titled::of(&source.prepared)
}

/// With a capital letter and a full stop.
pub(crate) fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    let first: String = letters.next().map(|first| first.to_uppercase().collect()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}

fn made_from(copy: &CheckedCopy, main: &Source, others: &[Source]) -> Verdict {
    let Names { a: name, b: source } = Names::of(&called(copy), &called_source(main), ("the copy", "the source"));
    let orders: Vec<Order> = copy.sources.iter().map(Order::of).collect();
    let order = if orders.iter().all(|order| *order == orders[0]) { orders[0] } else { Order::Unknown };
    let all: u32 = copy.sources.iter().map(|source| source.words).sum();
    let is_alone = main.relation == copy.relation && f64::from(main.words) >= NEARLY_ALL * f64::from(all);
    let mut what = match others {
        [] if main.instalment => format!("the wording of {source} on another day, with other facts"),
        [] if order == Order::CopyFirst => format!("{}, which is later", relation::of_draft(copy.relation, &source, order)),
        [] => relation::of_draft(copy.relation, &source, order),
        [other] if is_alone => {
            format!("{}, with a passage from {}", relation::of_draft(copy.relation, &source, order), called_source(other).name())
        }
        [_, _, ..] if is_alone => {
            format!("{}, with passages from {} others", relation::of_draft(copy.relation, &source, order), grouped(others.len()))
        }
        [other] => {
            let both = format!("{source} and {}", called_source(other).name());
            relation::of_draft_of_several(copy.relation, &both, order)
        }
        [_, _, ..] => {
            let all = format!("{source} and {} other sources", grouped(others.len()));
            relation::of_draft_of_several(copy.relation, &all, order)
        }
    };
    if orders.iter().all(|order| *order == Order::Unknown) {
        what.push_str(&format!("; {NOT_KNOWN}"));
    }
    let shares = Shares { taken: copy.in_sources, verbatim: copy.in_sources_verbatim, outside: copy.in_sources_outside_quotes };
    let words = if copy.words == 1 { String::from("word") } else { format!("{} words", grouped(copy.words as usize)) };
    let its = format!("its {words}");
    let whole = if copy.words == 1 { Whole::One(&its) } else { Whole::Many(&its) };
    let mut parts = vec![pair::taken(shares, whole, if others.is_empty() { "the source" } else { "the sources" }, (copy.relation, order))];
    // What is claimed of several sources is as sure as for the one of which most comes.
    parts.extend(grade::unsure(main.grade).map(|unsure| format!("reuse is {unsure}")));
    parts.extend(credits(&copy.sources));
    parts.extend(times(&copy.sources));
    if copy.sources.iter().all(|source| source.licensed) {
        parts.push(String::from("reuse is licensed"));
    }
    Verdict { name, what, figures: parts.join("; ") }
}

fn nothing(copy: &CheckedCopy) -> String {
    if copy.words == 0 {
        return String::from("no words to check");
    }
    let words = count(copy.words as usize, "word");
    let mut quoted: Vec<&Article> = copy.quotations.iter().filter_map(|quotation| quotation.source.as_ref()).collect();
    quoted.sort_by_key(|article| &article.id);
    quoted.dedup_by_key(|article| &article.id);
    if let Some(first) = quoted.first() {
        let with = if quoted.len() == 1 { Titled::stated(first).name() } else { format!("{} other articles", grouped(quoted.len())) };
        return format!("shares quotations with {with}; nothing else reused in {words}");
    }
    let has_shared = copy.same_facts.iter().any(|one| one.why.is_worth_a_look());
    if let Some(other) = &copy.same_form_as {
        return relation::of_form(&words, &Titled::stated(other).name());
    }
    if let Some(only) = &copy.only {
        return pair::of_nothing(&only.comparison, &words, &Titled::stated(&only.article).name());
    }
    relation::of_nothing(copy.relation, &words, has_shared)
}

fn shared_with_one(copy: &CheckedCopy, other: &SharedWith) -> Verdict {
    let Names { a: name, b: copied } = Names::of(&called(copy), &Titled::stated(&other.article), ("the article", "the other article"));
    let first = match other.direction {
        Direction::Text => String::from(NOT_KNOWN),
        Direction::Date => String::from("by date this one was first"),
        Direction::Base => String::from("the base says that this one was first"),
    };
    Verdict {
        name,
        what: format!("{}; {first}", relation::of_shared(other.relation, &copied)),
        figures: format!("{}; the finding is listed with the other one", shared_words(other)),
    }
}

fn shared_with_several(copy: &CheckedCopy, others: &[SharedWith]) -> Verdict {
    let mut what = format!("shares wording with {}", count(others.len(), "article"));
    if others.iter().all(|other| other.direction == Direction::Text) {
        what.push_str(&format!("; {NOT_KNOWN}"));
    }
    Verdict { name: called(copy).name(), what, figures: format!("{}; the findings are listed with them", named(others)) }
}

/// How many of several copies share wording, and how many of them are the other side of a pair.
pub(crate) fn in_all(checked: &Checked) -> String {
    let n = grouped(checked.copies.len());
    let with_source = checked.copies.iter().filter(|copy| !copy.sources.is_empty()).count();
    let shared = checked.copies.iter().filter(|copy| copy.sources.is_empty() && !copy.shared_with.is_empty()).count();
    let share = |number: usize| if number == 1 { "shares" } else { "share" };
    let mut text = match with_source {
        0 if quoting(&checked.copies) => format!("None of {n} copies shares more than quotations with another article"),
        0 => return format!("None of {n} copies shares wording with another article."),
        number => format!("{} of {n} copies {} wording with other articles", grouped(number), share(number)),
    };
    if shared > 0 {
        let (is, sides) = if shared == 1 { ("is", "side") } else { ("are", "sides") };
        text.push_str(&format!("; {} more {is} the other {sides} of these pairs", grouped(shared)));
    }
    text + "." + &quotations_of_many(checked.copies.iter())
}

/// Whether a copy quotes what another article has.
fn quoting(copies: &[CheckedCopy]) -> bool {
    copies.iter().any(|copy| copy.quotations.iter().any(|quotation| quotation.source.is_some()))
}

/// ` 2 copies have quotations that are not as in their sources.`; nothing where none has.
fn quotations_of_many<'c>(copies: impl Iterator<Item = &'c CheckedCopy>) -> String {
    match copies.filter(|copy| !quotation::wrong(copy).is_empty()).count() {
        0 => String::new(),
        1 => String::from(" 1 copy has quotations that are not as in their sources."),
        n => format!(" {} copies have quotations that are not as in their sources.", grouped(n)),
    }
}

/// `3 are versions of other articles, 1 shares a clear part with others, in 8 nothing was found; 3 fail the check.`
pub(crate) fn of_many(all: &[&CheckedCopy], failing: &Failing) -> String {
    let n = |is: &dyn Fn(&CheckedCopy) -> bool| all.iter().filter(|copy| is(copy)).count();
    let derived = n(&|copy| copy.relation.is_derived());
    let partial = n(&|copy| copy.relation.is_reuse() && !copy.relation.is_derived());
    let clean = n(&|copy| copy.sources.is_empty() && copy.shared_with.is_empty());
    let others = n(&|copy| copy.sources.is_empty() && !copy.shared_with.is_empty());
    let little = all.len() - derived - partial - n(&|copy| copy.sources.is_empty() && !copy.relation.is_reuse());
    let is = |n: usize| if n == 1 { "is" } else { "are" };
    let mut parts = Vec::new();
    if derived > 0 {
        let versions = if derived == 1 { "a version of another article" } else { "versions of other articles" };
        parts.push(format!("{} {} {versions}", grouped(derived), is(derived)));
    }
    if partial > 0 {
        parts.push(format!("{} {} a clear part with others", grouped(partial), if partial == 1 { "shares" } else { "share" }));
    }
    if little > 0 {
        parts.push(format!("{} {} a passage or quotation with others", grouped(little), if little == 1 { "shares" } else { "share" }));
    }
    if others > 0 {
        parts.push(format!("{} {} the other side of such a pair", grouped(others), is(others)));
    }
    if clean > 0 {
        parts.push(format!("in {} nothing was found", grouped(clean)));
    }
    let fails = n(&|copy| failing.has(copy));
    let end =
        if fails > 0 { format!("; {} {} the check", grouped(fails), if fails == 1 { "fails" } else { "fail" }) } else { String::new() };
    sentence(&(parts.join(", ") + &end))
}

/// What a copy with sources shares with articles that are copies of it; nothing where there are none.
pub(crate) fn also_shared(copy: &CheckedCopy) -> Option<String> {
    let others = copy.shared_with.as_slice();
    let whose = if others.len() == 1 { "listed with it" } else { "listed with them" };
    (!copy.sources.is_empty() && !others.is_empty())
        .then(|| format!("It shares wording with {}, too, {whose}: {}.", count(others.len(), "article"), named(others)))
}

fn shared_words(other: &SharedWith) -> String {
    let share = if other.words == 1 { "is" } else { "are" };
    format!("{} {share} shared", count(other.words as usize, "word"))
}

/// `002 (274 words), 004 (80 words) and 2 more`.
fn named(others: &[SharedWith]) -> String {
    let one = |other: &SharedWith| format!("{} ({})", Titled::stated(&other.article).name(), count(other.words as usize, "word"));
    let mut order: Vec<&SharedWith> = others.iter().collect();
    order.sort_by(|x, y| y.words.cmp(&x.words).then_with(|| x.article.id.cmp(&y.article.id)));
    let shown: Vec<String> = order.iter().take(NAMED).map(|other| one(other)).collect();
    let more = others.len().saturating_sub(NAMED);
    if more > 0 { format!("{} and {} more", shown.join(", "), grouped(more)) } else { shown.join(", ") }
}

fn credits(sources: &[Source]) -> Option<String> {
    // What is later cannot be what the copy was made from, and need not be credited; neither need last week's report.
    if sources.iter().all(|source| source.time.is_later() || source.instalment) {
        return None;
    }
    if let [source] = sources {
        return Some(match &source.credit {
            Credit::Credited(name) => format!("source credited ({})", visible_text(name)),
            Credit::NotCredited => String::from("source not credited"),
            Credit::Unknown => String::from("an agency is credited, but the source does not say whom it is from"),
        });
    }
    let n = sources.iter().filter(|source| source.credit == Credit::NotCredited).count();
    let all = sources.len();
    let n_credited = sources.iter().filter(|source| matches!(source.credit, Credit::Credited(_))).count();
    match (n_credited, n) {
        (0, n) if n == all => Some(String::from("no source credited")),
        (c, 0) if c == all => Some(String::from("all sources credited")),
        (c, n) => Some(format!("{c} of {all} sources credited{}", if n + c < all { ", others unclear" } else { "" })),
    }
}

fn times(sources: &[Source]) -> Option<String> {
    if let [source] = sources {
        return match source.direction {
            Direction::Date => time(source.time).map(|time| format!("by date the source is {time}")),
            _ => first(source),
        };
    }
    let n = sources.iter().filter(|source| source.time.is_later()).count();
    (n > 0).then(|| format!("{n} of them {} later than the copy", if n == 1 { "is" } else { "are" }))
}

/// What tells which of the two was first: `by date 2 h older`. Nothing where nothing tells it.
fn first(source: &Source) -> Option<String> {
    match source.direction {
        Direction::Date => time(source.time).map(|time| format!("by date {time}")),
        Direction::Base => Some(String::from("the base says that the source was first")),
        Direction::Text => None,
    }
}

/// `2 h older`, `3 days newer`.
pub(crate) fn time(time: Time) -> Option<String> {
    match time {
        Time::Earlier(seconds) => Some(format!("{} older", span(seconds))),
        Time::Later(seconds) => Some(format!("{} newer", span(seconds))),
        Time::Same => Some(String::from("of the same time")),
        Time::Unknown => None,
    }
}

fn span(seconds: i64) -> String {
    let count = |n: i64, noun: &str| count(n as usize, noun);
    match seconds {
        ..120 => count(seconds, "second"),
        120..7_200 => format!("{} min", seconds / 60),
        7_200..172_800 => format!("{} h", seconds / 3_600),
        _ => count(seconds / 86_400, "day"),
    }
}

/// Why a copy does not fail, if some of its sources do not count.
pub(crate) fn uncounted(copy: &CheckedCopy) -> Option<String> {
    let has = |kind: &dyn Fn(&Source) -> bool| copy.sources.iter().any(kind);
    let kinds = [
        (has(&|source| source.licensed), "licensed sources"),
        (has(&|source| source.time.is_later()), "later sources"),
        (has(&|source| source.instalment), "the same wording on another day"),
    ];
    let named: Vec<&str> = kinds.iter().filter(|(is_there, _)| *is_there).map(|(_, name)| *name).collect();
    let (last, others) = named.split_last()?;
    let all = if others.is_empty() { last.to_string() } else { format!("{} and {last}", others.join(", ")) };
    let verb = if others.is_empty() && all.starts_with("the ") { "does" } else { "do" };
    Some(format!("{}{} {verb} not make a copy fail.", all[..1].to_uppercase(), &all[1..]))
}

/// What two instalments of a series are to each other.
pub(crate) const INSTALMENT: &str = "the same wording on another day, with other facts: not counted";

/// What one of its sources is to the copy, for a table.
pub(crate) fn details(copy: &CheckedCopy, source: &Source) -> String {
    let mut parts = vec![use_of(source), credit(&source.credit)];
    // Where nothing is known of any source, the verdict says so.
    if copy.sources.iter().any(|source| first(source).is_some()) {
        parts.push(first_in_words(source));
    }
    if source.licensed {
        parts.push(String::from("licensed"));
    }
    if source.instalment {
        parts.push(String::from(INSTALMENT));
    }
    parts.extend(hidden(source));
    parts.join("; ")
}

/// What tells which was first, in a few words of its own.
pub(crate) fn first_in_words(source: &Source) -> String {
    first(source).unwrap_or_else(|| String::from(NOT_KNOWN))
}

/// Words of a source that have hidden characters; nothing where there are none.
pub(crate) fn hidden(source: &Source) -> Option<String> {
    hidden_in_words(source.prepared.hidden_words)
}

/// `shortened; 61 % of the source shared; longest run 54 words`.
pub(crate) fn use_of(source: &Source) -> String {
    let relation = relation::of_source(source.relation, Order::of(source));
    let run = count(source.longest_run_words as usize, "word");
    let relation = grade::unsure(source.grade).map_or(relation.to_string(), |unsure| format!("{relation} ({unsure})"));
    format!("{relation}; {} of the source shared; longest run {run}", percent(source.used))
}

/// `credited (Reuters)`, `not credited`.
pub(crate) fn credit(credit: &Credit) -> String {
    match credit {
        Credit::Credited(name) => format!("credited ({})", visible_text(name)),
        Credit::NotCredited => String::from("not credited"),
        Credit::Unknown => String::from("credit unclear"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_in_words() {
        for (seconds, wanted) in [(1, "1 second"), (600, "10 min"), (7_200, "2 h"), (86_400, "24 h"), (259_200, "3 days")] {
            assert_eq!(span(seconds), wanted);
        }
    }
}

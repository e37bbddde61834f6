//! The verdict in an editor's words.
//!
//! In: a checked copy. Out: one sentence: what it is, of what, how much, credited or not, which was first. Plain text, safe to show.

use super::names::{Names, short};
use super::numbers::{count, grouped, percent};
use super::relation;
use crate::pipeline::{CheckedCopy, Credit, Source, Time};
use crate::visible::visible_text;

/// The verdict in its parts, each without its full stop.
pub(crate) struct Verdict {
    /// What the copy is called.
    pub(crate) name: String,
    /// `shortened from 003`.
    pub(crate) what: String,
    /// How much, credited or not, which was first; empty where nothing is reused.
    pub(crate) figures: String,
}

/// `draft: shortened from 003: 76 % of these 375 words stand in it, 66 % outside quotations; source not credited; the source is 2 h older.`
pub(crate) fn verdict(copy: &CheckedCopy) -> String {
    let Verdict { name, what, figures } = parts(copy);
    if figures.is_empty() { format!("{name}: {what}.") } else { format!("{name}: {what}: {figures}.") }
}

/// What [`verdict`] says, in parts.
pub(crate) fn parts(copy: &CheckedCopy) -> Verdict {
    let Some(main) = copy.sources.first() else {
        return Verdict { name: short(&copy.article.id), what: nothing(copy), figures: String::new() };
    };
    let Names { a: name, b: source } = Names::of(&copy.article.id, &main.article.id);
    let (what, place) = match copy.sources.len() {
        1 if main.instalment => (format!("the same form as {source} on another day, with other facts"), "it"),
        1 => (relation::of_draft(copy.relation, &source, main.time.is_later()), "it"),
        2 => (relation::of_draft(copy.relation, &format!("{source} and {}", short(&copy.sources[1].article.id)), false), "them"),
        n => (relation::of_draft(copy.relation, &format!("{source} and {} other sources", n - 1), false), "them"),
    };
    let outside = copy.in_sources_outside_quotes.map_or(String::new(), |share| format!(", {} outside quotations", percent(share)));
    let stand = if copy.words == 1 { "stands" } else { "stand" };
    let these = if copy.words == 1 { String::from("this 1 word") } else { format!("these {} words", grouped(copy.words as usize)) };
    let mut parts = vec![format!("{} of {these} {stand} in {place}{outside}", percent(copy.in_sources))];
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
    relation::of_nothing(copy.relation, &words)
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
        return time(source.time).map(|time| format!("the source is {time}"));
    }
    let n = sources.iter().filter(|source| source.time.is_later()).count();
    (n > 0).then(|| format!("{n} of them {} later than the copy", if n == 1 { "is" } else { "are" }))
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
        (has(&|source| source.instalment), "the same form on another day"),
    ];
    let named: Vec<&str> = kinds.iter().filter(|(is_there, _)| *is_there).map(|(_, name)| *name).collect();
    let (last, others) = named.split_last()?;
    let all = if others.is_empty() { last.to_string() } else { format!("{} and {last}", others.join(", ")) };
    let verb = if others.is_empty() && all.starts_with("the ") { "does" } else { "do" };
    Some(format!("{}{} {verb} not make a copy fail.", all[..1].to_uppercase(), &all[1..]))
}

/// What two instalments of a series are to each other.
pub(crate) const INSTALMENT: &str = "the same form on another day: not counted";

/// What a source is to the copy, for a table.
pub(crate) fn details(source: &Source) -> String {
    let mut parts = vec![use_of(source), credit(&source.credit)];
    parts.extend(time(source.time));
    if source.licensed {
        parts.push(String::from("licensed"));
    }
    if source.instalment {
        parts.push(String::from(INSTALMENT));
    }
    parts.join("; ")
}

/// `shortened; 61 % of the source used; longest run 54 words`.
pub(crate) fn use_of(source: &Source) -> String {
    let relation = relation::of_source(source.relation);
    let run = count(source.longest_run_words as usize, "word");
    format!("{relation}; {} of the source used; longest run {run}", percent(source.used))
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

//! Suppressions: findings that the team has looked at and allows, each with a reason and perhaps a last day.
//!
//! In: rules from the settings, today's date, and a finding with its two articles. Out: whether the finding is allowed, or which of its
//! words are boilerplate. What is allowed is counted and can be listed; it is never dropped. The clock is read by the caller.

use super::{Fingerprint, Wording};
use crate::article::{Article, Role, name_matches};
use crate::pipeline::SourcePattern;
use crate::text::Prepared;
use std::collections::BTreeSet;

/// One rule. All parts that are given must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Suppression {
    /// The copy: its id, path or a pattern of them.
    pub copy: Option<String>,
    /// The source: its id, path, folder, publisher or agency, or a pattern of them.
    pub source: Option<String>,
    /// Words of the byline of the copy; letter case does not matter.
    pub byline: Option<String>,
    /// Wording that counts as nobody's: a finding is judged without it.
    pub boilerplate: Option<Wording>,
    /// What was taken, so that a rule that names copy and source holds when one of them is called otherwise.
    pub fingerprint: Option<Fingerprint>,
    /// Why it is allowed.
    pub reason: String,
    /// The last day on which it holds, `YYYY-MM-DD`.
    pub until: Option<String>,
    /// Where the rule stands, for messages: `copydesk.toml:12`.
    pub place: String,
}

/// A copy and a source that a rule may be about.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pair<'p> {
    pub(super) copy: &'p Prepared,
    /// Its id, its file, and how reports name it.
    pub(super) copy_names: [&'p str; 3],
    pub(super) source: &'p Article,
    /// Its file and how reports name it.
    pub(super) source_names: [&'p str; 2],
}

impl Suppression {
    /// Whether the rule is over on `today` (`YYYY-MM-DD`).
    pub fn has_expired(&self, today: &str) -> bool {
        self.until.as_deref().is_some_and(|until| until < today)
    }

    /// Whether the rule is about this pair; of its boilerplate nothing is said. One that names copy and source holds whichever of the two is
    /// taken for the copy: that may change with the date of an article, or where one of them is edited.
    pub(super) fn is_about(&self, pair: Pair<'_>) -> bool {
        if self.copy.is_none() && self.source.is_none() && self.byline.is_none() && self.boilerplate.is_none() {
            return false;
        }
        let is_named = |pattern: &String, names: &[&str]| names.iter().any(|name| name_matches(pattern, name));
        let is_copy = |pattern: &String| is_named(pattern, &pair.copy_names);
        let is_source = |pattern: &String| is_named(pattern, &pair.source_names) || SourcePattern::new(pattern.as_str()).names(pair.source);
        let names_pair = match (&self.copy, &self.source) {
            (Some(copy), Some(source)) => {
                let is_turned = || {
                    let is_source = is_named(source, &pair.copy_names) || SourcePattern::new(source.as_str()).names(&pair.copy.article);
                    is_source && (is_named(copy, &pair.source_names) || *copy == pair.source.id)
                };
                is_copy(copy) && is_source(source) || is_turned()
            }
            (copy, source) => copy.as_ref().is_none_or(is_copy) && source.as_ref().is_none_or(is_source),
        };
        names_pair && self.byline.as_ref().is_none_or(|byline| has_byline(pair.copy, byline))
    }
}

impl Suppression {
    /// Whether the rule is about this pair under other names: the words taken are those, and what the rule names and the pair does not have is there
    /// no more. A pattern names what may always be there.
    pub(super) fn is_about_renamed(&self, pair: Pair<'_>, contents: &BTreeSet<Fingerprint>, stands: &dyn Fn(&str) -> bool) -> bool {
        let (Some(fingerprint), Some(copy), Some(source)) = (&self.fingerprint, &self.copy, &self.source) else { return false };
        if !contents.contains(fingerprint) || self.byline.is_some() || self.boilerplate.is_some() {
            return false;
        }
        let is_in_pair = |name: &String| {
            pair.copy_names.contains(&name.as_str()) || pair.source_names.contains(&name.as_str()) || *name == pair.source.id
        };
        let is_gone = |name: &String| !name.contains(['*', '?']) && !stands(name);
        [copy, source].into_iter().all(|name| is_in_pair(name) || is_gone(name))
    }
}

/// Whether the byline of an article, or the author its front matter names, holds `wanted`.
fn has_byline(prepared: &Prepared, wanted: &str) -> bool {
    let wanted = wanted.to_lowercase();
    let parts = prepared.layout.paragraphs.iter().flat_map(|paragraph| &paragraph.parts);
    let mut lines = parts.filter(|part| part.role.is_furniture()).flat_map(|part| {
        let is_byline = part.role == Role::Byline;
        part.span.of(&prepared.article.text).lines().map(move |line| (is_byline, line.to_lowercase()))
    });
    lines.any(|(is_byline, line)| {
        let names_author = ["author:", "author =", "byline:", "byline =", "by:"].iter().any(|key| line.trim_start().starts_with(key));
        (is_byline || names_author) && line.contains(&wanted)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_about(rule: &Suppression, copy: &Article, source: &Article) -> bool {
        rule.is_about(Pair {
            copy: &Prepared::new(copy),
            copy_names: [&copy.id, "repo/in/a.md", "repo/in/a.md"],
            source,
            source_names: ["wire/1.txt", "wire/1.txt"],
        })
    }

    #[test]
    fn all_parts_must_hold() {
        let copy = Article::new("in/a.md", "---\nauthor: Ida Marsh\n---\nThe port was closed on Tuesday.");
        let source = Article { source: Some("Northwire".into()), ..Article::new("77", "The port was closed.") };
        let rule = |copy: &str, source: &str, byline: &str| {
            let part = |text: &str| Some(text.to_string()).filter(|text| !text.is_empty());
            Suppression { copy: part(copy), source: part(source), byline: part(byline), ..Suppression::default() }
        };
        for (wanted, rule) in [
            (true, rule("in/a.md", "77", "")),
            (true, rule("repo/*", "wire/*", "")),
            (true, rule("", "northwire", "")),
            (true, rule("", "", "ida marsh")),
            (true, rule("77", "in/a.md", "")),
            (true, rule("77", "in/*", "")),
            (false, rule("in/b.md", "77", "")),
            (false, rule("in/a.md", "78", "")),
            (false, rule("", "77", "Tuesday")),
        ] {
            assert_eq!(is_about(&rule, &copy, &source), wanted, "{rule:?}");
        }
    }

    #[test]
    fn the_last_day_still_holds() {
        let rule = Suppression { until: Some("2026-03-31".into()), ..Suppression::default() };
        assert!(!rule.has_expired("2026-03-31"));
        assert!(rule.has_expired("2026-04-01"));
        assert!(!Suppression::default().has_expired("2999-01-01"));
    }
}

//! Versions: articles of one group that carry the same story id or slug.
//!
//! In: articles and their groups. Out: for each that is one of several versions, its place among them by date. The same id or slug alone
//! makes no version: running stories re-use both, so that only articles which their wording put into one group count.

use crate::article::{Article, seconds};
use crate::cluster::Groups;
use crate::ids::ArticleNo;
use std::collections::BTreeMap;

/// Which version of its story an article is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Version {
    /// From 1, the earliest by date; undated ones come last, then the order of ids decides.
    pub number: u32,
    /// How many versions the group has, 2 or more.
    pub of: u32,
}

/// The versions in all groups. `n log n` in the members.
pub(super) fn versions(articles: &[Article], groups: &Groups) -> BTreeMap<ArticleNo, Version> {
    let mut found = BTreeMap::new();
    for group in &groups.groups {
        let mut by_story: BTreeMap<&str, Vec<ArticleNo>> = BTreeMap::new();
        for member in &group.members {
            if let Some(story) = &articles[member.article.at()].story {
                by_story.entry(story).or_default().push(member.article);
            }
        }
        for mut same in by_story.into_values().filter(|same| same.len() > 1) {
            let date = |no: &ArticleNo| articles[no.at()].date.as_deref().and_then(seconds).unwrap_or(i64::MAX);
            same.sort_by_key(|no| (date(no), *no));
            let of = same.len() as u32;
            found.extend(same.into_iter().zip(1..).map(|(no, number)| (no, Version { number, of })));
        }
    }
    found
}

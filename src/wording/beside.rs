//! What stands beside a story, in words.
//!
//! In: a role, or a prepared article. Out: the role in one word; how many words of which roles were set aside.

use super::numbers::count;
use crate::article::Role;
use crate::text::Prepared;
use std::collections::BTreeMap;

/// A role in one word of a sentence. The names of roles in records are a format and stay as they are, whatever is said here.
pub(crate) fn role_name(role: Role) -> &'static str {
    match role {
        Role::Text => "text",
        Role::Headline => "headline",
        Role::Dateline => "dateline",
        Role::Byline => "byline",
        Role::Note => "note",
        Role::Credit => "credit",
        Role::Slug => "slug",
        Role::Field => "field",
        Role::Caption => "caption",
        Role::Promo => "promo",
        Role::Code => "code",
    }
}

/// `12 words beside the story of wire count in no share: headline 5, credit 7.` Nothing where all is story.
pub(crate) fn set_aside(name: &str, prepared: &Prepared) -> Option<String> {
    said("the story of ", name, &prepared.furniture_by_role())
}

/// The same of a member of a group, whose words by role are known.
pub(crate) fn set_aside_of(name: &str, by_role: &BTreeMap<Role, usize>) -> Option<String> {
    said("the story of ", name, by_role)
}

/// The same of a collection: `40 words beside the stories of 3 articles count in no share: headline 20, byline 20.`
pub(crate) fn set_aside_in<'a>(articles: impl Iterator<Item = &'a BTreeMap<Role, usize>>) -> Option<String> {
    let (mut all, mut n_articles) = (BTreeMap::new(), 0);
    for by_role in articles.filter(|by_role| !by_role.is_empty()) {
        n_articles += 1;
        by_role.iter().for_each(|(role, words)| *all.entry(*role).or_default() += words);
    }
    let stories = if n_articles == 1 { "the story of " } else { "the stories of " };
    said(stories, &count(n_articles, "article"), &all)
}

fn said(stories: &str, name: &str, by_role: &BTreeMap<Role, usize>) -> Option<String> {
    let total: usize = by_role.values().sum();
    let parts: Vec<String> = by_role.iter().map(|(role, words)| format!("{} {words}", role_name(*role))).collect();
    let counts = if total == 1 { "counts" } else { "count" };
    (total > 0).then(|| format!("{} beside {stories}{name} {counts} in no share: {}.", count(total, "word"), parts.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;

    #[test]
    fn what_is_set_aside_is_counted_by_role() {
        let text =
            "Lock shut until June\n\nBy Jo Pell\n\nThe lock at Vessem was shut on Monday, and it opens again in June, the keeper said.";
        let said = |article: &Article| set_aside("wire", &Prepared::new(article));
        let article = Article::new("x", text);
        assert_eq!(said(&article).as_deref(), Some("7 words beside the story of wire count in no share: headline 4, byline 3."));
        let by_role = Prepared::new(&article).furniture_by_role();
        let in_all = set_aside_in([&by_role, &BTreeMap::new(), &by_role].into_iter());
        assert_eq!(in_all.as_deref(), Some("14 words beside the stories of 2 articles count in no share: headline 8, byline 6."));
        assert_eq!(said(&article.counting_furniture(true)), None);
    }
}

//! What a reader sees of articles that share wording: headlines of members of groups, and words with hidden characters.
//!
//! In: articles, groups and pairs. Out: [`Seen`] for each article of a group or pair. Texts that stand alone are not read again,
//! save where it is asked for what stands beside each story.

use super::ScoredPair;
use crate::article::{Article, Role, layout};
use crate::cluster::Groups;
use crate::ids::ArticleNo;
use crate::text::{Prepared, hidden_words};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// What a reader sees of an article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Seen {
    /// The title as given, else the headline line of the text.
    pub headline: Option<String>,
    /// Words that hold characters that nobody sees.
    pub hidden_words: usize,
}

/// What is seen of the articles of groups and pairs; headlines of members, where they are asked for. Linear in their text.
pub(super) fn seen(articles: &[Article], groups: &Groups, pairs: &[ScoredPair], headlines: bool) -> BTreeMap<ArticleNo, Seen> {
    let in_groups = groups.groups.iter().flat_map(|group| {
        let also = group.also_shares.iter().map(|also| also.article);
        group.members.iter().map(|member| member.article).chain(also)
    });
    let in_groups = in_groups.map(|no| (no, headlines));
    let in_pairs = pairs.iter().flat_map(|pair| [pair.a, pair.b]).map(|no| (no, false));
    // Of an article of both the one that asks for more comes first.
    let mut all: Vec<(ArticleNo, bool)> = in_groups.chain(in_pairs).collect();
    all.sort_unstable_by_key(|(no, headline)| (*no, !headline));
    all.dedup_by_key(|(no, _)| *no);
    let of = |(no, headline): (ArticleNo, bool)| {
        let article = &*articles[no.at()].whole();
        let read = || if headline { headline_line(article) } else { None };
        (no, Seen { headline: article.title.clone().or_else(read), hidden_words: hidden_words(article) })
    };
    let seen: Vec<(ArticleNo, Seen)> = all.into_par_iter().map(of).collect();
    seen.into_iter().collect()
}

/// Words beside the story of each article, by role, where there are any. Linear in the text.
pub(super) fn aside(articles: &[Article]) -> BTreeMap<ArticleNo, BTreeMap<Role, usize>> {
    let of = |(article, no): (&Article, u32)| (ArticleNo(no), Prepared::new(&article.whole()).furniture_by_role());
    let all: Vec<_> = articles.par_iter().zip(0..articles.len() as u32).map(of).filter(|(_, by_role)| !by_role.is_empty()).collect();
    all.into_iter().collect()
}

/// The headline that stands in the text.
fn headline_line(article: &Article) -> Option<String> {
    let layout = layout(article);
    let part = layout.paragraphs.iter().flat_map(|paragraph| &paragraph.parts).find(|part| part.role == Role::Headline)?;
    Some(part.span.of(&article.text).trim_start_matches(['#', ' ']).to_string())
}

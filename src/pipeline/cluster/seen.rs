//! What a reader sees of the members of groups: headlines, and words with hidden characters.
//!
//! In: articles and their groups. Out: [`Seen`] for each member. Texts of articles that stand alone are not read again.

use super::ScoredPair;
use crate::article::{Article, Role, layout};
use crate::cluster::Groups;
use crate::span::ArticleNo;
use crate::text::hidden_words;
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

/// The members of all groups, the round-ups beside them, and the articles of other pairs. Linear in their text.
pub(super) fn seen(articles: &[Article], groups: &Groups, pairs: &[ScoredPair]) -> BTreeMap<ArticleNo, Seen> {
    let members = groups.groups.iter().flat_map(|group| {
        let also = group.also_shares.iter().map(|also| also.article);
        group.members.iter().map(|member| member.article).chain(also)
    });
    let mut members: Vec<ArticleNo> = members.chain(pairs.iter().flat_map(|pair| [pair.a, pair.b])).collect();
    members.sort_unstable();
    members.dedup();
    let seen: Vec<(ArticleNo, Seen)> = members.into_par_iter().map(|no| (no, of(&articles[no.at()]))).collect();
    seen.into_iter().collect()
}

fn of(article: &Article) -> Seen {
    let line = || {
        let layout = layout(article);
        let part = layout.paragraphs.iter().flat_map(|paragraph| &paragraph.parts).find(|part| part.role == Role::Headline)?;
        Some(part.span.of(&article.text).trim_start_matches(['#', ' ']).to_string())
    };
    Seen { headline: article.title.clone().or_else(line), hidden_words: hidden_words(article) }
}

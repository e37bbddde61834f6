//! Groups made again from stored pairs, without reading a text.
//!
//! In: pairs as `cluster` found them. Out: [`Clustered`], grouped by another threshold or relation. Only these pairs are known: an article of
//! no pair stands alone, and two articles of which no pair tells share nothing. A fresh run compares members with their lead where they
//! were no candidates, so that its groups may differ in such articles.

use super::versions::versions;
use super::{Clustered, ScoredPair, Seen};
use crate::article::{Article, seconds};
use crate::cluster::{self, Group, Groups, Link, Member, Node, Texts, connected};
use crate::ids::{ArticleNo, TextNo};
use crate::score::{Grade, Relation};
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// One pair as it was stored: the two articles without their texts, and the figures.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredPair {
    /// The article with the smaller id; its text is empty.
    pub a: Article,
    /// Story words of a.
    pub a_words: u32,
    /// The article with the larger id; its text is empty.
    pub b: Article,
    /// Story words of b.
    pub b_words: u32,
    /// Words of a that hold characters that nobody sees.
    pub a_hidden_words: usize,
    /// The same of b.
    pub b_hidden_words: usize,
    /// The large family of a, of which not every pair was scored.
    pub a_family: Option<u32>,
    /// The large family of b.
    pub b_family: Option<u32>,
    /// What they are to each other; its numbers are not read.
    pub scored: ScoredPair,
    /// Whether the two are identical but for wording that is boilerplate, so that neither stands for the other.
    pub but_for_boilerplate: bool,
}

/// Stored pairs in order, and the articles they name.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct StoredPairs {
    articles: Vec<Article>,
    words: Vec<u32>,
    families: Vec<Option<u32>>,
    hidden_words: Vec<usize>,
    pairs: Vec<ScoredPair>,
    /// Pairs of `pairs` whose articles have the same words.
    same_words: Vec<(ArticleNo, ArticleNo)>,
}

impl StoredPairs {
    /// Puts pairs in order, whatever order they come in; of a pair met twice the first in order counts. `n log n`.
    pub fn new(stored: Vec<StoredPair>) -> StoredPairs {
        let mut known: BTreeMap<String, (Article, u32, Option<u32>, usize)> = BTreeMap::new();
        let mut numbered = Vec::with_capacity(stored.len());
        for pair in stored.into_iter().filter(|pair| pair.a.id != pair.b.id) {
            let same_words = pair.scored.relation == Relation::Identical && !pair.but_for_boilerplate;
            numbered.push((pair.a.id.clone(), pair.b.id.clone(), pair.scored, same_words));
            let sides =
                [(pair.a, pair.a_words, pair.a_family, pair.a_hidden_words), (pair.b, pair.b_words, pair.b_family, pair.b_hidden_words)];
            for (article, words, family, hidden) in sides {
                let entry = known.entry(article.id.clone()).or_insert((article, words, None, hidden));
                entry.2 = entry.2.or(family);
            }
        }
        let numbers: BTreeMap<&str, ArticleNo> = known.keys().map(String::as_str).zip((0..).map(ArticleNo)).collect();
        let no = |id: &str| numbers.get(id).copied().expect("every id of a pair is known");
        let mut pairs: Vec<(ScoredPair, bool)> = numbered
            .iter()
            .map(|(a, b, scored, same_words)| {
                let (a, b) = (no(a), no(b));
                (ScoredPair { a, b, ..*scored }.turned(a.min(b), a.max(b)), *same_words)
            })
            .collect();
        pairs.sort_by(|(x, _), (y, _)| in_order(x, y));
        pairs.dedup_by_key(|(pair, _)| (pair.a, pair.b));
        let same_words = pairs.iter().filter(|(_, same_words)| *same_words).map(|(pair, _)| (pair.a, pair.b)).collect();
        let pairs = pairs.into_iter().map(|(pair, _)| pair).collect();
        let (mut articles, mut words, mut families, mut hidden_words) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for (article, n_words, family, hidden) in known.into_values() {
            hidden_words.push(hidden);
            articles.push(article);
            words.push(n_words);
            families.push(family);
        }
        StoredPairs { articles, words, families, hidden_words, pairs, same_words }
    }

    /// Only the pairs of which reuse is at least so sure.
    pub fn at_least(mut self, least: Grade) -> StoredPairs {
        self.pairs.retain(|pair| pair.grade.is_none_or(|grade| grade >= least));
        self
    }

    /// What `a` is to `b`, if a pair tells.
    fn between(&self, a: ArticleNo, b: ArticleNo) -> Option<ScoredPair> {
        let at = self.pairs.binary_search_by_key(&(a.min(b), a.max(b)), |pair| (pair.a, pair.b)).ok()?;
        Some(self.pairs[at].turned(a, b))
    }

    /// What was stored of what a reader sees: words with hidden characters.
    fn seen(&self) -> BTreeMap<ArticleNo, Seen> {
        let all = self.hidden_words.iter().zip((0..).map(ArticleNo)).filter(|(hidden, _)| **hidden > 0);
        all.map(|(hidden, no)| (no, Seen { headline: None, hidden_words: *hidden })).collect()
    }

    /// For each article the one that stands for all of the same words: the earliest, then the one with the smallest id.
    fn same_as(&self) -> Vec<ArticleNo> {
        let date = |no: &ArticleNo| self.articles[no.at()].date.as_deref().and_then(seconds).unwrap_or(i64::MAX);
        let homes = connected(self.articles.len(), self.same_words.iter().map(|(a, b)| (a.0, b.0)));
        let mut first: Vec<ArticleNo> = (0..homes.len() as u32).map(ArticleNo).collect();
        for (home, no) in homes.iter().zip((0..).map(ArticleNo)) {
            let before = first[*home as usize];
            first[*home as usize] = if (date(&no), no) < (date(&before), before) { no } else { before };
        }
        homes.iter().map(|home| first[*home as usize]).collect()
    }
}

fn in_order(x: &ScoredPair, y: &ScoredPair) -> Ordering {
    (x.a, x.b, x.relation).cmp(&(y.a, y.b, y.relation)).then(y.scores.a_in_b.total_cmp(&x.scores.a_in_b))
}

/// Groups stored pairs by `settings`, the way [`super::cluster()`] groups its own.
pub fn regroup(stored: &StoredPairs, settings: cluster::Settings) -> Clustered {
    let same_as = stored.same_as();
    let firsts: Vec<ArticleNo> = (0..same_as.len() as u32).map(ArticleNo).filter(|no| same_as[no.at()] == *no).collect();
    let nodes: Vec<Node> = firsts
        .iter()
        .map(|no| Node {
            n_words: stored.words[no.at()],
            date: stored.articles[no.at()].date.as_deref().and_then(seconds),
            ..Node::default()
        })
        .collect();
    let text = |no: ArticleNo| firsts.binary_search(&no).ok().map(|at| TextNo(at as u32));
    let link = |pair: &ScoredPair| -> Option<Link> {
        let (a, b) = (text(pair.a)?, text(pair.b)?);
        Some(Link { a, b, relation: pair.relation, a_in_b: pair.scores.a_in_b, b_in_a: pair.scores.b_in_a })
    };
    let links: Vec<Link> = stored.pairs.iter().filter(|pair| !pair.instalment).filter_map(link).collect();
    let between = |(a, b): &(TextNo, TextNo)| stored.between(firsts[a.at()], firsts[b.at()]).filter(|pair| !pair.instalment);
    let mut compare = |pairs: &[(TextNo, TextNo)]| pairs.iter().map(|pair| between(pair).as_ref().and_then(link)).collect();
    let family = |text: TextNo| stored.families[firsts[text.at()].at()];
    let may_share = |a: TextNo, b: TextNo| family(a).is_some() && family(a) == family(b);
    let folded = cluster::group(&nodes, links.iter().copied(), settings, Texts { compare: &mut compare, may_share: &may_share });
    let groups = unfolded(stored, &same_as, &firsts, folded);
    let articles = stored.articles.clone();
    Clustered {
        versions: versions(&articles, &groups),
        seen: stored.seen(),
        evidence: BTreeMap::new(),
        articles,
        words: stored.words.clone(),
        families: stored.families.clone(),
        groups,
        pairs: stored.pairs.clone(),
        same_as: same_as.clone(),
        pairs_not_listed: 0,
        n_candidates: stored.pairs.len(),
        exact_duplicates: same_as.len() - firsts.len(),
        common_shingles: 0,
        boilerplate: Vec::new(),
        aside: BTreeMap::new(),
        empty: 0,
    }
}

/// Groups of texts as groups of articles: copies join the one that stands for them.
fn unfolded(stored: &StoredPairs, same_as: &[ArticleNo], firsts: &[ArticleNo], folded: Groups<TextNo>) -> Groups {
    let mut copies: BTreeMap<ArticleNo, Vec<ArticleNo>> = BTreeMap::new();
    for (first, no) in same_as.iter().zip((0..).map(ArticleNo)).filter(|(first, no)| **first != *no) {
        copies.entry(*first).or_default().push(no);
    }
    let first = |text: TextNo| firsts[text.at()];
    let with_copies = |own: Member, lead: ArticleNo, members: &mut Vec<Member>| {
        members.push(own);
        for article in copies.get(&own.article).into_iter().flatten() {
            let to_lead = stored.between(*article, lead);
            let (relation, in_lead, lead_in) = match (own.relation, to_lead) {
                (None, None) => (Some(Relation::Identical), 1.0, 1.0),
                (_, Some(pair)) => (Some(pair.relation), pair.scores.a_in_b, pair.scores.b_in_a),
                (relation, None) => (relation, own.in_lead, own.lead_in),
            };
            members.push(Member { article: *article, relation, in_lead, lead_in, joined_by: own.article });
        }
    };
    let mut groups = Groups::default();
    for group in folded.groups {
        let lead = first(group.lead);
        let mut members = Vec::new();
        for member in &group.members {
            with_copies(member.renumbered(first), lead, &mut members);
        }
        groups.groups.push(Group {
            lead,
            members,
            also_shares: group.also_shares.iter().map(|also| also.renumbered(first)).collect(),
            independent_texts: group.independent_texts,
        });
    }
    for lead in folded.singles.into_iter().map(first) {
        match copies.get(&lead) {
            Some(others) => {
                let own = Member { article: lead, relation: None, in_lead: 1.0, lead_in: 1.0, joined_by: others[0] };
                let mut members = Vec::new();
                with_copies(own, lead, &mut members);
                groups.groups.push(Group { lead, members, also_shares: Vec::new(), independent_texts: 1 });
            }
            None => groups.singles.push(lead),
        }
    }
    groups.sort();
    groups
}

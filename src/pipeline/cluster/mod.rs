//! Groups of overlapping reports in a collection.
//!
//! In: articles, in any order. Out: [`Clustered`]: the articles in the order of their ids, pairs that are partial or stronger, groups with
//! lead and members, articles that stand alone, and what was set aside as duplicate or boilerplate. The same for any number of threads
//! and any order of the articles.
//!
//! The way: the collection is read once for candidate pairs and boilerplate (`collection`); texts of the same words become one; candidates
//! are read again and scored (`scoring`); the grouping of distinct texts is unfolded into articles (`unfolding`).

mod evidence;
#[cfg(test)]
mod family_tests;
mod late;
#[cfg(test)]
mod memory_tests;
mod scoring;
mod seen;
#[cfg(test)]
mod standing_tests;
mod stored;
#[cfg(test)]
mod tests;
mod unfolding;
mod versions;

use crate::article::{Article, Role, to_spool};
use crate::cluster::{self, Groups, Member, Node, Texts};
use crate::ids::{ArticleNo, TextNo};
use crate::index;
use crate::observe::{Observe, Stage};
use crate::pipeline::collection::{Boilerplate, Collection, ReadSettings, in_order, standing_matter};
use crate::pipeline::patterns::SourcePattern;
use crate::score::{Grade, Relation, Scores};
use crate::spool::Bound;
use crate::text::Wording;
pub use evidence::{EXPLAINED_MEMBERS, Evidence, NotCounted, OPENING_WORDS, SharedRun};
use late::LatePairs;
use rayon::prelude::*;
use scoring::Matcher;
pub use seen::Seen;
use std::collections::BTreeMap;
pub use stored::{StoredPair, StoredPairs, regroup};
pub use versions::Version;

/// How a collection is clustered.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ClusterSettings {
    /// Which pairs are candidates.
    pub index: index::Settings,
    /// How links become groups.
    pub grouping: cluster::Settings,
    /// Reuse that is less sure is wording that proves nothing: it is no pair and joins nothing. Default [`Grade::Doubtful`]: all of it counts.
    pub min_grade: Grade,
    /// Articles with fewer story words stand alone. Default 1: only articles without any word do.
    pub min_words: u32,
    /// Articles that lead their group before others, however full those are. Default none.
    pub preferred: Vec<SourcePattern>,
    /// Wording that counts in no share, besides what the collection shows to be boilerplate. Default none.
    pub boilerplate: Vec<Wording>,
    /// Whether [`Clustered::evidence`] and [`Clustered::aside`] are gathered, which reads all texts once more. Default no.
    pub explain: bool,
    /// Whether headlines of the members of groups are read from texts whose format states none, for outputs that show them. Default no.
    pub headlines: bool,
    /// How much memory it may take, about, and the spool for the rest: texts, fingerprints, lists of the index. Some 400 bytes an article and
    /// 200 a scored pair stay whatever the bound. Nothing, the default, holds all. The result is the same; it is worth nothing if the spool
    /// has a [`failure`](crate::spool::Spool::failure) afterwards.
    pub memory: Option<Bound>,
}

/// Two articles that share wording, `a` before `b` in the order of ids.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ScoredPair {
    /// The article with the smaller id.
    pub a: ArticleNo,
    /// The article with the larger id.
    pub b: ArticleNo,
    /// What a is to b.
    pub relation: Relation,
    /// How sure reuse is; none where it is none.
    pub grade: Option<Grade>,
    /// The figures.
    pub scores: Scores,
    /// Whether the two are instalments of a series: the same wording with other facts, on another day. Such a pair joins nothing.
    pub instalment: bool,
}

/// A clustered collection. Articles are numbered by their place in `articles`.
#[derive(Debug, Clone, PartialEq)]
pub struct Clustered {
    /// The articles in the order of their ids.
    pub articles: Vec<Article>,
    /// Story words of each, boilerplate not counted.
    pub words: Vec<u32>,
    /// Groups of two or more, and the articles that stand alone.
    pub groups: Groups,
    /// Pairs that are partial or stronger, sorted.
    pub pairs: Vec<ScoredPair>,
    /// For each article the one that stands for all of the same story words; itself for most.
    pub same_as: Vec<ArticleNo>,
    /// Pairs of very large sets that are reuse by way of a third article, but were not scored and are not in `pairs`.
    pub pairs_not_listed: u64,
    /// Pairs that were scored.
    pub n_candidates: usize,
    /// Articles that have the same story words as another one that counts.
    pub exact_duplicates: usize,
    /// Distinct shingles that stood in too many articles to find pairs.
    pub common_shingles: usize,
    /// Wording that was taken for boilerplate and counted in no share.
    pub boilerplate: Vec<Boilerplate>,
    /// Articles without a story word.
    pub empty: usize,
    /// The number of the large family of each article that is in one, as far as only some of its pairs were scored.
    pub families: Vec<Option<u32>>,
    /// Why members were joined, by the member and the one that joined it, and what round-ups share, by the round-up and the member it shares
    /// most with. Of the first [`EXPLAINED_MEMBERS`] of each group, where their words are not the same. None unless [`ClusterSettings::explain`].
    pub evidence: BTreeMap<(ArticleNo, ArticleNo), Evidence>,
    /// Headlines of the members of groups as far as [`ClusterSettings::headlines`] asks for them, and words with hidden characters of the
    /// articles of all pairs.
    pub seen: BTreeMap<ArticleNo, Seen>,
    /// Words beside the story of each article, by role, where there are any; none unless [`ClusterSettings::explain`].
    pub aside: BTreeMap<ArticleNo, BTreeMap<Role, usize>>,
    /// Articles that are one of several versions of their story.
    pub versions: BTreeMap<ArticleNo, Version>,
}

/// Clusters a collection. No articles give no groups. About linear in the text, however many articles share wording.
///
/// ```
/// use copydesk::{article::Article, pipeline, score::Relation};
/// let articles = [
///     Article::new("short", "The ferry ran aground on a sandbank shortly after dawn on Sunday. Nobody was hurt."),
///     Article::new("other", "Farmers in the valley expect the best apple harvest in more than twenty years."),
///     Article::new("long", "The ferry ran aground on a sandbank shortly after dawn on Sunday. Nobody was hurt. Divers will look at \
///                  the hull when the tide is out, and the inquiry into the grounding begins on Monday at the harbour office."),
/// ];
/// let clusters = pipeline::cluster(&articles, Default::default(), &());
/// let group = &clusters.groups.groups[0];
/// assert_eq!(clusters.articles[group.lead.at()].id, "long");
/// assert_eq!(group.members[1].relation, Some(Relation::Shortened));
/// assert_eq!(clusters.groups.singles.len(), 1);
/// ```
pub fn cluster(articles: impl Into<Vec<Article>>, settings: ClusterSettings, observer: &dyn Observe) -> Clustered {
    let ClusterSettings { index, min_words, preferred, boilerplate, memory, .. } = settings.clone();
    let mut articles: Vec<Article> = articles.into();
    articles.par_sort_by(in_order);
    if let Some(bound) = &memory {
        to_spool(&mut articles, &bound.spool);
    }
    let mut collection = Collection::read(&articles, &ReadSettings { index, min_words, preferred, boilerplate, memory }, observer);
    let mut scored = scored_candidates(&mut collection, settings.min_grade, observer);
    let entries = &collection.entries;
    // Pairs that grouping asks for are steps of none of its three.
    let mut matcher = Matcher::new(&collection, settings.min_grade, &());

    let distinct = unfolding::Distinct::of(entries);
    observer.begin(Stage::Grouping, 3);
    let (groups, asked) = grouped(&distinct, &scored, &mut matcher, settings.grouping);
    observer.advance(Stage::Grouping, 1);
    scored.extend(asked);
    let unfolded = unfolding::unfold(&distinct, groups, scored, &mut matcher);
    drop(distinct);
    observer.advance(Stage::Grouping, 1);
    let clustered = Clustered {
        versions: versions::versions(&articles, &unfolded.groups),
        seen: seen::seen(&articles, &unfolded.groups, &unfolded.pairs, settings.headlines),
        aside: if settings.explain { seen::aside(&articles) } else { BTreeMap::new() },
        evidence: if settings.explain { evidence::evidence(&collection, &unfolded.groups) } else { BTreeMap::new() },
        words: entries.iter().map(|entry| entry.n_words).collect(),
        groups: unfolded.groups,
        pairs: unfolded.pairs,
        same_as: entries.iter().map(|entry| entry.same_as).collect(),
        pairs_not_listed: unfolded.pairs_not_listed,
        n_candidates: collection.candidates.len() + matcher.n_scored(),
        exact_duplicates: entries.iter().zip(0..).filter(|(entry, no)| entry.same_as != ArticleNo(*no)).count(),
        common_shingles: collection.common_shingles,
        empty: entries.iter().filter(|entry| entry.is_empty).count(),
        families: collection.families,
        boilerplate: collection.boilerplate,
        articles: Vec::new(),
    };
    observer.advance(Stage::Grouping, 1);
    observer.end(Stage::Grouping);
    Clustered { articles, ..clustered }
}

/// Groups of distinct texts, and the pairs that grouping asked for besides those that were scored.
fn grouped(
    distinct: &unfolding::Distinct,
    scored: &[ScoredPair],
    matcher: &mut Matcher<'_, '_>,
    settings: cluster::Settings,
) -> (Groups<TextNo>, Vec<ScoredPair>) {
    let collection = matcher.collection;
    let nodes: Vec<Node> = distinct.nodes(&collection.entries);
    let links = scored.iter().filter(|pair| !pair.instalment).map(|pair| distinct.link(pair));
    let mut asked = LatePairs { distinct, scored, matcher, pairs: BTreeMap::new() };
    let may_share = |a: TextNo, b: TextNo| collection.beyond.may_share(distinct.first(a), distinct.first(b));
    let texts = Texts { compare: &mut |pairs| asked.answer(pairs), may_share: &may_share };
    let groups = cluster::group(&nodes, links, settings, texts);
    (groups, asked.pairs.into_values().collect())
}

/// The candidates scored, standing matter set aside.
fn scored_candidates(collection: &mut Collection<'_>, min_grade: Grade, observer: &dyn Observe) -> Vec<ScoredPair> {
    observer.begin(Stage::Matching, collection.candidates.len());
    let looked = Matcher::new(collection, min_grade, observer).score_and_look(&collection.candidates);
    observer.end(Stage::Matching);
    let at_edges: Vec<(ArticleNo, ArticleNo)> =
        looked.iter().filter(|(_, is_at_edges)| *is_at_edges).map(|(pair, _)| (pair.a, pair.b)).collect();
    let mut scored: Vec<ScoredPair> = looked.into_iter().map(|(pair, _)| pair).collect();
    let blocks = standing_matter(&at_edges, &collection.candidates, &|no| collection.prepare(no));
    let has_changed = collection.set_aside(&blocks);
    let changed = collection.candidates.iter().filter(|(a, b)| has_changed.contains(a) || has_changed.contains(b));
    let changed: Vec<(ArticleNo, ArticleNo)> = changed.copied().collect();
    if changed.is_empty() {
        return scored;
    }
    observer.begin(Stage::Matching, changed.len());
    for pair in Matcher::new(collection, min_grade, observer).score(&changed) {
        if let Ok(at) = scored.binary_search_by_key(&(pair.a, pair.b), |pair| (pair.a, pair.b)) {
            scored[at] = pair;
        }
    }
    observer.end(Stage::Matching);
    scored
}

impl Clustered {
    /// How sure it is that a member shares wording with the lead of its group; none for the lead itself, and for members of very large sets, whose
    /// pairs are not listed.
    pub fn grade(&self, member: &Member, lead: ArticleNo) -> Option<Grade> {
        if member.relation? <= Relation::NearIdentical {
            return Some(Grade::Sure);
        }
        let pair = (member.article.min(lead), member.article.max(lead));
        let at = self.pairs.binary_search_by_key(&pair, |listed| (listed.a, listed.b)).ok()?;
        self.pairs[at].grade
    }
}

impl ScoredPair {
    /// The same as `a` and `b` see it, which must be the two, in this order or the other.
    fn turned(self, a: ArticleNo, b: ArticleNo) -> ScoredPair {
        if a == self.a {
            return self;
        }
        ScoredPair { a, b, relation: self.relation.mirrored(), scores: self.scores.mirrored_shares(), ..self }
    }
}

//! From distinct texts back to articles.
//!
//! In: groups and scored pairs of distinct texts. Out: groups and pairs of articles, duplicates unfolded. Of small sets every pair is
//! listed; of large ones each article with the one that stands for the others, and the rest is counted.

use super::ScoredPair;
use super::scoring::Matcher;
use crate::cluster::{Group, Groups, Link, Member, Node, Sets};
use crate::ids::{ArticleNo, TextNo};
use crate::pipeline::collection::Entry;
use crate::score::Relation;

/// Pairs of the articles of two texts, or of one, that are all listed; of more only those with the first of each.
const ALL_PAIRS: u64 = 2_000;

/// Distinct texts, numbered in the order of the article that stands for each.
pub(super) struct Distinct {
    firsts: Vec<ArticleNo>,
    /// For each article the number of its text, if it has words.
    texts: Vec<Option<TextNo>>,
    /// All articles of each text, ascending.
    copies: Sets<ArticleNo>,
}

impl Distinct {
    pub(super) fn of(entries: &[Entry<'_>]) -> Distinct {
        let numbered = || entries.iter().zip((0..).map(ArticleNo));
        let firsts: Vec<ArticleNo> = numbered().filter(|(entry, no)| entry.is_first(*no)).map(|(_, no)| no).collect();
        let texts: Vec<Option<TextNo>> =
            numbered().map(|(entry, _)| firsts.binary_search(&entry.same_as).ok().map(|text| TextNo(text as u32))).collect();
        let copies = Sets::new(firsts.len(), || texts.iter().zip((0..).map(ArticleNo)).filter_map(|(text, no)| Some(((*text)?.at(), no))));
        Distinct { firsts, texts, copies }
    }

    /// The texts as grouping sees them.
    pub(super) fn nodes(&self, entries: &[Entry<'_>]) -> Vec<Node> {
        let node = |no: &ArticleNo| {
            let Entry { n_words, n_repeated_words, is_broken, is_preferred, date, .. } = entries[no.at()];
            Node { n_words: n_words.saturating_sub(n_repeated_words), n_repeated_words, is_broken, is_preferred, date }
        };
        self.firsts.iter().map(node).collect()
    }

    /// A pair of articles as a link of their texts.
    pub(super) fn link(&self, pair: &ScoredPair) -> Link {
        let text = |no: ArticleNo| self.texts[no.at()].unwrap_or(TextNo(0));
        Link { a: text(pair.a), b: text(pair.b), relation: pair.relation, a_in_b: pair.scores.a_in_b, b_in_a: pair.scores.b_in_a }
    }

    /// The article that stands for a text.
    pub(super) fn first(&self, text: TextNo) -> ArticleNo {
        self.firsts[text.at()]
    }
}

pub(super) struct Unfolded {
    pub(super) groups: Groups,
    pub(super) pairs: Vec<ScoredPair>,
    pub(super) pairs_not_listed: u64,
}

/// Unfolds groups and pairs. Linear in articles and listed pairs.
pub(super) fn unfold(distinct: &Distinct, folded: Groups<TextNo>, scored: Vec<ScoredPair>, matcher: &mut Matcher<'_, '_>) -> Unfolded {
    let (pairs, pairs_not_listed) = unfolded_pairs(distinct, scored, matcher);
    let with_leads = with_leads(distinct, &folded, &pairs, matcher);
    let of_pair = |article: ArticleNo, lead: ArticleNo| {
        let wanted = (article.min(lead), article.max(lead));
        let found = |scored: &[ScoredPair]| scored.binary_search_by_key(&wanted, |pair| (pair.a, pair.b)).ok().map(|at| scored[at]);
        found(&pairs).or_else(|| found(&with_leads)).map(|pair| pair.turned(article, lead))
    };
    let entries = matcher.entries();
    let mut groups = Groups::default();
    let wordless = entries.iter().zip((0..).map(ArticleNo)).filter(|(_, no)| distinct.texts[no.at()].is_none()).map(|(_, no)| no);
    groups.singles.extend(wordless);
    for group in folded.groups {
        let first = |text: TextNo| distinct.first(text);
        let lead = distinct.first(group.lead);
        let mut unfolded = Group {
            lead,
            members: Vec::new(),
            also_shares: group.also_shares.iter().map(|also| also.renumbered(first)).collect(),
            independent_texts: group.independent_texts,
        };
        for member in &group.members {
            add_with_copies(distinct.copies.of(member.article.at()), member.renumbered(first), &mut unfolded, entries, &of_pair);
        }
        groups.groups.push(unfolded);
    }
    for text in folded.singles {
        let lead = distinct.first(text);
        let copies = distinct.copies.of(text.at());
        if let Some(joined_by) = copies.iter().copied().find(|copy| *copy != lead) {
            let mut group = Group { lead, members: Vec::new(), also_shares: Vec::new(), independent_texts: 1 };
            let own = Member { article: lead, relation: None, in_lead: 1.0, lead_in: 1.0, joined_by };
            add_with_copies(copies, own, &mut group, entries, &of_pair);
            groups.groups.push(group);
        } else {
            groups.singles.push(lead);
        }
    }
    groups.sort();
    Unfolded { groups, pairs, pairs_not_listed }
}

/// The copies of members that look other than the member does, each scored with the lead of its group, where `pairs` does not have the two. Sorted.
fn with_leads(distinct: &Distinct, folded: &Groups<TextNo>, pairs: &[ScoredPair], matcher: &mut Matcher<'_, '_>) -> Vec<ScoredPair> {
    let entries = matcher.entries();
    let of_groups = folded.groups.iter().flat_map(|group| group.members.iter().map(|member| (member.article, distinct.first(group.lead))));
    let alone = folded.singles.iter().map(|text| (*text, distinct.first(*text)));
    let mut wanted: Vec<(ArticleNo, ArticleNo)> = Vec::new();
    for (text, lead) in of_groups.chain(alone) {
        let own = distinct.first(text);
        let looks_other = |copy: &&ArticleNo| entries[copy.at()].scores_as != entries[own.at()].scores_as;
        wanted.extend(distinct.copies.of(text.at()).iter().filter(looks_other).map(|copy| (*copy.min(&lead), *copy.max(&lead))));
    }
    wanted.retain(|pair| pairs.binary_search_by_key(pair, |listed| (listed.a, listed.b)).is_err());
    wanted.sort_unstable();
    wanted.dedup();
    matcher.score(&wanted)
}

/// Adds a member and the copies of its text; `of_pair` tells what a copy is to the lead.
fn add_with_copies(
    copies: &[ArticleNo],
    own: Member,
    group: &mut Group,
    entries: &[Entry<'_>],
    of_pair: &dyn Fn(ArticleNo, ArticleNo) -> Option<ScoredPair>,
) {
    group.members.push(own);
    for article in copies.iter().copied().filter(|article| *article != own.article) {
        let copy = Member { article, joined_by: own.article, ..own };
        let looks_alike = entries[article.at()].scores_as == entries[own.article.at()].scores_as;
        group.members.push(match own.relation {
            None if looks_alike => Member { relation: Some(Relation::Identical), ..copy },
            Some(_) if looks_alike => copy,
            _ => match of_pair(article, group.lead) {
                Some(pair) => Member { relation: Some(pair.relation), in_lead: pair.scores.a_in_b, lead_in: pair.scores.b_in_a, ..copy },
                None => copy,
            },
        });
    }
}

/// The pairs of articles that scored pairs of texts stand for, and how many are not listed.
fn unfolded_pairs(distinct: &Distinct, scored: Vec<ScoredPair>, matcher: &mut Matcher<'_, '_>) -> (Vec<ScoredPair>, u64) {
    let entries = matcher.entries();
    let mut pairs = scored;
    pairs.retain(|pair| pair.relation.is_reuse());
    let mut wanted: Vec<(ArticleNo, ArticleNo)> = Vec::new();
    let mut not_listed = 0;
    for copies in distinct.copies.iter() {
        let n = copies.len() as u64;
        let first = entries[copies[0].at()].same_as;
        if n * (n - 1) / 2 <= ALL_PAIRS {
            wanted.extend(copies.iter().enumerate().flat_map(|(at, a)| copies[at + 1..].iter().map(|b| (*a, *b))));
        } else {
            wanted.extend(copies.iter().filter(|copy| **copy != first).map(|copy| (first.min(*copy), first.max(*copy))));
            not_listed += n * (n - 1) / 2 - (n - 1);
        }
    }
    for pair in &pairs {
        let copies = |no: ArticleNo| distinct.texts[no.at()].map_or(&[][..], |text| distinct.copies.of(text.at()));
        let (here, there) = (copies(pair.a), copies(pair.b));
        let n_all = here.len() as u64 * there.len() as u64;
        let is_small = n_all <= ALL_PAIRS;
        for a in here {
            for b in there {
                if (*a, *b) != (pair.a, pair.b) && (is_small || *a == pair.a || *b == pair.b) {
                    wanted.push((*a.min(b), *a.max(b)));
                } else if !is_small && *a != pair.a && there.len() > 1 {
                    // Nothing but the first is listed for this copy.
                    wanted.push((*a.min(&pair.b), *a.max(&pair.b)));
                    break;
                }
            }
        }
        if !is_small {
            not_listed += n_all - (here.len() + there.len() - 1) as u64;
        }
    }
    wanted.sort_unstable();
    wanted.dedup();
    pairs.extend(scores_of(&wanted, matcher).into_iter().filter(|pair| pair.relation.is_reuse()));
    pairs.sort_unstable_by_key(|pair| (pair.a, pair.b));
    (pairs, not_listed)
}

/// Scores pairs of copies; copies that look the same to a comparison are scored once.
fn scores_of(wanted: &[(ArticleNo, ArticleNo)], matcher: &mut Matcher<'_, '_>) -> Vec<ScoredPair> {
    let entries = matcher.entries();
    let looks = |(a, b): (ArticleNo, ArticleNo)| {
        let (x, y) = (entries[a.at()].scores_as, entries[b.at()].scores_as);
        (x.min(y), x.max(y))
    };
    let mut looked: Vec<(ArticleNo, ArticleNo)> = wanted.iter().map(|pair| looks(*pair)).collect();
    looked.sort_unstable();
    looked.dedup();
    let scored = matcher.score(&looked);
    let find = |pair: &(ArticleNo, ArticleNo)| -> Option<ScoredPair> {
        let (x, y) = looks(*pair);
        let found = scored[scored.binary_search_by_key(&(x, y), |pair| (pair.a, pair.b)).ok()?];
        // The order of the two may differ from that of the ones that were scored for them.
        let here = if entries[pair.0.at()].scores_as == x { found } else { found.turned(y, x) };
        Some(ScoredPair { a: pair.0, b: pair.1, ..here })
    };
    wanted.iter().filter_map(find).collect()
}

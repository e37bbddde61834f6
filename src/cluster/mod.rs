//! Clusters: scored pairs become groups of overlapping reports, each with its lead.
//!
//! In: articles (as [`Node`]s: story words, date) and their [`Link`]s. Out: [`Groups`]: groups with lead and members, what round-ups
//! also share, and articles that stand alone. It sees distinct texts by their numbers; nothing here knows their words.
//! What it gives is the same for texts and, once these are unfolded, for articles: its types stand for either number.
//!
//! The way: average link (`linkage`), each article then moved once to the group it shares most with, round-ups found (`round_ups`), a lead
//! chosen for each group and members let go that share too little with it (`leads`). Chains do not grow: an article joins a group for
//! what it has in common with all of it.

mod answers;
mod connected;
mod independent;
mod leads;
mod linkage;
mod links;
mod round_ups;
mod sets;
#[cfg(test)]
mod tests;

pub use answers::Compare;
pub use connected::connected;
pub use sets::Sets;

use crate::ids::{ArticleNo, TextNo};
use crate::score::Relation;
use links::Links;

/// What grouping knows of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Node {
    /// Story words, those of repeated sentences counted once.
    pub n_words: u32,
    /// Story words of sentences that stand there again.
    pub n_repeated_words: u32,
    /// Whether its encoding is broken: it leads no sound text.
    pub is_broken: bool,
    /// Whether it leads before others, however full they are.
    pub is_preferred: bool,
    /// Seconds since 1970, if a date is known.
    pub date: Option<i64>,
}

/// What grouping asks of whoever has the texts.
pub struct Texts<'t> {
    /// Scores pairs that have no link, and gives what each is, in the same order. The lower number of a pair is the first; pairs ascend, and each
    /// is asked for once a call. It is asked for members and leads only.
    pub compare: &'t mut Compare<'t>,
    /// Whether a pair that has no link may share much all the same, because not all pairs that do were scored. Such a pair is not known; every
    /// other pair without a link shares nothing.
    pub may_share: &'t dyn Fn(TextNo, TextNo) -> bool,
}

/// A scored pair, `a` before `b`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Link {
    /// The article with the lower number.
    pub a: TextNo,
    /// The article with the higher number.
    pub b: TextNo,
    /// What a is to b.
    pub relation: Relation,
    /// Share of a found in b.
    pub a_in_b: f64,
    /// Share of b found in a.
    pub b_in_a: f64,
}

/// How grouping is done.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// Two groups become one while the mean of both shares over their pairs is at least this, 0.0 to 1.0. Raising it makes groups
    /// smaller.
    ///
    /// On corpora of 10,000 and 100,000 made from real articles any value from .3 to .5 gives an adjusted Rand index within .02 of the best.
    pub min_average: f64,
    /// A pair counts only if the larger of its two shares is at least this, 0.0 to 1.0. Default 0.0: the relation decides. Raising it
    /// leaves only closer copies together.
    pub min_share: f64,
    /// The weakest relation that joins: [`Relation::Reworked`], the default, takes all derived ones, [`Relation::Identical`] the same
    /// words only. A weaker one than reworked has no effect.
    pub weakest: Relation,
}

impl Default for Settings {
    fn default() -> Self {
        Settings { min_average: 0.4, min_share: 0.0, weakest: Relation::Reworked }
    }
}

impl Settings {
    /// The link as these settings see it: one that does not count tells only that the two share something.
    fn judged(self, link: Link) -> Link {
        let is_far = link.a_in_b.max(link.b_in_a) < self.min_share;
        let is_weak = self.weakest < Relation::Reworked && link.relation > self.weakest;
        if (is_far || is_weak) && link.relation < Relation::QuotesOnly { Link { relation: Relation::QuotesOnly, ..link } } else { link }
    }
}

/// A member of a group.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Member<No = ArticleNo> {
    /// The article.
    pub article: No,
    /// What it is to the lead; none for the lead itself.
    pub relation: Option<Relation>,
    /// Share of it found in the lead.
    pub in_lead: f64,
    /// Share of the lead found in it.
    pub lead_in: f64,
    /// The member it is derived from or to, most strongly: the edge that joined it. Of the lead itself, its closest member.
    pub joined_by: No,
}

/// A round-up that is no member of the group but shares wording with it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AlsoShares<No = ArticleNo> {
    /// The round-up.
    pub article: No,
    /// The member it shares most with.
    pub with: No,
    /// Share of it found in the lead of the group.
    pub in_lead: f64,
    /// Share of the lead found in it.
    pub lead_in: f64,
}

impl<No: Copy> Member<No> {
    /// The same in another numbering.
    pub fn renumbered<Other>(self, number: impl Fn(No) -> Other) -> Member<Other> {
        let Member { article, relation, in_lead, lead_in, joined_by } = self;
        Member { article: number(article), relation, in_lead, lead_in, joined_by: number(joined_by) }
    }
}

impl<No: Copy> AlsoShares<No> {
    /// The same in another numbering.
    pub fn renumbered<Other>(self, number: impl Fn(No) -> Other) -> AlsoShares<Other> {
        let AlsoShares { article, with, in_lead, lead_in } = self;
        AlsoShares { article: number(article), with: number(with), in_lead, lead_in }
    }
}

/// Overlapping reports.
#[derive(Debug, Clone, PartialEq)]
pub struct Group<No = ArticleNo> {
    /// The fullest article, then the one that repeats least, the earliest, the one with the smallest id; one that is preferred before all
    /// others, none with a broken encoding before a sound one, and no round-up, unless all members are.
    pub lead: No,
    /// All members, two or more: the lead first, then by falling share in the lead. Each is at least partial to the lead.
    pub members: Vec<Member<No>>,
    /// Round-ups of other groups, or of none, by number.
    pub also_shares: Vec<AlsoShares<No>>,
    /// Texts of the group that are not derived from one before them, by date, or by fullness where dates do not tell. 1 or more; of two or
    /// more the group has several origins.
    pub independent_texts: usize,
}

/// All articles, each in one group or alone.
#[derive(Debug, Clone, PartialEq)]
pub struct Groups<No = ArticleNo> {
    /// Largest first, then by the number of the lead.
    pub groups: Vec<Group<No>>,
    /// Articles that stand alone, by number.
    pub singles: Vec<No>,
}

/// Groups articles by their links. Links may come in any order and of any relation; those that are no reuse only tell that two
/// articles share something.
///
/// About linear in links, times the logarithm of the largest group. The result depends on the links alone, not on their order.
pub fn group(nodes: &[Node], links: impl Iterator<Item = Link> + Clone, settings: Settings, texts: Texts<'_>) -> Groups<TextNo> {
    let counts_all = links.clone().all(|link| settings.judged(link) == link);
    let counted = Links::new(nodes.len(), links.clone().map(|link| settings.judged(link)), texts.may_share);
    let judged = |link: Option<Link>| link.map(|link| settings.judged(link));
    let compare: &mut Compare<'_> = &mut |pairs| (texts.compare)(pairs).into_iter().map(judged).collect();
    let group_of = linkage::average_link(nodes.len(), &counted, settings.min_average);
    let group_of = linkage::reassigned(nodes, &counted, &group_of);
    let round_ups = round_ups::round_ups(nodes, &counted, &group_of);
    let mut groups = leads::settle(nodes, &counted, &group_of, &round_ups, compare);
    round_ups::list(nodes, &counted, &round_ups, &mut groups, compare);
    // What is derived stays so where a user wants only closer copies to join.
    let all = if counts_all { counted } else { Links::new(nodes.len(), links, texts.may_share) };
    independent::count(nodes, &all, &mut groups, texts.compare);
    groups
}

impl<No> Default for Groups<No> {
    fn default() -> Self {
        Groups { groups: Vec::new(), singles: Vec::new() }
    }
}

impl<No: Ord + Copy> Groups<No> {
    /// Puts groups, members and singles in their order.
    pub fn sort(&mut self) {
        for group in &mut self.groups {
            let lead = group.lead;
            group.members.sort_by(|x, y| {
                let (x_leads, y_leads) = (x.article == lead, y.article == lead);
                y_leads.cmp(&x_leads).then(y.in_lead.total_cmp(&x.in_lead)).then(x.article.cmp(&y.article))
            });
            group.also_shares.sort_by_key(|also| also.article);
        }
        self.groups.sort_by_key(|group| (std::cmp::Reverse(group.members.len()), group.lead));
        self.singles.sort_unstable();
    }
}

/// What an article is to another one, as the first of the two sees it.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Similarity {
    relation: Relation,
    /// Share of the article found in the other one.
    share_in: f64,
    /// Share of the other one found in the article.
    share_of: f64,
}

impl Link {
    /// The link as article `from` sees it, which must be one of the two.
    fn similarity(&self, from: TextNo) -> Similarity {
        if from == self.a {
            Similarity { relation: self.relation, share_in: self.a_in_b, share_of: self.b_in_a }
        } else {
            Similarity { relation: self.relation.mirrored(), share_in: self.b_in_a, share_of: self.a_in_b }
        }
    }
}

impl Similarity {
    /// Mean of both shares.
    fn mean(&self) -> f64 {
        (self.share_in + self.share_of) / 2.0
    }

    /// Words in common, about, of an article with `n_here` words and one with `n_there`.
    fn words(&self, n_here: u32, n_there: u32) -> f64 {
        (self.share_in * f64::from(n_here) + self.share_of * f64::from(n_there)) / 2.0
    }
}

//! The records `copydesk.cluster/1` and `copydesk.clusters/1`: one group, and all groups with the counts.

use super::{ToLead, json_line};
use crate::cluster::Group;
use crate::ids::ArticleNo;
use crate::pipeline::Clustered;
use crate::score::Grade;
use schemars::JsonSchema;
use serde::Serialize;

const GROUP: &str = "copydesk.cluster/1";
const DOCUMENT: &str = "copydesk.clusters/1";

/// A group of two or more overlapping articles.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(title = "copydesk.cluster/1: a group of overlapping reports, one line")]
pub struct ClusterRecord {
    /// Name and version of the schema.
    #[schemars(extend("const" = GROUP))]
    pub schema: &'static str,
    /// The number of the group, from 1.
    pub cluster: usize,
    /// The fullest article, by id: broken text and round-ups last, preferred articles first.
    pub lead: String,
    /// Texts of the group that are not derived from one before them, by date, or by fullness where dates do not tell.
    pub independent_texts: usize,
    /// The articles of the group, the lead first.
    pub members: Vec<MemberRecord>,
    /// Round-ups of other groups that share wording with members of this one.
    pub also_shares: Vec<AlsoSharesRecord>,
}

/// An article of a group.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct MemberRecord {
    /// The article.
    pub id: String,
    /// What it is to the lead.
    pub relation: ToLead,
    /// How sure it is that it shares wording with the lead; null for the lead, and in very large groups where the pair
    /// is not listed.
    pub grade: Option<Grade>,
    /// Share of the member found in the lead.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub in_lead: f64,
    /// Share of the lead found in the member.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub lead_in: f64,
    /// The member by whose link it was joined, by id.
    pub joined_by: String,
    /// Words of the member that count in shares.
    pub words: u32,
    /// Words that hold characters that nobody sees.
    pub hidden_words: usize,
    /// Which version of its story it is, where there are several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<StoryVersionRecord>,
}

/// One of several versions of a story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct StoryVersionRecord {
    /// The key of the story.
    pub story: String,
    /// Which version it is, from 1.
    pub number: u32,
    /// How many versions there are.
    pub of: u32,
}

/// A round-up of another group that shares wording with a member of this one.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct AlsoSharesRecord {
    /// The round-up.
    pub id: String,
    /// The member that it shares most with, by id.
    pub with: String,
    /// Words that hold characters that nobody sees.
    pub hidden_words: usize,
    /// Share of the round-up found in the lead.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub in_lead: f64,
    /// Share of the lead found in the round-up.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub lead_in: f64,
}

/// All groups of a collection, and the counts.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(title = "copydesk.clusters/1: the groups of a collection, one document")]
pub struct ClustersRecord {
    /// Name and version of the schema.
    #[schemars(extend("const" = DOCUMENT))]
    pub schema: &'static str,
    /// Articles read.
    pub articles: usize,
    /// Articles that stand alone.
    pub singles: usize,
    /// Pairs that are partial or stronger.
    pub pairs: usize,
    /// Pairs that were scored.
    pub candidates: usize,
    /// Distinct shingles that stood in too many articles to find pairs.
    pub common_shingles: usize,
    /// Articles that have the same story words as another one that counts.
    pub exact_duplicates: usize,
    /// Pairs of very large sets that are reuse by way of a third article, and were not scored.
    pub pairs_not_listed: u64,
    /// Wording that was counted in no share.
    pub boilerplate: Vec<BoilerplateRecord>,
    /// The groups.
    pub clusters: Vec<ClusterRecord>,
}

/// Wording that many articles have and that was counted in no share.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct BoilerplateRecord {
    /// An article that has it.
    pub id: String,
    /// Its words there.
    pub words: u32,
    /// How many articles have it.
    pub articles: u32,
}

impl ClusterRecord {
    /// One record for each group, in their order.
    pub fn of(clustered: &Clustered) -> impl Iterator<Item = ClusterRecord> {
        clustered.groups.groups.iter().zip(1..).map(|(group, number)| record(clustered, group, number))
    }
}

impl From<&Clustered> for ClustersRecord {
    fn from(clustered: &Clustered) -> Self {
        ClustersRecord { clusters: ClusterRecord::of(clustered).collect(), ..ClustersRecord::counts(clustered) }
    }
}

impl ClustersRecord {
    /// The record as one line of JSON, in pieces of a group each, so that a large one is never there at once.
    pub fn pieces(clustered: &Clustered) -> impl Iterator<Item = String> {
        let empty = json_line(&ClustersRecord::counts(clustered));
        let (head, tail) = empty.split_at(empty.len() - "]}\n".len());
        let groups = ClusterRecord::of(clustered).zip(0..).map(|(record, at)| {
            let comma = if at > 0 { "," } else { "" };
            format!("{comma}{}", json_line(&record).trim_end())
        });
        std::iter::once(head.to_string()).chain(groups).chain(std::iter::once(tail.to_string()))
    }

    /// The counts, without the groups.
    fn counts(clustered: &Clustered) -> Self {
        let boilerplate = clustered.boilerplate.iter().map(|wording| BoilerplateRecord {
            id: id(clustered, wording.article),
            words: wording.n_words,
            articles: wording.n_articles,
        });
        ClustersRecord {
            schema: DOCUMENT,
            articles: clustered.articles.len(),
            singles: clustered.groups.singles.len(),
            pairs: clustered.pairs.len(),
            candidates: clustered.n_candidates,
            common_shingles: clustered.common_shingles,
            exact_duplicates: clustered.exact_duplicates,
            pairs_not_listed: clustered.pairs_not_listed,
            boilerplate: boilerplate.collect(),
            clusters: Vec::new(),
        }
    }
}

/// The id of an article of the collection.
pub(super) fn id(clustered: &Clustered, article: ArticleNo) -> String {
    clustered.articles[article.at()].id.clone()
}

fn record(clustered: &Clustered, group: &Group, number: usize) -> ClusterRecord {
    let hidden_words = |no: ArticleNo| clustered.seen.get(&no).map_or(0, |seen| seen.hidden_words);
    let members = group.members.iter().map(|member| MemberRecord {
        id: id(clustered, member.article),
        relation: ToLead(member.relation),
        grade: clustered.grade(member, group.lead),
        in_lead: member.in_lead,
        lead_in: member.lead_in,
        joined_by: id(clustered, member.joined_by),
        words: clustered.words[member.article.at()],
        hidden_words: hidden_words(member.article),
        version: version(clustered, member.article),
    });
    let also_shares = group.also_shares.iter().map(|also| AlsoSharesRecord {
        id: id(clustered, also.article),
        with: id(clustered, also.with),
        hidden_words: hidden_words(also.article),
        in_lead: also.in_lead,
        lead_in: also.lead_in,
    });
    ClusterRecord {
        schema: GROUP,
        cluster: number,
        lead: id(clustered, group.lead),
        independent_texts: group.independent_texts,
        members: members.collect(),
        also_shares: also_shares.collect(),
    }
}

fn version(clustered: &Clustered, article: ArticleNo) -> Option<StoryVersionRecord> {
    let version = clustered.versions.get(&article)?;
    let story = clustered.articles[article.at()].story.clone()?;
    Some(StoryVersionRecord { story, number: version.number, of: version.of })
}

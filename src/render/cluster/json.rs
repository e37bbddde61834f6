//! The records `copydesk.cluster/1`.
//!
//! In: groups. Out: one line of JSON for each group, or one document with the counts.

use crate::cluster::Group;
use crate::pipeline::Clustered;
use crate::score::Relation;
use crate::span::ArticleNo;
use serde::Serialize;

#[derive(Serialize)]
struct GroupRecord<'a> {
    schema: &'static str,
    cluster: usize,
    lead: &'a str,
    members: Vec<MemberRecord<'a>>,
    also_shares: Vec<AlsoRecord<'a>>,
}

#[derive(Serialize)]
struct MemberRecord<'a> {
    id: &'a str,
    relation: &'static str,
    in_lead: f64,
    lead_in: f64,
    joined_by: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<VersionRecord<'a>>,
}

#[derive(Serialize)]
struct VersionRecord<'a> {
    story: &'a str,
    number: u32,
    of: u32,
}

#[derive(Serialize)]
struct AlsoRecord<'a> {
    id: &'a str,
    with: &'a str,
    in_lead: f64,
    lead_in: f64,
}

#[derive(Serialize)]
struct ClustersRecord<'a> {
    schema: &'static str,
    articles: usize,
    singles: usize,
    pairs: usize,
    candidates: usize,
    common_shingles: usize,
    exact_duplicates: usize,
    pairs_not_listed: u64,
    boilerplate: Vec<BoilerplateRecord<'a>>,
    clusters: Vec<GroupRecord<'a>>,
}

/// Wording that was counted in no share: an article that has it, its words there, and how many articles have it.
#[derive(Serialize)]
struct BoilerplateRecord<'a> {
    id: &'a str,
    words: u32,
    articles: u32,
}

/// One line for each group.
pub fn cluster_jsonl(clustered: &Clustered) -> String {
    clustered.groups.groups.iter().zip(1..).map(|(group, number)| line(&record(clustered, group, number))).collect()
}

/// One document: the groups and the counts.
pub fn cluster_json(clustered: &Clustered) -> String {
    line(&ClustersRecord {
        schema: "copydesk.clusters/1",
        articles: clustered.articles.len(),
        singles: clustered.groups.singles.len(),
        pairs: clustered.pairs.len(),
        candidates: clustered.n_candidates,
        common_shingles: clustered.common_shingles,
        exact_duplicates: clustered.exact_duplicates,
        pairs_not_listed: clustered.pairs_not_listed,
        boilerplate: clustered
            .boilerplate
            .iter()
            .map(|wording| BoilerplateRecord { id: id(clustered, wording.article), words: wording.n_words, articles: wording.n_articles })
            .collect(),
        clusters: clustered.groups.groups.iter().zip(1..).map(|(group, number)| record(clustered, group, number)).collect(),
    })
}

pub(super) fn line(record: &impl Serialize) -> String {
    serde_json::to_string(record).expect("a record of strings and numbers is JSON") + "\n"
}

pub(super) fn id(clustered: &Clustered, article: ArticleNo) -> &str {
    &clustered.articles[article.at()].id
}

fn record<'c>(clustered: &'c Clustered, group: &Group, number: usize) -> GroupRecord<'c> {
    GroupRecord {
        schema: "copydesk.cluster/1",
        cluster: number,
        lead: id(clustered, group.lead),
        members: group
            .members
            .iter()
            .map(|member| MemberRecord {
                id: id(clustered, member.article),
                relation: member.relation.map_or("lead", Relation::name),
                in_lead: member.in_lead,
                lead_in: member.lead_in,
                joined_by: id(clustered, member.joined_by),
                version: version(clustered, member.article),
            })
            .collect(),
        also_shares: group
            .also_shares
            .iter()
            .map(|also| AlsoRecord {
                id: id(clustered, also.article),
                with: id(clustered, also.with),
                in_lead: also.in_lead,
                lead_in: also.lead_in,
            })
            .collect(),
    }
}

fn version<'c>(clustered: &'c Clustered, article: ArticleNo) -> Option<VersionRecord<'c>> {
    let version = clustered.versions.get(&article)?;
    let story = clustered.articles[article.at()].story.as_deref()?;
    Some(VersionRecord { story, number: version.number, of: version.of })
}

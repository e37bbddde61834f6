//! The records `copydesk.cluster/1`, and pairs.
//!
//! In: groups. Out: one line of JSON for each group, or one document; one line for each pair.

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
    clusters: Vec<GroupRecord<'a>>,
}

#[derive(Serialize)]
struct PairRecord<'a> {
    a: &'a str,
    b: &'a str,
    a_in_b: f64,
    b_in_a: f64,
    a_in_b_outside_quotes: Option<f64>,
    b_in_a_outside_quotes: Option<f64>,
    resemblance: f64,
    longest_run_words: u32,
    relation: Relation,
}

/// One line for each group.
pub fn cluster_jsonl(clustered: &Clustered<'_>) -> String {
    clustered.groups.groups.iter().zip(1..).map(|(group, number)| line(&record(clustered, group, number))).collect()
}

/// One document: the groups and the counts.
pub fn cluster_json(clustered: &Clustered<'_>) -> String {
    line(&ClustersRecord {
        schema: "copydesk.clusters/1",
        articles: clustered.articles.len(),
        singles: clustered.groups.singles.len(),
        pairs: clustered.pairs.len(),
        candidates: clustered.n_candidates,
        common_shingles: clustered.common_shingles,
        clusters: clustered.groups.groups.iter().zip(1..).map(|(group, number)| record(clustered, group, number)).collect(),
    })
}

/// One line for each pair that is partial or stronger, `a` before `b` bytewise.
pub fn pairs_jsonl(clustered: &Clustered<'_>) -> String {
    let records = clustered.pairs.iter().map(|pair| PairRecord {
        a: id(clustered, pair.a),
        b: id(clustered, pair.b),
        a_in_b: pair.scores.a_in_b,
        b_in_a: pair.scores.b_in_a,
        a_in_b_outside_quotes: pair.scores.a_in_b_outside_quotes,
        b_in_a_outside_quotes: pair.scores.b_in_a_outside_quotes,
        resemblance: pair.scores.resemblance,
        longest_run_words: pair.scores.longest_run_words,
        relation: pair.relation,
    });
    records.map(|record| line(&record)).collect()
}

fn line(record: &impl Serialize) -> String {
    serde_json::to_string(record).expect("a record of strings and numbers is JSON") + "\n"
}

fn id<'c>(clustered: &'c Clustered<'_>, article: ArticleNo) -> &'c str {
    &clustered.articles[article.at()].id
}

fn record<'c>(clustered: &'c Clustered<'_>, group: &Group, number: usize) -> GroupRecord<'c> {
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

//! A collection without its duplicates, and what was left out.
//!
//! In: groups. Out: JSON lines that can be read again as articles, each with the group it stands in; and a line for each article that
//! was left out with the lead that stands for it. Nothing is lost: the two together name every article.

use super::json::{id, line};
use crate::cluster::Member;
use crate::pipeline::Clustered;
use crate::score::Relation;
use crate::span::ArticleNo;
use serde::Serialize;

/// Which articles stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// The lead of each group and every article that stands alone.
    Lead,
    /// All, each with its group.
    All,
}

#[derive(Serialize)]
struct KeptRecord<'a> {
    id: &'a str,
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lang: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cluster: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    relation: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lead: Option<&'a str>,
}

#[derive(Serialize)]
struct LeftOutRecord<'a> {
    schema: &'static str,
    id: &'a str,
    lead: &'a str,
    relation: &'static str,
    in_lead: f64,
    lead_in: f64,
    cluster: usize,
}

/// The articles that stay, in the order of their ids, one a line.
pub fn kept_jsonl(clustered: &Clustered, keep: Keep) -> String {
    let mut homes: Vec<Option<(usize, &str, Member)>> = vec![None; clustered.articles.len()];
    for (group, number) in clustered.groups.groups.iter().zip(1..) {
        for member in &group.members {
            homes[member.article.at()] = Some((number, id(clustered, group.lead), *member));
        }
    }
    let mut out = String::new();
    for (article, home) in clustered.articles.iter().zip(homes) {
        if keep == Keep::Lead && home.is_some_and(|(_, _, member)| member.relation.is_some()) {
            continue;
        }
        out.push_str(&line(&KeptRecord {
            id: &article.id,
            text: &article.text,
            title: article.title.as_deref(),
            date: article.date.as_deref(),
            source: article.source.as_deref(),
            lang: article.lang.as_deref(),
            cluster: home.map(|(number, _, _)| number),
            relation: home.map(|(_, _, member)| member.relation.map_or("lead", Relation::name)),
            lead: home.map(|(_, lead, _)| lead),
        }));
    }
    out
}

/// The articles that are not the lead of their group, in the order of their ids, one a line of `copydesk.left-out/1`.
pub fn left_out_jsonl(clustered: &Clustered) -> String {
    let mut left_out: Vec<(ArticleNo, LeftOutRecord<'_>)> = Vec::new();
    for (group, cluster) in clustered.groups.groups.iter().zip(1..) {
        for member in &group.members {
            let Some(relation) = member.relation else { continue };
            let record = LeftOutRecord {
                schema: "copydesk.left-out/1",
                id: id(clustered, member.article),
                lead: id(clustered, group.lead),
                relation: relation.name(),
                in_lead: member.in_lead,
                lead_in: member.lead_in,
                cluster,
            };
            left_out.push((member.article, record));
        }
    }
    left_out.sort_by_key(|(article, _)| *article);
    left_out.iter().map(|(_, record)| line(record)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::pipeline;

    #[test]
    fn kept_and_left_out_name_every_article() {
        let ferry = "The ferry to the outer islands ran aground on a sandbank shortly after dawn on Sunday, and all were taken off.";
        let articles = [
            Article::new("a", ferry),
            Article::new("b", format!("{ferry} Divers will look at the hull when the tide is out.")),
            Article::new("c", "Farmers in the valley expect the best apple harvest in more than twenty years."),
        ];
        let clustered = pipeline::cluster(&articles, Default::default(), &());
        let kept = kept_jsonl(&clustered, Keep::Lead);
        assert!(kept.contains(r#""id":"b""#) && kept.contains(r#""id":"c""#) && kept.lines().count() == 2, "{kept}");
        let left_out = left_out_jsonl(&clustered);
        assert!(left_out.starts_with(r#"{"schema":"copydesk.left-out/1","id":"a","lead":"b","relation":"#), "{left_out}");
        assert_eq!(kept_jsonl(&clustered, Keep::All).lines().count(), 3);
        let (again, errors) = pipeline::read_rows("kept.jsonl", kept.as_bytes(), &());
        assert_eq!((again.len(), errors.len()), (2, 0));
    }
}

//! A collection without its duplicates, and the record `copydesk.left-out/1`: what was left out.
//!
//! Kept articles are rows that can be read again, each with the group it stands in. The two together name every
//! article.

use super::ToLead;
use super::cluster::id;
use crate::article::Article;
use crate::cluster::Member;
use crate::ids::ArticleNo;
use crate::pipeline::Clustered;
use crate::score::Relation;
use schemars::JsonSchema;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;
use std::borrow::Cow;

const LEFT_OUT: &str = "copydesk.left-out/1";

/// Which articles stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// The lead of each group and every article that stands alone.
    Lead,
    /// All, each with its group.
    All,
}

/// An article that stays: a row that can be read again as an article. It has no schema of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KeptRecord<'a> {
    /// The article.
    pub id: &'a str,
    /// Its text and its other fields.
    #[serde(flatten)]
    pub content: KeptContent<'a>,
    /// The number of its group, if it is in one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cluster: Option<usize>,
    /// What it is to the lead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relation: Option<ToLead>,
    /// The lead of its group.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lead: Option<&'a str>,
}

/// What an article has besides its id: its text, not copied where it is at hand; and of a row all other fields as they
/// were, of any other article what is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptContent<'a>(Cow<'a, Article>);

/// Fields that are written anew, whatever a row had there.
const OWN_FIELDS: [&str; 3] = ["cluster", "relation", "lead"];

impl Serialize for KeptContent<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let article = &*self.0;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("text", &*article.text)?;
        if let Some(fields) = article.place.as_ref().and_then(|place| place.fields.as_ref()) {
            for (name, value) in fields.iter().filter(|(name, _)| !OWN_FIELDS.contains(name)) {
                let value: &RawValue = serde_json::from_str(value).map_err(serde::ser::Error::custom)?;
                map.serialize_entry(name, value)?;
            }
            return map.end();
        }
        let known = [("title", &article.title), ("date", &article.date), ("source", &article.source), ("lang", &article.lang)];
        for (name, value) in known {
            if let Some(value) = value {
                map.serialize_entry(name, value)?;
            }
        }
        map.end()
    }
}

/// An article that was left out, and the lead that stands for it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(title = "copydesk.left-out/1: an article that --keep lead left out, one line")]
pub struct LeftOutRecord {
    /// Name and version of the schema.
    #[schemars(extend("const" = LEFT_OUT))]
    pub schema: &'static str,
    /// The article.
    pub id: String,
    /// The lead of its group, by id.
    pub lead: String,
    /// What it is to the lead.
    pub relation: Relation,
    /// Share of the article found in the lead.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub in_lead: f64,
    /// Share of the lead found in the article.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub lead_in: f64,
    /// The number of its group.
    pub cluster: usize,
}

/// The articles that stay, in the order of their ids.
pub fn kept(clustered: &Clustered, keep: Keep) -> impl Iterator<Item = KeptRecord<'_>> {
    let mut groups: Vec<Option<(usize, &Article, Member)>> = vec![None; clustered.articles.len()];
    for (group, number) in clustered.groups.groups.iter().zip(1..) {
        for member in &group.members {
            groups[member.article.at()] = Some((number, &clustered.articles[group.lead.at()], *member));
        }
    }
    let stays =
        move |group: &Option<(usize, &Article, Member)>| keep == Keep::All || group.is_none_or(|(_, _, member)| member.relation.is_none());
    clustered.articles.iter().zip(groups).filter(move |(_, group)| stays(group)).map(|(article, group)| KeptRecord {
        id: &article.id,
        content: KeptContent(article.whole()),
        cluster: group.map(|(number, _, _)| number),
        relation: group.map(|(_, _, member)| ToLead(member.relation)),
        lead: group.map(|(_, lead, _)| lead.id.as_str()),
    })
}

/// The articles that are not the lead of their group, in the order of their ids.
pub fn left_out(clustered: &Clustered) -> Vec<LeftOutRecord> {
    let mut left_out: Vec<(ArticleNo, LeftOutRecord)> = Vec::new();
    for (group, cluster) in clustered.groups.groups.iter().zip(1..) {
        for member in &group.members {
            let Some(relation) = member.relation else { continue };
            let record = LeftOutRecord {
                schema: LEFT_OUT,
                id: id(clustered, member.article),
                lead: id(clustered, group.lead),
                relation,
                in_lead: member.in_lead,
                lead_in: member.lead_in,
                cluster,
            };
            left_out.push((member.article, record));
        }
    }
    left_out.sort_by_key(|(article, _)| *article);
    left_out.into_iter().map(|(_, record)| record).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, RowParts};
    use crate::pipeline;
    use crate::record::json_lines;

    #[test]
    fn kept_and_left_out_name_every_article() {
        let ferry = "The ferry to the outer islands ran aground on a sandbank shortly after dawn on Sunday, and all were taken off.";
        let articles = [
            Article::new("a", ferry),
            Article::new("b", format!("{ferry} Divers will look at the hull when the tide is out.")),
            Article::new("c", "Farmers in the valley expect the best apple harvest in more than twenty years."),
        ];
        let clustered = pipeline::cluster(&articles, Default::default(), &());
        let rows = json_lines(kept(&clustered, Keep::Lead));
        assert!(rows.contains(r#""id":"b""#) && rows.contains(r#""id":"c""#) && rows.lines().count() == 2, "{rows}");
        let left_out = json_lines(left_out(&clustered));
        assert!(left_out.starts_with(r#"{"schema":"copydesk.left-out/1","id":"a","lead":"b","relation":"#), "{left_out}");
        assert_eq!(kept(&clustered, Keep::All).count(), 3);
        let (again, errors) = pipeline::read_rows("kept.jsonl", rows.as_bytes(), &());
        assert_eq!((again.len(), errors.len()), (2, 0));
    }

    #[test]
    fn a_kept_row_has_all_its_fields_as_they_were() {
        let rest =
            r#""tags":["a",1.50,{"x":null}],"slug":"ferry","format":"markdown","title":null,"\u0062ig":12345678901234567890,"n":1e400"#;
        let row = format!(r#"{{"id":7,{rest},"text":"The **ferry** sank.","cluster":9}}"#);
        let rows = pipeline::RowsOf { parts: RowParts { fields: true, ..RowParts::default() }, ..pipeline::RowsOf::of("in.jsonl") };
        let (articles, errors) = pipeline::read_rows_of(rows, row.as_bytes(), &());
        assert!(errors.is_empty(), "{errors:?}");
        let clustered = pipeline::cluster(articles, Default::default(), &());
        let wanted = format!("{{\"id\":\"7\",\"text\":\"The **ferry** sank.\",{}}}\n", rest.replace("\\u0062", "b"));
        assert_eq!(json_lines(kept(&clustered, Keep::All)), wanted);
    }
}

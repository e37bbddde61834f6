//! Groups as CSV, one member a line.
//!
//! In: groups. Out: RFC 4180 with a header line. A field that a spreadsheet would run as a formula gets an apostrophe in front.

use crate::pipeline::Clustered;
use crate::render::csv_field::csv_field;
use crate::score::Relation;

/// One line for each member.
pub fn cluster_csv(clustered: &Clustered) -> String {
    let mut out = String::from("cluster,lead,id,relation,in_lead,lead_in,words\r\n");
    for (group, number) in clustered.groups.groups.iter().zip(1..) {
        let lead = csv_field(&clustered.articles[group.lead.at()].id);
        for member in &group.members {
            let id = csv_field(&clustered.articles[member.article.at()].id);
            let relation = member.relation.map_or("lead", Relation::name);
            let words = clustered.words[member.article.at()];
            out.push_str(&format!("{number},{lead},{id},{relation},{:.4},{:.4},{words}\r\n", member.in_lead, member.lead_in));
        }
    }
    out
}

//! Groups as CSV, one member a line.
//!
//! In: groups. Out: RFC 4180 with a header line. A field that a spreadsheet would run as a formula gets an apostrophe in front.

use crate::pipeline::Clustered;
use crate::score::Relation;

/// One line for each member.
pub fn cluster_csv(clustered: &Clustered<'_>) -> String {
    let mut out = String::from("cluster,lead,id,relation,in_lead,lead_in,words\r\n");
    for (group, number) in clustered.groups.groups.iter().zip(1..) {
        let lead = field(&clustered.articles[group.lead.at()].id);
        for member in &group.members {
            let id = field(&clustered.articles[member.article.at()].id);
            let relation = member.relation.map_or("lead", Relation::name);
            let words = clustered.words[member.article.at()];
            out.push_str(&format!("{number},{lead},{id},{relation},{:.4},{:.4},{words}\r\n", member.in_lead, member.lead_in));
        }
    }
    out
}

fn field(text: &str) -> String {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    let safe = if is_formula { format!("'{text}") } else { text.to_string() };
    if safe.contains([',', '"', '\r', '\n', ';']) { format!("\"{}\"", safe.replace('"', "\"\"")) } else { safe }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_inert() {
        for (text, wanted) in [
            ("a.txt", "a.txt"),
            ("=1+1", "'=1+1"),
            ("-2", "'-2"),
            ("@x", "'@x"),
            ("a,b", "\"a,b\""),
            ("a\"b", "\"a\"\"b\""),
            ("\t=1", "'\t=1"),
            ("\r\n", "\"'\r\n\""),
        ] {
            assert_eq!(field(text), wanted);
        }
    }
}

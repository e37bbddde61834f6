//! Groups as CSV, one member a line: a view of their records.

use crate::pipeline::Clustered;
use crate::record::ClusterRecord;
use crate::render::csv::csv_row;

/// A header line, and one line for each member.
pub fn cluster_csv(clustered: &Clustered) -> String {
    let mut out = csv_row(["cluster", "lead", "id", "relation", "in_lead", "lead_in", "words", "grade"]);
    for group in ClusterRecord::of(clustered) {
        let number = group.cluster.to_string();
        for member in &group.members {
            let shares = [member.in_lead, member.lead_in].map(|share| format!("{share:.4}"));
            let [in_lead, lead_in] = &shares;
            let grade = member.grade.map_or("", |grade| grade.name());
            let words = member.words.to_string();
            out += &csv_row([&number, &group.lead, &member.id, member.relation.name(), in_lead, lead_in, &words, grade]);
        }
    }
    out
}

//! JSON Schemas of the JSON outputs.
//!
//! In: the name of an output. Out: its schema, as `copydesk schema NAME` prints it. Each schema states what is promised about changes.

/// The schemas by name, in alphabetical order.
pub const SCHEMAS: &[(&str, &str)] = &[
    ("check", include_str!("schemas/check.json")),
    ("check-copy", include_str!("schemas/check-copy.json")),
    ("cluster", include_str!("schemas/cluster.json")),
    ("clusters", include_str!("schemas/clusters.json")),
    ("compare", include_str!("schemas/compare.json")),
    ("diff", include_str!("schemas/diff.json")),
    ("diff-chain", include_str!("schemas/diff-chain.json")),
    ("finding", include_str!("schemas/finding.json")),
    ("left-out", include_str!("schemas/left-out.json")),
    ("pair", include_str!("schemas/pair.json")),
];

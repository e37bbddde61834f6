//! One line a finding, as compilers write them.
//!
//! In: findings. Out: `path:line:column: level: what [fingerprint]`, which editors and log viewers turn into links.

use crate::judge::Gated;
use crate::record::Named;
use crate::render::visible;
use crate::wording::finding::sentence;

/// One line for each finding shown; those that are known or suppressed too if `all`.
pub fn gate_concise(gated: &Gated, all: bool) -> String {
    let line = |finding: &crate::judge::Finding| {
        let place = &finding.place;
        format!(
            "{}:{}:{}: {}: {} [{}]\n",
            visible(&finding.name),
            place.start.line,
            place.start.column,
            finding.level.name(),
            sentence(finding),
            finding.fingerprint
        )
    };
    gated.shown(all).map(line).collect()
}

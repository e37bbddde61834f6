//! One line a finding, as compilers write them.
//!
//! In: findings. Out: `path:line:column: level: what [fingerprint]`, which editors and log viewers turn into links; last, what
//! keeps the run from being complete.

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
    let problem = |problem: &String| format!("copydesk: error: the run is not complete: {}\n", visible(problem));
    gated.shown(all).map(line).chain(gated.problems.iter().map(problem)).collect()
}

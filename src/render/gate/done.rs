//! What a run did, in one line.
//!
//! In: findings and counts. Out: the line that closes every run, on standard error or above a table.

use crate::judge::{FailOn, FailOnQuotation, Gated, Status};
use crate::wording::numbers::{count, grouped};

/// `20 articles checked against 10,000: 2 findings fail (derived or closer); 1 in the baseline, 3 suppressed.`
pub fn gate_done(gated: &Gated) -> String {
    let checked = count(gated.n_checked, "article");
    let head = format!("{checked} checked against {}", grouped(gated.n_against));
    let rule = match gated.fail_on {
        FailOn::None => String::new(),
        FailOn::Identical => String::from(" (identical)"),
        FailOn::Any => String::from(" (any shared wording)"),
        rule => format!(" ({} or closer)", rule.name()),
    };
    let rule = match gated.fail_on_quotation {
        FailOnQuotation::None => rule,
        FailOnQuotation::Altered => format!("{rule}, altered quotations count"),
        FailOnQuotation::Cut => format!("{rule}, altered and cut quotations count"),
        FailOnQuotation::Any => format!("{rule}, quotations count"),
    };
    let failing = match gated.n_failing() {
        0 => format!("nothing fails{rule}"),
        1 => format!("1 finding fails{rule}"),
        number => format!("{} findings fail{rule}", grouped(number)),
    };
    let others = [
        (gated.count(|status| *status == Status::Below), "let pass"),
        (gated.count(|status| *status == Status::Known), "in the baseline"),
        (gated.count(|status| matches!(status, Status::Suppressed { .. })), "suppressed"),
        (gated.count(|status| *status == Status::Licensed), "licensed"),
        (gated.count(|status| *status == Status::Later), "from later articles"),
        (gated.count(|status| *status == Status::Instalment), "of a series"),
    ];
    let others: Vec<String> =
        others.iter().filter(|(number, _)| *number > 0).map(|(number, what)| format!("{} {what}", grouped(*number))).collect();
    let others = if others.is_empty() { String::new() } else { format!("; {}", others.join(", ")) };
    format!("{head}: {failing}{others}.")
}

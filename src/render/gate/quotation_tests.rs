//! Findings of quotations in every format.

use super::*;
use crate::article::Article;
use crate::judge::{FailOn, FailOnQuotation, Gated, Rules, gate};
use crate::pipeline::{CheckSettings, check};
use crate::render::Paint;
use serde_json::Value;

fn gated(fail_on_quotation: FailOnQuotation) -> Gated {
    let wire = Article::new("wire.txt", "“We will not pay for the dam,” said the minister, Ole Strand. The dam leaks.");
    let draft = Article::new("draft.md", "The dam leaks badly. “We will pay for the dam,” Ole Strand said.");
    let checked = check(&[draft], &[wire], &CheckSettings::default(), &());
    gate(&checked, &Rules { fail_on_quotation, ..Rules::only(FailOn::Derived) })
}

#[test]
fn an_altered_quotation_is_said_in_every_format() {
    for rule in [FailOnQuotation::None, FailOnQuotation::Altered] {
        let gated = gated(rule);
        let view = GateView { width: 200, paint: Paint::Plain, show_suppressed: false };
        let all = [
            gate_human(&gated, view),
            gate_concise(&gated, false),
            gate_csv(&gated, false),
            gate_github(&gated, false),
            gate_gitlab(&gated, false),
            gate_jsonl(&gated, false),
            gate_junit(&gated, false),
            gate_summary(&gated, false),
            gate_sarif(&gated, false),
        ];
        for output in all {
            assert!(output.contains("quotation altered") || output.contains("quotation-altered"), "{output}");
            assert!(!output.contains("allow it"), "a quotation has no suppression: {output}");
        }
    }
}

#[test]
fn both_sides_are_shown() {
    let said = gate_concise(&gated(FailOnQuotation::Altered), false);
    assert!(said.contains("“We will pay for the dam” - wire.txt has “We will not pay for the dam”"), "{said}");
    assert!(said.starts_with("draft.md:1:23: error: "), "{said}");
}

#[test]
fn a_result_of_sarif_names_its_rule() {
    let log: Value = serde_json::from_str(&gate_sarif(&gated(FailOnQuotation::Altered), false)).expect("JSON");
    let run = &log["runs"][0];
    let result = &run["results"][0];
    assert_eq!((&result["ruleId"], &result["level"]), (&Value::from("quotation-altered"), &Value::from("error")));
    let index = result["ruleIndex"].as_u64().expect("a number") as usize;
    assert_eq!(run["tool"]["driver"]["rules"][index]["id"], "quotation-altered");
}

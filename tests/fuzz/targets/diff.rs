//! Versions of a text: the spans of both sides tile them, cut no character, and all outputs are inert.
#![no_main]

mod texts;

use copydesk::pipeline;
use copydesk::record::{DiffChainRecord, DiffRecord, json_line};
use copydesk::render::{DiffView, View, chain_human, diff_html, diff_human, diff_markdown, diff_unified};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

fuzz_target!(|bytes: &[u8]| {
    let articles = texts::articles(bytes);
    let [old, new, rest @ ..] = articles.as_slice() else { return };
    let diff = pipeline::diff(old, new);
    let json = json_line(&DiffRecord::from(&diff));
    texts::assert_inert(&json);
    let record: Value = serde_json::from_str(&json).expect("JSON");
    for (side, article) in [("old", old), ("new", new)] {
        let mut at = 0;
        for span in record[side]["spans"].as_array().expect("spans") {
            let (start, end) = (number(&span["span"][0]), number(&span["span"][1]));
            assert!(start == at && article.text.get(start..end).is_some_and(|text| !text.is_empty()), "{side} {start}..{end}");
            at = end;
        }
        assert_eq!(at, article.text.len(), "{side}");
    }
    for view in [View::Adds, View::Inline, View::Side, View::Summary] {
        texts::assert_inert(&diff_human(&diff, DiffView { view, width: 120, ..DiffView::default() }));
    }
    diff_html(&diff, DiffView::default());
    diff_markdown(&diff, DiffView::default());
    diff_unified(&diff, DiffView::default());
    if !rest.is_empty() {
        let chain = pipeline::chain(&articles);
        texts::assert_inert(&chain_human(&chain, DiffView::default()));
        texts::assert_inert(&json_line(&DiffChainRecord::from(&chain)));
    }
});

fn number(value: &Value) -> usize {
    value.as_u64().expect("a number") as usize
}

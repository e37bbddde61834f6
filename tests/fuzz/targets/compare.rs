//! Two texts compared: both ways round the same, all shares from 0 to 1, all outputs inert.
#![no_main]

mod texts;

use copydesk::record::{CompareRecord, json_line};
use copydesk::render::{CompareView, Paint, compare_human};
use copydesk::{pipeline, score::Relation};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let articles = texts::articles(bytes);
    let [a, b, ..] = articles.as_slice() else { return };
    let (there, back) = (pipeline::compare(a, b), pipeline::compare(b, a));
    assert_eq!(there.comparison.relation, back.comparison.relation.mirrored());
    let (x, y) = (&there.comparison.scores, &back.comparison.scores);
    assert_eq!((x.a_in_b, x.a_in_b_verbatim, x.longest_run_words), (y.b_in_a, y.b_in_a_verbatim, y.longest_run_words));
    for share in [x.a_in_b, x.b_in_a, x.a_in_b_verbatim, x.b_in_a_verbatim, x.resemblance] {
        assert!((0.0..=1.0).contains(&share), "{share}");
    }
    assert!(x.a_in_b_verbatim <= x.a_in_b && x.b_in_a_verbatim <= x.b_in_a);
    let itself = pipeline::compare(a, a).comparison;
    assert!(matches!(itself.relation, Relation::Identical | Relation::Unrelated), "{:?}", itself.relation);
    texts::assert_inert(&json_line(&CompareRecord::from(&there)));
    texts::assert_inert(&compare_human(&there, CompareView { width: 80, paint: Paint::Plain, explain: true }));
});

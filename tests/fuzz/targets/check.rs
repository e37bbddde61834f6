//! Copies against sources, against each other, and in groups: no word is credited twice, any order gives the same, all outputs are inert.
#![no_main]

mod texts;

use copydesk::pipeline::{self, CheckSettings, Checked, ClusterSettings};
use copydesk::record::{CheckRecord, ClusterRecord, json_line, json_lines};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let articles = pipeline::unique_ids(texts::articles(bytes), &());
    let Some((copy, sources)) = articles.split_first() else { return };
    let settings = CheckSettings::default();
    let against = pipeline::check(std::slice::from_ref(copy), sources, &settings, &());
    let among = pipeline::check_all(&articles, &settings, &());
    for checked in [&against, &among] {
        assert_credited_once(checked);
        texts::assert_inert(&json_line(&CheckRecord::from(checked)));
    }
    let turned: Vec<_> = articles.iter().rev().cloned().collect();
    assert!(among == pipeline::check_all(&turned, &settings, &()));
    let groups = |articles: &[_]| json_lines(ClusterRecord::of(&pipeline::cluster(articles, ClusterSettings::default(), &())));
    let grouped = groups(&articles);
    texts::assert_inert(&grouped);
    assert_eq!(grouped, groups(&pipeline::unique_ids(turned, &())));
});

fn assert_credited_once(checked: &Checked) {
    for copy in &checked.copies {
        let credited: u32 = copy.sources.iter().map(|source| source.words).sum();
        assert!(credited <= copy.words, "{credited} of {}", copy.words);
        assert!((0.0..=1.0).contains(&copy.in_sources));
        for passage in &copy.passages {
            assert!(copy.article.text.get(passage.span.start as usize..passage.span.end as usize).is_some());
        }
        for quotation in &copy.quotations {
            assert!(copy.article.text.get(quotation.span.start as usize..quotation.span.end as usize).is_some());
        }
    }
}

//! `check`: the same bytes for any number of threads and any order of the inputs, and figures that add up.

use crate::run::{root, run};
use serde_json::Value;

const STORIES: &str = "fixtures/01-daraya-truce";

fn checked(args: &[&str]) -> String {
    let ran = run(root(), args, b"");
    assert!(ran.code <= 1, "{args:?}: {}", ran.stderr);
    ran.stdout
}

#[test]
fn order_and_threads_do_not_matter() {
    let folders = ["fixtures/02-ferry-aground", "fixtures/06-evening-briefing", STORIES];
    for format in ["human", "json", "jsonl", "markdown"] {
        let wanted = checked(&["check", folders[0], folders[1], folders[2], "--format", format]);
        assert!(wanted.len() > 500, "{wanted}");
        for threads in ["1", "2", "7"] {
            let other = checked(&["check", folders[2], folders[0], folders[1], "--format", format, "--threads", threads]);
            assert_eq!(wanted, other, "{format}, {threads} threads");
        }
    }
}

#[test]
fn words_and_shares_add_up() {
    let document: Value = serde_json::from_str(&checked(&["check", "fixtures", "--format", "json"])).expect("JSON");
    let copies = document["copies"].as_array().expect("copies");
    assert!(copies.iter().filter(|copy| copy["sources"].as_array().is_some_and(|sources| !sources.is_empty())).count() >= 5);
    for copy in copies {
        let sources = copy["sources"].as_array().expect("sources");
        let words: u64 = sources.iter().map(|source| source["words"].as_u64().expect("words")).sum();
        let all = copy["words"].as_u64().expect("words");
        let share = copy["in_sources"].as_f64().expect("share");
        assert!((share * all as f64 - words as f64).abs() < 1e-6, "{copy}");
        let falling: Vec<u64> = sources.iter().filter_map(|source| source["words"].as_u64()).collect();
        assert!(falling.windows(2).all(|pair| pair[0] >= pair[1]), "{copy}");
        let spans: Vec<(u64, u64)> = copy["passages"]
            .as_array()
            .expect("passages")
            .iter()
            .map(|passage| (passage["span"][0].as_u64().expect("start"), passage["span"][1].as_u64().expect("end")))
            .collect();
        assert!(spans.iter().all(|span| span.0 < span.1) && spans.windows(2).all(|pair| pair[0].1 <= pair[1].0), "{copy}");
    }
}

#[test]
fn a_file_met_in_both_roles_is_not_its_own_source() {
    let file = format!("{STORIES}/wire.txt");
    let roundabout = format!("{STORIES}/../01-daraya-truce/wire.txt");
    let ran = run(root(), &["check", &file, "--against", &roundabout, "fixtures/14-singles", "--format", "json"], b"");
    assert_eq!(ran.code, 0, "{}", ran.stdout);
    assert!(ran.stderr.contains("no article is its own source"), "{}", ran.stderr);
}

//! Pairs written and read back: the groups made of them are those that the texts give.

use super::*;
use crate::cluster;
use crate::pipeline::{self, ClusterSettings};
use crate::record::{ClusterRecord, json_line, json_lines};

fn articles() -> Vec<Article> {
    let piece = |n: u32| {
        format!("Number {n} of the harbour reports says that quay {n}a was closed for {n} hours after a barge called Lotte{n} struck it. ")
    };
    let story = |numbers: std::ops::Range<u32>| numbers.map(|n| piece(n * 7 + 1)).collect::<String>();
    let mut all = Vec::new();
    for family in 0..6 {
        let from = family * 40;
        all.push(Article { date: Some("2026-03-02".into()), ..Article::new(format!("wire{family}"), story(from..from + 12)) });
        all.push(Article::new(format!("copy{family}"), story(from..from + 12)));
        all.push(Article::new(format!("disguised{family}"), story(from..from + 12).replace("quay", "qu\u{200b}ay")));
        all.push(Article::new(format!("short{family}"), story(from..from + 7)));
        all.push(Article { story: Some("quay".into()), ..Article::new(format!("longer{family}"), story(from..from + 14)) });
        all.push(Article::new(format!("own{family}"), story(from + 20..from + 30)));
    }
    all
}

fn groups(clustered: &Clustered) -> Vec<String> {
    ClusterRecord::of(clustered).map(|record| json_line(&record)).collect()
}

#[test]
fn stored_pairs_give_the_same_groups() {
    let articles = articles();
    let clustered = pipeline::cluster(articles.as_slice(), ClusterSettings::default(), &());
    let (stored, errors) = read_pairs("p.jsonl", json_lines(pairs(&clustered)).as_bytes());
    assert!(errors.is_empty(), "{errors:?}");
    let again = pipeline::regroup(&stored, cluster::Settings::default());
    assert_eq!(groups(&clustered).len(), 6);
    assert_eq!(groups(&again), groups(&clustered));
    assert_eq!(json_lines(pairs(&again)), json_lines(pairs(&clustered)));
    let strict = cluster::Settings { weakest: Relation::Identical, ..cluster::Settings::default() };
    let again = pipeline::regroup(&stored, strict);
    assert!(again.groups.groups.iter().all(|group| group.members.len() == 3), "wire, copy and the disguised one only");
    assert_eq!(again.groups.groups.len(), 6);
    let near = cluster::Settings { min_share: 1.1, ..cluster::Settings::default() };
    assert!(pipeline::regroup(&stored, near).groups.groups.iter().all(|group| group.members.len() == 3), "the same words always join");
}

#[test]
fn shares_come_back_to_the_last_bit() {
    for share in [0.947_368_421_052_631_5_f64, 18.0 / 19.0, 0.1 + 0.2, 2.0 / 3.0] {
        let pair = format!(
            "{{\"stamp\":\"{}\",\"a\":\"x\",\"b\":\"y\",\"a_in_b\":{share},\"b_in_a\":0.3,\"resemblance\":0.2,\"longest_run_words\":9,\
             \"relation\":\"shortened\",\"a_words\":10,\"b_words\":30}}\n",
            Stamp::CURRENT
        );
        let (stored, errors) = read_pairs("p.jsonl", pair.as_bytes());
        assert!(errors.is_empty(), "{errors:?}");
        let again = pipeline::regroup(&stored, cluster::Settings::default());
        assert_eq!(again.pairs[0].scores.a_in_b.to_bits(), share.to_bits(), "{share}");
    }
}

#[test]
fn bad_lines_are_named() {
    let good = r#"{"stamp":"STAMP","a":"x","b":"y","a_in_b":0.9,"b_in_a":0.3,"resemblance":0.2,"longest_run_words":9,"relation":"shortened","a_words":10,"b_words":30}"#;
    let good = &good.replace("STAMP", &Stamp::CURRENT.to_string());
    for (bad, why) in [
        ("nonsense", "expected"),
        (r#"{"a":"x","b":"y"}"#, "missing field"),
        (&good.replace("shortened", "cut"), "relation"),
        (&good.replace("0.9", "9"), "share"),
    ] {
        let (stored, errors) = read_pairs("p.jsonl", format!("{good}\n\n{bad}\n").as_bytes());
        assert_eq!(pipeline::regroup(&stored, cluster::Settings::default()).groups.groups.len(), 1);
        assert!(errors.len() == 1 && errors[0].place() == "p.jsonl:3" && errors[0].message().contains(why), "{errors:?}");
    }
}

#[test]
fn stored_pairs_are_grouped_by_a_stricter_threshold_as_afresh() {
    let articles = articles();
    let run = |grouping| pipeline::cluster(articles.as_slice(), ClusterSettings { grouping, ..ClusterSettings::default() }, &());
    let (stored, _) = read_pairs("p.jsonl", json_lines(pairs(&run(cluster::Settings::default()))).as_bytes());
    for min_share in [0.5, 0.7, 0.9, 1.0] {
        let settings = cluster::Settings { min_share, ..cluster::Settings::default() };
        assert_eq!(groups(&pipeline::regroup(&stored, settings)), groups(&run(settings)), "{min_share}");
    }
}

#[test]
fn fields_that_are_not_known_are_passed_over() {
    let line = line_with(&Stamp::CURRENT.to_string()).replace("}\n", ",\"asked\":true,\"a_weak\":[{\"id\":\"z\"}]}\n");
    let (stored, errors) = read_pairs("p.jsonl", line.as_bytes());
    assert!(errors.is_empty(), "{errors:?}");
    assert_eq!(pipeline::regroup(&stored, cluster::Settings::default()).groups.groups.len(), 1);
}

#[test]
fn pairs_of_other_rules_are_refused() {
    let current = line_with(&Stamp::CURRENT.to_string());
    for old in [line_with("keys 0, relations 0"), line_with(""), current.replace("\"stamp\"", "\"seal\"")] {
        let (stored, errors) = read_pairs("p.jsonl", format!("{current}{old}{old}").as_bytes());
        assert_eq!(stored, StoredPairs::default());
        assert_eq!((errors.len(), errors[0].kind(), errors[0].place()), (1, ErrorKind::Outdated, "p.jsonl:2"));
        assert!(errors[0].message().contains("copydesk cluster PATH... --pairs FILE"), "{}", errors[0]);
    }
}

fn line_with(stamp: &str) -> String {
    format!(
        "{{\"stamp\":\"{stamp}\",\"a\":\"x\",\"b\":\"y\",\"a_in_b\":0.9,\"b_in_a\":0.3,\"resemblance\":0.2,\"longest_run_words\":9,\
         \"relation\":\"shortened\",\"a_words\":10,\"b_words\":30}}\n"
    )
}

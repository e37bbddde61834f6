//! Pairs written and read back: the groups made of them are those that the texts give.

use super::*;
use crate::cluster;
use crate::pipeline::{self, ClusterSettings};

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
        all.push(Article::new(format!("short{family}"), story(from..from + 7)));
        all.push(Article { story: Some("quay".into()), ..Article::new(format!("longer{family}"), story(from..from + 14)) });
        all.push(Article::new(format!("own{family}"), story(from + 20..from + 30)));
    }
    all
}

fn groups(clustered: &Clustered) -> Vec<String> {
    crate::render::cluster_jsonl(clustered).lines().map(String::from).collect()
}

#[test]
fn stored_pairs_give_the_same_groups() {
    let articles = articles();
    let clustered = pipeline::cluster(&articles, ClusterSettings::default(), &());
    let (stored, errors) = read_pairs("p.jsonl", pairs_jsonl(&clustered).as_bytes());
    assert!(errors.is_empty(), "{errors:?}");
    let again = pipeline::regroup(&stored, cluster::Settings::default());
    assert_eq!(groups(&clustered).len(), 6);
    assert_eq!(groups(&again), groups(&clustered));
    assert_eq!(pairs_jsonl(&again), pairs_jsonl(&clustered));
    let strict = cluster::Settings { weakest: Relation::Identical, ..cluster::Settings::default() };
    let again = pipeline::regroup(&stored, strict);
    assert!(again.groups.groups.iter().all(|group| group.members.len() == 2), "wire and copy only");
    assert_eq!(again.groups.groups.len(), 6);
    let near = cluster::Settings { min_share: 1.1, ..cluster::Settings::default() };
    assert!(pipeline::regroup(&stored, near).groups.groups.iter().all(|group| group.members.len() == 2), "the same words always join");
}

#[test]
fn shares_come_back_to_the_last_bit() {
    for share in [0.947_368_421_052_631_5_f64, 18.0 / 19.0, 0.1 + 0.2, 2.0 / 3.0] {
        let pair = format!(
            "{{\"a\":\"x\",\"b\":\"y\",\"a_in_b\":{share},\"b_in_a\":0.3,\"resemblance\":0.2,\"longest_run_words\":9,\
             \"relation\":\"shortened\",\"a_words\":10,\"b_words\":30}}\n"
        );
        let (stored, errors) = read_pairs("p.jsonl", pair.as_bytes());
        assert!(errors.is_empty(), "{errors:?}");
        let again = pipeline::regroup(&stored, cluster::Settings::default());
        assert_eq!(again.pairs[0].scores.a_in_b.to_bits(), share.to_bits(), "{share}");
    }
}

#[test]
fn bad_lines_are_named() {
    let good = r#"{"a":"x","b":"y","a_in_b":0.9,"b_in_a":0.3,"resemblance":0.2,"longest_run_words":9,"relation":"shortened","a_words":10,"b_words":30}"#;
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

/// A sentence of made-up words; two of different numbers share no phrase.
fn sentence(number: u64) -> String {
    let mut state = number.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x2545;
    let mut next = |n: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % n
    };
    let mut words: Vec<String> = Vec::new();
    for at in 0..13 {
        let n_syllables = 2 + next(2);
        words.push(if at % 4 == 2 {
            ["of", "the", "and", "to", "in", "that"][next(6) as usize].into()
        } else {
            (0..n_syllables).flat_map(|_| [b"bdfgklmnprst"[next(12) as usize] as char, b"aeiou"[next(5) as usize] as char]).collect()
        });
    }
    let text = words.join(" ");
    format!("{}{}. ", text[..1].to_uppercase(), &text[1..])
}

fn story(numbers: impl IntoIterator<Item = u64>) -> String {
    numbers.into_iter().map(sentence).collect()
}

fn dated(id: &str, text: String, date: &str) -> Article {
    Article { date: Some(date.into()), ..Article::new(id, text) }
}

/// Families with copies, short and longer versions and round-ups of two; a story that dozens cut in other ways; chains; a footer, and a
/// story with and without it; a weekly report.
fn newsroom() -> Vec<Article> {
    let mut all = Vec::new();
    for family in 0..24_u64 {
        let from = family * 100;
        all.push(Article::new(format!("wire{family:02}"), story(from..from + 10)));
        all.push(Article::new(format!("short{family:02}"), story(from..from + 4)));
        all.push(Article::new(format!("end{family:02}"), story((from + 5..from + 10).chain([from + 40]))));
        all.push(Article::new(format!("longer{family:02}"), story((from..from + 10).chain(from + 50..from + 53 + family % 5))));
        all.push(Article::new(format!("part{family:02}"), story((from + 8..from + 10).chain(from + 60..from + 66))));
        if family % 3 == 0 {
            all.push(Article::new(format!("copy{family:02}"), story(from..from + 4).replace(". ", ".\n\n").to_uppercase()));
            all.push(Article::new(format!("round-up{family:02}"), story((from..from + 7).chain(from + 100..from + 106))));
        }
        if family % 4 == 0 {
            // Each holds half of the one before.
            for link in 0..5 {
                let first = 50_000 + from + link * 5;
                all.push(Article::new(format!("chain{family:02}-{link}"), story(first..first + 8 + link)));
            }
        }
    }
    for paper in 0..70_u64 {
        let kept = (0..24).filter(|at| (at + paper) % 7 != 0 && (at * 3 + paper) % 11 != 0).map(|at| 20_000 + at);
        all.push(Article::new(format!("paper{paper:02}"), story(kept.chain([21_000 + paper]))));
    }
    all.push(Article::new("paper wire", story(20_000..20_030)));
    for digest in 0..4_u64 {
        let from = 100 + digest * 100;
        all.push(Article::new(format!("digest{digest}"), story((20_000..20_024).chain(from..from + 10))));
    }
    let footer = story(30_000..30_006);
    for other in 0..60_u64 {
        let from = 40_000 + other * 20;
        all.push(Article::new(format!("other{other:02}"), format!("{}\n\n{footer}", story(from..from + 8))));
    }
    all.push(Article::new("other00 as sent", story(40_000..40_008)));
    for week in 0..4_u64 {
        let text = format!(
            "The canal office at Port Merrow counted {} ships in its two basins this morning, and {} more lay at anchor off the eastern mole. \
             A passage took {} hours on average from the outer buoy to the inner lock, the office said in its report.",
            31 + week * 7,
            12 + week * 5,
            17 + week * 2
        );
        let date = format!("2026-03-{:02}", 2 + week * 7);
        all.push(dated(&format!("weekly{week}"), text.clone(), &date));
        all.push(dated(&format!("weekly{week} again"), format!("{text} {}", sentence(60_000 + week)), &date));
    }
    all
}

#[test]
fn stored_pairs_give_the_groups_of_a_fresh_run_by_any_settings() {
    let articles = newsroom();
    let run =
        |grouping, regroupable| pipeline::cluster(&articles, ClusterSettings { grouping, regroupable, ..ClusterSettings::default() }, &());
    let clustered = run(cluster::Settings::default(), true);
    let file = pairs_jsonl(&clustered);
    let (stored, errors) = read_pairs("p.jsonl", file.as_bytes());
    assert!(errors.is_empty(), "{errors:?}");
    let n_of = |what: &str| file.lines().filter(|line| line.contains(what)).count();
    let n_also: usize = clustered.groups.groups.iter().map(|group| group.also_shares.len()).sum();
    let n_asked = clustered.pairs.iter().filter(|pair| pair.asked).count();
    let n_weak = clustered.weak_pairs.iter().filter(|pair| !pair.asked).count();
    let n_weak_asked = clustered.weak_pairs.len() - n_weak;
    assert!(n_also >= 10 && n_asked >= 100 && n_weak >= 5 && n_weak_asked >= 5, "{n_also} {n_asked} {n_weak} {n_weak_asked}");
    assert!(n_of("\"instalment\"") >= 12 && n_of("\"family\"") >= 100 && n_of("_family\"") >= 10);
    assert_eq!(n_of("\"but_for_boilerplate\""), 1);
    for weakest in [Relation::Reworked, Relation::NearIdentical, Relation::Identical] {
        for min_share in [0.0, 0.25, 0.5, 0.55, 0.613, 0.7, 0.8, 0.9, 0.95, 1.0] {
            let settings = cluster::Settings { min_share, weakest, ..cluster::Settings::default() };
            let (fresh, again) = (run(settings, false), pipeline::regroup(&stored, settings));
            assert_eq!(groups(&again), groups(&fresh), "{settings:?}");
            assert_eq!(pairs_jsonl(&again), file, "written again");
        }
    }
}

#[test]
fn weak_shares_that_make_no_sense_are_named() {
    let line = |weak: &str| {
        format!(
            "{{\"a\":\"x\",\"b\":\"y\",\"a_in_b\":0.9,\"b_in_a\":0.3,\"resemblance\":0.2,\"longest_run_words\":9,\"relation\":\"shortened\",\
             \"a_words\":10,\"b_words\":30,\"a_weak\":[{weak}]}}\n"
        )
    };
    let good = line("{\"id\":\"z\",\"relation\":\"related\",\"in_other\":0.1,\"other_in\":0.0}");
    assert!(read_pairs("p.jsonl", good.as_bytes()).1.is_empty(), "an article of no pair may be named");
    for bad in [good.replace("0.1", "1.1"), good.replace("related", "akin"), good.replace("in_other", "other")] {
        assert_eq!(read_pairs("p.jsonl", bad.as_bytes()).1.len(), 1, "{bad}");
    }
}

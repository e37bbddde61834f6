//! Whole collections: order and threads, duplicates, large families, footers, small collections.

use super::*;
use crate::pipeline::Threads;
use crate::score::Discount;
use std::collections::BTreeMap;

/// Sentences that are made up of made-up words, so that no two of different numbers share a phrase.
fn sentence(number: u64) -> String {
    let mut state = number.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5bd1;
    let mut next = move |n: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % n
    };
    let mut words = Vec::new();
    for at in 0..14 {
        if at % 4 == 2 {
            words.push(["of", "the", "and", "to", "in", "that"][next(6) as usize].to_string());
        } else {
            let word: String =
                (0..2 + next(2)).flat_map(|_| [b"bdfgklmnprst"[next(12) as usize] as char, b"aeiou"[next(5) as usize] as char]).collect();
            words.push(word);
        }
    }
    let text = words.join(" ");
    text[..1].to_uppercase() + &text[1..] + ". "
}

pub(super) fn story(numbers: impl IntoIterator<Item = u64>) -> String {
    numbers.into_iter().map(sentence).collect()
}

fn ids(clustered: &Clustered) -> Vec<Vec<&str>> {
    let id = |article: ArticleNo| clustered.articles[article.at()].id.as_str();
    clustered.groups.groups.iter().map(|group| group.members.iter().map(|member| id(member.article)).collect()).collect()
}

fn clustered(articles: &[Article]) -> Clustered {
    cluster(articles, ClusterSettings::default(), &())
}

/// Families of three with a shortened copy and one with additions, round-ups, duplicates, singles.
fn collection() -> Vec<Article> {
    let mut articles = Vec::new();
    for family in 0..40_u64 {
        let base = family * 100;
        articles.push(Article::new(format!("wire{family}"), story(base..base + 10)));
        articles.push(Article::new(format!("short{family}"), story(base..base + 5)));
        articles.push(Article::new(format!("more{family}"), story((base..base + 10).chain(base + 50..base + 53))));
        articles.push(Article::new(format!("own{family}"), story(base + 60..base + 68)));
        if family % 4 == 0 {
            articles.push(Article::new(format!("copy{family}"), story(base..base + 10)));
            articles.push(Article::new(format!("round-up{family}"), story((base..base + 8).chain(base + 100..base + 107))));
        }
    }
    articles
}

#[test]
fn order_and_threads_do_not_matter() {
    let articles = collection();
    let expected = clustered(&articles);
    assert_eq!(expected.groups.groups.len(), 40);
    let mut shuffled = articles.clone();
    for round in 1..4_usize {
        shuffled.rotate_left(round * 17);
        for at in (0..shuffled.len()).step_by(3) {
            let other = (at * 7 + round) % shuffled.len();
            shuffled.swap(at, other);
        }
        let threads = Threads::new([1, 2, 8][round - 1]).expect("threads");
        let found = threads.run(|| clustered(&shuffled));
        assert!(found == expected, "round {round}");
    }
}

#[test]
fn families_leads_and_round_ups() {
    let articles = collection();
    let found = clustered(&articles);
    let groups: BTreeMap<&str, Vec<&str>> = ids(&found).into_iter().map(|members| (members[0], members)).collect();
    assert_eq!(groups["more1"], ["more1", "short1", "wire1"]);
    assert_eq!(groups["more4"], ["more4", "copy4", "short4", "wire4", "round-up4"]);
    let other = found.groups.groups.iter().find(|group| found.articles[group.lead.at()].id == "more5").expect("a group");
    let also: Vec<&str> = other.also_shares.iter().map(|also| found.articles[also.article.at()].id.as_str()).collect();
    assert_eq!(also, ["round-up4"]);
    let n_members: usize = found.groups.groups.iter().map(|group| group.members.len()).sum();
    assert_eq!(n_members + found.groups.singles.len(), articles.len());
    assert_eq!(found.exact_duplicates, 10);
    assert!(found.pairs.windows(2).all(|pair| (pair[0].a, pair[0].b) < (pair[1].a, pair[1].b)));
    assert!(found.pairs.iter().all(|pair| pair.a < pair.b && pair.relation.is_reuse()));
}

#[test]
fn a_pair_is_what_compare_says() {
    let articles = collection();
    let found = clustered(&articles);
    assert!(found.pairs.len() > 120);
    for pair in &found.pairs {
        let compared = crate::pipeline::compare(&found.articles[pair.a.at()], &found.articles[pair.b.at()]);
        assert_eq!((pair.relation, pair.scores), (compared.comparison.relation, compared.comparison.scores));
    }
}

#[test]
fn two_articles_and_fewer() {
    assert_eq!(clustered(&[]).groups, Groups::default());
    let one = [Article::new("a", story(0..4))];
    assert_eq!(clustered(&one).groups.singles.len(), 1);
    let two = [Article::new("a", story(0..4)), Article::new("b", story(0..8))];
    assert_eq!(ids(&clustered(&two)), [["b", "a"]]);
    let apart = [Article::new("a", story(0..4)), Article::new("b", story(4..8))];
    assert!(ids(&clustered(&apart)).is_empty());
}

#[test]
fn empty_articles_are_counted_and_stand_alone() {
    let articles =
        [Article::new("a", ""), Article::new("b", " \n"), Article::new("c", "..."), Article::new("d", "Rain."), Article::new("e", "rain")];
    let found = clustered(&articles);
    assert_eq!((found.empty, found.groups.singles.len()), (3, 3));
    // Those that are shorter than asked for have words.
    let few = [Article::new("a", "The ferry sank."), Article::new("b", "")];
    let settings = ClusterSettings { min_words: 5, ..ClusterSettings::default() };
    assert_eq!(crate::pipeline::cluster(few.as_slice(), settings, &()).empty, 1);
    assert_eq!(ids(&found), [["d", "e"]], "one word is a text");
}

#[test]
fn thousands_of_copies_are_one_group() {
    let mut articles: Vec<Article> = (0..3_000).map(|n| Article::new(format!("copy{n:04}"), story(0..6))).collect();
    for (n, article) in articles.iter_mut().enumerate().skip(1_000).step_by(2) {
        // Other typography: the same words.
        article.text = article.text.replace(". ", if n % 3 == 0 { ".\n\n" } else { ".  " }).into();
    }
    articles[700].date = Some("2026-03-01".into());
    articles.push(Article::new("cut", story(0..3)));
    articles.extend((0..50).map(|n| Article::new(format!("other{n}"), story(1_000 + n * 10..1_008 + n * 10))));
    let found = clustered(&articles);
    assert_eq!(found.groups.groups.len(), 1);
    let group = &found.groups.groups[0];
    assert_eq!(group.members.len(), 3_001);
    assert_eq!(found.articles[group.lead.at()].id, "copy0700", "the earliest");
    assert_eq!(found.articles[group.members[3_000].article.at()].id, "cut");
    assert_eq!(found.exact_duplicates, 2_999);
    assert!(found.pairs.len() < 4 * 3_001, "linear: {} pairs", found.pairs.len());
    assert!(found.pairs_not_listed > 4_000_000);
    assert!(found.n_candidates < 20_000, "linear: {} scored", found.n_candidates);
}

#[test]
fn a_large_family_of_unlike_copies_is_one_group() {
    // 120 papers print a wire story of 30 sentences: each drops some and adds one of its own.
    let mut articles = vec![Article::new("wire", story(0..30))];
    for n in 0..120_u64 {
        let kept = (0..24).filter(|at| (at + n) % 7 != 0 && (at * 3 + n) % 11 != 0);
        articles.push(Article::new(format!("paper{n:03}"), story(kept.chain([5_000 + n]))));
    }
    articles.extend((0..80).map(|n| Article::new(format!("other{n}"), story(10_000 + n * 10..10_008 + n * 10))));
    let found = clustered(&articles);
    assert_eq!(found.groups.groups.len(), 1);
    assert_eq!(found.groups.groups[0].members.len(), 121);
    assert_eq!(found.articles[found.groups.groups[0].lead.at()].id, "wire");
    assert!(found.boilerplate.is_empty());
}

#[test]
fn a_footer_of_many_joins_nothing_and_hides_nothing() {
    let footer = story(90_000..90_020);
    let plain = collection();
    let with_footer: Vec<Article> =
        plain.iter().map(|article| Article::new(article.id.clone(), format!("{}\n\n{footer}", article.text))).collect();
    let (wanted, found) = (clustered(&plain), clustered(&with_footer));
    assert_eq!(ids(&found), ids(&wanted));
    assert_eq!(found.pairs.len(), wanted.pairs.len());
    assert!(!found.boilerplate.is_empty());
    assert_eq!(found.words, wanted.words, "boilerplate is not counted");
    assert!(found.n_candidates < 2 * wanted.n_candidates + 500, "{} scored, {} without", found.n_candidates, wanted.n_candidates);
}

#[test]
fn short_articles_leave_min_words() {
    let articles = [Article::new("a", "Rain in the valley."), Article::new("b", "Rain in the valley.")];
    let settings = ClusterSettings { min_words: 5, ..ClusterSettings::default() };
    assert_eq!(cluster(articles.as_slice(), settings, &()).groups.singles.len(), 2);
    assert_eq!(clustered(&articles).groups.groups.len(), 1);
}

/// A weekly report: one form, other figures.
fn weekly(n_ships: u32, n_waiting: u32, hours: u32) -> String {
    format!(
        "The canal office at Port Merrow counted {n_ships} ships in its two basins this morning, and {n_waiting} more lay at anchor off the \
         eastern mole. A passage took {hours} hours on average from the outer buoy to the inner lock, the office said in its report."
    )
}

#[test]
fn instalments_of_a_series_form_no_group() {
    let dated = |id: &str, text: String, date: &str| Article { date: Some(date.into()), ..Article::new(id, text) };
    let articles = [
        dated("monday", weekly(31, 12, 17), "2026-03-02"),
        dated("next monday", weekly(28, 9, 14), "2026-03-09"),
        dated("next monday, sent again", weekly(28, 9, 14) + " Two of the ships were towed.", "2026-03-09"),
    ];
    let clustered = clustered(&articles);
    assert_eq!(ids(&clustered), [vec!["next monday, sent again", "next monday"]]);
    let series: Vec<bool> = clustered.pairs.iter().map(|pair| pair.instalment).collect();
    assert_eq!(series, [true, true, false]);
    assert!(clustered.pairs.iter().all(|pair| pair.relation.is_derived()), "what the texts are to each other stays");
}

#[test]
fn a_new_toll_and_a_correction_join_their_story() {
    let dated = |id: &str, text: String, date: &str| Article { date: Some(date.into()), ..Article::new(id, text) };
    let toll = |dead: u32, hurt: u32, houses: u32| {
        format!(
            "A landslide buried part of the village of Upper Brannock on Sunday, killing at least {dead} people and injuring {hurt}, the rescue \
             service said. Mud tore {houses} houses from the slope before dawn, and the only road is cut in several places."
        )
    };
    let fares = |fare: u32, money: u32| {
        format!(
            "A ride on the funicular of Merrow costs {fare} crowns from the autumn on, the council decided after a debate that lasted until midnight. The \
             line opened in 1911 and has 12 stops. Half of the money is to pay for a second car, which the town has wanted since the old one was sold to a \
             museum; it will cost {money} million crowns and hold 40 people. Children go on riding free with their parents, and pupils of the upper \
             school pay half of the fare, as they did before the war."
        )
    };
    let articles = [
        dated("toll", toll(4, 19, 7), "2026-03-01T20:00:00Z"),
        dated("toll next day", toll(11, 32, 15), "2026-03-02T21:00:00Z"),
        dated("fares", fares(31, 9), "2026-04-07"),
        dated("fares put right", fares(33, 9), "2026-04-12"),
    ];
    let clustered = clustered(&articles);
    let mut groups = ids(&clustered);
    groups.iter_mut().for_each(|group| group.sort_unstable());
    assert_eq!(groups, [vec!["fares", "fares put right"], vec!["toll", "toll next day"]]);
}

fn explained(articles: &[Article]) -> Clustered {
    cluster(articles, ClusterSettings { explain: true, ..ClusterSettings::default() }, &())
}

fn evidence_of<'c>(clustered: &'c Clustered, id: &str, other: &str) -> Option<&'c Evidence> {
    let no = |id: &str| clustered.articles.iter().position(|article| article.id == id).map(|at| ArticleNo(at as u32)).expect("an id");
    clustered.evidence.get(&(no(id), no(other)))
}

#[test]
fn evidence_is_the_longest_runs_and_how_rare_they_are() {
    let mut articles = vec![
        Article::new("long", story((0..6).chain([50, 51, 7, 8]))),
        Article::new("short", story((0..6).chain([60, 7, 8]))),
        Article::new("apart", story(900..908)),
    ];
    articles.extend(
        (0..3).map(|n| Article::new(format!("also holds the end {n}"), story([7, 8, 9].into_iter().chain(100 + n * 10..109 + n * 10)))),
    );
    let found = explained(&articles);
    let evidence = evidence_of(&found, "short", "long").expect("evidence");
    let runs: Vec<(u32, u32, bool)> = evidence.runs.iter().map(|run| (run.n_words, run.n_articles, run.quoted)).collect();
    assert_eq!(runs, [(6 * 14, 2, false), (2 * 14, 5, false)]);
    let short = found.articles.iter().find(|article| article.id == "short").expect("short");
    assert!(short.text.starts_with(evidence.runs[0].opening.of(&short.text)));
    assert_eq!(evidence.runs[0].opening.of(&short.text).split_whitespace().count(), 8);
    let plain = clustered(&articles);
    assert!(plain.evidence.is_empty());
    assert_eq!((plain.groups, plain.pairs, plain.n_candidates), (found.groups.clone(), found.pairs.clone(), found.n_candidates));
}

#[test]
fn evidence_leaves_boilerplate_out_and_says_so() {
    let footer = story(90_000..90_020);
    let articles: Vec<Article> =
        collection().iter().map(|article| Article::new(article.id.clone(), format!("{}\n\n{footer}", article.text))).collect();
    let found = explained(&articles);
    let evidence = evidence_of(&found, "short1", "wire1").or(evidence_of(&found, "short1", "more1")).expect("evidence");
    assert_eq!(evidence.boilerplate_words, 20 * 14);
    assert_eq!(evidence.runs[0].n_words, 5 * 14, "the story without the footer");
    assert!(evidence_of(&found, "round-up4", "more5").or(evidence_of(&found, "round-up4", "wire5")).is_some(), "round-ups too");
    assert_eq!(evidence_of(&found, "copy4", "wire4"), None, "the same words need none");
}

#[test]
fn evidence_of_large_groups_is_bounded_and_says_what_is_not_counted() {
    let mut articles = vec![Article::new("wire", story(0..30))];
    for n in 0..120_u64 {
        let kept = (0..24).filter(|at| (at + n) % 7 != 0 && (at * 3 + n) % 11 != 0);
        articles.push(Article::new(format!("paper{n:03}"), story(kept.chain([5_000 + n]))));
    }
    let found = explained(&articles);
    assert_eq!((found.groups.groups.len(), found.evidence.len()), (1, EXPLAINED_MEMBERS));
    let named = "Prime Minister Anders Holt of Norland said on Tuesday";
    let shared = "The harbour crane fell into the dock at noon and crushed two empty barges. Divers searched the basin until dark without \
                  finding anyone below the wreck.";
    let two = [
        Article::new("one", format!("{named} that rain had come early. {shared}")),
        Article::new("two", format!("{shared} A boat sank off the mole before anyone could call for help, {named}.")),
    ];
    let found = explained(&two);
    let lead = found.groups.groups[0].lead;
    let member = found.groups.groups[0].members[1].article;
    let evidence = &found.evidence[&(member, lead)];
    let reasons: Vec<(Discount, u32)> = evidence.not_counted.iter().map(|one| (one.why, one.n_stretches)).collect();
    assert_eq!(reasons, [(Discount::CommonPhrase, 1)]);
    let text = &found.articles[member.at()].text;
    assert_eq!(evidence.not_counted[0].opening.of(text), "Prime Minister Anders Holt of Norland said on");
    assert!(evidence.not_counted[0].n_words >= 9);
}

/// Steps of the stages as they were told: done and in all, stage by stage.
#[derive(Default)]
struct Steps(std::sync::Mutex<Vec<(Stage, usize, usize, bool)>>);

impl Observe for Steps {
    fn begin(&self, stage: Stage, total: usize) {
        self.0.lock().expect("one thread at a time").push((stage, 0, total, false));
    }

    fn advance(&self, stage: Stage, steps: usize) {
        let mut told = self.0.lock().expect("one thread at a time");
        let last = told.last_mut().expect("a stage");
        assert_eq!(last.0, stage, "a step of a stage that is not running");
        last.1 += steps;
    }

    fn end(&self, stage: Stage) {
        let mut told = self.0.lock().expect("one thread at a time");
        let last = told.last_mut().expect("a stage");
        assert_eq!(last.0, stage);
        last.3 = true;
    }
}

#[test]
fn every_stage_tells_all_its_steps() {
    let story = "The ferry ran aground on a sandbank shortly after dawn on Sunday, and all ninety people on board were taken off by \
                 fishermen from Vardal before the tide came in.";
    // Copies that look other than their lead are scored while groups are made.
    let articles: Vec<Article> = (0..40)
        .map(|n| {
            Article::new(format!("a{n}"), if n % 2 == 0 { story.to_string() } else { story.replace(", and", " - and") + &"!".repeat(n) })
        })
        .collect();
    let steps = Steps::default();
    cluster(articles.as_slice(), ClusterSettings::default(), &steps);
    let told = steps.0.into_inner().expect("not poisoned");
    assert_eq!(
        told.iter().map(|stage| stage.0).collect::<Vec<_>>(),
        [Stage::Fingerprinting, Stage::Indexing, Stage::Matching, Stage::Grouping]
    );
    for (stage, done, total, is_over) in told {
        assert!(is_over && done == total, "{stage:?}: {done} of {total}");
    }
}

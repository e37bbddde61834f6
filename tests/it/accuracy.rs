//! Accuracy over the fixtures: every pair of articles, and the groups. Precision and recall are printed, floors asserted.
//!
//! `cargo test --locked --test it accuracy -- --nocapture` prints the table that `docs/accuracy.md` shows. A pair that no `expected.toml`
//! names must not be reuse.

use crate::fixtures::{ExpectedPair, Story, articles, relation, stories};
use copydesk::article::Article;
use copydesk::pipeline::{self, ClusterSettings};
use copydesk::score::Relation;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// Pairs right and wrong for one question.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Counts {
    found: usize,
    wanted: usize,
    both: usize,
}

impl Counts {
    fn add(&mut self, wanted: bool, found: bool) {
        self.wanted += usize::from(wanted);
        self.found += usize::from(found);
        self.both += usize::from(wanted && found);
    }

    fn precision(self) -> f64 {
        if self.found == 0 { 1.0 } else { self.both as f64 / self.found as f64 }
    }

    fn recall(self) -> f64 {
        if self.wanted == 0 { 1.0 } else { self.both as f64 / self.wanted as f64 }
    }
}

/// What the fixtures say about the program.
pub(crate) struct Accuracy {
    derived: Counts,
    reuse: Counts,
    relations: (usize, usize),
    resemblance: Counts,
    groups: Counts,
    n_articles: usize,
    n_pairs: usize,
    wrong: Vec<String>,
    /// Relations that are not the wanted ones, and known.
    left: Vec<String>,
}

/// From this Jaccard resemblance of three-word shingles on, tools that look for near-duplicates call two texts the same.
const NEAR_DUPLICATE: f64 = 0.5;

/// Measures.
pub(crate) fn measure() -> Accuracy {
    let articles = articles();
    let expected = expected_relations(&stories());
    let mut accuracy = Accuracy {
        derived: Counts::default(),
        reuse: Counts::default(),
        relations: (0, 0),
        resemblance: Counts::default(),
        groups: Counts::default(),
        n_articles: articles.len(),
        n_pairs: 0,
        wrong: Vec::new(),
        left: Vec::new(),
    };
    for (at, a) in articles.iter().enumerate() {
        for b in &articles[at + 1..] {
            accuracy.n_pairs += 1;
            accuracy.judge(a, b, expected.get(&(a.id.clone(), b.id.clone())));
        }
    }
    accuracy.group(&articles);
    accuracy
}

/// What a is to b for `a` before `b`: wanted, and what the program is known to say.
type Named = BTreeMap<(String, String), (Relation, Option<Relation>)>;

fn expected_relations(stories: &[Story]) -> Named {
    let mut named = Named::new();
    for story in stories {
        for ExpectedPair { a, b, relation: wanted, now, .. } in &story.expected.pairs {
            let [a, b] = [a, b].map(|file| format!("fixtures/{}/{file}", story.name));
            let (wanted, now) = (relation(wanted), now.as_deref().map(relation));
            let before = if a < b {
                named.insert((a, b), (wanted, now))
            } else {
                named.insert((b, a), (wanted.mirrored(), now.map(Relation::mirrored)))
            };
            assert!(before.is_none(), "{}: a pair is named twice", story.name);
        }
    }
    named
}

impl Accuracy {
    fn judge(&mut self, a: &Article, b: &Article, named: Option<&(Relation, Option<Relation>)>) {
        let comparison = pipeline::compare(a, b).comparison;
        let mirror = pipeline::compare(b, a).comparison.relation;
        if mirror != comparison.relation.mirrored() {
            self.wrong.push(format!("{} and {}: {} one way, {} the other", a.id, b.id, comparison.relation.name(), mirror.name()));
        }
        let found = comparison.relation;
        let (wanted, now) = named.copied().unwrap_or((Relation::Unrelated, None));
        if named.is_some() {
            self.relations.0 += usize::from(found == wanted);
            self.relations.1 += 1;
            if found != wanted {
                let [a, b] = [a, b].map(|article| article.id.trim_start_matches("fixtures/").to_string());
                self.left.push(format!("- `{a}` to `{b}`: {}, not {}", found.name(), wanted.name()));
            }
            if found != now.unwrap_or(wanted) {
                let hint = if found == wanted { ": now right, take `now` and `note` out" } else { "" };
                self.wrong.push(format!("{} is {} to {}, not {}{hint}", a.id, found.name(), b.id, now.unwrap_or(wanted).name()));
            }
        } else if found.is_reuse() {
            self.wrong.push(format!("{} is {} to {}, and nobody copied anybody", a.id, found.name(), b.id));
        }
        self.derived.add(wanted.is_derived(), found.is_derived());
        self.reuse.add(wanted.is_reuse(), found.is_reuse());
        self.resemblance.add(wanted.is_reuse(), comparison.scores.resemblance >= NEAR_DUPLICATE);
    }

    fn group(&mut self, articles: &[Article]) {
        let clustered = pipeline::cluster(articles, ClusterSettings::default(), &());
        let id = |article: copydesk::ids::ArticleNo| clustered.articles[article.at()].id.clone();
        let mut found = BTreeSet::new();
        for group in &clustered.groups.groups {
            let members = group.members.iter().skip(1).map(|member| id(member.article)).collect::<BTreeSet<_>>();
            let also = group.also_shares.iter().map(|also| id(also.article)).collect::<BTreeSet<_>>();
            found.insert((id(group.lead), members, also));
        }
        let (mut wanted, mut known) = (BTreeSet::new(), BTreeSet::new());
        for story in stories() {
            let path = |file: &String| format!("fixtures/{}/{file}", story.name);
            for group in &story.expected.groups {
                let whole = |lead: &String, members: &[String]| {
                    (path(lead), members.iter().map(path).collect(), group.also_shares.iter().map(path).collect())
                };
                wanted.insert(whole(&group.lead, &group.members));
                let (lead, members) = (group.now_lead.as_ref(), group.now_members.as_ref());
                known.insert(whole(lead.unwrap_or(&group.lead), members.unwrap_or(&group.members)));
            }
        }
        self.groups = Counts { found: found.len(), wanted: wanted.len(), both: found.intersection(&wanted).count() };
        self.wrong.extend(found.symmetric_difference(&known).map(|group| {
            let side = match (found.contains(group), wanted.contains(group)) {
                (true, true) => "now right, take `now_members` out",
                (true, false) => "not wanted",
                (false, _) => "missed",
            };
            format!("a group is {side}: {group:?}")
        }));
    }

    /// The questions with wanted, found and right answers.
    pub(crate) fn figures(&self) -> String {
        let mut table = String::from("| question | wanted | found | right | precision | recall |\n|---|--:|--:|--:|--:|--:|\n");
        for (name, counts) in [
            ("one is made from the other (derived)", self.derived),
            ("wording was reused (partial or more)", self.reuse),
            ("the same by resemblance of .5 or more, for comparison", self.resemblance),
            ("groups, whole and with the right lead", self.groups),
        ] {
            let Counts { wanted, found, both } = counts;
            writeln!(table, "| {name} | {wanted} | {found} | {both} | {:.2} | {:.2} |", counts.precision(), counts.recall())
                .expect("a string takes all");
        }
        table
    }

    /// The figures, and which relations are not the wanted ones.
    pub(crate) fn table(&self) -> String {
        let mut table = self.figures();
        let (right, all) = self.relations;
        write!(
            table,
            "\n{} articles, {} pairs. The exact relation is right for {right} of the {all} pairs that have one on record; the others:\n\n{}\n",
            self.n_articles,
            self.n_pairs,
            self.left.join("\n")
        )
        .expect("a string takes all");
        table
    }
}

#[test]
#[expect(clippy::print_stdout, reason = "the table is for people to read")]
fn accuracy_over_the_fixtures() {
    let accuracy = measure();
    println!("{}", accuracy.table());
    assert!(accuracy.wrong.is_empty(), "\n{}", accuracy.wrong.join("\n"));
    assert!(accuracy.derived.precision() >= 1.0 && accuracy.derived.recall() >= 0.95, "{:?}", accuracy.derived);
    assert!(accuracy.reuse.precision() >= 1.0 && accuracy.reuse.recall() >= 0.95, "{:?}", accuracy.reuse);
    assert!(accuracy.groups.precision() >= 0.9 && accuracy.groups.recall() >= 0.9, "{:?}", accuracy.groups);
    let (right, all) = accuracy.relations;
    assert!(all >= 25 && right as f64 >= 0.85 * all as f64, "{right} of {all}");
}

//! Judgements over small collections: what is a finding, what fails, what is allowed.

use super::*;
use crate::article::{Article, Place};
use crate::pipeline::{CheckSettings, SourcePattern, check, check_all};

const WIRE: &str = "The ferry to the outer islands ran aground on a sandbank shortly after dawn on Sunday, and all 84 passengers were taken \
    off by fishing boats within two hours, the harbour master said. The captain had asked for a pilot the night before, but none was \
    on duty because of a dispute over winter pay, according to two people who work at the pilot station.";
const OTHER: &str = "Divers are to look at the hull when the tide is out. The company that runs the line said that a replacement vessel \
    would arrive from the mainland by Tuesday at the latest and that tickets would be refunded in full to everybody on board.";
const OWN: &str = "Farmers in the valley expect the best apple harvest in more than twenty years after a mild spring and a wet July. \
    Pickers from the south have been hired for six weeks, and the cooperative has rented two more cold stores to take the fruit.";

fn rule(copy: &str, source: &str, until: Option<&str>) -> Suppression {
    Suppression {
        copy: Some(copy.into()),
        source: Some(source.into()),
        reason: "bought".into(),
        until: until.map(String::from),
        place: "copydesk.toml:3".into(),
        ..Suppression::default()
    }
}

struct Case<'c> {
    suppressions: &'c [Suppression],
    baseline: Option<&'c Baseline>,
    fail_on: FailOn,
    min_share: f64,
}

const PLAIN: Case<'static> = Case { suppressions: &[], baseline: None, fail_on: FailOn::Derived, min_share: 0.0 };

fn judged(checked: &crate::pipeline::Checked, case: &Case<'_>) -> Gated {
    gate(
        checked,
        &Rules {
            fail_on: case.fail_on,
            fail_on_quotation: FailOnQuotation::None,
            min_share: case.min_share,
            suppressions: case.suppressions,
            today: "2026-06-01",
            baseline: case.baseline,
            n_against: 2,
            is_complete: true,
            stands: &|_| false,
            was_read: &|_| true,
            min_level: Level::Note,
            name: &|path| format!("site/{path}"),
        },
    )
}

fn against_wire(copies: &[Article], case: &Case<'_>) -> Gated {
    let archive = [Article::new("wire/1.txt", WIRE), Article::new("wire/2.txt", OTHER)];
    judged(&check(copies, &archive, &CheckSettings::default(), &()), case)
}

fn statuses(gated: &Gated) -> Vec<&Status> {
    gated.findings.iter().map(|finding| &finding.status).collect()
}

#[test]
fn a_pasted_article_is_one_finding_with_its_place() {
    let first = WIRE.split_inclusive("said.").next().expect("a sentence");
    let copies = [Article::new("a.md", format!("# Ferry\n\n{OWN}\n\n{first}\n")), Article::new("b.md", WIRE), Article::new("c.md", OWN)];
    let gated = against_wire(&copies, &PLAIN);
    assert_eq!((gated.n_checked, gated.findings.len(), gated.n_failing()), (3, 2, 1));
    let pasted = &gated.findings[0];
    assert_eq!((pasted.copy.as_str(), pasted.name.as_str(), pasted.source.as_str()), ("b.md", "site/b.md", "wire/1.txt"));
    assert_eq!((pasted.relation, pasted.level, pasted.words, pasted.copy_words), (Relation::Identical, Level::Error, 65, 65));
    let part = &gated.findings[1];
    assert_eq!((part.status.clone(), part.level), (Status::Below, Level::Warning));
    assert_eq!((part.place.path.as_str(), part.place.start), ("site/a.md", Position { line: 5, column: 1 }));
    assert_eq!(part.lines(), [(5, 5)]);
    assert!(part.opening.starts_with("The ferry to the outer islands"));
    assert_eq!(part.source_places[0].path, "site/wire/1.txt");
}

#[test]
fn sources_that_only_together_meet_the_rule_are_a_finding() {
    let copies = [Article::new("both.md", format!("{WIRE}\n\n{OTHER}\n"))];
    let half = |text: &str| text.split(". ").next().map(|first| format!("{first}.")).expect("a sentence");
    let (more, most) = (OWN.repeat(3), "Rain fell on the coast for the ninth day, and the reservoirs are full again. ".repeat(9));
    let archive = [Article::new("1", format!("{} {more}", half(WIRE))), Article::new("2", format!("{OTHER} {most}"))];
    let checked = check(&copies, &archive, &CheckSettings::default(), &());
    let gated = judged(&checked, &PLAIN);
    assert!(checked.copies[0].counted.is_derived(), "{:?}", checked.copies[0].counted);
    let failing: Vec<&Finding> = gated.findings.iter().filter(|finding| finding.fails()).collect();
    assert_eq!(failing.len(), 1);
    assert_eq!(failing[0].with.len(), 1);
    assert_eq!(failing[0].words, gated.findings[1].words + gated.findings[2].words);

    let allowed = [rule("both.md", "2", None)];
    let gated = judged(&checked, &Case { suppressions: &allowed, fail_on: FailOn::Partial, ..PLAIN });
    assert_eq!(gated.n_failing(), 1, "what the other source gave is a part by itself");
    let gated = judged(&checked, &Case { suppressions: &allowed, ..PLAIN });
    assert_eq!(gated.n_failing(), 0, "what is allowed does not count with others either");

    let boilerplate = |text: &str| {
        [Suppression { boilerplate: Wording::read(text), reason: "standing line".into(), place: "t:1".into(), ..Suppression::default() }]
    };
    let sentence = boilerplate("Divers are to look at the hull when the tide is out. The company that runs the line");
    let gated = judged(&checked, &Case { suppressions: &sentence, ..PLAIN });
    assert_eq!(gated.n_failing(), 0, "nor do words that are nobody's");
    let phrase = boilerplate("the company that runs the line");
    let gated = judged(&checked, &Case { suppressions: &phrase, ..PLAIN });
    assert_eq!(gated.n_failing(), 1, "enough is left of both together");
    assert!(gated.unused.is_empty());
}

#[test]
fn suppressions_hold_until_their_last_day() {
    let copies = [Article::new("b.md", WIRE)];
    let gated = against_wire(&copies, &Case { suppressions: &[rule("b.md", "wire/*", Some("2026-06-01"))], ..PLAIN });
    assert!(matches!(statuses(&gated)[0], Status::Suppressed { reason, .. } if reason == "bought"));
    assert_eq!((gated.n_failing(), gated.shown(false).count(), gated.shown(true).count()), (0, 0, 1));
    assert!(gated.baseline().is_empty());

    let gated = against_wire(&copies, &Case { suppressions: &[rule("site/b.md", "wire/1.txt", Some("2026-05-31"))], ..PLAIN });
    assert_eq!(gated.n_failing(), 1);
    assert_eq!(gated.expired, [("copydesk.toml:3".to_string(), "2026-05-31".to_string())]);

    let gated = against_wire(&copies, &Case { suppressions: &[rule("x.md", "wire/*", None)], ..PLAIN });
    assert_eq!(gated.unused, ["copydesk.toml:3"]);
}

#[test]
fn boilerplate_is_taken_out_before_judging() {
    let copies = [Article::new("b.md", format!("{WIRE} {OWN}"))];
    let (first, rest) = WIRE.split_once("the harbour master").expect("in the text");
    let wording = |text: &str| {
        [Suppression { boilerplate: Wording::read(text), reason: "standing line".into(), place: "t:1".into(), ..Suppression::default() }]
    };
    let partial = Case { fail_on: FailOn::Partial, ..PLAIN };
    assert_eq!(against_wire(&copies, &partial).n_failing(), 1);
    let most = wording(&format!("{first} * {}", &rest[rest.len() - 150..]));
    let gated = against_wire(&copies, &Case { suppressions: &most, fail_on: FailOn::Partial, ..PLAIN });
    assert!(matches!(statuses(&gated)[0], Status::Suppressed { .. }), "{:?}", statuses(&gated));
    let little = wording("the harbour master said");
    let gated = against_wire(&copies, &Case { suppressions: &little, fail_on: FailOn::Partial, ..PLAIN });
    assert_eq!(gated.n_failing(), 1, "enough is left");
}

#[test]
fn the_baseline_knows_content_and_not_names() {
    let before = against_wire(&[Article::new("b.md", WIRE)], &PLAIN).baseline();
    let wrapped = WIRE.replace(", ", ",\n").replace("The captain", "\n\nThe captain");
    let moved = [Article::new("else/where.md", wrapped)];
    let case = Case { baseline: Some(&before), ..PLAIN };
    assert_eq!(statuses(&against_wire(&moved, &case)), [&Status::Known]);

    let two = [Article::new("a.md", WIRE), Article::new("b.md", WIRE)];
    let gated = against_wire(&two, &case);
    let failing: Vec<&str> = gated.findings.iter().filter(|finding| finding.fails()).map(|finding| finding.copy.as_str()).collect();
    assert_eq!(failing, ["a.md"], "the one that the baseline names is the old one");
    let occurrences: Vec<usize> = gated.findings.iter().map(|finding| finding.occurrence).collect();
    assert_eq!(occurrences, [0, 1]);

    let none = against_wire(&[Article::new("c.md", OWN)], &case);
    assert_eq!(none.gone.len(), 1);
}

#[test]
fn licensed_and_later_sources_never_fail() {
    let dated = |id: &str, date: &str| Article { date: Some(date.into()), ..Article::new(id, WIRE) };
    let (copies, archive) = ([dated("draft", "2026-03-01")], [dated("wire", "2026-03-02")]);
    let checked = check(&copies, &archive, &CheckSettings::default(), &());
    assert_eq!(statuses(&judged(&checked, &PLAIN)), [&Status::Later]);
    let settings = CheckSettings { licensed: vec![SourcePattern::new("wire")], ..CheckSettings::default() };
    let checked = check(&copies, &archive, &settings, &());
    assert_eq!(statuses(&judged(&checked, &PLAIN)), [&Status::Licensed]);
}

#[test]
fn the_rule_and_the_least_share_are_separate() {
    let copies = [Article::new("a.md", format!("{WIRE} {OWN}"))];
    let failing = |fail_on, min_share| against_wire(&copies, &Case { fail_on, min_share, ..PLAIN }).n_failing();
    assert_eq!(failing(FailOn::Partial, 0.0), 1);
    assert_eq!(failing(FailOn::Partial, 0.9), 0);
    assert_eq!(failing(FailOn::Any, 0.0), 1);
    assert_eq!(failing(FailOn::None, 0.0), 0);
}

#[test]
fn rows_are_named_by_file_and_id() {
    let place = |line| Some(Place { file: "in.jsonl".into(), line, ..Place::default() });
    let rows = [Article { place: place(3), ..Article::new("7", WIRE) }, Article { place: place(9), ..Article::new("8", WIRE) }];
    let gated = judged(&check_all(&rows, &CheckSettings::default(), &()), &PLAIN);
    let finding = &gated.findings[0];
    assert_eq!(
        (finding.name.as_str(), finding.copy_argument.as_str(), finding.source_argument.as_str()),
        ("site/in.jsonl#8", "in.jsonl#8", "in.jsonl#7")
    );
    assert_eq!((finding.place.start.line, finding.lines()), (9, vec![(9, 9)]));
    let allowed = [rule("site/in.jsonl#8", "site/in.jsonl#7", None)];
    let gated = judged(&check_all(&rows, &CheckSettings::default(), &()), &Case { suppressions: &allowed, ..PLAIN });
    assert_eq!(gated.n_failing(), 0);
}

#[test]
fn a_pair_checked_both_ways_is_one_finding() {
    let both = [Article::new("a.md", WIRE), Article::new("b.md", WIRE)];
    let gated = judged(&check(&both, &both, &CheckSettings::default(), &()), &PLAIN);
    assert_eq!(gated.findings.iter().map(|finding| finding.copy.as_str()).collect::<Vec<_>>(), ["b.md"]);
}

#[test]
fn another_instalment_never_fails() {
    let weekly = |wheat: &str, barley: &str, date: &str| Article {
        date: Some(date.into()),
        ..Article::new(
            date,
            format!(
                "Growers in the valley sold {wheat} tonnes of wheat and {barley} tonnes of barley at the Saturday market, the \
                 association of millers said in its weekly survey of prices and stocks."
            ),
        )
    };
    let (copies, archive) = ([weekly("310", "85", "2026-03-14")], [weekly("275", "102", "2026-03-07")]);
    let checked = check(&copies, &archive, &CheckSettings::default(), &());
    assert!(checked.copies[0].relation.is_derived());
    assert_eq!(failing(&checked, FailOn::Any), Failing::default());
}

#[test]
fn what_reports_say_fails_is_what_the_exit_code_says() {
    let story = "The harbour master closed the port on Tuesday after a crane fell across the main channel and blocked it for ships.";
    let copies = [Article::new("copy", format!("{story} Nobody was hurt in the fall, and divers will look at the quay."))];
    let archive = [Article::new("wire", story)];
    let checked = check(&copies, &archive, &CheckSettings::default(), &());
    for fail_on in FailOn::ALL {
        let gated = gate(&checked, &Rules::only(fail_on));
        assert_eq!(gated.failing().has(&checked.copies[0]), gated.n_failing() > 0, "{}", fail_on.name());
    }
    let share = Rules { min_share: 0.99, ..Rules::only(FailOn::Derived) };
    assert!(!gate(&checked, &share).failing().has(&checked.copies[0]), "a share below the least that fails");
}

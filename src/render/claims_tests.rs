//! What outputs claim, held against the figures: one pair of each kind, in every output for people.
//!
//! In: texts of our own. A sentence that contradicts a figure, another sentence or another command fails here, whatever its wording.

use super::*;
use crate::article::Article;
use crate::judge::{FailOn, Failing, Rules, gate};
use crate::pipeline::{self, CheckSettings, Checked, ClusterSettings, Compared};
use crate::score::Relation;
use crate::text::Prepared;
use std::slice::from_ref;

const FERRY: &str = "The ferry ran aground on a sandbank off the northern pier shortly after dawn on Sunday with eighty people on board. \
    Nobody was hurt, the harbour office said. Divers will look at the hull when the tide is out. The inquiry into the grounding \
    begins on Monday at the harbour office, and the master has been asked to bring his charts.";
const FERRY_CUT: &str = "The ferry ran aground on a sandbank off the northern pier shortly after dawn on Sunday with eighty people on board. \
    Nobody was hurt, the harbour office said.";
const FERRY_REWORDED: &str = "A ferry carrying eighty passengers struck a sandbank near the northern pier at first light on Sunday. \
    There were no injuries. The hull is to be inspected by divers at low tide, and an inquiry opens on Monday.";
const SPEECH: &str =
    "\u{201c}We will not raise the fare this year, nor the next, and whoever says so has not read the budget,\u{201d} the mayor said.";
const FAIR: &str = "The orchard fair has been moved to the market square, where the growers' union expects two hundred stalls this autumn.";

/// The pairs, from the same text to another matter.
fn pairs() -> Vec<(String, String)> {
    let text = |parts: &[&str]| parts.join("\n\n");
    vec![
        (FERRY.into(), FERRY.into()),
        (FERRY.into(), FERRY.replace("eighty", "ninety")),
        (FERRY_CUT.into(), FERRY.into()),
        (FERRY.into(), text(&[FERRY, FAIR, SPEECH])),
        (text(&[FERRY_CUT, FAIR]), text(&[FERRY, SPEECH])),
        (text(&[SPEECH, FAIR]), text(&[FERRY, SPEECH])),
        (SPEECH.into(), text(&[FERRY, SPEECH])),
        (FERRY.into(), FERRY_REWORDED.into()),
        (FERRY.into(), FAIR.into()),
        (FERRY.into(), String::new()),
        (String::from("***"), String::from("--")),
    ]
}

/// One line of white space between words, so that wrapping does not matter.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn compared(a: &str, b: &str) -> (Compared, String) {
    let compared = pipeline::compare(&Article::new("one.txt", a), &Article::new("two.txt", b));
    let said = flat(&compare_human(&compared, CompareView { width: 200, paint: Paint::Plain, explain: false }));
    (compared, said)
}

/// The outputs of `check` for people.
fn checked(checked: &Checked) -> [String; 3] {
    let failing = Failing::default();
    let view = CheckView { width: 200, paint: Paint::Plain, passages: true, explain: true, failing: &failing };
    [check_human(checked, view), check_markdown(checked, &failing), check_html(checked, &failing, &[])].map(|text| flat(&text))
}

#[test]
fn a_comparison_says_nothing_that_its_figures_deny() {
    for (a, b) in pairs() {
        let (compared, said) = compared(&a, &b);
        let scores = &compared.comparison.scores;
        let verbatim = scores.a_in_b_verbatim.max(scores.b_in_a_verbatim);
        let taken = scores.a_in_b.max(scores.b_in_a);
        assert!(!said.contains("All of") || verbatim >= 1.0, "{said}");
        assert!(!said.contains("each in its own words") || (taken == 0.0 && scores.discounted_words == 0), "{said}");
        assert!(!said.contains("quotations only") || scores.a_in_b_outside_quotes.unwrap_or(0.0) == 0.0, "{said}");
        assert!(!said.contains(" takes ") && !said.contains("shortened from") && !said.contains("cut down"), "{said}");
        if compared.comparison.relation == Relation::Related {
            assert!(taken < 0.2, "{said}");
        }
        let runs = compared.comparison.passages.iter().flat_map(|passage| &passage.runs);
        let words = compared.a.words.len() - compared.a.n_furniture_words();
        let in_passages = runs.map(|run| run.len as usize).sum::<usize>();
        assert_eq!(in_passages, (scores.a_in_b_verbatim * words as f64).round() as usize, "{said}");
    }
}

#[test]
fn a_digest_is_no_longer_version_of_an_item_in_it() {
    let items = [
        "The orchard fair has been moved to the market square, where the growers' union expects two hundred stalls this autumn.",
        "A lorry with eleven tonnes of gravel blocked the coast road for most of the morning until a crane came from the quarry.",
        "The library will lend seeds from May on, and asks its readers to bring some back when their plants have gone to seed.",
        "Two men who climbed the brewery chimney for a bet were fined by the district court, and have to pay for the fire engine.",
        "The council buys the old cinema for one crown, under the condition that films are shown there at least once a week.",
    ];
    let brief =
        "Divers recovered the anchor of a ferry that was lost in the storm off the northern pier forty years ago, the harbour office said.";
    let (compared, said) = compared(&[&items[..3], &[brief], &items[3..]].concat().join("\n\n"), brief);
    assert_eq!(compared.comparison.relation, Relation::Expanded);
    assert!(said.contains("has most of what two says, and much more beside it") && !said.contains("longer version"), "{said}");
}

#[test]
fn a_sentence_that_proves_no_reuse_is_not_called_a_few_words() {
    let shared = "Divers recovered the anchor of a ferry that was lost in the storm off the northern pier forty years ago.";
    let rest = |parts: &[&str]| format!("{}\n\n{shared}\n\n{}", parts[0], parts[1..].join(" "));
    let one = rest(&[
        FAIR,
        "Growers pay nine crowns a metre, and whoever sells cider needs a licence from the town hall, where a clerk has been told to hurry.",
        "The brass band of the fire brigade plays at noon.",
        FAIR,
        "Bring a basket.",
        &FAIR.replace("stalls", "tents"),
    ]);
    let other = rest(&[
        "The mayor spoke for an hour about trams, schools and drains, and took no questions from the gallery.",
        "Her deputy left the hall without a word, and the opposition asked for a vote, which was put off until the spring.",
        "The mayor promised that neither fares nor rents would rise this year or the next, whatever had been written about it.",
        "The budget has four hundred pages, and few on the council said that they had read all of them before the meeting.",
    ]);
    let (compared, said) = compared(&one, &other);
    assert!(!compared.comparison.relation.is_reuse() && compared.comparison.scores.shared_words > 0, "{said}");
    assert!(said.contains("20 words of it in a row") && !said.contains("few words"), "{said}");
}

#[test]
fn a_series_is_called_one_by_compare_and_check() {
    let week = |day: u32, figures: [&str; 4]| {
        let [stocks, bid, most, sold] = figures;
        let text = format!(
            "The tea office said it sold {sold} tonnes at its weekly auction, at up to {most} crowns a kilo. Bids came to {bid} tonnes, and the stocks in its \
             warehouses stand at {stocks} tonnes. The next auction is held in seven days, and the lots can be looked at from the day before."
        );
        Article { date: Some(format!("2026-03-{day:02}")), ..Article::new(format!("{day}.txt"), text) }
    };
    let (one, two) = (week(3, ["4,120", "310", "9.40", "275"]), week(10, ["3,985", "298", "9.85", "260"]));
    let compared = pipeline::compare(&one, &two);
    let said = flat(&compare_human(&compared, CompareView { width: 200, paint: Paint::Plain, explain: false }));
    assert!(compared.instalment && said.contains("like reports of a series") && !said.contains("one story"), "{said}");
    let against = pipeline::check(&[two], &[one], &CheckSettings::default(), &());
    assert!(checked(&against)[0].contains("on another day, with other facts"), "{against:?}");
}

#[test]
fn check_gives_the_shares_that_compare_gives() {
    for (a, b) in pairs() {
        let (compared, _) = compared(&a, &b);
        let (copy, source) = (Article::new("one.txt", a.as_str()), Article::new("two.txt", b.as_str()));
        let checked = pipeline::check(&[copy], &[source], &CheckSettings::default(), &());
        let (copy, scores) = (&checked.copies[0], &compared.comparison.scores);
        if copy.sources.is_empty() {
            continue;
        }
        let shares = (copy.in_sources, copy.in_sources_verbatim, copy.in_sources_outside_quotes);
        assert_eq!(shares, (scores.a_in_b, scores.a_in_b_verbatim, scores.a_in_b_outside_quotes), "{a} {b}");
        assert_eq!(copy.relation, compared.comparison.relation, "{a} {b}");
    }
}

#[test]
fn what_others_share_is_said_of_both_articles() {
    let articles = [Article::new("one.txt", FERRY_CUT), Article::new("two.txt", FERRY)];
    let all = pipeline::check_all(&articles, &CheckSettings::default(), &());
    for said in checked(&all) {
        assert!(!said.contains("othing reused") && !said.contains("nothing was found"), "{said}");
        assert!(said.contains("which was first is not known"), "{said}");
        assert!(!said.contains("shortened from") && !said.contains("taken from"), "{said}");
        assert!(said.contains("two: a longer version of one") || said.contains("a longer version of one; which"), "{said}");
    }
}

#[test]
fn what_decided_is_said() {
    let dated = |id: &str, text: &str, date: &str| Article { date: Some(date.into()), ..Article::new(id, text) };
    let articles = [dated("one.txt", FERRY_CUT, "2026-03-02T14:00:00Z"), dated("two.txt", FERRY, "2026-03-02T12:00:00Z")];
    let all = pipeline::check_all(&articles, &CheckSettings::default(), &());
    for said in checked(&all) {
        assert!(said.to_lowercase().contains("shortened from two") && said.to_lowercase().contains("by date"), "{said}");
        assert!(!said.contains("not known"), "{said}");
        assert!(said.contains("2026-03-02 12:00 UTC"), "the time as people write it: {said}");
    }
    let gated = gate(&all, &Rules::only(FailOn::Derived));
    let said = gate_concise(&gated, true);
    assert!(said.contains("shortened from two.txt") && said.contains("the copy is later by date"), "{said}");
    // The one that came first is no copy: of it nothing is said to come from the later one.
    let turned = pipeline::check(&articles[1..], &articles[..1], &CheckSettings::default(), &());
    for said in checked(&turned) {
        assert!(!said.contains("from one") && !said.contains("from the source"), "{said}");
    }
}

#[test]
fn hidden_characters_are_said_in_every_output() {
    let hidden = FERRY.replace("ferry", "fer\u{200b}ry").replace("hull", "hu\u{200b}ll");
    let (copy, source) = (Article::new("one.txt", hidden.as_str()), Article::new("two.txt", FERRY));
    let wanted = "2 words";
    let (_, compared) = compared(&hidden, FERRY);
    let diff = pipeline::diff(&copy, &source);
    let view = DiffView::default();
    let diffs = [diff_human(&diff, view), diff_markdown(&diff, view), diff_html(&diff, view)];
    let one = pipeline::check(from_ref(&copy), from_ref(&source), &CheckSettings::default(), &());
    let other = pipeline::check(from_ref(&source), from_ref(&copy), &CheckSettings::default(), &());
    let cluster = pipeline::cluster(&[copy, source], Default::default(), &());
    let cluster = cluster_human(&cluster, ClusterView { width: 200, paint: Paint::Plain, explain: false });
    let all = diffs.into_iter().chain(checked(&one)).chain(checked(&other)).chain([compared, cluster]);
    for said in all.map(|said| flat(&said)) {
        assert!(said.contains("have hidden characters") && said.contains(wanted), "{said}");
    }
    assert_eq!(Prepared::new(&Article::new("x", hidden)).hidden_words, 2);
}

#[test]
fn long_ids_stand_in_no_sentence() {
    let id = |name: &str| format!("wire/2026/03/{name}-urn-newsml-example.com-20260302-8f3a1b2c9d04.txt");
    let titled = |name: &str, text: &str, title: &str| Article { title: Some(title.into()), ..Article::new(id(name), text) };
    let articles = [titled("a", FERRY_CUT, "Ferry aground"), titled("b", FERRY, "Ferry runs aground off pier")];
    let compared = pipeline::compare(&articles[0], &articles[1]);
    let said = compare_human(&compared, CompareView { width: 500, paint: Paint::Plain, explain: false });
    let verdict = said.split("\n\n").next().unwrap_or_default();
    assert!(verdict.contains("“Ferry aground” is a shorter version of “Ferry runs aground off pier”"), "{verdict}");
    assert!(!verdict.contains("8f3a1b2c9d04"), "{verdict}");
    let all = pipeline::check_all(&articles, &CheckSettings::default(), &());
    let failing = Failing::default();
    let view = CheckView { width: 500, paint: Paint::Plain, passages: false, explain: false, failing: &failing };
    let said = check_human(&all, view);
    let verdict = said.lines().next().unwrap_or_default();
    assert!(verdict.starts_with("“Ferry aground”: a shorter version of") && !verdict.contains("8f3a1b2c9d04"), "{verdict}");
    let cluster = pipeline::cluster(articles.as_slice(), Default::default(), &());
    let said = cluster_human(&cluster, ClusterView { width: 500, paint: Paint::Plain, explain: false });
    assert!(said.starts_with("1. Ferry runs aground off pier"), "{said}");
}

#[test]
fn headlines_that_stand_in_the_text_name_members() {
    let text = |headline: &str, story: &str| format!("{headline}\n\n{story}");
    let articles = [
        Article::new("a.txt", text("Ferry runs aground off northern pier", FERRY)),
        Article::new("b.txt", text("Eighty on grounded ferry unhurt", FERRY_CUT)),
    ];
    let settings = ClusterSettings { headlines: true, ..ClusterSettings::default() };
    let cluster = pipeline::cluster(articles.as_slice(), settings, &());
    let said = cluster_human(&cluster, ClusterView { width: 500, paint: Paint::Plain, explain: false });
    assert!(said.starts_with("1. Ferry runs aground off northern pier") && said.contains("Eighty on grounded ferry unhurt"), "{said}");
    assert!(said.contains("a.txt") && said.contains("b.txt"), "ids stay at hand: {said}");
}

#[test]
fn a_few_words_are_said_of_few_words_only() {
    let misread = FERRY.replace("shortly", "sh0rtly").replace("eighty", "eighly").replace("people", "peopie").replace("Divers", "Divcrs");
    let misread =
        misread.replace("grounding", "groundlng").replace("harbour", "harhour").replace("charts", "chaits").replace("master", "masler");
    for (text, is_few) in [(FERRY.replace("eighty", "ninety"), true), (misread, false)] {
        let (compared, said) = compared(FERRY, &text);
        assert_eq!(compared.comparison.relation, Relation::NearIdentical);
        assert_eq!(said.contains("but for a few words"), is_few, "{said}");
    }
}

#[test]
fn a_form_is_called_one_by_compare_and_check() {
    let notice = |firm: &str| {
        format!(
            "{firm} said it lowered the price it asks for heating oil by three cents a litre, effective today. The cut brings its price at the Vardal and \
             Ostrava depots to 1.24 crowns a litre. {firm} last changed its prices on May 9."
        )
    };
    let (one, two) = (notice("Halden Oil Co"), notice("Tarrow Fuels"));
    let (_, compared) = compared(&one, &two);
    let against = pipeline::check(&[Article::new("one.txt", one)], &[Article::new("two.txt", two)], &CheckSettings::default(), &());
    for said in [&checked(&against)[0], &compared] {
        assert!(said.contains("in the same form") && said.contains("each with matter of its own"), "{said}");
    }
}

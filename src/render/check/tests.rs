//! One fixed result in every format, side by side, and texts of strangers.
//!
//! The wanted outputs stand in `golden/`; `COPYDESK_UPDATE=1` writes them anew.

use super::*;
use crate::article::Article;
use crate::judge::{FailOn, FailOnQuotation, Failing, Rules, failing, gate};
use crate::pipeline::{CheckSettings, Checked, SourcePattern, check};
use crate::record::{CheckCopyRecord, CheckRecord, json_line, json_lines};
use crate::render::Paint;
use std::path::Path;

fn copies() -> Vec<Article> {
    let text = "Bridge stays shut until spring\n\nThe old bridge over the gorge will stay shut until spring after divers found cracks in \
        two of its piers, the road office told Northwire on Monday.\n\n\u{201c}We are not going to let a single lorry over it before the \
        piers are strengthened,\u{201d} the chief engineer said. Shopkeepers on the far side fear for the Christmas trade.\n\nThe \
        orchard fair, held every autumn since 1952, has been moved to the market square; the growers' union expects two hundred stalls and \
        asks visitors to come by train.";
    vec![
        Article { date: Some("2026-03-02T14:00:00Z".into()), ..Article::new("desk/bridge.md", text) },
        Article::new("desk/own.md", "The swimming club has a new president, elected without a single vote against her on Friday evening."),
    ]
}

fn archive() -> Vec<Article> {
    let bridge = "The old bridge over the gorge will stay closed until spring after divers found cracks in two of its piers, the road \
        office said on Monday. The crossing carries nine thousand vehicles on a working day.\n\n\u{201c}We are not going to let a single \
        lorry over it before the piers are strengthened,\u{201d} the chief engineer said. A ferry will run every twenty minutes.";
    let fair = "The orchard fair, held every autumn since 1952, has been moved to the market square; the growers' union expects two hundred \
        stalls and asks visitors to come by train.";
    vec![
        Article { date: Some("2026-03-02T12:00:00Z".into()), source: Some("Northwire".into()), ..Article::new("wire/bridge.txt", bridge) },
        Article { source: Some("Fair Office".into()), ..Article::new("wire/fair.txt", fair) },
    ]
}

fn in_all_formats(checked: &Checked) -> [(&'static str, String); 6] {
    let failing = failing(checked, FailOn::Derived);
    let view = CheckView { width: 80, paint: Paint::Plain, passages: false, explain: false, failing: &failing };
    [
        ("human.txt", check_human(checked, view)),
        ("human-40.txt", check_human(checked, CheckView { width: 40, passages: true, explain: true, ..view })),
        ("human-colour.txt", check_human(checked, CheckView { width: 120, paint: Paint::Ansi, passages: true, ..view })),
        ("check.json", json_line(&CheckRecord::from(checked))),
        ("check.jsonl", json_lines(CheckCopyRecord::of(checked))),
        ("check.md", check_markdown(checked, &failing)),
    ]
}

#[test]
fn an_altered_quotation_stands_first() {
    let wire = Article::new("wire.txt", "“We will not pay for the dam,” said the minister, Ole Strand. The dam leaks.");
    let draft = Article::new("draft.md", "The dam leaks badly. “We will gladly pay for the dam,” Ole Strand said.");
    let checked = check(&[draft], &[wire], &CheckSettings::default(), &());
    let failing = Failing::default();
    let view = CheckView { width: 140, paint: Paint::Plain, passages: false, explain: false, failing: &failing };
    let screen = check_human(&checked, view);
    let wanted = "Quotation altered: “We will {+gladly+} pay for the dam” - wire has “We will [-not-] pay for the dam”\n";
    assert!(screen.starts_with(wanted), "{screen}");
    let document = check_markdown(&checked, &failing);
    assert!(document.contains("**Quotation altered**: “We will **gladly** pay for the dam”"), "{document}");
    let page = check_html(&checked, &failing, &[]);
    let (list, place) = (page.find("<ul class=\"quotations\">"), page.find("<span class=\"wrong\" id=\"copy-1-quotation-"));
    let verdict = page.find("class=\"verdict\"");
    assert!(list.is_some() && list < verdict && verdict < place, "{page}");
}

#[test]
fn a_quotation_for_which_the_copy_fails_is_named() {
    let wire = Article::new("wire.txt", "“We will not pay for the dam,” said the minister, Ole Strand. The dam leaks.");
    let draft = Article::new("draft.md", "The dam leaks badly. “Nobody told us of a leak,” said the mayor.");
    let checked = check(&[draft], &[wire], &CheckSettings::default(), &());
    for (rule, is_named) in [(FailOnQuotation::Any, true), (FailOnQuotation::None, false)] {
        let failing = gate(&checked, &Rules { fail_on_quotation: rule, ..Rules::only(FailOn::None) }).failing();
        let view = CheckView { width: 140, paint: Paint::Plain, passages: false, explain: false, failing: &failing };
        let screen = check_human(&checked, view);
        assert_eq!(screen.contains("Quotation in no source: “Nobody told us of a leak”"), is_named, "{screen}");
        assert_eq!(screen.contains("This copy fails the check."), is_named, "{screen}");
    }
}

#[test]
fn one_result_in_all_formats() {
    let (copies, archive) = (copies(), archive());
    let checked = check(&copies, &archive, &CheckSettings::default(), &());
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/render/check/golden");
    for (name, output) in in_all_formats(&checked) {
        let file = folder.join(name);
        if std::env::var_os("COPYDESK_UPDATE").is_some_and(|value| value == "1") {
            std::fs::write(&file, &output).unwrap();
        }
        let wanted = std::fs::read_to_string(&file).unwrap_or_default();
        assert_eq!(output, wanted, "{name} has changed; if it is wanted: COPYDESK_UPDATE=1 cargo test");
    }
}

#[test]
fn no_line_is_wider_than_the_screen() {
    let (copies, archive) = (copies(), archive());
    let checked = check(&copies, &archive, &CheckSettings::default(), &());
    for width in 40..=120 {
        let view = CheckView { width, paint: Paint::Ansi, passages: true, explain: true, failing: &Failing::default() };
        for line in check_human(&checked, view).lines() {
            assert!(crate::render::columns(line) <= width, "{width}: {line}");
        }
    }
}

#[test]
fn licensed_reuse_does_not_fail() {
    let (copies, archive) = (copies(), archive());
    let settings = CheckSettings { licensed: vec![SourcePattern::new("wire")], ..CheckSettings::default() };
    let checked = check(&copies, &archive, &settings, &());
    let failing = failing(&checked, FailOn::Partial);
    let view = CheckView { width: 80, paint: Paint::Plain, passages: false, explain: false, failing: &failing };
    let screen = check_human(&checked, view).replace('\n', " ");
    assert!(screen.contains("reuse is licensed") && !screen.contains("fails the check"), "{screen}");
}

#[test]
fn texts_of_strangers_are_inert() {
    let hostile =
        "\u{1b}]0;owned\u{7} \u{202e}txt <script>alert(1)</script> ![x](https://evil.example/x.png) @everyone #12 `rm -rf` | a | b";
    let story = format!(
        "{hostile} The old bridge over the gorge will stay shut until spring after divers found cracks in two of its piers, the road office said."
    );
    let id = format!("in/{hostile}");
    let copies = [Article { source: Some(hostile.into()), ..Article::new(id.clone(), story.clone()) }];
    let archive = [Article { source: Some(hostile.into()), ..Article::new(format!("{id}2"), story) }];
    let checked = check(&copies, &archive, &CheckSettings::default(), &());
    assert!(checked.copies[0].relation.is_derived());
    for (name, output) in in_all_formats(&checked) {
        let (is_colour, is_json) = (name == "human-colour.txt", name.starts_with("check.json"));
        assert!(!output.contains("\u{1b}]") && (is_colour || !output.contains('\u{1b}')), "{name}: {output:?}");
        // JSON is for programs and keeps every letter; control characters are escaped.
        assert!(is_json || !output.contains('\u{202e}'), "{name}: {output:?}");
        if name == "check.md" {
            let outside_code = output.split("```").step_by(2).collect::<String>().replace("\\`", "");
            for live in ["<script", "](https://", "@everyone", "`"] {
                assert!(!outside_code.contains(live), "{live}: {output}");
            }
        }
    }
}

#[test]
fn letters_of_sources() {
    assert_eq!([0, 25, 26].map(letter), ["A", "Z", "27"]);
}

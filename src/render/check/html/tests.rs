//! Pages of fixed results, long and many texts, and texts of strangers.
//!
//! The wanted pages stand in `golden/`, without the style sheets and a line for each block; `COPYDESK_UPDATE=1` writes them anew.

use super::*;
use crate::article::Article;
use crate::judge::{FailOn, failing};
use crate::pipeline::{CheckSettings, SourcePattern, check};
use std::path::Path;

const FERRY: &str = "The night ferry to the outer islands ran aground on a sandbank shortly after two o'clock on Sunday, the coastguard said. \
    All 112 passengers were brought ashore in fishing boats before dawn. \u{201c}Nobody panicked, they sang until the boats came,\u{201d} \
    the mate of the ferry said.";
const DAM: &str = "Engineers will lower the lake behind the old dam by four metres next week to look for the leak that has wetted the cellars \
    of the village since Easter.";

fn sources() -> Vec<Article> {
    vec![
        Article {
            date: Some("2026-05-03T06:00:00Z".into()),
            source: Some("Northwire".into()),
            title: Some("Ferry aground".into()),
            ..Article::new("wire/ferry.txt", format!("{FERRY} Divers will look at the hull on Monday.\n\nThe operator gave no reason."))
        },
        Article::new("wire/dam.txt", format!("{DAM} Anglers have been told to stay away from the shore.")),
    ]
}

fn copies() -> Vec<Article> {
    let ferry = FERRY.replace("brought ashore in fishing boats", "taken to the harbour by fishermen");
    let text = format!("Two pieces of bad news\n\nGood morning from the harbour desk.\n\n{ferry}\n\n{DAM}\n\nThat is all for today.");
    vec![
        Article { date: Some("2026-05-03T08:00:00Z".into()), lang: Some("en".into()), ..Article::new("desk/two.md", text) },
        Article::new("desk/own.md", "The chess club has a new president, elected on Friday evening without a single vote against her."),
    ]
}

fn page_of(copies: &[Article], archive: &[Article], settings: &CheckSettings) -> String {
    let checked = check(copies, archive, settings, &());
    check_html(&checked, &failing(&checked, FailOn::Derived), &[])
}

/// The page without styles, a line for each block.
fn readable(page: &str) -> String {
    let (head, rest) = page.split_once("<style>").expect("a style sheet");
    let (_, rest) = rest.split_once("</style>").expect("its end");
    let mut page = format!("{head}<style></style>{rest}");
    for tag in [
        "<meta",
        "<title",
        "<style",
        "<body",
        "<main",
        "<article",
        "<header",
        "<section",
        "<figure",
        "<svg",
        "<rect",
        "<fieldset",
        "<label",
        "<table",
        "<tr",
        "<th",
        "<td",
        "<div",
        "<p",
        "<h1",
        "<h2",
        "<h3",
        "<h4",
        "<details",
        "<li",
        "<a class=\"passage",
        "<mark",
    ] {
        page = page.replace(tag, &format!("\n{tag}"));
    }
    page
}

fn same_as_kept(name: &str, page: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/render/check/html/golden").join(name);
    let page = readable(page);
    if std::env::var_os("COPYDESK_UPDATE").is_some_and(|value| value == "1") {
        std::fs::write(&file, &page).expect("the file is written");
    }
    let wanted = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(page == wanted, "{name} has changed; look at it with COPYDESK_UPDATE=1 cargo test and git diff:\n{page}");
}

#[test]
fn one_copy_and_several() {
    let (copies, archive) = (copies(), sources());
    same_as_kept("one.html", &page_of(&copies[..1], &archive, &CheckSettings::default()));
    same_as_kept("several.html", &page_of(&copies, &archive, &CheckSettings::default()));
    same_as_kept("nothing.html", &page_of(&copies[1..], &archive, &CheckSettings::default()));
}

#[test]
fn every_link_leads_somewhere_and_no_id_is_met_twice() {
    let (copies, archive) = (copies(), sources());
    let page = page_of(&copies, &archive, &CheckSettings::default());
    let mut ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    ids.sort_unstable();
    let n = ids.len();
    ids.dedup();
    assert_eq!(ids.len(), n, "an id is met twice");
    let links: Vec<&str> = page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(links.len() >= 6, "{links:?}");
    for link in links {
        assert!(ids.binary_search(&link.trim_start_matches('#')).is_ok(), "{link} leads nowhere");
    }
}

#[test]
fn what_does_not_count_is_said() {
    let settings = CheckSettings { licensed: vec![SourcePattern::new("wire")], ..CheckSettings::default() };
    let page = page_of(&copies()[..1], &sources(), &settings);
    assert!(page.contains("licensed: not counted") && page.contains("do not make a copy fail"), "{page}");
    assert!(!page.contains("This copy fails"), "{page}");
    assert!(page_of(&copies()[..1], &sources(), &CheckSettings::default()).contains("This copy fails"));
}

#[test]
fn long_texts_are_cut_to_their_passages() {
    let filler = |n: usize| (0..n).map(|at| format!("Item {at} of the list reads number {at}.")).collect::<Vec<_>>();
    let long = |lines: &[String]| format!("{}\n\n{FERRY}\n\n{}", lines.join("\n\n"), lines.join("\n\n"));
    let copies = [Article::new("copy", FERRY)];
    let (small, large) = ([Article::new("wire", long(&filler(20)))], [Article::new("wire", long(&filler(2_000)))]);
    let page = page_of(&copies, &small, &CheckSettings::default());
    assert!(page.contains("Item 3 of the list") && !page.contains("not shown"), "a short text is whole");
    let page = page_of(&copies, &large, &CheckSettings::default());
    assert!(page.contains("not shown …]") && page.len() < 60_000, "{} bytes", page.len());
    let one_paragraph = [Article::new("wire", format!("{} {FERRY}", filler(4_000).join(" ")))];
    let page = page_of(&copies, &one_paragraph, &CheckSettings::default());
    assert!(page.contains("words not shown …]") && page.len() < 60_000, "{} bytes", page.len());
}

#[test]
fn many_copies_are_listed() {
    let copies: Vec<Article> = (0..MAX_COPIES + 2).map(|at| Article::new(format!("copy {at:03}"), FERRY)).collect();
    let page = page_of(&copies, &[Article::new("wire", FERRY)], &CheckSettings::default());
    assert_eq!(page.matches("<article class=\"copy\"").count(), MAX_COPIES);
    assert!(page.contains("The last 2 of these are listed only"), "it is said");
    assert_eq!(page.matches("<th scope=\"row\">").count(), MAX_COPIES + 2 + 3 * MAX_COPIES, "each has its row, and each table three");
}

#[test]
fn the_style_sheet_has_a_rule_for_each_panel() {
    for number in 1..=panes::MAX_PANELS {
        assert!(STYLE.contains(&format!(".to-{number}:target) .source-side > .source-{number}")), "{number}");
    }
    assert!(!STYLE.contains(&format!(".source-{}", panes::MAX_PANELS + 1)));
}

#[test]
fn texts_of_strangers_are_inert() {
    let evil = "<script>alert(1)</script><img src=x onerror=alert(1)> \u{202e}";
    let copies = [Article {
        title: Some(evil.into()),
        date: Some(evil.into()),
        lang: Some("en\" onload=\"alert(1)".into()),
        ..Article::new(evil, format!("{evil} {FERRY} {evil}"))
    }];
    let archive = [Article { title: Some(evil.into()), source: Some(evil.into()), ..Article::new("a\"><b>", format!("{evil} {FERRY}")) }];
    let page = page_of(&copies, &archive, &CheckSettings::default());
    assert!(!page.contains("<script") && !page.contains("<img") && !page.contains("\" onload") && !page.contains('\u{202e}'), "{page}");
    assert!(page.contains("&lt;script&gt;") && page.contains("a&quot;&gt;&lt;b&gt;") && page.contains("&lt;U+202E&gt;"), "they are shown");
}

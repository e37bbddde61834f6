//! One fixed result in every format, side by side, as readable files in `golden`; and what no format may ever do.
//!
//! `COPYDESK_UPDATE=1 cargo test --locked --lib golden` writes the files anew; look at what changed before you commit it.

use super::*;
use crate::article::Article;
use crate::pipeline::{Chain, chain, diff};
use crate::record::{DiffChainRecord, DiffRecord, json_line};
use crate::render::columns;
use std::fs;
use std::path::PathBuf;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/render/diff/golden")
}

fn version(name: &str) -> Article {
    let text = fs::read_to_string(folder().join(format!("{name}.txt"))).expect("a version of the fixed story");
    Article::new(format!("{name}.txt"), text)
}

fn view(view: View, width: usize) -> DiffView {
    DiffView { view, width, ..DiffView::default() }
}

/// The page without its style sheet, which is a file of its own.
fn without_style(page: &str) -> String {
    let (before, rest) = page.split_once("<style>").expect("a page has a style");
    let (_, after) = rest.split_once("</style>").expect("a style ends");
    format!("{before}<style></style>{after}")
}

#[test]
fn golden_formats() {
    let versions = [version("v1"), version("v2"), version("v3")];
    let diff = diff(&versions[0], &versions[1]);
    let chain: Chain = chain(&versions);
    let all = DiffView { context: None, typography: true, ..view(View::Inline, 80) };
    let outputs: [(&str, String); 16] = [
        ("adds.out", diff_human(&diff, view(View::Adds, 80))),
        ("adds-40.out", diff_human(&diff, view(View::Adds, 40))),
        ("inline.out", diff_human(&diff, view(View::Inline, 80))),
        ("inline-typography.out", diff_human(&diff, all)),
        ("inline-folded.out", diff_human(&diff, DiffView { context: Some(0), words: true, ..view(View::Inline, 80) })),
        ("side.out", diff_human(&diff, view(View::Side, 110))),
        ("summary.out", diff_human(&diff, view(View::Summary, 80))),
        ("words.out", diff_human(&diff, DiffView { words: true, ..view(View::Adds, 80) })),
        ("diff.md", diff_markdown(&diff, view(View::Adds, 80))),
        ("inline.md", diff_markdown(&diff, view(View::Inline, 80))),
        ("diff.patch", diff_unified(&diff, DiffView { context: Some(UNIFIED_CONTEXT), ..view(View::Adds, 80) })),
        ("diff.json", json_line(&DiffRecord::from(&diff))),
        ("diff.html", without_style(&diff_html(&diff, view(View::Adds, 80)))),
        ("chain.out", chain_human(&chain, view(View::Adds, 80))),
        ("chain.md", chain_markdown(&chain, view(View::Adds, 80))),
        ("chain.json", json_line(&DiffChainRecord::from(&chain))),
    ];
    let is_update = std::env::var_os("COPYDESK_UPDATE").is_some_and(|value| value == "1");
    for (name, now) in outputs {
        let path = folder().join(name);
        if is_update {
            fs::write(&path, &now).expect("the folder of kept outputs can be written");
        }
        let kept = fs::read_to_string(&path).unwrap_or_default();
        let line = kept.lines().zip(now.lines()).position(|(a, b)| a != b).unwrap_or(kept.lines().count().min(now.lines().count()));
        assert!(
            kept == now,
            "{name} differs from what was kept at line {}:\n  kept: {:?}\n  now:  {:?}",
            line + 1,
            kept.lines().nth(line),
            now.lines().nth(line)
        );
    }
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    let (old, new) = (version("v1"), version("v2"));
    let chinese = (
        Article::new("甲", "一艘载有84人的渡轮星期日晚上在北部岛屿附近搁浅。海岸警卫队说没有人受伤。"),
        Article::new("乙", "一艘载有86人的渡轮星期日晚上在北部岛屿附近搁浅，黎明时被拖船拖离。海岸警卫队说没有人受伤。"),
    );
    for (old, new) in [(&old, &new), (&chinese.0, &chinese.1)] {
        let diff = diff(old, new);
        for width in [40, 41, 57, 80, 100, 101, 133] {
            for picture in [View::Adds, View::Inline, View::Side, View::Summary] {
                for paint in [Paint::Plain, Paint::Ansi] {
                    for line in diff_human(&diff, DiffView { paint, ..view(picture, width) }).lines() {
                        assert!(columns(line) <= width, "{picture:?} at {width}: {line}");
                    }
                }
            }
        }
    }
}

#[test]
fn colour_only_adds() {
    let (old, new) = (version("v1"), version("v2"));
    let diff = diff(&old, &new);
    for picture in [View::Adds, View::Inline, View::Side, View::Summary] {
        let plain = diff_human(&diff, view(picture, 110));
        let mut bare = diff_human(&diff, DiffView { paint: Paint::Ansi, ..view(picture, 110) });
        while let Some(at) = bare.find('\u{1b}') {
            let end = bare[at..].find('m').expect("an ANSI sequence ends");
            bare.replace_range(at..=at + end, "");
        }
        assert_eq!(plain, bare, "{picture:?}");
    }
}

/// The words of the new version stand in the inline view in their order, nothing is left out.
#[test]
fn the_inline_view_holds_the_whole_new_version() {
    let pairs = [("v1", "v2"), ("v2", "v3"), ("v3", "v1"), ("v1", "v1")];
    for (old, new) in pairs.map(|(old, new)| (version(old), version(new))) {
        let diff = diff(&old, &new);
        let view = DiffView { context: None, ..view(View::Inline, 80) };
        let shown: Vec<String> = flow::flow(&diff, &view)
            .iter()
            .flat_map(|paragraph| &paragraph.items)
            .filter(|item| item.kind != flow::ItemKind::Removed)
            .flat_map(|item| &item.marks)
            .filter(|mark| mark.change != crate::align::Change::Removed)
            .flat_map(|mark| mark.text.chars().filter(|c| !c.is_whitespace()).map(String::from).collect::<Vec<_>>())
            .collect();
        let whole: String = new.text.chars().filter(|c| !c.is_whitespace()).collect();
        assert_eq!(shown.concat(), whole);
    }
}

/// Applies the patch by hand: lines of context and minus lines are the old sentences, with plus lines the new ones.
#[test]
fn the_patch_rebuilds_both_sides() {
    for (old, new) in [("v1", "v2"), ("v2", "v1"), ("v2", "v3"), ("v1", "v3")].map(|(old, new)| (version(old), version(new))) {
        let diff = diff(&old, &new);
        let patch = diff_unified(&diff, DiffView { context: None, typography: true, ..DiffView::default() });
        let side =
            |own: char| -> Vec<&str> { patch.lines().skip(3).filter(|line| line.starts_with([' ', own])).map(|line| &line[1..]).collect() };
        let sentences = |prepared: &crate::text::Prepared| -> Vec<String> {
            let text = prepared.article.text.clone();
            prepared.sentences.iter().map(|sentence| sentence.span.of(&text).to_string()).collect()
        };
        assert_eq!(side('-'), sentences(&diff.old));
        assert_eq!(side('+'), sentences(&diff.new));
        assert!(patch.lines().nth(2).is_some_and(|line| line.starts_with("@@ -1,")), "{patch}");
    }
}

#[test]
fn hunks_count_their_lines() {
    let (old, new) = (version("v1"), version("v3"));
    let diff = diff(&old, &new);
    for context in [0, 1, 3] {
        let patch = diff_unified(&diff, DiffView { context: Some(context), ..DiffView::default() });
        let mut wanted = (0, 0);
        let mut hunks = 0;
        for line in patch.lines().skip(2).chain(["@@ -0,0 +0,0 @@"]) {
            if let Some(head) = line.strip_prefix("@@ -") {
                assert_eq!(wanted, (0, 0), "a hunk holds as many lines as it says");
                let numbers: Vec<Vec<usize>> = head
                    .trim_end_matches(" @@")
                    .split(" +")
                    .map(|range| range.split(',').map(|number| number.parse().expect("a number")).collect())
                    .collect();
                wanted = (numbers[0].get(1).copied().unwrap_or(1), numbers[1].get(1).copied().unwrap_or(1));
                hunks += 1;
            } else {
                wanted.0 -= usize::from(!line.starts_with('+'));
                wanted.1 -= usize::from(!line.starts_with('-'));
            }
        }
        assert!(hunks > 1, "{context}");
    }
}

#[test]
fn a_version_of_its_own_text_has_nothing_to_show() {
    let article = version("v1");
    let diff = diff(&article, &article);
    assert_eq!(diff_human(&diff, view(View::Adds, 80)), "The new version has the same text as the old version.\n");
    assert_eq!(diff_unified(&diff, DiffView::default()), "");
    assert!(diff_markdown(&diff, view(View::Inline, 80)).contains("unchanged paragraphs"));
}

#[test]
fn empty_texts_are_shown_too() {
    let (empty, full) = (Article::new("empty", ""), version("v1"));
    for (old, new) in [(&empty, &full), (&full, &empty), (&empty, &empty)] {
        let diff = diff(old, new);
        for picture in [View::Adds, View::Inline, View::Side, View::Summary] {
            let view = view(picture, 110);
            assert!(!diff_human(&diff, view).is_empty() && !diff_markdown(&diff, view).is_empty());
            assert!(diff_html(&diff, view).ends_with("</html>\n"));
        }
    }
    assert!(diff_human(&diff(&empty, &full), DiffView::default()).starts_with("v1 adds 8 sentences"));
    assert!(chain_human(&chain(&[empty.clone(), empty]), DiffView::default()).contains("Step 1"));
}

#[test]
fn a_note_is_never_added_text() {
    let (old, new) = (version("v1"), version("v2"));
    let diff = diff(&old, &new);
    let shown = diff_human(&diff, DiffView::default());
    assert!(shown.contains("\n  new note: (Adds tug, inquiry)\n"), "{shown}");
    assert!(!shown.lines().any(|line| line.starts_with('+') && line.contains("Adds tug")));
    assert!(!diff_human(&diff, view(View::Inline, 80)).contains("{+(Adds"));
}

#[test]
fn typography_is_marked_only_when_asked() {
    let old = Article::new("a", "\"We're close -- very close,\" the U.S. envoy said.");
    let new = Article::new("b", "“We’re close — very close,” the US envoy said.");
    let diff = diff(&old, &new);
    let quiet = diff_human(&diff, DiffView::default());
    assert_eq!(quiet.lines().next(), Some("b has the same words as a; only typography differs."));
    assert!(!quiet.contains("{~"), "{quiet}");
    let shown = diff_human(&diff, DiffView { typography: true, width: 120, ..DiffView::default() });
    assert!(shown.contains("new {~“We’re~} close {~—~} very close{~,”~} the {~US~} envoy said."), "{shown}");
}

#[test]
fn characters_that_nobody_sees_are_shown_with_the_word_behind_them() {
    let old = Article::new("a", "He spoke to Martin Hale on Monday.");
    for (unseen, shown) in [("\u{202e}", "<U+202E>"), ("\u{200b}", "<U+200B>"), ("", "")] {
        let new = Article::new("b", format!("He spoke to Martin {unseen}Bob Hale on Monday."));
        let said = diff_human(&diff(&old, &new), DiffView { width: 120, ..DiffView::default() });
        assert!(said.contains(&format!("new He spoke to Martin {{+{shown}Bob+}} Hale on Monday.")), "{said}");
    }
}

/// Each format says where sentences found no partner because nobody looked for one.
#[test]
fn what_was_not_looked_for_is_said() {
    let old = Article::new("a", "The ferry left Maren at noon.\n".repeat(20));
    let new = Article::new("b", "It rained.\n".to_string() + &"The ferry left Maren at one.\n".repeat(20));
    let diff = diff(&old, &new);
    let because = "may only be reworded: most of their words recur in so many sentences of both versions that no";
    for said in [
        format!("Sentences called new in paragraphs 2-21 {because} earlier wording was looked for."),
        format!("Sentences called gone in paragraphs 1-20 of the old version {because} later wording was looked for."),
    ] {
        for picture in [View::Adds, View::Inline, View::Side, View::Summary] {
            let shown = diff_human(&diff, view(picture, 78)).split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(shown.contains(&said), "{picture:?} {shown}");
            assert!(diff_markdown(&diff, view(picture, 80)).contains(&said), "{picture:?}");
            assert!(diff_html(&diff, view(picture, 80)).contains(&said), "{picture:?}");
        }
        assert!(!diff_markdown(&diff, DiffView { words: true, ..DiffView::default() }).contains(&said));
    }
    let record: serde_json::Value = serde_json::from_str(&json_line(&DiffRecord::from(&diff))).expect("a record is JSON");
    assert_eq!(record["coarse"], serde_json::json!((2..22).collect::<Vec<u32>>()));
    assert_eq!(record["coarse_old"], serde_json::json!((1..21).collect::<Vec<u32>>()));
}

/// What is said once for a block is not said for each of its paragraphs, links stand where a run of changes begins, and every link has its end.
#[test]
fn a_page_says_and_links_once() {
    let lines = |word: &str, n: usize| (0..n).map(|n| format!("{word}{n}\n")).collect::<String>();
    let kept = "The harbour stayed open all week, the port office said on Friday.\n";
    let old = Article::new("a", lines("alpha", 300) + kept + "A crane fell into the dock.\n");
    let new = Article::new("b", lines("beta", 300) + kept + "Ferries will sail as usual until the end of March.\n");
    let shown = diff(&old, &new);
    for picture in [View::Adds, View::Inline] {
        let page = diff_html(&shown, view(picture, 80));
        let story = page.split_once("id=\"story\"").expect("the story").1;
        assert!(story.matches("<ins>").count() > 300 && story.matches("<del>").count() > 300, "{picture:?}");
        assert!(!story.contains("(added:)") && !story.contains("(removed:)"), "{picture:?}");
        // Two runs: from the first to the second and back.
        assert_eq!(story.matches("next change").count(), 1, "{picture:?}");
        assert_eq!(story.matches("previous change").count(), 1, "{picture:?}");
        assert_eq!(story.matches(">gone</span>").count(), 2, "{picture:?}");
        assert_eq!(story.matches(">added</span>").count(), 301, "{picture:?}");
    }
    let sections = diff_html(&shown, view(View::Adds, 80));
    let sections = sections.split_once("id=\"story\"").expect("the story").0;
    assert_eq!((sections.matches("(added:)").count(), sections.matches("(removed:)").count()), (2, 2));
    assert_eq!(sections.matches("(end)").count(), 4);
    let (v1, v2, v3) = (version("v1"), version("v2"), version("v3"));
    for (old, new) in [(&old, &new), (&v1, &v2), (&v2, &v3), (&v3, &v1)] {
        for picture in [View::Adds, View::Inline, View::Side] {
            let page = diff_html(&diff(old, new), view(picture, 80));
            for link in page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
                assert_eq!(page.matches(&format!("id=\"{link}\"")).count(), 1, "{picture:?} {} {}: {link}", old.id, new.id);
            }
        }
    }
}

/// The words of the last version stand in the chain with their versions, and the figures at its head are the words that are marked.
#[test]
fn a_chain_counts_the_words_that_it_marks() {
    let texts = [
        "A barge struck the road bridge at Selby on Monday. Nobody was hurt, the harbour master said.",
        "A barge laden with gravel struck the road bridge at Selby on Monday. One angler was hurt, the harbour master said.",
        "A barge laden with gravel struck the road bridge at Selby on Monday. One angler was killed, the harbour master said on Tuesday. The bridge is shut.",
    ];
    let versions: Vec<Article> = texts.iter().zip(1..).map(|(text, n)| Article::new(format!("v{n}.txt"), *text)).collect();
    let chain = chain(&versions);
    let shares = chain.words_by_version();
    let last = &chain.steps.last().expect("a step").new;
    assert_eq!(shares.iter().sum::<usize>(), last.story_words().count());
    let shown = chain_human(&chain, view(View::Adds, 400));
    assert!(shown.contains("1 A barge {2+laden with gravel+} struck the road bridge at Selby on Monday."), "{shown}");
    assert!(
        shown.contains("{2+One angler+} was {3+killed+}, the harbour master said {3+on Tuesday+}. (began in v1, rewritten in v2 and v3)"),
        "{shown}"
    );
    assert!(shown.contains("3 The bridge is shut."), "{shown}");
    assert_eq!(shares, [15, 5, 7], "{shown}");
    let page = chain_html(&chain, view(View::Adds, 80));
    assert!(page.contains("<li>15 of its 27 words came in v1, where 2 of its 3 sentences began, 2 of them edited since</li>"), "{page}");
}

/// `+`, `-`, `>` and `~` stand for the same in every view, and each view that uses one has it in its legend.
#[test]
fn signs_mean_the_same_in_every_view() {
    let (old, new) = (version("v1"), version("v2"));
    let diff = diff(&old, &new);
    let all = |picture: View| DiffView { context: None, ..view(picture, 110) };
    let ends = [
        ("+", "The transport ministry opened an inquiry"),
        (">", "Passengers spent the night"),
        ("~", "Ferry traffic to the island"),
        (">", "(a sentence moved to paragraph 2)"),
    ];
    let human = diff_human(&diff, all(View::Inline));
    let markdown = diff_markdown(&diff, all(View::Inline));
    let side = diff_human(&diff, all(View::Side));
    let table = diff_markdown(&diff, all(View::Side));
    for (sign, text) in ends {
        let line = |shown: &str| shown.lines().find(|line| line.contains(text)).expect("a line with the sentence").to_string();
        assert!(line(&human).starts_with(&format!("{sign} ")), "{human}");
        assert!(line(&markdown).starts_with(&format!("`{sign}` ")), "{markdown}");
        assert!(line(&side).contains(&format!(" {sign}")), "{side}");
        assert!(line(&table).contains(&format!("| `{sign}` |")), "{table}");
    }
    assert!(side.contains("in the margin: + added, - gone, > moved, ~ changed in part"), "{side}");
    assert!(table.contains("`+` added, `-` gone, `>` moved, `~` changed in part"), "{table}");
    assert!(markdown.contains("*&gt;moved&lt;*; `+` added, `>` moved, `~` changed in part"), "{markdown}");
}

/// An added sentence that the version has already, wherever it is shown.
#[test]
fn every_view_tells_what_repeats() {
    let old = Article::new("v1.txt", "The pier is shut until June.\n\nDivers found a crack in the wall.\n\nA crane is on its way.");
    let new = Article::new(
        "v2.txt",
        "The pier is shut until June.\n\nDivers found a crack in the wall.\n\nA crane is on its way.\n\nDivers found a crack in the wall.",
    );
    let (grown, cut) = (diff(&old, &new), diff(&new, &old));
    let human = diff_human(&grown, view(View::Adds, 80));
    assert!(human.contains("1 added sentence repeats one that is there already."), "{human}");
    assert!(human.contains("paragraph 4 of 4: 1 sentence, 7 words; repeats paragraph 2"), "{human}");
    assert!(diff_human(&grown, view(View::Inline, 80)).contains("+ (repeats paragraph 2) Divers found"));
    assert!(diff_human(&grown, view(View::Side, 110)).contains("(repeats paragraph 2)"));
    assert!(diff_markdown(&grown, view(View::Adds, 80)).contains("*paragraph 4 of 4: 1 sentence, 7 words; repeats paragraph 2*"));
    assert!(diff_html(&grown, view(View::Adds, 80)).contains("repeats paragraph 2"));
    let human = diff_human(&cut, view(View::Adds, 80));
    assert!(human.contains("Only in v2\n  paragraph 4 of 4: 1 sentence, 7 words; repeats paragraph 2"), "{human}");
    let record = DiffRecord::from(&grown);
    assert_eq!(record.new.sentences.iter().map(|sentence| sentence.repeats).collect::<Vec<_>>(), [None, None, None, Some(2)]);
    assert!(record.old.sentences.iter().all(|sentence| sentence.repeats.is_none()));
}

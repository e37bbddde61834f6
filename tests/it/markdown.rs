//! Markdown, front matter and quoted lines: what is mark-up changes no answer, and what is no story counts in none.
//!
//! In: the fixtures, written in Markdown, and small texts. A text in Markdown is identical to the plain one, and their diff marks
//! nothing but typography.

use crate::fixtures::stories;
use copydesk::align::{Change, Status};
use copydesk::article::{Article, Format, Role};
use copydesk::pipeline;
use copydesk::score::Relation;
use copydesk::text::Prepared;

fn markdown(text: &str) -> Article {
    Article::from_bytes("written", text.as_bytes().to_vec()).expect("text").in_format(Format::Markdown)
}

fn plain(text: &str) -> Article {
    Article::from_bytes("plain", text.as_bytes().to_vec()).expect("text")
}

/// The two have the same words, and nothing outside furniture came, went or moved.
#[track_caller]
fn check_same(a: &Article, b: &Article) {
    assert_eq!(pipeline::compare(a, b).comparison.relation, Relation::Identical, "{}\n---\n{}", a.text, b.text);
    let diff = pipeline::diff(a, b);
    for (side, prepared) in [(&diff.alignment.old, &diff.old), (&diff.alignment.new, &diff.new)] {
        let text = &prepared.article.text;
        let furniture: Vec<_> = side.sentences.iter().filter(|one| one.role.is_furniture()).map(|one| one.span).collect();
        for piece in side.pieces.iter().filter(|piece| !matches!(piece.change, Change::Same | Change::Typographic)) {
            let is_beside = furniture.iter().any(|span| span.contains(piece.span));
            assert!(is_beside, "{:?} {:?} in\n{text}", piece.change, piece.span.of(text));
        }
    }
}

/// Every seventh word is bold, a link, code or has a note; entities stand for marks; a comment and a picture stand between paragraphs.
fn written(paragraphs: &[String]) -> String {
    let word = |(at, word): (usize, &str)| {
        let is_plain = word.chars().all(|c| c.is_alphanumeric());
        match at % 7 {
            1 if is_plain => format!("**{word}**"),
            3 if is_plain => format!("[{word}](https://example.org/{at}?utm_source=mail)"),
            5 if is_plain => format!("`{word}`"),
            6 => format!("<span class=\"x\">{word}</span>"),
            _ => word.replace('&', "&amp;").replace(['“', '”'], "&quot;").replace('\u{e9}', "&eacute;"),
        }
    };
    let paragraph = |line: &str| line.split(' ').enumerate().map(word).collect::<Vec<_>>().join(" ");
    let paragraphs: Vec<String> = paragraphs.iter().map(|line| paragraph(line)).collect();
    paragraphs.join("\n\n<!-- ask the desk before this goes out -->\n\n{{< figure src=\"/quay.jpg\" >}}\n\n")
}

fn paragraphs(text: &str) -> Vec<String> {
    text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|line| !line.is_empty()).collect()
}

#[test]
fn a_story_in_markdown_is_the_same_story() {
    let (mut n, mut wrong) = (0, Vec::new());
    for article in stories().iter().flat_map(|story| &story.articles).filter(|article| article.blocks.is_none()) {
        let text = paragraphs(&article.text);
        let compared = pipeline::compare(&plain(&text.join("\n\n")), &markdown(&written(&text)));
        n += 1;
        if compared.comparison.relation != Relation::Identical {
            wrong.push(article.id.clone());
        }
    }
    assert!(wrong.len() * 50 <= n, "{} of {n}: {wrong:?}", wrong.len());
}

#[test]
fn mark_up_is_typography() {
    let bare = "The lock at Vessem was shut on Monday, see the notice. It opens again in June, the keeper of the canal said.";
    for text in [
        "The **lock** at _Vessem_ was ~shut~ on Monday, see [the notice](https://example.org/n?a=1). It opens again in June, the keeper of the canal said.",
        "The lock at Vessem was `shut` on Monday, see [the notice][1]. It opens again in June, the keeper of the canal said.\n\n[1]: https://example.org/n",
        "The lock at V<b>ess</b>em was shut&nbsp;on Monday, see the notice.[^1] It opens again in June, the keeper of the canal said.",
        "The lock at Vessem was shut on Monday, see the notice.<br>\nIt opens again in June, the keeper of the canal said.",
        "The lock at Vessem was shut on Monday, see the notice.\n\n---\n\n{% include map.html %}\n\nIt opens again in June, the keeper of the canal said.",
        "<p>The lock at Vessem was shut on Monday, see the notice.</p>\n<p>It opens again in June, the keeper of the canal said.</p>",
        "- The lock at Vessem was shut on Monday, see the notice.\n- It opens again in June, the keeper of the canal said.",
        "1. The lock at Vessem was shut on Monday, see the notice.\n2. It opens again in June, the keeper of the canal said.",
        "> The lock at Vessem was shut on Monday, see the notice. It opens\n> again in June, the keeper of the canal said.",
        "The lock at Vessem was shut on Monday, see the notice. ![](data:image/png;base64,iVBORw0KGgoAAAANSUhEUg==) It opens again in June, the keeper of \
         the canal said.",
    ] {
        check_same(&plain(bare), &markdown(text));
    }
    let table = "| Lock | Days |\n|---|--:|\n| Vessem | 41 |\n| Orthen | 12 |\n";
    check_same(&markdown(table), &plain("Lock\tDays\nVessem\t41\nOrthen\t12\n"));
    check_same(&markdown("## What now?\n\nThe lock stays shut.\n"), &plain("What now?\n\nThe lock stays shut.\n"));
}

#[test]
fn plain_text_shows_its_mark_up_by_shape() {
    let bare = "The lock at Vessem was shut on Monday.\n\nIt opens again in June, the keeper said.";
    for text in [
        "<!-- wp:paragraph -->\n<p>The lock at Vessem was shut on Monday.</p>\n<!-- /wp:paragraph -->\n\nIt opens again in June, the keeper said.",
        "The lock at Vessem was shut on Monday.\n\n[gallery ids=\"1,2\"]\n\nIt opens again in June, the keeper said.",
        "The lock at Vessem was shut on Monday.\n\n[caption id=\"a\" width=\"9\"]<img src=\"x.jpg\" /> The lock in May.[/caption]\n\nIt opens again in June, \
         the keeper said.",
        "> The lock at Vessem was shut on Monday.\n>\n> It opens again in June,\n> the keeper said.",
    ] {
        check_same(&plain(bare), &plain(text));
    }
    let (a, b) = (plain("See https://example.org/a for all dates."), plain("See https://example.org/b for all dates."));
    check_same(&a, &b);
    for text in ["He asked [sic] for <5 boats and {no} more.", "A < b and c > d, he wrote <soon>.", "5 > 3, and > is a sign."] {
        let prepared = Prepared::new(&plain(text));
        assert!(prepared.layout.paragraphs[0].span.of(text) == text && prepared.quotations.is_empty(), "{text}");
    }
}

#[test]
fn code_and_comments_are_no_story() {
    let code = "\n\n```sh\ngit clone https://example.org/desk.git\nmake install PREFIX=/opt/desk && make clean\n./desk --serve 8080 --quiet\n```\n\n";
    let comment =
        "\n\n<!-- The words of this page were taken over from the old handbook in the spring; ask before you change them. -->\n\n";
    let (a, b) = ("Reporters may want a copy of the system on the road.", "A partner who runs a server of his own needs a certificate.");
    for between in [code, comment] {
        let (a, b) = (format!("{a}{between}Call the desk first."), format!("{b}{between}Updates come on Tuesdays."));
        let compared = pipeline::compare(&markdown(&a), &markdown(&b));
        assert!(!compared.comparison.relation.is_reuse(), "{:?}: {a}", compared.comparison.relation);
    }
    let prepared = Prepared::new(&markdown(&format!("{a}{code}")));
    assert_eq!(prepared.sentences.iter().filter(|sentence| sentence.role == Role::Code).count(), 3);
}

#[test]
fn block_quotations_are_speech() {
    let said = "> I have kept this lock for thirty years, and nobody ever asked me how deep the water was at the gate.\n> It falls by a hand each winter, and \
                one day there will be none.\n\n";
    let a = format!("The council heard one witness on Monday, the keeper of the lock.\n\n{said}The sitting goes on in June.\n");
    let b = format!("Who builds on water should ask those who live on it, as we wrote last week.\n\n{said}There is a lesson in this.\n");
    assert_eq!(pipeline::compare(&markdown(&a), &markdown(&b)).comparison.relation, Relation::QuotesOnly);
    assert_eq!(pipeline::compare(&plain(&a), &plain(&b)).comparison.relation, Relation::QuotesOnly);
}

#[test]
fn front_matter_stands_beside_the_story() {
    let body = "The lock stays shut until the end of June, the keeper said.\n";
    let old = plain(&format!("---\ntitle: Lock shut\ndraft: true\ntags:\n- canal\n---\n\n{body}"));
    let new = plain(&format!("+++\ntitle = \"Lock stays shut\"\ndraft = false\n+++\n\n{body}"));
    let compared = pipeline::compare(&old, &new);
    assert_eq!(compared.comparison.relation, Relation::Identical);
    assert_eq!(compared.a.story_words().count(), 12);
    let diff = pipeline::diff(&old, &new);
    let beside: Vec<(Role, &str)> = diff.old.sentences.iter().map(|one| (one.role, one.span.of(&diff.old.article.text))).collect();
    assert_eq!(beside[..3], [(Role::Headline, "Lock shut"), (Role::Field, "draft: true"), (Role::Field, "tags:\n- canal")],);
    let statuses: Vec<Status> = diff.alignment.new.sentences.iter().map(|one| one.status).collect();
    assert_eq!(statuses, [Status::Edited, Status::Edited, Status::Identical]);
}

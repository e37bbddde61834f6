//! Tests of the Word document: it reads as each version, and says what moved.

use super::*;
use crate::article::{Article, Format};
use crate::read::{Options, Tracked, read};

/// The paragraphs of a document in one state.
fn paragraphs(document: &[u8], tracked: Tracked) -> Vec<String> {
    let reading = read("diff.docx", document, &Options { tracked, ..Options::default() });
    let text = reading.map(|mut reading| reading.items.remove(0).article.text.to_string()).unwrap_or_default();
    text.split("\n\n").filter(|line| !line.is_empty()).map(String::from).collect()
}

/// The paragraphs of an article, white space single.
fn own_paragraphs(prepared: &crate::text::Prepared) -> Vec<String> {
    let text = &*prepared.article.text;
    let paragraphs = prepared.layout.paragraphs.iter().map(|paragraph| paragraph.span.of(text));
    paragraphs.map(|paragraph| paragraph.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

/// Asserts that a document reads as both versions.
fn check(old: &str, new: &str) -> Vec<u8> {
    let (old, new) = (Article::new("old", old), Article::new("new", new));
    let diff = crate::pipeline::diff(&old, &new);
    let document = diff_docx(&diff);
    assert_eq!(document, diff_docx(&diff), "the same bytes");
    assert_eq!(paragraphs(&document, Tracked::Final), own_paragraphs(&diff.new), "final: {} -> {}", old.text, new.text);
    assert_eq!(paragraphs(&document, Tracked::Original), own_paragraphs(&diff.old), "original: {} -> {}", old.text, new.text);
    document
}

const STORY: [&str; 8] = [
    "Ferry runs aground off Vardal",
    "The ferry to the outer islands ran aground on a sandbank shortly after dawn on Sunday.",
    "All 84 passengers were taken off by fishing boats, the harbour master said. Nobody was hurt.",
    "\"We heard a long scraping sound, and then the engine stopped,\" said Ada Holm, who was on board.",
    "Divers will look at the hull when the tide is out; the inquiry begins on Monday.",
    "The line has had three accidents since 2019. The company said it would train its crews again.",
    "Fares & timetables are <unchanged>, it said.",
    "Tickets stay valid until the end of the month.",
];

#[test]
fn a_document_reads_as_both_versions() {
    let old = STORY.join("\n\n");
    let mut other = STORY.map(String::from).to_vec();
    other[1] = other[1].replace("on a sandbank shortly after dawn", "off the pier");
    other[3] = other[3].replace('"', "”");
    other[2] = "All 84 passengers were taken off by fishing boats, the harbour master said.".into();
    other.remove(4);
    other.insert(2, "It was the third accident in a year, and the worst.".into());
    for new in [old.clone(), other.join("\n\n"), other.join("\n"), String::new(), "Another story.".into(), STORY[2..5].concat()] {
        check(&old, &new);
        check(&new, &old);
    }
}

#[test]
fn what_moved_is_a_move_of_word() {
    let old = STORY.join("\n\n");
    let mut moved = STORY.to_vec();
    let divers = moved.remove(4);
    moved.insert(1, divers);
    let document = check(&old, &moved.join("\n\n"));
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(document)).expect("a package");
    let text = std::io::read_to_string(zip.by_name("word/document.xml").expect("a document")).expect("text");
    for tag in ["<w:moveFromRangeStart ", "<w:moveFromRangeEnd ", "<w:moveToRangeStart ", "<w:moveToRangeEnd "] {
        assert_eq!(text.matches(tag).count(), 1, "{tag}");
    }
    assert_eq!(text.matches("w:name=\"move").count(), 2);
    assert!(text.contains("w:author=\"copydesk\"") && !text.contains("w:date"));
}

#[test]
fn a_document_bears_the_date_and_the_words_of_markdown() {
    let old = Article::new("old", "# Ferry aground\n\nThe **ferry** ran aground.").in_format(Format::Markdown);
    let new = Article { date: Some("2026-01-02T08:00:00Z".into()), ..Article::new("new", "# Ferry aground\n\nThe *ferry* sank.") };
    let document = diff_docx(&crate::pipeline::diff(&old, &new.in_format(Format::Markdown)));
    assert_eq!(paragraphs(&document, Tracked::Final), ["Ferry aground", "The ferry sank."]);
    assert_eq!(paragraphs(&document, Tracked::Original), ["Ferry aground", "The ferry ran aground."]);
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(document)).expect("a package");
    let text = std::io::read_to_string(zip.by_name("word/document.xml").expect("a document")).expect("text");
    assert!(text.contains("w:date=\"2026-01-02T00:00:00Z\""));
}

#[test]
fn any_two_texts_come_back() {
    let mut state = 7_u32;
    let mut random = |below: usize| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as usize % below
    };
    for _ in 0..150 {
        let mut texts = [String::new(), String::new()];
        for text in &mut texts {
            for _ in 0..random(9) {
                let mut line = STORY[random(STORY.len())].to_string();
                if random(3) == 0 {
                    let words: Vec<&str> = line.split(' ').collect();
                    let at = random(words.len());
                    line = [&words[..at], &["quietly"], &words[(at + random(3)).min(words.len())..]].concat().join(" ");
                }
                text.push_str(&line);
                text.push_str(["\n\n", "\n", " "][random(3)]);
            }
        }
        check(&texts[0], &texts[1]);
    }
}

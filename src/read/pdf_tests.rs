//! Tests of PDF files: lines, paragraphs, heads and feet of pages, and what has no text.

use super::*;
use crate::article::BlockKind;

/// A PDF file of pages, each with its instructions.
fn pdf_of(pages: &[String], info: &str) -> Vec<u8> {
    let kids: String = (0..pages.len()).map(|page| format!("{} 0 R ", 5 + 2 * page)).collect();
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_string(),
        format!("<</Type/Pages/Kids[{kids}]/Count {}/Resources<</Font<</F1 3 0 R>>>>/MediaBox[0 0 600 800]>>", pages.len()),
        "<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding/WinAnsiEncoding>>".to_string(),
        format!("<<{info}>>"),
    ];
    for (page, content) in pages.iter().enumerate() {
        objects.push(format!("<</Type/Page/Parent 2 0 R/Contents {} 0 R>>", 6 + 2 * page));
        objects.push(format!("<</Length {}>>\nstream\n{content}\nendstream", content.len()));
    }
    let mut file = String::from("%PDF-1.4\n");
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.push_str(&format!("{} 0 obj\n{object}\nendobj\n", at + 1));
    }
    let begin = file.len();
    file.push_str(&format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1));
    places.iter().for_each(|place| file.push_str(&format!("{place:010} 00000 n \n")));
    file.push_str(&format!("trailer\n<</Size {}/Root 1 0 R/Info 4 0 R>>\nstartxref\n{begin}\n%%EOF\n", objects.len() + 1));
    file.into_bytes()
}

/// Instructions that draw lines: their size, place, and text.
fn drawn(lines: &[(u32, u32, u32, &str)]) -> String {
    lines.iter().map(|(size, x, y, text)| format!("BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET\n")).collect()
}

fn one(bytes: &[u8]) -> Item {
    read("story.pdf", bytes, &Options::default()).expect("an article").items.remove(0)
}

fn blocks(item: &Item) -> Vec<(BlockKind, String)> {
    let blocks = item.article.blocks.clone().expect("blocks");
    blocks.iter().map(|block| (block.kind, block.span.of(&item.article.text).to_string())).collect()
}

#[test]
fn lines_become_paragraphs() {
    let page = drawn(&[
        (20, 50, 700, "Ferry runs aground"),
        (10, 50, 670, "The ferry to the outer islands ran aground on a sand-"),
        (10, 50, 658, "bank shortly after dawn on Sunday."),
        (10, 62, 646, "Nobody was hurt, the harbour"),
        (10, 50, 634, "master said."),
        (10, 50, 610, "Divers will look at the hull."),
    ]) + "BT /F1 10 Tf 50 598 Td [(The inquiry) -300 (beg) 10 (ins) ] TJ 0 -12 Td (on Monday.) Tj ET";
    let item = one(&pdf_of(&[page], "/Title(Aground)/Author(Jane Example)/CreationDate(D:20260102080000Z)"));
    let wanted = [
        (BlockKind::Heading, "Ferry runs aground"),
        (BlockKind::Paragraph, "The ferry to the outer islands ran aground on a sand-\nbank shortly after dawn on Sunday."),
        (BlockKind::Paragraph, "Nobody was hurt, the harbour\nmaster said."),
        (BlockKind::Paragraph, "Divers will look at the hull.\nThe inquiry begins\non Monday."),
    ];
    assert_eq!(blocks(&item), wanted.map(|(kind, text)| (kind, text.to_string())));
    assert_eq!((item.article.title.as_deref(), item.article.date.as_deref()), (Some("Aground"), Some("2026-01-02")));
    assert_eq!(item.about.byline.as_deref(), Some("Jane Example"));
}

#[test]
fn heads_and_feet_of_pages_are_left_out() {
    let texts = ["The ferry ran aground on a sandbank and", "was pulled off by tugs. Divers", "found no damage at the hull."];
    let page = |(at, text): (usize, &&str)| {
        let foot = format!("Page {} of 12", at + 9);
        drawn(&[(9, 50, 780, "Vardal Post"), (10, 50, 700, text), (9, 280, 20, &foot)])
    };
    let pages: Vec<String> = texts.iter().enumerate().map(page).collect();
    assert_eq!(blocks(&one(&pdf_of(&pages, ""))), [(BlockKind::Paragraph, texts.join("\n"))]);
}

#[test]
fn what_has_no_text_is_named() {
    let scan = pdf_of(&["q 100 0 0 100 0 0 cm /Im1 Do Q".into()], "");
    let broken = b"%PDF-1.7\nnothing".to_vec();
    let locked = [b"%PDF-1.7\n".as_slice(), b"trailer<</Encrypt 9 0 R>>"].concat();
    for (bytes, wanted) in [(scan, "without a text layer"), (broken, "damaged"), (locked, "encrypted")] {
        let error = read("a.pdf", &bytes, &Options::default()).expect_err("no text");
        assert!(error.to_string().contains(wanted), "{error}");
    }
}

#[test]
fn any_instructions_end() {
    for content in
        ["q ".repeat(100_000), "[(a) ".repeat(20_000), "BT /F1 1e38 Tf 1e38 0 0 1e38 1e38 1e38 Tm (x) Tj ET".into(), "(".repeat(50_000)]
    {
        let _ = read("a.pdf", &pdf_of(&[content], ""), &Options::default());
    }
}

//! Tests of the room as a whole: encodings, pages, what is refused.

use super::*;

const STORY: &str = "Жители покинули город — так сказал мэр в пятницу. Çà et là, l’été dura; die Fähre fährt über den Sund.";

/// The one article of a file.
fn one(name: &str, bytes: &[u8]) -> Item {
    let mut reading = read(name, bytes, &Options::default()).expect("an article");
    assert!(reading.errors.is_empty() && reading.items.len() == 1, "{reading:?}");
    reading.items.remove(0)
}

fn text_of(bytes: Vec<u8>) -> (String, Vec<String>) {
    let item = one("a.txt", &bytes);
    (item.article.text.to_string(), item.notes)
}

#[test]
fn marks_and_nuls_tell_utf_16() {
    let little: Vec<u8> = STORY.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = STORY.encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert_eq!(text_of([&[0xff, 0xfe], little.as_slice()].concat()).0, STORY);
    assert_eq!(text_of([&[0xfe, 0xff], big.as_slice()].concat()).0, STORY);
    let plain = "The ferry ran aground on a sandbank off the pier.";
    let bare: Vec<u8> = plain.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(text_of(bare), (plain.into(), vec!["read as UTF-16LE".into()]));
    assert_eq!(text_of([b"\xef\xbb\xbf", STORY.as_bytes()].concat()), (STORY.into(), Vec::new()));
}

#[test]
fn utf_32_is_no_utf_16_full_of_nuls() {
    let little: Vec<u8> = STORY.chars().flat_map(|letter| u32::from(letter).to_le_bytes()).collect();
    let big: Vec<u8> = STORY.chars().flat_map(|letter| u32::from(letter).to_be_bytes()).collect();
    assert_eq!(text_of([&[0xff, 0xfe, 0, 0], little.as_slice()].concat()), (STORY.into(), vec!["read as UTF-32LE".into()]));
    assert_eq!(text_of([&[0, 0, 0xfe, 0xff], big.as_slice()].concat()), (STORY.into(), vec!["read as UTF-32BE".into()]));
    assert_eq!(text_of([&[0xff, 0xfe, 0, 0], &little[..5]].concat()).1.len(), 2, "a part of a letter is said");
    // Without a mark it is no text, and so is a NUL in a text of any encoding.
    for bytes in [little, [b"\xef\xbb\xbf".as_slice(), b"a\0b"].concat(), b"\xff\xfea\0\0\0b\0".to_vec()] {
        assert_eq!(read("a.txt", &bytes, &Options::default()).expect_err("a NUL").kind(), ErrorKind::NotText);
    }
}

#[test]
fn a_letter_that_was_cut_at_the_end_changes_no_other() {
    let (text, notes) = text_of(b"The harbour master closed the port \xe2\x80".to_vec());
    assert_eq!(text, "The harbour master closed the port \u{fffd}");
    assert!(notes[0].starts_with("1 place is not UTF-8"), "{notes:?}");
    assert_eq!(text_of(b"All of them met again at the caf\xe9".to_vec()).0, "All of them met again at the caf\u{e9}");
}

#[test]
fn one_bad_byte_leaves_utf_8_as_it_is() {
    let mut bytes = STORY.as_bytes().to_vec();
    bytes.insert(STORY.find("так").expect("a word"), 0xff);
    let (text, notes) = text_of(bytes);
    assert_eq!(text.replace('\u{fffd}', ""), STORY);
    assert_eq!(notes.len(), 1);
    assert!(notes[0].starts_with("1 place is not UTF-8"), "{notes:?}");
}

#[test]
fn other_encodings_are_guessed() {
    let told = "Мэр сказал, что жители покинули город в пятницу. Паром сел на мель у северного пирса, никто не пострадал.";
    let (bytes, _, _) = encoding_rs::KOI8_R.encode(told);
    // Russian reads the same in the Ukrainian kind.
    let (text, notes) = text_of(bytes.into_owned());
    assert_eq!(text, told);
    assert!(notes.len() == 1 && notes[0].starts_with("read as KOI8-"), "{notes:?}");
    let told = "町長は金曜日に、住民が町を離れたと述べた。フェリーは北の桟橋の沖で座礁した。";
    let (bytes, _, _) = encoding_rs::SHIFT_JIS.encode(told);
    assert_eq!(text_of(bytes.into_owned()), (told.into(), vec!["read as Shift_JIS".into()]));
}

#[test]
fn what_is_no_text_is_named() {
    for (bytes, wanted) in
        [(&b"%PDF-1.7\n..."[..], "a PDF file"), (b"PK\x03\x04....", "a ZIP file that is damaged"), (b"ab\0cd\0\0e", "NUL at byte 2")]
    {
        let error = read("a", bytes, &Options::default()).expect_err("no text");
        assert_eq!(error.kind(), ErrorKind::NotText);
        assert!(error.to_string().contains(wanted), "{error}");
    }
}

#[test]
fn a_page_is_its_story() {
    let story = [
        "The ferry ran aground on a sandbank off the northern pier shortly after dawn on Sunday, with eighty people on board, the harbour office said.",
        "Nobody was hurt. Divers will look at the hull when the tide is out, and the inquiry begins on Monday at the harbour office.",
    ];
    let page = format!(
        "<!DOCTYPE html><html lang=en><head><title>Ferry aground - Vardal Post</title><meta property=og:title content='Ferry aground'>\
         <style>p {{ color: red }}</style></head><body><nav><ul><li><a href=/>Home</a><li><a href=/news>News</a></ul></nav><div class=content>\
         <h1>Ferry aground</h1><p>{}<p>{}<figure><img src=x><figcaption>The ferry on Sunday</figcaption></figure></div><aside><h3>Most read</h3>\
         <a href=/1>Ten things about cheese</a></aside><script>var a = '<p>x</p>';</script><footer>All rights reserved.</footer></body></html>",
        story[0],
        story[1].replace("Nobody", "No<b>body</b>").replace("Divers", "Div&#101;rs"),
    );
    let read = one("page", page.as_bytes());
    assert_eq!(read.article.title.as_deref(), Some("Ferry aground"));
    assert_eq!(read.article.lang.as_deref(), Some("en"));
    for paragraph in story {
        assert!(read.article.text.contains(paragraph), "{}", read.article.text);
    }
    for beside in ["Home", "cheese", "rights", "color", "var a", "<"] {
        assert!(!read.article.text.contains(beside), "{beside}: {}", read.article.text);
    }
}

#[test]
fn deep_and_broken_tags_cost_no_more_than_their_bytes() {
    let deep = format!("<html><body>{}<p>The ferry ran aground.", "<div>".repeat(200_000));
    let wide = format!("<html><body>{}", "<p>a</b></div><td>".repeat(100_000));
    for page in [deep, wide] {
        assert!(read("page.html", page.as_bytes(), &Options::default()).is_ok());
    }
    for page in ["<html><body></p></p><", "<!doctype html>"] {
        assert_eq!(read("page.html", page.as_bytes(), &Options::default()).expect_err("no text").kind(), ErrorKind::NoArticles);
    }
}

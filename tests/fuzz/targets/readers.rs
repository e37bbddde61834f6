//! Bytes as files of every kind that is read: articles, rows, baselines, stored pairs. Each gives a value or an error that names its place.
#![no_main]

use copydesk::article::{Article, Format, layout};
use copydesk::judge::Baseline;
use copydesk::record::read_pairs;
use copydesk::text::{Prepared, sketch, story_keys};
use copydesk::{pipeline, visible::visible};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    for format in [Format::Plain, Format::Markdown] {
        if let Ok(article) = Article::from_bytes("f", bytes.to_vec()) {
            read(&article.in_format(format));
        }
    }
    let rows = pipeline::RowsOf { keeps_fields: true, ..pipeline::RowsOf::of("f.jsonl") };
    let (articles, errors) = pipeline::read_rows_of(rows, bytes, &());
    articles.iter().for_each(read);
    for error in errors {
        assert!(error.to_string().starts_with("f.jsonl:"), "{error}");
    }
    read_pairs("f", bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        let _ = Baseline::read(text, "f");
        assert!(!visible(text).contains(char::is_control));
    }
});

/// The words are the same however they are read, and every part lies in the text.
fn read(article: &Article) {
    for paragraph in &layout(article).paragraphs {
        assert!(article.text.get(paragraph.span.start as usize..paragraph.span.end as usize).is_some());
    }
    let prepared = Prepared::new(article);
    assert_eq!(sketch(article).story(), story_keys(article));
    assert_eq!(prepared.story_words().count(), story_keys(article).len());
    for word in &prepared.words {
        assert!(article.text.get(word.span.start as usize..word.span.end as usize).is_some_and(|word| !word.is_empty()));
    }
}

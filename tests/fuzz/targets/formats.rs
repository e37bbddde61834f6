//! Bytes as files of every format that is read: the first byte says as which. Each gives articles or an error that names its place.
#![no_main]

use copydesk::article::layout;
use copydesk::read::{InputFormat, Options, read};
use copydesk::text::Prepared;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((first, bytes)) = bytes.split_first() else { return };
    // A digit or letter chooses; anything else leaves the choice to the bytes.
    let format = first.checked_sub(b'a').and_then(|at| InputFormat::ALL.get(at as usize)).copied();
    let options = Options { format, map: "text=body".parse().unwrap_or_default(), ..Options::default() };
    for options in [&options, &Options { map: Default::default(), ..options.clone() }] {
        match read("f", bytes, options) {
            Ok(reading) => {
                for error in reading.errors {
                    assert!(error.to_string().starts_with('f'), "{error}");
                }
                for item in &reading.items {
                    let article = &item.article;
                    for paragraph in &layout(article).paragraphs {
                        assert!(article.text.get(paragraph.span.start as usize..paragraph.span.end as usize).is_some());
                    }
                    assert!(Prepared::new(article).words.iter().all(|word| (word.span.end as usize) <= article.text.len()));
                }
            }
            Err(error) => assert!(error.to_string().starts_with("f:"), "{error}"),
        }
    }
});

//! Web pages as people paste them: two stories between the same furniture are no reuse, a copy between it stays one.
//!
//! In: `tests/pages`, a file for each language with stories, copies and pages; `{story}` is where a page has its story,
//! `{headline}` its first line. Each page is
//! put round two stories that share nothing, and round a story and its copy. Nothing of a page is counted.

use crate::run::root;
use copydesk::article::Article;
use copydesk::pipeline;
use copydesk::score::Relation;
use std::fs;

const LANGUAGES: &[&str] = &["en", "de", "fr", "es"];

/// The parts of a file with their kind and name.
fn parts(language: &str) -> Vec<(String, String, String)> {
    let text = fs::read_to_string(root().join(format!("tests/pages/{language}.txt"))).expect("a file for each language");
    let parts = text.split("== ").filter(|part| !part.trim().is_empty());
    let named = parts.map(|part| {
        let (heading, body) = part.split_once('\n').expect("a heading line");
        let (kind, name) = heading.split_once(' ').expect("kind and name");
        (kind.to_string(), name.to_string(), body.trim().to_string())
    });
    named.collect()
}

fn of_kind(parts: &[(String, String, String)], kind: &str) -> Vec<(String, String)> {
    parts.iter().filter(|part| part.0 == kind).map(|(_, name, body)| (name.clone(), body.clone())).collect()
}

fn relation(a: &str, b: &str) -> (Relation, usize, usize) {
    let read = |id: &str, text: &str| Article::from_bytes(id, text.as_bytes().to_vec()).expect("text");
    let (a, b) = (read("a", a), read("b", b));
    let compared = pipeline::compare(&a, &b);
    (compared.comparison.relation, compared.a.story_words().count(), compared.b.story_words().count())
}

#[test]
fn stories_that_share_a_page_are_no_reuse_and_copies_stay_copies() {
    let (mut unlike, mut copied, mut wrong) = (0, 0, Vec::new());
    for language in LANGUAGES {
        let parts = parts(language);
        let (stories, copies) = (of_kind(&parts, "story"), of_kind(&parts, "copy"));
        let ((_, first), (_, second), (_, copy)) = (&stories[0], &stories[1], &copies[0]);
        let (bare, n_first, n_second) = relation(first, second);
        assert!(!bare.is_reuse(), "{language}: the stories themselves share too much");
        let (bare_copy, ..) = relation(copy, first);
        assert!(bare_copy.is_derived(), "{language}: the copy is none");
        for (name, page) in of_kind(&parts, "page") {
            let on_page = |story: &str| page.replace("{story}", story).replace("{headline}", story.lines().next().unwrap_or(""));
            let (found, n_a, n_b) = relation(&on_page(first), &on_page(second));
            unlike += 1;
            if found.is_reuse() || (n_a, n_b) != (n_first, n_second) {
                wrong.push(format!("{language} {name}: {found:?}, {n_a} of {n_first} and {n_b} of {n_second} words"));
            }
            let (found, ..) = relation(&on_page(copy), &on_page(first));
            copied += 1;
            if found != bare_copy {
                wrong.push(format!("{language} {name}: the copy is {found:?}, was {bare_copy:?}"));
            }
        }
    }
    assert!(unlike >= 30 && copied >= 30);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The post stands behind the first paragraph of the story.
fn with_post(story: &str, post: &str) -> String {
    let (headline, body) = story.split_once("\n\n").expect("a headline");
    let (first, rest) = body.split_once("\n\n").expect("two paragraphs");
    format!("{headline}\n\n{first}\n\n{post}\n\n{rest}")
}

#[test]
fn stories_that_share_an_embedded_post_are_no_reuse() {
    let (mut n, mut wrong) = (0, Vec::new());
    for language in LANGUAGES {
        let parts = parts(language);
        let (stories, posts) = (of_kind(&parts, "story"), of_kind(&parts, "post"));
        for (name, post) in &posts {
            let (found, ..) = relation(&with_post(&stories[0].1, post), &with_post(&stories[1].1, post));
            n += 1;
            if found.is_reuse() {
                wrong.push(format!("{language} {name}: {found:?}"));
            }
        }
    }
    assert!(n >= 9);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

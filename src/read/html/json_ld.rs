//! What a page says about its article as linked data.
//!
//! In: the scripts of the kind `application/ld+json`. Out: [`Stated`]: headline, author, dates, publisher and the body of the article that the page is
//! about, the one with the longest body where it names several. Broken JSON is mended or passed over.

use crate::read::json::parsed;
use serde_json::Value;

/// What is stated of an article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Stated {
    pub(super) headline: Option<String>,
    pub(super) author: Option<String>,
    pub(super) published: Option<String>,
    pub(super) modified: Option<String>,
    pub(super) publisher: Option<String>,
    pub(super) lang: Option<String>,
    pub(super) id: Option<String>,
    pub(super) body: Option<String>,
}

/// Objects that are looked at, at most.
const MAX_OBJECTS: usize = 1000;

/// What the scripts state.
pub(super) fn stated(scripts: &[String]) -> Option<Stated> {
    let mut best: Option<Stated> = None;
    let mut left = MAX_OBJECTS;
    for script in scripts {
        let script = script
            .trim()
            .trim_start_matches("<!--")
            .trim_end_matches("-->")
            .trim()
            .trim_start_matches("//<![CDATA[")
            .trim_end_matches("//]]>");
        let Ok((value, _)) = parsed(script) else { continue };
        let mut waiting = vec![&value];
        while let Some(value) = waiting.pop().filter(|_| left > 0) {
            left -= 1;
            match value {
                Value::Array(list) => waiting.extend(list.iter().rev()),
                Value::Object(object) => {
                    if is_article(value) {
                        let found = of(value);
                        let length = |stated: &Stated| stated.body.as_ref().map_or(0, String::len);
                        if best.as_ref().is_none_or(|best| length(&found) > length(best)) {
                            best = Some(found);
                        }
                    }
                    waiting.extend(["@graph", "mainEntity", "mainEntityOfPage"].iter().filter_map(|name| object.get(*name)));
                }
                _ => {}
            }
        }
    }
    best
}

fn is_article(value: &Value) -> bool {
    let is_kind =
        |kind: &Value| kind.as_str().is_some_and(|kind| kind.ends_with("Article") || kind.ends_with("Posting") || kind == "Report");
    match value.get("@type") {
        Some(Value::Array(kinds)) => kinds.iter().any(is_kind),
        Some(kind) => is_kind(kind),
        None => false,
    }
}

fn of(value: &Value) -> Stated {
    let text = |name: &str| value.get(name).and_then(named);
    Stated {
        headline: text("headline").or_else(|| text("name")),
        author: text("author"),
        published: text("datePublished"),
        modified: text("dateModified"),
        publisher: text("publisher"),
        lang: text("inLanguage"),
        id: value.get("@id").and_then(Value::as_str).or(value.get("url").and_then(Value::as_str)).map(String::from),
        body: value.get("articleBody").and_then(Value::as_str).map(String::from),
    }
}

/// A text, or the name of a thing, or those of several.
fn named(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Object(object) => object.get("name").and_then(Value::as_str).map(String::from),
        Value::Array(list) => {
            let names: Vec<String> = list.iter().filter_map(|one| one.as_str().or(one.get("name")?.as_str()).map(String::from)).collect();
            (!names.is_empty()).then(|| names.join(", "))
        }
        _ => None,
    }
    .filter(|text| !text.trim().is_empty())
}

//! Outputs against the schemas that the program prints, and the page that describes them.
//!
//! `COPYDESK_UPDATE=1 cargo test --locked --test it schemas` writes `docs/schemas.md` anew.

use crate::run::{root, run};
use jsonschema::Validator;
use serde_json::Value;
use std::fs;

fn schema(name: &str) -> Value {
    let ran = run(root(), &["schema", name], b"");
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    serde_json::from_str(&ran.stdout).expect("a schema is JSON")
}

/// A validator that also refuses fields that the schema does not name: the schemas are to be complete.
fn validator(mut schema: Value) -> Validator {
    close(&mut schema);
    jsonschema::draft202012::new(&schema).expect("a schema is valid")
}

fn close(schema: &mut Value) {
    match schema {
        Value::Object(fields) => {
            if fields.get("properties").is_some_and(Value::is_object) && fields.get("type").is_some_and(|kind| kind == "object") {
                fields.insert("additionalProperties".into(), false.into());
            }
            fields.values_mut().for_each(close);
        }
        Value::Array(items) => items.iter_mut().for_each(close),
        _ => {}
    }
}

fn check(name: &str, validator: &Validator, line: &str) {
    let value: Value = serde_json::from_str(line).expect("JSON");
    let wrong: Vec<String> = validator.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(wrong.is_empty(), "{name}: {wrong:#?}");
}

#[test]
fn outputs_keep_their_schemas() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).to_str().expect("a path").to_string();
    let (pairs, kept, left_out, sarif) = (path("pairs.jsonl"), path("kept.jsonl"), path("left-out.jsonl"), path("x.sarif"));
    let (draft, wire) = ("fixtures/01-daraya-truce/shortened.txt", "fixtures/01-daraya-truce/wire.txt");
    for (name, args) in [
        ("diff-chain", vec!["diff", draft, wire, draft, "--format=json"]),
        ("cluster", vec!["cluster", "fixtures", "--format=jsonl", "--pairs", &pairs]),
        ("clusters", vec!["cluster", "fixtures", "--format=json"]),
        ("check", vec!["check", "fixtures", "--format=json"]),
        ("check-copy", vec!["check", "fixtures", "--format=jsonl"]),
        ("read", vec!["read", draft, wire, "fixtures/06-evening-briefing/briefing.md", "--format=json"]),
        ("finding", vec!["check", "fixtures", "--format=findings", "--fail-on=partial", "--report", &format!("sarif={sarif}")]),
    ] {
        let validator = validator(schema(name));
        let ran = run(root(), &args, b"");
        assert!(ran.code < 2, "{}", ran.stderr);
        assert!(ran.stdout.lines().count() > 0, "{name}");
        ran.stdout.lines().for_each(|line| check(name, &validator, line));
    }
    let (copies, last) = (validator(schema("check-copy")), validator(schema("incomplete")));
    let ran = run(root(), &["check", draft, "no.txt", "--against", wire, "--format=jsonl"], b"");
    assert_eq!(ran.code, 2, "{}", ran.stderr);
    let lines: Vec<&str> = ran.stdout.lines().collect();
    check("check-copy", &copies, lines[0]);
    check("incomplete", &last, lines[1]);
    assert_eq!(lines.len(), 2, "{}", ran.stdout);
    let ran = run(root(), &["cluster", "fixtures", "--keep=lead", "--output", &kept, "--left-out", &left_out], b"");
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    for (name, file) in [("pair", pairs), ("left-out", left_out)] {
        let validator = validator(schema(name));
        let text = fs::read_to_string(file).expect("written");
        assert!(!text.is_empty(), "{name}");
        text.lines().for_each(|line| check(name, &validator, line));
    }
}

#[test]
fn comparisons_and_diffs_of_all_fixtures_keep_their_schemas() {
    let (compare, diff) = (validator(schema("compare")), validator(schema("diff")));
    let mut n_pairs = 0;
    for entry in fs::read_dir(root().join("fixtures")).expect("a folder").map(|entry| entry.expect("an entry").path()) {
        let mut texts: Vec<String> = match fs::read_dir(&entry) {
            Ok(files) => files.map(|file| file.expect("a file").path().display().to_string()).collect(),
            Err(_) => continue,
        };
        texts.retain(|text| text.ends_with(".txt") || text.ends_with(".md"));
        texts.sort();
        for pair in texts.windows(2) {
            for (name, validator) in [("compare", &compare), ("diff", &diff)] {
                let ran = run(root(), &[name, &pair[0], &pair[1], "--format=json"], b"");
                assert_eq!(ran.code, 0, "{}", ran.stderr);
                check(name, validator, &ran.stdout);
            }
            n_pairs += 1;
        }
    }
    assert!(n_pairs >= 10, "{n_pairs}");
}

#[test]
fn all_schemas_are_listed_and_promise_stability() {
    let names = run(root(), &["schema"], b"").stdout;
    assert!(names.lines().count() >= 10, "{names}");
    for name in names.lines() {
        let schema = schema(name);
        assert!(schema["title"].as_str().is_some_and(|text| text.starts_with(&format!("copydesk.{name}/"))), "{name}");
        assert!(schema["description"].as_str().is_some_and(|text| text.contains("Stability")), "{name}");
        let named = schema["properties"]["schema"]["const"].as_str().expect("each record names its schema");
        assert!(named.starts_with(&format!("copydesk.{name}/")), "{name}");
        assert!(!validator(schema).is_valid(&Value::Null), "{name}: the validator can say no");
    }
    assert_eq!(run(root(), &["schema", "nothing"], b"").code, 2);
}

#[test]
fn every_field_is_described() {
    let names = run(root(), &["schema"], b"").stdout;
    for name in names.lines() {
        for (record, fields) in records(&schema(name)) {
            for field in fields {
                assert!(field.what.len() > 3, "{name}: {record}.{}", field.name);
            }
        }
    }
}

#[test]
fn the_page_lists_every_field() {
    let path = root().join("docs/schemas.md");
    let page = page();
    if std::env::var_os("COPYDESK_UPDATE").is_some() {
        fs::write(&path, &page).expect("written");
    }
    let stored = fs::read_to_string(&path).expect("docs/schemas.md");
    assert_eq!(stored, page, "docs/schemas.md is made from the schemas: write it anew");
}

/// A field of a record as the page shows it.
struct Field {
    name: String,
    kind: String,
    is_required: bool,
    what: String,
}

/// The records of a schema by name, the outermost first, each with its fields in order.
fn records(schema: &Value) -> Vec<(String, Vec<Field>)> {
    let definitions = schema["$defs"].as_object().into_iter().flatten().map(|(name, record)| (name.clone(), record));
    let all = std::iter::once((String::new(), schema)).chain(definitions);
    all.filter(|(_, record)| record["properties"].is_object()).map(|(name, record)| (name, fields(record, schema))).collect()
}

fn fields(record: &Value, whole: &Value) -> Vec<Field> {
    let required: Vec<&str> = record["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let properties = record["properties"].as_object().into_iter().flatten();
    properties
        .map(|(name, field)| Field {
            name: name.clone(),
            kind: kind(field, whole),
            is_required: required.contains(&name.as_str()),
            what: field["description"].as_str().unwrap_or_default().to_string(),
        })
        .collect()
}

/// The type of a field in a word or two.
fn kind(field: &Value, whole: &Value) -> String {
    if let Some(value) = field["const"].as_str() {
        return format!("`{value}`");
    }
    if let Some(target) = field["$ref"].as_str() {
        let name = target.rsplit('/').next().unwrap_or_default();
        let target = &whole["$defs"][name];
        return match target["properties"].is_object() {
            true => format!("[{name}](#{})", name.to_lowercase()),
            false if name == "Span" => String::from("span"),
            false => String::from("string"),
        };
    }
    if let Some(one) = field["anyOf"].as_array().and_then(|all| all.iter().find(|one| one["type"] != "null")) {
        return format!("{} or null", kind(one, whole));
    }
    match &field["type"] {
        Value::Array(all) => all.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" or "),
        Value::String(name) if name == "array" => format!("list of {}", kind(&field["items"], whole)),
        Value::String(name) if name == "number" && field["maximum"] == 1.0 => String::from("share"),
        Value::String(name) => name.clone(),
        _ => String::from("any"),
    }
}

fn page() -> String {
    let mut page = String::from(
        "# JSON outputs\n\nEvery JSON output is one record. `copydesk schema NAME` prints its JSON Schema; this page is made from the schemas.\n\n\
         Within one schema number a field keeps its name, type and meaning. Fields may be added, and names may be added to lists that are called \
         open; readers ignore what they do not know. A span is `[start, end)` in UTF-8 bytes of the article's text; a share is a number from 0 to 1.\n",
    );
    let names = run(root(), &["schema"], b"").stdout;
    let mut parts: Vec<(String, Vec<Field>)> = Vec::new();
    let mut lists: Vec<(String, String)> = Vec::new();
    for name in names.lines() {
        let schema = schema(name);
        let description = schema["description"].as_str().unwrap_or_default();
        let what = description.split(" Stability:").next().unwrap_or_default();
        page.push_str(&format!("\n## {name}\n\n{what}\n"));
        for (record, fields) in records(&schema) {
            if record.is_empty() {
                page.push_str(&table(&fields));
            } else if parts.iter().all(|(known, _)| *known != record) {
                parts.push((record, fields));
            }
        }
        for (list, values) in schema["$defs"].as_object().into_iter().flatten() {
            let names: Vec<&str> = values["enum"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
            let what = values["description"].as_str().unwrap_or_default();
            let told = if names.is_empty() { what.to_string() } else { format!("{what}: {}", names.join(", ")) };
            if values["type"] == "string" && lists.iter().all(|(known, _)| known != list) {
                lists.push((list.clone(), told));
            }
        }
    }
    page.push_str("\n## Names\n\n");
    lists.sort();
    lists.iter().for_each(|(name, what)| page.push_str(&format!("- {name}: {what}\n")));
    page.push_str("\n## Parts\n");
    parts.sort_by(|a, b| a.0.cmp(&b.0));
    for (name, fields) in &parts {
        page.push_str(&format!("\n### {name}\n{}", table(fields)));
    }
    page
}

fn table(fields: &[Field]) -> String {
    let mut table = String::from("\n| field | type | what |\n|---|---|---|\n");
    for field in fields {
        let optional = if field.is_required { "" } else { ", may be left out" };
        table.push_str(&format!("| `{}` | {}{optional} | {} |\n", field.name, field.kind, field.what));
    }
    table
}

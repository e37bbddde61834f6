//! Real JSON outputs against the schemas that the program prints, by a small validator of the words of JSON Schema that they use.

use crate::run::{root, run};
use serde_json::Value;

/// What is wrong with `value`, if anything. Fields that the schema does not name are wrong here: the schemas are to be complete.
fn check(value: &Value, schema: &Value, whole: &Value, place: &str) -> Result<(), String> {
    if let Some(name) = schema["$ref"].as_str() {
        let target = whole.pointer(name.trim_start_matches('#')).ok_or_else(|| format!("{place}: no {name}"))?;
        return check(value, target, whole, place);
    }
    let known = [
        "type",
        "properties",
        "required",
        "items",
        "enum",
        "const",
        "minimum",
        "maximum",
        "minItems",
        "maxItems",
        "minLength",
        "maxLength",
        "description",
        "title",
        "$schema",
        "$defs",
        "additionalProperties",
    ];
    for word in schema.as_object().expect("a schema").keys() {
        assert!(known.contains(&word.as_str()), "the validator does not know `{word}`");
    }
    let is = |name: &str| match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_u64() || value.is_i64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        _ => value.is_null(),
    };
    let types: Vec<&str> = match &schema["type"] {
        Value::String(name) => vec![name],
        Value::Array(names) => names.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    if !types.is_empty() && !types.iter().any(|name| is(name)) {
        return Err(format!("{place}: {value} is no {types:?}"));
    }
    if schema.get("const").is_some_and(|wanted| wanted != value)
        || schema["enum"].as_array().is_some_and(|all| !all.contains(value))
        || schema["minimum"].as_f64().zip(value.as_f64()).is_some_and(|(least, value)| value < least)
        || schema["maximum"].as_f64().zip(value.as_f64()).is_some_and(|(most, value)| value > most)
    {
        return Err(format!("{place}: {value} is not allowed"));
    }
    let length = value.as_array().map(Vec::len).or(value.as_str().map(str::len)).map(|length| length as u64);
    let limit = |word: &str| schema[word].as_u64();
    if length.is_some_and(|length| {
        limit("minItems").or(limit("minLength")).is_some_and(|least| length < least)
            || limit("maxItems").or(limit("maxLength")).is_some_and(|most| length > most)
    }) {
        return Err(format!("{place}: wrong length"));
    }
    if let (Some(fields), Some(properties)) = (value.as_object(), schema["properties"].as_object()) {
        for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            if !fields.contains_key(name) {
                return Err(format!("{place}: `{name}` is missing"));
            }
        }
        for (name, field) in fields {
            let schema = properties.get(name).ok_or_else(|| format!("{place}: `{name}` is not in the schema"))?;
            check(field, schema, whole, &format!("{place}.{name}"))?;
        }
    }
    if schema.get("items").is_some() {
        for (item, number) in value.as_array().into_iter().flatten().zip(0..) {
            check(item, &schema["items"], whole, &format!("{place}[{number}]"))?;
        }
    }
    Ok(())
}

fn schema(name: &str) -> Value {
    let ran = run(root(), &["schema", name], b"");
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    serde_json::from_str(&ran.stdout).expect("a schema is JSON")
}

#[test]
fn outputs_keep_their_schemas() {
    let (draft, wire) = ("fixtures/01-daraya-truce/shortened.txt", "fixtures/01-daraya-truce/wire.txt");
    let folder = tempfile::tempdir().expect("a folder");
    let pairs = folder.path().join("pairs.jsonl");
    let pairs = pairs.to_str().expect("a path");
    let story = "fixtures/01-daraya-truce";
    for (name, args) in [
        ("compare", vec!["compare", draft, wire, "--format=json"]),
        ("diff", vec!["diff", draft, wire, "--format=json"]),
        ("diff-chain", vec!["diff", draft, wire, draft, "--format=json"]),
        ("cluster", vec!["cluster", "fixtures", "--format=jsonl", "--pairs", pairs]),
        ("clusters", vec!["cluster", "fixtures", "--format=json"]),
        ("check", vec!["check", "fixtures", "--format=json"]),
        ("check-copy", vec!["check", story, "--format=jsonl"]),
        ("finding", vec!["check", "fixtures", "--format=findings", "--fail-on=partial"]),
    ] {
        let schema = schema(name);
        let ran = run(root(), &args, b"");
        assert!(ran.code < 2, "{}", ran.stderr);
        assert!(ran.stdout.lines().count() > 0, "{name}");
        for line in ran.stdout.lines() {
            let value: Value = serde_json::from_str(line).expect("JSON");
            check(&value, &schema, &schema, name).expect("as the schema says");
        }
    }
    let kept = folder.path().join("kept.jsonl");
    let left_out = folder.path().join("left-out.jsonl");
    let paths = [&kept, &left_out].map(|path| path.to_str().expect("a path"));
    let ran = run(root(), &["cluster", "fixtures", "--keep=lead", "--output", paths[0], "--left-out", paths[1]], b"");
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    for (name, file) in [("pair", pairs), ("left-out", paths[1])] {
        let schema = schema(name);
        let text = std::fs::read_to_string(file).expect("written");
        assert!(!text.is_empty(), "{name}");
        for line in text.lines() {
            check(&serde_json::from_str(line).expect("JSON"), &schema, &schema, name).expect("as the schema says");
        }
    }
}

#[test]
fn every_named_output_has_a_schema() {
    let names = run(root(), &["schema"], b"").stdout;
    let mut folders = vec![root().join("src/render")];
    let mut n_found = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = std::fs::read_to_string(&path).expect("source");
                for piece in text.split("schema: \"copydesk.").skip(1) {
                    let name = piece.split('/').next().expect("a name");
                    assert!(names.lines().any(|known| known == name), "{}: `{name}` has no schema", path.display());
                    n_found += 1;
                }
            }
        }
    }
    assert!(n_found >= 8, "{n_found}");
}

#[test]
fn all_schemas_are_listed_and_promise_stability() {
    let names = run(root(), &["schema"], b"").stdout;
    for name in names.lines() {
        let schema = schema(name);
        assert!(schema["description"].as_str().is_some_and(|text| text.contains("Stability")), "{name}");
        assert!(check(&Value::Null, &schema, &schema, name).is_err(), "{name}: the validator can say no");
    }
    assert_eq!(run(root(), &["schema", "nothing"], b"").code, 2);
}

//! Every format from the same findings: fields that readers need, limits of services, and hostile names that stay text.

use super::*;
use crate::judge::{FailOn, FailOnQuotation, Finding, Fingerprint, Gated, Level, Location, Position, Status};
use crate::pipeline::Direction;
use crate::render::Paint;
use crate::score::{Grade, Relation};
use serde_json::Value;
use std::collections::BTreeSet;

fn place(path: &str, start: (u32, u32), end: (u32, u32)) -> Location {
    let position = |(line, column)| Position { line, column };
    Location { path: path.into(), start: position(start), end: Some(position(end)), has_lines: true }
}

fn finding(copy: &str, status: Status) -> Finding {
    let level = match &status {
        Status::New | Status::Grown { .. } => Level::Error,
        Status::Below => Level::Warning,
        _ => Level::Note,
    };
    Finding {
        quotation: None,
        copy: copy.into(),
        source: "wire/003.txt".into(),
        with: Vec::new(),
        relation: Relation::Shortened,
        grade: Some(Grade::Sure),
        words: 286,
        copy_words: 375,
        share: 286.0 / 375.0,
        longest_run_words: 41,
        direction: Direction::Date,
        level,
        status,
        place: place(copy, (3, 5), (14, 20)),
        others: vec![place(copy, (20, 1), (20, 60))],
        source_places: vec![place("wire/003.txt", (2, 1), (19, 4))],
        opening: "The ferry to the outer islands".into(),
        fingerprint: Fingerprint(0x1234_5678_9abc_def0),
        anchors: Vec::new(),
        source_anchors: Vec::new(),
        occurrence: 0,
        name: copy.into(),
        source_name: "wire/003.txt".into(),
        copy_argument: copy.into(),
        source_argument: "wire/003.txt".into(),
    }
}

fn gated(findings: Vec<Finding>) -> Gated {
    let (expired, unused) = (Vec::new(), Vec::new());
    Gated {
        findings,
        fail_on: FailOn::Derived,
        fail_on_quotation: FailOnQuotation::None,
        n_checked: 20,
        n_against: 10_000,
        problems: Vec::new(),
        gone: Vec::new(),
        unmatched: Vec::new(),
        min_level: Level::Note,
        expired,
        unused,
    }
}

fn suppressed() -> Status {
    Status::Suppressed { reason: "bought".into(), until: Some("2027-01-31".into()), place: "copydesk.toml:3".into() }
}

/// One finding of each kind.
fn mixed() -> Gated {
    let row = Finding {
        place: Location { path: "in.jsonl".into(), start: Position { line: 17, column: 1 }, end: None, has_lines: true },
        others: Vec::new(),
        name: "in.jsonl#7".into(),
        copy_argument: "in.jsonl#7".into(),
        ..finding("7", Status::Below)
    };
    let known = Finding { occurrence: 1, ..finding("content/old.md", Status::Known) };
    gated(vec![finding("content/a.md", Status::New), row, known, finding("content/c.md", suppressed())])
}

/// The result in all formats, with what was allowed.
fn all_formats(gated: &Gated) -> Vec<(&'static str, String)> {
    vec![
        ("human", gate_human(gated, GateView { width: 100, paint: Paint::Plain, show_suppressed: true })),
        ("concise", gate_concise(gated, true)),
        ("csv", gate_csv(gated, true)),
        ("summary", gate_summary(gated, true)),
        ("github", gate_github(gated, true)),
        ("gitlab", gate_gitlab(gated, true)),
        ("junit", gate_junit(gated, true)),
        ("sarif", gate_sarif(gated, true)),
        ("findings", gate_jsonl(gated, true)),
    ]
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

#[test]
fn line_formats_are_as_written_here() {
    let gated = mixed();
    assert_eq!(
        gate_concise(&gated, true),
        "content/a.md:3:5: error: shortened from wire/003.txt: 286 of its 375 words come from there (76 %), lines 3-14 and 20; the copy is later by date [123456789abcdef0]\n\
         in.jsonl#7:17:1: warning: shortened from wire/003.txt: 286 of its 375 words come from there (76 %), line 17; the copy is later by date [123456789abcdef0]\n\
         content/old.md:3:5: note: shortened from wire/003.txt: 286 of its 375 words come from there (76 %), lines 3-14 and 20; the copy is later by date; in the baseline \
         [123456789abcdef0]\n\
         content/c.md:3:5: note: shortened from wire/003.txt: 286 of its 375 words come from there (76 %), lines 3-14 and 20; the copy is later by date; suppressed until 2027-01-31 \
         (copydesk.toml:3): bought [123456789abcdef0]\n"
    );
    assert_eq!(gate_concise(&gated, false).lines().count(), 2);
    assert_eq!(
        gate_csv(&gated, true).lines().nth(1),
        Some("error,new,content/a.md,wire/003.txt,shortened,0.7627,286,375,41,content/a.md,3,5,14,20,123456789abcdef0,,sure")
    );
    assert_eq!(
        gate_github(&gated, false),
        "::error file=content/a.md,line=3,endLine=14,title=copydesk%3A shortened::content/a.md: shortened from wire/003.txt: 286 of its \
         375 words come from there (76 %25), lines 3-14 and 20; the copy is later by date%0ASee it: copydesk compare content/a.md wire/003.txt --explain\n\
         ::warning file=in.jsonl,line=17,col=1,title=copydesk%3A shortened::in.jsonl#7: shortened from wire/003.txt: 286 of its 375 words come \
         from there (76 %25), line 17; the copy is later by date%0ASee it: copydesk compare in.jsonl#7 wire/003.txt --explain\n"
    );
    assert_eq!(
        gate_done(&gated),
        "20 articles checked against 10,000: 1 finding fails (derived or closer); 1 let pass, 1 in the baseline, 1 suppressed."
    );
}

#[test]
fn the_screen_names_source_lines_share_command_and_suppression() {
    let shown = gate_human(&mixed(), GateView { width: 100, paint: Paint::Plain, show_suppressed: true });
    let stamp = Fingerprint(0x1234_5678_9abc_def0).stamped();
    assert_eq!(
        shown.replace(&stamp, "STAMPED"),
        "1 finding fails:\n\
         \n\
         content/a.md:3: shortened from wire/003.txt: 286 of its 375 words come from there (76 %), lines 3-14\n\
         \x20 and 20; the copy is later by date.\n\
         \x20   “The ferry to the outer islands ...”\n\
         \x20 see it:   copydesk compare content/a.md wire/003.txt --explain\n\
         \x20 allow it:\n\
         \x20   { copy = \"content/a.md\", source = \"wire/003.txt\", fingerprint = \"STAMPED\", reason = \"\" },\n\
         \n\
         Allowed:\n\
         \x20 content/old.md: shortened from wire/003.txt: 286 of its 375 words come from there (76 %), lines\n\
         \x20   3-14 and 20; the copy is later by date; in the baseline\n\
         \x20 content/c.md: shortened from wire/003.txt: 286 of its 375 words come from there (76 %), lines 3-14\n\
         \x20   and 20; the copy is later by date; suppressed until 2027-01-31 (copydesk.toml:3): bought\n"
    );
    assert_eq!(gate_human(&gated(Vec::new()), GateView { width: 40, paint: Paint::Plain, show_suppressed: true }), "");
}

#[test]
fn who_took_from_whom_is_said_only_where_something_tells_it() {
    for relation in Relation::ALL {
        let finding = Finding { relation, direction: Direction::Text, ..finding("content/a.md", Status::New) };
        let gated = gated(vec![finding]);
        for shown in [gate_concise(&gated, true), gate_junit(&gated, true), gate_github(&gated, true), gate_sarif(&gated, true)] {
            assert!(shown.contains("which was first is not known"), "{shown}");
            let claims = ["shortened from", "expanded from", "reworked from", "takes a part from"];
            assert!(!claims.iter().any(|claim| shown.contains(claim)), "{shown}");
        }
    }
    for direction in [Direction::Date, Direction::Base] {
        let gated = gated(vec![Finding { direction, ..finding("content/a.md", Status::New) }]);
        let shown = gate_concise(&gated, true);
        assert!(shown.contains("shortened from") && !shown.contains("not known"), "{shown}");
    }
}

#[test]
fn sarif_has_what_the_standard_and_code_hosts_require() {
    let log = json(&gate_sarif(&mixed(), true));
    assert_eq!((log["version"].as_str(), log["$schema"].as_str().is_some()), (Some("2.1.0"), true));
    let runs = log["runs"].as_array().expect("runs");
    assert_eq!(runs.len(), 1);
    let driver = &runs[0]["tool"]["driver"];
    assert_eq!(driver["name"], "copydesk");
    let rules = driver["rules"].as_array().expect("rules");
    let ids: BTreeSet<&str> = rules.iter().map(|rule| rule["id"].as_str().expect("an id")).collect();
    assert_eq!(ids.len(), rules.len());
    for rule in rules {
        for text in ["shortDescription", "fullDescription", "help"] {
            assert!(rule[text]["text"].as_str().is_some_and(|text| text.len() < 1024), "{text}");
        }
        assert!(["error", "warning", "note"].contains(&rule["defaultConfiguration"]["level"].as_str().expect("a level")));
    }
    assert_eq!(runs[0]["columnKind"], "unicodeCodePoints");
    assert_eq!(runs[0]["invocations"][0]["executionSuccessful"], true);
    let results = runs[0]["results"].as_array().expect("results");
    assert_eq!(results.len(), 4);
    for result in results {
        let index = result["ruleIndex"].as_u64().expect("a rule") as usize;
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert!(result["message"]["text"].as_str().is_some_and(|text| !text.is_empty()));
        assert!(["error", "warning", "note"].contains(&result["level"].as_str().expect("a level")));
        assert_eq!(result["locations"].as_array().map(Vec::len), Some(1));
        let related = result["relatedLocations"].as_array().expect("related");
        for location in related.iter().chain(result["locations"].as_array().expect("one")) {
            let physical = &location["physicalLocation"];
            let uri = physical["artifactLocation"]["uri"].as_str().expect("a URI");
            assert!(!uri.starts_with('/') && uri.is_ascii() && !uri.contains(' '), "{uri}");
            assert_eq!(physical["artifactLocation"]["uriBaseId"], "%SRCROOT%");
            assert!(physical["region"]["startLine"].as_u64().is_some_and(|line| line >= 1));
        }
        let ids: Vec<u64> = related.iter().filter_map(|location| location["id"].as_u64()).collect();
        assert_eq!(ids, (1..=related.len() as u64).collect::<Vec<_>>());
        assert_eq!(result["partialFingerprints"]["copydesk/v1"], "123456789abcdef0");
    }
    assert_eq!(results[0]["locations"][0]["physicalLocation"]["region"]["endColumn"], 20);
    assert_eq!(results[1]["locations"][0]["physicalLocation"]["region"].as_object().map(serde_json::Map::len), Some(1));
    assert_eq!(results[2]["partialFingerprints"]["primaryLocationLineHash"], "123456789abcdef0:2");
    assert_eq!(results[2]["baselineState"], "unchanged");
    assert_eq!(results[3]["suppressions"][0]["kind"], "external");
    assert_eq!(results[3]["suppressions"][0]["justification"], "bought");
    assert_eq!(json(&gate_sarif(&gated(Vec::new()), true))["runs"][0]["results"], Value::Array(Vec::new()));
}

#[test]
fn paths_outside_the_repository_are_file_uris() {
    let mut one = finding("content/a.md", Status::New);
    one.place.path = "/data/in put/ä.md".into();
    let log = json(&gate_sarif(&gated(vec![one]), false));
    let artifact = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"];
    assert_eq!(artifact["uri"], "file:///data/in%20put/%C3%A4.md");
    assert!(artifact.get("uriBaseId").is_none());
}

#[test]
fn gitlab_entries_are_complete_and_unique() {
    let issues = json(&gate_gitlab(&mixed(), true));
    let issues = issues.as_array().expect("an array");
    let fingerprints: BTreeSet<&str> = issues.iter().map(|issue| issue["fingerprint"].as_str().expect("one")).collect();
    // The first, the second and the last finding of the example have the same content and number.
    assert_eq!(fingerprints.len(), 2);
    for issue in issues {
        for field in ["description", "check_name"] {
            assert!(issue[field].as_str().is_some_and(|text| !text.is_empty()), "{field}");
        }
        assert!(["info", "minor", "major", "critical", "blocker"].contains(&issue["severity"].as_str().expect("a severity")));
        assert!(issue["location"]["path"].as_str().is_some_and(|path| !path.starts_with("./")));
        assert!(issue["location"]["lines"]["begin"].as_u64() <= issue["location"]["lines"]["end"].as_u64());
    }
}

/// A reader of XML as strict as needed: the elements in order with their depth, or what is wrong.
fn elements(xml: &str) -> Result<Vec<(usize, String)>, String> {
    let (mut open, mut found): (Vec<String>, Vec<(usize, String)>) = (Vec::new(), Vec::new());
    let mut rest = xml.strip_prefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n").ok_or("no declaration")?;
    while let Some(at) = rest.find('<') {
        let (text, tag) = rest.split_at(at);
        let plain = ["&amp;", "&lt;", "&gt;", "&quot;", "&apos;"].iter().fold(text.to_string(), |text, entity| text.replace(entity, ""));
        if plain.contains(['&', '>']) {
            return Err(format!("bare mark in {text}"));
        }
        let end = tag.find('>').ok_or("an open tag")?;
        let inner = &tag[1..end];
        rest = &tag[end + 1..];
        let name: String = inner.trim_start_matches('/').chars().take_while(|c| c.is_alphanumeric() || *c == '-').collect();
        if inner.starts_with('/') {
            if open.pop().as_ref() != Some(&name) {
                return Err(format!("</{name}> closes nothing"));
            }
            continue;
        }
        if !inner[name.len()..].matches('"').count().is_multiple_of(2) || inner.contains('<') {
            return Err(format!("bad attributes: {inner}"));
        }
        found.push((open.len(), name.clone()));
        if !inner.ends_with('/') {
            open.push(name);
        }
    }
    if open.is_empty() { Ok(found) } else { Err(format!("never closed: {open:?}")) }
}

#[test]
fn junit_is_well_formed_and_counts_right() {
    let xml = gate_junit(&mixed(), true);
    let found = elements(&xml).expect("well formed");
    let names: Vec<(usize, &str)> = found.iter().map(|(depth, name)| (*depth, name.as_str())).collect();
    assert_eq!(
        names,
        [
            (0, "testsuites"),
            (1, "testsuite"),
            (2, "testcase"),
            (3, "failure"),
            (2, "testcase"),
            (3, "system-out"),
            (2, "testcase"),
            (3, "skipped"),
            (2, "testcase"),
            (3, "skipped")
        ]
    );
    assert!(xml.contains("<testsuite name=\"copydesk check\" tests=\"4\" failures=\"1\" errors=\"0\" skipped=\"2\">"));
    assert!(xml.contains("file=\"content/a.md\" line=\"3\""));
    let empty = gate_junit(&gated(Vec::new()), true);
    assert_eq!(elements(&empty).expect("well formed").len(), 3);
    assert!(empty.contains("tests=\"1\" failures=\"0\""));
    assert!(elements("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a><b></a>").is_err(), "the reader can say no");
}

#[test]
fn limits_of_services_are_kept_and_said() {
    let many: Vec<Finding> = (0..6_000_u64)
        .map(|n| Finding { fingerprint: Fingerprint(n), ..finding(&format!("content/{n:05}-{}.md", "x".repeat(150)), Status::New) })
        .collect();
    let gated = gated(many);
    let annotations = gate_github(&gated, false);
    assert_eq!(annotations.lines().count(), 10);
    assert!(annotations.lines().last().is_some_and(|line| line.starts_with("::error title=copydesk::5,991 more findings")));
    let log = json(&gate_sarif(&gated, false));
    assert_eq!(log["runs"][0]["results"].as_array().map(Vec::len), Some(5_000));
    let said = &log["runs"][0]["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"];
    assert!(said.as_str().is_some_and(|text| text.starts_with("1,000 findings left out here")), "{said}");
    let summary = gate_summary(&gated, false);
    assert!(summary.len() < 1 << 20, "{}", summary.len());
    assert!(summary.contains("findings left out here"));
    let human = gate_human(&gated, GateView { width: 80, paint: Paint::Plain, show_suppressed: false });
    assert_eq!(human.matches("see it:").count(), 50);
}

/// Names that try to be something else: formulas, links, tags, commands, escapes.
fn hostile() -> Vec<String> {
    let plain = [
        "=1+1",
        "=HYPERLINK(\"http://evil.example\",\"x\")",
        "+cmd|' /C calc'!A0",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "＝1",
        "a,b\"c;d",
        "=1\n=2",
        "[click](http://evil.example)",
        "![x](http://evil.example/x.png)",
        "<http://evil.example>",
        "http://evil.example",
        "www.evil.example",
        "mail@evil.example",
        "@octocat",
        "#1",
        "a|b|c",
        "`code`",
        "``` \n# big\n```",
        "**bold** _it_ ~~no~~",
        "\\[x\\](y)",
        "[x]: http://evil.example",
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "</code></td><script>",
        "</failure><testcase/>",
        "]]><x>",
        "\"/><x a=\"",
        "' onload='x",
        "&lt;script&gt;",
        "&#60;b&#62;",
        "<!-- x -->",
        "<![CDATA[x]]>",
        "::error::x",
        "\n::set-output name=x::y",
        "\r\n::stop-commands::t",
        "%0A::error::x",
        "a::b,c=d",
        "##[error]x",
        "{0} {{x}}",
        "[a](1) [b](2)",
        "$(touch x)",
        "`touch x`",
        "'; touch x; '",
        "-rf",
        "--output=x",
        "\u{1b}[31mred",
        "\u{1b}]0;t\u{7}",
        "\u{202e}gpj.exe",
        "\u{0}\u{8}\u{7f}\u{9b}",
        "a\u{2028}b",
        "\u{fffe}\u{ffff}",
        "javascript:alert(1)",
    ];
    plain.iter().map(ToString::to_string).collect()
}

fn hostile_findings(name: &str) -> Gated {
    let mut all = Vec::new();
    let statuses = [Status::New, Status::Suppressed { reason: name.into(), until: None, place: name.into() }];
    for status in statuses {
        let mut one = finding(name, status);
        one.source = name.into();
        one.source_name = name.into();
        one.source_argument = name.into();
        one.opening = name.into();
        one.with = vec![name.into()];
        all.push(one);
    }
    gated(all)
}

#[test]
fn hostile_names_stay_text() {
    assert!(hostile().len() >= 50);
    for name in hostile() {
        let gated = hostile_findings(&name);
        for (format, text) in all_formats(&gated) {
            let controls = text.chars().filter(|c| c.is_control() && !matches!(c, '\n' | '\r')).count();
            assert_eq!(controls, 0, "{format}: {name:?}");
            let bidi = ['\u{202e}', '\u{2028}'];
            assert!(!text.contains(bidi), "{format}: {name:?}");
        }
        csv_is_inert(&gate_csv(&gated, true), &name);
        annotations_are_inert(&gate_github(&gated, true), &name);
        assert!(elements(&gate_junit(&gated, true)).is_ok_and(|found| found.len() == 6), "{name:?}");
        summary_is_inert(&gate_summary(&gated, true), &name);
        for result in json(&gate_sarif(&gated, true))["runs"][0]["results"].as_array().expect("results") {
            message_is_inert(result["message"]["text"].as_str().expect("a text"), &name);
        }
        assert_eq!(gate_concise(&gated, true).lines().count(), 2, "{name:?}");
        assert_eq!(json(gate_jsonl(&gated, true).lines().next().expect("a line"))["copy"], name.as_str());
    }
}

fn csv_is_inert(csv: &str, name: &str) {
    let (mut fields, mut field, mut quoted) = (Vec::new(), String::new(), false);
    for c in csv.chars() {
        match c {
            '"' => quoted = !quoted,
            ',' | '\n' if !quoted => fields.push(std::mem::take(&mut field)),
            '\r' if !quoted => {}
            _ => field.push(c),
        }
    }
    assert_eq!(fields.len(), 3 * 17, "{name:?}");
    for field in &fields {
        assert!(!field.starts_with(['=', '+', '-', '@', '\t', '\r', '＝']), "{name:?}: {field}");
    }
}

fn annotations_are_inert(text: &str, name: &str) {
    assert_eq!(text.lines().count(), 2, "{name:?}");
    for line in text.lines() {
        assert!(line.starts_with("::error file=") || line.starts_with("::notice file="), "{name:?}: {line}");
        let (head, _) = line[2..].split_once("::").expect("a message");
        let keys: Vec<&str> =
            head.split_once(' ').expect("properties").1.split(',').map(|one| one.split('=').next().expect("a key")).collect();
        assert_eq!(keys, ["file", "line", "endLine", "title"], "{name:?}");
    }
}

/// Between the marks of the table there are only letters, numbers, plain punctuation and character references.
fn summary_is_inert(text: &str, name: &str) {
    let rows: Vec<&str> = text.lines().filter(|line| line.starts_with("| ")).collect();
    assert_eq!(rows.len(), 3, "{name:?}");
    for line in text.lines().filter(|line| !line.starts_with('#') && !line.starts_with("|---")) {
        let line = line.replace("<code>", "").replace("</code>", "");
        let bare: String =
            line.split('&').enumerate().map(|(n, part)| if n == 0 { part } else { part.split_once(';').expect("a reference").1 }).collect();
        let cells = bare.trim_start_matches("| ").trim_end_matches(" |").replace(" | ", " ");
        let wrong = |c: &char| c.is_ascii_punctuation() && !matches!(c, ',' | '-' | '/' | '%' | ';' | '.');
        assert_eq!(cells.trim_start_matches("- ").chars().find(wrong), None, "{name:?}: {line}");
        assert!(!cells.to_lowercase().contains("www."), "{name:?}: {line}");
    }
}

fn message_is_inert(text: &str, name: &str) {
    assert!(!text.contains(['<', '>', '\u{202e}', '\u{2028}']), "{name:?}: {text}");
    let mut escaped = false;
    for c in text.chars() {
        assert!(escaped || !matches!(c, '[' | ']'), "{name:?}: {text}");
        escaped = c == '\\' && !escaped;
    }
    let without = text.replace("{{", "").replace("}}", "");
    assert!(!without.contains(['{', '}']), "{name:?}: {text}");
}

//! What a pipeline reads: a run that is not complete says so, logs stay short, outputs destroy nothing, and numbers mean what they say.

use crate::run::run;
use crate::scratch::{APPLES, FERRY, Scratch, assert_code};
use std::fs;

const FORMATS: [&str; 12] =
    ["sarif", "junit", "json", "github", "gitlab", "csv", "summary", "markdown", "concise", "findings", "jsonl", "html"];

/// What all formats say, by name.
fn reports(scratch: &Scratch, args: &[&str]) -> Vec<(String, String)> {
    let wanted: Vec<String> = FORMATS.iter().map(|format| format!("--report={format}={format}.out")).collect();
    let mut all: Vec<&str> = wanted.iter().map(String::as_str).collect();
    all.extend(args);
    scratch.check(&all);
    FORMATS.iter().map(|format| ((*format).to_string(), scratch.read(&format!("{format}.out")))).collect()
}

/// What each format says of a run that is not complete.
fn told(format: &str) -> &'static str {
    match format {
        "sarif" => "\"executionSuccessful\": false",
        "junit" => "errors=\"1\"",
        "json" => "\"complete\":false",
        "github" => "::error title=copydesk%3A the run is not complete::",
        "gitlab" => "\"check_name\": \"copydesk/incomplete\"",
        "csv" => "error,incomplete,",
        "findings" | "jsonl" => "{\"schema\":\"copydesk.incomplete/1\",\"complete\":false,\"problems\":[",
        "html" => "<p class=\"incomplete\" role=\"alert\"><strong>The run is not complete:",
        _ => "he run is not complete:",
    }
}

fn assert_incomplete(format: &str, report: &str, what: &str) {
    let told = told(format);
    assert!(report.contains(told) && report.contains(what), "{format}: {report}");
}

#[test]
fn a_run_that_is_not_complete_says_so_in_every_report() {
    let scratch = Scratch::new();
    for (format, report) in reports(&scratch, &[]) {
        assert!(!report.contains("not complete") && !report.contains(told(&format)), "{format}: {report}");
    }
    fs::write(scratch.path().join("content/broken.md"), b"caf\0 \n").expect("written");
    for (format, report) in reports(&scratch, &[]) {
        assert_incomplete(&format, &report, "broken");
    }
    // An error that ends the run is no clean run either, and no report of yesterday is left.
    for (format, report) in reports(&scratch, &["--changed-since", "nowhere"]) {
        assert_incomplete(&format, &report, "nowhere");
    }
    let shown = scratch.check(&["--changed-since", "nowhere", "--format", "github"]);
    assert_code(&shown, 2);
    assert!(shown.stdout.starts_with("::error title="), "{}", shown.stdout);
}

#[test]
fn a_log_has_one_line_a_finding() {
    let scratch = Scratch::new();
    scratch.write("content/copy.md", FERRY);
    let ran = scratch.check(&[]);
    assert_code(&ran, 1);
    assert!(ran.stdout.starts_with("content/copy.md:3:32: error:") && ran.stdout.lines().count() == 1, "{}", ran.stdout);
    let whole = scratch.check(&["--format", "human"]);
    assert!(whole.stdout.contains("Divers are to look"), "{}", whole.stdout);
    scratch.write("copydesk.toml", "paths = [\"content\"]\nagainst = [\"wire\"]\nformat = \"human\"\nreport = [\"csv=out.csv\"]\n");
    assert_eq!(scratch.check(&[]).stdout, whole.stdout);
    let below = run(&scratch.path().join("content"), &["check", "--format=concise"], b"");
    assert_eq!(below.stdout, ran.stdout);
    assert!(scratch.read("out.csv").contains("content/copy.md"), "a report is relative to the settings file");
    // Who looks at one draft sees it.
    let one = scratch.check(&["--no-config", "content/copy.md", "--against", "wire/ferry.txt"]);
    assert!(one.stdout.contains("Divers are to look"), "{}", one.stdout);
}

#[test]
fn no_output_destroys_another_or_an_input() {
    let scratch = Scratch::new();
    scratch.write("content/copy.md", FERRY);
    let refused = |args: &[&str], what: &str| {
        let ran = scratch.check(args);
        assert_code(&ran, 2);
        assert!(ran.stderr.contains(what), "{}", ran.stderr);
    };
    refused(&["--report", "sarif=out", "--report", "csv=./out"], "named for two outputs");
    refused(&["--report", "sarif=out", "-o", "content/../out"], "named for two outputs");
    refused(&["--update-baseline", "--baseline", "known.tsv", "--report", "csv=known.tsv"], "named for two outputs");
    refused(&["-o", "content/copy.md"], "is one of the inputs");
    refused(&["--report", "csv=wire/ferry.txt"], "is one of the inputs");
    assert_eq!((scratch.read("content/copy.md"), scratch.read("wire/ferry.txt")), (FERRY.to_string(), FERRY.to_string()));
    assert_code(&scratch.check(&["--report", "csv=/dev/null", "--report", "sarif=/dev/null"]), 1);
}

#[test]
fn a_least_number_of_words_means_what_it_says() {
    let scratch = Scratch::new();
    let brief = "The harbour master closed the port on Tuesday after a crane fell.\n";
    scratch.write("content/brief.md", brief);
    scratch.write("wire/brief.txt", brief);
    assert_code(&scratch.check(&[]), 1);
    assert_code(&scratch.check(&["--min-words", "12"]), 1);
    assert_code(&scratch.check(&["--min-words", "13"]), 0);
}

#[test]
fn what_is_licensed_never_fails_whichever_way_it_is_found() {
    let plain = FERRY.replace(" (Northwire)", "");
    let longer = format!("{plain}\nA second ferry was sent from the mainland in the evening, and the inquiry begins on Monday.\n");
    let row = format!("{{\"id\":\"1\",\"source\":\"Northwire\",\"text\":{:?}}}\n", plain.replace('\n', " "));
    let scratch = Scratch::new();
    scratch.write("copydesk.toml", "paths = [\"content\"]\n");
    scratch.write("content/ours.md", &longer);
    scratch.write("content/in.jsonl", &row);
    scratch.commit();
    assert_code(&scratch.check(&[]), 1);
    assert_code(&scratch.check(&["--licensed", "Northwire"]), 0);
    // The wire comes later, and by its place it is the agency's.
    scratch.write("content/wire/late.txt", &plain);
    let late = ["--changed-since", "HEAD", "--licensed", "Northwire"];
    assert_code(&scratch.check(&[&late[..], &["--licensed", "content/wire"]].concat()), 0);
    // Who writes the name of an agency above a copy has no licence by that.
    fs::remove_dir_all(scratch.path().join("content/wire")).expect("removed");
    scratch.write("content/in.jsonl", "");
    scratch.commit();
    scratch.write("content/new.md", &format!("---\nsource: Northwire\n---\n{longer}"));
    assert_code(&scratch.check(&late), 1);
    assert_code(&scratch.check(&["content/apples.md", "--against", "content/choir.md", "--licensed", APPLES]), 0);
}

#[test]
fn findings_in_a_page_name_the_lines_of_its_paragraphs() {
    let scratch = Scratch::new();
    let paragraphs: String = FERRY.split("\n\n").map(|text| format!("<p>{text}</p>\n")).collect();
    let head = "<!DOCTYPE html>\n<html><head><title>Ferry</title></head>\n<body>\n<article>\n<h1>Ferry</h1>\n";
    scratch
        .write("page.html", &format!("{head}<p>The council meets on Thursday to hear of it.</p>\n{paragraphs}</article></body></html>\n"));
    scratch.write("wire.txt", FERRY);
    let ran = scratch.check(&["page.html", "--against", "wire.txt", "--format", "concise"]);
    // Behind six lines stands the headline, and then the first of its paragraphs.
    assert!(ran.stdout.starts_with("page.html:8:1: error: "), "{}", ran.stdout);
    let feed =
        format!("<rss><channel>\n<title>Post</title>\n\n<item><guid>g</guid><description>{FERRY}</description></item></channel></rss>");
    scratch.write("feed.xml", &feed);
    let ran = scratch.check(&["feed.xml", "--against", "wire.txt", "--format", "concise"]);
    assert!(ran.stdout.starts_with("feed.xml#g:4:1: error: "), "{}", ran.stdout);
}

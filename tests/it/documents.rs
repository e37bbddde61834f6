//! The README and `docs` show what the program does: every shown command is run and its output compared, and results are measured.
//!
//! A shown command stands in a block of kind `console` after `$ `; the lines below it are what a terminal of 80 columns shows, both
//! outputs together. A line `...` stands for lines left out.

use crate::run::{root, run};
use crate::{accuracy, kept};
use std::fs;
use std::path::PathBuf;

/// What stands in for lines that are not shown.
const LEFT_OUT: &str = "...";

struct Shown {
    command: String,
    output: Vec<String>,
}

/// Parts of a document: text that stays as it is, or a block of shown commands.
enum Part {
    Text(String),
    Console(Vec<Shown>),
}

fn parts(readme: &str) -> Vec<Part> {
    let mut parts = vec![Part::Text(String::new())];
    let mut in_console = false;
    for line in readme.lines() {
        match parts.last_mut() {
            Some(Part::Console(_)) if line == "```" => {
                in_console = false;
                parts.push(Part::Text(String::new()));
            }
            Some(Part::Console(shown)) if in_console => match line.strip_prefix("$ ") {
                Some(command) => shown.push(Shown { command: command.to_string(), output: Vec::new() }),
                None => shown.last_mut().expect("a block begins with a command").output.push(line.to_string()),
            },
            _ if line == "```console" => {
                in_console = true;
                parts.push(Part::Console(Vec::new()));
            }
            Some(Part::Text(text)) => *text += &format!("{line}\n"),
            _ => panic!("text follows a block"),
        }
    }
    parts
}

/// What a terminal shows: notes first, then the result; blanks at line ends are not seen.
fn on_terminal(command: &str) -> Vec<String> {
    let mut words = command.split_whitespace();
    assert_eq!(words.next(), Some("copydesk"), "{command}");
    let args: Vec<&str> = words.collect();
    let ran = run(root(), &args, b"");
    assert!(ran.code < 2, "{command}: {}", ran.stderr);
    ran.stderr.lines().chain(ran.stdout.lines()).map(|line| line.trim_end().to_string()).collect()
}

/// Whether the shown lines are the real ones, with `...` for any number of lines.
fn agrees(shown: &[String], real: &[String]) -> bool {
    match shown.split_first() {
        None => real.is_empty(),
        Some((first, rest)) if first == LEFT_OUT => (0..=real.len()).any(|skip| agrees(rest, &real[skip..])),
        Some((first, rest)) => real.first() == Some(first) && agrees(rest, &real[1..]),
    }
}

/// The README as it should be. What is cut stays cut after as many lines as it is now.
fn renewed(readme: &str) -> String {
    let mut text = String::new();
    for part in parts(readme) {
        match part {
            Part::Text(piece) => text += &piece,
            Part::Console(shown) => {
                text += "```console\n";
                for Shown { command, output } in shown {
                    let mut real = on_terminal(&command);
                    if agrees(&output, &real) {
                        real = output;
                    } else if let Some(cut) = output.iter().position(|line| line == LEFT_OUT) {
                        let tail = real.split_off(real.len().saturating_sub(output.len() - cut - 1).max(cut));
                        real.truncate(cut);
                        real.push(LEFT_OUT.to_string());
                        real.extend(tail);
                    }
                    text += &format!("$ {command}\n");
                    text.extend(real.into_iter().map(|line| line + "\n"));
                }
                text += "```\n";
            }
        }
    }
    let text = with_results(text, "results", || accuracy::measure().table());
    with_results(text, "results: table", || accuracy::measure().figures())
}

/// The text with results put between the marks of this name, where it has them.
fn with_results(text: String, name: &str, results: impl Fn() -> String) -> String {
    let Some((before, rest)) = text.split_once(&format!("<!-- {name} -->\n")) else { return text };
    let (_, after) = rest.split_once("<!-- end of results -->\n").expect("the results end");
    format!("{before}<!-- {name} -->\n{}<!-- end of results -->\n{after}", results())
}

/// The README and every page of `docs`.
fn documents() -> Vec<PathBuf> {
    let mut found = vec![root().join("README.md"), root().join("tests/README.md")];
    let pages = fs::read_dir(root().join("docs")).expect("the docs").map(|entry| entry.expect("an entry").path());
    found.extend(pages.filter(|path| path.extension().is_some_and(|ending| ending == "md")));
    found.sort();
    found
}

#[test]
fn shown_outputs_and_results_are_real() {
    let mut wrong = Vec::new();
    let mut n_shown = 0;
    for file in documents() {
        let text = fs::read_to_string(&file).expect("a document");
        n_shown += text.matches("\n$ copydesk ").count();
        if let Err(message) = kept::check(&file, &renewed(&text)) {
            wrong.push(message);
        }
    }
    assert!(n_shown >= 6, "the documents show the commands");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_readme_is_short_and_its_links_lead_somewhere() {
    let readme = fs::read_to_string(root().join("README.md")).expect("the README");
    assert!(readme.lines().count() <= 200, "the README has {} lines: move some to docs", readme.lines().count());
    for file in documents() {
        let text = fs::read_to_string(&file).expect("a document");
        let folder = file.parent().expect("a folder");
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()).filter(|link| !link.contains("://")) {
            let path = link.split('#').next().unwrap_or_default();
            assert!(path.is_empty() || folder.join(path).exists(), "{}: {link} leads nowhere", file.display());
        }
    }
}

#[test]
fn lines_left_out() {
    let lines = |text: &str| text.lines().map(String::from).collect::<Vec<_>>();
    assert!(agrees(&lines("a\n...\nd"), &lines("a\nb\nc\nd")));
    assert!(agrees(&lines("a\n..."), &lines("a")));
    assert!(!agrees(&lines("a\nb"), &lines("a\nb\nc")));
    assert!(!agrees(&lines("a\n...\ne"), &lines("a\nb\nc\nd")));
}

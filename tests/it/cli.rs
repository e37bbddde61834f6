//! The command line as data files (`tests/cmd/*.toml`), and what needs a pipe, a clock of its own or a shuffled command line.

use crate::run::{check_cases, command, root, run};
use std::io::{BufRead, BufReader};
use std::process::Stdio;

#[test]
fn cases() {
    check_cases("cmd", 35);
}

#[test]
fn every_command_has_its_help_as_a_case() {
    let help = run(root(), &["--help"], b"").stdout;
    let commands: Vec<&str> = help
        .lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.strip_prefix("  ").filter(|rest| !rest.starts_with(' '))?.split_whitespace().next())
        .filter(|name| *name != "help")
        .collect();
    assert!(commands.len() >= 3, "{help}");
    for name in commands {
        assert!(root().join(format!("tests/cmd/help-{name}.toml")).is_file(), "`copydesk {name} --help` is no case");
    }
}

#[test]
fn version_is_the_package_version() {
    let ran = run(root(), &["--version"], b"");
    assert_eq!((ran.stdout.as_str(), ran.code), (concat!("copydesk ", env!("CARGO_PKG_VERSION"), "\n"), 0));
}

/// The reader takes one line and goes away.
#[test]
fn a_closed_pipe_ends_quietly() {
    for args in [
        &["cluster", "fixtures", "--explain"][..],
        &["cluster", "fixtures", "--format", "jsonl"],
        &["diff", "fixtures/01-daraya-truce/shortened.txt", "fixtures/01-daraya-truce/wire.txt"],
        &["compare", "fixtures/01-daraya-truce/shortened.txt", "fixtures/01-daraya-truce/wire.txt", "--explain"],
    ] {
        // A pipe whose reading end is closed before a byte is written.
        let mut child = command(root()).args(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("starts");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("ends");
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(!stderr.contains("panic") && !stderr.contains("error") && !stderr.contains("ipe"), "{args:?}: {stderr}");
        assert_eq!(output.status.code(), Some(0), "{args:?}: {stderr}");
    }
    let mut child = command(root()).args(["cluster", "fixtures"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("starts");
    let mut line = String::new();
    BufReader::new(child.stdout.take().expect("a pipe")).read_line(&mut line).expect("a line");
    assert!(line.starts_with("1. "), "{line}");
    let output = child.wait_with_output().expect("ends");
    assert!(!String::from_utf8_lossy(&output.stderr).contains("panic"));
}

#[test]
fn threads_and_order_do_not_matter() {
    let stories: Vec<String> = crate::fixtures::stories().iter().map(|story| format!("fixtures/{}", story.name)).collect();
    let mut orders = vec![stories.clone(), stories.iter().rev().cloned().collect()];
    let mut mixed = stories.clone();
    mixed.sort_by_key(|name| name.bytes().rev().collect::<Vec<u8>>());
    orders.push(mixed);
    for format in ["human", "json", "jsonl", "csv"] {
        let given = |order: &[String], threads: &str| {
            let mut args = vec!["cluster", "--quiet", "--explain", "--format", format, "--threads", threads];
            args.extend(order.iter().map(String::as_str));
            run(root(), &args, b"")
        };
        let expected = given(&orders[0], "1");
        assert!(expected.code == 0 && expected.stdout.len() > 1_000, "{}", expected.stderr);
        for (order, threads) in [(0, "2"), (0, "7"), (1, "3"), (2, "2")] {
            assert!(given(&orders[order], threads) == expected, "{format}, order {order}, {threads} threads");
        }
        let whole = run(root(), &["cluster", "fixtures", "--quiet", "--explain", "--format", format], b"");
        assert!(whole == expected, "{format}: a folder is the same as its folders one by one");
    }
}

#[test]
fn colour_is_only_where_it_is_asked_for() {
    let args = ["compare", "fixtures/17-corrected-copy/sent.txt", "fixtures/17-corrected-copy/corrected.txt"];
    let plain = run(root(), &args, b"").stdout;
    assert!(!plain.contains('\u{1b}'));
    let coloured = run(root(), &[&args[..], &["--color", "always"]].concat(), b"").stdout;
    assert!(coloured.contains('\u{1b}'), "{coloured}");
    assert_eq!(without_colour(&coloured), plain, "colour adds nothing but colour");
}

/// The text without its colour codes (`ESC [ ... m`).
pub(crate) fn without_colour(text: &str) -> String {
    let mut pieces = text.split('\u{1b}');
    let mut plain = pieces.next().unwrap_or_default().to_string();
    for piece in pieces {
        let (code, rest) = piece.split_once('m').expect("a colour code ends with m");
        assert!(code.strip_prefix('[').is_some_and(|code| code.bytes().all(|byte| byte.is_ascii_digit() || byte == b';')), "{piece:?}");
        plain.push_str(rest);
    }
    plain
}

//! `cluster --memory`: the same bytes, and messages where the scratch file cannot be.

use crate::run::{Ran, command, root, run};

fn cluster(args: &[&str]) -> Ran {
    run(root(), &[&["cluster", "--no-config"], args].concat(), b"")
}

#[test]
fn every_output_is_the_same_to_the_byte() {
    for form in [
        &["fixtures"][..],
        &["fixtures", "--explain"],
        &["fixtures", "--format", "json"],
        &["fixtures", "--format", "jsonl"],
        &["fixtures", "--format", "csv"],
        &["fixtures", "--keep", "all"],
        &["fixtures", "--keep", "report"],
        &["fixtures", "--count-furniture", "--prefer", "Northwire", "--format", "json"],
    ] {
        let held = cluster(form);
        assert!(held.code == 0 && !held.stdout.is_empty(), "{form:?}: {}", held.stderr);
        for size in ["2 MiB", "1g"] {
            assert_eq!(cluster(&[form, &["--memory", size]].concat()), held, "{form:?} within {size}");
        }
        let least = cluster(&[form, &["--memory", "1K"]].concat());
        assert_eq!((&least.stdout, least.code), (&held.stdout, held.code), "{form:?} within next to nothing");
        assert!(least.stderr.contains("more than was asked for"), "{}", least.stderr);
    }
}

#[test]
fn files_beside_the_result_are_the_same() {
    let folder = tempfile::tempdir().expect("a folder");
    let written = |name: &str, more: &[&str]| {
        let file = |what: &str| folder.path().join(format!("{name}-{what}")).display().to_string();
        let (kept, pairs, left_out) = (file("kept"), file("pairs"), file("left-out"));
        let args = ["fixtures", "--keep", "lead", "--output", &kept, "--pairs", &pairs, "--left-out", &left_out];
        let ran = cluster(&[&args, more].concat());
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        [kept, pairs, left_out].map(|file| std::fs::read_to_string(file).expect("written"))
    };
    let held = written("held", &[]);
    assert!(held.iter().all(|text| !text.is_empty()));
    assert_eq!(written("spooled", &["--memory", "1M"]), held);
}

#[test]
fn a_size_is_a_number_with_a_unit() {
    for wrong in ["", "0M", "12", "M", "1.5G", "-1G", "1Q", "99999999999999999999G", "18446744073709551615T"] {
        let ran = cluster(&["fixtures", &format!("--memory={wrong}")]);
        assert!(ran.code == 2 && ran.stderr.contains("500M or 2G"), "{wrong}: {}", ran.stderr);
    }
    assert_eq!(cluster(&["--from", "pairs.jsonl", "--memory", "1G"]).code, 2);
}

#[test]
#[cfg(unix)]
fn a_scratch_file_that_cannot_be_is_an_error_that_helps() {
    let folder = tempfile::tempdir().expect("a folder");
    let gone = folder.path().join("gone");
    let output = folder.path().join("groups.json");
    let mut command = command(root());
    command.args(["cluster", "fixtures", "--no-config", "--memory", "1M", "--output"]).arg(&output).env("TMPDIR", &gone);
    let ran = command.output().expect("the program runs");
    let said = String::from_utf8_lossy(&ran.stderr);
    assert_eq!(ran.status.code(), Some(2), "{said}");
    assert!(said.contains(&gone.display().to_string()) && said.contains("set TMPDIR"), "{said}");
    assert!(!output.exists());
}

#[test]
#[cfg(target_os = "linux")]
fn a_scratch_file_that_grows_too_large_is_an_error_and_no_result() {
    let folder = tempfile::tempdir().expect("a folder");
    // No file may be longer than eight blocks, and the signal for that is passed over: writing fails as on a full disk.
    let script = "trap '' XFSZ; ulimit -f 8; exec \"$0\" cluster fixtures --no-config --memory 1M --format json";
    let ran = std::process::Command::new("sh")
        .args(["-c", script, env!("CARGO_BIN_EXE_copydesk")])
        .current_dir(root())
        .env("TMPDIR", folder.path())
        .output()
        .expect("the program runs");
    let said = String::from_utf8_lossy(&ran.stderr);
    assert_eq!(ran.status.code(), Some(2), "{said}");
    assert!(said.contains("scratch file") && said.contains("set TMPDIR"), "{said}");
    assert!(ran.stdout.is_empty(), "no result is made of half the texts");
    assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 0, "nothing is left behind");
}

/// A file of rows of some megabytes, so large that its texts are not held: stories, and the first halves of some.
fn rows() -> String {
    let mut rows = String::new();
    for number in 0..600_u32 {
        let word = |at: u32| format!("w{}", (number * 7919 + at * 104_729) % 50_021);
        let words: Vec<String> = (0..400).map(word).collect();
        let (whole, half) = (words.join(" "), words[..200].join(" "));
        rows += &format!("{{\"id\":\"s{number}\",\"text\":\"{whole}\\n\\u00dcber \\\"alles\\\".\",\"title\":\"No. {number}\"}}\n");
        if number % 5 == 0 {
            rows += &format!("{{\"text\":\"{half}\",\"id\":\"h{number}\",\"slug\":\"x\"}}\n");
        }
    }
    rows
}

#[test]
fn texts_that_are_read_again_give_the_same_bytes() {
    let folder = tempfile::tempdir().expect("a folder");
    let one = rows();
    assert!(one.len() > 1 << 20);
    std::fs::write(folder.path().join("one.jsonl"), &one).expect("a file");
    // The same rows in files that are too small to be read again.
    std::fs::create_dir(folder.path().join("small")).expect("a folder");
    let lines: Vec<&str> = one.lines().collect();
    for (number, lines) in lines.chunks(100).enumerate() {
        std::fs::write(folder.path().join(format!("small/{number}.jsonl")), lines.join("\n")).expect("a file");
    }
    let ran = |args: &[&str]| run(folder.path(), &[&["cluster", "--no-config", "--format", "json"], args].concat(), b"");
    let held = ran(&["small"]);
    assert!(held.code == 0 && held.stdout.contains("\"exact_duplicates\":"), "{}", held.stderr);
    assert_eq!(ran(&["one.jsonl"]).stdout, held.stdout);
    assert_eq!(ran(&["one.jsonl", "--memory", "1M"]).stdout, held.stdout);
    let kept = |args: &[&str]| run(folder.path(), &[&["cluster", "--no-config", "--keep", "all"], args].concat(), b"").stdout;
    assert_eq!(kept(&["one.jsonl"]), kept(&["small"]));
}

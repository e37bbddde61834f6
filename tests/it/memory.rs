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
        for size in ["1K", "2 MiB", "1g"] {
            assert_eq!(cluster(&[form, &["--memory", size]].concat()), held, "{form:?} within {size}");
        }
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

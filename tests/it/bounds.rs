//! Time and memory are bounded whatever comes in. Each input here took minutes, gigabytes or for ever where its bound was missing.

use crate::run::run;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

/// Far more than any case takes on a slow and busy machine without optimisation, far less than any took without its bound.
const SECONDS: Duration = Duration::from_secs(400);

fn timed<T>(what: &str, task: impl FnOnce() -> T) -> T {
    let began = Instant::now();
    let done = task();
    assert!(began.elapsed() < SECONDS, "{what}: {:?}", began.elapsed());
    done
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("a.txt"), "The harbour master closed the port on Tuesday after a crane fell.").expect("written");
    fs::write(folder.path().join("b.txt"), "The harbour master closed the port on Tuesday.").expect("written");
    folder
}

#[cfg(unix)]
#[test]
fn rules_and_stored_files_are_regular_and_bounded() {
    let folder = folder();
    let path = folder.path();
    File::create(path.join("huge")).and_then(|file| file.set_len(3 << 30)).expect("a sparse file");
    assert!(std::process::Command::new("mkfifo").arg(path.join("pipe")).status().expect("mkfifo").success());
    for file in ["huge", "pipe", "/dev/zero", "/dev/full", "."] {
        for args in [
            &["check", "a.txt", "--against", "b.txt", "--baseline", file][..],
            &["check", "a.txt", "--against", "b.txt", "--baseline", file, "--update-baseline"],
            &["check", "a.txt", "--against", "b.txt", "--config", file],
            &["cluster", "--from", file],
        ] {
            let ran = timed(file, || run(path, args, b""));
            assert!(ran.code == 2 && ran.stderr.starts_with("error: "), "{args:?}: {}", ran.stderr);
        }
    }
}

#[cfg(unix)]
#[test]
fn ignore_files_that_never_end_are_told_and_their_folder_is_not_passed_over() {
    use std::process::Command;
    for name in [".ignore", ".gitignore", "inner/.gitignore", "inner/.ignore", ".git/info/exclude", "inner/.git/info/exclude"] {
        for is_link in [false, true] {
            let folder = folder();
            let path = folder.path();
            fs::create_dir_all(path.join(name).parent().expect("a folder")).expect("made");
            fs::create_dir_all(path.join("inner")).expect("made");
            fs::write(path.join("inner/c.txt"), "The harbour master closed the port on Tuesday.").expect("written");
            if is_link {
                std::os::unix::fs::symlink("/dev/zero", path.join(name)).expect("a link");
            } else {
                assert!(Command::new("mkfifo").arg(path.join(name)).status().expect("mkfifo").success());
            }
            for args in [["cluster", "."], ["cluster", "inner"], ["check", "."]] {
                // Above `inner` nothing of the others' repository is read.
                let ran = timed(name, || run(path, &args, b""));
                let is_met = args[1] == "." || !name.starts_with(".git/");
                assert!(
                    !is_met || ran.code == 2 && ran.stderr.contains("is no ignore file of usual kind"),
                    "{name} {args:?}: {}",
                    ran.stderr
                );
            }
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn files_that_the_system_makes_up_are_no_articles() {
    let folder = folder();
    std::os::unix::fs::symlink("/proc/self/limits", folder.path().join("copydesk.toml")).expect("a link");
    for args in [&["check", "/proc/self/limits", "--against", "b.txt"][..], &["check", "a.txt", "--against", "b.txt"]] {
        let ran = run(folder.path(), args, b"");
        assert!(ran.code == 2 && ran.stderr.contains("not a regular file (the system makes it up)"), "{}", ran.stderr);
    }
}

/// Peak of the memory that a run takes, in MB.
#[cfg(target_os = "linux")]
fn run_limited(folder: &Path, kilobytes: u32, args: &str) -> (i32, String) {
    let script = format!("ulimit -v {kilobytes}; exec '{}' {args} --threads 1", env!("CARGO_BIN_EXE_copydesk"));
    let output = std::process::Command::new("sh").args(["-c", &script]).current_dir(folder).output().expect("a shell");
    (output.status.code().unwrap_or(-1), String::from_utf8_lossy(&output.stderr).into_owned())
}

#[cfg(target_os = "linux")]
#[test]
fn a_line_of_600_megabytes_is_named_and_passed_over() {
    let folder = folder();
    let mut file = File::create(folder.path().join("in.jsonl")).expect("a file");
    file.write_all(b"{\"id\":1,\"text\":\"Rain fell.\"}\n{\"id\":2,\"text\":\"").expect("written");
    let at = 600_u64 << 20;
    // A hole in the file reads as zeros: no disk is needed.
    file.set_len(at).expect("a sparse file");
    std::io::Seek::seek(&mut file, std::io::SeekFrom::End(0)).expect("the end");
    file.write_all(b"\"}\n{\"id\":3,\"text\":\"Snow fell.\"}\n").expect("written");
    drop(file);
    let (code, told) = timed("a line of 600 MB", || run_limited(folder.path(), 600_000, "cluster in.jsonl --keep all -o out"));
    assert!(code == 2 && told.contains("error: in.jsonl:2: a line of more than 64 MB"), "{code}: {told}");
    assert_eq!(fs::read_to_string(folder.path().join("out")).expect("written").lines().count(), 2);
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_takes_the_memory_of_its_articles() {
    let folder = folder();
    let mut file = std::io::BufWriter::new(File::create(folder.path().join("in.jsonl")).expect("a file"));
    let padding = "x".repeat(1 << 20);
    for n in 0..400 {
        writeln!(file, "{{\"id\":{n},\"page\":\"{padding}\",\"text\":\"Rain fell.\"}}").expect("written");
    }
    drop(file);
    let (code, told) = run_limited(folder.path(), 350_000, "cluster in.jsonl -q");
    assert_eq!(code, 0, "{told}");
}

/// Where the system gives no more memory the run ends, says why, and leaves what was there.
#[cfg(target_os = "linux")]
#[test]
fn too_little_memory_is_told_and_nothing_is_lost() {
    let folder = folder();
    fs::write(folder.path().join("big.txt"), "word ".repeat(2_000_000)).expect("written");
    fs::write(folder.path().join("out"), "old").expect("written");
    let (code, told) = run_limited(folder.path(), 150_000, "compare big.txt a.txt -o out");
    assert!(code != 0 && told.contains("memory allocation"), "{code}: {told}");
    assert_eq!(fs::read_to_string(folder.path().join("out")).expect("there"), "old");
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 4);
}

#[test]
fn many_rows_under_one_id() {
    let folder = folder();
    let mut rows = String::new();
    for n in 0_u64..10_000 {
        writeln!(rows, "{{\"id\":\"same\",\"text\":\"zz{n} yy{} and this is row {} of many\"}}", n * 7, n * n).expect("written");
    }
    fs::write(folder.path().join("in.jsonl"), rows).expect("written");
    let ran = timed("10,000 rows under one id", || run(folder.path(), &["cluster", "in.jsonl", "-q", "--keep", "all"], b""));
    assert_eq!((ran.code, ran.stdout.lines().count()), (0, 10_000), "{}", ran.stderr);
}

#[test]
fn many_suppressions() {
    let folder = folder();
    let rule = |n: usize| format!("copy = \"content/{n}.md\", source = \"wire/{n}*.txt\", reason = \"invoice {n}\"");
    let list: String = (0..50_000).map(|n| format!("  {{ {} }},\n", rule(n))).collect();
    let tables: String = (0..50_000).map(|n| format!("[[suppress]]\n{}\n", rule(n).replace(", ", "\n"))).collect();
    for settings in [format!("suppress = [\n{list}]\n"), tables] {
        fs::write(folder.path().join("copydesk.toml"), settings).expect("written");
        let ran = timed("50,000 suppressions", || run(folder.path(), &["check", "a.txt", "--against", "b.txt", "-q"], b""));
        assert_eq!(ran.code, 1, "{}", ran.stderr);
    }
}

#[test]
fn what_holds_for_nothing_is_named_in_a_few_lines() {
    let folder = folder();
    let rules: String = (0..500).map(|n| format!("[[suppress]]\ncopy = \"x{n}\"\nreason = \"r\"\n")).collect();
    fs::write(folder.path().join("copydesk.toml"), rules).expect("written");
    let ran = run(folder.path(), &["check", "."], b"");
    assert!(ran.stderr.lines().count() < 30 && ran.stderr.contains("and 480 more suppressions"), "{}", ran.stderr);
}

#[test]
fn threads_without_number() {
    let folder = folder();
    for n in ["100000", "18446744073709551615"] {
        let ran = timed("threads", || run(folder.path(), &["compare", "a.txt", "b.txt", "--threads", n], b""));
        assert_eq!(ran.code, 0, "{}", ran.stderr);
    }
}

/// One word, one line or one sentence again and again, and some of it exchanged: a phrase that stands at every place of both texts.
#[test]
fn what_repeats_itself_costs_no_more_than_a_story() {
    let folder = folder();
    let path = folder.path();
    let n = 60_000;
    for (name, unit) in
        [("words", "word "), ("two words", "alpha beta "), ("rows", "| a | b |\n"), ("items", "* item\n"), ("quotes", "\" a ")]
    {
        let text = unit.repeat(n);
        let mut exchanged: Vec<String> = text.split_inclusive(' ').map(String::from).collect();
        for at in (0..exchanged.len()).step_by(20) {
            exchanged[at] = format!("w{at} ");
        }
        fs::write(path.join("c.txt"), &text).expect("written");
        fs::write(path.join("d.txt"), exchanged.concat()).expect("written");
        let ran = timed(name, || run(path, &["compare", "c.txt", "d.txt", "--format", "json"], b""));
        assert_eq!(ran.code, 0, "{name}: {}", ran.stderr);
    }
}

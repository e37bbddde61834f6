//! Ctrl-C ends a run at once, by the signal, and leaves every output as it was or whole.

#![cfg(target_os = "linux")]

use crate::run::command;
use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// The number of the signal that Ctrl-C sends.
const INTERRUPT: i32 = 2;
/// From the signal to the end of the process at most, on a machine that is busy otherwise.
const AT_ONCE: Duration = Duration::from_secs(2);
/// Before the signal: at the start, in the reading, in the matching, near the end.
const MOMENTS: [u64; 6] = [0, 20, 80, 250, 600, 1200];

/// Stories of which every tenth is much like another.
fn rows(n: usize) -> String {
    let places = ["Oslo", "Bergen", "Molde", "Narvik", "Alta", "Lorne", "Marlow"];
    let story = |n: usize| {
        let at = |step: usize| places[(n / 10 * 31 + step * 17) % places.len()];
        (0..20)
            .map(|step| {
                format!(
                    "Crew {} of {} closed quay {} on day {step} after ship {} ran aground. ",
                    n / 10 + step,
                    at(step),
                    n % 97,
                    n / 10 * 7 + step
                )
            })
            .collect::<String>()
    };
    (0..n).map(|n| format!("{{\"id\":\"{n}\",\"text\":\"{}\"}}\n", story(n))).collect()
}

fn read(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap_or_default()
}

/// Runs the program, sends it the signal after a while, and says whether the signal ended it.
fn interrupted(folder: &Path, args: &[&str], after: Duration) -> bool {
    let program = command(folder).get_program().to_owned();
    // A shell that runs the tests in the background lets them ignore the signal.
    let mut run = Command::new("env");
    run.arg("--default-signal=INT").arg(program).args(args).current_dir(folder).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = run.spawn().expect("the program starts");
    std::thread::sleep(after);
    let sent = Instant::now();
    let pid = child.id().to_string();
    let _ = Command::new("kill").args(["-INT", &pid]).stderr(Stdio::null()).status().expect("kill runs");
    let status = child.wait().expect("the program ends");
    assert!(sent.elapsed() < AT_ONCE || status.signal().is_none(), "{args:?}: ended {:?} after the signal", sent.elapsed());
    assert!(status.signal() == Some(INTERRUPT) || status.success() || status.code() == Some(1), "{args:?}: {status:?}");
    status.signal().is_some()
}

#[test]
fn an_interrupt_leaves_no_half_written_output() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path();
    fs::write(path.join("many.jsonl"), rows(2000)).expect("written");
    let commands: [(&[&str], &[&str]); 4] = [
        (&["cluster", "many.jsonl", "-q", "--keep", "all", "-o", "out"], &["out"]),
        (&["cluster", "many.jsonl", "-q", "--format", "json", "-o", "out", "--pairs", "pairs"], &["out", "pairs"]),
        (&["cluster", "many.jsonl", "-q", "--keep", "lead", "-o", "out", "--left-out", "left"], &["out", "left"]),
        (&["check", "many.jsonl", "-q", "--report", "html=page", "--report", "sarif=log", "-o", "out"], &["page", "log", "out"]),
    ];
    let mut n_interrupted = 0;
    for (args, outputs) in commands {
        let whole = command(path).args(args).stdout(Stdio::null()).stderr(Stdio::null()).status().expect("runs");
        assert!(whole.code().is_some_and(|code| code < 2), "{args:?}");
        let wanted: Vec<String> = outputs.iter().map(|name| read(path, name)).collect();
        for after in MOMENTS.map(Duration::from_millis) {
            outputs.iter().for_each(|name| fs::write(path.join(name), "old\n").expect("written"));
            n_interrupted += usize::from(interrupted(path, args, after));
            for (name, wanted) in outputs.iter().zip(&wanted) {
                let found = read(path, name);
                assert!(found == "old\n" || found.len() == wanted.len(), "{args:?} after {after:?}: {name} has {} bytes", found.len());
            }
            let names = fs::read_dir(path).expect("a folder").map(|entry| entry.expect("an entry").file_name());
            let left: Vec<_> = names.filter(|name| name.to_string_lossy().starts_with(".copydesk")).collect();
            assert!(left.is_empty(), "{args:?} after {after:?}: {left:?}");
        }
    }
    assert!(n_interrupted >= 4, "only {n_interrupted} runs were interrupted: make the input longer");
}

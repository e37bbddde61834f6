//! Runs the program: once, or for every case of a folder.
//!
//! In: arguments, standard input, files. Out: both outputs and the exit code. A case is `NAME.toml` (arguments, input, files, code);
//! what it writes is kept beside it in `NAME.stdout`, `NAME.stderr` and one file for each of its `writes`. A case without files of its
//! own runs in the project's folder and may name `fixtures`.

use crate::kept;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What one run gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Ran {
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    pub(crate) code: i32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    args: Vec<String>,
    #[serde(default)]
    stdin: String,
    #[serde(default)]
    files: BTreeMap<String, String>,
    #[serde(default)]
    columns: Option<usize>,
    #[serde(default)]
    writes: Vec<String>,
    #[serde(default)]
    code: i32,
}

/// The folder of the project.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A command of the program with a known surrounding: 80 columns, no colour settings from outside.
pub(crate) fn command(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
    command.current_dir(folder).env("COLUMNS", "80");
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "FORCE_COLOR", "RAYON_NUM_THREADS"] {
        command.env_remove(name);
    }
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("COPYDESK_")) {
        command.env_remove(name);
    }
    command
}

/// Runs the program in `folder`; both outputs must be UTF-8.
pub(crate) fn run(folder: &Path, args: &[&str], stdin: &[u8]) -> Ran {
    let mut command = command(folder);
    command.args(args);
    finish(command, stdin)
}

fn finish(mut command: Command, stdin: &[u8]) -> Ran {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
    let mut pipe = child.stdin.take().expect("a pipe");
    let input = stdin.to_vec();
    // The program may end without reading its input.
    let writer = std::thread::spawn(move || drop(pipe.write_all(&input)));
    let output = child.wait_with_output().expect("the program ends");
    writer.join().expect("the input is written");
    Ran {
        stdout: String::from_utf8(output.stdout).expect("standard output is UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("standard error is UTF-8"),
        code: output.status.code().expect("an exit code, not a signal"),
    }
}

/// Checks every case of a folder below `tests/`; at least `n_least` must be there.
pub(crate) fn check_cases(folder: &str, n_least: usize) {
    let mut files: Vec<PathBuf> = fs::read_dir(root().join("tests").join(folder))
        .expect("the folder of cases")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .collect();
    files.sort();
    assert!(files.len() >= n_least, "only {} cases in {folder}", files.len());
    let wrong: Vec<String> = files.iter().flat_map(|file| check_case(file)).collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

fn check_case(file: &Path) -> Vec<String> {
    let text = fs::read_to_string(file).expect("a case is text");
    let case: Case = toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let own = tempfile::tempdir().expect("a folder");
    for (name, text) in &case.files {
        let path = own.path().join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    let mut command = command(if case.files.is_empty() { root() } else { own.path() });
    command.args(&case.args);
    if let Some(columns) = case.columns {
        command.env("COLUMNS", columns.to_string());
    }
    let ran = finish(command, case.stdin.as_bytes());
    // The name of the program differs on some systems.
    let stderr = ran.stderr.replace("copydesk.exe", "copydesk");
    let mut results = vec![kept::check(&file.with_extension("stdout"), &ran.stdout), kept::check(&file.with_extension("stderr"), &stderr)];
    for name in &case.writes {
        let written = fs::read_to_string(own.path().join(name)).unwrap_or_else(|_| format!("{name} was not written\n"));
        results.push(kept::check(&file.with_extension(name), &written));
    }
    if ran.code != case.code {
        results.push(Err(format!("{}: exit code {}, not {}\n{stderr}", file.display(), ran.code, case.code)));
    }
    results.into_iter().filter_map(Result::err).collect()
}

//! What other programs read of ours: the action, the hook, the container file and the examples for CI, as far as they can be tried
//! without those services.

use crate::run::{command, root};
use std::collections::BTreeMap;
use std::fs;

fn read(name: &str) -> String {
    fs::read_to_string(root().join(name)).expect(name)
}

/// The `copydesk` command lines of a text, without prompts and continuation.
fn command_lines(text: &str) -> Vec<Vec<String>> {
    let joined = text.replace("\\\n", " ");
    let lines = joined.lines().map(|line| line.trim().trim_start_matches("- ").trim_start_matches("run: ").trim_start_matches("entry: "));
    lines
        .filter(|line| line.starts_with("copydesk "))
        .map(|line| line.split_whitespace().skip(1).take_while(|word| !["|", ">", "||", "#"].contains(word)).map(String::from).collect())
        .collect()
}

/// Whether the program understands a check command line; `--print-config` keeps it from doing anything.
fn understands(args: &[String]) -> bool {
    let folder = tempfile::tempdir().expect("a folder");
    let mut ran = command(folder.path());
    ran.args(args).arg("--print-config");
    let output = ran.output().expect("runs");
    output.status.success()
}

#[test]
fn the_hook_calls_a_command_that_exists() {
    let hook = read(".pre-commit-hooks.yaml");
    for key in ["- id: copydesk", "  name: ", "  entry: ", "  language: rust", "  pass_filenames: false"] {
        assert!(hook.lines().any(|line| line.starts_with(key)), "{key}");
    }
    let lines = command_lines(&hook);
    assert_eq!(lines.len(), 2, "what is staged, and everything");
    assert!(lines.iter().all(|line| understands(line)), "{lines:?}");
    assert!(!understands(&["check".to_string(), "--no-such-flag".to_string()]), "the check can say no");
}

#[test]
fn the_examples_for_ci_are_understood() {
    let text = read("README.md") + &read("docs/ci.md");
    let checks: Vec<Vec<String>> =
        command_lines(&text).into_iter().filter(|line| line.first().is_some_and(|word| word == "check")).collect();
    assert!(checks.len() >= 4, "{checks:?}");
    for line in checks {
        assert!(understands(&line), "{line:?}");
    }
}

#[test]
fn the_container_file_names_what_there_is() {
    let file = read("Containerfile");
    assert!(file.lines().filter(|line| line.starts_with("FROM ")).count() == 2);
    assert!(
        file.contains("--bin copydesk") && file.contains("/src/target/release/copydesk") && file.ends_with("ENTRYPOINT [\"copydesk\"]\n")
    );
}

/// The keys of the action by their indentation, and the script of its last step.
#[test]
fn the_action_declares_what_it_uses() {
    let action = read("action.yml");
    let inputs: Vec<&str> = action
        .lines()
        .skip_while(|line| *line != "inputs:")
        .skip(1)
        .take_while(|line| line.starts_with(' '))
        .filter_map(|line| line.strip_prefix("  ").filter(|rest| !rest.starts_with(' '))?.strip_suffix(':'))
        .collect();
    for piece in action.split("${{ inputs.").skip(1) {
        let name = piece.split(' ').next().expect("a name");
        assert!(inputs.contains(&name), "{name}");
    }
    assert_eq!(action.matches("default: ").count(), inputs.len());
    let script = script(&action);
    assert!(!script.contains("${{"), "no input becomes text of a script");
}

fn script(action: &str) -> String {
    let after = action.split("      run: |\n").nth(1).expect("a script");
    after.lines().map(|line| format!("{}\n", line.strip_prefix("        ").unwrap_or(line))).collect()
}

#[cfg(unix)]
#[test]
fn the_action_runs() {
    let folder = tempfile::tempdir().expect("a folder");
    let bin = folder.path().join("copydesk/bin");
    fs::create_dir_all(&bin).expect("made");
    std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_copydesk"), bin.join("copydesk")).expect("linked");
    let text = "The ferry to the outer islands ran aground on a sandbank shortly after dawn on Sunday, and all 84 passengers were taken \
                off by fishing boats within two hours, the harbour master said.\n";
    for name in ["in a/one.md", "wire/two.md"] {
        let file = folder.path().join(name);
        fs::create_dir_all(file.parent().expect("a folder")).expect("made");
        fs::write(file, text).expect("written");
    }
    let run = |inputs: &[(&str, &str)]| {
        let mut all: BTreeMap<&str, &str> = ["PATHS", "AGAINST", "FAIL_ON", "FAIL_ON_QUOTATION", "BASELINE", "CHANGED_SINCE", "ARGUMENTS"]
            .iter()
            .map(|name| (*name, ""))
            .collect();
        all.insert("SARIF", "out.sarif");
        all.extend(inputs.iter().copied());
        let mut bash = std::process::Command::new("bash");
        bash.current_dir(folder.path()).args(["-e", "-c", &script(&read("action.yml"))]);
        for (name, value) in all {
            bash.env(format!("INPUT_{name}"), value);
        }
        for (name, file) in [("GITHUB_OUTPUT", "output"), ("GITHUB_STEP_SUMMARY", "summary")] {
            fs::write(folder.path().join(file), "").expect("written");
            bash.env(name, folder.path().join(file));
        }
        bash.env("RUNNER_TEMP", folder.path());
        bash.output().expect("bash runs")
    };
    let found = run(&[("PATHS", "in a\n"), ("AGAINST", "wire\n\n")]);
    let shown = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert_eq!(found.status.code(), Some(1), "{}", shown(&found.stderr));
    assert!(shown(&found.stdout).starts_with("::error file=in a/one.md,line=1,"), "{}", shown(&found.stdout));
    let kept = |name: &str| fs::read_to_string(folder.path().join(name)).expect(name);
    assert_eq!(kept("output"), "exit-code=1\nfindings=1\nfailing=1\n");
    assert!(kept("summary").starts_with("### copydesk\n") && kept("out.sarif").contains("in%20a/one.md"));

    let more = run(&[("PATHS", "in a"), ("AGAINST", "wire"), ("ARGUMENTS", "--exit-zero\n--min-level=error\n")]);
    assert_eq!(more.status.code(), Some(0), "{}", shown(&more.stderr));
    let wrong = run(&[("PATHS", "nowhere"), ("AGAINST", "wire")]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(shown(&wrong.stdout).contains("::error title=copydesk::copydesk ended with an error (2)"), "{}", shown(&wrong.stdout));
    assert_eq!(kept("output"), "exit-code=2\nfindings=0\nfailing=0\n");

    let passed = run(&[("PATHS", "in a"), ("AGAINST", "wire"), ("FAIL_ON", "none")]);
    assert_eq!(passed.status.code(), Some(0), "{}", shown(&passed.stderr));
    fs::remove_file(folder.path().join("out.sarif")).expect("removed");
    assert_eq!(run(&[("PATHS", "in a"), ("AGAINST", "wire"), ("SARIF", "")]).status.code(), Some(1), "without SARIF");
    assert!(!folder.path().join("out.sarif").exists());
    let hostile = run(&[("PATHS", "$(touch owned)\n--output=owned"), ("FAIL_ON", "`touch owned`")]);
    assert_eq!(hostile.status.code(), Some(2));
    assert!(!folder.path().join("owned").exists());
}

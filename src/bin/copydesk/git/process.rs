//! Git as a process that runs nothing else: the one place that starts git.
//!
//! In: the folder of a repository and arguments. Out: a command that is ready to be started. A checkout may come from anybody, and its
//! `.git` names programs of all kinds; docs/threats.md lists them. Each is switched off: by name where git has one switch for all, else
//! the settings of the repository are listed first and every one that is a command is set to nothing. Git never looks above the folder,
//! takes no other working tree, opens no connection, and shows submodules by their commits, because it would start itself in them with
//! their own settings. Git is taken from the search path, but never from the checkout (`program`), and one that does not answer is ended (`running`).
//! What `git diff` and the like still must be told is added here, so that no caller can forget it.

use super::program::Program;
use super::running::{self, MAX_SILENCE};
use anyhow::{Context, bail};
use std::collections::BTreeSet;
use std::fmt;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

/// Repositories name a handful of programs; more than this is no setting that somebody made.
const MAX_PROGRAMS: usize = 500;

/// Settings with a fixed name, and what they are set to.
const SWITCHES: &[(&str, &str)] = &[
    ("core.alternateRefsCommand", "true"),
    ("core.askPass", "true"),
    ("core.editor", "true"),
    ("core.fsmonitor", "false"),
    ("core.gitProxy", ""),
    ("core.hooksPath", "/dev/null"),
    ("core.pager", "cat"),
    ("core.quotePath", "off"),
    ("core.sshCommand", "false"),
    ("credential.helper", ""),
    ("diff.external", ""),
    ("gc.auto", "0"),
    ("gpg.program", "false"),
    ("interactive.diffFilter", "cat"),
    ("log.mailmap", "false"),
    ("log.showSignature", "false"),
    ("maintenance.auto", "false"),
    ("protocol.allow", "never"),
    ("safe.bareRepository", "explicit"),
    ("sequence.editor", "true"),
    ("submodule.recurse", "false"),
    ("fetch.recurseSubmodules", "false"),
    ("diff.ignoreSubmodules", "dirty"),
    ("status.submoduleSummary", "false"),
];

/// Settings that a repository names itself, as first and last part of their names, and what they are set to.
const FAMILIES: &[(&str, &str, &str)] = &[
    ("credential", "helper", ""),
    ("diff", "command", ""),
    ("diff", "textconv", ""),
    ("filter", "clean", ""),
    ("filter", "process", ""),
    ("filter", "required", "false"),
    ("filter", "smudge", ""),
    ("gpg", "program", "false"),
    ("hook", "command", "true"),
    ("hook", "enabled", "false"),
    ("merge", "driver", "false"),
    ("pager", "", "false"),
    ("remote", "promisor", "false"),
    ("remote", "uploadpack", "false"),
    ("remote", "vcs", ""),
    ("submodule", "ignore", "dirty"),
    ("submodule", "update", "none"),
    ("trailer", "cmd", "true"),
    ("trailer", "command", "true"),
];

/// Variables of the surroundings that name programs or another repository. The index stays: a hook is given one of its own.
const FORGOTTEN: &[&str] = &[
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_COMMON_DIR",
    "GIT_NAMESPACE",
    "GIT_EXTERNAL_DIFF",
    "GIT_DIFF_OPTS",
    "GIT_SSH",
    "GIT_SSH_COMMAND",
    "GIT_PROXY_COMMAND",
    "GIT_CONFIG",
    "GIT_CONFIG_PARAMETERS",
    "SSH_ASKPASS",
];

/// Settings for one git command after another in one repository.
#[derive(Debug, Clone)]
pub(super) struct Harmless {
    git: Program,
    settings: Vec<(String, String)>,
}

impl Harmless {
    /// Lists what the settings of the repository at `root` would run, to switch it off.
    pub(super) fn new(root: &Path) -> anyhow::Result<Harmless> {
        Harmless::within(root, MAX_SILENCE)
    }

    fn within(root: &Path, max_silence: Duration) -> anyhow::Result<Harmless> {
        let git =
            Program::find(root).context("git cannot be run: install it outside of the checkout, or leave out the options that need it")?;
        let fixed = SWITCHES.iter().map(|(name, value)| ((*name).to_string(), (*value).to_string())).collect();
        let mut harmless = Harmless { git, settings: fixed };
        let mut listing = harmless.command(root, &["config", "--list", "--includes", "--name-only", "-z"]);
        let listed = output(&mut listing, "config", max_silence)?;
        if !listed.status.success() {
            bail!("git config: {}", said(root, &String::from_utf8_lossy(&listed.stderr)));
        }
        let mut programs = BTreeSet::new();
        for name in listed.stdout.split(|byte| *byte == 0) {
            // A name in other bytes than UTF-8 cannot be set to nothing, so nothing is run at all.
            let Ok(name) = std::str::from_utf8(name) else {
                bail!("{}: its git settings have a name that is not UTF-8 text: remove it", root.display())
            };
            programs.extend(FAMILIES.iter().filter_map(|family| silenced(name, family)));
        }
        if programs.len() > MAX_PROGRAMS {
            bail!("{}: its git settings name {} programs, which nobody needs: look at .git/config", root.display(), programs.len());
        }
        harmless.settings.extend(programs);
        Ok(harmless)
    }

    /// Git in the folder `root`, told to do `arguments`.
    pub(super) fn command(&self, root: &Path, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.git.file);
        command.env("PATH", &self.git.search_path);
        // The working tree is this folder, whatever the repository says.
        command.arg("-C").arg(root).args(["--no-pager", "--work-tree=."]);
        if let Some((task, rest)) = arguments.split_first() {
            command.arg(task).args(extra(task)).args(rest);
        }
        for name in FORGOTTEN {
            command.env_remove(name);
        }
        // Settings that the surroundings give this way (which folders are safe, in a pipeline) stay; of two, the later one holds.
        let n_given = std::env::var("GIT_CONFIG_COUNT").ok().and_then(|count| count.parse::<usize>().ok()).unwrap_or(0);
        command.env("GIT_CONFIG_COUNT", (n_given + self.settings.len()).to_string());
        for (n, (name, value)) in (n_given..).zip(&self.settings) {
            command.env(format!("GIT_CONFIG_KEY_{n}"), name).env(format!("GIT_CONFIG_VALUE_{n}"), value);
        }
        // A `.git` that is no repository must not be made good by one further up.
        if let Some(above) = root.parent() {
            command.env("GIT_CEILING_DIRECTORIES", above);
        }
        // Objects that the clone left out are not fetched: the first switch is for git 2.44 and later, the second for all.
        command.env("GIT_NO_LAZY_FETCH", "1").env("GIT_ALLOW_PROTOCOL", "none").env("GIT_PROTOCOL_FROM_USER", "0");
        command.env("GIT_OPTIONAL_LOCKS", "0").env("GIT_TERMINAL_PROMPT", "0").env("GIT_ASKPASS", "true").env("GIT_PAGER", "cat");
        command.env("GIT_EDITOR", "true").env("GIT_SEQUENCE_EDITOR", "true").env("GIT_FLUSH", "0").env("LC_ALL", "C");
        command.stdin(Stdio::null());
        command
    }
}

/// Git gave no answer.
#[derive(Debug, Clone)]
pub(super) struct Silence {
    task: String,
}

impl fmt::Display for Silence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (task, seconds) = (&self.task, MAX_SILENCE.as_secs());
        write!(
            f,
            "git {task}: no answer for {seconds} seconds: look for a FIFO or a device in .git and among the files that its settings name"
        )
    }
}

impl std::error::Error for Silence {}

/// What a command of git says, for the task it has.
pub(super) fn output(command: &mut Command, task: &str, max_silence: Duration) -> anyhow::Result<Output> {
    running::output(command, max_silence).map_err(|error| not_run(&error, task))
}

/// Why a task of git was not done.
pub(super) fn not_run(error: &std::io::Error, task: &str) -> anyhow::Error {
    match error.kind() {
        std::io::ErrorKind::TimedOut => Silence { task: task.to_string() }.into(),
        _ => anyhow::anyhow!("git cannot be run ({error}): install it outside of the checkout, or leave out the options that need it"),
    }
}

/// What git says went wrong, in its own words, and what to do about it where that is known.
pub(super) fn said(root: &Path, said: &str) -> String {
    let line = said.lines().find(|line| line.starts_with("fatal: ")).or_else(|| said.lines().find(|line| !line.trim().is_empty()));
    let line = line.unwrap_or("failed").trim_start_matches("fatal: ").trim_start_matches("error: ");
    let folder = root.display();
    let remedy = if line.contains("dubious ownership") {
        format!(": if you trust it, run `git config --global --add safe.directory {folder}`")
    } else if line.contains("bad config") {
        String::from(": mend that line of the settings of git")
    } else if line.contains("not a git repository") {
        format!(": {folder} has a .git that git cannot use; look at it, or clone anew")
    } else {
        String::new()
    };
    format!("{line}{remedy}")
}

/// What a task of git must be told so that it runs no program of the repository.
fn extra(task: &str) -> &'static [&'static str] {
    match task {
        "diff" | "log" | "show" => &["--no-ext-diff", "--no-textconv", "--ignore-submodules=dirty"],
        "diff-index" | "diff-files" | "diff-tree" => &["--no-ext-diff", "--no-textconv", "--ignore-submodules=dirty"],
        "status" => &["--ignore-submodules=dirty"],
        _ => &[],
    }
}

/// The setting that takes the place of `name` if it is one of a family: only the part between the first and the last dot is free.
fn silenced(name: &str, (first, last, value): &(&str, &str, &str)) -> Option<(String, String)> {
    let (start, rest) = name.split_once('.')?;
    let end = rest.rsplit_once('.').map_or(rest, |(_, end)| end);
    let is_one = start.eq_ignore_ascii_case(first) && (last.is_empty() || end.eq_ignore_ascii_case(last));
    is_one.then(|| (name.to_string(), (*value).to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn settings_that_never_end_are_told() {
        let folder = tempfile::tempdir().expect("a folder");
        let done = |program: &str, args: &[&str]| {
            assert!(Command::new(program).current_dir(folder.path()).args(args).status().is_ok_and(|status| status.success()), "{program}");
        };
        done("git", &["init", "--quiet"]);
        done("mkfifo", &["more"]);
        done("git", &["config", "include.path", "../more"]);
        let error = Harmless::within(folder.path(), Duration::from_millis(200)).expect_err("no end");
        assert!(error.to_string().starts_with("git config: no answer for 120 seconds"), "{error}");
    }

    #[test]
    fn settings_that_run_programs_are_told_by_their_first_and_last_part() {
        let silenced_by = |name: &str| -> Vec<String> {
            FAMILIES.iter().filter_map(|family| silenced(name, family)).map(|(name, value)| format!("{name}={value}")).collect()
        };
        assert_eq!(silenced_by("filter.a.b=c.clean"), ["filter.a.b=c.clean="]);
        assert_eq!(silenced_by("FILTER.x.Process"), ["FILTER.x.Process="]);
        assert_eq!(silenced_by("hook.x.command"), ["hook.x.command=true"]);
        assert_eq!(silenced_by("pager.diff"), ["pager.diff=false"]);
        assert_eq!(silenced_by("gpg.ssh.program"), ["gpg.ssh.program=false"]);
        for harmless in ["filter", "filter.x", "user.name", "remote.origin.url", "core.filter.clean"] {
            assert_eq!(silenced_by(harmless), Vec::<String>::new(), "{harmless}");
        }
    }
}

//! A checkout from a stranger whose `.git` names programs: none of them is run, whatever the gate asks git.
//!
//! Each kind is first shown to be real: a command of git itself, run in the same repository, starts the program.
#![cfg(unix)]

use crate::run::{command, run};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

const STORY: &str = "The harbour master closed the port on Tuesday after a crane fell across the main channel and blocked it for ships.
Nobody was hurt, and the tide will do the rest, she told reporters on the quay. Three vessels wait outside the breakwater.
";

/// What the gate asks git for.
const RUNS: &[&[&str]] = &[&["--changed-since", "HEAD"], &["--staged"], &["--baseline-from-ref", "HEAD"]];

struct Stranger {
    folder: tempfile::TempDir,
    program: String,
}

impl Stranger {
    fn new() -> Stranger {
        let folder = tempfile::tempdir().expect("a folder");
        let program = folder.path().join("evil").to_string_lossy().into_owned();
        let stranger = Stranger { folder, program };
        // It ends at once: a program that waits for what git says next would hold both.
        let script = format!("#!/bin/sh\necho ran >> '{}'\nexit 1\n", stranger.mark().display());
        fs::write(&stranger.program, script).expect("a program");
        fs::set_permissions(&stranger.program, fs::Permissions::from_mode(0o755)).expect("rights");
        fs::create_dir(stranger.tree()).expect("a folder");
        stranger.git(&["init", "--quiet"]);
        stranger.write("a.txt", STORY);
        stranger.write("b.txt", &STORY[..115]);
        stranger.git(&["add", "--all"]);
        stranger.git(&["commit", "--quiet", "--message=state"]);
        // One article is changed in the tree, one is staged, and a third has no longer the time that git remembers.
        stranger.write("a.txt", &format!("{STORY}More was to follow.\n"));
        stranger.write("c.txt", STORY);
        stranger.git(&["add", "c.txt"]);
        stranger.write("b.txt", &STORY[..115]);
        stranger
    }

    fn mark(&self) -> PathBuf {
        self.folder.path().join("ran")
    }

    fn tree(&self) -> PathBuf {
        self.folder.path().join("tree")
    }

    fn write(&self, path: &str, text: &str) {
        let file = self.tree().join(path);
        fs::create_dir_all(file.parent().expect("a folder")).expect("made");
        fs::write(file, text).expect("written");
    }

    /// Git as a stranger's own tools run it, in a folder of the tree; whether it succeeds does not matter.
    fn git_in(&self, folder: &Path, args: &[&str]) -> String {
        let identity = ["-c", "user.name=Desk", "-c", "user.email=desk@example.org", "-c", "commit.gpgsign=false"];
        let allowed = ["-c", "protocol.file.allow=always"];
        let output = Command::new("git").arg("-C").arg(folder).args(identity).args(allowed).args(args).output().expect("git is installed");
        String::from_utf8_lossy(&output.stdout).trim().to_string()
    }

    fn git(&self, args: &[&str]) -> String {
        self.git_in(&self.tree(), args)
    }

    fn set(&self, name: &str, value: &str) {
        self.git(&["config", name, value]);
    }

    fn attributes(&self, line: &str) {
        self.write(".git/info/attributes", &format!("{line}\n"));
    }

    fn has_run(&self) -> bool {
        let has_run = self.mark().exists();
        fs::remove_file(self.mark()).ok();
        has_run
    }

    /// The program runs when `shown` is done by git, and does not in any run of the gate.
    #[track_caller]
    fn assert_harmless(&self, shown: &[&str]) {
        for args in RUNS {
            let ran = run(&self.tree(), &[&["check", "."], *args].concat(), b"");
            assert!(!self.has_run(), "{args:?}: {}{}", ran.stdout, ran.stderr);
            assert!(!ran.stderr.contains("panicked"), "{}", ran.stderr);
        }
        if !shown.is_empty() {
            self.git(shown);
            assert!(self.has_run(), "git {shown:?} does not run the program: the case is none");
        }
    }

    /// The gate still finds what changed.
    #[track_caller]
    fn assert_checks(&self) {
        let ran = run(&self.tree(), &["check", ".", "--changed-since", "HEAD", "--format", "json"], b"");
        assert!(ran.code < 2 && ran.stdout.contains("\"./a.txt\"") && ran.stdout.contains("\"./c.txt\""), "{}{}", ran.stdout, ran.stderr);
    }
}

#[test]
fn filters_are_off_whatever_they_are_called() {
    for name in ["x", "a.b", "a=b", "with space", "Ünïcode"] {
        let stranger = Stranger::new();
        stranger.attributes("* filter=x");
        stranger.set(&format!("filter.{name}.clean"), &stranger.program);
        stranger.set(&format!("filter.{name}.smudge"), &stranger.program);
        stranger.set(&format!("filter.{name}.required"), "true");
        stranger.assert_harmless(if name == "x" { &["diff", "HEAD"] } else { &[] });
        stranger.assert_checks();
    }
}

#[test]
fn filters_with_dots_in_their_name_are_off() {
    let stranger = Stranger::new();
    stranger.attributes("* filter=a.b=c");
    stranger.set("filter.a.b=c.clean", &stranger.program);
    stranger.assert_harmless(&["diff", "HEAD"]);
    stranger.assert_checks();
}

#[test]
fn long_running_filters_are_off() {
    let stranger = Stranger::new();
    stranger.attributes("* filter=x");
    stranger.set("filter.x.process", &stranger.program);
    stranger.assert_harmless(&["diff", "HEAD"]);
    stranger.assert_checks();
}

#[test]
fn filters_of_an_included_file_are_off() {
    let stranger = Stranger::new();
    stranger.attributes("* filter=x");
    stranger.write(".git/more", &format!("[filter \"x\"]\n\tclean = {}\n", stranger.program));
    stranger.set("include.path", "more");
    stranger.assert_harmless(&["diff", "HEAD"]);
    let stranger = Stranger::new();
    stranger.attributes("* filter=x");
    stranger.write(".git/more", &format!("[filter \"x\"]\n\tclean = {}\n", stranger.program));
    stranger.set("includeIf.gitdir:**.path", "more");
    stranger.assert_harmless(&["diff", "HEAD"]);
}

#[test]
fn programs_that_show_a_difference_are_off() {
    let stranger = Stranger::new();
    stranger.attributes("* diff=x");
    stranger.set("diff.x.textconv", &stranger.program);
    stranger.assert_harmless(&["diff", "HEAD"]);
    let stranger = Stranger::new();
    stranger.attributes("* diff=x");
    stranger.set("diff.x.command", &stranger.program);
    stranger.assert_harmless(&["diff", "HEAD"]);
    let stranger = Stranger::new();
    stranger.set("diff.external", &stranger.program);
    stranger.assert_harmless(&["diff", "HEAD"]);
}

#[test]
fn watchers_and_hooks_are_off() {
    let stranger = Stranger::new();
    stranger.set("core.fsmonitor", &stranger.program);
    stranger.assert_harmless(&["status"]);
    let stranger = Stranger::new();
    for hook in ["post-index-change", "reference-transaction", "pre-auto-gc", "post-checkout"] {
        stranger.write(&format!(".git/hooks/{hook}"), &fs::read_to_string(&stranger.program).expect("a program"));
        fs::set_permissions(stranger.tree().join(".git/hooks").join(hook), fs::Permissions::from_mode(0o755)).expect("rights");
    }
    stranger.assert_harmless(&["update-index", "--refresh"]);
}

#[test]
fn objects_that_the_clone_left_out_are_not_fetched() {
    let stranger = Stranger::new();
    let nowhere = stranger.folder.path().join("nowhere").to_string_lossy().into_owned();
    stranger.git(&["init", "--quiet", "--bare", &nowhere]);
    stranger.set("core.repositoryFormatVersion", "1");
    stranger.set("extensions.partialClone", "origin");
    stranger.set("remote.origin.url", &nowhere);
    stranger.set("remote.origin.promisor", "true");
    stranger.set("remote.origin.uploadpack", &stranger.program);
    let blob = stranger.git(&["rev-parse", "HEAD:a.txt"]);
    fs::remove_file(stranger.tree().join(".git/objects").join(&blob[..2]).join(&blob[2..])).expect("an object");
    stranger.assert_harmless(&["cat-file", "blob", &blob]);
    for url in [format!("ext::{}", stranger.program), String::from("ssh://nowhere.invalid/x")] {
        stranger.set("remote.origin.url", &url);
        stranger.set("protocol.ext.allow", "always");
        stranger.set("core.sshCommand", &stranger.program);
        stranger.assert_harmless(&["cat-file", "blob", &blob]);
    }
    let ran = run(&stranger.tree(), &["check", ".", "--baseline-from-ref", "HEAD"], b"");
    let is_told = ran.stderr.contains("this clone does not hold its text") || ran.stderr.contains("unable to read");
    assert!(ran.code == 2 && is_told, "{}", ran.stderr);
}

#[test]
fn submodules_bring_no_programs() {
    let stranger = Stranger::new();
    let source = stranger.tree().join("a.txt");
    let inner = stranger.folder.path().join("inner");
    fs::create_dir(&inner).expect("a folder");
    stranger.git_in(&inner, &["init", "--quiet"]);
    fs::copy(source, inner.join("a.txt")).expect("copied");
    stranger.git_in(&inner, &["add", "--all"]);
    stranger.git_in(&inner, &["commit", "--quiet", "--message=state"]);
    stranger.git(&["submodule", "--quiet", "add", &inner.to_string_lossy(), "sub"]);
    stranger.git(&["commit", "--quiet", "--all", "--message=sub"]);
    let sub = stranger.tree().join("sub");
    stranger.git_in(&sub, &["config", "core.fsmonitor", &stranger.program]);
    stranger.git_in(&sub, &["config", "filter.x.clean", &stranger.program]);
    stranger.write(".git/modules/sub/info/attributes", "* filter=x\n");
    stranger.write("sub/a.txt", "Other words.\n");
    for ignore in ["none", "untracked"] {
        stranger.set("submodule.sub.ignore", ignore);
        stranger.set("diff.ignoreSubmodules", ignore);
        stranger.assert_harmless(&["status"]);
    }
}

#[test]
fn no_other_setting_that_names_a_program_is_of_use() {
    let stranger = Stranger::new();
    for name in [
        "alias.diff",
        "alias.rev-parse",
        "core.alternateRefsCommand",
        "core.askPass",
        "core.editor",
        "core.gitProxy",
        "core.pager",
        "core.sshCommand",
        "credential.helper",
        "credential.https://example.org.helper",
        "gpg.program",
        "gpg.ssh.program",
        "hook.x.command",
        "interactive.diffFilter",
        "merge.x.driver",
        "pager.cat-file",
        "pager.diff",
        "pager.ls-files",
        "pager.ls-tree",
        "pager.rev-parse",
        "sequence.editor",
        "trailer.x.command",
        "uploadpack.packObjectsHook",
    ] {
        stranger.set(name, &stranger.program);
    }
    for event in ["post-index-change", "reference-transaction"] {
        stranger.git(&["config", "--add", "hook.x.event", event]);
    }
    stranger.set("log.showSignature", "true");
    stranger.assert_harmless(&[]);
    stranger.assert_checks();
}

#[test]
fn the_working_tree_is_the_folder_that_is_checked() {
    let stranger = Stranger::new();
    stranger.set("core.worktree", &stranger.folder.path().to_string_lossy());
    stranger.assert_checks();
    let stranger = Stranger::new();
    stranger.set("core.bare", "true");
    stranger.assert_checks();
}

#[test]
fn a_folder_called_git_that_is_no_repository_is_not_made_good_by_one_above() {
    let stranger = Stranger::new();
    fs::create_dir_all(stranger.tree().join("inside/.git")).expect("a folder");
    stranger.write("inside/a.txt", STORY);
    stranger.write("inside/b.txt", STORY);
    let ran = run(&stranger.tree().join("inside"), &["check", ".", "--changed-since", "HEAD"], b"");
    assert!(ran.code == 2 && ran.stdout.is_empty(), "{}{}", ran.stdout, ran.stderr);
}

#[test]
fn a_git_that_the_checkout_brings_is_not_run() {
    let stranger = Stranger::new();
    stranger.write("node_modules/.bin/git", &fs::read_to_string(&stranger.program).expect("a program"));
    stranger.write("git", &fs::read_to_string(&stranger.program).expect("a program"));
    for file in ["git", "node_modules/.bin/git"] {
        fs::set_permissions(stranger.tree().join(file), fs::Permissions::from_mode(0o755)).expect("rights");
    }
    let inside = stranger.tree().join("node_modules/.bin");
    let usual = std::env::var_os("PATH").expect("a path");
    for first in [Path::new("."), Path::new(""), Path::new("node_modules/.bin"), &inside] {
        let folders = std::iter::once(first.to_path_buf()).chain(std::env::split_paths(&usual));
        let search_path = std::env::join_paths(folders).expect("a path");
        for args in RUNS {
            let output = command(&stranger.tree()).args(["check", "."]).args(*args).env("PATH", &search_path).output().expect("it runs");
            assert!(!stranger.has_run(), "{first:?} {args:?}");
            assert!(output.status.code().is_some_and(|code| code < 2), "{}", String::from_utf8_lossy(&output.stderr));
        }
    }
    // Nothing is run where there is no other.
    let output = command(&stranger.tree()).args(["check", ".", "--staged"]).env("PATH", &inside).output().expect("it runs");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!stranger.has_run() && output.status.code() == Some(2) && said.contains("git cannot be run: install it"), "{said}");
}

#[test]
fn programs_without_number_are_refused() {
    let stranger = Stranger::new();
    let many: String = (0..1000).map(|n| format!("[filter \"f{n}\"]\n\tclean = {}\n", stranger.program)).collect();
    let config = fs::read_to_string(stranger.tree().join(".git/config")).expect("read");
    stranger.write(".git/config", &(config + &many));
    let ran = run(&stranger.tree(), &["check", ".", "--changed-since", "HEAD"], b"");
    assert!(ran.code == 2 && ran.stderr.contains("its git settings name 1"), "{}", ran.stderr);
    assert!(!stranger.has_run());
}

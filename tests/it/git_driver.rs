//! `git diff` with copydesk as its driver for prose, in a scratch repository: text that was wrapped anew, edited, new, deleted and
//! renamed files.

use crate::run::root;
use std::fs;
use std::path::Path;
use std::process::Command;

const STORY: &str = "Warden of the salt marsh retires\n\n\
    The warden of the salt marsh at Orly has retired after forty years, the trust said on Friday. She counted the geese each winter from a hut \
    on stilts, and wrote the numbers on the wall.\n\n\
    Her hut will be rebuilt in the spring, with a second window and a stove. The trust wants to keep the old wall.\n";

fn git(folder: &Path, args: &[&str]) -> String {
    let identity = ["-c", "user.name=Desk", "-c", "user.email=desk@example.org", "-c", "commit.gpgsign=false"];
    let output =
        Command::new("git").arg("-C").arg(folder).args(identity).args(args).env("COLUMNS", "80").output().expect("git is installed");
    assert!(output.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// What is shown, however it was wrapped.
fn flat(shown: &str) -> String {
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of a text in lines of at most `width` bytes, paragraphs kept apart.
fn wrapped(text: &str, width: usize) -> String {
    let paragraph = |text: &str| {
        let mut lines = vec![String::new()];
        for word in text.split_whitespace() {
            let last = lines.last_mut().expect("a line");
            if last.is_empty() {
                last.push_str(word);
            } else if last.len() + 1 + word.len() <= width {
                last.push_str(&format!(" {word}"));
            } else {
                lines.push(word.to_string());
            }
        }
        lines.join("\n")
    };
    text.split("\n\n").map(paragraph).collect::<Vec<_>>().join("\n\n") + "\n"
}

/// A repository set up as the documentation says, with one story that was committed.
fn repository() -> tempfile::TempDir {
    let scratch = tempfile::tempdir().expect("a folder");
    let folder = scratch.path();
    git(folder, &["init", "--quiet", "--initial-branch=main"]);
    let command = format!("'{}' diff --git-driver --", env!("CARGO_BIN_EXE_copydesk"));
    git(folder, &["config", "diff.prose.command", &command]);
    fs::write(folder.join(".gitattributes"), "*.md diff=prose\n*.txt diff=prose\n").expect("written");
    fs::write(folder.join("marsh.md"), STORY).expect("written");
    git(folder, &["add", "--all"]);
    git(folder, &["commit", "--quiet", "--message=state"]);
    scratch
}

#[test]
fn a_story_that_was_wrapped_anew_has_the_same_words() {
    let scratch = repository();
    let folder = scratch.path();
    fs::write(folder.join("marsh.md"), wrapped(STORY, 60)).expect("written");
    let shown = git(folder, &["diff"]);
    assert_eq!(shown.lines().next(), Some("== marsh.md =="), "{shown}");
    assert!(flat(&shown).contains("The new version has the same words as the old version; only typography differs."), "{shown}");
    assert!(!shown.contains("[-") && !shown.contains("{+"), "{shown}");
    // Wrapped anew and edited: the edit alone is shown.
    fs::write(folder.join("marsh.md"), wrapped(&STORY.replace("forty years", "fourteen years"), 60)).expect("written");
    let shown = git(folder, &["diff"]);
    assert!(flat(&shown).contains("1 of 4 sentences is edited: a number changed in 1."), "{shown}");
    assert!(shown.contains("[-forty-]") && shown.contains("{+fourteen+}"), "{shown}");
    assert_eq!(shown.matches("[-").count() + shown.matches("{+").count(), 4, "one word on each side, and the legend: {shown}");
}

#[test]
fn files_come_go_and_change_their_names() {
    let scratch = repository();
    let folder = scratch.path();
    fs::write(folder.join("ferry.md"), "The ferry to Orly runs again.\n").expect("written");
    fs::write(folder.join("notes.txt"), "Ask the trust for a picture of the wall.\n").expect("written");
    git(folder, &["add", "--all"]);
    let shown = git(folder, &["diff", "--cached"]);
    assert!(shown.contains("== ferry.md (new file) ==") && shown.contains("+ The ferry to Orly runs again."), "{shown}");
    assert!(shown.contains("== notes.txt (new file) =="), "{shown}");
    git(folder, &["commit", "--quiet", "--message=more"]);

    fs::remove_file(folder.join("ferry.md")).expect("removed");
    let shown = git(folder, &["diff"]);
    assert!(shown.contains("== ferry.md (deleted) ==") && shown.contains("- The ferry to Orly runs again."), "{shown}");
    git(folder, &["checkout", "--quiet", "--", "ferry.md"]);

    git(folder, &["mv", "marsh.md", "warden.md"]);
    fs::write(folder.join("warden.md"), STORY.replace("a stove", "no stove")).expect("written");
    git(folder, &["add", "--all"]);
    let shown = git(folder, &["diff", "--cached", "--find-renames"]);
    assert!(shown.starts_with("== marsh.md -> warden.md ==\n"), "{shown}");
    assert!(flat(&shown).contains("1 of 4 sentences is edited: a claim was turned in 1."), "{shown}");
    git(folder, &["commit", "--quiet", "--message=renamed"]);
    let shown = git(folder, &["show", "--ext-diff", "--format=%s"]);
    assert!(shown.contains("== marsh.md -> warden.md =="), "{shown}");
}

/// The lines that the documentation tells a reader to type are those that are tried here.
#[test]
fn the_documentation_says_how() {
    let docs = fs::read_to_string(root().join("docs/editors.md")).expect("the page");
    assert!(docs.contains("*.md diff=prose"), "the line of .gitattributes");
    assert!(docs.contains("git config diff.prose.command 'copydesk diff --git-driver --'"), "the command");
}

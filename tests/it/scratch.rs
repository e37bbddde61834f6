//! A scratch repository for tests: three texts, settings, and git.

use crate::run::{Ran, run};
use std::fs;
use std::path::Path;
use std::process::Command;

pub(crate) const FERRY: &str = "Ferry aground off the northern islands

VALBORG, March 3 (Northwire) - The ferry to the outer islands ran aground on a sandbank shortly after dawn on Sunday, and all 84
passengers were taken off by fishing boats within two hours, the harbour master said.

The captain had asked for a pilot the night before, but none was on duty because of a dispute over winter pay, according to
two people who work at the pilot station.

Divers are to look at the hull when the tide is out. The company that runs the line said that a replacement vessel would arrive
from the mainland by Tuesday at the latest and that tickets would be refunded.
";
pub(crate) const APPLES: &str = "# Apple growers expect a record

Farmers in the valley expect the best apple harvest in more than twenty years after a mild spring and a wet July. Pickers from
the south have been hired for six weeks, and the cooperative has rented two more cold stores to take the fruit.
";
pub(crate) const CHOIR: &str = "# Choir sings in the tunnel

On the last weekend before it opens to cars, the new road tunnel belonged to two hundred singers, who filled it with old hymns
and a piece that had been written for its long echo. Tickets had gone within an hour.
";

/// A folder that is gone after the test.
pub(crate) struct Scratch(pub(crate) tempfile::TempDir);

impl Scratch {
    /// A repository with one commit.
    pub(crate) fn new() -> Scratch {
        let scratch = Scratch::bare();
        scratch.write("wire/ferry.txt", FERRY);
        scratch.write("content/apples.md", APPLES);
        scratch.write("content/choir.md", CHOIR);
        scratch.write("copydesk.toml", "paths = [\"content\"]\nagainst = [\"wire\"]\n");
        scratch.commit();
        scratch
    }

    /// A repository without a commit.
    pub(crate) fn bare() -> Scratch {
        let scratch = Scratch(tempfile::tempdir().expect("a folder"));
        scratch.git(&["init", "--quiet", "--initial-branch=main"]);
        scratch
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let file = self.path().join(path);
        fs::create_dir_all(file.parent().expect("a folder")).expect("made");
        fs::write(file, text).expect("written");
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path().join(path)).expect(path)
    }

    pub(crate) fn git(&self, args: &[&str]) {
        let identity = ["-c", "user.name=Desk", "-c", "user.email=desk@example.org", "-c", "commit.gpgsign=false"];
        let output = Command::new("git").arg("-C").arg(self.path()).args(identity).args(args).output().expect("git is installed");
        assert!(output.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&output.stderr));
    }

    pub(crate) fn commit(&self) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message=state"]);
    }

    pub(crate) fn check(&self, args: &[&str]) -> Ran {
        run(self.path(), &[&["check"], args].concat(), b"")
    }
}

pub(crate) fn assert_code(ran: &Ran, code: i32) {
    assert_eq!(ran.code, code, "stdout:\n{}\nstderr:\n{}", ran.stdout, ran.stderr);
}

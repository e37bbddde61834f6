//! What a long task tells its caller while it runs: stages, steps done, and warnings.
//!
//! In: calls from `pipeline`. Out: calls on whatever the caller passed in; the unit type observes nothing.
//! Nothing is printed here; progress bars and messages live in the binary.

use std::fmt;

/// A part of a bulk task, in the order in which parts run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Files and rows become articles.
    Reading,
    /// Articles become fingerprints.
    Fingerprinting,
    /// What articles share is put in order: three steps.
    Indexing,
    /// Candidate pairs are scored.
    Matching,
    /// Pairs become groups, and what is shown of them is gathered: three steps.
    Grouping,
}

impl Stage {
    /// The stage as a progress bar shows it.
    pub fn name(self) -> &'static str {
        match self {
            Stage::Reading => "reading",
            Stage::Fingerprinting => "fingerprinting",
            Stage::Indexing => "indexing",
            Stage::Matching => "matching",
            Stage::Grouping => "grouping",
        }
    }
}

/// A doubt about the input that does not stop the work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// The article, file or line it is about.
    pub place: String,
    /// What was met and what was done about it.
    pub message: String,
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)
    }
}

/// Receives the events of a task. All methods do nothing unless implemented; they may be called from any thread.
pub trait Observe: Sync {
    /// A stage begins; `total` is the number of steps it has, 0 when unknown.
    fn begin(&self, _stage: Stage, _total: usize) {}
    /// `steps` more steps of the stage are done.
    fn advance(&self, _stage: Stage, _steps: usize) {}
    /// The stage is over.
    fn end(&self, _stage: Stage) {}
    /// Something the user should know.
    fn warn(&self, _warning: Warning) {}
}

impl Observe for () {}

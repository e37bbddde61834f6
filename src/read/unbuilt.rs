//! Formats that this build does not read.
//!
//! In: the name of a file. Out: which feature reads it. Without them such files would be taken for plain text.

use super::failure::Failure;
use super::formats::InputFormat;
use super::reader::Reader;
use super::reading::Reading;
use super::source::Source;

/// A family of formats that was left out of the build.
pub(super) struct Unbuilt {
    formats: &'static [InputFormat],
    endings: &'static [&'static str],
    feature: &'static str,
}

/// Tables of text.
#[cfg(not(feature = "data"))]
pub(super) const DATA: Unbuilt = Unbuilt { formats: &[InputFormat::Csv], endings: &["csv", "tsv"], feature: "data" };
/// Mail.
#[cfg(not(feature = "mail"))]
pub(super) const MAIL: Unbuilt = Unbuilt { formats: &[InputFormat::Email], endings: &["eml"], feature: "mail" };

impl Reader for Unbuilt {
    fn formats(&self) -> &'static [InputFormat] {
        self.formats
    }

    fn recognises(&self, source: &Source<'_>) -> bool {
        source.is_named(self.endings)
    }

    fn read(&self, _source: &Source<'_>, _into: &mut Reading) -> Result<(), Failure> {
        Err(Failure::broken(format!("of a format that this build does not read: build it with the feature `{}`", self.feature)))
    }
}

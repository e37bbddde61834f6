//! What the user says about the files that are read.
//!
//! In: arguments. Out: [`Options`] for the library. What the files hold the library decides.

use clap::{Args, ValueEnum};
use copydesk::read::{FieldMap, InputFormat, Options, TextEncoding, Tracked};

/// How files are read.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Reading")]
pub(crate) struct ReadingArgs {
    /// Encoding of text files that no byte order mark tells, such as windows-1252 or utf-16le [default: told by the bytes].
    #[arg(long, value_name = "ENCODING")]
    pub(crate) encoding: Option<TextEncoding>,
    /// Format of the files, such as text, html, docx or rss [default: told by what they hold]; `copydesk read --help` lists them.
    #[arg(long, value_name = "FORMAT")]
    pub(crate) input_format: Option<InputFormat>,
    /// Which field of JSON and CSV is what, as in text=body.html,id=guid; parts are id, text, title, date, source, lang, byline, slug, version,
    /// updated, note and place [default: the usual names].
    #[arg(long, value_name = "PART=FIELD,...")]
    pub(crate) map: Option<FieldMap>,
    /// State of documents with tracked changes that is read: final or original [default: final].
    #[arg(long, value_name = "STATE", value_enum, hide_possible_values = true)]
    pub(crate) tracked: Option<TrackedState>,
}

/// A state of a document with tracked changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TrackedState {
    Final,
    Original,
}

impl ReadingArgs {
    /// What the library is told.
    pub(crate) fn options(&self) -> Options {
        let tracked = match self.tracked {
            Some(TrackedState::Original) => Tracked::Original,
            Some(TrackedState::Final) | None => Tracked::Final,
        };
        Options { encoding: self.encoding, format: self.input_format, map: self.map.clone().unwrap_or_default(), tracked }
    }
}

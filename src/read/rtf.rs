//! Rich Text Format.
//!
//! In: bytes. Out: an article, as for Word documents. Text is decoded by the code page of its font or of the document, and as Unicode where it is stated.
//! Tables of fonts and colours, pictures, objects, headers, footers, comments, fields' instructions and destinations that are not known are left out. Any
//! bytes give an end: groups deeper than a bound count as their ancestor there.

mod fonts;
mod reader;
mod styles;
mod tokens;

use super::failure::Failure;
use super::formats::InputFormat;
use super::options::Tracked;
use super::reader::Reader;
use super::reading::Reading;
use super::source::Source;

/// Rich Text Format.
pub(super) struct Rtf;

impl Reader for Rtf {
    fn formats(&self) -> &'static [InputFormat] {
        &[InputFormat::Rtf]
    }

    fn recognises(&self, source: &Source<'_>) -> bool {
        source.bytes.trim_ascii_start().starts_with(b"{\\rtf")
    }

    fn read(&self, source: &Source<'_>, into: &mut Reading) -> Result<(), Failure> {
        let found = reader::read(source.bytes, source.options.tracked == Tracked::Final)?;
        into.items.push(found.alone(source, InputFormat::Rtf));
        Ok(())
    }
}

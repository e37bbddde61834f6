//! XML of a kind that is not read.
//!
//! In: text that begins as XML and that no reader of a format knew. Out: why it is not read. Its tags are never taken for words.

use super::failure::Failure;
use super::formats::InputFormat;
use super::reader::Reader;
use super::reading::Reading;
use super::source::Source;
use super::xml::root_name;

/// XML that nobody knows.
pub(super) struct OtherXml;

impl Reader for OtherXml {
    fn formats(&self) -> &'static [InputFormat] {
        &[]
    }

    fn recognises(&self, source: &Source<'_>) -> bool {
        source.head().starts_with("<?xml") || (source.is_named(&["xml"]) && source.head().starts_with('<'))
    }

    fn read(&self, source: &Source<'_>, _into: &mut Reading) -> Result<(), Failure> {
        let root = root_name(source.head()).map_or(String::new(), |name| format!(", `{name}`"));
        Err(Failure::no_articles(format!(
            "XML of a kind that is not read{root}: save its text, or say `--input-format html` if it is a page"
        )))
    }
}

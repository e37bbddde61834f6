//! XML of a kind that is not read.
//!
//! In: text that begins as XML and that no reader of a format knew. Out: why it is not read. Its tags are never taken for words.

use super::failure::Failure;
use super::formats::InputFormat;
use super::reader::Reader;
use super::reading::Reading;
use super::source::Source;

/// XML that nobody knows.
pub(super) struct OtherXml;

impl Reader for OtherXml {
    fn formats(&self) -> &'static [InputFormat] {
        &[]
    }

    fn recognises(&self, source: &Source<'_>) -> bool {
        source.head().starts_with("<?xml") && !source.is_called_markdown() || (source.is_named(&["xml"]) && source.head().starts_with('<'))
    }

    fn read(&self, source: &Source<'_>, _into: &mut Reading) -> Result<(), Failure> {
        let root = root_name(source.head()).map_or(String::new(), |name| format!(", `{name}`"));
        Err(Failure::no_articles(format!(
            "XML of a kind that is not read{root}: save its text, or say `--input-format html` if it is a page"
        )))
    }
}

/// The name of the element around all, without its prefix; looks no further than that.
pub(super) fn root_name(text: &str) -> Option<&str> {
    let mut rest = text.trim_start();
    loop {
        let (end, skipped) = match rest {
            _ if rest.starts_with("<!--") => ("-->", 4),
            _ if rest.starts_with("<?") => ("?>", 2),
            // A document type may have declarations of its own.
            _ if rest.starts_with("<!") => (if rest.split('>').next()?.contains('[') { "]>" } else { ">" }, 2),
            _ => break,
        };
        rest = rest[skipped..].split_once(end)?.1.trim_start();
    }
    let name = rest.strip_prefix('<')?;
    let name = &name[..name.find(|c: char| c.is_whitespace() || c == '>' || c == '/')?];
    Some(name.rsplit_once(':').map_or(name, |(_, local)| local)).filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::root_name;

    #[test]
    fn the_root_is_found_behind_what_stands_before_it() {
        assert_eq!(root_name("<?xml version='1.0'?><!-- <x> --><!DOCTYPE a [<!ENTITY b \"c>\">]> <n:feed a='b'>"), Some("feed"));
        assert_eq!(root_name("<!DOCTYPE rss><rss>"), Some("rss"));
        assert_eq!((root_name("text"), root_name("<"), root_name("<!--"), root_name("< a>")), (None, None, None, None));
    }
}

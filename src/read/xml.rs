//! XML as a tree, read leniently.
//!
//! In: decoded text. Out: [`Xml`], and what was wrong with it. No entity is expanded but the five of XML and references to characters; nothing outside
//! the text is loaded; deeper elements than [`MAX_DEPTH`] count as their ancestor there; an end tag without its start is passed over. Where the text
//! stops being XML, what stands before is kept. Linear in the text.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Deeper elements are not told apart.
const MAX_DEPTH: usize = 256;
/// Elements of one document at most; the longest export of a site of 100,000 posts has fewer.
const MAX_ELEMENTS: usize = 4_000_000;

/// A document. Element 0 is the one around all.
#[derive(Debug)]
pub(super) struct Xml {
    elements: Vec<Node>,
    /// Why the reading ended before the text did.
    pub(super) broken: Option<String>,
}

#[derive(Debug, Default)]
struct Node {
    name: Box<str>,
    attributes: Box<[(Box<str>, Box<str>)]>,
    line: u32,
    pieces: Vec<Inside>,
}

#[derive(Debug)]
enum Inside {
    Text(String),
    Element(usize),
}

/// An element of a document.
#[derive(Debug, Clone, Copy)]
pub(super) struct Element<'x> {
    xml: &'x Xml,
    at: usize,
}

/// What stands in an element.
#[derive(Debug, Clone, Copy)]
pub(super) enum Piece<'x> {
    Text(&'x str),
    Element(Element<'x>),
}

/// Reads a document.
pub(super) fn parse(text: &str) -> Xml {
    parse_within(text, MAX_ELEMENTS)
}

/// Reads a document of so many elements at most.
pub(super) fn parse_within(text: &str, most: usize) -> Xml {
    let mut xml = Xml { elements: vec![Node::default()], broken: None };
    let mut open = vec![0_usize];
    let mut too_deep = 0_usize;
    let (mut line, mut counted) = (1_u32, 0_usize);
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    loop {
        let here = open.last().copied().unwrap_or_default();
        let position = (reader.buffer_position() as usize).min(text.len());
        line += text.as_bytes()[counted..position].iter().filter(|byte| **byte == b'\n').count() as u32;
        counted = position;
        match reader.read_event() {
            Ok(Event::Start(start)) if open.len() < MAX_DEPTH => {
                let at = xml.add(here, &start, line);
                open.push(at);
            }
            Ok(Event::Start(_)) => too_deep += 1,
            Ok(Event::Empty(start)) => {
                xml.add(here, &start, line);
            }
            Ok(Event::End(_)) if too_deep > 0 => too_deep -= 1,
            Ok(Event::End(end)) => {
                // An element that was never closed ends with the one around it.
                if let Some(depth) = open.iter().skip(1).rposition(|at| &*xml.elements[*at].name == end.name().0) {
                    open.truncate(depth + 1);
                }
            }
            Ok(Event::Text(text)) => xml.text(here, &text.xml10_content()),
            Ok(Event::CData(text)) => xml.text(here, &text.xml10_content()),
            Ok(Event::GeneralRef(reference)) => match reference.resolve_char_ref() {
                Ok(Some(letter)) => xml.text(here, letter.encode_utf8(&mut [0; 4])),
                _ => match predefined(&reference) {
                    Some(letter) => xml.text(here, letter),
                    None => xml.text(here, &format!("&{};", &*reference)),
                },
            },
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(error) => {
                let line = text[..(reader.error_position() as usize).min(text.len())].matches('\n').count() + 1;
                xml.broken = Some(format!("XML that breaks off in line {line} ({}): read up to there", plain(&error)));
                break;
            }
        }
        if xml.elements.len() > most {
            xml.broken = Some(format!("more than {most} elements: read up to there; split the file"));
            break;
        }
    }
    xml
}

/// What went wrong, in the words of the parser without its quotation of the text.
fn plain(error: &quick_xml::Error) -> &'static str {
    match error {
        quick_xml::Error::Syntax(_) => "a tag or comment that does not end",
        _ => "a mistake in its marks",
    }
}

fn predefined(name: &str) -> Option<&'static str> {
    Some(match name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        "nbsp" => "\u{a0}",
        _ => return None,
    })
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

impl Xml {
    fn add(&mut self, parent: usize, start: &BytesStart<'_>, line: u32) -> usize {
        let mut attributes = start.html_attributes();
        attributes.with_checks(false);
        let value = |value: &str| quick_xml::escape::unescape(value).map_or_else(|_| value.to_string(), |value| value.into_owned());
        let attributes = attributes.flatten().map(|one| (one.key.0.into(), value(&one.value).into_boxed_str())).collect();
        self.elements.push(Node { name: start.name().0.into(), attributes, line, pieces: Vec::new() });
        let at = self.elements.len() - 1;
        self.elements[parent].pieces.push(Inside::Element(at));
        at
    }

    fn text(&mut self, at: usize, text: &str) {
        match self.elements[at].pieces.last_mut() {
            Some(Inside::Text(before)) => before.push_str(text),
            _ => self.elements[at].pieces.push(Inside::Text(text.to_string())),
        }
    }

    /// The element around all.
    pub(super) fn root(&self) -> Option<Element<'_>> {
        Element { xml: self, at: 0 }.children().next()
    }
}

impl<'x> Element<'x> {
    /// Its name as written, with its prefix.
    pub(super) fn name(self) -> &'x str {
        &self.xml.elements[self.at].name
    }

    /// Its name without its prefix.
    pub(super) fn local(self) -> &'x str {
        local(self.name())
    }

    /// The line on which it begins, from 1.
    #[cfg(feature = "feeds")]
    pub(super) fn line(self) -> u32 {
        self.xml.elements[self.at].line
    }

    /// An attribute by its name without a prefix.
    pub(super) fn attribute(self, name: &str) -> Option<&'x str> {
        self.xml.elements[self.at].attributes.iter().find(|(key, _)| local(key) == name).map(|(_, value)| &**value)
    }

    /// What stands in it, in order.
    pub(super) fn pieces(self) -> impl DoubleEndedIterator<Item = Piece<'x>> {
        let xml = self.xml;
        xml.elements[self.at].pieces.iter().map(move |piece| match piece {
            Inside::Text(text) => Piece::Text(text),
            Inside::Element(at) => Piece::Element(Element { xml, at: *at }),
        })
    }

    /// The elements right inside it.
    pub(super) fn children(self) -> impl Iterator<Item = Element<'x>> {
        self.pieces().filter_map(|piece| match piece {
            Piece::Element(element) => Some(element),
            Piece::Text(_) => None,
        })
    }

    /// The first element right inside it of a name, which is compared as written if it has a prefix, else without.
    pub(super) fn child(self, name: &str) -> Option<Element<'x>> {
        self.all(name).next()
    }

    /// All elements right inside it of a name.
    pub(super) fn all(self, name: &str) -> impl Iterator<Item = Element<'x>> {
        self.children().filter(move |child| if name.contains(':') { child.name() == name } else { child.local() == name })
    }

    /// Everything inside it, itself first, in order of the text.
    pub(super) fn within(self) -> impl Iterator<Item = Piece<'x>> {
        let mut waiting = vec![Piece::Element(self)];
        std::iter::from_fn(move || {
            let next = waiting.pop()?;
            if let Piece::Element(element) = next {
                waiting.extend(element.pieces().rev());
            }
            Some(next)
        })
    }

    /// All its text, without marks.
    pub(super) fn text(self) -> String {
        let texts = self.within().filter_map(|piece| match piece {
            Piece::Text(text) => Some(text),
            Piece::Element(_) => None,
        });
        texts.collect()
    }

    /// What stands in it as marked-up text, for a reader of HTML; prefixes are left out.
    pub(super) fn inner_html(self) -> String {
        let mut html = String::new();
        let mut waiting: Vec<(Option<Piece<'x>>, &str)> = self.pieces().rev().map(|piece| (Some(piece), "")).collect();
        while let Some((piece, ended)) = waiting.pop() {
            match piece {
                None => html.extend(["</", ended, ">"]),
                Some(Piece::Text(text)) => html.push_str(&quick_xml::escape::escape(text)),
                Some(Piece::Element(element)) => {
                    html.extend(["<", element.local()]);
                    for (key, value) in &self.xml.elements[element.at].attributes {
                        html.extend([" ", key, "=\"", &quick_xml::escape::escape(&**value), "\""]);
                    }
                    html.push('>');
                    waiting.push((None, element.local()));
                    waiting.extend(element.pieces().rev().map(|piece| (Some(piece), "")));
                }
            }
        }
        html
    }

    /// The text of a child, trimmed; nothing for one that is blank.
    pub(super) fn text_of(self, name: &str) -> Option<String> {
        self.child(name).map(|child| child.text().trim().to_string()).filter(|text| !text.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_a_tree() {
        let xml =
            parse("<?xml version='1.0'?><!DOCTYPE a><r x='1 &amp; 2'><a>one &lt;two&gt; &#233;</a><b:c>t<d/>h<![CDATA[r<ee>]]></b:c></r>");
        let root = xml.root().expect("a root");
        assert_eq!((root.name(), root.attribute("x")), ("r", Some("1 & 2")));
        assert_eq!(root.text_of("a").as_deref(), Some("one <two> é"));
        assert_eq!(root.text_of("c").as_deref(), Some("thr<ee>"));
        assert!(root.child("b:c").is_some() && root.child("x:c").is_none() && xml.broken.is_none());
    }

    #[test]
    fn what_is_broken_is_kept_up_to_there() {
        let xml = parse("<r><a>The ferry ran aground.</b></a><a>Nobody was hurt & <c");
        let texts: Vec<String> = xml.root().expect("a root").all("a").map(Element::text).collect();
        assert_eq!(texts[0], "The ferry ran aground.");
        assert!(xml.broken.is_some(), "{texts:?}");
    }

    #[test]
    fn entities_are_not_expanded_and_depth_is_bounded() {
        let bomb = "<!DOCTYPE r [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><r>&b;</r>";
        assert_eq!(parse(bomb).root().expect("a root").text(), "&b;");
        let deep = format!("{}x{}", "<d>".repeat(300_000), "</d>".repeat(300_000));
        let xml = parse(&deep);
        assert_eq!(xml.root().expect("a root").text(), "x");
    }
}

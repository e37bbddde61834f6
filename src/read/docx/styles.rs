//! What the styles of a Word document say about its paragraphs.
//!
//! In: the part `styles.xml`. Out: the [`Style`] of a paragraph by what it states itself and by the style that it names. A style inherits from the one
//! that it is based on. Programs keep the English names of their styles in every language.

use crate::read::story::Style;
use crate::read::xml::{Element, Xml};
use std::collections::HashMap;

/// Styles that are based on each other, at most.
const MAX_CHAIN: usize = 16;
/// The first level of an outline that is no heading.
const BODY_LEVEL: u8 = 9;

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: HashMap<String, Style>,
    lang: Option<String>,
}

impl Styles {
    /// Reads the styles.
    pub(super) fn of(part: &Xml) -> Styles {
        let Some(root) = part.root() else { return Styles::default() };
        let stated: HashMap<&str, Element<'_>> = root.all("style").filter_map(|one| Some((one.attribute("styleId")?, one))).collect();
        let mut by_id = HashMap::new();
        for (id, mut one) in root.all("style").filter_map(|one| Some((one.attribute("styleId")?, one))) {
            for _ in 0..MAX_CHAIN {
                if let Some(style) = own_style(one) {
                    by_id.insert(id.to_string(), style);
                    break;
                }
                let Some(base) = value(one, "basedOn").and_then(|base| stated.get(base)) else { break };
                one = *base;
            }
            by_id.entry(id.to_string()).or_insert(Style::Plain);
        }
        let usual = root.child("docDefaults").and_then(|usual| usual.child("rPrDefault")).and_then(|usual| usual.child("rPr"));
        Styles { by_id, lang: usual.and_then(|usual| value(usual, "lang")).map(String::from) }
    }

    /// The language of the text where nothing else is said.
    pub(super) fn lang(&self) -> Option<&str> {
        self.lang.as_deref()
    }

    /// What a paragraph is, by its properties.
    pub(super) fn style(&self, properties: Option<Element<'_>>) -> Style {
        let Some(properties) = properties else { return Style::Plain };
        let id = value(properties, "pStyle");
        let known = id.and_then(|id| self.by_id.get(id).copied());
        let named = known.or_else(|| Style::of_name(id?)).unwrap_or(Style::Plain);
        outline(properties).filter(|_| named == Style::Plain).or_else(|| list(properties, named)).unwrap_or(named)
    }
}

fn own_style(style: Element<'_>) -> Option<Style> {
    let properties = style.child("pPr");
    let by_name = value(style, "name").and_then(Style::of_name);
    by_name.or_else(|| properties.and_then(outline)).or_else(|| list(properties?, Style::Plain))
}

/// The value of a property.
fn value<'x>(properties: Element<'x>, name: &str) -> Option<&'x str> {
    properties.child(name)?.attribute("val")
}

fn outline(properties: Element<'_>) -> Option<Style> {
    let level: u8 = value(properties, "outlineLvl")?.parse().ok()?;
    (level < BODY_LEVEL).then_some(Style::Heading(level + 1))
}

/// A list, where the paragraph has a number or bullet; number 0 takes it away.
fn list(properties: Element<'_>, named: Style) -> Option<Style> {
    let number = value(properties.child("numPr")?, "numId").unwrap_or("1");
    match named {
        Style::Plain if number != "0" => Some(Style::ListItem),
        Style::ListItem if number == "0" => Some(Style::Plain),
        _ => None,
    }
}

//! The parts of a Word document.
//!
//! In: both versions in one text. Out: the package. Nothing in it depends on when or where it is made.

use super::merged::{Mark, Merged};
use crate::article::is_day;
use crate::pipeline::Diff;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Who the changes are by.
const AUTHOR: &str = "copydesk";

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>"#;

const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>"#;

const OWN_RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
"#;
const NAMESPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// Styles by id, name, and what they look like.
const STYLES: [(&str, &str, &str, &str); 6] = [
    ("Normal", "Normal", r#"<w:spacing w:after="160"/>"#, ""),
    ("Heading1", "heading 1", r#"<w:keepNext/><w:spacing w:after="160"/><w:outlineLvl w:val="0"/>"#, r#"<w:b/><w:sz w:val="36"/>"#),
    (
        "Heading2",
        "heading 2",
        r#"<w:keepNext/><w:spacing w:before="160" w:after="80"/><w:outlineLvl w:val="1"/>"#,
        r#"<w:b/><w:sz w:val="26"/>"#,
    ),
    ("Quote", "Quote", r#"<w:spacing w:after="160"/><w:ind w:left="720" w:right="720"/>"#, "<w:i/>"),
    ("ListBullet", "List Bullet", r#"<w:spacing w:after="80"/><w:ind w:left="360"/>"#, ""),
    ("Caption", "caption", r#"<w:spacing w:after="160"/>"#, r#"<w:i/><w:sz w:val="20"/>"#),
];

/// The document as a package.
pub(super) fn package(diff: &Diff, merged: &Merged) -> Vec<u8> {
    let new = &diff.new.article;
    let date = new.date.as_deref().and_then(date_of);
    let parts = [
        ("[Content_Types].xml", TYPES.to_string()),
        ("_rels/.rels", RELATIONS.to_string()),
        ("word/_rels/document.xml.rels", OWN_RELATIONS.to_string()),
        ("word/document.xml", document(merged, date.as_deref())),
        ("word/styles.xml", styles(new.lang.as_deref())),
        ("docProps/core.xml", properties(new.title.as_deref())),
    ];
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).last_modified_time(DateTime::default());
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(name, options).expect("the names are few, short and unlike");
        zip.write_all(text.as_bytes()).expect("a vector takes all");
    }
    zip.finish().expect("a vector takes all").into_inner()
}

/// A day or time as changes bear it.
fn date_of(date: &str) -> Option<String> {
    let day = date.get(..10).filter(|day| is_day(day))?;
    Some(format!("{day}T00:00:00Z"))
}

fn properties(title: Option<&str>) -> String {
    format!(
        r#"{HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{}</dc:title></cp:coreProperties>"#,
        escaped(title.unwrap_or_default())
    )
}

fn styles(lang: Option<&str>) -> String {
    let lang = lang.map(|lang| format!(r#"<w:lang w:val="{}"/>"#, escaped(lang))).unwrap_or_default();
    let mut text = format!(
        r#"{HEAD}<w:styles xmlns:w="{NAMESPACE}"><w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="24"/>{lang}</w:rPr></w:rPrDefault></w:docDefaults>"#
    );
    for (id, name, paragraph, run) in STYLES {
        let usual = if id == "Normal" { r#" w:default="1""# } else { "" };
        let based = if id == "Normal" { "" } else { r#"<w:basedOn w:val="Normal"/>"# };
        let _ = write!(
            text,
            r#"<w:style w:type="paragraph"{usual} w:styleId="{id}"><w:name w:val="{name}"/>{based}<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"#
        );
    }
    text + "</w:styles>"
}

/// The text, paragraph by paragraph.
fn document(merged: &Merged, date: Option<&str>) -> String {
    let mut writer = Writer {
        merged,
        date: date.map(|date| format!(r#" w:date="{date}""#)).unwrap_or_default(),
        text: format!(r#"{HEAD}<w:document xmlns:w="{NAMESPACE}"><w:body>"#),
        runs: String::new(),
        n_ids: 0,
        paragraph: (0, 0),
        left: HashMap::new(),
        open: HashMap::new(),
    };
    for (mark, _) in &merged.stretches {
        if let Some(key) = moved(*mark) {
            *writer.left.entry(key).or_default() += 1;
        }
    }
    for (mark, text) in &merged.stretches {
        writer.stretch(*mark, text);
    }
    writer.end(Mark::Kept);
    writer.text
        + r#"<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr></w:body></w:document>"#
}

/// A move and which of its ends: whether it is where the text stands now.
type End = (usize, bool);

fn moved(mark: Mark) -> Option<End> {
    match mark {
        Mark::MovedHere(number) => Some((number, true)),
        Mark::MovedAway(number) => Some((number, false)),
        _ => None,
    }
}

struct Writer<'m> {
    merged: &'m Merged,
    /// The date as an attribute, or nothing.
    date: String,
    text: String,
    /// The runs of the open paragraph.
    runs: String,
    n_ids: usize,
    /// How many paragraphs of the old and the new version ended.
    paragraph: (usize, usize),
    /// Stretches of each end of a move that are still to come.
    left: HashMap<End, usize>,
    /// The ids of the ends of moves that began.
    open: HashMap<End, usize>,
}

impl Writer<'_> {
    fn about(&mut self) -> String {
        self.n_ids += 1;
        format!(r#"w:id="{}" w:author="{AUTHOR}"{}"#, self.n_ids, self.date)
    }

    fn stretch(&mut self, mark: Mark, text: &str) {
        if let Some(end) = moved(mark) {
            self.begin_move(end);
        }
        for (at, line) in text.split(super::flat::END).enumerate() {
            if at > 0 {
                self.end(mark);
            }
            self.run(mark, line);
        }
        if let Some(end) = moved(mark) {
            self.end_move(end);
        }
    }

    fn begin_move(&mut self, end: End) {
        if self.open.contains_key(&end) {
            return;
        }
        let about = self.about();
        self.open.insert(end, self.n_ids);
        let kind = if end.1 { "moveTo" } else { "moveFrom" };
        let _ = write!(self.runs, r#"<w:{kind}RangeStart {about} w:name="move{}"/>"#, end.0 + 1);
    }

    fn end_move(&mut self, end: End) {
        let left = self.left.entry(end).or_insert(1);
        *left = left.saturating_sub(1);
        if *left == 0
            && let Some(id) = self.open.get(&end)
        {
            let kind = if end.1 { "moveTo" } else { "moveFrom" };
            let _ = write!(self.runs, r#"<w:{kind}RangeEnd w:id="{id}"/>"#);
        }
    }

    fn run(&mut self, mark: Mark, text: &str) {
        if text.is_empty() {
            return;
        }
        let tag = if mark == Mark::Removed { "w:delText" } else { "w:t" };
        let pieces: Vec<String> =
            text.split('\t').map(|piece| format!(r#"<{tag} xml:space="preserve">{}</{tag}>"#, escaped(piece))).collect();
        let run = format!("<w:r>{}</w:r>", pieces.join("<w:tab/>"));
        match change(mark) {
            None => self.runs.push_str(&run),
            Some(kind) => {
                let about = self.about();
                let _ = write!(self.runs, "<w:{kind} {about}>{run}</w:{kind}>");
            }
        }
    }

    /// Ends a paragraph; its end is itself kept, new or gone.
    fn end(&mut self, mark: Mark) {
        let (old, new) = self.paragraph;
        let is_gone = matches!(mark, Mark::Removed | Mark::MovedAway(_));
        let style = if is_gone { self.merged.old.styles.get(old) } else { self.merged.new.styles.get(new) };
        let mut properties = style.copied().flatten().map(|style| format!(r#"<w:pStyle w:val="{style}"/>"#)).unwrap_or_default();
        if let Some(kind) = change(mark) {
            let about = self.about();
            let _ = write!(properties, "<w:rPr><w:{kind} {about}/></w:rPr>");
        }
        if !properties.is_empty() {
            properties = format!("<w:pPr>{properties}</w:pPr>");
        }
        let runs = std::mem::take(&mut self.runs);
        let _ = write!(self.text, "<w:p>{properties}{runs}</w:p>");
        self.paragraph.0 += usize::from(is_gone || mark == Mark::Kept);
        self.paragraph.1 += usize::from(!is_gone);
    }
}

/// The element of a change.
fn change(mark: Mark) -> Option<&'static str> {
    match mark {
        Mark::Kept => None,
        Mark::Added => Some("ins"),
        Mark::Removed => Some("del"),
        Mark::MovedHere(_) => Some("moveTo"),
        Mark::MovedAway(_) => Some("moveFrom"),
    }
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            letter if letter.is_control() && letter != '\t' => {}
            letter => escaped.push(letter),
        }
    }
    escaped
}

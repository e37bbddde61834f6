//! Tests of documents of office programs: what is text, in which state, and what each paragraph is.

use super::*;
use crate::article::BlockKind;
use ::zip::ZipWriter;
use ::zip::write::SimpleFileOptions;
use std::io::{Cursor, Write};

const HEADLINE: &str = "Ferry runs aground off Vardal";
const LEAD: &str = "The ferry to the outer islands ran aground on a sandbank shortly after dawn on Sunday.";

fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(text.as_bytes()).expect("written");
    }
    zip.finish().expect("a package").into_inner()
}

fn docx_of(body: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let document = format!("<?xml version='1.0'?><w:document xmlns:w='w'><w:body>{body}<w:sectPr/></w:body></w:document>");
    let own = [("[Content_Types].xml", "<Types/>"), ("word/document.xml", document.as_str())];
    packed(&[&own, more].concat())
}

fn odt_of(text: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content xmlns:office='o'><office:body><office:text>{text}</office:text></office:body></office:document-content>"
    );
    packed(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", &content)])
}

fn item(bytes: &[u8], tracked: Tracked) -> Item {
    let mut reading = read("draft", bytes, &Options { tracked, ..Options::default() }).expect("a document");
    assert_eq!((reading.items.len(), reading.errors.len()), (1, 0));
    reading.items.remove(0)
}

/// The blocks of a document with their kinds.
fn blocks(bytes: &[u8], tracked: Tracked) -> Vec<(BlockKind, String)> {
    let article = item(bytes, tracked).article;
    let blocks = article.blocks.clone().expect("blocks");
    blocks.iter().map(|block| (block.kind, block.span.of(&article.text).to_string())).collect()
}

fn texts(bytes: &[u8], tracked: Tracked) -> Vec<String> {
    blocks(bytes, tracked).into_iter().map(|(_, text)| text).collect()
}

#[test]
fn a_word_document_is_its_paragraphs() {
    let styles = "<w:styles><w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val='en-GB'/></w:rPr></w:rPrDefault></w:docDefaults>
        <w:style w:styleId='berschrift1'><w:name w:val='heading 1'/></w:style>
        <w:style w:styleId='Own'><w:basedOn w:val='berschrift1'/></w:style>
        <w:style w:styleId='Zitat'><w:name w:val='Quote'/></w:style></w:styles>";
    let core = "<cp:coreProperties><dc:creator>Jane Example</dc:creator><dcterms:created>2026-01-02T08:00:00Z</dcterms:created>
        <dcterms:modified>2026-01-03T08:00:00Z</dcterms:modified></cp:coreProperties>";
    let body = format!(
        "<w:p><w:pPr><w:pStyle w:val='Own'/></w:pPr><w:r><w:t>{HEADLINE}</w:t></w:r></w:p>
         <w:p><w:r><w:t xml:space='preserve'>The ferry </w:t></w:r><w:hyperlink><w:r><w:t>to the outer</w:t></w:r></w:hyperlink><w:r><w:rPr><w:b/></w:rPr>
         <w:t xml:space='preserve"
    );
    let body = body.rsplit_once("<w:r><w:rPr><w:b/>").map_or(String::new(), |(front, _)| front.to_string())
        + "<w:r><w:t xml:space='preserve'> islands ran a</w:t><w:softHyphen/></w:r><w:r><w:t>ground on a sandbank</w:t><w:footnoteReference w:id='2'/></w:r>
           <w:r><w:rPr><w:vanish/></w:rPr><w:t>HIDDEN</w:t></w:r><w:r><w:fldChar w:fldCharType='begin'/><w:instrText>PAGE</w:instrText></w:r>
           <w:r><w:t xml:space='preserve'> shortly after dawn on Sunday.</w:t></w:r></w:p>
         <w:p><w:pPr><w:pStyle w:val='Zitat'/></w:pPr><w:r><w:t>Nobody was hurt.</w:t></w:r></w:p>
         <w:p><w:pPr><w:numPr><w:numId w:val='3'/></w:numPr></w:pPr><w:r><w:t>Eighty passengers</w:t></w:r></w:p>
         <w:tbl><w:tr><w:tc><w:p><w:r><w:t>Dead</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>0</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
         <w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent><w:p><w:r><w:t>In the box.</w:t></w:r></w:p></w:txbxContent></w:drawing></mc:Choice>
         <mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>In the box.</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent>
         <w:sym w:font='Symbol' w:char='F0B7'/><w:t xml:space='preserve'> Last line</w:t><w:tab/><w:t>of all</w:t></w:r></w:p>
         <w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr><w:sdtContent><w:p><w:r><w:t>Contents</w:t></w:r></w:p></w:sdtContent></w:sdt>
         <w:sdt><w:sdtContent><w:p><w:r><w:t>In a field.</w:t></w:r></w:p></w:sdtContent></w:sdt>";
    let notes = "<w:footnotes><w:footnote w:type='separator' w:id='0'><w:p><w:r><w:t>-----</w:t></w:r></w:p></w:footnote>
        <w:footnote w:id='2'><w:p><w:r><w:footnoteRef/><w:t>The third in a year.</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let comments = "<w:comments><w:comment><w:p><w:r><w:t>Check this</w:t></w:r></w:p></w:comment></w:comments>";
    let more = [("word/styles.xml", styles), ("word/footnotes.xml", notes), ("word/comments.xml", comments), ("docProps/core.xml", core)];
    let bytes = docx_of(&body, &more);
    let wanted = [
        (BlockKind::Heading, HEADLINE),
        (BlockKind::Paragraph, LEAD),
        (BlockKind::Quotation, "Nobody was hurt."),
        (BlockKind::ListItem, "Eighty passengers"),
        (BlockKind::TableRow, "Dead\t0"),
        (BlockKind::Paragraph, "• Last line\tof all"),
        (BlockKind::Paragraph, "In the box."),
        (BlockKind::Paragraph, "In a field."),
        (BlockKind::Paragraph, "The third in a year."),
    ];
    assert_eq!(blocks(&bytes, Tracked::Final), wanted.map(|(kind, text)| (kind, text.to_string())));
    let item = item(&bytes, Tracked::Final);
    assert_eq!((item.article.title.as_deref(), item.article.lang.as_deref()), (Some(HEADLINE), Some("en-GB")));
    assert_eq!((item.about.byline.as_deref(), item.article.date.as_deref()), (Some("Jane Example"), Some("2026-01-02T08:00:00Z")));
    assert_eq!(item.about.updated.as_deref(), Some("2026-01-03T08:00:00Z"));
    assert_eq!((item.format, item.notes), (InputFormat::Docx, vec!["1 comment left out".to_string()]));
}

#[test]
fn tracked_changes_of_word_have_two_states() {
    let run = |text: &str| format!("<w:r><w:t xml:space='preserve'>{text}</w:t></w:r>");
    let deleted = |text: &str| format!("<w:del><w:r><w:delText xml:space='preserve'>{text}</w:delText></w:r></w:del>");
    let body = [
        format!("<w:p>{}{}<w:ins>{}</w:ins>{}</w:p>", run("The ferry "), deleted("sank"), run("ran aground"), run(" on Sunday.")),
        // The end of a paragraph is deleted, and one is inserted.
        format!("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{}</w:p><w:p>{}</w:p>", run("Nobody was"), run(" hurt.")),
        format!("<w:p><w:pPr><w:rPr><w:ins/></w:rPr></w:pPr>{}</w:p><w:p>{}</w:p>", run("Divers came."), run("An inquiry begins.")),
        format!("<w:p><w:moveFrom>{}</w:moveFrom></w:p>", run("The harbour is shut.")),
        format!("<w:p><w:moveTo>{}</w:moveTo></w:p>", run("The harbour is shut.")),
        format!("<w:tbl><w:tr><w:trPr><w:ins/></w:trPr><w:tc><w:p>{}</w:p></w:tc></w:tr></w:tbl>", run("A new row")),
    ];
    let bytes = docx_of(&body.concat(), &[]);
    let after =
        ["The ferry ran aground on Sunday.", "Nobody was hurt.", "Divers came.", "An inquiry begins.", "The harbour is shut.", "A new row"];
    assert_eq!(texts(&bytes, Tracked::Final), after);
    let before = ["The ferry sank on Sunday.", "Nobody was", "hurt.", "Divers came.An inquiry begins.", "The harbour is shut."];
    assert_eq!(texts(&bytes, Tracked::Original), before);
}

#[test]
fn an_opendocument_text_is_its_paragraphs_in_two_states() {
    let text = "<text:tracked-changes><text:changed-region text:id='c1'><text:insertion><office:change-info/></text:insertion></text:changed-region>
        <text:changed-region text:id='c2'><text:deletion><office:change-info/><text:p> and sank</text:p></text:deletion></text:changed-region>
        <text:changed-region text:id='c3'><text:deletion><office:change-info/></text:deletion></text:changed-region></text:tracked-changes>
        <text:h text:outline-level='1'>Ferry runs aground off Vardal</text:h>
        <text:p text:style-name='Quotations'>The <text:span>ferry</text:span> ran<text:s text:c='1'/>aground<text:change text:change-id='c2'/><text:change-start text:change-id='c1'/>
        on Sunday<text:change-end text:change-id='c1'/>.<office:annotation><text:p>Check</text:p></office:annotation><text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>The third.</text:p></text:note-body></text:note></text:p>
        <text:list><text:list-item><text:p>Eighty passengers</text:p></text:list-item></text:list>
        <table:table><table:table-row><table:table-cell><text:p>Dead</text:p></table:table-cell><table:table-cell><text:p>0</text:p></table:table-cell></table:table-row></table:table>
        <text:table-of-content><text:p>Contents</text:p></text:table-of-content>
        <text:p>Behind<draw:frame><draw:text-box><text:p>In the box.</text:p></draw:text-box></draw:frame> it.<text:change-start text:change-id='c3'/> And more.<text:change-end text:change-id='c3'/></text:p>";
    let wanted = [
        (BlockKind::Heading, HEADLINE),
        (BlockKind::Quotation, "The ferry ran aground on Sunday."),
        (BlockKind::ListItem, "Eighty passengers"),
        (BlockKind::TableRow, "Dead\t0"),
        (BlockKind::Paragraph, "Behind it."),
        (BlockKind::Paragraph, "In the box."),
        (BlockKind::Paragraph, "The third."),
    ];
    let flat = format!(
        "<?xml version='1.0'?><office:document xmlns:office='urn:oasis:names:tc:opendocument'><office:meta><dc:title>Aground</dc:title></office:meta><office:body><office:text>{text}</office:text></office:body></office:document>"
    );
    for bytes in [odt_of(text), flat.clone().into_bytes()] {
        assert_eq!(blocks(&bytes, Tracked::Final), wanted.map(|(kind, text)| (kind, text.to_string())));
        let before = texts(&bytes, Tracked::Original);
        assert_eq!((before[1].as_str(), before[4].as_str()), ("The ferry ran aground and sank.", "Behind it. And more."));
        assert_eq!(item(&bytes, Tracked::Final).notes, ["1 comment left out"]);
    }
    assert_eq!(item(&odt_of(text), Tracked::Final).article.title.as_deref(), Some(HEADLINE));
    assert_eq!(item(flat.as_bytes(), Tracked::Final).article.title.as_deref(), Some("Aground"));
}

#[test]
fn rich_text_is_its_paragraphs_in_two_states() {
    let rtf = br"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\froman Times;}{\f1\fcharset204 Arial Cyr;}{\f2\fcharset2 Symbol;}}{\colortbl;\red0;}
{\stylesheet{\ql Normal;}{\s1\sbasedon0 heading 1;}{\s2\sbasedon1 Kopf;}{\*\cs10 Fonts;}}{\info{\title }{\author Jane Example}{\creatim\yr2026\mo1\dy2}}
{\header Vardal Post}{\*\generator Somebody;}\pard\s2 Ferry runs aground off Vardal\par
\pard The ferry to the {\b outer} islands {\deleted nearly }{\revised ran} aground on a sand\-bank.{\*\annotation Check this}\par
\pard\u8220?Caf\'e9\u8221? {\f1\'cf\'e0\'f0\'ee\'ec} {\f2 b} {\field{\*\fldinst HYPERLINK x}{\fldrslt a link}}{\footnote The third.} {\v hidden}{\*\unknown gone}{\pict 00ff}\par
{\listtext\'b7}\pard\ls1 Eighty passengers\par\pard\trowd\intbl Dead\cell 0\cell\row\pard
{\upr{ANSI}{\*\ud{Unicode \u-10179?\u-8704?}}}\bin3 }}}\line last line}";
    let wanted = [
        (BlockKind::Heading, HEADLINE),
        (BlockKind::Paragraph, "The ferry to the outer islands ran aground on a sandbank."),
        (BlockKind::Paragraph, "“Café” Паром β a link"),
        (BlockKind::ListItem, "Eighty passengers"),
        (BlockKind::TableRow, "Dead\t0"),
        (BlockKind::Paragraph, "Unicode 😀\nlast line"),
        (BlockKind::Paragraph, "The third."),
    ];
    assert_eq!(blocks(rtf, Tracked::Final), wanted.map(|(kind, text)| (kind, text.to_string())));
    assert_eq!(texts(rtf, Tracked::Original)[1], "The ferry to the outer islands nearly  aground on a sandbank.");
    let item = item(rtf, Tracked::Final);
    assert_eq!((item.article.title.as_deref(), item.article.date.as_deref()), (Some(HEADLINE), Some("2026-01-02")));
    assert_eq!((item.about.byline.as_deref(), item.notes), (Some("Jane Example"), vec!["1 comment left out".to_string()]));
}

#[test]
fn what_is_broken_gives_what_stands_before_or_an_error() {
    let cut = docx_of(&format!("<w:p><w:r><w:t>{LEAD}</w:t></w:r></w:p><w:p><w:r><w:t>Nob<!--"), &[]);
    let item = item(&cut, Tracked::Final);
    assert!(item.article.text.starts_with(LEAD) && item.notes[0].contains("breaks off"), "{:?}", item.notes);
    for (bytes, wanted) in [
        (docx_of("<w:p/>", &[]), "without text"),
        (b"{\\rtf1 }".to_vec(), "without text"),
        (packed(&[("[Content_Types].xml", ""), ("word/other.xml", "")]), "without its text"),
        (
            packed(&[
                ("mimetype", "application/vnd.oasis.opendocument.text"),
                ("content.xml", "x"),
                ("META-INF/manifest.xml", "<encryption-data/>"),
            ]),
            "encrypted",
        ),
    ] {
        let error = read("draft", &bytes, &Options::default()).expect_err("no article");
        assert!(error.to_string().contains(wanted), "{error}");
    }
}

#[test]
fn any_bytes_end() {
    let rtf = [
        b"{\\rtf1 ".repeat(100_000),
        b"{\\rtf1}}}}}}".to_vec(),
        [b"{\\rtf1 ".as_slice(), &b"{\\footnote x".repeat(10_000)].concat(),
        [b"{\\rtf1 ".as_slice(), &b"\\u-1?\\'zz\\bin99999999999 \\".repeat(1000)].concat(),
        b"{\\rtf1 \\u".to_vec(),
    ];
    for bytes in rtf {
        let _ = read("a.rtf", &bytes, &Options::default());
    }
    let deep = docx_of(&"<w:tbl><w:tr><w:tc>".repeat(50_000), &[]);
    let _ = read("a.docx", &deep, &Options::default());
}

//! Tokens of Rich Text Format become paragraphs.
//!
//! In: bytes. Out: what was found. Properties of text belong to groups, those of paragraphs hold until they are reset.

use super::fonts::Fonts;
use super::styles::{Paragraph, Sheet, Stated};
use super::tokens::{Token, Tokens};
use crate::read::failure::Failure;
use crate::read::reading::Found;
use crate::read::story::{Story, Style, left_out};

/// Deeper groups count as their ancestor there.
const MAX_DEPTH: usize = 256;

/// Where the text of a group goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Goes {
    Text,
    Nowhere,
    Fonts,
    Styles,
    Info,
    Title,
    Author,
    Created,
    Changed,
}

/// What a group opens besides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Opens {
    Nothing,
    Note,
    TextBox,
}

/// A group and the properties of its text.
#[derive(Debug, Clone, Copy)]
struct Group {
    goes: Goes,
    /// Where the Unicode twin goes of a text that is passed over.
    twin_goes: Goes,
    opens: Opens,
    is_starred: bool,
    is_hidden: bool,
    is_deleted: bool,
    is_inserted: bool,
    font: i32,
    /// Signs that stand for one of Unicode.
    n_stand_ins: usize,
}

/// The document, a note, or a text box, as far as it is read.
#[derive(Debug, Default)]
struct Frame {
    line: String,
    paragraph: Paragraph,
    story: Story,
    cell: Story,
    cells: Vec<Story>,
}

#[derive(Debug, Default)]
struct Info {
    title: String,
    author: String,
    created: [i32; 3],
    changed: [i32; 3],
}

struct Rtf {
    is_final: bool,
    fonts: Fonts,
    sheet: Sheet,
    stated: Stated,
    info: Info,
    groups: Vec<Group>,
    n_too_deep: usize,
    frames: Vec<Frame>,
    /// Bytes of text that are not decoded yet.
    pending: Vec<u8>,
    /// Signs to pass over.
    n_skipped: usize,
    high_surrogate: Option<u16>,
    usual_font: i32,
    n_comments: usize,
}

/// Reads a document. Linear.
pub(super) fn read(bytes: &[u8], is_final: bool) -> Result<Found, Failure> {
    let root = Group {
        goes: Goes::Text,
        twin_goes: Goes::Nowhere,
        opens: Opens::Nothing,
        is_starred: false,
        is_hidden: false,
        is_deleted: false,
        is_inserted: false,
        font: 0,
        n_stand_ins: 1,
    };
    let mut rtf = Rtf {
        is_final,
        fonts: Fonts::new(),
        sheet: Sheet::default(),
        stated: Stated::default(),
        info: Info::default(),
        groups: vec![root],
        n_too_deep: 0,
        frames: vec![Frame::default()],
        pending: Vec::new(),
        n_skipped: 0,
        high_surrogate: None,
        usual_font: 0,
        n_comments: 0,
    };
    for token in Tokens::new(bytes) {
        rtf.take(token);
        // What stands behind the last group is no part of the document.
        if rtf.groups.len() == 1 && token == Token::Close {
            break;
        }
    }
    rtf.finish()
}

impl Rtf {
    fn group(&mut self) -> &mut Group {
        self.groups.last_mut().expect("the group around all is never closed")
    }

    fn frame(&mut self) -> &mut Frame {
        self.frames.last_mut().expect("the document is never closed")
    }

    fn take(&mut self, token: Token<'_>) {
        if let Token::Byte(byte) = token {
            if self.n_skipped > 0 {
                self.n_skipped -= 1;
            } else {
                self.pending.push(byte);
            }
            return;
        }
        self.flush();
        self.n_skipped = 0;
        match token {
            Token::Open if self.groups.len() >= MAX_DEPTH => self.n_too_deep += 1,
            Token::Open => {
                let inside = Group { opens: Opens::Nothing, is_starred: false, ..*self.group() };
                self.groups.push(inside);
            }
            Token::Close if self.n_too_deep > 0 => self.n_too_deep -= 1,
            Token::Close => self.close(),
            Token::Sign(sign) => self.sign(sign),
            Token::Word(word, number) => self.word(word, number),
            Token::Byte(_) => {}
        }
    }

    /// Decodes what is pending.
    fn flush(&mut self) {
        if self.pending.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.pending);
        let font = self.group().font;
        let text = self.fonts.decode(font, &bytes);
        self.emit(&text);
        self.pending = bytes;
        self.pending.clear();
    }

    fn emit(&mut self, text: &str) {
        self.high_surrogate = None;
        let group = *self.group();
        match group.goes {
            Goes::Text if !group.is_hidden && self.is_there(&group) => self.frame().line.push_str(text),
            Goes::Fonts => self.fonts.state_name(group.font, text),
            Goes::Styles => {
                for piece in text.split_inclusive(';') {
                    self.stated.name.push_str(piece.trim_end_matches(';'));
                    if piece.ends_with(';') {
                        let stated = std::mem::take(&mut self.stated);
                        self.sheet.add(&stated);
                    }
                }
            }
            Goes::Title => self.info.title.push_str(text),
            Goes::Author => self.info.author.push_str(text),
            _ => {}
        }
    }

    /// Whether text of a group is there in the state that is read.
    fn is_there(&self, group: &Group) -> bool {
        if self.is_final { !group.is_deleted } else { !group.is_inserted }
    }

    fn close(&mut self) {
        if self.groups.len() < 2 {
            return;
        }
        let Some(group) = self.groups.pop() else { return };
        if group.opens != Opens::Nothing && self.frames.len() > 1 {
            let Some(frame) = self.frames.pop() else { return };
            let style = self.sheet.style(&frame.paragraph);
            let inside = frame.finish(style);
            match group.opens {
                Opens::Note => self.frame().story.note(inside),
                _ => self.frame().story.text_box(inside),
            }
        }
    }

    fn sign(&mut self, sign: u8) {
        match sign {
            b'*' => self.group().is_starred = true,
            b'~' => self.emit("\u{a0}"),
            b'_' => self.emit("\u{2011}"),
            b'\\' | b'{' | b'}' => self.emit(char::from(sign).encode_utf8(&mut [0; 4])),
            // An optional hyphen is none.
            _ => {}
        }
    }

    fn open(&mut self, opens: Opens) {
        if self.group().goes == Goes::Text && self.frames.len() < MAX_DEPTH {
            self.group().opens = opens;
            self.frames.push(Frame::default());
        }
    }

    fn word(&mut self, word: &str, number: Option<i32>) {
        let is_on = number != Some(0);
        let is_text = self.group().goes == Goes::Text;
        match word {
            "u" => self.unicode(number.unwrap_or(0)),
            "uc" => self.group().n_stand_ins = usize::try_from(number.unwrap_or(1)).unwrap_or(1).min(16),
            "f" => self.group().font = number.unwrap_or(0),
            "v" => self.group().is_hidden = is_on,
            "deleted" | "mvf" => self.group().is_deleted = is_on,
            "revised" | "mvt" => self.group().is_inserted = is_on,
            "plain" => {
                let font = self.usual_font;
                let group = self.group();
                *group = Group { is_hidden: false, is_deleted: false, is_inserted: false, font, ..*group };
            }
            _ if self.destination(word) => {}
            _ if self.group().is_starred => self.group().goes = Goes::Nowhere,
            _ if is_text => self.of_text(word, number),
            _ => self.of_table(word, number.unwrap_or(0)),
        }
        if word != "u" {
            self.high_surrogate = None;
        }
    }

    /// Whether a word says where the text of its group goes.
    fn destination(&mut self, word: &str) -> bool {
        let goes = self.group().goes;
        let to = match word {
            "fonttbl" => Goes::Fonts,
            "stylesheet" => Goes::Styles,
            "info" => Goes::Info,
            "title" if goes == Goes::Info => Goes::Title,
            "author" if goes == Goes::Info => Goes::Author,
            "creatim" if goes == Goes::Info => Goes::Created,
            "revtim" if goes == Goes::Info => Goes::Changed,
            "subject" | "operator" | "keywords" | "comment" | "doccomm" | "company" | "manager" | "category" | "printim" | "buptim"
            | "hlinkbase"
                if goes == Goes::Info =>
            {
                Goes::Nowhere
            }
            "colortbl" | "pict" | "fldinst" | "shprslt" | "nonshppict" | "sp" | "xe" | "tc" | "rxe" | "txe" | "bkmkstart" | "bkmkend"
            | "header" | "headerl" | "headerr" | "headerf" | "footer" | "footerl" | "footerr" | "footerf" | "ftnsep" | "ftnsepc"
            | "ftncn" | "aftnsep" | "aftnsepc" | "aftncn" | "background" | "objdata" | "objclass" | "filetbl" | "atnid" | "atnauthor"
            | "atndate" | "atntime" => Goes::Nowhere,
            "upr" => {
                self.group().twin_goes = goes;
                Goes::Nowhere
            }
            "annotation" => {
                self.n_comments += 1;
                Goes::Nowhere
            }
            "listtext" | "pntext" => {
                self.frame().paragraph.is_item = true;
                Goes::Nowhere
            }
            "ud" => self.group().twin_goes,
            "shp" | "shpinst" | "shppict" | "do" | "fldrslt" | "field" | "result" | "object" => goes,
            "footnote" => {
                self.open(Opens::Note);
                goes
            }
            "shptxt" | "dptxbxtext" => {
                self.open(Opens::TextBox);
                goes
            }
            _ => return false,
        };
        // Nothing comes back out of what is left out, but for the twin.
        let group = self.group();
        group.goes = if goes == Goes::Nowhere && word != "ud" { Goes::Nowhere } else { to };
        group.is_starred = false;
        true
    }

    /// A word of the text.
    fn of_text(&mut self, word: &str, number: Option<i32>) {
        let is_on = number != Some(0);
        match word {
            "par" | "sect" => self.end(),
            "cell" => self.end_cell(),
            "row" => self.end_row(),
            "nestcell" | "tab" => self.emit("\t"),
            "line" | "softline" | "nestrow" => self.emit("\n"),
            "pard" => self.frame().paragraph = Paragraph::default(),
            "s" => self.frame().paragraph.style = number,
            "outlinelevel" => self.frame().paragraph.outline = number,
            "intbl" => self.frame().paragraph.is_in_table = is_on,
            "ls" => self.frame().paragraph.is_item = is_on,
            "ansicpg" => self.fonts.state(number.unwrap_or(0)),
            "mac" => self.fonts.state(10000),
            "deff" => {
                self.usual_font = number.unwrap_or(0);
                self.group().font = self.usual_font;
            }
            _ => {
                if let Some(sign) = sign_of(word) {
                    self.emit(sign);
                }
            }
        }
    }

    /// A word of a table of fonts or styles, or of what is known about the document.
    fn of_table(&mut self, word: &str, number: i32) {
        let (goes, font) = (self.group().goes, self.group().font);
        match (goes, word) {
            (Goes::Fonts, "fcharset") => self.fonts.state_set(font, number),
            (Goes::Fonts, "cpg") => self.fonts.state_page(font, number),
            (Goes::Styles, "s") => self.stated = Stated { number, ..Stated::default() },
            (Goes::Styles, "sbasedon") => self.stated.base = Some(number),
            (Goes::Styles, "outlinelevel") => self.stated.outline = Some(number),
            (Goes::Created | Goes::Changed, "yr" | "mo" | "dy") => {
                let date = if goes == Goes::Created { &mut self.info.created } else { &mut self.info.changed };
                date[["yr", "mo", "dy"].iter().position(|own| *own == word).unwrap_or(0)] = number;
            }
            _ => {
                if let Some(sign) = sign_of(word) {
                    self.emit(sign);
                }
            }
        }
    }

    fn unicode(&mut self, number: i32) {
        self.n_skipped = self.group().n_stand_ins;
        let code = (number & 0xffff) as u16;
        let before = self.high_surrogate.take();
        if (0xd800..0xdc00).contains(&code) {
            self.high_surrogate = Some(code);
            return;
        }
        let letter = match before {
            Some(high) => char::decode_utf16([high, code]).next().and_then(Result::ok),
            None => char::from_u32(u32::from(code)),
        };
        // Signs of fonts of signs may be stated in their private area.
        let private =
            |c: char| if ('\u{f000}'..='\u{f0ff}').contains(&c) { crate::read::symbols::symbol(u32::from(c), "") } else { Some(c) };
        if let Some(letter) = letter.and_then(private) {
            self.emit(letter.encode_utf8(&mut [0; 4]));
        }
    }

    /// Ends a paragraph, unless its end is deleted, or not there yet.
    fn end(&mut self) {
        let group = *self.group();
        if !self.is_there(&group) {
            return;
        }
        let paragraph = self.frame().paragraph;
        let style = self.sheet.style(&paragraph);
        let frame = self.frame();
        let line = std::mem::take(&mut frame.line);
        let story = if paragraph.is_in_table { &mut frame.cell } else { &mut frame.story };
        story.text(&line);
        story.end(style);
    }

    fn end_cell(&mut self) {
        let frame = self.frame();
        let line = std::mem::take(&mut frame.line);
        frame.cell.text(&line);
        frame.cell.end(Style::Plain);
        let cell = std::mem::take(&mut frame.cell);
        frame.cells.push(cell);
    }

    fn end_row(&mut self) {
        let frame = self.frame();
        let cells = std::mem::take(&mut frame.cells);
        frame.story.row(cells);
    }

    fn finish(mut self) -> Result<Found, Failure> {
        self.flush();
        while self.groups.len() > 1 {
            self.close();
        }
        let frame = self.frames.pop().unwrap_or_default();
        let style = self.sheet.style(&frame.paragraph);
        let mut found = frame.finish(style).finish()?;
        let filled = |text: &str| Some(text.trim().to_string()).filter(|text| !text.is_empty());
        found.title = filled(&self.info.title).or(found.title);
        found.about.byline = filled(&self.info.author);
        found.date = day(self.info.created);
        found.about.updated = day(self.info.changed);
        found.notes.extend(left_out(self.n_comments, "comment"));
        Ok(found)
    }
}

impl Frame {
    /// What was read, its open rows and lines ended.
    fn finish(mut self, style: Style) -> Story {
        if !self.cells.is_empty() {
            let cells = std::mem::take(&mut self.cells);
            self.story.row(cells);
        }
        self.story.row(vec![self.cell]);
        self.story.text(&self.line);
        self.story.end(style);
        self.story
    }
}

fn day([year, month, day]: [i32; 3]) -> Option<String> {
    let is_day = (1900..=9999).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    is_day.then(|| format!("{year}-{month:02}-{day:02}"))
}

/// Signs that have words.
fn sign_of(word: &str) -> Option<&'static str> {
    Some(match word {
        "emdash" => "—",
        "endash" => "–",
        "lquote" => "‘",
        "rquote" => "’",
        "ldblquote" => "“",
        "rdblquote" => "”",
        "bullet" => "•",
        "emspace" | "enspace" | "qmspace" => " ",
        _ => return None,
    })
}

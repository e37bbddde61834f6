//! The instructions of a page become pieces of text with their places.
//!
//! In: the instructions of a page, and its fonts. Out: [`Piece`]s in the order in which they are drawn. Forms that a page draws are followed some deep.

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Encoding, Object, ObjectId};
use std::collections::BTreeMap;

/// Forms in forms.
const MAX_DEPTH: usize = 4;
/// Bytes of a form or of a table of a font.
const MAX_FORM: usize = 1 << 20;
/// Pieces of one page; a full page of a newspaper has 10,000.
const MAX_PIECES: usize = 200_000;
/// Width of a sign, in thousandths of its size, where the font does not say.
const USUAL_WIDTH: f32 = 500.0;

/// Some text of a page.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) x: f32,
    pub(super) end: f32,
    pub(super) y: f32,
    /// Size of the letters on the page.
    pub(super) size: f32,
}

/// The pieces of a page.
pub(super) fn pieces(document: &Document, page: ObjectId, content: &[u8]) -> Vec<Piece> {
    let mut reader = Page { document, pieces: Vec::new(), n_left: MAX_FORM * 4 };
    let fonts = document.get_page_fonts(page).unwrap_or_default();
    let mut forms = BTreeMap::new();
    if let Ok((own, ids)) = document.get_page_resources(page) {
        let resources = own.into_iter().chain(ids.into_iter().filter_map(|id| document.get_dictionary(id).ok()));
        resources.for_each(|resources| forms_of(document, resources, &mut forms));
    }
    let fonts = fonts.into_iter().map(|(name, font)| (name, Font::of(document, font))).collect();
    reader.draw(content, &fonts, &forms, IDENTITY, 0);
    reader.pieces
}

/// A font as far as text needs it.
struct Font<'d> {
    encoding: Option<Encoding<'d>>,
    is_wide: bool,
    first: u32,
    widths: Vec<f32>,
}

impl<'d> Font<'d> {
    fn of(document: &'d Document, font: &'d Dictionary) -> Font<'d> {
        let is_wide = font.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Type0");
        let encoding = font.get_font_encoding_with_limit(document, MAX_FORM).ok();
        let first = font.get_deref(b"FirstChar", document).and_then(Object::as_i64).ok().and_then(|first| u32::try_from(first).ok());
        let widths = font.get_deref(b"Widths", document).and_then(Object::as_array);
        let width = |one: &Object| document.dereference(one).ok().and_then(|(_, one)| one.as_float().ok()).unwrap_or(USUAL_WIDTH);
        let widths = widths.map(|widths| widths.iter().take(256).map(width).collect()).unwrap_or_default();
        Font { encoding, is_wide, first: first.unwrap_or(0), widths }
    }

    fn text(&self, bytes: &[u8]) -> String {
        let text = self.encoding.as_ref().and_then(|encoding| Document::decode_text(encoding, bytes).ok()).unwrap_or_default();
        text.chars().filter(|c| !c.is_control() || c.is_whitespace()).map(|c| if c.is_whitespace() { ' ' } else { c }).collect()
    }

    /// The width of some text in thousandths, and how many signs it has.
    fn width(&self, bytes: &[u8], text: &str) -> (f32, usize) {
        if self.is_wide {
            // What is drawn is known by letters: wide ones of the scripts without case, and others.
            let widths = text.chars().map(|c| if c >= '\u{2e80}' { 1000.0 } else { USUAL_WIDTH });
            return (widths.sum(), text.chars().count());
        }
        let width = |byte: &u8| u32::from(*byte).checked_sub(self.first).and_then(|at| self.widths.get(at as usize)).copied();
        (bytes.iter().map(|byte| width(byte).unwrap_or(USUAL_WIDTH)).sum(), bytes.len())
    }
}

type Fonts<'d> = BTreeMap<Vec<u8>, Font<'d>>;
type Forms = BTreeMap<Vec<u8>, ObjectId>;

fn forms_of(document: &Document, resources: &Dictionary, forms: &mut Forms) {
    let Ok(named) = document.get_dict_in_dict(resources, b"XObject") else { return };
    for (name, value) in named.iter() {
        if let Ok(id) = value.as_reference() {
            forms.entry(name.clone()).or_insert(id);
        }
    }
}

/// A transformation of places.
type Matrix = [f32; 6];

const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

fn times(a: Matrix, b: Matrix) -> Matrix {
    [
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    ]
}

fn numbers(operation: &Operation) -> Vec<f32> {
    operation.operands.iter().filter_map(|operand| operand.as_float().ok()).collect()
}

fn matrix(operation: &Operation) -> Option<Matrix> {
    numbers(operation).try_into().ok()
}

struct Page<'d> {
    document: &'d Document,
    pieces: Vec<Piece>,
    /// Bytes of forms that may still be read.
    n_left: usize,
}

/// What is set while text is drawn.
struct State<'f, 'd> {
    font: Option<&'f Font<'d>>,
    size: f32,
    leading: f32,
    of_letters: f32,
    of_words: f32,
    scale: f32,
    line: Matrix,
    at: Matrix,
}

impl<'d> Page<'d> {
    fn draw(&mut self, content: &[u8], fonts: &Fonts<'_>, forms: &Forms, around: Matrix, depth: usize) {
        let Ok(content) = Content::decode(content) else { return };
        let mut states = vec![around];
        let mut state =
            State { font: None, size: 1.0, leading: 0.0, of_letters: 0.0, of_words: 0.0, scale: 1.0, line: IDENTITY, at: IDENTITY };
        for operation in &content.operations {
            let place = states.last().copied().unwrap_or(around);
            let first = || numbers(operation).first().copied().unwrap_or(0.0);
            match operation.operator.as_str() {
                "q" if states.len() < 64 => states.push(place),
                "Q" if states.len() > 1 => drop(states.pop()),
                "cm" => {
                    if let (Some(own), Some(last)) = (matrix(operation), states.last_mut()) {
                        *last = times(own, *last);
                    }
                }
                "BT" => (state.line, state.at) = (IDENTITY, IDENTITY),
                "Tf" => {
                    let name = operation.operands.first().and_then(|name| name.as_name().ok());
                    state.font = name.and_then(|name| fonts.get(name));
                    state.size = first();
                }
                "TL" => state.leading = first(),
                "Tc" => state.of_letters = first(),
                "Tw" => state.of_words = first(),
                "Tz" => state.scale = first() / 100.0,
                "Tm" => {
                    if let Some(own) = matrix(operation) {
                        (state.line, state.at) = (own, own);
                    }
                }
                "Td" | "TD" => {
                    if let [x, y] = numbers(operation)[..] {
                        if operation.operator == "TD" {
                            state.leading = -y;
                        }
                        state.move_line(x, y);
                    }
                }
                "T*" => state.move_line(0.0, -state.leading),
                "Tj" => self.show(&mut state, place, operation.operands.first()),
                "'" | "\"" => {
                    state.move_line(0.0, -state.leading);
                    self.show(&mut state, place, operation.operands.last());
                }
                "TJ" => {
                    for one in operation.operands.first().and_then(|all| all.as_array().ok()).into_iter().flatten() {
                        match one.as_float() {
                            Ok(back) => state.shift(-back / 1000.0 * state.size * state.scale),
                            Err(_) => self.show(&mut state, place, Some(one)),
                        }
                    }
                }
                "Do" if depth < MAX_DEPTH => {
                    let name = operation.operands.first().and_then(|name| name.as_name().ok());
                    if let Some(id) = name.and_then(|name| forms.get(name)) {
                        self.form(*id, place, depth);
                    }
                }
                _ => {}
            }
        }
    }

    /// Draws a form of its own fonts.
    fn form(&mut self, id: ObjectId, place: Matrix, depth: usize) {
        let document = self.document;
        let Ok(form) = document.get_object(id).and_then(Object::as_stream) else { return };
        if !form.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Form") {
            return;
        }
        let Ok(content) = form.get_plain_content_with_limit(MAX_FORM.min(self.n_left)) else { return };
        self.n_left -= content.len().min(self.n_left);
        let own = form.dict.get_deref(b"Matrix", document).and_then(Object::as_array).ok();
        let own: Option<Matrix> =
            own.and_then(|own| own.iter().filter_map(|one| one.as_float().ok()).collect::<Vec<f32>>().try_into().ok());
        let (mut fonts, mut forms) = (Fonts::new(), Forms::new());
        if let Ok(resources) = document.get_dict_in_dict(&form.dict, b"Resources") {
            forms_of(document, resources, &mut forms);
            if let Ok(named) = document.get_dict_in_dict(resources, b"Font") {
                let font = |(name, value): (&Vec<u8>, &'d Object)| {
                    let (_, font) = document.dereference(value).ok()?;
                    Some((name.clone(), Font::of(document, font.as_dict().ok()?)))
                };
                fonts.extend(named.iter().filter_map(font));
            }
        }
        self.draw(&content, &fonts, &forms, times(own.unwrap_or(IDENTITY), place), depth + 1);
    }

    fn show(&mut self, state: &mut State<'_, '_>, place: Matrix, text: Option<&Object>) {
        let (Some(font), Some(Ok(bytes))) = (state.font, text.map(Object::as_str)) else { return };
        let text = font.text(bytes);
        let (width, n_signs) = font.width(bytes, &text);
        let n_blanks = if font.is_wide { 0 } else { text.matches(' ').count() };
        let spaces = state.of_letters * n_signs as f32 + state.of_words * n_blanks as f32;
        let drawn = (width / 1000.0 * state.size + spaces) * state.scale;
        let from = times(state.at, place);
        state.shift(drawn);
        let to = times(state.at, place);
        let size = (state.size * from[0].hypot(from[1]).max(from[2].hypot(from[3]))).abs();
        let is_level = from[1].abs() <= from[0].abs();
        let is_finite = [from[4], from[5], to[4], size].iter().all(|value| value.is_finite());
        if !text.is_empty() && is_level && is_finite && size > 0.0 && self.pieces.len() < MAX_PIECES {
            self.pieces.push(Piece { text, x: from[4], end: to[4], y: from[5], size });
        }
    }
}

impl State<'_, '_> {
    fn move_line(&mut self, x: f32, y: f32) {
        self.line = times([1.0, 0.0, 0.0, 1.0, x, y], self.line);
        self.at = self.line;
    }

    fn shift(&mut self, x: f32) {
        self.at = times([1.0, 0.0, 0.0, 1.0, x, 0.0], self.at);
    }
}

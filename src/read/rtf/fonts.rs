//! How the bytes of a text in Rich Text Format are encoded: by the font, else by the document.
//!
//! In: numbers of code pages and sets of characters. Out: encodings.

use crate::read::symbols::{is_symbol_font, symbol};
use encoding_rs::Encoding;
use std::collections::HashMap;

/// The fonts of a document, and its own encoding.
#[derive(Debug)]
pub(super) struct Fonts {
    by_number: HashMap<i32, Font>,
    usual: &'static Encoding,
}

/// A font.
#[derive(Debug, Default)]
struct Font {
    /// Its encoding, if it has one of its own.
    encoding: Option<&'static Encoding>,
    name: String,
}

impl Fonts {
    pub(super) fn new() -> Fonts {
        Fonts { by_number: HashMap::new(), usual: encoding_rs::WINDOWS_1252 }
    }

    /// The document states its code page.
    pub(super) fn state(&mut self, page: i32) {
        self.usual = of_page(page).unwrap_or(self.usual);
    }

    /// A font states its set of characters.
    pub(super) fn state_set(&mut self, number: i32, set: i32) {
        self.by_number.entry(number).or_default().encoding = of_set(set);
    }

    /// A font states its code page.
    pub(super) fn state_page(&mut self, number: i32, page: i32) {
        self.by_number.entry(number).or_default().encoding = of_page(page);
    }

    /// A part of the name of a font.
    pub(super) fn state_name(&mut self, number: i32, name: &str) {
        self.by_number.entry(number).or_default().name.push_str(name.trim_end_matches(';'));
    }

    /// What bytes say in a font.
    pub(super) fn decode(&self, number: i32, bytes: &[u8]) -> String {
        let font = self.by_number.get(&number);
        if let Some(font) = font.filter(|font| is_symbol_font(font.name.trim())) {
            return bytes.iter().filter_map(|byte| symbol(0xf000 + u32::from(*byte), font.name.trim())).collect();
        }
        let encoding = font.and_then(|font| font.encoding).unwrap_or(self.usual);
        encoding.decode_without_bom_handling(bytes).0.into_owned()
    }
}

fn of_page(page: i32) -> Option<&'static Encoding> {
    let label = match page {
        932 => "shift_jis".to_string(),
        936 => "gbk".to_string(),
        949 => "euc-kr".to_string(),
        950 => "big5".to_string(),
        866 => "ibm866".to_string(),
        10000 => "macintosh".to_string(),
        10007 => "x-mac-cyrillic".to_string(),
        65001 => "utf-8".to_string(),
        page => format!("windows-{page}"),
    };
    Encoding::for_label(label.as_bytes())
}

/// Sets of characters as Windows numbers them; 0 and 1 are those of the document.
fn of_set(set: i32) -> Option<&'static Encoding> {
    of_page(match set {
        77 => 10000,
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => return None,
    })
}

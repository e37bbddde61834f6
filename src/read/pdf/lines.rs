//! Pieces of text become lines, and lines paragraphs.
//!
//! In: the pieces of each page. Out: blocks. The order in which a page draws its text is kept, because programs draw column by column. Lines of a
//! paragraph stay lines: what is one word divided at their ends is known where all wrapped text is read.

use super::page::Piece;
use crate::article::BlockKind;
use std::collections::BTreeMap;

/// A gap in a line that is wider than this share of the size of the letters is a blank; blanks are 0.2 to 0.33 wide.
const BLANK: f32 = 0.15;
/// Pieces whose base lines differ by less than this share of the size stand in one line: raised signs do.
const SAME_LINE: f32 = 0.45;
/// A paragraph begins where the distance of lines is larger than the usual one by this factor, or in a line set in by this share of the size.
const APART: f32 = 1.3;
const SET_IN: f32 = 0.8;
/// Letters that are larger than those of most of the text by this factor make a heading.
const LARGE: f32 = 1.15;
/// Lines at the top and the bottom of a page that may be its head and foot, and pages that must repeat one.
const EDGE_LINES: usize = 2;
const MIN_REPEATS: usize = 3;

/// A line of a page.
#[derive(Debug, Clone)]
struct Line {
    text: String,
    x: f32,
    end: f32,
    y: f32,
    size: f32,
}

/// The blocks of all pages.
pub(super) fn blocks(pages: Vec<Vec<Piece>>) -> Vec<(BlockKind, String)> {
    let mut pages: Vec<Vec<Line>> = pages.into_iter().map(lines).collect();
    drop_repeated(&mut pages);
    let usual = usual_size(pages.iter().flatten());
    let mut blocks: Vec<(BlockKind, String)> = Vec::new();
    let mut before: Option<Line> = None;
    let mut is_page_begin;
    for page in &pages {
        let distance = usual_distance(page);
        is_page_begin = true;
        for line in page {
            let kind = if line.size > usual * LARGE { BlockKind::Heading } else { BlockKind::Paragraph };
            let goes_on = match (&before, blocks.last()) {
                (Some(before), Some((last, text))) if *last == kind => {
                    let down = before.y - line.y;
                    let is_same_size = (line.size - before.size).abs() < 0.1 * before.size;
                    // At the top of a page or column a paragraph goes on if its sentence does.
                    if is_page_begin || down < 0.0 {
                        is_same_size && !ends_sentence(text)
                    } else {
                        let is_set_in = line.x > before.x + SET_IN * line.size && line.x < before.end;
                        is_same_size && down <= distance * APART && !is_set_in
                    }
                }
                _ => false,
            };
            match blocks.last_mut().filter(|_| goes_on) {
                Some((_, text)) => {
                    text.push('\n');
                    text.push_str(&line.text);
                }
                None => blocks.push((kind, line.text.clone())),
            }
            before = Some(line.clone());
            is_page_begin = false;
        }
    }
    blocks
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '”', '’', ')', '»', '“']).ends_with(['.', '!', '?', ':', '…', '。'])
}

/// Puts the pieces of a page into lines.
fn lines(pieces: Vec<Piece>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for piece in pieces {
        match lines.last_mut().filter(|line| is_in(&piece, line)) {
            Some(line) => {
                let is_apart = piece.x - line.end > BLANK * line.size;
                if is_apart && !line.text.ends_with(' ') && !piece.text.starts_with(' ') {
                    line.text.push(' ');
                }
                line.text.push_str(&piece.text);
                line.end = line.end.max(piece.end);
            }
            None => lines.push(Line { text: piece.text, x: piece.x, end: piece.end, y: piece.y, size: piece.size }),
        }
    }
    for line in &mut lines {
        line.text = line.text.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    lines.retain(|line| !line.text.is_empty());
    lines
}

fn is_in(piece: &Piece, line: &Line) -> bool {
    let size = line.size.max(piece.size);
    // A gap of some letters is one between columns.
    (piece.y - line.y).abs() < SAME_LINE * size && piece.x > line.x - size && piece.x - line.end < 4.0 * size
}

/// The size of most of the text.
fn usual_size<'l>(lines: impl Iterator<Item = &'l Line>) -> f32 {
    let mut letters: BTreeMap<i32, usize> = BTreeMap::new();
    for line in lines {
        *letters.entry((line.size * 4.0).round() as i32).or_default() += line.text.len();
    }
    letters.into_iter().max_by_key(|(_, n)| *n).map_or(0.0, |(size, _)| size as f32 / 4.0)
}

/// The distance of two lines that most lines of a page have.
fn usual_distance(page: &[Line]) -> f32 {
    let mut distances: Vec<f32> = page
        .windows(2)
        .map(|pair| pair[0].y - pair[1].y)
        .zip(page)
        .filter(|(down, line)| *down > 0.0 && *down < 3.0 * line.size)
        .map(|(down, _)| down)
        .collect();
    distances.sort_by(f32::total_cmp);
    // Paragraphs that stand apart widen some distances, so that the lower ones tell.
    distances.get(distances.len() / 3).copied().unwrap_or(f32::MAX)
}

/// Drops the heads and feet that pages repeat, figures aside.
fn drop_repeated(pages: &mut [Vec<Line>]) {
    let mut found: BTreeMap<String, usize> = BTreeMap::new();
    for page in pages.iter() {
        let mut own: Vec<String> = edges(page).into_iter().map(|at| form(&page[at].text)).collect();
        own.sort_unstable();
        own.dedup();
        for text in own {
            *found.entry(text).or_default() += 1;
        }
    }
    for page in pages.iter_mut() {
        let dropped: Vec<usize> =
            edges(page).into_iter().filter(|at| found.get(&form(&page[*at].text)).is_some_and(|n| *n >= MIN_REPEATS)).collect();
        let mut at = 0;
        page.retain(|_| {
            at += 1;
            !dropped.contains(&(at - 1))
        });
    }
}

/// A text with its figures alike.
fn form(text: &str) -> String {
    text.chars().map(|c| if c.is_numeric() { '0' } else { c }).collect::<String>().replace("00", "0").replace("00", "0")
}

/// The lines at the top and the bottom of a page.
fn edges(page: &[Line]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..page.len()).collect();
    order.sort_by(|a, b| page[*b].y.total_cmp(&page[*a].y));
    let n = order.len();
    let mut edges: Vec<usize> = order.iter().take(EDGE_LINES).chain(order.iter().skip(n.saturating_sub(EDGE_LINES))).copied().collect();
    edges.sort_unstable();
    edges.dedup();
    edges
}

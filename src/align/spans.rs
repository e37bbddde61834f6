//! Marks become spans that tile the text, sentences with their status, and blocks of what one side alone has.
//!
//! In: a side, what became of its tokens, its groups. Out: the values of the public result.

use super::side::Side;
use super::{AlignedSentence, Block, Change, Group, Piece, Status};
use crate::span::Span;

/// Pieces that tile the text. White space between two pieces of one kind belongs to them, other white space is unchanged, and so is what
/// stands between furniture and its neighbours: a field that is gone takes nothing of the story with it.
pub(super) fn pieces(side: &Side<'_>, marks: &[Change]) -> Vec<Piece> {
    let end = side.prepared.article.text.len();
    let borders = borders_of_furniture(side);
    let mut found: Vec<Piece> = Vec::new();
    let mut at = 0_usize;
    for (number, token) in side.tokens.iter().enumerate() {
        let start = token.span.start as usize;
        // Most of a text is unchanged, and so is what stands between.
        if let Some(last) = found.last_mut().filter(|last| last.change == Change::Same && marks[number] == Change::Same) {
            last.span.end = token.span.end;
            at = token.span.end as usize;
            continue;
        }
        if at < start {
            let is_one_kind = number.checked_sub(1).is_some_and(|before| marks[before] == marks[number]);
            let around = if is_one_kind && !borders[number] { marks[number] } else { Change::Same };
            push(&mut found, Span::new(at, start), around);
        }
        push(&mut found, token.span, marks[number]);
        at = token.span.end as usize;
    }
    if at < end {
        push(&mut found, Span::new(at, end), Change::Same);
    }
    found
}

/// For each token, whether furniture begins with it or ended before it.
fn borders_of_furniture(side: &Side<'_>) -> Vec<bool> {
    let mut borders = vec![false; side.tokens.len() + 1];
    for (tokens, sentence) in side.sentences.iter().zip(&side.prepared.sentences) {
        if sentence.role.is_furniture() && !tokens.is_empty() {
            borders[tokens.start as usize] = true;
            borders[tokens.end as usize] = true;
        }
    }
    borders
}

fn push(found: &mut Vec<Piece>, span: Span, change: Change) {
    match found.last_mut() {
        Some(last) if last.change == change => last.span.end = span.end,
        _ => found.push(Piece { span, change }),
    }
}

/// The sentences of a side; those in no group have the status `lone`.
pub(super) fn sentences(side: &Side<'_>, groups: &[Group], lone: Status, is_old: bool) -> Vec<AlignedSentence> {
    let mut found: Vec<AlignedSentence> = side
        .prepared
        .sentences
        .iter()
        .map(|sentence| AlignedSentence {
            span: sentence.span,
            paragraph: sentence.paragraph,
            role: sentence.role,
            status: lone,
            partners: Vec::new(),
            moved: false,
        })
        .collect();
    for group in groups {
        let (own, other) = if is_old { (&group.old, &group.new) } else { (&group.new, &group.old) };
        for sentence in own {
            if let Some(aligned) = found.get_mut(*sentence as usize) {
                aligned.status = group.status;
                aligned.moved = group.moved;
                aligned.partners.clone_from(other);
            }
        }
    }
    found
}

/// Maximal runs of neighbouring sentences of one status. A paragraph break does not end a run.
pub(super) fn blocks(side: &Side<'_>, sentences: &[AlignedSentence], status: Status) -> Vec<Block> {
    let mut found: Vec<Block> = Vec::new();
    let mut is_open = false;
    for (number, sentence) in sentences.iter().enumerate() {
        if sentence.status != status {
            is_open = false;
            continue;
        }
        if !is_open {
            found.push(Block { span: sentence.span, sentences: number as u32..number as u32, words: 0, paragraphs: Vec::new() });
        }
        if let Some(block) = found.last_mut() {
            let continues = is_open && sentences[number - 1].paragraph == sentence.paragraph;
            block.span = block.span.cover(sentence.span);
            block.sentences.end = number as u32 + 1;
            if !sentence.role.is_furniture() {
                block.words += side.prepared.sentences[number].words.len() as u32;
            }
            match block.paragraphs.last_mut() {
                Some(last) if continues => *last = last.cover(sentence.span),
                _ => block.paragraphs.push(sentence.span),
            }
        }
        is_open = true;
    }
    found
}

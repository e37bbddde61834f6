//! Blocks: the parts of an article as its format states them, and its text as readers see it, without mark-up.
//!
//! In: pieces of a text, put in order by the reader of a format through a [`Builder`]. Out: [`Blocks`]. Everything above reads the text as
//! it is shown and tells by the spans of the original: [`Blocks::original`] finds them. What stands between two pieces is mark-up: shown
//! to editors, and no word. Which lines make a paragraph, and what is furniture, `layout` decides within what is stated here.

use super::lines::is_line_end;
use super::packed::ROLES;
use super::role::Role;
use crate::span::Span;

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// Prose: its lines decide whether it is one paragraph or more.
    Paragraph,
    /// A heading of any level.
    Heading,
    /// An item of a list.
    ListItem,
    /// Somebody else's words, set apart.
    Quotation,
    /// A row of a table.
    TableRow,
    /// What stands under or for a picture.
    Caption,
    /// Lines of a program, or data.
    Code,
    /// Furniture of a known role.
    Furniture(Role),
}

impl BlockKind {
    /// Whether its lines are one paragraph, however long they are.
    pub(super) fn is_one(self) -> bool {
        !matches!(self, BlockKind::Paragraph | BlockKind::Quotation | BlockKind::Code)
    }

    /// The role of all that stands in it, where the block settles it.
    pub(super) fn role(self) -> Option<Role> {
        match self {
            BlockKind::Caption => Some(Role::Caption),
            BlockKind::Code => Some(Role::Code),
            BlockKind::Furniture(role) => Some(role),
            _ => None,
        }
    }
}

/// A block of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// Where it stands in the original, its marks included where they stand in one line with it.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands in the text as shown.
    pub(super) shown: Span,
}

/// A stretch of the text as shown, and where it stands in the original. An entity is one piece of another length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Piece {
    shown: Span,
    original: Span,
}

/// The blocks of an article in order, and its text as shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Blocks {
    shown: String,
    pieces: Vec<Piece>,
    blocks: Vec<Block>,
    labels: Vec<Span>,
}

/// Blocks as numbers and one string, to be written and read again: the text as shown; of each piece both spans; of each block both spans and the
/// number of its kind; the spans of labels.
pub(super) type Numbered = (String, Vec<[u32; 4]>, Vec<[u32; 5]>, Vec<[u32; 2]>);

/// Kinds that need no role; a role of furniture has its own number behind theirs.
const KINDS: [BlockKind; 7] = [
    BlockKind::Paragraph,
    BlockKind::Heading,
    BlockKind::ListItem,
    BlockKind::Quotation,
    BlockKind::TableRow,
    BlockKind::Caption,
    BlockKind::Code,
];

impl BlockKind {
    fn number(self) -> u32 {
        match self {
            BlockKind::Furniture(role) => KINDS.len() as u32 + role as u32,
            kind => KINDS.iter().position(|known| *known == kind).unwrap_or(0) as u32,
        }
    }

    fn of_number(number: u32) -> BlockKind {
        let number = number as usize;
        let role = || ROLES.get(number - KINDS.len()).copied().unwrap_or(Role::Text);
        KINDS.get(number).copied().unwrap_or_else(|| BlockKind::Furniture(role()))
    }
}

impl Blocks {
    /// All that they are, as numbers.
    pub(super) fn numbered(&self) -> Numbered {
        let piece = |piece: &Piece| [piece.shown.start, piece.shown.end, piece.original.start, piece.original.end];
        let block = |block: &Block| [block.span.start, block.span.end, block.shown.start, block.shown.end, block.kind.number()];
        let label = |span: &Span| [span.start, span.end];
        (
            self.shown.clone(),
            self.pieces.iter().map(piece).collect(),
            self.blocks.iter().map(block).collect(),
            self.labels.iter().map(label).collect(),
        )
    }

    /// The same from its numbers.
    pub(super) fn of_numbers((shown, pieces, blocks, labels): Numbered) -> Blocks {
        let span = |start, end| Span { start, end };
        Blocks {
            shown,
            pieces: pieces.into_iter().map(|[a, b, c, d]| Piece { shown: span(a, b), original: span(c, d) }).collect(),
            blocks: blocks
                .into_iter()
                .map(|[a, b, c, d, kind]| Block { span: span(a, b), kind: BlockKind::of_number(kind), shown: span(c, d) })
                .collect(),
            labels: labels.into_iter().map(|[a, b]| span(a, b)).collect(),
        }
    }

    /// The blocks in order, never overlapping.
    pub fn iter(&self) -> impl Iterator<Item = &Block> {
        self.blocks.iter()
    }

    /// The text without mark-up; blocks are parted by blank lines.
    pub fn shown(&self) -> &str {
        &self.shown
    }

    /// Marks of items that are part of the text as shown.
    pub(super) fn labels(&self) -> &[Span] {
        &self.labels
    }

    /// Where a stretch of the text as shown stands in the original.
    pub(crate) fn original(&self, shown: Span) -> Span {
        let first = self.pieces.partition_point(|piece| piece.shown.end <= shown.start);
        let Some(from) = self.pieces.get(first) else { return Span::default() };
        let last = self.pieces.partition_point(|piece| piece.shown.start < shown.end).max(first + 1) - 1;
        let to = &self.pieces[last];
        Span { start: from.original_of(shown.start), end: to.original_end(shown.end) }
    }

    /// The letters of the text as shown, each with the place in the original that shows it; white space that mark-up shows stands where the piece
    /// before it ends.
    #[cfg(feature = "office")]
    pub(crate) fn letters(&self) -> impl Iterator<Item = (u32, char)> + '_ {
        let (mut shown, mut original) = (0, 0);
        self.pieces.iter().flat_map(move |piece| {
            let gap = Span { start: shown, end: piece.shown.start }.of(&self.shown);
            let end = original;
            (shown, original) = (piece.shown.end, piece.original.end);
            let letters = piece.shown.of(&self.shown).char_indices();
            gap.chars()
                .map(move |letter| (end, letter))
                .chain(letters.map(|(at, letter)| (piece.original_of(piece.shown.start + at as u32), letter)))
        })
    }

    /// What a stretch of the original shows, without its mark-up.
    pub(crate) fn shown_in(&self, original: Span) -> &str {
        let first = self.pieces.partition_point(|piece| piece.original.end <= original.start);
        let last = self.pieces.partition_point(|piece| piece.original.start < original.end);
        let (Some(from), Some(to)) = (self.pieces.get(first), last.checked_sub(1).and_then(|last| self.pieces.get(last))) else {
            return "";
        };
        let skipped = if from.is_plain() { original.start.saturating_sub(from.original.start) } else { 0 };
        let left = if to.is_plain() { to.original.end.saturating_sub(original.end) } else { 0 };
        Span { start: from.shown.start + skipped, end: (to.shown.end - left).max(from.shown.start + skipped) }.of(&self.shown)
    }

    /// The same with the marks that touch it in its line: `**Homs**`, `- Homs`. Where the block settles the role, its marks are left out.
    pub(crate) fn outer(&self, text: &str, shown: Span) -> Span {
        let inner = self.original(shown);
        let block = self.blocks.partition_point(|block| block.shown.end <= shown.start);
        if self.blocks.get(block).is_some_and(|block| block.kind.role().is_some()) {
            return inner;
        }
        let first = self.pieces.partition_point(|piece| piece.original.start < inner.start);
        let last = self.pieces.partition_point(|piece| piece.original.end <= inner.end);
        let mut outer = inner;
        if self.pieces.get(first).is_some_and(|piece| piece.original.start == inner.start) {
            let from = first.checked_sub(1).map_or(0, |before| self.pieces[before].original.end as usize);
            let gap = &text[from..inner.start as usize];
            let line = gap.rfind(is_line_end).map_or(gap, |at| &gap[at..]);
            outer.start -= line.trim_start().len() as u32;
        }
        if last > 0 && self.pieces[last - 1].original.end == inner.end {
            let to = self.pieces.get(last).map_or(text.len(), |next| next.original.start as usize);
            let gap = &text[inner.end as usize..to];
            let line = gap.find(is_line_end).map_or(gap, |at| &gap[..at]);
            outer.end += line.trim_end().len() as u32;
        }
        outer
    }

    /// The same for one that follows another: marks between two in one line belong to the first, which ends at `from`.
    pub(crate) fn outer_from(&self, text: &str, shown: Span, from: u32) -> Span {
        let mut outer = self.outer(text, shown);
        if outer.start < from {
            let rest = text.get(from as usize..outer.end as usize).unwrap_or("");
            outer.start = outer.end - rest.trim_start().len() as u32;
        }
        outer
    }

    /// The mark-up before, between and behind the pieces, line by line, each trimmed of white space; in order.
    pub(crate) fn marks<'t>(&self, text: &'t str) -> impl Iterator<Item = Span> + use<'t, '_> {
        let starts = std::iter::once(0).chain(self.pieces.iter().map(|piece| piece.original.end as usize));
        let ends = self.pieces.iter().map(|piece| piece.original.start as usize).chain([text.len()]);
        starts.zip(ends).filter(|(from, to)| from < to).flat_map(move |(from, to)| {
            let mut at = from;
            text[from..to].split_inclusive(is_line_end).filter_map(move |line| {
                let start = at + line.len() - line.trim_start().len();
                at += line.len();
                let kept = line.trim();
                (!kept.is_empty()).then(|| Span::new(start, start + kept.len()))
            })
        })
    }
}

/// A text of blocks, parted by blank lines, and where they stand in it.
pub(super) fn of_texts(blocks: impl IntoIterator<Item = (BlockKind, String)>) -> (String, Blocks) {
    let (mut text, mut spans) = (String::new(), Vec::new());
    for (kind, block) in blocks {
        let block = block.trim();
        if block.is_empty() {
            continue;
        }
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        let start = text.len();
        text.push_str(block);
        spans.push((kind, Span::new(start, text.len())));
    }
    let mut builder = Builder::new(&text);
    for (kind, span) in spans {
        builder.open(kind);
        builder.show(span);
    }
    let built = builder.finish();
    (text, built)
}

impl Piece {
    fn original_of(&self, at: u32) -> u32 {
        let within = at.saturating_sub(self.shown.start);
        if self.is_plain() { self.original.start + within } else { self.original.start }
    }

    fn original_end(&self, at: u32) -> u32 {
        if self.is_plain() { self.original.start + (at.min(self.shown.end) - self.shown.start) } else { self.original.end }
    }

    /// Whether the original shows what it says.
    fn is_plain(&self) -> bool {
        self.shown.len() == self.original.len()
    }
}

/// Puts pieces and blocks together, in order of the original.
pub(super) struct Builder<'t> {
    text: &'t str,
    built: Blocks,
    open: Option<(BlockKind, usize)>,
}

impl<'t> Builder<'t> {
    pub(super) fn new(text: &'t str) -> Builder<'t> {
        Builder { text, built: Blocks::default(), open: None }
    }

    /// Begins a block; one that is open ends here.
    pub(super) fn open(&mut self, kind: BlockKind) {
        self.close();
        self.open = Some((kind, self.built.shown.len()));
    }

    /// Whether a block is open.
    pub(super) fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// The kind of the open block.
    pub(super) fn kind(&self) -> Option<BlockKind> {
        self.open.map(|(kind, _)| kind)
    }

    /// Makes the open block one of another kind.
    pub(super) fn become_kind(&mut self, kind: BlockKind) {
        if let Some(open) = &mut self.open {
            open.0 = kind;
        }
    }

    /// Whether the open block has nothing to show so far.
    pub(super) fn is_blank(&self) -> bool {
        self.open.is_none_or(|(_, from)| self.built.shown[from..].trim().is_empty())
    }

    /// Ends the open block.
    pub(super) fn close(&mut self) {
        let Some((kind, from)) = self.open.take() else { return };
        let inside = &self.built.shown[from..];
        let kept = inside.trim();
        if !kept.is_empty() {
            let start = from + inside.len() - inside.trim_start().len();
            let shown = Span::new(start, start + kept.len());
            let span = self.built.outer(self.text, shown);
            self.built.blocks.push(Block { span, kind, shown });
        }
        if self.built.shown.len() > from {
            self.built.shown.push_str("\n\n");
        }
    }

    /// Shows a stretch of the original as it is.
    pub(super) fn show(&mut self, span: Span) {
        if span.is_empty() {
            return;
        }
        let at = self.built.shown.len();
        self.built.shown.push_str(span.of(self.text));
        let shown = Span::new(at, self.built.shown.len());
        match self.built.pieces.last_mut() {
            Some(last) if last.is_plain() && last.original.end == span.start && last.shown.end == shown.start => {
                last.original.end = span.end;
                last.shown.end = shown.end;
            }
            _ => self.built.pieces.push(Piece { shown, original: span }),
        }
    }

    /// Shows something else for a stretch of the original: what an entity stands for.
    pub(super) fn show_as(&mut self, shown: &str, span: Span) {
        if shown.is_empty() || span.is_empty() {
            return;
        }
        let at = self.built.shown.len();
        self.built.shown.push_str(shown);
        self.built.pieces.push(Piece { shown: Span::new(at, self.built.shown.len()), original: span });
    }

    /// White space between two pieces that the original shows by mark-up.
    pub(super) fn gap(&mut self, gap: &str) {
        self.built.shown.push_str(gap);
    }

    /// Where the open block begins in the original, if it shows anything.
    pub(super) fn began(&self) -> Option<u32> {
        let (_, from) = self.open?;
        let first = self.built.pieces.partition_point(|piece| (piece.shown.start as usize) < from);
        self.built.pieces.get(first).map(|piece| piece.original.start)
    }

    /// Whether the open block has nothing but a label so far.
    pub(super) fn is_only_label(&self) -> bool {
        let label = self.built.labels.last().map_or(0, |label| label.end as usize);
        self.open.is_some_and(|(_, from)| label > from && self.built.shown[label..].trim().is_empty())
    }

    /// Where the next piece will stand in the text as shown.
    pub(super) fn here(&self) -> usize {
        self.built.shown.len()
    }

    /// Makes a stretch of the text as shown a label.
    pub(super) fn label(&mut self, shown: Span) {
        self.built.labels.push(shown);
    }

    /// Takes back a label.
    pub(super) fn unlabel(&mut self, shown: Span) {
        if let Some(at) = self.built.labels.iter().rposition(|label| *label == shown) {
            self.built.labels.remove(at);
        }
    }

    /// The blocks, at the end of the text.
    pub(super) fn finish(mut self) -> Blocks {
        self.close();
        self.built.labels.sort_unstable_by_key(|span| span.start);
        self.built
    }
}

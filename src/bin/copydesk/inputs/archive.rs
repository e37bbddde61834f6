//! What copies are checked against: articles, or an archive of rows that are let go as they are read.
//!
//! In: paths, by way of [`super::Inputs`]. Out: [`Archive`]. Rows are read in parts, each sifted while the next one is read, as soon as so many are expected that
//! it is worth it; the few whose texts are asked for later are read again, from a packed file by unpacking it again. What is kept of a row the library decides.

use crate::files::{Lines, Part};
use crate::screen::Screen;
use copydesk::article::{Article, rows, too_long_row};
use copydesk::error::{Error, ErrorKind};
use copydesk::observe::Observe;
use copydesk::pipeline::{self, CheckSettings, Checked, PartOf, RowPlace, Rows, RowsOf, Sifted};
use copydesk::read::Options;
use std::fs::{self, File};
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

/// Rows that are read again by one task.
const ROWS_AT_ONCE: usize = 64;
/// How many times larger text is than its packed file, about.
const UNPACKED: u64 = 3;

/// What copies are checked against.
pub(crate) enum Archive {
    Articles(Vec<Article>),
    Sifted(Box<Sifted>, RowFiles),
}

impl Archive {
    pub(crate) fn len(&self) -> usize {
        match self {
            Archive::Articles(articles) => articles.len(),
            Archive::Sifted(sifted, _) => sifted.len(),
        }
    }

    /// Its articles, as far as they were kept, and the files of the others.
    pub(crate) fn read_from(&self) -> (&[Article], Vec<&str>) {
        match self {
            Archive::Articles(articles) => (articles, Vec::new()),
            Archive::Sifted(_, files) => (&[], files.files.iter().map(|file| file.name.as_str()).collect()),
        }
    }

    /// Hands on each article with its id and its place at least.
    pub(crate) fn for_each_known(&self, each: impl FnMut(&Article)) {
        match self {
            Archive::Articles(articles) => articles.iter().for_each(each),
            Archive::Sifted(sifted, files) => {
                let mut each = each;
                sifted.known(files).for_each(|article| each(&article));
            }
        }
    }

    /// Checks the copies that it was read for.
    pub(crate) fn check(&self, copies: &[Article], settings: &CheckSettings, screen: &Screen) -> Result<Checked, Error> {
        match self {
            Archive::Articles(articles) => Ok(pipeline::check(copies, articles, settings, screen)),
            Archive::Sifted(sifted, files) => sifted.check(copies, files, settings, screen),
        }
    }
}

/// An archive while it is read.
pub(super) struct Sifting {
    pub(super) sifted: Sifted,
    files: RowFiles,
    /// Rows and bytes so far.
    n_rows: usize,
    n_bytes: u64,
}

/// Files whose rows can be read again.
pub(crate) struct RowFiles {
    files: Vec<RowFile>,
    reading: Options,
}

struct RowFile {
    file: PathBuf,
    name: String,
    /// Whether its bytes are those of its rows.
    is_plain: bool,
}

/// A part of a file on its way to be sifted.
#[derive(Default)]
struct Piece {
    bytes: Vec<u8>,
    part: Option<Part>,
    keeps: bool,
}

impl Sifting {
    pub(super) fn new(sifted: Sifted, reading: &Options) -> Sifting {
        Sifting { sifted, files: RowFiles { files: Vec::new(), reading: reading.clone() }, n_rows: 0, n_bytes: 0 }
    }

    /// Reads the rows of a file that is called `name`.
    pub(super) fn read(&mut self, file: &Path, shown: &str, name: &str, screen: &Screen) {
        let mut lines = match Lines::open(file, shown) {
            Ok(lines) => lines,
            Err(message) => return screen.error(&message),
        };
        let size = fs::metadata(file).map_or(0, |about| about.len());
        let is_packed = copydesk::read::unpacked_name(shown) != shown;
        let expected = if is_packed { size.saturating_mul(UNPACKED) } else { size };
        let (number, sifted, reading) = (self.files.files.len() as u32, &self.sifted, &self.files.reading);
        let (mut n_rows, mut n_bytes, mut failed) = (self.n_rows, self.n_bytes, None);
        let read = |piece: &mut Piece| {
            piece.part = lines.next(&mut piece.bytes).unwrap_or_else(|message| {
                failed = Some(message);
                None
            });
            if let Some(Part::Lines { first, at }) = piece.part {
                let (n_lines, length) = ((lines.next_line() - first) as usize, piece.bytes.len() as u64);
                (n_rows, n_bytes) = (n_rows + n_lines, n_bytes + length);
                let left = expected.saturating_sub(at + length);
                let n_left = n_lines * (left / length.max(1)) as usize;
                piece.keeps = !sifted.is_worth(n_rows + n_left, n_bytes + left);
            }
            piece.part.is_some()
        };
        let each = |piece: &mut Piece| match piece.part {
            Some(Part::Lines { first, at }) => {
                let rows = RowsOf { first, ..RowsOf::read_as(name, reading) };
                Ok(sifted.sift(PartOf { rows, file: number, at, keeps: piece.keeps }, &piece.bytes, screen))
            }
            Some(Part::TooLong(number)) => Err(Some(too_long_row(name, number))),
            None => Err(None),
        };
        for result in pipeline::while_reading(read, each) {
            match result {
                Ok(mut part) => {
                    part.note.take().into_iter().for_each(|note| screen.warn(note));
                    part.errors.iter().for_each(|error| screen.error(&error.to_string()));
                    self.sifted.push(part);
                }
                Err(error) => error.iter().for_each(|error| screen.error(&error.to_string())),
            }
        }
        if let Some(message) = failed {
            screen.error(&message);
        }
        (self.n_rows, self.n_bytes) = (n_rows, n_bytes);
        self.files.files.push(RowFile { file: file.to_path_buf(), name: name.to_string(), is_plain: lines.at() == size });
    }

    /// What was read, its ids made unique.
    pub(super) fn archive(self, screen: &Screen) -> Result<Archive, Error> {
        match self.sifted.into_articles() {
            Ok(articles) => Ok(Archive::Articles(pipeline::unique_ids(articles, screen))),
            Err(mut sifted) => {
                sifted.make_ids_unique(&self.files, screen)?;
                Ok(Archive::Sifted(sifted, self.files))
            }
        }
    }
}

impl Rows for RowFiles {
    fn read_again(&self, places: &[RowPlace]) -> Result<Vec<Article>, Error> {
        let mut articles = Vec::with_capacity(places.len());
        for places in places.chunk_by(|x, y| x.file == y.file) {
            let file = &self.files[places[0].file as usize];
            let from = RowsOf::read_as(&file.name, &self.reading);
            articles.extend(if file.is_plain { again(from, file.by_place(places)?)? } else { again(from, file.by_line(places)?)? });
        }
        Ok(articles)
    }

    fn file(&self, number: u32) -> &str {
        self.files.get(number as usize).map_or("", |file| &file.name)
    }
}

/// Lines with their numbers.
type NumberedLines = Vec<(u32, Vec<u8>)>;

impl RowFile {
    /// The lines in these places, some at a time; a file that ended before is told by its missing line.
    fn by_place<'p>(&'p self, places: &'p [RowPlace]) -> Result<impl FnMut(&mut NumberedLines) -> bool + 'p, Error> {
        let mut file = File::open(&self.file).map_err(|_| changed(&self.name))?;
        let mut some = places.chunks(ROWS_AT_ONCE);
        Ok(move |lines: &mut NumberedLines| {
            let Some(places) = some.next() else { return false };
            lines.resize_with(places.len(), Default::default);
            for (place, (number, line)) in places.iter().zip(lines) {
                *number = place.line;
                line.resize(place.length as usize, 0);
                if file.seek(SeekFrom::Start(place.at)).and_then(|_| file.read_exact(line)).is_err() {
                    line.clear();
                }
            }
            true
        })
    }

    /// The same by the numbers of the lines, all of the file read again.
    fn by_line<'p>(&'p self, places: &'p [RowPlace]) -> Result<impl FnMut(&mut NumberedLines) -> bool + 'p, Error> {
        let mut lines = Lines::open(&self.file, &self.name).map_err(|_| changed(&self.name))?;
        let (mut left, mut bytes) = (places, Vec::new());
        Ok(move |found: &mut NumberedLines| {
            found.clear();
            while found.is_empty() && !left.is_empty() {
                match lines.next(&mut bytes) {
                    Ok(Some(Part::Lines { first, .. })) => {
                        for (number, line) in rows(&bytes).map(|(number, line)| (number.saturating_add(first - 1), line)) {
                            if let Some((_, rest)) = left.split_first().filter(|(place, _)| place.line == number) {
                                left = rest;
                                found.push((number, line.to_vec()));
                            }
                        }
                    }
                    Ok(Some(Part::TooLong(_))) => {}
                    Ok(None) | Err(_) => left = &[],
                }
            }
            !found.is_empty()
        })
    }
}

/// The articles of lines, in order.
fn again(from: RowsOf<'_>, read: impl FnMut(&mut NumberedLines) -> bool) -> Result<Vec<Article>, Error> {
    let article = |(number, line): &(u32, Vec<u8>)| {
        let (articles, _) = pipeline::read_rows_of(RowsOf { first: *number, ..from }, line, &());
        articles.into_iter().next().ok_or_else(|| changed(from.file))
    };
    let each = |lines: &mut NumberedLines| lines.iter().map(article).collect::<Result<Vec<Article>, Error>>();
    Ok(pipeline::while_reading(read, each).into_iter().collect::<Result<Vec<_>, Error>>()?.concat())
}

fn changed(name: &str) -> Error {
    Error::new(ErrorKind::Unreadable, name, "changed while it was read: run the check again when nobody writes to the file")
}

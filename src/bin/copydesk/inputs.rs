//! Inputs: paths become articles.
//!
//! In: paths as typed. Out: articles, each with its id: the path, or the id of its row. A problem with one file or row is one line on standard error
//! that says what, where and what to do; the rest is read. Nothing but regular files is opened.

use crate::exclude::Exclude;
use crate::kinds::{FileKind, kind};
use crate::screen::Screen;
use copydesk::article::{Article, Format, MAX_ARTICLE_BYTES};
use copydesk::observe::{Observe, Stage};
use copydesk::pipeline;
use ignore::WalkBuilder;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

/// Reads paths; remembers what it has met.
pub(crate) struct Inputs<'s> {
    screen: &'s Screen,
    articles: Vec<Article>,
    met: HashSet<PathBuf>,
    /// How files were called that were read before, in another role; they keep their names.
    known: HashMap<PathBuf, String>,
    left_out: BTreeMap<String, usize>,
    exclude: Option<&'s Exclude>,
    excluded: usize,
}

/// All articles below some paths, ids made unique, sorted by id.
pub(crate) fn read_many(paths: &[String], screen: &Screen) -> Vec<Article> {
    read_all(paths, HashMap::new(), None, screen).0
}

/// The same without files that are to be left out.
pub(crate) fn read_many_but(paths: &[String], exclude: &Exclude, screen: &Screen) -> Vec<Article> {
    read_all(paths, HashMap::new(), Some(exclude), screen).0
}

/// Copies and the articles to check them against. A file met in both roles has the same id in both.
pub(crate) fn read_copies(copies: &[String], against: &[String], exclude: &Exclude, screen: &Screen) -> (Vec<Article>, Vec<Article>) {
    let (copies, known) = read_all(copies, HashMap::new(), Some(exclude), screen);
    let (archive, _) = read_all(against, known, Some(exclude), screen);
    (copies, archive)
}

/// The articles, and how each file that was read is called.
fn read_all(
    paths: &[String],
    known: HashMap<PathBuf, String>,
    exclude: Option<&Exclude>,
    screen: &Screen,
) -> (Vec<Article>, HashMap<PathBuf, String>) {
    let (articles, met, left_out) = (Vec::new(), HashSet::new(), BTreeMap::new());
    let mut inputs = Inputs { screen, articles, met, known, left_out, exclude, excluded: 0 };
    screen.begin(Stage::Reading, 0);
    for path in paths {
        inputs.read(path);
    }
    screen.end(Stage::Reading);
    inputs.say_left_out();
    (pipeline::unique_ids(inputs.articles, screen), inputs.known)
}

/// The same articles, their furniture counted as story where that is asked for.
pub(crate) fn counting_furniture(articles: Vec<Article>, counts_furniture: bool) -> Vec<Article> {
    articles.into_iter().map(|article| article.counting_furniture(counts_furniture)).collect()
}

/// One article: a file, a row of a JSONL file, or standard input.
pub(crate) fn read_one(path: &str, screen: &Screen) -> Option<Article> {
    let article = read_named(path);
    match article {
        Ok(article) => {
            say_empty(std::slice::from_ref(&article), screen);
            Some(article)
        }
        Err(message) => {
            screen.error(&message);
            None
        }
    }
}

/// The bytes of a file that this program wrote.
pub(crate) fn read_stored(file: &Path) -> anyhow::Result<Vec<u8>> {
    let shown = file.display().to_string();
    check_regular(file, &shown).map_err(anyhow::Error::msg)?;
    fs::read(file).map_err(|error| anyhow::anyhow!("{shown}: cannot be read ({}): check its rights", plain(&error)))
}

/// Says which articles have no words.
pub(crate) fn say_empty(articles: &[Article], screen: &Screen) {
    let empty: Vec<&str> = articles.iter().filter(|article| article.text.trim().is_empty()).map(|article| article.id.as_str()).collect();
    match empty.as_slice() {
        [] => {}
        [one] => screen.note(&format!("{one}: empty article")),
        [first, ..] => screen.note(&format!("{} empty articles, the first is {first}", empty.len())),
    }
}

fn read_named(path: &str) -> Result<Article, String> {
    if path == "-" {
        return read_standard_input();
    }
    let file = Path::new(path);
    if !file.exists()
        && let Some((rows, id)) = path.split_once('#')
        && kind(Path::new(rows)) == FileKind::Rows
    {
        return read_row(rows, id);
    }
    check_regular(file, path)?;
    if kind(file) == FileKind::Rows {
        return Err(format!("{path}: holds many articles where one is wanted: name one as {path}#ID"));
    }
    read_text(file, path)
}

fn read_standard_input() -> Result<Article, String> {
    let mut bytes = Vec::new();
    std::io::stdin()
        .lock()
        .take(MAX_ARTICLE_BYTES as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| format!("standard input: cannot be read ({error})"))?;
    Article::from_bytes("-", bytes).map_err(|error| error.to_string())
}

fn read_row(rows: &str, id: &str) -> Result<Article, String> {
    let file = Path::new(rows);
    check_regular(file, rows)?;
    let bytes = fs::read(file).map_err(|error| format!("{rows}: cannot be read ({})", plain(&error)))?;
    let (articles, _) = pipeline::read_rows(rows, &bytes, &());
    let mut found = articles.into_iter().filter(|article| article.id == id);
    match (found.next(), found.next()) {
        (Some(mut article), None) => {
            article.id = format!("{rows}#{id}");
            Ok(article)
        }
        (Some(_), Some(_)) => Err(format!("{rows}#{id}: more than one row has this id: give each row its own")),
        (None, _) => Err(format!("{rows}#{id}: no row has this id: look for it with `grep '\"id\"' {rows}`")),
    }
}

/// An error unless `file` is a regular file (or a link to one).
fn check_regular(file: &Path, shown: &str) -> Result<(), String> {
    let about = fs::metadata(file).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => format!("{shown}: no such file: check the path"),
        _ => format!("{shown}: cannot be read ({}): check the path and its rights", plain(&error)),
    })?;
    if about.is_dir() {
        return Err(format!("{shown}: is a folder where one article is wanted: name a file in it"));
    }
    if !about.is_file() {
        return Err(format!("{shown}: not a regular file ({}): skipped; pipe it to standard input if it is meant", special(&about)));
    }
    Ok(())
}

#[cfg(unix)]
fn special(about: &fs::Metadata) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    let kind = about.file_type();
    if kind.is_fifo() {
        "a FIFO"
    } else if kind.is_socket() {
        "a socket"
    } else {
        "a device"
    }
}

#[cfg(not(unix))]
fn special(_about: &fs::Metadata) -> &'static str {
    "a device"
}

fn read_text(file: &Path, id: &str) -> Result<Article, String> {
    let failed = |error: std::io::Error| format!("{id}: cannot be read ({}): check its rights", plain(&error));
    let mut bytes = Vec::new();
    File::open(file).map_err(failed)?.take(MAX_ARTICLE_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(failed)?;
    let article = Article::from_bytes(id, bytes).map_err(|error| error.to_string())?;
    Ok(article.in_format(Format::of_file(&file.to_string_lossy())))
}

/// An error of the system without its number.
fn plain(error: &std::io::Error) -> String {
    let text = error.to_string().to_lowercase();
    text.split(" (os error").next().unwrap_or_default().to_string()
}

impl Inputs<'_> {
    fn read(&mut self, path: &str) {
        let file = Path::new(path);
        if path != "-" && self.is_excluded(file) {
            return;
        }
        if path != "-" && file.is_dir() {
            self.read_folder(path);
        } else if path != "-" && file.exists() && kind(file) == FileKind::Rows {
            match check_regular(file, path) {
                Ok(()) => self.read_rows(file, path),
                Err(message) => self.screen.error(&message),
            }
        } else if path == "-" || !self.is_met(file, path) {
            match read_named(path).map(|article| self.called(article, file)) {
                Ok(article) => self.keep(article),
                Err(message) => self.screen.error(&message),
            }
        }
    }

    fn keep(&mut self, article: Article) {
        self.screen.advance(Stage::Reading, 1);
        self.articles.push(article);
    }

    /// The name under which a file was read before, else the one it is shown by now.
    fn name_of(&mut self, file: &Path, shown: &str) -> String {
        match fs::canonicalize(file) {
            Ok(real) => self.known.entry(real).or_insert_with(|| shown.to_string()).clone(),
            Err(_) => shown.to_string(),
        }
    }

    /// The article under the name by which its file is known.
    fn called(&mut self, mut article: Article, file: &Path) -> Article {
        if article.place.is_none() && article.id != "-" {
            article.id = self.name_of(file, &article.id);
        }
        article
    }

    fn is_met(&mut self, file: &Path, shown: &str) -> bool {
        let Ok(real) = fs::canonicalize(file) else { return false };
        let is_new = self.met.insert(real);
        if !is_new {
            self.screen.note(&format!("{shown}: met twice, read once"));
        }
        !is_new
    }

    fn read_rows(&mut self, file: &Path, shown: &str) {
        if self.is_met(file, shown) {
            return;
        }
        match fs::read(file) {
            Ok(bytes) => {
                let name = self.name_of(file, shown);
                let (articles, errors) = pipeline::read_rows(&name, &bytes, self.screen);
                for error in errors {
                    self.screen.error(&error.to_string());
                }
                self.articles.extend(articles);
            }
            Err(error) => self.screen.error(&format!("{shown}: cannot be read ({}): check its rights", plain(&error))),
        }
    }

    /// Walks a folder: hidden and git-ignored files are left out, links are not followed.
    fn read_folder(&mut self, folder: &str) {
        let root = Path::new(folder);
        let base = folder.trim_end_matches(['/', std::path::MAIN_SEPARATOR]);
        let walk = WalkBuilder::new(root).require_git(false).follow_links(false).sort_by_file_name(|a, b| a.cmp(b)).build();
        for entry in walk {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    self.screen.error(&format!("{error}: skipped; check its rights"));
                    continue;
                }
            };
            let inside = entry.path().strip_prefix(root).unwrap_or(entry.path());
            if entry.depth() == 0 || entry.file_type().is_some_and(|kind| kind.is_dir()) {
                continue;
            }
            let parts: Vec<_> = inside.components().map(|part| part.as_os_str().to_string_lossy()).collect();
            let id = format!("{base}/{}", parts.join("/"));
            self.read_entry(entry.path(), &id, entry.path_is_symlink());
        }
    }

    fn read_entry(&mut self, file: &Path, id: &str, is_link: bool) {
        if is_link {
            self.screen.note(&format!("{id}: a symbolic link, not followed: name it directly if it is meant"));
            return;
        }
        if self.is_excluded(file) {
            return;
        }
        let kind = kind(file);
        if kind == FileKind::Other {
            let ending = file.extension().map_or_else(|| String::from("others"), |ending| format!(".{}", ending.to_string_lossy()));
            *self.left_out.entry(ending).or_default() += 1;
            return;
        }
        if let Err(message) = check_regular(file, id) {
            self.screen.error(&message);
        } else if kind == FileKind::Rows {
            self.read_rows(file, id);
        } else if !self.is_met(file, id) {
            match read_text(file, id) {
                Ok(article) => {
                    let article = self.called(article, file);
                    self.keep(article);
                }
                Err(message) => self.screen.error(&message),
            }
        }
    }

    fn is_excluded(&mut self, file: &Path) -> bool {
        let is_excluded = self.exclude.is_some_and(|exclude| exclude.leaves_out(file));
        self.excluded += usize::from(is_excluded);
        is_excluded
    }

    fn say_left_out(&self) {
        if self.excluded > 0 {
            let noun = if self.excluded == 1 { "path" } else { "paths" };
            self.screen.note(&format!("{} {noun} left out by exclude", self.excluded));
        }
        let total: usize = self.left_out.values().sum();
        if total > 0 {
            let kinds: Vec<String> = self.left_out.iter().map(|(ending, n)| format!("{n} {ending}")).collect();
            let noun = if total == 1 { "file" } else { "files" };
            self.screen.note(&format!("{total} {noun} of other kinds left out: {}", kinds.join(", ")));
        }
    }
}

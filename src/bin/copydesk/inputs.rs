//! Inputs: paths become articles.
//!
//! In: paths as typed. Out: articles, each with its id: the path, or the id of its row. A problem with one file or row is one line on standard error
//! that says what, where and what to do; the rest is read. Nothing but regular files is opened.

mod archive;
mod globs;
mod listed;
mod one;
mod rules;
mod walk;

pub(crate) use archive::Archive;
pub(crate) use globs::Glob;
pub(crate) use listed::Listed;
pub(crate) use one::{read_one, read_reading};

use crate::exclude::Exclude;
use crate::files::{self, Part, check_regular};
use crate::kinds::{FileKind, hints, kind};
use crate::names::shown_part;
use crate::screen::Screen;
use archive::Sifting;
use copydesk::article::{Article, RowParts, to_spool, too_long_row};
use copydesk::error::Error;
use copydesk::observe::{Observe, Stage};
use copydesk::pipeline::{self, RowsOf, Sifted};
use copydesk::read::{Options, Reading};
use copydesk::spool::Spool;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Files that are kept open to read their texts again; a system lets a program have some hundreds.
const MAX_REREAD: usize = 200;

/// Reads paths; remembers what it has met.
pub(crate) struct Inputs<'s> {
    screen: &'s Screen,
    articles: Vec<Article>,
    /// What takes the articles where their texts are not all kept.
    sifting: Option<Sifting>,
    met: HashSet<PathBuf>,
    /// How files were called that were read before, in another role; they keep their names.
    known: HashMap<PathBuf, String>,
    left_out: BTreeMap<String, usize>,
    /// Files, and folders with a slash at their end, that ignore files or a leading dot took out.
    passed_over: BTreeSet<String>,
    /// Submodules that are not checked out.
    empty_submodules: Vec<String>,
    choice: Choice<'s>,
    /// The only files that are read, while a pattern is.
    glob: Option<Glob>,
    excluded: usize,
    /// Files whose texts are read again.
    n_reread: usize,
    /// How many of the articles are in the spool.
    n_spooled: usize,
}

/// Which of the files below the paths are read.
#[derive(Clone, Copy)]
pub(crate) struct Choice<'c> {
    /// Files to leave out.
    pub(crate) exclude: Option<&'c Exclude>,
    /// What git lists, where it was asked.
    pub(crate) by_git: ByGit<'c>,
    /// What is kept of rows besides their articles.
    pub(crate) parts: RowParts,
    /// How files are read.
    pub(crate) reading: &'c Options,
    /// Whether texts of rows are read again where they stand, and not held in memory.
    pub(crate) rereads: bool,
    /// Where texts go that are not held in memory.
    pub(crate) spool: Option<&'c Arc<Spool>>,
}

impl<'c> Choice<'c> {
    /// Every file, read as somebody says.
    pub(crate) fn of(reading: &'c Options) -> Choice<'c> {
        Choice { exclude: None, by_git: ByGit::Unknown, parts: RowParts::default(), reading, rereads: false, spool: None }
    }
}

/// What git has to say about files.
#[derive(Clone, Copy, Default)]
pub(crate) enum ByGit<'c> {
    /// It was not asked: ignore files and leading dots take files out.
    #[default]
    Unknown,
    /// These are tracked, and no ignore file takes them out.
    Tracked(&'c Listed),
    /// These and no others are there.
    State(&'c Listed),
}

/// All articles below some paths, as far as they are chosen, ids made unique, sorted by id.
pub(crate) fn read_many_of(paths: &[String], choice: Choice<'_>, screen: &Screen) -> Vec<Article> {
    read_all(paths, HashMap::new(), choice, screen).0
}

/// Copies and the articles to check them against. A file met in both roles has the same id in both.
pub(crate) fn read_copies(copies: &[String], against: &[String], choice: Choice<'_>, screen: &Screen) -> (Vec<Article>, Vec<Article>) {
    let (copies, known) = read_all(copies, HashMap::new(), choice, screen);
    let (archive, _) = read_all(against, known, choice, screen);
    (copies, archive)
}

/// The same; `for_copies` makes of the copies what the archive is sifted by, if it is.
pub(crate) fn read_copies_and_archive(
    (copies, against): (&[String], &[String]),
    choice: Choice<'_>,
    for_copies: impl FnOnce(Vec<Article>) -> (Vec<Article>, Option<Sifted>),
    screen: &Screen,
) -> Result<(Vec<Article>, Archive), Error> {
    let (copies, known) = read_all(copies, HashMap::new(), choice, screen);
    let (copies, sifted) = for_copies(copies);
    let Some(sifted) = sifted else {
        return Ok((copies, Archive::Articles(read_all(against, known, choice, screen).0)));
    };
    let mut inputs = Inputs { sifting: Some(Sifting::new(sifted, choice.reading)), ..Inputs::new(known, choice, screen) };
    inputs.read_paths(against);
    match inputs.sifting {
        Some(sifting) => Ok((copies, sifting.archive(screen)?)),
        None => Ok((copies, Archive::Articles(Vec::new()))),
    }
}

/// The articles, and how each file that was read is called.
fn read_all(
    paths: &[String],
    known: HashMap<PathBuf, String>,
    choice: Choice<'_>,
    screen: &Screen,
) -> (Vec<Article>, HashMap<PathBuf, String>) {
    let mut inputs = Inputs::new(known, choice, screen);
    inputs.read_paths(paths);
    (pipeline::unique_ids(inputs.articles, screen), inputs.known)
}

/// The same articles, their furniture counted as story where that is asked for.
pub(crate) fn counting_furniture(articles: Vec<Article>, counts_furniture: bool) -> Vec<Article> {
    articles.into_iter().map(|article| article.counting_furniture(counts_furniture)).collect()
}

/// Says which articles have no words.
pub(crate) fn say_empty(articles: &[Article], screen: &Screen) {
    let empty: Vec<&str> = articles.iter().filter(|article| article.is_blank()).map(|article| article.id.as_str()).collect();
    match empty.as_slice() {
        [] => {}
        [one] => screen.note(&format!("{one}: empty article")),
        [first, ..] => screen.note(&format!("{} empty articles, the first is {first}", empty.len())),
    }
}

/// Whether git holds these bytes in place of a file that Git LFS keeps elsewhere.
fn is_lfs_pointer(bytes: &[u8]) -> bool {
    bytes.starts_with(b"version https://git-lfs.github.com/spec/")
}

/// The id of a file met below a folder that was typed as `base`.
fn id_below(base: &str, root: &Path, file: &Path) -> String {
    let inside = file.strip_prefix(root).unwrap_or(file);
    let parts: Vec<String> = inside.components().map(|part| shown_part(part.as_os_str())).collect();
    joined(base, &parts.join("/"))
}

/// A path below a folder as typed, which is empty for the one where we are.
fn joined(base: &str, inside: &str) -> String {
    if base.is_empty() { inside.to_string() } else { format!("{base}/{inside}") }
}

/// The same articles where their file is known by another name.
fn renamed(mut reading: Reading, shown: &str, name: &str) -> Reading {
    if shown != name {
        let file: Arc<str> = name.into();
        for article in reading.items.iter_mut().map(|item| &mut item.article) {
            if let Some(rest) = article.id.strip_prefix(shown) {
                article.id = format!("{name}{rest}");
            }
            if let Some(place) = &mut article.place {
                place.file = Arc::clone(&file);
            }
        }
    }
    reading
}

impl<'s> Inputs<'s> {
    fn new(known: HashMap<PathBuf, String>, choice: Choice<'s>, screen: &'s Screen) -> Inputs<'s> {
        let (articles, met, left_out) = (Vec::new(), HashSet::new(), BTreeMap::new());
        let (passed_over, empty_submodules) = (BTreeSet::new(), Vec::new());
        let (sifting, glob) = (None, None);
        Inputs {
            screen,
            articles,
            sifting,
            met,
            known,
            left_out,
            passed_over,
            empty_submodules,
            choice,
            glob,
            excluded: 0,
            n_reread: 0,
            n_spooled: 0,
        }
    }

    fn read_paths(&mut self, paths: &[String]) {
        self.screen.begin(Stage::Reading, 0);
        for path in paths {
            self.read(path);
        }
        self.screen.end(Stage::Reading);
        self.say_left_out();
    }

    /// Articles so far.
    fn n_articles(&self) -> usize {
        self.articles.len() + self.sifting.as_ref().map_or(0, |sifting| sifting.sifted.len())
    }

    fn read(&mut self, path: &str) {
        let file = Path::new(path);
        if path != "-" && self.is_excluded(file) {
            return;
        }
        if let Some(glob) = Glob::of(path).filter(|_| !self.is_listed(path)) {
            return self.read_glob(path, glob);
        }
        if let ByGit::State(listed) = self.choice.by_git
            && path != "-"
        {
            match self.read_listed(path, listed) {
                Ok(false) => {}
                Ok(true) => return,
                Err(error) => return self.screen.failure(&format!("{error:#}")),
            }
        }
        if path != "-" && file.is_dir() {
            self.walk(file, path);
            if let ByGit::Tracked(listed) = self.choice.by_git {
                self.read_missed(path, listed);
            }
        } else if path != "-" && file.exists() && kind(file) == FileKind::Rows {
            match check_regular(file, path) {
                Ok(()) => self.read_rows(file, path),
                Err(message) => self.screen.error(&message),
            }
        } else if path == "-" || !self.is_met(file, path) {
            self.read_file(file, path, false)
        }
    }

    /// Reads the files that a pattern takes.
    fn read_glob(&mut self, pattern: &str, glob: Glob) {
        let (before, folder, root) = (self.n_articles() + self.screen.errors(), glob.folder.clone(), glob.root());
        self.glob = Some(glob);
        let read = match self.choice.by_git {
            ByGit::State(listed) => self.read_listed(&folder, listed),
            _ => Ok(false),
        };
        match read {
            Ok(true) => {}
            Ok(false) if root.is_dir() => {
                self.walk(&root, &folder);
                if let ByGit::Tracked(listed) = self.choice.by_git {
                    self.read_missed(&folder, listed);
                }
            }
            Ok(false) => {}
            Err(error) => self.screen.failure(&format!("{error:#}")),
        }
        self.glob = None;
        if self.n_articles() + self.screen.errors() == before {
            self.screen.error(&format!("{pattern}: no article matches: check the pattern"));
        }
    }

    /// Whether git lists something under that very name.
    fn is_listed(&self, path: &str) -> bool {
        matches!(self.choice.by_git, ByGit::State(listed) if listed.prefix(path).is_some())
    }

    fn is_unwanted(&self, file: &Path) -> bool {
        self.glob.as_ref().is_some_and(|glob| !glob.takes(file))
    }

    fn keep(&mut self, article: Article) {
        self.screen.advance(Stage::Reading, 1);
        match &mut self.sifting {
            Some(sifting) => sifting.sifted.push_article(article),
            None => self.articles.push(article),
        }
    }

    /// The name under which a file was read before, else the one it is shown by now.
    fn name_of(&mut self, file: &Path, shown: &str) -> String {
        match fs::canonicalize(file) {
            Ok(real) => self.known.entry(real).or_insert_with(|| shown.to_string()).clone(),
            Err(_) => shown.to_string(),
        }
    }

    /// Reads a file of articles, or one item of it, under the name by which the file is known; `may_be_other` says that data without articles
    /// are no error.
    fn read_file(&mut self, file: &Path, shown: &str, may_be_other: bool) {
        let is_item = shown == "-" || !file.exists();
        let reading =
            if is_item { one::reading_of(shown, self.choice.reading) } else { one::file_reading(file, shown, self.choice.reading) };
        let name = if is_item { shown.to_string() } else { self.name_of(file, shown) };
        match reading {
            Ok(reading) => self.keep_all(renamed(reading, shown, &name)),
            Err(failed) if may_be_other && failed.holds_no_articles => self.count_other(file),
            Err(failed) => self.screen.error(&failed.message),
        }
    }

    /// Keeps what was read; what was guessed, repaired or left out is said.
    fn keep_all(&mut self, reading: Reading) {
        one::say(&reading, self.screen);
        for ending in &reading.left_out {
            *self.left_out.entry(ending.clone()).or_default() += 1;
        }
        for item in reading.items {
            self.keep(item.article);
        }
        self.spool();
    }

    /// Moves the texts of what was read last to the spool, where there is one.
    fn spool(&mut self) {
        if let Some(spool) = self.choice.spool {
            to_spool(&mut self.articles[self.n_spooled..], spool);
            self.n_spooled = self.articles.len();
        }
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
        let name = self.name_of(file, shown);
        if let Some(sifting) = &mut self.sifting {
            return sifting.read(file, shown, &name, self.screen);
        }
        let input = if self.choice.rereads && self.n_reread < MAX_REREAD { files::input(file) } else { None };
        self.n_reread += usize::from(input.is_some());
        let (screen, all, parts) = (self.screen, &mut self.articles, self.choice.parts);
        let (reading, spool) = (self.choice.reading, self.choice.spool);
        let each = |part: Part, bytes: &[u8]| match part {
            Part::Lines { first, at } => {
                let (mut articles, errors) = pipeline::read_rows_of(
                    RowsOf { first, parts, input: input.as_ref().map(|input| (input, at)), ..RowsOf::read_as(&name, reading) },
                    bytes,
                    screen,
                );
                for error in errors {
                    screen.error(&error.to_string());
                }
                if let Some(spool) = spool {
                    to_spool(&mut articles, spool);
                }
                all.extend(articles);
            }
            Part::TooLong(number) => screen.error(&too_long_row(&name, number).to_string()),
        };
        if let Err(message) = files::read_lines(file, shown, each) {
            screen.error(&message);
        }
        self.n_spooled = self.articles.len();
    }

    fn count_other(&mut self, file: &Path) {
        // A walk does not meet `.gitignore` and its like, and nobody takes them for articles.
        if file.extension().is_none() && file.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b".")) {
            return;
        }
        let ending = file.extension().map_or_else(|| String::from("others"), |ending| format!(".{}", ending.to_string_lossy()));
        *self.left_out.entry(ending).or_default() += 1;
    }

    fn is_excluded(&mut self, file: &Path) -> bool {
        let is_excluded = self.choice.exclude.is_some_and(|exclude| exclude.leaves_out(file));
        self.excluded += usize::from(is_excluded);
        is_excluded
    }

    fn say_left_out(&self) {
        if self.excluded > 0 {
            let noun = if self.excluded == 1 { "path" } else { "paths" };
            self.screen.note(&format!("{} {noun} left out by exclude", self.excluded));
        }
        if let Some(first) = self.passed_over.first() {
            let what = match self.passed_over.len() {
                1 => format!("left out by ignore files or a leading dot: {first}"),
                n => format!("{n} files and folders left out by ignore files or a leading dot, the first is {first}"),
            };
            self.screen.note(&what);
        }
        for submodule in &self.empty_submodules {
            self.screen
                .error(&format!("{submodule}: a submodule that is not checked out: run `git submodule update --init`, or exclude it"));
        }
        let total: usize = self.left_out.values().sum();
        if total > 0 {
            let kinds: Vec<String> = self.left_out.iter().map(|(ending, n)| format!("{n} {ending}")).collect();
            let noun = if total == 1 { "file" } else { "files" };
            let hints = hints(|ending| self.left_out.contains_key(ending));
            self.screen.note(&format!("{total} {noun} of other kinds left out: {}{hints}", kinds.join(", ")));
        }
    }
}

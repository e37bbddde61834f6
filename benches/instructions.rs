//! How many instructions each core stage takes, beside a table that is kept: a change for the worse shows on any busy machine.
//!
//!     cargo bench --bench instructions              # fails where a stage takes over a tenth more than in benches/instructions.txt
//!     cargo bench --bench instructions -- --keep    # writes the table anew
//!     cargo bench --bench instructions -- --spread 10    # says how much the counts of ten runs differ
//!
//! Counted is one repetition of a stage, on one thread: the bench starts itself again under callgrind of valgrind, once with n repetitions and once
//! with twice as many, and takes the difference, so that loading the program, reading the fixtures and making the input are not in it. Maps with
//! random seeds make the counts differ by a thousandth (docs/speed.md). Where one is beyond the margin all the same it is counted three times, and the
//! median decides. The table says which compiler and which kind of processor made it: with others the bench only warns. Without valgrind it says so and ends well, unless `COPYDESK_VALGRIND=required`.

mod repeated;

use copydesk::article::{Article, layout};
use copydesk::fingerprint::{SHINGLE_WORDS, fingerprint};
use copydesk::ids::ArticleNo;
use copydesk::index::{Collector, Gathered, Index, Settings};
use copydesk::pipeline::{self, Threads, read_rows};
use copydesk::score::{Comparable, compare_stories};
use copydesk::text::{Prepared, story_keys};
use std::collections::BTreeMap;
use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

/// Share by which a count may differ from the table.
const MARGIN: f64 = 0.10;
/// Runs of which the median is kept, or decides where one run is beyond the margin.
const RUNS: usize = 3;

/// A stage: its name, how often it is repeated in the shorter run, and what makes its input and gives back one repetition.
struct Stage {
    name: &'static str,
    repetitions: u32,
    make: fn() -> Repetition,
}

/// Does the work once and says how much it found.
type Repetition = Box<dyn FnMut() -> usize>;

const STAGES: &[Stage] = &[
    Stage { name: "read", repetitions: 4, make: reading },
    Stage { name: "tokenise", repetitions: 2, make: || over_articles(|article| story_keys(article).len()) },
    Stage { name: "layout", repetitions: 2, make: || over_articles(|article| layout(article).paragraphs.len()) },
    Stage { name: "prepare", repetitions: 1, make: || over_articles(|article| Prepared::new(article).words.len()) },
    Stage { name: "shingle", repetitions: 8, make: shingling },
    Stage { name: "index", repetitions: 2, make: || Box::new(indexing()) },
    Stage { name: "candidates", repetitions: 4, make: matching },
    Stage { name: "compare-related", repetitions: 32, make: || comparing("0/01-daraya-truce/wire.txt") },
    Stage { name: "compare-unrelated", repetitions: 32, make: || comparing("0/05-port-strike/wire.txt") },
    Stage { name: "diff", repetitions: 2, make: diffing },
    Stage { name: "cluster", repetitions: 1, make: clustering },
];

/// The fixtures; they have this many groups.
const N_GROUPS: usize = 14;
/// Tellings of the fixtures that are indexed: postings of a few articles are mostly memory.
const INDEXED: u32 = 8;

fn articles(n_tellings: u32) -> Vec<Article> {
    read_rows("fixtures", &repeated::rows(n_tellings), &()).0
}

fn article(id: &str) -> Article {
    articles(1).into_iter().find(|article| article.id == id).unwrap_or_else(|| panic!("no fixture {id}"))
}

fn reading() -> Repetition {
    let bytes = repeated::rows(1);
    Box::new(move || read_rows("fixtures", black_box(&bytes), &()).0.len())
}

fn over_articles(work: fn(&Article) -> usize) -> Repetition {
    let articles = articles(1);
    Box::new(move || articles.iter().map(|article| work(black_box(article))).sum())
}

fn shingling() -> Repetition {
    let keys: Vec<Vec<u64>> = articles(1).iter().map(story_keys).collect();
    Box::new(move || keys.iter().map(|keys| fingerprint(black_box(keys), SHINGLE_WORDS).len()).sum())
}

fn built(fingerprints: &[Vec<u64>]) -> Index {
    let mut collector = Collector::default();
    for (fingerprint, number) in fingerprints.iter().zip(0..) {
        collector.add(ArticleNo(number), black_box(fingerprint));
    }
    let mut gathered = Gathered::default();
    gathered.add(collector);
    Index::build(gathered, fingerprints.len(), |_| true, Settings::default())
}

fn fingerprints() -> Vec<Vec<u64>> {
    articles(INDEXED).iter().map(|article| fingerprint(&story_keys(article), SHINGLE_WORDS)).collect()
}

fn indexing() -> impl FnMut() -> usize {
    let fingerprints = fingerprints();
    move || {
        let index = built(&fingerprints);
        index.common_share(ArticleNo(0)).to_bits() as usize + index.n_common().1 + 1
    }
}

fn matching() -> Repetition {
    let index = built(&fingerprints());
    Box::new(move || black_box(&index).candidates().len())
}

/// A shortened copy held against another article: nothing is read before the first comparison that it needs.
fn comparing(other: &'static str) -> Repetition {
    let (a, b) = (Prepared::new(&article("0/01-daraya-truce/shortened.txt")), Prepared::new(&article(other)));
    Box::new(move || {
        let comparison = compare_stories(&Comparable::new(black_box(&a)), &Comparable::new(black_box(&b)));
        assert_eq!(comparison.relation.is_derived(), other.contains("01-daraya-truce"), "{other}");
        comparison.passages.len() + comparison.discounted.len() + 1
    })
}

fn diffing() -> Repetition {
    let (old, new) = (article("0/04-quake-updates/1-first.txt"), article("0/04-quake-updates/3-update.txt"));
    Box::new(move || pipeline::diff(black_box(&old), black_box(&new)).alignment.new.pieces.len())
}

fn clustering() -> Repetition {
    let articles = articles(1);
    Box::new(move || {
        let clustered = pipeline::cluster(black_box(articles.as_slice()), Default::default(), &());
        assert_eq!(clustered.groups.groups.len(), N_GROUPS);
        clustered.pairs.len()
    })
}

/// Repeats a stage: what is started under callgrind. Every repetition must find the same.
fn repeat(stage: &Stage, repetitions: u32) {
    Threads::new(1).expect("a thread").run(|| {
        let mut repetition = (stage.make)();
        let found = repetition();
        assert!(found > 0, "{} finds nothing", stage.name);
        for _ in 1..repetitions {
            assert_eq!(repetition(), found, "{} finds something else", stage.name);
        }
    });
}

/// Instructions of a run with so many repetitions.
fn counted(stage: &Stage, repetitions: u32) -> f64 {
    let program = std::env::current_exe().expect("the path of this program");
    let ran = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(program)
        .args(["--stage", stage.name, &repetitions.to_string()])
        .stdin(Stdio::null())
        .output()
        .unwrap_or_else(|error| panic!("valgrind: {error}"));
    let said = String::from_utf8_lossy(&ran.stderr).into_owned();
    assert!(ran.status.success(), "{} under valgrind: {said}", stage.name);
    let collected = said.lines().find_map(|line| line.split_once("Collected :")).map(|(_, number)| number.trim());
    collected.and_then(|number| number.parse().ok()).unwrap_or_else(|| panic!("callgrind gives no count: {said}"))
}

/// Millions of instructions of one repetition, of several runs, ascending.
fn measured(stage: &Stage, n_runs: usize) -> Vec<f64> {
    let n = stage.repetitions;
    let difference = |_| (counted(stage, 2 * n) - counted(stage, n)) / f64::from(n) / 1e6;
    let mut millions: Vec<f64> = (0..n_runs).map(difference).collect();
    millions.sort_by(f64::total_cmp);
    millions
}

/// The median of so many runs.
fn median(stage: &Stage, n_runs: usize) -> f64 {
    measured(stage, n_runs)[n_runs / 2]
}

/// Counts a stage once, and more often where it is not what it was before.
fn counted_anew(stage: &Stage, before: Option<f64>) -> f64 {
    let once = median(stage, 1);
    if before.is_some_and(|before| (once / before - 1.0).abs() > MARGIN) { median(stage, RUNS) } else { once }
}

/// The kept table: what made it, and millions of instructions by stage.
#[derive(Default)]
struct Table {
    made_by: String,
    millions: BTreeMap<String, f64>,
}

const MADE_BY: &str = "# Made by: ";
const HEAD: &str =
    "# Millions of instructions of each stage on the fixtures; `cargo bench --bench instructions -- --keep` writes this file.";

impl Table {
    fn path() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("benches").join("instructions.txt")
    }

    fn read() -> Option<Table> {
        let mut table = Table::default();
        for line in fs::read_to_string(Table::path()).ok()?.lines() {
            if let Some(made_by) = line.strip_prefix(MADE_BY) {
                table.made_by = made_by.to_string();
            } else if let Some((name, millions)) = line.split_once(' ').filter(|_| !line.starts_with('#')) {
                let millions = millions.trim().parse().unwrap_or_else(|_| panic!("{}: not a number: {line}", Table::path().display()));
                table.millions.insert(name.to_string(), millions);
            }
        }
        Some(table)
    }

    fn write(&self) {
        let row = |stage: &Stage| format!("{:<18} {:>10.3}\n", stage.name, self.millions[stage.name]);
        let rows: String = STAGES.iter().map(row).collect();
        fs::write(Table::path(), format!("{HEAD}\n{MADE_BY}{}\n{rows}", self.made_by)).expect("a table on disk");
    }
}

/// The compiler and the kind of processor: routines that look for bytes choose their instructions by it.
fn maker() -> String {
    let compiler = std::env::var("RUSTC").unwrap_or_else(|_| "rustc".into());
    let version = Command::new(compiler).arg("--version").output().map_or_else(|_| Vec::new(), |ran| ran.stdout);
    #[cfg(target_arch = "x86_64")]
    let wide = if std::arch::is_x86_feature_detected!("avx2") { " with AVX2" } else { "" };
    #[cfg(not(target_arch = "x86_64"))]
    let wide = "";
    format!("{} on {} {}{wide}", String::from_utf8_lossy(&version).trim(), std::env::consts::OS, std::env::consts::ARCH)
}

/// Holds all stages against the table and says what it finds.
#[expect(clippy::print_stdout, reason = "the table is for people to read")]
fn compare(table: &Table, now: &Table) -> ExitCode {
    let (mut more, mut less) = (Vec::new(), Vec::new());
    println!("millions of instructions      before        now    change");
    for Stage { name, .. } in STAGES {
        let after = now.millions[*name];
        let Some(before) = table.millions.get(*name) else {
            println!("{name:<24} {:>11} {after:>10.3}", "-");
            more.push(format!("{name} is not in the table: keep a new one with --keep"));
            continue;
        };
        let change = after / before - 1.0;
        println!("{name:<24} {before:>11.3} {after:>10.3} {:>+8.1} %", 100.0 * change);
        let message = format!("{name} took {before:.3} million instructions before and takes {after:.3} now ({:+.1} %)", 100.0 * change);
        if change > MARGIN {
            more.push(message);
        } else if change < -MARGIN {
            less.push(message);
        }
    }
    let same_maker = table.made_by == now.made_by;
    if !same_maker {
        println!("\nThe table was made by {}, and this is {}: what follows only warns.", table.made_by, now.made_by);
    }
    if !less.is_empty() {
        println!("\n{}.\nKeep the new counts: cargo bench --bench instructions -- --keep", less.join(".\n"));
    }
    if !more.is_empty() {
        println!("\n{}.\nFind out why; if the work is worth it, keep the new counts with --keep.", more.join(".\n"));
    }
    if more.is_empty() || !same_maker { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// What this run is for.
enum Task {
    Compare,
    Keep,
    /// Says how much the counts of so many runs differ.
    Spread(usize),
    /// Repeats one stage.
    Repeat(&'static Stage, u32),
    /// Runs each stage once, not counted: as part of the tests.
    Try,
}

fn task() -> Result<Task, String> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let is_bench = std::env::args().any(|argument| argument == "--bench");
    let number = |text: &String| text.parse().map_err(|_| format!("`{text}` is no number"));
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] if is_bench => Ok(Task::Compare),
        ["--keep"] => Ok(Task::Keep),
        ["--spread", _] => Ok(Task::Spread(number(&arguments[1])? as usize)),
        ["--stage", name, _] => {
            let stage = STAGES.iter().find(|stage| stage.name == name).ok_or_else(|| format!("there is no stage `{name}`"))?;
            Ok(Task::Repeat(stage, number(&arguments[2])?))
        }
        _ if is_bench => Err(String::from("say nothing, or --keep, or --spread RUNS")),
        _ => Ok(Task::Try),
    }
}

#[expect(clippy::print_stdout, reason = "the counts are for people to read")]
fn main() -> ExitCode {
    let task = match task() {
        Ok(task) => task,
        Err(message) => {
            println!("{message}");
            return ExitCode::from(2);
        }
    };
    match task {
        Task::Repeat(stage, repetitions) => {
            repeat(stage, repetitions);
            return ExitCode::SUCCESS;
        }
        Task::Try => {
            STAGES.iter().for_each(|stage| repeat(stage, 2));
            return ExitCode::SUCCESS;
        }
        _ => {}
    }
    if !Command::new("valgrind").arg("--version").stdout(Stdio::null()).status().is_ok_and(|status| status.success()) {
        let is_required = std::env::var("COPYDESK_VALGRIND").is_ok_and(|value| value == "required");
        let said = if is_required { "Failed" } else { "Skipped" };
        println!("{said}: valgrind, which counts instructions, is not there. Install it from your system's packages.");
        return if is_required { ExitCode::FAILURE } else { ExitCode::SUCCESS };
    }
    if let Task::Spread(n_runs) = task {
        println!("millions of instructions, of {n_runs} runs     least     median       most     spread");
        for stage in STAGES {
            let found = measured(stage, n_runs.max(1));
            let (least, most, median) = (found[0], found[found.len() - 1], found[found.len() / 2]);
            println!("{:<36} {least:>11.3} {median:>10.3} {most:>10.3} {:>8.2} %", stage.name, 100.0 * (most - least) / median);
        }
        return ExitCode::SUCCESS;
    }
    let all = |count: &dyn Fn(&Stage) -> f64| STAGES.iter().map(|stage| (stage.name.to_string(), count(stage))).collect();
    if let Task::Keep = task {
        Table { made_by: maker(), millions: all(&|stage| median(stage, RUNS)) }.write();
        println!("kept in {}", Table::path().display());
        return ExitCode::SUCCESS;
    }
    let Some(table) = Table::read() else {
        println!("There is no table to compare with: keep one with --keep.");
        return ExitCode::FAILURE;
    };
    let millions = all(&|stage| counted_anew(stage, table.millions.get(stage.name).copied()));
    compare(&table, &Table { made_by: maker(), millions })
}

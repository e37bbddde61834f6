//! Fits the model of reuse anew.
//!
//! ```text
//! cargo run --release --example calibrate -- PAIRS.jsonl... [--write] [--date YYYY-MM-DD]
//! ```
//!
//! In: pairs of articles with a label, one JSON object a line: `{"collection", "a", "b", "label"}`, where `a` and `b` are texts and `label`
//! is 1 if one was made from the other. Out: the source of `src/score/coefficients.rs`, with a table of how well the model does on
//! each collection after it was fitted on the others; with `--write` it replaces that file. Each collection, and in it reuse and
//! no reuse, weighs the same. Same input, same bytes.

use copydesk::article::Article;
use copydesk::score::{Features, Grade, N_FEATURES, Relation, compare, features};
use copydesk::text::Prepared;
use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::io::Write as _;

const COEFFICIENTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/score/coefficients.rs");
/// How much large weights cost.
const RIDGE: f64 = 0.001;
/// Steps of Newton's method; it ends long before.
const MAX_STEPS: usize = 30;
/// Weights, and the bias before them.
const N: usize = N_FEATURES + 1;
/// What features are divided by while fitting, so that the cost of large weights is fair to all of them.
const SCALES: [f64; N_FEATURES] = [1.0, 1.0, 1.0, 1.0, 0.03, 1.0, 0.03, 0.03];

struct Pair {
    collection: String,
    is_reuse: bool,
    told: Relation,
    features: Features,
    weight: f64,
}

#[derive(Clone, Copy)]
struct Fitted([f64; N]);

fn main() -> Result<(), Box<dyn Error>> {
    let (mut pairs, mut write, mut date) = (Vec::new(), false, String::from("unknown"));
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--write" => write = true,
            "--date" => date = args.next().ok_or("--date wants a day")?,
            file => read(file, &mut pairs)?,
        }
    }
    if pairs.is_empty() {
        return Err("name at least one file of labelled pairs".into());
    }
    weigh(&mut pairs);
    let source = source(&pairs, &date);
    std::io::stdout().write_all(source.as_bytes())?;
    if write {
        std::fs::write(COEFFICIENTS, source)?;
    }
    Ok(())
}

fn read(file: &str, pairs: &mut Vec<Pair>) -> Result<(), Box<dyn Error>> {
    for line in std::fs::read_to_string(file)?.lines().filter(|line| !line.trim().is_empty()) {
        let row: serde_json::Value = serde_json::from_str(line)?;
        let text = |name: &str| row[name].as_str().map(str::to_owned).ok_or(format!("{file}: a pair without {name}"));
        let (a, b) = (Prepared::new(&Article::new("a", text("a")?)), Prepared::new(&Article::new("b", text("b")?)));
        pairs.push(Pair {
            collection: text("collection")?,
            is_reuse: row["label"].as_i64().ok_or(format!("{file}: a pair without label"))? > 0,
            told: compare(&a, &b).relation,
            features: features(&a, &b),
            weight: 0.0,
        });
    }
    Ok(())
}

fn weigh(pairs: &mut [Pair]) {
    let mut counts: BTreeMap<(String, bool), f64> = BTreeMap::new();
    for pair in pairs.iter() {
        *counts.entry((pair.collection.clone(), pair.is_reuse)).or_default() += 1.0;
    }
    for pair in pairs {
        let count = counts.get(&(pair.collection.clone(), pair.is_reuse)).copied().unwrap_or(1.0);
        pair.weight = 1.0 / count / counts.len() as f64;
    }
}

fn source(pairs: &[Pair], date: &str) -> String {
    let all: Vec<&Pair> = pairs.iter().collect();
    let fitted = fit(&all);
    let mut text = String::from(
        "//! The coefficients of the model of reuse, written by `cargo run --example calibrate`: not to be edited by hand.\n//!\n",
    );
    let _ = writeln!(
        text,
        "//! In: nothing. Out: numbers for `model`. Fitted on {date} on {} labelled pairs. Each line of the table is a",
        pairs.len()
    );
    text.push_str("//! collection judged by a model that was fitted on the others: right and wrong among those that it is sure of, at even odds F1, and\n");
    text.push_str("//! beside it F1 of the relation that commands tell.\n//!\n");
    text.push_str("//! | collection | reuse | no reuse | sure and right | sure and wrong | F1 left out | F1 of relations |\n");
    text.push_str("//! |---|---|---|---|---|---|---|\n");
    let mut grades = String::from(
        "//!\n//! What commands call reuse, by how sure the model that was fitted on the other collections is of it, right / wrong:\n//!\n\
         //! | collection | sure | likely | doubtful |\n//! |---|---|---|---|\n",
    );
    let mut names: Vec<&str> = pairs.iter().map(|pair| pair.collection.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    for name in names {
        let (own, others): (Vec<&Pair>, Vec<&Pair>) = pairs.iter().partition(|pair| pair.collection == name);
        let left_out = fit(&others);
        // What a long run proves is sure whatever the model says.
        let probability = |pair: &Pair| if pair.features.has_long_run { 1.0 } else { left_out.probability(&pair.features) };
        let grade = |pair: &Pair| Grade::of(pair.told, probability(pair));
        let is_sure = |pair: &&&Pair| {
            pair.features.covered >= 0.2 && Grade::of(Relation::Partial, left_out.probability(&pair.features)) == Some(Grade::Sure)
        };
        let reuse = own.iter().filter(|pair| pair.is_reuse).count();
        let right = own.iter().filter(|pair| pair.is_reuse).filter(is_sure).count();
        let wrong = own.iter().filter(|pair| !pair.is_reuse).filter(is_sure).count();
        let even = f1(&own, |pair| pair.features.covered >= 0.2 && left_out.probability(&pair.features) >= 0.5);
        let told = f1(&own, |pair| pair.told.is_reuse());
        let count =
            |wanted: Grade, is_reuse: bool| own.iter().filter(|pair| pair.is_reuse == is_reuse && grade(pair) == Some(wanted)).count();
        let cells = Grade::ALL.map(|wanted| format!("{} / {}", count(wanted, true), count(wanted, false)));
        let _ = writeln!(grades, "//! | {name} | {} |", cells.join(" | "));
        let _ = writeln!(text, "//! | {name} | {reuse} | {} | {right} | {wrong} | {even:.3} | {told:.3} |", own.len() - reuse);
    }
    text.push_str(&grades);
    let _ = writeln!(text, "\n/// The log-odds of a pair that has nothing to show.\npub(super) const BIAS: f64 = {:.3};", fitted.0[0]);
    let weights: Vec<String> = fitted.0[1..].iter().zip(SCALES).map(|(weight, scale)| format!("{:.3}", weight / scale)).collect();
    let _ = writeln!(text, "/// What each feature adds to them, in the order of `Features::NAMES`.");
    let _ = writeln!(text, "pub(super) const WEIGHTS: [f64; {N_FEATURES}] = [{}];", weights.join(", "));
    text
}

fn f1(pairs: &[&Pair], found: impl Fn(&Pair) -> bool) -> f64 {
    let count = |is_reuse: bool| pairs.iter().filter(|pair| pair.is_reuse == is_reuse && found(pair)).count() as f64;
    let (right, wrong) = (count(true), count(false));
    let wanted = pairs.iter().filter(|pair| pair.is_reuse).count() as f64;
    2.0 * right / (right + wrong + wanted).max(1.0)
}

impl Fitted {
    fn probability(&self, features: &Features) -> f64 {
        let odds: f64 = self.0.iter().zip(row(features)).map(|(weight, value)| weight * value).sum();
        1.0 / (1.0 + (-odds).exp())
    }
}

fn row(features: &Features) -> [f64; N] {
    let mut row = [1.0; N];
    for ((place, value), scale) in row[1..].iter_mut().zip(features.values).zip(SCALES) {
        *place = value / scale;
    }
    row
}

/// Newton's method on the weighted likelihood, with the cost of large weights.
fn fit(pairs: &[&Pair]) -> Fitted {
    let mut fitted = Fitted([0.0; N]);
    let total: f64 = pairs.iter().map(|pair| pair.weight).sum();
    for _ in 0..MAX_STEPS {
        let (mut slope, mut bend) = ([0.0; N], [[0.0; N]; N]);
        for pair in pairs {
            let (row, p) = (row(&pair.features), fitted.probability(&pair.features));
            let share = pair.weight / total;
            let error = (p - f64::from(u8::from(pair.is_reuse))) * share;
            let curve = (p * (1.0 - p)).max(1e-6) * share;
            for i in 0..N {
                slope[i] += error * row[i];
                for j in 0..N {
                    bend[i][j] += curve * row[i] * row[j];
                }
            }
        }
        for i in 1..N {
            slope[i] += RIDGE * fitted.0[i];
            bend[i][i] += RIDGE;
        }
        let step = solved(bend, slope);
        for (weight, step) in fitted.0.iter_mut().zip(step) {
            *weight -= step;
        }
        if step.iter().all(|step| step.abs() < 1e-7) {
            break;
        }
    }
    fitted
}

/// The solution of a system of equations, by elimination.
fn solved(mut matrix: [[f64; N]; N], mut right: [f64; N]) -> [f64; N] {
    for i in 0..N {
        let pivot = (i..N).max_by(|x, y| matrix[*x][i].abs().total_cmp(&matrix[*y][i].abs())).unwrap_or(i);
        matrix.swap(i, pivot);
        right.swap(i, pivot);
        for k in i + 1..N {
            let factor = matrix[k][i] / matrix[i][i];
            let above = matrix[i];
            matrix[k][i..].iter_mut().zip(&above[i..]).for_each(|(cell, above)| *cell -= factor * above);
            right[k] -= factor * right[i];
        }
    }
    let mut solution = [0.0; N];
    for i in (0..N).rev() {
        let rest: f64 = (i + 1..N).map(|j| matrix[i][j] * solution[j]).sum();
        solution[i] = (right[i] - rest) / matrix[i][i];
    }
    solution
}

//! How fast two versions of an article are aligned, by their length: about linear is wanted.
//!
//! Inside the timed region: `align` on two prepared articles, its memory included. Outside: making and preparing them. Throughput is
//! in words of both versions. Every answer is checked: each kind of edit that was made is counted. Texts that no sentence ends are timed with
//! their reading: five megabytes of signs without a blank, and one sentence of 35,000 words. In `cargo test` everything runs once, on a
//! thousand words.

use copydesk::align::{Status, align};
use copydesk::article::Article;
use copydesk::text::Prepared;
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;

const WORDS_OF_A_SENTENCE: usize = 20;

/// A sentence of its own words, with the function words and repetitions of prose.
fn sentence(number: usize) -> String {
    let things = ["harbour", "bridge", "ferry", "council", "storm", "valley", "engineer"];
    let (thing, other) = (things[number % 7], things[number * 3 % 7]);
    format!(
        "On day {number} the {thing} of Town{} was closed to the {other} for {} hours, said Officer{} of the watch of Port{}.",
        number * 31 % 977,
        number * 17 % 89 + 2,
        number * 7 % 1013,
        number * 13 % 499,
    )
}

/// Two versions: every tenth sentence is dropped, added, edited or moved in turn; and how many of each.
fn versions(n_words: usize) -> (String, String, usize) {
    let n_sentences = n_words / WORDS_OF_A_SENTENCE;
    let (mut old, mut new, mut n_added) = (Vec::new(), Vec::new(), 0);
    for number in 0..n_sentences {
        let text = sentence(number);
        old.push(text.clone());
        match number % 40 {
            5 => {}
            15 => {
                new.push(text);
                new.push(format!("Nobody had foreseen blizzard{number} nor avalanche{number}, wrote almanac{number}."));
                n_added += 1;
            }
            25 => new.push(text.replace("was closed to", "stayed shut to")),
            35 => new.insert(new.len().saturating_sub(3), text),
            _ => new.push(text),
        }
    }
    let text = |sentences: Vec<String>| sentences.chunks(3).map(|paragraph| paragraph.join(" ")).collect::<Vec<_>>().join("\n");
    (text(old), text(new), n_added)
}

fn aligning(criterion: &mut Criterion) {
    let is_bench = std::env::args().any(|argument| argument == "--bench");
    let sizes: &[usize] = if is_bench { &[1_000, 10_000, 100_000] } else { &[1_000] };
    let mut group = criterion.benchmark_group("align");
    group.sample_size(10);
    for n_words in sizes {
        let (old, new, n_added) = versions(*n_words);
        let (old, new) = (Article::new("old", old), Article::new("new", new));
        let (old, new) = (Prepared::new(&old), Prepared::new(&new));
        group.throughput(Throughput::Elements((old.words.len() + new.words.len()) as u64));
        group.bench_with_input(BenchmarkId::from_parameter(n_words), n_words, |bencher, _| {
            bencher.iter(|| {
                let alignment = align(black_box(&old), black_box(&new));
                assert_eq!(alignment.new.sentences.iter().filter(|sentence| sentence.status == Status::Added).count(), n_added);
                assert!(alignment.coarse.is_empty());
            });
        });
    }
    group.finish();
}

/// Signs of a script without blanks in an order that never comes again, and the same with a few signs put in halfway.
fn unbroken(n_bytes: usize) -> (String, String) {
    let mut state = 1_u32;
    let mut sign = || {
        // The generator of Numerical Recipes; its upper bits choose among 2,000 signs.
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        char::from_u32(0x4e00 + (state >> 16) % 2_000).unwrap_or('一')
    };
    let old: String = (0..n_bytes / 3).map(|_| sign()).collect();
    let half = n_bytes / 6 * 3;
    let new = format!("{}龘龘龘{}", &old[..half], &old[half..]);
    (old, new)
}

/// One sentence, and the same with every hundredth word replaced.
fn one_sentence(n_words: usize) -> (String, String) {
    let word = |number: usize| format!("word{number}");
    let other = |number: usize| if number % 100 == 50 { format!("other{number}") } else { word(number) };
    let text = |of: &dyn Fn(usize) -> String| (0..n_words).map(of).collect::<Vec<_>>().join(" ");
    (text(&word), text(&other))
}

fn endless(criterion: &mut Criterion) {
    let is_bench = std::env::args().any(|argument| argument == "--bench");
    let mut group = criterion.benchmark_group("endless");
    group.sample_size(10);
    let mut run = |name: &str, size: usize, (old, new): (String, String)| {
        group.throughput(Throughput::Bytes((old.len() + new.len()) as u64));
        let (old, new) = (Article::new("old", old), Article::new("new", new));
        group.bench_function(BenchmarkId::new(name, size), |bencher| {
            bencher.iter(|| {
                let alignment = align(&Prepared::new(black_box(&old)), &Prepared::new(black_box(&new)));
                let rebuilt: u32 = alignment.new.pieces.iter().map(|piece| piece.span.end - piece.span.start).sum();
                assert_eq!(rebuilt as usize, new.text.len());
                assert!(alignment.additions.is_empty() && alignment.removals.is_empty());
            });
        });
    };
    for n_bytes in if is_bench { [500_000, 5_000_000] } else { [3_000, 6_000] } {
        run("unbroken", n_bytes, unbroken(n_bytes));
    }
    for n_words in if is_bench { [3_500, 35_000] } else { [500, 1_000] } {
        run("sentence", n_words, one_sentence(n_words));
    }
    group.finish();
}

criterion_group!(benches, aligning, endless);
criterion_main!(benches);

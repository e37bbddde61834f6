//! How fast two versions of an article are aligned, by their length: about linear is wanted.
//!
//! Inside the timed region: `align` on two prepared articles, its memory included. Outside: making and preparing them. Throughput is
//! in words of both versions. Every answer is checked: each kind of edit that was made is counted. In `cargo test` it runs once, on
//! a thousand words.

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

criterion_group!(benches, aligning);
criterion_main!(benches);

//! How fast an article is read: tokens, keys of the story words, and everything a comparison needs.
//!
//! Inside the timed region: the work from the article's text to the result, its memory included. Outside: making or reading the
//! articles. Bytes are those of the texts. By default the texts are made here (ASCII, then with curly marks); to measure on
//! articles of your own: `COPYDESK_BENCH=articles.jsonl cargo bench --bench text`.

use copydesk::article::{Article, Row, layout, rows};
use copydesk::text::{Prepared, TokenKind, story_keys, tokens};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;

/// Stories of a dozen paragraphs, in the shapes of wire copy; each has its own names and figures.
fn made(n_articles: usize, curly: bool) -> Vec<Article> {
    let towns = ["Harwich", "Ostend", "Cuxhaven", "Gdynia", "Varna", "Mostaganem"];
    (0..n_articles)
        .map(|number| {
            let town = towns[number % towns.len()];
            let mut text =
                format!("Ferry from {town} turns back in storm\n\n{}, March {} (Northwire) - ", town.to_uppercase(), number % 28 + 1);
            for paragraph in 0..12 {
                text += &format!(
                    "The ferry, which had left {town} at {} a.m. with {} people and {},{:03} tons of grain, turned back after an hour. \
                     \"We saw the lights, and then we did not,\" said Mr. Ode, the mate. The U.S. owner didn't comment.\n\n",
                    paragraph % 12 + 1,
                    number * 7 + paragraph,
                    paragraph + 1,
                    number % 1000,
                );
            }
            text += "(Reporting by A. Writer; Editing by B. Desk)";
            if curly {
                text = text.replace(" \"", " “").replace('"', "”").replace('\'', "’").replace("grain", "blé");
            }
            Article::new(number.to_string(), text)
        })
        .collect()
}

fn given() -> Option<Vec<Article>> {
    let file = std::env::var("COPYDESK_BENCH").ok()?;
    let bytes = std::fs::read(&file).unwrap_or_else(|error| panic!("{file}: {error}"));
    let read = |(line, row): (u32, &[u8])| Row::read(std::str::from_utf8(row).expect("UTF-8"), &file, line).expect("an article row");
    Some(rows(&bytes).map(read).collect())
}

fn corpora() -> Vec<(&'static str, Vec<Article>)> {
    match given() {
        Some(articles) => vec![("given", articles)],
        None => vec![("ascii", made(500, false)), ("curly", made(500, true))],
    }
}

fn reading(criterion: &mut Criterion) {
    for (name, articles) in corpora() {
        let n_bytes: usize = articles.iter().map(|article| article.text.len()).sum();
        let n_words: usize = articles.iter().map(|article| Prepared::new(article).words.len()).sum();
        let n_story: usize = articles.iter().map(|article| Prepared::new(article).story_words().count()).sum();
        let mut group = criterion.benchmark_group(name);
        group.sample_size(10).throughput(Throughput::Bytes(n_bytes as u64));
        group.bench_function("layout", |bencher| {
            bencher.iter(|| {
                let n: usize = articles.iter().map(|article| layout(black_box(article)).paragraphs.len()).sum();
                assert!(n >= articles.iter().filter(|article| !article.text.trim().is_empty()).count());
            });
        });
        group.bench_function("tokens", |bencher| {
            bencher.iter(|| {
                let words =
                    |article: &Article| tokens(black_box(&article.text)).iter().filter(|token| token.kind == TokenKind::Word).count();
                assert_eq!(articles.iter().map(words).sum::<usize>(), n_words);
            });
        });
        group.bench_function("story_keys", |bencher| {
            bencher.iter(|| assert_eq!(articles.iter().map(|article| story_keys(black_box(article)).len()).sum::<usize>(), n_story));
        });
        group.bench_function("prepared", |bencher| {
            bencher
                .iter(|| assert_eq!(articles.iter().map(|article| Prepared::new(black_box(article)).words.len()).sum::<usize>(), n_words));
        });
        group.finish();
    }
}

criterion_group!(benches, reading);
criterion_main!(benches);

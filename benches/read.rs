//! How fast files of each format become articles.
//!
//! Inside the timed region: the work from the bytes to the article with its blocks, its memory included. Outside: making the files, which are made here
//! from one story, and what the words of an article are. Bytes are those of the files; that of a page are mostly not its story.

use copydesk::read::{Options, read};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;

const SENTENCE: &str =
    "The ferry, which had left Ostend with 80 people and 1,200 tons of grain, turned back after an hour, its owner said on Monday.";

fn story(paragraphs: usize) -> Vec<String> {
    (0..paragraphs).map(|number| format!("{SENTENCE} It was turn {number}. {SENTENCE}")).collect()
}

/// A page as sites make them: most of it is no story.
fn page() -> String {
    let menu: String = (0..200)
        .map(|number| format!("<li class=\"menu-item item-{number}\"><a href=\"/section/{number}?from=menu\">Section {number}</a></li>\n"))
        .collect();
    let script = "<script>window.data = window.data || []; function track(a) { data.push([a, 'page', 3 < 4]); }</script>\n".repeat(100);
    let body: String = story(40)
        .iter()
        .map(|text| format!("<div class=\"block\"><p class=\"text\">{text} <a href=\"/more\">More</a></p></div>\n"))
        .collect();
    format!(
        "<!DOCTYPE html><html lang=\"en\"><head><title>Ferry turns back</title>{script}</head><body><nav><ul>{menu}</ul></nav><article><h1>Ferry turns back\
         </h1>{body}</article><aside>{menu}</aside></body></html>"
    )
}

fn files() -> Vec<(&'static str, String)> {
    let text = story(40).join("\n\n");
    let escaped = story(4).iter().map(|text| format!("&lt;p&gt;{text}&lt;/p&gt;")).collect::<String>();
    let items: String = (0..100)
        .map(|number| format!("<item><title>T {number}</title><guid>{number}</guid><description>{escaped}</description></item>\n"))
        .collect();
    let rows: Vec<String> =
        (0..100).map(|number| format!("{{\"id\":{number},\"title\":\"T\",\"text\":\"{}\"}}", story(4).join("\\n\\n"))).collect();
    let table: String = (0..100).map(|number| format!("{number},\"{}\"\n", story(4).join("\n\n"))).collect();
    vec![
        ("page.html", page()),
        ("story.txt", text),
        ("feed.xml", format!("<rss><channel><title>Post</title>{items}</channel></rss>")),
        ("many.json", format!("[{}]", rows.join(","))),
        ("table.csv", format!("id,text\n{table}")),
    ]
}

fn reading(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("read");
    for (name, file) in files() {
        let found = read(name, file.as_bytes(), &Options::default()).expect("articles");
        assert!(found.items.iter().all(|item| item.article.text.contains(SENTENCE)), "{name}");
        group.sample_size(10).throughput(Throughput::Bytes(file.len() as u64));
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                let again = read(name, black_box(file.as_bytes()), &Options::default()).expect("articles");
                assert_eq!(again.items.len(), found.items.len());
            });
        });
    }
    group.finish();
}

criterion_group!(benches, reading);
criterion_main!(benches);

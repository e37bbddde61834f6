//! A bound on memory changes nothing but memory.

use super::tests::story;
use super::*;
use crate::article::Format;
use crate::pipeline::{RowsOf, Threads};
use crate::spool::Spool;
use std::fs::File;
use std::sync::Arc;

const FERRY: &str =
    "The ferry to the outer islands ran aground on a sandbank shortly after dawn on Sunday, and all passengers were taken off.";
const DIVERS: &str = "Divers are to look at the hull when the tide is out, and the inquiry begins on Monday at the harbour office.";
const APPLES: &str = "Farmers in the valley expect the best apple harvest in more than twenty years after a mild spring and a wet July.";

/// Stories, copies that look alike and others, mark-up, hidden characters, a footer of many, blank texts, two of one id.
fn collection() -> Vec<Article> {
    let mut articles = vec![
        Article::new("wire", format!("Ferry aground\n\nVALBORG (Northwire) - {FERRY}\n\n{DIVERS}\n")),
        Article::new("same", format!("Ferry aground\n\nVALBORG (Northwire) - {FERRY}\n\n{DIVERS}\n")),
        Article { title: Some("Ferry".into()), ..Article::new("titled", format!("{FERRY} {DIVERS}")) },
        Article::new("wrapped", format!("{FERRY}\n{DIVERS}").replace(" ran ", "\nran ")),
        Article::new("short", FERRY),
        Article::new("page", format!("# Ferry\n\n**{}**\n\n- {DIVERS}\n- {APPLES}\n", FERRY)).in_format(Format::Markdown),
        Article::new("hidden", format!("{} {APPLES}", DIVERS.replace("hull", "hu\u{200b}ll"))),
        Article::new("blank", " \n"),
        Article::new("empty", ""),
        Article { date: Some("2026-03-01".into()), ..Article::new("twice", APPLES) },
        Article { date: Some("2026-03-02".into()), ..Article::new("twice", format!("{APPLES} {DIVERS}")) },
    ];
    let footer = "Write to the desk with your own pictures of the storm, and tell us where and when you took them and who is to be named.";
    for number in 0..30_u32 {
        let first = u64::from(number) * 10;
        articles.push(Article::new(format!("own{number}"), format!("{}\n\n{footer}", story(first..first + 6))));
    }
    articles
}

fn bound(bytes: usize) -> Bound {
    Bound { bytes, spool: Arc::new(Spool::new(tempfile::tempfile().expect("a file"))) }
}

/// Everything that was found, the articles whole.
fn whole(clustered: Clustered) -> Clustered {
    let articles = clustered.articles.iter().map(|article| article.whole().into_owned()).collect();
    Clustered { articles, ..clustered }
}

#[test]
fn nothing_but_memory_changes() {
    let settings = ClusterSettings { explain: true, headlines: true, ..ClusterSettings::default() };
    let held = cluster(collection(), settings.clone(), &());
    assert!(!held.groups.groups.is_empty() && !held.pairs.is_empty() && !held.boilerplate.is_empty() && held.empty == 2);
    for (bytes, threads) in [(1, 1), (1, 3), (20_000, 2), (usize::MAX, 2)] {
        let memory = bound(bytes);
        let threads = Threads::new(threads).expect("threads");
        let found = threads.run(|| cluster(collection(), ClusterSettings { memory: Some(memory.clone()), ..settings.clone() }, &()));
        assert!(memory.spool.failure().is_none());
        assert!(found.articles.iter().all(|article| article.text.is_empty()), "no text is held");
        let found = whole(found);
        assert_eq!(found.articles, held.articles);
        assert_eq!((&found.groups, &found.pairs), (&held.groups, &held.pairs));
        assert_eq!(found.boilerplate, held.boilerplate);
        assert_eq!((&found.evidence, &found.seen, &found.aside), (&held.evidence, &held.seen, &held.aside));
        assert_eq!(found, held, "{bytes} bytes");
    }
}

#[test]
fn rows_are_read_again_where_they_stand() {
    let collection = collection();
    let line = |article: &Article| {
        let text = serde_json::to_string(&*article.text).expect("JSON");
        format!("{{\"title\":{:?},\"text\":{text},\"id\":\"{}\"}}\n", article.title.as_deref().unwrap_or_default(), article.id)
    };
    let bytes: String = std::iter::once(String::from("\u{feff}")).chain(collection.iter().map(line)).collect();
    let folder = tempfile::tempdir().expect("a folder");
    let name = folder.path().join("in.jsonl");
    std::fs::write(&name, &bytes).expect("a file");
    let input = Arc::new(Spool::of_input(File::open(&name).expect("a file")).expect("an input"));
    let read = |input| {
        let from = RowsOf { input, ..RowsOf::of("in.jsonl") };
        let (articles, errors) = crate::pipeline::read_rows_of(from, bytes.as_bytes(), &());
        assert!(errors.is_empty());
        crate::pipeline::unique_ids(articles, &())
    };
    let (held, again) = (read(None), read(Some((&input, 0))));
    assert!(again.iter().all(|article| article.text.is_empty() && article.spool().is_some()));
    assert_eq!(again.iter().map(|article| article.whole().into_owned()).collect::<Vec<_>>(), held);
    let settings = ClusterSettings { explain: true, headlines: true, ..ClusterSettings::default() };
    let wanted = cluster(held, settings.clone(), &());
    assert_eq!(whole(cluster(again.clone(), settings, &())), wanted);
    assert!(input.failure().is_none());
    std::fs::write(&name, "{}").expect("a file");
    cluster(again, ClusterSettings::default(), &());
    assert!(input.failure().is_some(), "a file that changed is told");
}

#[test]
fn ids_met_twice_are_told_apart_in_a_spool() {
    let spooled = |mut articles: Vec<Article>| {
        crate::article::to_spool(&mut articles, &bound(1).spool);
        articles
    };
    let read = |articles| crate::pipeline::unique_ids(articles, &()).iter().map(|article| article.whole().into_owned()).collect::<Vec<_>>();
    let mut articles = collection();
    articles.extend([Article::new("wire", FERRY), Article::new("wire", APPLES), Article::new("short", FERRY)]);
    assert_eq!(read(spooled(articles.clone())), read(articles));
}

#[test]
fn a_spool_that_fails_is_told_and_stops_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let name = folder.path().join("scratch");
    std::fs::write(&name, "").expect("a file");
    let cannot_be_written = Arc::new(Spool::new(File::open(name).expect("a file")));
    let memory = Some(Bound { bytes: 1, spool: Arc::clone(&cannot_be_written) });
    cluster(collection(), ClusterSettings { memory, ..ClusterSettings::default() }, &());
    assert!(cannot_be_written.failure().is_some());
}

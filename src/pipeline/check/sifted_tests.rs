//! An archive that is let go gives what the articles themselves give: the twin is [`check`].

use super::*;
use crate::pipeline::{read_rows, unique_ids};
use std::fmt::Write;
use std::sync::Mutex;

const FERRY: &str = "The ferry to the outer islands ran aground on a sandbank shortly after dawn on Sunday, and all of its passengers were taken off by \
                     fishing boats within two hours, the harbour master said. “Nobody had asked for a pilot that night,” Ada Keel told reporters.";
const APPLES: &str = "Farmers in the valley expect the best apple harvest in more than twenty years after a mild spring and a wet July. Pickers from the \
                      south have been hired for six weeks. “We have never seen such a year,” Jo Pell said.";

/// What was said, in order.
#[derive(Default)]
struct Said(Mutex<Vec<String>>);

impl Observe for Said {
    fn warn(&self, warning: Warning) {
        if let Ok(mut said) = self.0.lock() {
            said.push(warning.to_string());
        }
    }
}

/// Files that stand in memory.
struct Files<'f>(&'f [(&'f str, &'f [u8])]);

impl Rows for Files<'_> {
    fn read_again(&self, places: &[RowPlace]) -> Result<Vec<Article>, Error> {
        assert!(places.is_sorted());
        let article = |place: &RowPlace| {
            let (file, bytes) = self.0[place.file as usize];
            let line = &bytes[place.at as usize..][..place.length as usize];
            let from = RowsOf { first: place.line, ..RowsOf::of(file) };
            let (mut articles, _) = crate::pipeline::read_rows_of(from, line, &());
            articles.pop().ok_or_else(|| changed(file.to_string()))
        };
        places.iter().map(article).collect()
    }

    fn file(&self, number: u32) -> &str {
        self.0[number as usize].0
    }
}

/// The archive of some files, each handed on in two parts.
fn sifted(copies: &[Article], files: &Files<'_>, settings: &CheckSettings, said: &Said) -> (Sifted, Vec<Error>) {
    let (mut sifted, mut errors) = (Sifted::new(copies, settings).expect("settings that serve"), Vec::new());
    for ((name, bytes), file) in files.0.iter().zip(0..) {
        let middle = bytes.len() / 2 + bytes[bytes.len() / 2..].iter().position(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        let n_lines = bytes[..middle].iter().filter(|byte| **byte == b'\n').count() as u32;
        for (first, at, bytes) in [(1, 0, &bytes[..middle]), (n_lines + 1, middle as u64, &bytes[middle..])] {
            let mut part = sifted.sift(PartOf { rows: RowsOf { first, ..RowsOf::of(name) }, file, at, keeps: false }, bytes, said);
            part.note.take().into_iter().for_each(|note| said.warn(note));
            errors.append(&mut part.errors);
            sifted.push(part);
        }
    }
    (sifted, errors)
}

/// Checks copies both ways and gives what was said.
#[track_caller]
fn same_both_ways(copies: &[Article], files: &[(&str, &[u8])], settings: &CheckSettings) -> Vec<String> {
    let (said, said_of_articles) = (Said::default(), Said::default());
    let (mut articles, mut errors) = (Vec::new(), Vec::new());
    for (name, bytes) in files {
        let (mut read, mut wrong) = read_rows(name, bytes, &said_of_articles);
        articles.append(&mut read);
        errors.append(&mut wrong);
    }
    let articles = unique_ids(articles, &said_of_articles);
    let wanted = check(copies, &articles, settings, &());
    let files = Files(files);
    let (mut sifted, errors_of_rows) = sifted(copies, &files, settings, &said);
    sifted.make_ids_unique(&files, &said).expect("rows that are still there");
    assert_eq!(errors_of_rows, errors);
    assert_eq!(said.0.lock().expect("said").as_slice(), said_of_articles.0.lock().expect("said").as_slice());
    let placed = |article: Article| (article.id, article.place.map(|place| (place.file, place.line)));
    let known: Vec<_> = sifted.known(&files).map(placed).collect();
    assert_eq!(known, articles.into_iter().map(placed).collect::<Vec<_>>());
    assert_eq!(sifted.check(copies, &files, settings, &()).expect("rows that are still there"), wanted);
    said.0.into_inner().expect("said")
}

fn row(id: &str, text: &str, more: &str) -> String {
    format!("{{\"id\":{},\"text\":{}{more}}}\n", serde_json::json!(id), serde_json::json!(text))
}

/// Rows of `n` stories of one town, each with its own figures and names.
fn town(n: usize) -> String {
    (0..n).fold(String::new(), |mut rows, at| {
        let text = format!(
            "Council of ward {at} votes on {} lamps\n\nVARDAL (Northwire) - The council of ward {at} voted on Tuesday to buy {} lamps for street {}, \
             the mayor said. Work begins in week {}.",
            at * 7 + 3,
            at * 7 + 3,
            at * 31 % 97,
            at % 52 + 1
        );
        let _ = write!(rows, "{}", row(&format!("w{at}"), &text, &format!(",\"date\":\"2026-0{}-11\"", at % 9 + 1)));
        rows
    })
}

fn copies() -> Vec<Article> {
    let longer = format!("{FERRY} The hull is to be looked at when the tide is out.");
    vec![Article::new("draft", longer), Article::new("quote", "“We have never seen such a year,” Jo Pell said.")]
}

#[test]
fn sources_and_quotations_are_found_among_rows_that_were_let_go() {
    let rows = town(200) + &row("ferry", FERRY, "") + &row("apples", APPLES, ",\"source\":\"Valley Herald\"");
    let copies = copies();
    assert!(same_both_ways(&copies, &[("a.jsonl", rows.as_bytes())], &CheckSettings::default()).is_empty());
    let checked = {
        let file = [("a.jsonl", rows.as_bytes())];
        let (mut sifted, _) = sifted(&copies, &Files(&file), &CheckSettings::default(), &Said::default());
        sifted.make_ids_unique(&Files(&file), &()).expect("unique");
        sifted.check(&copies, &Files(&file), &CheckSettings::default(), &()).expect("checked")
    };
    assert_eq!(checked.copies[0].sources[0].article.id, "ferry");
    assert_eq!(checked.copies[1].quotations[0].source.as_ref().map(|article| article.id.as_str()), Some("apples"));
}

#[test]
fn dates_and_order_of_rows_make_no_difference() {
    let settings = CheckSettings { since: crate::article::seconds("2026-03-01"), ..CheckSettings::default() };
    let rows = town(300) + &row("ferry", FERRY, ",\"date\":\"2026-02-01\"") + &row("late", FERRY, ",\"date\":\"2026-05-01\"");
    let turned: String = rows.lines().rev().fold(String::new(), |all, line| all + line + "\n");
    for rows in [&rows, &turned] {
        assert!(same_both_ways(&copies(), &[("a.jsonl", rows.as_bytes())], &settings).is_empty());
    }
}

#[test]
fn ids_that_are_met_twice() {
    let more = format!("{FERRY} Tickets will be refunded.");
    let twice = [
        row("ferry", FERRY, ",\"date\":\"2026-02-01\""),
        row("ferry", FERRY, ",\"date\":\"2026-02-01\""),
        row("ferry", FERRY, ",\"title\":\"Aground\",\"date\":\"2026-01-01\""),
        row("ferry", &more, ""),
        row("ferry", APPLES, ""),
        row("ferry@2", APPLES, ""),
        row("w7", "", ""),
        row("w8", "", ""),
        row("w8", "", ""),
    ];
    let rows = town(200) + &twice.concat();
    let said =
        same_both_ways(&copies(), &[("a.jsonl", rows.as_bytes()), ("b.jsonl", twice.concat().as_bytes())], &CheckSettings::default());
    for wanted in ["kept once", "called ferry@3", "called ferry#2", "called w7#2"] {
        assert!(said.iter().any(|said| said.contains(wanted)), "{wanted} in {said:#?}");
    }
}

#[test]
fn a_copy_that_stands_in_the_archive_is_not_its_own_source() {
    let rows = town(200) + &row("draft", &copies()[0].text, "") + &row("ferry", FERRY, "");
    assert!(same_both_ways(&copies(), &[("a.jsonl", rows.as_bytes())], &CheckSettings::default()).is_empty());
    let (from_file, _) = read_rows("a.jsonl", rows.as_bytes(), &());
    let some: Vec<Article> = from_file.into_iter().rev().take(3).collect();
    same_both_ways(&some, &[("a.jsonl", rows.as_bytes())], &CheckSettings::default());
}

#[test]
fn odd_rows() {
    let html = format!("<p>{FERRY}</p><p>More.</p>");
    let rows = [
        "\u{feff}".as_bytes(),
        town(150).as_bytes(),
        b"nonsense\n\n",
        row("html", &html, "").as_bytes(),
        row("markdown", &format!("# Ferry\n\n**{FERRY}**"), ",\"format\":\"markdown\"").as_bytes(),
        b"{\"id\":7,\"text\":\"caf\xe9 and more\"}\n",
        b"{\"id\":8,\"text\":\"cut off\n",
        row("divided", &FERRY.replace("the ", "the-\n"), ",\"slug\":\"us-ferry-update-1\"").as_bytes(),
        row("empty", "", "").as_bytes(),
        town(30).replace("\"w", "\"v").as_bytes(),
    ]
    .concat();
    let said = same_both_ways(&copies(), &[("a.jsonl", &rows)], &CheckSettings::default());
    assert!(said.iter().any(|said| said.contains("not UTF-8")), "{said:?}");
}

#[test]
fn small_archives_and_many_copies_are_checked_on_the_articles() {
    let rows = town(12) + &row("ferry", FERRY, "");
    same_both_ways(&copies(), &[("a.jsonl", rows.as_bytes())], &CheckSettings::default());
    let (many, _) = read_rows("b.jsonl", town(40).as_bytes(), &());
    same_both_ways(&many, &[("a.jsonl", town(60).as_bytes())], &CheckSettings::default());
}

#[test]
fn a_row_that_changed_is_an_error() {
    let rows = town(200) + &row("ferry", FERRY, "");
    let other = rows.replace("sandbank", "sandbars");
    let (before, after) = ([("a.jsonl", rows.as_bytes())], [("a.jsonl", other.as_bytes())]);
    let (mut sifted, _) = sifted(&copies(), &Files(&before), &CheckSettings::default(), &Said::default());
    sifted.make_ids_unique(&Files(&before), &()).expect("unique");
    let error = sifted.check(&copies(), &Files(&after), &CheckSettings::default(), &()).expect_err("another text");
    assert_eq!((error.kind(), error.place()), (ErrorKind::Unreadable, "a.jsonl:201"));
}

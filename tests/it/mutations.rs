//! Broken files: whatever is done to a file of any format, it is read or refused, and never takes long.
//!
//! The same ten thousand files are made each time: bytes changed, cut out, doubled, put in from another file.

use crate::formats::files;
use copydesk::read::{Options, read};
use std::time::{Duration, Instant};

/// A small generator of numbers that are the same everywhere.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, most: usize) -> usize {
        (self.next() % most.max(1) as u64) as usize
    }
}

fn broken(bytes: &[u8], other: &[u8], numbers: &mut Numbers) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=numbers.below(4) {
        let at = numbers.below(bytes.len());
        let to = (at + 1 + numbers.below(40)).min(bytes.len());
        match numbers.below(6) {
            0 if at < bytes.len() => bytes[at] ^= 1 << numbers.below(8),
            1 if at < bytes.len() => bytes[at] = *b"<>&\"'{}[],:;=\n\0\xff"[..].get(numbers.below(17)).unwrap_or(&b' '),
            2 => drop(bytes.drain(at..to)),
            3 => bytes.truncate(at),
            4 => bytes.extend_from_within(at..to),
            _ => {
                let from = numbers.below(other.len());
                let piece = other[from..(from + 60).min(other.len())].to_vec();
                bytes.splice(at..at, piece);
            }
        }
    }
    bytes
}

#[test]
fn ten_thousand_broken_files_are_read_or_refused() {
    let files = files();
    let mut numbers = Numbers(0x5eed);
    let (mut n_read, started) = (0, Instant::now());
    for number in 0..10_000 {
        let (file, other) = (&files[number % files.len()], &files[numbers.below(files.len())]);
        let bytes = broken(&file.bytes, &other.bytes, &mut numbers);
        match read(file.name, &bytes, &Options::default()) {
            Ok(reading) => {
                n_read += 1;
                for item in &reading.items {
                    assert!(item.article.text.len() <= 8 * bytes.len(), "{}: more text than there was", file.name);
                }
            }
            Err(error) => assert!(!error.message().is_empty(), "{}", file.name),
        }
    }
    assert!(n_read > 7_000, "{n_read} of 10000 were read");
    assert!(started.elapsed() < Duration::from_secs(120));
}

#[test]
fn deep_and_swollen_files_end_soon() {
    let deep = |open: &str, close: &str| format!("{}x{}", open.repeat(100_000), close.repeat(100_000));
    let laughs: String = (1..30).map(|n| format!("<!ENTITY a{n} \"&a{0};&a{0};&a{0};&a{0};\">", n - 1)).collect();
    let parts: String = (0..2_000).map(|n| format!("Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n")).collect();
    let hostile = [
        ("deep.json", deep("[", "]")),
        ("deep-objects.json", deep("{\"text\":", "}")),
        ("deep.xml", format!("<rss><channel><item><description>{}</description></item></channel></rss>", deep("<a>", "</a>"))),
        (
            "laughs.xml",
            format!(
                "<!DOCTYPE rss [<!ENTITY a0 \"ha\">{laughs}]><rss><channel><item><description>&a29;</description></item></channel></rss>"
            ),
        ),
        ("deep.html", format!("<html><body>{}", deep("<div>", "</div>"))),
        ("inline.html", format!("<html><body>{}", deep("<b>", "</b>"))),
        ("quoted.html", format!("<html><body><p a=\"{}", "<".repeat(200_000))),
        ("parts.eml", format!("From: a@example.org\nMIME-Version: 1.0\n{parts}")),
        ("headers.eml", format!("From: a@example.org\nMIME-Version: 1.0\n{}\n\nx", "Received: x\n".repeat(100_000))),
        ("columns.csv", format!("{}text\n{}", "a,".repeat(100_000), "x,y\n".repeat(1_000))),
        ("quote.csv", format!("id,text\n1,\"{}", "\"\"".repeat(200_000))),
        (
            "calls.xml",
            format!(
                "<rss><channel><wp:wxr_version>1</wp:wxr_version><item><content:encoded>{}</content:encoded></item></channel></rss>",
                "[".repeat(200_000)
            ),
        ),
        ("cues.srt", format!("1\n00:00:01,000 --> 00:00:02,000\n{}", "<".repeat(100_000))),
        ("cues2.srt", format!("1\n00:00:01,000 --> 00:00:02,000\n{}", "{\\an8}".repeat(50_000))),
        ("tags.txt", "<p ".repeat(100_000)),
        ("tags.json", format!("{{\"text\":\"{}\"}}", "<p ".repeat(100_000))),
        ("entities.html", format!("<p>{}", "&amp".repeat(100_000))),
    ];
    for (name, text) in hostile {
        let started = Instant::now();
        let read = read(name, text.as_bytes(), &Options::default());
        assert!(started.elapsed() < Duration::from_secs(20), "{name} took {:?}", started.elapsed());
        if let Ok(reading) = read {
            assert!(reading.items.iter().all(|item| item.article.text.len() <= 4 * text.len()), "{name}");
        }
    }
}

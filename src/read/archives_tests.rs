//! Tests of archives and compressed files: what is inside, what is left out, and what grows without end.

use super::*;
use ::zip::ZipWriter;
use ::zip::write::SimpleFileOptions;
use std::io::{Cursor, Read, Write};

const STORY: &str = "The ferry ran aground on a sandbank off the northern pier shortly after dawn on Sunday, the harbour office said.";

/// A ZIP archive of some files.
fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a file");
        zip.write_all(bytes).expect("written");
    }
    zip.finish().expect("an archive").into_inner()
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(bytes).expect("written");
    gzip.finish().expect("a stream")
}

fn zstandard(bytes: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
}

fn tarred(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut tar = ::tar::Builder::new(Vec::new());
    for (name, bytes) in files {
        let mut header = ::tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        tar.append_data(&mut header, name, *bytes).expect("written");
    }
    tar.into_inner().expect("an archive")
}

fn read_all(name: &str, bytes: &[u8]) -> Reading {
    read(name, bytes, &Options::default()).expect("a reading")
}

/// The ids of the articles, and where each stands.
fn ids(reading: &Reading) -> Vec<&str> {
    reading.items.iter().map(|item| item.article.id.as_str()).collect()
}

fn failure(name: &str, bytes: &[u8]) -> Error {
    read(name, bytes, &Options::default()).expect_err("an error")
}

#[test]
fn members_are_articles_and_the_rest_is_counted() {
    let long = format!("{}/story.txt", "a".repeat(150));
    let page = format!("<html><body><p>{STORY}</p></body></html>");
    let files: &[(&str, &[u8])] = &[
        ("wire/a.txt", STORY.as_bytes()),
        ("wire/page.html", page.as_bytes()),
        ("wire/photo.JPG", b"\xff\xd8\xff"),
        ("LICENSE", b"Do what you like."),
        ("__MACOSX/wire/._a.txt", b"\0\x05\x16\x07"),
        (&long, STORY.as_bytes()),
    ];
    for archive in [zipped(files), tarred(files), gzipped(&tarred(files)), zstandard(&tarred(files))] {
        let reading = read_all("desk", &archive);
        assert_eq!(ids(&reading), ["desk#wire/a.txt", "desk#wire/page.html", &format!("desk#{long}")]);
        assert_eq!(reading.left_out, [".JPG", "others"]);
        assert!(reading.items.iter().all(|item| &*item.article.text == STORY) && reading.errors.is_empty());
        let places = reading.items.iter().map(|item| item.article.place.as_ref().map(|place| (&*place.file, place.number)));
        assert_eq!(places.collect::<Vec<_>>(), [Some(("desk", 1)), Some(("desk", 2)), Some(("desk", 3))]);
    }
}

#[test]
fn a_compressed_file_keeps_its_id() {
    for bytes in [gzipped(STORY.as_bytes()), zstandard(STORY.as_bytes())] {
        let reading = read_all("wire.txt.gz", &bytes);
        assert_eq!((ids(&reading), &*reading.items[0].article.text), (vec!["wire.txt.gz"], STORY));
        let reading = read_all("a.zip", &zipped(&[("in/wire.txt.gz", &bytes)]));
        assert_eq!(ids(&reading), ["a.zip#in/wire.txt.gz"]);
    }
    // Streams one behind the other are one file.
    for (one, other) in [(gzipped(b"The ferry "), gzipped(b"sank.")), (zstandard(b"The ferry "), zstandard(b"sank."))] {
        assert_eq!(&*read_all("a", &[one, other].concat()).items[0].article.text, "The ferry sank.");
    }
    let skipped = [b"\x50\x2a\x4d\x18\x03\0\0\0abc".as_slice(), &zstandard(b"The ferry sank.")].concat();
    let mut text = String::new();
    let frames = [zstandard(b""), skipped].concat();
    decoder(frames.as_slice()).and_then(|mut from| from.read_to_string(&mut text)).expect("frames");
    assert_eq!(text, "The ferry sank.");
}

#[test]
fn what_holds_no_article_is_no_article() {
    for (name, bytes) in [
        ("photo.jpg.gz", gzipped(b"\xff\xd8\xff")),
        ("a.zip", zipped(&[("a.png", b"\x89PNG")])),
        ("a.zip", zipped(&[])),
        ("book.zip", zipped(&[("mimetype", b"application/epub+zip"), ("a.xhtml", b"<p>x</p>")])),
        ("table.xlsx", zipped(&[("xl/workbook.xml", b"<workbook/>")])),
    ] {
        assert_eq!(failure(name, &bytes).kind(), ErrorKind::NoArticles, "{name}");
    }
}

#[test]
fn what_is_damaged_is_named_and_the_rest_is_read() {
    let whole = zipped(&[("a.txt", STORY.as_bytes()), ("b.bin", b"a\0b\0\0c")]);
    let reading = read_all("a.zip", &whole);
    assert_eq!((ids(&reading), reading.errors.len()), (vec!["a.zip#a.txt"], 1));
    assert_eq!(reading.errors[0].place(), "a.zip#b.bin");
    for bytes in [gzipped(STORY.as_bytes()), zstandard(STORY.as_bytes()), whole.clone()] {
        let cut = &bytes[..bytes.len() * 2 / 3];
        assert!(failure("a", cut).to_string().contains("damaged or cut off"));
    }
    let tar = tarred(&[("a.txt", STORY.as_bytes()), ("b.txt", STORY.repeat(9).as_bytes())]);
    let reading = read_all("a.tar", &tar[..1700]);
    assert_eq!(ids(&reading), ["a.tar#a.txt"]);
    assert_eq!(reading.errors.len(), 1, "{:?}", reading.errors);
    // A flag says that the first member is encrypted, there and in the directory.
    let mut locked = whole;
    let directory = locked.windows(4).position(|window| window == b"PK\x01\x02").expect("a directory");
    locked[6] |= 1;
    locked[directory + 8] |= 1;
    let reading = read_all("a.zip", &locked);
    assert!(reading.errors.iter().any(|error| error.to_string().starts_with("a.zip#a.txt: encrypted")), "{:?}", reading.errors);
}

#[test]
fn bombs_end_early() {
    let zeros = vec![0_u8; 18 << 20];
    let blanks = vec![b' '; 2 << 20];
    let gzip = gzipped(&zeros);
    assert!(gzip.len() < 50_000);
    let many: Vec<(String, &[u8])> = (0..10).map(|n| (format!("{n}.txt"), blanks.as_slice())).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect();
    let many = zipped(&many);
    let nested = zipped(&[("1.zip", &many), ("2.zip", &many)]);
    for (name, bomb) in [("a.gz", &gzip), ("a.zst", &zstandard(&zeros)), ("a.zip", &many), ("b.zip", &nested)] {
        let reading = read(name, bomb, &Options::default());
        let errors = reading.map_or_else(|error| vec![error], |reading| reading.errors);
        assert!(
            errors.iter().any(|error| error.kind() == ErrorKind::TooLarge && error.to_string().contains("25 times")),
            "{name}: {errors:?}"
        );
    }
    let mut unpacked = decoder(gzip.as_slice()).expect("gzip");
    assert!(std::io::copy(&mut unpacked, &mut std::io::sink()).is_err());
    let deep = (0..6).fold(STORY.as_bytes().to_vec(), |inside, _| zipped(&[("a.zip", &inside)]));
    assert!(read_all("a.zip", &deep).errors[0].to_string().contains("inside each other"));
}

#[test]
fn the_number_of_members_is_bounded() {
    let tar: Vec<u8> = tarred(&[("a", b"")])[..512].repeat(100_001);
    assert!(read_all_or_error("a.tar", &tar).contains("more than 100000 files"));
    let entry: Vec<u8> = [b"PK\x01\x02".as_slice(), &[0; 42]].concat();
    let zip = [b"PK\x03\x04".as_slice(), &entry.repeat(100_001)].concat();
    assert!(read_all_or_error("a.zip", &zip).contains("more than 100000 files"));
}

fn read_all_or_error(name: &str, bytes: &[u8]) -> String {
    match read(name, bytes, &Options::default()) {
        Ok(reading) => reading.errors.iter().map(Error::to_string).collect(),
        Err(error) => error.to_string(),
    }
}

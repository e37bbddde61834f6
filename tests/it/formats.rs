//! One story in many formats and encodings: each is read as the same article.
//!
//! The files are written here, from one story of our own.

use copydesk::article::Role;
use copydesk::pipeline::{compare, understand};
use copydesk::read::{Options, read};
use copydesk::score::Relation;
use std::fmt::Write;

const HEADLINE: &str = "Ferry runs aground off Vardal with eighty on board";
const BYLINE: &str = "Ingrid Moe";
const PARAGRAPHS: [&str; 4] = [
    "VARDAL (Northwire) - A ferry with eighty people on board ran aground on a sandbank off the northern pier on Sunday, the harbour office said.",
    "“We heard a long scrape and then nothing at all,” said a baker from the café on the quay – she had crossed the sound for thirty years.",
    "Nobody was hurt. Divers will look at the hull at low tide; the line’s two other ships sail as usual, the company said.",
    "The mayor & the union called for an inquiry into the buoys, which had been moved in the spring.",
];

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

fn plain() -> String {
    format!("{HEADLINE}\n\nBy {BYLINE}\n\n{}\n", PARAGRAPHS.join("\n\n"))
}

fn html() -> String {
    PARAGRAPHS.iter().fold(String::new(), |mut html, paragraph| {
        let _ = writeln!(html, "<p>{}</p>", escaped(paragraph));
        html
    })
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
}

/// Lines of at most `width` letters.
fn wrapped(text: &str, width: usize, first: &str) -> String {
    let mut lines = vec![first.to_string()];
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.trim().is_empty() => line.push_str(word),
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => *line = format!("{line} {word}"),
            _ => lines.push(word.to_string()),
        }
    }
    lines.join("\n")
}

fn quoted_printable(text: &str) -> String {
    let mut line = 0;
    let mut out = String::new();
    for byte in text.bytes() {
        let coded = if byte == b'\n' || byte.is_ascii_graphic() && byte != b'=' || byte == b' ' {
            (byte as char).to_string()
        } else {
            format!("={byte:02X}")
        };
        line = if byte == b'\n' { 0 } else { line + coded.len() };
        if line > 72 {
            out.push_str("=\n");
            line = coded.len();
        }
        out.push_str(&coded);
    }
    out
}

/// A file, and whether its format states headline and byline.
pub(crate) struct File {
    pub(crate) name: &'static str,
    pub(crate) bytes: Vec<u8>,
    has_headline: bool,
    has_byline: bool,
}

fn file(name: &'static str, text: impl Into<Vec<u8>>) -> File {
    File { name, bytes: text.into(), has_headline: true, has_byline: true }
}

fn encoded(name: &'static str, encoding: &'static encoding_rs::Encoding) -> File {
    file(name, encoding.encode(&plain()).0.into_owned())
}

fn utf_16(is_big: bool, has_mark: bool) -> Vec<u8> {
    let mark = if has_mark { "\u{feff}" } else { "" };
    let units: Vec<u16> = format!("{mark}{}", plain()).encode_utf16().collect();
    units.into_iter().flat_map(|unit| if is_big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
}

fn texts() -> Vec<File> {
    let set_in: Vec<String> = PARAGRAPHS.iter().map(|paragraph| wrapped(paragraph, 66, "    ")).collect();
    let misread: String =
        plain().bytes().map(|byte| encoding_rs::WINDOWS_1252.decode_without_bom_handling(&[byte]).0.into_owned()).collect();
    vec![
        file("plain.txt", plain()),
        file("returns.txt", plain().replace('\n', "\r\n")),
        file("old-returns.txt", plain().replace('\n', "\r")),
        file("mark.txt", format!("\u{feff}{}", plain())),
        file("set-in.txt", format!("{HEADLINE}\nBy {BYLINE}\n{}\n", set_in.join("\n"))),
        file(
            "wrapped.txt",
            format!("{HEADLINE}\n\nBy {BYLINE}\n\n{}\n", PARAGRAPHS.map(|paragraph| wrapped(paragraph, 69, "")).join("\n\n")),
        ),
        file("misread.txt", misread),
        file("utf-16-le", utf_16(false, true)),
        file("utf-16-be", utf_16(true, true)),
        file("utf-16-bare", utf_16(false, false)),
        encoded("windows.txt", encoding_rs::WINDOWS_1252),
        file("story.md", format!("---\ntitle: \"{HEADLINE}\"\n---\n\n# {HEADLINE}\n\n*By {BYLINE}*\n\n{}\n", PARAGRAPHS.join("\n\n"))),
    ]
}

fn pages() -> Vec<File> {
    let data = format!(
        "{{\"@context\":\"https://schema.org\",\"@graph\":[{{\"@type\":\"WebSite\",\"name\":\"Vardal Post\"}},{{\"@type\":\"NewsArticle\",\"headline\":{},\
         \"author\":[{{\"@type\":\"Person\",\"name\":\"{BYLINE}\"}}],\"articleBody\":{}}}]}}",
        quoted(HEADLINE),
        quoted(&PARAGRAPHS.join(" "))
    );
    let page = format!(
        "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>{HEADLINE} | Vardal Post</title><script type='application/ld+json'>{data}</script></head>\
         <body><nav><a href=/>Home</a></nav><article><h1>{HEADLINE}</h1>{}</article><aside><p>Sign up for the letter that tells you what the harbour did today, every day.</p></aside>\
         <footer>Copyright Vardal Post</footer></body></html>",
        html()
    );
    let walled = format!(
        "<!DOCTYPE html><html><head><title>{HEADLINE}</title><script type='application/ld+json'>{data}</script></head><body><p>{}</p><p>Subscribe to read on.</p></body></html>",
        PARAGRAPHS[0]
    );
    vec![file("page", page), file("walled.html", walled), File { has_headline: false, has_byline: false, ..file("fragment.txt", html()) }]
}

fn data() -> Vec<File> {
    let (title, text, markup) = (quoted(HEADLINE), quoted(&PARAGRAPHS.join("\n\n")), quoted(&html()));
    let object = format!("{{\"id\":\"a1\",\"headline\":{title},\"author\":{{\"name\":\"{BYLINE}\"}},\"body\":{text}}}");
    let raw = object.replace("\\n", "\n");
    let cell = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let feed = format!(
        "{{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"Vardal Post\",\"items\":[{{\"id\":\"1\",\"title\":{title},\"authors\":[{{\"name\":\"{BYLINE}\"}}],\"content_html\":{markup}}}]}}"
    );
    vec![
        file("one.json", object.clone()),
        file("many.json", format!("{{\"count\":1,\"articles\":[{object}]}}")),
        file("raw.json", raw),
        file("markup.json", format!("[{{\"title\":{title},\"byline\":\"By {BYLINE}\",\"body_html\":{markup}}}]")),
        file("lines", format!("{object}\n{{\"id\":2}}\n")),
        file("table.csv", format!("id,title,author,text\n1,{},{BYLINE},{}\n", cell(HEADLINE), cell(&PARAGRAPHS.join("\n\n")))),
        file("export", format!("id;title;author;text\n1;{};{BYLINE};{}\n", cell(HEADLINE), cell(&PARAGRAPHS.join("\n\n")))),
        file("table.tsv", format!("id\tHeadline\tauthor\tbody\n1\t{HEADLINE}\t{BYLINE}\t{}\n", cell(&html()))),
        file("feed.json", feed),
    ]
}

fn feeds() -> Vec<File> {
    let item = |body: &str| format!("<item><title>{HEADLINE}</title><guid>g1</guid><dc:creator>{BYLINE}</dc:creator>{body}</item>");
    let rss = |body: &str| {
        format!("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Vardal Post</title>{}</channel></rss>", item(body))
    };
    let xhtml = html().replace("<p>", "<x:p>").replace("</p>", "</x:p>");
    let entry = |content: &str| {
        format!(
            "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Post</title><entry><id>e1</id><title>{HEADLINE}</title><author><name>{BYLINE}</name></author>{content}</entry></feed>"
        )
    };
    let export = format!(
        "<rss><channel><title>Post</title><wp:wxr_version>1.2</wp:wxr_version><item><title>Pier</title><wp:post_type>attachment</wp:post_type></item>\
         <item><title>{HEADLINE}</title><dc:creator>{BYLINE}</dc:creator><wp:post_type>post</wp:post_type><content:encoded><![CDATA[[gallery ids=\"1\"]\n\n{}]]></content:encoded></item></channel></rss>",
        PARAGRAPHS.map(escaped).join("\n\n")
    );
    vec![
        file("rss.xml", rss(&format!("<description>Teaser</description><content:encoded><![CDATA[{}]]></content:encoded>", html()))),
        file("escaped.xml", rss(&format!("<description>{}</description>", escaped(&html())))),
        file(
            "rss1.xml",
            format!(
                "<rdf:RDF><channel><title>Post</title></channel>{}</rdf:RDF>",
                item(&format!("<content:encoded>{}</content:encoded>", escaped(&html())))
            ),
        ),
        file("atom.xml", entry(&format!("<content type=\"html\">{}</content>", escaped(&html())))),
        file("xhtml.xml", entry(&format!("<content type=\"xhtml\"><div>{xhtml}</div></content>"))),
        file("export.xml", export),
    ]
}

fn mails() -> Vec<File> {
    let head = format!(
        "From: \"{BYLINE}\" <desk@example.org>\nTo: copy@example.org\nSubject: {HEADLINE}\nMessage-ID: <1@example.org>\nMIME-Version: 1.0\n"
    );
    let text = wrapped_all(&PARAGRAPHS, 70);
    vec![
        file(
            "story.eml",
            format!(
                "{head}Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n{}",
                quoted_printable(&text)
            ),
        ),
        file("raw.eml", format!("{head}\n{text}")),
        file(
            "parts",
            format!(
                "{head}Content-Type: multipart/mixed; boundary=\"b\"\n\n--b\nContent-Type: text/html; charset=utf-8\n\n{}\n--b\nContent-Type: image/png; name=\"pier.png\"\n\
                 Content-Transfer-Encoding: base64\n\niVBORw0KGgo=\n--b--\n",
                html()
            ),
        ),
    ]
}

fn wrapped_all(paragraphs: &[&str], width: usize) -> String {
    paragraphs.iter().map(|paragraph| wrapped(paragraph, width, "")).collect::<Vec<_>>().join("\n\n")
}

/// The story in every format.
pub(crate) fn files() -> Vec<File> {
    [texts(), pages(), data(), feeds(), mails()].into_iter().flatten().collect()
}

#[test]
fn every_format_gives_the_same_article() {
    let wanted = read("wanted.txt", plain().as_bytes(), &Options::default()).expect("text").items.remove(0).article;
    for file in files() {
        let mut reading = read(file.name, &file.bytes, &Options::default()).unwrap_or_else(|error| panic!("{}: {error}", file.name));
        assert_eq!(reading.items.len(), 1, "{}", file.name);
        reading.errors.clear();
        let understood = understand(reading);
        let article = &understood.articles[0];
        let mut told: Vec<String> = Vec::new();
        for paragraph in &article.prepared.layout.paragraphs {
            let parts = paragraph.parts.iter().filter(|part| matches!(part.role, Role::Text | Role::Dateline));
            let text: Vec<&str> = parts.map(|part| part.span.of(&article.item.article.text)).collect();
            let text = text.join(" ").split_whitespace().collect::<Vec<_>>().join(" ");
            told.extend((!text.is_empty()).then_some(text));
        }
        let wanted_paragraphs: Vec<String> = if file.name == "walled.html" {
            vec![PARAGRAPHS.join(" ")]
        } else {
            PARAGRAPHS.iter().map(|paragraph| paragraph.to_string()).collect()
        };
        assert_eq!(told, wanted_paragraphs, "{}", file.name);
        if file.has_headline {
            assert_eq!(article.headline().as_deref(), Some(HEADLINE), "{}", file.name);
        }
        if file.has_byline {
            assert_eq!(article.byline().map(|byline| byline.replace("By ", "")).as_deref(), Some(BYLINE), "{}", file.name);
        }
        assert_eq!(compare(&article.item.article, &wanted).comparison.relation, Relation::Identical, "{}", file.name);
    }
}

#[test]
fn subtitles_are_what_is_said() {
    let words: Vec<&str> = PARAGRAPHS[2].split_whitespace().collect();
    let cues =
        words.chunks(5).zip(1..).map(|(cue, at)| format!("{at}\n00:00:{at:02},000 --> 00:00:{at:02},900\n<i>{}</i>\n", cue.join(" ")));
    let srt = cues.collect::<Vec<_>>().join("\n");
    let vtt = format!("WEBVTT\n\nNOTE made by hand\n\n{}", srt.replace(",000", ".000").replace(",900", ".900"));
    for (name, text) in [("said.srt", srt), ("said", vtt)] {
        let reading = read(name, text.as_bytes(), &Options::default()).expect("subtitles");
        assert_eq!(&*reading.items[0].article.text, PARAGRAPHS[2], "{name}");
    }
}

#[test]
fn what_holds_no_article_says_so_and_what_to_do() {
    use copydesk::error::ErrorKind::{NoArticles, NotText};
    for (name, text, kind, wanted) in [
        ("settings.json", "{\"name\":\"x\",\"version\":1}", NoArticles, "its fields are name, version"),
        ("cut.json", "{\"text\":\"The ferry", NotText, "line 1"),
        ("prices.csv", "place,price\nVardal,3\n", NoArticles, "--map text=COLUMN"),
        ("map.xml", "<?xml version=\"1.0\"?><nitf><body>x</body></nitf>", NoArticles, "`nitf`"),
        ("bare.html", "<!DOCTYPE html><html><body><script>app()</script><img src=x></body></html>", NoArticles, "holds no text"),
        ("titles.xml", "<rss><channel><item><title>Ferry</title></item></channel></rss>", NoArticles, "holds no text"),
        ("silent.srt", "1\n00:00:01,000 --> 00:00:02,000\n\n", NoArticles, "holds no text"),
        ("empty.xml", "<rss><channel><title>x</title></channel></rss>", NoArticles, "without an item"),
    ] {
        let error = read(name, text.as_bytes(), &Options::default()).expect_err(name);
        assert_eq!(error.kind(), kind, "{name}: {error}");
        assert!(error.to_string().contains(wanted), "{name}: {error}");
    }
}

#[test]
fn fields_are_mapped_as_the_user_says() {
    let options = Options { map: "text=content.*.said,title=head.main,id=key".parse().expect("a map"), ..Options::default() };
    let text = "[{\"key\":7,\"head\":{\"main\":\"Aground\"},\"content\":[{\"said\":\"One.\"},{\"picture\":1},{\"said\":\"Two.\"}]}]";
    let reading = read("export.json", text.as_bytes(), &options).expect("an article");
    let article = &reading.items[0].article;
    assert_eq!((article.id.as_str(), article.title.as_deref(), &*article.text), ("export.json#7", Some("Aground"), "One.\n\nTwo."));
}

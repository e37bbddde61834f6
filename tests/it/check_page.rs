//! The page of a check with 200 payloads of strangers in text, title and id: it holds what is allowed and nothing else, and in a
//! browser nothing runs and nothing is loaded, also without the content security policy.
//!
//! The browser is `$CHROMIUM` or a `chromium` on the path; where there is none the first test alone answers for the page.

use crate::run::run;
use std::fs;
use std::io::ErrorKind;
use std::net::TcpListener;
use std::path::Path;
use std::process::Command;

/// A payload that runs marks the document; one that loads is seen by the listener. `PORT` and `N` are filled in.
const PAYLOADS: &[&str] = &[
    "<script>MARK</script>",
    "</p></section><script>MARK</script>",
    "</title><script>MARK</script>",
    "</style><script>MARK</script>",
    "--><script>MARK</script><!--",
    "<img src=x onerror=\"MARK\">",
    "<img src=\"http://127.0.0.1:PORT/N\">",
    "<svg onload=\"MARK\"></svg>",
    "<svg><script>MARK</script></svg>",
    "<iframe srcdoc=\"<script>parent.MARK</script>\"></iframe>",
    "<iframe src=\"http://127.0.0.1:PORT/N\"></iframe>",
    "<link rel=stylesheet href=\"http://127.0.0.1:PORT/N\">",
    "<style>@import 'http://127.0.0.1:PORT/N';</style>",
    "<body onload=\"MARK\">",
    "<input autofocus onfocus=\"MARK\">",
    "<details open ontoggle=\"MARK\">x</details>",
    "<video><source onerror=\"MARK\"></video>",
    "<object data=\"http://127.0.0.1:PORT/N\"></object>",
    "<meta http-equiv=refresh content=\"0;url=http://127.0.0.1:PORT/N\">",
    "<base href=\"http://127.0.0.1:PORT/N/\">",
    "\" autofocus tabindex=1 onfocus=\"MARK\" x=\"",
    "' onmouseover='MARK' style='background:url(http://127.0.0.1:PORT/N)",
    "<a href=\"javascript:MARK\">x</a>",
    "<math><mtext></p><img src=x onerror=\"MARK\"></math>",
    "<scr\u{0}ipt>MARK</scr\u{0}ipt>",
];

const STORY: &str = "The orchard growers of the upper valley said on Thursday that the late frost had spared most of the blossom, and \
    that pickers from three countries would be hired in August as usual.";

/// The page of a check in which payload after payload stands in every field.
fn page(port: u16) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let mut rows = [String::new(), String::new()];
    for n in 0..200 {
        let mark = format!("document.documentElement.setAttribute('data-ran','{n}')");
        let payload = PAYLOADS[n % PAYLOADS.len()].replace("MARK", &mark).replace("PORT", &port.to_string()).replace('N', &n.to_string());
        let story = STORY.replace("Thursday", &format!("day {n}"));
        for (rows, id) in rows.iter_mut().zip(["copy", "wire"]) {
            let row = serde_json::json!({
                "id": format!("{id} {n} {payload}"), "title": format!("{payload} {n}"), "source": payload, "lang": payload,
                "date": payload, "text": format!("{payload}\n\n{payload} {story} {payload}\n\n{story}"),
            });
            rows.push_str(&format!("{row}\n"));
        }
    }
    for (rows, name) in rows.iter().zip(["copies.jsonl", "wire.jsonl"]) {
        fs::write(folder.path().join(name), rows).expect("a file");
    }
    let ran = run(folder.path(), &["check", "copies.jsonl", "--against", "wire.jsonl", "--format", "html"], b"");
    assert_eq!(ran.code, 1, "{}", ran.stderr);
    assert_eq!(ran.stdout.matches("<article class=\"copy\"").count(), 200, "every copy has a source");
    ran.stdout
}

const ELEMENTS: &[&str] = &[
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "main",
    "header",
    "article",
    "section",
    "div",
    "span",
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "a",
    "bdi",
    "mark",
    "code",
    "figure",
    "figcaption",
    "fieldset",
    "legend",
    "label",
    "input",
    "svg",
    "rect",
    "text",
    "table",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "th",
    "td",
    "details",
    "summary",
    "ul",
    "li",
];
const ATTRIBUTES: &[&str] = &[
    "lang",
    "charset",
    "http-equiv",
    "content",
    "name",
    "id",
    "class",
    "dir",
    "href",
    "tabindex",
    "aria-hidden",
    "aria-label",
    "type",
    "checked",
    "scope",
    "width",
    "height",
    "x",
    "y",
    "text-anchor",
];

/// Elements and attributes that are not ours, and links that leave the page.
fn strangers(page: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let rest_of_tag = rest.trim_start_matches('/');
        let name: String = rest_of_tag.chars().take_while(|c| c.is_ascii_alphanumeric()).collect();
        if !(ELEMENTS.contains(&name.as_str()) || rest.starts_with("!DOCTYPE html>")) {
            found.push(format!("<{}", rest.chars().take(30).collect::<String>()));
        }
        let mut inside = &rest_of_tag[name.len()..];
        while let Some(attribute) = inside.strip_prefix(' ') {
            let name: String = attribute.chars().take_while(|c| c.is_ascii_alphabetic() || *c == '-').collect();
            inside = &attribute[name.len()..];
            if !ATTRIBUTES.contains(&name.as_str()) && !name.is_empty() && name != "html" {
                found.push(format!("attribute {name}"));
            }
            if let Some(value) = inside.strip_prefix("=\"") {
                let (value, behind) = value.split_once('"').expect("a closing quotation mark");
                let leaves = name == "href" && !value.starts_with('#');
                let escapes =
                    value.contains(['<', '>']) || (["id", "class"].contains(&name.as_str()) && value.contains(|c: char| !is_plain(c)));
                if leaves || escapes {
                    found.push(format!("{name}={value}"));
                }
                inside = behind;
            }
        }
        if !inside.starts_with('>') && !rest.starts_with('!') {
            found.push(format!("a tag ends in {}", inside.chars().take(30).collect::<String>()));
        }
        if name == "style" && !rest.starts_with('/') {
            let (styles, behind) = inside.split_once("</style>").expect("the end of the styles");
            if ["url(", "@import", "expression("].iter().any(|word| styles.contains(word)) {
                found.push("styles that load".to_string());
            }
            inside = behind;
        }
        rest = inside;
    }
    found
}

fn is_plain(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || c == ' '
}

#[test]
fn only_what_is_allowed_stands_in_the_page() {
    assert_eq!(strangers(&page(9)), Vec::<String>::new());
    for (bad, why) in [
        ("<p>x</p><script>", "an element"),
        ("<p onclick=\"x\">", "an attribute"),
        ("<a href=\"https://x\">", "a link"),
        ("<p class=\"a'b\">", "a class"),
        ("<style>a{b:url(x)}</style>", "a style"),
    ] {
        assert!(!strangers(bad).is_empty(), "{why} is seen");
    }
}

/// What the document became in the browser; none without a browser.
fn opened(browser: &str, file: &Path) -> Option<String> {
    let profile = tempfile::tempdir().expect("a folder");
    let flags = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update \
        --disable-sync --virtual-time-budget=3000 --dump-dom";
    let mut command = Command::new(browser);
    command.args(flags.split_whitespace()).arg(format!("--user-data-dir={}", profile.path().display()));
    match command.arg(format!("file://{}", file.display())).output() {
        Ok(output) => Some(String::from_utf8_lossy(&output.stdout).into_owned()).filter(|dom| !dom.trim().is_empty()),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => panic!("{browser}: {error}"),
    }
}

/// How many connections wait.
fn connections(listener: &TcpListener) -> usize {
    std::iter::from_fn(|| listener.accept().ok()).count()
}

#[test]
fn nothing_runs_and_nothing_is_loaded_in_a_browser() {
    let browser = std::env::var("CHROMIUM").unwrap_or_else(|_| "chromium".to_string());
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.set_nonblocking(true).expect("a port that does not block");
    let port = listener.local_addr().expect("an address").port();
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("page.html");
    let control = format!("<script>document.documentElement.setAttribute('data-ran','1')</script><img src=\"http://127.0.0.1:{port}/1\">");
    fs::write(&file, control).expect("a file");
    let Some(dom) = opened(&browser, &file) else {
        eprintln!("no browser: the page was held against the list of what is allowed, not opened");
        return;
    };
    assert!(dom.contains("data-ran=\"1\"") && connections(&listener) > 0, "the browser runs and loads what it may: {dom}");
    let page = page(port);
    let policy = "<meta http-equiv=\"Content-Security-Policy\"";
    assert!(page.contains(policy));
    for page in [page.clone(), page.replace(policy, "<meta name=\"without\"")] {
        fs::write(&file, page).expect("a file");
        let dom = opened(&browser, &file).expect("a page");
        assert!(dom.contains("<article class=\"copy\"") && dom.contains("upper valley"), "the page was opened");
        let root = dom.split("<html").nth(1).and_then(|rest| rest.split('>').next()).unwrap_or_default();
        assert!(!root.contains("data-ran"), "a payload ran: {root}");
        assert_eq!(connections(&listener), 0, "something was loaded");
    }
}

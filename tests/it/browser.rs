//! Hostile article text in the HTML of a diff and of a check: it runs nothing and loads nothing, also with the content security policy removed.
//!
//! In: 240 payloads as text, titles and ids. The pages are opened in a headless Chromium (`$CHROMIUM` or one on PATH), where a
//! payload that runs would mark the document and one that loads would reach a listener. The static twin reads the same pages and
//! allows known elements and attributes only; it always runs, so that a machine without a browser tests that much and says so.
//! With `COPYDESK_BROWSER=required` a missing browser is a failure.

use copydesk::article::Article;
use copydesk::judge::{FailOn, failing};
use copydesk::pipeline::{CheckSettings, chain, check, diff};
use copydesk::render::{DiffView, View, chain_html, check_html, diff_html};
use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// What a payload sets when it runs.
const MARK: &str = "data-ran";

/// Ways out of an element, attribute, comment, style or title.
const WAYS_OUT: [&str; 10] =
    ["", "\">", "'>", "</title>", "</style>", "-->", "</p></ins>", "\" onfocus=RUN autofocus x=\"", "]]>", "&lt;/p&gt;"];

/// What is tried once out; RUN is a script, LOAD an address.
const ATTEMPTS: [&str; 24] = [
    "<script>RUN</script>",
    "<script src=LOAD></script>",
    "<img src=LOAD>",
    "<img src=x onerror=RUN>",
    "<svg onload=RUN>",
    "<svg><script>RUN</script></svg>",
    "<iframe src=LOAD></iframe>",
    "<iframe srcdoc='<script>parent.RUN</script>'></iframe>",
    "<object data=LOAD></object>",
    "<embed src=LOAD>",
    "<link rel=stylesheet href=LOAD>",
    "<style>@import 'LOAD';</style>",
    "<style>*{background:url(LOAD)}</style>",
    "<p style=\"background:url(LOAD)\">x</p>",
    "<meta http-equiv=refresh content='0;url=LOAD'>",
    "<base href=LOAD>",
    "<video src=LOAD autoplay onerror=RUN></video>",
    "<audio src=LOAD onerror=RUN></audio>",
    "<details open ontoggle=RUN>",
    "<input autofocus onfocus=RUN>",
    "<body onload=RUN>",
    "<a href='javascript:RUN' autofocus>x</a>",
    "<math><mtext><img src=x onerror=RUN></mtext></math>",
    "<noscript><p title=\"</noscript><img src=x onerror=RUN>\">",
];

const ELEMENTS: &[&str] = &[
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "header",
    "main",
    "section",
    "article",
    "nav",
    "figure",
    "figcaption",
    "svg",
    "g",
    "rect",
    "a",
    "h1",
    "h2",
    "h3",
    "h4",
    "p",
    "span",
    "bdi",
    "div",
    "ul",
    "li",
    "dl",
    "dt",
    "dd",
    "ins",
    "del",
    "details",
    "summary",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "mark",
    "code",
    "fieldset",
    "legend",
    "label",
    "input",
    "text",
    "tfoot",
];
const ATTRIBUTES: &[&str] = &[
    "lang",
    "dir",
    "class",
    "id",
    "href",
    "rel",
    "aria-label",
    "aria-hidden",
    "tabindex",
    "colspan",
    "scope",
    "open",
    "charset",
    "name",
    "content",
    "http-equiv",
    "viewBox",
    "preserveAspectRatio",
    "x",
    "y",
    "width",
    "height",
    "type",
    "checked",
    "text-anchor",
];

fn payloads(address: &str) -> Vec<String> {
    let run = format!("document.documentElement.setAttribute('{MARK}','1')");
    let all = WAYS_OUT.iter().flat_map(|way| ATTEMPTS.iter().map(move |attempt| format!("{way}{attempt}")));
    all.enumerate().map(|(n, payload)| payload.replace("RUN", &run).replace("LOAD", &format!("{address}/{n}"))).collect()
}

/// A page for each picture, made of payloads wherever an article holds text.
fn pages(address: &str) -> Vec<(&'static str, String)> {
    let payloads = payloads(address);
    assert!(payloads.len() >= 200);
    // Kept, edited, added, removed and moved sentences all hold payloads.
    let text = |version: usize| {
        let mut paragraphs: Vec<String> = payloads
            .iter()
            .enumerate()
            .filter(|(n, _)| n % 5 != 3 + version)
            .map(|(n, payload)| match n % 5 {
                0 => format!("The harbour office of town {n} answered with {payload} on Monday."),
                1 => format!("Version {version} of bulletin {n} from the lighthouse said {payload} twice over."),
                _ => format!("{payload} came in at berth number {n} late on Tuesday."),
            })
            .collect();
        if version == 1 {
            paragraphs.rotate_left(7);
        }
        format!("{}\n\n{}", payloads[version], paragraphs.join("\n\n"))
    };
    let article = |version: usize| Article {
        title: Some(payloads.concat()),
        lang: Some(payloads[2].clone()),
        ..Article::new(format!("{}#{version}", payloads.concat()), text(version))
    };
    let versions = [article(0), article(1), article(0)];
    let one = diff(&versions[0], &versions[1]);
    let view = |view: View| DiffView { view, typography: true, ..DiffView::default() };
    vec![
        ("adds", diff_html(&one, view(View::Adds))),
        ("inline", diff_html(&one, view(View::Inline))),
        ("side", diff_html(&one, view(View::Side))),
        ("chain", chain_html(&chain(&versions), view(View::Adds))),
        ("check", check_page(&payloads)),
    ]
}

/// The page of a check with a copy for each payload, which stands in every field of it and of its source.
fn check_page(payloads: &[String]) -> String {
    let article = |n: usize, payload: &String, id: &str| {
        let story = format!(
            "Grower {n} of the upper valley said that the late frost had spared most of the blossom, and that pickers from three \
             countries would be hired in August as usual."
        );
        Article {
            title: Some(payload.clone()),
            source: Some(payload.clone()),
            date: Some(payload.clone()),
            lang: Some(payload.clone()),
            ..Article::new(format!("{id} {n} {payload}"), format!("{payload}\n\n{payload} {story} {payload}\n\n{story}"))
        }
    };
    let made = |id: &str| payloads.iter().enumerate().map(|(n, payload)| article(n, payload, id)).collect::<Vec<_>>();
    let (copies, sources) = (made("copy"), made("wire"));
    let checked = check(&copies, &sources, &CheckSettings::default(), &());
    let page = check_html(&checked, &failing(&checked, FailOn::Derived), &[]);
    // Where the payload is an address alone, only what all of them share is left, which is nobody's.
    let shown = checked.copies.iter().filter(|copy| !copy.sources.is_empty() || !copy.same_facts.is_empty()).count();
    assert!(shown >= 200, "nearly every copy has a source");
    assert_eq!(page.matches("<article class=\"copy\"").count(), shown, "each of them is shown");
    page
}

/// Reads a page by the strict grammar that ours follow; an error names what is not on the lists.
fn static_twin(page: &str) -> Result<usize, String> {
    let mut rest = page.strip_prefix("<!DOCTYPE html>").ok_or("no document type")?;
    let mut n_elements = 0;
    let mut is_style_met = false;
    while let Some(at) = rest.find('<') {
        let tag = &rest[at + 1..];
        if let Some(closing) = tag.strip_prefix('/') {
            let (name, behind) = closing.split_once('>').ok_or("a tag does not end")?;
            if !ELEMENTS.contains(&name) {
                return Err(format!("</{name}>"));
            }
            rest = behind;
            continue;
        }
        let end = tag.find([' ', '>']).ok_or("a tag does not end")?;
        let name = &tag[..end];
        if !ELEMENTS.contains(&name) {
            return Err(format!("<{name}>"));
        }
        rest = attributes(name, &tag[end..])?;
        n_elements += 1;
        if name == "style" {
            let (style, behind) = rest.split_once("</style>").ok_or("a style does not end")?;
            if is_style_met || style.contains(['<']) || style.contains("url(") || style.contains("@import") {
                return Err(String::from("a style that is not ours"));
            }
            (is_style_met, rest) = (true, behind);
        }
    }
    Ok(n_elements)
}

/// The attributes of a tag; what stands behind it.
fn attributes<'t>(element: &str, mut rest: &'t str) -> Result<&'t str, String> {
    loop {
        if let Some(behind) = rest.strip_prefix('>') {
            return Ok(behind);
        }
        let inner = rest.strip_prefix(' ').ok_or_else(|| format!("<{element}{}", rest.chars().take(20).collect::<String>()))?;
        let end = inner.find(['=', ' ', '>']).ok_or("an attribute does not end")?;
        let name = &inner[..end];
        if !ATTRIBUTES.contains(&name) {
            return Err(format!("{element} {name}"));
        }
        rest = &inner[end..];
        if let Some(quoted) = rest.strip_prefix("=\"") {
            let (value, behind) = quoted.split_once('"').ok_or("a value does not end")?;
            let is_bad_link = name == "href" && !value.starts_with('#');
            let is_bad_policy = name == "http-equiv" && value != "Content-Security-Policy";
            if value.contains('<') || is_bad_link || is_bad_policy {
                return Err(format!("{element} {name}={value}"));
            }
            rest = behind;
        }
    }
}

#[test]
fn known_elements_and_attributes_only() {
    for (name, page) in pages("http://127.0.0.1:9") {
        let n_elements = static_twin(&page).unwrap_or_else(|what| panic!("{name}: {what}"));
        assert!(n_elements > 500, "{name}: {n_elements}");
        assert!(page.contains("default-src 'none'"), "{name}");
    }
}

#[test]
fn the_static_twin_can_fail() {
    for bad in
        ["<p><script>x</script></p>", "<p onclick=\"x\">", "<a href=\"http://e.example\">", "<p class=x>", "<style>a</style><style>b"]
    {
        assert!(static_twin(&format!("<!DOCTYPE html>{bad}")).is_err(), "{bad}");
    }
}

#[test]
#[expect(clippy::print_stderr, reason = "a machine without a browser must say so")]
fn hostile_text_runs_and_loads_nothing() {
    let Some(browser) = browser() else {
        assert!(
            std::env::var_os("COPYDESK_BROWSER").is_none_or(|value| value != "required"),
            "no Chromium found: install it or set CHROMIUM"
        );
        eprintln!("no Chromium found (CHROMIUM, PATH): hostile text was tested by the static twin alone");
        return known_elements_and_attributes_only();
    };
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    let requests = count_requests(listener);
    let folder = tempfile::tempdir().expect("a folder");
    for (name, page) in pages(&address) {
        let (before, policy) = page.split_once("<meta http-equiv").expect("the policy");
        let bare = format!("{before}{}", policy.split_once('>').expect("its end").1);
        let dom = open(&browser, folder.path(), name, &bare);
        assert!(dom.contains("<section"), "{name}: the page was not opened");
        assert!(!dom.contains(&format!("<html lang=\"en\" {MARK}")), "{name}: a payload ran");
    }
    assert_eq!(requests.load(Ordering::SeqCst), 0, "a payload loaded something");
    // The same payloads without escapes do run and load: the test sees what it looks for.
    let control = format!("<!DOCTYPE html><html lang=\"en\"><body>{}", payloads(&address)[..4].concat());
    let dom = open(&browser, folder.path(), "control", &control);
    assert!(dom.contains(MARK) && requests.load(Ordering::SeqCst) > 0, "the control neither ran nor loaded");
}

/// Counts connections until the test ends.
fn count_requests(listener: TcpListener) -> Arc<AtomicUsize> {
    let requests = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&requests);
    std::thread::spawn(move || {
        for _ in listener.incoming() {
            counter.fetch_add(1, Ordering::SeqCst);
        }
    });
    requests
}

fn browser() -> Option<PathBuf> {
    let named = std::env::var_os("CHROMIUM").map(PathBuf::from).filter(|path| path.is_file());
    let path = std::env::var_os("PATH").unwrap_or_default();
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    let on_path = || std::env::split_paths(&path).flat_map(|folder| names.map(|name| folder.join(name))).find(|file| file.is_file());
    named.or_else(on_path)
}

/// The document after loading, scripts and two seconds of its time.
fn open(browser: &Path, folder: &Path, name: &str, page: &str) -> String {
    let file = folder.join(format!("{name}.html"));
    fs::write(&file, page).expect("the page is written");
    let out = fs::File::create(folder.join(format!("{name}.dom"))).expect("a file");
    let flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"];
    let mut child = Command::new(browser)
        .args(flags)
        .args(["--disable-component-update", "--disable-sync", "--virtual-time-budget=2000", "--dump-dom"])
        .arg(format!("--user-data-dir={}", folder.join(format!("{name}-profile")).display()))
        .arg(format!("file://{}", file.display()))
        .stdin(Stdio::null())
        .stdout(out)
        .stderr(Stdio::null())
        .spawn()
        .expect("the browser starts");
    let begun = Instant::now();
    while child.try_wait().expect("the browser can be waited for").is_none() {
        if begun.elapsed() > Duration::from_secs(120) {
            let _ = child.kill();
            panic!("{name}: the browser did not end");
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    fs::read_to_string(folder.join(format!("{name}.dom"))).expect("the document is text")
}

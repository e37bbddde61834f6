//! The tags of a page as a shallow tree: elements, and the pieces of text between block elements.
//!
//! In: the text of a page or fragment. Out: [`Tree`]. Tags that no browser shows the text of are passed over. Nothing is lost when tags are wrong:
//! an end tag without its start is no end, an element that is never closed ends with the one around it. Elements deeper than [`MAX_DEPTH`] count as
//! their ancestor there, so that nesting costs no more than its tags. Linear in the text.

use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

/// Deeper elements are not told apart; pages have up to 60 levels.
const MAX_DEPTH: usize = 256;

/// An element that makes a block.
#[derive(Debug, Default)]
pub(super) struct Node {
    pub(super) parent: usize,
    pub(super) name: String,
    /// Class, id, role and item property in lower case, parted by blanks.
    pub(super) hint: String,
}

/// A piece of text between two boundaries of blocks.
#[derive(Debug)]
pub(super) struct Unit {
    /// The block element it stands in.
    pub(super) node: usize,
    pub(super) text: String,
    /// The line on which it begins, from 1.
    pub(super) line: u32,
    /// Letters and digits, and how many of them stand in links.
    pub(super) n_letters: usize,
    pub(super) n_linked: usize,
}

/// What the head of a page says.
#[derive(Debug, Default)]
pub(super) struct Head {
    pub(super) title: Option<String>,
    pub(super) lang: Option<String>,
    /// Name or property of `meta` in lower case, and its content.
    pub(super) meta: Vec<(String, String)>,
    pub(super) json_ld: Vec<String>,
    /// The address that the page calls its own.
    pub(super) canonical: Option<String>,
}

/// A page. Node 0 is what stands around all.
#[derive(Debug)]
pub(super) struct Tree {
    pub(super) nodes: Vec<Node>,
    pub(super) units: Vec<Unit>,
    pub(super) head: Head,
}

const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "label",
    "mark", "nobr", "q", "rb", "rt", "rtc", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u",
    "var", "wbr", "img", "picture", "source",
];
const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "keygen", "frame"];
const UNSHOWN: &[&str] = &[
    "style", "template", "svg", "math", "iframe", "object", "noscript", "button", "select", "textarea", "canvas", "audio", "video",
    "noframes", "dialog", "rt", "rp", "datalist", "map", "applet",
];
/// Elements that end an open paragraph.
const ENDS_PARAGRAPH: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "div",
    "dl",
    "fieldset",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "ul",
];

/// Whether a name is one of an element that texts have.
pub(super) fn is_element(name: &str) -> bool {
    const OTHERS: &[&str] =
        &["li", "td", "th", "tr", "dt", "dd", "figcaption", "caption", "tbody", "thead", "html", "body", "head", "span"];
    let is_it = |known: &&str| known.eq_ignore_ascii_case(name);
    [INLINE, VOID, ENDS_PARAGRAPH, UNSHOWN, OTHERS].iter().any(|names| names.iter().any(&is_it))
}

struct Open {
    name: String,
    node: usize,
}

struct Builder {
    tree: Tree,
    open: Vec<Open>,
    too_deep: usize,
    text: String,
    /// The line of the piece of text at hand, and the one on which the unit began.
    line: u32,
    began: u32,
    n_letters: usize,
    n_linked: usize,
    links: usize,
    /// An element whose text is not shown, and how many of its name are open.
    unshown: Option<(String, usize)>,
    in_title: bool,
    in_script: Option<bool>,
    preformatted: usize,
}

pub(super) fn parse(text: &str) -> Tree {
    let tree = Tree { nodes: vec![Node::default()], units: Vec::new(), head: Head::default() };
    let mut builder = Builder {
        tree,
        open: Vec::new(),
        too_deep: 0,
        text: String::new(),
        line: 1,
        began: 1,
        n_letters: 0,
        n_linked: 0,
        links: 0,
        unshown: None,
        in_title: false,
        in_script: None,
        preformatted: 0,
    };
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    let (mut line, mut counted) = (1_u32, 0_usize);
    emitter.naively_switch_states(true);
    for token in Tokenizer::new_with_emitter(text, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => builder.start(&tag),
            Token::EndTag(tag) => builder.end(&String::from_utf8_lossy(&tag.name)),
            Token::String(piece) => {
                let shown = String::from_utf8_lossy(&piece);
                let blank = shown.len() - shown.trim_start().len();
                let start = (piece.span.start + blank).min(text.len());
                line +=
                    text.as_bytes().get(counted..start).map_or(0, |skipped| skipped.iter().filter(|byte| **byte == b'\n').count() as u32);
                counted = counted.max(start);
                builder.line = line;
                builder.text(&shown);
            }
            _ => {}
        }
    }
    builder.flush();
    builder.tree
}

impl Builder {
    fn start(&mut self, tag: &StartTag<usize>) {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        let attribute = |key: &str| tag.attributes.get(key.as_bytes()).map(|value| String::from_utf8_lossy(value).into_owned());
        if let Some((unshown, depth)) = &mut self.unshown {
            *depth += usize::from(*unshown == name && !tag.self_closing);
            return;
        }
        match name.as_str() {
            "html" => self.tree.head.lang = self.tree.head.lang.take().or(attribute("lang").or(attribute("xml:lang"))),
            "meta" => {
                let key = attribute("property").or(attribute("name")).or(attribute("itemprop")).unwrap_or_default().to_lowercase();
                if let Some(content) = attribute("content").filter(|_| !key.is_empty()) {
                    self.tree.head.meta.push((key, content));
                }
            }
            "link" if attribute("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) => {
                self.tree.head.canonical = attribute("href")
            }
            "script" => {
                self.in_script = Some(attribute("type").is_some_and(|kind| kind.to_lowercase().contains("ld+json")));
                return;
            }
            "title" if !self.open.iter().any(|open| open.name == "body") => {
                self.in_title = self.tree.head.title.is_none();
                if self.in_title {
                    self.tree.head.title = Some(String::new());
                }
                return;
            }
            "br" => return self.line_break(),
            _ => {}
        }
        let is_hidden = tag.attributes.contains_key("hidden".as_bytes())
            || attribute("style").is_some_and(|style| style.replace(' ', "").to_lowercase().contains("display:none"));
        if !VOID.contains(&name.as_str())
            && !tag.self_closing
            && (UNSHOWN.contains(&name.as_str()) || is_hidden && name != "body" && name != "html")
        {
            self.unshown = Some((name, 1));
            return;
        }
        let is_inline = INLINE.contains(&name.as_str());
        if !is_inline {
            self.flush();
            self.end_implied(&name);
        }
        if VOID.contains(&name.as_str()) {
            return;
        }
        if name == "q" {
            self.text("\u{201c}");
        }
        if self.open.len() >= MAX_DEPTH {
            self.too_deep += 1;
            return;
        }
        self.links += usize::from(name == "a");
        self.preformatted += usize::from(name == "pre");
        let mut node = self.node();
        if !is_inline {
            let keys = ["class", "id", "role", "itemprop", "data-component", "data-testid"];
            let hint = keys.iter().filter_map(|key| attribute(key)).collect::<Vec<_>>().join(" ").to_lowercase();
            self.tree.nodes.push(Node { parent: node, name: name.clone(), hint });
            node = self.tree.nodes.len() - 1;
        }
        self.open.push(Open { name, node });
    }

    fn end(&mut self, name: &str) {
        if let Some((unshown, depth)) = &mut self.unshown {
            if unshown == name {
                *depth -= 1;
                if *depth == 0 {
                    self.unshown = None;
                }
            }
            return;
        }
        match name {
            "script" => return self.in_script = None,
            "title" if self.in_title => return self.in_title = false,
            "q" => self.text("\u{201d}"),
            _ => {}
        }
        if !INLINE.contains(&name) {
            self.flush();
        }
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        // An inline end tag ends nothing outside its block.
        let is_inline = INLINE.contains(&name);
        let reach = self.open.iter().rev().take_while(|open| !is_inline || INLINE.contains(&open.name.as_str()));
        let Some(depth) = reach.map(|open| open.name == name).position(|is_it| is_it) else { return };
        self.close(self.open.len() - 1 - depth);
    }

    /// Ends what the start of a block ends without a tag: a paragraph, an item, a cell.
    fn end_implied(&mut self, name: &str) {
        let ends: &[&str] = match name {
            "li" => &["li"],
            "dt" | "dd" => &["dt", "dd"],
            "tr" => &["tr"],
            "td" | "th" => &["td", "th"],
            "option" => &["option"],
            _ if ENDS_PARAGRAPH.contains(&name) => &["p"],
            _ => return,
        };
        let stops = ["ul", "ol", "table", "dl", "div", "article", "section", "body"];
        let found = self
            .open
            .iter()
            .rev()
            .take_while(|open| !stops.contains(&open.name.as_str()))
            .position(|open| ends.contains(&open.name.as_str()));
        if let Some(depth) = found {
            self.close(self.open.len() - 1 - depth);
        }
    }

    fn close(&mut self, from: usize) {
        for open in self.open.drain(from..) {
            self.links -= usize::from(open.name == "a");
            self.preformatted -= usize::from(open.name == "pre");
        }
    }

    fn node(&self) -> usize {
        self.open.last().map_or(0, |open| open.node)
    }

    fn line_break(&mut self) {
        if self.text.ends_with('\n') {
            return self.flush();
        }
        self.text.truncate(self.text.trim_end_matches(' ').len());
        if !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    fn text(&mut self, text: &str) {
        if self.unshown.is_some() {
            return;
        }
        if let Some(is_data) = self.in_script {
            if is_data {
                self.tree.head.json_ld.push(text.to_string());
            }
            return;
        }
        if self.in_title {
            if let Some(title) = &mut self.tree.head.title {
                title.push_str(text);
            }
            return;
        }
        if self.text.is_empty() {
            self.began = self.line;
        }
        for letter in text.chars() {
            if letter.is_whitespace() && letter != '\u{a0}' {
                if self.preformatted > 0 && letter == '\n' {
                    self.text.push('\n');
                } else if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
                    self.text.push(' ');
                }
            } else {
                self.text.push(letter);
                let counts = usize::from(letter.is_alphanumeric());
                self.n_letters += counts;
                self.n_linked += counts * usize::from(self.links > 0);
            }
        }
    }

    fn flush(&mut self) {
        let text = self.text.trim();
        if self.n_letters > 0 {
            let unit =
                Unit { node: self.node(), text: text.to_string(), line: self.began, n_letters: self.n_letters, n_linked: self.n_linked };
            self.tree.units.push(unit);
        }
        self.text.clear();
        (self.n_letters, self.n_linked) = (0, 0);
    }
}

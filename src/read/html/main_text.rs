//! The main text of a page: which of its pieces of text are the story.
//!
//! In: a [`Tree`]. Out: the numbers of its units that are the story, in order. What says that it is the body of an article is believed if it holds
//! enough; else the element wins whose paragraphs have the most prose, counted as Readability does: each paragraph of [`MIN_LETTERS`] letters adds to its
//! parent, half to the one above and a third to the next, less for words in links. Parts of it that are menus, boxes, forms of comments or lists of
//! links are left out.

use super::tree::{Tree, Unit};

/// A paragraph of fewer letters and digits proves no prose.
const MIN_LETTERS: usize = 25;
/// Prose has no more than this share of its letters in links.
const MAX_LINKED: f64 = 0.5;
/// What calls itself the body of an article has at least this share of the prose of the best element.
const MIN_STATED: f64 = 0.5;
/// A sibling of the best element with this share of its score is part of the story.
const MIN_SIBLING: f64 = 0.2;

const APART: &[&str] = &["nav", "footer", "aside", "menu", "form", "fieldset"];
/// Words of class names and ids of what stands round a story.
const BESIDE: &[&str] = &[
    "comment",
    "disqus",
    "share",
    "sharing",
    "social",
    "related",
    "recommend",
    "promo",
    "newsletter",
    "subscribe",
    "subscription",
    "sidebar",
    "breadcrumb",
    "cookie",
    "banner",
    "advert",
    "sponsor",
    "popup",
    "modal",
    "widget",
    "outbrain",
    "taboola",
    "trending",
    "mostread",
    "most-read",
    "most-popular",
    "more-on",
    "readmore",
    "read-more",
    "read-next",
    "pagination",
    "pager",
    "toolbar",
    "navigation",
    "nav",
    "menu",
    "masthead",
    "footer",
    "paywall",
    "signup",
    "sign-up",
    "author-bio",
    "bio",
    "tags",
    "taglist",
    "topics",
    "teaser",
    "also-like",
    "you-may",
    "gallery",
    "slideshow",
    "print",
    "skip",
    "meta",
    "byline",
    "disclaimer",
    "copyright",
    "complementary",
    "contentinfo",
    "search",
    "login",
    "hidden",
    "correction-form",
    "rating",
    "poll",
    "ad",
    "ads",
    "infobox",
    "toc",
    "editsection",
    "credit",
];
const BODY: &[&str] = &[
    "articlebody",
    "article-body",
    "article__body",
    "story-body",
    "storybody",
    "article_body",
    "post-content",
    "entry-content",
    "article-content",
    "article-text",
];

/// The units of the story.
pub(super) fn main_text(tree: &Tree) -> Vec<usize> {
    let n = tree.nodes.len();
    let (mut prose, mut score) = (vec![0_usize; n], vec![0.0_f64; n]);
    let beside: Vec<bool> = (0..n).map(|node| names(&tree.nodes[node].hint, BESIDE)).collect();
    let apart: Vec<bool> = (0..n).map(|node| APART.contains(&tree.nodes[node].name.as_str()) && tree.nodes[node].name != "form").collect();
    for unit in &tree.units {
        if !is_prose(unit) || above(tree, unit.node).any(|node| apart[node]) {
            continue;
        }
        let worth = 1.0 + commas(&unit.text) as f64 + (unit.n_letters as f64 / 100.0).min(4.0);
        // A paragraph stands in its own element.
        let own = usize::from(["p", "pre", "li", "h1", "h2", "h3", "h4"].contains(&tree.nodes[unit.node].name.as_str()));
        for (node, rank) in above(tree, unit.node).skip(own).zip(0_u32..) {
            prose[node] += unit.n_letters;
            if rank < 4 {
                score[node] += worth / f64::from(1 + rank);
            }
        }
    }
    let best =
        (1..n).filter(|node| !apart[*node]).max_by(|x, y| value(tree, &score, *x).total_cmp(&value(tree, &score, *y)).then(y.cmp(x)));
    let Some(mut best) = best.filter(|node| score[*node] > 0.0) else { return (0..tree.units.len()).collect() };
    let stated = (1..n).filter(|node| names(&tree.nodes[*node].hint, BODY)).max_by_key(|node| (prose[*node], std::cmp::Reverse(*node)));
    let mut roots = vec![best];
    if let Some(stated) = stated.filter(|node| prose[*node] as f64 >= MIN_STATED * prose[best] as f64) {
        best = stated;
        // A body may come in several parts.
        let hint = &tree.nodes[stated].hint;
        roots = (1..n).filter(|node| *node == stated || tree.nodes[*node].hint == *hint && prose[*node] > 0).collect();
    } else if let Some(article) = above(tree, best).skip(1).find(|node| ["article", "main"].contains(&tree.nodes[*node].name.as_str())) {
        if tree.nodes[article].name == "article" && prose[article] as f64 <= 1.6 * prose[best] as f64 {
            roots = vec![article];
        } else {
            roots.extend(siblings(tree, best, &score));
        }
    } else {
        roots.extend(siblings(tree, best, &score));
    }
    let whole = prose[best];
    let is_out = |unit: &Unit| {
        for node in above(tree, unit.node) {
            if roots.contains(&node) {
                return false;
            }
            if (apart[node] || beside[node]) && prose[node] * 2 < whole.max(1) {
                return true;
            }
        }
        true
    };
    let mut found: Vec<usize> = (0..tree.units.len()).filter(|at| !is_out(&tree.units[*at])).collect();
    // A list of links is none of the story.
    found.retain(|at| {
        let unit = &tree.units[*at];
        (unit.n_linked as f64) < 0.8 * unit.n_letters as f64 || (unit.n_letters >= 80 && unit.n_linked < unit.n_letters)
    });
    while found.last().is_some_and(|at| is_heading(tree, &tree.units[*at])) {
        found.pop();
    }
    found
}

/// What the body that a page states makes of the units that look like its story.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Body {
    /// It is no guide: a summary, or another text.
    Unknown,
    /// The story is these units.
    Units(Vec<usize>),
    /// The page shows much less than the body has.
    Whole,
}

/// The body guides where it holds this share of the letters of what looks like the story ...
const MIN_GUIDE: f64 = 0.75;
/// ... and is the text itself where what the page shows of it is a smaller share of it than this.
const MIN_SHOWN: f64 = 0.7;

/// Holds the units that look like the story against the stated body: what the body does not have is beside the story, headings and captions between
/// its parts excepted.
pub(super) fn against(tree: &Tree, story: &[usize], body: &str) -> Body {
    let letters = |text: &str| text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let whole = letters(body);
    let is_in: Vec<bool> = story.iter().map(|at| whole.contains(&letters(&tree.units[*at].text))).collect();
    let of =
        |wanted: bool| story.iter().zip(&is_in).filter(|(_, is)| **is == wanted).map(|(at, _)| tree.units[*at].n_letters).sum::<usize>();
    let (inside, outside) = (of(true) as f64, of(false) as f64);
    let total = whole.chars().count() as f64;
    if total > 0.0 && total * MIN_SHOWN > inside + outside {
        return Body::Whole;
    }
    if inside < MIN_GUIDE * (inside + outside) || inside < MIN_GUIDE * total {
        return Body::Unknown;
    }
    let last = is_in.iter().rposition(|is| *is).unwrap_or(0);
    let first = is_in.iter().position(|is| *is).unwrap_or(0);
    let keeps = |(at, is): (usize, &usize)| is_in[at] || first < at && at < last && !is_prose(&tree.units[*is]);
    Body::Units(story.iter().enumerate().filter(|one| keeps(*one)).map(|(_, at)| *at).collect())
}

fn siblings(tree: &Tree, best: usize, score: &[f64]) -> Vec<usize> {
    let parent = tree.nodes[best].parent;
    (1..tree.nodes.len())
        .filter(|node| *node != best && tree.nodes[*node].parent == parent && score[*node] >= (MIN_SIBLING * score[best]).max(10.0))
        .collect()
}

fn value(tree: &Tree, score: &[f64], node: usize) -> f64 {
    let hint = &tree.nodes[node].hint;
    let weight = if names(hint, BODY) {
        1.2
    } else if names(hint, &["comment", "comments", "sidebar", "footer", "disqus"]) {
        0.3
    } else {
        1.0
    };
    score[node] * weight
}

pub(super) fn is_heading(tree: &Tree, unit: &Unit) -> bool {
    above(tree, unit.node).take(2).any(|node| matches!(tree.nodes[node].name.as_str(), "h1" | "h2" | "h3" | "h4" | "h5" | "h6"))
}

fn is_prose(unit: &Unit) -> bool {
    unit.n_letters >= MIN_LETTERS && (unit.n_linked as f64) < MAX_LINKED * unit.n_letters as f64
}

fn commas(text: &str) -> usize {
    text.chars().filter(|letter| [',', '、', '，', '،', '。', '.'].contains(letter)).count().min(10)
}

/// A node and those around it, inside first.
pub(super) fn above(tree: &Tree, node: usize) -> impl Iterator<Item = usize> + '_ {
    std::iter::successors(Some(node), |node| (*node > 0).then(|| tree.nodes[*node].parent)).filter(|node| *node > 0)
}

/// Whether a hint has one of the words, alone or with a hyphen, an underscore or a number beside it.
fn names(hint: &str, words: &[&str]) -> bool {
    words.iter().any(|word| {
        hint.match_indices(word).any(|(at, _)| {
            let before = hint[..at].bytes().next_back();
            let after = hint[at + word.len()..].bytes().next();
            let is_edge = |byte: Option<u8>| byte.is_none_or(|byte| !byte.is_ascii_alphabetic());
            is_edge(before) && (is_edge(after) || after == Some(b's'))
        })
    })
}

//! A chain of versions, step by step, and where each sentence of the last one first appeared.
//!
//! In: a [`Chain`]. Out: the same formats as a single diff. The steps are drawn by the formats of the single diff.

mod html;
mod human;
mod markdown;

pub use html::chain_html;
pub use human::chain_human;
pub use markdown::chain_markdown;

use super::marks::is_glued;
use crate::pipeline::{Chain, Origin};
use crate::render::{visible, visible_text};
use crate::wording::names::short;
use crate::wording::numbers::count;

/// A chain as every format tells it.
struct Told {
    /// Names of the versions, oldest first.
    names: Vec<String>,
    /// For each version: sentences and words of the last one that first appeared there.
    shares: Vec<(usize, usize)>,
    paragraphs: Vec<Vec<Stretch>>,
}

/// Neighbouring sentences of one paragraph of the last version that have the same origin.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Stretch {
    origin: Origin,
    text: String,
    glued: bool,
}

fn told(chain: &Chain) -> Told {
    let ids: Vec<&str> = chain
        .steps
        .first()
        .map(|step| step.old.article.id.as_str())
        .into_iter()
        .chain(chain.steps.iter().map(|step| step.new.article.id.as_str()))
        .collect();
    let mut told = Told { names: names(&ids), shares: vec![(0, 0); ids.len()], paragraphs: Vec::new() };
    let Some(last) = chain.steps.last() else { return told };
    let text = &*last.new.article.text;
    let mut paragraph = None;
    for (number, sentence) in last.alignment.new.sentences.iter().enumerate() {
        let Some(origin) = chain.origins.get(number) else { continue };
        if sentence.role.is_furniture() {
            continue;
        }
        if let Some(share) = told.shares.get_mut(origin.first) {
            share.0 += 1;
            share.1 += last.new.sentences.get(number).map_or(0, |sentence| sentence.words.len());
        }
        if paragraph != Some(sentence.paragraph) {
            paragraph = Some(sentence.paragraph);
            told.paragraphs.push(Vec::new());
        }
        let Some(home) = told.paragraphs.last_mut() else { continue };
        let (shown, glued) = (visible_text(sentence.span.of(text)), is_glued(text, sentence.span));
        match home.last_mut() {
            Some(stretch) if stretch.origin == *origin => {
                if !glued {
                    stretch.text.push(' ');
                }
                stretch.text.push_str(&shown);
            }
            _ => home.push(Stretch { origin: origin.clone(), text: shown, glued }),
        }
    }
    told
}

/// Short names where they tell all versions apart, else whole ids, else numbers.
fn names(ids: &[&str]) -> Vec<String> {
    let is_unique = |names: &[String]| {
        let mut sorted: Vec<&String> = names.iter().collect();
        sorted.sort_unstable();
        sorted.windows(2).all(|pair| pair[0] != pair[1])
    };
    let shorts: Vec<String> = ids.iter().map(|id| short(id)).collect();
    let wholes: Vec<String> = ids.iter().map(|id| visible(id).into_owned()).collect();
    if is_unique(&shorts) {
        shorts
    } else if is_unique(&wholes) {
        wholes
    } else {
        wholes.iter().zip(1..).map(|(id, number)| format!("{id} (version {number})")).collect()
    }
}

impl Told {
    /// `4 sentences (80 words) first appeared in v1`, for each version that has any.
    fn origin_lines(&self) -> Vec<String> {
        let told = self.names.iter().zip(&self.shares).filter(|(_, (sentences, _))| *sentences > 0);
        told.map(|(name, (sentences, words))| {
            format!("{} ({}) first appeared in {name}", count(*sentences, "sentence"), count(*words, "word"))
        })
        .collect()
    }

    /// `edited in v2, v3`, `back since v3`; empty for a sentence that stands as it came.
    fn since(&self, origin: &Origin) -> String {
        let name = |version: &usize| self.names.get(*version).map_or("", String::as_str);
        let mut parts = Vec::new();
        if origin.returned {
            parts.push(String::from("was gone in between"));
        }
        if !origin.edited.is_empty() {
            parts.push(format!("edited in {}", origin.edited.iter().map(name).collect::<Vec<_>>().join(", ")));
        }
        parts.join("; ")
    }

    fn last(&self) -> &str {
        self.names.last().map_or("", String::as_str)
    }
}

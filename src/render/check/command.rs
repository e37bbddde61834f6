//! The command that shows a finding again.
//!
//! In: a copy and its sources. Out: a line to paste into a shell, or none where the articles cannot be named there: standard input, versions
//! that were given an id of their own, names with characters that a terminal does not show.

use crate::article::Article;
use crate::pipeline::CheckedCopy;
use crate::render::shell_word;

/// Sources that are named at most.
const MAX_SOURCES: usize = 5;

/// `copydesk check COPY --against SOURCE... --passages`.
pub(super) fn command(copy: &CheckedCopy) -> Option<String> {
    let sources: Option<Vec<String>> = copy.sources.iter().take(MAX_SOURCES).map(|source| named(&source.article)).collect();
    let sources = sources.filter(|sources| !sources.is_empty())?;
    Some(format!("copydesk check {} --against {} --passages", named(&copy.article)?, sources.join(" ")))
}

/// The article as an argument: its path, or its row.
fn named(article: &Article) -> Option<String> {
    match &article.place {
        // An id that was given to tell two rows apart names no row.
        Some(_) if article.id.rsplit(['@', '#']).next().is_some_and(|end| end.len() < article.id.len() && end.parse::<u32>().is_ok()) => {
            None
        }
        Some(place) if article.id.starts_with(&format!("{}#", place.file)) => shell_word(&article.id),
        Some(place) => shell_word(&format!("{}#{}", place.file, article.id)),
        None if article.id == "-" => None,
        None => shell_word(&article.id),
    }
}

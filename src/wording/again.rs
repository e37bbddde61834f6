//! The commands that show a finding again.
//!
//! In: a copy and its sources, or a finding. Out: a line to paste into a shell, or none where the articles cannot be named there: standard input, versions
//! that were given an id of their own, names with characters that a terminal does not show.

use super::shell_word;
use crate::article::Article;
use crate::judge::Finding;
use crate::pipeline::CheckedCopy;

/// Sources that are named at most.
const MAX_SOURCES: usize = 5;

/// `copydesk check COPY --against SOURCE... --passages`.
pub(crate) fn of_copy(copy: &CheckedCopy) -> Option<String> {
    let mut articles: Vec<&Article> = copy.sources.iter().take(MAX_SOURCES).map(|source| &source.article).collect();
    let quoted = copy.quotations.iter().filter(|quotation| quotation.verdict.is_wrong()).filter_map(|quotation| quotation.source.as_ref());
    for article in quoted {
        if articles.len() < MAX_SOURCES && !articles.iter().any(|other| other.id == article.id) {
            articles.push(article);
        }
    }
    let sources: Option<Vec<String>> = articles.into_iter().map(named).collect();
    let sources = sources.filter(|sources| !sources.is_empty())?;
    Some(format!("copydesk check {} --against {} --passages", named(&copy.article)?, sources.join(" ")))
}

/// `copydesk compare COPY SOURCE --explain`.
pub(crate) fn of_finding(finding: &Finding) -> Option<String> {
    let is_unnamed = finding.copy_argument == "-" && finding.source_argument == "-";
    if is_unnamed || finding.source_argument.is_empty() {
        return None;
    }
    Some(format!("copydesk compare {} {} --explain", shell_word(&finding.copy_argument)?, shell_word(&finding.source_argument)?))
}

/// The article as an argument: its path, or its row.
fn named(article: &Article) -> Option<String> {
    match &article.place {
        // An id that was given to tell two rows apart names no row.
        Some(place) if place.number > 0 && article.id == format!("{}#{}", place.file, place.number) => shell_word(&article.id),
        Some(_) if article.id.rsplit(['@', '#']).next().is_some_and(|end| end.len() < article.id.len() && end.parse::<u32>().is_ok()) => {
            None
        }
        Some(place) if article.id.starts_with(&format!("{}#", place.file)) => shell_word(&article.id),
        Some(place) => shell_word(&format!("{}#{}", place.file, article.id)),
        None if article.id == "-" => None,
        None => shell_word(&article.id),
    }
}

//! Groups on a terminal.
//!
//! In: groups and the terminal's width. Out: each group with its lead, what each member is to it in words, and a summary line.

use super::evidence::{push_edge, push_evidence};
use crate::cluster::{AlsoShares, Group};
use crate::ids::ArticleNo;
use crate::pipeline::{Clustered, EXPLAINED_MEMBERS};
use crate::render::{Ink, Paint, columns, visible, visible_text, wrap};
use crate::wording::beside::{set_aside_in, set_aside_of};
use crate::wording::grade;
use crate::wording::names::Titled;
use crate::wording::numbers::{count, grouped, hidden_in_words, percent};
use crate::wording::relation;

/// Characters of a boilerplate wording that are quoted.
const SHOWN_BOILERPLATE: usize = 120;

/// How groups are shown.
#[derive(Debug, Clone, Copy)]
pub struct ClusterView {
    /// Columns, 40 or more.
    pub width: usize,
    /// Colours.
    pub paint: Paint,
    /// What joined each member, with the evidence as far as it was gathered, and what was treated as boilerplate.
    pub explain: bool,
}

/// The groups in plain words.
pub fn cluster_human(clustered: &Clustered, view: ClusterView) -> String {
    let mut lines = Vec::new();
    for (group, number) in clustered.groups.groups.iter().zip(1..) {
        show(clustered, group, number, view, &mut lines);
        lines.push(String::new());
    }
    lines.extend(wrap(&view.paint.ink(Ink::Strong, &summary(clustered, view.explain)), view.width, "", ""));
    if view.explain {
        explain(clustered, view, &mut lines);
    }
    let mut out = lines.join("\n");
    out.push('\n');
    out
}

fn summary(clustered: &Clustered, is_explained: bool) -> String {
    let (articles, singles) = (clustered.articles.len(), clustered.groups.singles.len());
    let groups = clustered.groups.groups.len();
    let members = articles - singles;
    let mut text = match groups {
        0 => format!("{}: no overlapping reports.", count(articles, "article")),
        _ => format!("{}: {} in {}, {} alone.", count(articles, "article"), grouped(members), count(groups, "group"), grouped(singles)),
    };
    if clustered.empty > 0 {
        text.push_str(&format!(" {} without words.", count(clustered.empty, "article")));
    }
    match clustered.boilerplate.len() {
        0 => {}
        _ if is_explained => {}
        1 => text.push_str(" 1 wording counts in no share as boilerplate; --explain shows it."),
        n => text.push_str(&format!(" {n} wordings count in no share as boilerplate; --explain shows them.")),
    }
    text
}

/// What was compared, what was set aside and why.
fn explain(clustered: &Clustered, view: ClusterView, lines: &mut Vec<String>) {
    let mut say = |text: &str, indent: &str| lines.extend(wrap(text, view.width, indent, indent));
    say(
        &format!(
            "{} scored, {} partial or stronger; {} of four words stood in too many articles to count as evidence.",
            count(clustered.n_candidates, "candidate pair"),
            grouped(clustered.pairs.len()),
            count(clustered.common_shingles, "phrase"),
        ),
        "",
    );
    let most = clustered.groups.groups.iter().map(|group| group.members.len()).max().unwrap_or(0);
    if !clustered.evidence.is_empty() && most > EXPLAINED_MEMBERS + 1 {
        say(&format!("Runs of words are shown for the first {EXPLAINED_MEMBERS} members of each group, by their share in the lead."), "");
    }
    if clustered.exact_duplicates > 0 {
        say(&format!("{} with the same words as another one, compared once.", count(clustered.exact_duplicates, "article")), "");
    }
    if clustered.pairs_not_listed > 0 {
        let pairs = count(usize::try_from(clustered.pairs_not_listed).unwrap_or(usize::MAX), "pair");
        say(&format!("{pairs} within very large sets not listed: each member is listed with the one that stands for them."), "");
    }
    let instalments = clustered.pairs.iter().filter(|pair| pair.instalment).count();
    if instalments > 0 {
        let (share, join) = if instalments == 1 { ("shares", "joins") } else { ("share", "join") };
        say(&format!("{} {share} wording on different days with other facts, and {join} nothing.", count(instalments, "pair")), "");
    }
    set_aside_in(clustered.aside.values()).iter().for_each(|aside| say(aside, ""));
    if !clustered.boilerplate.is_empty() {
        say(&format!("{} taken for boilerplate and counted in no share:", count(clustered.boilerplate.len(), "wording")), "");
    }
    for wording in &clustered.boilerplate {
        let text = visible_text(wording.span.of(&clustered.articles[wording.article.at()].whole().text));
        let shown: String = text.chars().take(SHOWN_BOILERPLATE).collect();
        let dots = if shown.len() < text.len() { " [...]" } else { "" };
        let (articles, words) = (count(wording.n_articles as usize, "article"), count(wording.n_words as usize, "word"));
        say(&format!("in {articles}, {words} in {}: \"{shown}{dots}\"", called(clustered, wording.article).name()), "   ");
    }
}

/// A member as its readers know it.
pub(super) fn called(clustered: &Clustered, article: ArticleNo) -> Titled<'_> {
    let stated = Titled::stated(&clustered.articles[article.at()]);
    let headline = clustered.seen.get(&article).and_then(|seen| seen.headline.as_deref()).map(visible_text);
    Titled { headline: headline.filter(|headline| !headline.is_empty()).or(stated.headline), article: stated.article }
}

/// The line of a member, and what stands beside or below it: the headline, or the id where there is none.
fn row(clustered: &Clustered, article: ArticleNo, note: String) -> (String, String) {
    let called = called(clustered, article);
    let id = visible(&called.article.id).into_owned();
    let version = version_in_words(clustered, article);
    let hidden = clustered.seen.get(&article).and_then(|seen| hidden_in_words(seen.hidden_words));
    let note = [Some(format!("{note}{version}")), hidden, Some(called.about())];
    let note = note.into_iter().flatten().filter(|part| !part.is_empty());
    match called.headline {
        Some(headline) => (headline, note.chain([id]).collect::<Vec<_>>().join("; ")),
        None => (id, note.collect::<Vec<_>>().join("; ")),
    }
}

fn show(clustered: &Clustered, group: &Group, number: usize, view: ClusterView, lines: &mut Vec<String>) {
    let words = count(clustered.words[group.lead.at()] as usize, "word");
    let (head, note) = row(clustered, group.lead, words);
    push_row(&view.paint.ink(Ink::Strong, &format!("{number}. {head}")), &note, view, "", lines);
    if group.independent_texts > 1 {
        let (articles, texts) = (count(group.members.len(), "article"), count(group.independent_texts, "independent text"));
        lines.extend(wrap(&view.paint.ink(Ink::Faint, &format!("{articles}, {texts}")), view.width, "   ", "   "));
    }
    push_aside(clustered, group.lead, view, "   ", lines);
    for member in &group.members[1..] {
        let unsure = grade::unsure(clustered.grade(member, group.lead)).map_or(String::new(), |unsure| format!(", {unsure}"));
        let (head, note) = row(clustered, member.article, relation::of_member(member) + &unsure);
        push_row(&head, &note, view, "   ", lines);
        if view.explain {
            push_edge(clustered, member.article, member.joined_by, view, lines);
            push_aside(clustered, member.article, view, "      ", lines);
        }
    }
    for also in &group.also_shares {
        let (head, note) = row(clustered, also.article, also_in_words(clustered, also));
        push_row(&head, &note, view, " + ", lines);
        if view.explain {
            push_evidence(clustered, also.article, also.with, view, lines);
            push_aside(clustered, also.article, view, "      ", lines);
        }
    }
}

/// What stands beside the story of an article, where that was counted.
fn push_aside(clustered: &Clustered, article: ArticleNo, view: ClusterView, indent: &str, lines: &mut Vec<String>) {
    let said = clustered.aside.get(&article).and_then(|by_role| set_aside_of(&called(clustered, article).name(), by_role));
    said.iter().for_each(|said| lines.extend(wrap(&view.paint.ink(Ink::Faint, said), view.width, indent, indent)));
}

/// An article and what it is; on two lines where one is too narrow.
fn push_row(head: &str, note: &str, view: ClusterView, indent: &str, lines: &mut Vec<String>) {
    let one = format!("{indent}{head}  {}", view.paint.ink(Ink::Faint, note));
    if columns(&one) <= view.width {
        lines.push(one);
    } else {
        lines.extend(wrap(head, view.width, indent, &format!("{indent}  ")));
        let deeper = format!("{}   ", " ".repeat(columns(indent)));
        lines.extend(wrap(&view.paint.ink(Ink::Faint, note), view.width, &deeper, &deeper));
    }
}

/// `, version 2 of 3 of us-syria`; empty for an article that is none.
fn version_in_words(clustered: &Clustered, article: ArticleNo) -> String {
    let story = clustered.articles[article.at()].story.as_deref();
    match (clustered.versions.get(&article), story) {
        (Some(version), Some(story)) => format!("; version {} of {} of {}", version.number, version.of, visible(story)),
        _ => String::new(),
    }
}

fn also_in_words(clustered: &Clustered, also: &AlsoShares) -> String {
    let with = called(clustered, also.with).name();
    // What is shared may be quotations, which count in no share.
    let share = if also.lead_in > 0.0 { format!(" ({} of the lead)", percent(also.lead_in)) } else { String::new() };
    let place = if clustered.groups.singles.binary_search(&also.article).is_ok() { "in no group" } else { "of another group" };
    format!("{place}, shares wording with {with}, too{share}")
}

//! Groups on a terminal.
//!
//! In: groups and the terminal's width. Out: each group with its lead, what each member is to it in words, and a summary line.

use crate::cluster::{AlsoShares, Group, Member};
use crate::pipeline::Clustered;
use crate::report::words::{count, grouped, percent};
use crate::report::{Ink, Paint, columns, visible, wrap};
use crate::score::Relation;
use crate::span::ArticleNo;

/// How groups are shown.
#[derive(Debug, Clone, Copy)]
pub struct ClusterView {
    /// Columns, 40 or more.
    pub width: usize,
    /// Colours.
    pub paint: Paint,
    /// What joined each member, and what was treated as boilerplate.
    pub explain: bool,
}

/// The groups in plain words.
pub fn cluster_human(clustered: &Clustered<'_>, view: ClusterView) -> String {
    let mut lines = Vec::new();
    for (group, number) in clustered.groups.groups.iter().zip(1..) {
        show(clustered, group, number, view, &mut lines);
        lines.push(String::new());
    }
    lines.extend(wrap(&view.paint.ink(Ink::Strong, &summary(clustered)), view.width, "", ""));
    if view.explain {
        lines.extend(wrap(&explanation(clustered), view.width, "", ""));
    }
    let mut out = lines.join("\n");
    out.push('\n');
    out
}

fn summary(clustered: &Clustered<'_>) -> String {
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
    text
}

fn explanation(clustered: &Clustered<'_>) -> String {
    format!(
        "{} scored, {} partial or stronger; {} of four words stood in too many articles to count as evidence.",
        count(clustered.n_candidates, "candidate pair"),
        grouped(clustered.pairs.len()),
        count(clustered.common_shingles, "phrase"),
    )
}

fn name(clustered: &Clustered<'_>, article: ArticleNo) -> String {
    visible(&clustered.articles[article.at()].id).into_owned()
}

fn show(clustered: &Clustered<'_>, group: &Group, number: usize, view: ClusterView, lines: &mut Vec<String>) {
    let lead = &clustered.articles[group.lead.at()];
    let words = clustered.words[group.lead.at()];
    let head = format!("{number}. {}", name(clustered, group.lead));
    let mut note = count(words as usize, "word");
    if let Some(date) = &lead.date {
        note.push_str(&format!(", {}", visible(date)));
    }
    push_row(&view.paint.ink(Ink::Strong, &head), &note, view, "", lines);
    if let Some(title) = &lead.title {
        lines.extend(wrap(&visible(title), view.width, "   ", "   "));
    }
    for member in &group.members[1..] {
        push_row(&name(clustered, member.article), &member_in_words(member), view, "   ", lines);
        if view.explain {
            let edge = format!("joined through {}", name(clustered, member.joined_by));
            lines.extend(wrap(&view.paint.ink(Ink::Faint, &edge), view.width, "      ", "      "));
        }
    }
    for also in &group.also_shares {
        push_row(&name(clustered, also.article), &also_in_words(clustered, also), view, " + ", lines);
    }
}

/// An id and what it is; on two lines where one is too narrow.
fn push_row(id: &str, note: &str, view: ClusterView, indent: &str, lines: &mut Vec<String>) {
    let one = format!("{indent}{id}  {}", view.paint.ink(Ink::Faint, note));
    if columns(&one) <= view.width {
        lines.push(one);
    } else {
        lines.extend(wrap(id, view.width, indent, &format!("{indent}  ")));
        let deeper = format!("{}   ", " ".repeat(columns(indent)));
        lines.extend(wrap(&view.paint.ink(Ink::Faint, note), view.width, &deeper, &deeper));
    }
}

fn member_in_words(member: &Member) -> String {
    let (own, lead) = (percent(member.in_lead), percent(member.lead_in));
    match member.relation {
        None => String::from("the lead"),
        Some(Relation::Identical) => String::from("the same text"),
        Some(Relation::NearIdentical) => format!("the same but for a few words ({own} of it in the lead)"),
        Some(Relation::Shortened) => format!("cut down ({own} of it in the lead, {lead} of the lead in it)"),
        Some(Relation::Expanded) => format!("with additions ({own} of it in the lead, {lead} of the lead in it)"),
        Some(Relation::Reworked) => format!("reworked ({own} of it in the lead, {lead} of the lead in it)"),
        Some(_) => format!("takes a part ({own} of it in the lead, {lead} of the lead in it)"),
    }
}

fn also_in_words(clustered: &Clustered<'_>, also: &AlsoShares) -> String {
    format!("of another group, also shares with {} ({} of the lead in it)", name(clustered, also.with), percent(also.lead_in))
}

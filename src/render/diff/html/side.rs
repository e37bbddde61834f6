//! Both versions beside each other as a table.
//!
//! In: a diff. Out: a table of paired sentences; on a narrow screen the pairs stand under each other.

use super::text::{Lang, legend, marked};
use crate::pipeline::Diff;
use crate::render::diff::DiffView;
use crate::render::diff::picture::Picture;
use crate::render::diff::rows::{Line, Row, RowKind, rows};
use crate::wording::numbers::count;
use maud::{Markup, html};

/// The section.
pub(super) fn side(diff: &Diff, view: &DiffView, picture: &Picture) -> Markup {
    let lines = rows(diff, view);
    let langs = (Lang::of(&diff.old), Lang::of(&diff.new));
    let total = lines.iter().filter(|line| matches!(line, Line::Row(row) if row.kind != RowKind::Kept)).count();
    let mut number = 0_usize;
    html! {
        section.side id="story" {
            h2 { "Both versions" }
            (legend(lines.iter().filter_map(|line| if let Line::Row(row) = line { row.kind.sign() } else { None }).collect()))
            table {
                thead { tr { th scope="col" { "Old: " bdi { (picture.names.a) } } th scope="col" { "New: " bdi { (picture.names.b) } } } }
                @for part in lines.split(|line| *line == Line::Break).filter(|part| !part.is_empty()) {
                    tbody {
                        @for line in part {
                            @match line {
                                Line::Break => {},
                                Line::Folded { paragraphs, words } => {
                                    tr { td.folded colspan="2" { (count(*paragraphs, "unchanged paragraph")) ", " (count(*words, "word")) } }
                                },
                                Line::Row(row) => {
                                    ({ number += usize::from(row.kind != RowKind::Kept); html! {} })
                                    (table_row(row, (number, total), langs))
                                },
                            }
                        }
                    }
                }
            }
        }
    }
}

fn table_row(row: &Row, (number, total): (usize, usize), langs: (Option<&str>, Option<&str>)) -> Markup {
    let group = row.group.unwrap_or(0);
    let class = match row.kind {
        RowKind::Kept => "kept",
        RowKind::Edited => "edit",
        RowKind::Added => "added",
        RowKind::Removed => "gone",
        RowKind::Moved | RowKind::MovedAway => "shift",
    };
    html! {
        tr class=(class) id=[(row.kind != RowKind::Kept).then(|| format!("change-{number}"))] {
            td {
                @if row.kind == RowKind::MovedAway {
                    span.remark dir="ltr" id={ "from-" (group) } { "(" a href={ "#to-" (group) } { (row.remark.as_deref().unwrap_or("moved")) } ")" }
                } @else if !row.old.is_empty() { p.text dir="auto" lang=[langs.0] { (marked(&row.old)) } }
            }
            td {
                @if let Some(sign) = row.kind.sign() { span.sign aria-hidden="true" { (sign) } }
                @if row.kind != RowKind::MovedAway {
                    @if row.kind == RowKind::Moved && let Some(remark) = &row.remark {
                        span.remark dir="ltr" { "(" a href={ "#from-" (group) } { (remark) } ")" }
                    } @else if let Some(remark) = &row.remark {
                        span.remark dir="ltr" { "(" (remark) ")" }
                    }
                    @if !row.flags.is_empty() { p.flags { @for flag in &row.flags { span.flag { (flag) } " " } } }
                    @if !row.new.is_empty() {
                        p.text dir="auto" lang=[langs.1] id=[row.group.map(|group| format!("to-{group}"))] { (marked(&row.new)) }
                    }
                }
                @if row.kind != RowKind::Kept {
                    nav.steps aria-label={ "Change " (number) " of " (total) } {
                        @if number > 1 { a href={ "#change-" (number - 1) } aria-label="previous change" { "↑" } }
                        @if number < total { a href={ "#change-" (number + 1) } aria-label="next change" { "↓" } }
                    }
                }
            }
        }
    }
}

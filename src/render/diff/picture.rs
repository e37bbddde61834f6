//! What a diff shows, in the order in which it is shown, before any format.
//!
//! In: a diff. Out: [`Picture`]: what stands beside the story, the added runs with their place, the edited sentences as pairs, the
//! moves, and what only the old version has. All text in it is safe to show; marks and markup are for the formats.

use super::marks::{Mark, Reading, marks, plain};
use super::{DiffView, flag_words};
use crate::align::{AlignedSide, Block, Change, Flag, Group, Status};
use crate::article::Role;
use crate::pipeline::{Diff, Summary, WEIGHTIEST_FIRST, is_story, relinked, renumbered, repeats, title_differs};
use crate::record::Named;
use crate::render::{visible, visible_text};
use crate::span::Span;
use crate::text::Prepared;
use crate::wording::names::{Names, Titled};
use crate::wording::places::Places;

/// Everything that a diff shows but the whole text.
#[derive(Debug, Clone)]
pub(super) struct Picture {
    pub(super) names: Names,
    pub(super) summary: Summary,
    /// What else an editor wants to know at once: repeated sentences, renumbered items.
    pub(super) notes: Vec<String>,
    pub(super) beside: Vec<Beside>,
    pub(super) additions: Vec<Run>,
    pub(super) edits: Vec<Edit>,
    pub(super) moves: Vec<Move>,
    pub(super) removals: Vec<Run>,
    /// Pairs that differ in typography alone, if they are wanted.
    pub(super) typographic: Vec<Edit>,
    /// Where a bound on work cut in, a sentence for each way.
    pub(super) coarse: Vec<String>,
}

/// A piece of furniture that changed, came or went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Beside {
    /// `headline`, `byline`, `note` ...
    pub(super) role: &'static str,
    pub(super) old: Option<String>,
    pub(super) new: Option<String>,
    /// Of both, where both have it.
    pub(super) marks: Option<(Vec<Mark>, Vec<Mark>)>,
    /// What an editor must see in a headline.
    pub(super) flags: Vec<&'static str>,
}

/// A run of sentences that one version alone has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    /// `paragraphs 16-23 of 23`.
    pub(super) place: String,
    pub(super) sentences: usize,
    pub(super) words: usize,
    /// `repeats paragraph 3`, where sentences of it stand in that version elsewhere.
    pub(super) repeats: Option<String>,
    pub(super) paragraphs: Vec<String>,
    /// Its first paragraph of the layout.
    pub(super) first: u32,
}

/// Sentences that both have, worded differently.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edit {
    /// The group it shows, by its place in [`crate::align::Alignment::groups`].
    pub(super) group: usize,
    /// `paragraph 3 of 23`.
    pub(super) place: String,
    /// `paragraph 3`.
    pub(super) short_place: String,
    /// `split into 2 sentences`, `moved from paragraph 7`.
    pub(super) remarks: Vec<String>,
    /// What an editor must see.
    pub(super) flags: Vec<&'static str>,
    pub(super) old: Vec<Mark>,
    pub(super) new: Vec<Mark>,
}

/// Sentences that stand elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Move {
    pub(super) group: usize,
    /// `paragraph 7` of the old version.
    pub(super) from: String,
    /// `paragraph 11` of the new version.
    pub(super) to: String,
    /// Whether it was edited as well and so is shown among the edited ones.
    pub(super) edited: bool,
    pub(super) text: String,
}

impl Picture {
    pub(super) fn of(diff: &Diff, view: &DiffView) -> Picture {
        let alignment = &diff.alignment;
        let (old_places, new_places) = (Places::of(&diff.old), Places::of(&diff.new));
        let summary = Summary::of(diff);
        let labels: Vec<(usize, String, String)> = labels(diff);
        let edit = |group: usize| {
            let mut edit = edit(diff, group, &old_places, &new_places, view.typography);
            let label = labels.binary_search_by_key(&group, |(group, _, _)| *group).ok().and_then(|at| labels.get(at));
            edit.remarks.extend(label.map(|(_, old, new)| format!("renumbered from {old} to {new}")));
            edit
        };
        let of_status = |status: Status| {
            let groups = alignment.groups.iter().zip(0..).filter(move |(group, _)| group.status == status && is_story(diff, group));
            groups.map(|(_, number)| number)
        };
        let all = !view.words;
        let moved = alignment.groups.iter().zip(0..).filter(|(group, _)| all && group.moved && is_story(diff, group));
        let moves = moved.map(|(group, number)| {
            let at = |side: &AlignedSide, places: &Places, first: Option<&u32>| places.short(paragraph(side, first));
            Move {
                group: number,
                from: at(&alignment.old, &old_places, group.old.first()),
                to: at(&alignment.new, &new_places, group.new.first()),
                edited: group.status == Status::Edited,
                text: plain(&diff.new, &alignment.new, &group.new),
            }
        });
        let edited = of_status(Status::Edited).filter(|number| all || has_word_change(diff, &alignment.groups[*number]));
        let mut edits: Vec<Edit> = edited.map(edit).collect();
        // What an editor must see comes first.
        edits.sort_by_key(|edit| edit.flags.is_empty());
        Picture {
            names: names(diff),
            notes: summary.notes(&labels, &links(diff)),
            summary,
            beside: if all { beside(diff, view.typography) } else { Vec::new() },
            additions: if all { runs(&diff.new, &alignment.new, Status::Added, &new_places, &alignment.additions) } else { Vec::new() },
            edits,
            moves: moves.collect(),
            removals: if all { runs(&diff.old, &alignment.old, Status::Removed, &old_places, &alignment.removals) } else { Vec::new() },
            typographic: if view.typography && all { of_status(Status::Typographic).map(edit).collect() } else { Vec::new() },
            coarse: coarse(diff, all, &old_places, &new_places),
        }
    }
}

/// Where a bound on work cut in.
fn coarse(diff: &Diff, all: bool, old_places: &Places, new_places: &Places) -> Vec<String> {
    let (old, new) = (&diff.alignment.old, &diff.alignment.new);
    let named = |side: &AlignedSide, places: &Places, sentences: &[u32]| {
        (!sentences.is_empty()).then(|| places.list(sentences.iter().map(|sentence| paragraph(side, Some(sentence)))))
    };
    let is_lone = |sentence: &u32| new.sentences.get(*sentence as usize).is_some_and(|sentence| sentence.partners.is_empty());
    let (added, long): (Vec<u32>, Vec<u32>) = diff.alignment.coarse.iter().partition(|sentence| is_lone(sentence));
    let reworded = |what: &str, place: String, other: &str| {
        format!(
            "Sentences called {what} in {place} may only be reworded: most of their words recur in so many sentences of both versions that \
             no {other} wording was looked for."
        )
    };
    let mut found = Vec::new();
    found.extend(
        named(new, new_places, &long).map(|place| format!("Word changes are coarse, because the sentences are very long, in {place}.")),
    );
    if all {
        found.extend(named(new, new_places, &added).map(|place| reworded("new", place, "earlier")));
        let gone = named(old, old_places, &diff.alignment.coarse_old);
        found.extend(gone.map(|place| reworded("gone", format!("{place} of the old version"), "later")));
    }
    found
}

/// Names of the two versions for prose.
pub(super) fn names(diff: &Diff) -> Names {
    Names::of(&Titled::of(&diff.old), &Titled::of(&diff.new), ("the old version", "the new version"))
}

/// Whether a word, not just a mark, came or went.
pub(super) fn has_word_change(diff: &Diff, group: &Group) -> bool {
    group.steps.iter().any(|step| {
        let shown = match step.change {
            Change::Added => step.new.map_or("", |span| span.of(&diff.new.article.text)),
            Change::Removed => step.old.map_or("", |span| span.of(&diff.old.article.text)),
            Change::Moved => return true,
            Change::Same | Change::Typographic => "",
        };
        shown.contains(char::is_alphanumeric)
    })
}

/// The paragraph of the layout in which a sentence stands.
pub(super) fn paragraph(side: &AlignedSide, sentence: Option<&u32>) -> u32 {
    sentence.and_then(|sentence| side.sentences.get(*sentence as usize)).map_or(0, |sentence| sentence.paragraph)
}

/// Remarks about a group besides its words: split, merged, moved.
pub(super) fn remarks(diff: &Diff, group: &Group, old_places: &Places) -> Vec<String> {
    let mut found = Vec::new();
    match (group.old.len(), group.new.len()) {
        (1, 1) => {}
        (1, n) => found.push(format!("one sentence split into {n}")),
        (n, 1) => found.push(format!("{n} sentences merged into one")),
        (n, m) => found.push(format!("{n} sentences made into {m}")),
    }
    if group.moved {
        found.push(format!("moved from {}", old_places.short(paragraph(&diff.alignment.old, group.old.first()))));
    }
    found
}

fn edit(diff: &Diff, number: usize, old_places: &Places, new_places: &Places, typography: bool) -> Edit {
    let group = &diff.alignment.groups[number];
    let side = &diff.alignment.new;
    Edit {
        group: number,
        place: new_places.range(paragraph(side, group.new.first()), paragraph(side, group.new.last())),
        short_place: new_places.short(paragraph(side, group.new.first())),
        remarks: remarks(diff, group, old_places),
        flags: flags(&group.flags),
        old: marks(diff, group, Reading::Old, typography),
        new: marks(diff, group, Reading::New, typography),
    }
}

/// What an editor must see, weightiest first.
fn flags(flags: &[Flag]) -> Vec<&'static str> {
    WEIGHTIEST_FIRST.iter().filter(|flag| flags.contains(flag)).map(|flag| flag_words(*flag)).collect()
}

/// The groups that were renumbered, with the labels of both versions.
fn labels(diff: &Diff) -> Vec<(usize, String, String)> {
    let shown = |span: Span, version: &Prepared| visible_text(span.of(&version.article.text)).trim_end_matches('.').to_string();
    renumbered(diff).iter().map(|one| (one.group, shown(one.old, &diff.old), shown(one.new, &diff.new))).collect()
}

/// The links that differ, in both versions.
fn links(diff: &Diff) -> Vec<(Option<String>, Option<String>)> {
    /// An address is cut behind so many characters; its beginning tells where it leads.
    const SHOWN: usize = 80;
    let shown = |span: Option<Span>, version: &Prepared| {
        span.map(|span| {
            let address = visible_text(span.of(&version.article.text));
            let end = address.char_indices().nth(SHOWN).map_or(address.len(), |(at, _)| at);
            if end < address.len() { format!("{}...", &address[..end]) } else { address.to_string() }
        })
    };
    relinked(diff).iter().map(|one| (shown(one.old, &diff.old), shown(one.new, &diff.new))).collect()
}

fn runs(prepared: &Prepared, side: &AlignedSide, lone: Status, places: &Places, blocks: &[Block]) -> Vec<Run> {
    let repeats = repeats(prepared, side, lone);
    let mut found = Vec::new();
    for block in blocks {
        let mut parts: Vec<(u32, String)> = Vec::new();
        let mut sentences = 0;
        for sentence in block.sentences.clone().filter_map(|number| side.sentences.get(number as usize)) {
            if sentence.role.is_furniture() {
                continue;
            }
            sentences += 1;
            let shown = visible_text(sentence.span.of(&prepared.article.text));
            match parts.last_mut() {
                Some((paragraph, text)) if *paragraph == sentence.paragraph => {
                    if !super::marks::is_glued(&prepared.article.text, sentence.span) {
                        text.push(' ');
                    }
                    text.push_str(&shown);
                }
                _ => parts.push((sentence.paragraph, shown)),
            }
        }
        let (Some((first, _)), Some((last, _))) = (parts.first(), parts.last()) else { continue };
        found.push(Run {
            place: places.range(*first, *last),
            sentences,
            words: block.words as usize,
            repeats: repeated(block, sentences, &repeats, side, places),
            first: *first,
            paragraphs: parts.into_iter().map(|(_, text)| text).collect(),
        });
    }
    found
}

/// `repeats paragraph 3`, `2 of them repeat paragraphs 3-4`.
fn repeated(block: &Block, n_story: usize, repeats: &[Option<u32>], side: &AlignedSide, places: &Places) -> Option<String> {
    let others = repeats.get(block.sentences.start as usize..block.sentences.end as usize).unwrap_or(&[]);
    let mut paragraphs: Vec<u32> = others.iter().flatten().map(|other| paragraph(side, Some(other))).collect();
    let n = paragraphs.len();
    paragraphs.sort_unstable();
    paragraphs.dedup();
    let place = || places.list(paragraphs.iter().copied());
    match n {
        0 => None,
        _ if n == n_story => Some(format!("repeats {}", place())),
        1 => Some(format!("1 of them repeats {}", place())),
        _ => Some(format!("{n} of them repeat {}", place())),
    }
}

/// Titles, headlines, notes, bylines and the like that changed, came or went.
fn beside(diff: &Diff, typography: bool) -> Vec<Beside> {
    let alignment = &diff.alignment;
    let mut found = Vec::new();
    title(diff, &mut found);
    for group in alignment.groups.iter().filter(|group| group.status == Status::Edited && !is_story(diff, group)) {
        let changes = || (marks(diff, group, Reading::Old, typography), marks(diff, group, Reading::New, typography));
        let role = role_of(&alignment.new, group.new.first());
        found.push(Beside {
            flags: if role == Role::Headline.name() { flags(&group.flags) } else { Vec::new() },
            role,
            old: Some(plain(&diff.old, &alignment.old, &group.old)),
            new: Some(plain(&diff.new, &alignment.new, &group.new)),
            marks: keeps_a_third(diff, group).then(changes),
        });
    }
    let lone = |prepared: &Prepared, side: &AlignedSide, status: Status| -> Vec<(Role, String)> {
        let sentences = side.sentences.iter().filter(|sentence| sentence.status == status && sentence.role.is_furniture());
        sentences.map(|sentence| (sentence.role, visible_text(sentence.span.of(&prepared.article.text)))).collect()
    };
    let mut gone = lone(&diff.old, &alignment.old, Status::Removed);
    for (role, new) in lone(&diff.new, &alignment.new, Status::Added) {
        // The headline, dateline and byline of two versions belong together, however little they share.
        let is_one = matches!(role, Role::Headline | Role::Dateline | Role::Byline);
        let old = gone.iter().position(|(other, _)| is_one && *other == role).map(|at| gone.remove(at).1);
        found.push(Beside { role: role.name(), old, new: Some(new), marks: None, flags: Vec::new() });
    }
    found.extend(gone.into_iter().map(|(role, old)| Beside {
        role: role.name(),
        old: Some(old),
        new: None,
        marks: None,
        flags: Vec::new(),
    }));
    found
}

/// Whether both have a third of the words of the longer in order: with fewer, a reader wants old and new whole.
fn keeps_a_third(diff: &Diff, group: &Group) -> bool {
    let n_words = |prepared: &Prepared, numbers: &[u32]| -> usize {
        numbers.iter().filter_map(|number| prepared.sentences.get(*number as usize)).map(|sentence| sentence.words.len()).sum()
    };
    let longer = n_words(&diff.old, &group.old).max(n_words(&diff.new, &group.new));
    let kept = group.steps.iter().filter(|step| matches!(step.change, Change::Same | Change::Typographic));
    let words = |span: Span| diff.new.words.iter().filter(|word| span.contains(word.span)).count();
    kept.filter_map(|step| step.new).map(words).sum::<usize>() * 3 >= longer
}

/// The title that came with the articles, where it is no part of their text.
fn title(diff: &Diff, found: &mut Vec<Beside>) {
    let told = |prepared: &Prepared| {
        let title = prepared.article.title.as_deref().map(str::trim).filter(|title| !title.is_empty());
        title.filter(|title| !prepared.article.text.contains(title)).map(|title| visible(title).into_owned())
    };
    let (old, new) = (told(&diff.old), told(&diff.new));
    if title_differs(diff) {
        found.push(Beside { role: "title", old, new, marks: None, flags: Vec::new() });
    }
}

fn role_of(side: &AlignedSide, sentence: Option<&u32>) -> &'static str {
    sentence.and_then(|sentence| side.sentences.get(*sentence as usize)).map_or(Role::Text, |sentence| sentence.role).name()
}

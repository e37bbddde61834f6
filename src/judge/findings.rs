//! Findings: what each copy took from each source, judged by the rules.
//!
//! In: a checked copy and [`Rules`]. Out: its findings, not yet held against the baseline. A copy that no single source makes fail, but all of them
//! together do, is one more finding. Boilerplate named in the settings is taken out of a finding before it is judged.

use super::fingerprint::anchors;
use super::quotations;
use super::suppression::{Pair, Suppression};
use super::{Baseline, FailOn, FailOnQuotation, Finding, Fingerprint, Level, Location, Places, Status};
use crate::article::Article;
use crate::pipeline::{CheckedCopy, Direction, Source, Unseen};
use crate::score::{DERIVED, PARTIAL, Relation};
use crate::span::Span;
use crate::text::Prepared;
use std::collections::BTreeSet;
use std::ops::Range;

/// Words shown of the reused stretch.
const OPENING_WORDS: usize = 12;

/// The rules of a team.
#[derive(Clone, Copy)]
pub struct Rules<'r> {
    /// From what on a finding fails.
    pub fail_on: FailOn,
    /// Which quotations fail. Default none.
    pub fail_on_quotation: FailOnQuotation,
    /// A finding of a smaller share of the copy never fails; 0.0 to 1.0, default 0.0.
    pub min_share: f64,
    /// Findings that are allowed.
    pub suppressions: &'r [Suppression],
    /// Today, `YYYY-MM-DD`: suppressions that ended before hold no more.
    pub today: &'r str,
    /// Findings that were there before.
    pub baseline: Option<&'r Baseline>,
    /// Articles that the copies were checked against, for the last line of a run.
    pub n_against: usize,
    /// Whether all articles of the collection were checked, so that what is missing is gone.
    pub is_complete: bool,
    /// Whether an article of that name is there, though it was not checked: what a baseline knows of it holds for no other.
    pub stands: &'r (dyn Fn(&str) -> bool + Sync),
    /// Whether an article of that name was read, checked or not.
    pub was_read: &'r (dyn Fn(&str) -> bool + Sync),
    /// Findings that matter less are in no report. Default [`Level::Note`]: all are.
    pub min_level: Level,
    /// Turns a path as given on the command line into the path that reports name.
    pub name: &'r (dyn Fn(&str) -> String + Sync),
}

impl Rules<'static> {
    /// A fail rule and nothing else: no baseline, no suppressions, every source that counts.
    pub fn only(fail_on: FailOn) -> Self {
        let name: &'static (dyn Fn(&str) -> String + Sync) = &str::to_string;
        Rules {
            fail_on,
            fail_on_quotation: FailOnQuotation::None,
            min_share: 0.0,
            suppressions: &[],
            today: "",
            baseline: None,
            n_against: 0,
            is_complete: false,
            stands: &|_| false,
            was_read: &|_| true,
            min_level: Level::Note,
            name,
        }
    }
}

/// A copy with its words, and what it took.
pub(super) struct Copy<'c> {
    pub(super) prepared: &'c Prepared,
    pub(super) checked: &'c CheckedCopy,
}

/// What a copy took from one source.
struct Taken<'c> {
    from: &'c Source,
    /// Stretches of the copy, by number of its words, and of the source, in order of the copy.
    passages: Vec<(Range<u32>, Span)>,
    /// Those of the source by number of its words.
    source_words: Vec<Range<u32>>,
}

/// Judges one copy; which suppressions held is noted in `used`.
pub(super) fn judge(copy: &Copy<'_>, rules: &Rules<'_>, used: &mut Used) -> Vec<Finding> {
    let places = Places::new(&copy.prepared.article, &rules.name);
    let all = taken(copy.checked);
    let mut findings: Vec<Finding> = Vec::new();
    let mut open: Vec<&Taken<'_>> = Vec::new();
    // Words of open sources that are nobody's boilerplate.
    let mut words = 0.0;
    for taken in all.iter().filter(|taken| !taken.passages.is_empty()) {
        let standing = status(copy, taken, &places, rules, used);
        let is_open =
            !standing.is_allowed && (matches!(standing.status, Status::New | Status::Below) || standing.left > 0.0 && standing.is_thinned);
        if is_open {
            words += f64::from(taken.from.words) * standing.left;
            open.push(taken);
        }
        findings.push(finding(copy, &[taken], taken.from.relation, standing.status, &places, rules));
    }
    // What is allowed of one source is not allowed of another that has the same words.
    let allowed: Vec<&Source> = all
        .iter()
        .filter(|taken| !taken.passages.is_empty())
        .zip(&findings)
        .filter(|(_, finding)| is_allowed(finding))
        .map(|(taken, _)| taken.from)
        .collect();
    if !allowed.is_empty() && findings.iter().all(|finding| finding.status != Status::New) {
        for unseen in copy.checked.also.iter().filter_map(|also| also.unseen.as_deref()) {
            let taken = taken_unseen(unseen);
            let standing = status(copy, &taken, &places, rules, used);
            if standing.status == Status::New && !allowed.iter().any(|source| is_known_pair(&unseen.source, source, rules)) {
                findings.push(finding(copy, &[&taken], taken.from.relation, standing.status, &places, rules));
            }
        }
    }
    if open.len() > 1 && findings.iter().all(|finding| finding.status != Status::New) {
        let counting: u32 = all.iter().filter(|taken| taken.from.counts()).map(|taken| taken.from.words).sum();
        let left = if counting == 0 { 0.0 } else { words / f64::from(counting) };
        let words = words.round() as u32;
        let relation = weakened(copy.checked.counted, share(words, copy), left);
        if meets(rules, relation, share(words, copy)) {
            findings.push(finding(copy, &open, relation, Status::New, &places, rules));
        }
    }
    findings.extend(quotations::judge(copy, &places, rules));
    findings
}

fn is_allowed(finding: &Finding) -> bool {
    matches!(finding.status, Status::Suppressed { .. })
}

/// Whether a rule allows two sources of one copy to have the same words, or the baseline knows that they do.
fn is_known_pair(a: &Source, b: &Source, rules: &Rules<'_>) -> bool {
    let paths = [a, b].map(|source| (rules.name)(path_of(&source.article)));
    let names = [name(&a.article, &paths[0]), name(&b.article, &paths[1])];
    let pair = Pair {
        copy: &a.prepared,
        copy_names: [a.article.id.as_str(), &paths[0], &names[0]],
        source: &b.article,
        source_names: [&paths[1], &names[1]],
    };
    let is_allowed = |rule: &Suppression| rule.boilerplate.is_none() && !rule.has_expired(rules.today) && rule.is_about(pair);
    rules.suppressions.iter().any(is_allowed) || rules.baseline.is_some_and(|baseline| baseline.names_pair(&names[0], &names[1]))
}

fn taken_unseen(unseen: &Unseen) -> Taken<'_> {
    Taken {
        from: &unseen.source,
        passages: unseen.passages.iter().map(|passage| (passage.words.clone(), passage.source_span)).collect(),
        source_words: unseen.passages.iter().map(|passage| passage.source_words.clone()).collect(),
    }
}

fn taken<'c>(checked: &'c CheckedCopy) -> Vec<Taken<'c>> {
    let mut all: Vec<Taken<'_>> =
        checked.sources.iter().map(|from| Taken { from, passages: Vec::new(), source_words: Vec::new() }).collect();
    for passage in &checked.passages {
        if let Some(taken) = all.get_mut(passage.source as usize) {
            taken.passages.push((passage.words.clone(), passage.source_span));
            taken.source_words.push(passage.source_words.clone());
        }
    }
    all
}

fn share(words: u32, copy: &Copy<'_>) -> f64 {
    let all = copy.checked.words;
    if all == 0 { 0.0 } else { (f64::from(words) / f64::from(all)).min(1.0) }
}

fn meets(rules: &Rules<'_>, relation: Relation, share: f64) -> bool {
    rules.fail_on.is_met_by(relation) && share >= rules.min_share
}

/// What a relation comes to when only `left` of the words that made it count.
fn weakened(relation: Relation, larger_share: f64, left: f64) -> Relation {
    if left >= 1.0 {
        relation
    } else if larger_share >= DERIVED {
        relation.max(Relation::NearIdentical)
    } else if larger_share >= PARTIAL {
        relation.max(Relation::Partial)
    } else {
        relation.max(Relation::Related)
    }
}

/// Which suppressions held, or would have.
#[derive(Debug, Default)]
pub(super) struct Used {
    pub(super) held: Vec<bool>,
    pub(super) expired: Vec<bool>,
}

/// Where a pair stands.
struct Standing {
    status: Status,
    /// Whether a suppression allows all of it, which tells even if it does not fail by itself.
    is_allowed: bool,
    /// Whether only boilerplate keeps it from failing: the rest still counts together with what other sources gave.
    is_thinned: bool,
    /// The share of the words taken that is no boilerplate.
    left: f64,
}

fn status(copy: &Copy<'_>, taken: &Taken<'_>, places: &Places<'_>, rules: &Rules<'_>, used: &mut Used) -> Standing {
    let from = taken.from;
    let copy_name = name(&copy.prepared.article, places.path());
    let source_path = (rules.name)(path_of(&from.article));
    let source_name = name(&from.article, &source_path);
    let copy_names = [copy.prepared.article.id.as_str(), places.path(), &copy_name];
    let pair = Pair { copy: copy.prepared, copy_names, source: &from.article, source_names: [&source_path, &source_name] };
    let mut allowed_by: Option<&Suppression> = None;
    let mut thinned_by: Option<&Suppression> = None;
    let mut boilerplate: Vec<Range<u32>> = Vec::new();
    let contents = if rules.suppressions.iter().any(|rule| rule.fingerprint.is_some()) { contents(copy, taken) } else { BTreeSet::new() };
    for (rule, at) in rules.suppressions.iter().zip(0..) {
        if !rule.is_about(pair) && !rule.is_about_renamed(pair, &contents, rules.stands) {
            continue;
        }
        let covered = rule.boilerplate.as_ref().map(|wording| reused_only(taken, wording.covered(copy.prepared)));
        if covered.as_ref().is_some_and(Vec::is_empty) {
            continue;
        }
        if rule.has_expired(rules.today) {
            used.expired[at] = true;
            continue;
        }
        used.held[at] = true;
        match covered {
            Some(covered) => {
                boilerplate.extend(covered);
                thinned_by = thinned_by.or(Some(rule));
            }
            None => allowed_by = allowed_by.or(Some(rule)),
        }
    }
    let left = left_of(from.words, &boilerplate);
    let relation = weakened(from.relation, from.share.max(from.used) * left, left);
    let thinned_by = thinned_by.filter(|_| !meets(rules, relation, from.share * left));
    let status = if from.licensed {
        Status::Licensed
    } else if from.time.is_later() {
        Status::Later
    } else if from.instalment {
        Status::Instalment
    } else if !meets(rules, from.relation, from.share) {
        Status::Below
    } else if let Some(rule) = allowed_by.or(thinned_by) {
        Status::Suppressed { reason: rule.reason.clone(), until: rule.until.clone(), place: rule.place.clone() }
    } else {
        Status::New
    };
    let is_thinned = allowed_by.is_none() && matches!(status, Status::Suppressed { .. });
    Standing { status, is_allowed: allowed_by.is_some(), is_thinned, left }
}

/// The fingerprints that what was taken has, or had before it was cut or turned round.
fn contents(copy: &Copy<'_>, taken: &Taken<'_>) -> BTreeSet<Fingerprint> {
    let keys: Vec<Vec<u64>> = stretches(&[taken]).iter().map(|range| story_keys(copy.prepared, range)).collect();
    Fingerprint::all_of(&anchors(&keys)).chain(Fingerprint::all_of(&anchors(&source_keys(&[taken])))).collect()
}

/// The parts of the covered words that stand in passages of this source.
fn reused_only(taken: &Taken<'_>, covered: Vec<Range<u32>>) -> Vec<Range<u32>> {
    let common = |a: &Range<u32>, b: &Range<u32>| a.start.max(b.start)..a.end.min(b.end);
    let parts = covered.iter().flat_map(|range| taken.passages.iter().map(move |(words, _)| common(range, words)));
    parts.filter(|range| !range.is_empty()).collect()
}

/// The share of `words` that is left without some ranges, which may overlap.
fn left_of(words: u32, ranges: &[Range<u32>]) -> f64 {
    let mut sorted: Vec<&Range<u32>> = ranges.iter().collect();
    sorted.sort_by_key(|range| (range.start, range.end));
    let (mut covered, mut end) = (0, 0);
    for range in sorted {
        covered += range.end.saturating_sub(range.start.max(end));
        end = end.max(range.end);
    }
    if words == 0 { 1.0 } else { f64::from(words.saturating_sub(covered)) / f64::from(words) }
}

/// The file of an article as given on the command line.
pub(super) fn path_of(article: &Article) -> &str {
    article.place.as_ref().map_or(article.id.as_str(), |place| &*place.file)
}

/// How a command names an article.
pub(super) fn argument(article: &Article) -> String {
    match &article.place {
        // A row that was named has its file in its id.
        Some(place) if article.id.starts_with(&format!("{}#", place.file)) => article.id.clone(),
        Some(place) => format!("{}#{}", place.file, article.id),
        None => article.id.clone(),
    }
}

/// How reports name an article; `name_of` turns a path as given on the command line into the path that reports name.
pub fn article_name(article: &Article, name_of: &dyn Fn(&str) -> String) -> String {
    name(article, &name_of(path_of(article)))
}

/// How reports name an article whose file they call `path`.
pub(super) fn name(article: &Article, path: &str) -> String {
    match &article.place {
        Some(place) => {
            let own = article.id.strip_prefix(&format!("{}#", place.file)).unwrap_or(&article.id);
            format!("{path}#{own}")
        }
        None => path.to_string(),
    }
}

fn finding(copy: &Copy<'_>, taken: &[&Taken<'_>], relation: Relation, status: Status, places: &Places<'_>, rules: &Rules<'_>) -> Finding {
    let article = &copy.prepared.article;
    let stretches = stretches(taken);
    let longest = stretches.iter().max_by_key(|range| (range.len(), std::cmp::Reverse(range.start))).cloned().unwrap_or(0..0);
    let keys: Vec<Vec<u64>> = stretches.iter().map(|range| story_keys(copy.prepared, range)).collect();
    let (fingerprint, anchors_of_copy) = Fingerprint::with_anchors(&keys, relation.is_derived());
    let locate = |range: &Range<u32>| places.location(copy.prepared.span_of_words(range));
    let words: u32 = taken.iter().map(|taken| taken.from.words).sum();
    // The sources of a copy come in falling order of words.
    let mut sources = taken.iter().map(|taken| &taken.from.article);
    let first = sources.next().unwrap_or(article);
    Finding {
        copy: article.id.clone(),
        source: first.id.clone(),
        with: sources.map(|source| source.id.clone()).collect(),
        relation,
        grade: taken.iter().filter_map(|taken| taken.from.grade).min(),
        words,
        copy_words: copy.checked.words,
        share: share(words, copy),
        longest_run_words: taken.iter().map(|taken| taken.from.longest_run_words).max().unwrap_or(0),
        direction: direction(taken),
        level: level(relation, &status),
        status,
        place: locate(&longest),
        others: stretches.iter().filter(|range| **range != longest).map(locate).collect(),
        source_places: source_places(taken, rules),
        opening: opening(copy.prepared, &longest),
        fingerprint,
        anchors: anchors_of_copy,
        source_anchors: anchors(&source_keys(taken)),
        occurrence: 0,
        name: name(article, places.path()),
        source_name: name(first, &(rules.name)(path_of(first))),
        copy_argument: argument(article),
        source_argument: argument(first),
        quotation: None,
    }
}

/// What tells which was first; of several sources, what is told by no stronger ground than for the weakest.
fn direction(taken: &[&Taken<'_>]) -> Direction {
    let mut all = taken.iter().map(|taken| taken.from.direction);
    let first = all.next().unwrap_or(Direction::Text);
    if all.all(|direction| direction == first) { first } else { Direction::Text }
}

/// How much a finding matters.
pub(super) fn level(relation: Relation, status: &Status) -> Level {
    match status {
        Status::New | Status::Grown { .. } => Level::Error,
        Status::Below if relation.is_reuse() => Level::Warning,
        _ => Level::Note,
    }
}

/// The words of all passages in order, touching ones joined: what the kinds of passages cut is one stretch of reuse.
fn stretches(taken: &[&Taken<'_>]) -> Vec<Range<u32>> {
    joined(taken.iter().flat_map(|taken| taken.passages.iter().map(|(words, _)| words)).collect())
}

/// The keys of the story words that the sources have of it.
fn source_keys(taken: &[&Taken<'_>]) -> Vec<Vec<u64>> {
    let of = |taken: &&Taken<'_>| -> Vec<Vec<u64>> {
        joined(taken.source_words.iter().collect()).iter().map(|range| story_keys(&taken.from.prepared, range)).collect()
    };
    taken.iter().flat_map(of).collect()
}

fn joined(mut all: Vec<&Range<u32>>) -> Vec<Range<u32>> {
    all.sort_by_key(|range| (range.start, range.end));
    let mut out: Vec<Range<u32>> = Vec::new();
    for range in all {
        match out.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => out.push(range.clone()),
        }
    }
    out
}

/// The keys of the story words of a stretch: furniture moves without being content.
fn story_keys(prepared: &Prepared, range: &Range<u32>) -> Vec<u64> {
    let words = prepared.words.get(range.start as usize..range.end as usize).unwrap_or(&[]);
    words.iter().filter(|word| word.counts()).map(|word| word.key).collect()
}

fn source_places(taken: &[&Taken<'_>], rules: &Rules<'_>) -> Vec<Location> {
    let mut found = Vec::new();
    for taken in taken {
        let places = Places::new(&taken.from.article, &rules.name);
        let mut spans: Vec<Span> = Vec::new();
        for (_, span) in taken.passages.iter().filter(|(_, span)| !span.is_empty()) {
            match spans.last_mut() {
                // Blanks and a mark may stand between two pieces of one stretch.
                Some(last) if span.start >= last.start && span.start <= last.end + 3 => *last = last.cover(*span),
                _ => spans.push(*span),
            }
        }
        for location in spans.into_iter().map(|span| places.location(span)) {
            if !found.contains(&location) {
                found.push(location);
            }
        }
    }
    found
}

fn opening(prepared: &Prepared, range: &Range<u32>) -> String {
    let end = range.end.min(range.start + OPENING_WORDS as u32);
    let text = prepared.span_of_words(&(range.start..end)).of(&prepared.article.text);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

//! Copies judged on the words.
//!
//! In: copies with their partners. Out: [`Checked`]. Copies are judged in parallel; a text is prepared when its turn comes, and kept
//! only where something was found.

use super::crediting::{self, Credited, Partner};
use super::direction::{self, Direction};
use super::finding::{Found, FoundCopy, FoundPartner};
use super::quotations::{Elsewhere, Readings};
use super::{
    Also, CheckSettings, Checked, CheckedCopy, CheckedPassage, CheckedQuotation, MAX_ALSO, MAX_SAME_FACTS, Only, SameFacts, SharedWith,
    Source, Unseen, UnseenPassage, credit, joining, quotations,
};
use crate::article::{Article, Naming, Provenance, agencies_in, provenance};
use crate::ids::ArticleNo;
use crate::observe::{Observe, Stage};
use crate::pipeline::collection::boilerplate;
use crate::pipeline::series::is_instalment;
use crate::score::{self, Comparable, Comparison, Passage, Relation};
use crate::span::Span;
use crate::text::{Prepared, hidden_words};
use rayon::prelude::*;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

/// A copy with its partners, ready to be judged.
pub(super) struct Draft<'a> {
    pub(super) article: &'a Article,
    /// Its number where a collection is checked.
    pub(super) no: Option<ArticleNo>,
    pub(super) prepared: Arc<Prepared>,
    pub(super) boilerplate_words: u32,
    pub(super) partners: Vec<Partner<'a>>,
    /// Articles that are not being checked and are copies of this one.
    pub(super) copied_by: Vec<SharedWith>,
    /// For each quotation the articles that may have its words; none where only partners are looked at.
    pub(super) quoted: Option<Elsewhere<'a>>,
}

/// Judges all copies.
pub(super) fn judge<'a>(found: Found<'a>, settings: &CheckSettings, observer: &dyn Observe) -> Checked {
    let mut counts = found.counts;
    counts.compared = found.copies.iter().map(|copy| copy.partners.len()).sum();
    observer.begin(Stage::Matching, found.copies.len());
    let is_alone = found.copies.len() == 1;
    let mut copies: Vec<CheckedCopy> = found
        .copies
        .par_iter()
        .map(|copy| {
            let known = Known { provenance: &|partner| provenance(partner.article), readings: Readings::default() };
            let judged = judge_one(draft(copy, &found.boilerplate, settings), is_alone, &known, settings);
            observer.advance(Stage::Matching, 1);
            judged
        })
        .collect();
    observer.end(Stage::Matching);
    share(&mut copies);
    Checked { copies, counts }
}

/// Lists each copy with the checked articles that are its sources.
pub(super) fn share(copies: &mut [CheckedCopy]) {
    let by_id: HashMap<&str, usize> = copies.iter().zip(0..).map(|(copy, number)| (copy.article.id.as_str(), number)).collect();
    let of_copy = |copy: &CheckedCopy| {
        let shared = copy.sources.iter().filter(|source| source.checked).filter_map(|source| {
            let (relation, words, direction) = (source.relation.mirrored(), source.words, source.direction);
            let of = *by_id.get(source.article.id.as_str())?;
            Some((of, SharedWith { article: copy.article.clone(), relation, grade: source.grade, words, direction }))
        });
        shared.collect::<Vec<_>>()
    };
    let shared: Vec<(usize, SharedWith)> = copies.iter().flat_map(of_copy).collect();
    for (of, one) in shared {
        copies[of].shared_with.push(one);
    }
    for copy in copies {
        copy.shared_with.sort_by(|x, y| x.article.id.cmp(&y.article.id));
    }
}

fn draft<'a>(found: &FoundCopy<'a>, boilerplate: &[u64], settings: &CheckSettings) -> Draft<'a> {
    let (copy, boilerplate_words) = prepare(found.article, boilerplate);
    let words = copy.story_words().count() as u32;
    let story = Comparable::new(&copy);
    let compared: Vec<_> = found.partners.par_iter().map(|partner| compared((&story, words), partner, boilerplate, settings)).collect();
    drop(story);
    let (mut partners, mut copied_by) = (Vec::new(), Vec::new());
    for partner in compared {
        match partner {
            Ok(partner) => partners.push(partner),
            Err(copied) => copied_by.extend(copied.map(|copied| *copied)),
        }
    }
    Draft {
        article: found.article,
        no: None,
        prepared: Arc::new(copy),
        boilerplate_words,
        partners,
        copied_by,
        quoted: found.quoted.clone(),
    }
}

/// A copy that shares nothing. `read_again` tells whether it has words outside quotations.
pub(super) fn without_partners(
    article: &Article,
    words: u32,
    boilerplate_words: u32,
    repeated_words: usize,
    read_again: impl FnOnce() -> bool,
) -> CheckedCopy {
    CheckedCopy {
        article: article.clone(),
        prepared: None,
        words,
        hidden_words: hidden_words(article),
        repeated_words,
        boilerplate_words,
        relation: Relation::Unrelated,
        counted: Relation::Unrelated,
        in_sources: 0.0,
        in_sources_verbatim: 0.0,
        in_sources_outside_quotes: (words > 0 && has_words_outside_quotes(article, read_again)).then_some(0.0),
        sources: Vec::new(),
        passages: Vec::new(),
        same_facts: Vec::new(),
        same_form_as: None,
        only: None,
        also: Vec::new(),
        shared_with: Vec::new(),
        quotations: Vec::new(),
        names: Vec::new(),
    }
}

/// Whether an article with words has some outside quotations. Where no line begins with a mark of speech, its first word is one.
fn has_words_outside_quotes(article: &Article, read_again: impl FnOnce() -> bool) -> bool {
    let may_open_speech = |mark: char| !mark.is_whitespace() && !"()[]{}*$+.,;:!?&#/%=|~_@".contains(mark);
    let begins_with_speech = |line: &str| line.chars().take_while(|c| !c.is_alphanumeric()).any(may_open_speech);
    !article.text.lines().any(begins_with_speech) || read_again()
}

/// What is known of articles whatever they are compared with.
pub(super) struct Known<'k> {
    /// Where a partner comes from.
    pub(super) provenance: &'k (dyn Fn(&Partner<'_>) -> Provenance + Sync),
    pub(super) readings: Readings<'k>,
}

/// Judges one copy; one that is alone keeps its text though nothing was found.
pub(super) fn judge_one(draft: Draft<'_>, is_alone: bool, known: &Known<'_>, settings: &CheckSettings) -> CheckedCopy {
    let (copy, partners) = (&*draft.prepared, &draft.partners);
    let mut credited = crediting::credit(copy, partners, settings);
    credited.sort_by_key(|one| {
        // Of two that give as many words, the one that gives more text.
        let letters: usize = one.stretches.iter().flatten().map(|piece| copy.span_of_words(&piece.a).len()).sum();
        (std::cmp::Reverse(one.words), std::cmp::Reverse(letters), &partners[one.partner].article.id)
    });
    let n_words = copy.story_words().count() as u32;
    let names = if credited.is_empty() { Vec::new() } else { agencies_in(&draft.article.text) };
    let naming = Naming::of(&draft.article.text);
    let as_source = |at: usize, words: u32| {
        let (partner, scores) = (&partners[at], &partners[at].comparison.scores);
        Source {
            article: partner.article.clone(),
            prepared: Arc::clone(&partner.prepared),
            relation: partner.comparison.relation,
            grade: partner.comparison.grade,
            words,
            share: f64::from(words) / f64::from(n_words.max(1)),
            source_words: partner.words,
            used: scores.b_in_a,
            longest_run_words: scores.longest_run_words,
            credit: credit::credit(draft.article, &naming, &names, &(known.provenance)(partner)),
            time: partner.time,
            direction: partner.direction,
            checked: partner.is_checked,
            licensed: partner.licensed,
            instalment: partner.instalment,
        }
    };
    let listed: Vec<Source> = credited.iter().map(|one| as_source(one.partner, one.words)).collect();
    let others = || {
        let is_source = |at: usize| credited.iter().any(|one| one.partner == at);
        partners.iter().enumerate().filter(move |(at, _)| !is_source(*at)).map(|(_, partner)| partner)
    };
    let together = |is_in: &dyn Fn(&Source) -> bool| {
        let some: Vec<&Credited> = credited.iter().zip(&listed).filter(|(_, source)| is_in(source)).map(|(one, _)| one).collect();
        joining::relation(copy, partners, &some, others().map(|partner| partner.comparison.relation))
    };
    let shares = joining::shares(copy, partners, &credited);
    let passages = passages(copy, partners, &credited);
    let same_facts = same_facts(copy, partners, &credited);
    let (relation, counted, also) = (together(&|_| true), together(&|source| source.counts()), also(&draft, &credited, &as_source));
    let quotations = looked_up(&draft, &credited, &known.readings);
    let is_kept =
        is_alone || quotations.iter().any(|quotation| quotation.verdict.is_wrong()) || !listed.is_empty() || !same_facts.is_empty();
    CheckedCopy {
        article: draft.article.clone(),
        prepared: is_kept.then(|| Arc::clone(&draft.prepared)),
        words: n_words,
        hidden_words: copy.hidden_words,
        repeated_words: copy.n_repeated_words(),
        boilerplate_words: draft.boilerplate_words,
        relation,
        counted,
        in_sources: shares.all,
        in_sources_verbatim: shares.verbatim,
        in_sources_outside_quotes: shares.outside,
        passages,
        same_facts,
        same_form_as: partners.iter().find(|partner| partner.comparison.is_form).map(|partner| partner.article.clone()),
        only: if listed.is_empty() { only(&draft) } else { None },
        also,
        shared_with: draft.copied_by,
        sources: listed,
        quotations,
        names,
    }
}

/// The article that a copy was held against alone.
fn only(draft: &Draft<'_>) -> Option<Box<Only>> {
    let is_only = draft.quoted.as_ref().is_some_and(|elsewhere| elsewhere.is_only);
    let partner = draft.partners.first().filter(|_| is_only && draft.partners.len() == 1)?;
    Some(Box::new(Only { article: partner.article.clone(), comparison: partner.comparison.clone() }))
}

/// The quotations of a copy, looked up in its sources, in what else shares wording with it, and in articles that may have just them.
fn looked_up(draft: &Draft<'_>, credited: &[Credited], readings: &Readings<'_>) -> Vec<CheckedQuotation> {
    let (is_source, partners) = (|at: usize| credited.iter().any(|one| one.partner == at), &draft.partners);
    let others = partners.iter().enumerate().filter(|(at, _)| !is_source(*at)).map(|(_, partner)| partner);
    let partners: Vec<&Partner<'_>> = credited.iter().map(|one| &partners[one.partner]).chain(others).collect();
    match &draft.quoted {
        None if partners.is_empty() => Vec::new(),
        Some(elsewhere) => quotations::check((&draft.prepared, draft.no), &quotations::Sources { partners, elsewhere }, readings),
        None => {
            let elsewhere = &Elsewhere::default();
            quotations::check((&draft.prepared, draft.no), &quotations::Sources { partners, elsewhere }, readings)
        }
    }
}

/// The article with boilerplate set aside, and how many words that is.
fn prepare(article: &Article, boilerplate: &[u64]) -> (Prepared, u32) {
    let mut prepared = Prepared::new(article);
    if boilerplate.is_empty() {
        return (prepared, 0);
    }
    let words = boilerplate::words(&prepared, |hash| boilerplate.binary_search(&hash).is_ok());
    boilerplate::set_aside(&mut prepared, &words);
    (prepared, words.len() as u32)
}

/// A partner compared with the copy; where it is the copy of the two, what it took, unless that will be found when it is checked itself.
fn compared<'a>(
    copy: (&Comparable<'_>, u32),
    found: &FoundPartner<'a>,
    boilerplate: &[u64],
    settings: &CheckSettings,
) -> Result<Partner<'a>, Option<Box<SharedWith>>> {
    let (story, copy_words) = copy;
    let copy = story.prepared();
    let (source, _) = prepare(found.article, boilerplate);
    let words = source.story_words().count() as u32;
    let words_outside = source.story_words().filter(|word| !word.quoted).count() as u32;
    let comparison = score::compare_stories(story, &Comparable::new(&source)).at_least(settings.min_grade);
    let told = direction::by_base(&copy.article, found.article, settings);
    if found.is_checked {
        let by_text = || direction::by_text(&copy.article, found.article, (copy_words, words), &comparison);
        if !told.map_or_else(by_text, |(is_copy, _)| is_copy) {
            return Err(None);
        }
    } else if let Some(direction) = turned(&copy.article, found.article, told, settings, &comparison, (copy_words, words)) {
        let (relation, words) = (comparison.relation, comparison.scores.shared_words);
        let shared = SharedWith { article: found.article.clone(), relation, grade: comparison.grade, words, direction };
        return Err(relation.is_reuse().then(|| Box::new(shared)));
    }
    // A base that does not know the source clears nobody: what was named to check against may be newer than the copy.
    let told = told.filter(|(is_copy, direction)| *is_copy || *direction != Direction::Base);
    let time = credit::time(&copy.article, found.article);
    let is_licensed = |article: &Article| settings.licensed.iter().any(|pattern| pattern.names(article));
    Ok(Partner {
        article: found.article,
        no: None,
        prepared: Arc::new(source),
        instalment: is_instalment(time.apart(), &comparison),
        comparison,
        words,
        words_outside,
        time,
        direction: told.map_or(Direction::Text, |(_, direction)| direction),
        is_checked: found.is_checked,
        // What is licensed may be used by others, and was taken from nobody as long as nothing says that it came later.
        licensed: is_licensed(found.article)
            || (told.is_none() && is_licensed(&copy.article))
            || settings.licensed.iter().any(|pattern| pattern.names_place(&copy.article)),
    })
}

/// What tells that an article that is not being checked is the copy of one that is, if that is so: records, or, of two that stood in the base of a
/// collection with what they have in common, the texts.
fn turned(
    copy: &Article,
    found: &Article,
    told: Option<(bool, Direction)>,
    settings: &CheckSettings,
    comparison: &Comparison,
    words: (u32, u32),
) -> Option<Direction> {
    let stood = |article: &Article| settings.base.as_deref().is_some_and(|base| base.contains_key(&article.id));
    match told {
        Some((is_copy, direction)) => {
            // What is new and says that it is older than what stood there: it is shown as it is, with the date that it claims.
            let is_claim = direction == Direction::Date && !stood(copy);
            (!is_copy && stood(found) && !is_claim).then_some(direction)
        }
        None => {
            let may_be = settings.archive_is_collection && stood(copy) && stood(found);
            (may_be && !direction::by_text(copy, found, words, comparison)).then_some(Direction::Text)
        }
    }
}

fn passages(copy: &Prepared, partners: &[Partner<'_>], credited: &[Credited]) -> Vec<CheckedPassage> {
    let mut found: Vec<CheckedPassage> = Vec::new();
    for (one, number) in credited.iter().zip(0..) {
        for (stretch, place) in one.stretches.iter().zip(0..) {
            for piece in stretch {
                found.push(CheckedPassage {
                    span: copy.span_of_words(&piece.a),
                    source: number,
                    source_span: place_of(&partners[one.partner].prepared, &piece.b),
                    kind: piece.kind,
                    taken: piece.taken,
                    verbatim: piece.verbatim,
                    words: piece.a.clone(),
                    source_words: piece.b.clone(),
                    stretch: place,
                });
            }
        }
    }
    found.sort_by_key(|passage| passage.words.start);
    // Stretches are numbered in order of the copy, over all sources.
    let mut before: Option<(u32, u32)> = None;
    let mut number = 0;
    for passage in &mut found {
        let own = (passage.source, passage.stretch);
        if before.is_some_and(|before| before != own) {
            number += 1;
        }
        before = Some(own);
        passage.stretch = number;
    }
    found
}

/// The span of some words; where there are none, the empty span behind the word before them.
fn place_of(prepared: &Prepared, words: &Range<u32>) -> Span {
    if words.start < words.end {
        return prepared.span_of_words(words);
    }
    let before = words.start.checked_sub(1).and_then(|word| prepared.words.get(word as usize));
    before.map_or(Span::default(), |word| Span { start: word.span.end, end: word.span.end })
}

/// Shared stretches that do not count and that no passage covers, strongest partner first.
fn same_facts(copy: &Prepared, partners: &[Partner<'_>], credited: &[Credited]) -> Vec<SameFacts> {
    let mut covered = vec![false; copy.words.len()];
    for word in credited.iter().flat_map(|one| one.stretches.iter().flatten()).flat_map(|piece| piece.a.clone()) {
        if let Some(mark) = covered.get_mut(word as usize) {
            *mark = true;
        }
    }
    let mut found = Vec::new();
    for partner in partners {
        for discounted in &partner.comparison.discounted {
            let words = &discounted.passage.a;
            if words.clone().any(|word| covered.get(word as usize).copied().unwrap_or(true)) || found.len() >= MAX_SAME_FACTS {
                continue;
            }
            covered[words.start as usize..words.end as usize].fill(true);
            found.push(SameFacts {
                span: copy.span_of_words(words),
                source: partner.article.clone(),
                source_span: partner.prepared.span_of_words(&discounted.passage.b),
                why: discounted.why,
            });
        }
    }
    found.sort_by(|x, y| (x.span, &x.source.id).cmp(&(y.span, &y.source.id)));
    found
}

/// Articles with reused words that were all credited to others.
fn also(draft: &Draft<'_>, credited: &[Credited], as_source: &dyn Fn(usize, u32) -> Source) -> Vec<Also> {
    let is_source = |at: usize| credited.iter().any(|one| one.partner == at);
    let mut found: Vec<(usize, &Partner<'_>)> = draft.partners.iter().enumerate().filter(|(at, _)| !is_source(*at)).collect();
    found.retain(|(_, partner)| partner.comparison.relation <= Relation::QuotesOnly);
    let share = |partner: &Partner<'_>| partner.comparison.scores.a_in_b;
    found.sort_by(|(_, x), (_, y)| share(y).total_cmp(&share(x)).then_with(|| x.article.id.cmp(&y.article.id)));
    found.truncate(MAX_ALSO);
    let also = |(at, partner): (usize, &Partner<'_>)| Also {
        article: partner.article.clone(),
        relation: partner.comparison.relation,
        share: share(partner),
        unseen: unseen(as_source(at, partner.comparison.scores.shared_words), partner),
    };
    found.into_iter().map(also).collect()
}

/// A partner as the source that it would be by itself, if it would count.
fn unseen(source: Source, partner: &Partner<'_>) -> Option<Box<Unseen>> {
    let passage = |passage: &Passage| UnseenPassage {
        words: passage.a.clone(),
        source_span: place_of(&partner.prepared, &passage.b),
        source_words: passage.b.clone(),
    };
    let passages = partner.comparison.passages.iter().map(passage).collect();
    (source.counts() && source.relation.is_reuse()).then(|| Box::new(Unseen { source, passages }))
}

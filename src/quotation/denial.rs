//! Negations that a quotation lost.
//!
//! In: the units of a source that were left out, or those that a quotation stands for word for word. Out: whether a negation is among the
//! former, and the negation beside the latter that governs them and that the draft dropped: "No children were hurt" is not "Children were
//! hurt". It governs what it stands before with nothing between but blanks, or the rest of a clause that it opens ("None of us knew"), or
//! the clause that it ends ("Ich glaube das nicht"). A negation further off, behind a comma, or in another quotation says nothing of the
//! words that were quoted; and a draft that denies them in its own words (she did not "trust the council") has dropped nothing.

use super::{Quotation, Reading};
use crate::lexicon::{List, list};
use crate::text::{Terms, fits};
use std::ops::Range;
use std::sync::LazyLock;

/// Words between a particle and the word with which it makes a negation: `ne ... pas`.
const MAX_TO_PARTNER: usize = 7;
/// Words between a negation that opens a clause and the rest of it: "none of us", "nobody in this town".
const MAX_OPENING: usize = 3;
/// Words of the longest phrase that only looks like a negation.
const MAX_PHRASE: usize = 5;
/// Words of a draft's sentence that are read on each side of a quotation.
const MAX_ZONE: usize = 40;
/// A word or two between marks are a term ("Plan B") that may be named though the source has it denied, unless they are all that is said.
const MIN_CLAUSE: usize = 3;

/// What a word or phrase of the lexicon does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// It denies.
    Denies,
    /// It denies beside a particle.
    WithParticle,
    /// It denies beside another word, mostly.
    Particle,
    /// It only looks like a negation.
    Harmless,
    /// It makes a limit of a particle: `ne ... que`.
    Limits,
}

impl Role {
    fn of(value: &str) -> Role {
        match value {
            "not" | "concord" => Role::Denies,
            "after-ne" => Role::WithParticle,
            "particle" => Role::Particle,
            "limit" => Role::Limits,
            _ => Role::Harmless,
        }
    }
}

/// What denies, in all languages.
static NEGATORS: LazyLock<Terms> = LazyLock::new(|| Terms::of(list(List::Negators).len(), list(List::Negators).values()));
/// What tells that somebody rejects what is said; it is looked for in drafts only.
static REJECTING: LazyLock<Terms> = LazyLock::new(|| Terms::of(0, list(List::Opposites).values().filter(|(_, value)| *value == "accept-")));

/// The terms that begin at a unit, and their roles.
fn terms_at(reading: &Reading<'_>, terms: &'static Terms, at: usize) -> Vec<(Role, usize)> {
    let Some(form) = reading.forms(at).next() else { return Vec::new() };
    let is_here = |step: usize, part: &str| reading.forms(at + step).next().is_some_and(|form| fits(part, form));
    terms.beginning(&[form], is_here).map(|term| (Role::of(term.value), term.words)).collect()
}

/// Whether a unit is a word that denies by itself or beside a particle, or the particle.
pub(super) fn is_negation(source: &Reading<'_>, at: usize) -> bool {
    matches!(role(source, at), Some(Role::Denies | Role::Particle))
}

/// The role of a single word where it stands.
fn role(source: &Reading<'_>, at: usize) -> Option<Role> {
    match by_itself(source, at)? {
        Role::WithParticle => has_particle(source, at).then_some(Role::Denies),
        role => Some(role),
    }
}

fn by_itself(source: &Reading<'_>, at: usize) -> Option<Role> {
    NEGATORS.value(source.forms(at).next()?).map(Role::of)
}

/// Whether a particle stands near in the same sentence: `ne ... plus`, `personne ne`.
fn has_particle(source: &Reading<'_>, at: usize) -> bool {
    let is_particle = |other: usize| by_itself(source, other) == Some(Role::Particle);
    near(at).any(|other| other != at && source.is_side_by_side(at, other) && is_particle(other))
}

fn near(at: usize) -> Range<usize> {
    at.saturating_sub(MAX_TO_PARTNER)..at + MAX_TO_PARTNER + 1
}

/// The negation of the source that governs the quoted words and that the draft has not, if there is one.
pub(super) fn dropped(
    quotation: &Quotation,
    (draft, source): (&Reading<'_>, &Reading<'_>),
    (first, last): (usize, usize),
) -> Option<Range<usize>> {
    let found = before(source, first).filter(|_| !is_negation(source, first)).or_else(|| behind(source, last))?;
    let is_said = quotation.len() >= MIN_CLAUSE || stands_alone(quotation, draft);
    (is_said && !is_denied_outside(quotation, draft)).then_some(found)
}

/// The negation before the words.
fn before(source: &Reading<'_>, first: usize) -> Option<Range<usize>> {
    if let Some(found) = ending(source, first) {
        return Some(found);
    }
    // "None of us | knew": the preposition and what goes with it.
    (2..=MAX_OPENING).filter_map(|n| first.checked_sub(n)).find_map(|start| {
        let is_group = is_in(source, List::Prepositions, start) && (start..first).all(|at| is_next(source, at));
        let found = ending(source, start).filter(|_| is_group)?;
        let opens = found.start.checked_sub(1).is_none_or(|before| !is_next(source, before));
        opens.then_some(found)
    })
}

/// The negation whose last word stands directly before a unit.
fn ending(source: &Reading<'_>, end: usize) -> Option<Range<usize>> {
    let last = end.checked_sub(1).filter(|last| is_next(source, *last))?;
    let starts = [Some(last), last.checked_sub(1).filter(|at| is_next(source, *at)), last.checked_sub(2)];
    let denying = |start: usize| (start..end).all(|at| is_next(source, at)) && denies(source, start..end);
    let found = starts.into_iter().flatten().find(|start| denying(*start)).map(|start| start..end)?;
    (!is_harmless(source, &found)).then_some(found)
}

/// The negation that stands directly behind the words and with which their clause ends.
fn behind(source: &Reading<'_>, last: usize) -> Option<Range<usize>> {
    let found = (1..=2).map(|n| last + 1..last + 1 + n).find(|words| {
        let holds_together = (last..words.end - 1).all(|at| is_next(source, at));
        holds_together && !is_next(source, words.end - 1) && denies(source, words.clone())
    })?;
    // In its own clause only: "Nobody knew it, and I believe it not".
    let clause = (last.saturating_sub(MAX_TO_PARTNER)..=last).rev().take_while(|at| is_next(source, *at));
    let is_doubled = clause.into_iter().any(|at| is_negation(source, at));
    (!is_doubled && !is_harmless(source, &found)).then_some(found)
}

/// Whether these words together are a negation: one word, or a phrase that begins or ends with one: `no longer`, `gar nicht`.
fn denies(source: &Reading<'_>, words: Range<usize>) -> bool {
    if words.len() == 1 {
        return match role(source, words.start) {
            Some(Role::Particle) => !has_partner(source, words.start),
            role => role == Some(Role::Denies),
        };
    }
    let holds = [words.start, words.end - 1].iter().any(|at| role(source, *at) == Some(Role::Denies));
    holds && terms_at(source, &NEGATORS, words.start).contains(&(Role::Denies, words.len()))
}

/// Whether the word with which a particle denies stands behind it, or the one with which it limits (`ne ... que`): it was not dropped.
fn has_partner(source: &Reading<'_>, at: usize) -> bool {
    let is_partner = |other: usize| matches!(role(source, other), Some(Role::Denies | Role::Limits));
    (at + 1..at + 1 + MAX_TO_PARTNER).any(|other| source.is_side_by_side(at, other) && is_partner(other))
}

/// Whether a phrase that only looks like a negation holds these words: `not only`, `no doubt`.
fn is_harmless(source: &Reading<'_>, words: &Range<usize>) -> bool {
    let starts = (words.start.saturating_sub(MAX_PHRASE - 1)..=words.start).filter(|start| source.is_side_by_side(*start, words.start));
    let holds = |start: usize| {
        let reaches = |(role, n): &(Role, usize)| *role == Role::Harmless && start + n >= words.end;
        terms_at(source, &NEGATORS, start).iter().any(|term| reaches(term) && source.is_side_by_side(start + term.1 - 1, words.start))
    };
    starts.into_iter().any(holds)
}

/// Whether nothing but blanks stands between a unit and the next one, both in one sentence and quotation.
fn is_next(source: &Reading<'_>, at: usize) -> bool {
    let all = &source.units.all;
    let (Some(one), Some(other)) = (all.get(at), all.get(at + 1)) else { return false };
    let (one, other) = (source.prepared.span_of_words(&(one.first..one.end)), source.prepared.span_of_words(&(other.first..other.end)));
    let between = source.prepared.article.text.get(one.end as usize..other.start as usize);
    source.is_side_by_side(at, at + 1) && between.is_some_and(|between| between.chars().all(char::is_whitespace))
}

fn is_in(source: &Reading<'_>, which: List, at: usize) -> bool {
    source.forms(at).next().is_some_and(|form| list(which).contains(form))
}

/// The units of the draft's sentence outside quotations, before the quotation and behind it.
fn around(quotation: &Quotation, draft: &Reading<'_>) -> [Vec<usize>; 2] {
    let all = &draft.units.all;
    let (Some(first), Some(last)) = (quotation.units.first(), quotation.units.last()) else { return [Vec::new(), Vec::new()] };
    let (start, end) = (all.partition_point(|unit| unit.first < first.first), all.partition_point(|unit| unit.first <= last.first));
    let outside = |at: &usize| !draft.is_quoted(*at);
    let ahead = (0..start).rev().take(MAX_ZONE).take_while(|at| draft.sentence(*at) == draft.sentence(start));
    let behind = (end..all.len()).take(MAX_ZONE).take_while(|at| draft.sentence(*at) == draft.sentence(end.saturating_sub(1)));
    [ahead.filter(outside).collect(), behind.filter(outside).collect()]
}

/// Whether the draft denies or rejects the quoted words in its own.
fn is_denied_outside(quotation: &Quotation, draft: &Reading<'_>) -> bool {
    let is_denial = |(role, _): &(Role, usize)| matches!(role, Role::Denies | Role::WithParticle | Role::Particle);
    around(quotation, draft)
        .iter()
        .flatten()
        .any(|at| terms_at(draft, &NEGATORS, *at).iter().any(is_denial) || !terms_at(draft, &REJECTING, *at).is_empty())
}

/// Whether the quotation is a sentence of its own in the draft, or stands behind a colon.
fn stands_alone(quotation: &Quotation, draft: &Reading<'_>) -> bool {
    let text = draft.prepared.article.text.get(..quotation.span.start as usize).unwrap_or("");
    let before = text.trim_end_matches(|c: char| c.is_whitespace() || crate::text::fold::is_quote(c));
    before.ends_with(':') || around(quotation, draft)[0].is_empty()
}

#[cfg(test)]
mod tests {
    use crate::article::Article;
    use crate::quotation::{Reading, Verdict, look_up};
    use crate::text::Prepared;

    fn verdict(source: &str, draft: &str) -> Verdict {
        let (source, draft) = (Prepared::new(&Article::new("wire", source)), Prepared::new(&Article::new("draft", draft)));
        let (source, draft) = (Reading::new(&source), Reading::new(&draft));
        look_up(&draft.quotations()[0], &draft, &source, true).map_or(Verdict::NotInSource, |found| found.verdict)
    }

    fn check(rows: &[(&str, &str)], wanted: Verdict) {
        let wrong: Vec<String> =
            rows.iter().map(|(a, b)| (a, b, verdict(a, b))).filter(|row| row.2 != wanted).map(|row| format!("{row:?}")).collect();
        assert!(wrong.is_empty(), "not {wanted:?}: {wrong:#?}");
    }

    #[test]
    fn a_negation_before_or_behind_the_quoted_words_was_dropped() {
        check(
            &[
                ("“No pupils were on the ferry that night,” Ada Voss said.", "“Pupils were on the ferry that night,” Ada Voss said."),
                ("“Never lend a neighbour your only ladder,” Ada Voss said.", "“Lend a neighbour your only ladder,” Ada Voss said."),
                ("“Nobody at the yard had seen the crack,” Ada Voss said.", "Ada Voss said workers “had seen the crack”."),
                ("“None of us knew the tide was turning,” Ada Voss said.", "“Knew the tide was turning,” was all Ada Voss said."),
                ("“We can no longer pay the ferrymen in full,” Ada Voss said.", "Ada Voss said she would “pay the ferrymen in full”."),
                ("“I don't trust the new harbour master,” Ada Voss said.", "Ada Voss said: “Trust the new harbour master.”"),
                ("„Nicht jeder Lotse kennt diese Bucht“, sagte Ada Voss.", "„Jeder Lotse kennt diese Bucht“, sagte Ada Voss."),
                ("„Keine Fähre fährt bei diesem Wind“, sagte Ada Voss.", "„Fähre fährt bei diesem Wind“, sagte Ada Voss."),
                ("„Wir verkaufen die alte Fähre nicht“, sagte Ada Voss.", "„Wir verkaufen die alte Fähre“, sagte Ada Voss."),
                ("„Das glaubt am Hafen keiner mehr, und ich glaube es auch nicht.“", "Voss: „Ich glaube es auch.“"),
                ("« Personne ne croit à ce pont », dit Ada Voss.", "Selon Ada Voss, on « croit à ce pont »."),
                ("« Nous n'avons pas peur de la marée », dit Ada Voss.", "Ada Voss dit avoir « peur de la marée »."),
                ("« Jamais la rivière montera jusqu'ici », dit Ada Voss.", "« La rivière montera jusqu'ici », dit Ada Voss."),
                ("«No cerramos el puerto por la niebla», dijo Ada Voss.", "«Cerramos el puerto por la niebla», dijo Ada Voss."),
                ("«Nunca bajó tanto el agua del río», dijo Ada Voss.", "«Bajó tanto el agua del río», dijo Ada Voss."),
                ("«Nadie de nosotros conocía la ruta», dijo Ada Voss.", "Ada Voss dijo que «conocía la ruta»."),
                ("«No cerramos», dijo Ada Voss.", "«Cerramos», dijo Ada Voss."),
            ],
            Verdict::Altered,
        );
    }

    #[test]
    fn a_negation_that_does_not_govern_them_was_not() {
        check(
            &[
                // Another clause, a comma, another sentence.
                (
                    "“I did not see the crack but the ferry was safe to sail,” Ada Voss said.",
                    "“The ferry was safe to sail,” Ada Voss said.",
                ),
                ("“No, the ferry was safe to sail,” Ada Voss said.", "“The ferry was safe to sail,” Ada Voss said."),
                (
                    "“Nobody told me that the ferry was safe to sail,” Ada Voss said.",
                    "It was news to Voss that “the ferry was safe to sail”.",
                ),
                ("“Not only the ferry was safe to sail,” Ada Voss said.", "“The ferry was safe to sail,” Ada Voss said."),
                ("“No doubt the ferry was safe to sail,” Ada Voss said.", "“The ferry was safe to sail,” Ada Voss said."),
                ("“The ferry was safe to sail, not the barge,” Ada Voss said.", "“The ferry was safe to sail,” Ada Voss said."),
                ("„Ich war nicht da, aber die Fähre war sicher“, sagte Ada Voss.", "„Die Fähre war sicher“, sagte Ada Voss."),
                ("„Die Fähre war sicher, nicht der Kahn“, sagte Ada Voss.", "„Die Fähre war sicher“, sagte Ada Voss."),
                ("« Je n'étais pas là mais le bac était sûr », dit Ada Voss.", "« Le bac était sûr », dit Ada Voss."),
                ("« C'est un pas vers une paix durable », dit Ada Voss.", "Ada Voss parle d'aller « vers une paix durable »."),
                ("« Je ne sais pas si le bac est sûr », dit Ada Voss.", "« Sais pas si le bac est sûr », dit Ada Voss."),
                ("«No estaba allí, pero la barca era segura», dijo Ada Voss.", "«La barca era segura», dijo Ada Voss."),
                ("«Nunca nadie vino a vernos al puerto», dijo Ada Voss.", "«Nadie vino a vernos al puerto», dijo Ada Voss."),
                // The draft denies in its own words.
                ("“We do not trust the harbour master,” Ada Voss said.", "Ada Voss said she did not “trust the harbour master”."),
                ("“We do not trust the harbour master,” Ada Voss said.", "Ada Voss denied that they “trust the harbour master”."),
                (
                    "„Nicht jeder Lotse kennt diese Bucht“, sagte Ada Voss.",
                    "Keineswegs, sagte Voss, könne man sagen, „jeder Lotse kennt diese Bucht“, nein.",
                ),
                ("« Nous n'avons pas peur de la marée », dit Ada Voss.", "Ada Voss assure qu'ils n'ont pas « peur de la marée »."),
                ("«No cerramos el puerto por la niebla», dijo Ada Voss.", "Ada Voss negó que «cerramos el puerto por la niebla»."),
                // A term.
                ("“There is no plan B,” Ada Voss said.", "Asked about a “plan B”, Ada Voss shrugged."),
                // The same words stand elsewhere without it.
                (
                    "“No ferry sails in this wind,” Ada Voss said. “Ferry sails in this wind are torn,” she added.",
                    "“Ferry sails in this wind,” Ada Voss said.",
                ),
            ],
            Verdict::Exact,
        );
    }

    #[test]
    fn the_dropped_word_is_shown() {
        let text = "“Never lend a neighbour your only ladder,” Ada Voss said.";
        let (source, draft) =
            (Prepared::new(&Article::new("wire", text)), Prepared::new(&Article::new("draft", "“Lend a neighbour your only ladder.”")));
        let (source, draft) = (Reading::new(&source), Reading::new(&draft));
        let found = look_up(&draft.quotations()[0], &draft, &source, true).expect("found");
        assert_eq!(found.missing.iter().map(|span| span.of(text)).collect::<Vec<_>>(), ["Never"]);
    }
}

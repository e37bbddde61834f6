//! Who speaks a quotation, as its own text tells it.
//!
//! In: a prepared text and its names. Out: for each quotation an [`Attribution`]. The name is looked for behind the quotation in the same
//! sentence ("...," said Keel), before it (Keel said: "..."), and, where a pronoun or nobody stands there, in the sentences before.
//! An attribution is certain where the name stands beside the verb of saying with nothing between but its apposition, and where a
//! remark goes on directly behind such a one. All others are guesses: good enough to tell where a quotation may come from, and never
//! enough to say that somebody else spoke it.

use super::beside::{between, is_next, stands_in};
use super::names::Name;
use super::roles;
use crate::lexicon::List;
use crate::span::Span;
use crate::text::Prepared;
use crate::text::fold;
use std::ops::Range;

/// Words read of a sentence on each side of a quotation.
const MAX_ZONE: usize = 40;
/// Sentences looked back through for the name that a pronoun stands for.
const MAX_BACK: usize = 4;
/// Words between a verb of saying and the name behind it: "said the keeper of the lock, Nora Keel".
const MAX_LEAD: usize = 7;
/// Words before the name with which a sentence begins: "the harbour clerk, Piet Holm".
const MAX_OPENING: usize = 4;
/// Words without a name beside a remark that goes on: "she said", "he told reporters later".
const MAX_CARRIED: usize = 6;
/// Words between a name and its verb where no commas are: "Keel has also said".
const MAX_AUXILIARIES: usize = 3;

/// Names among which one is looked for again.
const MAX_NAMES: usize = 1000;

/// Who speaks a quotation.
#[derive(Debug, Clone, Default)]
pub(super) struct Attribution {
    pub(super) keys: Vec<u64>,
    /// The words of the name.
    pub(super) forms: Vec<String>,
    pub(super) titles: Vec<u64>,
    /// The role that stands for a name: "said the driver".
    pub(super) role: Option<u64>,
    pub(super) is_introduced: bool,
    /// Whether nothing tells what the name is of: "said the company, Tarn Lines" does.
    pub(super) is_bare: bool,
    /// Whether the text leaves no doubt.
    pub(super) is_certain: bool,
    /// All names around.
    pub(super) around: Vec<u64>,
    pub(super) span: Span,
}

impl Attribution {
    fn certain(self, is_certain: bool) -> Attribution {
        Attribution { is_certain, ..self }
    }
}

/// What the words on one side of a quotation tell of its speaker.
#[derive(Debug, Default)]
struct Told {
    named: Option<Attribution>,
    /// Whether a pronoun stands where the name would.
    is_pronoun: bool,
}

/// The quotation before another one: who speaks it, and its words.
type Previous<'r> = Option<(&'r Attribution, Range<usize>)>;

/// Reads who speaks.
pub(super) struct Reader<'p> {
    pub(super) prepared: &'p Prepared,
    pub(super) names: Vec<Name>,
}

impl Reader<'_> {
    /// Who speaks each quotation of the text. Linear.
    pub(super) fn attributions(&self) -> Vec<Attribution> {
        let words = &self.prepared.words;
        let mut found: Vec<Attribution> = Vec::with_capacity(self.prepared.quotations.len());
        let mut last = 0..0;
        for quotation in &self.prepared.quotations {
            let start = last.end + words[last.end..].partition_point(|word| word.span.start < quotation.start);
            let end = start + words[start..].partition_point(|word| word.span.start < quotation.end);
            let previous = found.last().map(|attribution| (attribution, last.clone()));
            let attribution = if start < end { self.attribution(*quotation, start..end, previous) } else { Attribution::default() };
            last = start..end;
            found.push(attribution);
        }
        found
    }

    fn paragraph(&self, word: usize) -> Option<u32> {
        let sentence = self.prepared.words.get(word)?.sentence;
        self.prepared.sentences.get(sentence as usize).map(|sentence| sentence.paragraph)
    }

    /// The names among some words.
    fn names_in(&self, words: Range<usize>) -> &[Name] {
        let from = self.names.partition_point(|name| name.words.start < words.start);
        let to = self.names.partition_point(|name| name.words.end <= words.end);
        self.names.get(from..to.max(from)).unwrap_or(&[])
    }

    fn subjects_in(&self, words: Range<usize>) -> impl DoubleEndedIterator<Item = &Name> {
        self.names_in(words).iter().filter(|name| name.is_subject)
    }

    fn has(&self, which: List, word: usize) -> bool {
        stands_in(self.prepared, which, word)
    }

    fn has_any(&self, which: List, mut words: Range<usize>) -> bool {
        words.any(|word| self.has(which, word))
    }

    fn attribution(&self, span: Span, quoted: Range<usize>, previous: Previous<'_>) -> Attribution {
        let guess = self.guess(span, &quoted, previous.clone());
        if guess.is_certain {
            return guess;
        }
        self.carried(&quoted, previous).map(|carried| Attribution { around: guess.around.clone(), ..carried }).unwrap_or(guess)
    }

    fn guess(&self, span: Span, quoted: &Range<usize>, previous: Previous<'_>) -> Attribution {
        let sentence = self.sentence(quoted);
        let around = self.keys_in(sentence.clone());
        let (behind, is_closed) = self.behind(span, quoted);
        let told = self.told_behind(&behind, is_closed, &around);
        if told.named.as_ref().is_some_and(|named| named.is_certain || is_closed) {
            return told.named.unwrap_or_default();
        }
        let ahead = sentence.start..quoted.start;
        if told.is_pronoun || ahead.is_empty() {
            return match told.named {
                Some(named) => named,
                None if !told.is_pronoun && behind.len() > 2 => Attribution::default(),
                None => self.inherited(&sentence, around, previous, told.is_pronoun),
            };
        }
        let said = self.told_ahead(&ahead, &around);
        match (said.named, told.named) {
            (Some(found), guessed) if found.is_certain || guessed.is_none() => return found,
            (_, Some(guessed)) => return guessed,
            _ => {}
        }
        let outside = ahead.filter(|word| !self.prepared.words[*word].quoted).count();
        if !said.is_pronoun && (outside > 2 || behind.len() > 2) {
            return Attribution::default();
        }
        self.inherited(&sentence, around, previous, said.is_pronoun)
    }

    /// Who is named behind a quotation.
    fn told_behind(&self, behind: &Range<usize>, is_closed: bool, around: &[u64]) -> Told {
        if behind.is_empty() {
            return Told::default();
        }
        let name = self.subjects_in(behind.clone()).next();
        // "he told the Post": whoever stands behind a pronoun is told it.
        if self.has_any(List::Pronouns, behind.start..name.map_or(behind.end, |name| name.words.start)) {
            return Told { named: None, is_pronoun: true };
        }
        let named = name
            .map(|name| self.named(name, around.to_vec()).certain(self.speaks_behind(behind, is_closed, name)))
            .or_else(|| self.unnamed(behind.clone(), around));
        Told { named, is_pronoun: false }
    }

    /// Who is named before a quotation in its sentence: the name before the verb, with no pronoun between; else the one behind it, with no
    /// pronoun before.
    fn told_ahead(&self, ahead: &Range<usize>, around: &[u64]) -> Told {
        let said = ahead.clone().rev().find(|word| self.has(List::VerbsOfSaying, *word));
        let until = said.unwrap_or(ahead.start);
        let name = self.subjects_in(ahead.clone()).rfind(|name| name.words.end <= until);
        let mut is_pronoun = self.has_any(List::Pronouns, name.map_or(ahead.start, |name| name.words.end)..until);
        let name = name.or_else(|| self.subjects_in(ahead.clone()).next());
        is_pronoun |= name.is_none_or(|name| name.words.start >= until)
            && self.has_any(List::Pronouns, until..name.map_or(ahead.end, |name| name.words.start));
        let named = name
            .map(|name| self.named(name, around.to_vec()).certain(self.speaks_ahead(ahead, said, name)))
            .or_else(|| self.unnamed(ahead.clone(), around))
            .filter(|_| !is_pronoun);
        Told { named, is_pronoun }
    }

    /// A title or a role that speaks without a name: "the judge said".
    fn unnamed(&self, words: Range<usize>, around: &[u64]) -> Option<Attribution> {
        if let Some(title) = words.clone().find(|word| self.has(List::Titles, *word)) {
            let form = self.prepared.form(&self.prepared.words[title]);
            let found = Attribution { titles: vec![fold::key(form)], around: around.to_vec(), ..Attribution::default() };
            return Some(found.certain(title <= words.start + 2));
        }
        let role = roles::speaking(self.prepared, words)?;
        Some(Attribution { role: Some(role), around: around.to_vec(), is_certain: true, ..Attribution::default() })
    }

    /// Whether a name behind a quotation is beyond doubt who says it: "...," said lock keeper Nora Keel; "...," Keel said.
    fn speaks_behind(&self, behind: &Range<usize>, is_closed: bool, name: &Name) -> bool {
        let lead = behind.start..name.words.start;
        let is_verb = |word: usize| {
            let is_other = self.prepared.words.get(word).is_some_and(|word| !word.stop && !word.number);
            self.has(List::VerbsOfSaying, word) || is_closed && is_other
        };
        if lead.clone().take(2).any(|word| self.has(List::VerbsOfSaying, word))
            || self.has_no_article(&lead) && lead.clone().take(2).any(is_verb)
        {
            return lead.len() <= MAX_LEAD && self.is_one_phrase(lead);
        }
        let next = name.words.end;
        if lead.is_empty() && is_closed && self.is_small(next) && is_next(self.prepared, next - 1) && !self.prepared.words[next].stop {
            return !self.is_preposition(next);
        }
        let verb = (next..behind.end).find(|word| self.has(List::VerbsOfSaying, *word));
        lead.len() <= MAX_OPENING && self.is_one_phrase(lead) && verb.is_some_and(|verb| self.leads_to(next, verb))
    }

    fn is_small(&self, word: usize) -> bool {
        let text = &self.prepared.article.text;
        self.prepared.words.get(word).is_some_and(|word| !word.span.of(text).starts_with(char::is_uppercase))
    }

    fn has_no_article(&self, words: &Range<usize>) -> bool {
        words.clone().next().is_some_and(|word| !self.has(List::Determiners, word))
    }

    /// Whether these words and the next one go together: no preposition, and no comma but that of an apposition directly before the next.
    fn is_one_phrase(&self, words: Range<usize>) -> bool {
        let last = words.end.saturating_sub(1);
        words.into_iter().all(|word| {
            let is_apposition = word == last && between(self.prepared, word).is_some_and(|between| between.trim() == ",");
            !self.is_preposition(word) && (is_next(self.prepared, word) || self.is_hyphen(word) || is_apposition)
        })
    }

    fn is_preposition(&self, word: usize) -> bool {
        self.has(List::Prepositions, word) && !self.is_auxiliary(word)
    }

    /// `a déclaré`: what opens a verb of saying is no preposition and no article, as it may be in another language.
    fn is_auxiliary(&self, word: usize) -> bool {
        self.has(List::Auxiliaries, word) && self.has(List::VerbsOfSaying, word + 1) && is_next(self.prepared, word)
    }

    fn is_hyphen(&self, word: usize) -> bool {
        between(self.prepared, word).is_some_and(|between| matches!(between, "-" | "." | ". " | "'" | "’"))
    }

    /// Whether a name that ends at `end` leads to the verb: directly, or behind an apposition between commas.
    fn leads_to(&self, end: usize, verb: usize) -> bool {
        let rest = end..verb;
        let is_plain = |words: Range<usize>| {
            words.len() <= MAX_AUXILIARIES
                && words.into_iter().all(|word| {
                    let is_other = [List::Determiners, List::Prepositions, List::Pronouns].iter().any(|list| self.has(*list, word));
                    self.is_small(word) && (!is_other || self.is_auxiliary(word))
                })
        };
        let has_comma = |word: usize| between(self.prepared, word).is_some_and(|between| between.contains(','));
        let commas: Vec<usize> = (end.saturating_sub(1)..verb).filter(|word| has_comma(*word)).collect();
        match commas.as_slice() {
            [] => is_plain(rest),
            // "One passenger, Bob Tarn, said"; "Tarn, a passenger, said".
            [first, .., last] if *first == end - 1 => is_plain(last + 1..verb),
            [first] if *first == end - 1 => is_plain(first + 1..verb),
            _ => false,
        }
    }

    /// Whether a name before a quotation is beyond doubt who says it.
    fn speaks_ahead(&self, ahead: &Range<usize>, said: Option<usize>, name: &Name) -> bool {
        let last = ahead.end.saturating_sub(1);
        let gap = self.prepared.words.get(last).zip(self.prepared.words.get(ahead.end));
        let gap = gap.and_then(|(one, other)| self.prepared.article.text.get(one.span.end as usize..other.span.start as usize));
        let has_colon = gap.is_some_and(|gap| gap.contains(':'));
        let lead = ahead.start..name.words.start;
        let Some(said) = said else {
            return has_colon && self.subjects_in(ahead.clone()).count() == 1 && self.opens(&lead);
        };
        let others = self.subjects_in(said..ahead.end).filter(|other| *other != name).count();
        if name.words.end <= said {
            return others == 0 && self.leads_to(name.words.end, said);
        }
        // "Later said Keel: ..."; but who is told something by somebody does not speak.
        let is_inverted = !self.has_any(List::Determiners, ahead.start..said) && self.names_in(ahead.start..said).is_empty();
        others == 0 && has_colon && is_inverted && name.words.start <= said + MAX_OPENING && self.is_one_phrase(said..name.words.start)
    }

    /// Whether a sentence may begin so before the name of which it speaks: "the harbour clerk, Piet Holm".
    fn opens(&self, lead: &Range<usize>) -> bool {
        let has_verb = self.has_any(List::VerbsOfSaying, lead.clone()) || self.has_any(List::Pronouns, lead.clone());
        let is_bare = lead.clone().all(|word| self.has(List::Determiners, word));
        let has_comma = lead.end > lead.start && between(self.prepared, lead.end - 1).is_some_and(|between| between.trim() == ",");
        !has_verb && lead.len() <= MAX_OPENING && self.is_one_phrase(lead.clone()) && (is_bare || has_comma)
    }

    /// The speaker of a remark that goes on: behind one that is certain, in the same sentence or the next of the paragraph, where no other
    /// name comes between; or behind the sentence that names the one of whom it speaks.
    fn carried(&self, quoted: &Range<usize>, previous: Previous<'_>) -> Option<Attribution> {
        let sentence = self.sentence(quoted);
        let is_outside = |word: &usize| !self.prepared.words[*word].quoted;
        let paragraph = self.paragraph(quoted.start);
        let outside = sentence.clone().filter(is_outside).count();
        let names_nobody = outside <= MAX_CARRIED && self.names_in(sentence.clone()).is_empty();
        let (ahead, behind) = (sentence.start..quoted.start, quoted.end..sentence.end);
        let has_role = || [ahead, behind].into_iter().any(|words| roles::speaking(self.prepared, words).is_some());
        if let Some((attribution, words)) = previous.filter(|(_, words)| words.end > 0) {
            let last = words.end - 1;
            let is_same_paragraph = self.paragraph(last) == paragraph;
            if is_same_paragraph && sentence.contains(&last) && attribution.is_certain && !attribution.keys.is_empty() {
                let is_own = |name: &Name| name.keys.iter().all(|key| attribution.keys.contains(key));
                return self.subjects_in(words.end..sentence.end).all(is_own).then(|| attribution.clone());
            }
            let own = self.sentence(&words).end;
            let goes_on = is_same_paragraph && own >= sentence.start && attribution.is_certain && !attribution.keys.is_empty();
            if goes_on {
                return (names_nobody && !has_role()).then(|| attribution.clone());
            }
        }
        let last = sentence.start.checked_sub(1).filter(|last| self.paragraph(*last) == paragraph)?;
        let earlier = self.sentence(&(last..sentence.start));
        let has_quotation = earlier.clone().any(|word| self.prepared.words[word].quoted);
        let mut subjects = self.subjects_in(earlier.clone()).filter(|name| !self.is_capital_of_sentence(name, &earlier));
        let name = subjects.next()?;
        let lead = earlier.start..name.words.start;
        // "Her brother Tom Brook, who runs the office, ...": the comma tells that the row before the name is what he is.
        let is_explained = between(self.prepared, name.words.end - 1).is_some_and(|between| between.trim() == ",");
        let is_bare = is_explained || !self.has_any(List::Determiners, lead.clone());
        let has_role_only = name.is_person && is_bare && self.is_one_phrase(lead.clone());
        let has_verb = self.has_any(List::VerbsOfSaying, lead.clone());
        let opens = self.opens(&lead) || has_role_only && lead.len() <= MAX_OPENING && !has_verb;
        let is_one = subjects.next().is_none() && !has_quotation;
        (opens && is_one && names_nobody && !has_role()).then(|| self.named(name, Vec::new()).certain(true))
    }

    /// Whether a word has its capital only because it opens the sentence: it is followed by a word without one.
    fn is_capital_of_sentence(&self, name: &Name, sentence: &Range<usize>) -> bool {
        let is_known = |other: &Name| other.words != name.words && name.keys.iter().any(|key| other.keys.contains(key));
        name.words.len() == 1
            && name.words.start == sentence.start
            && self.prepared.words.get(name.words.start).is_some_and(|word| !word.capital)
            && !self.names.iter().take(MAX_NAMES).any(is_known)
    }

    /// The speaker of the sentences before, for a pronoun, or where none is named: a guess.
    fn inherited(&self, sentence: &Range<usize>, mut around: Vec<u64>, previous: Previous<'_>, is_pronoun: bool) -> Attribution {
        let paragraph = self.paragraph(sentence.start);
        let mut start = sentence.start;
        for _ in 0..MAX_BACK {
            let Some(last) = start.checked_sub(1).filter(|last| self.paragraph(*last) == paragraph) else { break };
            let earlier = self.sentence(&(last..start));
            around.extend(self.keys_in(earlier.clone()));
            let has_quotation = earlier.clone().any(|word| self.prepared.words[word].quoted);
            if let Some((attribution, _)) = previous.clone().filter(|(attribution, _)| has_quotation && !attribution.keys.is_empty()) {
                around.extend(&attribution.around);
                return Attribution { around, ..attribution.clone() }.certain(false);
            }
            let subject = self.subjects_in(earlier.clone()).next();
            if let Some(name) = subject.filter(|name| !self.has_any(List::Pronouns, earlier.start..name.words.start)) {
                return self.named(name, around);
            }
            start = earlier.start;
        }
        // A new paragraph that names nobody may go on with the speaker of the one before.
        let is_next = |at: Option<u32>| {
            let has_names = !self.keys_in(start..sentence.start).is_empty();
            !has_names && paragraph.zip(at).is_some_and(|(own, at)| at == own || at + 1 == own)
        };
        match previous {
            Some((attribution, _)) if is_pronoun && is_next(sentence.start.checked_sub(1).and_then(|last| self.paragraph(last))) => {
                around.extend(&attribution.around);
                Attribution { around, ..attribution.clone() }.certain(false)
            }
            _ => Attribution::default(),
        }
    }

    fn named(&self, name: &Name, around: Vec<u64>) -> Attribution {
        let span = self.prepared.span_of_words(&(name.words.start as u32..name.words.end as u32));
        let Name { keys, forms, titles, is_introduced, is_bare, .. } = name.clone();
        Attribution { keys, forms, titles, role: None, is_introduced, is_bare, is_certain: false, around, span }
    }

    /// The turns of a transcript: a line opens with a name and a colon, and at least two people speak so.
    pub(super) fn turns(&self) -> Vec<(Range<usize>, Attribution)> {
        let (text, all) = (&self.prepared.article.text, &self.prepared.words);
        let opens = |name: &&Name| {
            let (Some(first), Some(last)) = (all.get(name.words.start), all.get(name.words.end - 1)) else { return false };
            let (before, behind) = (text.get(..first.span.start as usize), text.get(last.span.end as usize..));
            let begins_line = before.is_some_and(|before| before.trim_end_matches([' ', '\t']).ends_with('\n') || before.trim().is_empty());
            begins_line && behind.is_some_and(|behind| behind.starts_with(':')) && !name.keys.is_empty()
        };
        let labels: Vec<&Name> = self.names.iter().filter(opens).collect();
        if labels.windows(2).all(|pair| pair[0].keys == pair[1].keys) {
            return Vec::new();
        }
        let turn = |(number, name): (usize, &&Name)| {
            let start = name.words.end;
            let next = labels.get(number + 1).map_or(all.len(), |next| next.words.start);
            let paragraph = self.paragraph(name.words.start);
            let n = (start..next).take_while(|word| self.paragraph(*word) == paragraph).count();
            (start..start + n, self.named(name, Vec::new()).certain(true))
        };
        labels.iter().enumerate().map(turn).collect()
    }

    fn keys_in(&self, words: Range<usize>) -> Vec<u64> {
        self.names_in(words).iter().flat_map(|name| name.keys.iter().copied()).collect()
    }

    /// The words of the sentence of some words, at most [`MAX_ZONE`] on each side.
    fn sentence(&self, words: &Range<usize>) -> Range<usize> {
        let all = &self.prepared.words;
        let own = |word: usize| all.get(word).map(|word| word.sentence);
        let (first, last) = (own(words.start), own(words.end.saturating_sub(1)));
        let before = all[..words.start].iter().rev().take(MAX_ZONE).take_while(|word| Some(word.sentence) == first).count();
        let behind = all[words.end..].iter().take(MAX_ZONE).take_while(|word| Some(word.sentence) == last).count();
        words.start - before..words.end + behind
    }

    /// The words behind a quotation that may tell who speaks, up to the next quotation; none where a new sentence begins. And whether a mark
    /// stands before them that parts a remark from its speaker: in the middle of a sentence quoted words rather are a part of it.
    fn behind(&self, span: Span, quoted: &Range<usize>) -> (Range<usize>, bool) {
        let (text, all) = (&self.prepared.article.text, &self.prepared.words);
        let none = (quoted.end..quoted.end, false);
        let Some(next) = all.get(quoted.end).filter(|next| !next.quoted) else { return none };
        let between = text.get(span.end as usize..next.span.start as usize).unwrap_or(".");
        let inside = span.of(text).trim_end_matches(|c: char| fold::is_quote(c) || c.is_whitespace());
        let is_small = next.span.of(text).starts_with(char::is_lowercase);
        let has_ended = inside.ends_with(['.', '!', '?', '…']) && !is_small;
        if has_ended || !between.chars().all(|c| c.is_whitespace() || fold::is_dash(c) || c == ',') || between.contains("\n\n") {
            return none;
        }
        let is_closed = inside.ends_with([',', '.', '!', '?', '…']) || between.contains(|c| fold::is_dash(c) || c == ',');
        let n = all[quoted.end..].iter().take(MAX_ZONE / 2).take_while(|word| !word.quoted && word.sentence == next.sentence).count();
        (quoted.end..quoted.end + n, is_closed)
    }
}

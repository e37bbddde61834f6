//! Who is named as the speaker of a quotation.
//!
//! In: a prepared text. Out: [`Speakers`]: for each quotation the name that stands with it, and all names around it. A name is a row of
//! words with capitals. It is looked for behind the quotation in the same sentence ("...," said Keel), before it (Keel said: "..."), and,
//! where a pronoun or nobody stands there, in the sentence before. A role without a name ("the driver") names nobody, unless one of the
//! texts gives it to one name ("the driver, Nora Keel"). In a transcript a line that opens with a name and a colon tells who speaks. In
//! doubt nobody is known, and then no quotation is told to be another person's.

use super::roles;
use crate::lexicon::{List, list};
use crate::span::Span;
use crate::text::fold;
use crate::text::{Prepared, Word};
use std::ops::Range;

/// Words read of a sentence on each side of a quotation.
const MAX_ZONE: usize = 40;
/// Sentences looked back through for the name that a pronoun stands for.
const MAX_BACK: usize = 4;

/// A row of words with capitals outside quotations.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Name {
    /// The words by key, without the titles before them.
    keys: Vec<u64>,
    /// The titles before it.
    titles: Vec<u64>,
    words: Range<usize>,
    /// Whether it can be who speaks: it stands behind no preposition.
    is_subject: bool,
    /// What the person is, as far as it stands beside the name: "the driver, Nora Keel".
    roles: Vec<u64>,
    /// Whether somebody new is brought in: "one driver, Nora Keel", "Nora Keel, a driver".
    is_introduced: bool,
}

/// Who speaks a quotation.
#[derive(Debug, Clone, Default)]
struct Attribution {
    keys: Vec<u64>,
    titles: Vec<u64>,
    /// The role that stands for a name: "said the driver".
    role: Option<u64>,
    is_introduced: bool,
    /// All names around.
    around: Vec<u64>,
    span: Span,
}

/// The speakers of a text.
#[derive(Debug)]
pub(super) struct Speakers {
    of: Vec<Attribution>,
    names: Vec<Name>,
    /// The words of each turn of a transcript, and who speaks them.
    turns: Vec<(Range<usize>, Attribution)>,
}

impl Speakers {
    /// Reads a text. Linear.
    pub(super) fn of(prepared: &Prepared) -> Speakers {
        let reader = Reader { prepared, names: names(prepared) };
        let mut of: Vec<Attribution> = Vec::with_capacity(prepared.quotations.len());
        let mut word = 0;
        for quotation in &prepared.quotations {
            let start = word + prepared.words[word..].partition_point(|word| word.span.start < quotation.start);
            let end = start + prepared.words[start..].partition_point(|word| word.span.start < quotation.end);
            word = end;
            let before = of.last().map(|last| (last, reader.paragraph(start.saturating_sub(1))));
            let attribution = if start < end { reader.attribution(*quotation, start..end, before) } else { Attribution::default() };
            of.push(attribution);
        }
        let turns = reader.turns();
        Speakers { of, names: reader.names, turns }
    }

    /// Who says word `at` here, of quotation `theirs` if it is in one, if it is not the one whom `draft` names for its quotation `own`.
    pub(super) fn other_speaker(&self, draft: &Speakers, own: usize, theirs: Option<usize>, at: usize) -> Option<Span> {
        let theirs = theirs.map_or_else(|| self.turn_of(at), |theirs| self.of.get(theirs))?;
        let own = draft.of.get(own)?;
        let all = || self.names.iter().chain(&draft.names);
        let mut keys = own.keys.clone();
        // Where nouns have capitals a role looks like a name, but no longer name has it.
        let is_part = |key: u64| all().any(|name| name.keys.len() > 1 && name.keys.contains(&key));
        let as_name = keys.first().copied().filter(|key| keys.len() == 1 && !is_part(*key));
        if let Some(role) = own.role.or(as_name) {
            let of_role = only_one(all().filter(|name| name.roles.contains(&role)));
            keys = if of_role.is_empty() { keys } else { of_role };
        } else if keys.is_empty() {
            let has_title = |name: &&Name| name.titles.iter().any(|title| own.titles.contains(title));
            keys = all().filter(has_title).flat_map(|name| name.keys.iter().copied()).collect();
        }
        // A person has two names somewhere, or a title before one, and the draft's stands in this text, too, unless the draft brings
        // somebody in.
        let is_person = |keys: &[u64]| {
            let names_one = |name: &Name| name.keys.len() > 1 || !name.titles.is_empty();
            all().any(|name| names_one(name) && name.keys.iter().any(|key| keys.contains(key)))
        };
        let is_known = own.is_introduced || self.names.iter().any(|name| name.keys.iter().any(|key| keys.contains(key)));
        if keys.is_empty() || theirs.keys.is_empty() || !is_known || !is_person(&keys) || !is_person(&theirs.keys) {
            return None;
        }
        let belongs = |name: &&Name| name.keys.iter().any(|key| keys.contains(key));
        let other: Vec<u64> = all().filter(belongs).flat_map(|name| name.keys.iter().copied()).collect();
        let is_same = theirs.around.iter().chain(&theirs.keys).any(|key| keys.contains(key) || other.contains(key));
        (!is_same).then_some(theirs.span)
    }

    fn turn_of(&self, at: usize) -> Option<&Attribution> {
        let number = self.turns.partition_point(|(words, _)| words.end <= at);
        self.turns.get(number).filter(|(words, _)| words.contains(&at)).map(|(_, attribution)| attribution)
    }

    /// Whether this text names whom `draft` names for its quotation.
    pub(super) fn names_speaker(&self, draft: &Speakers, own: usize) -> bool {
        let keys = draft.of.get(own).map_or(&[][..], |attribution| &attribution.keys);
        !keys.is_empty() && self.names.iter().any(|name| keys.iter().all(|key| name.keys.contains(key)))
    }

    /// Whether two quotations are known to be of two persons.
    pub(super) fn are_others(&self, one: Option<usize>, other: Option<usize>) -> bool {
        let of = |number: Option<usize>| number.and_then(|number| self.of.get(number));
        let (Some(one), Some(other)) = (of(one), of(other)) else { return false };
        let all = |attribution: &Attribution| -> Vec<u64> { attribution.keys.iter().chain(&attribution.around).copied().collect() };
        !one.keys.is_empty() && !other.keys.is_empty() && !all(one).iter().any(|key| all(other).contains(key))
    }
}

/// The keys of these names, if all are one person's.
fn only_one<'n>(names: impl Iterator<Item = &'n Name> + Clone) -> Vec<u64> {
    let keys: Vec<u64> = names.clone().flat_map(|name| name.keys.iter().copied()).collect();
    let Some(longest) = names.clone().max_by_key(|name| name.keys.len()) else { return keys };
    let is_one = names.into_iter().all(|name| name.keys.iter().any(|key| longest.keys.contains(key)));
    if is_one { keys } else { Vec::new() }
}

/// The names of a text outside quotations, in order.
fn names(prepared: &Prepared) -> Vec<Name> {
    let mut found: Vec<Name> = Vec::new();
    let words = &prepared.words;
    let mut at = 0;
    while at < words.len() {
        let end = at + words[at..].iter().enumerate().take_while(|(n, word)| goes_on(prepared, at, at + n, word)).count();
        if end == at {
            at += 1;
            continue;
        }
        let before = at.checked_sub(1).map(|before| &words[before]).filter(|before| before.sentence == words[at].sentence);
        let is_subject = !before.is_some_and(|before| list(List::Prepositions).contains(prepared.form(before)));
        let (roles, is_introduced) = (roles::roles(prepared, at..end), roles::is_introduced(prepared, at..end));
        let mut name = Name { keys: Vec::new(), titles: Vec::new(), words: at..end, is_subject, roles, is_introduced };
        for word in &words[at..end] {
            let form = prepared.form(word).trim_end_matches("'s");
            if name.keys.is_empty() && list(List::Titles).contains(form) {
                name.titles.push(fold::key(form));
            } else {
                name.keys.push(fold::key(form));
            }
        }
        found.push(name);
        at = end;
    }
    found
}

/// Whether the word at `at` belongs to the name that begins at `start`.
fn goes_on(prepared: &Prepared, start: usize, at: usize, word: &Word) -> bool {
    let text = &prepared.article.text;
    if word.quoted || word.number || at - start > 8 {
        return false;
    }
    if at > start {
        let between = text.get(prepared.words[at - 1].span.end as usize..word.span.start as usize).unwrap_or(",");
        if word.sentence != prepared.words[at - 1].sentence || !between.chars().all(|c| c.is_whitespace() || matches!(c, '-' | '.')) {
            return false;
        }
    }
    let is_capital = word.span.of(text).starts_with(char::is_uppercase);
    let form = prepared.form(word);
    // A name may be a small word of another language: Ada. Its capital inside a sentence tells.
    let may_be_name = word.capital && form.len() > 1 && !list(List::Pronouns).contains(form);
    is_capital && (!word.stop || may_be_name || list(List::Titles).contains(form))
}

struct Reader<'p> {
    prepared: &'p Prepared,
    names: Vec<Name>,
}

impl Reader<'_> {
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

    fn has(&self, which: List, word: usize) -> bool {
        self.prepared.words.get(word).is_some_and(|word| !word.quoted && list(which).contains(self.prepared.form(word)))
    }

    fn pronoun_in(&self, mut words: Range<usize>) -> bool {
        words.any(|word| self.has(List::Pronouns, word))
    }

    fn attribution(&self, span: Span, quoted: Range<usize>, before: Option<(&Attribution, Option<u32>)>) -> Attribution {
        let sentence = self.sentence(&quoted);
        let behind = self.behind(span, &quoted);
        let around = self.keys_in(sentence.clone());
        let mut is_pronoun = false;
        if !behind.is_empty() {
            let name = self.names_in(behind.clone()).iter().find(|name| name.is_subject);
            // "he told the Post": whoever stands behind a pronoun is told it.
            is_pronoun = self.pronoun_in(behind.start..name.map_or(behind.end, |name| name.words.start));
            if let Some(name) = name.filter(|_| !is_pronoun) {
                return self.named(name, around);
            }
            if let Some(title) = self.title_in(behind.clone()).filter(|_| !is_pronoun) {
                return Attribution { titles: vec![title], around, ..Attribution::default() };
            }
            if let Some(role) = roles::speaking(self.prepared, behind.clone()).filter(|_| !is_pronoun) {
                return Attribution { role: Some(role), around, ..Attribution::default() };
            }
        }
        let ahead = sentence.start..quoted.start;
        if !is_pronoun && !ahead.is_empty() {
            let said = ahead.clone().rev().find(|word| self.has(List::VerbsOfSaying, *word));
            let subjects = || self.names_in(ahead.clone()).iter().filter(|name| name.is_subject);
            // The name before the verb, with no pronoun between; else the one behind it, with no pronoun before.
            let until = said.unwrap_or(ahead.start);
            let name = subjects().rfind(|name| name.words.end <= until);
            is_pronoun = self.pronoun_in(name.map_or(ahead.start, |name| name.words.end)..until);
            let name = name.or_else(|| subjects().next());
            is_pronoun |= name.is_none_or(|name| name.words.start >= until)
                && self.pronoun_in(until..name.map_or(ahead.end, |name| name.words.start));
            if let Some(name) = name.filter(|_| !is_pronoun) {
                return self.named(name, around);
            }
            if let Some(title) = self.title_in(ahead.clone()).filter(|_| !is_pronoun) {
                return Attribution { titles: vec![title], around, ..Attribution::default() };
            }
            if let Some(role) = roles::speaking(self.prepared, ahead.clone()).filter(|_| !is_pronoun) {
                return Attribution { role: Some(role), around, ..Attribution::default() };
            }
            let outside = ahead.filter(|word| !self.prepared.words[*word].quoted).count();
            if !is_pronoun && outside > 2 {
                return Attribution::default();
            }
        }
        if !is_pronoun && behind.len() > 2 {
            return Attribution::default();
        }
        self.inherited(&sentence, around, before, is_pronoun)
    }

    /// The speaker of the sentences before, for a pronoun, or where none is named.
    fn inherited(
        &self,
        sentence: &Range<usize>,
        mut around: Vec<u64>,
        before: Option<(&Attribution, Option<u32>)>,
        is_pronoun: bool,
    ) -> Attribution {
        let paragraph = self.paragraph(sentence.start);
        let mut start = sentence.start;
        for _ in 0..MAX_BACK {
            let Some(last) = start.checked_sub(1).filter(|last| self.paragraph(*last) == paragraph) else { break };
            let earlier = self.sentence(&(last..start));
            around.extend(self.keys_in(earlier.clone()));
            let has_quotation = earlier.clone().any(|word| self.prepared.words[word].quoted);
            if let Some((attribution, _)) = before.filter(|(attribution, _)| has_quotation && !attribution.keys.is_empty()) {
                around.extend(&attribution.around);
                return Attribution { around, ..attribution.clone() };
            }
            let subject = self.names_in(earlier.clone()).iter().find(|name| name.is_subject);
            if let Some(name) = subject.filter(|name| !self.pronoun_in(earlier.start..name.words.start)) {
                return self.named(name, around);
            }
            start = earlier.start;
        }
        // A new paragraph that names nobody may go on with the speaker of the one before.
        let is_next = |at: Option<u32>| {
            let has_names = !self.keys_in(start..sentence.start).is_empty();
            !has_names && paragraph.zip(at).is_some_and(|(own, at)| at == own || at + 1 == own)
        };
        match before {
            Some((attribution, at)) if is_pronoun && is_next(at) => {
                around.extend(&attribution.around);
                Attribution { around, ..attribution.clone() }
            }
            _ => Attribution::default(),
        }
    }

    fn named(&self, name: &Name, around: Vec<u64>) -> Attribution {
        let span = self.prepared.span_of_words(&(name.words.start as u32..name.words.end as u32));
        let Name { keys, titles, is_introduced, .. } = name.clone();
        Attribution { keys, titles, role: None, is_introduced, around, span }
    }

    /// The turns of a transcript: a line opens with a name and a colon, and at least two people speak so.
    fn turns(&self) -> Vec<(Range<usize>, Attribution)> {
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
            (start..start + n, self.named(name, Vec::new()))
        };
        labels.iter().enumerate().map(turn).collect()
    }

    fn keys_in(&self, words: Range<usize>) -> Vec<u64> {
        self.names_in(words).iter().flat_map(|name| name.keys.iter().copied()).collect()
    }

    /// A title that stands without a name: "the judge said".
    fn title_in(&self, mut words: Range<usize>) -> Option<u64> {
        words.find(|word| self.has(List::Titles, *word)).map(|word| fold::key(self.prepared.form(&self.prepared.words[word])))
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

    /// The words behind a quotation that tell who speaks, up to the next quotation; none where a new sentence begins.
    fn behind(&self, span: Span, quoted: &Range<usize>) -> Range<usize> {
        let (text, all) = (&self.prepared.article.text, &self.prepared.words);
        let none = quoted.end..quoted.end;
        let Some(next) = all.get(quoted.end).filter(|next| !next.quoted) else { return none };
        let between = text.get(span.end as usize..next.span.start as usize).unwrap_or(".");
        let inside = span.of(text).trim_end_matches(|c: char| fold::is_quote(c) || c.is_whitespace());
        let is_small = next.span.of(text).starts_with(char::is_lowercase);
        let has_ended = inside.ends_with(['.', '!', '?', '…']) && !is_small;
        if has_ended || !between.chars().all(|c| c.is_whitespace() || fold::is_dash(c) || c == ',') || between.contains("\n\n") {
            return none;
        }
        let n = all[quoted.end..].iter().take(MAX_ZONE / 2).take_while(|word| !word.quoted && word.sentence == next.sentence).count();
        quoted.end..quoted.end + n
    }
}

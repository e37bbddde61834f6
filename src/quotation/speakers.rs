//! Whether two texts give a quotation to two persons.
//!
//! In: two prepared texts, and who speaks each quotation in them (`attribution`). Out: whether the speakers are known to be others. A false
//! accusation is worse than a miss: each side must name its speaker beyond doubt beside that very quotation, both must be persons, and
//! no word of their names, as far as either text tells them, may be common or nearly the same. A company and the one who speaks for it, a party
//! and its name, a role and a name are no two speakers. A role without a name ("the driver") is only somebody where one of the texts gives
//! it to one name ("the driver, Nora Keel") and none to anybody ("a driver"). In a transcript a line that opens with a name and a colon
//! tells who speaks.

use super::attribution::{Attribution, Reader};
use super::names::{Name, names};
use super::roles;
use crate::span::Span;
use crate::text::{Prepared, similar_phrases};
use std::ops::Range;

/// Words of names that are so much alike are one name, misspelt or written in another alphabet's way.
///
/// One letter of four, two of seven: `Meyer` and `Meier`, `Petrov` and `Petrow`; a false accusation costs more than a missed one.
const SAME_NAME: f64 = 0.7;

/// Words of somebody's names that are compared: nobody has more, but for a text made to cost time.
const MAX_FORMS: usize = 32;

/// The speakers of a text.
#[derive(Debug)]
pub(super) struct Speakers {
    of: Vec<Attribution>,
    names: Vec<Name>,
    /// The words of each turn of a transcript, and who speaks them.
    turns: Vec<(Range<usize>, Attribution)>,
    /// Roles that the text gives to somebody or other: "a spokesman".
    of_anybody: Vec<u64>,
}

impl Speakers {
    /// Reads a text. Linear.
    pub(super) fn of(prepared: &Prepared) -> Speakers {
        let reader = Reader { prepared, names: names(prepared) };
        let (of, turns) = (reader.attributions(), reader.turns());
        Speakers { of, turns, names: reader.names, of_anybody: roles::of_anybody(prepared) }
    }

    /// Who says word `at` here, of quotation `theirs` if it is in one, if it is not the one whom `draft` names for its quotation `own`.
    pub(super) fn other_speaker(&self, draft: &Speakers, own: usize, theirs: Option<usize>, at: usize) -> Option<Span> {
        let theirs = theirs.map_or_else(|| self.turn_of(at), |theirs| self.of.get(theirs))?;
        let own = draft.of.get(own)?;
        if !own.is_certain || !theirs.is_certain || theirs.keys.is_empty() {
            return None;
        }
        let all = || self.names.iter().chain(&draft.names);
        let is_anybody = |role: &u64| self.of_anybody.contains(role) || draft.of_anybody.contains(role);
        // Where nouns have capitals a role looks like a name, but no longer name has it.
        let is_part = |key: u64| all().any(|name| name.keys.len() > 1 && name.keys.contains(&key));
        let as_name = own.keys.first().copied().filter(|key| own.keys.len() == 1 && own.titles.is_empty() && !is_part(*key));
        let role = own.role.or(as_name);
        let keys = match role {
            Some(role) => only_one(all().filter(|name| name.roles.contains(&role) && !is_anybody(&role))),
            None if own.keys.is_empty() => only_one(all().filter(|name| name.titles.iter().any(|title| own.titles.contains(title)))),
            None => own.keys.clone(),
        };
        let is_person = |keys: &[u64]| all().any(|name| name.is_person_of(keys));
        // The draft's speaker stands in this text, too, unless the draft brings somebody in or gives the whole name.
        let is_whole = role.is_none() && own.is_bare && own.keys.len() > 1;
        let is_known = own.is_introduced || is_whole || self.names.iter().any(|name| name.keys.iter().any(|key| keys.contains(key)));
        if keys.is_empty() || !is_known || !is_person(&keys) || !is_person(&theirs.keys) {
            return None;
        }
        let (mine, others) = (with_all_names(&keys, all()), with_all_names(&theirs.keys, all()));
        let is_same = theirs.around.iter().chain(&others.keys).any(|key| mine.keys.contains(key))
            || own.around.iter().any(|key| others.keys.contains(key))
            || own.forms.iter().chain(&mine.forms).any(|one| others.forms.iter().any(|other| similar_phrases(one, other) >= SAME_NAME));
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
        let of = |number: Option<usize>| number.and_then(|number| self.of.get(number)).filter(|one| one.is_certain && !one.keys.is_empty());
        let (Some(one), Some(other)) = (of(one), of(other)) else { return false };
        let all = |attribution: &Attribution| -> Vec<u64> { attribution.keys.iter().chain(&attribution.around).copied().collect() };
        !all(one).iter().any(|key| all(other).contains(key))
    }
}

/// The words by which somebody is called.
struct Called {
    keys: Vec<u64>,
    forms: Vec<String>,
}

/// The names of somebody with all longer and shorter forms of them in the texts.
fn with_all_names<'n>(keys: &[u64], names: impl Iterator<Item = &'n Name>) -> Called {
    let mut found = Called { keys: keys.to_vec(), forms: Vec::new() };
    for name in names.filter(|name| name.keys.iter().any(|key| keys.contains(key))) {
        found.keys.extend(&name.keys);
        found.forms.extend(name.forms.iter().cloned());
    }
    found.forms.sort_unstable();
    found.forms.dedup();
    found.forms.truncate(MAX_FORMS);
    found
}

/// The keys of these names, if all are one person's.
fn only_one<'n>(names: impl Iterator<Item = &'n Name> + Clone) -> Vec<u64> {
    let Some(longest) = names.clone().max_by_key(|name| name.keys.len()) else { return Vec::new() };
    let is_one = |name: &Name| name.keys.iter().any(|key| longest.keys.contains(key));
    if names.clone().all(is_one) { names.flat_map(|name| name.keys.iter().copied()).collect() } else { Vec::new() }
}

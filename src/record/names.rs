//! The names by which records say what something is: relations, statuses, roles, flags.
//!
//! In: enumerations of the working rooms. Out: their names in JSON, and what a schema says of them. A closed list is an
//! `enum` of the schema; to an open one names may be added. The working rooms know nothing of JSON.

use crate::align::{Change, Flag, Status};
use crate::article::Role;
use crate::judge::{self, Level};
use crate::pipeline::{Direction, Time};
use crate::quotation::Verdict;
use crate::score::{Discount, Doubt, Grade, Kind, Relation};
use crate::span::Span;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;

/// Something that has a name in machine-readable outputs.
pub trait Named {
    /// The name.
    fn name(&self) -> &'static str;
}

/// Gives the variants of a type their names; the match keeps the list complete.
macro_rules! named {
    ($type:ty, $title:literal, $what:literal, $schema:ident, { $($variant:pat => $name:literal),+ $(,)? }) => {
        impl Named for $type {
            fn name(&self) -> &'static str {
                match self { $($variant => $name),+ }
            }
        }

        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.name())
            }
        }

        impl JsonSchema for $type {
            fn schema_name() -> Cow<'static, str> {
                $title.into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                $schema($what, &[$($name),+])
            }
        }
    };
}

named!(Status, "SentenceStatus", "what became of a sentence", closed, {
    Status::Identical => "identical",
    Status::Typographic => "typographic",
    Status::Edited => "edited",
    Status::Added => "added",
    Status::Removed => "removed",
});

named!(Change, "Change", "what became of a stretch of text", closed, {
    Change::Same => "same",
    Change::Typographic => "typographic",
    Change::Moved => "moved",
    Change::Added => "added",
    Change::Removed => "removed",
});

named!(Flag, "Flag", "what an editor must see", open, {
    Flag::Number => "number",
    Flag::Money => "money",
    Flag::Date => "date",
    Flag::Name => "name",
    Flag::Quotation => "quotation",
    Flag::CutInQuotation => "cut-in-quotation",
    Flag::Attribution => "attribution",
    Flag::Negation => "negation",
    Flag::Certainty => "certainty",
    Flag::LegalStatus => "legal-status",
});

named!(Verdict, "QuotationVerdict", "what became of the words of a quotation", open, {
    Verdict::Exact => "exact",
    Verdict::Altered => "altered",
    Verdict::Cut => "cut",
    Verdict::Spliced => "spliced",
    Verdict::Misattributed => "misattributed",
    Verdict::NotInSource => "not-in-source",
});

named!(Role, "Role", "what a part of an article is for", open, {
    Role::Text => "text",
    Role::Headline => "headline",
    Role::Dateline => "dateline",
    Role::Byline => "byline",
    Role::Note => "note",
    Role::Credit => "credit",
    Role::Slug => "slug",
    Role::Field => "field",
    Role::Caption => "caption",
    Role::Promo => "promo",
    Role::Code => "code",
});

named!(Kind, "Kind", "what the words of a passage are", open, {
    Kind::Verbatim => "verbatim",
    Kind::Edited => "edited",
    Kind::Quote => "quote",
});

named!(Discount, "Discount", "why a shared stretch was not counted", open, {
    Discount::CommonPhrase => "common-phrase",
    Discount::SameFacts => "same-facts",
    Discount::Frame => "frame",
    Discount::Weak => "weak",
});

named!(Time, "Time", "when the source appeared, beside the copy", open, {
    Time::Earlier(_) => "earlier",
    Time::Same => "same",
    Time::Later(_) => "later",
    Time::Unknown => "unknown",
});

named!(Direction, "Direction", "what tells which of two articles is the copy", closed, {
    Direction::Date => "date",
    Direction::Base => "base",
    Direction::Text => "text",
});

named!(Doubt, "Doubt", "why `unrelated` says nothing of two articles", open, {
    Doubt::NoWords => "no-words",
    Doubt::OtherLanguage => "other-language",
    Doubt::OtherScript => "other-script",
});

named!(Grade, "Grade", "how sure it is that wording was reused", closed, {
    Grade::Sure => "sure",
    Grade::Likely => "likely",
    Grade::Doubtful => "doubtful",
});

named!(Level, "Level", "how much a finding matters", closed, {
    Level::Error => "error",
    Level::Warning => "warning",
    Level::Note => "note",
});

named!(judge::Status, "FindingStatus", "why a finding fails, or why not", open, {
    judge::Status::New => "new",
    judge::Status::Grown { .. } => "grown",
    judge::Status::Known => "known",
    judge::Status::Suppressed { .. } => "suppressed",
    judge::Status::Licensed => "licensed",
    judge::Status::Later => "later",
    judge::Status::Instalment => "instalment",
    judge::Status::Below => "below",
});

impl Serialize for Relation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Relation {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name: Cow<'de, str> = Deserialize::deserialize(deserializer)?;
        let known = Relation::ALL.into_iter().find(|relation| relation.name() == name);
        known.ok_or_else(|| serde::de::Error::custom("its relation is not known"))
    }
}

impl<'de> Deserialize<'de> for Grade {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name: Cow<'de, str> = Deserialize::deserialize(deserializer)?;
        Grade::named(&name).ok_or_else(|| serde::de::Error::custom("its grade is not known"))
    }
}

impl JsonSchema for Relation {
    fn schema_name() -> Cow<'static, str> {
        "Relation".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        closed("what one article is to another", &Relation::ALL.map(Relation::name))
    }
}

/// What a member of a group is to the lead; `lead` for the lead itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ToLead(pub Option<Relation>);

impl ToLead {
    /// The name in machine-readable outputs.
    pub fn name(self) -> &'static str {
        self.0.map_or("lead", Relation::name)
    }
}

impl Serialize for ToLead {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl JsonSchema for ToLead {
    fn schema_name() -> Cow<'static, str> {
        "ToLead".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let names: Vec<&str> = std::iter::once("lead").chain(Relation::ALL.map(Relation::name)).collect();
        closed("what a member is to the lead; `lead` for the lead itself", &names)
    }
}

impl Serialize for Span {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (self.start, self.end).serialize(serializer)
    }
}

impl JsonSchema for Span {
    fn schema_name() -> Cow<'static, str> {
        "Span".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "`[start, end)` in UTF-8 bytes of the article's text",
            "type": "array",
            "items": { "type": "integer", "minimum": 0 },
            "minItems": 2,
            "maxItems": 2,
        })
    }
}

fn closed(what: &str, names: &[&str]) -> Schema {
    json_schema!({ "description": what, "type": "string", "enum": names })
}

fn open(what: &str, names: &[&str]) -> Schema {
    json_schema!({ "description": format!("{what}; open: {}", names.join(", ")), "type": "string" })
}

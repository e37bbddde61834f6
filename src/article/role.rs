//! Roles: what each part of an article is for.
//!
//! Only the story itself counts in shares; every other role is shown and diffed beside it. Which part has which role `layout` decides.

/// What a part of an article is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// The story itself: the only role that counts in words, shares and relations.
    Text,
    /// The headline line.
    Headline,
    /// Place, date and agency before the first sentence: `GENEVA (Northwire) -`.
    Dateline,
    /// Who wrote it.
    Byline,
    /// Notes to editors, update notes, front matter.
    Note,
    /// Agency tail, credits, copyright line, sign-off.
    Credit,
    /// The desk's key for a story.
    Slug,
    /// `KEY: value`, as databases put it at the head or tail.
    Field,
    /// What stands under a picture, with its credit.
    Caption,
    /// What a page says for itself: buttons, newsletters, offers, notices, teasers of other stories.
    Promo,
    /// Lines of a program, or data.
    Code,
}

impl Role {
    /// Whether a part of this role is shown and diffed but counted in no share.
    pub fn is_furniture(self) -> bool {
        self != Role::Text
    }
}

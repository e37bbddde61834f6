//! How sure reuse is, in words: said only where it is not sure.
//!
//! In: a grade. Out: a phrase for lists, and a sentence.

use crate::score::Grade;

/// `likely, not sure`, beside what is claimed; nothing where that is sure, or where no reuse is claimed.
pub(crate) fn unsure(grade: Option<Grade>) -> Option<&'static str> {
    match grade? {
        Grade::Sure => None,
        Grade::Likely => Some("likely, not sure"),
        Grade::Doubtful => Some("doubtful: perhaps a form or chance"),
    }
}

/// The same as a sentence.
pub(crate) fn sentence(grade: Option<Grade>) -> Option<&'static str> {
    match grade? {
        Grade::Sure => None,
        Grade::Likely => Some("That wording was reused is likely, not sure."),
        Grade::Doubtful => Some("That wording was reused is doubtful: perhaps it is a form or chance."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_not_sure_is_said() {
        for grade in Grade::ALL {
            let is_sure = grade == Grade::Sure;
            assert_eq!((unsure(Some(grade)).is_none(), sentence(Some(grade)).is_none()), (is_sure, is_sure));
        }
        assert_eq!((unsure(None), sentence(None)), (None, None));
    }
}

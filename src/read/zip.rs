//! ZIP archives of files.
//!
//! In: the bytes of an archive. Out: its files, one after the other. Directories and what systems put beside files are passed over; links, pictures,
//! programs and the like are left out by their names; what is encrypted is named. Documents of office programs are ZIP files, too, and not opened here.

use super::failure::Failure;
use super::package::{Holds, Package, is_zip};
use super::reader::{Container, Member};
use super::source::Source;

/// ZIP.
pub(super) struct Zip;

impl Container for Zip {
    fn recognises(&self, source: &Source<'_>) -> bool {
        let holds = |source| Package::open(source).map(|mut package| package.holds(&source.budget));
        // Where documents are not built in, they are named below.
        is_zip(source.bytes) && !(cfg!(feature = "office") && matches!(holds(source), Ok(Holds::Docx | Holds::Odt)))
    }

    fn open(&self, source: &Source<'_>, each: &mut dyn FnMut(Member)) -> Result<(), Failure> {
        let mut package = Package::open(source)?;
        match package.holds(&source.budget) {
            Holds::Files => {}
            Holds::Docx | Holds::Odt => {
                return Err(Failure::broken("an office document, which this build does not read: build it with the feature `office`"));
            }
            Holds::Other(what) => return Err(Failure::no_articles(what)),
        }
        for at in 0..package.len() {
            source.budget.count_member()?;
            if let Some(member) = package.member(at, &source.budget) {
                each(member);
            }
            source.budget.check()?;
        }
        Ok(())
    }
}

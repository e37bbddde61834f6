//! Writes the tables of the lexicon: what its files hold, sorted and ready to be looked up.
//!
//! The modules are those of the room itself, which reads the tables; its tests hold that the tables say what the files say.

use std::io::Write;
use std::path::Path;
use std::{env, fs, io};

#[path = "src/lexicon/index.rs"]
mod index;
#[allow(unreachable_pub, reason = "it is public in the library")]
#[path = "src/lexicon/lists.rs"]
mod lists;
#[path = "src/lexicon/packing.rs"]
mod packing;
#[path = "src/lexicon/reading.rs"]
mod reading;

fn main() -> io::Result<()> {
    let source = packing::Tables::of_files().source().map_err(io::Error::other)?;
    let folder = env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("cargo names no folder to write to"))?;
    fs::write(Path::new(&folder).join("lexicon.rs"), source)?;
    // The files are part of this script, which is built anew when one of them changes.
    writeln!(io::stdout(), "cargo::rerun-if-changed=build.rs")
}

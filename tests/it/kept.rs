//! Outputs kept as files: compared, or written anew when asked for.
//!
//! In: a path and what the program gave. Out: nothing if they agree, else a message that shows where they part.
//! Nothing here knows what an output means.

use std::fs;
use std::path::Path;

/// Whether kept outputs are to be written anew.
pub(crate) fn is_update() -> bool {
    std::env::var_os("COPYDESK_UPDATE").is_some_and(|value| value == "1")
}

/// Compares `actual` with the kept file; a missing file stands for an empty output.
pub(crate) fn check(file: &Path, actual: &str) -> Result<(), String> {
    if is_update() {
        let written = if actual.is_empty() { fs::remove_file(file).or(Ok(())) } else { fs::write(file, actual) };
        return written.map_err(|error: std::io::Error| format!("{}: {error}", file.display()));
    }
    let kept = fs::read_to_string(file).unwrap_or_default();
    if kept == actual { Ok(()) } else { Err(parting(&file.display().to_string(), &kept, actual)) }
}

/// Says where two texts part.
pub(crate) fn parting(name: &str, kept: &str, actual: &str) -> String {
    let n_same = kept.lines().zip(actual.lines()).take_while(|(one, other)| one == other).count();
    let shown = |text: &str| text.lines().skip(n_same).take(6).map(|line| format!("    {line:?}\n")).collect::<String>();
    format!(
        "{name} parts at line {}:\n  kept\n{}  now\n{}  If the change is wanted: COPYDESK_UPDATE=1 cargo test --locked --test it\n",
        n_same + 1,
        shown(kept),
        shown(actual)
    )
}

#[test]
fn a_difference_is_seen() {
    assert!(parting("x", "a\nb\n", "a\nc\n").starts_with("x parts at line 2:"));
    if !is_update() {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
        assert!(check(&file, "something else").is_err());
        assert!(check(&file.with_file_name("no-such-file"), "").is_ok());
        assert!(check(&file.with_file_name("no-such-file"), "text").is_err());
    }
}

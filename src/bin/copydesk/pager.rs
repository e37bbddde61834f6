//! A long result on a terminal, page by page.
//!
//! In: a human result. Out: the same on standard output, through PAGER (or less) if standard output is a terminal and the result
//! does not fit on it. A pager that cannot be started, or fails, is no error: the result is written as it is.

use crate::output;
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::process::{Command, Stdio};

/// When to page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Paging {
    /// If the result does not fit.
    Auto,
    /// Even if it fits.
    Always,
    Never,
}

/// Writes a result to `file`, or through a pager to the terminal, or to standard output.
pub(crate) fn write(result: &str, file: Option<&Path>, paging: Paging) -> anyhow::Result<()> {
    let wanted = file.is_none() && paging != Paging::Never && io::stdout().is_terminal() && (paging == Paging::Always || !fits(result));
    if wanted
        && let Some(mut command) = command()
        && page(result, &mut command).is_some()
    {
        return Ok(());
    }
    output::write(result, file)
}

/// Whether all lines and a prompt fit on the terminal; lines are wrapped already.
fn fits(result: &str) -> bool {
    terminal_size::terminal_size().is_none_or(|(_, height)| result.lines().count() < usize::from(height.0))
}

/// PAGER with its arguments, else less; none where PAGER is empty or `cat`.
fn command() -> Option<Command> {
    let named = std::env::var("PAGER").ok();
    let mut words = named.as_deref().unwrap_or("less").split_whitespace();
    let program = words.next().filter(|program| *program != "cat")?;
    let mut command = Command::new(program);
    command.args(words).stdin(Stdio::piped());
    // F: leave if it fits after all; R: colours and nothing else; X: leave the text on the screen.
    if std::env::var_os("LESS").is_none() {
        command.env("LESS", "FRX");
    }
    if std::env::var_os("LV").is_none() {
        command.env("LV", "-c");
    }
    Some(command)
}

/// Some if the pager did its work; that it is left early is no error. One that fails may have shown nothing.
fn page(result: &str, command: &mut Command) -> Option<()> {
    let mut child = command.spawn().ok()?;
    if let Some(mut input) = child.stdin.take() {
        let _ = input.write_all(result.as_bytes());
    }
    child.wait().ok().filter(std::process::ExitStatus::success).map(|_| ())
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    /// A pager that fails, or is not there, has shown nothing for all that is known: the result is written again.
    #[test]
    fn a_pager_that_fails_has_not_shown_the_result() {
        let shown = |program: &str| page("one\ntwo\n", Command::new(program).stdin(Stdio::piped()).stdout(Stdio::null())).is_some();
        assert!(shown("cat") && shown("true"));
        assert!(!shown("false") && !shown("/nonexistent/pager"));
    }
}

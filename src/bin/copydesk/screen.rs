//! Standard error and the terminal: errors, warnings, notes, progress bars; width and colour.
//!
//! In: events of the library and problems with inputs. Out: one safe line for each; bars only on a terminal and gone before the
//! report. Counts errors, because they decide the exit code.

use crate::args::{Color, Shared};
use anstream::ColorChoice;
use copydesk::observe::{Observe, Stage, Warning};
use copydesk::render::{Paint, visible};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};
use std::fmt;
use std::io::{self, IsTerminal, Write};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// Errors that reports name.
const MAX_PROBLEMS: usize = 100;
/// Narrower terminals are treated as this wide.
const MIN_WIDTH: usize = 40;
/// Width where there is no terminal.
const USUAL_WIDTH: usize = 80;
/// Prose wider than this is hard to read.
const MAX_WIDTH: usize = 120;
/// Two columns of prose, each as wide as is easy to read.
const MAX_FULL_WIDTH: usize = 200;

/// A stage that is over sooner shows no bar: nothing flickers.
const BAR_DELAY: Duration = Duration::from_millis(400);
/// Between two states of a bar at most: the clock goes on where the steps are long.
const BAR_TICK: Duration = Duration::from_millis(200);

/// The bar of the stage that runs.
struct Bar {
    bar: ProgressBar,
    begun: Instant,
    is_shown: bool,
}

impl Bar {
    fn new(stage: Stage, total: usize) -> Bar {
        let template = if total == 0 {
            "{msg:>14} {spinner} {human_pos}, {rate}"
        } else {
            "{msg:>14} [{bar:20}] {human_pos}/{human_len}, {rate}, {eta} left"
        };
        let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
        // Of a stage that has not begun to move no rate is known.
        let rate = |state: &ProgressState, out: &mut dyn fmt::Write| {
            let _ = if state.per_sec().is_finite() { write!(out, "{:.0}/s", state.per_sec()) } else { write!(out, "-/s") };
        };
        let bar = if total == 0 { ProgressBar::no_length() } else { ProgressBar::new(total as u64) };
        bar.set_draw_target(ProgressDrawTarget::hidden());
        let bar = bar.with_style(style.progress_chars("=> ").with_key("rate", rate)).with_message(stage.name());
        Bar { bar, begun: Instant::now(), is_shown: false }
    }

    fn advance(&mut self, steps: usize) {
        self.bar.inc(steps as u64);
        if !self.is_shown && self.begun.elapsed() >= BAR_DELAY {
            self.is_shown = true;
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
            self.bar.enable_steady_tick(BAR_TICK);
        }
    }
}

/// What the user sees besides the result.
pub(crate) struct Screen {
    quiet: bool,
    is_blank: bool,
    /// What no blank screen may swallow.
    failure: Mutex<Option<String>>,
    color: Color,
    bars: bool,
    bar: Mutex<Option<Bar>>,
    errors: AtomicUsize,
    /// The first errors, for reports of a run that is not complete.
    problems: Mutex<Vec<String>>,
}

impl Screen {
    pub(crate) fn new(shared: &Shared) -> Self {
        let bars = !shared.quiet && io::stderr().is_terminal() && std::env::var_os("TERM").is_none_or(|term| term != "dumb");
        Screen {
            quiet: shared.quiet,
            is_blank: false,
            failure: Mutex::new(None),
            color: shared.color,
            bars,
            bar: Mutex::new(None),
            errors: AtomicUsize::new(0),
            problems: Mutex::new(Vec::new()),
        }
    }

    /// A screen that shows nothing, for a state that nobody can mend any more.
    pub(crate) fn blank() -> Self {
        Screen {
            quiet: true,
            is_blank: true,
            failure: Mutex::new(None),
            color: Color::Never,
            bars: false,
            bar: Mutex::new(None),
            errors: AtomicUsize::new(0),
            problems: Mutex::new(Vec::new()),
        }
    }

    /// Errors so far.
    pub(crate) fn errors(&self) -> usize {
        self.errors.load(Ordering::Relaxed)
    }

    /// Something failed; the rest goes on and the exit code will be 2.
    pub(crate) fn error(&self, message: &str) {
        self.errors.fetch_add(1, Ordering::Relaxed);
        if let Ok(mut problems) = self.problems.lock()
            && problems.len() < MAX_PROBLEMS
        {
            problems.push(message.to_string());
        }
        self.line("error", message);
    }

    /// What failed so far, in words; of very many errors the first ones, and how many there are.
    pub(crate) fn problems(&self) -> Vec<String> {
        let mut problems = self.problems.lock().map(|problems| problems.clone()).unwrap_or_default();
        let more = self.errors() - problems.len();
        if more > 0 {
            problems.push(format!("and {more} more errors"));
        }
        problems
    }

    /// The same where it is not one input that failed but the reading of many: a blank screen keeps it.
    pub(crate) fn failure(&self, message: &str) {
        self.error(message);
        if let Ok(mut failure) = self.failure.lock() {
            failure.get_or_insert_with(|| message.to_string());
        }
    }

    /// The first failure.
    pub(crate) fn failed(&self) -> Option<String> {
        self.failure.lock().ok()?.clone()
    }

    /// Something the user should know.
    pub(crate) fn note(&self, message: &str) {
        if !self.quiet {
            self.line("note", message);
        }
    }

    fn line(&self, kind: &str, message: &str) {
        if self.is_blank {
            return;
        }
        let line = format!("{kind}: {}\n", visible(message));
        let write = || {
            // Nobody is left to be told when standard error is closed.
            let _ = io::stderr().write_all(line.as_bytes());
        };
        match self.bar.lock() {
            Ok(bar) => match bar.as_ref() {
                Some(bar) => bar.bar.suspend(write),
                None => write(),
            },
            Err(_) => write(),
        }
    }

    /// Colours for a result that goes to standard output or, if `to_file`, to a file.
    pub(crate) fn paint(&self, to_file: bool) -> Paint {
        let on = match self.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => !to_file && anstream::AutoStream::choice(&io::stdout()) != ColorChoice::Never,
        };
        if on { Paint::Ansi } else { Paint::Plain }
    }

    /// Columns for prose: COLUMNS, the terminal's, or 80; at least 40, at most 120.
    pub(crate) fn width(&self) -> usize {
        self.full_width().min(MAX_WIDTH)
    }

    /// Columns for what is set beside each other: as for prose, but at most 200.
    pub(crate) fn full_width(&self) -> usize {
        let named = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
        let terminal =
            || if io::stdout().is_terminal() { terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)) } else { None };
        named.or_else(terminal).unwrap_or(USUAL_WIDTH).clamp(MIN_WIDTH, MAX_FULL_WIDTH)
    }
}

impl Observe for Screen {
    fn begin(&self, stage: Stage, total: usize) {
        if !self.bars {
            return;
        }
        if let Ok(mut slot) = self.bar.lock() {
            *slot = Some(Bar::new(stage, total));
        }
    }

    fn advance(&self, _stage: Stage, steps: usize) {
        if self.bars
            && let Ok(mut slot) = self.bar.lock()
            && let Some(bar) = slot.as_mut()
        {
            bar.advance(steps);
        }
    }

    fn end(&self, _stage: Stage) {
        if let Ok(mut slot) = self.bar.lock()
            && let Some(bar) = slot.take()
        {
            bar.bar.finish_and_clear();
        }
    }

    fn warn(&self, warning: Warning) {
        if !self.quiet {
            self.line("warning", &warning.to_string());
        }
    }
}

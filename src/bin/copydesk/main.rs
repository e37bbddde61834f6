//! The command line of copydesk: arguments, reading files, progress bars, exit codes.
//!
//! In: what the user typed, files, standard input. Out: results on standard output, all else on standard error, and an exit code:
//! 0 done; 1 if `check` found something that fails, or where `--exit-code` asks for it; 2 wrong usage, unreadable input or any other error, after the rest is done.
//! What articles mean is decided in the library.

mod args;
mod check;
mod cluster;
mod compare;
mod completions;
mod diff;
mod exclude;
mod files;
mod gate;
mod git;
mod git_driver;
mod init;
mod inputs;
mod kinds;
mod names;
mod output;
mod pager;
mod read;
mod reading;
mod schema;
mod screen;
mod settings;

use args::{Arguments, Task};
use clap::Parser;
use copydesk::pipeline::Threads;
use copydesk::render::visible;
use std::io::Write;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(told) => return usage(&told),
    };
    let screen = screen::Screen::new(&arguments.shared);
    match run(&arguments, &screen) {
        Ok(found) => ExitCode::from(if screen.errors() > 0 { 2 } else { found }),
        Err(error) if output::is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            screen.error(&format!("{error:#}"));
            ExitCode::from(2)
        }
    }
}

/// Help that was asked for, or what is wrong with the arguments, which may hold anything.
fn usage(told: &clap::Error) -> ExitCode {
    let text = told.render().to_string();
    let safe: String = text.lines().map(|line| format!("{}\n", visible(line))).collect();
    let written = if told.use_stderr() && safe.trim_end() != text.trim_end() {
        std::io::stderr().write_all(safe.as_bytes())
    } else {
        told.print().and_then(|()| std::io::stdout().flush())
    };
    match written {
        Err(error) if !told.use_stderr() && error.kind() != std::io::ErrorKind::BrokenPipe => {
            // Nobody is left to be told when standard error is closed.
            let _ = writeln!(std::io::stderr(), "error: standard output: {error}");
            ExitCode::from(2)
        }
        _ => ExitCode::from(if told.use_stderr() { 2 } else { 0 }),
    }
}

/// Does one command; the value is the exit code if no input failed.
fn run(arguments: &Arguments, screen: &screen::Screen) -> anyhow::Result<u8> {
    let shared = &arguments.shared;
    let in_pool = |task: &(dyn Fn() -> anyhow::Result<u8> + Sync)| Threads::new(shared.threads.unwrap_or(0))?.run(task);
    match &arguments.task {
        Task::Check(task) => in_pool(&|| check::run(task, shared, screen)),
        Task::Cluster(task) => in_pool(&|| cluster::run(task, shared, screen)),
        Task::Read(task) => in_pool(&|| read::run(task, shared, screen)),
        // Two texts are compared in the time that it takes to start threads; `diff` starts them where it needs them.
        Task::Compare(task) => compare::run(task, shared, screen),
        Task::Diff(task) => diff::run(task, shared, screen),
        Task::Init(task) => init::run(task, screen),
        Task::Completions(task) => completions::run(task, shared),
        Task::Man(task) => completions::man(task, shared),
        Task::Schema(task) => schema::run(task, shared),
    }
}

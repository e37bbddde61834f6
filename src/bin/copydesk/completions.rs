//! `copydesk completions SHELL` and `copydesk man`.
//!
//! In: a shell, or a command. Out: a completion script or a manual page on standard output, made from the same arguments as `--help`.

use crate::args::{Arguments, Shared};
use crate::output;
use anyhow::Context;
use clap::{Args, CommandFactory};
use clap_complete::Shell;

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  copydesk completions bash > ~/.local/share/bash-completion/completions/copydesk
  copydesk completions fish > ~/.config/fish/completions/copydesk.fish")]
pub(crate) struct CompletionsTask {
    /// The shell.
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  copydesk man | man -l -
  copydesk man check > copydesk-check.1")]
pub(crate) struct ManTask {
    /// The command whose page is wanted; without it the page of copydesk itself.
    #[arg(value_name = "COMMAND")]
    command: Option<String>,
}

pub(crate) fn run(task: &CompletionsTask, shared: &Shared) -> anyhow::Result<u8> {
    let mut script = Vec::new();
    clap_complete::generate(task.shell, &mut Arguments::command(), "copydesk", &mut script);
    output::write(&String::from_utf8(script).context("a completion script is text")?, shared.output.as_deref())?;
    Ok(0)
}

pub(crate) fn man(task: &ManTask, shared: &Shared) -> anyhow::Result<u8> {
    let mut whole = Arguments::command();
    whole.build();
    let command = match &task.command {
        None => whole,
        Some(name) => {
            let known: Vec<String> = whole.get_subcommands().map(|command| command.get_name().to_string()).collect();
            let found = whole.get_subcommands().find(|command| command.get_name() == name).cloned();
            found.with_context(|| format!("no command `{name}`: known are {}", known.join(", ")))?
        }
    };
    let mut page = Vec::new();
    clap_mangen::Man::new(command).render(&mut page)?;
    output::write(&String::from_utf8(page).context("a manual page is text")?, shared.output.as_deref())?;
    Ok(0)
}

//! `copydesk init`.
//!
//! In: where to write. Out: a commented `copydesk.toml`, and a note that says where it is.

use crate::screen::Screen;
use crate::settings;
use clap::Args;
use std::path::PathBuf;

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  copydesk init
  copydesk init content/ --force")]
pub(crate) struct InitTask {
    /// The folder for the file.
    #[arg(value_name = "FOLDER", default_value = ".")]
    folder: PathBuf,
    /// Write it anew if it is there already.
    #[arg(long)]
    force: bool,
}

pub(crate) fn run(task: &InitTask, screen: &Screen) -> anyhow::Result<u8> {
    let file = settings::start(&task.folder, task.force)?;
    let shown = file.strip_prefix(".").unwrap_or(&file).display();
    screen.note(&format!("{shown}: written; nothing is set in it yet: set paths, then run `copydesk check`"));
    Ok(0)
}

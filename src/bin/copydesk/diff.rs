//! `copydesk diff OLD NEW`.
//!
//! In: its arguments. Out: what NEW adds, as asked for, and 1 where `--exit-code` asks and more than typography differs.

use crate::args::{DiffFormat, DiffTask, Shared};
use crate::inputs::read_one;
use crate::output;
use crate::screen::Screen;
use copydesk::align::Status;
use copydesk::pipeline;
use copydesk::report::{DiffView, diff_human, diff_json};

pub(crate) fn run(task: &DiffTask, shared: &Shared, screen: &Screen) -> anyhow::Result<u8> {
    anyhow::ensure!(task.old != "-" || task.new != "-", "standard input can be one of the two articles only");
    let (old, new) = (read_one(&task.old, screen), read_one(&task.new, screen));
    let (Some(old), Some(new)) = (old, new) else { return Ok(2) };
    let diff = pipeline::diff(&old, &new);
    let result = match task.format {
        DiffFormat::Json => diff_json(&diff) + "\n",
        DiffFormat::Human => diff_human(&diff, DiffView { width: screen.width(), paint: screen.paint(shared.output.is_some()) }),
    };
    output::write(&result, shared.output.as_deref())?;
    let sentences = diff.alignment.old.sentences.iter().chain(&diff.alignment.new.sentences);
    let differs =
        sentences.into_iter().any(|sentence| sentence.moved || !matches!(sentence.status, Status::Identical | Status::Typographic));
    Ok(u8::from(task.exit_code && differs))
}

//! `copydesk compare A B`.
//!
//! In: its arguments. Out: the comparison as asked for, and 1 where `--exit-code` asks and wording was reused.

use crate::args::{CompareFormat, CompareTask, Shared};
use crate::inputs::read_one;
use crate::output;
use crate::screen::Screen;
use copydesk::pipeline;
use copydesk::record::{CompareRecord, json_line};
use copydesk::render::{CompareView, compare_human};
use std::path::Path;

pub(crate) fn run(task: &CompareTask, shared: &Shared, screen: &Screen) -> anyhow::Result<u8> {
    anyhow::ensure!(task.a != "-" || task.b != "-", "standard input can be one of the two articles only");
    let outputs: Vec<&Path> = shared.output.as_deref().into_iter().collect();
    output::check_distinct(&outputs, &[&task.a, &task.b], &[])?;
    let reading = task.reading.options();
    let (a, b) = (read_one(&task.a, &reading, screen), read_one(&task.b, &reading, screen));
    let (Some(a), Some(b)) = (a, b) else { return Ok(2) };
    let compared = pipeline::compare(&a.counting_furniture(task.count_furniture), &b.counting_furniture(task.count_furniture));
    let result = match task.format {
        CompareFormat::Json => json_line(&CompareRecord::from(&compared)),
        CompareFormat::Human => {
            let view = CompareView { width: screen.width(), paint: screen.paint(shared.output.is_some()), explain: task.explain };
            compare_human(&compared, view)
        }
    };
    output::write(&result, shared.output.as_deref())?;
    Ok(u8::from(task.exit_code && compared.comparison.relation.is_reuse()))
}

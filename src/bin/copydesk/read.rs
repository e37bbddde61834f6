//! `copydesk read FILE...`.
//!
//! In: files, items of files (`FILE#ID`), or `-`. Out: what was understood of each, as text or as JSON. What could not be read is an error, and the rest
//! goes on.

use crate::args::Shared;
use crate::inputs::read_reading;
use crate::output;
use crate::pager::{self, Paging};
use crate::reading::ReadingArgs;
use crate::screen::Screen;
use clap::{Args, ValueEnum};
use copydesk::pipeline::understand;
use copydesk::record::{ReadRecord, json_line};
use copydesk::render::{ReadView, read_human};
use std::path::Path;

#[derive(Debug, Args)]
#[command(
    after_help = "Formats: text, markdown, html, json, jsonl, csv, rss, atom, json-feed, wordpress, subtitles, email, docx, odt, rtf, pdf, zip, tar,
gzip, zstd.

Examples:
  copydesk read draft.docx
  copydesk read page.html --format json
  copydesk read feed.xml --headlines
  copydesk read export.json --map text=body.html,id=guid"
)]
pub(crate) struct ReadTask {
    /// Files of any format; FILE#ID for one item of a file; - for standard input.
    #[arg(value_name = "FILE", required = true)]
    files: Vec<String>,
    /// human, or json for one line of copydesk.read/1 for each file.
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = ReadFormat::Human)]
    format: ReadFormat,
    /// Only what is known about each article, without its text.
    #[arg(long)]
    headlines: bool,
    #[command(flatten)]
    reading: ReadingArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ReadFormat {
    Human,
    Json,
}

pub(crate) fn run(task: &ReadTask, shared: &Shared, screen: &Screen) -> anyhow::Result<u8> {
    let typed: Vec<&str> = task.files.iter().map(String::as_str).collect();
    anyhow::ensure!(typed.iter().filter(|file| **file == "-").count() < 2, "standard input can be read once only");
    let outputs: Vec<&Path> = shared.output.as_deref().into_iter().collect();
    output::check_distinct(&outputs, &typed, &[])?;
    let options = task.reading.options();
    let mut result = String::new();
    for file in &typed {
        let Some(reading) = read_reading(file, &options, screen) else { continue };
        for error in &reading.errors {
            screen.error(&error.to_string());
        }
        let understood = understand(reading);
        match task.format {
            ReadFormat::Json => result.push_str(&json_line(&ReadRecord::new(file, &understood))),
            ReadFormat::Human => {
                let view = ReadView { width: screen.width(), paint: screen.paint(shared.output.is_some()), texts: !task.headlines };
                result.push_str(if result.is_empty() { "" } else { "\n" });
                result.push_str(&read_human(&understood, view));
            }
        }
    }
    let paging = if task.format == ReadFormat::Human { Paging::Auto } else { Paging::Never };
    pager::write(&result, shared.output.as_deref(), paging)?;
    Ok(0)
}

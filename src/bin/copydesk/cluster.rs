//! `copydesk cluster PATH...`.
//!
//! In: its arguments. Out: groups as asked for, pairs in a file of their own, and 1 where `--exit-code` asks and there is a group.

use crate::args::{ClusterFormat, ClusterTask, Shared};
use crate::inputs::{read_many, say_empty};
use crate::output;
use crate::screen::Screen;
use copydesk::pipeline::{self, ClusterSettings};
use copydesk::report::{ClusterView, cluster_csv, cluster_human, cluster_json, cluster_jsonl, pairs_jsonl};

pub(crate) fn run(task: &ClusterTask, shared: &Shared, screen: &Screen) -> anyhow::Result<u8> {
    let articles = read_many(&task.paths, screen);
    anyhow::ensure!(!articles.is_empty(), "no article was read: name text files, JSONL files, or folders that hold some");
    say_empty(&articles, screen);
    let clustered = pipeline::cluster(&articles, ClusterSettings::default(), screen);
    if let Some(file) = &task.pairs {
        output::write_file(&pairs_jsonl(&clustered), file)?;
    }
    let result = match task.format {
        ClusterFormat::Human => cluster_human(
            &clustered,
            ClusterView { width: screen.width(), paint: screen.paint(shared.output.is_some()), explain: task.explain },
        ),
        ClusterFormat::Json => cluster_json(&clustered),
        ClusterFormat::Jsonl => cluster_jsonl(&clustered),
        ClusterFormat::Csv => cluster_csv(&clustered),
    };
    output::write(&result, shared.output.as_deref())?;
    Ok(u8::from(task.exit_code && !clustered.groups.groups.is_empty()))
}

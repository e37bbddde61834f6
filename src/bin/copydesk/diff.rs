//! `copydesk diff OLD NEW...`.
//!
//! In: its arguments. Out: what NEW adds, or what each version of a chain does, as asked for; 1 where `--exit-code` asks and more
//! than typography differs.

use crate::args::{Context, DiffFormat, DiffPicture, DiffTask, Shared};
use crate::git_driver;
use crate::inputs::read_one;
use crate::output;
use crate::pager::{self, Paging};
use crate::screen::Screen;
use copydesk::align::Status;
use copydesk::article::Article;
use copydesk::pipeline::{self, Chain, Diff, MIN_PARALLEL_BYTES, Threads};
use copydesk::record::{DiffChainRecord, DiffRecord, json_line};
use copydesk::render::{
    DiffView, MIN_SIDE_WIDTH, UNIFIED_CONTEXT, View, chain_html, chain_human, chain_markdown, diff_html, diff_human, diff_markdown,
    diff_unified, fits_side_by_side,
};
use std::path::Path;

pub(crate) fn run(task: &DiffTask, shared: &Shared, screen: &Screen) -> anyhow::Result<u8> {
    let paths: Vec<&String> = std::iter::once(&task.old).chain(&task.new).collect();
    if task.git_driver {
        return for_git(&paths, task, shared, screen);
    }
    anyhow::ensure!(paths.iter().filter(|path| **path == "-").count() < 2, "standard input can be one of the versions only");
    #[cfg(feature = "office")]
    if task.format == DiffFormat::Docx {
        anyhow::ensure!(paths.len() == 2, "a Word document shows two versions: name OLD and NEW alone");
        let is_for_people = shared.output.is_none() && std::io::IsTerminal::is_terminal(&std::io::stdout());
        anyhow::ensure!(!is_for_people, "a Word document is not for a terminal: name a file with `--output changes.docx`");
    }
    let outputs: Vec<&Path> = shared.output.as_deref().into_iter().collect();
    let typed: Vec<&str> = paths.iter().map(|path| path.as_str()).collect();
    output::check_distinct(&outputs, &typed, &[])?;
    let reading = task.reading.options();
    let versions: Vec<Article> = paths.iter().filter_map(|path| read_one(path, &reading, screen)).collect();
    if versions.len() < 2 {
        return Ok(2);
    }
    say_ignored(task, screen);
    #[cfg(feature = "office")]
    if task.format == DiffFormat::Docx {
        let diff = diff_of(&versions[0], &versions[1], shared)?;
        output::write(copydesk::render::diff_docx(&diff), shared.output.as_deref())?;
        return Ok(u8::from(task.exit_code && differs(&diff)));
    }
    let view = view(task, shared, screen);
    let (result, differs) = if paths.len() == 2 {
        let diff = diff_of(&versions[0], &versions[1], shared)?;
        let result = (one(&diff, task, view, screen), differs(&diff));
        // The process is about to end: nobody needs the memory.
        std::mem::forget(diff);
        result
    } else {
        let chain = Threads::new(shared.threads.unwrap_or(0))?.run(|| pipeline::chain(&versions));
        (many(&chain, task, view, screen), chain.steps.iter().any(differs))
    };
    let paging = match task.format {
        DiffFormat::Human if task.no_pager => Paging::Never,
        DiffFormat::Human if task.pager => Paging::Always,
        DiffFormat::Human => Paging::Auto,
        _ => Paging::Never,
    };
    pager::write(&result, shared.output.as_deref(), paging)?;
    Ok(u8::from(task.exit_code && differs))
}

/// The diff of two versions, with another thread where they are large.
fn diff_of(old: &Article, new: &Article, shared: &Shared) -> anyhow::Result<Diff> {
    if old.text.len() + new.text.len() < MIN_PARALLEL_BYTES {
        return Ok(pipeline::diff(old, new));
    }
    Ok(Threads::new(shared.threads.unwrap_or(0))?.run(|| pipeline::diff(old, new)))
}

/// The diff of one file as git asks for it, below its name.
fn for_git(arguments: &[&String], task: &DiffTask, shared: &Shared, screen: &Screen) -> anyhow::Result<u8> {
    #[cfg(feature = "office")]
    anyhow::ensure!(task.format != DiffFormat::Docx, "git shows text: name another format than docx");
    let given = git_driver::given(arguments, &task.reading.options(), screen)?;
    let has_title = matches!(task.format, DiffFormat::Human | DiffFormat::Markdown);
    let mut result = if has_title { format!("{}\n", given.title) } else { String::new() };
    let is_unmerged = arguments.len() == 1;
    match &given.versions {
        Some([old, new]) => {
            let diff = diff_of(old, new, shared)?;
            result.push_str(&format!("{}\n", one(&diff, task, view(task, shared, screen), screen)));
        }
        None if is_unmerged => {}
        None => return Ok(2),
    }
    pager::write(&result, shared.output.as_deref(), Paging::Never)?;
    Ok(0)
}

fn view(task: &DiffTask, shared: &Shared, screen: &Screen) -> DiffView {
    let view = match task.view {
        DiffPicture::Adds => View::Adds,
        DiffPicture::Inline => View::Inline,
        DiffPicture::Side => View::Side,
        DiffPicture::Summary => View::Summary,
    };
    let usual = DiffView::default();
    DiffView {
        view,
        width: if view == View::Side { screen.full_width() } else { screen.width() },
        paint: screen.paint(shared.output.is_some()),
        context: match task.context {
            Some(Context::All) => None,
            Some(Context::Some(paragraphs)) => Some(paragraphs),
            None if task.format == DiffFormat::Unified => Some(UNIFIED_CONTEXT),
            None => usual.context,
        },
        typography: task.show_typography,
        words: task.words,
    }
}

/// Options that a format has no use for are said, not obeyed in silence.
fn say_ignored(task: &DiffTask, screen: &Screen) {
    let is_document = task.format.holds_everything();
    let is_machine = is_document || task.format == DiffFormat::Unified;
    let told = [
        ("--view", is_machine && task.view != DiffPicture::Adds),
        ("--words", is_machine && task.words),
        ("--show-typography", is_document && task.show_typography),
        ("--context", is_document && task.context.is_some()),
    ];
    for (option, is_ignored) in told {
        if is_ignored {
            screen.note(&format!("{option} changes nothing in this format: it always holds everything"));
        }
    }
}

fn one(diff: &Diff, task: &DiffTask, view: DiffView, screen: &Screen) -> String {
    match task.format {
        DiffFormat::Human => diff_human(diff, fallen_back(std::slice::from_ref(diff), view, screen)),
        DiffFormat::Json => {
            let record = DiffRecord::from(diff);
            let line = json_line(&record);
            // As above.
            std::mem::forget(record);
            line
        }
        DiffFormat::Markdown => diff_markdown(diff, view),
        DiffFormat::Html => diff_html(diff, view),
        DiffFormat::Unified => diff_unified(diff, view),
        #[cfg(feature = "office")]
        DiffFormat::Docx => String::new(),
    }
}

fn many(chain: &Chain, task: &DiffTask, view: DiffView, screen: &Screen) -> String {
    match task.format {
        DiffFormat::Human => chain_human(chain, fallen_back(&chain.steps, view, screen)),
        DiffFormat::Json => json_line(&DiffChainRecord::from(chain)),
        DiffFormat::Markdown => chain_markdown(chain, view),
        DiffFormat::Html => chain_html(chain, view),
        DiffFormat::Unified => chain.steps.iter().map(|step| diff_unified(step, view)).collect(),
        #[cfg(feature = "office")]
        DiffFormat::Docx => String::new(),
    }
}

/// The inline view where two columns do not fit, and says so.
fn fallen_back(steps: &[Diff], view: DiffView, screen: &Screen) -> DiffView {
    if view.view != View::Side || steps.iter().all(|step| fits_side_by_side(step, view.width)) {
        return view;
    }
    if view.width < MIN_SIDE_WIDTH {
        screen.note(&format!("{} columns are too few for --view side ({MIN_SIDE_WIDTH} are needed): shown inline", view.width));
    } else {
        screen.note("right-to-left text does not fit into two columns of a terminal: shown inline; --format html has both sides");
    }
    DiffView { view: View::Inline, width: screen.width(), ..view }
}

fn differs(diff: &Diff) -> bool {
    let mut sentences = diff.alignment.old.sentences.iter().chain(&diff.alignment.new.sentences);
    sentences.any(|sentence| sentence.moved || !matches!(sentence.status, Status::Identical | Status::Typographic))
}

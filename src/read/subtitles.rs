//! Subtitles: SubRip and WebVTT.
//!
//! In: cues with their times. Out: what is said in them, as prose: the lines of cues follow each other, and a longer pause behind a sentence begins a
//! paragraph. Lines that a rolling caption shows twice count once; tags, places on the screen and comments are left out.

use super::failure::Failure;
use super::formats::InputFormat;
use super::html;
use super::reader::Reader;
use super::reading::{Found, Reading};
use super::source::Source;
use crate::article::BlockKind;

/// Cues and their times.
pub(super) struct Subtitles;

/// Milliseconds of silence behind a sentence that part paragraphs.
const PAUSE: u64 = 2000;

impl Reader for Subtitles {
    fn formats(&self) -> &'static [InputFormat] {
        &[InputFormat::Subtitles]
    }

    fn recognises(&self, source: &Source<'_>) -> bool {
        let head = source.head();
        let is_time = |line: Option<&str>| line.and_then(times).is_some();
        let mut lines = head.lines().filter(|line| !line.trim().is_empty());
        let begins = |head: &str| head.strip_prefix("WEBVTT").is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace));
        !source.is_called_markdown() && begins(head)
            || lines.next().is_some_and(|line| line.trim().parse::<u32>().is_ok()) && is_time(lines.next())
    }

    fn read(&self, source: &Source<'_>, into: &mut Reading) -> Result<(), Failure> {
        let text = source.decoded_or_failure()?;
        let mut paragraphs: Vec<String> = vec![String::new()];
        let (mut last_end, mut last_line, mut is_cue) = (0_u64, String::new(), false);
        for line in text.lines() {
            if let Some((start, end)) = times(line) {
                let is_said = paragraphs.last().is_some_and(|said| said.trim_end().ends_with(['.', '!', '?', '…', '"', '”', '»', '。']));
                if is_said && start.saturating_sub(last_end) >= PAUSE {
                    paragraphs.push(String::new());
                }
                (last_end, is_cue) = (end, true);
            } else if line.trim().is_empty() {
                is_cue = false;
            } else if is_cue {
                let said = without_marks(line);
                if !said.is_empty() && said != last_line {
                    if let Some(paragraph) = paragraphs.last_mut() {
                        paragraph.push_str(if paragraph.is_empty() { "" } else { " " });
                        paragraph.push_str(&said);
                    }
                    last_line = said;
                }
            }
        }
        let blocks = paragraphs.into_iter().map(|paragraph| (BlockKind::Paragraph, paragraph)).collect();
        let found = Found { blocks, notes: source.notes(), ..Found::default() };
        let mut item = found.alone(source, InputFormat::Subtitles);
        item.encoding = source.encoding();
        into.items.push(item);
        Ok(())
    }
}

/// What a line of a cue says.
fn without_marks(line: &str) -> String {
    let mut plain = String::new();
    let mut rest = line;
    // `{\an8}` places a cue.
    while let Some((before, after)) = rest.split_once("{\\") {
        plain.push_str(before);
        rest = after.split_once('}').map_or("", |(_, behind)| behind);
    }
    plain.push_str(rest);
    // `<v Nuri>` names who speaks, `<00:00:01.000>` a time.
    while let Some((before, after)) = plain.split_once('<') {
        let Some((tag, behind)) = after.split_once('>').filter(|(tag, _)| tag.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '/'))
        else {
            break;
        };
        let speaker = tag.strip_prefix("v ").map(|name| format!("{}: ", name.trim())).unwrap_or_default();
        plain = format!("{before}{speaker}{behind}");
    }
    html::line(&plain)
}

/// The times of a cue in milliseconds.
fn times(line: &str) -> Option<(u64, u64)> {
    let (start, rest) = line.split_once("-->")?;
    Some((milliseconds(start.trim())?, milliseconds(rest.split_whitespace().next()?)?))
}

fn milliseconds(time: &str) -> Option<u64> {
    let (whole, fraction) = time.split_once([',', '.'])?;
    let mut seconds = 0_u64;
    for part in whole.split(':') {
        seconds = seconds.checked_mul(60)?.checked_add(part.parse().ok()?)?;
    }
    (whole.contains(':') && fraction.len() == 3).then_some(seconds.checked_mul(1000)? + fraction.parse::<u64>().ok()?)
}

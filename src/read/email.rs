//! Messages as mail programs store them.
//!
//! In: the bytes of a message, its headers and parts encoded as mail is. Out: one article: the text part, or the HTML part where that alone says all;
//! the subject as headline, the sender as byline. Attachments are counted and left out.

use super::encoding;
use super::failure::Failure;
use super::formats::InputFormat;
use super::html;
use super::reader::Reader;
use super::reading::{About, Found, Reading};
use super::source::Source;
use crate::article::BlockKind;
use mailparse::{DispositionType, MailHeaderMap, ParsedMail};

/// Mail.
pub(super) struct Email;

/// Headers that only mail has, one of which it begins with; two of the others do as well.
const OWN: &[&str] = &["received", "return-path", "message-id", "mime-version", "delivered-to", "dkim-signature", "x-received"];
const COMMON: &[&str] = &["from", "to", "subject", "date", "content-type", "reply-to", "cc", "sender"];
/// Lines at the start in which they stand.
const HEAD_LINES: usize = 40;
/// The HTML part is read where the text part has less than this share of its letters.
const MIN_PLAIN: f64 = 0.5;

impl Reader for Email {
    fn formats(&self) -> &'static [InputFormat] {
        &[InputFormat::Email]
    }

    fn recognises(&self, source: &Source<'_>) -> bool {
        let start = source.bytes.iter().position(|byte| !byte.is_ascii_whitespace()).unwrap_or(0);
        let head = String::from_utf8_lossy(&source.bytes[start..source.bytes.len().min(start + 8192)]);
        let mut seen = (0, 0);
        for line in head.lines().take(HEAD_LINES) {
            if line.trim().is_empty() {
                break;
            }
            if line.starts_with([' ', '\t']) {
                continue;
            }
            let Some((name, _)) = line.split_once(':') else { return false };
            if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_graphic()) {
                return false;
            }
            let name = name.to_ascii_lowercase();
            seen.0 += usize::from(OWN.contains(&name.as_str()));
            seen.1 += usize::from(COMMON.contains(&name.as_str()));
        }
        seen.0 > 0 && seen.0 + seen.1 >= 2 || source.is_named(&["eml"]) && seen.1 >= 2
    }

    fn read(&self, source: &Source<'_>, into: &mut Reading) -> Result<(), Failure> {
        let start = source.bytes.iter().position(|byte| !byte.is_ascii_whitespace()).unwrap_or(0);
        let failed = |_| Failure::broken("not a message that can be read: save its text");
        let mail = mailparse::parse_mail(&source.bytes[start..]).map_err(failed)?;
        let header = |name: &str| mail.headers.get_first_value(name).filter(|value| !value.trim().is_empty());
        let mut parts = Parts::default();
        parts.gather(&mail);
        let mut notes = Vec::new();
        if !parts.attachments.is_empty() {
            let noun = if parts.attachments.len() == 1 { "attachment is" } else { "attachments are" };
            notes.push(format!(
                "{} {noun} left out, save and name them to read them: {}",
                parts.attachments.len(),
                parts.attachments.join(", ")
            ));
        }
        let letters = |text: &str| text.chars().filter(|letter| letter.is_alphanumeric()).count();
        let of_html = html::fragment(&parts.html);
        let html_letters: usize = of_html.iter().map(|(_, text)| letters(text)).sum();
        let is_plain = letters(&parts.plain) as f64 >= MIN_PLAIN * html_letters as f64;
        let blocks = if is_plain { vec![(BlockKind::Paragraph, parts.plain)] } else { of_html };
        let sender = header("From").map(|from| sender(&from));
        let found = Found {
            title: header("Subject"),
            date: header("Date"),
            source: sender.clone(),
            lang: header("Content-Language"),
            about: About {
                story_id: header("Message-ID").map(|id| id.trim_matches(['<', '>', ' ']).to_string()),
                byline: sender,
                ..About::default()
            },
            blocks,
            lines: Vec::new(),
            notes,
        };
        into.items.push(found.alone(source, InputFormat::Email));
        Ok(())
    }
}

/// The name of a sender, else the address.
fn sender(from: &str) -> String {
    let name = from.split('<').next().unwrap_or_default().trim().trim_matches('"').trim();
    if name.is_empty() { from.trim().trim_matches(['<', '>']).to_string() } else { name.to_string() }
}

/// What a message is made of.
#[derive(Default)]
struct Parts {
    plain: String,
    html: String,
    attachments: Vec<String>,
}

impl Parts {
    fn gather(&mut self, mail: &ParsedMail<'_>) {
        for part in mail.parts().filter(|part| part.subparts.is_empty()) {
            let disposition = part.get_content_disposition();
            let name = disposition.params.get("filename").or(part.ctype.params.get("name"));
            let is_attached =
                disposition.disposition == DispositionType::Attachment || name.is_some() && part.ctype.mimetype != "text/plain";
            let text = match part.ctype.mimetype.as_str() {
                "text/plain" if !is_attached => &mut self.plain,
                "text/html" if !is_attached => &mut self.html,
                kind if is_attached || !kind.starts_with("multipart/") => {
                    self.attachments.push(name.map_or_else(|| part.ctype.mimetype.clone(), String::clone));
                    continue;
                }
                _ => continue,
            };
            let body = body(part);
            let is_flowed = part.ctype.params.get("format").is_some_and(|format| format.eq_ignore_ascii_case("flowed"));
            if !text.is_empty() {
                text.push_str("\n\n");
            }
            text.push_str(&if is_flowed { unflowed(&body) } else { body });
        }
    }
}

/// The text of a part: in the encoding that it states, else told by its bytes.
fn body(part: &ParsedMail<'_>) -> String {
    let stated = part.ctype.params.get("charset").filter(|charset| !charset.eq_ignore_ascii_case("us-ascii"));
    if stated.is_some() {
        return part.get_body().unwrap_or_default();
    }
    let bytes = part.get_body_raw().unwrap_or_default();
    encoding::decode(&bytes, None, || None)
        .map_or_else(|_| String::from_utf8_lossy(&bytes).into_owned(), |decoded| decoded.text.into_owned())
}

/// Lines that end in a blank go on in the next.
fn unflowed(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    for line in text.lines() {
        joined.push_str(line);
        if !line.ends_with(' ') || line == "-- " {
            joined.push('\n');
        }
    }
    joined
}

//! Articles whose texts are not in memory.
//!
//! In: articles, and a spool; or rows and the file that they stand in. Out: the same articles without what is long: text, blocks, lines, kept fields;
//! and each whole again when it is read: from the spool, or from its row. Id, title, date, source stay, so that a collection can be sorted and
//! named without its texts.

use super::blocks::Numbered;
use super::json_text::text_of;
use super::{Article, Blocks, Fields, Place};
use crate::spool::{Extent, Spool, changed};
use std::borrow::Cow;
use std::sync::Arc;

/// Where the text of an article is, and what else is long.
#[derive(Debug, Clone)]
pub struct Spooled {
    spool: Arc<Spool>,
    at: u64,
    /// Bytes of the text, and whether it is blank: [`BLANK`].
    text: u32,
    /// Bytes of what stands behind the text; 0 for most articles, which have nothing but text. Of a row those of the string that is the text, and
    /// [`ROW`].
    beside: u32,
}

/// Marks a blank text; none is so long that its length needs that bit.
const BLANK: u32 = 1 << 31;
/// Marks a row; no row is so long that its length needs that bit.
const ROW: u32 = 1 << 31;

impl PartialEq for Spooled {
    fn eq(&self, other: &Spooled) -> bool {
        Arc::ptr_eq(&self.spool, &other.spool) && (self.at, self.text, self.beside) == (other.at, other.text, other.beside)
    }
}

impl Eq for Spooled {}

/// What an article may have besides its text: blocks, lines, kept fields.
type Beside = (Option<Numbered>, Option<Vec<(u32, u32)>>, Option<Vec<(String, Box<str>)>>);

/// Bytes that are gathered before they go to the spool.
const GATHERED: usize = 1 << 20;

/// Moves what is long in some articles to a spool; those that are there already stay as they are. Linear.
pub fn to_spool(articles: &mut [Article], spool: &Arc<Spool>) {
    let (mut bytes, mut gathered) = (Vec::new(), Vec::new());
    let put = |bytes: &mut Vec<u8>, gathered: &mut Vec<(&mut Article, bool, [u32; 3])>| {
        let all = spool.put(bytes);
        for (article, is_blank, [from, text, beside]) in gathered.drain(..) {
            let text = if is_blank { text | BLANK } else { text };
            article.spooled = Some(Spooled { spool: Arc::clone(spool), at: all.at + u64::from(from), text, beside });
        }
        bytes.clear();
    };
    for article in articles.iter_mut().filter(|article| article.spooled.is_none()) {
        let (from, is_blank) = (bytes.len(), article.is_blank());
        bytes.extend_from_slice(std::mem::take(&mut article.text).as_bytes());
        let behind = bytes.len();
        let beside: Beside = (
            article.blocks.take().map(|blocks| blocks.numbered()),
            article.lines.take().map(|lines| lines.to_vec()),
            article.place.as_mut().and_then(|place| place.fields.take()).map(|fields| fields.into_pairs()),
        );
        if beside != Beside::default() {
            // Nothing in it can fail to be written.
            let _ = serde_json::to_writer(&mut bytes, &beside);
        }
        gathered.push((article, is_blank, [from as u32, (behind - from) as u32, (bytes.len() - behind) as u32]));
        if bytes.len() >= GATHERED {
            put(&mut bytes, &mut gathered);
        }
    }
    if !gathered.is_empty() {
        put(&mut bytes, &mut gathered);
    }
}

impl Spooled {
    /// The text that stands in a row, as long as it was when the row was read first.
    fn text_of_row(&self) -> Arc<str> {
        let raw = self.spool.get(Extent { at: self.at, len: self.beside & !ROW });
        match std::str::from_utf8(&raw).ok().and_then(|raw| text_of(raw).ok()) {
            Some(text) if text.len() as u32 == self.text & !BLANK => text.into(),
            _ => {
                self.spool.fail(changed());
                Arc::default()
            }
        }
    }
}

impl Article {
    /// Lets go of the text, which stands as a JSON string in `len` bytes from byte `at` of an input. An article that has more than its text keeps it.
    pub(crate) fn reread_from(&mut self, input: &Arc<Spool>, at: u64, len: usize) {
        let has_more = self.blocks.is_some() || self.lines.is_some() || self.place.as_ref().is_some_and(|place| place.fields.is_some());
        if has_more || self.spooled.is_some() {
            return;
        }
        let blank = if self.is_blank() { BLANK } else { 0 };
        let text = std::mem::take(&mut self.text).len() as u32 | blank;
        self.spooled = Some(Spooled { spool: Arc::clone(input), at, text, beside: len as u32 | ROW });
    }

    /// The file that its text is read from, if it is not in memory.
    pub fn spool(&self) -> Option<&Arc<Spool>> {
        self.spooled.as_ref().map(|spooled| &spooled.spool)
    }

    /// The article with its text at hand: itself, unless that is in a spool. After a failure of the spool the text is empty.
    pub fn whole(&self) -> Cow<'_, Article> {
        let Some(spooled) = &self.spooled else { return Cow::Borrowed(self) };
        let Spooled { spool, at, text, beside } = spooled;
        if beside & ROW != 0 {
            return Cow::Owned(Article { text: spooled.text_of_row(), spooled: None, ..self.clone() });
        }
        let len = text & !BLANK;
        let mut bytes = spool.get(Extent { at: *at, len: len + beside });
        let behind = bytes.split_off((len as usize).min(bytes.len()));
        let text: Arc<str> = String::from_utf8(bytes).unwrap_or_default().into();
        let (blocks, lines, fields): Beside = serde_json::from_slice(&behind).unwrap_or_default();
        let place = self.place.clone().map(|place| Place { fields: fields.map(Fields::of_pairs).map(Box::new), ..place });
        let (blocks, lines) = (blocks.map(Blocks::of_numbers).map(Arc::new), lines.map(Arc::from));
        Cow::Owned(Article { text, blocks, lines, place, spooled: None, ..self.clone() })
    }

    /// Whether there is nothing but white space in it.
    pub fn is_blank(&self) -> bool {
        self.spooled.as_ref().map_or_else(|| self.text.trim().is_empty(), |spooled| spooled.text & BLANK != 0)
    }

    /// Bytes of its text, at hand or not.
    pub fn text_len(&self) -> usize {
        self.spooled.as_ref().map_or(self.text.len(), |spooled| (spooled.text & !BLANK) as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{BlockKind, Format, Row, RowParts};

    #[test]
    fn a_row_is_read_again_where_it_stands() {
        let lines = ["{\"id\":\"a\",\"text\":\"Die F\\u00e4hre \\\"lief\\\" auf\\nGrund.\"}\n", "{\"text\":\" \",\"id\":2}\n"];
        let mut file = tempfile::tempfile().expect("a file");
        std::io::Write::write_all(&mut file, lines.concat().as_bytes()).expect("written");
        let input = Arc::new(Spool::of_input(file).expect("an input"));
        for (line, at) in [(lines[0], 0), (lines[1], lines[0].len())] {
            let article = Row::read(line, "in.jsonl", 1).expect("a row");
            let text = line.find("\"text\":").expect("a text") + 7;
            let len = serde_json::from_str::<std::collections::BTreeMap<&str, &serde_json::value::RawValue>>(line).expect("JSON")["text"]
                .get()
                .len();
            let mut kept = article.clone();
            kept.reread_from(&input, (at + text) as u64, len);
            assert!(kept.text.is_empty() && kept.spool().is_some());
            assert_eq!((kept.text_len(), kept.is_blank()), (article.text.len(), article.is_blank()));
            assert_eq!(*kept.whole(), article);
            assert!(input.failure().is_none());
        }
        let mut wrong = Article::new("a", "text");
        wrong.reread_from(&input, 1, 4);
        assert!(wrong.whole().text.is_empty() && input.failure().is_some());
    }

    #[test]
    fn articles_come_back_as_they_were() {
        let row = r#"{"id":"r","text":"Nobody was hurt.","desk":"ferries","title":"Ferry"}"#;
        let parts = RowParts { fields: true, columns: true };
        let mut articles = vec![
            Article::new("plain", "Die Fähre lief auf Grund.\n"),
            Article::new("empty", ""),
            Article::new("blank", " \n\t"),
            Article::new("marked", "The **ferry** [sank](https://example.org).\n\n- one\n- two\n").in_format(Format::Markdown),
            Article::of_blocks("page", [(BlockKind::Heading, "Ferry".into()), (BlockKind::Caption, "The ferry.".into())]),
            Row::read_with(row, &"in.jsonl".into(), 7, parts).expect("a row"),
            Article { lines: Some(vec![(0, 4), (9, 8)].into()), is_extracted: true, ..Article::new("pages", "Two\n\npages") },
        ];
        articles.push(Article::new("long", "x".repeat(GATHERED)));
        articles.push(Article::new("last", "Behind the long one."));
        let before = articles.clone();
        let spool = Arc::new(Spool::new(tempfile::tempfile().expect("a file")));
        to_spool(&mut articles, &spool);
        assert!(articles.iter().all(|article| article.text.is_empty() && article.blocks.is_none() && article.lines.is_none()));
        let again = articles.clone();
        to_spool(&mut articles, &spool);
        assert_eq!(articles, again, "what is there stays there");
        for (now, before) in articles.iter().zip(&before) {
            assert_eq!(*now.whole(), *before);
            assert_eq!((now.text_len(), now.is_blank(), now.id.as_str()), (before.text.len(), before.is_blank(), before.id.as_str()));
        }
        assert!(spool.failure().is_none());
    }
}

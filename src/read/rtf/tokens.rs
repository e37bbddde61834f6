//! The tokens of Rich Text Format.
//!
//! In: bytes. Out: groups, control words with their numbers, bytes of text. Data behind `\bin` are passed over. Any bytes give tokens; linear.

/// A token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'b> {
    /// `{`.
    Open,
    /// `}`.
    Close,
    /// A control word, and its number if it has one.
    Word(&'b str, Option<i32>),
    /// A control sign: `\~`, `\*`.
    Sign(u8),
    /// A byte of text in the encoding of its font: as it is, or as `\'e9`.
    Byte(u8),
}

/// Reads tokens.
#[derive(Debug)]
pub(super) struct Tokens<'b> {
    bytes: &'b [u8],
    at: usize,
}

/// Letters of a control word at most.
const MAX_WORD: usize = 32;

impl<'b> Tokens<'b> {
    pub(super) fn new(bytes: &'b [u8]) -> Tokens<'b> {
        Tokens { bytes, at: 0 }
    }

    fn byte(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn control(&mut self) -> Option<Token<'b>> {
        let first = self.byte()?;
        if !first.is_ascii_alphabetic() {
            self.at += 1;
            return Some(match first {
                b'\'' => self.hexadecimal(),
                // A line end behind a backslash ends a paragraph.
                b'\n' | b'\r' => Token::Word("par", None),
                sign => Token::Sign(sign),
            });
        }
        let start = self.at;
        while self.byte().is_some_and(|byte| byte.is_ascii_alphabetic()) && self.at - start < MAX_WORD {
            self.at += 1;
        }
        let word = std::str::from_utf8(&self.bytes[start..self.at]).unwrap_or_default();
        let number = self.number();
        if self.byte() == Some(b' ') {
            self.at += 1;
        }
        if word == "bin" {
            let length = usize::try_from(number.unwrap_or(0)).unwrap_or(0);
            self.at = self.at.saturating_add(length).min(self.bytes.len());
        }
        Some(Token::Word(word, number))
    }

    fn number(&mut self) -> Option<i32> {
        let start = self.at;
        let mut end = start + usize::from(self.byte() == Some(b'-'));
        while self.bytes.get(end).is_some_and(u8::is_ascii_digit) && end - start <= 11 {
            end += 1;
        }
        let digits = std::str::from_utf8(&self.bytes[start..end]).unwrap_or_default();
        let number = digits.parse::<i64>().ok()?;
        self.at = end;
        Some(number.clamp(i64::from(i32::MIN), i64::from(i32::MAX)) as i32)
    }

    fn hexadecimal(&mut self) -> Token<'b> {
        let digits = self.bytes.get(self.at..self.at + 2).and_then(|digits| std::str::from_utf8(digits).ok());
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                self.at += 2;
                Token::Byte(byte)
            }
            None => Token::Byte(b'?'),
        }
    }
}

impl<'b> Iterator for Tokens<'b> {
    type Item = Token<'b>;

    fn next(&mut self) -> Option<Token<'b>> {
        loop {
            let byte = self.byte()?;
            self.at += 1;
            match byte {
                b'{' => return Some(Token::Open),
                b'}' => return Some(Token::Close),
                b'\\' => return self.control(),
                // Lines of the file are no lines of the text.
                b'\r' | b'\n' | b'\0' => {}
                _ => return Some(Token::Byte(byte)),
            }
        }
    }
}

//! Zstandard as a stream: frame by frame, with their checksums.
//!
//! In: a stream of frames. Out: what they hold. Frames to be skipped are; memory is the window of a frame, 128 MB at most.

use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};
use std::io::{self, BufRead, Read};

/// The frames of a stream, one behind the other.
pub(super) struct Frames<R> {
    from: R,
    frame: FrameDecoder,
    is_open: bool,
}

impl<R: BufRead> Frames<R> {
    pub(super) fn new(from: R) -> Frames<R> {
        Frames { from, frame: FrameDecoder::new(), is_open: false }
    }

    /// Goes to the next frame; whether there is one.
    fn open(&mut self) -> io::Result<bool> {
        if self.from.fill_buf()?.is_empty() {
            return Ok(false);
        }
        match self.frame.reset(&mut self.from) {
            Ok(()) => self.is_open = true,
            Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame { length, .. })) => {
                let skipped = io::copy(&mut (&mut self.from).take(u64::from(length)), &mut io::sink())?;
                if skipped < u64::from(length) {
                    return Err(io::ErrorKind::UnexpectedEof.into());
                }
            }
            Err(error) => return Err(io::Error::new(io::ErrorKind::InvalidData, error)),
        }
        Ok(true)
    }

    /// Ends a frame; an error if its checksum is another.
    fn close(&mut self) -> io::Result<()> {
        self.is_open = false;
        match (self.frame.get_checksum_from_data(), self.frame.get_calculated_checksum()) {
            (Some(stated), Some(found)) if stated != found => Err(io::Error::new(io::ErrorKind::InvalidData, "wrong checksum")),
            _ => Ok(()),
        }
    }
}

impl<R: BufRead> Read for Frames<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if into.is_empty() {
            return Ok(0);
        }
        loop {
            if !self.is_open {
                if !self.open()? {
                    return Ok(0);
                }
            } else if self.frame.can_collect() > 0 {
                return self.frame.read(into);
            } else if self.frame.is_finished() {
                self.close()?;
            } else {
                let decoded = self.frame.decode_blocks(&mut self.from, BlockDecodingStrategy::UptoBlocks(1));
                decoded.map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
            }
        }
    }
}

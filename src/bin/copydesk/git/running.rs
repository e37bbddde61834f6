//! Git that is waited for, but not for ever.
//!
//! In: a command. Out: what it wrote and how it ended. A FIFO in the place of a file of `.git` keeps git waiting until somebody writes into it, so
//! one that is silent for too long is ended. How long it may take in all is not bounded: a large history takes its time, and goes on writing.

use std::io::{self, ErrorKind, Read};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// Git is not that long silent on a slow disk: reading the times of a million files takes half of it.
pub(super) const MAX_SILENCE: Duration = Duration::from_secs(120);

/// A process that is ended once nothing was heard of it for too long.
pub(super) struct Watched {
    child: Arc<Mutex<Child>>,
    heard: Sender<()>,
    is_ended: Arc<AtomicBool>,
}

impl Watched {
    /// Watches a process from now on.
    pub(super) fn new(child: Child, max_silence: Duration) -> Watched {
        let (heard, hears) = mpsc::channel();
        let (child, is_ended) = (Arc::new(Mutex::new(child)), Arc::new(AtomicBool::new(false)));
        let watched = Watched { child: Arc::clone(&child), heard, is_ended: Arc::clone(&is_ended) };
        thread::spawn(move || {
            loop {
                match hears.recv_timeout(max_silence) {
                    Ok(()) => {}
                    Err(RecvTimeoutError::Disconnected) => return,
                    Err(RecvTimeoutError::Timeout) => break,
                }
            }
            is_ended.store(true, Ordering::SeqCst);
            // One that ended by itself in the meantime cannot be killed, which is as well.
            let _ = child.lock().unwrap_or_else(PoisonError::into_inner).kill();
        });
        watched
    }

    /// Says that something was heard of it.
    pub(super) fn is_heard(&self) {
        let _ = self.heard.send(());
    }

    /// Whether it was ended.
    pub(super) fn is_ended(&self) -> bool {
        self.is_ended.load(Ordering::SeqCst)
    }

    /// Waits for its end.
    ///
    /// # Errors
    /// [`ErrorKind::TimedOut`] if it was silent for too long.
    pub(super) fn end(self) -> io::Result<ExitStatus> {
        let mut pause = Duration::from_micros(50);
        let status = loop {
            let status = self.child.lock().unwrap_or_else(PoisonError::into_inner).try_wait()?;
            if let Some(status) = status {
                break status;
            }
            thread::sleep(pause);
            pause = (pause * 2).min(Duration::from_millis(20));
        };
        if self.is_ended() { Err(ErrorKind::TimedOut.into()) } else { Ok(status) }
    }
}

/// Runs a command to its end, which has to come before it was silent for too long.
pub(super) fn output(command: &mut Command, max_silence: Duration) -> io::Result<Output> {
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    let (out, err) = (child.stdout.take(), child.stderr.take());
    let watched = Watched::new(child, max_silence);
    // Two pipes, and a process waits for the one that is full.
    let errors = thread::spawn(move || {
        let mut errors = Vec::new();
        err.map(|mut err| err.read_to_end(&mut errors)).transpose().map(|_| errors)
    });
    let mut stdout = Vec::new();
    if let Some(mut out) = out {
        let mut part = vec![0; 1 << 16];
        loop {
            match out.read(&mut part) {
                Ok(0) => break,
                Ok(n) => stdout.extend_from_slice(&part[..n]),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
            watched.is_heard();
        }
    }
    let status = watched.end()?;
    let stderr = errors.join().unwrap_or_else(|_| Ok(Vec::new()))?;
    Ok(Output { status, stdout, stderr })
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::time::Instant;

    fn shell(script: &str, max_silence: Duration) -> io::Result<Output> {
        output(Command::new("sh").arg("-c").arg(script), max_silence)
    }

    #[test]
    fn what_is_silent_for_too_long_is_ended() {
        let begun = Instant::now();
        let error = shell("exec sleep 100", Duration::from_millis(100)).expect_err("ended");
        assert_eq!(error.kind(), ErrorKind::TimedOut);
        assert!(begun.elapsed() < Duration::from_secs(50));
    }

    #[test]
    fn what_goes_on_writing_may_take_its_time() {
        let done = shell("for n in 1 2 3 4 5 6; do sleep 0.5; echo $n; done; echo bad >&2; exit 3", Duration::from_millis(2_500));
        let done = done.expect("it ended by itself");
        assert_eq!((done.stdout.as_slice(), done.stderr.as_slice()), (&b"1\n2\n3\n4\n5\n6\n"[..], &b"bad\n"[..]));
        assert_eq!(done.status.code(), Some(3));
    }

    #[test]
    fn both_pipes_may_be_full() {
        let done =
            shell("yes 12345 | head -c 300000 >&2; yes 12345 | head -c 300000", Duration::from_secs(60)).expect("it ended by itself");
        assert_eq!((done.stdout.len(), done.stderr.len()), (300_000, 300_000));
    }
}

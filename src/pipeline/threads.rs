//! How many threads a task may use.
//!
//! In: a number. Out: a place to run a task in. The number never changes a result.

use crate::error::{Error, ErrorKind};

/// A pool of threads.
#[derive(Debug)]
pub struct Threads(rayon::ThreadPool);

impl Threads {
    /// A pool of `n` threads; 0 is one for each core.
    ///
    /// # Errors
    /// [`ErrorKind::Unreadable`] if the system gives no threads.
    pub fn new(n: usize) -> Result<Self, Error> {
        rayon::ThreadPoolBuilder::new()
            .num_threads(n)
            .build()
            .map(Threads)
            .map_err(|error| Error::new(ErrorKind::Unreadable, "", format!("no threads to be had ({error}): ask for fewer with --threads")))
    }

    /// Runs a task in the pool and gives its result.
    pub fn run<R: Send>(&self, task: impl FnOnce() -> R + Send) -> R {
        self.0.install(task)
    }
}

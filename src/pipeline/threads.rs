//! How many threads a task may use.
//!
//! In: a number. Out: a place to run a task in. The number never changes a result.

use crate::error::{Error, ErrorKind};

/// Threads for each core at most: more only take memory and time, and a hundred thousand hold up the machine.
const MAX_PER_CORE: usize = 4;

/// A pool of threads.
#[derive(Debug)]
pub struct Threads(rayon::ThreadPool);

impl Threads {
    /// A pool of `n` threads; 0 is one for each core, and four for each are the most.
    ///
    /// # Errors
    /// [`ErrorKind::Unreadable`] if the system gives no threads.
    pub fn new(n: usize) -> Result<Self, Error> {
        let n_cores = std::thread::available_parallelism().map_or(1, usize::from);
        rayon::ThreadPoolBuilder::new()
            .num_threads(n.min(n_cores * MAX_PER_CORE))
            .build()
            .map(Threads)
            .map_err(|error| Error::new(ErrorKind::Unreadable, "", format!("no threads to be had ({error}): ask for fewer with --threads")))
    }

    /// Runs a task in the pool and gives its result.
    pub fn run<R: Send>(&self, task: impl FnOnce() -> R + Send) -> R {
        self.0.install(task)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn threads_are_capped() {
        let n = Threads::new(usize::MAX).expect("a pool").run(rayon::current_num_threads);
        assert!((1..=4 * std::thread::available_parallelism().map_or(1, usize::from)).contains(&n), "{n}");
    }
}

//! Sets of numbered things, by the number of the set.
//!
//! In: for each thing the set it is in. Out: the things of each set, ascending, in eight bytes each however many sets there are.

/// Things by sets.
#[derive(Debug, Clone)]
pub struct Sets<No> {
    starts: Vec<u32>,
    things: Vec<No>,
}

impl<No: Copy> Sets<No> {
    /// The sets `0..n`; `all` gives each thing with the number of its set, twice the same.
    ///
    /// ```
    /// let sets = copydesk::cluster::Sets::new(3, || [(2, 'a'), (0, 'b'), (2, 'c')].into_iter());
    /// assert_eq!((sets.of(0), sets.of(1), sets.of(2)), (&['b'][..], &[][..], &['a', 'c'][..]));
    /// ```
    pub fn new<I: Iterator<Item = (usize, No)>>(n: usize, all: impl Fn() -> I) -> Sets<No> {
        let mut starts = vec![0_u32; n + 1];
        for (set, _) in all() {
            starts[set + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let Some((_, first)) = all().next() else { return Sets { starts, things: Vec::new() } };
        let mut next = starts.clone();
        let mut things = vec![first; starts[n] as usize];
        for (set, thing) in all() {
            things[next[set] as usize] = thing;
            next[set] += 1;
        }
        Sets { starts, things }
    }

    /// The things of a set.
    pub fn of(&self, set: usize) -> &[No] {
        &self.things[self.starts[set] as usize..self.starts[set + 1] as usize]
    }

    /// All sets in order, empty ones too.
    pub fn iter(&self) -> impl Iterator<Item = &[No]> {
        (0..self.starts.len() - 1).map(|set| self.of(set))
    }
}

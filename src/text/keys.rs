//! Maps and sets by the key of a word.
//!
//! Keys are hashes already, but of words that strangers choose: a seed that nobody knows keeps them from making many fall together.
//! No answer depends on the order of such a map.

use foldhash::fast::RandomState;
use std::collections::{HashMap, HashSet};

/// A map by the key of a word.
pub(crate) type KeyMap<V> = HashMap<u64, V, RandomState>;

/// A set of keys of words.
pub(crate) type KeySet = HashSet<u64, RandomState>;

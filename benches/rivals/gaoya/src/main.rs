//! Finds near-duplicates in a JSONL file of articles with the crate gaoya: MinHash over grams of five lower-case words, 128
//! permutations, similarity .7. Arguments: FILE, where the pairs go, where the groups go; both are JSON lists of ids, one a line.
//! The container and the hash functions are the fastest that its interface takes.

use foldhash::fast::FixedState;
use gaoya::minhash::{MinHashIndex, MinHasher, MinHasher32, VecContainer, calculate_minhash_params};
use gaoya::text::whitespace_split;
use std::borrow::Cow;
use std::fs::File;
use std::hash::BuildHasher;
use std::io::{BufRead, BufReader, BufWriter, Write};

const WORDS: usize = 5;
const PERMUTATIONS: usize = 128;
const SIMILARITY: f64 = 0.7;

#[derive(serde::Deserialize)]
struct Article<'a> {
    #[serde(borrow)]
    id: Cow<'a, str>,
    #[serde(borrow)]
    text: Cow<'a, str>,
}

/// First article of the group of `article`.
fn lead(group: &mut [usize], mut article: usize) -> usize {
    while group[article] != article {
        group[article] = group[group[article]];
        article = group[article];
    }
    article
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let paths: Vec<String> = std::env::args().skip(1).collect();
    let [file, pairs, groups] = paths.as_slice() else { return Err("wants FILE PAIRS GROUPS".into()) };
    let mut reader = BufReader::with_capacity(1 << 20, File::open(file)?);
    let mut pairs = BufWriter::new(File::create(pairs)?);
    let (bands, width) = calculate_minhash_params(SIMILARITY, PERMUTATIONS);
    let fast = FixedState::default();
    let hasher = MinHasher32::new_with_hasher(bands * width, fast.clone());
    let mut index = MinHashIndex::<u32, usize, VecContainer<usize>>::new_index(bands, width, SIMILARITY);
    let (mut ids, mut group, mut line) = (Vec::new(), Vec::new(), Vec::new());
    while reader.read_until(b'\n', &mut line)? > 0 {
        let article: Article = serde_json::from_slice(&line)?;
        let text = article.text.to_lowercase();
        let words: Vec<u64> = whitespace_split(&text).map(|word| fast.hash_one(word)).collect();
        let number = ids.len();
        ids.push(article.id.into_owned());
        group.push(number);
        if words.len() >= WORDS {
            let signature = hasher.create_signature(words.windows(WORDS));
            for found in index.query_owned(&signature) {
                writeln!(pairs, "{}", serde_json::to_string(&[&ids[found], &ids[number]])?)?;
                let (a, b) = (lead(&mut group, found), lead(&mut group, number));
                group[a.max(b)] = a.min(b);
            }
            index.insert(number, signature);
        }
        line.clear();
    }
    pairs.flush()?;
    let mut members = vec![Vec::new(); ids.len()];
    for (number, id) in ids.iter().enumerate() {
        members[lead(&mut group, number)].push(id);
    }
    let mut groups = BufWriter::new(File::create(groups)?);
    for members in members.iter().filter(|members| members.len() > 1) {
        writeln!(groups, "{}", serde_json::to_string(members)?)?;
    }
    Ok(groups.flush()?)
}

//! How fast each stage of `cluster` is: reading, words, shingles, index, candidates, scoring, grouping, and all of them together.
//!
//! Inside the timed region: the stage alone, on one thread, from what the stage before gave, its memory included; the floor is a plain read of the
//! file. Outside: making that input, and the slow twin that each answer is checked against. Bytes are those of the file, so that the times of
//! stages add up; of `score` those of both texts of each pair. By default the fixtures run, told sixteen times in other words; to measure on
//! articles of your own: `COPYDESK_BENCH=articles.jsonl cargo bench --bench stages`. In `cargo test` everything runs once, on two tellings.

mod repeated;

use copydesk::article::{Article, seconds};
use copydesk::cluster::{Groups, Link, Node, Texts, connected, group};
use copydesk::fingerprint::{SHINGLE_WORDS, fingerprint, sequence};
use copydesk::ids::{ArticleNo, TextNo};
use copydesk::index::{Candidate, Collector, Gathered, Index, Settings};
use copydesk::pipeline::{self, Clustered, Threads, read_rows, unique_ids};
use copydesk::score::{Comparable, Comparison, compare_reuse};
use copydesk::text::{Prepared, story_keys};
use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, Criterion, SamplingMode, Throughput, criterion_group, criterion_main};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::hint::black_box;
use std::io::Write;
use std::path::Path;
use tempfile::NamedTempFile;

/// Pairs that are scored at most: their articles are kept in memory.
const MAX_PAIRS: usize = 5_000;

fn is_bench() -> bool {
    std::env::args().any(|argument| argument == "--bench")
}

fn stages(criterion: &mut Criterion) {
    let given = std::env::var("COPYDESK_BENCH").ok();
    let n_tellings = if is_bench() { 16 } else { 2 };
    let threads = Threads::new(1).expect("a thread");
    let mut made = NamedTempFile::new().expect("a temporary file");
    let path = match &given {
        Some(file) => Path::new(file),
        None => {
            made.write_all(&repeated::rows(n_tellings)).expect("a file on disk");
            made.path()
        }
    };
    let bytes = fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut group = criterion.benchmark_group("stages");
    group.sample_size(10).sampling_mode(SamplingMode::Flat).throughput(Throughput::Bytes(bytes.len() as u64));
    group.bench_function("plain read", |bencher| {
        bencher.iter(|| assert_eq!(fs::read(black_box(path)).expect("a file").len(), bytes.len()));
    });
    let articles = unique_ids(read(&mut group, &threads, &bytes), &());
    let keys = tokenise(&mut group, &articles);
    let fingerprints = shingle(&mut group, &keys);
    let counts = counted(&keys);
    let index = build(&mut group, &threads, &fingerprints, &counts);
    let candidates = find(&mut group, &threads, &index, &naive(&fingerprints, &counts));
    let clustered = all(&mut group, &threads, &bytes);
    if given.is_none() {
        let first = read_rows("first", &repeated::rows(1), &()).0;
        let n_groups = pipeline::cluster(first.as_slice(), Default::default(), &()).groups.groups.len();
        assert_eq!(clustered.groups.groups.len(), n_groups * n_tellings as usize, "each telling has the groups of the first");
    }
    join(&mut group, &clustered);
    score(&mut group, &articles, &candidates);
    group.finish();
}

/// Rows become articles. The twin reads each line as JSON of any kind.
fn read(group: &mut BenchmarkGroup<'_, WallTime>, threads: &Threads, bytes: &[u8]) -> Vec<Article> {
    let (articles, errors) = read_rows("bench", bytes, &());
    assert!(errors.is_empty(), "{}", errors[0]);
    let lines = bytes.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty());
    let values: Vec<serde_json::Value> = lines.map(|line| serde_json::from_slice(line).expect("JSON")).collect();
    assert_eq!(values.len(), articles.len());
    assert!(values.iter().zip(&articles).all(|(value, article)| value["text"] == *article.text), "the texts of the rows");
    group.bench_function("read", |bencher| {
        bencher.iter(|| assert_eq!(threads.run(|| read_rows("bench", black_box(bytes), &())).0.len(), articles.len()));
    });
    articles
}

/// Articles become the keys of their words. The twin makes everything that a comparison needs, and takes the keys from it.
fn tokenise(group: &mut BenchmarkGroup<'_, WallTime>, articles: &[Article]) -> Vec<Vec<u64>> {
    let slow = |article: &Article| Prepared::new(article).story_words().map(|word| word.key).collect::<Vec<u64>>();
    let keys: Vec<Vec<u64>> = articles.iter().map(story_keys).collect();
    assert!(articles.iter().zip(&keys).all(|(article, keys)| slow(article) == *keys), "the words of each article");
    let n_words: usize = keys.iter().map(Vec::len).sum();
    group.bench_function("tokenise", |bencher| {
        bencher.iter(|| assert_eq!(articles.iter().map(|article| story_keys(black_box(article)).len()).sum::<usize>(), n_words));
    });
    keys
}

/// Words become fingerprints. The twin counts distinct runs of words.
fn shingle(group: &mut BenchmarkGroup<'_, WallTime>, keys: &[Vec<u64>]) -> Vec<Vec<u64>> {
    let fast = |keys: &Vec<u64>| fingerprint(black_box(keys), SHINGLE_WORDS);
    let n_shingles: usize = keys.iter().map(|keys| keys.windows(SHINGLE_WORDS).collect::<BTreeSet<_>>().len()).sum();
    group.bench_function("shingle", |bencher| {
        bencher.iter(|| assert_eq!(keys.iter().map(|keys| fast(keys).len()).sum::<usize>(), n_shingles));
    });
    keys.iter().map(fast).collect()
}

/// Whether each article counts in the index: the first of those with the same words does, if there are any.
fn counted(keys: &[Vec<u64>]) -> Vec<bool> {
    let mut seen = BTreeSet::new();
    keys.iter().map(|keys| !keys.is_empty() && seen.insert(sequence(keys.iter().copied()))).collect()
}

/// Fingerprints become postings. The twin sorts all of them.
fn build(group: &mut BenchmarkGroup<'_, WallTime>, threads: &Threads, fingerprints: &[Vec<u64>], counts: &[bool]) -> Index {
    let fast = || {
        let mut collector = Collector::default();
        for (fingerprint, number) in fingerprints.iter().zip(0..) {
            collector.add(ArticleNo(number), black_box(fingerprint));
        }
        let mut gathered = Gathered::default();
        gathered.add(collector);
        Index::build(gathered, fingerprints.len(), |no| counts[no.at()], Settings::default())
    };
    let common: Vec<usize> = holders(fingerprints, counts)
        .chunk_by(same_shingle)
        .map(<[_]>::len)
        .filter(|n| *n > Settings::default().max_articles.into())
        .collect();
    group.bench_function("index", |bencher| {
        bencher.iter(|| assert_eq!(threads.run(fast).n_common(), (common.len(), common.iter().sum())));
    });
    fast()
}

/// Each shingle with each article that counts and has it, sorted.
fn holders(fingerprints: &[Vec<u64>], counts: &[bool]) -> Vec<(u64, u32)> {
    let counted = fingerprints.iter().zip(0..).zip(counts).filter(|(_, counts)| **counts);
    let mut all: Vec<(u64, u32)> =
        counted.flat_map(|((fingerprint, number), _)| fingerprint.iter().map(move |hash| (Index::kept(*hash), number))).collect();
    all.sort_unstable();
    all
}

fn same_shingle(x: &(u64, u32), y: &(u64, u32)) -> bool {
    x.0 == y.0
}

/// All pairs that share enough, by the definition that the settings give: the twin of the candidates.
fn naive(fingerprints: &[Vec<u64>], counts: &[bool]) -> Vec<Candidate> {
    let settings = Settings::default();
    let n_articles = counts.iter().filter(|counts| **counts).count().max(1_000) as f64;
    let weight = |n: usize| ((n_articles / n as f64).ln() * 64.0) as u32;
    let (mut n_rare, mut shared) = (vec![0_u32; fingerprints.len()], Vec::new());
    for list in holders(fingerprints, counts).chunk_by(same_shingle).filter(|list| list.len() <= settings.max_articles.into()) {
        for (at, (_, a)) in list.iter().enumerate() {
            n_rare[*a as usize] += 1;
            shared.extend(list[at + 1..].iter().map(|(_, b)| (*a, *b, weight(list.len()))));
        }
    }
    shared.sort_unstable();
    let pairs = shared.chunk_by(|x, y| (x.0, x.1) == (y.0, y.1));
    let summed = pairs.map(|list| (list[0].0, list[0].1, list.iter().map(|(_, _, weight)| weight).sum::<u32>()));
    let is_enough = |(a, b, sum): &(u32, u32, u32)| {
        let fewer = f64::from(n_rare[*a as usize].min(n_rare[*b as usize]));
        let bar = (settings.min_share * fewer).max(settings.min_weight.min((fewer / 2.0).max(1.0)));
        *sum >= (bar * f64::from(weight(2))) as u32
    };
    summed.filter(is_enough).map(|(a, b, weight)| Candidate { a: ArticleNo(a), b: ArticleNo(b), weight }).collect()
}

/// Postings become candidates.
fn find(group: &mut BenchmarkGroup<'_, WallTime>, threads: &Threads, index: &Index, naive: &[Candidate]) -> Vec<Candidate> {
    let (candidates, dropped) = index.ranked();
    let mut all: Vec<(ArticleNo, ArticleNo)> = candidates.iter().map(|pair| (pair.a, pair.b)).chain(dropped).collect();
    all.sort_unstable();
    assert_eq!(all, naive.iter().map(|pair| (pair.a, pair.b)).collect::<Vec<_>>(), "the candidates by the definition");
    assert!(candidates.iter().all(|pair| naive.binary_search(pair).is_ok()), "the weights by the definition");
    group.bench_function("match", |bencher| {
        bencher.iter(|| assert_eq!(threads.run(|| black_box(index).candidates()), candidates));
    });
    candidates
}

/// Candidates are read again and compared. The twin compares them the other way round, which must give the mirror.
fn score(group: &mut BenchmarkGroup<'_, WallTime>, articles: &[Article], candidates: &[Candidate]) {
    let candidates = &candidates[..candidates.len().min(MAX_PAIRS)];
    let numbers: BTreeSet<ArticleNo> = candidates.iter().flat_map(|pair| [pair.a, pair.b]).collect();
    let prepared: BTreeMap<ArticleNo, Prepared> = numbers.into_iter().map(|no| (no, Prepared::new(&articles[no.at()]))).collect();
    let stories = || prepared.iter().map(|(no, prepared)| (*no, Comparable::new(black_box(prepared)))).collect::<BTreeMap<_, _>>();
    let is_derived = |comparison: &Comparison| comparison.relation.is_derived();
    let mirrored = stories();
    let n_derived = candidates
        .iter()
        .filter(|pair| {
            let (one, other) = (&mirrored[&pair.a], &mirrored[&pair.b]);
            let (forth, back) = (compare_reuse(one, other), compare_reuse(other, one));
            assert_eq!((forth.relation, forth.scores.a_in_b), (back.relation.mirrored(), back.scores.b_in_a));
            is_derived(&back)
        })
        .count();
    let bytes: usize = candidates.iter().map(|pair| articles[pair.a.at()].text.len() + articles[pair.b.at()].text.len()).sum();
    group.throughput(Throughput::Bytes(bytes as u64));
    group.bench_function(format!("score {} pairs", candidates.len()), |bencher| {
        bencher.iter(|| {
            let stories = stories();
            let compared = candidates.iter().map(|pair| compare_reuse(&stories[&pair.a], &stories[&pair.b]));
            assert_eq!(compared.filter(is_derived).count(), n_derived);
        });
    });
}

/// Links become groups. What grouping asks beyond them is answered before the clock starts. The twin joins everything that is linked: no group
/// may reach beyond.
fn join(group: &mut BenchmarkGroup<'_, WallTime>, clustered: &Clustered) {
    let Clustered { articles, words, same_as, .. } = clustered;
    let firsts: Vec<usize> = (0..articles.len()).filter(|at| same_as[*at].at() == *at && words[*at] > 0).collect();
    let text = |article: ArticleNo| firsts.binary_search(&article.at()).ok().map(|at| TextNo(at as u32));
    let date = |article: &Article| article.date.as_deref().and_then(seconds);
    let nodes: Vec<Node> = firsts.iter().map(|at| Node { n_words: words[*at], date: date(&articles[*at]), ..Node::default() }).collect();
    let counting = clustered.pairs.iter().filter(|pair| !pair.instalment);
    let link = |a, b, comparison: &Comparison| {
        let scores = comparison.scores;
        Link { a, b, relation: comparison.relation, a_in_b: scores.a_in_b, b_in_a: scores.b_in_a }
    };
    let links: Vec<Link> = counting
        .filter_map(|pair| {
            let (a, b) = (text(pair.a)?, text(pair.b)?);
            Some(Link { a, b, relation: pair.relation, a_in_b: pair.scores.a_in_b, b_in_a: pair.scores.b_in_a })
        })
        .collect();
    let mut asked: BTreeMap<(TextNo, TextNo), Link> = links.iter().map(|link| ((link.a, link.b), *link)).collect();
    let mut grouped = || {
        let mut compare = |a: TextNo, b: TextNo| {
            let (a, b) = (a.min(b), a.max(b));
            let compared = || {
                let (one, other) = (Prepared::new(&articles[firsts[a.at()]]), Prepared::new(&articles[firsts[b.at()]]));
                link(a, b, &compare_reuse(&Comparable::new(&one), &Comparable::new(&other)))
            };
            *asked.entry((a, b)).or_insert_with(compared)
        };
        group_of(&nodes, &links, &mut compare)
    };
    let first = grouped();
    let component = connected(nodes.len(), links.iter().map(|link| (link.a.0, link.b.0)));
    for group in &first.groups {
        let wanted = component[group.lead.at()];
        assert!(group.members.iter().all(|member| component[member.article.at()] == wanted), "a group of what is linked");
    }
    assert_eq!(first.singles.len() + first.groups.iter().map(|group| group.members.len()).sum::<usize>(), nodes.len());
    group.bench_function(format!("group {} links", links.len()), |bencher| {
        bencher.iter(|| assert_eq!(black_box(grouped()), first));
    });
}

fn group_of(nodes: &[Node], links: &[Link], compare: &mut dyn FnMut(TextNo, TextNo) -> Link) -> Groups<TextNo> {
    let mut compare = |pairs: &[(TextNo, TextNo)]| pairs.iter().map(|(a, b)| Some(compare(*a, *b))).collect();
    group(nodes, links.iter().copied(), Default::default(), Texts { compare: &mut compare, may_share: &|_, _| false })
}

/// Everything from the bytes of the file to the groups.
fn all(group: &mut BenchmarkGroup<'_, WallTime>, threads: &Threads, bytes: &[u8]) -> Clustered {
    let run = || {
        let articles = unique_ids(read_rows("bench", black_box(bytes), &()).0, &());
        pipeline::cluster(articles.as_slice(), Default::default(), &())
    };
    let first = run();
    let numbers = |clustered: &Clustered| (clustered.groups.groups.len(), clustered.pairs.len(), clustered.n_candidates);
    group.bench_function("all stages", |bencher| {
        bencher.iter(|| assert_eq!(numbers(&threads.run(run)), numbers(&first)));
    });
    first
}

criterion_group!(benches, stages);
criterion_main!(benches);

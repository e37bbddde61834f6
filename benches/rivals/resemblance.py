"""Finds near-duplicates in a JSONL file with one library of PyPI, from the file to pairs and groups: what collection.py times.

    python3 resemblance.py rensa|datasketch|SetSimilaritySearch FILE PAIRS GROUPS

Each library is used in the fastest way that its interface offers for pairs. Articles of fewer than five words are left out.
"""
import gc
import sys

from grams import BANDS, PERMUTATIONS, SIMILARITY, WORDS, grams, read, write

# Articles whose grams are in memory at a time.
BATCH = 1000


def batches(path, ids, numbers):
    """Grams of the articles, BATCH articles at a time; fills the ids of all articles and the numbers of those that have grams."""
    batch = []
    for name, words in read(path):
        if len(words) >= WORDS:
            numbers.append(len(ids))
            batch.append(grams(words))
        ids.append(name)
        if len(batch) == BATCH:
            yield batch
            batch = []
    yield batch


def find_rensa(batches_of_grams):
    from rensa import RMinHash, RMinHashLSH
    sketches = []
    for batch in batches_of_grams:
        sketches += RMinHash.from_token_sets(map(list, batch), PERMUTATIONS, 1)
    index = RMinHashLSH(SIMILARITY, PERMUTATIONS, BANDS)
    index.insert_many(sketches)
    for a, candidates in enumerate(index.query_all(sketches)):
        for b in candidates:
            if b < a and sketches[a].jaccard(sketches[b]) >= SIMILARITY:
                yield a, b


def find_datasketch(batches_of_grams):
    from datasketch import MinHash, MinHashLSH
    index, sketches = MinHashLSH(num_perm=PERMUTATIONS, params=(BANDS, PERMUTATIONS // BANDS)), []
    for batch in batches_of_grams:
        # The hash function that it uses by itself, SHA-1, takes longer.
        for sketch in MinHash.generator(batch, num_perm=PERMUTATIONS, hashfunc=lambda gram: hash(gram) & 0xFFFFFFFF):
            for b in index.query(sketch):
                if sketch.jaccard(sketches[b]) >= SIMILARITY:
                    yield len(sketches), b
            index.insert(len(sketches), sketch)
            sketches.append(sketch)


def find_all_pairs(batches_of_grams):
    from SetSimilaritySearch import all_pairs
    sets = [set(article) for batch in batches_of_grams for article in batch]
    for a, b, _ in all_pairs(sets, "jaccard", SIMILARITY) if sets else ():
        yield a, b


def main():
    tool, path, pairs_path, groups_path = sys.argv[1:]
    find = {"rensa": find_rensa, "datasketch": find_datasketch, "SetSimilaritySearch": find_all_pairs}[tool]
    ids, numbers = [], []
    # There are no cycles to collect, and looking for them takes longer the more articles there are.
    gc.disable()
    found = [(numbers[a], numbers[b]) for a, b in find(batches(path, ids, numbers))]
    write(ids, found, pairs_path, groups_path)


main()

"""All pairs of articles of a JSONL file whose sets of grams have a Jaccard index of .7 or more: the truth of collection.py.

    python3 exact_pairs.py FILE PAIRS

Needs numpy. Grams are compared by hashes of 64 bits. Two articles can only reach the index if they share one of the rarest grams of
both, so many of them that the rest is too few: only such pairs are counted out in full.
"""
import json
import sys

import numpy as np

from grams import SIMILARITY, WORDS, read

# SIMILARITY as a fraction, for exact comparison.
TENTHS = round(SIMILARITY * 10)


def gram_hashes(path):
    """Ids of the articles, and for each one the sorted hashes of its distinct grams."""
    ids, articles, vocabulary = [], [], {}
    for name, words in read(path):
        ids.append(name)
        articles.append(np.array([vocabulary.setdefault(word, len(vocabulary)) for word in words], dtype=np.uint32))
    # A random number for each word at each place; those of a gram are combined by exclusive or.
    table = np.random.default_rng(7).integers(0, 2**64, (WORDS, len(vocabulary)), dtype=np.uint64)
    for number, words in enumerate(articles):
        n = max(0, len(words) - WORDS + 1)
        hashes = np.zeros(n, dtype=np.uint64)
        for place in range(WORDS):
            hashes ^= table[place][words[place:place + n]]
        articles[number] = np.unique(hashes)
    return ids, articles


def rarest(articles):
    """Gram and article of those among the rarest grams of each article that others have, sorted by gram."""
    sizes = np.array([len(hashes) for hashes in articles])
    owners = np.repeat(np.arange(len(articles), dtype=np.uint32), sizes)
    hashes = np.concatenate(articles)
    order = np.argsort(hashes, kind="stable")
    hashes, owners = hashes[order], owners[order]
    starts = np.flatnonzero(np.concatenate(([True], hashes[1:] != hashes[:-1])))
    counts = np.diff(np.append(starts, len(hashes)))
    frequency = np.repeat(counts.astype(np.uint32), counts)
    order = np.lexsort((hashes, frequency, owners))
    place = np.arange(len(hashes)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    enough = (sizes * TENTHS + 9) // 10
    kept = order[(place < (sizes - enough + 1)[owners[order]]) & (frequency[order] > 1)]
    kept.sort()
    return hashes[kept], owners[kept]


def candidates(hashes, owners, n):
    """Distinct pairs of articles that share a gram, smaller number first."""
    keys, step = np.empty(0, dtype=np.uint64), 1
    while step < len(hashes):
        same = np.flatnonzero(hashes[step:] == hashes[:-step])
        if not len(same):
            break
        keys = np.union1d(keys, owners[same].astype(np.uint64) * np.uint64(n) + owners[same + step])
        step += 1
    return [divmod(int(key), n) for key in keys]


def main():
    path, pairs_path = sys.argv[1:]
    ids, articles = gram_hashes(path)
    with open(pairs_path, "w", encoding="utf-8") as file:
        for a, b in candidates(*rarest(articles), len(ids)):
            sizes = sorted((len(articles[a]), len(articles[b])))
            if sizes[0] * 10 >= sizes[1] * TENTHS:
                shared = len(np.intersect1d(articles[a], articles[b], assume_unique=True))
                if shared * 10 >= (sum(sizes) - shared) * TENTHS:
                    print(json.dumps([ids[a], ids[b]]), file=file)


main()

"""What every resemblance tool of collection.py is given, and how it writes what it found: grams of five lower-case words, cut at
white space and ASCII punctuation, as the crate gaoya cuts them. Not a command."""
import json

WORDS = 5
PERMUTATIONS = 128
# Of 128 permutations, what gaoya computes for this similarity: .99 of the pairs that just reach it share a band.
BANDS = 32
SIMILARITY = 0.7
BLANKED = bytes.maketrans(b"!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", b" " * 32)


def read(path):
    """Id and words of each article of a JSONL file, in its order."""
    with open(path, "rb") as file:
        for line in file:
            article = json.loads(line)
            yield article["id"], article["text"].lower().encode().translate(BLANKED).split()


def grams(words):
    return map(b" ".join, zip(*(words[n:] for n in range(WORDS))))


def write(ids, found, pairs_path, groups_path):
    """Writes pairs of article numbers as lists of ids, and the groups that they join, leads first."""
    lead = list(range(len(ids)))

    def first(article):
        while lead[article] != article:
            lead[article] = lead[lead[article]]
            article = lead[article]
        return article

    with open(pairs_path, "w", encoding="utf-8") as file:
        for a, b in found:
            print(json.dumps([ids[a], ids[b]]), file=file)
            a, b = sorted((first(a), first(b)))
            lead[b] = a
    groups = {}
    for article, name in enumerate(ids):
        groups.setdefault(first(article), []).append(name)
    with open(groups_path, "w", encoding="utf-8") as file:
        for members in groups.values():
            if len(members) > 1:
                print(json.dumps(members), file=file)

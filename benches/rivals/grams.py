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


def joined(articles, pairs):
    """The groups that pairs join, each in the order of the articles."""
    lead = {article: article for article in articles}

    def first(article):
        while lead[article] != article:
            lead[article] = lead[lead[article]]
            article = lead[article]
        return article

    for a, b in pairs:
        lead[first(b)] = first(a)
    groups = {}
    for article in lead:
        groups.setdefault(first(article), []).append(article)
    return [members for members in groups.values() if len(members) > 1]


def write(ids, pairs, pairs_path, groups_path):
    """Writes pairs of article numbers, and the groups that they join, as lists of ids, one a line."""
    for path, found in ((pairs_path, pairs), (groups_path, joined(range(len(ids)), pairs))):
        with open(path, "w", encoding="utf-8") as file:
            for articles in found:
                print(json.dumps([ids[article] for article in articles]), file=file)

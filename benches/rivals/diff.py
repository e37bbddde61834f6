"""How other tools see what wire.txt has over shortened.txt, held against the alignment made by hand in tests/gold.

    python3 benches/rivals/diff.py            # every setting of every tool that is installed
    pip install diff-match-patch redlines     # in a virtual environment
    apt-get install git wdiff dwdiff
    npm install --prefix DIR diff && NODE_PATH=DIR/node_modules python3 benches/rivals/diff.py

`cargo test --locked --test it gold -- --nocapture` prints the same figures for copydesk and for the word diff of `similar`.

Figures are over characters that are not blank. F1 of the added (removed) characters; characters that the gold leaves open count
neither way. A word diff names no sentence pairs: two sentences are its pair if a third of the shorter one's characters or more stand
unchanged between them. No tool here marks moves. Only reads files and prints; what is not installed is said at the end.
"""
import difflib
import importlib.metadata
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
GOLD = os.path.join(ROOT, "tests", "gold", "01-daraya-truce.txt")
# Share of the shorter sentence from which on two sentences are a pair of a word diff.
PAIRED = 1 / 3
MARKS = {"[-": "only", "{+": "only", "-]": "both", "+}": "both", "<": "both", ">": "both"}
WORDS = r"\w+|[^\w\s]"


class Side:
    """One text of the gold: its path, its text, and for each character that is not blank its sentence and its truth."""

    def __init__(self, path):
        self.path = os.path.join(ROOT, path)
        with open(self.path, encoding="utf-8", newline="") as file:
            self.text = file.read()
        self.solid = [c for c in self.text if not c.isspace()]
        self.truth, self.sentence, self.partners, marked = [], [], {}, []

    def add(self, number, partners, line):
        self.partners[number] = partners
        kind, free = "both", False
        for piece in re.findall(r"\[-|-\]|\{\+|\+\}|[<>]|%|.", line):
            if piece == "%":
                free = not free
            elif piece in MARKS:
                kind = MARKS[piece]
            elif not piece.isspace():
                self.truth.append("free" if free else kind)
                self.sentence.append(number)

    def size(self, number):
        return self.sentence.count(number)


def read_gold():
    sides = []
    with open(GOLD, encoding="utf-8") as file:
        for line in file:
            head = re.match(r"(old|new) (\S+)$", line)
            row = re.match(r"(\d+) ~ ([\d ]*)\| (.*)$", line)
            if head:
                sides.append(Side(head[2]))
            elif row and sides:
                sides[-1].add(int(row[1]), [int(n) for n in row[2].split()], row[3])
    for side in sides:
        assert len(side.truth) == len(side.solid), f"the gold of {side.path} does not hold its text"
    return sides


def solid(text):
    return sum(not c.isspace() for c in text)


def score(old, new, steps):
    """Figures of a list of steps ("=", "-" or "+", text), which together hold both texts."""
    kinds, pairs = ([], []), {}
    for sign, text in steps:
        n = solid(text)
        if sign == "=":
            for step in range(n):
                pair = (old.sentence[len(kinds[0]) + step], new.sentence[len(kinds[1]) + step])
                pairs[pair] = pairs.get(pair, 0) + 1
        if sign in "=-":
            kinds[0].extend(["both" if sign == "=" else "only"] * n)
        if sign in "=+":
            kinds[1].extend(["both" if sign == "=" else "only"] * n)
    assert (len(kinds[0]), len(kinds[1])) == (len(old.solid), len(new.solid)), "the steps do not hold both texts"
    figures = []
    for side, found in ((new, kinds[1]), (old, kinds[0])):
        firm = [(t, f) for t, f in zip(side.truth, found) if t != "free"]
        right = sum(t == f == "only" for t, f in firm)
        figures.append(2 * right / (sum(t == "only" for t, _ in firm) + sum(f == "only" for _, f in firm)))
    named = {p for p, n in pairs.items() if n >= PAIRED * min(old.size(p[0]), new.size(p[1]))}
    gold = {(n, p) for n, partners in old.partners.items() for p in partners}
    return figures[0], figures[1], len(named & gold), len(gold), len(named - gold)


def sequence_steps(a, b, opcodes):
    for tag, i, j, k, m in opcodes:
        if tag == "equal":
            yield "=", "".join(b[k:m])
        else:
            yield "-", "".join(a[i:j])
            yield "+", "".join(b[k:m])


def run_difflib(old, new):
    for name, cut in (("words", r"\S+"), ("words and punctuation", WORDS)):
        a, b = re.findall(cut, old.text), re.findall(cut, new.text)
        opcodes = difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
        yield f"difflib of Python {sys.version.split()[0]}, {name}", sequence_steps(a, b, opcodes)


def run_diff_match_patch(old, new):
    import diff_match_patch
    version = importlib.metadata.version("diff-match-patch")
    sign = {0: "=", -1: "-", 1: "+"}
    for name in ("plain", "semantic"):
        tool = diff_match_patch.diff_match_patch()
        diffs = tool.diff_main(old.text, new.text)
        if name == "semantic":
            tool.diff_cleanupSemantic(diffs)
        yield f"diff-match-patch {version}, {name}", [(sign[kind], text) for kind, text in diffs]


def run_redlines(old, new):
    import redlines
    compared = json.loads(redlines.Redlines(old.text, new.text).output_json())
    steps = []
    for change in compared["changes"]:
        kinds = {"equal": [("=", "text")], "delete": [("-", "text")], "insert": [("+", "text")],
                 "replace": [("-", "source_text"), ("+", "test_text")]}
        steps += [(sign, change[field]) for sign, field in kinds[change["type"]]]
    yield f"redlines {importlib.metadata.version('redlines')}", steps


def output(*command):
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode < 2, ran.stderr
    return ran.stdout


def run_git(old, new):
    version = output("git", "--version").split()[2]
    fine = "--word-diff-regex=[[:alnum:]]+|[^[:space:]]"
    with tempfile.TemporaryDirectory() as folder:
        # It pairs lines first, and blank lines keep it from pairing any others: an article as one line is its best case.
        lines = [os.path.join(folder, name) for name in ("old", "new")]
        for path, side in zip(lines, (old, new)):
            with open(path, "w", encoding="utf-8") as file:
                file.write(" ".join(side.text.split()) + "\n")
        files = [old.path, new.path]
        for name, paths, extra in (("words", files, []), ("words, minimal", files, ["--minimal"]),
                                   ("words, one line", lines, []), ("words and punctuation, one line", lines, [fine])):
            shown = output("git", "diff", "--no-index", "-U99999", "--word-diff=porcelain", *extra, *paths)
            body = shown.split("\n@@", 1)[1].split("\n")[1:]
            steps = [(line[0].replace(" ", "="), line[1:]) for line in body if line[:1] in ("+", "-", " ")]
            yield f"git {version} --word-diff, {name}", steps


def marked_steps(shown):
    """Steps of a text with [-...-] and {+...+}."""
    for piece in re.findall(r"\[-.*?-\]|\{\+.*?\+\}|.+?(?=\[-|\{\+|\Z)", shown, re.S):
        yield {"[-": ("-", piece[2:-2]), "{+": ("+", piece[2:-2])}.get(piece[:2], ("=", piece))


def run_wdiff(old, new):
    version = output("wdiff", "--version").split("\n")[0].split()[-1]
    yield f"wdiff {version}", marked_steps(output("wdiff", old.path, new.path))
    yield f"wdiff {version}, ignoring case", marked_steps(output("wdiff", "--ignore-case", old.path, new.path))


def run_dwdiff(old, new):
    version = output("dwdiff", "--version").split("\n")[0].split()[-1]
    for name, extra in (("words", []), ("punctuation", ["-P"]), ("punctuation, ignoring case and formatting", ["-P", "-i", "-I"])):
        yield f"dwdiff {version}, {name}", marked_steps(output("dwdiff", *extra, old.path, new.path))


JSDIFF = """
const diff = require("diff"), fs = require("fs");
const [a, b] = [process.argv[1], process.argv[2]].map(path => fs.readFileSync(path, "utf8"));
const steps = parts => parts.map(part => [part.added ? "+" : part.removed ? "-" : "=", part.value]);
const intl = new Intl.Segmenter("en", { granularity: "word" });
console.log(JSON.stringify({
  version: require("diff/package.json").version,
  words: steps(diff.diffWordsWithSpace(a, b)),
  "Intl words": steps(diff.diffWordsWithSpace(a, b, { intlSegmenter: intl })),
  "words, ignoring case": steps(diff.diffWordsWithSpace(a, b, { ignoreCase: true })),
}));
"""


def run_jsdiff(old, new):
    found = json.loads(output("node", "-e", JSDIFF, old.path, new.path))
    version = found.pop("version")
    for name, steps in found.items():
        yield f"jsdiff {version}, {name}", steps


def main():
    old, new = read_gold()
    missing = []
    print(f"{'tool and setting':62} added  removed  pairs  wrong")
    for name, tool, needs in (("git", run_git, "git"), ("wdiff", run_wdiff, "wdiff"), ("dwdiff", run_dwdiff, "dwdiff"),
                              ("difflib", run_difflib, None), ("redlines", run_redlines, None),
                              ("diff-match-patch", run_diff_match_patch, None), ("jsdiff", run_jsdiff, "node")):
        try:
            if needs and not shutil.which(needs):
                raise ImportError(f"no {needs}")
            for label, steps in tool(old, new):
                added, removed, pairs, of, wrong = score(old, new, list(steps))
                print(f"{label:62}  {added:.3f}    {removed:.3f}  {pairs:2}/{of}  {wrong:5}")
        except (ImportError, AssertionError, json.JSONDecodeError) as error:
            missing.append(f"{name}: {error}" if str(error) else name)
    for line in missing:
        print(f"not measured: {line}")


main()

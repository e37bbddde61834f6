"""Speed, memory and findings of `copydesk cluster` beside tools that look for near-duplicates, on one JSONL file of articles.

    cargo build --release
    python3 benches/rivals/collection.py FILE.jsonl [--gold gold.jsonl] [--scratch DIR] [--copydesk BIN] [--only NAME,NAME]

Installs the others from their registries into the scratch folder, in the versions below, which takes a minute once: gaoya (crates.io,
with the driver in benches/rivals/gaoya), rensa, datasketch and SetSimilaritySearch (PyPI, driven by resemblance.py), jscpd (npm). What
cannot be installed or run is said at the end. Needs Linux, taskset, cargo and npm.

Speed: every tool goes from the file to its pairs and groups on disk, on one core. The tools take turns; the best time of all runs
counts, and the largest memory. Time of the processor is what is compared: it changes least when others use the machine.

Truth of resemblance: pairs with a Jaccard index of .7 or more over grams of five lower-case words, counted exactly (exact_pairs.py).

Shortened copies: with --gold, the articles that the file's maker cut, one a line: {"id", "from": [ids], "roots": [ids], "ops": [[name,
level], ...]}, of which `cut_end` keeps the first part and `lead` the first sentences. Without it, the script appends copies of its own
to the file, each the first 30 to 60 % of the words of an article. A tool finds a copy if it pairs it with the article that it was cut
from. With a gold there is a table of all that was made, too, cut or not.
"""
import argparse
import datetime
import json
import math
import os
import pathlib
import platform
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time

from grams import joined

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PYPI = {"rensa": ["rensa==0.5.0"], "datasketch": ["datasketch==2.0.0", "numpy==2.4.6", "scipy==1.17.1"],
        "SetSimilaritySearch": ["SetSimilaritySearch==1.0.1", "numpy==2.4.6"]}
# Its next version has no program for Linux in the registry.
NPM = {"jscpd": "jscpd@5.3.3"}
NAMES = ["copydesk", "gaoya", *PYPI, *NPM]
FLOOR = "plain read of the file"
# A tool that took longer than this, in seconds, is not run again.
SLOW = 120
# Articles above which a tool that reads a file for each is left out.
MANY_FILES = 30_000
# Fewest words of an article that is shortened, and the shares of it that are kept.
FEWEST, KEPT = 100, (0.3, 0.6)
# The resemblance that copydesk states is of grams of three words, which is higher than that of five.
OWN_RESEMBLANCE = "copydesk, those of a resemblance of .7 by its grams of 3 words"
# What a gold calls the shortening of an article.
SHORTENING = {"cut_end", "lead"}


class Tool:
    """A tool that is installed: its name, its version, its command, and a function that reads its pairs and groups."""

    def __init__(self, name, version, command, read):
        self.name, self.version, self.command, self.read = name, version, [str(part) for part in command], read
        self.cpu, self.wall, self.memory, self.failure = [], [], [], None


class Found:
    """What a tool found: pairs of ids, the smaller first, with the resemblance where the tool gives one, and groups of ids."""

    def __init__(self, pairs, groups):
        self.pairs = {(min(a, b), max(a, b)): resemblance for (a, b), resemblance in pairs}
        self.groups, self.group_of = groups, {article: number for number, group in enumerate(groups) for article in group}

    def paired(self, a, b):
        return (min(a, b), max(a, b)) in self.pairs

    def grouped(self, a, b):
        return a in self.group_of and self.group_of[a] == self.group_of.get(b)


def output(*command):
    ran = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
    if ran.returncode:
        raise OSError(f"{command[0]}: {(ran.stderr or ran.stdout).strip()[-300:]}")
    return ran.stdout


def json_lines(path):
    with open(path, "rb") as file:
        return [json.loads(line) for line in file]


def read_lists(pairs_path, groups_path):
    return Found([(pair, None) for pair in json_lines(pairs_path)], json_lines(groups_path))


def read_copydesk(pairs_path, groups_path):
    clusters = json.loads(groups_path.read_text(encoding="utf-8"))["clusters"]
    pairs = [((row["a"], row["b"]), row["resemblance"]) for row in json_lines(pairs_path)]
    return Found(pairs, [[member["id"] for member in cluster["members"]] for cluster in clusters])


def read_jscpd(report, path):
    """Pairs of files of its clones, and the groups that they join: it makes none itself."""
    ids = read_ids(path)
    clones = json.loads((report / "jscpd-report.json").read_text(encoding="utf-8"))["duplicates"]
    numbers = [[int(pathlib.Path(clone[side]["name"]).stem) for side in ("firstFile", "secondFile")] for clone in clones]
    pairs = [(ids[a], ids[b]) for a, b in numbers if a != b]
    return Found([(pair, None) for pair in pairs], joined(ids, pairs))


def install_copydesk(args, scratch, path):
    binary = pathlib.Path(args.copydesk)
    version = output(binary, "--version").split()[1]
    pairs, groups = scratch / "copydesk.pairs", scratch / "copydesk.groups"
    command = [binary, "cluster", path, "--no-config", "--quiet", "--format", "json", "--output", groups, "--pairs", pairs]
    return Tool("copydesk", version, command, lambda: read_copydesk(pairs, groups))


def install_gaoya(_, scratch, path):
    manifest = HERE / "gaoya" / "Cargo.toml"
    version = re.search(r'gaoya = "=(.*)"', manifest.read_text(encoding="utf-8"))[1]
    output("cargo", "build", "--quiet", "--release", "--locked", "--manifest-path", manifest, "--target-dir", scratch / "gaoya")
    binary = scratch / "gaoya" / "release" / "copydesk-bench-gaoya"
    pairs, groups = scratch / "gaoya.pairs", scratch / "gaoya.groups"
    return Tool("gaoya", version, [binary, path, pairs, groups], lambda: read_lists(pairs, groups))


def python(scratch, packages):
    """The interpreter of the virtual environment, with these packages."""
    interpreter = scratch / "venv" / "bin" / "python"
    if not interpreter.exists():
        output(sys.executable, "-m", "venv", scratch / "venv")
    output(interpreter, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *packages)
    return interpreter


def install_pypi(name):
    def install(_, scratch, path):
        interpreter = python(scratch, PYPI[name])
        pairs, groups = scratch / f"{name}.pairs", scratch / f"{name}.groups"
        command = [interpreter, HERE / "resemblance.py", name, path, pairs, groups]
        return Tool(name, PYPI[name][0].split("==")[1], command, lambda: read_lists(pairs, groups))
    return install


def install_jscpd(_, scratch, path):
    """It reads folders: each article becomes a file, outside the time that is measured."""
    with open(path, "rb") as file:
        articles = sum(1 for _ in file)
    if articles > MANY_FILES:
        raise OSError(f"reads a file for each article, and there are {articles:,}")
    output("npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", scratch / "npm", NPM["jscpd"])
    folder, report = scratch / "articles", scratch / "jscpd"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    with open(path, "rb") as file:
        for number, line in enumerate(file):
            (folder / f"{number:07}.txt").write_text(json.loads(line)["text"], encoding="utf-8")
    # An article's paragraph is one line for it, and 25 tokens are about as many words.
    command = [scratch / "npm" / "node_modules" / ".bin" / "jscpd", folder, "--min-lines", "1", "--min-tokens", "25", "--no-gitignore",
               "--no-tips", "--silent", "--reporters", "json", "--output", report]
    return Tool("jscpd", NPM["jscpd"].split("@")[1], command, lambda: read_jscpd(report, path))


INSTALL = {"copydesk": install_copydesk, "gaoya": install_gaoya, "jscpd": install_jscpd, **{name: install_pypi(name) for name in PYPI}}


def read_ids(path):
    with open(path, "rb") as file:
        return [json.loads(line)["id"] for line in file]


def with_copies(path, made, count, seed):
    """Writes the articles of `path` and shortened copies of some to `made`; returns the copies as rows of a gold."""
    long_enough, lines = [], 0
    with open(path, "rb") as file, open(made, "wb") as out:
        for line in file:
            out.write(line if line.endswith(b"\n") else line + b"\n")
            if len(json.loads(line)["text"].split()) >= FEWEST:
                long_enough.append(lines)
            lines += 1
    rng, gold = random.Random(seed), []
    chosen = set(rng.sample(long_enough, min(count, len(long_enough))))
    with open(path, "rb") as file, open(made, "a", encoding="utf-8") as out:
        for number, line in enumerate(file):
            if number in chosen:
                article = json.loads(line)
                ends = [word.end() for word in re.finditer(r"\S+", article["text"])]
                kept = rng.randrange(*(math.ceil(share * len(ends)) for share in KEPT))
                copy = {"id": f"shortened-{len(gold) + 1:05}", "text": article["text"][:ends[kept - 1]]}
                print(json.dumps(copy, ensure_ascii=False), file=out)
                gold.append({"id": copy["id"], "from": [article["id"]], "ops": [["cut_end", kept / len(ends)]]})
    return gold


def run(tool, core, scratch):
    """Runs it once on one core and notes the time of the processor, the time that passed, and the most memory."""
    with open(scratch / f"{tool.name}.log", "w+b") as log:
        start = time.perf_counter()
        # Hashes of the interpreter are the same in each run.
        environment = {**os.environ, "PYTHONHASHSEED": "0"}
        process = subprocess.Popen(["taskset", "-c", str(core), *tool.command], stdout=subprocess.DEVNULL, stderr=log, env=environment)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            log.seek(0)
            tool.failure = f"ended with {process.returncode}: {log.read().decode(errors='replace').strip()[-300:]}"
    tool.cpu.append(usage.ru_utime + usage.ru_stime)
    tool.wall.append(wall)
    tool.memory.append(usage.ru_maxrss * 1024)


def measure(tools, runs, core, scratch):
    for _ in range(runs):
        for tool in tools:
            if not tool.failure and (not tool.cpu or tool.cpu[0] <= SLOW):
                run(tool, core, scratch)
                print(f"{tool.name:24} {tool.cpu[-1]:8.2f} s of the processor, {tool.wall[-1]:8.2f} s", file=sys.stderr)


def speed_table(floor, tools, size, found):
    """One row for the floor and for each tool; ratios are of the time of the processor."""
    base = next((min(tool.cpu) for tool in tools if tool.name == "gaoya"), None)
    rows = [["tool", "runs", "CPU s", "wall s", "MB/s", "peak MB", "x read", "x gaoya", "pairs", "groups"]]
    for tool in [floor, *tools]:
        cpu = min(tool.cpu)
        row = [f"{tool.name} {tool.version}".strip(), str(len(tool.cpu)), f"{cpu:.3f}" if cpu < 1 else f"{cpu:.2f}",
               f"{min(tool.wall):.2f}", f"{size / cpu / 1e6:.1f}"]
        if tool is floor:
            rows.append([*row, "-", "1", "-", "-", "-"])
        else:
            ratio = f"{cpu / base:.2f}" if base else "-"
            rows.append([*row, f"{max(tool.memory) / 1e6:.0f}", f"{cpu / min(floor.cpu):.0f}", ratio,
                         f"{len(found[tool.name].pairs):,}", f"{len(found[tool.name].groups):,}"])
    return rows


def resemblance_table(tools, truth, found):
    """Precision and recall of pairs against the exact ones; of copydesk, which does not look for them, in two ways."""
    rows = [["pairs that resemble each other by .7 or more", "pairs", "right", "precision", "recall"]]
    for tool in tools:
        pairs = found[tool.name].pairs
        right = len(truth & pairs.keys())
        if tool.name == "copydesk":
            near = {pair for pair, resemblance in pairs.items() if resemblance >= 0.7}
            rows.append(judged(OWN_RESEMBLANCE, len(near), len(near & truth), truth))
            rows.append(["copydesk, all that it lists", f"{len(pairs):,}", f"{right:,}", "-", ratio_of(right, len(truth))])
        elif tool.name == "jscpd":
            rows.append(["jscpd, all that it lists", f"{len(pairs):,}", f"{right:,}", "-", ratio_of(right, len(truth))])
        else:
            rows.append(judged(tool.name, len(pairs), right, truth))
    return rows


def judged(name, pairs, right, truth):
    return [name, f"{pairs:,}", f"{right:,}", ratio_of(right, pairs), ratio_of(right, len(truth))]


def ratio_of(part, whole):
    return f"{part / whole:.3f}" if whole else "-"


def shortened_table(tools, gold, words, found):
    """Recall of copies that are paired with what they were made from, by how much of it they keep."""
    cut = [row for row in gold if len(row["from"]) == 1 and {name for name, _ in row["ops"]} & SHORTENING]
    plain = [row for row in cut if {name for name, _ in row["ops"]} <= SHORTENING]
    edited = [row for row in cut if {name for name, _ in row["ops"]} - SHORTENING]
    kept = [words[row["id"]] / max(1, words[row["from"][0]]) for row in plain]
    columns = [("under 30 % kept", [row for row, share in zip(plain, kept) if share < 0.3]),
               ("30 to 60 %", [row for row, share in zip(plain, kept) if 0.3 <= share < 0.6]),
               ("60 % and more", [row for row, share in zip(plain, kept) if share >= 0.6]), ("cut and edited", edited)]
    columns = [(name, [(row["id"], row["from"][0]) for row in rows]) for name, rows in columns if rows]
    table = [["shortened copies paired with their source", *(f"{name} ({len(pairs):,})" for name, pairs in columns),
              "any of these in one group with it"]]
    for tool in tools:
        mine, every = found[tool.name], [pair for _, pairs in columns for pair in pairs]
        rates = [share_of(mine.paired, pairs) for _, pairs in columns]
        table.append([tool.name, *rates, share_of(mine.grouped, every)])
    return table


def made_table(tools, gold, truth, found):
    """Recall of all that was made, and how many of the pairs with a made article have an original in common. Originals that resemble
    each other count as one."""
    roots = {row["id"]: row["roots"] for row in gold}
    originals = [pair for pair in truth if pair[0] not in roots and pair[1] not in roots]
    same = {article: group[0] for group in joined({article for pair in originals for article in pair}, originals) for article in group}
    made = [(row["id"], source) for row in gold for source in row["from"]]
    table = [["articles made from others", f"paired with a source ({len(made):,})", "pairs with any of them", "of one origin"]]
    for tool in tools:
        pairs = [pair for pair in found[tool.name].pairs if pair[0] in roots or pair[1] in roots]
        origins = [[{same.get(root, root) for root in roots.get(article, [article])} for article in pair] for pair in pairs]
        table.append([tool.name, share_of(found[tool.name].paired, made), f"{len(pairs):,}", share_of(lambda a, b: bool(a & b), origins)])
    return table


def share_of(holds, pairs):
    return f"{100 * sum(holds(a, b) for a, b in pairs) / len(pairs):.1f} %" if pairs else "-"


def count_words(path):
    with open(path, "rb") as file:
        articles = map(json.loads, file)
        return {article["id"]: len(article["text"].split()) for article in articles}


def plain_text(table):
    widths = [max(map(len, column)) for column in zip(*table)]
    for row in table:
        cells = [cell.rjust(width) for cell, width in zip(row, widths)]
        yield "  ".join([row[0].ljust(widths[0]), *cells[1:]]).rstrip()


def markdown(table):
    yield f"| {' | '.join(table[0])} |"
    yield "|---|" + "--:|" * (len(table[0]) - 1)
    for row in table[1:]:
        yield f"| {' | '.join(row)} |"


def machine():
    model = re.search(r"model name\s*: (.*)", pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8"))
    load = os.getloadavg()[0]
    return f"{model[1] if model else platform.processor()}, {datetime.date.today():%d %B %Y}, load {load:.1f} at the start"


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=pathlib.Path, help="articles, one JSON object a line, with id and text")
    parser.add_argument("--gold", type=pathlib.Path, help="what the file's maker made from what; without it copies are added")
    parser.add_argument("--scratch", type=pathlib.Path, default=pathlib.Path(tempfile.gettempdir()) / "copydesk-rivals",
                        help="folder for installed tools and their output [default: %(default)s]")
    parser.add_argument("--copydesk", default=str(ROOT / "target" / "release" / "copydesk"), help="[default: %(default)s]")
    parser.add_argument("--only", default=",".join(NAMES), help="tools to run [default: %(default)s]")
    parser.add_argument("--runs", type=int, default=5, help="times each tool is run [default: %(default)s]")
    parser.add_argument("--copies", type=int, default=500, help="shortened copies that are added [default: %(default)s]")
    parser.add_argument("--seed", type=int, default=7, help="of the choice of copies [default: %(default)s]")
    parser.add_argument("--core", type=int, default=max(os.sched_getaffinity(0)), help="core to run on [default: %(default)s]")
    args = parser.parse_args()
    args.only = args.only.split(",")
    unknown = set(args.only) - set(NAMES)
    if unknown:
        parser.error(f"no tool named {', '.join(sorted(unknown))}: there are {', '.join(NAMES)}")
    if not shutil.which("taskset"):
        parser.error("needs taskset, which is part of util-linux")
    if args.scratch.resolve().is_relative_to(ROOT):
        parser.error("the scratch folder must be outside the checkout: name another with --scratch")
    return args


def main():
    args, missing, tools = arguments(), [], []
    start = machine()
    scratch = args.scratch.resolve()
    scratch.mkdir(parents=True, exist_ok=True)
    path, gold = args.file.resolve(), None
    if not args.gold:
        path = scratch / "with-copies.jsonl"
        gold = with_copies(args.file, path, args.copies, args.seed)
    for name in args.only:
        print(f"installing {name}", file=sys.stderr)
        try:
            tools.append(INSTALL[name](args, scratch, path))
        except OSError as error:
            missing.append(f"{name}: {error}")
    floor = Tool(FLOOR, "", ["cat", path], None)
    # The memory that a child is said to have had includes what this process has when it starts it: nothing is read before.
    measure([floor, *tools], args.runs, args.core, scratch)
    missing += [f"{tool.name}: {tool.failure}" for tool in tools if tool.failure]
    tools = [tool for tool in tools if not tool.failure]
    found = {tool.name: tool.read() for tool in tools}
    words, size, truth = count_words(path), path.stat().st_size, set()
    tables = [speed_table(floor, tools, size, found)]
    try:
        output(python(scratch, ["numpy==2.4.6"]), HERE / "exact_pairs.py", path, scratch / "exact.pairs")
        truth = {tuple(sorted(pair)) for pair in json_lines(scratch / "exact.pairs")}
        tables.append(resemblance_table(tools, truth, found))
    except OSError as error:
        missing.append(f"exact pairs, and with them precision and recall: {error}")
    if args.gold:
        gold = json_lines(args.gold)
    tables.append(shortened_table(tools, gold, words, found))
    if args.gold:
        tables.append(made_table(tools, gold, truth, found))
    added = "" if args.gold else f", {len(gold):,} of them shortened copies that were added"
    print(f"{args.file.name}: {len(words):,} articles{added}, {size / 1e6:.1f} MB; one core of {start}\n")
    for form in (plain_text, markdown):
        for table in tables:
            print("\n".join(form(table)), end="\n\n")
    for line in missing:
        print(f"not measured: {line}")


main()

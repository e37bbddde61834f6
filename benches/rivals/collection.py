"""Speed, memory and findings of `copydesk cluster` beside tools that look for near-duplicates, on one JSONL file of articles.

    cargo build --release
    python3 benches/rivals/collection.py FILE.jsonl [--gold gold.jsonl] [--scratch DIR] [--copydesk BIN] [--only NAME,NAME]

Installs the others from their registries into the scratch folder, in the versions below, which takes a minute once: gaoya (crates.io,
with the driver in benches/rivals/gaoya), rensa, datasketch and SetSimilaritySearch (PyPI, driven by resemblance.py), jscpd (npm). What
cannot be installed or run is said at the end. Needs Linux, taskset, cargo and npm.

Speed: every tool goes from the file to its pairs and groups on disk, on one core. The tools take turns; the best time of all runs
counts, and the largest memory. Time of the processor is what is compared: it changes least when others use the machine.

Truth of resemblance: pairs with a Jaccard index of .7 or more over grams of five lower-case words, counted exactly (exact_pairs.py).

Shortened copies: with --gold, the articles that the file's maker cut, one a line: {"id", "from": [ids], "ops": [[name, level], ...]},
of which `cut_end` keeps the first part and `lead` the first sentences. Without it, the script appends copies of its own to the file,
each the first 30 to 60 % of the words of an article. A tool finds a copy if it pairs it with the article that it was cut from.
"""
import argparse
import datetime
import json
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

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PYPI = {"rensa": ["rensa==0.5.0"], "datasketch": ["datasketch==2.0.0", "numpy==2.4.6", "scipy==1.17.1"],
        "SetSimilaritySearch": ["SetSimilaritySearch==1.0.1", "numpy==2.4.6"]}
# Its next version has no program for Linux in the registry.
NPM = {"jscpd": "jscpd@5.3.3"}
NAMES = ["copydesk", "gaoya", *PYPI, *NPM]
FLOOR = "plain read of the file"
# A tool that took longer than this, in seconds, is not run again.
SLOW = 60
# Articles above which a tool that reads a file for each is left out.
MANY_FILES = 30_000
# Fewest words of an article that is shortened, and the shares of it that are kept.
FEWEST, KEPT = 100, (0.3, 0.6)
SHORTENING = {"cut_end", "lead"}


class Tool:
    """A tool that is installed: its name with version, its command, and how its findings are read."""

    def __init__(self, name, version, command, pairs, read_pairs, groups=None):
        self.name, self.version, self.command = name, version, [str(part) for part in command]
        self.pairs_path, self.read_pairs, self.groups_path = pairs, read_pairs, groups
        self.cpu, self.wall, self.memory, self.failure = [], [], [], None


def output(*command):
    ran = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
    if ran.returncode:
        raise OSError(f"{command[0]}: {(ran.stderr or ran.stdout).strip()[-300:]}")
    return ran.stdout


def listed_pairs(path):
    """Pairs of ids, one list a line, each with its similarity where the tool gives one."""
    with open(path, encoding="utf-8") as file:
        return {tuple(sorted(json.loads(line))): None for line in file}


def copydesk_pairs(path):
    with open(path, encoding="utf-8") as file:
        rows = map(json.loads, file)
        return {tuple(sorted((row["a"], row["b"]))): row["resemblance"] for row in rows}


def jscpd_pairs(folder, ids):
    with open(folder / "jscpd-report.json", encoding="utf-8") as file:
        clones = json.load(file)["duplicates"]
    numbers = ([int(pathlib.Path(clone[side]["name"]).stem) for side in ("firstFile", "secondFile")] for clone in clones)
    return {tuple(sorted((ids[a], ids[b]))): None for a, b in numbers if a != b}


def install_copydesk(args, scratch, path):
    binary = pathlib.Path(args.copydesk)
    version = output(binary, "--version").split()[1]
    pairs, groups = scratch / "copydesk.pairs", scratch / "copydesk.groups"
    command = [binary, "cluster", path, "--no-config", "--quiet", "--format", "json", "--output", groups, "--pairs", pairs]
    return Tool("copydesk", version, command, pairs, copydesk_pairs, groups)


def install_gaoya(_, scratch, path):
    manifest = HERE / "gaoya" / "Cargo.toml"
    version = re.search(r'gaoya = "=(.*)"', manifest.read_text(encoding="utf-8"))[1]
    output("cargo", "build", "--quiet", "--release", "--locked", "--manifest-path", manifest, "--target-dir", scratch / "gaoya")
    binary = scratch / "gaoya" / "release" / "copydesk-bench-gaoya"
    pairs, groups = scratch / "gaoya.pairs", scratch / "gaoya.groups"
    return Tool("gaoya", version, [binary, path, pairs, groups], pairs, listed_pairs, groups)


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
        return Tool(name, PYPI[name][0].split("==")[1], command, pairs, listed_pairs, groups)
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
    ids = read_ids(path)
    return Tool("jscpd", NPM["jscpd"].split("@")[1], command, report, lambda folder: jscpd_pairs(folder, ids))


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
                kept = rng.uniform(*KEPT)
                copy = {"id": f"shortened-{len(gold) + 1:05}", "text": article["text"][:ends[round(kept * len(ends)) - 1]]}
                print(json.dumps(copy, ensure_ascii=False), file=out)
                gold.append({"id": copy["id"], "from": [article["id"]], "ops": [["cut_end", kept]]})
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


def groups_of(tool):
    if tool.name == "copydesk":
        return len(json.loads(tool.groups_path.read_text(encoding="utf-8"))["clusters"])
    if not tool.groups_path:
        return None
    with open(tool.groups_path, "rb") as file:
        return sum(1 for _ in file)


def speed_table(floor, tools, size, found):
    """One row for the floor and for each tool; ratios are of the time of the processor."""
    base = next((min(tool.cpu) for tool in tools if tool.name == "gaoya"), None)
    rows = [["tool", "runs", "CPU s", "wall s", "MB/s", "peak MB", "x read", "x gaoya", "pairs", "groups"]]
    for tool in [floor, *tools]:
        cpu = min(tool.cpu)
        pairs = groups = memory = "-"
        if tool is not floor:
            pairs, groups, memory = f"{len(found[tool.name]):,}", groups_of(tool), f"{max(tool.memory) / 1e6:.0f}"
            groups = "-" if groups is None else f"{groups:,}"
        ratio = f"{cpu / base:.2f}" if base and tool is not floor else "-"
        rows.append([f"{tool.name} {tool.version}".strip(), str(len(tool.cpu)), f"{cpu:.3f}" if cpu < 1 else f"{cpu:.2f}",
                     f"{min(tool.wall):.2f}", f"{size / cpu / 1e6:.1f}", memory, f"{cpu / min(floor.cpu):.0f}", ratio, pairs, groups])
    return rows


def resemblance_table(tools, truth, found):
    """Precision and recall of pairs against the exact ones; of copydesk, which does not look for them, in two ways."""
    rows = [["pairs that resemble each other by .7 or more", "pairs", "right", "precision", "recall"]]
    for tool in tools:
        pairs = found[tool.name]
        right = len(truth & pairs.keys())
        if tool.name == "copydesk":
            near = {pair for pair, resemblance in pairs.items() if resemblance >= 0.7}
            rows.append(judged("copydesk, those that it gives a resemblance of .7 or more", len(near), len(near & truth), truth))
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
    kept = [words[row["id"]] / max(1, words[row["from"][0]]) for row in plain]
    columns = [("under 30 %", [row for row, share in zip(plain, kept) if share < 0.3]),
               ("30 to 60 %", [row for row, share in zip(plain, kept) if 0.3 <= share < 0.6]),
               ("60 % and more", [row for row, share in zip(plain, kept) if share >= 0.6]),
               ("cut and edited", [row for row in cut if row not in plain]), ("all made articles", gold if len(gold) > len(cut) else [])]
    columns = [(name, [(row["id"], source) for row in rows for source in row["from"]]) for name, rows in columns if rows]
    table = [["shortened copies paired with their source", *(f"{name} ({len(pairs):,})" for name, pairs in columns)]]
    for tool in tools:
        rates = [sum(tuple(sorted(pair)) in found[tool.name] for pair in pairs) / len(pairs) for _, pairs in columns]
        table.append([tool.name, *(f"{100 * rate:.1f} %" for rate in rates)])
    return table


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
    floor = Tool(FLOOR, "", ["cat", path], None, None)
    # The memory that a child is said to have had includes what this process has when it starts it: nothing is read before.
    measure([floor, *tools], args.runs, args.core, scratch)
    missing += [f"{tool.name}: {tool.failure}" for tool in tools if tool.failure]
    tools = [tool for tool in tools if not tool.failure]
    found = {tool.name: tool.read_pairs(tool.pairs_path) for tool in tools}
    words = count_words(path)
    size = path.stat().st_size
    tables = [speed_table(floor, tools, size, found)]
    try:
        output(python(scratch, ["numpy==2.4.6"]), HERE / "exact_pairs.py", path, scratch / "exact.pairs")
        tables.append(resemblance_table(tools, listed_pairs(scratch / "exact.pairs").keys(), found))
    except OSError as error:
        missing.append(f"exact pairs, and with them precision and recall: {error}")
    if args.gold:
        with open(args.gold, encoding="utf-8") as file:
            gold = [json.loads(line) for line in file]
    tables.append(shortened_table(tools, gold, words, found))
    added = "" if args.gold else f", {len(gold):,} of them shortened copies that were added"
    print(f"{args.file.name}: {len(words):,} articles{added}, {size / 1e6:.1f} MB; one core of {start}\n")
    for form in (plain_text, markdown):
        for table in tables:
            print("\n".join(form(table)), end="\n\n")
    for line in missing:
        print(f"not measured: {line}")


main()

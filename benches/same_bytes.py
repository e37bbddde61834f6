"""Whether `copydesk cluster` and `check` give the same bytes for any number of threads and any order of the input.

    cargo build --release
    python3 benches/same_bytes.py FILE.jsonl [--bin BIN] [--lines 5000] [--runs 20] [--seed 1] [--keep DIR]

Takes the first lines of a JSONL file of articles with `id` and `text`, and runs both commands in turns over the file and over folders with a
text file for each article; on 1, 2 and 8 threads. But for one run in four, the lines are shuffled first, or the files written and the folders
named in another order. Compared with the first run are the bytes of the JSON of both commands, of the pairs of `cluster` and of the findings of
`check`. Places in a shuffled file have other line numbers by right, and only those: they are blotted out on both sides before comparing.

Prints what it ran and the first difference; ends with 1 if there is any. Standard library only.
"""
import argparse
import json
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
THREADS = (1, 2, 8)
# Articles in a folder of the input that is made of folders.
IN_A_FOLDER = 250
# Line numbers in JSON, and after the name of the file.
LINES = re.compile(rb'("(?:end_)?line":)\d+|(articles\.jsonl:)\d+')
# Bytes shown around a difference.
AROUND = 120


def without_lines(output):
    return LINES.sub(rb"\1\2N", output)


def file_of(lines, order, folder):
    """The lines as one file, in some order; gives back the arguments."""
    (folder / "articles.jsonl").write_bytes(b"".join(lines[number] for number in order))
    return ["articles.jsonl"]


def folders_of(lines, order, folder):
    """A text file for each article, written in some order; gives back the arguments in the order of their first file."""
    named = []
    for number in order:
        inside = folder / f"part-{number // IN_A_FOLDER:03}"
        inside.mkdir(exist_ok=True)
        if inside.name not in named:
            named.append(inside.name)
        (inside / f"article-{number:06}.txt").write_text(json.loads(lines[number])["text"], encoding="utf-8")
    return named


def outputs(program, paths, threads, folder):
    """All that both commands write about the articles, by name."""
    common = ["--threads", str(threads), "--no-config", "--quiet"]
    commands = [
        ["cluster", *paths, "--format", "json", "--output", "cluster.json", "--pairs", "pairs.jsonl", *common],
        ["check", *paths, "--format", "json", "--output", "check.json", "--report", "findings=findings.jsonl", "--fail-on", "none", *common],
    ]
    for command in commands:
        ran = subprocess.run([program, *command], cwd=folder, capture_output=True, check=False)
        if ran.returncode:
            sys.exit(f"copydesk {command[0]} ended with {ran.returncode}: {ran.stderr.decode(errors='replace').strip()[-500:]}")
    return {name: (folder / name).read_bytes() for name in ("cluster.json", "pairs.jsonl", "check.json", "findings.jsonl")}


def first_difference(before, now):
    """Where two outputs part, with what stands around it."""
    at = next((at for at, (x, y) in enumerate(zip(before, now)) if x != y), min(len(before), len(now)))
    around = [output[max(0, at - AROUND):at + AROUND].decode(errors="replace") for output in (before, now)]
    return f"byte {at} of {len(before)} and {len(now)}\n    first run: {around[0]}\n    this run:  {around[1]}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=pathlib.Path)
    parser.add_argument("--bin", type=pathlib.Path, default=ROOT / "target" / "release" / "copydesk")
    parser.add_argument("--lines", type=int, default=5000, help="articles that are taken")
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1, help="what the orders are drawn from")
    parser.add_argument("--keep", type=pathlib.Path, help="where the outputs of the first run and of the first that differs are put")
    options = parser.parse_args()
    program = options.bin.resolve()
    if not program.is_file():
        sys.exit(f"{program} is not there: cargo build --release, or say where it is with --bin")
    with open(options.file, "rb") as file:
        lines = [line.rstrip(b"\n") + b"\n" for line, _ in zip(file, range(options.lines))]
    print(f"{len(lines):,} articles, {options.runs} runs of cluster and check")
    expected, n_differences = {}, 0
    for run in range(options.runs):
        kind, make = (("one file", file_of), ("folders", folders_of))[run % 2]
        turn = run // 2
        threads, shuffled = THREADS[turn % len(THREADS)], turn % 4 != 0
        order = list(range(len(lines)))
        if shuffled:
            random.Random(options.seed * 1000 + run).shuffle(order)
        began = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="copydesk-same-bytes-") as scratch:
            folder = pathlib.Path(scratch)
            found = outputs(program, make(lines, order, folder), threads, folder)
        seconds = time.monotonic() - began
        first = expected.setdefault(kind, found)
        cleaned = without_lines if shuffled and kind == "one file" else bytes
        differing = [name for name, output in found.items() if cleaned(output) != cleaned(first[name])]
        sizes = ", ".join(f"{name} {len(output):,}" for name, output in found.items()) if found is first else "the same bytes"
        order_said = "shuffled" if shuffled else "in order"
        said = f"{sizes}" if not differing else "DIFFERENT: " + ", ".join(differing)
        print(f"run {run + 1:2}: {kind:8} {order_said:8} {threads} threads, {seconds:5.1f} s: {said}", flush=True)
        for name in differing:
            if not n_differences:
                print(f"  the first difference, in {name}: {first_difference(cleaned(first[name]), cleaned(found[name]))}")
                keep(options.keep, first, found)
            n_differences += 1
    print("All runs gave the same bytes." if not n_differences else f"{n_differences} outputs differ from those of the first run.")
    return 1 if n_differences else 0


def keep(folder, first, found):
    """Puts both runs where they can be looked at, if anybody asked for it."""
    if folder is None:
        return
    for run, written in (("first", first), ("other", found)):
        shutil.rmtree(folder / run, ignore_errors=True)
        (folder / run).mkdir(parents=True)
        for name, output in written.items():
            (folder / run / name).write_bytes(output)


if __name__ == "__main__":
    sys.exit(main())

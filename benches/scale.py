"""Time and memory of `copydesk cluster` over the size of a collection, as a table and as a figure.

    cargo build --release
    python3 benches/scale.py FILE.jsonl [--bin BIN] [--threads 1] [--sizes 1k,3k,10k,30k,100k,300k,1M] [--runs 1] [--out docs/scale.svg]

Takes the first n lines of a JSONL file of articles for each size; sizes that the file does not reach are left out. Time is from the file to the
groups on disk: that of the processor, which changes least when others use the machine, and that on the clock, the best of all runs each;
memory is the largest that the process held. The last column is how fast the time of the processor grows from the size before: 1.0 is linear,
2.0 is with the square. Needs Linux or macOS; standard library only.
"""
import argparse
import math
import os
import pathlib
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
UNITS = {"k": 1_000, "M": 1_000_000}
# In points of the figure: its size, and what surrounds each of its two panels.
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 900, 420, 72, 24, 56, 62
PANEL = WIDTH / 2
# Readable on white and on black: the background belongs to the page.
TEXT, GRID, FIRST, SECOND = "#7a7f87", "#7a7f8744", "#2f81d6", "#d0701f"


class Size:
    """What was measured at one size."""

    def __init__(self, n_articles, n_bytes, cpu, wall, memory):
        self.n_articles, self.n_bytes, self.cpu, self.wall, self.memory = n_articles, n_bytes, cpu, wall, memory


def number(text):
    """A number of articles, as `300k` or `1M`."""
    return int(float(text[:-1]) * UNITS[text[-1]]) if text[-1] in UNITS else int(text)


def in_units(n):
    """The same the other way round."""
    unit = next((unit for unit in ("M", "k") if n >= UNITS[unit] and n % (UNITS[unit] // 10) == 0), "")
    return f"{n / UNITS[unit]:g}{unit}" if unit else str(n)


def taken(file, sizes, folder):
    """Files of the first lines of a file, one after the other, with their numbers of articles and of bytes; each is removed before the next."""
    with open(file, "rb") as lines:
        for size in sizes:
            lines.seek(0)
            path = pathlib.Path(folder) / "articles.jsonl"
            n = 0
            with open(path, "wb") as part:
                for line in lines:
                    if n == size:
                        break
                    part.write(line)
                    n += 1
            if n < size:
                print(f"{file} has {n:,} articles: larger sizes are left out", file=sys.stderr)
                return
            yield n, path


def run(program, path, threads, output):
    """Runs `cluster` once: seconds of the processor, seconds on the clock, bytes of memory."""
    command = [str(program), "cluster", str(path), "--format", "json", "--output", str(output), "--threads", str(threads), "--no-config", "--quiet"]
    began = time.monotonic()
    process = os.posix_spawn(program, command, os.environ)
    _, status, usage = os.wait4(process, 0)
    wall = time.monotonic() - began
    if status:
        sys.exit(f"copydesk ended with {os.waitstatus_to_exitcode(status)}: {' '.join(command)}")
    # Linux counts memory in kilobytes, macOS in bytes.
    memory = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return usage.ru_utime + usage.ru_stime, wall, memory


def measured(options):
    found = []
    with tempfile.TemporaryDirectory(prefix="copydesk-scale-") as folder:
        for n, path in taken(options.file, options.sizes, folder):
            runs = [run(options.bin, path, options.threads, pathlib.Path(folder) / "groups.json") for _ in range(options.runs)]
            cpu, wall, memory = (function(column) for function, column in zip((min, min, max), zip(*runs)))
            found.append(Size(n, path.stat().st_size, cpu, wall, memory))
            print(f"{n:,} articles: {seconds(cpu)} of the processor, {megabytes(memory)}", file=sys.stderr, flush=True)
    return found


def seconds(value):
    return f"{value * 1000:.0f} ms" if value < 1 else f"{value:.2g} s" if value < 10 else f"{value:,.0f} s"


def megabytes(value):
    return f"{value / 1e6:.0f} MB" if value < 1e9 else f"{value / 1e9:.2g} GB"


def growth(smaller, larger):
    """The exponent by which time grew."""
    return math.log(larger.cpu / smaller.cpu) / math.log(larger.n_articles / smaller.n_articles)


def table(found):
    lines = ["| articles | MB | processor s | clock s | MB/s | peak MB | growth |", "|--:|--:|--:|--:|--:|--:|--:|"]
    for before, size in zip([None, *found], found):
        steps = f"{growth(before, size):.2f}" if before else ""
        rate = size.n_bytes / 1e6 / size.cpu
        lines.append(f"| {size.n_articles:,} | {size.n_bytes / 1e6:.1f} | {size.cpu:.2f} | {size.wall:.2f} | {rate:.1f} "
                     f"| {size.memory / 1e6:.0f} | {steps} |")
    return "\n".join(lines)


class Panel:
    """One of the two: a plane with logarithmic axes, and what is drawn on it."""

    def __init__(self, at, sizes, values):
        self.left, self.right, self.top, self.bottom = at * PANEL + LEFT, (at + 1) * PANEL - RIGHT, TOP, HEIGHT - BOTTOM
        self.x_range = math.log10(min(sizes)), math.log10(max(sizes))
        # To the next power of ten or half of one, with room for a label above the largest.
        self.y_range = math.floor(math.log10(min(values)) * 2) / 2, math.ceil((math.log10(max(values)) + 0.15) * 2) / 2
        self.parts = []

    def x(self, value):
        low, high = self.x_range
        return self.left + (math.log10(value) - low) / ((high - low) or 1) * (self.right - self.left)

    def y(self, value):
        low, high = self.y_range
        return self.bottom - (math.log10(value) - low) / ((high - low) or 1) * (self.bottom - self.top)

    def text(self, x, y, words, anchor="middle", colour=TEXT, weight="normal", size=13):
        self.parts.append(f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}" font-weight="{weight}" font-size="{size}">{words}</text>')

    def line(self, points, colour, width, dashes=""):
        drawn = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        self.parts.append(f'<polyline points="{drawn}" fill="none" stroke="{colour}" stroke-width="{width}"{dashes}/>')

    def frame(self, title, sizes, said):
        self.text(self.left, 30, title, anchor="start", weight="bold", size=16)
        low, high = self.y_range
        # Powers of ten, and threes between them where there are few.
        for step in (1, 3) if high - low <= 2 else (1,):
            for value in (step * 10.0 ** power for power in range(math.floor(low), math.floor(high) + 1)):
                if low <= math.log10(value) <= high:
                    y = self.y(value)
                    self.line([(self.left, y), (self.right, y)], GRID, 1)
                    self.text(self.left - 8, y + 4, said(value), anchor="end")
        for size in sizes:
            self.line([(self.x(size), self.bottom), (self.x(size), self.bottom + 5)], TEXT, 1)
            self.text(self.x(size), self.bottom + 21, in_units(size))
        self.line([(self.left, self.bottom), (self.right, self.bottom)], TEXT, 1)
        self.text((self.left + self.right) / 2, self.bottom + 45, "articles in the collection")

    def linear(self, sizes, values):
        """The slope of linear growth, through the value in the middle, as far as the panel reaches."""
        middle = len(sizes) // 2
        slope = [(size, values[middle] * size / sizes[middle]) for size in (min(sizes), max(sizes))]
        (x1, y1), (x2, y2) = ((math.log10(size), math.log10(value)) for size, value in slope)
        low, high = self.y_range
        ends = [(x1 + max(0, low - y1), max(y1, low)), (x2 - max(0, y2 - high), min(y2, high))]
        self.line([(self.x(10 ** x), self.y(10 ** y)) for x, y in ends], TEXT, 1.5, ' stroke-dasharray="2 5"')

    def curve(self, sizes, values, colour, hollow=False):
        points = [(self.x(size), self.y(value)) for size, value in zip(sizes, values)]
        self.line(points, colour, 2, ' stroke-dasharray="7 4"' if hollow else "")
        for x, y in points:
            inside = "none" if hollow else colour
            self.parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{inside}" stroke="{colour}" stroke-width="2"/>')

    def legend(self, entries):
        for row, (words, colour, dashes) in enumerate(entries):
            y = TOP + 16 + 20 * row
            self.line([(self.left + 10, y), (self.left + 40, y)], colour, 2, dashes)
            self.text(self.left + 48, y + 4, words, anchor="start")


def figure(found, threads):
    sizes = [size.n_articles for size in found]
    cpu, wall, memory = ([getattr(size, name) for size in found] for name in ("cpu", "wall", "memory"))
    linear = ("linear growth", TEXT, ' stroke-dasharray="2 5"')
    time_panel = Panel(0, sizes, cpu + wall if threads != 1 else cpu)
    time_panel.frame("Time of cluster", sizes, seconds)
    time_panel.linear(sizes, cpu)
    entries = [("time of the processor", FIRST, "")]
    # On one thread the clock adds only what others do on the machine.
    if threads != 1:
        time_panel.curve(sizes, wall, SECOND, hollow=True)
        entries.append(("time on the clock", SECOND, ' stroke-dasharray="7 4"'))
    time_panel.curve(sizes, cpu, FIRST)
    time_panel.legend([*entries, linear])
    time_panel.text(time_panel.right, time_panel.y(cpu[-1]) - 12, seconds(cpu[-1]), anchor="end", colour=FIRST, weight="bold")
    memory_panel = Panel(1, sizes, memory)
    memory_panel.frame("Peak memory", sizes, megabytes)
    memory_panel.linear(sizes, memory)
    memory_panel.curve(sizes, memory, FIRST)
    memory_panel.legend([("memory that the process held", FIRST, ""), linear])
    memory_panel.text(memory_panel.right, memory_panel.y(memory[-1]) - 12, megabytes(memory[-1]), anchor="end", colour=FIRST, weight="bold")
    said = f"Time and peak memory of copydesk cluster over {in_units(sizes[0])} to {in_units(sizes[-1])} articles, {threads} thread{'s' * (threads != 1)}: " \
           f"{seconds(cpu[-1])} of the processor and {megabytes(memory[-1])} for the largest."
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="system-ui, sans-serif" role="img" aria-label="{said}">'
    return "\n".join([head, f"<title>{said}</title>", *time_panel.parts, *memory_panel.parts, "</svg>", ""])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=pathlib.Path)
    parser.add_argument("--bin", type=pathlib.Path, default=ROOT / "target" / "release" / "copydesk")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--sizes", default="1k,3k,10k,30k,100k,300k,1M")
    parser.add_argument("--runs", type=int, default=1, help="runs of each size, of which the best counts")
    parser.add_argument("--out", type=pathlib.Path, default=ROOT / "docs" / "scale.svg")
    options = parser.parse_args()
    options.sizes = sorted(number(size) for size in options.sizes.split(","))
    if not options.bin.is_file():
        sys.exit(f"{options.bin} is not there: cargo build --release, or say where it is with --bin")
    found = measured(options)
    if not found:
        sys.exit("nothing was measured: the file has fewer articles than the smallest size")
    print(table(found))
    options.out.write_text(figure(found, options.threads), encoding="utf-8")
    print(f"\nThe figure is in {options.out}.")


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Draws the charts of docs/performance.md from the runs in bench/data: plot.py [DATA.jsonl ...]

Each line of a data file is one run: {"server": ..., "case": ..., ...}. Cases 1 to 4 have deliveries_per_s and cpu_us_per_delivery, case 5 connections,
rss_before_kib and rss_connected_kib; others are left out. Of several runs of one server and case the median is drawn. Needs Python 3 alone.
"""
import collections
import json
import math
import pathlib
import statistics
import sys

HERE = pathlib.Path(__file__).resolve().parent
DOCS = HERE.parent / "docs"
COLOURS = {"parley": "#c0392b", "inspircd": "#2471a3", "ngircd": "#1e8449", "hybrid": "#b7950b"}
WIDTH, HEIGHT = 720, 400
LEFT, RIGHT, TOP, BOTTOM = 70, 130, 40, 50


def runs(paths):
    for path in paths:
        for line in pathlib.Path(path).read_text().splitlines():
            if line.startswith("{"):
                yield json.loads(line)


def medians(all_runs, cases, points_of):
    """Server -> sorted (x, y): for each case the medians of the points that its runs give."""
    found = collections.defaultdict(lambda: collections.defaultdict(list))
    for run in all_runs:
        if run["case"] in cases:
            for number, point in enumerate(points_of(run)):
                found[run["server"]][run["case"], number].append(point)
    return {
        server: sorted(tuple(statistics.median(axis) for axis in zip(*points)) for points in by_case.values())
        for server, by_case in found.items()
    }


def cpu_of(run):
    return [(run["deliveries_per_s"], run["deliveries_per_s"] * run["cpu_us_per_delivery"] / 1e6)]


def memory_of(run):
    return [(0, run["rss_before_kib"] / 1024), (run["connections"], run["rss_connected_kib"] / 1024)]


def decades(low, high):
    return [10.0**e for e in range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)]


class Axis:
    """Numbers between two bounds as pixels between two others; logarithmic or linear."""

    def __init__(self, values, start, end, log):
        self.log, self.start, self.end = log, start, end
        if log:
            self.ticks = decades(min(values), max(values))
            self.low, self.high = self.ticks[0], self.ticks[-1]
        else:
            step = 10 ** math.floor(math.log10(max(values)))
            step = step / 2 if max(values) / step < 3 else step
            self.low, self.high = 0, step * math.ceil(max(values) / step)
            self.ticks = [step * i for i in range(round(self.high / step) + 1)]

    def at(self, value):
        if self.log:
            part = math.log(value / self.low) / math.log(self.high / self.low)
        else:
            part = (value - self.low) / (self.high - self.low)
        return self.start + part * (self.end - self.start)


def number(value):
    return f"{value:,.0f}" if value >= 1 else f"{value:g}"


def chart(series, title, x_name, y_name, log):
    xs = [x for points in series.values() for x, _ in points]
    ys = [y for points in series.values() for _, y in points]
    x_axis = Axis(xs, LEFT, WIDTH - RIGHT, log)
    y_axis = Axis(ys, HEIGHT - BOTTOM, TOP, log)
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
        f'<text x="{LEFT}" y="22" font-size="15">{title}</text>',
        f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 12}" text-anchor="middle">{x_name}</text>',
        f'<text transform="translate(16 {HEIGHT / 2}) rotate(-90)" text-anchor="middle">{y_name}</text>',
    ]
    for tick in x_axis.ticks:
        x = x_axis.at(tick)
        out.append(f'<path d="M{x:.1f} {TOP}V{HEIGHT - BOTTOM}" stroke="#ddd"/>')
        out.append(f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 16}" text-anchor="middle">{number(tick)}</text>')
    for tick in y_axis.ticks:
        y = y_axis.at(tick)
        out.append(f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="#ddd"/>')
        out.append(f'<text x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{number(tick)}</text>')
    labels = []
    for server, points in series.items():
        colour = COLOURS.get(server, "#555")
        places = [(x_axis.at(x), y_axis.at(y)) for x, y in points]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        if not log:
            out.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        out += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}"/>' for x, y in places]
        labels.append([places[-1][1], server, colour])
    labels.sort()
    for i, label in enumerate(labels):
        if i and label[0] - labels[i - 1][0] < 15:
            label[0] = labels[i - 1][0] + 15
        out.append(f'<text x="{WIDTH - RIGHT + 10}" y="{label[0] + 4:.1f}" fill="{label[2]}">{label[1]}</text>')
    return "\n".join(out + ["</svg>", ""])


def main():
    all_runs = list(runs(sys.argv[1:] or sorted((HERE / "data").glob("*.jsonl"))))
    cpu = medians(all_runs, {"1", "2", "3", "4"}, cpu_of)
    memory = medians(all_runs, {"5"}, memory_of)
    for name, picture in {
        "performance-cpu.svg": chart(cpu, "Cases 1 to 4", "deliveries per second", "cores used", log=True),
        "performance-memory.svg": chart(memory, "Case 5", "idle connections", "resident memory, MiB", log=False),
    }.items():
        (DOCS / name).write_text(picture)
        print("wrote", DOCS / name)


if __name__ == "__main__":
    main()

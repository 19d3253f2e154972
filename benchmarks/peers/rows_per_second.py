"""How many rows a second other monitors take, each on its own terms.

usage: rows_per_second.py FEATURES REFERENCE_ROWS ROWS
input: the reference's columns, then those of the rows to be monitored.
River's detectors, one a feature, are told of all of a row's features, row by row.
"""

import json
import logging
import sys
import time

import nannyml
import pandas as pd
import whylogs
from evidently import Report
from evidently.presets import DataDriftPreset
from river import drift

from wire import columns

CHUNKS = 10

# Rows that are Python's own numbers at a time: all of them at once would take a gigabyte.
BLOCK = 10_000

# Told of before the clock starts, so that imports on first use are not counted.
WARM_UP_ROWS = 2_000


class Stopwatch:
    """Adds up the time of calls: passed on the wall, and taken of all cores together."""

    def __init__(self):
        self.seconds = self.cpu_seconds = 0.0

    def run(self, what, *arguments):
        start, cpu = time.perf_counter(), time.process_time()
        what(*arguments)
        self.seconds += time.perf_counter() - start
        self.cpu_seconds += time.process_time() - cpu


def evidently(reference, current):
    Report([DataDriftPreset()]).run(current_data=current, reference_data=reference)


def nannyml_drift(reference, current):
    calculator = nannyml.UnivariateDriftCalculator(
        column_names=list(current.columns), chunk_number=CHUNKS
    )
    calculator.fit(reference).calculate(current)


def whylogs_profile(reference, current):
    whylogs.log(current)


def tell(detectors, rows):
    for row in rows:
        for detector, value in zip(detectors, row):
            detector.update(value)


def river(start, rows):
    """One detector a feature, told of every value; making Python's numbers is not counted."""
    detectors = [start() for _ in range(rows.shape[1])]
    stopwatch = Stopwatch()
    for first in range(0, len(rows), BLOCK):
        stopwatch.run(tell, detectors, rows[first : first + BLOCK].tolist())
    return stopwatch


def report(run, reference, current):
    run(reference, reference.head(WARM_UP_ROWS))
    stopwatch = Stopwatch()
    stopwatch.run(run, reference, current)
    return stopwatch


def main():
    logging.disable(logging.CRITICAL)
    features, reference_rows, rows = (int(each) for each in sys.argv[1:4])
    names = [f"f{i}" for i in range(features)]
    reference = pd.DataFrame(dict(zip(names, columns(features, reference_rows))))
    current = pd.DataFrame(dict(zip(names, columns(features, rows))))
    measured = {
        ("Evidently", "data drift preset"): lambda: report(evidently, reference, current),
        ("NannyML", f"univariate drift, {CHUNKS} chunks"): lambda: report(
            nannyml_drift, reference, current
        ),
        ("whylogs", "profile"): lambda: report(whylogs_profile, reference, current),
        ("River", "ADWIN, one a feature"): lambda: river(drift.ADWIN, current.to_numpy()),
        ("River", "Page-Hinkley, one a feature"): lambda: river(
            drift.PageHinkley, current.to_numpy()
        ),
    }
    print(json.dumps([answer(*peer, run()) for peer, run in measured.items()]))


def answer(name, what, stopwatch):
    return {"name": name, "what": what, **vars(stopwatch)}


if __name__ == "__main__":
    main()

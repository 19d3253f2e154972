"""How many rows a second other monitors take, each on its own terms.

usage: rows_per_second.py FEATURES REFERENCE_ROWS ROWS DETECTOR_ROWS
input: the reference's columns, then those of the rows to be monitored.
DETECTOR_ROWS: of how many rows River's detectors, one a feature, are told, record by record.
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

# Told of before the clock starts, so that imports on first use are not counted.
WARM_UP_ROWS = 2_000


def seconds(run):
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def evidently(reference, current):
    Report([DataDriftPreset()]).run(current_data=current, reference_data=reference)


def nannyml_drift(reference, current):
    calculator = nannyml.UnivariateDriftCalculator(
        column_names=list(current.columns), chunk_number=CHUNKS
    )
    calculator.fit(reference).calculate(current)


def whylogs_profile(reference, current):
    whylogs.log(current)


def river(start, rows):
    """One detector a feature, told of every value."""
    detectors = [start() for _ in range(len(rows[0]))]
    for row in rows:
        for detector, value in zip(detectors, row):
            detector.update(value)


def main():
    logging.disable(logging.CRITICAL)
    features, reference_rows, rows, detector_rows = (int(each) for each in sys.argv[1:5])
    names = [f"f{i}" for i in range(features)]
    reference = pd.DataFrame(dict(zip(names, columns(features, reference_rows))))
    current = pd.DataFrame(dict(zip(names, columns(features, rows))))
    answer = []
    for name, what, run in (
        ("Evidently", "data drift preset", evidently),
        ("NannyML", f"univariate drift, {CHUNKS} chunks", nannyml_drift),
        ("whylogs", "profile", whylogs_profile),
    ):
        run(reference, reference.head(WARM_UP_ROWS))
        taken = seconds(lambda: run(reference, current))
        answer.append({"name": name, "what": what, "rows": rows, "seconds": taken})
    few = current.head(detector_rows).to_numpy().tolist()
    for name, start in (("ADWIN", drift.ADWIN), ("Page-Hinkley", drift.PageHinkley)):
        taken = seconds(lambda: river(start, few))
        answer.append(
            {"name": "River", "what": name, "rows": detector_rows, "seconds": taken}
        )
    print(json.dumps(answer))


if __name__ == "__main__":
    main()

"""A peer's verdict on one window after the other.

usage: triggers.py DETECTOR
input: messages of two integers and what follows: 0 and a window's rows, with the rows that a new
model was trained on; 1 and a count, with mistakes; 2 and 0, with a window's rows. Rows come as the
number of features and of rows, then feature by feature. Each answer is a line of JSON.
"""

import json
import sys

import numpy as np
import pandas as pd

from distances import Numeric
from river_detectors import FAST, SLOW
from wire import columns, integers, take


class Mistakes:
    """A River detector, which starts anew by itself after an alarm."""

    def __init__(self, name):
        self.detector = {**FAST, **SLOW}[name]()
        self.takes_truths = type(self.detector).__module__.startswith("river.drift.binary")

    def alarms(self, bits):
        values = bits.astype(bool if self.takes_truths else float).tolist()
        found = False
        for value in values:
            self.detector.update(value)
            found |= self.detector.drift_detected
        return found


class Evidently:
    """Whether half of the features drifted, each by Evidently's default test."""

    def model(self, rows, _):
        self.reference = rows

    def alarms(self, window):
        from evidently.legacy.calculations.stattests.registry import get_stattest
        from evidently.legacy.core import ColumnType

        kind, drifted = ColumnType.Numerical, 0
        for before, now in zip(self.reference, window):
            before, now = pd.Series(before).dropna(), pd.Series(now).dropna()
            test = get_stattest(before, now, kind, None)
            drifted += bool(test(before, now, kind, None).drifted)
        return drifted >= len(window) / 2


class NannyML:
    """Whether any feature is beyond three deviations of the reference's own chunks."""

    def model(self, rows, size):
        self.features = [Numeric(each) for each in rows]
        starts = range(0, rows.shape[1], size)
        self.limits = []
        for feature, values in zip(self.features, rows):
            scores = [feature.jensen_shannon(values[start : start + size]) for start in starts]
            self.limits.append(np.mean(scores) + 3 * np.std(scores))

    def alarms(self, window):
        return any(
            feature.jensen_shannon(values) > limit
            for feature, values, limit in zip(self.features, window, self.limits)
        )


def block():
    features, rows = (int(each) for each in integers(2))
    return columns(features, rows)


def main():
    name = sys.argv[1]
    peers = {"Evidently": Evidently, "NannyML": NannyML}
    peer = peers[name]() if name in peers else Mistakes(name)
    while True:
        try:
            command, number = (int(each) for each in integers(2))
        except EOFError:
            return
        answer = True
        if command == 0:
            peer.model(block(), number)
        elif command == 1:
            answer = bool(peer.alarms(take("u1", number)))
        else:
            answer = bool(peer.alarms(block()))
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()

"""When the peers' statistics see a change, at thresholds with the same false alarms.

usage: power.py SORT WINDOWS HEALTHY ROWS REFERENCE FEATURES SENT CALIBRATION RUNS CHANGES
input: CALIBRATION runs without a change, all features; then RUNS runs for each change, of which
only the first SENT features come. A run is its reference, then its windows, feature by feature.
"""

import json
import sys

import numpy as np

from distances import Categorical, Numeric, divergence
from wire import columns

CATEGORIES = 10
ALLOWED = 0.05


def hellinger(p, q):
    return np.sqrt(((np.sqrt(p) - np.sqrt(q)) ** 2).sum() / 2)


def numeric(reference, window):
    """The statistics of one number, by the name of who uses them."""
    shares, before = reference.doane_shares(window)
    return {
        "Evidently, Wasserstein": reference.wasserstein(window),
        "Kolmogorov-Smirnov (Evidently, NannyML)": reference.kolmogorov(window, whole=True),
        "NannyML, Jensen-Shannon": divergence(before, shares, 2),
        "NannyML, Hellinger": hellinger(before, shares),
        "PSI rule, deciles": reference.psi(window),
    }


def categorical(reference, window):
    now = np.bincount(window.astype(np.int64), minlength=CATEGORIES) / len(window)
    expected = reference.shares * len(window)
    return {
        "Jensen-Shannon (Evidently, NannyML)": reference.jensen_shannon(window, 2),
        "chi-squared (Evidently, NannyML)": ((now * len(window) - expected) ** 2 / expected).sum(),
        "NannyML, L-infinity": np.abs(now - reference.shares).max(),
        "NannyML, Hellinger": hellinger(reference.shares, now),
        "PSI rule": reference.psi(window),
    }


class Reconstruction:
    """NannyML's multivariate drift: how well principal components give a row back."""

    NAME = "NannyML, reconstruction error"

    def __init__(self, reference):
        from sklearn.decomposition import PCA
        from sklearn.preprocessing import StandardScaler

        self.scaler = StandardScaler().fit(reference.T)
        self.components = PCA(n_components=0.65, random_state=16)
        self.components.fit(self.scaler.transform(reference.T))
        self.middle = self.error(reference)

    def error(self, window):
        rows = self.scaler.transform(window.T)
        back = self.components.inverse_transform(self.components.transform(rows))
        return np.linalg.norm(rows - back, axis=1).mean()

    def score(self, window):
        return abs(self.error(window) - self.middle)


def scores(sort, reference, windows):
    """Each statistic's largest value over the features, window by window."""
    if sort == "categorical":
        features, statistic = [Categorical(each, CATEGORIES) for each in reference], categorical
    else:
        features, statistic = [Numeric(each) for each in reference], numeric
    multivariate = Reconstruction(reference) if sort == "correlated" else None
    found = {}
    for window in windows:
        values = [statistic(feature, each) for feature, each in zip(features, window)]
        for name in values[0]:
            found.setdefault(name, []).append(max(value[name] for value in values))
        if multivariate:
            found.setdefault(Reconstruction.NAME, []).append(multivariate.score(window))
    return {name: np.array(values) for name, values in found.items()}


def run(sort, features, reference_rows, windows, rows):
    reference = columns(features, reference_rows)
    return scores(sort, reference, (columns(features, rows) for _ in range(windows)))


def main():
    sort = sys.argv[1]
    windows, healthy, rows, reference, features, sent, calibration, runs, changes = (
        int(a) for a in sys.argv[2:]
    )
    healthy_runs = [run(sort, features, reference, windows, rows) for _ in range(calibration)]
    limits = {
        name: np.quantile([each[name].max() for each in healthy_runs], 1 - ALLOWED, method="higher")
        for name in healthy_runs[0]
    }
    answer = []
    for change in range(changes):
        first = {name: [] for name in limits}
        for _ in range(runs):
            for name, values in run(sort, sent, reference, windows, rows).items():
                above = np.flatnonzero(values > limits[name])
                first[name].append(int(above[0]) if len(above) else -1)
        answer += [
            {"change": change, "method": name, "threshold": limits[name], "firstAlarms": alarms}
            for name, alarms in first.items()
        ]
    print(json.dumps(answer))


if __name__ == "__main__":
    main()

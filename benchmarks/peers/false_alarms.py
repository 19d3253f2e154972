"""Which healthy runs the peers raise an alarm in, at their defaults.

usage: false_alarms.py RUNS WINDOWS ROWS REFERENCE CHECKED
input: the number of features, their categories (0 for a number); then for each run the reference
and the windows, feature by feature. The peers' own code repeats the first CHECKED windows.
"""

import json
import sys

import numpy as np

import cross_check
from distances import Categorical, KolmogorovLaw, Numeric
from wire import columns, integers

METHODS = {
    "Evidently, any feature": "Wasserstein >= 0.1 or Jensen-Shannon >= 0.1",
    "Evidently, half of the features": "the same, its data set verdict",
    "Evidently, any feature, 1,000 reference rows": "KS or chi-squared p <= 0.05",
    "Evidently, half of the features, 1,000 reference rows": "the same, its data set verdict",
    "NannyML, any feature": "Jensen-Shannon > mean + 3 deviations of the reference's chunks",
    "NannyML, any feature, at 0.1": "Jensen-Shannon > 0.1",
    "PSI rule, any feature, at 0.1": "PSI > 0.1 over deciles",
    "PSI rule, any feature, at 0.2": "PSI > 0.2 over deciles",
}


def nannyml_distance(feature, window):
    if isinstance(feature, Numeric):
        return feature.jensen_shannon(window)
    return feature.jensen_shannon(window, 2)


def nannyml_limits(features, reference, rows):
    """Mean and three deviations of the reference's own chunks."""
    chunks = [reference[:, i : i + rows] for i in range(0, reference.shape[1], rows)]
    scores = [[nannyml_distance(f, chunk[i]) for chunk in chunks] for i, f in enumerate(features)]
    return [np.mean(each) + 3 * np.std(each) for each in scores]


def judge(features, limits, law, window):
    """One row of truth values a rule, one column a feature."""
    verdicts = np.zeros((6, len(features)), bool)
    for i, (feature, values) in enumerate(zip(features, window)):
        if isinstance(feature, Numeric):
            verdicts[0, i] = feature.wasserstein(values) >= 0.1
            verdicts[1, i] = law.p_value(feature, values) <= 0.05
        else:
            verdicts[0, i] = feature.jensen_shannon(values, np.e) >= 0.1
            verdicts[1, i] = feature.chi_square(values) < 0.05
        distance = nannyml_distance(feature, values)
        verdicts[2, i] = distance > limits[i]
        verdicts[3, i] = distance > 0.1
        index = feature.psi(values)
        verdicts[4, i] = index > 0.1
        verdicts[5, i] = index > 0.2
    return verdicts


def alarms(verdicts):
    """The rules' verdicts on a window in the order of METHODS."""
    anything, half = verdicts.any(axis=1), verdicts.mean(axis=1) >= 0.5
    return [anything[0], half[0], anything[1], half[1], *anything[2:]]


def main():
    runs, windows, rows, reference_rows, checked = (int(a) for a in sys.argv[1:])
    features_count = int(integers(1)[0])
    categories = integers(features_count)
    law = KolmogorovLaw()
    alarmed = np.zeros(len(METHODS), int)
    raised = np.zeros(len(METHODS), int)
    check = None
    for run in range(runs):
        reference = columns(features_count, reference_rows)
        features = [
            Categorical(values, count) if count else Numeric(values)
            for values, count in zip(reference, categories)
        ]
        limits = nannyml_limits(features, reference, rows)
        seen = np.zeros(len(METHODS), bool)
        kept = []
        for index in range(windows):
            window = columns(features_count, rows)
            verdicts = judge(features, limits, law, window)
            if run == 0 and index < checked:
                kept.append((window, verdicts))
            verdict = np.array(alarms(verdicts))
            raised += verdict
            seen |= verdict
        alarmed += seen
        if kept:
            check = cross_check.differences(reference, categories, rows, kept)
    print(
        json.dumps(
            {
                "methods": [
                    {
                        "method": name,
                        "rule": rule,
                        "runs": runs,
                        "alarmedRuns": int(alarmed[i]),
                        "alarmedWindows": raised[i] / (runs * windows),
                    }
                    for i, (name, rule) in enumerate(METHODS.items())
                ],
                "check": check,
            }
        )
    )


if __name__ == "__main__":
    main()

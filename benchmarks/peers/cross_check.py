"""Holds the fast statistics against the verdicts of the peers' own code."""

import numpy as np
import pandas as pd


def evidently(reference, window, categories, small):
    """Verdicts of Evidently's default test for each feature."""
    from evidently.legacy.calculations.stattests.registry import get_stattest
    from evidently.legacy.core import ColumnType

    rows = reference[:, :1000] if small else reference
    verdicts = []
    for before, now, count in zip(rows, window, categories):
        kind = ColumnType.Categorical if count else ColumnType.Numerical
        before, now = pd.Series(before), pd.Series(now)
        test = get_stattest(before, now, kind, None)
        verdicts.append(bool(test(before, now, kind, None).drifted))
    return np.array(verdicts)


def frame(values, categories):
    table = pd.DataFrame({f"f{i}": each for i, each in enumerate(values)})
    for i, count in enumerate(categories):
        if count:
            table[f"f{i}"] = table[f"f{i}"].astype(int).astype("category")
    return table


def nannyml(reference, windows, categories, rows):
    """Alerts of NannyML's univariate drift, one row a window."""
    import nannyml as nml

    names = [f"f{i}" for i in range(len(categories))]
    calculator = nml.UnivariateDriftCalculator(column_names=names, chunk_size=rows)
    calculator.fit(frame(reference, categories))
    result = calculator.calculate(frame(np.concatenate(windows, axis=1), categories))
    table = result.filter(period="analysis").to_df()
    return np.array([table[(name, "jensen_shannon", "alert")].to_numpy(bool) for name in names]).T


def differences(reference, categories, rows, kept):
    """Verdicts compared and those that differ, for each peer; kept holds windows and verdicts."""
    windows = [window for window, _ in kept]
    fast = np.array([verdicts for _, verdicts in kept])
    real = np.array([evidently(reference, window, categories, False) for window in windows])
    small = np.array([evidently(reference, window, categories, True) for window in windows])
    alerts = nannyml(reference, windows, categories, rows)
    return {
        "compared": int(fast[:, :3].size),
        "evidently": int((real != fast[:, 0]).sum()),
        "evidentlySmall": int((small != fast[:, 1]).sum()),
        "nannyml": int((alerts != fast[:, 2]).sum()),
    }

"""The peers' statistics of many windows against one reference, fast.

Each is the same number that the peer's own code gives; cross_check.py holds them against it.
"""

import numpy as np
from scipy import stats


def divergence(p, q, base):
    """Jensen-Shannon distance of two arrays of shares."""
    middle = (p + q) / 2
    with np.errstate(divide="ignore", invalid="ignore"):
        left = np.where(p > 0, p * np.log(p / middle), 0).sum()
        right = np.where(q > 0, q * np.log(q / middle), 0).sum()
    return np.sqrt(max(0.0, left + right) / 2 / np.log(base))


def category_shares(values, categories):
    return np.bincount(values.astype(np.int64), minlength=categories) / len(values)


class Numeric:
    """A numeric feature's reference."""

    def __init__(self, reference):
        self.sorted = np.sort(reference)
        self.small = np.sort(reference[:1000])
        self.deviation = max(float(np.std(reference)), 0.001)
        self.edges = np.histogram_bin_edges(reference, bins="doane")
        self.shares = np.histogram(reference, bins=self.edges)[0] / len(reference)
        deciles = np.unique(np.quantile(reference, np.linspace(0, 1, 11)[1:-1]))
        self.deciles = deciles
        self.decile_shares = self._by_decile(reference)

    def wasserstein(self, window):
        """Evidently's default above 1,000 reference rows; the window's size divides theirs."""
        repeated = np.repeat(np.sort(window), len(self.sorted) // len(window))
        return np.abs(repeated - self.sorted).mean() / self.deviation

    def kolmogorov(self, window, whole=False):
        """The distance from the first 1,000 rows, or from all."""
        reference = self.sorted if whole else self.small
        ordered = np.sort(window)
        furthest = 0.0
        # Between two values of the window only the reference's share grows: the ends will do.
        for side in ("left", "right"):
            mine = np.searchsorted(ordered, ordered, side=side) / len(ordered)
            theirs = np.searchsorted(reference, ordered, side=side) / len(reference)
            furthest = max(furthest, np.abs(mine - theirs).max())
        return furthest

    def doane_shares(self, window):
        """NannyML's bins with what falls outside of them; and the reference's shares."""
        shares = np.histogram(window, bins=self.edges)[0] / len(window)
        left = 1 - shares.sum()
        if left > 0:
            return np.append(shares, left), np.append(self.shares, 0)
        return shares, self.shares

    def jensen_shannon(self, window):
        shares, reference = self.doane_shares(window)
        return divergence(reference, shares, 2)

    def psi(self, window):
        return psi(self.decile_shares, self._by_decile(window))

    def _by_decile(self, values):
        bins = np.searchsorted(self.deciles, values, side="left")
        return np.bincount(bins, minlength=len(self.deciles) + 1) / len(values)


class Categorical:
    """A categorical feature's reference; categories are counted from 0."""

    def __init__(self, reference, categories):
        self.categories = categories
        self.shares = category_shares(reference, categories)
        self.small = np.bincount(reference[:1000].astype(np.int64), minlength=categories)
        self.seen = self.shares > 0

    def jensen_shannon(self, window, base):
        """Evidently's (base e) and NannyML's (base 2)."""
        return divergence(self.shares, category_shares(window, self.categories), base)

    def chi_square(self, window):
        """The p-value of Evidently's default below 1,001 reference rows."""
        observed = np.bincount(window.astype(np.int64), minlength=self.categories)
        present = (observed + self.small) > 0
        expected = self.small[present] * (len(window) / self.small.sum())
        with np.errstate(divide="ignore", invalid="ignore"):
            value = ((observed[present] - expected) ** 2 / expected).sum()
        return stats.chi2.sf(value, present.sum() - 1)

    def psi(self, window):
        return psi(self.shares, category_shares(window, self.categories))


def psi(reference, current):
    """The usual rule's index: empty bins count as one row in ten thousand."""
    q = np.maximum(reference, 1e-4)
    p = np.maximum(current, 1e-4)
    return ((p - q) * np.log(p / q)).sum()


class KolmogorovLaw:
    """P-values of ks_2samp, which depend on the distance alone: each is asked of scipy once."""

    def __init__(self):
        self.known = {}

    def p_value(self, feature, window):
        distance = round(feature.kolmogorov(window), 9)
        if distance not in self.known:
            self.known[distance] = stats.ks_2samp(feature.small, window).pvalue
        return self.known[distance]

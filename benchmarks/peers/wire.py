"""Reads the numbers that the benchmarks write: little-endian, nothing between them."""

import sys

import numpy as np


def take(dtype, count):
    """The next `count` numbers of the standard input."""
    wanted = np.dtype(dtype).itemsize * count
    data = sys.stdin.buffer.read(wanted)
    if len(data) < wanted:
        raise EOFError("the input ended early")
    return np.frombuffer(data, dtype)


def integers(count):
    return take("<i4", count)


def columns(features, rows):
    """A block of rows, one array a feature, in double precision as the peers compute."""
    return take("<f4", features * rows).reshape(features, rows).astype(np.float64)

"""Compares what is stored with what was computed again."""
import common
import numpy as np


class Difference:
    """The largest difference met so far, as a multiple of the tolerance, and where it was."""

    def __init__(self):
        self.excess, self.amount, self.where = 0.0, 0.0, ""

    def meet(self, excess, amount, where):
        if excess > self.excess:
            self.excess, self.amount, self.where = excess, amount, where

    def __str__(self):
        return f"{self.amount:.2g}, {self.excess:.2g} of what is tolerated, in {self.where}" if self.where else "none"


def compare(stored, fresh, rtol, atol):
    """Returns the largest difference of two JSON values; more than 1 of the tolerance is a change.

    Floating-point numbers may differ by atol + rtol × the largest number beside them (in their array
    or list), as rounding depends on the processor; anything else must be equal.
    """
    largest = Difference()
    _walk(stored, fresh, rtol, atol, largest, "")
    return largest


def _walk(a, b, rtol, atol, largest, where):
    if common.is_array(a) and common.is_array(b):
        if a["dtype"] != b["dtype"] or a["shape"] != b["shape"]:
            largest.meet(np.inf, np.inf, f"{where} (type or shape)")
        else:
            _numbers(common.decode(a), common.decode(b), rtol, atol, largest, where)
    elif isinstance(a, dict) and isinstance(b, dict):
        if list(a) != list(b):
            largest.meet(np.inf, np.inf, f"{where} (keys)")
            return
        for key in a:
            _walk(a[key], b[key], rtol, atol, largest, f"{where}.{key}" if where else key)
    elif isinstance(a, list) and isinstance(b, list):
        if len(a) != len(b):
            largest.meet(np.inf, np.inf, f"{where} (length)")
        elif _floats(a) and _floats(b):
            _numbers(np.array(a, float), np.array(b, float), rtol, atol, largest, where)
        else:
            for i, (x, y) in enumerate(zip(a, b)):
                _walk(x, y, rtol, atol, largest, f"{where}[{i}]")
    elif _floats([a]) and _floats([b]):
        _numbers(np.array([a], float), np.array([b], float), rtol, atol, largest, where)
    elif type(a) is not type(b) or a != b:
        largest.meet(np.inf, np.inf, where)


def _floats(values):
    """Whether a list holds numbers, not all of them whole."""
    numbers = all(isinstance(v, (int, float)) and not isinstance(v, bool) for v in values)
    return numbers and any(isinstance(v, float) for v in values)


def _numbers(a, b, rtol, atol, largest, where):
    if a.dtype.kind != "f":
        if not np.array_equal(a, b):
            largest.meet(np.inf, np.inf, where)
        return
    a, b = a.astype(float), b.astype(float)
    finite = np.isfinite(a) & np.isfinite(b)
    if not np.array_equal(a[~finite], b[~finite], equal_nan=True):
        largest.meet(np.inf, np.inf, f"{where} (not finite)")
    elif finite.any():
        amount = np.abs(a[finite] - b[finite]).max()
        allowed = atol + rtol * np.abs(a[finite]).max()
        largest.meet(amount / allowed if amount else 0.0, amount, where)

"""Writes what NumPy and keras.utils compute, for NumPyParityTest.

    python parity/numpy_arrays.py

All arrays are in one .npz file, which is itself a test of reading; a JSON file says which array is
the result of what.
"""
import os

import common
import numpy as np
from keras import utils

arrays = {}
cases = []


def keep(array):
    """Stores an array and returns its name; uint64, which Java lacks, as int64."""
    name = f"a{len(arrays)}"
    array = np.asarray(array)
    arrays[name] = array.astype("i8") if array.dtype == np.uint64 else array
    return name


def case(kind, result, **arguments):
    cases.append({"kind": kind, **arguments, "result": result})


rng = np.random.default_rng(5)
TYPES = ["bool", "uint8", "int32", "int64", "float32", "float64"]


def example(dtype, *shape):
    if dtype == "bool":
        return rng.random(shape) < 0.5
    values = rng.uniform(0, 250, shape) if dtype == "uint8" else rng.normal(0, 40, shape)
    return values.astype(dtype)


# Arithmetic between types and shapes.
OPERATIONS = {"add": np.add, "subtract": np.subtract, "multiply": np.multiply, "divide": np.divide}
for first in TYPES:
    for second in TYPES:
        a, b = example(first, 3, 4), example(second, 1, 4)
        b = np.where(b == 0, np.ones_like(b), b)
        for name, operation in OPERATIONS.items():
            if first == second == "bool" and name != "divide":
                continue
            case(name, keep(operation(a, b)), a=keep(a), b=keep(b))
    for name, operation in OPERATIONS.items():
        a = example(first, 5)
        case(name, keep(operation(a, 7)), a=keep(a), long=7)
        case(name, keep(operation(a, 0.3)), a=keep(a), double=0.3)

# Conversion between types, where C defines it.
for first in TYPES:
    for second in TYPES:
        a = example(first, 7)
        a = np.abs(a) if second == "uint8" and first.startswith("float") else a
        case("asType", keep(a.astype(second)), a=keep(a), dtype=second)

# Reductions. NumPy adds float32 in float32; the test allows for that.
for dtype in TYPES:
    a = example(dtype, 4, 5, 3)
    for axis in (0, 1, -1):
        for name in ("sum", "mean", "min", "max", "argmin", "argmax"):
            case(name, keep(getattr(a, name)(axis=axis)), a=keep(a), axis=axis)

# Slices of every kind.
a = np.arange(60).reshape(5, 4, 3)
for axis, length in ((0, 5), (1, 4), (2, 3)):
    for start in range(-length - 1, length + 2):
        for stop in range(-length - 1, length + 2):
            index = (slice(None),) * axis + (slice(start, stop),)
            case("slice", keep(a[index]), a="cube", axis=axis, start=start, stop=stop)
arrays["cube"] = a
for axes in ((0, 2, 1), (2, 0, 1), (1, 2, 0), (2, 1, 0)):
    case("transpose", keep(np.ascontiguousarray(a.transpose(axes))), a="cube", axes=axes)

# What files may hold: other types, orders and byte orders.
for dtype in ("i1", "i2", "u2", "u4", "f2", ">i2", ">i4", ">i8", ">f2", ">f4", ">f8"):
    b = np.abs(rng.normal(0, 100, (2, 3, 2))).astype(dtype)
    kept = {"i1": "i4", "i2": "i4", "u2": "i4", "u4": "i8", "f2": "f4"}.get(dtype.strip(">"))
    case("same", keep(b.astype(kept or dtype.strip(">"))), a=keep(b))
    case("same", keep(b.astype(kept or dtype.strip(">"))), a=keep(np.asfortranarray(b)))

# Printing.
PRINTED = [
    np.array([1.0, 2.5, -3.0]), np.arange(24).reshape(2, 3, 4), np.arange(2000), np.arange(40),
    np.array([1e-5, 2500, 0, -1]), np.array([0.1, 1 / 3, 100], "f4"), np.array([0.1, 1 / 3, 100]),
    np.array([True, False]), np.array(3.5), np.array(3), np.array([np.nan, np.inf, 1.25]),
    np.array([-np.inf, 1e10]), np.zeros((60, 50), "f4"), np.array([1e10, 1.0]),
    np.array([123456789.0]), np.array([1e16]), np.array([0.00001234]), np.array([0.0, -0.0]),
    np.array([[0.123456789012, 12.5]]), rng.normal(size=(3, 30)), rng.normal(size=(40, 30)),
    rng.normal(size=(7, 3)).astype("f4"), rng.normal(size=(7, 7, 7, 7)).astype("f4"),
    rng.integers(0, 255, (28, 28)).astype("u1"), rng.normal(size=1001) * 1e-6,
    np.array([99999999.0]), np.array([1e8]), np.array([0.0001]), np.array([1000.0, 1.0]),
    np.array([1001.0, 1.0]), np.zeros((2, 0)), np.zeros(0), np.full((2, 2), np.nan),
]
for a in PRINTED:
    case("print", str(a), a=keep(a))

# One-hot labels.
for labels in (np.array([0, 2, 1], "u1"), np.array([[0], [2]]), np.array([[1, 2], [0, 3]]),
               np.array(2), np.array([1.9, 0.2])):
    case("toCategorical", keep(utils.to_categorical(labels)), a=keep(labels))
    case("toCategorical", keep(utils.to_categorical(labels, 5)), a=keep(labels), classes=5)

common.write("api", "numpy_arrays", cases)
target = os.path.join(common.ROOT, "api", "src", "test", "resources", "parity", "numpy_arrays.npz")
np.savez_compressed(target, **arrays)

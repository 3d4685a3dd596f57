"""Writes what NumPy and keras.utils compute, for NumPyParityTest.

    python parity/numpy_arrays.py

All arrays are in one .npz file, which is itself a test of reading; a JSON file says which array is
the result of what.
"""
import os

import common  # before Keras: it silences TensorFlow
import topics
import numpy as np
from keras import utils

TOPIC = topics.Topic("api", "numpy_arrays")
TARGET = TOPIC.place + ".npz"
stored = dict(np.load(TARGET)) if os.path.exists(TARGET) else {}
arrays = {}
TYPES = ["bool", "uint8", "int32", "int64", "float32", "float64"]
OPERATIONS = {"add": np.add, "subtract": np.subtract, "multiply": np.multiply, "divide": np.divide}


def keep(name, array):
    """Stores an array and returns its name; uint64, which Java lacks, as int64."""
    array = np.asarray(array)
    array = array.astype("i8") if array.dtype == np.uint64 else array
    if name in arrays and not np.array_equal(arrays[name], array, equal_nan=True):
        raise ValueError(f"Two arrays have the name {name}")
    arrays[name] = array
    return name


def case(text, kind, compute, a, b=None, **arguments):
    """Adds a case; a and b draw the operands with a generator, or are arrays that cases share, under a name."""
    entry = TOPIC.case(text)
    if entry is None:
        return
    operands = {}
    for field, make in {"a": a, "b": b}.items():
        if isinstance(make, tuple):
            operands[field] = keep(*make)
        elif make:
            known = entry.stored and stored.get(entry.stored[field])
            operands[field] = keep(f"{text}: {field}", make(entry.rng) if known is None else known)
    result = compute(*[arrays[name] for name in operands.values()])
    result = result if isinstance(result, str) else keep(f"{text}: result", result)
    entry.keep(kind=kind, **operands, **arguments, result=result)


def example(dtype, *shape):
    def draw(rng):
        if dtype == "bool":
            return rng.random(shape) < 0.5
        values = rng.uniform(0, 250, shape) if dtype == "uint8" else rng.normal(0, 40, shape)
        return values.astype(dtype)

    return draw


def without_zeros(draw):
    def nonzero(rng):
        b = draw(rng)
        return np.where(b == 0, np.ones_like(b), b)

    return nonzero


def constant(*arguments, **options):
    return lambda rng: np.array(*arguments, **options)


def arithmetic():
    """Between types and shapes."""
    for first in TYPES:
        for second in TYPES:
            for name, operation in OPERATIONS.items():
                if first == second == "bool" and name != "divide":
                    continue
                case(f"{name} {first} {second}", name, operation, example(first, 3, 4), without_zeros(example(second, 1, 4)))
        for name, operation in OPERATIONS.items():
            case(f"{name} {first} 7", name, lambda a: operation(a, 7), example(first, 5), long=7)
            case(f"{name} {first} 0.3", name, lambda a: operation(a, 0.3), example(first, 5), double=0.3)


def conversions():
    """Between types, where C defines it."""
    for first in TYPES:
        for second in TYPES:
            draw = example(first, 7)
            positive = second == "uint8" and first.startswith("float")
            case(f"asType {first} {second}", "asType", lambda a: a.astype(second),
                 (lambda rng: np.abs(draw(rng))) if positive else draw, dtype=second)


def reductions():
    """NumPy adds float32 in float32; the test allows for that."""
    for dtype in TYPES:
        for axis in (0, 1, -1):
            for name in ("sum", "mean", "min", "max", "argmin", "argmax"):
                case(f"{name} {dtype} axis {axis}", name, lambda a: getattr(a, name)(axis=axis), example(dtype, 4, 5, 3),
                     axis=axis)


def parts():
    """Slices of every kind, and axes in every order."""
    cube = ("cube", np.arange(60).reshape(5, 4, 3))
    for axis, length in ((0, 5), (1, 4), (2, 3)):
        for start in range(-length - 1, length + 2):
            for stop in range(-length - 1, length + 2):
                index = (slice(None),) * axis + (slice(start, stop),)
                case(f"slice axis {axis} from {start} to {stop}", "slice", lambda a: a[index], cube,
                     axis=axis, start=start, stop=stop)
    for axes in ((0, 2, 1), (2, 0, 1), (1, 2, 0), (2, 1, 0)):
        case(f"transpose {axes}", "transpose", lambda a: np.ascontiguousarray(a.transpose(axes)), cube, axes=axes)


def files():
    """What files may hold: other types, orders and byte orders."""
    for dtype in ("i1", "i2", "u2", "u4", "f2", ">i2", ">i4", ">i8", ">f2", ">f4", ">f8"):
        kept = {"i1": "i4", "i2": "i4", "u2": "i4", "u4": "i8", "f2": "f4"}.get(dtype.strip(">")) or dtype.strip(">")
        draw = lambda rng: np.abs(rng.normal(0, 100, (2, 3, 2))).astype(dtype)
        case(f"same {dtype}", "same", lambda a: np.ascontiguousarray(a.astype(kept)), draw)
        case(f"same {dtype}, Fortran's order", "same", lambda a: np.ascontiguousarray(a.astype(kept)),
             lambda rng: np.asfortranarray(draw(rng)))


PRINTED = {
    "fractions": constant([1.0, 2.5, -3.0]),
    "cube of whole numbers": lambda rng: np.arange(24).reshape(2, 3, 4),
    "2000 whole numbers": lambda rng: np.arange(2000),
    "40 whole numbers": lambda rng: np.arange(40),
    "small, large, zero, negative": constant([1e-5, 2500, 0, -1]),
    "thirds as float32": constant([0.1, 1 / 3, 100], "f4"),
    "thirds": constant([0.1, 1 / 3, 100]),
    "bool": constant([True, False]),
    "scalar": constant(3.5),
    "whole scalar": constant(3),
    "not finite": constant([np.nan, np.inf, 1.25]),
    "minus infinity beside 1e10": constant([-np.inf, 1e10]),
    "many zeros": lambda rng: np.zeros((60, 50), "f4"),
    "1e10 and 1": constant([1e10, 1.0]),
    "123456789": constant([123456789.0]),
    "1e16": constant([1e16]),
    "0.00001234": constant([0.00001234]),
    "minus zero": constant([0.0, -0.0]),
    "twelve digits": constant([[0.123456789012, 12.5]]),
    "wide": lambda rng: rng.normal(size=(3, 30)),
    "wide and high": lambda rng: rng.normal(size=(40, 30)),
    "float32": lambda rng: rng.normal(size=(7, 3)).astype("f4"),
    "four axes": lambda rng: rng.normal(size=(7, 7, 7, 7)).astype("f4"),
    "bytes of an image": lambda rng: rng.integers(0, 255, (28, 28)).astype("u1"),
    "1001 small": lambda rng: rng.normal(size=1001) * 1e-6,
    "99999999": constant([99999999.0]),
    "1e8": constant([1e8]),
    "0.0001": constant([0.0001]),
    "1000 and 1": constant([1000.0, 1.0]),
    "1001 and 1": constant([1001.0, 1.0]),
    "two empty rows": lambda rng: np.zeros((2, 0)),
    "empty": lambda rng: np.zeros(0),
    "nan only": lambda rng: np.full((2, 2), np.nan),
}
LABELS = {
    "bytes": constant([0, 2, 1], "u1"),
    "column": constant([[0], [2]]),
    "matrix": constant([[1, 2], [0, 3]]),
    "scalar": constant(2),
    "fractions": constant([1.9, 0.2]),
}


def differences():
    """Reports arrays that differ from the stored ones by more than rounding; returns what to store."""
    for name, array in arrays.items():
        old = stored.get(name)
        if old is not None and old.dtype == array.dtype and old.shape == array.shape:
            # JSON would lose digits of float64, so the numbers themselves are compared.
            same = np.allclose(array, old, 1e-6, 1e-12, equal_nan=True) if array.dtype.kind == "f" else (array == old).all()
            if same:
                arrays[name] = old
                continue
        TOPIC.report(f"array {name}")
    for name in stored.keys() - arrays.keys():
        TOPIC.report(f"array {name} is superfluous")


def main():
    arithmetic()
    conversions()
    reductions()
    parts()
    files()
    for name, make in PRINTED.items():
        case(f"print {name}", "print", str, make)
    for name, labels in LABELS.items():
        case(f"toCategorical {name}", "toCategorical", utils.to_categorical, labels)
        case(f"toCategorical {name} of 5", "toCategorical", lambda a: utils.to_categorical(a, 5), labels, classes=5)
    differences()
    if TOPIC.changed and not topics.checking():
        np.savez_compressed(TARGET, **arrays)


if __name__ == "__main__":
    topics.run(main)

"""What the fixture generators share: encoding of arrays, reproducible inputs, writing of files.

A fixture file is a JSON list of cases. Arrays are objects {"dtype", "shape", "data"}; floating-point
numbers are written so that float32 survives exactly. JUnit replays the files without Python.
"""
import base64
import json
import os
import sys

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")
import numpy as np

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def array(a):
    a = np.asarray(a)
    if a.dtype == np.float64:
        a = a.astype(np.float32)
    data = a.reshape(-1).tolist()
    if a.dtype == np.float32:
        data = [float(np.format_float_positional(np.float32(v), unique=True)) if np.isfinite(v) else str(v) for v in a.reshape(-1)]
    return {"dtype": str(a.dtype), "shape": list(a.shape), "data": data}


def packed(a):
    """As array, but the data as base64 of its little-endian bytes, for the larger files."""
    a = np.asarray(a)
    if a.dtype == np.float64:
        a = a.astype(np.float32)
    data = np.ascontiguousarray(a.astype(a.dtype.newbyteorder("<"))).tobytes()
    return {"dtype": str(a.dtype), "shape": list(a.shape), "base64": base64.b64encode(data).decode()}


def random(seed, *shape, low=-1.0, high=1.0):
    return np.random.default_rng(seed).uniform(low, high, shape).astype("float32")


def write(module, name, cases):
    """Writes cases to MODULE/src/test/resources/parity/NAME.json, one case a line."""
    folder = os.path.join(ROOT, module, "src", "test", "resources", "parity")
    os.makedirs(folder, exist_ok=True)
    path = os.path.join(folder, name + ".json")
    with open(path, "w", encoding="utf-8") as f:
        f.write("[\n" + ",\n".join(json.dumps(c, ensure_ascii=False) for c in cases) + "\n]\n")
    print(f"{len(cases)} cases -> {os.path.relpath(path, ROOT)}", file=sys.stderr)

"""What the generators share: encoding of arrays and reproducible inputs.

Arrays are objects {"dtype", "shape", "data"}; floating-point numbers are written so that float32
survives exactly.
"""
import base64
import os

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


def is_array(value):
    return isinstance(value, dict) and "shape" in value and ("data" in value or "base64" in value)


def decode(value):
    """Turns encoded arrays, at any depth, into arrays again."""
    if isinstance(value, list):
        return [decode(v) for v in value]
    if not is_array(value):
        return {k: decode(v) for k, v in value.items()} if isinstance(value, dict) else value
    if "base64" in value:
        flat = np.frombuffer(base64.b64decode(value["base64"]), np.dtype(value["dtype"]).newbyteorder("<"))
        flat = flat.astype(value["dtype"])
    else:
        flat = np.array([float(v) if isinstance(v, str) else v for v in value["data"]], value["dtype"])
    return flat.reshape(value["shape"])


def random(seed, *shape, low=-1.0, high=1.0):
    return np.random.default_rng(seed).uniform(low, high, shape).astype("float32")


def described(value):
    """A value of a config as short text: objects as Name(argument=value), the rest as JSON has it."""
    if isinstance(value, dict) and "class_name" in value:
        inside = value.get("config") or {}
        if not isinstance(inside, dict):
            return f"{value['class_name']}({inside})"
        return value["class_name"] + arguments({k: v for k, v in inside.items() if k not in ("name", "dtype", "trainable")})
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(described(v) for v in value) + "]"
    return str(value)


def arguments(config):
    return "(" + ", ".join(f"{k}={described(v)}" for k, v in config.items()) + ")"


def write(module, name, cases):
    """Writes or, with --check, compares a plain list of cases without texts, by their places."""
    import topics

    topics.write_list(module, name, cases)

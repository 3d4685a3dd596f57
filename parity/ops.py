"""keras.ops and keras.random: values, types and gradients.

A case has the name and arguments of KerasOps's method and what Keras computes. The test finds the
method by them.
"""
import common
import numpy as np
import keras
import tensorflow as tf
from keras import ops

cases = []


def encode(a):
    a = np.asarray(a)
    if a.dtype == np.uint32:
        a = a.astype("int32")  # Java has no such type
    data = [v if a.dtype.kind in "biu" else float(v) if np.isfinite(v) else str(v) for v in a.reshape(-1).tolist()]
    return {"dtype": str(a.dtype), "shape": list(a.shape), "data": data}


def argument(a):
    if isinstance(a, np.ndarray):
        return {"array": encode(a)}
    if isinstance(a, list) and a and isinstance(a[0], np.ndarray):
        return {"list": [encode(b) for b in a]}
    return a


def case(op, f, *args):
    """f gets the arrays among the arguments."""
    given = []
    for a in args:
        given += [a] if isinstance(a, np.ndarray) else a if isinstance(a, list) and a and isinstance(a[0], np.ndarray) else []
    inputs = [tf.constant(a) for a in given]
    variables = [x for x in inputs if x.dtype == tf.float32]
    with tf.GradientTape() as tape:
        tape.watch(variables)
        y = f(*inputs)
    results = list(y) if isinstance(y, (list, tuple)) else [y]
    entry = {"op": op, "args": [argument(a) for a in args], "y": [encode(r) for r in results]}
    y = results[0]
    if variables and y.dtype == tf.float32:
        dy = common.random(len(cases), *y.shape)
        dx = tape.gradient(y, variables, tf.constant(dy), unconnected_gradients="zero")
        entry["dy"] = encode(dy)
        entry["dx"] = [encode(tf.convert_to_tensor(d)) for d in dx]
    cases.append(entry)


def inputs():
    return {
        "float32": common.random(1, 2, 3, 4, low=-3, high=3),
        "float64": np.random.default_rng(2).uniform(-3, 3, (2, 3, 4)),
        "int32": np.random.default_rng(3).integers(-5, 6, (2, 3, 4)).astype("int32"),
        "int64": np.random.default_rng(4).integers(-5, 6, (2, 3, 4)),
        "uint8": np.random.default_rng(5).integers(0, 6, (2, 3, 4)).astype("uint8"),
        "bool": np.random.default_rng(6).random((2, 3, 4)) < 0.6,
    }


X = inputs()
SPECIAL = np.array([0.0, -0.0, np.nan, np.inf, -np.inf, 1.0, -1.0, 0.5, -0.5, 1.5, 2.5, 1e-30, 40.0], "float32")
V = common.random(9, 5, low=-2, high=2)
M = common.random(10, 3, 4, low=-2, high=2)

# Reductions
AXES = [[], [0], [-1], [1], [0, 2], [-1, 0], [2, 1, 0]]
for op in "sum mean var std max min prod all any".split():
    f = getattr(ops, op)
    for axes in AXES:
        for keep in (False, True):
            a = tuple(axes) if axes else None
            case(op, lambda x: f(x, axis=a, keepdims=keep), X["float32"], keep, axes)
    for dtype, x in X.items():
        case(op, lambda x: f(x, axis=1), x, [1])
    case(op, lambda x: f(x, axis=0), SPECIAL, [0])
    case(op, lambda x: f(x), np.array(2.5, "float32"), [])
case("prod", lambda x: ops.prod(x, axis=-1), np.array([[2, 0, 3], [0, 0, 1], [1, 2, -3]], "float32"), [-1])
case("max", lambda x: ops.max(x, axis=-1), np.array([[2, 2, 1], [3, 3, 3]], "float32"), [-1])
case("min", lambda x: ops.min(x, axis=-1), np.array([[2, 1, 1], [3, 3, 3]], "float32"), [-1])
case("std", lambda x: ops.std(x, axis=0), np.array([[1, 2], [3, 5], [4, 4]], "float32"), [0])
for op in ("argmax", "argmin"):
    f = getattr(ops, op)
    for dtype, x in X.items():
        if dtype == "bool":
            continue
        case(op, lambda x: f(x), x)
        for axis in (0, 1, -1):
            case(op, lambda x: f(x, axis=axis), x, axis)
    case(op, lambda x: f(x), np.array([0.0, -0.0, 0.0], "float32"))
    case(op, lambda x: f(x), np.array([3, 1, 3, 1], "float32"))
for dtype, x in X.items():
    case("cumsum", lambda x: ops.cumsum(x, axis=1), x, 1)
    case("countNonzero", lambda x: ops.count_nonzero(x, axis=-1), x, [-1])
case("cumsum", lambda x: ops.cumsum(x, axis=-1), M, -1)
case("countNonzero", lambda x: ops.count_nonzero(x), M, [])
for axes in AXES:
    a = tuple(axes) if axes else None
    for keep in (False, True):
        case("logsumexp", lambda x: ops.logsumexp(x, axis=a, keepdims=keep), X["float32"], keep, axes)
    if 0 < len(axes) < 3:
        case("norm", lambda x: ops.norm(x, axis=a), X["float32"], axes)
case("logsumexp", lambda x: ops.logsumexp(x, axis=-1), np.array([[1000, 1000], [-np.inf, -np.inf], [np.inf, 1]], "float32"), [-1])
case("norm", lambda x: ops.norm(x), M, [])
case("norm", lambda x: ops.norm(x, axis=-1), X["int32"], [-1])
case("norm", lambda x: ops.norm(x, axis=-1), X["float64"], [-1])
for order in (1, 2, 3, 0.5, float("inf"), float("-inf"), 0):
    case("vectorNorm", lambda x: ops.norm(x, ord=order, axis=1), X["float32"], order if np.isfinite(order) else str(order), 1)

# Element by element
NEAR = np.linspace(-0.95, 0.95, 13, dtype="float32")
ABOVE = np.array([0.01, 0.3, 1, 2.5, 7], "float32")
NAMES = """exp expm1 log log1p sqrt rsqrt reciprocal sin cos tan arcsin arccos arctan sinh cosh tanh erf floor ceil
square abs negative sign round isnan isinf isfinite logical_not relu relu6 elu selu sigmoid softplus softsign silu
log_sigmoid""".split()


def camel(name):
    head, *rest = name.split("_")
    return head + "".join(w.capitalize() for w in rest)


FLOAT_ONLY = "rsqrt erf relu relu6 elu selu sigmoid softplus softsign silu log_sigmoid".split()
for name in NAMES:
    f = getattr(ops, name)
    for x in (NEAR, ABOVE, X["float32"], SPECIAL):
        case(camel(name), lambda x: f(x), x)
    for dtype, x in X.items():
        if dtype == "float32" or (name in FLOAT_ONLY and dtype != "float64") or (dtype == "float64" and name in ("selu", "silu")):
            continue
        if dtype == "bool" and name in "square negative sign abs round".split():
            continue
        if name == "reciprocal" or (name == "negative" and dtype == "uint8"):
            continue  # an error in TensorFlow
        case(camel(name), lambda x: f(x), x)
for decimals in (0, 1, 2, -1):
    case("round", lambda x: ops.round(x, decimals), np.array([0.25, 1.05, -2.675, 15.0, 25.0], "float32"), decimals)
for slope in (0.2, 0.0, 1.5):
    case("leakyRelu", lambda x: ops.leaky_relu(x, slope), X["float32"], slope)
for x in (X["float32"], X["int32"], X["int64"], SPECIAL, np.array([-1, 2, 1, 5], "float32")):
    case("clip", lambda x: ops.clip(x, -1, 2), x, -1, 2)
case("clip", lambda x: ops.clip(x, -0.5, 1.25), X["float32"], -0.5, 1.25)
for axis in (0, 1, -1):
    case("softmax", lambda x: ops.softmax(x, axis=axis), X["float32"], axis)
    case("logSoftmax", lambda x: ops.log_softmax(x, axis=axis), X["float32"], axis)
    case("normalize", lambda x: ops.normalize(x, axis=axis), X["float32"], axis)
case("softmax", lambda x: ops.softmax(x), V)
case("logSoftmax", lambda x: ops.log_softmax(x), V)
case("softmax", lambda x: ops.softmax(x), X["float64"])

# Two tensors
A = common.random(20, 2, 1, 4, low=-3, high=3)
B = common.random(21, 3, 1, low=0.5, high=3)
BINARY = "add subtract multiply divide divide_no_nan floor_divide mod power maximum minimum".split()
COMPARE = "equal not_equal greater greater_equal less less_equal".split()
LOGIC = "logical_and logical_or logical_xor".split()
for name in BINARY + COMPARE + LOGIC:
    f = getattr(ops, name)
    case(camel(name), lambda a, b: f(a, b), np.abs(A) if name == "power" else A, B)
    case(camel(name), lambda a, b: f(a, b), np.array([1, 2, 2, -3, 0], "float32"), np.array([2, 2, 1, 2, 1], "float32"))
    for d1, a in X.items():
        for d2, b in X.items():
            a1, b1 = a[0, 0], b[1, 0]
            if name in "divide divide_no_nan floor_divide mod".split():
                b1 = np.where(b1 == 0, np.ones_like(b1), b1)
            if name == "power":
                a1, b1 = np.abs(a1.astype("int8")).astype(d1), np.abs(b1.astype("int8")).astype(d2)
            if d1 == d2 == "bool" and name in BINARY + COMPARE[2:] and not name.startswith("divide"):
                continue  # an error in TensorFlow
            case(camel(name), lambda a, b: f(a, b), a1, b1)
    if name in LOGIC:
        continue
    for d1, a in X.items():
        for number in (2, 0.5):
            if name in ("floor_divide", "mod") and number == 0.5 and "float" not in d1:
                continue
            if d1 == "bool" and name not in ("add", "multiply", "divide"):
                continue
            if name == "power" and d1 in ("uint8", "int32", "int64") and number == 0.5:
                a = np.abs(a)
            case(camel(name), lambda a: f(a, number), a[0, 0] if name != "power" else np.abs(a[0, 0]), number)
for name in ("subtract", "divide", "power"):
    f = getattr(ops, name)
    for x in (np.abs(M) + 0.5, np.abs(X["int32"][0]) + 1):
        case(camel(name), lambda a: f(2, a), 2, x.astype(x.dtype))
case("divideNoNan", lambda a, b: ops.divide_no_nan(a, b), M, np.array([1, 0, 2, 0], "float32"))
case("maximum", lambda a, b: ops.maximum(a, b), np.array([np.nan, 1], "float32"), np.array([0, np.nan], "float32"))
for d1, a in X.items():
    for d2, b in X.items():
        case("where", lambda c, a, b: ops.where(c, a, b), X["bool"][0], a[0], b[1])
case("where", lambda c, a: ops.where(c, a, 0), X["bool"][0], M, 0)
case("where", lambda c, a, b: ops.where(c, a, b), X["bool"][0], M, np.float32([[1], [2], [3]]))

# Shapes
x = X["float32"]
for shape in ([4, 6], [-1], [2, 2, -1], [24, 1]):
    case("reshape", lambda x: ops.reshape(x, shape), x, shape)
for order in ([], [2, 0, 1], [0, -1, 1]):
    case("transpose", lambda x: ops.transpose(x, order or None), x, order)
case("transpose", lambda x: ops.transpose(x), X["bool"], [])
case("swapaxes", lambda x: ops.swapaxes(x, 0, -1), x, 0, -1)
case("moveaxis", lambda x: ops.moveaxis(x, 0, -1), x, 0, -1)
case("moveaxis", lambda x: ops.moveaxis(x, -1, 0), x, -1, 0)
for axis in (0, 2, 3, -1, -4):
    case("expandDims", lambda x: ops.expand_dims(x, axis), x, axis)
one = common.random(30, 1, 3, 1, 2)
for axes in ([], [0], [-2], [0, 2]):
    case("squeeze", lambda x: ops.squeeze(x, tuple(axes) or None), one, axes)
case("concatenate", lambda a, b: ops.concatenate([a, b], 1), [x, x[:, :2]], 1)
case("concatenate", lambda a, b: ops.concatenate([a, b], -1), [x, x[:, :, :1] * 2], -1)
case("concatenate", lambda a, b: ops.concatenate([a, b], 0), [X["int32"], x], 0)
for axis in (0, 1, -1):
    case("stack", lambda a, b: ops.stack([a, b], axis), [x, x * 2], axis)
case("split", lambda x: ops.split(x, 2, -1), x, 2, -1)
case("split", lambda x: ops.split(x, 3, 1), x, 3, 1)
case("split", lambda x: ops.split(x, [1, 3], 2), x, [1, 3], 2)
case("unstack", lambda x: ops.unstack(x, axis=1), x, 1)
case("pad", lambda x: ops.pad(x, [[0, 0], [1, 2], [0, 1]]), x, [[0, 0], [1, 2], [0, 1]])
case("pad", lambda x: ops.pad(x, [[0, 0], [1, 2], [0, 1]], constant_values=2.5), x, 2.5, [[0, 0], [1, 2], [0, 1]])
for mode in ("reflect", "symmetric"):
    case("pad", lambda x: ops.pad(x, [[0, 0], [1, 2], [0, 1]], mode=mode), x, mode, [[0, 0], [1, 2], [0, 1]])
for repeats in ([2], [2, 1, 3], [2, 1, 1, 2]):
    case("tile", lambda x: ops.tile(x, repeats), x, repeats)
for axis in (0, 1, -1):
    case("repeat", lambda x: ops.repeat(x, 3, axis), x, 3, axis)
case("broadcastTo", lambda x: ops.broadcast_to(x, (5, 3, 4)), M, [5, 3, 4])
for axes in ([], [0], [1, -1]):
    case("flip", lambda x: ops.flip(x, tuple(axes) or None), x, axes)
for shift in (1, -1, 5, 0):
    case("roll", lambda x: ops.roll(x, shift, 1), x, shift, 1)
for axis in (0, 1, -1):
    case("take", lambda x, i: ops.take(x, i, axis), x, np.array([[1, 0, -1], [0, 0, 1]], "int32"), axis)
case("take", lambda x, i: ops.take(x, i, 0), x, np.array(1, "int64"), 0)
for axis in (0, 1, -1):
    i = np.argsort(x, axis).astype("int32")
    case("takeAlongAxis", lambda x, i: ops.take_along_axis(x, i, axis), x, i, axis)
case("takeAlongAxis", lambda x, i: ops.take_along_axis(x, i, 1), x, np.full((2, 1, 4), -1, "int32"), 1)
for k in (1, 2, 4):
    case("topK", lambda x: ops.top_k(x, k), x, k)
case("topK", lambda x: ops.top_k(x, 2), np.array([1, 3, 3, 2], "float32"), 2)
case("topK", lambda x: ops.top_k(x, 2), X["int32"], 2)
for axis in (-1, 0, 1):
    case("oneHot", lambda x: ops.one_hot(x, 4, axis), np.array([[0, 3, -1], [4, 1, 2]], "int32"), 4, axis)
case("oneHot", lambda x: ops.one_hot(x, 3), np.array([0, 2], "uint8"), 3)
for name in ("zerosLike", "onesLike"):
    f = ops.zeros_like if name == "zerosLike" else ops.ones_like
    for dtype, v in X.items():
        case(name, lambda x: f(x), v)
case("fullLike", lambda x: ops.full_like(x, 7), X["int32"], 7)
case("fullLike", lambda x: ops.full_like(x, 2.5), x, 2.5)
for d1, v in X.items():
    for d2 in X:
        case("cast", lambda x: ops.cast(x, d2), v, d2)

# Products
for s1, s2 in (((3, 4), (4, 2)), ((4,), (4, 2)), ((3, 4), (4,)), ((4,), (4,)), ((2, 3, 4), (4, 5)), ((2, 1, 3, 4), (5, 4, 2)),
               ((2, 3, 4), (4,)), ((4,), (2, 4, 3))):
    a, b = common.random(40, *s1), common.random(41, *s2)
    case("matmul", lambda a, b: ops.matmul(a, b), a, b)
for s1, s2 in (((3, 4), (4, 2)), ((4,), (4,)), ((2, 3, 4), (4,)), ((2, 3, 4), (5, 4, 2)), ((), (3,)), ((4,), (4, 2))):
    a, b = common.random(42, *s1), common.random(43, *s2)
    case("dot", lambda a, b: ops.dot(a, b), a, b)
for d1 in X:
    a = X[d1][0]
    case("matmul", lambda a, b: ops.matmul(a, b), a, X["int32"][1].T.copy())
    case("matmul", lambda a, b: ops.matmul(a, b), a, X["float32"][1].T.copy())
    if d1 not in ("uint8", "bool"):
        case("dot", lambda a, b: ops.dot(a, b), a, a.T.copy())
case("matmul", lambda a, b: ops.matmul(a, b), np.zeros((2, 0), "float32"), np.zeros((0, 3), "float32"))
case("outer", lambda a, b: ops.outer(a, b), V, M[0])
for equation, shapes in (("ij,jk->ik", [(3, 4), (4, 2)]), ("bij,bjk->bik", [(2, 3, 4), (2, 4, 5)]), ("ij->ji", [(3, 4)]),
                         ("ij->i", [(3, 4)]), ("bhqd,bhkd->bhqk", [(2, 2, 3, 4), (2, 2, 5, 4)]), ("...ij,jk->...ik", [(2, 3, 4), (4, 2)]),
                         ("i,j->ij", [(3,), (4,)]), ("ij,jk", [(3, 4), (4, 2)])):
    given = [common.random(50 + i, *s) for i, s in enumerate(shapes)]
    case("einsum", lambda *xs: ops.einsum(equation, *xs), equation, *given)

if __name__ == "__main__":
    common.write("api", "ops", cases)

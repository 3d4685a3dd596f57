"""Optimizers and learning-rate schedules: trajectories of weights and state, as Keras computes them.

Run with Keras installed: python parity/optimizers.py
"""
import common
import topics
from common import array

import keras
import numpy as np

O = keras.optimizers
S = keras.optimizers.schedules
OPTIMIZERS = topics.Topic("api", "optimizers", atol=1e-7)
SCHEDULES = topics.Topic("api", "schedules", atol=1e-9)
CONFIGS = topics.Topic("api", "optimizer_configs")

START = {
    "dense/kernel": np.round(common.random(1, 3, 4, low=-1, high=1), 2),
    "dense/bias": np.round(common.random(2, 4, low=-1, high=1), 2),
    "embedding/embeddings": np.round(common.random(3, 4, 2, low=-1, high=1), 2),
    "conv/kernel": np.round(common.random(4, 2, 2, 3, low=-1, high=1), 2),
    "scale": np.float32(0.5),
}
SMALL = {"dense/kernel": START["dense/kernel"][:2, :2], "dense/bias": START["dense/bias"][:2]}

CONSTANT = {"w": np.array([1, 2], "float32")}


def variables(start):
    made = []
    for path, value in start.items():
        scope, _, name = path.rpartition("/")
        with keras.name_scope(scope) if scope else keras.name_scope(""):
            made.append(keras.Variable(value, name=name, dtype="float32"))
    for v, path in zip(made, start):
        v._path = path
    return made


def gradients(start, steps, size, seed):
    if start is CONSTANT:
        return [[np.array([0.1, -0.2], "float32")]] * steps
    return [
        [np.round(common.random(seed + 100 * s + i, *v.shape, low=-size, high=size), 3) if v.shape else np.float32(0.1 * size * (s + 1))
         for i, v in enumerate(start.values())]
        for s in range(steps)
    ]


def case(name, cls, steps=4, start=SMALL, size=1.0, exclude=None, constraint=None, sets=None, **config):
    entry = OPTIMIZERS.case(f"{name}; {steps} steps of {', '.join(start)}", cls)
    if entry is None:
        return
    keras.utils.clear_session(free_memory=False)  # so that automatic names do not count on
    opt = getattr(O, cls)(**config)
    if exclude:
        opt.exclude_from_weight_decay(var_names=exclude)
    values = entry.given("start", lambda: list(start.values()))
    vs = variables(dict(zip(start, values)))
    if constraint:
        vs[0].constraint = constraint
    opt.build(vs)
    described = {k: v for k, v in opt.get_config().items() if k != "name"}
    grads = entry.given("gradients", lambda: gradients(start, steps, size, entry.seed))
    trajectory = []
    for s, g in enumerate(grads):
        if sets and s in sets:
            opt.learning_rate = sets[s]
        opt.apply([keras.ops.convert_to_tensor(x) for x in g], vs)
        trajectory.append([array(v.numpy()) for v in vs])
    entry.keep(**{
        "name": name,
        "class": cls,
        "config": described,
        "exclude": exclude or [],
        "unitNorm": bool(constraint),
        "sets": sets or {},
        "paths": list(start),
        "start": [array(v) for v in values],
        "gradients": [[array(x) for x in g] for g in grads],
        "trajectory": trajectory,
        "state": [{"name": v.name, "value": array(v.numpy())} for v in opt.variables],
        "iterations": int(opt.iterations),
    })


ARGUMENTS = {
    "SGD": [{"learning_rate": 0.1}, {"learning_rate": 0.1, "momentum": 0.9},
            {"learning_rate": 0.1, "momentum": 0.8, "nesterov": True}],
    "RMSprop": [{}, {"learning_rate": 0.02, "rho": 0.8, "momentum": 0.5, "epsilon": 1e-3},
                {"learning_rate": 0.02, "centered": True}, {"momentum": 0.5, "centered": True}],
    "Adam": [{}, {"learning_rate": 0.05, "beta_1": 0.8, "beta_2": 0.9, "epsilon": 1e-2},
             {"learning_rate": 0.05, "amsgrad": True, "beta_2": 0.5}],
    "AdamW": [{}, {"learning_rate": 0.05, "weight_decay": 0.3, "amsgrad": True, "beta_2": 0.5}],
    "Adamax": [{}, {"learning_rate": 0.05, "beta_1": 0.8, "beta_2": 0.9, "epsilon": 1e-2}],
    "Nadam": [{}, {"learning_rate": 0.05, "beta_1": 0.8, "beta_2": 0.9, "epsilon": 1e-2}],
    "Adagrad": [{}, {"learning_rate": 0.1, "initial_accumulator_value": 0.0, "epsilon": 1e-2}],
    "Adadelta": [{}, {"learning_rate": 1.0, "rho": 0.8, "epsilon": 1e-3}],
    "Adafactor": [{}, {"learning_rate": 0.1, "beta_2_decay": -0.5, "clip_threshold": 0.5, "epsilon_2": 0.1,
                       "relative_step": False}],
    "Ftrl": [{}, {"learning_rate": 0.1, "l1_regularization_strength": 0.2, "l2_regularization_strength": 0.1,
                  "l2_shrinkage_regularization_strength": 0.3, "beta": 0.1},
             {"learning_rate": 0.1, "learning_rate_power": -0.8, "initial_accumulator_value": 0.5}],
    "Lion": [{}, {"learning_rate": 0.1, "beta_1": 0.5, "beta_2": 0.7}],
    "Lamb": [{}, {"learning_rate": 0.1, "beta_1": 0.8, "epsilon": 1e-2}],
    "ScheduleFreeAdamW": [{}, {"learning_rate": 0.1, "beta_1": 0.7, "warmup_steps": 3}],
    "Muon": [{}, {"learning_rate": 0.1, "nesterov": False, "rms_rate": None, "weight_decay": None, "ns_steps": 3,
                  "exclude_embeddings": False, "adam_lr_ratio": 0.5, "adam_weight_decay": None},
             {"learning_rate": 0.1, "exclude_layers": ["dense"]}],
}
STEPS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 14, 15, 20, 21, 23, 25, 27, 29, 30, 31, 35, 40, 69, 70, 71, 100, 150, 1000]


def main():
    for cls, variants in ARGUMENTS.items():
        for i, config in enumerate(variants):
            tag = cls + "".join(f" {k}={v}" for k, v in config.items())
            if i == 0:
                case(tag + ", all shapes", cls, steps=3, start=START, **config)
                case(tag + ", tiny gradients", cls, steps=3, size=1e-6, **config)
            else:
                case(tag, cls, start=START if cls == "Muon" else SMALL, **config)
        # What all optimizers share, through each rule.
        case(f"{cls}, accumulation", cls, steps=5, gradient_accumulation_steps=2, learning_rate=0.1)
        case(f"{cls}, everything", cls, steps=5, gradient_accumulation_steps=2, learning_rate=0.1, weight_decay=0.2,
             clipnorm=0.3, use_ema=True, ema_momentum=0.7, ema_overwrite_frequency=2, exclude=["bias"],
             constraint=keras.constraints.UnitNorm())

    for cls in ARGUMENTS:
        case(f"{cls}, constant gradient", cls, steps=3, start=CONSTANT, **({"learning_rate": 0.1} if cls == "SGD" else {}))
    SGD = {"learning_rate": 0.1}
    case("momentum, constant gradient", "SGD", steps=3, start=CONSTANT, **SGD, momentum=0.9)
    case("Nesterov momentum, constant gradient", "SGD", steps=3, start=CONSTANT, **SGD, momentum=0.9, nesterov=True)
    case("clipnorm", "SGD", **SGD, clipnorm=0.3)
    case("clipvalue", "SGD", **SGD, clipvalue=0.3)
    case("global clipnorm", "SGD", **SGD, global_clipnorm=0.3)
    case("global clipnorm that is not reached", "SGD", **SGD, global_clipnorm=30.0)
    case("weight decay", "SGD", **SGD, momentum=0.9, weight_decay=0.2)
    case("weight decay without bias", "SGD", **SGD, weight_decay=0.2, exclude=["bias"])
    case("weight decay without the dense layer", "SGD", **SGD, start=START, weight_decay=0.2, exclude=["^dense", "scale"])
    case("moving average", "SGD", **SGD, use_ema=True, ema_momentum=0.9)
    case("moving average, overwriting", "Adam", learning_rate=0.1, steps=6, use_ema=True, ema_momentum=0.8,
         ema_overwrite_frequency=3)
    case("accumulation of 3, moving average", "Adam", learning_rate=0.1, steps=7, gradient_accumulation_steps=3, use_ema=True,
         ema_momentum=0.5)
    case("constraint", "SGD", **SGD, constraint=keras.constraints.UnitNorm())
    case("loss scale", "SGD", **SGD, loss_scale_factor=8.0)
    case("learning rate changes", "Adam", steps=4, learning_rate=0.1, sets={2: 0.01})
    for cls in ["SGD", "AdamW", "Ftrl"]:
        case(f"{cls} with a schedule", cls, learning_rate=S.ExponentialDecay(0.1, 2, 0.5))
    case("schedule and accumulation", "SGD", steps=6, learning_rate=S.PiecewiseConstantDecay([1, 3], [0.1, 0.05, 0.01]),
         gradient_accumulation_steps=2)

    schedules = [
        S.ExponentialDecay(0.1, 10, 0.5), S.ExponentialDecay(0.1, 10, 0.5, staircase=True),
        S.PiecewiseConstantDecay([2, 5], [1.0, 0.5, 0.1]), S.PiecewiseConstantDecay([7.5], [0.1, 0.2]),
        S.PolynomialDecay(0.1, 10, 0.01), S.PolynomialDecay(0.1, 10, 0.01, power=2.0, cycle=True),
        S.PolynomialDecay(0.1, 10, power=0.5),
        S.InverseTimeDecay(0.1, 10, 0.5), S.InverseTimeDecay(0.1, 3, 0.5, staircase=True),
        S.CosineDecay(0.1, 10), S.CosineDecay(0.1, 10, alpha=0.1),
        S.CosineDecay(0.0, 10, warmup_target=0.1, warmup_steps=4), S.CosineDecay(0.05, 7.5, 0.2, warmup_target=0.1, warmup_steps=3),
        S.CosineDecayRestarts(0.1, 10), S.CosineDecayRestarts(0.1, 10, t_mul=2.0, m_mul=0.5, alpha=0.1),
        S.CosineDecayRestarts(0.1, 5, t_mul=1.0, m_mul=0.9), S.CosineDecayRestarts(0.1, 7, t_mul=1.5),
        S.CosineDecayRestarts(0.1, 10, t_mul=1.3), S.CosineDecayRestarts(0.1, 10, t_mul=1.7, alpha=0.3),
    ]
    for s in schedules:
        cls = type(s).__name__
        if one := SCHEDULES.case(cls + common.arguments({k: v for k, v in s.get_config().items() if k != "name"}), cls):
            one.keep(**{"class": cls, "config": s.get_config(), "steps": STEPS, "rates": array([float(s(k)) for k in STEPS])})

    for cls in ARGUMENTS:
        if one := CONFIGS.case(cls):
            keras.utils.clear_session(free_memory=False)
            one.keep(**{"class": cls, "config": getattr(O, cls)().get_config()})


if __name__ == "__main__":
    topics.run(main)

"""Writes gaussian_process.json: scikit-learn's regressor with KerasTuner's settings on random data.

Run from the repository root with a Python that has keras-tuner, scikit-learn and scipy:
    python parity/tuner_gaussian_process.py
"""
import json
import pathlib
import time

import numpy as np
import scipy.optimize
from sklearn.gaussian_process import GaussianProcessRegressor
from sklearn.gaussian_process.kernels import Matern

OUT = pathlib.Path(__file__).parents[1] / "tuner/src/test/resources/org/keras4j/tuner/gp/gaussian_process.json"
BETA = 2.6
# (observations, dimensions, alpha, target)
CASES = [
    (3, 1, 1e-4, "smooth"),
    (9, 3, 1e-4, "smooth"),
    (20, 2, 1e-4, "noisy"),
    (30, 5, 1e-4, "smooth"),
    (40, 4, 1e-2, "noise"),
    (25, 3, 1e-4, "grid"),
    (6, 2, 1e-4, "constant"),
]


def targets(kind, x, rng):
    smooth = np.sin(5 * x[:, 0]) + (x**2).sum(axis=1)
    return {
        "smooth": smooth,
        "grid": smooth,
        "noisy": smooth + 0.1 * rng.standard_normal(len(x)),
        "noise": rng.standard_normal(len(x)),
        "constant": np.full(len(x), 0.25),
    }[kind]


result = []
for seed, (n, d, alpha, kind) in enumerate(CASES):
    rng = np.random.default_rng(seed)
    x = rng.uniform(size=(n, d))
    if kind == "grid":  # as stepped hyperparameters give, with repetitions
        x = (np.floor(x * 4) + 0.5) / 4
    y = targets(kind, x, rng)
    gpr = GaussianProcessRegressor(
        kernel=Matern(nu=2.5), n_restarts_optimizer=20, normalize_y=True, alpha=alpha, random_state=seed)
    gpr.fit(x, y)
    q = rng.uniform(size=(8, d))
    q[0] = x[0]
    mean, std = gpr.predict(q, return_std=True)

    def bound(p):
        m, s = gpr.predict(p.reshape(1, -1), return_std=True)
        return (m - BETA * s)[0]

    starts = np.random.RandomState(seed).uniform(size=(50, d))
    start = time.time()
    minima = [scipy.optimize.minimize(bound, s, bounds=[[0, 1]] * d, method="L-BFGS-B") for s in starts]
    best = min(minima, key=lambda m: m.fun)
    print(n, d, kind, gpr.kernel_, gpr.log_marginal_likelihood_value_, best.x, best.fun, time.time() - start)
    result.append(dict(
        seed=seed, alpha=alpha, kind=kind, x=x.tolist(), y=y.tolist(), q=q.tolist(),
        length_scale=float(gpr.kernel_.length_scale),
        log_likelihood=float(gpr.log_marginal_likelihood_value_),
        mean=mean.tolist(), std=std.tolist(), best_x=best.x.tolist(), best_bound=float(best.fun)))
OUT.parent.mkdir(parents=True, exist_ok=True)
OUT.write_text(json.dumps({"beta": BETA, "cases": result}) + "\n")

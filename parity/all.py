"""Runs every generator in this folder with the installed Keras and rewrites all fixtures.

Afterwards `git diff --stat` tells whether anything differs from what the tests replay; with another
version of TensorFlow last digits may.
"""
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
SKIP = {"all.py", "common.py", "tuner_bayesian_quality.py", "tuner_interop_check.py"}
failed = []
for script in sorted(HERE.glob("*.py")):
    if script.name not in SKIP:
        print(script.name, flush=True)
        if subprocess.run([sys.executable, script.name], cwd=HERE).returncode:
            failed.append(script.name)
sys.exit(f"failed: {', '.join(failed)}" if failed else 0)

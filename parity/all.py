"""Runs the generators in this folder with the installed Keras.

    python parity/all.py                          writes what differs by more than rounding
    python parity/all.py --check                  writes nothing; exit 1 if anything differs
    python parity/all.py --check --only layers.Dense

The installed versions should be those of requirements.txt; with others differences are what you want to see.
"""
import argparse
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
NOTHING = 3  # as in topics.py, which needs NumPy
TOPIC = r'(?:Topic|Texts|(?:common\.)?\bwrite)\(\s*"\w+", "(\w+)"'
NO_GENERATORS = {
    "all.py",
    "chapter_search.py",
    "common.py",
    "compare.py",
    "curves.py",
    "files.py",
    "keras_files_fixtures.py",
    "model_configs_check.py",
    "saved_models_check.py",
    "texts.py",
    "topics.py",
    "tuner_bayesian_likeness.py",
    "tuner_interop_check.py",
    "tuner_models_check.py",
    "weights_h5.py",
    "weights_h5_fixtures.py",
}

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if something differs")
parser.add_argument("--only", metavar="TOPIC[.CLASS]", help="only one topic, or one class of it")
options = parser.parse_args()

arguments = ["--check"] if options.check else []
scripts = [s for s in sorted(HERE.glob("*.py")) if s.name not in NO_GENERATORS]
if options.only:
    topic = options.only.partition(".")[0]
    arguments += ["--only", options.only]
    topics = {s: re.findall(TOPIC, s.read_text(encoding="utf-8")) for s in scripts}
    scripts = [s for s in scripts if topic in topics[s]]
    if not scripts:
        sys.exit(f"No topic {topic}; there are {', '.join(sorted(t for all in topics.values() for t in all))}")
statuses = {}
for script in scripts:
    print(script.name, flush=True)
    statuses[script.name] = subprocess.run([sys.executable, script.name, *arguments], cwd=HERE).returncode
failed = [name for name, status in statuses.items() if status not in (0, NOTHING)]
if all(status == NOTHING for status in statuses.values()):
    sys.exit(f"Nothing is called {options.only}")
sys.exit(f"{'different' if options.check else 'failed'}: {', '.join(failed)}" if failed else 0)

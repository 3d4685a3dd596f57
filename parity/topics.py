"""Fixture files: cases that are found by their text, compared with what is stored, and written.

A topic is one file NAME.json, or a folder NAME with one file for each class. A file is an object with
the versions of the packages that computed its latest change and a list of cases, one a line. The text
of a case stands in its field "case" and says what is special about it; it is the same in script and
file whatever stands before it.

The inputs in a file are the truth: a script asks for them with Case.given, and only for a case that is
new they are drawn, from a seed that its text gives. So a case keeps its inputs wherever it moves, and
running a script again compares what Keras computes from them today with what is stored.
"""
import argparse
import hashlib
import importlib.metadata
import json
import os
import sys

import common
import compare
import numpy as np

NOTHING = 3  # the exit status where --only leaves nothing in
_topics = []
_options = argparse.Namespace(check=False, only=None)


def _version(package):
    for name in (package, package + "-cpu"):
        try:
            return importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            pass
    raise ModuleNotFoundError(f"{package} is not installed; see parity/requirements.txt")


def register(topic):
    """Lets run finish a topic when the cases are declared."""
    _topics.append(topic)


def checking():
    return _options.check


def wanted(name, cls=None):
    """Whether --only leaves a topic, or a class in it, in."""
    if _options.only is None:
        return True
    topic, _, only = _options.only.partition(".")
    return topic == name and (not only or only == cls)


class File:
    """One file of cases: what is stored and what was computed anew."""

    def __init__(self, path):
        self.path, self.head, self.stored, self.fresh = path, {}, {}, {}
        if os.path.exists(path):
            with open(path, encoding="utf-8") as f:
                self.head = json.load(f)
            self.versions = self.head.pop("versions")
            self.stored = {c["case"]: c for c in self.head.pop("cases")}

    @property
    def gone(self):
        return [text for text in self.stored if text not in self.fresh]

    def write(self, versions, head):
        """Writes the cases; each but the first begins with the comma, so that a new one is one new line."""
        os.makedirs(os.path.dirname(self.path), exist_ok=True)
        top = "".join(f"{json.dumps(k)}: {json.dumps(v)}, " for k, v in {"versions": versions, **head}.items())
        lines = "\n,".join(json.dumps(c, ensure_ascii=False) for c in self.fresh.values())
        with open(self.path, "w", encoding="utf-8", newline="\n") as f:
            f.write("{" + top + '"cases": [\n' + lines + "\n]}\n")


class Topic:
    """A file, or with cases that have a class a folder of files, below MODULE/src/test/resources.

    Numbers are compared with the tolerance atol + rtol × the largest of their array.
    """

    def __init__(self, module, name, rtol=1e-5, atol=1e-6, folder="parity", packages=("keras", "tensorflow", "numpy"), head=None):
        self.name, self.rtol, self.atol, self.head = name, rtol, atol, head or {}
        self.place = os.path.join(common.ROOT, module, "src", "test", "resources", *folder.split("/"), name)
        self.packages, self.files, self.largest, self.reports = packages, {}, compare.Difference(), []
        self.changed = self.new = 0
        register(self)

    def case(self, text, cls=None):
        """Begins a case; returns None where --only leaves it out."""
        if not wanted(self.name, cls):
            return None
        path = os.path.join(self.place, cls + ".json") if cls else self.place + ".json"
        if path not in self.files:
            self.files[path] = File(path)
        return Case(self, self.files[path], text)

    def report(self, what):
        """Counts a difference that lies outside the cases."""
        self.changed += 1
        self.reports.append(f"differs: {what}")

    def _keep(self, file, text, value):
        if text in file.fresh:
            raise ValueError(f"{os.path.relpath(file.path, common.ROOT)}: two cases have the text {text!r}")
        stored = file.stored.get(text)
        if stored is None:
            self.new += 1
            self.reports.append(f"new: {text}")
        else:
            difference = compare.compare(stored, value, self.rtol, self.atol)
            self.largest.meet(difference.excess, difference.amount, f"{text}: {difference.where}")
            if difference.excess <= 1:
                value = stored
            else:
                self.changed += 1
                self.reports.append(f"differs: {text}: by {difference}")
        file.fresh[text] = value

    def _superfluous(self):
        """The files of classes that no case has any more."""
        if _options.only is not None or not os.path.isdir(self.place):
            return []
        return [p for f in sorted(os.listdir(self.place)) if (p := os.path.join(self.place, f)) not in self.files]

    def finish(self):
        """Writes what changed, or only reports it; returns whether anything did, None if nothing was asked for."""
        if not self.files and not wanted(self.name):
            return None
        gone = [t for f in self.files.values() for t in f.gone] + [os.path.basename(p) for p in self._superfluous()]
        self.reports += [f"gone: {t}" for t in gone]
        written = 0
        for file in self.files.values():
            moved = list(file.stored) != list(file.fresh)
            if moved or file.stored != file.fresh or file.head != self.head:
                written += 1
                if not _options.check:
                    file.write({p: _version(p) for p in self.packages}, self.head)
        if not _options.check:
            for path in self._superfluous():
                os.remove(path)
        count = sum(len(f.fresh) for f in self.files.values())
        print(f"{self.name}: {count} cases in {len(self.files)} files, {self.new} new, {self.changed} differ, {len(gone)} gone, "
              f"{written} files {'would change' if _options.check else 'written'}; largest difference {self.largest}", flush=True)
        for line in self.reports:
            print("  " + line)
        return bool(self.new or self.changed or gone or written)


class Case:
    """One case: a script asks for its inputs, then keeps what Keras computes from them."""

    def __init__(self, topic, file, text):
        self.topic, self.file, self.text = topic, file, text
        self.stored = file.stored.get(text)
        self.seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "little")
        self.rng = np.random.default_rng(self.seed)

    def given(self, name, make):
        """Returns an input as the file has it; for a new case what make returns, in the type it is stored in.

        A name like "batches/0/y" leads into what is stored.
        """
        value = self.stored
        for step in name.split("/"):
            if value is None:
                return make()
            value = value[int(step)] if isinstance(value, list) else value[step]
        return common.decode(value)

    def keep(self, **fields):
        """Ends the case with all its fields, inputs and results."""
        value = json.loads(json.dumps({"case": self.text, **fields}))
        self.topic._keep(self.file, self.text, value)


def parse():
    """Reads the options that all scripts have."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if something differs")
    parser.add_argument("--only", metavar="TOPIC[.CLASS]", help="only one topic, or one class of it: layers.Dense")
    parser.parse_args(namespace=_options)


def write_list(module, name, cases):
    """Writes or compares a file that is only a list."""
    parse()
    path = os.path.join(common.ROOT, module, "src", "test", "resources", "parity", name + ".json")
    fresh, stored = json.loads(json.dumps(cases)), None
    if os.path.exists(path):
        with open(path, encoding="utf-8") as f:
            stored = json.load(f)
    largest = compare.compare(stored, fresh, 1e-5, 1e-6)
    print(f"{name}: {len(cases)} cases; largest difference {largest}", flush=True)
    if largest.excess > 1:
        if _options.check:
            sys.exit(1)
        with open(path, "w", encoding="utf-8", newline="\n") as f:
            f.write("[\n" + ",\n".join(json.dumps(c, ensure_ascii=False) for c in fresh) + "\n]\n")


def run(main):
    """Runs a script: main declares the cases, then the topics are compared and written."""
    parse()
    main()
    outcomes = [t.finish() for t in _topics]
    if all(o is None for o in outcomes):
        sys.exit(NOTHING)
    sys.exit(1 if any(outcomes) and _options.check else 0)

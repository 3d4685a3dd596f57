"""Fixture files that have a format of their own, without versions: a text, or the JSON of another program."""
import json
import os

import common
import compare
import topics


class Texts:
    """Files below MODULE/src/test/resources/FOLDER; JSON is compared with a tolerance, the rest as it is.

    Before JSON is compared, comparable takes out of it what no two runs have alike.
    """

    def __init__(self, module, name, folder, rtol=1e-6, comparable=lambda value: value):
        self.name, self.rtol, self.comparable, self.fresh = name, rtol, comparable, {}
        self.folder = os.path.join(common.ROOT, module, "src", "test", "resources", *folder.split("/"))
        topics.register(self)

    def keep(self, file, text):
        self.fresh[file] = text

    def finish(self):
        if not topics.wanted(self.name):
            return None
        different = []
        for file, text in self.fresh.items():
            path = os.path.join(self.folder, file)
            if not self._same(path, text):
                different.append(file)
                if not topics.checking():
                    os.makedirs(os.path.dirname(path), exist_ok=True)
                    with open(path, "w", encoding="utf-8", newline="\n") as f:
                        f.write(text)
        print(f"{self.name}: {len(self.fresh)} files, {len(different)} differ {different or ''}", flush=True)
        return bool(different)

    def _same(self, path, text):
        if not os.path.exists(path):
            return False
        with open(path, encoding="utf-8") as f:
            stored = f.read()
        if path.endswith(".json"):
            old, new = (self.comparable(json.loads(t)) for t in (stored, text))
            return compare.compare(old, new, self.rtol, 1e-9).excess <= 1
        return stored == text

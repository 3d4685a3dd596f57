"""What Keras finds by a name, and the configs of objects that are made with nothing but what they need.

The classes, and the arguments they need, are those of the fixtures by class that are stored.
"""
import inspect
import json
import os

import common
import topics

import keras

NAMES = topics.Topic("api", "names")
DEFAULTS = {"api": topics.Topic("api", "defaults"), "augment": topics.Topic("augment", "defaults")}
FOLDERS = {"layers": keras.layers, "initializers": keras.initializers, "regularizers": keras.regularizers,
           "constraints": keras.constraints, "schedules": keras.optimizers.schedules}


def needed(cls, config):
    parameters = inspect.signature(cls).parameters.values()
    return {p.name: config[p.name] for p in parameters if p.default is p.empty and p.name in config}


def defaults(module, folder, namespace):
    path = os.path.join(common.ROOT, module, "src", "test", "resources", "parity", folder)
    for file in sorted(os.listdir(path) if os.path.isdir(path) else []):
        name = file.removesuffix(".json")
        if case := DEFAULTS[module].case(f"{namespace.__name__.rpartition('.')[2]}.{name}"):
            with open(os.path.join(path, file), encoding="utf-8") as f:
                config = json.load(f)["cases"][0]["config"]
            cls = getattr(namespace, name)
            arguments = needed(cls, config)
            keras.utils.set_random_seed(1)  # some configs have the seed that was drawn
            made = cls(**arguments).get_config()
            made.pop("name", None)
            case.keep(**{"kind": folder, "class": name, "arguments": arguments, "config": made})


def names():
    for kind in ("losses", "metrics", "optimizers", "initializers", "regularizers", "constraints"):
        if case := NAMES.case(kind):
            found = getattr(keras.src, kind).ALL_OBJECTS_DICT
            case.keep(**{"names": {k: found[k].__name__ for k in sorted(found)}})


def main():
    names()
    for module in DEFAULTS:
        for folder, namespace in FOLDERS.items():
            defaults(module, folder, namespace)


if __name__ == "__main__":
    topics.run(main)

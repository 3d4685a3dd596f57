"""Lets Keras read the models that ModelConfigParityTest wrote, and write them again.

Run after the test, from the repository root, with a Python that has keras:
    python parity/model_configs_check.py
"""
import json
import pathlib
import sys

import common  # before Keras: it silences TensorFlow
import keras

FOLDER = pathlib.Path(__file__).parents[1] / "api/target/model-configs"
MASKS = ("NotEqual", "Any", "LogicalOr", "ExpandDims", "ZerosLike", "Concatenate")


def plain(value):
    """Without the operations on masks, which Keras makes when it calls the layers, and without whether a
    Sequential is trainable, which Keras writes but does not read; 1 is 1.0."""
    if isinstance(value, dict):
        if value.get("class_name") == "Sequential":
            value["config"].pop("trainable")
        value = {k: plain(v) for k, v in value.items()}
        mask = value.get("mask")
        if isinstance(mask, dict) and mask.get("class_name") == "__keras_tensor__":
            value["mask"] = None
        return value
    if isinstance(value, list):
        return [plain(v) for v in value
                if not (isinstance(v, dict) and str(v.get("module")).startswith("keras.src.ops") and v["class_name"] in MASKS)]
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


failed, texts = [], 0
files = sorted(FOLDER.glob("*.json"))
for file in files:
    keras.utils.clear_session(free_memory=False)
    text = file.read_text(encoding="utf-8")
    try:
        model = keras.models.model_from_json(text)
        again = model.to_json()
    except Exception as e:
        failed.append(f"{file.name}: {type(e).__name__} {str(e)[:300]}")
        continue
    texts += text == again
    if plain(json.loads(text)) != plain(json.loads(again)):
        failed.append(f"{file.name}: Keras writes {again}\n  instead of {text}")
for line in failed:
    print(line)
print(f"{len(files) - len(failed)} of {len(files)} models are read and written the same, {texts} to the last character")
sys.exit(1 if failed or not files else 0)

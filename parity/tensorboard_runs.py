"""Lets TensorBoard read the runs that TensorBoardRunsTest left behind, and compares with the record beside them.

Run after that test, from the repository root, with the package tensorboard (TensorFlow is not needed):
    python parity/tensorboard_runs.py [RUNS RECORD]

The HParams plugin's own classes must find the experiment with its domains, and each training as a session of its
trial's group, with values, status, score and last metrics; the scalars must be those of every epoch.
"""
import json
import pathlib
import sys

import numpy as np
from tensorboard.backend.event_processing import data_provider, plugin_event_multiplexer
from tensorboard.context import RequestContext
from tensorboard.plugins import base_plugin
from tensorboard.plugins.hparams import api_pb2, backend_context, list_session_groups
from tensorboard.plugins.hparams import get_experiment
from tensorboard.plugins.scalar import metadata as scalars

FOLDER = pathlib.Path(__file__).resolve().parents[1] / "tuner/target/tensorboard-runs"
STATUS = {"COMPLETED": api_pb2.STATUS_SUCCESS, "RUNNING": api_pb2.STATUS_UNKNOWN}


def open_runs(folder):
    runs = plugin_event_multiplexer.EventMultiplexer()
    runs.AddRunsFromDirectory(str(folder))
    runs.Reload()
    provider = data_provider.MultiplexerDataProvider(runs, str(folder))
    return provider, backend_context.Context(base_plugin.TBContext(data_provider=provider))


def python(value):
    return getattr(value, value.WhichOneof("kind"))


def check_sessions(groups, record):
    found = {group.name: group for group in groups}
    assert set(found) == {trial["trial_id"] for trial in record}, set(found)
    for trial in record:
        group = found[trial["trial_id"]]
        values = {name: python(value) for name, value in group.hparams.items()}
        assert values == trial["values"], (values, trial["values"])
        assert len(group.sessions) == max(1, len(trial["executions"]))
        for i, session in enumerate(sorted(group.sessions, key=lambda s: s.name)):
            assert session.status == STATUS.get(trial["status"], api_pb2.STATUS_FAILURE), session
            metrics = {(m.name.group, m.name.tag): m.value for m in session.metric_values}
            last = {}
            if trial["score"] is not None:
                last["", "score"] = trial["score"]
            for epoch in trial["executions"][i]["epochs"] if trial["executions"] else []:
                for name, value in epoch["logs"].items():
                    last[place(name)] = value
            assert metrics.keys() == last.keys(), (metrics, last)
            for key, value in last.items():
                np.testing.assert_equal(np.float32(metrics[key]), np.float32(value), str(key))


def place(name):
    return ("validation", "epoch_" + name[4:]) if name.startswith("val_") else ("train", "epoch_" + name)


def check_scalars(provider, ctx, record):
    count = 0
    read = provider.read_scalars(ctx, experiment_id="", plugin_name=scalars.PLUGIN_NAME, downsample=100000)
    for trial in record:
        for i, execution in enumerate(trial["executions"]):
            expected = {}
            for epoch in execution["epochs"]:
                for name, value in epoch["logs"].items():
                    expected.setdefault(place(name), []).append((epoch["epoch"], np.float32(value)))
            for (group, tag), points in expected.items():
                run = read[f"{trial['trial_id']}/execution{i}/{group}"]
                np.testing.assert_equal([(p.step, np.float32(p.value)) for p in run[tag]], points)
                count += len(points)
    return count


def main(runs, record):
    record = json.loads(pathlib.Path(record).read_text())["trials"]
    provider, context = open_runs(runs)
    ctx = RequestContext()
    experiment = get_experiment.Handler(ctx, context, "", api_pb2.GetExperimentRequest()).run()
    for info in experiment.hparam_infos:
        domain = info.domain_interval if info.HasField("domain_interval") else list(info.domain_discrete)
        print(info.name, api_pb2.DataType.Name(info.type), str(domain).replace("\n", " "))
    print([(m.name.group, m.name.tag) for m in experiment.metric_infos])
    assert {h for t in record for h in t["values"]} <= {info.name for info in experiment.hparam_infos}
    request = api_pb2.ListSessionGroupsRequest(
        start_index=0, slice_size=100000, aggregation_type=api_pb2.AGGREGATION_AVG,
        allowed_statuses=list(api_pb2.Status.values()),
        col_params=[api_pb2.ColParams(metric=m.name) for m in experiment.metric_infos])
    response = list_session_groups.Handler(ctx, context, "", request).run()
    check_sessions(response.session_groups, record)
    print(f"{len(record)} trials and {check_scalars(provider, ctx, record)} scalars are as recorded")


if __name__ == "__main__":
    main(*(sys.argv[1:] or [FOLDER / "runs", FOLDER / "record.json"]))

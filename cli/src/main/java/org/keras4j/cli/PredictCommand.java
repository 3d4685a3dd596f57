package org.keras4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keras4j.Predictor;
import org.keras4j.core.Signature;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Npy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Computes the outputs of a model. */
@Command(
    name = "predict",
    description = "Computes the outputs of a model, also of the folder of a SavedModel.",
    mixinStandardHelpOptions = true)
final class PredictCommand extends ModelCommand {

  @Mixin private final Samples x = new Samples();

  @Option(
      names = "--out",
      paramLabel = "Y.npy",
      required = true,
      description = "Where predictions go; once for each output, in their order.")
  private List<Path> out = List.of();

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      converter = PositiveNumber.class,
      description = "Samples that are computed at once, by default ${DEFAULT-VALUE}.")
  private int batchSize = 32;

  @Override
  Map<String, ? extends @Nullable Object> result() throws IOException {
    List<Path> others = new ArrayList<>(x.files());
    others.add(file());
    for (Path one : out) {
      requireOther(one, others);
      OutputPath.requireFile(one);
      others.add(one);
    }
    List<NDArray> samples = x.read();
    int n = x.count(samples);
    try (Predictor predictor = Predictor.load(file())) {
      List<Signature.TensorInfo> outputs = predictor.describe().outputs();
      requireEach("--x", samples.size(), predictor.describe().inputNames());
      requireEach("--out", out.size(), predictor.describe().outputNames());
      List<NDArray> predictions = new Batches(predictor, batchSize).predict(samples, n);
      List<Map<String, @Nullable Object>> written = new ArrayList<>();
      for (int i = 0; i < predictions.size(); i++) {
        Npy.write(out.get(i), predictions.get(i));
        Map<String, @Nullable Object> one = fields();
        one.put("name", outputs.get(i).name());
        one.put("shape", shape(predictions.get(i).shape()));
        one.put("file", out.get(i).toString());
        written.add(one);
      }
      Map<String, @Nullable Object> all = fields();
      all.put("samples", n);
      all.put("outputs", written);
      return all;
    }
  }
}

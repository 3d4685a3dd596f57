package org.keras4j.examples.serve;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.keras4j.BatchingPredictor;
import org.keras4j.Predictor;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;

/** What a model says, from JSON to JSON, for any number of threads. */
final class ServedModel implements AutoCloseable {

  private static final int MOST_SAMPLES = 64;

  private final Predictor predictor;
  private final BatchingPredictor batching;
  private final List<String> classes;
  private final Samples samples;

  private ServedModel(Predictor predictor) {
    this.predictor = predictor;
    if (predictor.describe().inputs().size() != 1) {
      throw new IllegalArgumentException(
          "The service is for models with one input; received " + predictor.describe());
    }
    Shape input = predictor.inputShape();
    if (input.dropBatch().isFullyKnown()) {
      // The first prediction is slow; let no client wait for it.
      predictor.predict(NDArray.zeros(input.withBatch(1).asArray()));
    }
    classes = classes(predictor);
    samples = new Samples(input, MOST_SAMPLES);
    // Requests that come during a run share the next one; with none running, none waits.
    batching = predictor.batching(MOST_SAMPLES, Duration.ZERO);
  }

  /**
   * Loads a model from a file that {@link Predictor#load(Path)} reads.
   *
   * @throws IllegalArgumentException if it has several inputs
   */
  static ServedModel load(Path file) {
    Predictor predictor = Predictor.load(file);
    try {
      return new ServedModel(predictor);
    } catch (RuntimeException e) {
      predictor.close();
      throw e;
    }
  }

  private static List<String> classes(Predictor predictor) {
    if (predictor.metadata().asMap().get("classes") instanceof List<?> names) {
      return names.stream().map(String::valueOf).toList();
    }
    int last = (int) Math.max(0, predictor.outputShape().get(-1));
    return IntStream.range(0, last).mapToObj(Integer::toString).toList();
  }

  /** Returns shapes, names of classes and metadata. */
  Map<String, Object> describe() {
    return Map.of(
        "signature", batching.describe().toString(),
        "input", Samples.sizes(batching.inputShape().dropBatch()),
        "output", Samples.sizes(batching.outputShape().dropBatch()),
        "classes", classes,
        "metadata", batching.metadata().asMap());
  }

  /**
   * Returns predictions and labels for {@code {"instances": [sample, …]}}.
   *
   * @throws HttpFailure with status 400 for wrong samples, 503 if too many wait
   */
  Map<String, Object> predict(JsonNode body) {
    NDArray batch = samples.read(body);
    try {
      NDArray predicted = batching.predictAsync(batch).join();
      return Map.of("predictions", Samples.write(predicted), "labels", labels(predicted));
    } catch (CompletionException e) {
      if (e.getCause() instanceof IllegalArgumentException wrong) {
        throw new HttpFailure(400, String.valueOf(wrong.getMessage()));
      }
      if (e.getCause() instanceof RejectedExecutionException) {
        throw new HttpFailure(503, "Too many requests wait; try again");
      }
      throw e;
    }
  }

  /** Returns the name of the most probable class of each sample; none for other outputs. */
  private List<String> labels(NDArray predicted) {
    if (predicted.rank() != 2 || predicted.shape().get(1) != classes.size()) {
      return List.of();
    }
    return Arrays.stream(predicted.argmax(-1).toIntArray()).mapToObj(classes::get).toList();
  }

  @Override
  public void close() {
    batching.close();
    predictor.close();
  }
}

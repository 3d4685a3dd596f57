package org.keras4j.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;
import org.keras4j.tuner.HyperParameters;

/**
 * Small trainings as what a search has to find the best of: all combinations of a few values were
 * trained once, by {@link RegretTrainings}, so that searches of any kind can look the scores up.
 */
final class TrainingTable implements RegretProblem {
  private static final Path FOLDER = Path.of("benchmarks/trainings");

  private final String title;
  private final List<String> names = new ArrayList<>();
  private final List<List<Object>> choices = new ArrayList<>();
  private final double[] scores;
  private double minimum = Double.POSITIVE_INFINITY;

  /** Reads the table of a name. */
  TrainingTable(String title) throws IOException {
    this.title = title;
    JsonNode table = new ObjectMapper().readTree(file(title).toFile());
    for (JsonNode parameter : table.path("parameters")) {
      names.add(parameter.path("name").asText());
      choices.add(values(parameter.path("values")));
    }
    scores =
        StreamSupport.stream(table.path("scores").spliterator(), false)
            .mapToDouble(JsonNode::asDouble)
            .toArray();
    for (double score : scores) {
      minimum = Math.min(minimum, score);
    }
  }

  static Path file(String title) {
    return FOLDER.resolve(title + ".json");
  }

  private static List<Object> values(JsonNode array) {
    List<Object> values = new ArrayList<>();
    array.forEach(node -> values.add(node.isTextual() ? node.asText() : (Object) node.asDouble()));
    return values;
  }

  @Override
  public void declare(HyperParameters hp) {
    for (int i = 0; i < names.size(); i++) {
      Object[] values = choices.get(i).toArray();
      if (values[0] instanceof String) {
        hp.Choice(names.get(i), Arrays.copyOf(values, values.length, String[].class));
      } else {
        hp.Choice(names.get(i), choices.get(i).stream().mapToDouble(v -> (Double) v).toArray());
      }
    }
  }

  @Override
  public double value(HyperParameters hp) {
    int row = 0;
    for (int i = 0; i < names.size(); i++) {
      row = row * choices.get(i).size() + choices.get(i).indexOf(hp.get(names.get(i)));
    }
    return scores[row];
  }

  @Override
  public double minimum() {
    return minimum;
  }

  @Override
  public String title() {
    return title;
  }
}

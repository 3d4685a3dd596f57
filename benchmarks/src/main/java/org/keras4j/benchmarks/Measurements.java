package org.keras4j.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The figures of all processes so far, as in the JSON file. */
final class Measurements {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<ObjectNode> all = new ArrayList<>();

  static Measurements read(Path file) throws IOException {
    Measurements m = new Measurements();
    for (JsonNode n : JSON.readTree(file.toFile())) {
      m.all.add((ObjectNode) n);
    }
    return m;
  }

  void write(Path file) throws IOException {
    ArrayNode array = JSON.createArrayNode();
    all.forEach(array::add);
    JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), array);
  }

  void add(int round, Job job, ObjectNode figures) {
    ObjectNode entry =
        JSON.createObjectNode()
            .put("round", round)
            .put("side", job.side())
            .put("workload", job.workload())
            .put("policy", job.policy());
    entry.setAll(figures);
    all.add(entry);
  }

  private static Job job(JsonNode n) {
    return new Job(n.path("side").asText(), n.path("workload").asText(), n.path("policy").asText());
  }

  /** Returns whether a process of this round has given its figures. */
  boolean has(int round, Job job) {
    return all.stream().anyMatch(n -> n.path("round").asInt() == round && job(n).equals(job));
  }

  /** Returns whether a process was ended because it took too long; it is not tried again. */
  boolean tooSlow(Job job) {
    return all.stream().anyMatch(n -> job(n).equals(job) && n.has("too_slow"));
  }

  /** Returns a figure of a process from every round that has it. */
  double[] values(Job job, String figure) {
    return all.stream()
        .filter(n -> job(n).equals(job) && n.has(figure))
        .mapToDouble(n -> n.path(figure).asDouble())
        .toArray();
  }

  /** Returns what the sides ran on, without repetitions. */
  List<String> versions() {
    return all.stream()
        .filter(n -> n.has("versions"))
        .map(n -> n.path("versions").asText())
        .distinct()
        .toList();
  }
}

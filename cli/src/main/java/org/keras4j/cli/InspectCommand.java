package org.keras4j.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keras4j.internal.FileErrors;
import org.keras4j.internal.hdf5.Hdf5Array;
import org.keras4j.internal.hdf5.Hdf5File;
import org.keras4j.internal.saving.KerasArchive;
import picocli.CommandLine.Command;

/** Says what is in an archive without making a model of it. */
@Command(
    name = "inspect",
    description = "Says what is in a .keras or .h5 file, without making a model of it.",
    mixinStandardHelpOptions = true)
final class InspectCommand extends ModelCommand {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  Map<String, ? extends @Nullable Object> result() {
    try {
      if (file().toString().endsWith(".keras")) {
        return KerasArchive.read(file(), InspectCommand::archive);
      }
      try (Hdf5File weights = Hdf5File.open(file())) {
        Map<String, @Nullable Object> all = fields();
        all.put("weights", arrays(weights));
        return all;
      }
    } catch (JsonProcessingException e) {
      throw new FailedException(file() + ": its JSON is damaged: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new FailedException(FileErrors.reason(e), e);
    }
  }

  private static Map<String, @Nullable Object> archive(KerasArchive.Contents contents)
      throws IOException {
    Map<String, @Nullable Object> all = fields();
    all.put("metadata", contents.metadata().isEmpty() ? null : JSON.readTree(contents.metadata()));
    JsonNode config = JSON.readTree(contents.config());
    all.put("class_name", config.path("class_name").asText(null));
    List<Map<String, @Nullable Object>> objects = new ArrayList<>();
    collect(config.path("config").path("layers"), objects);
    all.put("layers", objects);
    all.put("compiled", config.path("compile_config").has("optimizer"));
    all.put("weights", contents.weights() == null ? null : arrays(contents.weights()));
    return all;
  }

  private static void collect(JsonNode layers, List<Map<String, @Nullable Object>> to) {
    for (JsonNode layer : layers) {
      Map<String, @Nullable Object> one = fields();
      one.put("name", layer.path("config").path("name").asText(null));
      one.put("class_name", layer.path("class_name").asText(null));
      one.put("module", layer.path("module").asText(null));
      one.put("registered_name", layer.path("registered_name").asText(null));
      to.add(one);
      collect(layer.path("config").path("layers"), to);
    }
  }

  private static Map<String, Object> arrays(Hdf5File file) {
    Map<String, Object> all = new LinkedHashMap<>();
    for (Map.Entry<String, Hdf5Array> a : file.arrays().entrySet()) {
      all.put(a.getKey(), a.getValue().dtype() + " " + a.getValue().shape());
    }
    return all;
  }
}

package org.keras4j.parity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.function.ThrowingConsumer;
import org.jspecify.annotations.Nullable;
import org.keras4j.ndarray.Shape;
import org.keras4j.ndarray.NDArray;

/**
 * Reads the files that the generators in the folder {@code parity} write.
 *
 * <p>A topic is a file, {@code parity/TOPIC.json}, or a folder with a file for each class, {@code
 * parity/TOPIC/CLASS.json}. A file is an object with the cases under {@code cases}, or only a list of
 * them. The text of a case, by which it is told from the others of its file, is in its field {@code
 * case}.
 */
public final class Fixtures {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Fixtures() {}

  /** Returns all cases of a topic, those of a folder in the order of the names of the classes. */
  public static List<JsonNode> read(String topic) {
    if (folder(topic) == null) {
      return cases(file(topic));
    }
    List<JsonNode> all = new ArrayList<>();
    classes(topic).forEach(c -> all.addAll(read(topic, c)));
    return all;
  }

  /** Returns the cases of one class in a topic that has a file for each class. */
  public static List<JsonNode> read(String topic, String className) {
    return cases(file(topic + "/" + className));
  }

  /** Returns the classes of which a topic has cases. */
  public static SortedSet<String> classes(String topic) {
    URL folder = folder(topic);
    if (folder == null) {
      throw new IllegalArgumentException("No fixtures by class " + topic);
    }
    try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
      return files
          .map(f -> f.getFileName().toString().replaceFirst("[.]json$", ""))
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns all cases of a topic under their texts, as arguments of a parameterized test. */
  public static Stream<Named<JsonNode>> named(String topic) {
    return read(topic).stream().map(c -> Named.of(text(c), c));
  }

  /** Returns a test of each case of a topic, named by its text. */
  public static Stream<DynamicTest> tests(String topic, ThrowingConsumer<JsonNode> check) {
    return read(topic).stream()
        .map(c -> DynamicTest.dynamicTest(text(c), () -> check.accept(c)));
  }

  /** Returns what is special about a case. */
  public static String text(JsonNode c) {
    return c.get("case").asText();
  }

  private static @Nullable URL folder(String topic) {
    return Fixtures.class.getResource("/parity/" + topic + "/");
  }

  private static String file(String name) {
    return "/parity/" + name + ".json";
  }

  private static List<JsonNode> cases(String file) {
    try (InputStream in = Fixtures.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalArgumentException("No fixture " + file);
      }
      JsonNode content = JSON.readTree(in);
      List<JsonNode> cases = new ArrayList<>();
      (content.isArray() ? content : content.get("cases")).forEach(cases::add);
      return cases;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Reads an array. */
  public static NDArray array(JsonNode node) {
    JsonNode data = node.get("data");
    long[] shape = new long[node.get("shape").size()];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = node.get("shape").get(i).asLong();
    }
    int n = Math.toIntExact(Shape.of(shape).size());
    String dtype = node.get("dtype").asText();
    if (node.has("base64")) {
      return unpack(node.get("base64").asText(), dtype, n, shape);
    }
    return switch (dtype) {
      case "float32" -> {
        float[] f = new float[n];
        for (int i = 0; i < n; i++) {
          f[i] =
              Float.parseFloat(
                  data.get(i).asText().replace("nan", "NaN").replace("inf", "Infinity"));
        }
        yield NDArray.wrap(f, shape);
      }
      case "int32" -> {
        int[] v = new int[n];
        for (int i = 0; i < n; i++) {
          v[i] = data.get(i).asInt();
        }
        yield NDArray.wrap(v, shape);
      }
      case "int64" -> {
        long[] w = new long[n];
        for (int i = 0; i < n; i++) {
          w[i] = data.get(i).asLong();
        }
        yield NDArray.wrap(w, shape);
      }
      case "uint8" -> {
        byte[] b = new byte[n];
        for (int i = 0; i < n; i++) {
          b[i] = (byte) data.get(i).asInt();
        }
        yield NDArray.wrap(b, shape);
      }
      default -> throw new IllegalArgumentException("No array type for " + dtype);
    };
  }

  private static NDArray unpack(String base64, String dtype, int n, long[] shape) {
    ByteBuffer b =
        ByteBuffer.wrap(Base64.getDecoder().decode(base64)).order(ByteOrder.LITTLE_ENDIAN);
    switch (dtype) {
      case "float32" -> {
        float[] f = new float[n];
        b.asFloatBuffer().get(f);
        return NDArray.wrap(f, shape);
      }
      case "int32" -> {
        int[] v = new int[n];
        b.asIntBuffer().get(v);
        return NDArray.wrap(v, shape);
      }
      default -> throw new IllegalArgumentException("No packed array type for " + dtype);
    }
  }

  /** Reads a list of arrays. */
  public static List<NDArray> arrays(JsonNode list) {
    List<NDArray> all = new ArrayList<>();
    list.forEach(n -> all.add(array(n)));
    return all;
  }

  /** Reads a JSON object as a map, as for a config. */
  @SuppressWarnings("unchecked")
  public static Map<String, Object> map(JsonNode node) {
    return JSON.convertValue(node, Map.class);
  }
}

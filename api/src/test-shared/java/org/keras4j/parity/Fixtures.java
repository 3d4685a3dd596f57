package org.keras4j.parity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.keras4j.Shape;
import org.keras4j.ndarray.NDArray;

/** Reads the files that the generators in the folder {@code parity} write. */
public final class Fixtures {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Fixtures() {}

  /** Reads all cases of {@code parity/NAME.json}. */
  public static List<JsonNode> read(String name) {
    try (InputStream in = Fixtures.class.getResourceAsStream("/parity/" + name + ".json")) {
      if (in == null) {
        throw new IllegalArgumentException("No fixture " + name);
      }
      List<JsonNode> cases = new ArrayList<>();
      JSON.readTree(in).forEach(cases::add);
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

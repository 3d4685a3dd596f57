package org.keras4j.parity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.keras4j.ndarray.NDArray;

/** Compares weights that are too large for a fixture by their first values and their SHA-256. */
public final class WeightDigests {

  private WeightDigests() {}

  /** Fails unless all weights have the same bits. */
  public static void assertSame(JsonNode expected, List<NDArray> weights) {
    assertEquals(expected.size(), weights.size(), "number of weights");
    for (int i = 0; i < weights.size(); i++) {
      float[] values = weights.get(i).toFloatArray();
      float[] first = Fixtures.array(expected.get(i).get("first")).toFloatArray();
      assertArrayEquals(first, Arrays.copyOf(values, first.length), "first values of weight " + i);
      assertEquals(expected.get(i).get("sha256").asText(), digest(values), "weight " + i);
    }
  }

  private static String digest(float[] values) {
    ByteBuffer b = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
    b.asFloatBuffer().put(values);
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(b.array()));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}

package org.keras4j.augment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.keras4j.Input;
import org.keras4j.Keras;
import org.keras4j.Sequential;
import org.keras4j.core.Variable;
import org.keras4j.layers.Conv2D;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Dropout;
import org.keras4j.layers.Flatten;
import org.keras4j.layers.MaxPooling2D;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;
import org.keras4j.optimizers.Adam;
import org.keras4j.parity.Fixtures;
import org.keras4j.utils.Utils;

/**
 * A whole program, written as in Python, begins with Python's weights and trains to its losses;
 * {@code parity/chapter.py} is the Python side.
 */
class ChapterTest {

  private static final int SAMPLES = 80;

  private final JsonNode python = Fixtures.read("chapter").get(0);

  private static Sequential model(double factor) {
    var m = new Sequential();
    m.add(Input.of(28, 28, 1));
    m.add(new RandomRotation(factor).fillMode("nearest"));
    m.add(new RandomTranslation(factor, factor).fillMode("nearest"));
    m.add(new RandomZoom(factor).fillMode("nearest"));
    m.add(new Rescaling(1. / 255));
    int filters = 64;
    m.add(new Conv2D(filters, 3, 3).activation("relu"));
    m.add(new MaxPooling2D(2, 2));
    m.add(new Conv2D(2 * filters, 3, 3).activation("relu"));
    m.add(new MaxPooling2D(2, 2));
    m.add(new Flatten());
    m.add(new Dense(800).activation("relu"));
    m.add(new Dropout(0.5));
    m.add(new Dense(10).activation("softmax"));
    m.compile(
        c -> c.loss("categorical_crossentropy").optimizer(new Adam(0.00168)).metrics("accuracy"));
    return m;
  }

  @Test
  void beginsWithPythonsWeights() {
    Keras.clearSession(); // automatic names are compared, whatever other tests have used up
    Keras.setRandomSeed(23);
    try (var m = model(0.04)) {
      List<Variable> weights = m.weights();
      assertEquals(python.get("weights").size(), weights.size());
      for (int i = 0; i < weights.size(); i++) {
        NDArray ours = weights.get(i).value();
        JsonNode theirs = python.get("weights").get(i);
        String path = theirs.get("path").asText();
        assertTrue(path.endsWith(weights.get(i).path()), path + " " + weights.get(i).path());
        assertArrayEquals(longs(theirs.get("shape")), ours.shape().asArray(), path);
        assertEquals(theirs.get("first").floatValue(), ours.toFloatArray()[0], path);
        assertEquals(theirs.get("sum").doubleValue(), ours.sum(), 1e-9, path);
        assertEquals(theirs.get("sha256").asText(), sha256(ours), path);
      }
      assertArrayEquals(longs(python.get("seeds")), states(m, 0));
    }
  }

  @Test
  void trainsToPythonsLosses() {
    NDArray x = images();
    NDArray row = Fixtures.array(python.get("image"));
    assertEquals(
        row.asType(DType.FLOAT32), x.get(1).slice(2, 4).reshape(2, 28), "the formula of the data");
    NDArray y = Utils.toCategorical(NDArray.wrap(labels(), SAMPLES), 10);

    Keras.setRandomSeed(23);
    try (var m = model(0.1)) {
      var h = m.fit(x, y, o -> o.batchSize(32).epochs(4).shuffle(false).verbose(0));
      for (int epoch = 0; epoch < 4; epoch++) {
        double theirs = python.get("loss").get(epoch).doubleValue();
        assertEquals(theirs, h.get("loss").get(epoch), 1e-3 * theirs, "epoch " + epoch);
      }
      assertArrayEquals(longs(python.get("counters")), states(m, 1));
      double theirs = python.get("test_loss").doubleValue();
      assertEquals(theirs, m.evaluate(x, y, o -> o.verbose(0)).get("loss"), 1e-3 * theirs);
      NDArray predicted = m.predict(x.slice(0, 2), o -> o.verbose(0));
      assertTrue(
          predicted.allClose(Fixtures.array(python.get("prediction")), 5e-3, 1e-3),
          predicted::toString);
    }
  }

  private static NDArray images() {
    float[] pixels = new float[SAMPLES * 28 * 28];
    for (int i = 0; i < pixels.length; i++) {
      long noise = (i * 2654435761L & 0xffffffffL) >> 26;
      int row = i / 28 % 28;
      int label = i / (28 * 28) % 10;
      pixels[i] = noise + (row / 3 == label ? 150 : 0);
    }
    return NDArray.wrap(pixels, SAMPLES, 28, 28, 1);
  }

  private static int[] labels() {
    int[] labels = new int[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      labels[i] = i % 10;
    }
    return labels;
  }

  /** The seeds (0) or the counters (1) of all random generators. */
  private static long[] states(Sequential m, int which) {
    return m.variables().stream()
        .filter(v -> v.dtype() == DType.INT64)
        .mapToLong(v -> v.value().getLong(which))
        .toArray();
  }

  private static long[] longs(JsonNode list) {
    long[] all = new long[list.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = list.get(i).asLong();
    }
    return all;
  }

  private static String sha256(NDArray a) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * a.size()).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(a.toFloatArray());
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}

package org.keras4j.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.keras4j.Keras;
import org.keras4j.core.SeedGenerator;
import org.keras4j.core.Variable;
import org.keras4j.layers.Layer;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;

/**
 * What a whole program notes, compared at once with what the same program noted in Python: see {@code
 * parity/programs.py}.
 */
public final class ProgramLog {

  private final Iterator<JsonNode> expected;
  private final double rtol;

  private ProgramLog(JsonNode program) {
    expected = program.get("log").iterator();
    rtol = 1e-4;
  }

  /** Runs a program from the seed that it had in Python and compares all that it notes. */
  public static void replay(JsonNode program, Consumer<ProgramLog> twin) {
    Keras.clearSession();
    Keras.setRandomSeed(program.get("seed").asLong());
    ProgramLog log = new ProgramLog(program);
    twin.accept(log);
    assertEquals(false, log.expected.hasNext(), "Python notes more");
  }

  /** Returns numbers in [−1, 1] that both languages make. */
  public static NDArray data(long... shape) {
    int n = 1;
    for (long s : shape) {
      n *= (int) s;
    }
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) ((i * 37 % 101 - 50) / 50.0);
    }
    return NDArray.wrap(values, shape);
  }

  private JsonNode next(String name) {
    JsonNode entry = expected.next();
    assertEquals(entry.get("name").asText(), name);
    return entry.get("value");
  }

  /** Notes what is exact: draws, masks, states. */
  public void exact(String name, NDArray value) {
    Close.assertIdentical(name, Fixtures.array(next(name)), value);
  }

  /** Notes what is computed, and so rounded. */
  public void note(String name, NDArray value) {
    Close.assertClose(name, Fixtures.array(next(name)), value, rtol, 1e-6);
  }

  /** Notes numbers, such as losses. */
  public void note(String name, List<Double> values) {
    double[] all = values.stream().mapToDouble(d -> d).toArray();
    note(name, NDArray.of(all).asType(DType.FLOAT32));
  }

  /** Notes one number. */
  public void note(String name, double value) {
    note(name, NDArray.scalar(value).asType(DType.FLOAT32));
  }

  /** Notes a text. */
  public void text(String name, String value) {
    JsonNode entry = expected.next();
    assertEquals(entry.get("name").asText(), name);
    assertEquals(entry.get("text").asText(), value, name);
  }

  /** Notes the weights of a layer or model. */
  public void weights(String name, Layer layer) {
    int i = 0;
    for (NDArray w : layer.getWeights()) {
      note(name + " weight " + i++, w);
    }
  }

  /** Notes the states of the seed generators of a layer or model. */
  public void seeds(String name, Layer layer) {
    int i = 0;
    for (Variable v : layer.variables()) {
      if (v.name().equals("seed_generator_state")) {
        exact(name + " seed " + i++, v.value());
      }
    }
  }

  /** Draws from the generator of default seeds, which shows how much was drawn before. */
  public void nextDefaultSeed() {
    exact("default seed", new SeedGenerator(null).state().value());
  }
}

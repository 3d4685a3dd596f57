package org.keras4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keras4j.core.CallContext;
import org.keras4j.core.Config;
import org.keras4j.layers.Dense;
import org.keras4j.layers.FluentLayer;
import org.keras4j.layers.KerasTensor;
import org.keras4j.ndarray.NDArray;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Classes that nobody had registered when the model was saved, as Python's custom_objects. */
class LateRegistrationTest {
  @TempDir Path folder;

  private static final class Tripled extends FluentLayer<Tripled> {
    private double factor = 1;

    Tripled factor(double value) {
      return set("factor", () -> factor = value);
    }

    @Override
    protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> x, CallContext context) {
      return tf.math.mul(x, tf.constant((float) (3 * factor)));
    }

    @Override
    protected void config(Config c) {
      c.number("factor", factor, this::factor);
    }
  }

  @Test
  void theModelIsLoadedOnceTheClassIsRegistered() {
    Path file = folder.resolve("m.keras");
    String json;
    try (Model model = Sequential.of(Input.of(2), new Tripled().factor(2))) {
      model.save(file);
      json = model.toJson();
    }
    String python = json.replace("\"module\": null", "\"module\": \"__main__\"");
    assertTrue(!python.equals(json), json);
    for (String text : new String[] {json, python}) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> Keras.modelFromJson(text))
              .getMessage();
      assertTrue(message.contains("Tripled") && message.contains("Keras.register"), message);
    }
    assertThrows(IllegalArgumentException.class, () -> Keras.loadModel(file));
    Keras.register("late", Tripled.class, args -> new Tripled());
    for (String text : new String[] {json, python}) {
      try (Model model = Keras.modelFromJson(text)) {
        predictsSixFold(model);
      }
    }
    try (Model model = Keras.loadModel(file)) {
      predictsSixFold(model);
      assertTrue(model.toJson().contains("late>Tripled"), model.toJson());
    }
  }

  private static final class Lib {
    static final class Namesake extends Own {}
  }

  private static final class Mine {
    static final class Namesake extends Own {}
  }

  private static class Own extends FluentLayer<Own> {
    @Override
    protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> x, CallContext context) {
      return tf.math.mul(x, tf.constant(2f));
    }
  }

  @Test
  void anotherRegisteredClassOfTheNameDoesNotTakeItsPlace() {
    String json;
    try (Model model = Sequential.of(Input.of(2), new Lib.Namesake())) {
      json = model.toJson();
    }
    Keras.register("lib", Lib.Namesake.class, args -> new Lib.Namesake());
    try (Model model = Sequential.of(Input.of(2), new Mine.Namesake())) {
      String message = assertThrows(IllegalArgumentException.class, model::toJson).getMessage();
      assertTrue(message.contains("would be read as lib>Namesake"), message);
      assertThrows(IllegalArgumentException.class, () -> Keras.cloneModel(model));
      Keras.register("mine", Mine.Namesake.class, args -> new Mine.Namesake());
      Keras.cloneModel(model).close();
    }
    String message =
        assertThrows(IllegalArgumentException.class, () -> Keras.modelFromJson(json)).getMessage();
    assertTrue(message.contains("lib>Namesake, mine>Namesake"), message);
  }

  private static final class OfOwnClass extends Model {
    OfOwnClass(KerasTensor input, KerasTensor output) {
      super(input, output);
    }
  }

  @Test
  void aClassThatExtendsModelIsWrittenAsOne() {
    KerasTensor input = Input.of(2);
    try (Model model = new OfOwnClass(input, new Dense(1).apply(input));
        Model again = Keras.modelFromJson(model.toJson())) {
      assertEquals(Model.class, again.getClass());
    }
  }

  private static void predictsSixFold(Model model) {
    NDArray x = NDArray.of(new float[][] {{1, 2}});
    assertEquals(NDArray.of(new float[][] {{6, 12}}), model.predict(x, o -> o.verbose(0)));
  }
}

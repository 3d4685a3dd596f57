package org.keras4j.augment;

import static org.keras4j.parity.ProgramLog.data;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.keras4j.Input;
import org.keras4j.Model;
import org.keras4j.Sequential;
import org.keras4j.layers.Conv2D;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Dropout;
import org.keras4j.layers.Flatten;
import org.keras4j.layers.Layer;
import org.keras4j.layers.Layers;
import org.keras4j.ndarray.NDArray;
import org.keras4j.optimizers.SGD;
import org.keras4j.parity.Fixtures;
import org.keras4j.parity.ProgramLog;

/** Whole programs with image layers draw the same numbers as in Python after set_random_seed. */
class ImageProgramsTest {

  @TestFactory
  Stream<DynamicTest> everyProgram() {
    return Fixtures.tests("image_programs", ImageProgramsTest::replay);
  }

  private static void replay(JsonNode program) {
    switch (Fixtures.text(program)) {
      case "each_on_data" -> ProgramLog.replay(program, ImageProgramsTest::eachOnData);
      case "augmented_model" -> ProgramLog.replay(program, ImageProgramsTest::augmentedModel);
      case "copied_image_layers" -> ProgramLog.replay(program, ImageProgramsTest::copied);
      default -> throw new IllegalArgumentException(Fixtures.text(program));
    }
  }

  private static NDArray images() {
    float[] all = data(5, 7, 8, 3).toFloatArray();
    for (int i = 0; i < all.length; i++) {
      all[i] = (all[i] + 1) / 2;
    }
    return NDArray.wrap(all, 5, 7, 8, 3);
  }

  private static void eachOnData(ProgramLog log) {
    List<Layer> made =
        List.of(
            new RandomFlip(),
            new RandomRotation(0.2),
            new RandomZoom(0.3),
            new RandomTranslation(0.2, 0.3),
            new RandomContrast(0.4).valueRange(0, 1),
            new RandomBrightness(0.4).valueRange(0, 1),
            new RandomCrop(5, 6),
            new RandomShear(0.2, 0.1));
    made.forEach(l -> log.seeds(l.className(), l));
    for (Layer layer : made) {
      String name = layer.className();
      log.note(name + " called", layer.apply(images()));
      log.note(name + " in training", layer.apply(images(), true));
      log.note(name + " in inference", layer.apply(images(), false));
      log.seeds(name + " called", layer);
    }
    log.nextDefaultSeed();
  }

  private static void augmentedModel(ProgramLog log) {
    Model augment =
        Sequential.of(
            Input.of(7, 8, 3), new RandomFlip("horizontal"), new RandomTranslation(0.1, 0.1));
    Model model =
        Sequential.of(
            augment,
            new RandomZoom(0.1),
            new Conv2D(2, 3),
            new Dropout(0.3),
            new Flatten(),
            new Dense(1));
    model.compile(o -> o.optimizer(new SGD(0.1)).loss("mse"));
    NDArray y = data(5, 1);
    model.fit(
        images(), y, o -> o.batchSize(4).shuffle(false).verbose(0).validationData(images(), y));
    log.seeds("fit", model);
    log.note("evaluate", model.evaluate(images(), y, o -> o.batchSize(4).verbose(0)).loss());
    log.note("predict", model.predict(images(), o -> o.batchSize(4).verbose(0)));
    log.note("augmented", augment.apply(images(), true));
    model.fit(images(), y, o -> o.batchSize(4).shuffle(false).verbose(0));
    log.seeds("end", model);
    log.weights("end", model);
    log.nextDefaultSeed();
  }

  private static void copied(ProgramLog log) {
    List<Layer> made =
        List.of(
            new RandomFlip(),
            new RandomCrop(5, 5),
            new RandomRotation(0.2).seed(4),
            new RandomZoom(0.1));
    for (Layer layer : made) {
      Layer copy = Layers.fromConfig(layer.className(), layer.getConfig());
      log.seeds(layer.className(), layer);
      log.seeds("copy of " + layer.className(), copy);
    }
    log.nextDefaultSeed();
  }
}

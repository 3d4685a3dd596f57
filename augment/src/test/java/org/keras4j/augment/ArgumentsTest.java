package org.keras4j.augment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keras4j.Input;
import org.keras4j.Sequential;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Layers;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;
import org.keras4j.parity.LayerExample;

class ArgumentsTest {

  private static void refused(Executable wrong, String... inMessage) {
    String message = assertThrows(IllegalArgumentException.class, wrong).getMessage();
    for (String part : inMessage) {
      assertTrue(message.contains(part), message);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1.01, 1.01, Double.NaN, Double.POSITIVE_INFINITY})
  void factorsHaveBounds(double f) {
    refused(() -> new RandomRotation(f), "'random_rotation", "'factor'", "[-1, 1]", "" + f);
    refused(() -> new RandomRotation(Range.of(0, f)), "[-1, 1]", "(0.0, " + f + ")");
    refused(() -> new RandomTranslation(f, 0), "'heightFactor'", "[-1, 1]");
    refused(() -> new RandomTranslation(0, f), "'widthFactor'", "[-1, 1]");
    refused(() -> new RandomTranslation(Range.of(0, 0), Range.of(f, 0)), "'widthFactor'");
    refused(() -> new RandomZoom(f), "'heightFactor'", "(-1, 1]");
    refused(() -> new RandomZoom(0, f), "'widthFactor'", "(-1, 1]");
    refused(() -> new RandomShear(f, 0), "'xFactor'", "[0, 1]");
    refused(() -> new RandomContrast(f), "[0, 1]");
    refused(() -> new RandomBrightness(f), "[-1, 1]");
  }

  @Test
  void someFactorsExcludeMore() {
    refused(() -> new RandomZoom(-1), "(-1, 1]");
    refused(() -> new RandomShear(-0.1, 0), "[0, 1]");
    refused(() -> new RandomContrast(Range.of(-0.1, 0.5)), "[0, 1]");
  }

  @Test
  void unknownNamesAreAnsweredWithTheNearest() {
    refused(() -> new RandomZoom(0.1).fillMode("nearst"), "Did you mean 'nearest'?", "wrap");
    refused(() -> new RandomZoom(0.1).interpolation("bicubic"), "bilinear, nearest");
    refused(() -> new Resizing(2, 2).interpolation("bilinaer"), "Did you mean 'bilinear'?");
    refused(() -> new Resizing(2, 2).fillMode("reflect"), "constant");
    refused(() -> new RandomFlip("both"), "horizontal_and_vertical");
    refused(() -> new RandomFlip().dataFormat("last"), "channels_last");
  }

  @Test
  void sizesArePositive() {
    refused(() -> new Resizing(0, 2), "'height'", "0");
    refused(() -> new CenterCrop(2, -1), "'width'", "-1");
    refused(() -> new RandomCrop(2, 0), "'width'");
  }

  @Test
  void aValueRangeIsNotEmpty() {
    refused(() -> new RandomContrast(0.1).valueRange(1, 1), "'valueRange'", "(1.0, 1.0)");
    refused(() -> new RandomBrightness(0.1).valueRange(255, 0), "'valueRange'");
  }

  @Test
  void resizingKeepsProportionsInOneWay() {
    refused(
        () -> new Resizing(2, 2).cropToAspectRatio(true).padToAspectRatio(true),
        "'cropToAspectRatio'",
        "'padToAspectRatio'");
    refused(
        () ->
            Layers.fromConfig(
                "Resizing",
                Map.of(
                    "height",
                    2,
                    "width",
                    2,
                    "crop_to_aspect_ratio",
                    true,
                    "pad_to_aspect_ratio",
                    true)));
  }

  @Test
  void imagesNeedChannels() {
    var layer = new RandomRotation(0.1);
    refused(
        () -> layer.apply(Input.of(28, 28)),
        "(batch, height, width, channels)",
        "(None, 28, 28)",
        "expandDims(-1)");
    refused(() -> new Resizing(2, 2).apply(NDArray.zeros(4, 4)), "received shape (4, 4)");
  }

  @Test
  void randomCropNeedsToKnowTheSize() {
    refused(() -> new RandomCrop(2, 2).apply(Input.of(-1, -1, 3)), "known height and width");
  }

  @Test
  void rescalingFitsTheChannels() {
    var layer = new Rescaling(new double[] {1, 2});
    refused(() -> layer.apply(NDArray.zeros(2, 2, 3)), "'scale'", "3", "[1.0, 2.0]");
    refused(() -> new Rescaling(new double[0]), "'scale'", "at least one");
    refused(() -> new Rescaling(0), "'scale'", "1.0 / 255");
    refused(
        () -> new Rescaling(Double.POSITIVE_INFINITY), "scale must be a finite number", "Infinity");
    refused(() -> new Rescaling(1).offset(Double.NaN), "offset must be a finite number", "NaN");
    refused(() -> new RandomZoom(0.1).fillValue(Double.NaN), "fillValue", "NaN");
    refused(() -> new Resizing(2, 2).fillValue(Double.NaN), "fillValue", "NaN");
  }

  @Test
  void aMapThatCannotBeDifferentiatedIsRefusedBehindWeights() {
    try (var m = new Sequential()) {
      m.add(Input.of(4, 4, 1));
      m.add(new Dense(1).name("first"));
      refused(() -> m.add(new RandomZoom(0.1)), "random_zoom", "first");
      m.add(new RandomFlip());
      m.add(new RandomContrast(0.1));
      m.add(new Resizing(2, 2));
    }
  }

  @Test
  void configsWithNumpyArraysAndTuplesAreUnderstood() {
    var scale =
        Map.of(
            "class_name",
            "__numpy__",
            "config",
            Map.of("value", List.of(1.0, 2.0), "dtype", "float64"));
    var r = Layers.fromConfig("Rescaling", Map.of("scale", scale, "offset", 3));
    assertEquals(List.of(1.0, 2.0), r.getConfig().get("scale"));
    assertEquals(3.0, r.getConfig().get("offset"));
    var tuple = Map.of("class_name", "__tuple__", "items", List.of(-0.5, 0.25));
    var z = Layers.fromConfig("RandomZoom", Map.of("height_factor", tuple));
    assertEquals(List.of(-0.5, 0.25), z.getConfig().get("height_factor"));
    refused(() -> Layers.fromConfig("RandomZoom", Map.of("height_factor", "x")), "two numbers");
  }

  @Test
  void bytesDoNotWrapAround() {
    var x = NDArray.wrap(new byte[] {0, 10, (byte) 250, (byte) 255}, 1, 2, 2, 1);
    var up = new RandomBrightness(Range.of(0.5, 0.5)).apply(x, true);
    assertEquals(
        NDArray.wrap(new byte[] {127, (byte) 137, (byte) 255, (byte) 255}, 1, 2, 2, 1), up);
    var down = new RandomBrightness(Range.of(-0.5, -0.5)).apply(x, true);
    assertEquals(NDArray.wrap(new byte[] {0, 0, 123, (byte) 128}, 1, 2, 2, 1), down);
  }

  @Test
  void contrastOfBytesIsAFloat() {
    var x = NDArray.wrap(new byte[] {0, 10, 20, 30}, 1, 2, 2, 1);
    var y = new RandomContrast(Range.of(0, 0)).apply(x, true);
    assertEquals(x.asType(DType.FLOAT32), y);
  }

  @Test
  void anyValueInAConfigIsReadAsItIsOrRefused() {
    List<Object> values = new ArrayList<>(List.of("text", true, 2.7, Double.NaN, 1L << 40));
    values.addAll(List.of(List.of("a"), List.of(2.7, true), Map.of("a", 1), List.of(Map.of())));
    values.addAll(List.of(Map.of("class_name", 1), List.of(1), Map.of("items", "x")));
    values.add(null);
    for (LayerExample example : PredictorOfEveryImageLayerTest.examples()) {
      Map<String, Object> whole = example.layer().get().getConfig();
      for (String key : whole.keySet()) {
        for (Object value : values) {
          Map<String, Object> config = new HashMap<>(whole);
          config.put(key, value);
          String what = example.name() + " " + key + " = " + value;
          String kept;
          try {
            kept = Layers.fromConfig(example.className(), config).getConfig().get(key) + "";
          } catch (IllegalArgumentException e) {
            continue;
          } catch (RuntimeException e) {
            throw new AssertionError(what, e);
          }
          assertTrue(!(value instanceof Double) || kept.contains("" + value), what + ": " + kept);
        }
      }
    }
  }
}

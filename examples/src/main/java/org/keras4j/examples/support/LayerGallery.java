package org.keras4j.examples.support;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.keras4j.examples.pictures.Gallery;
import org.keras4j.layers.Layer;
import org.keras4j.ndarray.NDArray;

/** What layers make of images; made when it is first needed. */
final class LayerGallery {

  /** A digit and a shoe that are not symmetric. */
  private static final int CLASS = 7;

  private static final int COLUMNS = 8;

  private final String title;
  private final Data data;
  private boolean actualSize;
  private @Nullable Gallery gallery;

  LayerGallery(String title, Data data) {
    this.title = title;
    this.data = data;
  }

  void actualSize() {
    actualSize = true;
  }

  void random(String label, Layer layer) {
    NDArray image = data.xTest().get(first());
    Gallery g = gallery();
    if (gallery == null) {
      g.row("the image", List.of(image), 255);
      gallery = g;
    }
    List<NDArray> drawn = new ArrayList<>();
    for (int i = 0; i < COLUMNS; i++) {
      // One by one, as some layers treat all images of a batch alike.
      drawn.add(layer.apply(image.expandDims(0), true).get(0));
    }
    g.row(label, drawn, 255);
  }

  void several(String label, Layer layer, double white) {
    NDArray images = data.xTest().slice(0, Math.min(COLUMNS, data.xTest().length()));
    Gallery g = gallery();
    if (gallery == null) {
      g.row("the images", list(images), 255);
      gallery = g;
    }
    g.row(label, list(layer.apply(images, true)), white);
  }

  BufferedImage draw() {
    return gallery().draw();
  }

  private Gallery gallery() {
    Gallery g = gallery;
    if (g != null) {
      return g;
    }
    g = new Gallery(title);
    return actualSize ? g.actualSize() : g;
  }

  private int first() {
    int[] classes = data.yTest().argmax(-1).toIntArray();
    return IntStream.range(0, classes.length)
        .filter(i -> classes[i] == CLASS)
        .findFirst()
        .orElse(0);
  }

  private static List<NDArray> list(NDArray images) {
    return IntStream.range(0, images.length()).mapToObj(images::get).toList();
  }
}

package org.keras4j.internal.hdf5;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file of Keras 2, or of Keras 3's {@code model.save("x.h5")}: weights by the names of layers,
 * and in whole models what they were made and compiled with.
 */
public final class LegacyFile {

  private static final String WEIGHTS = "model_weights";
  private static final String TOP_LEVEL = "top_level_model_weights";

  /**
   * A layer of the file.
   *
   * @param name the layer's name
   * @param weights in Keras's legacy order: all that are trainable, then the others
   */
  public record SavedLayer(String name, List<Hdf5Array> weights) {}

  private final Hdf5File file;
  private final Hdf5Group group;
  private final List<String> names;

  private LegacyFile(Hdf5File file, Hdf5Group group, List<String> names) {
    this.file = file;
    this.group = group;
    this.names = names;
  }

  /**
   * Returns what is in a file.
   *
   * @throws IOException if it is no legacy file
   */
  public static LegacyFile of(Hdf5File file) throws IOException {
    Hdf5Group root = file.root();
    List<String> names = root.texts("layer_names");
    Hdf5Group inModel = root.groups().get(WEIGHTS);
    if (names == null && inModel != null) {
      root = inModel;
      names = root.texts("layer_names");
    }
    if (names == null) {
      throw new IOException(
          file.name()
              + " is no legacy file of weights: the attribute 'layer_names' is missing"
              + (isOfKeras3(file)
                  ? "; it looks like one of Keras 3: let its name end in .weights.h5"
                  : ""));
    }
    return new LegacyFile(file, root, names);
  }

  /** Returns whether it is a file of Keras 3, which has weights only. */
  public static boolean isOfKeras3(Hdf5File file) throws IOException {
    Hdf5Group root = file.root();
    return root.texts("layer_names") == null
        && root.groups().get(WEIGHTS) == null
        && (root.groups().containsKey("layers") || root.groups().containsKey("vars"));
  }

  /** Returns the configuration of the model as JSON, or null if there are only weights. */
  public @Nullable String modelConfig() throws IOException {
    return file.root().text("model_config");
  }

  /** Returns what the model was compiled with as JSON, or null if it was not. */
  public @Nullable String trainingConfig() throws IOException {
    return file.root().text("training_config");
  }

  /** Returns the version of Keras that wrote the file, or null if it does not say. */
  public @Nullable String kerasVersion() throws IOException {
    return group.text("keras_version");
  }

  /** Returns the layers in the order of the model. */
  public List<SavedLayer> layers() throws IOException {
    List<SavedLayer> layers = new ArrayList<>();
    for (String name : names) {
      Hdf5Group layer = group.groups().get(name);
      if (layer == null) {
        throw new IOException(
            file.name() + ": the weights of layer '" + name + "' are missing; the file is damaged");
      }
      layers.add(new SavedLayer(name, weights(layer)));
    }
    return layers;
  }

  /** Returns the weights that the model has itself; most have none. */
  public List<Hdf5Array> topLevelWeights() throws IOException {
    Hdf5Group top = group.groups().get(TOP_LEVEL);
    return top == null ? List.of() : weights(top);
  }

  /** Returns the variables of the optimizer in its order; none if they were not saved. */
  public List<Hdf5Array> optimizerWeights() throws IOException {
    Hdf5Group optimizer = file.root().groups().get("optimizer_weights");
    return optimizer == null ? List.of() : weights(optimizer);
  }

  private List<Hdf5Array> weights(Hdf5Group owner) throws IOException {
    List<String> paths = owner.texts("weight_names");
    List<Hdf5Array> weights = new ArrayList<>();
    for (String path : paths == null ? List.<String>of() : paths) {
      Hdf5Array array = owner.array(path);
      if (array == null) {
        throw new IOException(
            file.name() + ", " + owner.path() + ": weight '" + path + "' is missing");
      }
      weights.add(array);
    }
    return weights;
  }
}

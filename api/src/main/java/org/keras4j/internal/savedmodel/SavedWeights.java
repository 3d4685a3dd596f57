package org.keras4j.internal.savedmodel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keras4j.internal.engine.InferenceGraph;
import org.keras4j.internal.graph.NativeSession;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.Output;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.train.Restore;
import org.tensorflow.op.train.Save;
import org.tensorflow.proto.SaverDef;
import org.tensorflow.types.TString;
import org.tensorflow.types.family.TType;

/** The operations in a graph that write its weights to files and read them again. */
final class SavedWeights {

  /** The operation that holds the name of the files. */
  static final String FILE = "saver_filename";

  private static final String SAVED = "saver_saved";
  private static final String RESTORE = "saver_restore";

  private final @Nullable Operation save;

  private SavedWeights(@Nullable Operation save) {
    this.save = save;
  }

  /** Adds the operations; none if inference reads no weights. */
  static SavedWeights addTo(InferenceGraph graph) {
    List<InferenceGraph.Weight> weights = graph.weights();
    if (weights.isEmpty()) {
      return new SavedWeights(null);
    }
    Ops tf = graph.ops();
    Operand<TString> file = tf.withName(FILE).constant(SavedModelFile.VARIABLES);
    Operand<TString> names = texts(tf, names(weights));
    Operand<TString> slices = texts(tf, empty(weights.size()));
    List<Operand<?>> values = new ArrayList<>();
    List<Class<? extends TType>> types = new ArrayList<>();
    for (InferenceGraph.Weight w : weights) {
      values.add(w.value());
      types.add(w.value().asOutput().type());
    }
    Save save = tf.train.save(file, names, slices, values);
    tf.withControlDependencies(save).withName(SAVED).identity(file);
    Restore restored = tf.train.restore(file, names, slices, types);
    List<Op> assigned = new ArrayList<>();
    for (int i = 0; i < weights.size(); i++) {
      Output<?> value = restored.tensors().get(i);
      assigned.add(tf.assignVariableOp(weights.get(i).handle(), value));
    }
    graph.starts().forEach(o -> assigned.add(() -> o));
    tf.withControlDependencies(assigned).withName(RESTORE).noOp();
    return new SavedWeights(save.op());
  }

  /** Returns the paths of the weights, with a number where two have the same. */
  private static String[] names(List<InferenceGraph.Weight> weights) {
    Set<String> names = new HashSet<>();
    String[] all = new String[weights.size()];
    for (int i = 0; i < all.length; i++) {
      String path = weights.get(i).path();
      all[i] = names.add(path) ? path : path + "/" + i;
      names.add(all[i]);
    }
    return all;
  }

  private static Operand<TString> texts(Ops tf, String[] values) {
    return tf.constant(NdArrays.vectorOfObjects(values));
  }

  private static String[] empty(int count) {
    String[] all = new String[count];
    Arrays.fill(all, "");
    return all;
  }

  /** Writes the files. */
  void save(NativeSession session) {
    if (save != null) {
      try (NativeSession.Call call = session.call(List.of(), List.of(), List.of(save))) {
        call.run(List.of());
      }
    }
  }

  /** Returns the operations that others run by name. */
  List<String> roots() {
    return save == null ? List.of() : List.of(SAVED, RESTORE);
  }

  /** Returns what tells others how weights are saved and restored, or null if there are none. */
  @Nullable SaverDef saver() {
    return save == null
        ? null
        : SaverDef.newBuilder()
            .setFilenameTensorName(FILE + ":0")
            .setSaveTensorName(SAVED + ":0")
            .setRestoreOpName(RESTORE)
            .setVersion(SaverDef.CheckpointFormatVersion.V2)
            .build();
  }
}

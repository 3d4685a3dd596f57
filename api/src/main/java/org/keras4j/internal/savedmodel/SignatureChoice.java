package org.keras4j.internal.savedmodel;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.keras4j.core.Signature;
import org.keras4j.internal.Names;
import org.keras4j.internal.graph.TensorName;
import org.keras4j.internal.graph.Tensors;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.Shape;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;

/**
 * The signature of a SavedModel that is to be run: which tensors are fed and fetched.
 *
 * @param signature what goes in and comes out
 * @param feeds the tensors of the inputs
 * @param fetches the tensors of the outputs
 * @param types the types of the outputs, as the file has them
 */
record SignatureChoice(
    Signature signature, List<TensorName> feeds, List<TensorName> fetches, List<TensorInfo> types) {

  /** TensorFlow's own signature that initializes the rest. */
  static final String INITIALIZE = "__saved_model_init_op";

  private static final Pattern NUMBERED = Pattern.compile("(.*?)(\\d{0,9})", Pattern.DOTALL);

  /** By name, but {@code output_10} behind {@code output_9}. */
  private static final Comparator<String> BY_NAME =
      Comparator.comparing((String n) -> part(n, 1))
          .thenComparingInt(n -> part(n, 2).isEmpty() ? -1 : Integer.parseInt(part(n, 2)))
          .thenComparing(Comparator.naturalOrder());

  private static String part(String name, int group) {
    Matcher m = NUMBERED.matcher(name);
    return m.matches() ? m.group(group) : "";
  }

  /**
   * Finds a signature.
   *
   * @param wanted its name, or null for {@code serving_default} or the only one
   * @throws IllegalArgumentException if there is none, listing those there are, or it has tensors
   *     that no array can hold
   */
  static SignatureChoice of(Path folder, MetaGraphDef graph, @Nullable String wanted) {
    Map<String, SignatureDef> all = graph.getSignatureDefMap();
    TreeSet<String> names = new TreeSet<>(all.keySet());
    names.remove(INITIALIZE);
    String name = wanted == null ? defaultOf(folder, names) : wanted;
    SignatureDef found = names.contains(name) ? all.get(name) : null;
    if (found == null) {
      throw Names.unknown("signature of the SavedModel in " + folder, name, names);
    }
    String where = "Signature '" + name + "' of the SavedModel in " + folder;
    if (found.getInputsCount() == 0 || found.getOutputsCount() == 0) {
      throw new IllegalArgumentException(
          where + " takes or returns nothing; choose another one of " + names);
    }
    return of(String.valueOf(folder.toAbsolutePath().normalize().getFileName()), where, found);
  }

  private static String defaultOf(Path folder, TreeSet<String> names) {
    if (names.isEmpty()) {
      throw new IllegalArgumentException(
          "The SavedModel in "
              + folder
              + " has no signatures; export it with one, as Keras's model.export(…) does");
    }
    if (!names.contains(SavedModelFile.SERVING_DEFAULT) && names.size() > 1) {
      throw new IllegalArgumentException(
          "The SavedModel in "
              + folder
              + " has several signatures and none of them is "
              + SavedModelFile.SERVING_DEFAULT
              + ": choose one of "
              + String.join(", ", names)
              + " with signature(…)");
    }
    return names.contains(SavedModelFile.SERVING_DEFAULT)
        ? SavedModelFile.SERVING_DEFAULT
        : names.first();
  }

  private static SignatureChoice of(String model, String where, SignatureDef found) {
    List<Signature.TensorInfo> inputs = new ArrayList<>();
    List<Signature.TensorInfo> outputs = new ArrayList<>();
    List<TensorName> feeds = new ArrayList<>();
    List<TensorName> fetches = new ArrayList<>();
    List<TensorInfo> types = new ArrayList<>();
    for (String name : found.getInputsMap().keySet().stream().sorted(BY_NAME).toList()) {
      TensorInfo info = found.getInputsOrThrow(name);
      Signature.TensorInfo input = info(where + ": input '" + name + "'", name, info);
      if (input.shape().rank() == 0) {
        throw new IllegalArgumentException(
            where
                + ": input '"
                + name
                + "' is a single number; a predictor needs samples along the first axis of each input");
      }
      inputs.add(input);
      feeds.add(TensorName.parse(info.getName()));
    }
    for (String name : found.getOutputsMap().keySet().stream().sorted(BY_NAME).toList()) {
      TensorInfo info = found.getOutputsOrThrow(name);
      outputs.add(info(where + ": output '" + name + "'", name, info));
      fetches.add(TensorName.parse(info.getName()));
      types.add(info);
    }
    return new SignatureChoice(
        new Signature(model, inputs, outputs), feeds, fetches, List.copyOf(types));
  }

  private static Signature.TensorInfo info(String what, String name, TensorInfo info) {
    if (info.getEncodingCase() != TensorInfo.EncodingCase.NAME) {
      throw new IllegalArgumentException(
          what + " is no plain tensor; export a function that takes and returns dense tensors");
    }
    DType dtype = Tensors.dtypeOrNull(info.getDtype());
    if (dtype == null) {
      throw new IllegalArgumentException(
          what
              + " is of type "
              + info.getDtype()
              + ", which no NDArray can hold; export a function that takes and returns numbers of "
              + List.of(DType.values()));
    }
    Shape shape = Infos.shape(info);
    if (shape == null) {
      throw new IllegalArgumentException(
          what + " has an unknown number of axes; export it with a shape such as (None, 3)");
    }
    return new Signature.TensorInfo(name, shape, dtype);
  }
}

package org.keras4j.internal.savedmodel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.keras4j.internal.graph.NativeRuntime;
import org.keras4j.internal.graph.NativeSession;
import org.keras4j.internal.graph.SessionSettings;
import org.keras4j.internal.graph.TensorName;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.proto.AssetFileDef;
import org.tensorflow.proto.CollectionDef;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SignatureDef;

/**
 * Opens a session for one signature of a SavedModel. Only what the signature needs gets into the
 * session, so that nothing else can run, and this is what is searched for unsafe operations.
 */
final class SavedModelSession {

  /** What initializes tables and the like, under the names that versions of TensorFlow gave it. */
  private static final List<String> INITIALIZERS =
      List.of("saved_model_main_op", "legacy_init_op", "saved_model_legacy_init_op");

  private static final Set<String> VARIABLES =
      Set.of("VarHandleOp", "VariableV2", "Variable", "_VarHandlesOp");

  private final Path folder;
  private final MetaGraphDef meta;
  private final GraphDef graph;
  private final SignatureChoice choice;
  private final List<String> initializers;
  private final GraphSlice serving;
  private final List<String> restore;

  private SavedModelSession(Path folder, MetaGraphDef meta, SignatureChoice choice)
      throws IOException {
    this.folder = folder;
    this.meta = meta;
    this.choice = choice;
    graph = withFiles();
    initializers = initializers(meta);
    List<String> roots = new ArrayList<>(initializers);
    Stream.of(choice.feeds(), choice.fetches())
        .flatMap(List::stream)
        .forEach(t -> roots.add(t.operation()));
    serving = GraphSlice.of(graph, roots);
    restore = restoreOperation();
  }

  /**
   * Opens a session in which variables have their values.
   *
   * @throws IllegalArgumentException for unsafe operations, unless they are allowed
   * @throws IOException if something is missing or damaged
   */
  static NativeSession open(
      Path folder, MetaGraphDef meta, SignatureChoice choice, boolean allowUnsafe)
      throws IOException {
    SavedModelSession opened = new SavedModelSession(folder, meta, choice);
    if (!allowUnsafe) {
      UnsafeOperations.refuse(folder, opened.serving, GraphSlice.of(opened.graph, opened.restore));
    }
    NativeRuntime.ensureLoaded();
    try {
      return opened.open();
    } catch (TensorFlowException | IllegalArgumentException e) {
      throw new IOException(
          "TensorFlow refuses the SavedModel in "
              + folder
              + ", which may be damaged or of another version: "
              + SavedModelFile.withoutStop(e),
          e);
    }
  }

  private NativeSession open() throws IOException {
    List<String> roots = new ArrayList<>(restore);
    roots.addAll(initializers);
    Stream.of(choice.feeds(), choice.fetches())
        .flatMap(List::stream)
        .forEach(t -> roots.add(t.operation()));
    GraphDef.Builder needed = GraphSlice.of(graph, roots).graph().toBuilder();
    // TensorFlow fetches neither what is fed nor the same tensor twice.
    for (int i = 0; i < choice.fetches().size(); i++) {
      needed.addNode(
          Nodes.identity(
              fetched(i).operation(),
              choice.fetches().get(i).toString(),
              choice.types().get(i).getDtype()));
    }
    NativeSession session = new NativeSession(needed.build(), SessionSettings.model());
    try {
      for (String operation : Stream.concat(restore.stream(), initializers.stream()).toList()) {
        try (NativeSession.Call call =
            session.callByName(List.of(), List.of(), List.of(operation))) {
          call.run(List.of());
        }
      }
    } catch (RuntimeException | Error e) {
      session.close();
      throw e;
    }
    return session;
  }

  /** Returns the tensor by which an output is fetched. */
  static TensorName fetched(int output) {
    return new TensorName("keras4j_output_" + output, 0);
  }

  /** Puts the names of files into the graph, which whoever loads it is to feed. */
  private GraphDef withFiles() throws IOException {
    Map<String, String> texts = new HashMap<>();
    String fed = meta.getSaverDef().getFilenameTensorName();
    if (!fed.isEmpty()) {
      texts.put(Nodes.operation(fed), variables().toString());
    }
    for (AssetFileDef asset : meta.getAssetFileDefList()) {
      Path assets = folder.resolve(SavedModelFile.ASSETS);
      Path file = assets.resolve(asset.getFilename()).normalize();
      if (!file.startsWith(assets.normalize()) && !file.startsWith(assets)) {
        throw new IOException(
            "the asset " + asset.getFilename() + " of the SavedModel is outside of its folder");
      }
      texts.put(Nodes.operation(asset.getTensorInfo().getName()), file.toString());
    }
    return Nodes.withTexts(meta.getGraphDef(), texts);
  }

  private Path variables() {
    return folder.resolve(SavedModelFile.VARIABLES).resolve(SavedModelFile.VARIABLES);
  }

  private List<String> restoreOperation() throws IOException {
    String operation = meta.getSaverDef().getRestoreOpName();
    if (operation.isEmpty()) {
      return List.of();
    }
    Path index = Path.of(variables() + ".index");
    if (Files.exists(index)) {
      return List.of(Nodes.operation(operation));
    }
    if (serving.operations().keySet().stream().anyMatch(VARIABLES::contains)) {
      throw new IOException(
          "the SavedModel is not complete: there is no "
              + index
              + ", which has the values of its variables");
    }
    return List.of();
  }

  private static List<String> initializers(MetaGraphDef meta) {
    SignatureDef signature = meta.getSignatureDefMap().get(SignatureChoice.INITIALIZE);
    if (signature != null && signature.containsOutputs(SignatureChoice.INITIALIZE)) {
      return List.of(
          Nodes.operation(signature.getOutputsOrThrow(SignatureChoice.INITIALIZE).getName()));
    }
    for (String name : INITIALIZERS) {
      CollectionDef collection = meta.getCollectionDefMap().get(name);
      if (collection != null && collection.getNodeList().getValueCount() > 0) {
        return collection.getNodeList().getValueList().stream().map(Nodes::operation).toList();
      }
    }
    return List.of();
  }
}

package org.keras4j.internal.savedmodel;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.keras4j.internal.engine.InferenceGraph;
import org.keras4j.internal.engine.ModelFunction;
import org.keras4j.internal.graph.NativeSession;
import org.keras4j.internal.graph.SessionSettings;
import org.keras4j.internal.graph.WeightSource;
import org.tensorflow.Output;
import org.tensorflow.TensorFlow;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SaverDef;
import org.tensorflow.proto.SignatureDef;

/**
 * Writes the inference graph of a model as a SavedModel.
 *
 * <p>TensorFlow Java's own exporter forgets resource variables. So the operations that save and
 * restore the weights are added here, and the weights are written by them. Constants in place of
 * variables would be held several times by whoever loads the model, and a graph ends at 2 GB.
 */
public final class ModelExport {

  private static final long SCHEMA = 1;
  private static final String PREDICT = "tensorflow/serving/predict";

  private final InferenceGraph graph;
  private final SavedWeights weights;
  private final List<String> outputNames;

  private ModelExport(InferenceGraph graph, List<String> outputNames) {
    this.graph = graph;
    this.outputNames = outputNames;
    weights = SavedWeights.addTo(graph);
  }

  /**
   * Writes a SavedModel with the weights of this moment.
   *
   * @param outputNames the names of the outputs in the signatures
   * @param folder is there and empty
   * @throws IOException if it cannot be written
   */
  public static void write(ModelFunction model, List<String> outputNames, Path folder)
      throws IOException {
    try (InferenceGraph graph = new InferenceGraph(model)) {
      new ModelExport(graph, outputNames).write(folder);
    }
  }

  private void write(Path folder) throws IOException {
    GraphDef all = graph.definition();
    Path variables = Files.createDirectory(folder.resolve(SavedModelFile.VARIABLES));
    String prefix = variables.resolve(SavedModelFile.VARIABLES).toString();
    GraphDef here = Nodes.withTexts(all, Map.of(SavedWeights.FILE, prefix));
    try (NativeSession session = new NativeSession(here, SessionSettings.model())) {
      graph.fill(session, WeightSource.NONE);
      weights.save(session);
    } catch (TensorFlowException e) {
      throw new IOException(SavedModelFile.withoutStop(e), e);
    }
    SavedModel saved =
        SavedModel.newBuilder()
            .setSavedModelSchemaVersion(SCHEMA)
            .addMetaGraphs(metaGraph(all))
            .build();
    try (OutputStream out = Files.newOutputStream(folder.resolve(SavedModelFile.NAME))) {
      saved.writeTo(out);
    }
  }

  private MetaGraphDef metaGraph(GraphDef all) throws IOException {
    Set<String> roots = new LinkedHashSet<>(weights.roots());
    graph.inputs().forEach(o -> roots.add(o.op().name()));
    graph.outputs().forEach(o -> roots.add(o.op().name()));
    SignatureDef signature = signature();
    MetaGraphDef.Builder meta =
        MetaGraphDef.newBuilder()
            .setMetaInfoDef(
                MetaGraphDef.MetaInfoDef.newBuilder()
                    .addTags(SavedModelFile.SERVE)
                    .setTensorflowVersion(TensorFlow.version()))
            // What has put the weights in here is of no use elsewhere.
            .setGraphDef(GraphSlice.of(all, roots).graph())
            .putSignatureDef(SavedModelFile.SERVING_DEFAULT, signature)
            .putSignatureDef(SavedModelFile.SERVE, signature);
    SaverDef saver = weights.saver();
    return (saver == null ? meta : meta.setSaverDef(saver)).build();
  }

  private SignatureDef signature() {
    SignatureDef.Builder s = SignatureDef.newBuilder().setMethodName(PREDICT);
    List<Output<?>> inputs = new ArrayList<>(graph.inputs());
    for (int i = 0; i < inputs.size(); i++) {
      var info = graph.signature().inputs().get(i);
      s.putInputs(info.name(), Infos.of(inputs.get(i), info.shape()));
    }
    for (int i = 0; i < outputNames.size(); i++) {
      var info = graph.signature().outputs().get(i);
      s.putOutputs(outputNames.get(i), Infos.of(graph.outputs().get(i), info.shape()));
    }
    return s.build();
  }
}

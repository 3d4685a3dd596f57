package org.keras4j.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keras4j.Model;
import org.keras4j.core.Variable;
import org.keras4j.layers.Layer;
import picocli.CommandLine.Command;

/** Lists the layers of a model. */
@Command(
    name = "summary",
    description = "Lists the layers of a model with their shapes and numbers of parameters.",
    mixinStandardHelpOptions = true)
final class SummaryCommand extends ModelCommand {

  @Override
  Map<String, ? extends @Nullable Object> result() {
    Loading loading = new Loading(file());
    try (Model model = loading.lenient(this::tell)) {
      Map<String, @Nullable Object> all = fields();
      all.put("name", model.name());
      all.put("class_name", model.className());
      all.put("inputs", shapes(model, true));
      all.put("outputs", shapes(model, false));
      all.put("layers", model.layers().stream().map(SummaryCommand::layer).toList());
      all.put("total_params", parameters(model.weights()));
      all.put("trainable_params", parameters(model.trainableWeights()));
      all.put("compiled", model.isCompiled() || loading.hasLost());
      tell(model.summaryText());
      return all;
    }
  }

  private static long parameters(List<Variable> weights) {
    return weights.stream().mapToLong(w -> w.shape().size()).sum();
  }

  private static List<Map<String, @Nullable Object>> shapes(Model model, boolean inputs) {
    List<String> names = inputs ? model.inputNames() : model.outputNames();
    List<Map<String, @Nullable Object>> all = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      Map<String, @Nullable Object> one = fields();
      one.put("name", names.get(i));
      one.put("shape", shape((inputs ? model.inputs() : model.outputs()).get(i).shape()));
      all.add(one);
    }
    return all;
  }

  private static Map<String, @Nullable Object> layer(Layer layer) {
    Map<String, @Nullable Object> one = fields();
    one.put("name", layer.name());
    one.put("class_name", layer.className());
    one.put("params", layer.countParams());
    one.put("trainable", layer.trainable());
    return one;
  }
}

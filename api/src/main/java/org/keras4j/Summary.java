package org.keras4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.keras4j.core.Variable;
import org.keras4j.internal.Patterns;
import org.keras4j.internal.PythonNumbers;
import org.keras4j.internal.TextTable;
import org.keras4j.internal.TextTable.Align;
import org.keras4j.internal.layers.LayerAccess;
import org.keras4j.internal.layers.Node;
import org.keras4j.layers.KerasTensor;
import org.keras4j.layers.Layer;
import org.keras4j.optimizers.Optimizer;

/** The table of a model's layers, as Keras draws it. */
final class Summary {

  private static final String[] UNITS = {"B", "KB", "MB", "GB", "TB", "PB"};

  private final Model model;
  private final SummaryOptions options;
  private final @Nullable FunctionalGraph graph;
  private final boolean connections;
  private final Set<Node> nodes = new HashSet<>();

  Summary(Model model, SummaryOptions options) {
    this.model = model;
    this.options = options;
    this.graph = model instanceof Sequential ? null : model.graph();
    this.connections = graph != null && !graph.isChain();
    if (graph != null) {
      nodes.addAll(graph.nodes());
    }
  }

  /** Returns the text for a terminal of this width, which counts only if no width was given. */
  String text(int columns) {
    int length =
        options.lineLength() != null
            ? options.lineLength()
            : Math.min((connections ? 108 : 88) + (options.showTrainable() ? 12 : 0), columns - 4);
    TextTable table = new TextTable(head(), aligns(), widths(length), length);
    for (Layer layer : range(model.layers())) {
      rows(table, layer, 0);
    }
    StringBuilder out = new StringBuilder();
    String title = "Model: \"" + model.name() + "\"";
    for (String line : TextTable.wrap(title, Math.max(columns, length), true)) {
      out.append(line).append('\n');
    }
    out.append(table);
    footer(out);
    return out.toString();
  }

  static int terminalColumns(@Nullable String environment) {
    try {
      int n = environment == null ? 0 : Integer.parseInt(environment.strip());
      return n > 0 ? n : 80;
    } catch (NumberFormatException e) {
      return 80;
    }
  }

  // --- Columns --------------------------------------------------------------------------------

  private List<String> head() {
    List<String> head = new ArrayList<>(List.of("Layer (type)", "Output Shape", "Param #"));
    if (connections) {
      head.add("Connected to");
    }
    if (options.showTrainable()) {
      head.add("Trainable");
    }
    return head;
  }

  private List<Align> aligns() {
    List<Align> aligns = new ArrayList<>(List.of(Align.LEFT, Align.LEFT, Align.RIGHT));
    if (connections) {
      aligns.add(Align.LEFT);
    }
    if (options.showTrainable()) {
      aligns.add(Align.CENTER);
    }
    return aligns;
  }

  private int[] widths(int length) {
    double[] positions = options.positions();
    if (positions == null) {
      positions = connections ? new double[] {.3, .56, .74, 1} : new double[] {.45, .8, 1};
    }
    int columns = connections ? 4 : 3;
    if (positions.length != columns) {
      throw new IllegalArgumentException(
          "summary: this model's table has "
              + columns
              + " columns; received "
              + positions.length
              + " positions");
    }
    if (options.showTrainable()) {
      double[] moved = Arrays.copyOf(positions, positions.length + 1);
      for (int i = 0; i < positions.length; i++) {
        moved[i] = positions[i] * .9;
      }
      moved[positions.length] = 1;
      positions = moved;
    }
    int[] widths = new int[positions.length];
    int current = 0;
    for (int i = 0; i < widths.length; i++) {
      widths[i] = (int) (positions[i] * length) - current;
      current += widths[i];
      if (widths[i] < 4) {
        throw new IllegalArgumentException(
            "summary: a width of "
                + length
                + " leaves no room for column "
                + (i + 1)
                + "; give a larger lineLength or other positions");
      }
    }
    return widths;
  }

  // --- Rows -----------------------------------------------------------------------------------

  private List<Layer> range(List<Layer> layers) {
    String first = options.firstLayer();
    String last = options.lastLayer();
    if (first == null || last == null) {
      return layers;
    }
    List<Integer> from = matching(layers, first);
    List<Integer> to = matching(layers, last);
    int begin = from.get(0);
    int end = to.get(to.size() - 1);
    // As in Keras, a range that is given backwards is turned round.
    return begin <= end
        ? layers.subList(begin, end + 1)
        : layers.subList(to.get(0), from.get(from.size() - 1) + 1);
  }

  private List<Integer> matching(List<Layer> layers, String regex) {
    boolean isName = layers.stream().anyMatch(l -> l.name().equals(regex));
    Pattern pattern =
        isName
            ? Pattern.compile(regex, Pattern.LITERAL)
            : Patterns.compile("summary", "layerRange", regex);
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      if (pattern.matcher(layers.get(i).name()).lookingAt()) {
        found.add(i);
      }
    }
    if (found.isEmpty()) {
      throw new IllegalArgumentException(
          "summary: no layer of model '"
              + model.name()
              + "' matches '"
              + regex
              + "' of layerRange. There are: "
              + layers.stream().map(Layer::name).collect(Collectors.joining(", ")));
    }
    return found;
  }

  private void rows(TextTable table, Layer layer, int level) {
    String prefix = level == 0 ? "" : "   ".repeat(level) + "└ ";
    List<String> cells = new ArrayList<>();
    cells.add(prefix + layer.name() + " (" + layer.className() + ")");
    cells.add(shape(layer));
    cells.add(layer.isBuilt() ? count(layer.countParams()) : "0 (unbuilt)");
    if (connections) {
      cells.add(connectedTo(layer));
    }
    if (options.showTrainable()) {
      cells.add(layer.weights().isEmpty() ? "-" : layer.trainable() ? "Y" : "N");
    }
    table.add(cells);
    if (options.expandNested() && layer instanceof Model inner) {
      inner.layers().forEach(l -> rows(table, l, level + 1));
    }
  }

  private static String shape(Layer layer) {
    List<Node> calls = LayerAccess.get().calls(layer);
    if (calls.isEmpty()) {
      return "?";
    }
    List<KerasTensor> outputs = calls.get(calls.size() - 1).outputs();
    String shapes =
        outputs.stream().map(o -> o.shape().toString()).collect(Collectors.joining(", "));
    return outputs.size() == 1 ? shapes : "[" + shapes + "]";
  }

  private String connectedTo(Layer layer) {
    List<String> found = new ArrayList<>();
    for (Node call : LayerAccess.get().calls(layer)) {
      if (nodes.contains(call) && graph != null) {
        for (KerasTensor in : graph.inputsOf(call)) {
          Layer from = Node.of(in).layer();
          found.add(
              from.name()
                  + "["
                  + LayerAccess.get().calls(from).indexOf(Node.of(in))
                  + "]["
                  + Node.index(in)
                  + "]");
        }
      }
    }
    return found.isEmpty() ? "-" : String.join(", ", found);
  }

  // --- Footer ---------------------------------------------------------------------------------

  private void footer(StringBuilder out) {
    List<Variable> trainable = model.trainableWeights();
    List<Variable> others = model.nonTrainableWeights();
    Optimizer used = model.optimizerOrNull();
    List<Variable> optimizer = used != null && used.isBuilt() ? used.variables() : List.of();
    List<Variable> all = new ArrayList<>(trainable);
    all.addAll(others);
    all.addAll(optimizer);
    line(out, "Total", all);
    line(out, "Trainable", trainable);
    line(out, "Non-trainable", others);
    if (!optimizer.isEmpty()) {
      line(out, "Optimizer", optimizer);
    }
  }

  private static void line(StringBuilder out, String what, List<Variable> variables) {
    long count = variables.stream().mapToLong(v -> v.shape().size()).sum();
    long bytes = variables.stream().mapToLong(v -> v.shape().size() * v.dtype().byteSize()).sum();
    out.append(' ').append(what).append(" params: ").append(count(count));
    out.append(" (").append(size((double) bytes)).append(")\n");
  }

  private static String count(long n) {
    return String.format(Locale.ROOT, "%,d", n);
  }

  private static String size(double bytes) {
    double b = bytes;
    int unit = 0;
    while (b >= 1024 && unit < UNITS.length - 1) {
      b /= 1024;
      unit++;
    }
    return PythonNumbers.fixed(b, 2) + " " + UNITS[unit];
  }
}

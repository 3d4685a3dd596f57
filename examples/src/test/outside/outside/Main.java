package outside;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keras4j.utils.Dataset;
import org.keras4j.Input;
import org.keras4j.Keras;
import org.keras4j.layers.Layer;
import org.keras4j.Sequential;
import org.keras4j.activations.Activation;
import org.keras4j.constraints.Constraint;
import org.keras4j.initializers.Initializers;
import org.keras4j.layers.Dense;
import org.keras4j.losses.Loss;
import org.keras4j.metrics.Metric;
import org.keras4j.ndarray.NDArray;
import org.keras4j.optimizers.Optimizer;
import org.keras4j.regularizers.Regularizer;

/**
 * Writes and reads a class of each kind; prints what could be, then trains with them. With an
 * argument: prints which initializer has that name.
 */
public final class Main {

  private static final Map<String, Object> READ = new LinkedHashMap<>();

  private Main() {}

  public static void main(String[] args) {
    if (args.length > 0) {
      System.out.println(Initializers.get(args[0]).className());
      return;
    }
    if (!Boolean.getBoolean("catalogue")) {
      Parts.entries().forEach(Keras::register);
    }
    Parts.all().forEach(Main::roundTrip);
    Object written = Activation.KIND.write(Parts.ACTIVATION);
    require(Activation.KIND.read(written) == Parts.ACTIVATION, "activation read as another one");
    System.out.println("own_activation");
    String tuned = new Tuning(Path.of(System.getProperty("folder"))).run();
    require("[3, 2, 1] 2 true".equals(tuned), tuned);
    System.out.println("OwnTuner");
    fit();
  }

  private static <T> void roundTrip(Part<T> part) {
    String name = "outside>" + part.name();
    T example = part.example().get();
    Map<String, Object> written = map(part.kind().write(example));
    require(name.equals(written.get("registered_name")), written.toString());
    T read = part.kind().read(written);
    require(read != example && read.getClass() == example.getClass(), name);
    require(
        written.equals(part.kind().write(read)), written + " became " + part.kind().write(read));
    READ.put(part.name(), read);

    Map<String, Object> wrong = new LinkedHashMap<>(map(written.get("config")));
    require(wrong.containsKey(part.key()), wrong.toString());
    wrong.put(part.key(), 0.0);
    String inCode = refusal(part.refused());
    String inConfig = refusal(() -> part.kind().fromConfig(name, wrong));
    require(inConfig.contains(inCode), "refused as '" + inConfig + "', in code as " + inCode);
    System.out.println(part.name());
  }

  private static String refusal(Runnable attempt) {
    try {
      attempt.run();
    } catch (IllegalArgumentException e) {
      return String.valueOf(e.getMessage());
    }
    throw new IllegalStateException("not refused");
  }

  @SuppressWarnings("unchecked") // a config has texts as keys
  private static Map<String, Object> map(Object written) {
    return (Map<String, Object>) written;
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalStateException(message);
    }
  }

  /** What was read does in a model what it was written for. */
  private static void fit() {
    Dense dense =
        new Dense(1)
            .kernelRegularizer((Regularizer) READ.get("OwnRegularizer"))
            .kernelConstraint((Constraint) READ.get("OwnConstraint"));
    try (Sequential model = Sequential.of(Input.of(2), (Layer) READ.get("OwnLayer"), dense)) {
      model.compile(
          c ->
              c.optimizer((Optimizer) READ.get("OwnOptimizer"))
                  .loss((Loss) READ.get("OwnLoss"))
                  .metrics((Metric) READ.get("OwnMetric")));
      List<Dataset.Batch> batches = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        batches.add(Dataset.Batch.of(NDArray.ones(4, 2), NDArray.zeros(4, 1)));
      }
      Dataset data = batches::iterator;
      var history = model.fit(data, o -> o.epochs(2).verbose(0));
      require(Double.isFinite(history.get("loss").get(1)), history.toString());
      require(history.get("near").size() == 2, history.toString());
    }
    System.out.println("fit");
  }
}

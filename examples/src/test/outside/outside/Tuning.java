package outside;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.keras4j.Input;
import org.keras4j.Model;
import org.keras4j.Sequential;
import org.keras4j.initializers.Constant;
import org.keras4j.layers.Dense;
import org.keras4j.ndarray.NDArray;
import org.keras4j.tuner.HyperParameters;

/** A search with an oracle and a tuner of one's own: it is cut off, goes on, and sums up. */
final class Tuning {

  private final Path folder;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  Tuning(Path folder) {
    this.folder = folder;
  }

  private static Model build(HyperParameters hp) {
    Dense dense = new Dense(1).kernelInitializer(new Constant(hp.Choice("start", 1, 2, 3)));
    Model model = Sequential.of(Input.of(2), dense);
    model.compile(c -> c.optimizer(new OwnOptimizer(0.001)).loss(new OwnLoss()));
    return model;
  }

  private OwnTuner search(int maxTrials) {
    OwnTuner tuner =
        new OwnTuner(Tuning::build)
            .objective("loss")
            .maxTrials(maxTrials)
            .epochs(2)
            .directory(folder)
            .printTo(new PrintStream(printed, true, StandardCharsets.UTF_8));
    tuner.search(NDArray.ones(4, 2), NDArray.zeros(4, 1), o -> o.verbose(0));
    return tuner;
  }

  /** Returns the values that were tried, in order, and the best. */
  String run() {
    search(2);
    OwnTuner resumed = search(9);
    List<Integer> tried =
        resumed.oracle().trials().stream().map(t -> t.hyperparameters().getInt("start")).toList();
    resumed.resultsSummary(1);
    resumed.getBestModels(1).forEach(Model::close);
    boolean summed =
        printed.toString(StandardCharsets.UTF_8).contains("Trial 2 summary\nHyperparameters:");
    return tried + " " + resumed.results(1).get(0).trialId() + " " + summed;
  }
}

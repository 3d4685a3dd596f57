package org.keras4j.benchmarks;

/**
 * How much a training row does on every side: some epochs to warm up, then {@link #TIMED} epochs
 * that are timed, all in one call of {@code fit}. The same numbers stand in {@code keras_side.py}.
 *
 * @param batch rows a step
 * @param steps steps an epoch
 * @param warmUp epochs before those that are timed: short steps need more of them until compilers
 *     are done
 */
record TrainingSize(int batch, int steps, int warmUp) {

  static final int TIMED = 3;

  static TrainingSize of(String workload) {
    return switch (workload) {
      case "mlp16" -> new TrainingSize(16, 750, 3);
      case "mlp256" -> new TrainingSize(256, 195, 2);
      case "cnn256", "cnnaug256" -> new TrainingSize(256, 24, 1);
      default -> throw new IllegalArgumentException("No training row is called " + workload);
    };
  }

  int images() {
    return batch * steps;
  }
}

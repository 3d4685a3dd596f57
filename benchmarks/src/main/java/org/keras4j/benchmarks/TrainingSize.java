package org.keras4j.benchmarks;

/**
 * How much a training row does on every side: one epoch to warm up, then {@link #TIMED} epochs that
 * are timed, all in one call of {@code fit}. The same numbers stand in {@code keras_side.py}.
 *
 * @param batch rows a step
 * @param steps steps an epoch
 */
record TrainingSize(int batch, int steps) {

  static final int TIMED = 2;

  static TrainingSize of(String workload) {
    return switch (workload) {
      case "mlp16" -> new TrainingSize(16, 750);
      case "mlp256" -> new TrainingSize(256, 195);
      case "cnn256", "cnnaug256" -> new TrainingSize(256, 24);
      default -> throw new IllegalArgumentException("No training row is called " + workload);
    };
  }

  int images() {
    return batch * steps;
  }
}

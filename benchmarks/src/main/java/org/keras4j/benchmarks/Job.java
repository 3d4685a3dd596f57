package org.keras4j.benchmarks;

/**
 * What one process of a comparison does.
 *
 * @param side {@code keras4j}, {@code plain} (TensorFlow Java), {@code keras}, {@code keras32} (32
 *     steps an execution) or {@code djl}
 * @param workload such as {@code cnn256}
 * @param policy {@code float32} or {@code mixed_bfloat16}
 */
record Job(String side, String workload, String policy) {

  Job on(String other) {
    return new Job(other, workload, policy);
  }

  @Override
  public String toString() {
    return side + " " + workload + (policy.equals("float32") ? "" : " " + policy);
  }
}

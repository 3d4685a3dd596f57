/** Hyperparameter search as in KerasTuner. */
module org.keras4j.tuner {
  requires transitive org.keras4j;
  requires static transitive org.jspecify;
}

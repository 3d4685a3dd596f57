/** Hyperparameter search as in KerasTuner. */
@SuppressWarnings("requires-automatic") // Hipparchus has no module names of its own
module org.keras4j.tuner {
  requires transitive org.keras4j;
  requires com.fasterxml.jackson.databind;
  requires hipparchus.core;
  requires hipparchus.optim;
  requires static transitive org.jspecify;

  exports org.keras4j.tuner;
}

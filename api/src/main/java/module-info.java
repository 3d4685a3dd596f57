/** Keras 3 for Java, on TensorFlow Java. */
@SuppressWarnings("module") // the friends named below are compiled after this module
module org.keras4j {
  requires transitive tensorflow;
  requires com.fasterxml.jackson.databind;
  requires static transitive org.jspecify;

  exports org.keras4j;
  exports org.keras4j.internal.random to
      org.keras4j.augment,
      org.keras4j.datasets,
      org.keras4j.tuner;
  exports org.keras4j.ndarray;
  exports org.keras4j.utils;
}

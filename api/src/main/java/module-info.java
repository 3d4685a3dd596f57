/** Keras 3 for Java, on TensorFlow Java. */
module org.keras4j {
  requires transitive tensorflow;
  requires com.fasterxml.jackson.databind;
  requires static transitive org.jspecify;

  exports org.keras4j;
}

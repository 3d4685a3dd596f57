/** Keras 3 for Java, on TensorFlow Java. */
module org.keras4j {
  requires transitive tensorflow;
  requires com.fasterxml.jackson.databind;
  requires static transitive org.jspecify;

  // A package is exported here once it holds a public class: javac refuses empty ones.
}

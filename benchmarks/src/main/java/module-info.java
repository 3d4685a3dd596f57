/** Side-by-side programs that time Keras4J, Python Keras and plain TensorFlow Java. */
module org.keras4j.benchmarks {
  requires org.keras4j.augment;
  requires org.keras4j.datasets;
  requires com.fasterxml.jackson.databind;
  requires java.management;
  requires static org.jspecify;
}

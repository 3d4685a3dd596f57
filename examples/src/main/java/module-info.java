/** Programs to run and to read. */
module org.keras4j.examples {
  requires org.keras4j.augment;
  requires org.keras4j.datasets;
  requires org.keras4j.tuner;
  requires static org.jspecify;

  // A package is exported here once it holds a public class: javac refuses empty ones.
}

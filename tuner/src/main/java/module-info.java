/** Hyperparameter search as in KerasTuner. */
module org.keras4j.tuner {
  requires transitive org.keras4j;
  requires static transitive org.jspecify;

  // A package is exported here once it holds a public class: javac refuses empty ones.
}

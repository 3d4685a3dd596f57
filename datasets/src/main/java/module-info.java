/** MNIST, Fashion-MNIST and generated digits, with Keras's cache. */
module org.keras4j.datasets {
  requires transitive org.keras4j;
  requires static transitive org.jspecify;

  // A package is exported here once it holds a public class: javac refuses empty ones.
}

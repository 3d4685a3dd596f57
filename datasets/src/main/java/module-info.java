/** MNIST, Fashion-MNIST and generated digits, with Keras's cache. */
module org.keras4j.datasets {
  requires transitive org.keras4j;
  requires static transitive org.jspecify;

  exports org.keras4j.datasets;
}

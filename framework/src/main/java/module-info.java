/** Parts of tensorflow-framework in Keras4J models. */
module org.keras4j.framework {
  requires transitive org.keras4j;
  requires transitive tensorflow.framework;
  requires static transitive org.jspecify;

  exports org.keras4j.framework;
}

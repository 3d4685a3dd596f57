/** Programs to run and to read. */
module org.keras4j.examples {
  requires org.keras4j.augment;
  requires org.keras4j.datasets;
  requires org.keras4j.tuner;
  requires static org.jspecify;
}

/** Programs to run and to read. */
@SuppressWarnings("requires-automatic") // XChart has no module name of its own
module org.keras4j.examples {
  requires java.desktop;
  requires org.keras4j.augment;
  requires org.keras4j.datasets;
  requires org.keras4j.tuner;
  requires xchart;
  requires static org.jspecify;
}

/** Programs to run and to read. */
@SuppressWarnings("requires-automatic") // XChart has no module name of its own
module org.keras4j.examples {
  requires com.fasterxml.jackson.core;
  requires com.fasterxml.jackson.databind;
  requires java.desktop;
  requires jdk.httpserver;
  requires org.keras4j.augment;
  requires org.keras4j.datasets;
  requires org.keras4j.tuner;
  requires xchart;
  requires static org.jspecify;
}

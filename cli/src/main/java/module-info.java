/** The command {@code keras4j}, for files of models. */
module org.keras4j.cli {
  requires org.keras4j;
  requires org.keras4j.augment;
  requires com.fasterxml.jackson.databind;
  requires info.picocli;
  requires static org.jspecify;

  opens org.keras4j.cli to
      info.picocli;
}

package org.keras4j.benchmarks;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class StreamingTest {

  /** In a process of its own, which would end with an OutOfMemoryError if it kept the data. */
  @Test
  void moreDataThanTheHeapHolds() throws IOException {
    var figures = Side.java("Streaming", "-Xmx64m").run("64", "128", "child");
    assertTrue(figures.path("data_mb").asDouble() > 100, figures.toString());
    assertTrue(figures.path("heap_mb").asDouble() < 64, figures.toString());
  }
}

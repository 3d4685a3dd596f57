package org.keras4j.internal.graph;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.keras4j.Keras;

/** What is set before the first session is tried in a process of its own. */
class ThreadsTest {

  @Test
  void threadsAreRefusedOnceTheyRun() {
    OneShot.evaluate(tf -> tf.constant(1f));
    String message =
        assertThrows(IllegalStateException.class, () -> Keras.setThreads(1, 1)).getMessage();
    assertTrue(message.contains("before the first model"), message);
  }

  @Test
  void negativeNumbersAreRefused() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Keras.setThreads(1, -1)).getMessage();
    assertTrue(message.contains("'inter'") && message.contains("got -1"), message);
  }
}

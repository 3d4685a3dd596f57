package org.keras4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** What every call has in common, and {@code doctor}. */
class MainTest {

  @Test
  void withoutASubcommandItSaysWhichThereAre() {
    Run run = Run.of();
    assertEquals(2, run.code());
    assertEquals("", run.out());
    assertTrue(run.err().contains("doctor"), run.err());
  }

  @Test
  void aWordThatIsNoSubcommandIsAMistakeOfUse() {
    Run run = Run.of("doktor");
    assertEquals(2, run.code());
    assertEquals("", run.out());
    assertTrue(run.err().contains("doctor"), run.err());
  }

  @Test
  void helpIsAResult() {
    Run run = Run.of("--help");
    assertEquals(0, run.code());
    assertTrue(run.out().contains("quickstart"), run.out());
    assertEquals("", run.err());
  }

  @Test
  void theDoctorTellsVersionsAndThatTensorFlowComputes() {
    Run run = Run.of("doctor");
    assertEquals("", run.err());
    assertEquals(run.json().get("problems").isEmpty() ? 0 : 1, run.code());
    assertTrue(run.json().get("keras4j").asText().matches("\\d+\\.\\d+\\.\\d+.*"), run.out());
    assertEquals("1.1.0", run.json().get("tensorflow").get("java_api").asText());
    assertTrue(run.json().get("tensorflow").get("computes").asBoolean());
    assertEquals(
        Runtime.getRuntime().availableProcessors(), run.json().get("system").get("cores").asInt());
  }
}

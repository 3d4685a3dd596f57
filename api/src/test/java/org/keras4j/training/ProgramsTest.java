package org.keras4j.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.keras4j.parity.Fixtures;
import org.keras4j.parity.ProgramLog;

/** Whole programs draw the same numbers as in Python after {@code set_random_seed}. */
class ProgramsTest {

  private static final Map<String, Consumer<ProgramLog>> PROGRAMS =
      Map.ofEntries(
          Map.entry("two_models", TrainingPrograms::twoModels),
          Map.entry("evaluate_between", TrainingPrograms::evaluateBetween),
          Map.entry("calls_on_data", DataPrograms::callsOnData),
          Map.entry("dropout_at_node", DataPrograms::dropoutAtNode),
          Map.entry("clear_session", DrawPrograms::clearSession),
          Map.entry("seed_generators", DrawPrograms::seedGenerators),
          Map.entry("random_functions", DrawPrograms::randomFunctions),
          Map.entry("order_of_layers", DrawPrograms::orderOfLayers),
          Map.entry("initializer_objects", DrawPrograms::initializerObjects),
          Map.entry("copies_by_config", DrawPrograms::copiesByConfig),
          Map.entry("nested", DataPrograms::nested),
          Map.entry("shared_dropout", DataPrograms::sharedDropout),
          Map.entry("noise_in_inference", DataPrograms::noiseInInference),
          Map.entry("shared_generator", DataPrograms::sharedGenerator),
          Map.entry("single_steps", TrainingPrograms::singleSteps),
          Map.entry("seeded_again", TrainingPrograms::seededAgain),
          Map.entry("built_late", TrainingPrograms::builtLate),
          Map.entry("noise_layers", TrainingPrograms::noiseLayers),
          Map.entry("recompiled", TrainingPrograms::recompiled),
          Map.entry("split_and_streams", TrainingPrograms::splitAndStreams),
          Map.entry("restored", TrainingPrograms::restored),
          Map.entry("constant_seed", DataPrograms::constantSeed),
          Map.entry("dropout_in_inference", DataPrograms::dropoutInInference),
          Map.entry("layers_in_two_models", DataPrograms::layersInTwoModels),
          Map.entry("draws_in_callbacks", DataPrograms::drawsInCallbacks),
          Map.entry("names_of_states", DataPrograms::namesOfStates));

  @TestFactory
  Stream<DynamicTest> everyProgram() {
    return Fixtures.tests("programs", ProgramsTest::replay);
  }

  private static void replay(JsonNode program) {
    ProgramLog.replay(program, Objects.requireNonNull(PROGRAMS.get(Fixtures.text(program))));
  }

  @Test
  void noProgramIsMissing() {
    Set<String> recorded = new TreeSet<>();
    Fixtures.read("programs").forEach(c -> recorded.add(Fixtures.text(c)));
    assertEquals(new TreeSet<>(PROGRAMS.keySet()), recorded);
  }
}

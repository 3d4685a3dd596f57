package org.keras4j.internal.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every expected number was printed by CPython 3.11's {@code random.Random}. */
class PythonRandomTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0.8444218515250481, 0.7579544029403025, 0.420571580830845",
    "1, 0.13436424411240122, 0.8474337369372327, 0.763774618976614",
    "42, 0.6394267984578837, 0.025010755222666936, 0.27502931836911926",
    "-42, 0.6394267984578837, 0.025010755222666936, 0.27502931836911926",
    "1234, 0.9664535356921388, 0.4407325991753527, 0.007491470058587191",
    "1099511627793, 0.6614192930187859, 0.24151842637090726, 0.6909905728254405",
    "1267650600228229401496703205379, 0.3567616365770526, 0.9714727250299201,"
        + " 0.8878281370584883"
  })
  void doublesFollowTheSeed(BigInteger seed, double first, double second, double third) {
    var random = new PythonRandom(seed);
    assertEquals(first, random.random());
    assertEquals(second, random.random());
    assertEquals(third, random.random());
  }

  @Test
  void sequenceStaysRightAcrossRegenerations() {
    var random = new PythonRandom(7);
    double last = 0;
    for (int i = 0; i < 2000; i++) {
      last = random.random();
    }
    assertEquals(0.034373654913951945, last);
  }

  @Test
  void randintDrawsTheDefaultSeedsOfKeras() {
    var random = new PythonRandom(3);
    long[] drawn = LongStream.range(0, 5).map(i -> random.randint(1, 1_000_000_000)).toArray();
    assertArrayEquals(new long[] {255512576, 636343333, 584361683, 140040411, 397236330}, drawn);
  }

  @Test
  void mixedCallsConsumeTheSameWordsAsPython() {
    var random = new PythonRandom(42);
    for (int i = 0; i < 3; i++) {
      random.random();
    }
    List<String> bits =
        IntStream.of(1, 7, 32, 33, 53, 64, 70)
            .mapToObj(k -> random.getrandbits(k).toString())
            .toList();
    assertEquals(
        List.of(
            "0",
            "17",
            "3163119785",
            "4735180711",
            "8036041610782387",
            "1603738325357503540",
            "44676572079809266793"),
        bits);
    assertEquals(31994524, random.randint(1, 1_000_000_000));
    assertEquals(100604503, random.randint(1, 1_000_000_000));
    assertEquals(234760739, random.randint(1, 1_000_000_000));
    assertEquals(3812, random.randint(1, 10000));
    assertEquals(8280, random.randint(1, 10000));
    assertEquals(9864, random.randint(1, 10000));
    List<Integer> digits = new ArrayList<>(IntStream.range(0, 10).boxed().toList());
    random.shuffle(digits);
    assertEquals(List.of(2, 1, 9, 7, 4, 6, 5, 3, 8, 0), digits);
    assertEquals(4, random.randint(-5, 5));
  }

  @Test
  void randintHandlesRangesBeyond32Bits() {
    var random = new PythonRandom(5);
    assertEquals(287606570384453L, random.randint(0, 1_000_000_000_000_000L));
    assertEquals(403674277200025L, random.randint(0, 1_000_000_000_000_000L));
    assertEquals(4.38558069669709, random.uniform(2, 5));
  }

  @Test
  void reseedingRestartsTheSequence() {
    var random = new PythonRandom(9);
    double first = random.random();
    random.seed(9);
    assertEquals(first, random.random());
  }

  @Test
  void numpySeedsWithOneWord() {
    var twister = new MersenneTwister();
    twister.seed(23);
    assertEquals(0.5172978838465893, twister.nextDouble());
    assertEquals(0.9469626038148141, twister.nextDouble());
  }

  @Test
  void impossibleRangesAreRefused() {
    var random = new PythonRandom(0);
    assertThrows(IllegalArgumentException.class, () -> random.randint(2, 1));
    assertThrows(IllegalArgumentException.class, () -> random.randint(Long.MIN_VALUE, 5));
    assertThrows(IllegalArgumentException.class, () -> random.getrandbits(-1));
  }
}

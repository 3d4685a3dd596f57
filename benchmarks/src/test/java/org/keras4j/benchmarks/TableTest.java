package org.keras4j.benchmarks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableTest {

  private static final Job OURS = new Job("keras4j", "mlp256", "float32");

  private final Measurements measurements = new Measurements();

  private void add(int round, Job job, String figure, double value) {
    measurements.add(round, job, JsonNodeFactory.instance.objectNode().put(figure, value));
  }

  private static Row row(String name) {
    return Rows.keras().stream().filter(r -> r.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void showsMediansSpreadsAndRatios() {
    double[] theirs = {9, 13, 10};
    double[] mine = {4, 3, 8};
    for (int i = 0; i < 3; i++) {
      add(i + 1, OURS.on("keras"), "ms_per_step", theirs[i]);
      add(i + 1, OURS, "ms_per_step", mine[i]);
      add(i + 1, OURS.on("plain"), "ms_per_step", 3.9);
    }
    String table = new Table(measurements).format(List.of(row("mlp256")));
    assertEquals(
        "| mlp256 | ms/step | keras | 10.0 (9.00–13.0) | 4.00 (3.00–8.00) | 2.50× | 2.50× | ok"
            + " | 3.90 (3.90–3.90) | 1.026 ok |",
        table.lines().toList().get(2));
  }

  @Test
  void missesAreNamed() {
    add(1, OURS.on("keras"), "ms_per_step", 2.49);
    add(1, OURS, "ms_per_step", 1);
    add(1, OURS.on("plain"), "ms_per_step", .95);
    String line = new Table(measurements).format(List.of(row("mlp256"))).lines().toList().get(2);
    assertTrue(line.contains("| 2.49× | 2.50× | miss |"), line);
    assertTrue(line.endsWith("| 1.053 miss |"), line);
  }

  @Test
  void moreImagesASecondAreBetter() {
    Job ours = new Job("keras4j", "predict10k", "float32");
    add(1, ours, "img_per_s", 3000);
    add(1, ours.on("keras"), "img_per_s", 2000);
    String line =
        new Table(measurements).format(List.of(row("predict10k"))).lines().toList().get(2);
    assertTrue(line.contains("| 1.50× | 1.30× | ok |"), line);
  }

  @Test
  void withoutPythonOursStandsAlone() {
    add(1, OURS, "ms_per_step", 5);
    String table = new Table(measurements).format(Rows.keras());
    assertEquals(3, table.lines().count());
    assertTrue(table.contains("| keras | – | 5.00 (5.00–5.00) | – |"), table);
  }

  @Test
  void halfPrecisionIsComparedWithBothPoliciesInOneRunOfOurs() {
    List<Row> rows = Rows.keras().stream().filter(r -> r.name().equals("cnn256_bf16")).toList();
    assertEquals(
        List.of("float32", "mixed_bfloat16"),
        rows.stream().map(r -> r.baseline().policy()).toList());
    assertEquals(1, rows.stream().map(Row::ours).distinct().count());
  }

  @Test
  void measurementsSurviveInTheirFile(@TempDir Path folder) throws Exception {
    add(1, OURS, "ms_per_step", 5);
    add(2, OURS, "ms_per_step", 6);
    Path file = folder.resolve("table.md.json");
    measurements.write(file);
    Measurements again = Measurements.read(file);
    assertTrue(again.has(2, OURS));
    assertFalse(again.has(3, OURS));
    assertFalse(again.has(1, OURS.on("plain")));
    assertArrayEquals(new double[] {5, 6}, again.values(OURS, "ms_per_step"));
  }

  @Test
  void whatWasTooSlowOnceHasNoFigureAndIsKnown() {
    measurements.add(1, OURS, JsonNodeFactory.instance.objectNode().put("too_slow", true));
    assertTrue(measurements.tooSlow(OURS));
    assertFalse(measurements.tooSlow(OURS.on("keras")));
    assertEquals(0, measurements.values(OURS, "ms_per_step").length);
  }

  @Test
  void numbersHaveThreeDigits() {
    assertEquals(
        List.of("1235", "12.3", "1.23", "0.123"),
        List.of(
            Table.number(1234.5),
            Table.number(12.345),
            Table.number(1.2345),
            Table.number(.12345)));
  }
}

package org.keras4j.tuner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.keras4j.tuner.HyperParameters.parent;
import static org.keras4j.tuner.HyperParameters.step;
import static org.keras4j.tuner.Sampling.LOG;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What TensorBoard reads of a search. The files stay for parity/tensorboard_runs.py, which lets
 * TensorBoard itself read them and compares with the record.
 */
class TensorBoardRunsTest {
  private static final Path LEFT = Path.of("target", "tensorboard-runs");
  private static final String FILE = "events.out.tfevents.keras4j.v2";

  @TempDir Path temp;

  /** The fields of a message by number; numbers as longs, the rest as bytes. */
  private static Map<Integer, List<Object>> message(Object bytes) {
    ByteBuffer in = ByteBuffer.wrap((byte[]) bytes).order(ByteOrder.LITTLE_ENDIAN);
    Map<Integer, List<Object>> fields = new HashMap<>();
    while (in.hasRemaining()) {
      long tag = varint(in);
      Object value;
      switch ((int) tag & 7) {
        case 0 -> value = varint(in);
        case 1 -> value = in.getLong();
        case 5 -> value = (long) in.getInt();
        default -> {
          byte[] data = new byte[(int) varint(in)];
          in.get(data);
          value = data;
        }
      }
      fields.computeIfAbsent((int) tag >> 3, f -> new ArrayList<>()).add(value);
    }
    return fields;
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte b = in.get();
      value |= (long) (b & 0x7F) << shift;
      if (b >= 0) {
        return value;
      }
    }
  }

  private static Object at(Object message, int... path) {
    Object found = message;
    for (int field : path) {
      found = message(found).get(field).get(0);
    }
    return found;
  }

  private static String text(Object message, int... path) {
    return new String((byte[]) at(message, path), StandardCharsets.UTF_8);
  }

  private static double number(Object message, int... path) {
    return Double.longBitsToDouble((Long) at(message, path));
  }

  /** The events of a file, whose checksums must be right. */
  private static List<byte[]> events(Path run) throws IOException {
    ByteBuffer in =
        ByteBuffer.wrap(Files.readAllBytes(run.resolve(FILE))).order(ByteOrder.LITTLE_ENDIAN);
    List<byte[]> events = new ArrayList<>();
    while (in.hasRemaining()) {
      byte[] length = new byte[8];
      in.get(length);
      assertEquals(masked(length), in.getInt());
      byte[] data =
          new byte[(int) ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong()];
      in.get(data);
      assertEquals(masked(data), in.getInt());
      events.add(data);
    }
    assertEquals("brain.Event:2", text(events.get(0), 3));
    return events.subList(1, events.size());
  }

  private static int masked(byte[] data) {
    CRC32C crc = new CRC32C();
    crc.update(data);
    long sum = crc.getValue();
    return (int) (((sum >> 15) | (sum << 17)) + 0xa282ead8L);
  }

  private static TrialRecord trial(
      String id,
      TrialStatus status,
      Map<String, Object> values,
      @Nullable Double score,
      List<List<EpochRecord>> executions) {
    Instant began = Instant.ofEpochSecond(1000);
    return new TrialRecord(
        id,
        status,
        values,
        score,
        score == null ? null : 1,
        null,
        began,
        status == TrialStatus.RUNNING ? null : began.plusSeconds(8),
        false,
        executions);
  }

  private static EpochRecord epoch(int epoch, double loss, @Nullable Double valLoss) {
    return new EpochRecord(
        epoch, valLoss == null ? Map.of("loss", loss) : Map.of("loss", loss, "val_loss", valLoss));
  }

  private static SearchReport report() {
    HyperParameters hp = new HyperParameters();
    hp.Float("rate", 1e-4, 1e-1, LOG);
    hp.Int("units", 8, 64, step(8));
    hp.Choice("optimizer", "adam", "sgd");
    hp.Choice("batch", 16, 32);
    hp.Boolean("norm");
    hp.Fixed("classes", 10);
    hp.Float("momentum", 0, 0.5, parent("optimizer", "sgd"));
    List<TrialRecord> trials =
        List.of(
            trial(
                "0",
                TrialStatus.COMPLETED,
                Map.of("rate", 0.001, "units", 16, "optimizer", "adam", "batch", 32, "norm", true),
                0.25,
                List.of(
                    List.of(epoch(0, 1, null), epoch(1, 0.5, 0.125)),
                    List.of(epoch(0, 3, 0.5), epoch(1, 2, 0.375)))),
            trial(
                "1",
                TrialStatus.COMPLETED,
                Map.of(
                    "rate",
                    0.1,
                    "units",
                    8,
                    "optimizer",
                    "sgd",
                    "batch",
                    16,
                    "norm",
                    false,
                    "momentum",
                    0.5),
                0.75,
                List.of(List.of(epoch(0, 4, 0.75)))),
            trial("2", TrialStatus.FAILED, Map.of("rate", 0.01, "units", 64), null, List.of()),
            trial("3", TrialStatus.RUNNING, Map.of("rate", 0.01), null, List.of()));
    return new SearchReport(
        Path.of("digits"),
        new Objective("val_loss", Direction.MIN),
        hp.space(),
        new SearchRecord(trials));
  }

  @Test
  void theExperimentHasTheDomainsAndTheMetrics() throws IOException {
    report().writeTensorBoard(LEFT.resolve("runs"));
    Files.writeString(LEFT.resolve("record.json"), report().search().toJson());
    List<byte[]> events = events(LEFT.resolve("runs"));
    assertEquals(1, events.size());
    Object value = at(events.get(0), 5, 1);
    assertEquals("_hparams_/experiment", text(value, 1));
    assertEquals("hparams", text(value, 9, 1, 1));
    Object experiment = at(value, 9, 1, 2, 2);
    assertEquals("digits", text(experiment, 6));
    List<Object> infos = message(experiment).get(4);
    assertEquals(
        List.of("rate", "units", "optimizer", "batch", "norm", "classes", "momentum"),
        infos.stream().map(i -> text(i, 1)).toList());
    assertEquals(1e-4, number(infos.get(0), 6, 1));
    assertEquals(1e-1, number(infos.get(0), 6, 2));
    assertEquals(64, number(infos.get(1), 6, 2));
    assertEquals("adam", text(infos.get(2), 5, 1, 3));
    assertEquals(1L, at(infos.get(2), 4));
    assertEquals(16, number(infos.get(3), 5, 1, 2));
    assertEquals(2L, at(infos.get(4), 4));
    List<String> metrics =
        message(experiment).get(5).stream()
            .map(m -> text(m, 1, 1) + "/" + text(m, 1, 2) + " " + text(m, 3))
            .sorted()
            .toList();
    assertEquals(
        List.of(
            "/score score (val_loss)", "train/epoch_loss loss", "validation/epoch_loss val_loss"),
        metrics);
  }

  @Test
  void eachTrainingIsASessionWithItsCurves() throws IOException {
    report().writeTensorBoard(temp);
    List<byte[]> session = events(temp.resolve("0/execution1"));
    assertEquals(
        List.of("_hparams_/session_start_info", "score", "_hparams_/session_end_info"),
        session.stream().map(e -> text(e, 5, 1, 1)).toList());
    Object start = at(session.get(0), 5, 1, 9, 1, 2, 3);
    assertEquals("0", text(start, 4));
    assertEquals(1004, number(start, 5));
    assertEquals(5, message(start).get(1).size());
    Object end = at(session.get(2), 5, 1, 9, 1, 2, 4);
    assertEquals(1L, at(end, 1));
    assertEquals(1008, number(end, 2));
    List<byte[]> losses = events(temp.resolve("0/execution1/train"));
    assertEquals(2, losses.size());
    assertEquals("epoch_loss", text(losses.get(1), 5, 1, 1));
    assertEquals(1L, at(losses.get(1), 2));
    assertEquals(2f, Float.intBitsToFloat((int) (long) (Long) at(losses.get(1), 5, 1, 8, 5)));
    assertEquals(1, events(temp.resolve("0/execution0/validation")).size());
    List<byte[]> failed = events(temp.resolve("2/execution0"));
    assertEquals(2L, at(failed.get(1), 5, 1, 9, 1, 2, 4, 1));
    assertEquals(1, events(temp.resolve("3/execution0")).size(), "one that runs has no end");
    assertFalse(Files.exists(temp.resolve("2/execution0/train")));
  }

  @Test
  void whatIsTheSameIsLeftAlone() throws IOException {
    report().writeTensorBoard(temp);
    Path file = temp.resolve("0/execution0").resolve(FILE);
    FileTime longAgo = FileTime.fromMillis(1000);
    Files.setLastModifiedTime(file, longAgo);
    report().writeTensorBoard(temp);
    assertEquals(longAgo, Files.getLastModifiedTime(file));
  }

  @Test
  void anIdCannotLeadOutOfTheFolder() {
    TrialRecord trial = trial("../../x", TrialStatus.FAILED, Map.of(), null, List.of());
    SearchReport report =
        new SearchReport(
            Path.of("p"),
            new Objective("a", Direction.MIN),
            List.of(),
            new SearchRecord(List.of(trial)));
    Path folder = temp.resolve("runs");
    String message =
        assertThrows(IllegalArgumentException.class, () -> report.writeTensorBoard(folder))
            .getMessage();
    assertTrue(message.contains("../../x/execution0"), message);
  }
}

package org.keras4j.callbacks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keras4j.Input;
import org.keras4j.Sequential;
import org.keras4j.layers.Dense;
import org.keras4j.ndarray.NDArray;

/** What cannot be written is refused before the first batch. */
class UnwritableTest {

  @TempDir Path temp;

  private void refused(Callback callback, String... parts) {
    var batches = new AtomicInteger();
    var counting = new LambdaCallback().onTrainBatchEnd((b, logs) -> batches.incrementAndGet());
    try (var m = Sequential.of(Input.of(2), new Dense(1))) {
      m.compile(c -> c.loss("mse"));
      NDArray x = NDArray.ones(4, 2);
      NDArray y = NDArray.ones(4, 1);
      String message =
          assertThrows(
                  IllegalArgumentException.class,
                  () -> m.fit(x, y, o -> o.callbacks(counting, callback).verbose(0)))
              .getMessage();
      for (String part : parts) {
        assertTrue(message.contains(part), message);
      }
    }
    assertEquals(0, batches.get());
  }

  @Test
  void aFileThatIsInTheWay() throws IOException {
    Path file = Files.writeString(temp.resolve("file"), "");
    refused(
        new ModelCheckpoint(file + "/a/{epoch}/m.weights.npz").saveWeightsOnly(true),
        "ModelCheckpoint",
        file + " is not a folder");
    refused(new BackupAndRestore(file), "BackupAndRestore", file + " is not a folder");
    refused(new BackupAndRestore(file.resolve("deeper")), file + " is not a folder");
  }

  @Test
  void aFolderThatIsInTheWay() throws IOException {
    Path folder = Files.createDirectory(temp.resolve("m.weights.npz"));
    refused(new ModelCheckpoint(folder.toString()).saveWeightsOnly(true), folder + " is a folder");
  }
}

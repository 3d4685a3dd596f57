package org.keras4j.spark;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.keras4j.internal.AtomicFiles;
import org.keras4j.tuner.FatalTrialException;

/** Sends files as bytes in the result of the task, through the memory of both processes. */
final class DriverTransport implements FileTransport {
  @Serial private static final long serialVersionUID = 1L;

  private final long maxBytes;

  DriverTransport(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  private record Contents(TreeMap<String, byte[]> files) implements Shipment {}

  @Override
  public Shipment send(String order, Path folder) throws IOException {
    long bytes = TrialFiles.bytes(folder);
    if (bytes > maxBytes) {
      throw new FatalTrialException(
          "The weights of the trial take "
              + bytes
              + " bytes, more than the "
              + maxBytes
              + " that may come back with the result of a task. Let them go through a folder that"
              + " all machines see, weightsVia(\"hdfs://…\"), or raise"
              + " spark.driver.maxResultSize, which counts up to 1 GiB here");
    }
    return new Contents(new TreeMap<>(TrialFiles.read(folder)));
  }

  @Override
  public void receive(Shipment shipment, Path folder) throws IOException {
    for (Map.Entry<String, byte[]> file : ((Contents) shipment).files().entrySet()) {
      AtomicFiles.replace(
          folder.resolve(file.getKey()), whole -> Files.write(whole, file.getValue()));
    }
  }
}

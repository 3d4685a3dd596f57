package org.keras4j.spark;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SerializableWritable;
import org.keras4j.internal.AtomicFiles;

/** Lets files go through a folder of one of Hadoop's file systems. */
final class FolderTransport implements FileTransport {
  @Serial private static final long serialVersionUID = 1L;

  private final String folder;
  private final SerializableWritable<Configuration> configuration;

  /** Makes the transport of one search, which has the folder for itself. */
  FolderTransport(String folder, Configuration configuration) {
    this.folder = folder;
    this.configuration = new SerializableWritable<>(configuration);
  }

  private record Stored(String folder, ArrayList<String> names) implements Shipment {}

  private FileSystem files(Path path) throws IOException {
    return path.getFileSystem(configuration.value());
  }

  @Override
  public Shipment send(String order, java.nio.file.Path from) throws IOException {
    Path to = new Path(folder, order);
    FileSystem files = files(to);
    files.mkdirs(to);
    ArrayList<String> names = new ArrayList<>();
    for (java.nio.file.Path file : TrialFiles.in(from)) {
      String name = file.getFileName().toString();
      files.copyFromLocalFile(false, true, new Path(file.toUri()), new Path(to, name));
      names.add(name);
    }
    return new Stored(to.toString(), names);
  }

  @Override
  public void receive(Shipment shipment, java.nio.file.Path to) throws IOException {
    Stored stored = (Stored) shipment;
    Path from = new Path(stored.folder());
    FileSystem files = files(from);
    for (String name : stored.names()) {
      AtomicFiles.replace(
          to.resolve(name),
          whole -> {
            try (InputStream in = files.open(new Path(from, name))) {
              Files.copy(in, whole, StandardCopyOption.REPLACE_EXISTING);
            }
          });
    }
    files.delete(from, true);
  }

  @Override
  public void finish() throws IOException {
    Path whole = new Path(folder);
    files(whole).delete(whole, true);
  }
}

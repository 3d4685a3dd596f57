package org.keras4j.internal.savedmodel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;

/** The file of a SavedModel that holds its graphs, and the names that TensorFlow gives things. */
final class SavedModelFile {

  static final String NAME = "saved_model.pb";
  static final String TEXT = "saved_model.pbtxt";
  static final String CHUNKED = "saved_model.cpb";
  static final String VARIABLES = "variables";
  static final String ASSETS = "assets";
  static final String SERVE = "serve";
  static final String SERVING_DEFAULT = "serving_default";

  private SavedModelFile() {}

  /**
   * Reads the graph that has these tags.
   *
   * @throws IllegalArgumentException if there is none with exactly these, listing those there are
   * @throws IOException if the folder is no SavedModel, or a damaged one
   */
  static MetaGraphDef read(Path folder, Set<String> tags) throws IOException {
    SavedModel all = parse(folder);
    for (MetaGraphDef graph : all.getMetaGraphsList()) {
      if (Set.copyOf(graph.getMetaInfoDef().getTagsList()).equals(tags)) {
        return graph;
      }
    }
    if (all.getMetaGraphsCount() == 0) {
      throw new IOException(folder.resolve(NAME) + " is damaged or empty: it has no graph");
    }
    throw new IllegalArgumentException(
        "The SavedModel in "
            + folder
            + " has no graph with the tags "
            + new TreeSet<>(tags)
            + "; it has graphs with "
            + all.getMetaGraphsList().stream()
                .map(g -> new TreeSet<>(g.getMetaInfoDef().getTagsList()).toString())
                .collect(Collectors.joining(", "))
            + ". Choose one with tags(…)");
  }

  private static SavedModel parse(Path folder) throws IOException {
    Path file = folder.resolve(NAME);
    if (!Files.isRegularFile(file)) {
      throw missing(folder);
    }
    try (InputStream in = Files.newInputStream(file)) {
      return SavedModel.parseFrom(in);
    } catch (com.google.protobuf.InvalidProtocolBufferException e) {
      throw new IOException(file + " is damaged: " + withoutStop(e), e);
    }
  }

  private static IOException missing(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return new NoSuchFileException(folder.toString());
    }
    if (!Files.isDirectory(folder)) {
      return new NotDirectoryException(folder.toString());
    }
    for (String other : List.of(TEXT, CHUNKED)) {
      if (Files.exists(folder.resolve(other))) {
        return new IOException(
            folder + " has " + other + ", which is not supported; write it anew as " + NAME);
      }
    }
    try (Stream<Path> all = Files.list(folder)) {
      String inner =
          all.filter(p -> Files.exists(p.resolve(NAME)))
              .map(p -> String.valueOf(p.getFileName()))
              .sorted()
              .collect(Collectors.joining(", "));
      return new IOException(
          folder
              + " is no SavedModel, as it has no "
              + NAME
              + (inner.isEmpty() ? "" : "; but these folders in it are: " + inner));
    }
  }

  /** Returns what TensorFlow and protocol buffers say, as the end of a sentence of ours. */
  static String withoutStop(Exception e) {
    return String.valueOf(e.getMessage()).strip().replaceFirst("\\.$", "");
  }
}

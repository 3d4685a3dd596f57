package org.keras4j.callbacks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.keras4j.internal.FileErrors;
import org.keras4j.internal.PythonNumbers;

/**
 * Writes the logs of each epoch into a table: Keras's {@code CSVLogger}, with the same bytes.
 *
 * <p>The columns are {@code epoch}, counted from 0, and the names in the logs of the first epoch;
 * if none begins with {@code val_}, there is a column {@code val_…} for each. What is missing is
 * {@code NA}. The file is complete after each epoch.
 *
 * <p>With {@link BackupAndRestore}, this callback belongs before it, and is to {@link #append}: the
 * row of an epoch is then written before the epoch counts as done. If the process ends between the
 * two, that epoch is repeated and has two rows; in the other order it would have none.
 */
public final class CSVLogger extends Callback {

  private final Path file;
  private char separator = ',';
  private boolean append;
  private boolean headNeeded = true;
  private @Nullable List<String> columns;

  /** Makes the callback; an existing file is replaced. */
  public CSVLogger(Path file) {
    this.file = file;
  }

  /** Makes the callback; an existing file is replaced. */
  public CSVLogger(String file) {
    this(Path.of(file));
  }

  /** Sets what stands between columns. By default a comma. */
  public CSVLogger separator(char newSeparator) {
    separator = newSeparator;
    return this;
  }

  /**
   * Sets whether an existing file is continued; then the head is not repeated. By default false.
   */
  public CSVLogger append(boolean continued) {
    append = continued;
    return this;
  }

  @Override
  public void onTrainBegin() {
    columns = null;
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      headNeeded = !append || !Files.exists(file) || Files.size(file) == 0;
      if (!append) {
        Files.write(file, new byte[0]);
      }
    } catch (IOException e) {
      throw failure(e);
    }
  }

  @Override
  public void onEpochEnd(int epoch, Logs logs) {
    StringBuilder text = new StringBuilder();
    List<String> names = columns;
    if (names == null) {
      names = names(logs);
      columns = names;
      if (headNeeded) {
        List<String> head = new ArrayList<>(names);
        head.add(0, "epoch");
        line(text, head);
      }
    }
    List<String> row = new ArrayList<>();
    row.add(Integer.toString(epoch));
    for (String name : names) {
      Double value = logs.get(name);
      row.add(value == null ? "NA" : PythonNumbers.repr(value));
    }
    line(text, row);
    try {
      Files.writeString(
          file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  @Override
  protected Map<String, @Nullable Object> saveState() {
    try {
      // The table of another run, which is continued, stays in the file; its own is begun anew.
      return append
          ? SavedState.of("columns", columns, "size", (int) Files.size(file))
          : SavedState.of("columns", columns, "text", Files.readString(file));
    } catch (IOException e) {
      throw failure(e);
    }
  }

  @Override
  protected void loadState(Map<String, ? extends @Nullable Object> state) {
    SavedState saved = new SavedState(state);
    columns = saved.textsOrNull("columns");
    String text = saved.textOrNull("text");
    try {
      if (text != null) {
        Files.writeString(file, text);
      } else {
        cut(saved.integer("size"));
      }
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /** Takes the rows away that are written again. */
  private void cut(long size) throws IOException {
    if (Files.exists(file)) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.truncate(size);
      }
    }
  }

  private static List<String> names(Logs logs) {
    List<String> names = new ArrayList<>(new TreeSet<>(logs.names()));
    if (names.stream().noneMatch(n -> n.startsWith("val_"))) {
      List.copyOf(names).forEach(n -> names.add("val_" + n));
    }
    return names;
  }

  private void line(StringBuilder text, List<String> cells) {
    for (int i = 0; i < cells.size(); i++) {
      if (i > 0) {
        text.append(separator);
      }
      text.append(quoted(cells.get(i)));
    }
    text.append("\r\n");
  }

  private String quoted(String cell) {
    boolean plain =
        cell.indexOf(separator) < 0
            && cell.indexOf('"') < 0
            && cell.indexOf('\n') < 0
            && cell.indexOf('\r') < 0;
    return plain ? cell : "\"" + cell.replace("\"", "\"\"") + "\"";
  }

  private UncheckedIOException failure(IOException e) {
    return FileErrors.unchecked("CSVLogger cannot write " + file, e);
  }
}

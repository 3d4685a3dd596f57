package org.keras4j.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keras4j.benchmarks.FuzzProgress.Count;

/**
 * Loads damaged files, as many as one likes, and predicts with what could be loaded: {@code
 * FuzzFiles [FORMAT [COUNT [SEED [FROM]]]]}, by default all formats, 20,000 files of each, seed 1.
 *
 * <p>A file may be loaded, or refused by an exception of the documented kinds whose message names
 * it, within 10 s of processor time, 256 MiB of heap and 4 GB of resident memory. Whatever else
 * happens, also the end of the process, is a failure: its number is printed, and its file is kept.
 * {@code FuzzFiles FORMAT 1 SEED NUMBER} tries that one again. Ends with 1 if there is a failure.
 */
public final class FuzzFiles {

  /** Enough to see what is wrong. */
  private static final int MOST_CRASHES = 200;

  private static final Path KEPT = Path.of("benchmarks/target/fuzz");

  private FuzzFiles() {}

  /** Prints a table in Markdown. */
  public static void main(String[] args) throws IOException, InterruptedException {
    List<String> formats =
        args.length == 0 || args[0].equals("all") ? FuzzFormat.NAMES : List.of(args[0].split(","));
    if (!FuzzFormat.NAMES.containsAll(formats)) {
      throw new IllegalArgumentException(
          "FORMAT is one of " + FuzzFormat.NAMES + "; received " + formats);
    }
    long count = args.length > 1 ? Long.parseLong(args[1]) : 20_000;
    long seed = args.length > 2 ? Long.parseLong(args[2]) : 1;
    long from = args.length > 3 ? Long.parseLong(args[3]) : 0;
    System.out.println(
        "| Format | damaged files | loaded | of these too large to run | refused | failures | slowest, s of processor time"
            + " | resident after a tenth, MB | its peak, MB | minutes |");
    System.out.println("|---|---|---|---|---|---|---|---|---|---|");
    boolean failed = false;
    for (String format : formats) {
      failed |= !run(format, count, seed, from);
    }
    System.exit(failed ? 1 : 0);
  }

  private static boolean run(String format, long count, long seed, long from)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("keras4j-fuzz");
    long start = System.nanoTime();
    FuzzProgress progress = new FuzzProgress(folder.resolve("progress"));
    progress.set(Count.CURRENT, from);
    long end = from + count;
    for (int crashes = 0; crashes < MOST_CRASHES && progress.get(Count.CURRENT) < end; ) {
      int exit = start(format, progress.get(Count.CURRENT), end, seed, folder);
      if (exit != 0) {
        long number = progress.get(Count.CURRENT);
        progress.add(Count.FAILED);
        keep(folder, format, seed, number, "the process ended with " + exit, null);
        progress.set(Count.CURRENT, number + 1);
        crashes++;
      }
    }
    System.out.printf(
        Locale.ROOT,
        "| `%s` | %,d | %,d | %,d | %,d | %d | %.1f | %d | %d | %.1f |%n",
        format,
        progress.get(Count.CURRENT) - from,
        progress.get(Count.LOADED),
        progress.get(Count.LARGE),
        progress.get(Count.REFUSED),
        progress.get(Count.FAILED),
        progress.get(Count.SLOWEST) / 1e3,
        progress.get(Count.RESIDENT),
        progress.get(Count.PEAK),
        (System.nanoTime() - start) / 6e10);
    WorkFolder.delete(folder);
    return progress.get(Count.FAILED) == 0;
  }

  private static int start(String format, long from, long to, long seed, Path folder)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-Dorg.bytedeco.javacpp.maxphysicalbytes=0"));
    command.addAll(List.of("-XX:-CreateCoredumpOnCrash", "-XX:ErrorFile=" + folder + "/crash.log"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(FuzzProcess.class.getName());
    command.addAll(List.of(format, "" + from, "" + to, "" + seed, folder.toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .redirectError(folder.resolve("errors").toFile())
            .start();
    return process.waitFor();
  }

  /** Keeps the file of a try that failed, and says how. */
  static void keep(
      Path folder, String format, long seed, long number, String how, @Nullable Throwable failure)
      throws IOException {
    Path to = KEPT.resolve(format + "-" + seed + "-" + number);
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        if (String.valueOf(file.getFileName()).matches("m(\\..*)?|errors|crash.log")) {
          copy(file, to.resolve(file.getFileName()));
        }
      }
    }
    StringWriter text = new StringWriter();
    text.write(how + "\n");
    if (failure != null) {
      failure.printStackTrace(new PrintWriter(text));
    }
    Files.writeString(to.resolve("failure.txt"), text.toString());
    String line =
        String.format(
            Locale.ROOT,
            "%s, seed %d, number %d: %s%s; kept in %s",
            format,
            seed,
            number,
            how,
            failure == null ? "" : ": " + shorter(failure),
            to);
    System.out.println(line);
    Files.writeString(
        KEPT.resolve("failures.txt"),
        line + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private static String shorter(Throwable failure) {
    String text = failure.toString().replace('\n', ' ');
    return text.length() <= 300 ? text : text.substring(0, 300) + "…";
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }
}

package org.keras4j.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.keras4j.Model;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Npy;
import org.keras4j.ndarray.Shape;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A subcommand that does something with the file of a model. */
abstract class ModelCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Parameters(index = "0", paramLabel = "FILE", description = "A .keras file, or a legacy .h5 one.")
  private @Nullable Path file;

  /** Returns the model's file. */
  final Path file() {
    return Objects.requireNonNull(file);
  }

  /** Does it. */
  abstract Map<String, ? extends @Nullable Object> result() throws IOException;

  @Override
  public final Integer call() throws IOException {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    try {
      JsonOutput.print(out, result());
    } catch (OutOfMemoryError e) {
      throw Errors.of(e);
    } catch (LinkageError e) {
      throw Errors.of(e);
    }
    return 0;
  }

  /** Prints a message. */
  final void tell(String message) {
    PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
    err.println(message);
    err.flush();
  }

  /** Returns what ends the command as one that was called in a wrong way. */
  final ParameterException wrongCall(String message) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
  }

  /**
   * Asserts that what is written replaces nothing else that is written or read, and that neither is
   * in a folder with the name of the other.
   */
  final void requireOther(Path written, List<Path> others) {
    Path place = OutputPath.place(written);
    for (Path other : others) {
      Path otherPlace = OutputPath.place(other);
      if (place.equals(otherPlace)) {
        throw wrongCall(written + " and " + other + " are the same file: give another name");
      }
      if (place.startsWith(otherPlace) && OutputPath.isOneThing(otherPlace)) {
        throw wrongCall(written + " is in " + other + ": give a name outside of it");
      }
      if (otherPlace.startsWith(place) && OutputPath.isOneThing(place)) {
        throw wrongCall(other + " is in " + written + ": give the latter another name");
      }
    }
  }

  /** Asserts that an option is there once for each of the model's inputs or outputs. */
  final void requireEach(String option, int times, List<String> names) {
    if (times != names.size()) {
      throw wrongCall(
          "The model has "
              + names
              + ": give "
              + option
              + " once for each; received it "
              + times
              + (times == 1 ? " time" : " times"));
    }
  }

  /** Asserts the same of samples and targets; a model that is not built yet does not tell. */
  final void requireEach(
      String x, List<NDArray> samples, String y, List<NDArray> targets, Model model) {
    if (model.isBuilt()) {
      requireEach(x, samples.size(), model.inputNames());
      requireEach(y, targets.size(), model.outputNames());
    }
  }

  static NDArray read(Path file) throws IOException {
    return Npy.read(file);
  }

  static List<NDArray> read(List<Path> files) throws IOException {
    List<NDArray> all = new ArrayList<>();
    for (Path file : files) {
      all.add(read(file));
    }
    return all;
  }

  /** Returns the sizes, null where they are open. */
  static List<@Nullable Long> shape(Shape shape) {
    List<@Nullable Long> sizes = new ArrayList<>();
    for (int i = 0; i < shape.rank(); i++) {
      sizes.add(shape.get(i) < 0 ? null : (Long) shape.get(i));
    }
    return sizes;
  }

  static Map<String, @Nullable Object> fields() {
    return new LinkedHashMap<>();
  }
}

package org.keras4j.examples.curves;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.keras4j.Keras;
import org.keras4j.callbacks.History;
import org.keras4j.examples.support.ExampleArguments;
import org.keras4j.examples.support.OutputFolder;
import org.keras4j.examples.support.UsageException;

/**
 * Trains each of the {@link Programs} and prints the loss of its first steps and every epoch, to
 * lay beside what {@code parity/curves.py} prints, which starts this program itself.
 */
public final class CurvesMain {

  static final long SEED = 23;

  private CurvesMain() {}

  /**
   * Runs the programs.
   *
   * @param args names of programs, or none for all; {@code --output FOLDER}, where {@code
   *     digits.npz} is written for Python
   */
  public static void main(String[] args) throws IOException {
    Map<String, Program> all = new LinkedHashMap<>(Programs.all());
    all.putAll(Programs.large());
    List<String> names = Arrays.stream(args).takeWhile(a -> !a.startsWith("--")).toList();
    for (String name : names) {
      if (!all.containsKey(name)) {
        throw new UsageException(
            "curves: there is no program '"
                + name
                + "'; there are "
                + String.join(", ", all.keySet()));
      }
    }
    var options =
        new ExampleArguments("curves", Arrays.copyOfRange(args, names.size(), args.length));
    String output = options.output();
    options.finish();
    OutputFolder folder = OutputFolder.at(output);
    boolean large = Programs.large().keySet().containsAll(names) && !names.isEmpty();
    var data = large ? CurveData.mnist() : CurveData.digits();
    data.write(folder.file("digits.npz"));
    for (String name : names.isEmpty() ? Programs.all().keySet() : names) {
      print(name, Objects.requireNonNull(all.get(name)), data);
    }
  }

  private static void print(String name, Program program, CurveData data) {
    var steps = new FirstSteps();
    History history = run(program, data, steps);
    System.out.println(
        steps.losses.stream()
            .map(CurvesMain::text)
            .collect(Collectors.joining(" ", name + " steps ", "")));
    int epochs = history.epoch().size();
    for (int e = 0; e < epochs; e++) {
      var line = new StringBuilder(name + " epoch " + (e + 1));
      int epoch = e;
      history
          .history()
          .forEach((k, v) -> line.append(' ').append(k).append(' ').append(text(v.get(epoch))));
      System.out.println(line);
    }
  }

  /** Trains one program from the seed of all. */
  static History run(Program program, CurveData data, FirstSteps steps) {
    Keras.setRandomSeed(SEED);
    try (var trained = program.train(data, steps)) {
      return trained.history();
    }
  }

  // Eight digits are all that a float32 has.
  private static String text(double value) {
    return String.format(Locale.ROOT, "%.8g", value);
  }
}

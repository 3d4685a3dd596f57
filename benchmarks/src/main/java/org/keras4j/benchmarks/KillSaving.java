package org.keras4j.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Kills trainings that save as fast as they can, at random moments, and looks at what is left:
 * {@code KillSaving [KILLS [SEED]]}, by default 50 kills.
 *
 * <p>Each training goes on from the backup that the one before it has left. After each kill {@link
 * KilledTraining} loads every file: each must be whole, of one moment, and not older than what the
 * training had announced as saved. What writers that were killed have left must be gone once the
 * next training has saved. Ends with 1 if something is wrong.
 */
public final class KillSaving {

  private static final int LONGEST_MILLIS = 2000;

  private final Path folder;
  private final Random random;
  private int wrong;
  private long mostLeft;
  private long savings;

  private KillSaving(Path folder, long seed) {
    this.folder = folder;
    random = new Random(seed);
  }

  /** Kills, and prints what was found. */
  public static void main(String[] args) throws IOException, InterruptedException {
    int kills = args.length > 0 ? Integer.parseInt(args[0]) : 50;
    long seed = args.length > 1 ? Long.parseLong(args[1]) : 1;
    Path folder = Files.createTempDirectory("keras4j-kill");
    KillSaving killing = new KillSaving(folder, seed);
    for (int i = 1; i <= kills; i++) {
      killing.once(i);
    }
    System.out.printf(
        Locale.ROOT,
        "%d kills during %,d epochs: %d wrong; at most %d unfinished files at once; in the end %s%n",
        kills,
        killing.savings,
        killing.wrong,
        killing.mostLeft,
        ChildJvm.files(folder));
    System.exit(killing.wrong == 0 ? 0 : 1);
  }

  private void once(int number) throws IOException, InterruptedException {
    Process training = start("fit");
    long announced = -1;
    try (BufferedReader lines = training.inputReader()) {
      announced = Long.parseLong(String.valueOf(lines.readLine()).strip());
      long first = announced;
      int millis = random.nextInt(LONGEST_MILLIS);
      Thread killer =
          new Thread(
              () -> {
                try {
                  TimeUnit.MILLISECONDS.sleep(millis);
                } catch (InterruptedException e) {
                  return;
                }
                // SIGKILL: no hook runs, no file is closed.
                // By its handle, as the process itself would close what is read here.
                training.toHandle().destroyForcibly();
              });
      // Mostly in the midst of epochs, of which the first of a process takes much longer.
      boolean early = number % 5 == 1;
      if (early) {
        killer.start();
      }
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!early && killer.getState() == Thread.State.NEW) {
          killer.start();
        }
        announced = line.isBlank() ? announced : Math.max(announced, number(line, announced));
      }
      killer.join();
      savings += announced - first;
      System.out.printf(
          Locale.ROOT, "%2d killed after %d ms in epoch %d: ", number, millis, announced);
    }
    training.waitFor();
    long left = ChildJvm.unfinished(folder).size();
    mostLeft = Math.max(mostLeft, left);
    Process check = start("check", "" + announced);
    try (BufferedReader lines = check.inputReader()) {
      List<String> said = new ArrayList<>(lines.lines().toList());
      int exit = check.waitFor();
      said.add(left + " unfinished");
      if (exit != 0) {
        wrong++;
        said.add("WRONG");
      }
      System.out.println(String.join(", ", said));
    }
  }

  /** The last line may be cut off. */
  private static long number(String line, long otherwise) {
    try {
      return Long.parseLong(line.strip());
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  private Process start(String... arguments) throws IOException {
    String[] all = new String[arguments.length + 1];
    all[0] = folder.toString();
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return ChildJvm.of(folder.resolve("errors.txt"), List.of(), KilledTraining.class, all).start();
  }
}

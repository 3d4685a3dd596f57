package org.keras4j.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Kills searches at random moments, lets them go on until they end, and compares what they come to
 * with a search that nobody has killed: {@code KillSearch [KILLS] [KIND...]}, by default 60 kills,
 * shared by all kinds: {@code single} (Bayesian optimization), {@code random} (two trainings a
 * trial), {@code hyperband}, and {@code parallel} (two workers).
 *
 * <p>The moments are spread over the time that the whole search takes undisturbed, the start of its
 * process included. After each kill the files must be readable, and what was completed before must
 * be there unchanged. In the end trials, values, scores, epochs and the weights of the best model
 * must be the same in every bit, and no temporary files be left. Ends with 1 if something is wrong.
 */
public final class KillSearch {

  static final List<String> KINDS = List.of("single", "random", "hyperband", "parallel");

  private final String kind;
  private final Path folder;
  private final Random random;
  private int made;
  private int searches;
  private int finishedBefore;
  private int lost;
  private int unreadable;
  private int failed;
  private int different;
  private int temporary;

  private KillSearch(String kind, Path folder, long seed) {
    this.kind = kind;
    this.folder = folder;
    random = new Random(seed);
  }

  /** Kills, and prints a table in Markdown, a row for each kind. */
  public static void main(String[] args) throws IOException, InterruptedException {
    int kills = args.length > 0 ? Integer.parseInt(args[0]) : 60;
    List<String> kinds = args.length > 1 ? List.of(args).subList(1, args.length) : KINDS;
    Path folder = Files.createTempDirectory("keras4j-kill-search");
    List<String> rows = new ArrayList<>();
    boolean wrong = false;
    for (int i = 0; i < kinds.size(); i++) {
      int share = kills * (i + 1) / kinds.size() - kills * i / kinds.size();
      Path own = Files.createDirectories(folder.resolve(kinds.get(i)));
      KillSearch killing = new KillSearch(kinds.get(i), own, i + 1);
      killing.run(share);
      rows.add(killing.row());
      wrong |= killing.isWrong();
    }
    System.out.println(
        """

        | search | kills | searches ended | finished trials seen after kills | of them lost \
        | unreadable projects | failed starts | differences | temporary files left |
        |---|---|---|---|---|---|---|---|---|""");
    rows.forEach(System.out::println);
    System.out.println("files: " + folder);
    System.exit(wrong ? 1 : 0);
  }

  private void run(int kills) throws IOException, InterruptedException {
    Path undisturbed = Files.createDirectories(folder.resolve("undisturbed"));
    long start = System.nanoTime();
    int exit = start(undisturbed).waitFor();
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    if (exit != 0) {
      throw new IllegalStateException("The search failed; see " + folder.resolve("errors.txt"));
    }
    System.out.printf(Locale.ROOT, "%s: %.1f s undisturbed%n", kind, millis / 1e3);
    SearchOutcome expected = SearchOutcome.of(undisturbed);
    while (made < kills) {
      Path own = Files.createDirectories(folder.resolve("search" + ++searches));
      if (!killed(own, kills, millis)) {
        return;
      }
      List<String> differences = SearchOutcome.of(own).differences(expected);
      differences.forEach(d -> System.out.println("DIFFERENT: " + d));
      different += differences.size();
      List<String> left = new ArrayList<>(ChildJvm.unfinished(own));
      left.addAll(ChildJvm.files(own.resolve("tmp")));
      left.forEach(name -> System.out.println("LEFT: " + name));
      temporary += left.size();
    }
  }

  /** Runs a search to its end, killing it as often as there are kills to be made. */
  private boolean killed(Path own, int kills, long millis)
      throws IOException, InterruptedException {
    ProjectWatch watch = new ProjectWatch(own.resolve(KilledSearch.PROJECT));
    boolean ended = false;
    while (!ended) {
      Process search = start(own);
      long wait = 1 + random.nextLong(millis);
      if (made < kills) {
        ended = search.waitFor(wait, TimeUnit.MILLISECONDS);
      } else {
        search.waitFor();
        ended = true;
      }
      // SIGKILL: no hook runs, no file is closed.
      search.destroyForcibly().waitFor();
      watch.look();
      if (ended && search.exitValue() != 0) {
        failed++;
        System.out.println("WRONG: the search failed; see " + folder.resolve("errors.txt"));
      } else if (!ended) {
        made++;
        finishedBefore += watch.finished();
        System.out.printf(
            Locale.ROOT,
            "%s, kill %d after %d ms: %d trials finished%n",
            kind,
            made,
            wait,
            watch.finished());
      }
    }
    watch.problems().forEach(p -> System.out.println("WRONG: " + p));
    lost += watch.lost();
    unreadable += watch.unreadable();
    return failed == 0;
  }

  private Process start(Path own) throws IOException {
    // A folder of its own, so that all that a process leaves is seen.
    Path temporaries = Files.createDirectories(own.resolve("tmp"));
    return ChildJvm.of(
            folder.resolve("errors.txt"),
            List.of("-Djava.io.tmpdir=" + temporaries),
            KilledSearch.class,
            kind,
            own.toString())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private boolean isWrong() {
    return lost + unreadable + failed + different + temporary > 0;
  }

  private String row() {
    return String.format(
        Locale.ROOT,
        "| %s | %d | %d | %d | %d | %d | %d | %d | %d |",
        kind,
        made,
        searches,
        finishedBefore,
        lost,
        unreadable,
        failed,
        different,
        temporary);
  }
}

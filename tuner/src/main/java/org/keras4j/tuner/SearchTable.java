package org.keras4j.tuner;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Trials as comma-separated values. */
final class SearchTable {
  private static final List<String> FIRST =
      List.of(
          "trial_id",
          "status",
          "score",
          "best_step",
          "began",
          "ended",
          "pruned",
          "execution",
          "epoch");

  private final Set<String> values = new LinkedHashSet<>();
  private final Set<String> logs = new LinkedHashSet<>();
  // Those that no epoch has logged.
  private final Set<String> metrics = new LinkedHashSet<>();
  private final StringBuilder text = new StringBuilder();

  private SearchTable() {}

  static String csv(List<TrialRecord> trials) {
    SearchTable table = new SearchTable();
    for (TrialRecord trial : trials) {
      table.values.addAll(trial.values().keySet());
      trial
          .executions()
          .forEach(epochs -> epochs.forEach(epoch -> table.logs.addAll(epoch.logs().keySet())));
    }
    trials.forEach(trial -> table.metrics.addAll(trial.metrics().keySet()));
    table.metrics.removeAll(table.logs);
    List<@Nullable Object> header = new ArrayList<>(FIRST);
    table.values.forEach(name -> header.add("values." + name));
    table.logs.forEach(name -> header.add("logs." + name));
    table.metrics.forEach(name -> header.add("metrics." + name));
    header.add("message");
    table.add(header);
    trials.forEach(table::add);
    return table.text.toString();
  }

  private void add(TrialRecord trial) {
    boolean empty = true;
    for (int execution = 0; execution < trial.executions().size(); execution++) {
      for (EpochRecord epoch : trial.executions().get(execution)) {
        add(trial, execution, epoch);
        empty = false;
      }
    }
    if (empty) {
      add(trial, null, null);
    }
  }

  private void add(TrialRecord trial, @Nullable Integer execution, @Nullable EpochRecord epoch) {
    Map<String, Double> logged = epoch == null ? Map.of() : epoch.logs();
    List<@Nullable Object> cells = new ArrayList<>();
    cells.add(trial.trialId());
    cells.add(trial.status());
    cells.add(trial.score());
    cells.add(trial.bestStep());
    cells.add(trial.began());
    cells.add(trial.ended());
    cells.add(trial.pruned());
    cells.add(execution);
    cells.add(epoch == null ? null : epoch.epoch());
    values.forEach(name -> cells.add(trial.values().get(name)));
    logs.forEach(name -> cells.add(logged.get(name)));
    metrics.forEach(name -> cells.add(trial.metrics().get(name)));
    String message = trial.message();
    cells.add(message == null ? null : message.lines().findFirst().orElse(""));
    add(cells);
  }

  private void add(List<? extends @Nullable Object> cells) {
    for (int i = 0; i < cells.size(); i++) {
      text.append(i == 0 ? "" : ",").append(cell(cells.get(i)));
    }
    text.append('\n');
  }

  private static String cell(@Nullable Object value) {
    String cell = value == null ? "" : value.toString();
    boolean quoted = cell.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return quoted ? "\"" + cell.replace("\"", "\"\"") + "\"" : cell;
  }
}

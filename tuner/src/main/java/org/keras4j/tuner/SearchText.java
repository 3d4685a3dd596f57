package org.keras4j.tuner;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The summaries, as KerasTuner prints them. */
final class SearchText {
  private SearchText() {}

  static String searchSpace(HyperParameters space) {
    StringBuilder text = new StringBuilder("Search space summary\n");
    text.append("Default search space size: ").append(space.space().size()).append('\n');
    for (HyperParameter entry : space.space()) {
      Map<String, @Nullable Object> config = new LinkedHashMap<>(entry.getConfig());
      config.remove("name");
      text.append(entry.name()).append(" (").append(entry.className()).append(")\n");
      text.append(PythonText.repr(config)).append('\n');
    }
    return text.toString();
  }

  static String results(String folder, int asked, Objective objective, List<Trial> best) {
    StringBuilder text = new StringBuilder("Results summary\n");
    text.append("Results in ").append(folder).append('\n');
    text.append("Showing ").append(asked).append(" best trials\n");
    text.append(objective).append('\n');
    best.forEach(trial -> text.append('\n').append(trial.summary()));
    return text.toString();
  }
}

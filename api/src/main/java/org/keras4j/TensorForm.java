package org.keras4j;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How a model was given its inputs or outputs: one tensor, a list, or by names. */
final class TensorForm {

  static final TensorForm SINGLE = new TensorForm(false, List.of());
  static final TensorForm LIST = new TensorForm(true, List.of());

  private final boolean list;
  private final List<String> names;

  private TensorForm(boolean list, List<String> names) {
    this.list = list;
    this.names = names;
  }

  /** By names, which are in alphabetical order, as tensors are then. */
  static TensorForm named(Iterable<String> names) {
    Map<String, Boolean> sorted = new TreeMap<>();
    names.forEach(n -> sorted.put(n, true));
    return new TensorForm(false, List.copyOf(sorted.keySet()));
  }

  /** Returns the names, none if tensors are given by place. */
  List<String> names() {
    return names;
  }

  /** Returns what stands for each tensor, in this form. */
  <T> @Nullable Object of(List<T> tensors, Function<T, @Nullable Object> write) {
    List<@Nullable Object> all = new ArrayList<>();
    tensors.forEach(t -> all.add(write.apply(t)));
    if (!names.isEmpty()) {
      Map<String, @Nullable Object> byName = new LinkedHashMap<>();
      names.forEach(n -> byName.put(n, all.get(byName.size())));
      return byName;
    }
    return list || all.size() != 1 ? all : all.get(0);
  }
}

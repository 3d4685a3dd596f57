package org.keras4j.damage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.keras4j.internal.Json;

/** Damages JSON in what it says, so that it stays JSON and readers come further into it. */
public final class DamagedJson {

  /** Becomes nothing once the text is written, so that a key is there twice. */
  private static final String TWICE = "\u0001";

  private static final List<@Nullable Object> VALUES = values();
  private static final int DEEPEST = 1500;

  private final Random random;
  private final List<Object> places = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();

  private DamagedJson(Random random) {
    this.random = random;
  }

  /** Changes one to three values or keys; the same for the same random numbers. */
  public static String damaged(String json, Random random) {
    Object tree = Json.read(json);
    for (int i = random.nextInt(3); i >= 0; i--) {
      DamagedJson damaging = new DamagedJson(random);
      damaging.collect(tree, 0);
      if (!damaging.places.isEmpty()) {
        damaging.change(damaging.one(damaging.places));
      }
    }
    return Json.write(tree).replace("\\u0001", "");
  }

  private static List<@Nullable Object> values() {
    List<@Nullable Object> all = new ArrayList<>();
    all.add(null);
    Collections.addAll(all, true, false, 0, 1, -1, 2, 7, 1000, 65_536, 1_000_000_000);
    Collections.addAll(all, Integer.MAX_VALUE, Integer.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE);
    Collections.addAll(all, 2.5, -.5, 1e-300, 1e300, Double.NaN, Double.POSITIVE_INFINITY);
    Collections.addAll(all, "", "x", "None", "../../x", "a/b", "linear", "float64", "%s{0}");
    all.add("ab".repeat(20_000));
    all.add(List.of());
    all.add(Map.of());
    all.add(List.of(List.of(List.of())));
    all.add(Collections.nCopies(300, 1));
    all.add(Map.of("class_name", "Dense", "config", Map.of("units", 3)));
    all.add(Map.of("class_name", "__lambda__", "config", Map.of("value", "4w")));
    return all;
  }

  private <T> T one(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private void collect(@Nullable Object tree, int depth) {
    if (depth > DEEPEST / 2) {
      return;
    }
    if (tree instanceof Map<?, ?> map && !map.isEmpty()) {
      places.add(map);
      map.values().forEach(v -> collect(v, depth + 1));
    } else if (tree instanceof List<?> list && !list.isEmpty()) {
      places.add(list);
      list.forEach(v -> collect(v, depth + 1));
    } else if (tree instanceof String text) {
      texts.add(text);
    }
  }

  @SuppressWarnings("unchecked")
  private void change(Object place) {
    if (place instanceof Map<?, ?> map) {
      try {
        inObject((Map<String, @Nullable Object>) map);
      } catch (UnsupportedOperationException e) {
        // A value from the list above, which has been damage enough.
      }
    } else if (place instanceof List<?> list) {
      try {
        inList((List<@Nullable Object>) list);
      } catch (UnsupportedOperationException e) {
        // As above.
      }
    }
  }

  private void inObject(Map<String, @Nullable Object> map) {
    String key = one(List.copyOf(map.keySet()));
    switch (random.nextInt(8)) {
      case 0 -> map.remove(key);
      case 1 -> map.put(random.nextInt(4) == 0 ? key + TWICE : key + "_", map.get(key));
      case 2 -> {
        Object value = map.remove(key);
        map.put(texts.isEmpty() ? "x" : one(texts), value);
      }
      default -> map.put(key, other(map.get(key)));
    }
  }

  private void inList(List<@Nullable Object> list) {
    int at = random.nextInt(list.size());
    switch (random.nextInt(8)) {
      case 0 -> list.remove(at);
      case 1 -> list.add(at, copy(list.get(at)));
      case 2 -> Collections.shuffle(list, random);
      default -> list.set(at, other(list.get(at)));
    }
  }

  private @Nullable Object other(@Nullable Object value) {
    return switch (random.nextInt(6)) {
      case 0 -> copy(one(places));
      case 1 -> deep(value);
      case 2 -> one(VALUES);
      default -> like(value);
    };
  }

  /** Returns another value of the same type. */
  private @Nullable Object like(@Nullable Object value) {
    if (value instanceof Number n) {
      double d = n.doubleValue();
      return switch (random.nextInt(5)) {
        case 0 -> -d;
        case 1 -> d + .5;
        case 2 -> d * Math.pow(10, random.nextInt(12));
        default -> whole(d + random.nextInt(5) - 2);
      };
    }
    if (value instanceof String text) {
      return switch (random.nextInt(4)) {
        case 0 -> text.substring(0, random.nextInt(text.length() + 1));
        case 1 -> text + one(List.of(" ", "/", "\0", ">", "2", "\ud800", "ü"));
        default -> one(texts);
      };
    }
    if (value instanceof Boolean b) {
      return !b;
    }
    return one(VALUES);
  }

  private static Object whole(double d) {
    return d == (int) d ? (Object) (int) d : (Object) d;
  }

  /** Returns a value within many others. */
  private Object deep(@Nullable Object value) {
    int depth = random.nextInt(4) == 0 ? random.nextInt(DEEPEST) : 1 + random.nextInt(4);
    int kind = random.nextInt(3);
    Object at = value == null ? "x" : value;
    // A model has four levels.
    for (int i = 0; i < (kind == 2 ? (depth + 3) / 4 : depth); i++) {
      at =
          switch (kind) {
            case 0 -> new ArrayList<>(List.of(at));
            case 1 -> new LinkedHashMap<>(Map.of("config", at));
            default -> {
              Map<String, Object> model = new LinkedHashMap<>();
              model.put("class_name", "Sequential");
              model.put("config", new LinkedHashMap<>(Map.of("layers", List.of(at))));
              yield model;
            }
          };
    }
    return at;
  }

  private static @Nullable Object copy(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<Object, @Nullable Object> all = new LinkedHashMap<>();
      map.forEach((key, v) -> all.put(key, copy(v)));
      return all;
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> all = new ArrayList<>();
      list.forEach(v -> all.add(copy(v)));
      return all;
    }
    return value;
  }
}

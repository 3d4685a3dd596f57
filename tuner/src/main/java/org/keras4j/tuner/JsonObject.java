package org.keras4j.tuner;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON object whose members are asked for by name and type; a missing one is an error. */
record JsonObject(Map<String, ? extends @Nullable Object> members, String origin) {

  @Nullable Object get(String key) {
    if (!members.containsKey(key)) {
      throw new IllegalStateException(
          origin + " lacks the entry \"" + key + "\"; it has " + members.keySet());
    }
    return members.get(key);
  }

  boolean isNull(String key) {
    return get(key) == null;
  }

  String string(String key) {
    return as(String.class, key, get(key));
  }

  double number(String key) {
    return as(Number.class, key, get(key)).doubleValue();
  }

  int integer(String key) {
    long number = longInteger(key);
    if (number != (int) number) {
      throw wrong(key, "a whole number in the range of int", number);
    }
    return (int) number;
  }

  long longInteger(String key) {
    Object value = get(key);
    if (value instanceof Double number && number == number.longValue()) {
      return number.longValue();
    }
    if (!Values.isInteger(value)) {
      throw wrong(key, "a whole number", value);
    }
    return as(Number.class, key, value).longValue();
  }

  boolean bool(String key) {
    return as(Boolean.class, key, get(key));
  }

  List<Object> list(String key) {
    List<Object> list = new ArrayList<>();
    List<?> found = as(List.class, key, get(key));
    list.addAll(found);
    return list;
  }

  List<String> strings(String key) {
    return list(key).stream().map(e -> as(String.class, key, e)).toList();
  }

  List<JsonObject> objects(String key) {
    return list(key).stream().map(e -> nested(key, e)).toList();
  }

  JsonObject object(String key) {
    return nested(key, get(key));
  }

  @SuppressWarnings("unchecked") // Jackson makes every object a map with string keys
  private JsonObject nested(String key, @Nullable Object value) {
    return new JsonObject(
        (Map<String, ? extends @Nullable Object>) as(Map.class, key, value), origin);
  }

  private <T> T as(Class<T> type, String key, @Nullable Object value) {
    if (!type.isInstance(value)) {
      throw wrong(key, "a " + type.getSimpleName(), value);
    }
    return type.cast(value);
  }

  private IllegalStateException wrong(String key, String expected, @Nullable Object value) {
    return new IllegalStateException(
        origin + ": \"" + key + "\" should be " + expected + ", found " + value);
  }
}

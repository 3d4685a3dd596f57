package org.keras4j.internal.hdf5;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A group in a file that is open. */
public final class Hdf5Group {

  private final String path;
  private final Map<String, Hdf5Group> groups;
  private final Map<String, Hdf5Array> arrays;
  private final Texts texts;

  Hdf5Group(
      String path, Map<String, Hdf5Group> groups, Map<String, Hdf5Array> arrays, Texts texts) {
    this.path = path;
    this.groups = Collections.unmodifiableMap(groups);
    this.arrays = Collections.unmodifiableMap(arrays);
    this.texts = texts;
  }

  /** Returns the place in the file, which begins with a slash. */
  public String path() {
    return path;
  }

  /** Returns the groups in it by name. */
  public Map<String, Hdf5Group> groups() {
    return groups;
  }

  /** Returns the arrays in it by name. */
  public Map<String, Hdf5Array> arrays() {
    return arrays;
  }

  /** Returns the array at a path from here, or null. */
  public @Nullable Hdf5Array array(String relative) {
    int slash = relative.indexOf('/');
    if (slash < 0) {
      return arrays.get(relative);
    }
    Hdf5Group next = groups.get(relative.substring(0, slash));
    return next == null ? null : next.array(relative.substring(slash + 1));
  }

  /** Returns an attribute that is one text, or null. */
  public @Nullable String text(String name) throws IOException {
    return texts.one(name);
  }

  /**
   * Returns an attribute that is a row of texts, or null. One that is too long for the format is
   * joined from those into which Keras splits it, which have numbers from 0 behind the name.
   */
  public @Nullable List<String> texts(String name) throws IOException {
    List<String> whole = texts.all(name);
    if (whole != null) {
      return whole;
    }
    List<String> joined = new ArrayList<>();
    List<String> part = texts.all(name + 0);
    if (part == null) {
      return null;
    }
    for (int i = 1; part != null; i++) {
      joined.addAll(part);
      part = texts.all(name + i);
    }
    return joined;
  }
}

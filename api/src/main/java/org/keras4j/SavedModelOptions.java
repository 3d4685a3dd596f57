package org.keras4j;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What {@link Keras#loadSavedModel} takes besides the folder. */
public final class SavedModelOptions {

  private @Nullable String signature;
  private Set<String> tags = Set.of("serve");
  private boolean unsafeOperations;

  /** Makes the options with all defaults. */
  public SavedModelOptions() {}

  /**
   * Chooses a signature by its name: {@code call_endpoint} of Keras's {@code TFSMLayer}. By default
   * {@code "serving_default"}, or if there is no such one the only signature that there is.
   */
  public SavedModelOptions signature(String name) {
    signature = name;
    return this;
  }

  /** Returns the name of the signature, or null for the default. */
  public @Nullable String signature() {
    return signature;
  }

  /**
   * Chooses one of several graphs by its tags, all of them. By default {@code "serve"}, which
   * Keras's {@code model.export} gives.
   */
  public SavedModelOptions tags(String tag, String... more) {
    Set<String> all = new TreeSet<>(Arrays.asList(more));
    all.add(tag);
    tags = all;
    return this;
  }

  /** Returns the tags. */
  public Set<String> tags() {
    return tags;
  }

  /**
   * Loads a SavedModel also if its graph has operations that can read or write files, ask other
   * machines or run other code. By default such a graph is refused. For models only whose makers
   * you trust as you trust those of the code that you run.
   */
  public SavedModelOptions allowUnsafeOperations() {
    unsafeOperations = true;
    return this;
  }

  /** Returns whether unsafe operations are allowed. */
  public boolean unsafeOperations() {
    return unsafeOperations;
  }
}

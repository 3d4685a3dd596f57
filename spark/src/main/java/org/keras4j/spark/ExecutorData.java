package org.keras4j.spark;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The data of searches in this process: loaded by the first trial of a search, shared by the later
 * ones. That of a search none of whose trials runs here goes when another search loads its own.
 */
final class ExecutorData {
  private static final Map<String, ExecutorData> LOADED = new LinkedHashMap<>();

  private final CompletableFuture<Object> data = new CompletableFuture<>();
  private int users;

  private ExecutorData() {}

  /** Something that is done with data. */
  interface Use<D, R> {
    R with(D data) throws Exception;
  }

  /** Uses the data of a search, which is loaded if it is not here yet. */
  @SuppressWarnings("unchecked") // one search has one loader
  static <D, R> R use(String search, DataLoader<D> loader, Use<D, R> use) throws Exception {
    ExecutorData entry;
    boolean first;
    synchronized (LOADED) {
      ExecutorData known = LOADED.get(search);
      first = known == null;
      entry = known == null ? new ExecutorData() : known;
      if (first) {
        LOADED.values().removeIf(other -> other.users == 0);
        LOADED.put(search, entry);
      }
      entry.users++;
    }
    try {
      if (first) {
        entry.load(() -> loaded(loader));
      }
      return use.with((D) entry.await());
    } finally {
      synchronized (LOADED) {
        entry.users--;
        if (entry.data.isCompletedExceptionally()) {
          // Another attempt may have more luck.
          LOADED.remove(search, entry);
        }
      }
    }
  }

  private static <D> Object loaded(DataLoader<D> loader) throws Exception {
    @Nullable Object loaded = loader.load();
    if (loaded == null) {
      throw new IllegalStateException("The DataLoader returned null; it must return the data");
    }
    return loaded;
  }

  @SuppressWarnings("CatchingUnchecked") // those who wait shall hear of anything
  private void load(Callable<Object> loader) {
    try {
      data.complete(loader.call());
    } catch (Exception | Error e) {
      data.completeExceptionally(e);
    }
  }

  private Object await() throws Exception {
    try {
      return data.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "The data of the search could not be loaded: " + e.getCause(), e.getCause());
    }
  }
}

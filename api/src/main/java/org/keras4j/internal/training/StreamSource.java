package org.keras4j.internal.training;

import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.keras4j.internal.Returned;
import org.keras4j.internal.engine.Batch;
import org.keras4j.internal.engine.BatchSpec;
import org.keras4j.utils.Dataset;

/**
 * Batches that a user's stream makes. The first one is taken at once, to see what they are like;
 * the first pass begins with it.
 */
final class StreamSource implements BatchSource {

  private static final System.Logger LOG = System.getLogger("org.keras4j");
  private static final int MANY_KINDS = 20;

  private final Dataset dataset;
  private UnaryOperator<ArrayData> adapter = UnaryOperator.identity();
  private @Nullable BatchSpec spec;
  private final Set<BatchSpec> kinds = new HashSet<>();
  private @Nullable Iterator<Dataset.Batch> iterator;
  private @Nullable ArrayData peeked;
  private @Nullable Batch current;

  StreamSource(Dataset dataset) {
    this.dataset = dataset;
  }

  /** Returns the first batch, which {@link #next} will return too. */
  ArrayData peek() {
    ArrayData first = peeked;
    if (first == null) {
      iterator = newIterator();
      first = read();
      if (first == null) {
        throw new IllegalArgumentException("No data: the dataset has no batches");
      }
      peeked = first;
    }
    return first;
  }

  /** Lets every batch be changed so that it fits the model. */
  void adapt(UnaryOperator<ArrayData> newAdapter) {
    adapter = newAdapter;
    peeked = adapter.apply(peek());
  }

  private Iterator<Dataset.Batch> newIterator() {
    return Returned.value(dataset.iterator(), "Dataset", "iterator()", "an iterator of batches");
  }

  private @Nullable ArrayData read() {
    Iterator<Dataset.Batch> it = iterator;
    if (it == null || !it.hasNext()) {
      return null;
    }
    Dataset.Batch b = Returned.value(it.next(), "Dataset", "its iterator", "batches");
    return ArrayData.of(b.x(), b.y(), b.sampleWeight());
  }

  @Override
  public BatchSpec spec() {
    BatchSpec s = spec;
    if (s == null) {
      s = peek().spec();
      spec = s;
    }
    return s;
  }

  @Override
  public @Nullable Integer steps() {
    return dataset.steps();
  }

  @Override
  public void start() {
    spec();
    if (peeked == null) {
      closeIterator();
      iterator = newIterator();
    }
  }

  @Override
  public @Nullable Batch next() {
    release();
    ArrayData data = peeked;
    peeked = null;
    if (data == null) {
      data = read();
      if (data == null) {
        closeIterator();
        return null;
      }
      data = adapter.apply(data);
    }
    BatchSpec found = data.spec();
    spec = found;
    warnOfManyKinds(found);
    Batch next = Batch.of(data.all());
    current = next;
    return next;
  }

  /** Each kind needs a graph of its own, which takes time and memory. */
  private void warnOfManyKinds(BatchSpec found) {
    if (kinds.add(found) && kinds.size() == MANY_KINDS) {
      LOG.log(
          System.Logger.Level.WARNING,
          "The batches of the dataset come in {0} shapes or types, and each needs a graph of its"
              + " own; pad them to a few lengths",
          kinds.size());
    }
  }

  private void release() {
    if (current != null) {
      current.close();
      current = null;
    }
  }

  private void closeIterator() {
    Iterator<?> it = iterator;
    iterator = null;
    if (it instanceof AutoCloseable c) {
      try {
        c.close();
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException("The dataset's iterator could not be closed", e);
      }
    }
  }

  @Override
  public void close() {
    try {
      release();
    } finally {
      peeked = null;
      closeIterator();
    }
  }
}

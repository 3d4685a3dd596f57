package org.keras4j.internal.training;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import org.keras4j.Dataset;
import org.keras4j.internal.engine.Batch;
import org.keras4j.internal.engine.BatchSpec;

/** Batches that a user's stream makes. */
final class StreamSource implements BatchSource, AutoCloseable {

  private final Dataset dataset;
  private final DataChecks checks;
  private final BatchSpec spec;
  private @Nullable Iterator<Dataset.Batch> peeked;
  private Dataset.@Nullable Batch first;

  StreamSource(Dataset dataset, DataChecks checks) {
    this.dataset = dataset;
    this.checks = checks;
    Iterator<Dataset.Batch> it = dataset.iterator();
    if (!it.hasNext()) {
      throw new IllegalArgumentException("No data: the dataset has no batches");
    }
    first = it.next();
    peeked = it;
    spec = data(first).spec();
  }

  private static ArrayData data(Dataset.Batch b) {
    return ArrayData.of(b.x(), b.y(), b.sampleWeight());
  }

  @Override
  public BatchSpec spec() {
    return spec;
  }

  @Override
  public @Nullable Integer steps() {
    return dataset.steps();
  }

  @Override
  public Pass start() {
    Iterator<Dataset.Batch> it = peeked;
    Dataset.Batch head = first;
    peeked = null;
    first = null;
    return new StreamPass(it == null ? dataset.iterator() : it, head);
  }

  @Override
  public void close() {
    closeIterator(peeked);
    peeked = null;
  }

  private static void closeIterator(@Nullable Iterator<?> it) {
    if (it instanceof AutoCloseable c) {
      try {
        c.close();
      } catch (Exception e) {
        throw new IllegalStateException("The dataset's iterator could not be closed", e);
      }
    }
  }

  private final class StreamPass implements Pass {
    private final Iterator<Dataset.Batch> iterator;
    private Dataset.@Nullable Batch head;
    private @Nullable Batch current;

    StreamPass(Iterator<Dataset.Batch> iterator, Dataset.@Nullable Batch head) {
      this.iterator = iterator;
      this.head = head;
    }

    @Override
    public @Nullable Batch next() {
      release();
      Dataset.Batch b = head;
      head = null;
      if (b == null) {
        if (!iterator.hasNext()) {
          return null;
        }
        b = iterator.next();
      }
      ArrayData data = data(b);
      if (!data.spec().equals(spec)) {
        throw new IllegalArgumentException(
            "All batches of a dataset must have the same types and sample shapes; the first had "
                + spec
                + ", then came "
                + data.spec());
      }
      checks.targets(data);
      Batch next = Batch.of(data.all());
      current = next;
      return next;
    }

    private void release() {
      if (current != null) {
        current.close();
        current = null;
      }
    }

    @Override
    public void close() {
      release();
      closeIterator(iterator);
    }
  }
}

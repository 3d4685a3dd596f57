package org.keras4j.internal.training;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.keras4j.internal.GlobalState;
import org.keras4j.internal.engine.Batch;
import org.keras4j.internal.engine.BatchSpec;
import org.keras4j.internal.engine.RowCopier;

/**
 * Batches of arrays in memory. The tensors are allocated once and refilled; large batches are
 * gathered by a thread of their own, one ahead of the model.
 */
final class ArraySource implements BatchSource {

  static final int DEFAULT_BATCH = 32;

  /** Below this many bytes a batch, handing over to another thread costs more than the copy. */
  private static final long PREFETCH_BYTES = 128 * 1024;

  private final BatchSpec spec;
  private final int batchSize;
  private final SampleOrder order;
  private final int rows;
  private final RowCopier copier;
  private final List<Batch> allocated = new ArrayList<>();
  private final @Nullable ExecutorService ahead;
  private final Batch[] full = new Batch[2];
  private @Nullable Batch last;
  private int position;
  private @Nullable Future<Batch> pending;

  ArraySource(ArrayData data, int batchSize, Order order) {
    this.spec = data.spec();
    this.rows = data.rows();
    this.batchSize = Math.min(batchSize, rows);
    this.order = new SampleOrder(order, rows, this.batchSize);
    this.position = rows;
    this.copier = new RowCopier(data.all());
    long bytes = 0;
    for (var s : spec.all()) {
      bytes += s.sample().size() * s.dtype().byteSize() * this.batchSize;
    }
    ahead =
        bytes >= PREFETCH_BYTES && steps() > 1
            ? Executors.newSingleThreadExecutor(
                r -> {
                  Thread t = new Thread(GlobalState.bound(r), "keras4j-prefetch");
                  t.setDaemon(true);
                  return t;
                })
            : null;
  }

  /** Returns the size of batches: as given, or what makes that many steps, or 32; as in Keras. */
  static int batchSize(ArrayData data, @Nullable Integer given, @Nullable Integer steps) {
    if (given != null) {
      return given;
    }
    return steps == null ? DEFAULT_BATCH : (int) ceilDiv(data.rows(), steps);
  }

  @Override
  public BatchSpec spec() {
    return spec;
  }

  @Override
  public Integer steps() {
    return (int) ceilDiv(rows, batchSize);
  }

  private static long ceilDiv(long a, long b) {
    return (a + b - 1) / b;
  }

  @Override
  public void start() {
    awaitPending();
    order.start();
    position = 0;
    request();
  }

  @Override
  public void passOver() {
    awaitPending();
    order.start();
    position = rows;
  }

  @Override
  public @Nullable Batch next() {
    if (ahead == null) {
      return position < rows ? gather(advance()) : null;
    }
    Batch ready = awaitPending();
    request();
    return ready;
  }

  private void request() {
    if (ahead != null && position < rows) {
      int from = advance();
      pending = ahead.submit(() -> gather(from));
    }
  }

  private int advance() {
    int from = position;
    position = rows - from > batchSize ? from + batchSize : rows;
    return from;
  }

  /** Waits for the batch that is being gathered, if there is one. */
  private @Nullable Batch awaitPending() {
    Future<Batch> f = pending;
    if (f == null) {
      return null;
    }
    pending = null;
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return f.get();
        } catch (InterruptedException e) {
          // The gather is short and owns tensors that are about to be reused: let it end.
          interrupted = true;
        } catch (ExecutionException e) {
          throw new IllegalStateException("A batch could not be gathered", e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Fills the tensors for the batch at this position; two full ones take turns. */
  private Batch gather(int from) {
    int count = Math.min(batchSize, rows - from);
    Batch batch;
    if (count == batchSize) {
      int turn = (from / batchSize) & 1;
      if (full[turn] == null) {
        full[turn] = allocate(count);
      }
      batch = full[turn];
    } else {
      if (last == null) {
        last = allocate(count);
      }
      batch = last;
    }
    copier.fill(batch, order.rows(), from);
    return batch;
  }

  private Batch allocate(int rows) {
    Batch b = Batch.allocate(spec, rows);
    allocated.add(b);
    return b;
  }

  @Override
  public void close() {
    try {
      awaitPending();
    } finally {
      if (ahead != null) {
        ahead.shutdown();
      }
      allocated.forEach(Batch::close);
      allocated.clear();
    }
  }
}

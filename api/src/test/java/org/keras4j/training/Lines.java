package org.keras4j.training;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.keras4j.Input;
import org.keras4j.Sequential;
import org.keras4j.initializers.Constant;
import org.keras4j.layers.Dense;
import org.keras4j.losses.Loss;
import org.keras4j.ndarray.NDArray;
import org.keras4j.optimizers.Adam;
import org.keras4j.utils.Dataset;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The smallest model there is, and data for it: a line through the origin. */
final class Lines {

  /** The mean of squares, so that these tests need no other class. */
  static final class Squares extends Loss {
    @Override
    protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> yTrue, Operand<TFloat32> yPred) {
      return tf.math.mean(tf.math.squaredDifference(yPred, yTrue), tf.constant(-1));
    }
  }

  private Lines() {}

  /** Returns a compiled model with the weight 1 and a learning rate so small that it stays. */
  static Sequential model() {
    Sequential m = uncompiled();
    m.compile(c -> c.optimizer(new Adam(1e-12)).loss(new Squares()));
    return m;
  }

  static Sequential uncompiled() {
    return new Sequential()
        .add(Input.of(1))
        .add(new Dense(1).useBias(false).kernelInitializer(new Constant(1)));
  }

  /** Returns 0, 1, 2, … as a column. */
  static NDArray x(int n) {
    float[] v = new float[n];
    for (int i = 0; i < n; i++) {
      v[i] = i;
    }
    return NDArray.wrap(v, n, 1);
  }

  static NDArray y(int n) {
    return NDArray.zeros(n, 1);
  }

  /** A stream that counts its passes and knows whether they were closed. */
  static final class Stream implements Dataset {
    final List<Batch> batches;
    final boolean sized;
    int opened;
    int closed;

    Stream(int batches, int rows, boolean sized) {
      this.sized = sized;
      this.batches = new ArrayList<>();
      for (int b = 0; b < batches; b++) {
        NDArray x = Lines.x(rows).add(NDArray.full(Lines.x(1).dtype(), (double) b * rows, rows, 1));
        this.batches.add(Batch.of(x, Lines.y(rows)));
      }
    }

    @Override
    public @Nullable Integer steps() {
      return sized ? batches.size() : null;
    }

    @Override
    public Iterator<Batch> iterator() {
      opened++;
      return new Pass();
    }

    /** One pass. */
    private final class Pass implements Iterator<Batch>, AutoCloseable {
      private final Iterator<Batch> all = batches.iterator();
      private boolean done;

      @Override
      public boolean hasNext() {
        return all.hasNext();
      }

      @Override
      public Batch next() {
        return all.next();
      }

      @Override
      public void close() {
        if (!done) {
          closed++;
        }
        done = true;
      }
    }
  }
}

package org.keras4j.internal.savedmodel;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.keras4j.core.Signature;
import org.keras4j.internal.FileErrors;
import org.keras4j.internal.engine.FailedRun;
import org.keras4j.internal.engine.ServedGraph;
import org.keras4j.internal.graph.NativeSession;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;
import org.tensorflow.proto.MetaGraphDef;

/** One signature of a SavedModel, ready to run. Any number of threads may run it at once. */
public final class SavedModelGraph implements ServedGraph {

  private final Signature signature;
  private final NativeSession session;
  private final NativeSession.Call call;
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private boolean closed;

  /**
   * Loads a SavedModel.
   *
   * @param tags exactly those of the graph that is wanted
   * @param signatureName the signature, or null for {@code serving_default} or the only one
   * @param allowUnsafe whether the graph may read and write files and run other code
   * @throws IllegalArgumentException for an unknown signature or tag, or unsafe operations
   * @throws java.io.UncheckedIOException if the folder is no SavedModel, or a damaged one
   */
  public SavedModelGraph(
      Path folder, Set<String> tags, @Nullable String signatureName, boolean allowUnsafe) {
    try {
      MetaGraphDef meta = SavedModelFile.read(folder, tags);
      SignatureChoice choice = SignatureChoice.of(folder, meta, signatureName);
      signature = choice.signature();
      session = SavedModelSession.open(folder, meta, choice, allowUnsafe);
      try {
        call =
            session.callByName(
                choice.feeds(),
                IntStream.range(0, choice.fetches().size())
                    .mapToObj(SavedModelSession::fetched)
                    .toList(),
                List.of());
      } catch (RuntimeException | Error e) {
        session.close();
        throw e;
      }
    } catch (IOException e) {
      throw FileErrors.unchecked("The SavedModel in " + folder + " could not be loaded", e);
    }
  }

  @Override
  public Signature signature() {
    return signature;
  }

  @Override
  public List<NDArray> run(List<NDArray> batch) {
    for (int i = 0; i < batch.size(); i++) {
      Signature.TensorInfo input = signature.inputs().get(i);
      if (!input.shape().isCompatibleWith(batch.get(i).shape())) {
        throw new IllegalArgumentException(
            "Model '"
                + signature.name()
                + "' expects an array of shape "
                + input.shape()
                + " for input '"
                + input.name()
                + "'; received "
                + batch.get(i).shape());
      }
    }
    lock.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException(
            "The predictor of model '" + signature.name() + "' is closed");
      }
      return call.runArrays(batch);
    } catch (RuntimeException e) {
      List<Shape> shapes = batch.stream().map(NDArray::shape).toList();
      throw FailedRun.of(signature.name(), shapes, e, () -> null);
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Takes the way of batches: loops in functions may not run in the calling thread. */
  @Override
  public void runSingle(float[] sample, float[] result) {
    long[] one = signature.inputs().get(0).shape().withBatch(1).asArray();
    NDArray output = run(List.of(NDArray.wrap(sample, one))).get(0);
    if (output.size() != result.length) {
      throw new IllegalStateException(
          "The predictor of model '"
              + signature.name()
              + "' expects "
              + result.length
              + " output elements for one sample; the model has computed "
              + output.size()
              + ", another shape than its signature declares. Use predict with arrays");
    }
    System.arraycopy(output.toFloatArray(), 0, result, 0, result.length);
  }

  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        call.close();
        session.close();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }
}

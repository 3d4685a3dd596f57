package org.keras4j.spark;

import org.keras4j.tuner.Tuner;
import org.keras4j.tuner.internal.RemoteTrials;

/** The same search without Spark: one trial after the other in this process. */
final class InProcess {
  private InProcess() {}

  static void search(Tuner<?> tuner) {
    RemoteTrials.get()
        .search(
            tuner,
            1,
            (order, folder) ->
                RemoteTrials.get()
                    .run(order, tuner.hypermodel(), () -> Blobs.options(Blobs.load()), folder));
  }
}

package org.keras4j.internal.callbacks;

import java.util.List;
import org.keras4j.callbacks.Callback;

/**
 * What a callback can be, too, that lets a {@code fit} go on exactly where another one was cut off:
 * it acts after all callbacks of the run, wherever it is among them.
 */
public interface Resuming {

  /** What {@link #resumedEpoch} returns for a run that begins as usual. */
  int NONE = -1;

  /**
   * Says with which epoch the run goes on; called when all callbacks have seen it begin. Nothing of
   * the run is changed yet.
   *
   * @param initialEpoch the epoch with which it would begin
   * @param all the callbacks of the run
   * @return the epoch, or {@link #NONE}
   */
  int resumedEpoch(int initialEpoch, List<Callback> all);

  /** Takes over the state at the start of that epoch; called when the data have come so far. */
  void resume(List<Callback> all);

  /**
   * Called when all callbacks have seen the end of an epoch.
   *
   * @param epoch from 0
   * @param last whether the run ends with it
   * @param all the callbacks of the run
   */
  void epochEnded(int epoch, boolean last, List<Callback> all);
}

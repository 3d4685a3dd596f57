package org.keras4j.spark;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;

/** Brings the files of a trial from the machine that ran it to the driver. */
interface FileTransport extends Serializable {
  /** What is sent with the result of a task. */
  interface Shipment extends Serializable {}

  /**
   * Sends files; called where the trial ran.
   *
   * @param order names the trial and the attempt, once in a search
   * @throws org.keras4j.tuner.FatalTrialException if this way is not made for such files
   */
  Shipment send(String order, Path folder) throws IOException;

  /** Puts files into a folder; called in the driver. */
  void receive(Shipment shipment, Path folder) throws IOException;

  /** Clears up what attempts have left that nobody heard of; called in the driver at the end. */
  default void finish() throws IOException {}
}

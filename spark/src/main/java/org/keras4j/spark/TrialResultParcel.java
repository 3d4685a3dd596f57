package org.keras4j.spark;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.keras4j.tuner.internal.TrialReport;

/**
 * What a task returns. It travels as bytes of Java's serialization, whichever serializer Spark is
 * set up with.
 */
record TrialResultParcel(TrialReport report, FileTransport.@Nullable Shipment files)
    implements Serializable {

  byte[] toBytes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(this);
    }
    return bytes.toByteArray();
  }

  @SuppressWarnings("BanSerializableRead") // from a task of our own
  static TrialResultParcel fromBytes(byte[] bytes) throws IOException {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      return (TrialResultParcel) in.readObject();
    } catch (ClassNotFoundException e) {
      throw new IOException("The result of a trial has a class that the driver lacks", e);
    }
  }
}

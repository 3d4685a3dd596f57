package org.keras4j.tuner.events;

/** Values of events, as TensorFlow 2 writes them: {@code tensorflow.Summary.Value}. */
public final class Summaries {
  private static final int TAG = 1;
  private static final int TENSOR = 8;
  private static final int METADATA = 9;

  private static final int SCALAR_CLASS = 1;
  private static final int TENSOR_CLASS = 2;

  private Summaries() {}

  /**
   * Returns a number for a chart.
   *
   * @param tag the chart
   * @param value the number
   */
  public static Message scalar(String tag, double value) {
    return new Message()
        .text(TAG, tag)
        .message(METADATA, metadata("scalars", new byte[0], SCALAR_CLASS))
        .message(TENSOR, tensor(new Message()).single(5, (float) value));
  }

  /**
   * Returns what a plugin of TensorBoard reads from metadata alone.
   *
   * @param tag what it is
   * @param plugin the name of the plugin
   * @param content its message
   */
  public static Message ofPlugin(String tag, String plugin, Message content) {
    Message noElements = new Message().message(2, new Message());
    return new Message()
        .text(TAG, tag)
        .message(METADATA, metadata(plugin, content.toBytes(), TENSOR_CLASS))
        .message(TENSOR, tensor(noElements));
  }

  private static Message metadata(String plugin, byte[] content, int dataClass) {
    Message data = new Message().text(1, plugin).bytes(2, content);
    return new Message().message(1, data).integer(4, dataClass);
  }

  /** A tensor of floats. */
  private static Message tensor(Message shape) {
    return new Message().integer(1, 1).message(2, shape);
  }
}

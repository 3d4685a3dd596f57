package org.keras4j.internal.engine;

import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.keras4j.ndarray.Shape;

/**
 * Says of an error of TensorFlow, which turned up while a graph ran, what it is about: the model,
 * its layer and the batch. Most of them are about sizes that are open until data comes.
 */
public final class FailedRun {

  private static final Pattern NODE = Pattern.compile("\\{\\{node ([^}]+)}}");

  private FailedRun() {}

  /**
   * Returns an exception in place of another one, which becomes its cause; an exception that is not
   * TensorFlow's stays as it is.
   *
   * @param model the model's name
   * @param batch the shapes of what was fed
   * @param e what the run has thrown
   * @param refusal asks what a layer says of these shapes; null if none refuses them
   * @return an {@link IllegalArgumentException} for what TensorFlow calls an invalid argument, else
   *     an {@link IllegalStateException}
   */
  public static RuntimeException of(
      String model,
      List<Shape> batch,
      RuntimeException e,
      Supplier<? extends @Nullable RuntimeException> refusal) {
    String kind = e.getClass().getName();
    if (!kind.startsWith("org.tensorflow.exceptions.")) {
      return e;
    }
    String message = "Model '" + model + "' cannot compute a batch of shapes " + batch + ": ";
    RuntimeException reason = refusal.get();
    if (reason != null) {
      IllegalArgumentException explained =
          new IllegalArgumentException(message + reason.getMessage(), e);
      explained.addSuppressed(reason);
      return explained;
    }
    message += describe(String.valueOf(e.getMessage()));
    // Out of range: an index or a slice, which is about the data, too.
    return kind.endsWith(".TFInvalidArgumentException") || kind.endsWith(".TFOutOfRangeException")
        ? new IllegalArgumentException(message, e)
        : new IllegalStateException(message, e);
  }

  /** Returns the first line, with the name of the operation, which begins with its layer's. */
  private static String describe(String message) {
    Matcher node = NODE.matcher(message);
    String where = node.find() ? "in '" + node.group(1) + "', " : "";
    String first = NODE.matcher(message.strip().lines().findFirst().orElse("")).replaceAll("$1");
    return where + "TensorFlow says: " + first.strip().replaceFirst("\\.$", "");
  }
}

package org.keras4j.spark;

import java.io.NotSerializableException;
import java.io.Serializable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkEnv;
import org.apache.spark.serializer.SerializerInstance;
import org.jspecify.annotations.Nullable;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/** Sees to it before a search that what is sent to executors can be. */
final class SendCheck {
  // Spark finds the way to the object: - field (class: org.Outer, name: log, type: class org.Log)
  private static final Pattern FIELD =
      Pattern.compile("- field \\(class(?: name)?: (\\S+), name: (\\S+),");
  private static final Pattern LAMBDA = Pattern.compile("capturingClass=class ([^\\s,]+)");

  private SendCheck() {}

  /** Returns the object as one that was sent would be. */
  static Serializable check(String what, Object sent) {
    if (!(sent instanceof Serializable serializable)) {
      throw new IllegalArgumentException(
          "SparkSearch: "
              + what
              + " is a "
              + sent.getClass().getName()
              + ", which cannot be sent to executors. Let the class implement"
              + " java.io.Serializable; all its fields must be serializable or transient");
    }
    SerializerInstance serializer = SparkEnv.get().closureSerializer().newInstance();
    ClassTag<Object> tag = ClassTag$.MODULE$.apply(Object.class);
    try {
      serializer.deserialize(
          serializer.serialize(sent, tag), sent.getClass().getClassLoader(), tag);
    } catch (RuntimeException e) {
      throw refusal(what, e);
    } catch (Exception e) { // Scala does not declare what it throws
      throw refusal(what, e);
    }
    return serializable;
  }

  private static IllegalArgumentException refusal(String what, Exception e) {
    String way = String.valueOf(e.getMessage());
    String culprit = way.lines().findFirst().orElse("");
    return new IllegalArgumentException(
        "SparkSearch: "
            + what
            + " cannot be sent to executors: "
            + (e instanceof NotSerializableException
                ? culprit + " is not serializable" + place(way)
                : e.getClass().getName() + ": " + culprit)
            + ". Make it serializable, make the field transient, or make the object where it is"
            + " used, in build, load or from",
        e);
  }

  private static String place(String way) {
    Matcher field = FIELD.matcher(way);
    if (!field.find()) {
      return "";
    }
    if (!field.group(1).equals("java.lang.invoke.SerializedLambda")) {
      return "; it is in the field '" + field.group(2) + "' of " + field.group(1);
    }
    @Nullable String lambda = lambda(way);
    return "; it is captured by a lambda" + (lambda == null ? "" : " of " + lambda);
  }

  private static @Nullable String lambda(String way) {
    Matcher lambda = LAMBDA.matcher(way);
    return lambda.find() ? lambda.group(1) : null;
  }
}

package org.keras4j.tuner;

import java.util.function.Supplier;
import org.keras4j.Keras;
import org.keras4j.internal.random.RandomScope;

/**
 * Lets trials begin with the dtype policy of the program around them, which a scope of its own and
 * {@code Keras.clearSession} would set to float32. What a trial sets ends with it.
 */
final class InheritedPolicy {
  private InheritedPolicy() {}

  /** Works in a scope that begins with the policy there is outside of it. */
  static <T> T run(RandomScope scope, Supplier<T> work) {
    String policy = Keras.dtypePolicy().toString();
    return scope.run(
        () -> {
          Keras.setDtypePolicy(policy);
          return work.get();
        });
  }

  /** Works in the state of the program, which has its policy again in the end. */
  static <T> T run(Supplier<T> work) {
    String policy = Keras.dtypePolicy().toString();
    try {
      return work.get();
    } finally {
      Keras.setDtypePolicy(policy);
    }
  }

  /** Numbers layers from the start. */
  static void clearSession() {
    String policy = Keras.dtypePolicy().toString();
    Keras.clearSession();
    Keras.setDtypePolicy(policy);
  }
}

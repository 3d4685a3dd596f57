package outside;

import java.util.function.Supplier;
import org.keras4j.core.Entry;
import org.keras4j.core.KerasObject;
import org.keras4j.core.Kind;

/**
 * A class of one kind.
 *
 * @param entry how it is made from a config
 * @param example makes one with arguments that are not the defaults
 * @param key of an argument that must be above 0
 * @param refused makes one with 0 for that
 */
record Part<T>(
    Kind<T> kind, Entry<T> entry, Supplier<? extends T> example, String key, Runnable refused) {

  static <T> Part<T> of(
      Kind<T> kind, Entry<T> entry, Supplier<? extends T> example, String key, Runnable refused) {
    return new Part<>(kind, entry.inPackage("outside"), example, key, refused);
  }

  String name() {
    return ((KerasObject) example.get()).className();
  }
}

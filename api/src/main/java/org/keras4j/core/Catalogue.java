package org.keras4j.core;

import java.util.List;
import org.keras4j.Keras;

/**
 * The classes that a module brings along, of any kind, so that they are found by name and what was
 * saved with them can be read.
 *
 * <p>To be found by {@link java.util.ServiceLoader}: an implementation is public, has a constructor
 * without parameters, and is named in {@code module-info} ({@code provides}) or in {@code
 * META-INF/services/org.keras4j.core.Catalogue}. All of them are asked at the first use; one that
 * fails is left out with a warning. An application registers single classes with {@link
 * Keras#register}.
 */
public interface Catalogue {

  /**
   * Returns the entries; those of classes that are not Keras's name a package. Nothing can be found
   * by name or read from a config meanwhile, so objects such as {@code Initializers.get("ones")}
   * are made in the functions of the entries only.
   */
  List<Entry<?>> entries();
}

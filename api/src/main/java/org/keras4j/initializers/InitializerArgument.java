package org.keras4j.initializers;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.keras4j.core.Config;
import org.keras4j.internal.random.GlobalRandom;
import org.keras4j.internal.random.SeedTicket;

/**
 * A layer's argument of type initializer, for writers of layers.
 *
 * <p>It keeps the order in which default seeds are drawn the same as in Python: an initializer
 * object draws at its construction, which in Python comes before that of the layer; for names and
 * defaults the layer draws, in the order of {@link #inOrder}.
 */
public final class InitializerArgument {

  private final SeedTicket place = GlobalRandom.place();
  private List<SeedTicket> layersPlaces = List.of(place);
  private Initializer current;

  /**
   * Makes the argument with its default.
   *
   * @param defaultName such as {@code "glorot_uniform"}
   */
  public InitializerArgument(String defaultName) {
    current = Initializers.get(defaultName);
    drawHere(current);
  }

  /**
   * Says that arguments belong to one layer. To be called by the layer's constructor if there are
   * several.
   *
   * @param arguments in the order in which Keras's constructor treats them
   */
  public static void inOrder(InitializerArgument... arguments) {
    List<SeedTicket> places = Arrays.stream(arguments).map(a -> a.place).toList();
    places.forEach(SeedTicket::moveToEnd);
    for (InitializerArgument a : arguments) {
      a.layersPlaces = places;
    }
  }

  /** Returns the initializer. */
  public Initializer get() {
    return current;
  }

  /** Sets it by name. */
  public void set(String name) {
    current = Initializers.get(name);
    drawHere(current);
  }

  private void drawHere(Initializer initializer) {
    place.wanted(false);
    if (initializer instanceof RandomInitializer<?> random) {
      random.takeOver(place);
    }
  }

  /** Sets it. */
  public void set(Initializer initializer) {
    if (initializer == current) {
      return;
    }
    current = initializer;
    place.wanted(false);
    if (initializer instanceof RandomInitializer<?> random) {
      GlobalRandom.moveBehind(random.ticket(), layersPlaces);
    }
  }

  /** Exchanges it with a config. */
  public void config(Config c, String key) {
    c.object(key, current, Initializer.KIND, this::read);
  }

  private void read(@Nullable Initializer initializer) {
    if (initializer != null) {
      current = initializer;
      drawHere(initializer);
    }
  }
}

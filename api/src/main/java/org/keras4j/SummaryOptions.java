package org.keras4j;

import java.io.PrintStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.keras4j.internal.Console;
import org.keras4j.internal.Numbers;

/** The arguments of {@link Model#summary(Consumer)}, with Keras's names and defaults. */
public final class SummaryOptions {

  private @Nullable Integer lineLength;
  private double @Nullable [] positions;
  private boolean expandNested;
  private boolean showTrainable;
  private @Nullable String firstLayer;
  private @Nullable String lastLayer;
  private Consumer<String> output = Console::print;

  /** Makes the options with all defaults. */
  public SummaryOptions() {}

  /**
   * Sets the width of the table. By default 88 for a chain of layers and 108 for other models, 12
   * more with {@link #showTrainable}, but at most the terminal's columns less 4. The terminal has
   * as many columns as the environment variable {@code COLUMNS} says, or 80.
   */
  public SummaryOptions lineLength(int columns) {
    lineLength = columns;
    return this;
  }

  @Nullable Integer lineLength() {
    return lineLength;
  }

  /**
   * Sets where the columns end, as shares of the width, the last one 1. By default 0.45, 0.8, 1 for
   * a chain of layers and 0.3, 0.56, 0.74, 1 for other models.
   */
  public SummaryOptions positions(double... shares) {
    positions = Numbers.finite("summary", "positions", shares);
    return this;
  }

  double @Nullable [] positions() {
    return positions;
  }

  /** Sets whether the layers of inner models are listed, too. By default false. */
  public SummaryOptions expandNested(boolean expand) {
    expandNested = expand;
    return this;
  }

  boolean expandNested() {
    return expandNested;
  }

  /** Sets whether a column says which layers are trained. By default false. */
  public SummaryOptions showTrainable(boolean show) {
    showTrainable = show;
    return this;
  }

  boolean showTrainable() {
    return showTrainable;
  }

  /**
   * Lists only a part of the layers.
   *
   * @param first a name, or a regular expression that its beginning matches; the first such layer
   * @param last likewise; the last such layer, which is listed too
   */
  public SummaryOptions layerRange(String first, String last) {
    firstLayer = first;
    lastLayer = last;
    return this;
  }

  @Nullable String firstLayer() {
    return firstLayer;
  }

  @Nullable String lastLayer() {
    return lastLayer;
  }

  /** Prints elsewhere than to {@code System.out}. */
  public SummaryOptions printTo(PrintStream stream) {
    return printTo(stream::print);
  }

  /** Passes the whole text, which ends with a line end, to a function instead of printing it. */
  public SummaryOptions printTo(Consumer<String> consumer) {
    output = consumer;
    return this;
  }

  Consumer<String> output() {
    return output;
  }
}

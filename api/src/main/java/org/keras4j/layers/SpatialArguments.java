package org.keras4j.layers;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Arguments that have one number for each spatial dimension, or one for all. */
final class SpatialArguments {

  private SpatialArguments() {}

  /** Makes the error for a bad argument; layers pass {@code this::badArgument}. */
  @FunctionalInterface
  interface Errors {
    IllegalArgumentException bad(String argument, String expected, @Nullable Object received);
  }

  /** Returns one number for each of {@code rank} dimensions, each at least 1. */
  static int[] of(int rank, int[] given, String argument, Errors errors) {
    if ((given.length != 1 && given.length != rank) || Arrays.stream(given).anyMatch(n -> n < 1)) {
      String expected = rank == 1 ? "a number" : "one number or " + rank;
      throw errors.bad(argument, expected + " of at least 1", Arrays.toString(given));
    }
    return given.length == rank ? given.clone() : same(rank, given[0]);
  }

  /** Returns the same number for each dimension. */
  static int[] same(int rank, int value) {
    int[] all = new int[rank];
    Arrays.fill(all, value);
    return all;
  }

  /** Returns whether all are 1. */
  static boolean ones(int[] sizes) {
    return Arrays.stream(sizes).allMatch(n -> n == 1);
  }

  /** Returns two numbers, with {@code first} before a single one. */
  static int[] pair(int first, int[] sizes) {
    return sizes.length == 1 ? new int[] {first, sizes[0]} : sizes;
  }
}

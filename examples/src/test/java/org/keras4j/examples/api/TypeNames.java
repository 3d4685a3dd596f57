package org.keras4j.examples.api;

import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes types as a reader of a listing wants them: without the packages that everybody knows. */
final class TypeNames {

  private static final Pattern KNOWN =
      Pattern.compile(
          "\\b(?:java\\.(?:lang|util|util\\.function|nio\\.file)\\.(?=[A-Z])"
              + "|org\\.tensorflow\\.(?:op\\.|types\\.|types\\.family\\.)?(?=[A-Z])"
              + "|org\\.keras4j\\.)");

  private TypeNames() {}

  static String of(Type type) {
    return shortened(type.getTypeName().replace('$', '.'));
  }

  static String of(Type[] types) {
    return Arrays.stream(types).map(TypeNames::of).collect(Collectors.joining(", "));
  }

  /** Returns {@code <T extends Number>}, or nothing. */
  static String parameters(TypeVariable<?>[] variables) {
    return variables.length == 0
        ? ""
        : Arrays.stream(variables)
            .map(TypeNames::bounded)
            .collect(Collectors.joining(", ", "<", ">"));
  }

  private static String bounded(TypeVariable<?> variable) {
    List<Type> bounds = List.of(variable.getBounds());
    return bounds.equals(List.of(Object.class))
        ? variable.getName()
        : variable.getName()
            + " extends "
            + bounds.stream().map(TypeNames::of).collect(Collectors.joining(" & "));
  }

  private static String shortened(String name) {
    return KNOWN.matcher(name).replaceAll("");
  }
}

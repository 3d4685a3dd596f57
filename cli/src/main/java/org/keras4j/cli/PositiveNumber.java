package org.keras4j.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads how many samples or epochs there are. */
final class PositiveNumber implements ITypeConverter<Integer> {

  @Override
  public Integer convert(String value) {
    int number;
    try {
      number = Integer.parseInt(value);
    } catch (NumberFormatException e) {
      number = 0;
    }
    if (number < 1) {
      throw new TypeConversionException(
          "a whole number from 1 to " + Integer.MAX_VALUE + " is needed; received '" + value + "'");
    }
    return number;
  }
}

package outside;

/** What the parts refuse. */
final class Checked {

  private Checked() {}

  static double positive(String argument, double value) {
    if (!(value > 0)) {
      throw new IllegalArgumentException(argument + " must be above 0; received " + value);
    }
    return value;
  }
}

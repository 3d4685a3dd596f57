/** A program of a user. */
module consumer {
  requires org.keras4j.augment;
  requires org.keras4j.tuner;
  requires org.bytedeco.javacpp;
}

/** A library of a user, with a class of each kind. */
module outside {
  requires org.keras4j;
  requires org.keras4j.tuner;

  exports outside;

  provides org.keras4j.core.Catalogue with
      outside.OwnCatalogue;
}

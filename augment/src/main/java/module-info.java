/** Image preprocessing and random augmentation layers. */
module org.keras4j.augment {
  requires transitive org.keras4j;
  requires static transitive org.jspecify;

  exports org.keras4j.augment;

  provides org.keras4j.core.Catalogue with
      org.keras4j.augment.ImageLayers;
}

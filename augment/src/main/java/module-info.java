/** Image preprocessing and random augmentation layers. */
module org.keras4j.augment {
  requires transitive org.keras4j;
  requires static transitive org.jspecify;

  // A package is exported here once it holds a public class: javac refuses empty ones.
}

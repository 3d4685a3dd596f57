/** Keras 3 for Java, on TensorFlow Java. */
@SuppressWarnings("module") // the friends named below are compiled after this module
module org.keras4j {
  requires transitive tensorflow;
  requires com.fasterxml.jackson.core;
  requires com.fasterxml.jackson.databind;
  requires jdk.management;
  requires static transitive org.jspecify;

  exports org.keras4j;
  exports org.keras4j.activations;
  exports org.keras4j.callbacks;
  exports org.keras4j.constraints;
  exports org.keras4j.core;
  exports org.keras4j.initializers;
  exports org.keras4j.internal to
      org.keras4j.augment,
      org.keras4j.cli,
      org.keras4j.datasets,
      org.keras4j.framework,
      org.keras4j.tuner,
      org.keras4j.examples;
  exports org.keras4j.internal.callbacks to
      org.keras4j.tuner;
  exports org.keras4j.internal.hdf5 to
      org.keras4j.cli;
  exports org.keras4j.internal.saving to
      org.keras4j.cli;
  exports org.keras4j.internal.graph to
      org.keras4j.augment,
      org.keras4j.framework;
  exports org.keras4j.internal.ops to
      org.keras4j.framework;
  exports org.keras4j.layers;
  exports org.keras4j.losses;
  exports org.keras4j.metrics;
  exports org.keras4j.ops;
  exports org.keras4j.optimizers;
  exports org.keras4j.optimizers.schedules;
  exports org.keras4j.random;
  exports org.keras4j.regularizers;
  exports org.keras4j.internal.random to
      org.keras4j.augment,
      org.keras4j.datasets,
      org.keras4j.tuner;
  exports org.keras4j.ndarray;
  exports org.keras4j.utils;

  uses org.keras4j.core.Catalogue;

  provides org.keras4j.core.Catalogue with
      org.keras4j.internal.catalogue.ActivationCatalogue,
      org.keras4j.internal.catalogue.ConstraintCatalogue,
      org.keras4j.internal.catalogue.InitializerCatalogue,
      org.keras4j.internal.catalogue.LayerCatalogue,
      org.keras4j.internal.catalogue.LossCatalogue,
      org.keras4j.internal.catalogue.MetricCatalogue,
      org.keras4j.internal.catalogue.OptimizerCatalogue,
      org.keras4j.internal.catalogue.RegularizerCatalogue,
      org.keras4j.internal.catalogue.ScheduleCatalogue,
      org.keras4j.internal.models.ModelCatalogue;
}

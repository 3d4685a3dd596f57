package org.keras4j.examples.curves;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keras4j.FitOptions;
import org.keras4j.Input;
import org.keras4j.Model;
import org.keras4j.Sequential;
import org.keras4j.augment.RandomRotation;
import org.keras4j.augment.RandomTranslation;
import org.keras4j.augment.RandomZoom;
import org.keras4j.augment.Rescaling;
import org.keras4j.callbacks.EarlyStopping;
import org.keras4j.callbacks.ReduceLROnPlateau;
import org.keras4j.constraints.MaxNorm;
import org.keras4j.constraints.UnitNorm;
import org.keras4j.examples.curves.Program.Trained;
import org.keras4j.layers.Activation;
import org.keras4j.layers.AveragePooling2D;
import org.keras4j.layers.BatchNormalization;
import org.keras4j.layers.Concatenate;
import org.keras4j.layers.Conv2D;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Dropout;
import org.keras4j.layers.Flatten;
import org.keras4j.layers.GaussianNoise;
import org.keras4j.layers.GlobalAveragePooling2D;
import org.keras4j.layers.MaxPooling2D;
import org.keras4j.layers.Reshape;
import org.keras4j.layers.SeparableConv2D;
import org.keras4j.losses.CategoricalCrossentropy;
import org.keras4j.losses.SparseCategoricalCrossentropy;
import org.keras4j.metrics.SparseTopKCategoricalAccuracy;
import org.keras4j.ndarray.DType;
import org.keras4j.optimizers.Adam;
import org.keras4j.optimizers.SGD;
import org.keras4j.regularizers.L1L2;
import org.keras4j.regularizers.L2;

/** The trainings, in the order of {@code parity/curves.py}. */
final class Programs {

  private Programs() {}

  static Map<String, Program> all() {
    Map<String, Program> all = new LinkedHashMap<>();
    all.put("mlp", Programs::mlp);
    all.put("cnn", Programs::cnn);
    all.put("batch-normalization", Programs::batchNormalization);
    all.put("regularizers-and-constraints", Programs::regularizersAndConstraints);
    OptimizerPrograms.all().forEach((name, p) -> all.put("optimizer-" + name, p));
    all.put("class-weights", Programs::classWeights);
    all.put("plateau", Programs::plateau);
    all.put("two-outputs", Programs::twoOutputs);
    all.put("frozen-layers", Programs::frozenLayers);
    all.put("sparse-labels", Programs::sparseLabels);
    all.put("regression", Programs::regression);
    all.put("separable", Programs::separable);
    return all;
  }

  /** Returns what takes minutes and the real data. */
  static Map<String, Program> large() {
    return Map.of("chapter", Programs::chapter);
  }

  private static Trained mlp(CurveData d, FirstSteps steps) {
    var model = new Sequential();
    model.add(Input.of(28, 28));
    model.add(new Rescaling(1 / 255.));
    model.add(new Flatten());
    model.add(new Dense(64).activation("relu"));
    model.add(new Dense(10).activation("softmax"));
    model.compile(c -> c.optimizer("adam").loss("categorical_crossentropy").metrics("accuracy"));
    return new Trained(
        model,
        model.fit(
            d.x(),
            d.oneHot(),
            o ->
                o.batchSize(50)
                    .epochs(4)
                    .validationData(d.xVal(), d.oneHotVal())
                    .verbose(0)
                    .callbacks(steps)));
  }

  private static Trained cnn(CurveData d, FirstSteps steps) {
    var model = new Sequential();
    model.add(Input.of(28, 28, 1));
    double factor = 0.04;
    model.add(new RandomRotation(factor).fillMode("nearest"));
    model.add(new RandomTranslation(factor, factor).fillMode("nearest"));
    model.add(new RandomZoom(factor).fillMode("nearest"));
    model.add(new Rescaling(1 / 255.));
    model.add(new Conv2D(8, 3, 3).activation("relu"));
    model.add(new MaxPooling2D(2, 2));
    model.add(new Conv2D(16, 3, 3).activation("relu"));
    model.add(new MaxPooling2D(2, 2));
    model.add(new Flatten());
    model.add(new Dense(64).activation("relu"));
    model.add(new Dropout(0.5));
    model.add(new Dense(10).activation("softmax"));
    model.compile(
        c -> c.loss("categorical_crossentropy").optimizer(new Adam(0.00168)).metrics("accuracy"));
    return new Trained(
        model,
        model.fit(
            d.x().expandDims(-1),
            d.oneHot(),
            o ->
                o.batchSize(50)
                    .epochs(3)
                    .validationData(d.xVal().expandDims(-1), d.oneHotVal())
                    .verbose(0)
                    .callbacks(steps)));
  }

  private static Trained batchNormalization(CurveData d, FirstSteps steps) {
    var model = new Sequential();
    model.add(Input.of(28, 28));
    model.add(new Flatten());
    model.add(new Dense(32).useBias(false));
    model.add(new BatchNormalization().momentum(0.9));
    model.add(new Activation("relu"));
    model.add(new Dense(10).activation("softmax"));
    model.compile(c -> c.optimizer("rmsprop").loss("categorical_crossentropy").metrics("accuracy"));
    return new Trained(
        model,
        model.fit(
            d.x(),
            d.oneHot(),
            o ->
                o.batchSize(64)
                    .epochs(4)
                    .validationData(d.xVal(), d.oneHotVal())
                    .verbose(0)
                    .callbacks(steps)));
  }

  private static Trained regularizersAndConstraints(CurveData d, FirstSteps steps) {
    var model = new Sequential();
    model.add(Input.of(28, 28));
    model.add(new Rescaling(1 / 255.));
    model.add(new Flatten());
    model.add(
        new Dense(32)
            .activation("tanh")
            .kernelRegularizer(new L1L2(1e-4, 1e-3))
            .kernelConstraint(new MaxNorm(1.5))
            .biasConstraint("non_neg"));
    model.add(
        new Dense(10)
            .activation("softmax")
            .activityRegularizer(new L2(1e-3))
            .kernelConstraint(new UnitNorm()));
    model.compile(
        c ->
            c.optimizer(new SGD(0.1).momentum(0.9).nesterov(true))
                .loss("categorical_crossentropy")
                .metrics("accuracy"));
    return new Trained(
        model,
        model.fit(
            d.x(),
            d.oneHot(),
            o ->
                o.batchSize(50)
                    .epochs(4)
                    .validationData(d.xVal(), d.oneHotVal())
                    .verbose(0)
                    .callbacks(steps)));
  }

  private static Trained classWeights(CurveData d, FirstSteps steps) {
    var model = new Sequential();
    model.add(Input.of(28, 28));
    model.add(new Rescaling(1 / 255.));
    model.add(new Flatten());
    model.add(new Dense(32).activation("elu"));
    model.add(new Dense(10).activation("softmax"));
    model.compile(
        c ->
            c.optimizer("nadam")
                .loss("categorical_crossentropy")
                .metrics("accuracy")
                .weightedMetrics("categorical_crossentropy"));
    return new Trained(
        model,
        model.fit(
            d.x(),
            d.oneHot(),
            o ->
                o.batchSize(48)
                    .epochs(4)
                    .validationSplit(0.2)
                    .classWeight(Map.of(0, 3., 1, 0.5, 7, 2.))
                    .verbose(0)
                    .callbacks(steps)));
  }

  private static Trained plateau(CurveData d, FirstSteps steps) {
    var model = new Sequential();
    model.add(Input.of(28, 28));
    model.add(new Flatten());
    model.add(new Dense(48).activation("relu"));
    model.add(new Dense(10));
    model.compile(
        c ->
            c.optimizer(new Adam(0.02))
                .loss(new CategoricalCrossentropy().fromLogits(true))
                .metrics("accuracy"));
    var reduce = new ReduceLROnPlateau("val_loss").factor(0.3).patience(1).minLr(1e-4);
    var early = new EarlyStopping("val_loss").patience(3).restoreBestWeights(true);
    return new Trained(
        model,
        model.fit(
            d.x().asType(DType.FLOAT64).divide(255),
            d.oneHot(),
            o ->
                o.batchSize(50)
                    .epochs(12)
                    .validationData(d.xVal().asType(DType.FLOAT64).divide(255), d.oneHotVal())
                    .verbose(0)
                    .callbacks(steps, reduce, early)));
  }

  private static Trained twoOutputs(CurveData d, FirstSteps steps) {
    var inputs = Input.of(28, 28).name("image");
    var x = new Rescaling(1 / 255.).apply(inputs);
    x = new Flatten().apply(x);
    x = new Dense(48).activation("relu").apply(x);
    var digit = new Dense(10).activation("softmax").name("digit").apply(x);
    var odd =
        new Dense(1).activation("sigmoid").name("odd").apply(new Concatenate().apply(x, digit));
    var model = new Model(List.of(inputs), List.of(digit, odd));
    model.compile(
        c ->
            c.optimizer("adam")
                .loss(
                    Map.of(
                        "digit", "sparse_categorical_crossentropy", "odd", "binary_crossentropy"))
                .lossWeights(Map.of("digit", 1., "odd", 0.5))
                .metrics(Map.of("digit", List.of("accuracy"), "odd", List.of("accuracy"))));
    return new Trained(
        model,
        model.fit(
            Map.of("image", d.x()),
            Map.of("digit", d.y(), "odd", CurveData.odd(d.y())),
            o ->
                o.batchSize(50)
                    .epochs(4)
                    .validationData(
                        new FitOptions()
                            .x(d.xVal())
                            .y(Map.of("digit", d.yVal(), "odd", CurveData.odd(d.yVal()))))
                    .verbose(0)
                    .callbacks(steps)));
  }

  private static Trained frozenLayers(CurveData d, FirstSteps steps) {
    var base =
        Sequential.of(
            Input.of(28, 28),
            new Rescaling(1 / 255.),
            new Flatten(),
            new Dense(96).activation("relu"),
            new BatchNormalization());
    base.trainable(false);
    var model =
        Sequential.of(
            Input.of(28, 28), base, new Dropout(0.2), new Dense(10).activation("softmax"));
    model.compile(
        c -> c.optimizer(new Adam(0.01)).loss("categorical_crossentropy").metrics("accuracy"));
    return new Trained(
        model,
        model.fit(
            d.x(),
            d.oneHot(),
            o ->
                o.batchSize(50)
                    .epochs(4)
                    .validationData(d.xVal(), d.oneHotVal())
                    .verbose(0)
                    .callbacks(steps)));
  }

  private static Trained sparseLabels(CurveData d, FirstSteps steps) {
    var model =
        Sequential.of(
            Input.of(28, 28),
            new Rescaling(1 / 255.),
            new Reshape(28, 28, 1),
            new AveragePooling2D(2),
            new Flatten(),
            new Dense(10));
    model.compile(
        c ->
            c.optimizer(new SGD(0.5))
                .loss(new SparseCategoricalCrossentropy().fromLogits(true))
                .metrics("accuracy")
                .metrics(new SparseTopKCategoricalAccuracy(3).name("top3")));
    return new Trained(
        model,
        model.fit(
            d.x(),
            d.y(),
            o ->
                o.batchSize(32)
                    .epochs(4)
                    .validationData(d.xVal(), d.yVal())
                    .verbose(0)
                    .callbacks(steps)));
  }

  private static Trained regression(CurveData d, FirstSteps steps) {
    var model = new Sequential();
    model.add(Input.of(28, 28));
    model.add(new Rescaling(1 / 255.));
    model.add(new Flatten());
    model.add(new Dense(32).activation("selu").kernelInitializer("lecun_normal"));
    model.add(new GaussianNoise(0.1));
    model.add(new Dense(1).kernelInitializer("lecun_uniform"));
    model.compile(c -> c.optimizer(new Adam(0.003)).loss("mse").metrics("mae"));
    return new Trained(
        model,
        model.fit(
            d.x(),
            d.y().asType(DType.FLOAT32),
            o ->
                o.batchSize(50)
                    .epochs(4)
                    .validationData(d.xVal(), d.yVal().asType(DType.FLOAT32))
                    .verbose(0)
                    .callbacks(steps)));
  }

  private static Trained separable(CurveData d, FirstSteps steps) {
    var model = new Sequential();
    model.add(Input.of(28, 28, 1));
    model.add(new Rescaling(1 / 127.5).offset(-1));
    model.add(new SeparableConv2D(12, 3).strides(2).activation("relu"));
    model.add(new SeparableConv2D(24, 3).padding("same").activation("relu").depthMultiplier(2));
    model.add(new GlobalAveragePooling2D());
    model.add(new Dense(10).activation("softmax"));
    model.compile(
        c -> c.optimizer(new Adam(0.01)).loss("categorical_crossentropy").metrics("accuracy"));
    return new Trained(
        model,
        model.fit(
            d.x().expandDims(-1),
            d.oneHot(),
            o ->
                o.batchSize(50)
                    .epochs(3)
                    .validationData(d.xVal().expandDims(-1), d.oneHotVal())
                    .verbose(0)
                    .callbacks(steps)));
  }

  private static Trained chapter(CurveData d, FirstSteps steps) {
    var model = new Sequential();
    model.add(Input.of(28, 28, 1));
    double factor = 0.04;
    model.add(new RandomRotation(factor).fillMode("nearest"));
    model.add(new RandomTranslation(factor, factor).fillMode("nearest"));
    model.add(new RandomZoom(factor).fillMode("nearest"));
    model.add(new Rescaling(1 / 255.));
    int filters = 64;
    model.add(new Conv2D(filters, 3, 3).activation("relu"));
    model.add(new MaxPooling2D(2, 2));
    model.add(new Conv2D(2 * filters, 3, 3).activation("relu"));
    model.add(new MaxPooling2D(2, 2));
    model.add(new Flatten());
    model.add(new Dense(800).activation("relu"));
    model.add(new Dropout(0.5));
    model.add(new Dense(10).activation("softmax"));
    model.compile(
        c -> c.loss("categorical_crossentropy").optimizer(new Adam(0.00168)).metrics("accuracy"));
    return new Trained(
        model,
        model.fit(
            d.x().expandDims(-1),
            d.oneHot(),
            o ->
                o.batchSize(256)
                    .epochs(20)
                    .validationData(d.xVal().expandDims(-1), d.oneHotVal())
                    .verbose(0)
                    .callbacks(steps)));
  }
}

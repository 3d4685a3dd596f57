package org.keras4j.internal.catalogue;

import java.util.Arrays;
import java.util.List;
import org.keras4j.core.Catalogue;
import org.keras4j.core.ConfigReader;
import org.keras4j.core.Entry;
import org.keras4j.internal.Names;
import org.keras4j.internal.layers.ShapeFormat;
import org.keras4j.layers.Activation;
import org.keras4j.layers.ActivityRegularization;
import org.keras4j.layers.Add;
import org.keras4j.layers.Average;
import org.keras4j.layers.AveragePooling1D;
import org.keras4j.layers.AveragePooling2D;
import org.keras4j.layers.BatchNormalization;
import org.keras4j.layers.Concatenate;
import org.keras4j.layers.Conv1D;
import org.keras4j.layers.Conv1DTranspose;
import org.keras4j.layers.Conv2D;
import org.keras4j.layers.Conv2DTranspose;
import org.keras4j.layers.Cropping1D;
import org.keras4j.layers.Cropping2D;
import org.keras4j.layers.Dense;
import org.keras4j.layers.DepthwiseConv1D;
import org.keras4j.layers.DepthwiseConv2D;
import org.keras4j.layers.Dropout;
import org.keras4j.layers.ELU;
import org.keras4j.layers.Embedding;
import org.keras4j.layers.Flatten;
import org.keras4j.layers.GaussianDropout;
import org.keras4j.layers.GaussianNoise;
import org.keras4j.layers.GlobalAveragePooling1D;
import org.keras4j.layers.GlobalAveragePooling2D;
import org.keras4j.layers.GlobalAveragePooling3D;
import org.keras4j.layers.GlobalMaxPooling1D;
import org.keras4j.layers.GlobalMaxPooling2D;
import org.keras4j.layers.GlobalMaxPooling3D;
import org.keras4j.layers.GroupNormalization;
import org.keras4j.layers.InputLayer;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerNormalization;
import org.keras4j.layers.LeakyReLU;
import org.keras4j.layers.Masking;
import org.keras4j.layers.MaxPooling1D;
import org.keras4j.layers.MaxPooling2D;
import org.keras4j.layers.Maximum;
import org.keras4j.layers.Minimum;
import org.keras4j.layers.Multiply;
import org.keras4j.layers.PReLU;
import org.keras4j.layers.Permute;
import org.keras4j.layers.ReLU;
import org.keras4j.layers.RepeatVector;
import org.keras4j.layers.Reshape;
import org.keras4j.layers.SeparableConv1D;
import org.keras4j.layers.SeparableConv2D;
import org.keras4j.layers.Softmax;
import org.keras4j.layers.SpatialDropout1D;
import org.keras4j.layers.SpatialDropout2D;
import org.keras4j.layers.SpatialDropout3D;
import org.keras4j.layers.Subtract;
import org.keras4j.layers.UpSampling1D;
import org.keras4j.layers.UpSampling2D;
import org.keras4j.layers.ZeroPadding1D;
import org.keras4j.layers.ZeroPadding2D;
import org.keras4j.ndarray.DType;

/** Keras's layers, but for those of images. */
public final class LayerCatalogue implements Catalogue {

  /** For {@code ServiceLoader}. */
  public LayerCatalogue() {}

  @Override
  public List<Entry<?>> entries() {
    return List.of(
        Layer.KIND.entry(
            Activation.class,
            a -> new Activation(a.object("activation", org.keras4j.activations.Activation.KIND))),
        Layer.KIND.entry(
            ActivityRegularization.class,
            a -> new ActivityRegularization(a.numberOr("l1", 0), a.numberOr("l2", 0))),
        Layer.KIND.entry(Add.class, a -> new Add()),
        Layer.KIND.entry(Average.class, a -> new Average()),
        Layer.KIND.entry(
            AveragePooling1D.class, a -> new AveragePooling1D(a.oneInteger("pool_size"))),
        Layer.KIND.entry(
            AveragePooling2D.class, a -> new AveragePooling2D(a.integers("pool_size"))),
        Layer.KIND.entry(BatchNormalization.class, a -> new BatchNormalization()),
        Layer.KIND.entry(
            Concatenate.class,
            a -> a.has("axis") ? new Concatenate(a.integer("axis")) : new Concatenate()),
        Layer.KIND.entry(Conv1D.class, a -> new Conv1D(filters(a), a.oneInteger("kernel_size"))),
        Layer.KIND.entry(
            Conv1DTranspose.class,
            a -> new Conv1DTranspose(filters(a), a.oneInteger("kernel_size"))),
        Layer.KIND.entry(Conv2D.class, a -> new Conv2D(filters(a), a.integers("kernel_size"))),
        Layer.KIND.entry(
            Conv2DTranspose.class, a -> new Conv2DTranspose(filters(a), a.integers("kernel_size"))),
        Layer.KIND.entry(
            Cropping1D.class,
            a -> a.has("cropping") ? new Cropping1D(a.flatIntegers("cropping")) : new Cropping1D()),
        Layer.KIND.entry(
            Cropping2D.class,
            a -> a.has("cropping") ? new Cropping2D(a.flatIntegers("cropping")) : new Cropping2D()),
        Layer.KIND.entry(Dense.class, a -> new Dense(a.integer("units"))),
        Layer.KIND.entry(
            DepthwiseConv1D.class, a -> new DepthwiseConv1D(a.oneInteger("kernel_size"))),
        Layer.KIND.entry(
            DepthwiseConv2D.class, a -> new DepthwiseConv2D(a.integers("kernel_size"))),
        Layer.KIND.entry(Dropout.class, a -> new Dropout(a.number("rate"))),
        Layer.KIND.entry(ELU.class, a -> a.has("alpha") ? new ELU(a.number("alpha")) : new ELU()),
        Layer.KIND.entry(
            Embedding.class, a -> new Embedding(a.integer("input_dim"), a.integer("output_dim"))),
        Layer.KIND.entry(Flatten.class, a -> new Flatten()),
        Layer.KIND.entry(GaussianDropout.class, a -> new GaussianDropout(a.number("rate"))),
        Layer.KIND.entry(GaussianNoise.class, a -> new GaussianNoise(a.number("stddev"))),
        Layer.KIND.entry(GlobalAveragePooling1D.class, a -> new GlobalAveragePooling1D()),
        Layer.KIND.entry(GlobalAveragePooling2D.class, a -> new GlobalAveragePooling2D()),
        Layer.KIND.entry(GlobalAveragePooling3D.class, a -> new GlobalAveragePooling3D()),
        Layer.KIND.entry(GlobalMaxPooling1D.class, a -> new GlobalMaxPooling1D()),
        Layer.KIND.entry(GlobalMaxPooling2D.class, a -> new GlobalMaxPooling2D()),
        Layer.KIND.entry(GlobalMaxPooling3D.class, a -> new GlobalMaxPooling3D()),
        Layer.KIND.entry(GroupNormalization.class, a -> new GroupNormalization()),
        Layer.KIND.entry(InputLayer.class, LayerCatalogue::input),
        Layer.KIND.entry(LayerNormalization.class, a -> new LayerNormalization()),
        Layer.KIND.entry(LeakyReLU.class, a -> new LeakyReLU()),
        Layer.KIND.entry(Masking.class, a -> new Masking()),
        Layer.KIND.entry(MaxPooling1D.class, a -> new MaxPooling1D()),
        Layer.KIND.entry(MaxPooling2D.class, a -> new MaxPooling2D()),
        Layer.KIND.entry(Maximum.class, a -> new Maximum()),
        Layer.KIND.entry(Minimum.class, a -> new Minimum()),
        Layer.KIND.entry(Multiply.class, a -> new Multiply()),
        Layer.KIND.entry(PReLU.class, a -> new PReLU()),
        Layer.KIND.entry(Permute.class, a -> new Permute(a.integers("dims"))),
        Layer.KIND.entry(ReLU.class, a -> new ReLU()),
        Layer.KIND.entry(RepeatVector.class, a -> new RepeatVector(a.integer("n"))),
        Layer.KIND.entry(Reshape.class, a -> new Reshape(a.integers("target_shape"))),
        Layer.KIND.entry(
            SeparableConv1D.class,
            a -> new SeparableConv1D(filters(a), a.oneInteger("kernel_size"))),
        Layer.KIND.entry(
            SeparableConv2D.class, a -> new SeparableConv2D(filters(a), a.integers("kernel_size"))),
        Layer.KIND.entry(
            Softmax.class, a -> a.has("axis") ? new Softmax(a.integers("axis")) : new Softmax()),
        Layer.KIND.entry(SpatialDropout1D.class, a -> new SpatialDropout1D(a.number("rate"))),
        Layer.KIND.entry(SpatialDropout2D.class, a -> new SpatialDropout2D(a.number("rate"))),
        Layer.KIND.entry(SpatialDropout3D.class, a -> new SpatialDropout3D(a.number("rate"))),
        Layer.KIND.entry(Subtract.class, a -> new Subtract()),
        Layer.KIND.entry(
            UpSampling1D.class,
            a -> a.has("size") ? new UpSampling1D(a.oneInteger("size")) : new UpSampling1D()),
        Layer.KIND.entry(
            UpSampling2D.class,
            a -> a.has("size") ? new UpSampling2D(a.integers("size")) : new UpSampling2D()),
        Layer.KIND.entry(
            ZeroPadding1D.class,
            a ->
                a.has("padding")
                    ? new ZeroPadding1D(a.flatIntegers("padding"))
                    : new ZeroPadding1D()),
        Layer.KIND.entry(
            ZeroPadding2D.class,
            a ->
                a.has("padding")
                    ? new ZeroPadding2D(a.flatIntegers("padding"))
                    : new ZeroPadding2D()));
  }

  private static InputLayer input(ConfigReader a) {
    return new InputLayer(
        a.value("batch_shape", s -> ShapeFormat.read("batch_shape", s)),
        a.has("dtype") ? dtype(a.text("dtype")) : DType.FLOAT32);
  }

  private static DType dtype(String name) {
    return Arrays.stream(DType.values())
        .filter(d -> d.toString().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                Names.unknown(
                    "dtype of an input",
                    name,
                    Arrays.stream(DType.values()).map(DType::toString).toList()));
  }

  private static int filters(ConfigReader a) {
    return a.integer("filters");
  }
}

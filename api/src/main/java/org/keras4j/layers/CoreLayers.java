package org.keras4j.layers;

import java.util.List;

/** The layers of this package. */
final class CoreLayers implements LayerCatalogue {

  @Override
  public List<LayerType> layers() {
    return List.of(
        LayerType.of("Activation", () -> new Activation("linear"), "activation"),
        LayerType.of("ActivityRegularization", () -> new ActivityRegularization(0, 0)),
        LayerType.of("Add", Add::new),
        LayerType.of("Average", Average::new),
        LayerType.of("AveragePooling1D", () -> new AveragePooling1D(2), "pool_size"),
        LayerType.of("AveragePooling2D", () -> new AveragePooling2D(2), "pool_size"),
        LayerType.of("BatchNormalization", BatchNormalization::new),
        LayerType.of("Concatenate", Concatenate::new),
        LayerType.of("Conv1D", () -> new Conv1D(1, 1), "filters", "kernel_size"),
        LayerType.of("Conv1DTranspose", () -> new Conv1DTranspose(1, 1), "filters", "kernel_size"),
        LayerType.of("Conv2D", () -> new Conv2D(1, 1), "filters", "kernel_size"),
        LayerType.of("Conv2DTranspose", () -> new Conv2DTranspose(1, 1), "filters", "kernel_size"),
        LayerType.of("Cropping1D", Cropping1D::new),
        LayerType.of("Cropping2D", Cropping2D::new),
        LayerType.of("Dense", () -> new Dense(1), "units"),
        LayerType.of("DepthwiseConv1D", () -> new DepthwiseConv1D(1), "kernel_size"),
        LayerType.of("DepthwiseConv2D", () -> new DepthwiseConv2D(1), "kernel_size"),
        LayerType.of("Dropout", () -> new Dropout(0), "rate"),
        LayerType.of("ELU", ELU::new),
        LayerType.of("Embedding", () -> new Embedding(1, 1), "input_dim", "output_dim"),
        LayerType.of("Flatten", Flatten::new),
        LayerType.of("GaussianDropout", () -> new GaussianDropout(0), "rate"),
        LayerType.of("GaussianNoise", () -> new GaussianNoise(0), "stddev"),
        LayerType.of("GlobalAveragePooling1D", GlobalAveragePooling1D::new),
        LayerType.of("GlobalAveragePooling2D", GlobalAveragePooling2D::new),
        LayerType.of("GlobalAveragePooling3D", GlobalAveragePooling3D::new),
        LayerType.of("GlobalMaxPooling1D", GlobalMaxPooling1D::new),
        LayerType.of("GlobalMaxPooling2D", GlobalMaxPooling2D::new),
        LayerType.of("GlobalMaxPooling3D", GlobalMaxPooling3D::new),
        LayerType.of("LayerNormalization", LayerNormalization::new),
        LayerType.of("LeakyReLU", LeakyReLU::new),
        LayerType.of("MaxPooling1D", MaxPooling1D::new),
        LayerType.of("MaxPooling2D", MaxPooling2D::new),
        LayerType.of("Maximum", Maximum::new),
        LayerType.of("Minimum", Minimum::new),
        LayerType.of("Multiply", Multiply::new),
        LayerType.of("PReLU", PReLU::new),
        LayerType.of("Permute", () -> new Permute(1), "dims"),
        LayerType.of("ReLU", ReLU::new),
        LayerType.of("RepeatVector", () -> new RepeatVector(1), "n"),
        LayerType.of("Reshape", () -> new Reshape(-1), "target_shape"),
        LayerType.of("SeparableConv1D", () -> new SeparableConv1D(1, 1), "filters", "kernel_size"),
        LayerType.of("SeparableConv2D", () -> new SeparableConv2D(1, 1), "filters", "kernel_size"),
        LayerType.of("Softmax", Softmax::new),
        LayerType.of("SpatialDropout1D", () -> new SpatialDropout1D(0), "rate"),
        LayerType.of("SpatialDropout2D", () -> new SpatialDropout2D(0), "rate"),
        LayerType.of("SpatialDropout3D", () -> new SpatialDropout3D(0), "rate"),
        LayerType.of("Subtract", Subtract::new),
        LayerType.of("UpSampling1D", UpSampling1D::new),
        LayerType.of("UpSampling2D", UpSampling2D::new),
        LayerType.of("ZeroPadding1D", ZeroPadding1D::new),
        LayerType.of("ZeroPadding2D", ZeroPadding2D::new));
  }
}

package org.keras4j.parity;

import java.util.List;
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

/** Examples of all layers of the package {@code layers}. */
public final class CoreLayerExamples {

  private CoreLayerExamples() {}

  /** Returns at least one example of each layer. */
  public static List<LayerExample> all() {
    return List.of(
        LayerExample.of("Activation", () -> new Activation("gelu"), 3, 4).unknown(-1, 4),
        LayerExample.of("Activation softmax", () -> new Activation("softmax"), 4),
        LayerExample.of("Activation relu", () -> new Activation("relu"), 4).ints(),
        LayerExample.of("ActivityRegularization", () -> new ActivityRegularization(1, 1), 4),
        LayerExample.merging("Add", Add::new, 4, 2).unknown(-1, 2),
        LayerExample.merging("Add", Add::new, 4).ints(),
        LayerExample.merging("Average", Average::new, 4, 2).unknown(-1, 2),
        LayerExample.of("AveragePooling1D", () -> new AveragePooling1D(2), 6, 2).unknown(-1, 2),
        LayerExample.of("AveragePooling2D", () -> new AveragePooling2D(2).padding("same"), 5, 5, 2)
            .unknown(-1, -1, 2),
        LayerExample.of("BatchNormalization", BatchNormalization::new, 4),
        LayerExample.of("BatchNormalization", BatchNormalization::new, 5, 4).unknown(-1, 4),
        LayerExample.of("BatchNormalization", BatchNormalization::new, 5, 5, 4)
            .unknown(-1, -1, 4),
        LayerExample.of("BatchNormalization 1", () -> new BatchNormalization().axis(1), 4, 3, 2, 2)
            .unknown(4, -1, -1, -1),
        LayerExample.merging("Concatenate", Concatenate::new, 4, 2).unknown(-1, 2),
        LayerExample.of("Conv1D", () -> new Conv1D(3, 2).activation("relu"), 6, 2).unknown(-1, 2),
        LayerExample.of("Conv1D causal", () -> new Conv1D(3, 2).padding("causal"), 6, 2)
            .unknown(-1, 2),
        LayerExample.of("Conv1DTranspose", () -> new Conv1DTranspose(3, 2).strides(2), 4, 2)
            .unknown(-1, 2),
        LayerExample.of("Conv2D", () -> new Conv2D(3, 2).activation("relu"), 5, 5, 2)
            .unknown(-1, -1, 2),
        LayerExample.of("Conv2D first", () -> new Conv2D(3, 2).dataFormat("channels_first"), 2, 5, 5)
            .unknown(2, -1, -1),
        LayerExample.of("Conv2DTranspose", () -> new Conv2DTranspose(3, 2).strides(2), 4, 4, 2)
            .unknown(-1, -1, 2),
        LayerExample.of("Cropping1D", () -> new Cropping1D(1), 5, 2).unknown(-1, 2),
        LayerExample.of("Cropping2D", () -> new Cropping2D(1), 5, 5, 2).unknown(-1, -1, 2),
        LayerExample.of("Dense", () -> new Dense(3).activation("relu"), 4),
        LayerExample.of("Dense", () -> new Dense(3), 5, 4).unknown(-1, 4),
        LayerExample.of("DepthwiseConv1D", () -> new DepthwiseConv1D(2), 6, 2).unknown(-1, 2),
        LayerExample.of("DepthwiseConv2D", () -> new DepthwiseConv2D(2), 5, 5, 2)
            .unknown(-1, -1, 2),
        LayerExample.of("Dropout", () -> new Dropout(0.5), 5, 2).unknown(-1, 2),
        LayerExample.of("ELU", () -> new ELU(0.5), 5, 2).unknown(-1, 2),
        LayerExample.of("Embedding", () -> new Embedding(8, 3), 4).unknown(-1).ints(),
        LayerExample.of("Flatten", Flatten::new, 3, 2).unknown(-1, 2),
        LayerExample.of("GaussianDropout", () -> new GaussianDropout(0.5), 5, 2).unknown(-1, 2),
        LayerExample.of("GaussianNoise", () -> new GaussianNoise(0.5), 5, 2).unknown(-1, 2),
        LayerExample.of("GlobalAveragePooling1D", GlobalAveragePooling1D::new, 5, 2)
            .unknown(-1, 2),
        LayerExample.of("GlobalAveragePooling2D", GlobalAveragePooling2D::new, 5, 4, 2)
            .unknown(-1, -1, 2),
        LayerExample.of("GlobalAveragePooling3D", GlobalAveragePooling3D::new, 3, 4, 2, 2)
            .unknown(-1, -1, -1, 2),
        LayerExample.of("GlobalMaxPooling1D", GlobalMaxPooling1D::new, 5, 2).unknown(-1, 2),
        LayerExample.of("GlobalMaxPooling2D", GlobalMaxPooling2D::new, 5, 4, 2)
            .unknown(-1, -1, 2),
        LayerExample.of("GlobalMaxPooling3D", GlobalMaxPooling3D::new, 3, 4, 2, 2)
            .unknown(-1, -1, -1, 2),
        LayerExample.of("GroupNormalization", () -> new GroupNormalization(2), 4),
        LayerExample.of("GroupNormalization", () -> new GroupNormalization(2), 5, 3, 4)
            .unknown(-1, -1, 4),
        LayerExample.of(
                "GroupNormalization 1", () -> new GroupNormalization(-1).axis(1), 4, 3, 2)
            .unknown(4, -1, -1),
        LayerExample.of("LayerNormalization", LayerNormalization::new, 4),
        LayerExample.of("LayerNormalization", LayerNormalization::new, 5, 4).unknown(-1, 4),
        LayerExample.of("LayerNormalization", LayerNormalization::new, 5, 3, 4)
            .unknown(-1, -1, 4),
        LayerExample.of(
            "LayerNormalization 1", () -> new LayerNormalization().axis(1, 2), 5, 3, 4),
        LayerExample.of(
            "LayerNormalization plain",
            () -> new LayerNormalization().scale(false).center(false),
            4),
        LayerExample.of("LeakyReLU", LeakyReLU::new, 5, 2).unknown(-1, 2),
        LayerExample.of("Masking", () -> new Masking(-1), 5, 2).unknown(-1, 2),
        LayerExample.of("MaxPooling1D", () -> new MaxPooling1D(2), 6, 2).unknown(-1, 2),
        LayerExample.of("MaxPooling2D", () -> new MaxPooling2D(2).padding("same"), 5, 5, 2)
            .unknown(-1, -1, 2),
        LayerExample.of("MaxPooling2D", () -> new MaxPooling2D(2), 5, 5, 2)
            .unknown(-1, -1, 2)
            .ints(),
        LayerExample.merging("Maximum", Maximum::new, 4, 2).unknown(-1, 2),
        LayerExample.merging("Minimum", Minimum::new, 4, 2).unknown(-1, 2),
        LayerExample.merging("Multiply", Multiply::new, 4, 2).unknown(-1, 2),
        LayerExample.of("PReLU", PReLU::new, 5, 2),
        LayerExample.of("PReLU shared", () -> new PReLU().sharedAxes(1), 5, 2).unknown(-1, 2),
        LayerExample.of("Permute", () -> new Permute(2, 1), 5, 2).unknown(-1, 2),
        LayerExample.of("ReLU", () -> new ReLU().maxValue(0.5).threshold(0.1), 5, 2)
            .unknown(-1, 2),
        LayerExample.of("RepeatVector", () -> new RepeatVector(3), 4),
        LayerExample.of("Reshape", () -> new Reshape(4, 3), 6, 2),
        LayerExample.of("Reshape open", () -> new Reshape(-1, 2), 6, 2).unknown(-1, 2),
        LayerExample.of("SeparableConv1D", () -> new SeparableConv1D(3, 2), 6, 2).unknown(-1, 2),
        LayerExample.of("SeparableConv2D", () -> new SeparableConv2D(3, 2), 5, 5, 2)
            .unknown(-1, -1, 2),
        LayerExample.of("Softmax", Softmax::new, 5, 4).unknown(-1, 4),
        LayerExample.of("Softmax 1", () -> new Softmax(1, 2), 5, 4).unknown(-1, 4),
        LayerExample.of("SpatialDropout1D", () -> new SpatialDropout1D(0.5), 5, 1).unknown(-1, 1),
        LayerExample.of("SpatialDropout2D", () -> new SpatialDropout2D(0.5), 5, 5, 1)
            .unknown(-1, -1, 1),
        LayerExample.of("SpatialDropout3D", () -> new SpatialDropout3D(0.5), 2, 2, 2, 1)
            .unknown(-1, -1, -1, 1),
        LayerExample.merging("Subtract", Subtract::new, 4, 2).unknown(-1, 2),
        LayerExample.of("UpSampling1D", UpSampling1D::new, 5, 2).unknown(-1, 2),
        LayerExample.of("UpSampling2D", UpSampling2D::new, 3, 3, 2).unknown(-1, -1, 2),
        LayerExample.of(
                "UpSampling2D bicubic", () -> new UpSampling2D().interpolation("bicubic"), 3, 3, 2)
            .unknown(-1, -1, 2),
        LayerExample.of("ZeroPadding1D", () -> new ZeroPadding1D(1), 5, 2).unknown(-1, 2),
        LayerExample.of("ZeroPadding2D", () -> new ZeroPadding2D(1), 5, 5, 2)
            .unknown(-1, -1, 2));
  }
}

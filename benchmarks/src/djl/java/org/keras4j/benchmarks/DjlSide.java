package org.keras4j.benchmarks;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.dataset.Batch;
import ai.djl.training.evaluator.Accuracy;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import ai.djl.translate.NoopTranslator;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import org.keras4j.ndarray.DType;

/** The side of DJL with PyTorch, in DJL's usual way: {@code DjlSide NAME IMAGES.npz}. */
public final class DjlSide {

  private DjlSide() {}

  /** Runs a workload and prints its figures. */
  public static void main(String[] args) throws Exception {
    String name = args[0];
    Images images = Images.read(Path.of(args[1]));
    Figures f = new Figures();
    try (Model model = Model.newInstance(name)) {
      model.setBlock(name.startsWith("mlp") ? mlp() : cnn());
      if (name.equals("predict1")) {
        predictOne(model, images, f);
      } else {
        train(model, images, TrainingSize.of(name), f);
      }
    }
    Engine engine = Engine.getInstance();
    f.put(
        "versions",
        "DJL "
            + Machine.version("ai.djl", "api").replace("unknown", Engine.getDjlVersion())
            + " ("
            + engine.getEngineName()
            + " "
            + engine.getVersion()
            + "), Java "
            + Runtime.version());
    f.print();
  }

  private static Block mlp() {
    return new SequentialBlock()
        .add(x -> new NDList(x.singletonOrThrow().mul(1f / 255)))
        .add(Blocks.batchFlattenBlock(784))
        .add(Linear.builder().setUnits(800).build())
        .add(Activation::relu)
        .add(Linear.builder().setUnits(10).build());
  }

  private static Block cnn() {
    return new SequentialBlock()
        .add(x -> new NDList(x.singletonOrThrow().mul(1f / 255)))
        .add(Conv2d.builder().setKernelShape(new Shape(3, 3)).setFilters(64).build())
        .add(Activation::relu)
        .add(Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2)))
        .add(Conv2d.builder().setKernelShape(new Shape(3, 3)).setFilters(128).build())
        .add(Activation::relu)
        .add(Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2)))
        .add(Blocks.batchFlattenBlock())
        .add(Linear.builder().setUnits(800).build())
        .add(Activation::relu)
        .add(Dropout.builder().optRate(.5f).build())
        .add(Linear.builder().setUnits(10).build());
  }

  /** PyTorch has channels first; with one channel the pixels are the same. */
  private static NDArray pixels(NDManager manager, org.keras4j.ndarray.NDArray images) {
    long n = images.shape().get(0);
    return manager.create(FloatBuffer.wrap(images.toFloatArray()), new Shape(n, 1, 28, 28));
  }

  private static DefaultTrainingConfig config() {
    return new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
        .addEvaluator(new Accuracy())
        .optOptimizer(
            Optimizer.adam().optLearningRateTracker(Tracker.fixed(.00168f)).optEpsilon(1e-7f).build())
        .optDevices(new Device[] {Device.cpu()})
        .addTrainingListeners(TrainingListener.Defaults.basic());
  }

  private static void train(Model model, Images images, TrainingSize size, Figures f)
      throws Exception {
    int n = size.images();
    NDManager manager = model.getNDManager();
    NDArray x = pixels(manager, images.x().slice(0, n));
    NDArray y =
        manager.create(images.classes().slice(0, n).asType(DType.INT64).toLongArray());
    ArrayDataset data =
        new ArrayDataset.Builder().setData(x).optLabels(y).setSampling(size.batch(), true).build();
    try (Trainer trainer = model.newTrainer(config())) {
      trainer.initialize(new Shape(size.batch(), 1, 28, 28));
      double[] seconds = new double[TrainingSize.TIMED];
      for (int epoch = 0; epoch < size.warmUp() + TrainingSize.TIMED; epoch++) {
        long start = System.nanoTime();
        for (Batch batch : trainer.iterateDataset(data)) {
          EasyTrain.trainBatch(trainer, batch);
          trainer.step();
          batch.close();
        }
        if (epoch >= size.warmUp()) {
          seconds[epoch - size.warmUp()] = (System.nanoTime() - start) / 1e9;
        }
      }
      f.putEpoch(size, Figures.median(seconds));
    }
  }

  private static void predictOne(Model model, Images images, Figures f) throws Exception {
    model.getBlock().initialize(
        model.getNDManager(), ai.djl.ndarray.types.DataType.FLOAT32, new Shape(1, 1, 28, 28));
    float[] sample = images.x().slice(0, 1).toFloatArray();
    NDManager manager = model.getNDManager();
    try (Predictor<NDList, NDList> p = model.newPredictor(new NoopTranslator())) {
      Runnable once =
          () -> {
            try (NDManager call = manager.newSubManager()) {
              NDArray one = call.create(sample, new Shape(1, 1, 28, 28));
              one.attach(call);
              p.predict(new NDList(one)).singletonOrThrow().softmax(-1).toFloatArray();
            } catch (ai.djl.translate.TranslateException e) {
              throw new IllegalStateException(e);
            }
          };
      for (int i = 0; i < 500; i++) {
        once.run();
      }
      f.put("predictor_us", 1e6 * Figures.time(2000, once));
    }
  }
}

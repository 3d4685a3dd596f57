package org.keras4j.benchmarks;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keras4j.Model;
import org.keras4j.ndarray.NDArray;
import org.tensorflow.Operation;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.DeviceStepStats;
import org.tensorflow.proto.NodeExecStats;
import org.tensorflow.proto.RunOptions;
import org.tensorflow.types.TFloat32;

/**
 * Runs the training step of a model again, outside its engine, with TensorFlow's own tracing, which
 * tells when each operation began and ended. Reads the engine's private parts: users need no such
 * thing, so there is no public way.
 */
final class StepTrace {

  private final Session session;
  private final List<?> feeds;
  private final Operation gate;

  /** Takes the training step of a model that has trained on one kind of batch. */
  StepTrace(Model model) throws ReflectiveOperationException {
    Object engine = field(Model.class, "engine").get(model);
    session = (Session) field(engine.getClass(), "session").get(engine);
    Map<?, ?> steps = (Map<?, ?>) field(engine.getClass(), "trainSteps").get(engine);
    Object step = steps.values().iterator().next();
    feeds = (List<?>) call(step, "feeds");
    gate = (Operation) call(step, "gate");
  }

  private static Field field(Class<?> owner, String name) throws NoSuchFieldException {
    return opened(owner.getDeclaredField(name));
  }

  private static Object call(Object target, String name) throws ReflectiveOperationException {
    Method m = opened(target.getClass().getDeclaredMethod(name));
    return m.invoke(target);
  }

  private static <A extends AccessibleObject> A opened(A member) {
    member.setAccessible(true);
    return member;
  }

  /** Returns milliseconds a step by kind of operation, summed over threads, averaged over steps. */
  Map<String, Double> millis(NDArray x, NDArray y, int steps) {
    Map<String, Double> sums = new LinkedHashMap<>();
    try (TFloat32 images = tensor(x);
        TFloat32 classes = tensor(y)) {
      List<Tensor> values = List.of(images, classes);
      for (int i = 0; i < steps; i++) {
        Session.Runner runner =
            session
                .runner()
                .setOptions(
                    RunOptions.newBuilder().setTraceLevel(RunOptions.TraceLevel.FULL_TRACE).build())
                .addTarget(gate);
        for (int j = 0; j < feeds.size(); j++) {
          runner.feed((Output<?>) feeds.get(j), values.get(j));
        }
        try (Result result = runner.runAndFetchMetadata()) {
          for (DeviceStepStats device :
              result.getMetadata().orElseThrow().getStepStats().getDevStatsList()) {
            for (NodeExecStats node : device.getNodeStatsList()) {
              double ms = (node.getOpEndRelNanos() - node.getOpStartRelNanos()) / 1e6;
              sums.merge(operation(node.getTimelineLabel()), ms / steps, Double::sum);
            }
          }
        }
      }
    }
    return sums;
  }

  /** Returns the operation in a label such as {@code train/conv2d/Conv2D = Conv2D(a, b)}. */
  static String operation(String label) {
    int equals = label.indexOf(" = ");
    int bracket = label.indexOf('(', equals + 3);
    return equals < 0 || bracket < 0 ? "other" : label.substring(equals + 3, bracket);
  }

  private static TFloat32 tensor(NDArray a) {
    TFloat32 t = Tensor.of(TFloat32.class, Shape.of(a.shape().asArray()));
    t.asRawTensor().data().asFloats().write(a.toFloatArray());
    return t;
  }
}

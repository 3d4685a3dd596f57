package org.keras4j;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.keras4j.core.CallContext;
import org.keras4j.core.Entry;
import org.keras4j.core.KerasObject;
import org.keras4j.core.TestEntries;
import org.keras4j.core.Variable;
import org.keras4j.internal.core.VariableAccess;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;

/** What tests in other packages may see of the package-private parts. */
public final class TestAccess {

  private TestAccess() {}

  /** Adds the model's operations to a graph. */
  public static List<Operand<?>> call(
      Model model, Ops tf, List<Operand<?>> inputs, CallContext context) {
    return model.graph().call(tf, inputs, context);
  }

  /** Names a variable as a layer does. */
  public static Variable path(Variable v, String path) {
    VariableAccess.get().path(v, path);
    return v;
  }

  /** Makes an object of the same class from a config. */
  public static <T extends KerasObject> T fill(T like, Map<String, ?> config) {
    return TestEntries.fill(like, config);
  }

  /** Returns the entries of all kinds that come from catalogues. */
  public static Set<Entry<?>> entries() {
    return TestEntries.all();
  }

  /** Makes an object of an entry's class from a config. */
  public static Object make(Entry<?> entry, Map<String, ?> config) {
    return TestEntries.make(entry, config);
  }

  /** Returns how many session runs the steps of a model have taken. */
  public static long runs(Model model) {
    return model.engineFigures().runs();
  }

  /** Returns how many bytes the steps of a model were fed. */
  public static long fedBytes(Model model) {
    return model.engineFigures().fedBytes();
  }

  /** Returns how many operations a model's graph has. */
  public static int operations(Model model) {
    return model.engineFigures().operations();
  }
}

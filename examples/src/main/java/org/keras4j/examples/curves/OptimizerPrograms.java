package org.keras4j.examples.curves;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.keras4j.Input;
import org.keras4j.Sequential;
import org.keras4j.augment.Rescaling;
import org.keras4j.examples.curves.Program.Trained;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Flatten;
import org.keras4j.optimizers.Adadelta;
import org.keras4j.optimizers.Adafactor;
import org.keras4j.optimizers.Adagrad;
import org.keras4j.optimizers.Adam;
import org.keras4j.optimizers.AdamW;
import org.keras4j.optimizers.Adamax;
import org.keras4j.optimizers.Ftrl;
import org.keras4j.optimizers.Lamb;
import org.keras4j.optimizers.Lion;
import org.keras4j.optimizers.Muon;
import org.keras4j.optimizers.Nadam;
import org.keras4j.optimizers.Optimizer;
import org.keras4j.optimizers.RMSprop;
import org.keras4j.optimizers.SGD;
import org.keras4j.optimizers.ScheduleFreeAdamW;
import org.keras4j.optimizers.schedules.CosineDecay;

/** One network, trained by each optimizer. */
final class OptimizerPrograms {

  private OptimizerPrograms() {}

  static Map<String, Program> all() {
    Map<String, Program> all = new LinkedHashMap<>();
    optimizers()
        .forEach(
            (name, optimizer) -> all.put(name, (d, steps) -> train(optimizer.get(), d, steps)));
    return all;
  }

  private static Map<String, Supplier<Optimizer>> optimizers() {
    Map<String, Supplier<Optimizer>> all = new LinkedHashMap<>();
    all.put("Adadelta", () -> new Adadelta(1.0));
    all.put("Adafactor", () -> new Adafactor(0.01));
    all.put("Adagrad", () -> new Adagrad(0.05));
    all.put("Adam", () -> new Adam(0.003));
    all.put("AdamAmsgrad", () -> new Adam(0.003).amsgrad(true));
    all.put("AdamW", () -> new AdamW(0.003).weightDecay(0.01));
    all.put("Adamax", () -> new Adamax(0.003));
    all.put("Ftrl", () -> new Ftrl(0.05));
    all.put("Lamb", () -> new Lamb(0.01));
    all.put("Lion", () -> new Lion(0.001));
    all.put("Muon", () -> new Muon(0.003));
    all.put("Nadam", () -> new Nadam(0.003));
    all.put("RMSprop", () -> new RMSprop(0.001).momentum(0.5).centered(true));
    all.put("ScheduleFreeAdamW", () -> new ScheduleFreeAdamW(0.005));
    all.put("SGD", () -> new SGD(0.1));
    all.put("SGDCosine", () -> new SGD(new CosineDecay(0.2, 60)).clipnorm(1.0));
    return all;
  }

  private static Trained train(Optimizer optimizer, CurveData d, FirstSteps steps) {
    var model = new Sequential();
    model.add(Input.of(28, 28));
    model.add(new Rescaling(1 / 255.));
    model.add(new Flatten());
    model.add(new Dense(32).activation("sigmoid"));
    model.add(new Dense(10).activation("softmax"));
    model.compile(c -> c.optimizer(optimizer).loss("categorical_crossentropy").metrics("accuracy"));
    return new Trained(
        model,
        model.fit(d.x(), d.oneHot(), o -> o.batchSize(50).epochs(3).verbose(0).callbacks(steps)));
  }
}

package org.keras4j.tuner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.keras4j.tuner.HyperParameters.parent;
import static org.keras4j.tuner.HyperParameters.step;
import static org.keras4j.tuner.Sampling.LOG;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The texts are KerasTuner's own output. */
class SearchTextTest {
  @Test
  void theSearchSpace() {
    HyperParameters hp = new HyperParameters();
    hp.Int("units", 4, 16, step(4));
    hp.Choice("act", "relu", "tanh");
    hp.Boolean("drop");
    hp.Float("lr", 1e-4, 1e-2, LOG);
    hp.Fixed("fx", 7, parent("act", "relu"));
    assertEquals(
        """
        Search space summary
        Default search space size: 5
        units (Int)
        {'default': None, 'conditions': [], 'min_value': 4, 'max_value': 16, 'step': 4, 'sampling': 'linear'}
        act (Choice)
        {'default': 'relu', 'conditions': [], 'values': ['relu', 'tanh'], 'ordered': False}
        drop (Boolean)
        {'default': False, 'conditions': []}
        lr (Float)
        {'default': 0.0001, 'conditions': [], 'min_value': 0.0001, 'max_value': 0.01, 'step': None, 'sampling': 'log'}
        fx (Fixed)
        {'conditions': [{'class_name': 'Parent', 'config': {'name': 'act', 'values': ['relu']}}], 'value': 7}
        """,
        SearchText.searchSpace(hp));
  }

  @Test
  void theResults() {
    Trial best = new Trial("0", new HyperParameters().set("units", 4), TrialStatus.COMPLETED);
    best.setScore(0.578125, 1);
    Trial other = new Trial("2", new HyperParameters(), TrialStatus.RUNNING);
    assertEquals(
        """
        Results summary
        Results in ktp/p
        Showing 5 best trials
        Objective(name="val_accuracy", direction="max")

        Trial 0 summary
        Hyperparameters:
        units: 4
        Score: 0.578125

        Trial 2 summary
        Hyperparameters:
        default configuration
        """,
        SearchText.results("ktp/p", 5, new Objective("val_accuracy", "max"), List.of(best, other)));
  }
}

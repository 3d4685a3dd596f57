package org.keras4j.benchmarks;

import java.util.Locale;
import org.keras4j.tuner.HyperParameters;
import org.keras4j.tuner.Sampling;

/** Functions whose minimum is known, as what a search of hyperparameters has to find. */
enum KnownFunction implements RegretProblem {
  /** Three equal minima in a plane. */
  BRANIN(0.39788735772973816) {
    @Override
    public void declare(HyperParameters hp) {
      hp.Float("x", -5, 10);
      hp.Float("y", 0, 15);
    }

    @Override
    public double value(HyperParameters hp) {
      double x = hp.getDouble("x");
      double y = hp.getDouble("y");
      double valley = y - 5.1 * x * x / (4 * Math.PI * Math.PI) + 5 * x / Math.PI - 6;
      return valley * valley + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x) + 10;
    }
  },

  /** Four valleys of different depth in six dimensions. */
  HARTMANN6(-3.322368011415515) {
    @Override
    public void declare(HyperParameters hp) {
      for (int i = 0; i < 6; i++) {
        hp.Float("x" + i, 0, 1);
      }
    }

    @Override
    public double value(HyperParameters hp) {
      double sum = 0;
      for (int k = 0; k < 4; k++) {
        double exponent = 0;
        for (int i = 0; i < 6; i++) {
          exponent += A[k][i] * Math.pow(hp.getDouble("x" + i) - P[k][i], 2);
        }
        sum -= C[k] * Math.exp(-exponent);
      }
      return sum;
    }
  },

  /** A funnel in five dimensions, covered with many small valleys. */
  ACKLEY5(0) {
    @Override
    public void declare(HyperParameters hp) {
      for (int i = 0; i < 5; i++) {
        // The minimum is not in the middle, where some searches begin.
        hp.Float("x" + i, -10, 20);
      }
    }

    @Override
    public double value(HyperParameters hp) {
      double squares = 0;
      double waves = 0;
      for (int i = 0; i < 5; i++) {
        double x = hp.getDouble("x" + i);
        squares += x * x / 5;
        waves += Math.cos(2 * Math.PI * x) / 5;
      }
      return -20 * Math.exp(-0.2 * Math.sqrt(squares)) - Math.exp(waves) + 20 + Math.E;
    }
  },

  /**
   * Like the training of a network: numbers, categories, and what matters for some of them only.
   */
  MIXED(0) {
    @Override
    public void declare(HyperParameters hp) {
      hp.Float("lr", 1e-5, 1, Sampling.LOG);
      hp.Int("units", 16, 512, HyperParameters.step(16));
      hp.Choice("activation", "relu", "tanh", "selu", "elu");
      hp.Choice("optimizer", "sgd", "adam", "rmsprop");
      hp.Float("momentum", 0, 0.99, HyperParameters.parent("optimizer", "sgd"));
      hp.Boolean("amsgrad", false, HyperParameters.parent("optimizer", "adam"));
      hp.Float("rho", 0.5, 0.999, HyperParameters.parent("optimizer", "rmsprop"));
      hp.Boolean("dropout");
      hp.Float("rate", 0, 0.8, HyperParameters.parent("dropout", true));
      hp.Int("layers", 1, 5);
    }

    @Override
    public double value(HyperParameters hp) {
      String optimizer = (String) hp.get("optimizer");
      double best = optimizer.equals("sgd") ? -1.5 : -3;
      double value = Math.pow(Math.log10(hp.getDouble("lr")) - best, 2) / 4;
      value += Math.pow(hp.getInt("units") / 512.0 - 0.59375, 2);
      value +=
          switch ((String) hp.get("activation")) {
            case "relu" -> 0.05;
            case "tanh" -> 0.2;
            case "selu" -> 0;
            default -> 0.1;
          };
      value +=
          switch (optimizer) {
            case "sgd" -> Math.pow(hp.getDouble("momentum") - 0.9, 2);
            case "adam" -> (Boolean) hp.get("amsgrad") ? 0.05 : 0.02;
            default -> 0.1 + Math.pow(hp.getDouble("rho") - 0.9, 2);
          };
      value += (Boolean) hp.get("dropout") ? Math.pow(hp.getDouble("rate") - 0.3, 2) : 0.05;
      return value + 0.02 * Math.pow(hp.getInt("layers") - 3, 2);
    }
  };

  private static final double[][] A = {
    {10, 3, 17, 3.5, 1.7, 8},
    {0.05, 10, 17, 0.1, 8, 14},
    {3, 3.5, 1.7, 10, 17, 8},
    {17, 8, 0.05, 10, 0.1, 14}
  };
  private static final double[][] P = {
    {.1312, .1696, .5569, .0124, .8283, .5886},
    {.2329, .4135, .8307, .3736, .1004, .9991},
    {.2348, .1451, .3522, .2883, .3047, .6650},
    {.4047, .8828, .8732, .5743, .1091, .0381}
  };
  private static final double[] C = {1, 1.2, 3, 3.2};

  private final double minimum;

  KnownFunction(double minimum) {
    this.minimum = minimum;
  }

  @Override
  public double minimum() {
    return minimum;
  }

  @Override
  public String title() {
    return name().toLowerCase(Locale.ROOT);
  }
}

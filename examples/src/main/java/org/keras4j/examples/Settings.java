package org.keras4j.examples;

/**
 * What has been found for a data set in earlier experiments of the course, and is given here.
 *
 * @param data the name of the data set
 * @param mlpEpochs how long the first network is trained
 * @param learningRate the learning rate of Adam for batches of 256
 * @param plateauFactor what {@code ReduceLROnPlateau} multiplies it with
 * @param plateauPatience how many epochs it waits, for the network without convolutions
 */
record Settings(
    String data, int mlpEpochs, double learningRate, double plateauFactor, int plateauPatience) {

  static final Settings MNIST = new Settings("mnist", 10, 0.00168, 0.3787, 10);
  static final Settings FASHION_MNIST = new Settings("fashion-mnist", 20, 0.00015, 0.32, 5);

  /** Returns those of a data set; generated digits are taken for MNIST. */
  static Settings of(String data) {
    return data.equals(FASHION_MNIST.data) ? FASHION_MNIST : MNIST;
  }
}

package org.keras4j.examples;

/**
 * What has been found for a data set in earlier experiments of the course, and is given here.
 *
 * @param data the name of the data set
 * @param mlpEpochs how long the first network is trained
 * @param learningRate the learning rate of Adam
 * @param batchSize the number of images for an update
 * @param plateauFactor what {@code ReduceLROnPlateau} multiplies it with
 * @param plateauPatience how many epochs it waits, for the network without convolutions
 */
record Settings(
    String data,
    int mlpEpochs,
    double learningRate,
    int batchSize,
    double plateauFactor,
    int plateauPatience) {

  static final Settings MNIST = new Settings("mnist", 10, 0.00168, 256, 0.3787, 10);
  static final Settings FASHION_MNIST = new Settings("fashion-mnist", 20, 0.00015, 256, 0.32, 5);

  /** Returns those of a data set; generated digits are taken for MNIST. */
  static Settings of(String data) {
    return data.equals(FASHION_MNIST.data) ? FASHION_MNIST : MNIST;
  }

  /** Returns the same for few images and epochs, where larger batches would mean few updates. */
  Settings reduced(double rate) {
    return new Settings(data, mlpEpochs, rate, 64, plateauFactor, plateauPatience);
  }
}

package org.keras4j.examples.serve;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.keras4j.Model;
import org.keras4j.examples.support.Data;
import org.keras4j.examples.support.ExampleArguments;
import org.keras4j.examples.support.FailedException;
import org.keras4j.examples.support.ModelFile;
import org.keras4j.examples.support.OutputFolder;
import org.keras4j.examples.support.UsageException;

/**
 * Serves a model over HTTP, with a page on which digits are drawn and recognised. Where no model is
 * given, it trains a small one and keeps it for the next time.
 */
public final class Serve implements AutoCloseable {

  private final ServedModel model;
  private final PredictionService service;

  private Serve(ServedModel model, PredictionService service) {
    this.model = model;
    this.service = service;
  }

  /**
   * Serves until the process is ended.
   *
   * @param args {@code --model FILE}, by default that of the last training; {@code --port N} (by
   *     default 8080; 0 for any free one), {@code --host NAME} (localhost; 0.0.0.0 to be reached
   *     from other machines); of the training {@code --data}, {@code --images N} (20000), {@code
   *     --epochs N} (4), {@code --seed S}, {@code --output FOLDER}
   */
  public static void main(String[] args) throws Exception {
    Serve serve = start(args);
    Runtime.getRuntime().addShutdownHook(new Thread(serve::close, "closing"));
    System.out.println("Draw a digit at " + serve.page() + " (Ctrl-C ends the service)");
    Thread.currentThread().join();
  }

  /** Starts what {@link #main} waits for. */
  static Serve start(String... args) {
    var options = new ExampleArguments("serve", args);
    String file = options.text("--model", "a file", "");
    int port = options.port(8080);
    String host = options.text("--host", "the name of a host", "localhost");
    String dataset = options.dataset("mnist");
    boolean orDigits = !options.hasChosenDataset();
    int images = options.count("--images", 20_000);
    int epochs = options.count("--epochs", 4);
    long seed = options.seed();
    String folder = options.output();
    options.finish();
    var address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      throw new UsageException("--host: there is no host '" + host + "'");
    }
    var model =
        ServedModel.load(
            file.isEmpty()
                ? own(dataset, orDigits, images, epochs, seed, OutputFolder.at(folder))
                : Path.of(file));
    try {
      return new Serve(model, new PredictionService(model, address));
    } catch (IOException e) {
      model.close();
      throw new FailedException(
          "cannot listen at " + host + ":" + port + " (" + e.getMessage() + "); see --port N", e);
    }
  }

  /** Returns the file of the model that was trained last time, or trains one. */
  private static Path own(
      String dataset, boolean orDigits, int images, int epochs, long seed, OutputFolder output) {
    Path kept = file(output, dataset);
    if (Files.exists(kept)) {
      System.out.println("Model: " + kept + " (trained before; delete it to train another)");
      return kept;
    }
    System.out.println("There is no model yet: training a small one, well under a minute");
    var data = Data.load(dataset, Data.Size.of(images), orDigits);
    Path file = file(output, data.title().toLowerCase(Locale.ROOT));
    try (Model model = DigitModel.train(data, epochs, seed)) {
      ModelFile.save(file, model, data);
    }
    return file;
  }

  private static Path file(OutputFolder output, String dataset) {
    return output.file("serve-" + dataset + ".keras");
  }

  /** Returns where the page is. */
  URI page() {
    return service.page();
  }

  /** Ends the service after the requests that run. */
  @Override
  public void close() {
    service.close();
    model.close();
  }
}

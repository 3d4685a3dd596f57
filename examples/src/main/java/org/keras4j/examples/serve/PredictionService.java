package org.keras4j.examples.serve;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;
import static java.util.concurrent.TimeUnit.SECONDS;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * A model behind HTTP, on the server of the JDK. Answers are JSON; so are errors, {@code {"error":
 * "…"}}.
 *
 * <ul>
 *   <li>{@code POST /predict} takes {@code {"instances": [sample, …]}}, each in nested lists as the
 *       model's input, and answers {@code {"predictions": […], "labels": […]}}
 *   <li>{@code GET /model} tells shapes and metadata
 *   <li>{@code GET /health} says that the service is ready
 *   <li>{@code GET /} is a page to draw on
 * </ul>
 */
final class PredictionService implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(PredictionService.class.getName());
  private static final int THREADS = 32;
  private static final int MOST_BYTES = 1 << 20;

  static {
    // The JDK's server waits for slow clients forever, and for acknowledgements before each answer.
    System.setProperty("sun.net.httpserver.maxReqTime", "30");
    System.setProperty("sun.net.httpserver.maxRspTime", "30");
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final ServedModel model;
  private final byte[] page;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final Semaphore running = new Semaphore(THREADS, true);

  /**
   * Starts the service.
   *
   * @param model stays the caller's, who closes it after this
   * @param address where it listens; port 0 for any free one
   * @throws IOException if the port is taken
   */
  PredictionService(ServedModel model, InetSocketAddress address) throws IOException {
    this.model = model;
    try (InputStream in = PredictionService.class.getResourceAsStream("page.html")) {
      page = Objects.requireNonNull(in, "page.html").readAllBytes();
    }
    server = HttpServer.create(address, 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Returns where the page is. */
  URI page() {
    InetSocketAddress at = server.getAddress();
    // A service at all addresses of the machine is at this one, too.
    String host = at.getAddress().isAnyLocalAddress() ? "localhost" : at.getHostString();
    String bracketed = host.contains(":") ? "[" + host + "]" : host;
    return URI.create("http://" + bracketed + ":" + at.getPort() + "/");
  }

  /** Returns how many requests run. */
  int running() {
    return THREADS - running.availablePermits();
  }

  private void handle(HttpExchange http) throws IOException {
    boolean admitted = admit();
    try (http) {
      var exchange = new Exchange(http, MOST_BYTES);
      try {
        if (!admitted) {
          throw new HttpFailure(503, "The service is closing");
        }
        answer(exchange);
      } catch (HttpFailure e) {
        exchange.json(e.status(), Map.of("error", String.valueOf(e.getMessage())));
      } catch (RuntimeException e) {
        LOG.log(ERROR, "A request to " + exchange.path() + " failed", e);
        exchange.json(500, Map.of("error", "The service has failed; its log says more"));
      }
    } finally {
      if (admitted) {
        running.release();
      }
    }
  }

  private boolean admit() {
    try {
      // The timed form does not overtake a close that waits.
      return running.tryAcquire(0, SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void answer(Exchange exchange) throws IOException {
    switch (exchange.path()) {
      case "/" -> exchange.allow("GET").page(page);
      case "/health" -> exchange.allow("GET").json(200, Map.of("status", "ready"));
      case "/model" -> exchange.allow("GET").json(200, model.describe());
      case "/predict" -> exchange.json(200, model.predict(exchange.allow("POST").body()));
      default ->
          throw new HttpFailure(
              404, "There is no " + exchange.path() + ", only /, /predict, /model and /health");
    }
  }

  /** Refuses new requests, waits up to 5 seconds for those that run, and ends; safe to repeat. */
  @Override
  public void close() {
    boolean done = false;
    try {
      done = running.tryAcquire(THREADS, 5, SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!done) {
      LOG.log(WARNING, "Requests that still run are cut off");
    }
    server.stop(0);
    threads.shutdown();
    if (done) {
      running.release(THREADS);
    }
  }
}

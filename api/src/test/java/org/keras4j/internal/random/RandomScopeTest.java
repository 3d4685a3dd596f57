package org.keras4j.internal.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.keras4j.Input;
import org.keras4j.Keras;
import org.keras4j.Sequential;
import org.keras4j.core.DtypePolicy;
import org.keras4j.initializers.GlorotUniform;
import org.keras4j.internal.GlobalState;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Dropout;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;
import org.keras4j.random.KerasRandom;

/** Random numbers that belong to a piece of work. */
class RandomScopeTest {

  private static final NDArray X = KerasRandom.of(1).normal(Shape.of(64, 5));
  private static final NDArray Y = KerasRandom.of(2).normal(Shape.of(64, 1));

  @AfterEach
  void forget() {
    Keras.clearSession();
  }

  /** Initial weights, dropout, the order of samples and draws without a seed all count. */
  private static List<Float> training() {
    List<Float> all = new ArrayList<>();
    try (Sequential model = new Sequential()) {
      model.add(Input.of(5)).add(new Dense(8).activation("relu")).add(new Dropout(0.5));
      model.add(new Dense(1));
      model.compile(o -> o.optimizer("sgd").loss("mse"));
      model.fit(X, Y, o -> o.epochs(3).batchSize(16).verbose(0));
      model.getWeights().forEach(w -> addAll(all, w));
      addAll(all, KerasRandom.of().normal(Shape.of(3)));
    }
    return all;
  }

  private static void addAll(List<Float> all, NDArray array) {
    for (float f : array.toFloatArray()) {
      all.add(f);
    }
  }

  @Test
  void isAsAfterSetRandomSeed() {
    Keras.clearSession();
    Keras.setRandomSeed(7);
    List<Float> global = training();
    new Dense(1);
    assertEquals(global, RandomScope.of(7).run(RandomScopeTest::training));
  }

  @Test
  void doesNotDependOnOtherThreads() throws Exception {
    List<Float> alone = RandomScope.of(3).run(RandomScopeTest::training);
    List<CompletableFuture<List<Float>>> all = new ArrayList<>();
    CountDownLatch together = new CountDownLatch(4);
    for (int i = 0; i < 4; i++) {
      int seed = 3 + i % 2;
      CompletableFuture<List<Float>> done = new CompletableFuture<>();
      all.add(done);
      Thread thread =
          new Thread(
              () -> {
                together.countDown();
                try {
                  together.await();
                  done.complete(RandomScope.of(seed).run(RandomScopeTest::training));
                } catch (Throwable e) {
                  done.completeExceptionally(e);
                }
              });
      thread.start();
    }
    assertEquals(alone, all.get(0).get());
    assertEquals(alone, all.get(2).get());
    assertEquals(all.get(1).get(), all.get(3).get());
    assertFalse(alone.equals(all.get(1).get()));
  }

  @Test
  void changesNothingOutside() {
    Keras.setRandomSeed(5);
    new Dense(1);
    RandomScope.of(1)
        .run(
            () -> {
              assertEquals("dense", new Dense(1).name());
              Keras.setDtypePolicy("mixed_bfloat16");
              Keras.setRandomSeed(2);
              KerasRandom.of().normal(Shape.of(1));
              RandomScope.of(8).run(Keras::clearSession);
              assertEquals(DtypePolicy.MIXED_BFLOAT16, Keras.dtypePolicy());
              assertEquals("dense_1", new Dense(1).name());
            });
    assertEquals("dense_1", new Dense(1).name());
    assertEquals(DtypePolicy.FLOAT32, Keras.dtypePolicy());
    assertEquals(OptionalLong.of(5), GlobalRandom.givenSeed());
    long[] after = GlobalSeeds.next();
    Keras.setRandomSeed(5);
    new Dense(1);
    new Dense(1);
    assertArrayEquals(after, GlobalSeeds.next());
  }

  @Test
  void comesBackWhereItWasLeftAfterAnError() {
    RandomScope scope = RandomScope.of(1);
    assertThrows(
        IllegalStateException.class,
        () ->
            scope.run(
                () -> {
                  Keras.setRandomSeed(9);
                  throw new IllegalStateException();
                }));
    assertEquals(OptionalLong.of(9), scope.run(GlobalRandom::givenSeed));
    assertFalse(GlobalRandom.givenSeed().equals(OptionalLong.of(9)));
  }

  @Test
  void tasksOfOtherThreadsCanBelongToIt() throws Exception {
    AtomicReference<String> name = new AtomicReference<>();
    Runnable task =
        RandomScope.of(1)
            .run(
                () -> {
                  new Dense(1);
                  return GlobalState.bound(() -> name.set(new Dense(1).name()));
                });
    Thread thread = new Thread(task);
    thread.start();
    thread.join();
    assertEquals("dense_1", name.get());
  }

  @Test
  void goesOnFromWhereItWasSaved() throws IOException {
    RandomScope scope = RandomScope.of(11);
    // The seed of this one is drawn after the scope was saved, in its place.
    GlorotUniform waiting = scope.run(() -> new GlorotUniform());
    scope.run(
        () -> {
          new Dense(1);
          training();
          Keras.setDtypePolicy("mixed_bfloat16");
        });
    Map<String, Object> saved = scope.save();
    ObjectMapper json = new ObjectMapper();
    String text = json.writeValueAsString(saved);
    assertTrue(text.length() < 4000, text);
    List<Object> expected = scope.run(RandomScopeTest::whatFollows);
    RandomScope resumed = RandomScope.of(1);
    resumed.restore(json.readValue(text, new TypeReference<Map<String, Object>>() {}));
    assertEquals(json.readTree(text), json.valueToTree(resumed.save()));
    assertEquals(expected, resumed.run(RandomScopeTest::whatFollows));
    assertEquals(RandomScope.of(11).<Long>run(() -> new GlorotUniform().seed()), waiting.seed());
  }

  private static List<Object> whatFollows() {
    List<Object> all = new ArrayList<>(List.of(Keras.dtypePolicy(), new Dense(1).name()));
    Keras.setDtypePolicy("float32");
    all.addAll(training());
    all.add(GlobalRandom.nextShuffleSeed());
    all.add(GlobalRandom.randint(1, 1000));
    all.add(GlobalRandom.givenSeed());
    return all;
  }

  @Test
  void ticketsKeepTheirPlacesWhenItIsRestored() {
    RandomScope scope = RandomScope.of(4);
    Map<String, Object> saved = scope.save();
    SeedTicket first = scope.run(GlobalRandom::ticket);
    SeedTicket second = scope.run(GlobalRandom::ticket);
    scope.restore(saved);
    SeedTicket anew = scope.run(GlobalRandom::ticket);
    long later = second.seed();
    assertEquals(first.seed(), anew.seed());
    assertEquals(later, scope.run(GlobalRandom::ticket).seed());
  }

  @Test
  void aDamagedStateIsRefused() {
    RandomScope scope = RandomScope.of(4);
    scope.restore(Map.of("default_seeds", Map.of("generator", "AAAA", "shuffle", 1)));
    String message =
        assertThrows(IllegalArgumentException.class, () -> scope.run(GlobalRandom::ticket))
            .getMessage();
    assertTrue(message.contains("'default_seeds' cannot be read"), message);
  }
}

package org.keras4j.internal.random;

import static org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt.forClasses;

import java.util.Arrays;
import java.util.List;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Test;
import org.keras4j.Keras;
import org.keras4j.internal.Names;

/** Default seeds: each draw gets the next number, whoever draws, and tickets keep their places. */
public class SeedsLincheckTest {

  private final SeedTicket first;
  private final SeedTicket second;

  public SeedsLincheckTest() {
    Keras.setRandomSeed(1);
    first = GlobalRandom.ticket();
    second = GlobalRandom.place();
  }

  @Operation
  public List<Long> withoutASeed() {
    return Arrays.stream(GlobalSeeds.next()).boxed().toList();
  }

  @Operation
  public long first() {
    return first.seed();
  }

  @Operation
  public long second() {
    return second.seed();
  }

  @Operation
  public void wantsTheSecond() {
    second.wanted(true);
  }

  @Operation
  public void cancels() {
    first.cancel();
  }

  @Operation
  public void moves() {
    first.moveToEnd();
  }

  @Operation
  public long afterAllTickets() {
    return GlobalRandom.randint(1, 1000);
  }

  @Operation
  public void setsTheSeed() {
    Keras.setRandomSeed(2);
  }

  @Test
  void areLinearizable() {
    new ModelCheckingOptions()
        .iterations(20)
        .threads(2)
        .actorsPerThread(2)
        .actorsBefore(1)
        .actorsAfter(2)
        .invocationsPerIteration(200)
        // Its loops are long, and it belongs to whoever holds GlobalRandom's lock.
        .addGuarantee(forClasses(MersenneTwister.class.getName()).allMethods().treatAsAtomic())
        // The name that the global generator takes changes no draw. Were its map watched, too, the
        // tickets would have other identity hashes in the run than when they were queued.
        .addGuarantee(forClasses(Names.class.getName()).allMethods().treatAsAtomic())
        .check(getClass());
  }
}

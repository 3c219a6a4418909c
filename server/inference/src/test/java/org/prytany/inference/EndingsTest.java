package org.prytany.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

/** Invariant: whoever wants to be told of the end is told once, however late it asked. */
class EndingsTest {

  @Test
  void whoAsksBeforeTheEndIsToldThen() {
    List<String> told = new ArrayList<>();
    Endings endings = new Endings();
    endings.add(() -> told.add("first"));
    endings.add(() -> told.add("second"));
    assertThat(told).isEmpty();
    endings.tell();
    assertThat(told).containsExactly("first", "second");
    endings.tell();
    assertThat(told).hasSize(2);
  }

  @Test
  void whoAsksAfterTheEndBeganIsToldAtOnce() {
    List<String> told = new ArrayList<>();
    Endings endings = new Endings();
    endings.tell();
    endings.add(() -> told.add("late"));
    assertThat(told).containsExactly("late");
  }

  @Test
  void oneThatFailsKeepsNobodyElseFromBeingTold() {
    List<String> told = new ArrayList<>();
    Endings endings = new Endings();
    endings.add(
        () -> {
          throw new IllegalStateException("a stop that fails");
        });
    endings.add(() -> told.add("second"));
    endings.tell();
    assertThat(told).containsExactly("second");
  }

  @Test
  void whoAsksWhileTheEndBeginsIsToldOnce() throws Exception {
    int each = 200;
    int threads = 4;
    for (int round = 0; round < 50; round++) {
      Endings endings = new Endings();
      AtomicIntegerArray told = new AtomicIntegerArray(threads * each);
      CountDownLatch begun = new CountDownLatch(threads);
      try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
        List<Future<?>> asking = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
          int from = thread * each;
          asking.add(
              pool.submit(
                  () -> {
                    begun.countDown();
                    for (int i = from; i < from + each; i++) {
                      int who = i;
                      endings.add(() -> told.incrementAndGet(who));
                    }
                  }));
        }
        begun.await();
        endings.tell();
        for (Future<?> one : asking) {
          one.get();
        }
      }
      for (int i = 0; i < told.length(); i++) {
        assertThat(told.get(i)).as("who asked as number %d", i).isEqualTo(1);
      }
    }
  }
}

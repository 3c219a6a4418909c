package org.prytany.signerd.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.prytany.signer.wire.Frames;

class RoomTest {

  private final Room room = new Room();

  @Test
  void allThatIsTakenAtATimeIsBounded() throws Exception {
    AtomicLong taken = new AtomicLong();
    AtomicLong most = new AtomicLong();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<Void>> all = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        int size = Frames.LARGEST >> (i % 4);
        all.add(CompletableFuture.runAsync(() -> hold(size, taken, most), threads));
      }
      CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
    }
    assertThat(most.get()).isBetween((long) Frames.LARGEST, (long) Room.ALL);
  }

  private void hold(int size, AtomicLong taken, AtomicLong most) {
    try (Room.Part part = room.take(size)) {
      most.accumulateAndGet(taken.addAndGet(size), Math::max);
      Thread.yield();
      taken.addAndGet(-size);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatIsSmallNeverWaitsForWhatIsLarge() throws IOException {
    List<Room.Part> large = new ArrayList<>();
    for (int i = 0; i < Room.ALL / Frames.LARGEST; i++) {
      large.add(room.take(Frames.LARGEST));
    }
    for (int i = 0; i < 100; i++) {
      room.take(Room.SMALL).close();
    }
    large.forEach(Room.Part::close);
    room.take(Frames.LARGEST).close();
  }
}

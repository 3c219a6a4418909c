package org.prytany.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import org.junit.jupiter.api.Test;
import org.prytany.link.Said.Verdict;

class FramesTest {

  /** Gives so many bytes and ends; remembers the most that there was room for. */
  private static final class Channel implements ByteChannel {
    private final ByteBuffer given;
    private int mostRoom;

    Channel(ByteBuffer given) {
      this.given = given;
    }

    @Override
    public int read(ByteBuffer to) {
      mostRoom = Math.max(mostRoom, to.capacity());
      if (!given.hasRemaining()) {
        return -1;
      }
      int count = Math.min(to.remaining(), given.remaining());
      for (int i = 0; i < count; i++) {
        to.put(given.get());
      }
      return count;
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
      throw new IOException("nothing is written");
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }

  @Test
  void aMessageThatIsOnlyPromisedGetsNoRoom() {
    for (int sent : new int[] {0, 200_000, 2_000_000}) {
      ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + sent).putInt(0, Forms.MOST_BYTES);
      Channel channel = new Channel(bytes);

      assertThatThrownBy(() -> new Frames(channel).receive(Verdict.class))
          .isInstanceOf(EOFException.class);
      assertThat(channel.mostRoom).isLessThanOrEqualTo(Math.max(1 << 16, 2 * sent));
    }
  }
}

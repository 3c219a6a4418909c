package org.prytany.signer.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FramesTest {

  @Test
  void messagesOfAnyLengthComeAsTheyWereSent() throws IOException {
    for (int length :
        new int[] {0, 1, (64 << 10) - 1, 64 << 10, (64 << 10) + 1, 300_001, Frames.LARGEST}) {
      byte[] message = new byte[length];
      new Random(length).nextBytes(message);
      ByteArrayOutputStream sent = new ByteArrayOutputStream();
      Frames.write(Channels.newChannel(sent), message);
      assertThat(Frames.read(Channels.newChannel(new ByteArrayInputStream(sent.toByteArray()))))
          .isEqualTo(message);
    }
  }

  @Test
  void whoOnlyAnnouncesALargeMessageTakesNoMemoryForIt() {
    Announced channel = new Announced();
    assertThatThrownBy(() -> Frames.read(channel)).isInstanceOf(EOFException.class);
    assertThat(channel.room).isLessThan(Frames.LARGEST / 64);
  }

  /** A head that announces the largest message, and then the end. */
  private static final class Announced implements ReadableByteChannel {
    private boolean said;
    private int room;

    @Override
    public int read(ByteBuffer to) {
      if (said) {
        room = Math.max(room, to.capacity());
        return -1;
      }
      said = true;
      to.putInt(Frames.LARGEST);
      return Integer.BYTES;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }
}

package org.prytany.governance.hash;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Keccak-256 as Ethereum uses it: the sponge of FIPS 202 with the padding that it had before it was
 * standardised. The platform has SHA-3 only, and the line uses no library.
 */
public final class Keccak256 {

  private static final int RATE = 136;
  private static final int ROUNDS = 24;
  private static final int LANES = 25;

  private static final long[] CONSTANTS = constants();
  private static final int[] ROTATIONS = new int[LANES];
  private static final int[] MOVES = new int[LANES];

  static {
    int x = 1;
    int y = 0;
    for (int step = 0; step < LANES - 1; step++) {
      ROTATIONS[x + 5 * y] = ((step + 1) * (step + 2) / 2) % Long.SIZE;
      int next = (2 * x + 3 * y) % 5;
      x = y;
      y = next;
    }
    for (int lane = 0; lane < LANES; lane++) {
      MOVES[lane] = lane / 5 + 5 * ((2 * (lane % 5) + 3 * (lane / 5)) % 5);
    }
  }

  private Keccak256() {}

  /** 32 bytes. */
  public static byte[] of(byte[] message) {
    long[] state = new long[LANES];
    byte[] padded = Arrays.copyOf(message, (message.length / RATE + 1) * RATE);
    padded[message.length] ^= 0x01;
    padded[padded.length - 1] ^= (byte) 0x80;
    ByteBuffer input = ByteBuffer.wrap(padded).order(ByteOrder.LITTLE_ENDIAN);
    while (input.hasRemaining()) {
      for (int lane = 0; lane < RATE / Long.BYTES; lane++) {
        state[lane] ^= input.getLong();
      }
      permute(state);
    }
    ByteBuffer out = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
    for (int lane = 0; lane < 4; lane++) {
      out.putLong(state[lane]);
    }
    return out.array();
  }

  /** Of a text's UTF-8 bytes. */
  public static byte[] of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void permute(long[] state) {
    long[] columns = new long[5];
    long[] moved = new long[LANES];
    for (int round = 0; round < ROUNDS; round++) {
      for (int x = 0; x < 5; x++) {
        columns[x] = state[x] ^ state[x + 5] ^ state[x + 10] ^ state[x + 15] ^ state[x + 20];
      }
      for (int lane = 0; lane < LANES; lane++) {
        int x = lane % 5;
        state[lane] ^= columns[(x + 4) % 5] ^ Long.rotateLeft(columns[(x + 1) % 5], 1);
      }
      for (int lane = 0; lane < LANES; lane++) {
        moved[MOVES[lane]] = Long.rotateLeft(state[lane], ROTATIONS[lane]);
      }
      for (int lane = 0; lane < LANES; lane++) {
        int row = lane - lane % 5;
        state[lane] = moved[lane] ^ (~moved[row + (lane + 1) % 5] & moved[row + (lane + 2) % 5]);
      }
      state[0] ^= CONSTANTS[round];
    }
  }

  /** The round constants are the bits of a shift register (FIPS 202, algorithm 5). */
  private static long[] constants() {
    long[] constants = new long[ROUNDS];
    int register = 1;
    for (int round = 0; round < ROUNDS; round++) {
      for (int bit = 0; bit <= 6; bit++) {
        if ((register & 1) != 0) {
          constants[round] |= 1L << ((1 << bit) - 1);
        }
        register <<= 1;
        if ((register & 0x100) != 0) {
          register ^= 0x171;
        }
      }
    }
    return constants;
  }
}

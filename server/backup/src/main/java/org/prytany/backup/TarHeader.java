package org.prytany.backup;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/**
 * The block of 512 bytes before a file in a tar archive.
 *
 * <p>Source: POSIX.1-2017, pax, "ustar Interchange Format".
 *
 * @param name of the file, ASCII, at most 100 characters
 * @param size bytes, below 8 GiB
 */
record TarHeader(String name, long size) {

  static final int BLOCK = 512;

  /** The most that eleven octal digits say. */
  static final long MOST = (1L << 33) - 1;

  private static final int NAME = 100;
  private static final int SIZE_AT = 124;
  private static final int SUM_AT = 148;
  private static final int SUM_LENGTH = 8;
  private static final int TYPE_AT = 156;
  private static final int MAGIC_AT = 257;
  private static final int PREFIX_AT = 345;
  private static final int PREFIX = 155;

  byte[] bytes() {
    byte[] block = new byte[BLOCK];
    put(block, 0, name);
    put(block, 100, "0000600\0" + "0000000\0" + "0000000\0");
    put(block, SIZE_AT, "%011o\0".formatted(size));
    put(block, 136, "%011o\0".formatted(Instant.now().getEpochSecond()));
    block[TYPE_AT] = '0';
    put(block, MAGIC_AT, "ustar\0" + "00");
    put(block, SUM_AT, "%06o\0 ".formatted(sum(block)));
    return block;
  }

  /**
   * @throws BadBackup if the block is not the header of a plain file
   */
  static TarHeader read(byte[] block) {
    String name = text(block, 0, NAME);
    if (!text(block, MAGIC_AT, 6).equals("ustar")
        || octal(block, SUM_AT, SUM_LENGTH - 1, name) != sum(block)) {
      throw new BadBackup("it is no tar archive, or it is damaged");
    }
    if (block[TYPE_AT] != '0') {
      throw new BadBackup(
          "it has '"
              + BadBackup.shown(name)
              + "', which is no plain file but a link, a folder or something else");
    }
    if (!text(block, PREFIX_AT, PREFIX).isEmpty()) {
      throw new BadBackup("it has '" + BadBackup.shown(name) + "' in a folder of its own");
    }
    return new TarHeader(name, octal(block, SIZE_AT, 12, name));
  }

  private static void put(byte[] block, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, block, at, bytes.length);
  }

  private static String text(byte[] block, int at, int length) {
    int end = at;
    while (end < at + length && block[end] != 0) {
      end++;
    }
    return new String(Arrays.copyOfRange(block, at, end), StandardCharsets.ISO_8859_1);
  }

  private static long octal(byte[] block, int at, int length, String name) {
    String digits = text(block, at, length).strip();
    if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '7')) {
      throw new BadBackup("the size of '" + BadBackup.shown(name) + "' is none");
    }
    return Long.parseLong(digits, 8);
  }

  /** As if the sum itself were spaces. */
  private static long sum(byte[] block) {
    long sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      boolean own = i >= SUM_AT && i < SUM_AT + SUM_LENGTH;
      sum += own ? ' ' : block[i] & 0xff;
    }
    return sum;
  }
}

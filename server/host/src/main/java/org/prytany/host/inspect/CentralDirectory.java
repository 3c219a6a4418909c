package org.prytany.host.inspect;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads an archive's central directory by itself: what a library does not show of it, or shows one
 * of two of. Fields as in PKWARE's APPNOTE.TXT, 4.3.12 and 4.3.16.
 */
final class CentralDirectory {

  private static final int END = 0x06054b50;
  private static final int ENTRY = 0x02014b50;
  private static final int END_BYTES = 22;
  private static final int ENTRY_BYTES = 46;

  /** Of the larger directory (4.3.15), which some readers prefer to the one that is read here. */
  private static final int LOCATOR = 0x07064b50;

  private static final int LOCATOR_BYTES = 20;

  /** Of a directory. */
  private static final int MOST_BYTES = 32 << 20;

  private static final int UNIX = 3;
  private static final int LINK = 0xA000;
  private static final int KIND = 0xF000;
  private static final int SHORT = 0xFFFF;

  /**
   * What the directory says.
   *
   * @param entries how many it lists
   */
  record Said(int entries, List<String> problems) {}

  private CentralDirectory() {}

  static Said read(Path file) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      long size = in.length();
      if (size < END_BYTES) {
        throw new IOException("it is no archive");
      }
      ByteBuffer tail = part(in, Math.max(0, size - END_BYTES - SHORT), size);
      int at = tail.limit() - END_BYTES;
      while (at >= 0 && tail.getInt(at) != END) {
        at--;
      }
      if (at < 0) {
        throw new IOException("it is no archive, or its end is missing");
      }
      List<String> problems = new ArrayList<>();
      if (at + END_BYTES + (tail.getShort(at + 20) & SHORT) != tail.limit()) {
        problems.add("something lies behind the archive's end");
      }
      long length = tail.getInt(at + 12) & 0xFFFF_FFFFL;
      long start = tail.getInt(at + 16) & 0xFFFF_FFFFL;
      long end = size - tail.limit() + at;
      if (start + length != end) {
        problems.add("something lies before the archive, or between its parts");
        start = end - length;
      }
      if (start < 0) {
        throw new IOException("its directory of entries is broken");
      }
      boolean second = at >= LOCATOR_BYTES && tail.getInt(at - LOCATOR_BYTES) == LOCATOR;
      if (length > MOST_BYTES || second) {
        throw new IOException("its directory of entries is larger than a plugin needs");
      }
      int entries = entries(part(in, start, end), problems);
      if (entries != (tail.getShort(at + 10) & SHORT)) {
        problems.add("its directory lists another number of entries than it says");
      }
      return new Said(entries, problems);
    }
  }

  private static int entries(ByteBuffer directory, List<String> problems) throws IOException {
    Set<String> names = new HashSet<>();
    int entries = 0;
    int at = 0;
    while (at < directory.limit()) {
      if (at + ENTRY_BYTES > directory.limit() || directory.getInt(at) != ENTRY) {
        throw new IOException("its directory of entries is broken");
      }
      int name = directory.getShort(at + 28) & SHORT;
      int next =
          at
              + ENTRY_BYTES
              + name
              + (directory.getShort(at + 30) & SHORT)
              + (directory.getShort(at + 32) & SHORT);
      if (next > directory.limit()) {
        throw new IOException("its directory of entries is broken");
      }
      byte[] bytes = new byte[name];
      directory.get(at + ENTRY_BYTES, bytes);
      String called = new String(bytes, StandardCharsets.UTF_8);
      boolean unix = (directory.getShort(at + 4) & SHORT) >> 8 == UNIX;
      if (unix && (directory.getInt(at + 38) >>> 16 & KIND) == LINK) {
        problems.add("it has a link: " + Inspection.shown(called));
      }
      if (!names.add(called)) {
        problems.add("two entries are called " + Inspection.shown(called));
      }
      if ((directory.getShort(at + 8) & 1) != 0) {
        problems.add("an entry is encrypted: " + Inspection.shown(called));
      }
      if (++entries > ArchiveReading.MOST_ENTRIES) {
        throw new IOException("it has more than " + ArchiveReading.MOST_ENTRIES + " entries");
      }
      if (problems.size() > Refusals.MOST) {
        throw new IOException("its directory of entries has too much wrong: " + problems.getLast());
      }
      at = next;
    }
    return entries;
  }

  private static ByteBuffer part(RandomAccessFile in, long from, long to) throws IOException {
    byte[] bytes = new byte[Math.toIntExact(to - from)];
    in.seek(from);
    in.readFully(bytes);
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}

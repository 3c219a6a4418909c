package org.prytany.verify.abi;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * The files of a package as `npm pack` writes it; nothing is unpacked onto the disk.
 *
 * <p>Source: POSIX.1-2001 "pax Interchange Format", and GNU tar's long names.
 */
final class Tarball {

  private static final int BLOCK = 512;
  private static final int SIZE_AT = 124;
  private static final int SIZE_DIGITS = 12;
  private static final int TYPE_AT = 156;
  private static final int PREFIX_AT = 345;
  private static final int PREFIX_LENGTH = 155;
  private static final int NAME_LENGTH = 100;

  /** More is no package of ABIs; in bytes, unpacked. */
  private static final long LARGEST = 512L << 20;

  private static final int MOST_NAME_BYTES = 1 << 16;

  /** What is done with the files. */
  interface Visitor {
    /** Whether a file's bytes are wanted. */
    boolean wants(String name, long size) throws IOException;

    void file(String name, byte[] bytes) throws IOException;
  }

  private Tarball() {}

  /**
   * @throws IOException if it is no gzipped tar, is cut, or is larger than 512 MiB unpacked
   */
  static void visit(Path file, Visitor visitor) throws IOException {
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file));
        DataInputStream in = new DataInputStream(new GZIPInputStream(raw, 1 << 16))) {
      long read = 0;
      Optional<String> longName = Optional.empty();
      byte[] header = new byte[BLOCK];
      while (next(in, header)) {
        long size = number(header);
        long padded = (size + BLOCK - 1) / BLOCK * BLOCK;
        read += BLOCK + padded;
        if (read > LARGEST) {
          throw new IOException("it is larger than " + (LARGEST >> 20) + " MiB unpacked");
        }
        char type = (char) header[TYPE_AT];
        if (type == 'x' || type == 'L') {
          longName = name(type, bytes(in, size, padded, MOST_NAME_BYTES));
          continue;
        }
        String name = longName.orElse(headerName(header));
        longName = Optional.empty();
        if ((type == '0' || type == '\0') && visitor.wants(name, size)) {
          visitor.file(name, bytes(in, size, padded, Integer.MAX_VALUE - BLOCK));
        } else {
          in.skipNBytes(padded);
        }
      }
    } catch (EOFException e) {
      throw new IOException("it ends in the middle of a file", e);
    }
  }

  /** Two empty blocks end it; so does the end of the stream. */
  private static boolean next(DataInputStream in, byte[] header) throws IOException {
    int got = in.readNBytes(header, 0, BLOCK);
    if (got == 0) {
      return false;
    }
    if (got < BLOCK) {
      throw new EOFException();
    }
    for (byte each : header) {
      if (each != 0) {
        return true;
      }
    }
    return false;
  }

  private static byte[] bytes(DataInputStream in, long size, long padded, int most)
      throws IOException {
    if (size > most) {
      throw new IOException("a file in it is too long");
    }
    byte[] bytes = new byte[(int) size];
    in.readFully(bytes);
    in.skipNBytes(padded - size);
    return bytes;
  }

  private static long number(byte[] header) throws IOException {
    String digits =
        new String(header, SIZE_AT, SIZE_DIGITS, StandardCharsets.US_ASCII)
            .replace('\0', ' ')
            .strip();
    if (!digits.matches("[0-7]{1,11}")) {
      throw new IOException("it is no tar archive");
    }
    return Long.parseLong(digits, 8);
  }

  private static String headerName(byte[] header) {
    String prefix = text(header, PREFIX_AT, PREFIX_LENGTH);
    String name = text(header, 0, NAME_LENGTH);
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  private static String text(byte[] bytes, int at, int length) {
    int end = at;
    while (end < at + length && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, at, end - at, StandardCharsets.UTF_8);
  }

  /** "27 path=package/a.json" in lines of a pax header; the whole text of a GNU one. */
  private static Optional<String> name(char type, byte[] header) {
    if (type == 'L') {
      return Optional.of(text(header, 0, header.length));
    }
    return new String(header, StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.substring(line.indexOf(' ') + 1))
        .filter(line -> line.startsWith("path="))
        .map(line -> line.substring("path=".length()))
        .findFirst();
  }
}

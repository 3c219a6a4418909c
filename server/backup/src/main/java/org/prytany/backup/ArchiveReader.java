package org.prytany.backup;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads a backup from its beginning to its end. Nothing in it decides where anything is written:
 * its files have the names that {@link Part} knows, or it is refused.
 */
final class ArchiveReader {

  private static final int BUFFER = 1 << 16;
  private static final int MOST_PARTS = 1_000_000;

  private ArchiveReader() {}

  /** Is given each file, in order, and reads of it what it wants. */
  interface Visitor {
    void part(String name, InputStream content) throws IOException;
  }

  /**
   * Reads all of it, and holds each file against the manifest at its end.
   *
   * @throws BadBackup if it is not a whole backup, naming the file in it that is wrong
   */
  static Manifest read(Path file, Visitor visitor) throws IOException {
    try (InputStream in =
        new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file)), BUFFER)) {
      return read(in, visitor);
    } catch (EOFException e) {
      throw new BadBackup("it was cut off");
    } catch (ZipException e) {
      throw new BadBackup("it is no gzip file, or it is damaged");
    }
  }

  private static Manifest read(InputStream in, Visitor visitor) throws IOException {
    List<Part> found = new ArrayList<>();
    Set<String> names = new HashSet<>();
    while (true) {
      byte[] block = in.readNBytes(TarHeader.BLOCK);
      if (block.length < TarHeader.BLOCK || isEmpty(block)) {
        throw new BadBackup("it ends without its " + Part.MANIFEST + ": it was cut off");
      }
      TarHeader header = TarHeader.read(block);
      String name = header.name();
      if (!Part.known(name)) {
        throw new BadBackup("it has '" + BadBackup.shown(name) + "', which no backup has");
      }
      if (!names.add(name) || names.size() > MOST_PARTS) {
        throw new BadBackup("it has '" + name + "' twice, or too many files");
      }
      if (header.size() > Part.most(name)) {
        throw new BadBackup(
            "'" + name + "' in it is " + header.size() + " bytes long, more than it may be");
      }
      Bounded content = new Bounded(in, header.size());
      if (name.equals(Part.MANIFEST)) {
        Manifest manifest = Manifest.read(content.readAllBytes());
        content.skipPadding();
        requireEnd(in);
        requireSame(manifest, found);
        return manifest;
      }
      MessageDigest digest = Sha256.fresh();
      DigestInputStream digesting = new DigestInputStream(content, digest);
      visitor.part(name, digesting);
      digesting.transferTo(OutputStream.nullOutputStream());
      content.skipPadding();
      found.add(new Part(name, header.size(), HexFormat.of().formatHex(digest.digest())));
    }
  }

  private static void requireEnd(InputStream in) throws IOException {
    byte[] end = in.readNBytes(2 * TarHeader.BLOCK);
    if (end.length != 2 * TarHeader.BLOCK || !isEmpty(end) || in.read() >= 0) {
      throw new BadBackup("something follows its " + Part.MANIFEST + ", or its end is missing");
    }
  }

  private static void requireSame(Manifest manifest, List<Part> found) {
    if (manifest.parts().size() != found.size()) {
      throw new BadBackup(
          "it has "
              + found.size()
              + " files, and its "
              + Part.MANIFEST
              + " names "
              + manifest.parts().size());
    }
    for (int i = 0; i < found.size(); i++) {
      if (!manifest.parts().get(i).equals(found.get(i))) {
        throw new BadBackup(
            "'"
                + found.get(i).name()
                + "' in it is not as its "
                + Part.MANIFEST
                + " says: it was changed or damaged");
      }
    }
  }

  private static boolean isEmpty(byte[] block) {
    return Arrays.equals(block, new byte[block.length]);
  }

  /** The content of one file, which must be there to its end. */
  private static final class Bounded extends FilterInputStream {

    private final long size;
    private long left;

    Bounded(InputStream in, long size) {
      super(in);
      this.size = size;
      this.left = size;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (left == 0) {
        return length == 0 ? 0 : -1;
      }
      int count = super.read(buffer, offset, (int) Math.min(length, left));
      if (count < 0) {
        throw new EOFException();
      }
      left -= count;
      return count;
    }

    void skipPadding() throws IOException {
      int beyond = (int) (size % TarHeader.BLOCK);
      if (beyond > 0) {
        in.skipNBytes(TarHeader.BLOCK - beyond);
      }
    }

    @Override
    public void close() {
      // The archive goes on behind it.
    }
  }
}

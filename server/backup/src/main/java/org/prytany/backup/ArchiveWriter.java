package org.prytany.backup;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Writes a backup beside its name, for its owner alone, and gives it the name when it is whole. */
final class ArchiveWriter implements AutoCloseable {

  private static final int BUFFER = 1 << 16;

  private final Path file;
  private final Path unfinished;
  private final OutputStream out;
  private final List<Part> parts = new ArrayList<>();

  /**
   * @throws FileAlreadyExistsException if there is a file of that name
   */
  ArchiveWriter(Path file) throws IOException {
    this.file = file.toAbsolutePath().normalize();
    if (Files.exists(this.file)) {
      throw new FileAlreadyExistsException(file.toString());
    }
    this.unfinished =
        Files.createTempFile(
            this.file.getParent(),
            this.file.getFileName() + ".",
            ".unfinished",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    this.out =
        new GZIPOutputStream(
            new BufferedOutputStream(Files.newOutputStream(unfinished), BUFFER), BUFFER);
  }

  List<Part> parts() {
    return List.copyOf(parts);
  }

  void text(String name, String text) throws IOException {
    bytes(name, text.getBytes(StandardCharsets.UTF_8));
  }

  void bytes(String name, byte[] content) throws IOException {
    stream(name, new ByteArrayInputStream(content), content.length);
  }

  void file(String name, Path from) throws IOException {
    try (InputStream in = Files.newInputStream(from)) {
      stream(name, in, Files.size(from));
    }
  }

  /** The whole lines that a file has now, which somebody may append to meanwhile. */
  void lines(String name, Path from) throws IOException {
    try (FileChannel channel = FileChannel.open(from, StandardOpenOption.READ);
        InputStream in = Files.newInputStream(from)) {
      stream(name, in, wholeLines(channel));
    }
  }

  private static long wholeLines(FileChannel channel) throws IOException {
    ByteBuffer one = ByteBuffer.allocate(1);
    for (long end = channel.size(); end > 0; end--) {
      one.clear();
      if (channel.read(one, end - 1) == 1 && one.get(0) == '\n') {
        return end;
      }
    }
    return 0;
  }

  private void stream(String name, InputStream in, long size) throws IOException {
    if (!Part.known(name) || size > Part.most(name)) {
      throw new IOException(name + " (" + size + " bytes) does not fit into a backup");
    }
    MessageDigest digest = Sha256.fresh();
    out.write(new TarHeader(name, size).bytes());
    byte[] buffer = new byte[BUFFER];
    long left = size;
    while (left > 0) {
      int read = in.read(buffer, 0, (int) Math.min(left, BUFFER));
      if (read < 0) {
        throw new IOException(name + " became shorter while it was copied");
      }
      digest.update(buffer, 0, read);
      out.write(buffer, 0, read);
      left -= read;
    }
    pad(size);
    if (!name.equals(Part.MANIFEST)) {
      parts.add(new Part(name, size, HexFormat.of().formatHex(digest.digest())));
    }
  }

  private void pad(long size) throws IOException {
    int beyond = (int) (size % TarHeader.BLOCK);
    if (beyond > 0) {
      out.write(new byte[TarHeader.BLOCK - beyond]);
    }
  }

  /** The archive is whole and has its name. */
  void finish(Manifest manifest) throws IOException {
    bytes(Part.MANIFEST, manifest.bytes());
    out.write(new byte[2 * TarHeader.BLOCK]);
    out.close();
    try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(unfinished, file);
  }

  @Override
  public void close() throws IOException {
    out.close();
    Files.deleteIfExists(unfinished);
  }
}

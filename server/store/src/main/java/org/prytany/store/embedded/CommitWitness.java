package org.prytany.store.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Remembers, in a file beside the store file, the last version that was acknowledged; and once the
 * store is closed in order, the hash of the whole file. H2 opens a store file whose end was cut
 * off, or an old copy, at whatever older version it finds; only a second witness can tell that
 * acknowledged writes are missing, signing ledger entries among them.
 */
final class CommitWitness implements AutoCloseable {

  private static final int OPEN_BYTES = 2 * Long.BYTES;
  private static final int SEAL_BYTES = 32;

  private final FileChannel channel;

  private CommitWitness(FileChannel channel) {
    this.channel = channel;
  }

  static CommitWitness open(Path file) throws IOException {
    return new CommitWitness(
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
  }

  /**
   * Called after the version is on disk and before its write is acknowledged. Takes the seal away.
   * Not forced to disk: after a power cut an older witness is merely a weaker one.
   */
  void record(long version) throws IOException {
    channel.write(ByteBuffer.allocate(OPEN_BYTES).putLong(version).putLong(~version).flip(), 0);
    if (channel.size() > OPEN_BYTES) {
      channel.truncate(OPEN_BYTES);
    }
  }

  /** Called when the store file is closed and will not change until it is opened again. */
  void seal(Path store) throws IOException {
    channel.write(ByteBuffer.wrap(sha256(store)), OPEN_BYTES);
    channel.force(true);
  }

  /**
   * @throws IOException if the file is missing or does not hold a version
   */
  static Testimony read(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
    if (bytes.remaining() != OPEN_BYTES && bytes.remaining() != OPEN_BYTES + SEAL_BYTES) {
      throw new IOException("its length is wrong");
    }
    long version = bytes.getLong();
    if (bytes.getLong() != ~version) {
      throw new IOException("its two halves do not match");
    }
    if (!bytes.hasRemaining()) {
      return new Testimony(version, Optional.empty());
    }
    byte[] seal = new byte[SEAL_BYTES];
    bytes.get(seal);
    return new Testimony(version, Optional.of(seal));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private static byte[] sha256(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      new DigestInputStream(in, digest).transferTo(java.io.OutputStream.nullOutputStream());
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * What the witness says.
   *
   * @param version the last one acknowledged
   * @param seal SHA-256 of the store file, if it was closed in order
   */
  record Testimony(long version, Optional<byte[]> seal) {

    boolean contradicts(Path store) throws IOException {
      return seal.isPresent() && !Arrays.equals(seal.get(), sha256(store));
    }
  }
}

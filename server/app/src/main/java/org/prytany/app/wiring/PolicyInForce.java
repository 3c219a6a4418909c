package org.prytany.app.wiring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.link.RulesInForce;

/**
 * The policy file in force while plugins have a process of their own: what lay there when the
 * server started, and after that what an operator's signature named. The server holds its bytes,
 * and lays them out anew for each process.
 */
final class PolicyInForce implements RulesInForce {

  /** Variables, as the policy plugin reads them: what is in force, and what the operator writes. */
  static final String FILE = "PRYTANY_POLICY_FILE";

  static final String WRITTEN = "PRYTANY_POLICY_WRITTEN";

  private static final System.Logger LOG = System.getLogger(PolicyInForce.class.getName());

  private final Optional<Path> written;
  private Optional<byte[]> inForce;

  /**
   * @param written the operator's file; empty if none is configured
   */
  PolicyInForce(Optional<Path> written) {
    this.written = written.map(Path::toAbsolutePath);
    this.inForce = this.written.flatMap(PolicyInForce::first);
  }

  /** Without a file that can be read no rules are in force until the server starts again. */
  private static Optional<byte[]> first(Path file) {
    try {
      return Optional.of(Files.readAllBytes(file));
    } catch (IOException e) {
      LOG.log(
          System.Logger.Level.ERROR,
          "The policy file " + file + " cannot be read: put one there and restart the server.",
          e);
      return Optional.empty();
    }
  }

  /**
   * Lays out what is in force, and says where: variables for a process.
   *
   * @param folder which nobody but the server's user may enter
   */
  synchronized Map<String, String> laid(Path folder) throws IOException {
    if (written.isEmpty()) {
      return Map.of();
    }
    Path copy = folder.resolve("policy-in-force");
    Files.deleteIfExists(copy);
    if (inForce.isPresent()) {
      Files.createFile(copy);
      if (copy.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-------"));
      }
      Files.write(copy, inForce.get());
    }
    return Map.of(FILE, copy.toString(), WRITTEN, written.get().toString());
  }

  @Override
  public synchronized void change(String sha256, Runnable change) {
    byte[] next = written.map(PolicyInForce::read).orElseThrow(() -> refused("is not configured"));
    if (!sha256(next).equals(sha256)) {
      throw refused("was changed again; the old rules stay");
    }
    change.run();
    inForce = Optional.of(next);
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw refused("cannot be read; the old rules stay");
    }
  }

  private static PrytanyException refused(String why) {
    return new PrytanyException(FailureCode.APPROVAL_REFUSED, "The policy file " + why + ".");
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }
}

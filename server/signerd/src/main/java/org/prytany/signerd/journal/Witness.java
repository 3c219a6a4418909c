package org.prytany.signerd.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.signer.wire.WireJson;

/**
 * How far the journal has to reach at least. It lies beside the keys and not beside the journal, so
 * that a restored backup of the one is seen by the other.
 *
 * @param epoch 1, and one more each time a rollback was accepted
 * @param sequence of the last line
 * @param head its hash
 */
record Witness(long epoch, long sequence, String head) {

  static final Witness NEW = new Witness(1, 0, JournalLine.GENESIS);

  /**
   * @return empty if there is no such file
   */
  static Optional<Witness> read(Path file) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          WireJson.read(Files.readString(file, StandardCharsets.UTF_8), Witness.class));
    } catch (IOException | IllegalArgumentException e) {
      throw new PrytanyException(
          FailureCode.STORE_CORRUPT,
          "The witness file "
              + file
              + " cannot be read, so nobody knows how far the signer's journal should reach."
              + " Restore it from a copy that is as new as the journal.",
          e);
    }
  }

  void write(Path file) throws IOException {
    DurableFile.replace(file, (WireJson.text(this) + "\n").getBytes(StandardCharsets.UTF_8));
  }
}

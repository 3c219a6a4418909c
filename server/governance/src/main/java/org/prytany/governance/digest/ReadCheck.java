package org.prytany.governance.digest;

import java.util.List;
import java.util.Optional;
import org.prytany.judging.DigestCheck;
import org.prytany.judging.ReadText;
import org.prytany.reading.Places;
import org.prytany.reading.modality.Leaning;
import org.prytany.spi.TextDigest;

/** Judges what a digester gives by the text as the host itself reads it. */
final class ReadCheck {

  private ReadCheck() {}

  /** What is wrong with a digest of {@code text}; empty if nothing. */
  static Optional<String> fault(TextDigest digest, String text) {
    return DigestCheck.fault(digest, text, read(text));
  }

  /** Whether something is wrong with any of the sentences. */
  static boolean anyFault(List<TextDigest.Sentence> sentences, String text) {
    ReadText read = read(text);
    return sentences.stream().anyMatch(each -> DigestCheck.fault(each, text, read).isPresent());
  }

  private static ReadText read(String text) {
    return new ReadText(new Places(text)::saidWith, Leaning::connectiveEnd);
  }
}

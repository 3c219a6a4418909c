package org.prytany.spi;

import java.util.List;

/**
 * What a digester says of a proposal's text.
 *
 * @param headline at most 25 words; "" when the text gives none
 * @param sentences two to four sentences in reading order; fewer for a short text
 * @param claims what the text asks for
 * @param algorithm name and version of the method, part of the digest's identity
 */
public record TextDigest(
    String headline, List<Sentence> sentences, List<Claim> claims, String algorithm) {

  public TextDigest {
    sentences = List.copyOf(sentences);
    claims = List.copyOf(claims);
  }

  /**
   * One sentence. It is the source with parts left out, never reworded.
   *
   * @param text what is shown
   * @param span where in the raw description it stands
   */
  public record Sentence(String text, Span span) {}
}

package org.prytany.judging;

import java.util.regex.Pattern;

/** Words that change what a sentence says: whoever shortens it must not lose them. */
public enum KeptWords {
  /** That something is not so. */
  NEGATION("\\b(?:not|never|no|none|neither|nor|cannot|without)\\b|n['’]t\\b"),
  /** That something hangs on something else. */
  CONDITION("\\b(?:if|unless|until|except|only|provided|subject\\s+to|conditional|pending)\\b"),
  /** That something may, must or will be. */
  MODAL("\\b(?:may|might|must|shall|should|will|would|can|could)\\b"),
  /** What leaves a sentence open that ends after it without a comma. */
  OPEN_END(
      "\\b(?:not|never|no|without|if|unless|until|except|only|provided|subject|pending|when|where"
          + "|before|after|once)\\b");

  private final Pattern pattern;

  KeptWords(String words) {
    this.pattern = Pattern.compile("(?:" + words + ")", Pattern.CASE_INSENSITIVE);
  }

  /** A pattern that finds each of them, whatever its case. */
  public Pattern pattern() {
    return pattern;
  }
}

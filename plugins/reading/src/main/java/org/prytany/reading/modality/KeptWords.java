package org.prytany.reading.modality;

import java.util.regex.Pattern;

/** Words that change what a sentence says: whoever shortens it must not lose them. */
public enum KeptWords {
  /** That something is not so. */
  NEGATION("kept-negation"),
  /** That something hangs on something else. */
  CONDITION("kept-condition"),
  /** That something may, must or will be. */
  MODAL("kept-modal"),
  /** What leaves a sentence open that ends after it without a comma. */
  OPEN_END("open-end");

  private final Pattern pattern;

  KeptWords(String name) {
    this.pattern = Rules.shipped().words(name);
  }

  /** A pattern that finds each of them, whatever its case. */
  public Pattern pattern() {
    return pattern;
  }
}

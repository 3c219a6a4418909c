package org.prytany.inference.registry;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a model is for. */
public enum ModelRole {
  /** Makes vectors of sentences. */
  EMBED,
  /** Scores sentences of a text for a summary. */
  CHOOSE,
  /** Writes sentences. */
  WRITE,
  /** Says whether a sentence follows from its evidence. */
  JUDGE;

  /** The word that an operator writes and a file holds, e.g. "write". */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The role that a word names; empty where none is called so. */
  public static Optional<ModelRole> named(String word) {
    return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
  }
}

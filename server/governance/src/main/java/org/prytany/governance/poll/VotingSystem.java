package org.prytany.governance.poll;

import java.util.Arrays;
import java.util.Optional;

/** How voters choose, by the words that Snapshot's hubs use. */
public enum VotingSystem {
  SINGLE_CHOICE("single-choice", Form.ONE),
  BASIC("basic", Form.ONE),
  APPROVAL("approval", Form.SEVERAL),
  RANKED_CHOICE("ranked-choice", Form.SEVERAL),
  WEIGHTED("weighted", Form.SHARES),
  QUADRATIC("quadratic", Form.SHARES);

  /** What a choice looks like, and as which type it is signed. */
  enum Form {
    ONE("uint32"),
    SEVERAL("uint32[]"),
    SHARES("string");

    private final String solidityType;

    Form(String solidityType) {
      this.solidityType = solidityType;
    }

    String solidityType() {
      return solidityType;
    }
  }

  private final String word;
  private final Form form;

  VotingSystem(String word, Form form) {
    this.word = word;
    this.form = form;
  }

  /** As hubs call it. */
  public String word() {
    return word;
  }

  Form form() {
    return form;
  }

  /** The type that a choice is signed as: uint32, uint32[] or string. */
  public String solidityType() {
    return form.solidityType();
  }

  /** Empty for one that is not served here. */
  public static Optional<VotingSystem> of(String word) {
    return Arrays.stream(values()).filter(system -> system.word.equals(word)).findFirst();
  }
}

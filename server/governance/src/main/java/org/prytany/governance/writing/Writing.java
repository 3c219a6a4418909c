package org.prytany.governance.writing;

/** How far it is with what a model writes about a proposal. */
public sealed interface Writing {

  /** With what, and about what. */
  WritingKey key();

  /** It wrote; each sentence says what its check came to. */
  record Done(WrittenText text) implements Writing {
    @Override
    public WritingKey key() {
      return text.key();
    }
  }

  /**
   * It will write.
   *
   * @param why not now, the end of a sentence
   */
  record Waiting(WritingKey key, String why) implements Writing {}

  /**
   * It could not, and does not try again for this text, these calls and this model.
   *
   * @param why the end of a sentence
   */
  record Failed(WritingKey key, String why) implements Writing {}
}

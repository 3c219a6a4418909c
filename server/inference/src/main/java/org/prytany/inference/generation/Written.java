package org.prytany.inference.generation;

/**
 * What a model answered.
 *
 * @param text without control tokens
 * @param promptTokens that were read
 * @param tokens that were written, the ending one not counted
 * @param runs of the model after the prompt; fewer than tokens where guesses came true
 * @param stop why it ended
 */
public record Written(String text, int promptTokens, int tokens, int runs, Stop stop) {

  /** Why an answer ended. */
  public enum Stop {
    /** The model ended it. */
    ENDED,
    /** The budget of tokens is used, or the model's context is full. */
    TOKENS,
    /** The budget of processor time is used. */
    CPU_TIME,
    /** It is not wanted any more. */
    CANCELLED,
    /** No token is allowed to come next. */
    NOTHING_ALLOWED
  }
}

package org.prytany.chain.decode;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where calls stand inside a call. Where an operand is a list, there is one call for each item.
 *
 * @param operands in the order that the form names them
 * @param away where the calls are made on another chain
 */
public record CallRule(Form form, List<Operand> operands, Optional<Away> away) {
  public CallRule {
    operands = List.copyOf(operands);
  }

  /**
   * @param way how the other chain is found
   * @param sender who makes the calls there
   */
  public record Away(Way way, Operand sender) {}

  /** How calls are written and made. */
  public enum Form {
    /** The called contract calls: target, value, data. */
    EACH(3),
    /** The caller stays the caller, as the contract runs its own code: target, data. */
    SAME(2),
    /** Like {@link #SAME}, but no data means no call. */
    THEN(2),
    /** The called contract calls, where there are data: target, data. */
    AFTER(2),
    /** The called contract lends its state and authority to the code: code, data. */
    DELEGATE(2),
    /**
     * As {@link #EACH} where the operation is 0, else as {@link #DELEGATE}: target, value, data,
     * operation.
     */
    CHOSEN(4),
    /**
     * Safe's MultiSend: operation, target, value, length and data of each call, without padding.
     */
    PACKED(1),
    /**
     * Compound: the function's signature stands apart from its arguments: target, value, signature,
     * data.
     */
    SIGNED(4),
    /**
     * As {@link #SIGNED}, and as {@link #DELEGATE} where a flag is set: target, value, signature,
     * data, flag.
     */
    SIGNED_CHOSEN(5),
    /**
     * As {@link #EACH}, but where a flag is set the data are a new contract's, and the target is
     * nobody: target, value, data, flag.
     */
    MADE(4),
    /** What the contract is handed is no call by a selector, but a message: target, data. */
    MESSAGE(2);

    private final int operands;

    Form(int operands) {
      this.operands = operands;
    }
  }

  static CallRule parse(String text, KnownFunction function) {
    int open = text.indexOf('(');
    if (text.startsWith("elsewhere(")) {
      List<String> parts = TableText.split(text.substring(open + 1, text.length() - 1), ',');
      if (parts.size() != 3) {
        throw new IllegalArgumentException("elsewhere takes a way, a sender and calls: " + text);
      }
      CallRule there = parse(parts.get(2), function);
      return new CallRule(
          there.form(),
          there.operands(),
          Optional.of(
              new Away(Way.parse(parts.get(0), function), Operand.parse(parts.get(1), function))));
    }
    Form form = Form.valueOf(text.substring(0, open).toUpperCase(Locale.ROOT));
    List<Operand> operands =
        TableText.split(text.substring(open + 1, text.length() - 1), ',').stream()
            .map(operand -> Operand.parse(operand, function))
            .toList();
    if (operands.size() != form.operands) {
      throw new IllegalArgumentException(form + " takes " + form.operands + " operands: " + text);
    }
    return new CallRule(form, operands, Optional.empty());
  }
}

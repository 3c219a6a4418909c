package org.prytany.chain.decode;

import java.util.List;
import java.util.Locale;

/**
 * Where calls stand inside a call. Where an operand is a list, there is one call for each item.
 *
 * @param operands in the order that the form names them
 */
public record CallRule(Form form, List<Operand> operands) {
  public CallRule {
    operands = List.copyOf(operands);
  }

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
    SIGNED(4);

    private final int operands;

    Form(int operands) {
      this.operands = operands;
    }
  }

  static CallRule parse(String text, KnownFunction function) {
    int open = text.indexOf('(');
    Form form = Form.valueOf(text.substring(0, open).toUpperCase(Locale.ROOT));
    List<Operand> operands =
        TableText.split(text.substring(open + 1, text.length() - 1), ',').stream()
            .map(operand -> Operand.parse(operand, function))
            .toList();
    if (operands.size() != form.operands) {
      throw new IllegalArgumentException(form + " takes " + form.operands + " operands: " + text);
    }
    return new CallRule(form, operands);
  }
}

package org.prytany.chain.decode;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a call finds the other chain on which something then happens.
 *
 * @param scheme {@link #DOOR}, or the name of a numbering of chains
 * @param operand the contract that leads there, or the chain's number
 */
public record Way(String scheme, Operand operand) {
  /** A contract that leads to one chain. */
  static final String DOOR = "by";

  private static final Pattern WRITTEN = Pattern.compile("(\\w+)\\(([^()]+)\\)");

  /** Reads e.g. {@code by(called)} or {@code wormhole(receiverChainId)}. */
  static Way parse(String text, KnownFunction function) {
    Matcher matcher = WRITTEN.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a way to another chain: " + text);
    }
    return new Way(matcher.group(1), Operand.parse(matcher.group(2).strip(), function));
  }

  /** The way of an effect rule, which has its operand among the others. */
  static Way of(EffectRule rule) {
    return new Way(rule.note(), rule.operands().getFirst());
  }

  boolean isDoor() {
    return scheme.equals(DOOR);
  }
}

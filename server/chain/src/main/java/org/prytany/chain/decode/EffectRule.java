package org.prytany.chain.decode;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One thing that a known function changes, as the table declares it. Where an operand is a list,
 * the rule holds once for each of its items.
 *
 * @param operands in the order that the kind names them
 * @param note why there is no effect, where a setting is read, or the scheme of a way to another
 *     chain; "" elsewhere
 */
public record EffectRule(Kind kind, List<Operand> operands, String note) {
  public EffectRule {
    operands = List.copyOf(operands);
  }

  /** What changes, and which operands say so. */
  public enum Kind {
    /** Token or native coin: token, from, to, amount. */
    TRANSFER(4),
    /** One of a kind, or several of one id: contract, from, to, id, amount. */
    COLLECTIBLE(5),
    /** A spender may take: token, owner, spender, amount. */
    ALLOWANCE(4),
    /** The same on other terms than an ERC-20 allowance: token, owner, spender, amount, terms. */
    CLAIMABLE(5),
    /**
     * Who may take back what is left: flag, token, holder, account, amount, caller. Nothing where
     * the flag is not set, or for the caller itself.
     */
    REFUNDABLE(6),
    /** A share of an amount goes to somebody: token, from, to, amount, share in 10^18ths. */
    FEE(5),
    /** contract, role, account. */
    GRANT(3),
    /** contract, role, account. */
    REVOKE(3),
    /** Granted where a flag is set, else revoked: contract, role, account, flag. */
    SWITCH(4),
    /** Another owner: contract, from, to, what is owned ('' for the contract itself). */
    OWNER(4),
    /** Other code, or another contract in a place of trust: contract, code, which. */
    UPGRADE(3),
    /** How an account is controlled, its members aside: contract, name, value. */
    CONTROL(3),
    /** A setting without value or authority: contract, name, value. */
    PARAMETER(3),
    /** The contract's code ends, and its coin goes to an account: contract, beneficiary. */
    DESTRUCTION(2),
    /** The calls inside are all that happens. */
    INSIDE(0),
    /** Its events and balances tell what it changes: without a simulation it is unexplained. */
    OBSERVED(0),
    /** It changes nothing that a reader has to know; the note says why. */
    NONE(0),
    /**
     * Who gets back what is left over, or may cancel, on the other side of a bridge; nothing where
     * that is the caller, there or here, or nobody: account, what for.
     */
    REFUND(2),
    /**
     * Somebody, whoever it is, may keep so much of what is sent that a reader has to know: token,
     * owner, spender, amount, what is sent, terms. Nothing up to one hundredth.
     */
    KEEPABLE(6),
    /**
     * A Safe pays whoever it is told for the gas of a call, at a price that the call names: token,
     * owner, receiver, gas beside the call's own, the call's own gas, price. Nothing where the
     * price is 0.
     */
    COSTS(6),
    /**
     * A token is carried to another chain: the way, token, from, to, amount. The receiver may stand
     * in 32 bytes.
     */
    CARRIED(5),
    /** Code on another chain that is not shown here is run: the way, code, what it is called. */
    REMOTE(3),
    /** Nobody can know what it does: an unknown call on purpose. The operand is the contract. */
    UNKNOWN(1);

    private final int operands;

    Kind(int operands) {
      this.operands = operands;
    }
  }

  /** How a rule finds another chain. */
  public Way way() {
    return Way.of(this);
  }

  boolean hasWay() {
    return kind == Kind.CARRIED || kind == Kind.REMOTE;
  }

  /**
   * Reads e.g. {@code transfer(called, sender, to, amount)} or {@code none 'why'}.
   *
   * @throws IllegalArgumentException if it is no rule, or names no parameter of the function
   */
  static EffectRule parse(String text, KnownFunction function) {
    int open = text.indexOf('(');
    int space = text.indexOf(' ');
    boolean noted = open < 0 || (space >= 0 && space < open);
    String name = noted ? text.split(" ", 2)[0] : text.substring(0, open);
    Kind kind = Kind.valueOf(name.toUpperCase(Locale.ROOT));
    if (noted) {
      String note = text.substring(name.length()).strip().replace("'", "");
      if (kind.operands != 0 || (kind == Kind.NONE) == note.isEmpty()) {
        throw new IllegalArgumentException("not an effect: " + text);
      }
      return new EffectRule(kind, List.of(), note);
    }
    List<String> given = TableText.split(text.substring(open + 1, text.length() - 1), ',');
    boolean read = kind == Kind.PARAMETER && given.size() == kind.operands + 1;
    if (given.size() != kind.operands && !read) {
      throw new IllegalArgumentException(kind + " takes " + kind.operands + " operands: " + text);
    }
    if (kind == Kind.CARRIED || kind == Kind.REMOTE) {
      Way way = Way.parse(given.getFirst(), function);
      List<Operand> operands = new ArrayList<>();
      operands.add(way.operand());
      given.subList(1, given.size()).forEach(one -> operands.add(Operand.parse(one, function)));
      return new EffectRule(kind, operands, way.scheme());
    }
    return new EffectRule(
        kind,
        given.subList(0, kind.operands).stream()
            .map(operand -> Operand.parse(operand, function))
            .toList(),
        read ? given.getLast().replace("'", "") : "");
  }
}

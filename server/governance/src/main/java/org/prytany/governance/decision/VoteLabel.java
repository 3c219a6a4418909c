package org.prytany.governance.decision;

import java.util.Set;
import org.prytany.governance.proposal.Digested;
import org.prytany.governance.proposal.Proposal;
import org.prytany.spi.VoteDecision;
import org.prytany.spi.VoteStrategy;

/**
 * What a vote says on the chain of where it comes from: the rule, the digest that was shown and the
 * policy. It is part of the decision's reason, so that what is recorded, sealed, shown and signed
 * is one text. A governor without reasons (GovernorAlpha) has it in the record alone.
 */
public enum VoteLabel {
  /** Votes carry it. */
  SHOWN,
  /** The operator left it out. */
  LEFT_OUT;

  /** The longest label, in characters: it costs gas by the byte. */
  public static final int LONGEST = 220;

  /** The longest name of a rule or a strategy in it, in characters. */
  private static final int LONGEST_NAME = 40;

  /** A decision with the label at the end of its reason; what is no vote is left as it is. */
  VoteDecision on(VoteDecision decision, Proposal proposal, VoteStrategy strategy) {
    if (this == LEFT_OUT || !(decision instanceof VoteDecision.Vote vote)) {
      return decision;
    }
    return vote.because(vote.reason() + " " + of(vote.rule(), proposal, strategy));
  }

  /**
   * "[Prytany: rule NAME; digest 0x...; policy ID VERSION]"; "no digest" where the text was not
   * read.
   */
  static String of(String rule, Proposal proposal, VoteStrategy strategy) {
    return "[Prytany: rule "
        + name(rule)
        + "; "
        + proposal.digest().map(Digested::hash).map(hash -> "digest " + hash).orElse("no digest")
        + "; policy "
        + name(strategy.id() + " " + strategy.version())
        + "]";
  }

  /** In one line, and without what would end the label early. */
  private static String name(String text) {
    StringBuilder plain = new StringBuilder();
    text.codePoints()
        .map(sign -> sign < ' ' || sign == 0x7f || ENDS.contains(sign) ? '_' : sign)
        .limit(LONGEST_NAME)
        .forEach(plain::appendCodePoint);
    return text.codePoints().count() > LONGEST_NAME
        ? plain.append('…').toString()
        : plain.toString();
  }

  private static final Set<Integer> ENDS = Set.of((int) ';', (int) '[', (int) ']');
}

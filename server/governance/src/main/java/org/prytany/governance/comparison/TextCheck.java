package org.prytany.governance.comparison;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.effects.EffectsReport;
import org.prytany.governance.findings.Verdict;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.reading.Reading;
import org.prytany.spi.Claim;
import org.prytany.spi.ProposalKey;
import org.prytany.spi.TextDigest;

/**
 * Compares what the host itself reads in a text with what the calls do. A verdict that stops
 * payments rests on no plugin: what a digester claims beyond that is shown, and neither blocks nor
 * unblocks anything.
 */
public final class TextCheck {

  private final ClaimCheck comparison;
  private final Statements statements = new Statements();

  public TextCheck(ClaimCheck comparison) {
    this.comparison = comparison;
  }

  /**
   * A digest with what the host reads in its text before what the digester claims beyond that.
   * {@link Verdict.Match#claim} numbers these claims.
   *
   * @param raw the description as it was proposed
   */
  public TextDigest completed(TextDigest digest, String raw) {
    Set<Claim> all = new LinkedHashSet<>(statements.of(raw).statements());
    all.addAll(digest.claims());
    return new TextDigest(
        digest.headline(),
        digest.sentences(),
        digest.asks(),
        List.copyOf(all),
        digest.notes(),
        digest.algorithm());
  }

  /** What the host reads in a text. */
  public Reading read(String raw) {
    return statements.of(raw);
  }

  /**
   * @param report what the host decoded and simulated
   * @param twins other proposals under way that make the same calls
   */
  public Verdict compare(
      Dao dao, ProposalContent content, EffectsReport report, List<ProposalKey> twins) {
    Reading own = statements.of(content.description());
    return comparison.compare(dao, content, own, report, twins);
  }
}

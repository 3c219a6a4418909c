package org.prytany.governance.comparison;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.effects.EffectsReport;
import org.prytany.governance.findings.Finding;
import org.prytany.governance.findings.Verdict;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.reading.Reading;
import org.prytany.spi.Claim;
import org.prytany.spi.ProposalKey;
import org.prytany.spi.TextDigest;

/**
 * Compares what the host itself reads in a text with what the calls do. A verdict that stops
 * payments rests on no plugin: what a digester claims beyond that is compared as well, and may only
 * add to what is found. So a digester that claims nothing changes nothing, and one that lies
 * unblocks nothing.
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
    return new TextDigest(
        digest.headline(),
        digest.sentences(),
        digest.asks(),
        all(statements.of(raw).statements(), digest.claims()),
        digest.notes(),
        digest.algorithm());
  }

  /** What the host reads in a text. */
  public Reading read(String raw) {
    return statements.of(raw);
  }

  /**
   * @param claims what a digester claims, whether completed or not; not trusted
   * @param report what the host decoded and simulated
   * @param twins other proposals under way that make the same calls
   */
  public Verdict compare(
      Dao dao,
      ProposalContent content,
      List<Claim> claims,
      EffectsReport report,
      List<ProposalKey> twins) {
    Reading own = statements.of(content.description());
    Verdict verdict = comparison.compare(dao, content, own, report, twins);
    List<Claim> all = all(own.statements(), claims);
    int read = own.statements().size();
    if (all.size() == read) {
      return verdict;
    }
    Reading further = new Reading(all, own.foreign(), own.doubts());
    return joined(verdict, comparison.compare(dao, content, further, report, twins), read);
  }

  private static List<Claim> all(List<Claim> own, List<Claim> claims) {
    Set<Claim> all = new LinkedHashSet<>(own);
    all.addAll(claims);
    return List.copyOf(all);
  }

  /**
   * @param own how many claims are the host's own: what is found of them stays as it is
   */
  private static Verdict joined(Verdict verdict, Verdict further, int own) {
    List<Verdict.Match> matches = new ArrayList<>(verdict.matches());
    further.matches().stream().filter(match -> match.claim() >= own).forEach(matches::add);
    Set<Finding> findings = new LinkedHashSet<>(verdict.findings());
    findings.addAll(further.findings());
    return new Verdict(
        verdict.contentHash(),
        verdict.effectsHash(),
        matches,
        findings.stream().sorted(Finding.WORST_FIRST).toList());
  }
}

package org.prytany.governance.findings;

import java.util.List;
import org.prytany.governance.hash.CanonicalBytes;

/**
 * The comparison of the text's claims with the simulated effects.
 *
 * @param contentHash of the proposal compared
 * @param effectsHash of the effects compared
 * @param matches every claim and effect with its status
 * @param findings in order of severity
 * @param seal of {@link #canonical}; "" before it is sealed
 */
public record Verdict(
    String contentHash,
    String effectsHash,
    List<Match> matches,
    List<Finding> findings,
    String seal) {

  public Verdict {
    matches = List.copyOf(matches);
    findings = List.copyOf(findings);
  }

  /** Not sealed yet. */
  public Verdict(
      String contentHash, String effectsHash, List<Match> matches, List<Finding> findings) {
    this(contentHash, effectsHash, matches, findings, "");
  }

  public Verdict sealed(String its) {
    return new Verdict(contentHash, effectsHash, matches, findings, its);
  }

  /** Whether both found the same, whatever their seals. */
  public boolean saysTheSameAs(Verdict other) {
    return sealed("").equals(other.sealed(""));
  }

  /** What is sealed: all of it but the seal, as "0x" and SHA-256. */
  public String canonical() {
    CanonicalBytes bytes = new CanonicalBytes("prytany-verdict-1");
    bytes.add(contentHash).add(effectsHash);
    bytes.size(matches.size());
    for (Match match : matches) {
      bytes.add(match.claim()).add(match.effect()).add(match.status().name()).add(match.text());
    }
    bytes.size(findings.size());
    for (Finding finding : findings) {
      bytes.add(finding.code()).add(finding.severity().name()).add(finding.text());
      bytes.add(finding.span().map(Object::toString).orElse("")).add(finding.action());
    }
    return bytes.sha256();
  }

  /** Whether automation must stop until a named person overrides it for this content. */
  public boolean blocked() {
    return findings.stream().anyMatch(finding -> finding.severity() == Finding.Severity.RED);
  }

  /**
   * A claim, an effect, or the two side by side.
   *
   * @param claim index into the digest's claims, or -1
   * @param effect index into the simulated effects, or -1
   */
  public record Match(int claim, int effect, Status status, String text) {}

  /** How a claim and an effect stand to each other. */
  public enum Status {
    CONSISTENT,
    CONTRADICTED,
    UNMENTIONED,
    NOT_EXECUTED
  }
}

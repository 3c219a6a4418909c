package org.prytany.governance.digest;

import java.util.List;

/**
 * The comparison of the text's claims with the simulated effects.
 *
 * @param contentHash of the proposal compared
 * @param effectsHash of the effects compared
 * @param matches every claim and effect with its status
 * @param findings in order of severity
 */
public record Verdict(
    String contentHash, String effectsHash, List<Match> matches, List<Finding> findings) {

  public Verdict {
    matches = List.copyOf(matches);
    findings = List.copyOf(findings);
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

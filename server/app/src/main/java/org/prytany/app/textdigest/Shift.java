package org.prytany.app.textdigest;

import java.util.List;
import org.prytany.app.view.ClaimView;
import org.prytany.app.view.FindingView;

/** Moves places in title and body to places in the body alone; a place in the title becomes 0. */
final class Shift {

  private Shift() {}

  static List<ClaimView> claims(List<ClaimView> claims, int by) {
    return claims.stream()
        .map(
            claim ->
                new ClaimView(
                    claim.kind(),
                    claim.text(),
                    Math.max(0, claim.start() - by),
                    Math.max(0, claim.end() - by),
                    claim.amount(),
                    claim.symbol(),
                    claim.recipient(),
                    claim.name(),
                    claim.value(),
                    claim.account()))
        .toList();
  }

  static List<FindingView> findings(List<FindingView> findings, int by) {
    return findings.stream()
        .map(
            finding ->
                new FindingView(
                    finding.code(),
                    finding.severity(),
                    finding.text(),
                    finding.next(),
                    finding.start().map(at -> Math.max(0, at - by)),
                    finding.end().map(at -> Math.max(0, at - by)),
                    finding.action()))
        .toList();
  }
}

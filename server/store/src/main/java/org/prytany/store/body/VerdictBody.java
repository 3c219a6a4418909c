package org.prytany.store.body;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.prytany.governance.findings.Finding;
import org.prytany.governance.findings.Verdict;

/** Claims compared with effects. */
public record VerdictBody(
    String contentHash,
    String effectsHash,
    List<MatchBody> matches,
    List<FindingBody> findings,
    String seal) {

  static VerdictBody of(Verdict verdict) {
    return new VerdictBody(
        verdict.contentHash(),
        verdict.effectsHash(),
        verdict.matches().stream()
            .map(
                match ->
                    new MatchBody(
                        match.claim(), match.effect(), match.status().name(), match.text()))
            .toList(),
        verdict.findings().stream()
            .map(
                finding ->
                    new FindingBody(
                        finding.code(),
                        finding.severity().name(),
                        finding.text(),
                        finding.span().map(SpanBody::of).orElse(null),
                        finding.action()))
            .toList(),
        verdict.seal());
  }

  Verdict toDomain() {
    return new Verdict(
        contentHash,
        effectsHash,
        matches.stream()
            .map(
                match ->
                    new Verdict.Match(
                        match.claim(),
                        match.effect(),
                        Verdict.Status.valueOf(match.status()),
                        match.text()))
            .toList(),
        findings.stream()
            .map(
                finding ->
                    new Finding(
                        finding.code(),
                        Finding.Severity.valueOf(finding.severity()),
                        finding.text(),
                        Optional.ofNullable(finding.span()).map(SpanBody::toDomain),
                        finding.action()))
            .toList(),
        seal);
  }

  /** A claim, an effect, or the two side by side; -1 for none. */
  public record MatchBody(int claim, int effect, String status, String text) {}

  /** Something a reader should know. */
  public record FindingBody(
      String code, String severity, String text, @Nullable SpanBody span, int action) {}
}

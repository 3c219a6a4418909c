package org.prytany.app.view;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What a draft would be as a proposal: shaped like one, as far as a draft goes.
 *
 * @param headline the author's title
 * @param happens what would happen, in at most 90 characters
 * @param executes what it comes to in one line
 * @param description title and text, into which all places point
 * @param verdict whose findings have as next step what an author does
 */
public record DraftView(
    String headline,
    Optional<String> happens,
    String executes,
    String description,
    String contentHash,
    DigestView digest,
    EffectsView effects,
    VerdictView verdict) {

  private static final Set<String> NOT_SAID = Set.of("UNMENTIONED", "CONTRADICTED");

  /** The same with another next step for each finding; what has none keeps its own. */
  public DraftView advised(Function<String, Optional<String>> edit) {
    return new DraftView(
        headline,
        happens,
        executes,
        description,
        contentHash,
        digest,
        effects,
        new VerdictView(
            verdict.blocked(),
            verdict.overridden(),
            verdict.agreement(),
            verdict.matches(),
            verdict.findings().stream()
                .map(finding -> finding.withNext(edit.apply(finding.code())))
                .toList()));
  }

  /** What the calls do and the text does not say, each in a line that it could say. */
  public List<String> unsaid() {
    return verdict.matches().stream()
        .filter(match -> match.effect() >= 0 && NOT_SAID.contains(match.status()))
        .map(match -> effects.effects().get(match.effect()).line())
        .distinct()
        .toList();
  }
}

package org.prytany.governance.comparison;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.prytany.governance.effects.EffectsReport;
import org.prytany.governance.findings.Finding;
import org.prytany.governance.findings.FindingCode;
import org.prytany.governance.findings.Verdict;
import org.prytany.governance.proposal.Proposal;
import org.prytany.spi.DecodedAction;

/**
 * What the comparison of a text with its calls came to. Whether automation stops is another matter:
 * an honest text may ask for something dangerous, and what was not compared is not dishonest. Only
 * {@link Kind#DIFFERS} is given to policies as a fact about the text; votes that rest on the text
 * go to a person for the others.
 *
 * @param why in words, with a full stop
 */
public record Agreement(Kind kind, String why) {

  /** What it came to. */
  public enum Kind {
    /** All that moves value or power is in the text, and nothing contradicts it. */
    AGREES,
    /** The calls do something that the text leaves out or says otherwise. */
    DIFFERS,
    /** The text says nothing that could be compared, or nobody here reads it. */
    NOT_COMPARED,
    /** What a call does, or what a token is, is not known here. */
    NOT_KNOWN,
    /** Executing the calls would fail now, so that what they do cannot be seen. */
    WOULD_FAIL;

    /** Whether text and calls were judged, one way or the other. */
    public boolean isJudged() {
      return this == AGREES || this == DIFFERS;
    }
  }

  /** Red findings that say that the text does not tell what the calls do. */
  static final Set<FindingCode> DIFFERENCES =
      Set.of(
          FindingCode.AMOUNT_CONTRADICTED,
          FindingCode.AMOUNT_PAID_AGAIN,
          FindingCode.PAID_TWICE_OVER,
          FindingCode.AMBIGUOUS_NUMBER,
          FindingCode.TOKEN_CONTRADICTED,
          FindingCode.RECIPIENT_CONTRADICTED,
          FindingCode.PAYEES_DIFFER,
          FindingCode.CHAIN_CONTRADICTED,
          FindingCode.PAYER_NOT_NAMED,
          FindingCode.STREAM_TIMES_CONTRADICTED,
          FindingCode.STREAM_BEGAN_BEFORE,
          FindingCode.AUTHORITY_CONTRADICTED,
          FindingCode.ROLE_NOT_NAMED,
          FindingCode.PARAMETER_CONTRADICTED,
          FindingCode.LOOKALIKE_ADDRESS,
          FindingCode.LINK_TEXT_DIFFERS,
          FindingCode.HIDDEN_CHARACTERS);

  /** Red findings that say so as well, where the text was read. */
  static final Set<FindingCode> LEFT_OUT =
      Set.of(
          FindingCode.UNMENTIONED_TRANSFER,
          FindingCode.UNMENTIONED_AUTHORITY,
          FindingCode.PARAMETER_UNMENTIONED,
          FindingCode.OTHER_CHAIN);

  /** Differences that are seen without knowing the text's language. */
  private static final Set<FindingCode> IN_ANY_LANGUAGE =
      Set.of(
          FindingCode.LOOKALIKE_ADDRESS,
          FindingCode.LINK_TEXT_DIFFERS,
          FindingCode.HIDDEN_CHARACTERS);

  static final Set<FindingCode> UNKNOWN =
      Set.of(FindingCode.UNEXPLAINED_CALL, FindingCode.TOKEN_UNKNOWN, FindingCode.CHAIN_UNKNOWN);
  static final Set<FindingCode> FAILURES =
      Set.of(
          FindingCode.SIMULATION_REVERTS,
          FindingCode.MALFORMED_ACTIONS,
          FindingCode.MORE_THAN_HELD);

  /** Of any severity: what the text does not say, though nothing in it says otherwise. */
  private static final Set<FindingCode> UNSAID =
      Set.of(
          FindingCode.PARAMETER_UNMENTIONED,
          FindingCode.LANGUAGE_NOT_READ,
          FindingCode.AMOUNT_NOT_ASKED,
          FindingCode.COMMA_MAY_BE_A_POINT,
          FindingCode.REQUEST_TAKEN_BACK);

  /** Of any severity: a text that names a chain somewhere does not say what is to happen there. */
  private static final Set<FindingCode> UNSEEN = Set.of(FindingCode.OTHER_CHAIN);

  static final Set<FindingCode> NOT_FINISHED = Set.of(FindingCode.TOO_MANY_READINGS);
  private static final String UNREAD = FindingCode.LANGUAGE_NOT_READ.name();

  /** Of a proposal whose text was compared; empty before. */
  public static Optional<Agreement> of(Proposal proposal) {
    return proposal
        .verdict()
        .map(
            verdict ->
                of(
                    verdict,
                    proposal.content().description(),
                    proposal.effects().map(EffectsReport::actions).orElse(List.of())));
  }

  /** Of a text and calls that were compared. */
  public static Agreement of(Verdict verdict, String text, List<DecodedAction> actions) {
    Optional<String> failure = red(verdict, FAILURES);
    if (failure.isPresent()) {
      return new Agreement(Kind.WOULD_FAIL, failure.get());
    }
    if (text.isBlank()) {
      return new Agreement(Kind.NOT_COMPARED, "There is no text.");
    }
    boolean unread =
        verdict.findings().stream()
            .anyMatch(
                finding ->
                    finding.code().equals(UNREAD) && finding.severity() != Finding.Severity.AMBER);
    Optional<String> difference = red(verdict, unread ? IN_ANY_LANGUAGE : DIFFERENCES);
    if (difference.isPresent()) {
      return new Agreement(Kind.DIFFERS, difference.get());
    }
    if (unread) {
      return new Agreement(Kind.NOT_COMPARED, "The text is in a language that is not read here.");
    }
    if (red(verdict, NOT_FINISHED).isPresent()) {
      return new Agreement(
          Kind.NOT_COMPARED, "The text's amounts can be put together in too many ways.");
    }
    Optional<String> leftOut = red(verdict, LEFT_OUT);
    if (leftOut.isPresent()) {
      return new Agreement(Kind.DIFFERS, leftOut.get());
    }
    Optional<String> unknown = red(verdict, UNKNOWN);
    if (unknown.isPresent()) {
      return new Agreement(Kind.NOT_KNOWN, unknown.get());
    }
    Optional<String> unseen = any(verdict, UNSEEN);
    if (unseen.isPresent()) {
      return new Agreement(Kind.NOT_KNOWN, unseen.get());
    }
    Optional<String> unsaid = any(verdict, UNSAID);
    if (unsaid.isPresent()) {
      return new Agreement(Kind.NOT_COMPARED, unsaid.get());
    }
    return actions.isEmpty()
        ? new Agreement(Kind.NOT_COMPARED, "There are no calls to compare it with.")
        : new Agreement(
            Kind.AGREES, "Every payment and every change of power that was seen is in the text.");
  }

  private static Optional<String> red(Verdict verdict, Set<FindingCode> codes) {
    return of(
        verdict,
        finding ->
            finding.severity() == Finding.Severity.RED
                && FindingCode.named(finding.code()).map(codes::contains).orElse(false));
  }

  private static Optional<String> any(Verdict verdict, Set<FindingCode> codes) {
    return of(
        verdict, finding -> FindingCode.named(finding.code()).map(codes::contains).orElse(false));
  }

  private static Optional<String> of(Verdict verdict, Predicate<Finding> which) {
    return verdict.findings().stream().filter(which).map(Finding::text).findFirst();
  }

  /** One sentence for a reader. */
  public String words() {
    return switch (kind) {
      case AGREES -> "The text and the calls agree.";
      case DIFFERS -> "The calls do something else than the text says.";
      case NOT_COMPARED -> "The text was not compared with the calls. " + why;
      case NOT_KNOWN -> "Not everything that the calls do is known here.";
      case WOULD_FAIL -> "Executing it would fail as things stand.";
    };
  }
}

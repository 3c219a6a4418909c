package org.prytany.governance.comparison;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.prytany.governance.effects.EffectsReport;
import org.prytany.governance.findings.Finding;
import org.prytany.governance.findings.FindingCode;
import org.prytany.governance.findings.Verdict;
import org.prytany.governance.proposal.Proposal;
import org.prytany.reading.cue.Cues;
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
    /** All that moves value or power is in the text; it may leave open who is paid. */
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
  static final Set<FindingCode> DIFFERENCES = codes("differences");

  /** Red findings that say so as well, where the text was read. */
  static final Set<FindingCode> LEFT_OUT = codes("left-out");

  /** Differences that are seen without knowing the text's language. */
  private static final Set<FindingCode> IN_ANY_LANGUAGE = codes("in-any-language");

  static final Set<FindingCode> UNKNOWN = codes("unknown");
  static final Set<FindingCode> FAILURES = codes("failures");

  /** Of any severity: what code, or another chain, does is not seen, whatever a text says of it. */
  static final Set<FindingCode> UNSEEN = codes("unseen");

  /** Beside these the text has every value and account of the calls, if not in so many words. */
  static final Set<FindingCode> SAID = codes("said");

  /**
   * Amber: something of a call stands nowhere in the text, though nothing in it says otherwise. So
   * does every amber of the comparison, until it is decided that it does not.
   */
  static final Set<FindingCode> UNSAID =
      Arrays.stream(FindingCode.values())
          .filter(code -> code.group() == FindingCode.Group.COMPARED)
          .filter(code -> !SAID.contains(code) && !UNSEEN.contains(code))
          .collect(Collectors.toUnmodifiableSet());

  /** Notes: what the text leaves to its readers, while all else is in it. */
  private static final Set<FindingCode> OPEN = codes("open");

  static final Set<FindingCode> NOT_FINISHED = codes("not-finished");
  private static final String EVERYTHING =
      "Every payment and every change of power that was seen is in the text.";
  private static final String UNREAD = FindingCode.LANGUAGE_NOT_READ.name();

  private static Set<FindingCode> codes(String name) {
    return Cues.words(Agreement.class, name).stream()
        .map(FindingCode::valueOf)
        .collect(Collectors.toUnmodifiableSet());
  }

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
    boolean unread =
        verdict.findings().stream()
            .filter(finding -> finding.code().equals(UNREAD))
            .anyMatch(finding -> finding.severity() != Finding.Severity.AMBER);
    return red(Kind.WOULD_FAIL, verdict, FAILURES)
        .or(() -> notCompared(text.isBlank(), "There is no text."))
        .or(() -> red(Kind.DIFFERS, verdict, unread ? IN_ANY_LANGUAGE : DIFFERENCES))
        .or(() -> notCompared(unread, "The text is in a language that is not read here."))
        .or(() -> red(Kind.NOT_COMPARED, verdict, NOT_FINISHED))
        .or(() -> red(Kind.DIFFERS, verdict, LEFT_OUT))
        .or(() -> red(Kind.NOT_KNOWN, verdict, UNKNOWN))
        .or(() -> from(Finding.Severity.NOTE, Kind.NOT_KNOWN, verdict, UNSEEN))
        .or(() -> from(Finding.Severity.AMBER, Kind.NOT_COMPARED, verdict, UNSAID))
        .or(() -> notCompared(actions.isEmpty(), "There are no calls to compare it with."))
        .or(() -> from(Finding.Severity.NOTE, Kind.AGREES, verdict, OPEN))
        .orElseGet(() -> new Agreement(Kind.AGREES, EVERYTHING));
  }

  private static Optional<Agreement> notCompared(boolean holds, String why) {
    return holds ? Optional.of(new Agreement(Kind.NOT_COMPARED, why)) : Optional.empty();
  }

  private static Optional<Agreement> red(Kind kind, Verdict verdict, Set<FindingCode> codes) {
    return from(Finding.Severity.RED, kind, verdict, codes);
  }

  private static Optional<Agreement> from(
      Finding.Severity least, Kind kind, Verdict verdict, Set<FindingCode> codes) {
    return verdict.findings().stream()
        .filter(finding -> finding.severity().compareTo(least) >= 0)
        .filter(finding -> FindingCode.named(finding.code()).filter(codes::contains).isPresent())
        .map(finding -> new Agreement(kind, finding.text()))
        .findFirst();
  }

  /** One sentence for a reader. */
  public String words() {
    return switch (kind) {
      case AGREES ->
          why.equals(EVERYTHING)
              ? "The text and the calls agree."
              : "The text and the calls agree on amounts, and the text leaves open who is paid.";
      case DIFFERS -> "The calls do something else than the text says.";
      case NOT_COMPARED -> "The text was not compared with the calls. " + why;
      case NOT_KNOWN -> "Not everything that the calls do is known here.";
      case WOULD_FAIL -> "Executing it would fail as things stand.";
    };
  }
}

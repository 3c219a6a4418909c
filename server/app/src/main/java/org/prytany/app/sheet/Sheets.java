package org.prytany.app.sheet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.prytany.app.view.AddressBook;
import org.prytany.app.view.AskLine;
import org.prytany.app.view.Checksummed;
import org.prytany.app.view.EffectView;
import org.prytany.app.view.Headline;
import org.prytany.app.view.ListMark;
import org.prytany.app.view.NoteWording;
import org.prytany.app.view.ProposalViews;
import org.prytany.app.view.TextViews;
import org.prytany.app.view.WrittenView;
import org.prytany.app.view.WrittenViews;
import org.prytany.governance.ask.AskShown;
import org.prytany.governance.comparison.Agreement;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.effects.ChainFacts;
import org.prytany.governance.effects.EffectsReport;
import org.prytany.governance.findings.Finding;
import org.prytany.governance.findings.Verdict;
import org.prytany.governance.proposal.Asked;
import org.prytany.governance.proposal.Digested;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.writing.Writing;
import org.prytany.spi.Address;
import org.prytany.spi.Claim;
import org.prytany.spi.DecodedAction;
import org.prytany.spi.Effect;
import org.prytany.spi.Span;
import org.prytany.spi.TextDigest;

/** Makes sheets of proposals, and of texts that are on no chain. */
public final class Sheets {

  private static final int LONGEST_QUOTE = 160;

  /** Words may be of any length, and a headline or sentence is only limited in words. */
  static final int LONGEST_SENTENCE = 2_000;

  private final Map<Address, String> labels;
  private final UnaryOperator<String> shown;
  private final String text;
  private final SourceLines lines;

  Sheets(Map<Address, String> labels, UnaryOperator<String> shown, String text, int titleEnd) {
    this.labels = labels;
    this.shown = shown;
    this.text = text;
    this.lines = new SourceLines(text, titleEnd);
  }

  /**
   * @param stale why its digest is stale, as the digest service says
   * @param overridden whether treasurers lifted all that stops it
   */
  public static Sheet of(Dao dao, Proposal proposal, Optional<String> stale, boolean overridden) {
    Sheets sheets =
        new Sheets(
            AddressBook.of(dao), UnaryOperator.identity(), proposal.content().description(), 0);
    return sheets.sheet(
        ProposalViews.headline(proposal),
        dao.treasury(),
        standing(dao, proposal),
        Block.of(proposal, overridden),
        proposal.digest().isPresent() ? stale : Optional.empty(),
        proposal.digest(),
        proposal.effects(),
        proposal.verdict(),
        Agreement.of(proposal),
        proposal.content().contentHash());
  }

  /** A sheet of a proposal with what a model wrote about it, once it has. */
  public static Sheet with(Sheet sheet, Proposal proposal, Writing writing) {
    if (!(writing instanceof Writing.Done)) {
      return sheet;
    }
    SourceLines lines = new SourceLines(proposal.content().description(), 0);
    WrittenView view = WrittenViews.of(writing);
    return sheet.with(
        new Sheet.Written(
            VisibleText.of(view.words()),
            view.sentences().stream()
                .map(
                    each ->
                        new Sheet.WrittenSentence(
                            VisibleText.brief(each.text(), LONGEST_SENTENCE),
                            each.evidence().stream()
                                .map(place -> lines.of(new Span(place.start(), place.end())))
                                .distinct()
                                .toList()))
                .toList()));
  }

  /**
   * @param text with its title, if it has one
   * @param titleEnd where the text proper begins
   * @param labels names of addresses
   * @param treasury whose name is left out where it pays
   * @param shown how names replace addresses that stand for them
   */
  public static Sheet ofText(
      String text,
      int titleEnd,
      Digested digested,
      EffectsReport report,
      Verdict verdict,
      Map<Address, String> labels,
      Address treasury,
      UnaryOperator<String> shown) {
    return new Sheets(labels, shown, text, titleEnd)
        .sheet(
            digested.digest().headline().isBlank() ? "(no headline)" : digested.digest().headline(),
            treasury,
            List.of(),
            Block.STANDS,
            Optional.empty(),
            Optional.of(digested),
            Optional.of(report),
            Optional.of(verdict),
            Optional.of(Agreement.of(verdict, text, report.actions())),
            digested.contentHash());
  }

  private Sheet sheet(
      String headline,
      Address treasury,
      List<String> standing,
      Block block,
      Optional<String> stale,
      Optional<Digested> digested,
      Optional<EffectsReport> report,
      Optional<Verdict> verdict,
      Optional<Agreement> agreement,
      String contentHash) {
    List<Claim> claims = digested.map(known -> known.digest().claims()).orElse(List.of());
    Asked asked = digested.map(Digested::asked).orElse(Asked.NOTHING);
    String title = digested.map(known -> known.digest().headline()).orElse("");
    boolean quotes = report.map(known -> known.actions().isEmpty()).orElse(false);
    List<String> effects = report.map(this::effects).orElse(List.of());
    return new Sheet(
        Headline.with(
            report.flatMap(known -> Headline.of(known, labels, asked, title)).map(this::say),
            VisibleText.brief(headline, LONGEST_SENTENCE)),
        report.map(
            known ->
                say(AskLine.of(known, labels, treasury, digested.map(Digested::asked), agreement))),
        quotes ? asked.passages().stream().map(each -> lines.of(each.span())).toList() : List.of(),
        standing,
        words(verdict, block, agreement),
        verdict.map(Verdict::blocked).orElse(false) && block.holds(),
        stale,
        digested
            .map(
                known ->
                    sentences(
                        quotes ? AskShown.of(known.digest(), asked) : known.digest().sentences()))
            .orElse(List.of()),
        digested.map(known -> NoteWording.of(known.digest())).orElse(List.of()),
        Optional.empty(),
        report.filter(known -> block.isOpen() && !known.effects().succeeded()).map(Sheets::failure),
        report.map(known -> calls(known.actions())).orElse(List.of()),
        effects,
        verdict.map(known -> pairs(known, claims, effects)).orElse(List.of()),
        verdict
            .map(known -> known.findings().stream().map(this::finding).toList())
            .orElse(List.of()),
        provenance(digested, report, contentHash));
  }

  private static List<String> standing(Dao dao, Proposal proposal) {
    List<String> standing = new ArrayList<>();
    standing.add(
        VisibleText.of(dao.name())
            + ", proposal "
            + proposal.key().proposalId()
            + ": "
            + Standing.words(proposal)
            + ".");
    standing.add("Proposed by " + Checksummed.of(proposal.content().proposer()) + ".");
    return standing;
  }

  private static String words(
      Optional<Verdict> verdict, Block block, Optional<Agreement> agreement) {
    if (verdict.isEmpty() || agreement.isEmpty()) {
      return "The text has not been compared with the calls yet.";
    }
    String compared = agreement.get().words();
    if (verdict.get().blocked()) {
      return (block == Block.AFTERWARDS && agreement.get().kind() == Agreement.Kind.WOULD_FAIL)
          ? "Executed; that it would fail was found only afterwards, and says nothing about it."
          : block.words()
              + compared
              + (agreement.get().kind() == Agreement.Kind.AGREES
                  ? " What it asks for is dangerous."
                  : "");
    }
    boolean amber =
        verdict.get().findings().stream()
            .anyMatch(finding -> finding.severity() == Finding.Severity.AMBER);
    return amber ? compared + " Some things deserve a look." : compared;
  }

  List<Sheet.Sentence> sentences(List<TextDigest.Sentence> sentences) {
    return sentences.stream()
        .map(
            sentence ->
                new Sheet.Sentence(
                    VisibleText.brief(ListMark.shown(sentence, text), LONGEST_SENTENCE),
                    lines.of(sentence.span()),
                    sentence.pieces().stream()
                        .filter(TextDigest.Piece::inserted)
                        .map(piece -> lines.of(piece.span()))
                        .toList()))
        .toList();
  }

  private static String failure(EffectsReport report) {
    return "Executing it would fail at block "
        + report.effects().block()
        + report.effects().revertReason().map(why -> ": " + VisibleText.of(why)).orElse("")
        + (report.effects().revertReason().map(why -> why.endsWith(".")).orElse(false)
            ? " Nothing would move."
            : ". Nothing would move.");
  }

  private List<Sheet.Call> calls(List<DecodedAction> actions) {
    return actions.stream()
        .map(
            action ->
                new Sheet.Call(
                    say(Checksummed.in(action.line())), remark(action), calls(action.nested())))
        .toList();
  }

  private static String remark(DecodedAction action) {
    List<String> remarks = new ArrayList<>();
    if (action.manner() == DecodedAction.Manner.DELEGATECALL) {
      remarks.add("delegatecall: the called code acts with the caller's own authority");
    }
    action
        .publisher()
        .ifPresent(
            said -> remarks.add("the contract's publisher says: “" + VisibleText.of(said) + "”"));
    boolean unknown = action.function().isEmpty() && action.calldata().length() > 2;
    if (unknown) {
      remarks.add(
          "not understood: selector "
              + action.selector().orElse("none")
              + ", "
              + (action.calldata().length() - 2) / 2
              + " bytes of calldata");
    }
    return String.join("; ", remarks);
  }

  private List<String> effects(EffectsReport report) {
    List<Effect> effects = report.effects().effects();
    List<EffectView> views = TextViews.effectList(effects, labels);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < effects.size(); i++) {
      lines.add(say(views.get(i).line() + paidBefore(effects.get(i), report)));
    }
    return lines;
  }

  private static String paidBefore(Effect effect, EffectsReport report) {
    if (effect.kind() != Effect.Kind.TRANSFER) {
      return "";
    }
    return effect
        .to()
        .flatMap(to -> report.facts().of(to))
        .map(ChainFacts.AccountFacts::paidBefore)
        .map(
            paid ->
                switch (paid) {
                  case YES -> " The treasury has paid this account before.";
                  case NO -> " First payment to this account.";
                  case UNKNOWN -> "";
                })
        .orElse("");
  }

  private List<Sheet.Pair> pairs(Verdict verdict, List<Claim> claims, List<String> effects) {
    List<Verdict.Match> both =
        verdict.matches().stream()
            .filter(match -> match.claim() >= 0 && match.effect() >= 0)
            .toList();
    return verdict.matches().stream()
        .filter(match -> both.contains(match) || !isTold(match, both))
        // What the text says again, or as a part of something, stands beside its call already.
        .filter(match -> match.effect() >= 0 || match.status() != Verdict.Status.CONSISTENT)
        .map(match -> pair(match, claims, effects))
        .filter(pair -> pair.claim().isPresent() || pair.effect().isPresent())
        .distinct()
        .sorted(Comparator.comparing(Sheet.Pair::status))
        .toList();
  }

  /** What stands beside its other side already is not shown alone again. */
  private static boolean isTold(Verdict.Match alone, List<Verdict.Match> both) {
    return both.stream()
        .anyMatch(
            pair ->
                (alone.claim() >= 0 && pair.claim() == alone.claim())
                    || (alone.effect() >= 0 && pair.effect() == alone.effect()));
  }

  private Sheet.Pair pair(Verdict.Match match, List<Claim> claims, List<String> effects) {
    return new Sheet.Pair(
        Sheet.Status.valueOf(match.status().name()),
        match.claim() >= 0 && match.claim() < claims.size()
            ? Optional.of(claim(claims.get(match.claim())))
            : Optional.empty(),
        match.effect() >= 0 && match.effect() < effects.size()
            ? Optional.of(effects.get(match.effect()))
            : Optional.empty(),
        say(Checksummed.in(match.text())));
  }

  private Sheet.Claim claim(Claim claim) {
    return new Sheet.Claim(
        claim.span().end() <= text.length()
            ? VisibleText.brief(claim.span().of(text), LONGEST_QUOTE)
            : "",
        lines.of(claim.span()));
  }

  private Sheet.Finding finding(Finding finding) {
    return new Sheet.Finding(
        switch (finding.severity()) {
          case RED -> Sheet.Severity.STOP;
          case AMBER -> Sheet.Severity.LOOK;
          case NOTE -> Sheet.Severity.NOTE;
        },
        say(Checksummed.in(finding.text())),
        finding.span().map(lines::of),
        finding.action());
  }

  static List<Sheet.Fact> provenance(
      Optional<Digested> digested, Optional<EffectsReport> report, String contentHash) {
    List<Sheet.Fact> facts = new ArrayList<>();
    facts.add(new Sheet.Fact("Content hash", contentHash));
    digested.ifPresent(
        known -> {
          facts.add(new Sheet.Fact("Digest by", known.plugin()));
          facts.add(new Sheet.Fact("Algorithm", known.digest().algorithm()));
          facts.add(new Sheet.Fact("Model and its SHA-256", known.model()));
          facts.add(new Sheet.Fact("Device", known.device()));
          facts.add(new Sheet.Fact("Time taken", known.millis() + " ms"));
        });
    report.ifPresent(
        known -> {
          facts.add(
              new Sheet.Fact(
                  "Effects",
                  known.effects().method().equals("decoded")
                      ? "read from the calls, without a chain"
                      : "at block "
                          + known.effects().block()
                          + ", with "
                          + known.effects().method()));
          facts.add(new Sheet.Fact("Effects hash", known.effects().effectsHash()));
        });
    return facts.stream()
        .map(fact -> new Sheet.Fact(fact.name(), VisibleText.of(fact.value())))
        .toList();
  }

  private String say(String line) {
    return VisibleText.of(shown.apply(line));
  }

  /** A proposal's state in a reader's words. */
  public static final class Standing {

    private Standing() {}

    /** Without a full stop, beginning in lower case. */
    public static String words(Proposal proposal) {
      if (proposal.removedByReorg()) {
        return "no longer on the chain";
      }
      Optional<ProposalState> state = proposal.chain().map(view -> view.state());
      if (state.isEmpty()) {
        return "not read from the chain yet";
      }
      return switch (state.get()) {
        case PENDING -> "voting is not open yet";
        case ACTIVE -> "voting is open";
        case CANCELED -> "cancelled; nothing of it will be executed";
        case DEFEATED -> "defeated; nothing of it will be executed";
        case SUCCEEDED -> "passed, not queued yet";
        case QUEUED -> "passed, waiting in the timelock";
        case EXPIRED -> "expired; nothing of it will be executed";
        case EXECUTED -> "executed";
      };
    }
  }
}

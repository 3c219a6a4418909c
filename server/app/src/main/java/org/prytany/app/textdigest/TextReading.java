package org.prytany.app.textdigest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.prytany.app.view.AgreementView;
import org.prytany.app.view.AskLine;
import org.prytany.app.view.Checksummed;
import org.prytany.app.view.DigestLineView;
import org.prytany.app.view.DigestView;
import org.prytany.app.view.DraftView;
import org.prytany.app.view.EffectView;
import org.prytany.app.view.EffectsView;
import org.prytany.app.view.Headline;
import org.prytany.app.view.ProvenanceView;
import org.prytany.app.view.TextViews;
import org.prytany.app.view.VerdictView;
import org.prytany.governance.comparison.Agreement;
import org.prytany.governance.effects.EffectsReport;
import org.prytany.governance.findings.Verdict;
import org.prytany.governance.proposal.Digested;
import org.prytany.spi.Address;

/**
 * What was found about a text and its calls.
 *
 * @param shift length of the title before the body
 * @param labels names under which readers know addresses
 * @param standIns those of them that stand for no address that could be shown
 * @param treasury who makes the calls
 */
record TextReading(
    int shift,
    String text,
    Digested digested,
    EffectsReport report,
    Verdict verdict,
    Map<Address, String> labels,
    StandIns standIns,
    Address treasury) {

  /** For programs; places are in the body alone. */
  DigestLineView line(String id) {
    DigestView digest = digest();
    return new DigestLineView(
        id,
        digest.headline(),
        happens(),
        executes(),
        digest.sentences().stream().map(DigestView.Sentence::text).collect(Collectors.joining(" ")),
        digest.sentences().stream().map(sentence -> sentence.shifted(shift)).toList(),
        digest.shown().stream().map(sentence -> sentence.shifted(shift)).toList(),
        digest.quoted().stream().map(place -> place.shifted(shift)).toList(),
        digest.notes(),
        Shift.claims(digest.claims(), shift),
        TextViews.actions(report.actions(), labels).stream().map(standIns::in).toList(),
        effects(),
        matches(),
        Shift.findings(verdict.findings().stream().map(TextViews::finding).toList(), shift).stream()
            .map(standIns::in)
            .toList(),
        verdict.blocked(),
        AgreementView.of(agreement()),
        digested.contentHash(),
        Optional.of(ProvenanceView.of(digest)),
        Optional.empty());
  }

  /** For people; places are in title and body as they are shown. */
  DraftView draft() {
    DigestView digest = digest();
    return new DraftView(
        digest.headline(),
        happens(),
        executes(),
        text,
        digested.contentHash(),
        digest,
        new EffectsView(
            TextViews.actions(report.actions(), labels).stream().map(standIns::in).toList(),
            report.effects().succeeded(),
            report.effects().revertReason(),
            effects(),
            report.effects().effectsHash(),
            report.effects().block(),
            report.effects().method(),
            TextViews.accounts(report.facts(), labels),
            TextViews.holdings(report.facts())),
        new VerdictView(
            verdict.blocked(),
            false,
            AgreementView.of(agreement()),
            matches(),
            verdict.findings().stream().map(TextViews::finding).map(standIns::in).toList()));
  }

  private DigestView digest() {
    return TextViews.digest(digested, text, report.actions().isEmpty(), Optional.empty());
  }

  private Optional<String> happens() {
    return Headline.of(report, labels, digested.asked(), digested.digest().headline())
        .map(standIns::in);
  }

  private String executes() {
    return standIns.in(
        AskLine.of(
            report, labels, treasury, Optional.of(digested.asked()), Optional.of(agreement())));
  }

  private List<EffectView> effects() {
    return TextViews.effectList(report.effects().effects(), labels).stream()
        .map(standIns::in)
        .toList();
  }

  private List<VerdictView.Match> matches() {
    return verdict.matches().stream()
        .map(
            match ->
                new VerdictView.Match(
                    match.claim(),
                    match.effect(),
                    match.status().name(),
                    standIns.in(Checksummed.in(match.text()))))
        .toList();
  }

  private Agreement agreement() {
    return Agreement.of(verdict, text, report.actions());
  }
}

package org.prytany.app.textdigest;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.prytany.app.sheet.Sheet;
import org.prytany.app.sheet.Sheets;
import org.prytany.app.view.ActionView;
import org.prytany.app.view.AgreementView;
import org.prytany.app.view.AskLine;
import org.prytany.app.view.Checksummed;
import org.prytany.app.view.DigestLineView;
import org.prytany.app.view.DigestView;
import org.prytany.app.view.EffectView;
import org.prytany.app.view.FindingView;
import org.prytany.app.view.Headline;
import org.prytany.app.view.ProvenanceView;
import org.prytany.app.view.TextViews;
import org.prytany.app.view.VerdictView;
import org.prytany.chain.ChainAdapters;
import org.prytany.chain.decode.KnownFunctions;
import org.prytany.governance.comparison.Agreement;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.digest.DigestService;
import org.prytany.governance.effects.EffectsHash;
import org.prytany.governance.effects.EffectsReport;
import org.prytany.governance.findings.Verdict;
import org.prytany.governance.proposal.Digested;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.spi.Address;
import org.prytany.spi.DecodedAction;
import org.prytany.spi.Effect;
import org.prytany.spi.ProposalKey;
import org.prytany.spi.ProposalSnapshot;
import org.prytany.spi.SimulatedEffects;
import org.prytany.spi.Token;
import org.web3j.crypto.Hash;

/** Digests a text and its published calls as if a governor had them, without any chain. */
public final class TextDigester {

  /** A surrogate without its other half, as JSON can carry it. */
  private static final Pattern HALF_CHARACTER = Pattern.compile("\\p{Cs}");

  private static final String NO_HASH = "0x" + "0".repeat(64);

  /**
   * Whose calls they are.
   *
   * @param governor who decides
   * @param treasury who makes the calls and holds the money
   */
  public record Owner(Address governor, Address treasury) {

    /** Nobody said: no account of the text is the DAO's own. */
    public static final Owner UNKNOWN =
        new Owner(Address.ZERO, new Address("0x70727974616e793a000000000000747265617375"));
  }

  private final DigestService digests;
  private final KnownFunctions functions;

  /**
   * @param functions by which calls are read; those that are bound to a contract are not, because a
   *     text names no chain
   */
  public TextDigester(DigestService digests, KnownFunctions functions) {
    this.digests = digests;
    this.functions = functions;
  }

  /**
   * @param id the caller's own, given back
   * @param title put before the text as its heading; "" for none
   * @param body markdown; spans of the answer point into it, not into the title
   * @throws org.prytany.governance.failure.PrytanyException PLUGIN_UNAVAILABLE, PLUGIN_FAULT,
   *     MODEL_UNAVAILABLE
   */
  public DigestLineView digest(String id, String title, String body, List<GivenAction> given) {
    return digest(id, title, body, given, Owner.UNKNOWN, Meanings.NONE);
  }

  /** As above, for the calls of a known DAO. */
  public DigestLineView digest(
      String id,
      String title,
      String body,
      List<GivenAction> given,
      Owner owner,
      Meanings meanings) {
    return read(title, body, given, owner, meanings).line(id);
  }

  /** As {@link #digest}, ready to be written as Markdown. */
  public Sheet sheet(
      String title, String body, List<GivenAction> given, Owner owner, Meanings meanings) {
    Reading reading = read(title, body, given, owner, meanings);
    return Sheets.ofText(
        reading.text(),
        reading.shift(),
        reading.digested(),
        reading.report(),
        reading.verdict(),
        reading.labels(),
        reading.treasury(),
        line -> unstood(line, reading.labels()));
  }

  private Reading read(
      String title, String body, List<GivenAction> given, Owner owner, Meanings meanings) {
    ActionReading reading = new ActionReading(functions, meanings.names());
    KnownTokens tokens = new KnownTokens(meanings.tokens());
    List<ActionReading.Call> calls = given.stream().map(reading::read).toList();
    Map<Address, String> labels = new HashMap<>(reading.names());
    labels.putIfAbsent(owner.treasury(), "the treasury");
    Dao dao = nowhere(labels, owner);
    String heading = title.isBlank() ? "" : "# " + title.strip() + "\n\n";
    ProposalContent content = content(dao, heading + body, calls);
    // As a chain would give it back: what is no text is U+FFFD.
    String text = content.description();
    List<DecodedAction> actions =
        ChainAdapters.offlineDecoder(
                functions, contract -> named(contract, reading.names(), tokens))
            .decode(dao, content);
    SimulatedEffects simulated =
        ChainAdapters.offlineSimulator(functions).simulate(dao, content, actions);
    List<Effect> effects =
        simulated.effects().stream()
            .map(effect -> withToken(effect, reading.names(), tokens))
            .toList();
    Digested digested =
        digests.readText(
            new ProposalSnapshot(
                content.key(),
                content.proposer(),
                text,
                content.contentHash(),
                actions,
                Optional.empty()));
    EffectsReport report =
        new EffectsReport(
            content.contentHash(),
            actions,
            new SimulatedEffects(
                simulated.succeeded(),
                simulated.revertReason(),
                effects,
                EffectsHash.of(simulated.succeeded(), effects),
                0,
                simulated.method()));
    Verdict verdict = digests.compare(dao, content, digested, report);
    return new Reading(heading.length(), text, digested, report, verdict, labels, owner.treasury());
  }

  /**
   * What was found.
   *
   * @param shift length of the title before the body
   */
  private record Reading(
      int shift,
      String text,
      Digested digested,
      EffectsReport report,
      Verdict verdict,
      Map<Address, String> labels,
      Address treasury) {

    DigestLineView line(String id) {
      DigestView digest = TextViews.digest(digested, text, Optional.empty());
      return new DigestLineView(
          id,
          digest.headline(),
          Headline.of(report, labels, digested.asked()).map(words -> unstood(words, labels)),
          unstood(
              AskLine.of(
                  report,
                  labels,
                  treasury,
                  Optional.of(digested.asked()),
                  Optional.of(Agreement.of(verdict, text, report.actions()))),
              labels),
          digest.sentences().stream()
              .map(DigestView.Sentence::text)
              .collect(Collectors.joining(" ")),
          digest.sentences().stream().map(sentence -> sentence.shifted(shift)).toList(),
          digest.notes(),
          Shift.claims(digest.claims(), shift),
          TextViews.actions(report.actions(), labels).stream()
              .map(action -> named(action, labels))
              .toList(),
          TextViews.effectList(report.effects().effects(), labels).stream()
              .map(effect -> named(effect, labels))
              .toList(),
          verdict.matches().stream()
              .map(
                  match ->
                      new VerdictView.Match(
                          match.claim(),
                          match.effect(),
                          match.status().name(),
                          unstood(Checksummed.in(match.text()), labels)))
              .toList(),
          Shift.findings(verdict.findings().stream().map(TextViews::finding).toList(), shift)
              .stream()
              .map(finding -> named(finding, labels))
              .toList(),
          verdict.blocked(),
          AgreementView.of(Agreement.of(verdict, text, report.actions())),
          digested.contentHash(),
          Optional.of(ProvenanceView.of(digest)),
          Optional.empty());
    }
  }

  private static ActionView named(ActionView action, Map<Address, String> labels) {
    return new ActionView(
        action.index(),
        name(action.target(), labels),
        action.targetLabel(),
        action.valueWei(),
        action.function(),
        action.selector(),
        action.calldata(),
        action.arguments().stream()
            .map(
                argument ->
                    new ActionView.ArgumentView(
                        argument.name(), argument.type(), unstood(argument.value(), labels)))
            .toList(),
        unstood(action.line(), labels),
        action.nested().stream().map(nested -> named(nested, labels)).toList(),
        action.manner(),
        action.knowledge(),
        action.chain(),
        action.publisher());
  }

  private static EffectView named(EffectView effect, Map<Address, String> labels) {
    return new EffectView(
        effect.kind(),
        name(effect.contract(), labels),
        effect.from().map(address -> name(address, labels)),
        effect.to().map(address -> name(address, labels)),
        effect.symbol(),
        effect.decimals(),
        effect.token().map(address -> name(address, labels)),
        effect.amount(),
        effect.subject(),
        effect.value(),
        effect.previous(),
        unstood(effect.line(), labels),
        effect.chain());
  }

  private static FindingView named(FindingView finding, Map<Address, String> labels) {
    return new FindingView(
        finding.code(),
        finding.severity(),
        unstood(finding.text(), labels),
        finding.next(),
        finding.start(),
        finding.end(),
        finding.action());
  }

  private static String name(String address, Map<Address, String> labels) {
    return labels.getOrDefault(new Address(address), address);
  }

  // "Name (0x...)" reads well for a label beside a real address; a stand-in must not be shown.
  private static String unstood(String line, Map<Address, String> labels) {
    String shown = line;
    for (Map.Entry<Address, String> entry : labels.entrySet()) {
      String checksummed = Checksummed.of(entry.getKey());
      shown =
          shown
              .replace(entry.getValue() + " (" + checksummed + ")", entry.getValue())
              .replace(entry.getKey().hex() + " (" + entry.getValue() + ")", entry.getValue())
              .replace(checksummed, entry.getValue())
              .replace(entry.getKey().hex(), entry.getValue());
    }
    return shown;
  }

  private static Effect withToken(Effect effect, Map<Address, String> names, KnownTokens tokens) {
    boolean moves = effect.kind() == Effect.Kind.TRANSFER || effect.kind() == Effect.Kind.ALLOWANCE;
    // Tokens are known by the address that they have here, and one there may be another.
    if (!moves || effect.isElsewhere() && !effect.isCarried()) {
      return effect;
    }
    Token token =
        effect.contract().equals(Address.ZERO)
            ? tokens.coin()
            : named(effect.contract(), names, tokens);
    return new Effect(
        effect.kind(),
        effect.contract(),
        effect.from(),
        effect.to(),
        Optional.of(token),
        effect.amount(),
        effect.subject(),
        effect.value(),
        effect.previous(),
        effect.chain());
  }

  private static Token named(Address contract, Map<Address, String> names, KnownTokens tokens) {
    return tokens.of(contract, Optional.ofNullable(names.get(contract)));
  }

  private static Dao nowhere(Map<Address, String> labels, Owner owner) {
    return Dao.onlyRead("text", "a text", 0, owner.governor(), owner.treasury()).withLabels(labels);
  }

  private static ProposalContent content(Dao dao, String text, List<ActionReading.Call> calls) {
    byte[] bytes =
        HALF_CHARACTER.matcher(text).replaceAll("\ufffd").getBytes(StandardCharsets.UTF_8);
    return new ProposalContent(
        new ProposalKey(dao.chainId(), dao.governor(), BigInteger.ZERO),
        Address.ZERO,
        calls.stream().map(ActionReading.Call::target).toList(),
        calls.stream().map(ActionReading.Call::value).toList(),
        calls.stream().map(ActionReading.Call::calldata).toList(),
        "0x" + HexFormat.of().formatHex(bytes),
        "0x" + HexFormat.of().formatHex(Hash.sha3(bytes)),
        0,
        0,
        NO_HASH,
        0,
        NO_HASH);
  }
}

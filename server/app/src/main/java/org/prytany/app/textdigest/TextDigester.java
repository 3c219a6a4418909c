package org.prytany.app.textdigest;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.prytany.app.sheet.Sheet;
import org.prytany.app.sheet.Sheets;
import org.prytany.app.view.AddressBook;
import org.prytany.app.view.DigestLineView;
import org.prytany.app.view.DraftView;
import org.prytany.chain.ChainAdapters;
import org.prytany.chain.decode.KnownFunctions;
import org.prytany.chain.decode.TokenList;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.digest.DigestService;
import org.prytany.governance.effects.EffectsHash;
import org.prytany.governance.effects.EffectsReport;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.findings.Verdict;
import org.prytany.governance.proposal.Digested;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.reading.Quoted;
import org.prytany.spi.Address;
import org.prytany.spi.DecodedAction;
import org.prytany.spi.Effect;
import org.prytany.spi.ProposalKey;
import org.prytany.spi.ProposalSnapshot;
import org.prytany.spi.SimulatedEffects;
import org.prytany.spi.Token;
import org.web3j.crypto.Hash;

/** Digests a text and its published calls as if a governor had them, and asks no chain. */
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
  private final TokenList listed;

  /** As below, where the operator listed no token. */
  public TextDigester(DigestService digests, KnownFunctions functions) {
    this(digests, functions, TokenList.NONE);
  }

  /**
   * @param functions by which calls are read; those that are bound to a contract only where the
   *     caller says which chain the calls are for
   * @param listed tokens that the operator listed, which count in the same way
   */
  public TextDigester(DigestService digests, KnownFunctions functions, TokenList listed) {
    this.digests = digests;
    this.functions = functions;
    this.listed = listed;
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
    return apart(title, body, given, owner, meanings).line(id);
  }

  /** As {@link #digest}, ready to be written as Markdown. */
  public Sheet sheet(
      String title, String body, List<GivenAction> given, Owner owner, Meanings meanings) {
    TextReading reading = apart(title, body, given, owner, meanings);
    return Sheets.ofText(
        reading.text(),
        reading.shift(),
        reading.digested(),
        reading.report(),
        reading.verdict(),
        reading.labels(),
        reading.treasury(),
        reading.standIns()::in);
  }

  /**
   * A draft as it would be as a proposal, without a chain.
   *
   * @param meanings with the chain that the calls are for, where it is known
   * @throws org.prytany.governance.failure.PrytanyException as {@link #digest}; INVALID_INPUT if a
   *     call cannot be encoded
   */
  public DraftView draft(
      String title, String body, List<GivenAction> given, Owner owner, Meanings meanings) {
    encodable(given);
    return apart(title, body, given, owner, meanings).draft();
  }

  /**
   * A draft as it would be as a proposal of a DAO, its calls tried on the DAO's chain.
   *
   * @throws org.prytany.governance.failure.PrytanyException as above; CHAIN_UNAVAILABLE
   */
  public DraftView draft(String title, String body, List<GivenAction> given, Dao dao) {
    ProposalContent content = content(dao, heading(title) + body, encodable(given));
    EffectsReport report = digests.simulate(dao, content);
    return read(
            heading(title).length(),
            dao,
            content,
            report,
            AddressBook.of(dao),
            new StandIns(Map.of()))
        .draft();
  }

  /** Calls that say all there is to encode: no name stands for an address, no value is left out. */
  private List<ActionReading.Call> encodable(List<GivenAction> given) {
    ActionReading reading = new ActionReading(functions, Map.of());
    List<ActionReading.Call> calls = given.stream().map(reading::read).toList();
    reading.names().values().stream()
        .findFirst()
        .ifPresent(
            name -> {
              throw new PrytanyException(
                  FailureCode.INVALID_INPUT,
                  Quoted.of(name) + " stands where an address should: write 0x and 40 digits.");
            });
    for (int i = 0; i < calls.size(); i++) {
      String signature = given.get(i).signature();
      boolean encoded =
          given.get(i).calldata().isPresent()
              || signature.isEmpty()
              || calls.get(i).calldata().startsWith(WrittenSignature.selector(signature));
      if (!encoded) {
        throw new PrytanyException(
            FailureCode.INVALID_INPUT,
            "The arguments of call "
                + (i + 1)
                + " cannot be read as "
                + Quoted.of(signature)
                + " takes them: write addresses whole, amounts in base units without commas and"
                + " lists as [a, b]; or give the calldata instead.");
      }
    }
    return calls;
  }

  private TextReading apart(
      String title, String body, List<GivenAction> given, Owner owner, Meanings meanings) {
    ActionReading reading = new ActionReading(functions, meanings.names());
    KnownTokens tokens = new KnownTokens(listed, meanings);
    List<ActionReading.Call> calls = given.stream().map(reading::read).toList();
    Map<Address, String> labels = new HashMap<>(reading.names());
    labels.putIfAbsent(owner.treasury(), "the treasury");
    Dao dao = onlyRead(labels, owner, meanings.chainId());
    ProposalContent content = content(dao, heading(title) + body, calls);
    EffectsReport report = decoded(dao, content, reading.names(), tokens);
    return read(heading(title).length(), dao, content, report, labels, new StandIns(labels));
  }

  private static String heading(String title) {
    return title.isBlank() ? "" : "# " + title.strip() + "\n\n";
  }

  private EffectsReport decoded(
      Dao dao, ProposalContent content, Map<Address, String> names, KnownTokens tokens) {
    List<DecodedAction> actions =
        ChainAdapters.offlineDecoder(functions, contract -> named(contract, names, tokens))
            .decode(dao, content);
    SimulatedEffects simulated =
        ChainAdapters.offlineSimulator(functions).simulate(dao, content, actions);
    List<Effect> effects =
        simulated.effects().stream().map(effect -> withToken(effect, names, tokens)).toList();
    return new EffectsReport(
        content.contentHash(),
        actions,
        new SimulatedEffects(
            simulated.succeeded(),
            simulated.revertReason(),
            effects,
            EffectsHash.of(simulated.succeeded(), effects),
            0,
            simulated.method()));
  }

  private TextReading read(
      int shift,
      Dao dao,
      ProposalContent content,
      EffectsReport report,
      Map<Address, String> labels,
      StandIns standIns) {
    // As a chain would give it back: what is no text is U+FFFD.
    String text = content.description();
    Digested digested =
        digests.readText(
            new ProposalSnapshot(
                content.key(),
                content.proposer(),
                text,
                content.contentHash(),
                report.actions(),
                Optional.empty()));
    Verdict verdict = digests.compare(dao, content, report);
    return new TextReading(
        shift, text, digested, report, verdict, labels, standIns, dao.treasury());
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

  private static Dao onlyRead(Map<Address, String> labels, Owner owner, long chainId) {
    return Dao.onlyRead("text", "a text", chainId, owner.governor(), owner.treasury())
        .withLabels(labels);
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

package org.prytany.app.sheet;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.prytany.governance.approval.EffectWords;
import org.prytany.governance.approval.FindingNames;
import org.prytany.governance.chain.BlockRef;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.effects.ChainFacts;
import org.prytany.governance.effects.EffectsReport;
import org.prytany.governance.findings.Finding;
import org.prytany.governance.findings.Verdict;
import org.prytany.governance.proposal.ChainView;
import org.prytany.governance.proposal.Digested;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.statement.Kept;
import org.prytany.governance.statement.TreasurerStatement;
import org.prytany.spi.Address;
import org.prytany.spi.Claim;
import org.prytany.spi.DecodedAction;
import org.prytany.spi.Effect;
import org.prytany.spi.ProposalKey;
import org.prytany.spi.SimulatedEffects;
import org.prytany.spi.Span;
import org.prytany.spi.TextDigest;
import org.prytany.spi.Token;

/** Proposals as tests of what is passed on need them. */
public final class Samples {

  public static final Instant PROPOSED = Instant.parse("2026-11-20T12:00:00Z");
  public static final Address GOVERNOR = address("aa");
  public static final Address TREASURY = address("bb");
  public static final Address TOKEN = address("cc");
  public static final Address PAYEE = new Address("0x19e7e376e7c213b7e7e7e46cc70a5dd086daff2a");
  public static final String HASH = "0x" + "1".repeat(64);
  public static final Dao DAO =
      new Dao(
          "demo",
          "Demo",
          31337,
          GOVERNOR,
          TREASURY,
          0,
          Optional.empty(),
          Optional.of(PAYEE),
          Set.of(PAYEE),
          1,
          Set.of(),
          Map.of());

  /** Seconds between two blocks of the made-up chain. */
  public static final long BLOCK_TIME = 10;

  private Samples() {}

  static Address address(String end) {
    return new Address("0x" + "0".repeat(40 - end.length()) + end);
  }

  public static Effect payment(String baseUnits) {
    return new Effect(
        Effect.Kind.TRANSFER,
        TOKEN,
        Optional.of(TREASURY),
        Optional.of(PAYEE),
        Optional.of(new Token(Optional.of(TOKEN), Optional.of("USDX"), OptionalInt.of(6))),
        new BigInteger(baseUnits),
        "",
        "");
  }

  public static DecodedAction call(
      String line, DecodedAction.Manner manner, DecodedAction... inside) {
    return new DecodedAction(
        0,
        TOKEN,
        BigInteger.ZERO,
        "0xa9059cbb",
        Optional.of("transfer(address,uint256)"),
        List.of(),
        line,
        List.of(inside),
        manner,
        Optional.empty());
  }

  /** Proposed at {@link #PROPOSED} in block 100, voted on from then to a day later. */
  public static Proposal fresh(int id, String description) {
    byte[] bytes = description.getBytes(StandardCharsets.UTF_8);
    return Proposal.fresh(
        new ProposalContent(
            new ProposalKey(31337, GOVERNOR, BigInteger.valueOf(id)),
            PAYEE,
            List.of(TOKEN),
            List.of(BigInteger.ZERO),
            List.of("0xa9059cbb"),
            "0x" + HexFormat.of().formatHex(bytes),
            HASH,
            PROPOSED.getEpochSecond(),
            PROPOSED.getEpochSecond() + 86_400,
            HASH,
            100,
            HASH,
            OptionalLong.of(PROPOSED.getEpochSecond())));
  }

  /** In a state, as seen in a block. */
  public static Proposal in(Proposal proposal, ProposalState state, long block, OptionalLong eta) {
    long time = PROPOSED.getEpochSecond() + (block - 100) * BLOCK_TIME;
    return proposal
        .change()
        .chain(
            new ChainView(
                state,
                BigInteger.valueOf(75),
                BigInteger.valueOf(20),
                BigInteger.valueOf(5),
                BigInteger.ONE,
                time,
                true,
                eta,
                new BlockRef(block, HASH, HASH, time)))
        .build();
  }

  /** With a digest of one sentence and one payment claim on the same words. */
  public static Proposal digested(Proposal proposal, String headline, String words) {
    int start = proposal.content().description().indexOf(words);
    Span span = new Span(start, start + words.length());
    return proposal
        .change()
        .digest(
            Optional.of(
                new Digested(
                    new TextDigest(
                        headline,
                        List.of(new TextDigest.Sentence(words, span)),
                        List.of(
                            new Claim.Payment(
                                new BigDecimal("25000.5"), "USDX", Optional.empty(), span)),
                        "test-1"),
                    proposal.content().contentHash(),
                    "digest 1",
                    "model " + "a".repeat(64),
                    "cpu",
                    PROPOSED.plusSeconds(60),
                    12)))
        .build();
  }

  public static Proposal executing(
      Proposal proposal, List<DecodedAction> actions, List<Effect> effects, ChainFacts facts) {
    return proposal
        .change()
        .effects(
            Optional.of(
                new EffectsReport(
                    proposal.content().contentHash(),
                    actions,
                    new SimulatedEffects(true, Optional.empty(), effects, HASH, 120, "eth_call"),
                    facts)))
        .build();
  }

  public static Proposal judged(Proposal proposal, List<Verdict.Match> matches, Finding... all) {
    return proposal
        .change()
        .verdict(
            Optional.of(new Verdict(proposal.content().contentHash(), HASH, matches, List.of(all))))
        .build();
  }

  /**
   * With a treasurer's override of all that blocks it.
   *
   * @param proposal simulated and judged
   */
  public static Proposal overridden(Proposal proposal, Instant expiry) {
    EffectsReport report = proposal.effects().orElseThrow();
    TreasurerStatement override =
        new TreasurerStatement(
            TreasurerStatement.Kind.OVERRIDE,
            proposal.key(),
            EffectWords.of(report.effects()),
            FindingNames.blocking(proposal.verdict().orElseThrow()),
            "I asked the author.",
            PAYEE,
            TreasurerStatement.executorOf(DAO),
            1,
            expiry.getEpochSecond(),
            proposal.content().contentHash(),
            proposal.content().actionsHash(),
            report.effects().effectsHash(),
            "0x",
            Optional.of(new Kept(1, PROPOSED)));
    return proposal.change().statements(List.of(override)).build();
  }

  public static Finding red(String text) {
    return new Finding("X", Finding.Severity.RED, text, Optional.of(new Span(0, 3)), 0);
  }
}

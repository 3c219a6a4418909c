package org.prytany.store;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.prytany.governance.act.Act;
import org.prytany.governance.act.ActKind;
import org.prytany.governance.act.ActOutcome;
import org.prytany.governance.act.Transmission;
import org.prytany.governance.audit.AuditEntry;
import org.prytany.governance.chain.BlockRef;
import org.prytany.governance.duty.Duty;
import org.prytany.governance.duty.DutyKind;
import org.prytany.governance.duty.Lane;
import org.prytany.governance.effects.EffectsReport;
import org.prytany.governance.findings.Finding;
import org.prytany.governance.findings.Verdict;
import org.prytany.governance.proposal.ChainView;
import org.prytany.governance.proposal.Decided;
import org.prytany.governance.proposal.Digested;
import org.prytany.governance.proposal.ExecutionReceipt;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.signing.TransactionTerms;
import org.prytany.governance.statement.Kept;
import org.prytany.governance.statement.TreasurerStatement;
import org.prytany.governance.voters.VoteLog;
import org.prytany.spi.Address;
import org.prytany.spi.Argument;
import org.prytany.spi.Claim;
import org.prytany.spi.DecodedAction;
import org.prytany.spi.Effect;
import org.prytany.spi.PlannedCall;
import org.prytany.spi.ProposalKey;
import org.prytany.spi.Shares;
import org.prytany.spi.SimulatedEffects;
import org.prytany.spi.Span;
import org.prytany.spi.Support;
import org.prytany.spi.TextDigest;
import org.prytany.spi.Token;
import org.prytany.spi.VoteDecision;

/** Values to store, with every field different from its default. */
public final class Samples {

  public static final long CHAIN = 31337;
  public static final Address GOVERNOR = address(0xA);
  public static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
  public static final BigInteger MAX_UINT256 = BigInteger.TWO.pow(256).subtract(BigInteger.ONE);

  private Samples() {}

  public static Address address(long number) {
    return new Address("0x" + "%040x".formatted(number));
  }

  static String hash(long number) {
    return "0x" + "%064x".formatted(number);
  }

  public static ProposalKey key(long number) {
    return new ProposalKey(CHAIN, GOVERNOR, MAX_UINT256.subtract(BigInteger.valueOf(number)));
  }

  /** A vote in parts, of an account of its own for each place in the block. */
  static VoteLog vote(long proposal, long index) {
    return new VoteLog(
        key(proposal),
        address(0xA0 + index),
        List.of(
            new VoteLog.Part("for", MAX_UINT256), new VoteLog.Part("7", BigInteger.valueOf(-3))),
        "Reason, with \u0000 and \ud83d\ude00",
        hash(6),
        200,
        index);
  }

  static ProposalContent content(long number, byte[] description) {
    return new ProposalContent(
        key(number),
        address(1),
        List.of(address(2), address(3)),
        List.of(MAX_UINT256, BigInteger.ZERO),
        List.of("0x", "0xa9059cbb00"),
        "0x" + HexFormat.of().formatHex(description),
        hash(4),
        100,
        200,
        hash(5),
        number,
        hash(6));
  }

  public static Proposal fresh(long number) {
    return Proposal.fresh(content(number, "# Grant".getBytes(StandardCharsets.UTF_8)));
  }

  /** A proposal at the end of the line, with every part and every subtype in use. */
  static Proposal complete(long number) {
    byte[] notUtf8 = {(byte) 0xff, 'a', (byte) 0xc3, 0};
    Proposal fresh = Proposal.fresh(content(number, notUtf8));
    String contentHash = fresh.content().contentHash();
    Span span = new Span(1, 3);
    Token token = new Token(Optional.of(address(7)), Optional.of("USDC"), OptionalInt.of(6));
    Token unknown = new Token(Optional.of(address(8)), Optional.empty(), OptionalInt.empty());
    List<Effect> effects =
        List.of(
            new Effect(
                Effect.Kind.TRANSFER,
                address(7),
                Optional.of(address(9)),
                Optional.of(address(10)),
                Optional.of(token),
                MAX_UINT256,
                "",
                ""),
            new Effect(
                Effect.Kind.PARAMETER,
                address(8),
                Optional.empty(),
                Optional.empty(),
                Optional.of(unknown),
                BigInteger.ZERO,
                "votingDelay",
                "7200"));
    DecodedAction inner =
        new DecodedAction(
            0, address(3), BigInteger.ONE, "0x", Optional.empty(), List.of(), "unknown", List.of());
    DecodedAction outer =
        new DecodedAction(
            1,
            address(2),
            MAX_UINT256,
            "0xa9059cbb00",
            Optional.of("transfer(address,uint256)"),
            List.of(new Argument("to", "address", address(10).hex())),
            "pays",
            List.of(inner));
    return fresh
        .change()
        .chain(
            new ChainView(
                ProposalState.QUEUED,
                MAX_UINT256,
                BigInteger.ONE,
                BigInteger.TWO,
                BigInteger.TEN,
                12,
                true,
                OptionalLong.of(13),
                new BlockRef(14, hash(15), hash(16), 17)))
        .digest(
            Optional.of(
                new Digested(
                    new TextDigest(
                        "headline",
                        List.of(new TextDigest.Sentence("It pays.", span)),
                        List.of(
                            new Claim.Payment(
                                new BigDecimal("25000.50"), "USDC", Optional.of(address(10)), span),
                            new Claim.MentionedAddress(address(11), span),
                            new Claim.Parameter("quorum", "4%", span),
                            new Claim.Authority(
                                Claim.Authority.Kind.UPGRADE, Optional.empty(), span)),
                        "mmr-1"),
                    contentHash,
                    "digest 1",
                    "model sha",
                    "cpu",
                    NOW,
                    18)))
        .effects(
            Optional.of(
                new EffectsReport(
                    contentHash,
                    List.of(outer),
                    new SimulatedEffects(
                        false, Optional.of("broke"), effects, hash(19), 20, "eth_simulateV1"))))
        .verdict(
            Optional.of(
                new Verdict(
                    contentHash,
                    hash(19),
                    List.of(new Verdict.Match(0, 1, Verdict.Status.CONTRADICTED, "differs")),
                    List.of(
                        new Finding(
                            "AMOUNT", Finding.Severity.RED, "ten times", Optional.of(span), 1),
                        new Finding("N", Finding.Severity.NOTE, "n", Optional.empty(), -1)))))
        .decision(
            Optional.of(
                new Decided(
                    number % 2 == 0
                        ? new VoteDecision.Split(shares(number), "rule", "reason")
                        : new VoteDecision.Cast(Support.ABSTAIN, "rule", "reason"),
                    "policy 1",
                    contentHash,
                    21,
                    MAX_UINT256,
                    NOW.plusNanos(1))))
        .ballot(
            Optional.of(
                act(ActKind.VOTE, number, contentHash)
                    .forVote(new Act.Vote(shares(number), hash(35)))
                    .withOwn(
                        Transmission.NONE
                            .with(
                                new Act.Submission(
                                    22,
                                    "0x02",
                                    hash(23),
                                    new TransactionTerms.Fees(MAX_UINT256, BigInteger.TEN)))
                            .handedOver(NOW))
                    .withOutcome(new ActOutcome.Confirmed(hash(23), 24, hash(25)))))
        .queue(
            Optional.of(
                act(ActKind.QUEUE, number, contentHash)
                    .withOutcome(new ActOutcome.DoneElsewhere(Optional.of(hash(26)), "stranger"))))
        .statements(
            List.of(
                new TreasurerStatement(
                    TreasurerStatement.Kind.OVERRIDE,
                    key(number),
                    List.of("Transfer 1 ETH (the chain's own coin) from nobody to nobody"),
                    List.of("AMOUNT_CONTRADICTED in call 1"),
                    "known recipient",
                    address(30),
                    address(35),
                    31,
                    29,
                    contentHash,
                    hash(27),
                    hash(28),
                    "0x" + "1b".repeat(65),
                    Optional.of(new Kept(32, NOW)))))
        .execution(
            Optional.of(
                act(ActKind.EXECUTE, number, contentHash)
                    .withOutcome(new ActOutcome.Unknown("no answer"))))
        .receipt(
            Optional.of(
                new ExecutionReceipt(
                    hash(31),
                    32,
                    address(33),
                    List.of(
                        new ExecutionReceipt.BalanceChange(
                            address(9), Optional.empty(), MAX_UINT256, BigInteger.ONE),
                        new ExecutionReceipt.BalanceChange(
                            address(9), Optional.of(address(7)), BigInteger.TWO, BigInteger.ONE)),
                    true,
                    "none")))
        .removedByReorg(true)
        .build();
  }

  static Act act(ActKind kind, long number, String contentHash) {
    return Act.intended(
        kind,
        key(number),
        contentHash,
        address(34),
        new PlannedCall(GOVERNOR, MAX_UINT256, "0x7b3c71d3"),
        "vote FOR",
        NOW);
  }

  /** The lane of {@link #duty}. */
  static final Lane VOTING = new Lane(CHAIN, GOVERNOR, Lane.Work.VOTING);

  static Duty duty(long number, Instant notBefore, Instant latestSafe) {
    return new Duty(
        key(number),
        DutyKind.VOTE,
        notBefore,
        latestSafe,
        latestSafe.equals(Instant.MAX) ? latestSafe : latestSafe.plusSeconds(60),
        Optional.empty(),
        Instant.EPOCH,
        0,
        "");
  }

  public static AuditEntry entryAfter(Optional<AuditEntry> last, String act) {
    TreeMap<String, String> details = new TreeMap<>();
    details.put("a.key.with.dots", "and a $value");
    return AuditEntry.sealed(
        last.map(AuditEntry::sequence).orElse(0L) + 1,
        NOW,
        "server",
        act,
        "subject",
        details,
        last.map(AuditEntry::hash).orElse(AuditEntry.GENESIS));
  }

  /** In one direction, or in all. */
  private static Shares shares(long number) {
    return number % 2 == 0 ? new Shares(3_000, 2_000, 5_000) : Shares.all(Support.ABSTAIN);
  }
}

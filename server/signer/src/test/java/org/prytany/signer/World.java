package org.prytany.signer;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.prytany.governance.act.Act;
import org.prytany.governance.act.ActKind;
import org.prytany.governance.approval.ContractSignatures;
import org.prytany.governance.approval.EffectWords;
import org.prytany.governance.approval.FindingNames;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.effects.EffectsHash;
import org.prytany.governance.effects.EffectsReport;
import org.prytany.governance.findings.Finding;
import org.prytany.governance.findings.Verdict;
import org.prytany.governance.proposal.Decided;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.statement.StatementData;
import org.prytany.governance.statement.TreasurerStatement;
import org.prytany.spi.Address;
import org.prytany.spi.Effect;
import org.prytany.spi.PlannedCall;
import org.prytany.spi.ProposalKey;
import org.prytany.spi.SimulatedEffects;
import org.prytany.spi.Support;
import org.prytany.spi.Token;
import org.prytany.spi.VoteDecision;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Sign;

/** A DAO whose proposal has a decision, intents and two approvals: everything may be signed. */
final class World {

  static final ECKeyPair VOTER = pair(1);
  static final ECKeyPair EXECUTOR = pair(2);
  static final ECKeyPair ALICE = pair(3);
  static final ECKeyPair BOB = pair(4);
  static final ECKeyPair CAROL = pair(5);
  static final ECKeyPair STRANGER = pair(6);
  static final Address GOVERNOR = new Address("0x" + "ab".repeat(20));
  static final ProposalKey KEY = new ProposalKey(31337, GOVERNOR, BigInteger.valueOf(4711));
  static final BigInteger GWEI = BigInteger.TEN.pow(9);

  private long counter;
  private Proposal stored = Proposal.fresh(content());
  final Ports.Calls calls = new Ports.Calls();
  final TreasurerSignatures signatures = new TreasurerSignatures(ContractSignatures.NONE);
  final MovableClock clock = new MovableClock();
  final Dao dao =
      new Dao(
          "demo",
          "Demo DAO",
          31337,
          GOVERNOR,
          new Address("0x" + "cd".repeat(20)),
          0,
          Optional.of(address(VOTER)),
          Optional.of(address(EXECUTOR)),
          Set.of(address(ALICE), address(BOB), address(CAROL)),
          2,
          Set.of(),
          Map.of());

  World() {
    Proposal fresh = Proposal.fresh(content());
    EffectsReport effects = effects(25_000);
    store(
        fresh
            .change()
            .effects(Optional.of(effects))
            .verdict(Optional.of(verdict(effects, List.of())))
            .decision(
                Optional.of(decided(new VoteDecision.Cast(Support.FOR, "grants", "small grant"))))
            .build());
    intend(ActKind.VOTE, calls.vote(dao, content(), 1, "small grant"), address(VOTER));
    intend(ActKind.QUEUE, calls.queue(dao, content()), address(EXECUTOR));
    intend(ActKind.EXECUTE, calls.execute(dao, content()), address(EXECUTOR));
    say(approval(ALICE), approval(BOB));
  }

  static ECKeyPair pair(int number) {
    return ECKeyPair.create(
        new BigInteger("59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d", 16)
            .add(BigInteger.valueOf(number)));
  }

  static Address address(ECKeyPair pair) {
    return new Address("0x" + Keys.getAddress(pair));
  }

  static ProposalContent content() {
    byte[] text = "# Grant of 25,000".getBytes(StandardCharsets.UTF_8);
    return new ProposalContent(
        KEY,
        address(STRANGER),
        List.of(new Address("0x" + "11".repeat(20))),
        List.of(BigInteger.ZERO),
        List.of("0xa9059cbb" + "00".repeat(64)),
        "0x" + HexFormat.of().formatHex(text),
        "0x" + HexFormat.of().formatHex(org.web3j.crypto.Hash.sha3(text)),
        10,
        20,
        "0x" + "22".repeat(32),
        5,
        "0x" + "33".repeat(32));
  }

  static EffectsReport effects(long amount) {
    List<Effect> effects =
        List.of(
            new Effect(
                Effect.Kind.TRANSFER,
                new Address("0x" + "11".repeat(20)),
                Optional.of(GOVERNOR),
                Optional.of(address(STRANGER)),
                Optional.of(Token.NATIVE),
                BigInteger.valueOf(amount),
                "",
                ""));
    return new EffectsReport(
        content().contentHash(),
        List.of(),
        new SimulatedEffects(
            true, Optional.empty(), effects, EffectsHash.of(true, effects), 6, "decoded"));
  }

  static Verdict verdict(EffectsReport effects, List<Finding> findings) {
    return new Verdict(
        content().contentHash(), effects.effects().effectsHash(), List.of(), findings);
  }

  static Finding red() {
    return new Finding(
        "AMOUNT_CONTRADICTED", Finding.Severity.RED, "ten times", Optional.empty(), 0);
  }

  static Decided decided(VoteDecision decision) {
    return new Decided(
        decision, "policy 1", content().contentHash(), 6, BigInteger.TEN, Instant.EPOCH);
  }

  Proposal proposal() {
    return stored;
  }

  void store(Proposal proposal) {
    stored = proposal;
  }

  void change(UnaryOperator<Proposal.Draft> step) {
    store(step.apply(proposal().change()).build());
  }

  void block() {
    change(draft -> draft.verdict(Optional.of(verdict(effects(25_000), List.of(red())))));
  }

  void intend(ActKind kind, PlannedCall call, Address account) {
    Act act = Act.intended(kind, KEY, content().contentHash(), account, call, "", Instant.EPOCH);
    change(
        draft ->
            switch (kind) {
              case VOTE -> draft.ballot(Optional.of(act));
              case QUEUE -> draft.queue(Optional.of(act));
              case EXECUTE -> draft.execution(Optional.of(act));
            });
  }

  void say(TreasurerStatement... more) {
    List<TreasurerStatement> all = new ArrayList<>(proposal().statements());
    all.addAll(List.of(more));
    change(draft -> draft.statements(all));
  }

  void silence() {
    change(draft -> draft.statements(List.of()));
  }

  TreasurerStatement approval(ECKeyPair by) {
    return statement(TreasurerStatement.Kind.APPROVE, by, "");
  }

  TreasurerStatement statement(TreasurerStatement.Kind kind, ECKeyPair by, String reason) {
    return statement(
        kind, by, KEY, effects(25_000), clock.instant().plus(Duration.ofDays(1)), reason);
  }

  TreasurerStatement statement(
      TreasurerStatement.Kind kind,
      ECKeyPair by,
      ProposalKey about,
      EffectsReport effects,
      Instant expiry,
      String reason) {
    boolean binds = kind.bindsEffects();
    return signed(
        new TreasurerStatement(
            kind,
            about,
            binds ? EffectWords.of(effects.effects()) : List.of(),
            kind == TreasurerStatement.Kind.OVERRIDE
                ? FindingNames.blocking(proposal().verdict().orElseThrow())
                : List.of(),
            reason,
            address(by),
            address(EXECUTOR),
            ++counter,
            binds ? expiry.getEpochSecond() : 0,
            content().contentHash(),
            content().actionsHash(),
            binds ? effects.effects().effectsHash() : TreasurerStatement.NO_EFFECTS,
            "",
            Optional.empty()),
        by);
  }

  static TreasurerStatement signed(TreasurerStatement statement, ECKeyPair by) {
    return statement.signed(signature(StatementData.of(statement).digest(), by));
  }

  /**
   * A signature as a wallet makes it (RFC 6979, low s). The library finds v by recovering, which
   * costs more than signing, and suites sign thousands of statements.
   */
  static String signature(byte[] digest, ECKeyPair by) {
    BigInteger order = Sign.CURVE_PARAMS.getN();
    HMacDSAKCalculator nonces = new HMacDSAKCalculator(new SHA256Digest());
    nonces.init(order, by.getPrivateKey(), digest);
    BigInteger k = nonces.nextK();
    ECPoint point =
        new FixedPointCombMultiplier().multiply(Sign.CURVE_PARAMS.getG(), k).normalize();
    BigInteger r = point.getAffineXCoord().toBigInteger().mod(order);
    BigInteger s =
        k.modInverse(order)
            .multiply(new BigInteger(1, digest).add(r.multiply(by.getPrivateKey())))
            .mod(order);
    boolean odd = point.getAffineYCoord().testBitZero();
    if (s.compareTo(order.shiftRight(1)) > 0) {
      s = order.subtract(s);
      odd = !odd;
    }
    return "0x" + "%064x%064x".formatted(r, s) + (odd ? "1c" : "1b");
  }

  static final class MovableClock extends Clock {
    Instant now = Instant.parse("2026-03-01T00:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}

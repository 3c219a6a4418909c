package org.prytany.signerd.guard;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.prytany.governance.act.Act;
import org.prytany.governance.act.ActKind;
import org.prytany.governance.anchor.AnchorPlan;
import org.prytany.governance.anchor.AnchorRequest;
import org.prytany.governance.approval.ContractSignatures;
import org.prytany.governance.approval.EffectWords;
import org.prytany.governance.audit.AuditHead;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.effects.EffectsReport;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.findings.Finding;
import org.prytany.governance.findings.Verdict;
import org.prytany.governance.hash.Keccak256;
import org.prytany.governance.pause.PauseOrder;
import org.prytany.governance.pause.PauseScope;
import org.prytany.governance.pause.PauseState;
import org.prytany.governance.proposal.Decided;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.sending.SigningRequest;
import org.prytany.governance.signing.Seals.Subject;
import org.prytany.governance.signing.TransactionTerms;
import org.prytany.governance.statement.StatementData;
import org.prytany.governance.statement.TreasurerStatement;
import org.prytany.governance.statement.TreasurerStatement.Kind;
import org.prytany.signer.TreasurerSignatures;
import org.prytany.signerd.journal.Journal;
import org.prytany.signerd.keys.KeySource;
import org.prytany.spi.Address;
import org.prytany.spi.PlannedCall;
import org.prytany.spi.ProposalKey;
import org.prytany.spi.Support;
import org.prytany.spi.VoteDecision;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Sign;

/** A signer over its own chain, and an honest server's requests, statements and seals. */
final class GuardWorld implements AutoCloseable {

  static final ECKeyPair VOTER = pair(1);
  static final ECKeyPair EXECUTOR = pair(2);
  static final ECKeyPair ALICE = pair(3);
  static final ECKeyPair BOB = pair(4);
  static final ECKeyPair CAROL = pair(5);
  static final ECKeyPair ANCHORER = pair(6);
  static final ECKeyPair OPERATOR = pair(7);
  static final Address GOVERNOR = new Address("0x" + "ab".repeat(20));
  static final BigInteger GWEI = BigInteger.TEN.pow(9);
  static final BigInteger MOST_FEE = GWEI.multiply(BigInteger.valueOf(100_000_000));
  static final Duration ANCHOR_PERIOD = Duration.ofHours(24);
  static final Duration LOOKS = Duration.ofMinutes(5);
  static final Instant NOW = Instant.ofEpochSecond(1_000_000);

  static final Dao DAO = dao("demo", VOTER, EXECUTOR);

  final OneChain chain = new OneChain();
  final Path folder;
  Journal journal;
  SigningGuard guard;

  AnchorGuard anchors;
  Instant now = NOW;

  /** Of the clock that nobody sets. */
  long nanos = -7;

  /** As the signer is configured. */
  Dao dao = DAO;

  Set<ECKeyPair> keys = Set.of(VOTER, EXECUTOR);

  Set<Address> operators = Set.of(address(OPERATOR));
  BigInteger mostFee = MOST_FEE;
  BigInteger dayFees = MOST_FEE.multiply(BigInteger.valueOf(20));
  Limits limits;

  /** What single keys may not do. */
  KeyRules keyRules = KeyRules.NONE;

  GuardWorld(Path folder) {
    this(folder, Limits.NONE);
  }

  GuardWorld(Path folder, Limits limits) {
    this.folder = folder;
    this.limits = limits;
    start(false);
  }

  /** The same DAO under a name and with accounts of its own. */
  static Dao dao(String id, ECKeyPair voter, ECKeyPair executor) {
    return new Dao(
        id,
        "Demo DAO",
        31337,
        GOVERNOR,
        new Address("0x" + "cd".repeat(20)),
        0,
        Optional.of(address(voter)),
        Optional.of(address(executor)),
        Set.of(address(ALICE), address(BOB), address(CAROL)),
        2,
        Set.of(),
        Map.of());
  }

  /** Starts the signer over its files, as after the end of its process. */
  void start(boolean acceptRollback) {
    if (journal != null) {
      journal.close();
    }
    journal = Journal.open(journalFolder(), witness(), acceptRollback, () -> now);
    guard =
        new SigningGuard(
            new SigningGuard.Rules(Set.of(dao), operators, mostFee, dayFees, 1_000, keyRules),
            chain.own(),
            source(),
            journal,
            new byte[32],
            new TreasurerSignatures(ContractSignatures.NONE),
            limits,
            new Clocks(() -> now, () -> nanos));
    anchors =
        guard.anchors(
            new AnchorGuard.Rules(
                Optional.of(new AnchorPlan(DAO, address(ANCHORER), ANCHOR_PERIOD)),
                GWEI.multiply(BigInteger.valueOf(10_000_000))));
  }

  /** Time passes everywhere, and the signer looks what the chain does. */
  void pass(Duration time) {
    Duration left = time;
    while (left.isPositive()) {
      Duration step = left.compareTo(LOOKS) < 0 ? left : LOOKS;
      now = now.plus(step);
      nanos += step.toNanos();
      chain.grow(step);
      guard.look();
      left = left.minus(step);
    }
  }

  /** What is seen now becomes as old as no reorg goes back. */
  void deep() {
    guard.look();
    pass(Depth.DEEP);
  }

  Path journalFolder() {
    return folder.resolve("journal");
  }

  Path witness() {
    return folder.resolve("signer.witness");
  }

  Path journalFile() {
    return journalFolder().resolve("signer.journal");
  }

  List<Journal.Line> lines() {
    List<Journal.Line> lines = new ArrayList<>();
    journal.replay(lines::add);
    return lines;
  }

  long journalSize() {
    try {
      return Files.size(journalFile());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    journal.close();
  }

  private KeySource source() {
    Map<Address, ECKeyPair> pairs =
        Stream.concat(keys.stream(), Stream.of(ANCHORER))
            .collect(Collectors.toMap(GuardWorld::address, pair -> pair));
    return new KeySource() {
      @Override
      public Set<Address> accounts() {
        return pairs.keySet();
      }

      @Override
      public Sign.SignatureData sign(Address account, byte[] bytes) {
        return Sign.signMessage(
            bytes,
            Optional.ofNullable(pairs.get(account))
                .orElseThrow(
                    () ->
                        new PrytanyException(
                            FailureCode.KEY_UNAVAILABLE,
                            "The signer holds no key for account " + account + ".")));
      }
    };
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
    return content("# Grant of 25,000", new Address("0x" + "11".repeat(20)));
  }

  static ProposalContent content(String words, Address target) {
    byte[] text = words.getBytes(StandardCharsets.UTF_8);
    String textHash = OneChain.hex(Keccak256.of(text));
    List<Address> targets = List.of(target);
    List<BigInteger> values = List.of(BigInteger.ZERO);
    List<String> calldatas = List.of("0xa9059cbb" + "00".repeat(64));
    return new ProposalContent(
        new ProposalKey(31337, GOVERNOR, OneChain.id(targets, values, calldatas, textHash)),
        new Address("0x" + "66".repeat(20)),
        targets,
        values,
        calldatas,
        "0x" + HexFormat.of().formatHex(text),
        textHash,
        10,
        20,
        "0x" + "22".repeat(32),
        5,
        "0x" + "33".repeat(32));
  }

  EffectsReport effects(ProposalContent content) {
    return chain.own().effects(DAO, content);
  }

  static Decided decided(ProposalContent content, VoteDecision decision) {
    return new Decided(decision, "policy 1", content.contentHash(), 6, BigInteger.TEN, NOW);
  }

  static VoteDecision cast() {
    return new VoteDecision.Cast(Support.FOR, "grants", "small grant");
  }

  Decided sealed(Decided decided, ProposalContent content) {
    return decided.sealed(guard.seals().seal(content.key(), Subject.DECISION, decided.canonical()));
  }

  Verdict sealed(Verdict verdict, ProposalContent content) {
    return verdict.sealed(guard.seals().seal(content.key(), Subject.VERDICT, verdict.canonical()));
  }

  Verdict verdict(ProposalContent content, Finding... findings) {
    return new Verdict(
        content.contentHash(),
        effects(content).effects().effectsHash(),
        List.of(),
        List.of(findings));
  }

  static Finding red() {
    return new Finding(
        "AMOUNT_CONTRADICTED", Finding.Severity.RED, "ten times", Optional.empty(), 0);
  }

  /** A proposal as an honest server has it, decided, compared and sealed. */
  Proposal honest(ProposalContent content) {
    return Proposal.fresh(content)
        .change()
        .decision(Optional.of(sealed(decided(content, cast()), content)))
        .verdict(Optional.of(sealed(verdict(content), content)))
        .build();
  }

  /** Lets the own chain be where an act of a kind may be done. */
  void ready(ActKind kind) {
    chain.state =
        switch (kind) {
          case VOTE -> ProposalState.ACTIVE;
          case QUEUE -> ProposalState.SUCCEEDED;
          case EXECUTE -> ProposalState.QUEUED;
        };
  }

  SigningRequest request(ActKind kind, Proposal proposal) {
    return request(kind, proposal, GWEI);
  }

  SigningRequest request(ActKind kind, Proposal proposal, BigInteger maxFee) {
    return request(kind, kind == ActKind.VOTE ? VOTER : EXECUTOR, proposal, maxFee);
  }

  SigningRequest request(ActKind kind, ECKeyPair by, Proposal proposal, BigInteger maxFee) {
    ProposalContent content = proposal.content();
    PlannedCall call =
        switch (kind) {
          case VOTE -> chain.vote(DAO, content, 1, "small grant");
          case QUEUE -> chain.queue(DAO, content);
          case EXECUTE -> chain.execute(DAO, content);
        };
    return new SigningRequest(kind, dao, proposal, terms(by, call, maxFee));
  }

  static TransactionTerms terms(ActKind kind, PlannedCall call, BigInteger maxFee) {
    return terms(kind == ActKind.VOTE ? VOTER : EXECUTOR, call, maxFee);
  }

  private static TransactionTerms terms(ECKeyPair by, PlannedCall call, BigInteger maxFee) {
    return new TransactionTerms(
        31337,
        address(by),
        call.target(),
        call.valueWei(),
        call.calldata(),
        BigInteger.valueOf(300_000),
        new TransactionTerms.Fees(maxFee, maxFee.shiftRight(2)));
  }

  /** Asks for the anchor of an entry of an honest log. */
  static AnchorRequest anchor(long entry, BigInteger maxFee) {
    return new AnchorRequest(
        31337,
        address(ANCHORER),
        new AuditHead(entry, "0x" + String.format("%064x", 7 * entry)),
        BigInteger.valueOf(40_000),
        new TransactionTerms.Fees(maxFee, maxFee.shiftRight(2)));
  }

  static TransactionTerms giveUp(Act act, BigInteger maxFee) {
    return new TransactionTerms(
        31337,
        act.account(),
        act.account(),
        BigInteger.ZERO,
        "0x",
        BigInteger.valueOf(21_000),
        new TransactionTerms.Fees(maxFee, maxFee.shiftRight(2)));
  }

  static Act act(SigningRequest request) {
    return Act.intended(
        request.kind(),
        request.proposal().key(),
        request.proposal().content().contentHash(),
        request.terms().from(),
        new PlannedCall(request.terms().to(), BigInteger.ZERO, request.terms().data()),
        "",
        NOW);
  }

  // statements

  TreasurerStatement say(Kind kind, ECKeyPair by, Proposal proposal, String... lifts) {
    TreasurerStatement statement = statement(kind, by, proposal, lifts);
    guard.keep(dao, proposal, statement);
    return statement;
  }

  TreasurerStatement statement(Kind kind, ECKeyPair by, Proposal proposal, String... lifts) {
    ProposalContent content = proposal.content();
    boolean binds = kind.bindsEffects();
    EffectsReport effects = effects(content);
    TreasurerStatement unsigned =
        new TreasurerStatement(
            kind,
            content.key(),
            binds ? EffectWords.of(effects.effects()) : List.of(),
            List.of(lifts),
            kind == Kind.APPROVE || kind == Kind.REJECT ? "" : "because",
            address(by),
            dao.executor().orElseThrow(),
            guard.roster(dao).nextCounter(address(by)),
            binds ? NOW.getEpochSecond() + 86_400 : 0,
            content.contentHash(),
            content.actionsHash(),
            binds ? effects.effects().effectsHash() : TreasurerStatement.NO_EFFECTS,
            "",
            Optional.empty());
    return unsigned.signed(signature(StatementData.of(unsigned).digest(), by));
  }

  void approve(Proposal proposal) {
    say(Kind.APPROVE, ALICE, proposal);
    say(Kind.APPROVE, BOB, proposal);
  }

  void pause(PauseScope scope, ECKeyPair by) {
    order(PauseOrder.Kind.PAUSE, scope, List.of(), by);
  }

  /** Signs that all pauses in force end. */
  void resume(ECKeyPair by) {
    List<String> names = guard.pauses(dao).inForce().stream().map(PauseState.Pause::name).toList();
    order(PauseOrder.Kind.RESUME, PauseScope.ALL, names, by);
  }

  private void order(PauseOrder.Kind kind, PauseScope scope, List<String> ends, ECKeyPair by) {
    PauseOrder order =
        new PauseOrder(
            kind,
            31337,
            GOVERNOR,
            scope,
            ends,
            "something is odd",
            address(by),
            dao.executor().orElseThrow(),
            guard.roster(dao).nextCounter(address(by)),
            "",
            Optional.empty());
    guard.keep(dao, order.signed(signature(order.data().digest(), by)));
  }

  /** Starts again with other treasurers in the signer's configuration. */
  void treasurers(int threshold, ECKeyPair... who) {
    dao =
        new Dao(
            DAO.id(),
            DAO.name(),
            DAO.chainId(),
            DAO.governor(),
            DAO.treasury(),
            0,
            DAO.voter(),
            DAO.executor(),
            Arrays.stream(who).map(GuardWorld::address).collect(Collectors.toSet()),
            threshold,
            Set.of(),
            Map.of());
    start(false);
  }

  static String signature(byte[] digest, ECKeyPair by) {
    Sign.SignatureData data = Sign.signMessage(digest, by, false);
    return OneChain.hex(data.getR(), data.getS(), data.getV());
  }
}

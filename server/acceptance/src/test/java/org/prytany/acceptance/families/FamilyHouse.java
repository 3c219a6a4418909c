package org.prytany.acceptance.families;

import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.prytany.chain.ChainAdapters;
import org.prytany.chain.rpc.RpcOptions;
import org.prytany.contracts.localchain.LocalChain;
import org.prytany.governance.act.Act;
import org.prytany.governance.approval.ApprovalService;
import org.prytany.governance.approval.ContractSignatures;
import org.prytany.governance.audit.AuditLog;
import org.prytany.governance.ballot.BallotService;
import org.prytany.governance.comparison.ClaimCheck;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.dao.DaoDirectory;
import org.prytany.governance.decision.DecisionService;
import org.prytany.governance.decision.PersonalDecisions;
import org.prytany.governance.decision.VoteLabel;
import org.prytany.governance.digest.DigestService;
import org.prytany.governance.duty.Heartbeat;
import org.prytany.governance.duty.Lane;
import org.prytany.governance.execution.ExecutionService;
import org.prytany.governance.intake.IntakeService;
import org.prytany.governance.line.DutyPlanner;
import org.prytany.governance.line.DutyWorker;
import org.prytany.governance.line.Line;
import org.prytany.governance.line.Reckoning;
import org.prytany.governance.line.StageServices;
import org.prytany.governance.pace.Pace;
import org.prytany.governance.pause.PauseGates;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalEvents;
import org.prytany.governance.proposal.Transitions;
import org.prytany.governance.queue.QueueService;
import org.prytany.governance.receipt.ReceiptService;
import org.prytany.governance.sending.ActRunner;
import org.prytany.governance.sending.ActStages;
import org.prytany.governance.statement.SignatureCheck;
import org.prytany.governance.statement.StatementData;
import org.prytany.governance.statement.TreasurerStatement;
import org.prytany.governance.tally.TallyService;
import org.prytany.governance.world.MemoryStore;
import org.prytany.signer.TreasurerSignatures;
import org.prytany.signerd.guard.Clocks;
import org.prytany.signerd.guard.Limits;
import org.prytany.signerd.guard.OwnChain;
import org.prytany.signerd.guard.SigningGuard;
import org.prytany.signerd.journal.Journal;
import org.prytany.signerd.keys.KeySource;
import org.prytany.spi.Address;
import org.prytany.spi.PlannedCall;
import org.prytany.spi.ProposalKey;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Sign;

/**
 * The server's own services and the signer's own guard over a real chain, as one process would have
 * them: the store and the signer's files outlive it, everything else is gone when it is killed.
 */
final class FamilyHouse implements AutoCloseable {

  /** The process ended here. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  private static final int MOST_DUTIES_AT_ONCE = 100;

  private static final Pace PACE =
      new Pace(
          Duration.ofSeconds(30),
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          Duration.ofSeconds(4),
          Duration.ofSeconds(60),
          Duration.ofSeconds(12));

  private final LocalChain local;
  private final URI endpoint;
  private final List<Dao> daos;
  private final List<ECKeyPair> treasurers;
  private final Path folder;
  private final InstantSource clock;
  private Instant now = Instant.EPOCH;
  private final MemoryStore store = new MemoryStore();

  /** Where the process is killed next. */
  private Optional<ActStages.Stage> killAt = Optional.empty();

  int kills;

  private ChainAdapters chain;
  private ChainAdapters signers;
  private Journal journal;
  private ApprovalService approvals;
  private Line line;

  FamilyHouse(LocalChain local, List<Dao> daos, List<ECKeyPair> treasurers, Path folder) {
    this(local, URI.create(local.rpcUrl()), daos, treasurers, folder);
  }

  /**
   * @param endpoint where server and signer ask the chain
   */
  FamilyHouse(
      LocalChain local, URI endpoint, List<Dao> daos, List<ECKeyPair> treasurers, Path folder) {
    this.local = local;
    this.endpoint = endpoint;
    this.daos = List.copyOf(daos);
    this.treasurers = List.copyOf(treasurers);
    this.folder = folder;
    this.clock = () -> now;
    look();
    this.chain = endpoint();
    this.signers = endpoint();
    this.journal = open();
    this.approvals = start();
  }

  /** The chain's time is the house's, read once for each thing that it does. */
  private void look() {
    now = Instant.ofEpochSecond(local.now().getEpochSecond());
  }

  private ChainAdapters endpoint() {
    return new ChainAdapters(Map.of(local.chainId(), endpoint), RpcOptions.DEFAULT);
  }

  private Journal open() {
    return Journal.open(folder.resolve("journal"), folder.resolve("witness"), false, clock);
  }

  /** New services over what a process leaves behind. */
  private ApprovalService start() {
    SigningGuard guard = guard();
    DaoDirectory directory = DaoDirectory.of(daos);
    AuditLog audit = new AuditLog(store.audit, clock);
    Transitions transitions = new Transitions(store.proposals, ProposalEvents.NONE);
    SignatureCheck signatures = new TreasurerSignatures(ContractSignatures.NONE);
    Reading plugins =
        new Reading(
            new Reading.Planned() {
              @Override
              public PlannedCall queue(ProposalKey proposal) {
                return chain.calls().queue(dao(proposal), stored(proposal).content());
              }

              @Override
              public PlannedCall execute(ProposalKey proposal) {
                return chain.calls().execute(dao(proposal), stored(proposal).content());
              }
            });
    DigestService digests =
        new DigestService(
            plugins,
            plugins,
            Optional.empty(),
            chain.decoder(),
            chain.simulator(),
            chain.facts(),
            ClaimCheck.standard(),
            transitions,
            guard.seals(),
            audit,
            clock);
    ActRunner runner =
        new ActRunner(
            transitions,
            chain.submitter(),
            guard,
            new PauseGates(guard, false),
            audit,
            this::stage,
            clock,
            Duration.ofSeconds(36));
    PersonalDecisions people = new PersonalDecisions(guard, Set.of(), store.duties, clock);
    ApprovalService kept =
        new ApprovalService(directory, guard, transitions, store.duties, audit, clock);
    StageServices stages =
        new StageServices(
            digests,
            new DecisionService(
                chain.reader(),
                chain.announcements(),
                plugins,
                digests,
                transitions,
                guard.seals(),
                audit,
                clock,
                PACE,
                people,
                VoteLabel.SHOWN),
            new BallotService(
                chain.reader(), chain.calls(), digests, transitions, guard.seals(), runner, clock),
            new QueueService(
                chain.reader(),
                chain.calls(),
                plugins,
                digests,
                kept,
                signatures,
                transitions,
                runner,
                audit,
                clock),
            new ExecutionService(
                chain.reader(),
                chain.calls(),
                plugins,
                digests,
                kept,
                signatures,
                transitions,
                runner,
                audit,
                clock),
            new ReceiptService(chain.receipts(), transitions, audit));
    line =
        new Line(
            new IntakeService(
                chain.logs(),
                chain.ids(),
                store.cursors,
                store.proposals,
                store.duties,
                audit,
                ProposalEvents.NONE,
                clock,
                128),
            new TallyService(
                chain.reader(), chain.calls(), store.cursors, transitions, people, audit, clock),
            store.proposals,
            store.duties,
            new DutyPlanner(PACE),
            digests,
            new DutyWorker(
                directory, store.duties, transitions, stages, audit, clock, PACE, Heartbeat.NONE),
            new Reckoning(transitions, audit, clock, PACE),
            "node-1",
            clock);
    return kept;
  }

  private SigningGuard guard() {
    return new SigningGuard(
        new SigningGuard.Rules(
            Set.copyOf(daos), Set.of(), BigInteger.TEN.pow(18), BigInteger.TEN.pow(21), 1_000),
        new OwnChain(
            signers.reader(),
            signers.calls(),
            signers.submitter(),
            signers.decoder(),
            signers.simulator(),
            signers.ids(),
            signers.logs(),
            signers.control(),
            Map.of()),
        new Keys(local),
        journal,
        new byte[32],
        new TreasurerSignatures(ContractSignatures.NONE),
        Limits.NONE,
        new Clocks(clock, System::nanoTime));
  }

  private void stage(ActStages.Stage stage, Act act) {
    if (killAt.equals(Optional.of(stage))) {
      killAt = Optional.empty();
      throw new Killed();
    }
  }

  void killAt(ActStages.Stage stage) {
    killAt = Optional.of(stage);
  }

  private void restart() {
    kills++;
    journal.close();
    chain.close();
    signers.close();
    chain = endpoint();
    signers = endpoint();
    journal = open();
    approvals = start();
  }

  /** A block, one look at each DAO, and all that is due. What did not get through is returned. */
  List<String> tick() {
    local.call("anvil_mine", "0x1", "0x5");
    List<String> problems = new ArrayList<>();
    try {
      for (Dao dao : daos) {
        look();
        problems.addAll(line.look(dao).problems());
        for (Lane lane : Lane.of(dao)) {
          problems.addAll(work(lane));
        }
      }
    } catch (Killed e) {
      restart();
      problems.add("killed");
    }
    return problems;
  }

  /** Does what is due in a lane at the chain's time. What did not get through is returned. */
  List<String> work(Lane lane) {
    look();
    List<String> problems = new ArrayList<>();
    Line.Worked worked;
    int done = 0;
    do {
      worked = line.work(lane);
      problems.addAll(worked.problems());
    } while (worked.any() && ++done < MOST_DUTIES_AT_ONCE);
    return problems;
  }

  ChainAdapters chain() {
    return chain;
  }

  List<Proposal> of(Dao dao) {
    return store.proposals.of(dao.chainId(), dao.governor());
  }

  Proposal stored(ProposalKey key) {
    return store.proposals.find(key).orElseThrow();
  }

  List<String> duties() {
    return store.duties.open().stream()
        .map(duty -> duty.kind() + " " + duty.proposal().proposalId() + ": " + duty.lastProblem())
        .toList();
  }

  private Dao dao(ProposalKey key) {
    return daos.stream()
        .filter(dao -> dao.governor().equals(key.governor()))
        .findFirst()
        .orElseThrow();
  }

  /** All treasurers sign what would be paid. */
  void approve(Proposal proposal) {
    look();
    for (ECKeyPair by : treasurers) {
      TreasurerStatement statement =
          approvals.prepare(
              stored(proposal.key()),
              TreasurerStatement.Kind.APPROVE,
              new Address("0x" + org.web3j.crypto.Keys.getAddress(by)),
              List.of(),
              "",
              clock.instant().getEpochSecond() + 30L * 86_400);
      Sign.SignatureData data = Sign.signMessage(StatementData.of(statement).digest(), by, false);
      java.util.HexFormat hex = java.util.HexFormat.of();
      approvals.submit(
          statement.signed(
              "0x"
                  + hex.formatHex(data.getR())
                  + hex.formatHex(data.getS())
                  + hex.formatHex(data.getV())));
    }
  }

  @Override
  public void close() {
    journal.close();
    chain.close();
    signers.close();
  }

  private record Keys(LocalChain chain) implements KeySource {
    @Override
    public Set<Address> accounts() {
      return Set.of(
          new Address(chain.account(FiveFamiliesTest.VOTER)),
          new Address(chain.account(FiveFamiliesTest.EXECUTOR)));
    }

    @Override
    public Sign.SignatureData sign(Address account, byte[] bytes) {
      return chain.accounts().stream()
          .filter(its -> account.hex().equalsIgnoreCase(its.getAddress()))
          .map(Credentials::getEcKeyPair)
          .map(pair -> Sign.signMessage(bytes, pair))
          .findFirst()
          .orElseThrow();
    }
  }
}

package org.prytany.governance.world;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.prytany.governance.act.Act;
import org.prytany.governance.act.ActKind;
import org.prytany.governance.approval.ApprovalService;
import org.prytany.governance.approval.JournalEntries;
import org.prytany.governance.approval.TreasurerJournal;
import org.prytany.governance.audit.AuditLog;
import org.prytany.governance.ballot.BallotService;
import org.prytany.governance.comparison.ClaimCheck;
import org.prytany.governance.comparison.PlainReader;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.dao.DaoDirectory;
import org.prytany.governance.decision.DecisionService;
import org.prytany.governance.decision.PersonalDecisions;
import org.prytany.governance.decision.VoteLabel;
import org.prytany.governance.digest.DigestService;
import org.prytany.governance.digest.SentenceWriter;
import org.prytany.governance.duty.Heartbeat;
import org.prytany.governance.duty.Lane;
import org.prytany.governance.effects.ChainFactsReader;
import org.prytany.governance.execution.ExecutionService;
import org.prytany.governance.intake.IntakeService;
import org.prytany.governance.line.DutyPlanner;
import org.prytany.governance.line.DutyWorker;
import org.prytany.governance.line.Line;
import org.prytany.governance.line.Reckoning;
import org.prytany.governance.line.StageServices;
import org.prytany.governance.pace.Pace;
import org.prytany.governance.plugin.PluginStatus;
import org.prytany.governance.plugin.Plugins;
import org.prytany.governance.plugin.RunningDigester;
import org.prytany.governance.plugin.RunningExecutor;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalEvents;
import org.prytany.governance.proposal.Transitions;
import org.prytany.governance.queue.QueueService;
import org.prytany.governance.receipt.ReceiptService;
import org.prytany.governance.sending.ActRunner;
import org.prytany.governance.sending.ActStages;
import org.prytany.governance.sending.Gates;
import org.prytany.governance.statement.OperatorDecision;
import org.prytany.governance.statement.StatementData;
import org.prytany.governance.statement.TreasurerStatement;
import org.prytany.governance.tally.TallyService;
import org.prytany.governance.typeddata.TypedData;
import org.prytany.spi.Address;
import org.prytany.spi.ApprovedProposal;
import org.prytany.spi.ChainReceipt;
import org.prytany.spi.ExecutionOutcome;
import org.prytany.spi.ExecutionPlan;
import org.prytany.spi.FeatureScorer;
import org.prytany.spi.PassedProposal;
import org.prytany.spi.PlannedCall;
import org.prytany.spi.ProposalDigester;
import org.prytany.spi.QueuePlan;
import org.prytany.spi.Support;
import org.prytany.spi.TextEmbedder;
import org.prytany.spi.VoteDecision;
import org.prytany.spi.VoteStrategy;
import org.prytany.spi.VotingSituation;

/**
 * A DAO's chain, its store and its key-holder, which outlive a process, and the services, which do
 * not: {@link #restart} makes new ones over the same rest.
 */
public final class World implements Plugins, TextEmbedder {

  /** The process is killed: no service may catch this. */
  public static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  private static final int MOST_DUTIES_AT_ONCE = 100;

  public static final Address VOTER = address(0x11);
  public static final Address EXECUTOR = address(0x12);
  public static final Address STRANGER = address(0x13);
  public static final Address OPERATOR = address(0x31);
  public static final Address TREASURER_A = address(0x21);
  public static final Address TREASURER_B = address(0x22);

  public final MemoryStore store = new MemoryStore();
  public final MemoryChain chain = new MemoryChain();
  public final MemoryAnnouncements announcements = new MemoryAnnouncements(chain);

  /** What keeps acts of a kind in the house. */
  public Gates gates = Gates.OPEN;

  public final MemorySigner keys = new MemorySigner(chain);

  /**
   * Seconds by which the chain's time runs ahead of ours, as after a jump of a development chain.
   */
  public long chainAhead;

  /** Of a second that goes on. */
  public int millis;

  public final InstantSource clock =
      () -> Instant.ofEpochSecond(chain.time - chainAhead).plusMillis(millis);

  /** Takes effect with the next {@link #restart}. */
  public Pace pace =
      new Pace(
          Duration.ofSeconds(30),
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          Duration.ofSeconds(4),
          Duration.ofSeconds(60),
          Duration.ofSeconds(12));

  public Dao dao = dao(Set.of());
  public Optional<ProposalDigester> digester = Optional.of(new PlainReader());

  /** Names the code of the digester. */
  public String deployment = "1";

  /** Takes effect with the next {@link #restart}. */
  public Optional<FeatureScorer> scorer = Optional.empty();

  public Optional<SentenceWriter> writer = Optional.empty();

  /** Takes effect with the next {@link #restart}. */
  public VoteLabel label = VoteLabel.LEFT_OUT;

  public Optional<VoteStrategy> strategy =
      Optional.of(strategy(s -> new VoteDecision.Cast(Support.FOR, "always", "because")));

  /** Why the policy plugin cannot be asked. */
  public String policyState = "";

  /** How often a strategy was wanted at once. */
  public int hastened;

  public Optional<RunningExecutor> executor = Optional.of(new Planner());

  /** Accounts whose contract does not confirm what it signed any more. */
  public final Set<Address> revoked = new HashSet<>();

  /** Outlives the process, as the signer's does: an account signs by writing its address. */
  public final TreasurerJournal journal =
      new TreasurerJournal(
          new JournalEntries.InMemory(),
          (chainId, account, digest, signature) -> confirmed(chainId, account, digest, signature),
          clock,
          Set.of(OPERATOR));

  /** Called at each stage: what it throws ends the step. */
  public Optional<BiConsumer<ActStages.Stage, Act>> atStage = Optional.empty();

  /** Where the process is killed next. */
  public Optional<ActStages.Stage> killAt = Optional.empty();

  public AuditLog audit;
  public Transitions transitions;
  public IntakeService intake;
  public TallyService tally;

  /** Outlive the server's process, as the signer does. */
  public final MemorySeals seals = new MemorySeals();

  public DigestService digests;
  public PersonalDecisions people;
  public DecisionService decisions;
  public BallotService ballots;
  public QueueService queues;
  public ExecutionService executions;
  public ApprovalService approvals;
  public ReceiptService receipts;
  public DutyWorker worker;
  public Line line;

  public World() {
    restart();
  }

  public static Dao dao(Set<String> textRules) {
    return new Dao(
        "demo",
        "Demo",
        31337,
        address(0x60),
        address(0x70),
        0,
        Optional.of(VOTER),
        Optional.of(EXECUTOR),
        Set.of(TREASURER_A, TREASURER_B),
        2,
        textRules,
        Map.of());
  }

  public static Address address(int n) {
    return new Address("0x" + String.format("%02x", n).repeat(20));
  }

  /** The gates as they are when they are asked. */
  private Gates present() {
    return new Gates() {
      @Override
      public Optional<String> closed(Dao of, ActKind kind) {
        return gates.closed(of, kind);
      }

      @Override
      public Optional<String> closed(Dao of, ActKind kind, Proposal kept) {
        return gates.closed(of, kind, kept);
      }
    };
  }

  /** New services over what a process leaves behind. */
  public void restart() {
    audit = new AuditLog(store.audit, clock);
    transitions = new Transitions(store.proposals, ProposalEvents.NONE);
    DaoDirectory daos = () -> List.of(dao);
    ActRunner runner =
        new ActRunner(
            transitions, chain, keys, present(), audit, this::stage, clock, Duration.ofSeconds(36));
    intake =
        new IntakeService(
            chain,
            (d, content) -> chain.belongs(content),
            store.cursors,
            store.proposals,
            store.duties,
            audit,
            ProposalEvents.NONE,
            clock,
            64);
    digests =
        new DigestService(
            this,
            this,
            scorer,
            writer,
            chain,
            chain,
            ChainFactsReader.NONE,
            ClaimCheck.standard(),
            transitions,
            seals,
            audit,
            clock);
    people = new PersonalDecisions(journal, Set.of(OPERATOR), store.duties, clock);
    tally = new TallyService(chain, chain, store.cursors, transitions, people, audit, clock);
    decisions =
        new DecisionService(
            chain,
            announcements,
            this,
            digests,
            transitions,
            seals,
            audit,
            clock,
            pace,
            people,
            label);
    ballots = new BallotService(chain, chain, digests, transitions, seals, runner, clock);
    journal.list(dao);
    approvals = new ApprovalService(daos, journal, transitions, store.duties, audit, clock);
    queues =
        new QueueService(
            chain,
            chain,
            this,
            digests,
            approvals,
            this::confirmed,
            transitions,
            runner,
            audit,
            clock);
    executions =
        new ExecutionService(
            chain,
            chain,
            this,
            digests,
            approvals,
            this::confirmed,
            transitions,
            runner,
            audit,
            clock);
    receipts = new ReceiptService(chain, transitions, audit);
    worker =
        new DutyWorker(
            daos,
            store.duties,
            transitions,
            new StageServices(digests, decisions, ballots, queues, executions, receipts),
            audit,
            clock,
            pace,
            Heartbeat.NONE);
    line =
        new Line(
            intake,
            tally,
            store.proposals,
            store.duties,
            new DutyPlanner(pace),
            digests,
            worker,
            new Reckoning(transitions, audit, clock, pace),
            "node-1",
            clock);
  }

  private void stage(ActStages.Stage stage, Act act) {
    atStage.ifPresent(hook -> hook.accept(stage, act));
    if (killAt.equals(Optional.of(stage))) {
      killAt = Optional.empty();
      throw new Killed();
    }
  }

  /** The hash of a transaction's bytes on this chain. */
  public static String hash(String rawTransaction) {
    return MemoryChain.hash(rawTransaction);
  }

  private boolean confirmed(long chainId, Address account, byte[] digest, String signature) {
    return !revoked.contains(account) && signature.equals(account.hex() + TypedData.hex(digest));
  }

  public Proposal stored(ProposalContent content) {
    return store.proposals.find(content.key()).orElseThrow();
  }

  /** A proposal that is read and digested. */
  public ProposalContent digested(int id, String text) {
    ProposalContent content = chain.propose(dao, id, text);
    intake.poll(dao);
    tally.refresh(dao, stored(content));
    digests.step(dao, stored(content));
    return content;
  }

  public TreasurerStatement statement(
      ProposalContent content, TreasurerStatement.Kind kind, Address treasurer, String reason) {
    return signed(
        approvals.prepare(stored(content), kind, treasurer, List.of(), reason, expiry(kind)));
  }

  private long expiry(TreasurerStatement.Kind kind) {
    return kind.bindsEffects() ? chain.time + 100_000 : 0;
  }

  /** An operator decides, with a signature. */
  public Proposal decide(ProposalContent content, Support support, String reason) {
    Proposal proposal = stored(content);
    return decisions.decideByPerson(
        dao, proposal, signed(people.prepare(dao, proposal, support, reason, OPERATOR, 0)));
  }

  /** The same, signed by the one whom it names. */
  public static OperatorDecision signed(OperatorDecision decision) {
    return decision.signed(decision.operator().hex() + TypedData.hex(decision.data().digest()));
  }

  /** The same, signed by the one whom it names. */
  public static TreasurerStatement signed(TreasurerStatement statement) {
    return statement.signed(
        statement.treasurer().hex() + TypedData.hex(StatementData.of(statement).digest()));
  }

  public void approve(ProposalContent content) {
    for (Address treasurer : List.of(TREASURER_A, TREASURER_B)) {
      approvals.submit(statement(content, TreasurerStatement.Kind.APPROVE, treasurer, ""));
    }
  }

  /** Turns of the line until nothing is due, with time passing. */
  public void turn(int turns) {
    for (int i = 0; i < turns; i++) {
      chain.mine();
      tick();
    }
  }

  /** One look, and the lanes one after the other; what did not get through. */
  public List<String> tick() {
    List<String> problems = new ArrayList<>(line.look(dao).problems());
    for (Lane lane : Lane.of(dao)) {
      Line.Worked worked;
      int done = 0;
      do {
        worked = line.work(lane);
        problems.addAll(worked.problems());
      } while (worked.any() && ++done < MOST_DUTIES_AT_ONCE);
    }
    return problems;
  }

  public static VoteStrategy strategy(
      java.util.function.Function<VotingSituation, VoteDecision> how) {
    return new VoteStrategy() {
      @Override
      public VoteDecision decide(VotingSituation situation) {
        return how.apply(situation);
      }

      @Override
      public String id() {
        return "test-strategy";
      }

      @Override
      public String version() {
        return "1.0.0";
      }
    };
  }

  /** Plans the proposal's own calls, unless told to plan another one. */
  public final class Planner implements RunningExecutor {
    public Optional<PlannedCall> other = Optional.empty();

    @Override
    public QueuePlan planQueue(PassedProposal proposal) {
      return new QueuePlan(
          other.orElseGet(() -> chain.queue(dao, stored(proposal.proposal().key()).content())));
    }

    @Override
    public ExecutionPlan planExecution(ApprovedProposal proposal) {
      return new ExecutionPlan(
          other.orElseGet(() -> chain.execute(dao, stored(proposal.proposal().key()).content())));
    }

    private Proposal stored(org.prytany.spi.ProposalKey key) {
      return store.proposals.find(key).orElseThrow();
    }

    @Override
    public ExecutionOutcome interpret(ExecutionPlan plan, ChainReceipt receipt) {
      return new ExecutionOutcome.Unknown("not asked");
    }

    @Override
    public String id() {
      return "test-planner";
    }

    @Override
    public String version() {
      return "1.0.0";
    }
  }

  @Override
  public Optional<RunningDigester> digester() {
    return digester.map(plugin -> new Deployed(plugin, deployment));
  }

  @Override
  public Optional<VoteStrategy> strategy() {
    return strategy;
  }

  @Override
  public Optional<RunningExecutor> executor() {
    return executor;
  }

  @Override
  public void hasten() {
    hastened++;
  }

  @Override
  public List<PluginStatus> statuses() {
    return policyState.isEmpty()
        ? List.of()
        : List.of(
            new PluginStatus(
                "test-strategy",
                "1.0.0",
                "VoteStrategy",
                PluginStatus.State.STARTING,
                policyState,
                Optional.empty(),
                Optional.empty()));
  }

  @Override
  public float[][] embed(List<String> sentences) {
    return new float[sentences.size()][1];
  }

  @Override
  public int dimensions() {
    return 1;
  }

  @Override
  public String modelId() {
    return "test-model";
  }

  @Override
  public String modelSha256() {
    return "0".repeat(64);
  }

  @Override
  public String device() {
    return "cpu";
  }

  static BigInteger amount(long value) {
    return BigInteger.valueOf(value);
  }
}

package org.prytany.signerd.guard;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.prytany.governance.chain.BlockRef;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.effects.EffectsHash;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.governor.GovernorCalls;
import org.prytany.governance.governor.GovernorReader;
import org.prytany.governance.hash.Keccak256;
import org.prytany.governance.intake.GovernorLogs;
import org.prytany.governance.posture.Posture;
import org.prytany.governance.proposal.ChainView;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalIds;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.sending.TransactionSubmitter;
import org.prytany.governance.signing.TransactionTerms;
import org.prytany.governance.simulation.ActionDecoder;
import org.prytany.governance.simulation.EffectsSimulator;
import org.prytany.spi.Address;
import org.prytany.spi.ChainReceipt;
import org.prytany.spi.DecodedAction;
import org.prytany.spi.Effect;
import org.prytany.spi.PlannedCall;
import org.prytany.spi.SimulatedEffects;
import org.prytany.spi.Support;
import org.prytany.spi.Token;
import org.web3j.crypto.TransactionDecoder;
import org.web3j.crypto.transaction.type.Transaction1559;

/** A chain as one endpoint shows it, in memory: what is true can be set. */
final class OneChain
    implements GovernorReader,
        GovernorCalls,
        TransactionSubmitter,
        ActionDecoder,
        EffectsSimulator,
        ProposalIds,
        GovernorLogs {
  private static final TransactionTerms.Fees FEES =
      new TransactionTerms.Fees(GuardWorld.GWEI, GuardWorld.GWEI.shiftRight(2));

  static final Address PAYEE = new Address("0x" + "77".repeat(20));

  ProposalState state = ProposalState.ACTIVE;
  long eta = 0;
  long time = 1_000_000;
  long count = 7;
  BigInteger pays = BigInteger.valueOf(25_000);
  Address payee = PAYEE;

  /** What it tells of an unknown call beside the payment, if there is one. */
  Optional<String> unknown = Optional.empty();

  Map<Support, Integer> supports = Map.of(Support.AGAINST, 0, Support.FOR, 1, Support.ABSTAIN, 2);

  /** Whether votes in parts are counted. */
  boolean inParts;

  /** What an account's votes come to. */
  BigInteger power = BigInteger.TEN;

  final Map<Address, CastVote> votes = new HashMap<>();
  final Set<String> mined = new HashSet<>();

  final Set<String> failed = new HashSet<>();

  /** What a server handed to it, oldest first. */
  final List<String> pool = new ArrayList<>();

  /** What every receipt says that its transaction cost, in wei. */
  Optional<BigInteger> fee = Optional.empty();

  /** Another endpoint, which the signer asks too. */
  Optional<OneChain> second = Optional.empty();

  /** How often it was asked for a proposal's id, its state or what it does. */
  int looks;

  /** Who may move what the DAO's accounts have. */
  final List<Posture.Fact> control = new ArrayList<>();

  /** Whether nobody is told who that is. */
  boolean controlSilent;

  /** Whether there is a timelock. */
  boolean queues = true;

  /** Why it would be executed from another account than the treasury. */
  Optional<String> elsewhere = Optional.empty();

  /** Its newest block. */
  long head = 1_000;

  /** Blocks with other hashes than they had, from here on. */
  long branch = Long.MAX_VALUE;

  String branchName = "";

  /** What happens elsewhere while a count is waited for. */
  Runnable whileCounting = () -> {};

  /** What happens elsewhere while a receipt is waited for. */
  Runnable whileReceipts = () -> {};

  OwnChain own() {
    return new OwnChain(
        this,
        this,
        this,
        this,
        this,
        this,
        this,
        this::posture,
        second.map(other -> Map.<Long, TransactionSubmitter>of(31337L, other)).orElse(Map.of()));
  }

  private Posture posture(Dao dao) {
    if (controlSilent) {
      throw new PrytanyException(FailureCode.CHAIN_UNAVAILABLE, "It does not answer.");
    }
    return new Posture(head, List.copyOf(control), List.of());
  }

  /** The id that OpenZeppelin's governors give, in the small. */
  static BigInteger id(
      List<Address> targets, List<BigInteger> values, List<String> calldatas, String textHash) {
    String all = targets + "|" + values + "|" + calldatas + "|" + textHash;
    return new BigInteger(1, Keccak256.of(all.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public Answer check(Dao dao, ProposalContent content) {
    looks++;
    BigInteger id =
        id(content.targets(), content.valuesWei(), content.calldatas(), content.descriptionHash());
    return id.equals(content.key().proposalId())
        ? new Answer.Belongs(By.HASH)
        : new Answer.Differs("the proposal's id is not that of its content");
  }

  @Override
  public ChainView view(Dao dao, ProposalContent proposal) {
    looks++;
    return new ChainView(
        state,
        BigInteger.TEN,
        BigInteger.ZERO,
        BigInteger.ZERO,
        BigInteger.ONE,
        time,
        true,
        state == ProposalState.QUEUED ? OptionalLong.of(eta) : OptionalLong.empty(),
        new BlockRef(9, "0x" + "44".repeat(32), "0x" + "43".repeat(32), time),
        OptionalLong.empty(),
        ChainView.Pulse.UNKNOWN,
        queues);
  }

  @Override
  public Optional<String> executedElsewhere(Dao dao, ProposalContent proposal, BlockRef at) {
    return elsewhere;
  }

  @Override
  public Optional<ChainView> viewAt(Dao dao, ProposalContent proposal, BlockRef at) {
    return Optional.of(view(dao, proposal));
  }

  @Override
  public Map<Support, Integer> supports(Dao dao) {
    return supports;
  }

  @Override
  public BigInteger votingPower(Dao dao, Address account, long timepoint) {
    return power;
  }

  @Override
  public boolean inParts(Dao dao) {
    return inParts;
  }

  @Override
  public Optional<CastVote> voteOf(Dao dao, ProposalContent proposal, Address account) {
    return Optional.ofNullable(votes.get(account));
  }

  @Override
  public BigInteger balance(Dao dao, Optional<Address> token, Address account) {
    return BigInteger.TEN;
  }

  @Override
  public List<LifecycleEvent> lifecycle(Dao dao, ProposalContent proposal) {
    return List.of();
  }

  @Override
  public PlannedCall vote(Dao dao, ProposalContent proposal, int support, String reason) {
    return call(dao, "vote", proposal, support + reason);
  }

  @Override
  public PlannedCall voteInParts(
      Dao dao, ProposalContent proposal, Map<Support, BigInteger> parts, String reason) {
    return call(dao, "vote", proposal, new TreeMap<>(parts) + reason);
  }

  @Override
  public PlannedCall queue(Dao dao, ProposalContent proposal) {
    return call(dao, "queue", proposal, "");
  }

  @Override
  public PlannedCall execute(Dao dao, ProposalContent proposal) {
    return call(dao, "execute", proposal, "");
  }

  private static PlannedCall call(Dao dao, String name, ProposalContent proposal, String more) {
    String all = name + proposal.key() + proposal.actionsHash() + more;
    return new PlannedCall(
        dao.governor(),
        BigInteger.ZERO,
        "0x" + HexFormat.of().formatHex(Keccak256.of(all.getBytes(StandardCharsets.UTF_8))));
  }

  @Override
  public List<DecodedAction> decode(Dao dao, ProposalContent proposal) {
    return List.of();
  }

  @Override
  public SimulatedEffects simulate(Dao dao, ProposalContent proposal, List<DecodedAction> actions) {
    looks++;
    List<Effect> effects = new ArrayList<>();
    effects.add(
        new Effect(
            Effect.Kind.TRANSFER,
            Address.ZERO,
            Optional.of(dao.treasury()),
            Optional.of(payee),
            Optional.of(Token.NATIVE),
            pays,
            "",
            ""));
    unknown.ifPresent(
        told ->
            effects.add(
                new Effect(
                    Effect.Kind.UNKNOWN_CALL,
                    PAYEE,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    BigInteger.ZERO,
                    "0x12345678",
                    told)));
    return new SimulatedEffects(
        true, Optional.empty(), effects, EffectsHash.of(true, effects), 9, "eth_simulateV1");
  }

  /** Time passes, and a block is made every twelve seconds. */
  void grow(Duration passed) {
    time += passed.toSeconds();
    head += Math.max(1, passed.toSeconds() / 12);
    second.ifPresent(other -> other.grow(passed));
  }

  /** Mines the newest of what it was given for the account's next nonce, if there is any. */
  void mineNext() {
    pool.reversed().stream()
        .map(raw -> contents(raw).orElseThrow())
        .filter(its -> its.nonce() == count)
        .findFirst()
        .ifPresent(
            its -> {
              mined.add(its.transactionHash());
              count++;
            });
    grow(Duration.ofSeconds(12));
  }

  /** All blocks from a number on are other ones. */
  void reorganise(long from) {
    branch = from;
    branchName += "'";
  }

  @Override
  public void verify(Dao dao) {}

  @Override
  public BlockRef head(Dao dao) {
    return block(dao, head).orElseThrow();
  }

  @Override
  public Optional<BlockRef> block(Dao dao, long number) {
    return number > head
        ? Optional.empty()
        : Optional.of(
            new BlockRef(
                number, blockHash(number), blockHash(number - 1), time - (head - number) * 12));
  }

  private String blockHash(long number) {
    String name = number + (number >= branch ? branchName : "");
    return hex(Keccak256.of(name.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public void verifyAnew(Dao dao) {}

  @Override
  public Optional<Part> part(Dao dao, long from, long again, BlockRef head) {
    throw new UnsupportedOperationException("the signer reads no logs of proposals");
  }

  @Override
  public List<Checked> check(Dao dao, List<ProposalContent> shown, BlockRef head) {
    return shown.stream().map(its -> new Checked(its, Optional.empty())).toList();
  }

  @Override
  public List<String> doubts(Dao dao) {
    return List.of();
  }

  @Override
  public Optional<List<BigInteger>> newestIds(Dao dao, int most) {
    return Optional.empty();
  }

  @Override
  public List<ProposalContent> proposals(Dao dao, long from, long to) {
    throw new UnsupportedOperationException("the signer reads no proposals");
  }

  @Override
  public long transactionCount(Dao dao, Address account) {
    whileCounting.run();
    return count;
  }

  @Override
  public TransactionTerms prepare(Dao dao, Address account, PlannedCall call) {
    // Asked by a server over the same chain, never by the signer.
    boolean transfer = call.calldata().equals("0x");
    return new TransactionTerms(
        dao.chainId(),
        account,
        call.target(),
        call.valueWei(),
        call.calldata(),
        BigInteger.valueOf(transfer ? 21_000 : 300_000),
        FEES);
  }

  @Override
  public TransactionTerms.Fees fees(Dao dao, TransactionTerms.Fees waiting) {
    return FEES;
  }

  @Override
  public BigInteger feeCap(Dao dao) {
    return GuardWorld.GWEI.multiply(BigInteger.valueOf(500));
  }

  @Override
  public Broadcast broadcast(Dao dao, String rawTransaction) {
    pool.add(rawTransaction);
    return Broadcast.TAKEN;
  }

  @Override
  public Optional<Contents> contents(String rawTransaction) {
    Transaction1559 its =
        (Transaction1559) TransactionDecoder.decode(rawTransaction).getTransaction();
    String data = its.getData();
    return Optional.of(
        new Contents(
            its.getChainId(),
            its.getNonce().longValueExact(),
            new PlannedCall(
                new Address(its.getTo()),
                its.getValue(),
                data.startsWith("0x") ? data : "0x" + data),
            hex(Keccak256.of(HexFormat.of().parseHex(rawTransaction.substring(2))))));
  }

  @Override
  public Optional<Mined> receipt(Dao dao, String transactionHash) {
    whileReceipts.run();
    return mined.contains(transactionHash)
        ? Optional.of(
            new Mined(
                new ChainReceipt(transactionHash, !failed.contains(transactionHash), 9, List.of()),
                "0x",
                "",
                fee))
        : Optional.empty();
  }

  static String hex(byte[]... parts) {
    StringBuilder all = new StringBuilder("0x");
    Arrays.stream(parts).map(HexFormat.of()::formatHex).forEach(all::append);
    return all.toString();
  }
}

package org.prytany.governance.world;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.prytany.governance.anchor.Anchor;
import org.prytany.governance.chain.BlockRef;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.effects.EffectsHash;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.governor.GovernorCalls;
import org.prytany.governance.governor.GovernorReader;
import org.prytany.governance.intake.GovernorLogs;
import org.prytany.governance.proposal.ChainView;
import org.prytany.governance.proposal.ExecutionReceipt;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalIds;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.receipt.ReceiptReader;
import org.prytany.governance.sending.TransactionSubmitter;
import org.prytany.governance.signing.TransactionTerms;
import org.prytany.governance.simulation.ActionDecoder;
import org.prytany.governance.simulation.EffectsSimulator;
import org.prytany.spi.Address;
import org.prytany.spi.ChainReceipt;
import org.prytany.spi.DecodedAction;
import org.prytany.spi.Effect;
import org.prytany.spi.PlannedCall;
import org.prytany.spi.ProposalKey;
import org.prytany.spi.SimulatedEffects;
import org.prytany.spi.Support;

/**
 * A chain with one governor, small enough to stop anywhere: it mines when told to, can lose an
 * answer, be reorganised, and let strangers act. It knows what a real chain checks: nonces, states,
 * one vote per account.
 */
public final class MemoryChain
    implements GovernorLogs,
        GovernorReader,
        GovernorCalls,
        TransactionSubmitter,
        ActionDecoder,
        EffectsSimulator,
        ReceiptReader {

  public long time = 1_800_000_000L;
  public boolean mining = true;

  /** Seconds from one timepoint to the next where governors count blocks; empty: seconds. */
  public OptionalDouble secondsPerTimepoint = OptionalDouble.empty();

  /** Whether the server was told how fast timepoints follow each other. */
  public ChainView.Pulse pulse = ChainView.Pulse.UNKNOWN;

  /** Whether there is a timelock. */
  public boolean queues = true;

  /** What is told of every proposal's quorum. */
  public Optional<BigInteger> quorum = Optional.of(BigInteger.ONE);

  /** Where a late quorum has moved the end of voting, in timepoints. */
  public final Map<ProposalKey, Long> deadlines = new HashMap<>();

  private static final long GENESIS = 1_700_000_000L;

  /** The next broadcast arrives, but its answer is lost. */
  public boolean loseNextAnswer;

  /** Seconds that a stranger's queueing leaves until execution. */
  public long delay;

  /** Whether calls are judged by the newest block's time, as many nodes do. */
  public boolean judgesByItsHead;

  /** Calls that would revert now: their text has this in it. */
  public Optional<String> reverting = Optional.empty();

  /** Why something would be executed from elsewhere; throws where that is not told. */
  public Supplier<Optional<String>> elsewhere = Optional::empty;

  /** Every question fails. */
  public boolean down;

  /** Blocks come faster than questions about them. */
  public boolean hurries;

  /** So many blocks have not come to the node that shows blocks. */
  public int headBehind;

  /** So many blocks at the head have not come to the node that shows logs. */
  public long logsBehind;

  /** Whether that node says so: else it shows no logs in them, as a balancer's nodes do. */
  public boolean showsItsLag;

  /** What accounts have of everything; those that are not in it have two to the 100th. */
  public final Map<Address, BigInteger> balances = new HashMap<>();

  /** Contracts that do not say what anybody has. */
  public final Set<Address> untold = new HashSet<>();

  /** Blocks without logs, whatever is in them. */
  public final Set<Long> omitted = new HashSet<>();

  /** So many blocks may be asked for at once. */
  public long bears = Long.MAX_VALUE / 4;

  /** Logs from this block on are refused. */
  public long failingFrom = Long.MAX_VALUE;

  /** How often logs were asked for. */
  public int parts;

  /** What its endpoints differ in. */
  public List<String> doubts = List.of();

  /** What the governor counts, the newest first. */
  public Optional<List<BigInteger>> counted = Optional.empty();

  /** Simulations fail. */
  public boolean simulationDown;

  /** Base fee: what is offered has to be as much to be mined, in wei per gas. */
  public long baseFee = 5;

  /** The least tip that the endpoint takes. */
  public long leastTip = 1;

  /** More than this per gas is above what the operator pays, in wei. */
  public long feeCap = Long.MAX_VALUE;

  /** Accounts without coin: what they send is refused. */
  public final Set<Address> poor = new HashSet<>();

  /** The endpoint refuses whatever is sent, and says that it did. */
  public boolean refusing;

  /** What the endpoint says of the count of transactions, if it lies. */
  public OptionalLong falseCount = OptionalLong.empty();

  /** Support numbers as the contract means them, so that a test can turn them round. */
  public Map<Support, Integer> encoded =
      Map.of(Support.AGAINST, 0, Support.FOR, 1, Support.ABSTAIN, 2);

  public List<Effect> effects = List.of();

  /** Whether calls come to something else each time that they are simulated. */
  public boolean restless;

  /** How often calls were simulated. */
  public int simulated;

  private int simulations;
  public final Map<String, Mined> receipts = new HashMap<>();

  /** What it took. */
  public final List<String> broadcasts = new ArrayList<>();

  /** What it was given, whether it took it or not. */
  public final List<String> handedOver = new ArrayList<>();

  public final List<LifecycleEvent> lifecycle = new ArrayList<>();

  private final List<BlockRef> blocks = new ArrayList<>();
  private final Map<Long, List<ProposalContent>> created = new HashMap<>();
  private final Map<ProposalKey, ProposalState> states = new HashMap<>();

  /** What the governor has on record; without an entry it tells nothing. */
  public final Map<ProposalKey, ProposalContent> records = new HashMap<>();

  private final Map<ProposalKey, Before> before = new HashMap<>();
  private final Map<ProposalKey, Long> etas = new HashMap<>();
  private final Map<String, CastVote> votes = new HashMap<>();
  private final Map<Address, Long> counts = new HashMap<>();
  private final Map<String, String> mempool = new LinkedHashMap<>();
  private int branch;
  private boolean inParts;

  /** The votes that each account has, base units. */
  public BigInteger power = BigInteger.TEN;

  /** The state that a proposal had before a block. */
  private record Before(long block, ProposalState state) {}

  public MemoryChain() {
    mine();
  }

  // --- what tests do to it

  public BlockRef mine() {
    time += 12;
    return mineNow();
  }

  /** A block of this very second. */
  public BlockRef mineNow() {
    long number = blocks.size();
    String parent = blocks.isEmpty() ? "0x" + "0".repeat(64) : blocks.getLast().hash();
    blocks.add(new BlockRef(number, hash("block" + branch + ":" + number), parent, time));
    for (String raw : List.copyOf(mempool.values())) {
      apply(raw);
    }
    return blocks.getLast();
  }

  /** Replaces the last blocks by as many others; what was created in them is gone. */
  public void reorganise(int depth) {
    branch++;
    int height = blocks.size();
    for (int i = 0; i < depth; i++) {
      long gone = blocks.removeLast().number();
      created.remove(gone);
      records.values().removeIf(its -> its.block() == gone);
    }
    while (blocks.size() < height) {
      mine();
    }
    // What was mined in them is mined in those that took their place.
    receipts.replaceAll(
        (hash, mined) ->
            new Mined(
                mined.receipt(),
                blocks.get((int) mined.receipt().block()).hash(),
                mined.reason(),
                mined.feeWei()));
  }

  /** Forgets that a transaction was mined, as a reorg does; it waits to be mined again. */
  public void unmine(String transactionHash, Address account, ProposalKey key, ProposalState back) {
    receipts.remove(transactionHash);
    mempool.clear();
    counts.merge(account, -1L, Long::sum);
    votes.remove(key + ":" + account);
    lifecycle.removeIf(event -> event.transactionHash().equals(transactionHash));
    states.put(key, back);
  }

  public ProposalContent propose(Dao dao, int id, String text) {
    return propose(dao, id, text, 10_000);
  }

  /**
   * @param period of voting, seconds
   */
  public ProposalContent propose(Dao dao, int id, String text, long period) {
    return propose(dao, BigInteger.valueOf(id), text, period);
  }

  /**
   * @param period of voting, seconds
   */
  public ProposalContent propose(Dao dao, BigInteger id, String text, long period) {
    BlockRef block = mine();
    ProposalContent content =
        new ProposalContent(
            new ProposalKey(dao.chainId(), dao.governor(), id),
            dao.governor(),
            List.of(dao.treasury()),
            List.of(BigInteger.ZERO),
            List.of("0x"),
            "0x" + HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8)),
            hash(text),
            timepoint(time),
            timepoint(time + period),
            hash("proposed" + id),
            block.number(),
            block.hash());
    put(content);
    records.put(content.key(), content);
    return content;
  }

  public void put(ProposalContent content) {
    created.computeIfAbsent(content.block(), b -> new ArrayList<>()).add(content);
    states.putIfAbsent(content.key(), ProposalState.ACTIVE);
  }

  /** No log shows it any more, until it is {@link #put} again. */
  public void withoutLogsOf(ProposalContent content) {
    created.get(content.block()).removeIf(there -> there.key().equals(content.key()));
  }

  /** What the endpoint shows in the place of a proposal, until it is told the truth again. */
  public void shows(ProposalContent instead) {
    List<ProposalContent> block = created.get(instead.block());
    block.replaceAll(there -> there.key().equals(instead.key()) ? instead : there);
  }

  /**
   * Content that does not belong to its id, by its hash; empty: it is not known whether it does.
   */
  public final Map<String, Optional<String>> foreign = new HashMap<>();

  ProposalIds.Answer belongs(ProposalContent content) {
    Optional<String> why = foreign.get(content.contentHash());
    if (why == null) {
      return new ProposalIds.Answer.Belongs(ProposalIds.By.HASH);
    }
    return why.<ProposalIds.Answer>map(ProposalIds.Answer.Differs::new)
        .orElseGet(() -> new ProposalIds.Answer.Unknown("The governor keeps no record."));
  }

  public void become(ProposalContent content, ProposalState state) {
    before.put(content.key(), new Before(blocks.getLast().number(), states.get(content.key())));
    states.put(content.key(), state);
  }

  public ProposalState state(ProposalKey key) {
    return states.get(key);
  }

  public void somebody(LifecycleEvent.Kind kind, Address sender, ProposalContent content) {
    lifecycle.add(new LifecycleEvent(kind, sender, hash(kind + "by" + sender), blocks.size() - 1));
    states.put(
        content.key(),
        kind == LifecycleEvent.Kind.QUEUED ? ProposalState.QUEUED : ProposalState.EXECUTED);
    etas.put(content.key(), time + delay);
  }

  /** Another transaction of the account takes its next nonce. */
  public void useNonce(Address account) {
    counts.merge(account, 1L, Long::sum);
  }

  public Optional<CastVote> vote(ProposalKey key, Address account) {
    return Optional.ofNullable(votes.get(key + ":" + account));
  }

  private void apply(String raw) {
    String[] parts = decode(raw).split("\\|", -1);
    Address from = new Address(parts[0]);
    long nonce = Long.parseLong(parts[1]);
    if (nonce != counts.getOrDefault(from, 0L) || Long.parseLong(parts[3]) < baseFee) {
      return;
    }
    counts.merge(from, 1L, Long::sum);
    String hash = hash(raw);
    mempool.remove(hash);
    String data = decode(parts[2]);
    boolean succeeds =
        data.isEmpty()
            || data.startsWith(Anchor.DOMAIN)
            || perform(data.split("\\|", -1), from, hash);
    BlockRef block = blocks.getLast();
    receipts.put(
        hash,
        new Mined(
            new ChainReceipt(hash, succeeds, block.number(), List.of()),
            block.hash(),
            succeeds ? "" : "GovernorUnexpectedProposalState",
            Optional.empty()));
  }

  private boolean perform(String[] call, Address from, String hash) {
    ProposalKey key = ProposalKey.parse(call[1]);
    ProposalState state = states.get(key);
    switch (call[0]) {
      case "vote" -> {
        if (state != ProposalState.ACTIVE || votes.containsKey(key + ":" + from)) {
          return false;
        }
        Support support =
            List.of(Support.AGAINST, Support.FOR, Support.ABSTAIN).get(Integer.parseInt(call[2]));
        votes.put(key + ":" + from, new CastVote(from, support, power, hash, blocks.size() - 1));
      }
      case "parts" -> {
        if (state != ProposalState.ACTIVE || votes.containsKey(key + ":" + from) || !inParts) {
          return false;
        }
        Map<Support, BigInteger> parts = new EnumMap<>(Support.class);
        for (String part : call[2].split(",", -1)) {
          String[] each = part.split("=", -1);
          parts.put(Support.valueOf(each[0]), new BigInteger(each[1]));
        }
        votes.put(key + ":" + from, cast(from, parts, hash));
      }
      case "queue" -> {
        if (state != ProposalState.SUCCEEDED || !queues) {
          return false;
        }
        states.put(key, ProposalState.QUEUED);
        etas.put(key, time + 100);
        lifecycle.add(
            new LifecycleEvent(LifecycleEvent.Kind.QUEUED, from, hash, blocks.size() - 1));
      }
      case "execute" -> {
        boolean open =
            queues
                ? state == ProposalState.QUEUED && etas.get(key) <= time
                : state == ProposalState.SUCCEEDED;
        if (!open) {
          return false;
        }
        states.put(key, ProposalState.EXECUTED);
        lifecycle.add(
            new LifecycleEvent(LifecycleEvent.Kind.EXECUTED, from, hash, blocks.size() - 1));
      }
      default -> throw new IllegalStateException("no such call: " + call[0]);
    }
    return true;
  }

  private void ask() {
    if (down) {
      throw new PrytanyException(FailureCode.CHAIN_UNAVAILABLE, "the chain does not answer");
    }
  }

  // --- GovernorLogs

  @Override
  public void verify(Dao dao) {
    ask();
  }

  @Override
  public BlockRef head(Dao dao) {
    ask();
    return blocks.get(blocks.size() - 1 - headBehind);
  }

  @Override
  public Optional<BlockRef> block(Dao dao, long number) {
    ask();
    return number >= 0 && number < blocks.size() - headBehind
        ? Optional.of(blocks.get((int) number))
        : Optional.empty();
  }

  @Override
  public void verifyAnew(Dao dao) {
    ask();
  }

  @Override
  public Optional<Part> part(Dao dao, long from, long again, BlockRef head) {
    ask();
    parts++;
    long has = showsItsLag ? blocks.size() - 1 - logsBehind : blocks.size() - 1;
    long end = Math.min(Math.min(head.number(), has), from + bears - 1);
    if (end < from || failingFrom <= from) {
      if (failingFrom <= from) {
        throw new PrytanyException(FailureCode.CHAIN_UNAVAILABLE, "too many requests");
      }
      return Optional.empty();
    }
    long first = Math.max(dao.fromBlock(), Math.max(from - again, end - bears + 1));
    return Optional.of(new Part(proposals(dao, Math.min(from, first), end), blocks.get((int) end)));
  }

  @Override
  public List<Checked> check(Dao dao, List<ProposalContent> shown, BlockRef head) {
    ask();
    return shown.stream().map(this::checked).toList();
  }

  private Checked checked(ProposalContent shown) {
    ProposalContent its = records.get(shown.key());
    if (its == null || !its.contentHash().equals(shown.contentHash())) {
      return new Checked(shown, Optional.empty());
    }
    return new Checked(
        shown.with(
            its.proposer(),
            its.voteStart(),
            deadlines.getOrDefault(shown.key(), its.voteEnd()),
            its.proposedAt()),
        its.block() == shown.block()
            ? Optional.empty()
            : Optional.of("The governor did not know it before block " + its.block() + "."));
  }

  @Override
  public List<String> doubts(Dao dao) {
    return doubts;
  }

  @Override
  public Optional<List<BigInteger>> newestIds(Dao dao, int most) {
    ask();
    return counted;
  }

  @Override
  public List<ProposalContent> proposals(Dao dao, long from, long to) {
    ask();
    List<ProposalContent> found = new ArrayList<>();
    long last = Math.min(to, blocks.size() - 1 - logsBehind);
    for (long number = from; number <= last; number++) {
      if (omitted.contains(number)) {
        continue;
      }
      found.addAll(created.getOrDefault(number, List.of()));
    }
    return found;
  }

  // --- GovernorReader

  @Override
  public ChainView view(Dao dao, ProposalContent proposal) {
    if (hurries) {
      mineNow();
    }
    return at(proposal, blocks.getLast());
  }

  @Override
  public Optional<String> executedElsewhere(Dao dao, ProposalContent proposal, BlockRef at) {
    return elsewhere.get();
  }

  /** It keeps the last two states. */
  @Override
  public Optional<ChainView> viewAt(Dao dao, ProposalContent proposal, BlockRef at) {
    return block(dao, at.number()).filter(at::equals).map(its -> at(proposal, its));
  }

  private ChainView at(ProposalContent proposal, BlockRef at) {
    ask();
    Before earlier = before.get(proposal.key());
    ProposalState state =
        earlier != null && at.number() < earlier.block()
            ? earlier.state()
            : states.get(proposal.key());
    return new ChainView(
        state,
        BigInteger.TEN.add(counted(proposal.key(), Support.FOR)),
        counted(proposal.key(), Support.AGAINST),
        counted(proposal.key(), Support.ABSTAIN),
        quorum,
        timepoint(time),
        secondsPerTimepoint.isEmpty(),
        state == ProposalState.QUEUED
            ? OptionalLong.of(etas.get(proposal.key()))
            : OptionalLong.empty(),
        at,
        Optional.ofNullable(deadlines.get(proposal.key()))
            .map(OptionalLong::of)
            .orElse(OptionalLong.empty()),
        pulse,
        queues,
        OptionalLong.empty());
  }

  /** The timepoint of a moment. */
  public long timepoint(long seconds) {
    return secondsPerTimepoint.isEmpty()
        ? seconds
        : (long) ((seconds - GENESIS) / secondsPerTimepoint.getAsDouble());
  }

  /** When a timepoint comes, Unix seconds. */
  public double seconds(long timepoint) {
    return secondsPerTimepoint.isEmpty()
        ? timepoint
        : GENESIS + timepoint * secondsPerTimepoint.getAsDouble();
  }

  private BigInteger counted(ProposalKey key, Support support) {
    return votes.entrySet().stream()
        .filter(vote -> vote.getKey().startsWith(key + ":") && vote.getValue().is(support))
        .map(vote -> vote.getValue().weight())
        .reduce(BigInteger.ZERO, BigInteger::add);
  }

  /** Somebody who has an account's key votes from elsewhere. */
  public void voteByHand(ProposalContent proposal, Address account, Support support) {
    voteByHand(proposal, account, Map.of(support, power));
  }

  /** The same with a part of the votes, or in several directions. */
  public void voteByHand(
      ProposalContent proposal, Address account, Map<Support, BigInteger> parts) {
    votes.put(proposal.key() + ":" + account, cast(account, parts, hash("by hand")));
  }

  private CastVote cast(Address account, Map<Support, BigInteger> parts, String hash) {
    String words =
        new TreeMap<>(parts)
            .entrySet().stream()
                .map(part -> part.getKey() + " with weight " + part.getValue())
                .collect(Collectors.joining(" and "));
    BigInteger weight = parts.values().stream().reduce(BigInteger.ZERO, BigInteger::add);
    return new CastVote(account, parts, "voted " + words, weight, hash, blocks.size() - 1);
  }

  /** A reorg takes such a vote away. */
  public void withoutVote(ProposalContent proposal, Address account) {
    votes.remove(proposal.key() + ":" + account);
  }

  @Override
  public Map<Support, Integer> supports(Dao dao) {
    return encoded;
  }

  @Override
  public boolean inParts(Dao dao) {
    return inParts;
  }

  /** From now on votes in parts are counted. */
  public void countsParts() {
    inParts = true;
  }

  @Override
  public BigInteger votingPower(Dao dao, Address account, long timepoint) {
    return power;
  }

  /** What happens on the chain while somebody is about to ask it how an account voted. */
  public Runnable beforeVoteOf = () -> {};

  @Override
  public Optional<CastVote> voteOf(Dao dao, ProposalContent proposal, Address account) {
    beforeVoteOf.run();
    ask();
    return vote(proposal.key(), account);
  }

  @Override
  public BigInteger balance(Dao dao, Optional<Address> token, Address account) {
    if (token.filter(untold::contains).isPresent()) {
      throw new PrytanyException(FailureCode.CHAIN_ANSWER_INVALID, "It is no ERC-20 token.");
    }
    return balances.getOrDefault(account, BigInteger.TWO.pow(100));
  }

  @Override
  public List<LifecycleEvent> lifecycle(Dao dao, ProposalContent proposal) {
    ask();
    return List.copyOf(lifecycle);
  }

  // --- GovernorCalls

  @Override
  public PlannedCall vote(Dao dao, ProposalContent proposal, int support, String reason) {
    return call(dao, "vote|" + proposal.key() + "|" + support);
  }

  @Override
  public PlannedCall voteInParts(
      Dao dao, ProposalContent proposal, Map<Support, BigInteger> parts, String reason) {
    String words =
        new TreeMap<>(parts)
            .entrySet().stream()
                .map(part -> part.getKey() + "=" + part.getValue())
                .collect(Collectors.joining(","));
    return call(dao, "parts|" + proposal.key() + "|" + words);
  }

  @Override
  public PlannedCall queue(Dao dao, ProposalContent proposal) {
    return call(dao, "queue|" + proposal.key());
  }

  @Override
  public PlannedCall execute(Dao dao, ProposalContent proposal) {
    return call(dao, "execute|" + proposal.key());
  }

  private static PlannedCall call(Dao dao, String text) {
    return new PlannedCall(dao.governor(), BigInteger.ZERO, encode(text));
  }

  // --- TransactionSubmitter

  @Override
  public long transactionCount(Dao dao, Address account) {
    ask();
    return falseCount.orElse(counts.getOrDefault(account, 0L));
  }

  /** What really stands on the chain. */
  public long count(Address account) {
    return counts.getOrDefault(account, 0L);
  }

  @Override
  public TransactionTerms prepare(Dao dao, Address account, PlannedCall call) {
    ask();
    if (reverting.filter(decode(call.calldata())::contains).isPresent()
        || judgesByItsHead && isTooEarly(decode(call.calldata()))) {
      throw new PrytanyException(FailureCode.CHAIN_ANSWER_INVALID, "it would revert");
    }
    return new TransactionTerms(
        dao.chainId(),
        account,
        call.target(),
        call.valueWei(),
        call.calldata(),
        BigInteger.TEN,
        fees());
  }

  private boolean isTooEarly(String call) {
    return call.startsWith("execute|")
        && etas.get(ProposalKey.parse(call.split("\\|", -1)[1])) > blocks.getLast().timestamp();
  }

  @Override
  public TransactionTerms.Fees fees(Dao dao, TransactionTerms.Fees waiting) {
    return fees();
  }

  @Override
  public BigInteger feeCap(Dao dao) {
    return BigInteger.valueOf(feeCap);
  }

  private TransactionTerms.Fees fees() {
    ask();
    if (2 * baseFee + leastTip > feeCap) {
      throw new PrytanyException(FailureCode.FEE_TOO_HIGH, "the chain asks for more than the cap");
    }
    return new TransactionTerms.Fees(
        BigInteger.valueOf(2 * baseFee + leastTip), BigInteger.valueOf(leastTip));
  }

  @Override
  public Broadcast broadcast(Dao dao, String rawTransaction) {
    ask();
    if (refusing) {
      throw new PrytanyException(FailureCode.CHAIN_UNAVAILABLE, "the endpoint does not take it");
    }
    handedOver.add(rawTransaction);
    String[] parts = decode(rawTransaction).split("\\|", -1);
    Address from = new Address(parts[0]);
    long nonce = Long.parseLong(parts[1]);
    if (poor.contains(from)) {
      return new Broadcast(Broadcast.Answer.NO_COIN, "insufficient funds");
    }
    if (nonce < counts.getOrDefault(from, 0L)) {
      return receipts.containsKey(hash(rawTransaction))
          ? new Broadcast(Broadcast.Answer.KNOWN, "already known")
          : new Broadcast(Broadcast.Answer.NONCE_TOO_LOW, "nonce too low");
    }
    if (Long.parseLong(parts[4]) < leastTip) {
      return new Broadcast(Broadcast.Answer.UNDERPRICED, "transaction underpriced");
    }
    for (String other : List.copyOf(mempool.values())) {
      String[] its = decode(other).split("\\|", -1);
      boolean sameNonce = its[0].equals(parts[0]) && its[1].equals(parts[1]);
      if (sameNonce && !other.equals(rawTransaction)) {
        if (Long.parseLong(parts[3]) * 10 < Long.parseLong(its[3]) * 11) {
          return new Broadcast(Broadcast.Answer.UNDERPRICED, "replacement transaction underpriced");
        }
        mempool.remove(hash(other));
      }
    }
    broadcasts.add(rawTransaction);
    mempool.put(hash(rawTransaction), rawTransaction);
    if (mining) {
      mine();
    }
    if (loseNextAnswer) {
      loseNextAnswer = false;
      throw new PrytanyException(FailureCode.CHAIN_UNAVAILABLE, "the answer was lost");
    }
    return Broadcast.TAKEN;
  }

  @Override
  public Optional<Contents> contents(String rawTransaction) {
    String[] parts = decode(rawTransaction).split("\\|", -1);
    boolean nothing = parts[2].equals("0x");
    Address to = nothing ? new Address(parts[0]) : address(0x60);
    return Optional.of(
        new Contents(
            31337,
            Long.parseLong(parts[1]),
            new PlannedCall(to, BigInteger.ZERO, parts[2]),
            hash(rawTransaction)));
  }

  private static Address address(int n) {
    return World.address(n);
  }

  @Override
  public Optional<Mined> receipt(Dao dao, String transactionHash) {
    ask();
    return Optional.ofNullable(receipts.get(transactionHash));
  }

  // --- ActionDecoder, EffectsSimulator, ReceiptReader

  @Override
  public List<DecodedAction> decode(Dao dao, ProposalContent proposal) {
    return List.of();
  }

  @Override
  public SimulatedEffects simulate(Dao dao, ProposalContent proposal, List<DecodedAction> actions) {
    ask();
    simulated++;
    if (simulationDown) {
      throw new PrytanyException(FailureCode.CHAIN_UNAVAILABLE, "the simulation failed");
    }
    return new SimulatedEffects(
        true,
        Optional.empty(),
        effects,
        restless ? hash("effects " + simulations++) : EffectsHash.of(true, effects),
        blocks.size() - 1,
        "eth_simulateV1");
  }

  @Override
  public ExecutionReceipt read(
      Dao dao, ProposalContent proposal, SimulatedEffects expected, String transactionHash) {
    return new ExecutionReceipt(
        transactionHash, blocks.size() - 1, dao.treasury(), List.of(), true, "");
  }

  /** The hash of signed bytes. */
  public static String hashOf(String rawTransaction) {
    return hash(rawTransaction);
  }

  static String encode(String text) {
    return "0x" + HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
  }

  static String decode(String hex) {
    return new String(HexFormat.of().parseHex(hex.substring(2)), StandardCharsets.UTF_8);
  }

  static String hash(String text) {
    return new org.prytany.governance.hash.CanonicalBytes("test").add(text).sha256();
  }
}

package org.prytany.snapshot;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.prytany.governance.audit.AuditEntry;
import org.prytany.governance.audit.AuditLog;
import org.prytany.governance.audit.AuditRepository;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.offchain.PollPace;
import org.prytany.governance.offchain.PollService;
import org.prytany.governance.plugin.PluginStatus;
import org.prytany.governance.plugin.Plugins;
import org.prytany.governance.plugin.RunningDigester;
import org.prytany.governance.plugin.RunningExecutor;
import org.prytany.governance.poll.Choice;
import org.prytany.governance.poll.EnvelopeRequest;
import org.prytany.governance.poll.HubProposal;
import org.prytany.governance.poll.Poll;
import org.prytany.governance.poll.PollRepository;
import org.prytany.governance.poll.Space;
import org.prytany.governance.poll.VoteEnvelope;
import org.prytany.spi.Address;
import org.prytany.spi.VoteDecision;
import org.prytany.spi.VoteStrategy;
import org.prytany.spi.VotingSituation;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.Sign;

/** One space at a stand-in hub, and what serves it; a signer that signs whatever it is asked. */
final class SpaceWorld implements AutoCloseable {

  static final long NOW = 1_700_000_000L;
  static final String NAME = "demo.eth";
  static final Address VOTER = new Address(SnapshotJs.ADDRESS);

  /** Of test chains; everybody knows it. */
  static final Credentials OPERATOR =
      Credentials.create("0x5de4111afa1a4b94908f83103eb1f1706367c2e68ca870fc3fb9a804cdab365a");

  final StandInHub hub;
  final Space space;
  final Polls polls = new Polls();
  final List<AuditEntry> log = new ArrayList<>();
  final List<EnvelopeRequest> signed = new ArrayList<>();
  boolean policyRuns = true;
  Function<VotingSituation, VoteDecision> policy =
      situation ->
          new VoteDecision.Cast(org.prytany.spi.Support.FOR, "signals", "as the policy says");
  boolean signerDead;
  private Instant now = Instant.ofEpochSecond(NOW);
  private final InstantSource clock = () -> now;
  private final Credentials key = Credentials.create(SnapshotJs.KEY);

  SpaceWorld() throws IOException {
    hub = new StandInHub(NOW);
    space =
        new Space(
            "demo",
            "Demo",
            hub.graphql().toString(),
            hub.sequencer().toString(),
            NAME,
            Optional.of(VOTER),
            Set.of("signals"));
  }

  void time(long seconds) {
    now = Instant.ofEpochSecond(seconds);
    hub.time(seconds);
  }

  /** A server that was just started: nothing is in it but what is stored. */
  PollService started() {
    return new PollService(
        new PollService.Parts(
            new HubClient(Duration.ofSeconds(3), clock),
            polls,
            new OnePolicy(),
            Optional.of(this::sign),
            Set.of(new Address(OPERATOR.getAddress())),
            (chain, account, digest, signature) -> signature.equals("0xsigned"),
            new AuditLog(new InMemoryAudit(log), clock)),
        PollPace.standard(),
        clock);
  }

  private String sign(EnvelopeRequest request) {
    if (signerDead) {
      throw new PrytanyException(FailureCode.SIGNER_UNAVAILABLE, "The signer does not answer.");
    }
    signed.add(request);
    VoteEnvelope envelope =
        new VoteEnvelope(
            VOTER,
            NAME,
            request.timestamp(),
            request.proposal().id(),
            Choice.read(
                request.proposal().system().orElseThrow(),
                request.choice(),
                request.proposal().choices().size()),
            request.reason());
    Sign.SignatureData made = Sign.signMessage(envelope.preimage(), key.getEcKeyPair());
    HexFormat hex = HexFormat.of();
    return "0x"
        + hex.formatHex(made.getR())
        + hex.formatHex(made.getS())
        + hex.formatHex(made.getV());
  }

  /** Puts a proposal to the hub whose id is the hash of what it says. */
  String propose(String type, String... choices) {
    return propose(type, "", choices);
  }

  String propose(String type, String privacy, String[] choices) {
    HubProposal unnamed =
        new HubProposal(
            "0x" + "0".repeat(64),
            NAME,
            VOTER,
            NOW - 100,
            "1",
            type,
            "Shall we?",
            "We should do this. It costs nothing.",
            "",
            List.of(choices),
            List.of(),
            NOW - 50,
            NOW + 86400,
            17,
            "{}",
            privacy,
            "",
            "bafyproposal");
    return hub.propose(unnamed);
  }

  Poll poll(String id) {
    return polls.find(Poll.key("demo", id)).orElseThrow();
  }

  List<String> acts() {
    return log.stream().map(AuditEntry::act).toList();
  }

  @Override
  public void close() {
    hub.close();
  }

  /** Polls in memory, as the store keeps them. */
  static final class Polls implements PollRepository {
    private final Map<String, Poll> all = new HashMap<>();

    @Override
    public synchronized Optional<Poll> find(String key) {
      return Optional.ofNullable(all.get(key));
    }

    @Override
    public synchronized List<Poll> of(String its) {
      return all.values().stream().filter(poll -> poll.space().equals(its)).toList();
    }

    @Override
    public synchronized boolean insert(Poll poll) {
      return all.putIfAbsent(poll.key(), poll.version(1)) == null;
    }

    @Override
    public synchronized Optional<Poll> compareAndSwap(Poll poll) {
      Poll before = all.get(poll.key());
      if (before == null || before.version() != poll.version()) {
        return Optional.empty();
      }
      Poll next = poll.version(poll.version() + 1);
      all.put(poll.key(), next);
      return Optional.of(next);
    }
  }

  private final class OnePolicy implements Plugins {
    @Override
    public Optional<RunningDigester> digester() {
      return Optional.empty();
    }

    @Override
    public Optional<VoteStrategy> strategy() {
      return !policyRuns
          ? Optional.empty()
          : Optional.of(
              new VoteStrategy() {
                @Override
                public String id() {
                  return "test-policy";
                }

                @Override
                public String version() {
                  return "1";
                }

                @Override
                public VoteDecision decide(VotingSituation situation) {
                  return policy.apply(situation);
                }
              });
    }

    @Override
    public Optional<RunningExecutor> executor() {
      return Optional.empty();
    }

    @Override
    public List<PluginStatus> statuses() {
      return List.of();
    }
  }

  private record InMemoryAudit(List<AuditEntry> entries) implements AuditRepository {
    @Override
    public boolean append(AuditEntry entry) {
      return entry.sequence() == entries.size() + 1 && entries.add(entry);
    }

    @Override
    public Optional<AuditEntry> last() {
      return entries.isEmpty() ? Optional.empty() : Optional.of(entries.getLast());
    }

    @Override
    public List<AuditEntry> from(long sequence, int limit) {
      return entries.stream().filter(e -> e.sequence() >= sequence).limit(limit).toList();
    }
  }
}

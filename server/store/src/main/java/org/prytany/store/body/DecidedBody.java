package org.prytany.store.body;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.prytany.governance.proposal.Decided;
import org.prytany.governance.proposal.Seen;
import org.prytany.spi.Circumstances;
import org.prytany.spi.Support;
import org.prytany.spi.VoteDecision;

/** How to vote, and by which rule. */
public record DecidedBody(
    DecisionBody decision,
    String plugin,
    String contentHash,
    long block,
    String votingPower,
    String decidedAt,
    String seal,
    @Nullable SeenBody seen) {

  static DecidedBody of(Decided decided) {
    return new DecidedBody(
        DecisionBody.of(decided.decision()),
        decided.plugin(),
        decided.contentHash(),
        decided.block(),
        decided.votingPower().toString(),
        decided.decidedAt().toString(),
        decided.seal(),
        decided.seen().map(SeenBody::of).orElse(null));
  }

  Decided toDomain() {
    return new Decided(
        decision.toDomain(),
        plugin,
        contentHash,
        block,
        new BigInteger(votingPower),
        Instant.parse(decidedAt),
        seal,
        Optional.ofNullable(seen).map(SeenBody::toDomain));
  }

  /** What else the strategy was told. */
  public record SeenBody(
      long secondsToDeadline,
      String forVotes,
      String against,
      String abstain,
      @Nullable String quorum,
      Circumstances.@Nullable History history) {

    static SeenBody of(Seen seen) {
      return new SeenBody(
          seen.secondsToDeadline(),
          seen.forVotes().toString(),
          seen.againstVotes().toString(),
          seen.abstainVotes().toString(),
          seen.quorum().map(BigInteger::toString).orElse(null),
          seen.history().orElse(null));
    }

    Seen toDomain() {
      return new Seen(
          secondsToDeadline,
          new BigInteger(forVotes),
          new BigInteger(against),
          new BigInteger(abstain),
          Optional.ofNullable(quorum).map(BigInteger::new),
          Optional.ofNullable(history));
    }
  }

  /** The decision itself. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = CastBody.class, name = "cast"),
    @JsonSubTypes.Type(value = SplitBody.class, name = "split"),
    @JsonSubTypes.Type(value = RefrainBody.class, name = "refrain"),
    @JsonSubTypes.Type(value = EscalateBody.class, name = "escalate"),
    @JsonSubTypes.Type(value = NotYetBody.class, name = "not-yet")
  })
  public sealed interface DecisionBody {

    VoteDecision toDomain();

    static DecisionBody of(VoteDecision decision) {
      return switch (decision) {
        case VoteDecision.Cast cast ->
            new CastBody(cast.support().name(), cast.rule(), cast.reason());
        case VoteDecision.Split split ->
            new SplitBody(SharesBody.of(split.shares()), split.rule(), split.reason());
        case VoteDecision.Refrain refrain -> new RefrainBody(refrain.rule(), refrain.reason());
        case VoteDecision.Escalate escalate -> new EscalateBody(escalate.rule(), escalate.reason());
        case VoteDecision.NotYet notYet -> new NotYetBody(notYet.rule(), notYet.reason());
      };
    }
  }

  /** Vote in a direction. */
  record CastBody(String support, String rule, String reason) implements DecisionBody {
    @Override
    public VoteDecision toDomain() {
      return new VoteDecision.Cast(Support.valueOf(support), rule, reason);
    }
  }

  /** Vote in several directions. */
  record SplitBody(SharesBody shares, String rule, String reason) implements DecisionBody {
    @Override
    public VoteDecision toDomain() {
      return new VoteDecision.Split(shares.toDomain(), rule, reason);
    }
  }

  /** Do not vote. */
  record RefrainBody(String rule, String reason) implements DecisionBody {
    @Override
    public VoteDecision toDomain() {
      return new VoteDecision.Refrain(rule, reason);
    }
  }

  /** A person has to decide. */
  record EscalateBody(String rule, String reason) implements DecisionBody {
    @Override
    public VoteDecision toDomain() {
      return new VoteDecision.Escalate(rule, reason);
    }
  }

  /** Ask again later. */
  record NotYetBody(String rule, String reason) implements DecisionBody {
    @Override
    public VoteDecision toDomain() {
      return new VoteDecision.NotYet(rule, reason);
    }
  }
}

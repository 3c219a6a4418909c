package org.prytany.store.body;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.prytany.governance.act.Act;
import org.prytany.governance.act.ActKind;
import org.prytany.governance.act.Recall;
import org.prytany.spi.Address;
import org.prytany.spi.PlannedCall;
import org.prytany.spi.ProposalKey;
import org.prytany.spi.Shares;
import org.prytany.spi.Support;

/** One transaction of ours; the value is decimal wei. */
public record ActBody(
    String kind,
    String proposal,
    String contentHash,
    String account,
    String target,
    String valueWei,
    String calldata,
    String detail,
    String intendedAt,
    @Nullable VoteBody vote,
    long fence,
    TransmissionBody own,
    List<String> spent,
    @Nullable RecallBody recall,
    List<TransmissionBody.SubmissionBody> former,
    int takenBack,
    @Nullable OutcomeBody outcome) {

  static ActBody of(Act act) {
    return new ActBody(
        act.kind().name(),
        act.proposal().text(),
        act.contentHash(),
        act.account().hex(),
        act.call().target().hex(),
        act.call().valueWei().toString(),
        act.call().calldata(),
        act.detail(),
        act.intendedAt().toString(),
        act.vote().map(VoteBody::of).orElse(null),
        act.fence(),
        TransmissionBody.of(act.own()),
        act.spent(),
        act.recall().map(RecallBody::of).orElse(null),
        act.former().stream().map(TransmissionBody.SubmissionBody::of).toList(),
        act.takenBack(),
        act.outcome().map(OutcomeBody::of).orElse(null));
  }

  Act toDomain() {
    return new Act(
        ActKind.valueOf(kind),
        ProposalKey.parse(proposal),
        contentHash,
        new Address(account),
        new PlannedCall(new Address(target), new BigInteger(valueWei), calldata),
        detail,
        Instant.parse(intendedAt),
        Optional.ofNullable(vote).map(VoteBody::toDomain),
        fence,
        own.toDomain(),
        spent,
        Optional.ofNullable(recall).map(RecallBody::toDomain),
        former.stream().map(TransmissionBody.SubmissionBody::toDomain).toList(),
        takenBack,
        Optional.ofNullable(outcome).map(OutcomeBody::toDomain));
  }

  /**
   * What a vote follows from.
   *
   * @param support its direction, where it has one
   * @param shares how much goes where, where it has several
   */
  public record VoteBody(@Nullable String support, @Nullable SharesBody shares, String decision) {

    static VoteBody of(Act.Vote vote) {
      return vote.shares()
          .single()
          .map(support -> new VoteBody(support.name(), null, vote.decision()))
          .orElseGet(() -> new VoteBody(null, SharesBody.of(vote.shares()), vote.decision()));
    }

    Act.Vote toDomain() {
      return new Act.Vote(
          Optional.ofNullable(shares)
              .map(SharesBody::toDomain)
              .or(() -> Optional.ofNullable(support).map(Support::valueOf).map(Shares::all))
              .orElseThrow(() -> new IllegalStateException("a stored vote has no direction")),
          decision);
    }
  }

  /** The taking back of a signed act. */
  public record RecallBody(
      String why, String since, TransmissionBody transmission, @Nullable OutcomeBody then) {

    static RecallBody of(Recall recall) {
      return new RecallBody(
          recall.why(),
          recall.since().toString(),
          TransmissionBody.of(recall.transmission()),
          recall.then().map(OutcomeBody::of).orElse(null));
    }

    Recall toDomain() {
      return new Recall(
          why,
          Instant.parse(since),
          transmission.toDomain(),
          Optional.ofNullable(then).map(OutcomeBody::toDomain));
    }
  }
}

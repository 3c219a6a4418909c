package org.prytany.store.body;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.prytany.governance.act.Act;
import org.prytany.governance.act.ActKind;
import org.prytany.governance.act.Recall;
import org.prytany.governance.act.Transmission;
import org.prytany.spi.Address;
import org.prytany.spi.PlannedCall;
import org.prytany.spi.ProposalKey;
import org.prytany.spi.Support;

/**
 * One transaction of ours; the value is decimal wei.
 *
 * @param submission as forms before version 3 had it: the one signed form; now in {@code own}
 * @param sent as forms before version 3 had it
 */
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
    @Nullable Long fence,
    @Nullable TransmissionBody own,
    @Nullable List<String> spent,
    @Nullable RecallBody recall,
    @Nullable List<TransmissionBody.SubmissionBody> former,
    @Nullable Integer takenBack,
    TransmissionBody.@Nullable SubmissionBody submission,
    @Nullable Boolean sent,
    @Nullable OutcomeBody outcome) {

  private static final Pattern OLD_VOTE = Pattern.compile("vote (FOR|AGAINST|ABSTAIN) by .*");

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
        act.vote().map(vote -> new VoteBody(vote.support().name(), vote.decision())).orElse(null),
        act.fence(),
        TransmissionBody.of(act.own()),
        act.spent(),
        act.recall().map(RecallBody::of).orElse(null),
        act.former().stream().map(TransmissionBody.SubmissionBody::of).toList(),
        act.takenBack(),
        null,
        null,
        act.outcome().map(OutcomeBody::of).orElse(null));
  }

  Act toDomain() {
    Instant intended = Instant.parse(intendedAt);
    return new Act(
        ActKind.valueOf(kind),
        ProposalKey.parse(proposal),
        contentHash,
        new Address(account),
        new PlannedCall(new Address(target), new BigInteger(valueWei), calldata),
        detail,
        intended,
        Optional.ofNullable(vote)
            .map(body -> new Act.Vote(Support.valueOf(body.support()), body.decision()))
            .or(this::oldVote),
        Optional.ofNullable(fence).orElse(0L),
        Optional.ofNullable(own)
            .map(TransmissionBody::toDomain)
            .orElseGet(() -> oldTransmission(intended)),
        Optional.ofNullable(spent).orElse(List.of()),
        Optional.ofNullable(recall).map(RecallBody::toDomain),
        Optional.ofNullable(former).orElse(List.of()).stream()
            .map(TransmissionBody.SubmissionBody::toDomain)
            .toList(),
        Optional.ofNullable(takenBack).orElse(0),
        Optional.ofNullable(outcome).map(OutcomeBody::toDomain));
  }

  /** An older version did not say what a vote follows from: it is taken back and decided anew. */
  private Optional<Act.Vote> oldVote() {
    Matcher words = OLD_VOTE.matcher(detail);
    return words.matches()
        ? Optional.of(new Act.Vote(Support.valueOf(words.group(1)), ""))
        : Optional.empty();
  }

  private Transmission oldTransmission(Instant intended) {
    Optional<Instant> left = Boolean.TRUE.equals(sent) ? Optional.of(intended) : Optional.empty();
    return submission == null
        ? Transmission.NONE
        : new Transmission(List.of(submission.toDomain()), left, left);
  }

  /** What a vote follows from. */
  public record VoteBody(String support, String decision) {}

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

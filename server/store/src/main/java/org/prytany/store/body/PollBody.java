package org.prytany.store.body;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.prytany.governance.poll.HubProposal;
import org.prytany.governance.poll.Poll;
import org.prytany.governance.poll.PollVote;
import org.prytany.governance.poll.Receipt;
import org.prytany.governance.poll.Standing;
import org.prytany.spi.Address;

/**
 * A vote off chain.
 *
 * @param since as it was read last, if that is anything else than at first
 */
public record PollBody(
    ContentBody content,
    @Nullable ContentBody since,
    StandingBody standing,
    @Nullable PollDecisionBody decision,
    @Nullable VoteBody vote) {

  public static PollBody of(Poll poll) {
    return new PollBody(
        ContentBody.of(poll.content()),
        poll.since().map(ContentBody::of).orElse(null),
        StandingBody.of(poll.standing()),
        poll.decision().map(PollDecisionBody::of).orElse(null),
        poll.vote().map(VoteBody::of).orElse(null));
  }

  public Poll toDomain(String space, long version) {
    return new Poll(
        space,
        content.toDomain(),
        Optional.ofNullable(since).map(ContentBody::toDomain),
        standing.toDomain(),
        Optional.ofNullable(decision).map(PollDecisionBody::toDomain),
        Optional.ofNullable(vote).map(VoteBody::toDomain),
        version);
  }

  /** What was proposed. */
  public record ContentBody(
      String id,
      String space,
      String author,
      long created,
      String network,
      String type,
      String title,
      String body,
      String discussion,
      List<String> choices,
      List<String> labels,
      long start,
      long end,
      long snapshot,
      String plugins,
      String privacy,
      String app,
      String ipfs) {

    static ContentBody of(HubProposal its) {
      return new ContentBody(
          its.id(),
          its.space(),
          its.author().hex(),
          its.created(),
          its.network(),
          its.type(),
          its.title(),
          its.body(),
          its.discussion(),
          its.choices(),
          its.labels(),
          its.start(),
          its.end(),
          its.snapshot(),
          its.plugins(),
          its.privacy(),
          its.app(),
          its.ipfs());
    }

    HubProposal toDomain() {
      return new HubProposal(
          id,
          space,
          new Address(author),
          created,
          network,
          type,
          title,
          body,
          discussion,
          choices,
          labels,
          start,
          end,
          snapshot,
          plugins,
          privacy,
          app,
          ipfs);
    }
  }

  /** How it stands; numbers of votes are decimal texts. */
  public record StandingBody(
      List<String> scores, String total, long voters, boolean flagged, boolean gone, String at) {

    static StandingBody of(Standing its) {
      return new StandingBody(
          its.scores().stream().map(BigDecimal::toPlainString).toList(),
          its.total().toPlainString(),
          its.voters(),
          its.flagged(),
          its.gone(),
          its.at().toString());
    }

    Standing toDomain() {
      return new Standing(
          scores.stream().map(BigDecimal::new).toList(),
          new BigDecimal(total),
          voters,
          flagged,
          gone,
          java.time.Instant.parse(at));
    }
  }

  /** Our vote. */
  public record VoteBody(
      String choice,
      long timestamp,
      String reason,
      String id,
      String status,
      String signature,
      @Nullable ReceiptOfHub receipt,
      String told,
      int attempts,
      String at) {

    static VoteBody of(PollVote its) {
      return new VoteBody(
          its.choice(),
          its.timestamp(),
          its.reason(),
          its.id(),
          its.status().name(),
          its.signature(),
          its.receipt()
              .map(r -> new ReceiptOfHub(r.id(), r.ipfs(), r.relayer(), r.signature()))
              .orElse(null),
          its.told(),
          its.attempts(),
          its.at().toString());
    }

    PollVote toDomain() {
      return new PollVote(
          choice,
          timestamp,
          reason,
          id,
          PollVote.Status.valueOf(status),
          signature,
          Optional.ofNullable(receipt)
              .map(r -> new Receipt(r.id(), r.ipfs(), r.relayer(), r.signature())),
          told,
          attempts,
          java.time.Instant.parse(at));
    }
  }

  /** What the hub gave for it. */
  public record ReceiptOfHub(String id, String ipfs, String relayer, String signature) {}
}

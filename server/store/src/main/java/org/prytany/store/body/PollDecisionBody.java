package org.prytany.store.body;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.prytany.governance.poll.PollChoice;
import org.prytany.governance.poll.PollDecision;
import org.prytany.spi.Address;
import org.prytany.spi.Support;

/** What was decided about a vote off chain. */
public record PollDecisionBody(
    String kind,
    String rule,
    String reason,
    @Nullable String support,
    @Nullable String choice,
    String by,
    String contentHash,
    String power,
    String at,
    @Nullable PersonBody person) {

  static PollDecisionBody of(PollDecision its) {
    return new PollDecisionBody(
        its.kind().name(),
        its.rule(),
        its.reason(),
        its.support().map(Enum::name).orElse(null),
        its.choice().orElse(null),
        its.by(),
        its.contentHash(),
        its.power().toPlainString(),
        its.at().toString(),
        its.person().map(PersonBody::of).orElse(null));
  }

  PollDecision toDomain() {
    return new PollDecision(
        PollDecision.Kind.valueOf(kind),
        rule,
        reason,
        Optional.ofNullable(support).map(Support::valueOf),
        Optional.ofNullable(choice),
        by,
        contentHash,
        new BigDecimal(power),
        Instant.parse(at),
        Optional.ofNullable(person).map(PersonBody::toDomain));
  }

  /** What an operator signed. */
  public record PersonBody(
      String space,
      String proposal,
      String choice,
      String meaning,
      String reason,
      String operator,
      String voter,
      long expiry,
      String contentHash,
      String signature) {

    static PersonBody of(PollChoice its) {
      return new PersonBody(
          its.space(),
          its.proposal(),
          its.choice(),
          its.meaning(),
          its.reason(),
          its.operator().hex(),
          its.voter().hex(),
          its.expiry(),
          its.contentHash(),
          its.signature());
    }

    PollChoice toDomain() {
      return new PollChoice(
          space,
          proposal,
          choice,
          meaning,
          reason,
          new Address(operator),
          new Address(voter),
          expiry,
          contentHash,
          signature);
    }
  }
}

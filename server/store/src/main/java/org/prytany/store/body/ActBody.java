package org.prytany.store.body;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.prytany.governance.act.Act;
import org.prytany.governance.act.ActKind;
import org.prytany.governance.signing.TransactionTerms;
import org.prytany.spi.Address;
import org.prytany.spi.PlannedCall;
import org.prytany.spi.ProposalKey;

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
    @Nullable SubmissionBody submission,
    boolean sent,
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
        act.submission()
            .map(
                signed ->
                    new SubmissionBody(
                        signed.nonce(),
                        signed.rawTransaction(),
                        signed.transactionHash(),
                        signed.fees().most().toString(),
                        signed.fees().tip().toString()))
            .orElse(null),
        act.sent(),
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
        Optional.ofNullable(submission)
            .map(
                signed ->
                    new Act.Submission(
                        signed.nonce(),
                        signed.rawTransaction(),
                        signed.transactionHash(),
                        signed.fees())),
        sent,
        Optional.ofNullable(outcome).map(OutcomeBody::toDomain));
  }

  /** A signed transaction; fees are decimal wei per gas. */
  public record SubmissionBody(
      long nonce,
      String rawTransaction,
      String transactionHash,
      @Nullable String mostFee,
      @Nullable String tip) {

    // What was stored before fees were has none; nothing replaces such a transaction.
    TransactionTerms.Fees fees() {
      return new TransactionTerms.Fees(
          new BigInteger(Optional.ofNullable(mostFee).orElse("0")),
          new BigInteger(Optional.ofNullable(tip).orElse("0")));
    }
  }
}

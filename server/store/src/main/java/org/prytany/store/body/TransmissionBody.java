package org.prytany.store.body;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.prytany.governance.act.Act;
import org.prytany.governance.act.Transmission;
import org.prytany.governance.signing.TransactionTerms;

/** The signed forms of one transaction, and whether they left. */
public record TransmissionBody(
    List<SubmissionBody> forms, @Nullable String firstSent, @Nullable String newestSent) {

  static TransmissionBody of(Transmission transmission) {
    return new TransmissionBody(
        transmission.forms().stream().map(SubmissionBody::of).toList(),
        transmission.firstSent().map(Instant::toString).orElse(null),
        transmission.newestSent().map(Instant::toString).orElse(null));
  }

  Transmission toDomain() {
    return new Transmission(
        forms.stream().map(SubmissionBody::toDomain).toList(),
        Optional.ofNullable(firstSent).map(Instant::parse),
        Optional.ofNullable(newestSent).map(Instant::parse));
  }

  /** A signed transaction; fees are decimal wei per gas. */
  public record SubmissionBody(
      long nonce, String rawTransaction, String transactionHash, String mostFee, String tip) {

    static SubmissionBody of(Act.Submission signed) {
      return new SubmissionBody(
          signed.nonce(),
          signed.rawTransaction(),
          signed.transactionHash(),
          signed.fees().most().toString(),
          signed.fees().tip().toString());
    }

    Act.Submission toDomain() {
      return new Act.Submission(
          nonce,
          rawTransaction,
          transactionHash,
          new TransactionTerms.Fees(new BigInteger(mostFee), new BigInteger(tip)));
    }
  }
}

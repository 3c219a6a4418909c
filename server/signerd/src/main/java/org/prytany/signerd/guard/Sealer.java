package org.prytany.signerd.guard;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.hash.CanonicalBytes;
import org.prytany.governance.signing.Seals;
import org.prytany.signerd.journal.Recorded;
import org.prytany.spi.ProposalKey;

/**
 * Seals with HMAC-SHA256. A seal names its place in the journal, so that only the latest of a
 * proposal and subject counts, also after a restart.
 */
public final class Sealer implements Seals {

  private static final String ALGORITHM = "HmacSHA256";

  private final Ledger ledger;
  private final Set<Dao> daos;
  private final SecretKeySpec key;

  /**
   * @param daos whose proposals are sealed; for any other nothing is recorded
   * @param key 32 bytes that neither the store nor the server has
   */
  Sealer(Ledger ledger, Set<Dao> daos, byte[] key) {
    this.ledger = ledger;
    this.daos = Set.copyOf(daos);
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  @Override
  public String seal(ProposalKey proposal, Subject subject, String statement) {
    if (!statement.matches("0x[0-9a-f]{64}")) {
      throw new IllegalArgumentException("a statement is sealed by its SHA-256");
    }
    if (!own(proposal)) {
      throw Refusal.because("no DAO is configured for " + proposal);
    }
    long sequence = ledger.record(new Recorded.Sealed(proposal, subject, statement)).sequence();
    return sequence + "-" + mac(sequence, proposal, subject, statement);
  }

  @Override
  public boolean stands(ProposalKey proposal, Subject subject, String statement, String seal) {
    OptionalLong latest = ledger.sealed(proposal, subject, statement);
    if (latest.isEmpty() || !own(proposal)) {
      return false;
    }
    String expected =
        latest.getAsLong() + "-" + mac(latest.getAsLong(), proposal, subject, statement);
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), seal.getBytes(StandardCharsets.UTF_8));
  }

  private boolean own(ProposalKey proposal) {
    return daos.stream()
        .anyMatch(
            dao ->
                dao.chainId() == proposal.chainId() && dao.governor().equals(proposal.governor()));
  }

  private String mac(long sequence, ProposalKey proposal, Subject subject, String statement) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      CanonicalBytes bytes = new CanonicalBytes("prytany-seal-1");
      bytes.add(sequence).add(proposal.text()).add(subject.name()).add(statement);
      return HexFormat.of().formatHex(mac.doFinal(bytes.sha256().getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }
}

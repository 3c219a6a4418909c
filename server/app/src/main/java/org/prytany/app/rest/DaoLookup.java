package org.prytany.app.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.dao.DaoDirectory;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalRepository;
import org.prytany.governance.proposal.ProposalSummary;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalKey;

/** Finds DAOs and proposals by the names that they have in addresses of the API. */
@ApplicationScoped
public class DaoLookup {

  @Inject private DaoDirectory daos;
  @Inject private ProposalRepository proposals;

  /** All DAOs. */
  public List<Dao> all() {
    return daos.all();
  }

  /**
   * @throws PrytanyException NOT_FOUND
   */
  public Dao dao(String id) {
    return daos.all().stream()
        .filter(dao -> dao.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new PrytanyException(
                    FailureCode.NOT_FOUND,
                    "No DAO has that id here: GET /api/v1/daos lists those there are."));
  }

  /**
   * The DAO in whose domain something about the whole server is signed.
   *
   * @param id null for the first one
   * @throws PrytanyException NOT_FOUND
   */
  public Dao signedIn(@Nullable String id) {
    return id != null
        ? dao(id)
        : all().stream()
            .findFirst()
            .orElseThrow(
                () ->
                    new PrytanyException(
                        FailureCode.NOT_FOUND,
                        "This server serves no DAO, so nothing can be signed for it: add one to its"
                            + " configuration."));
  }

  /**
   * The DAO in whose domain something was signed.
   *
   * @throws PrytanyException APPROVAL_REFUSED if it is not served
   */
  public Dao governed(Address governor) {
    return all().stream()
        .filter(dao -> dao.governor().equals(governor))
        .findFirst()
        .orElseThrow(
            () ->
                new PrytanyException(
                    FailureCode.APPROVAL_REFUSED,
                    "It is signed for a governor that this server does not serve."));
  }

  /**
   * @param id the governor's decimal id
   * @throws PrytanyException INVALID_INPUT or NOT_FOUND
   */
  public Proposal proposal(Dao dao, String id) {
    if (!id.matches("\\d{1,78}")) {
      throw Body.invalid("A proposal's id is the governor's decimal number.");
    }
    return proposals
        .find(new ProposalKey(dao.chainId(), dao.governor(), new BigInteger(id)))
        .orElseThrow(
            () ->
                new PrytanyException(
                    FailureCode.NOT_FOUND,
                    "This DAO has no proposal with that id, or it was not read yet."));
  }

  /** A proposal of whatever DAO; empty if it was not read yet. */
  public Optional<Proposal> found(ProposalKey key) {
    return proposals.find(key);
  }

  /** Proposals of a DAO that are still on the chain, newest first. */
  public List<Proposal> proposals(Dao dao) {
    return proposals.of(dao.chainId(), dao.governor());
  }

  /** What lists are filtered by, newest first; {@link #whole} reads those that are shown. */
  public List<ProposalSummary> summaries(Dao dao) {
    return proposals.summaries(dao.chainId(), dao.governor());
  }

  /** All of one; empty if it is gone meanwhile. */
  public Optional<Proposal> whole(ProposalSummary summary) {
    return proposals.find(summary.key());
  }
}

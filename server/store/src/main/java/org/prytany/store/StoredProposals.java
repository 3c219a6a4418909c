package org.prytany.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Indexes.compoundIndex;
import static com.mongodb.client.model.Indexes.descending;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalRepository;
import org.prytany.governance.proposal.ProposalSummary;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalKey;
import org.prytany.store.body.ProposalBody;
import org.prytany.store.document.ProposalDocument;

/** Proposals, one document each. */
final class StoredProposals implements ProposalRepository {

  private static final TypeReference<ProposalBody> BODY = new TypeReference<>() {};

  private final Documents documents;

  StoredProposals(Documents documents) {
    this.documents = documents;
    documents.index(
        ProposalDocument.class,
        compoundIndex(ascending("chainId", "governor"), descending("block")));
    documents.index(
        ProposalDocument.class,
        compoundIndex(ascending("chainId", "governor"), descending("minedAt")));
  }

  @Override
  public Optional<Proposal> find(ProposalKey key) {
    return documents.find(ProposalDocument.class, key.text()).map(StoredProposals::proposal);
  }

  @Override
  public boolean insert(Proposal proposal) {
    return documents.insert(document(proposal, 1));
  }

  @Override
  public List<Boolean> insertAll(List<Proposal> fresh) {
    return documents.insertAll(fresh.stream().map(its -> document(its, 1)).toList(), false);
  }

  @Override
  public Optional<Proposal> compareAndSwap(Proposal proposal) {
    ProposalDocument next = document(proposal, proposal.version() + 1);
    boolean swapped =
        documents.swap(next, and(eq("_id", next.id()), eq("version", proposal.version())));
    return swapped
        ? Optional.of(proposal.change().version(next.version()).build())
        : Optional.empty();
  }

  @Override
  public List<Proposal> of(long chainId, Address governor) {
    return documents
        .<ProposalDocument>select(
            template ->
                template
                    .select(ProposalDocument.class)
                    .where("chainId")
                    .eq(chainId)
                    .and("governor")
                    .eq(governor.hex())
                    .result())
        .stream()
        .map(StoredProposals::proposal)
        .sorted(
            Comparator.comparingLong((Proposal proposal) -> proposal.content().block())
                .reversed()
                .thenComparing(proposal -> proposal.key().proposalId()))
        .toList();
  }

  @Override
  public List<ProposalSummary> summaries(long chainId, Address governor) {
    return documents
        .fields(
            ProposalDocument.class,
            and(eq("chainId", chainId), eq("governor", governor.hex())),
            StoredSummary.FIELDS)
        .stream()
        .map(StoredSummary::read)
        .sorted(ProposalSummary.NEWEST_FIRST)
        .toList();
  }

  @Override
  public List<ProposalKey> minedAbove(long chainId, Address governor, long block) {
    return documents
        .fields(
            ProposalDocument.class,
            and(
                eq("chainId", chainId),
                eq("governor", governor.hex()),
                gt("minedAt", Math.max(0, block))),
            List.of("_id"))
        .stream()
        .map(its -> ProposalKey.parse(its.getString("_id")))
        .toList();
  }

  static ProposalDocument document(Proposal proposal, long version) {
    ProposalKey key = proposal.key();
    ProposalSummary summary = ProposalSummary.of(proposal);
    return new ProposalDocument(
        key.text(),
        Json.SCHEMA,
        version,
        key.chainId(),
        key.governor().hex(),
        key.proposalId().toString(),
        summary.contentHash(),
        summary.block(),
        summary.state().map(Enum::name).orElse(""),
        summary.removedByReorg(),
        summary.actionsHash(),
        summary.hasCalls(),
        summary.atRest(),
        summary.digestedWith(),
        summary.minedAt(),
        StoredSummary.word(summary.acts()),
        StoredSummary.word(summary.reckoned()),
        Json.write(ProposalBody.of(proposal)));
  }

  private static Proposal proposal(ProposalDocument document) {
    String where = "proposals/" + document.id();
    requirePresent(document.schema(), document.id());
    return Json.read(document.body(), BODY, where)
        .toDomain(document.version(), document.removedByReorg());
  }

  /** A start brought all of them to the present form, so only an older server writes others. */
  static void requirePresent(int schema, String id) {
    Json.checkSchema(schema, "proposals/" + id);
    if (schema < Json.SCHEMA) {
      throw new PrytanyException(
          FailureCode.STORE_CORRUPT,
          "The stored proposal "
              + id
              + " has form "
              + schema
              + ", which an older version of Prytany wrote after this one had started. Stop every"
              + " older server of this store, and start this one again.");
    }
  }
}

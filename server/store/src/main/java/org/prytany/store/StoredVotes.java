package org.prytany.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Indexes.ascending;

import com.fasterxml.jackson.core.type.TypeReference;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.voters.VoteCursor;
import org.prytany.governance.voters.VoteLog;
import org.prytany.governance.voters.VoteRepository;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalKey;
import org.prytany.store.body.ChainBody;
import org.prytany.store.document.VoteCursorDocument;
import org.prytany.store.document.VoteDocument;

/** Votes on the chain, one document a log; and one a governor for how far they were read. */
final class StoredVotes implements VoteRepository {

  private static final TypeReference<ChainBody.BlockBody> BLOCK = new TypeReference<>() {};

  private static final List<String> LIGHT =
      List.of("schema", "proposal", "voter", "parts", "transactionHash", "block", "place");

  private static final List<String> WHOLE =
      List.of(
          "schema", "proposal", "voter", "parts", "transactionHash", "block", "place", "reason");

  private final Documents documents;

  StoredVotes(Documents documents) {
    this.documents = documents;
    documents.index(VoteDocument.class, ascending("proposal", "era", "voter", "block", "place"));
    documents.index(VoteDocument.class, ascending("governor"));
  }

  @Override
  public boolean insert(VoteLog vote, long era) {
    return documents.insert(
        new VoteDocument(
            id(vote, era),
            Json.SCHEMA,
            era,
            id(vote.proposal().chainId(), vote.proposal().governor()),
            vote.proposal().text(),
            vote.voter().hex(),
            vote.parts().stream()
                .map(part -> part.direction() + "=" + part.weight())
                .collect(Collectors.joining(" ")),
            vote.reason(),
            vote.transactionHash(),
            vote.block(),
            vote.index()));
  }

  @Override
  public void each(ProposalKey proposal, long era, Consumer<VoteLog> taker) {
    each(and(eq("proposal", proposal.text()), eq("era", era)), taker);
  }

  @Override
  public void each(ProposalKey proposal, long era, Address account, Consumer<VoteLog> taker) {
    each(and(eq("proposal", proposal.text()), eq("era", era), eq("voter", account.hex())), taker);
  }

  private void each(Bson filter, Consumer<VoteLog> taker) {
    documents.each(
        VoteDocument.class,
        filter,
        LIGHT,
        ascending("proposal", "era", "voter", "block", "place"),
        document -> taker.accept(vote(document)));
  }

  @Override
  public List<VoteLog> whole(List<VoteLog> votes, long era) {
    return votes.isEmpty()
        ? List.of()
        : documents
            .fields(
                VoteDocument.class,
                in("_id", votes.stream().map(vote -> id(vote, era)).toList()),
                WHOLE)
            .stream()
            .map(StoredVotes::vote)
            .toList();
  }

  /** A log of another branch takes no place of one of this one. */
  private static String id(VoteLog vote, long era) {
    return vote.id() + "@" + era;
  }

  @Override
  public void forget(long chainId, Address governor, long era) {
    documents.deleteAll(
        VoteDocument.class, and(eq("governor", id(chainId, governor)), lt("era", era)));
  }

  @Override
  public Optional<VoteCursor> cursor(long chainId, Address governor) {
    return documents.find(VoteCursorDocument.class, id(chainId, governor)).map(StoredVotes::cursor);
  }

  @Override
  public boolean insert(VoteCursor cursor) {
    return documents.insert(document(cursor, cursor.version()));
  }

  @Override
  public boolean compareAndSwap(VoteCursor cursor) {
    VoteCursorDocument next = document(cursor, cursor.version() + 1);
    return documents.swap(next, and(eq("_id", next.id()), eq("version", cursor.version())));
  }

  private static String id(long chainId, Address governor) {
    return chainId + ":" + governor;
  }

  private static VoteLog vote(Document document) {
    String where = "votes/" + document.getString("_id");
    Json.checkSchema(document.getInteger("schema"), where);
    try {
      return new VoteLog(
          ProposalKey.parse(document.getString("proposal")),
          new Address(document.getString("voter")),
          parts(document.getString("parts")),
          document.get("reason", ""),
          document.getString("transactionHash"),
          document.getLong("block"),
          document.getLong("place"));
    } catch (IllegalArgumentException e) {
      throw new PrytanyException(
          FailureCode.STORE_CORRUPT,
          "The stored document "
              + where
              + " cannot be read: "
              + e.getMessage()
              + ". Restore the store from a backup.",
          e);
    }
  }

  private static List<VoteLog.Part> parts(String text) {
    return text.isEmpty()
        ? List.of()
        : Arrays.stream(text.split(" ", -1))
            .map(
                part -> {
                  int sign = part.indexOf('=');
                  return new VoteLog.Part(
                      part.substring(0, Math.max(0, sign)),
                      new BigInteger(part.substring(sign + 1)));
                })
            .toList();
  }

  private static VoteCursor cursor(VoteCursorDocument document) {
    String where = "votecursors/" + document.id();
    Json.checkSchema(document.schema(), where);
    return new VoteCursor(
        document.chainId(),
        new Address(document.governor()),
        document.version(),
        document.era(),
        document.first(),
        document.nextBlock(),
        Optional.ofNullable(document.ended())
            .map(json -> Json.read(json, BLOCK, where).toDomain()));
  }

  private static VoteCursorDocument document(VoteCursor cursor, long version) {
    return new VoteCursorDocument(
        id(cursor.chainId(), cursor.governor()),
        Json.SCHEMA,
        version,
        cursor.chainId(),
        cursor.governor().hex(),
        cursor.era(),
        cursor.from(),
        cursor.next(),
        cursor.end().map(ChainBody.BlockBody::of).map(Json::write).orElse(null));
  }
}

package org.prytany.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Indexes.ascending;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.prytany.governance.poll.Poll;
import org.prytany.governance.poll.PollRepository;
import org.prytany.store.body.PollBody;
import org.prytany.store.document.PollDocument;

/** Votes off chain, one document each. */
final class StoredPolls implements PollRepository {

  private static final TypeReference<PollBody> BODY = new TypeReference<>() {};

  private final Documents documents;

  StoredPolls(Documents documents) {
    this.documents = documents;
    documents.index(PollDocument.class, ascending("space"));
  }

  @Override
  public Optional<Poll> find(String key) {
    return documents.find(PollDocument.class, key).map(StoredPolls::poll);
  }

  @Override
  public List<Poll> of(String space) {
    return documents
        .<PollDocument>select(
            template -> template.select(PollDocument.class).where("space").eq(space).result())
        .stream()
        .map(StoredPolls::poll)
        .sorted(
            Comparator.comparingLong((Poll poll) -> poll.now().end())
                .reversed()
                .thenComparing((Poll poll) -> poll.key()))
        .toList();
  }

  @Override
  public boolean insert(Poll poll) {
    return documents.insert(document(poll, 1));
  }

  @Override
  public Optional<Poll> compareAndSwap(Poll poll) {
    PollDocument next = document(poll, poll.version() + 1);
    boolean swapped =
        documents.swap(next, and(eq("_id", next.id()), eq("version", poll.version())));
    return swapped ? Optional.of(poll.version(next.version())) : Optional.empty();
  }

  private static PollDocument document(Poll poll, long version) {
    return new PollDocument(
        poll.key(),
        Json.SCHEMA,
        version,
        poll.space(),
        poll.now().end(),
        Json.write(PollBody.of(poll)));
  }

  private static Poll poll(PollDocument document) {
    String where = "polls/" + document.id();
    Json.checkSchema(document.schema(), where);
    return Json.read(document.body(), BODY, where).toDomain(document.space(), document.version());
  }
}

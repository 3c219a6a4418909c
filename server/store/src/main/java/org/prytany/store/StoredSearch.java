package org.prytany.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Filters.regex;
import static com.mongodb.client.model.Indexes.ascending;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.prytany.governance.search.SearchEntry;
import org.prytany.governance.search.SearchQuery;
import org.prytany.governance.search.SearchRepository;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalKey;

/**
 * What proposals are found by, one document each, in a collection of its own: it follows from the
 * proposals, so it is in no backup and has no form. Terms are an array with an index over its
 * elements, the same on every MongoDB; the embedded store reads the collection through.
 */
final class StoredSearch implements SearchRepository {

  static final String COLLECTION = "search";

  private final MongoDatabase database;

  /**
   * @param indexed whether the database has secondary indexes
   */
  StoredSearch(MongoDatabase database, boolean indexed) {
    this.database = database;
    if (indexed) {
      for (Bson keys :
          List.of(
              ascending("terms"),
              ascending("chainId", "payees"),
              ascending("chainId", "governor"))) {
        Documents.answered(() -> collection().createIndex(keys));
      }
    }
  }

  @Override
  public Map<ProposalKey, Long> versions(long chainId, Address governor) {
    Map<ProposalKey, Long> versions = new HashMap<>();
    Documents.answered(
        () -> {
          collection()
              .find(and(eq("chainId", chainId), eq("governor", governor.hex())))
              .projection(Projections.include("version"))
              .forEach(
                  entry ->
                      versions.put(
                          ProposalKey.parse(entry.getString("_id")), entry.getLong("version")));
          return true;
        });
    return versions;
  }

  @Override
  public void put(SearchEntry entry) {
    ProposalKey key = entry.key();
    Document document =
        new Document("_id", key.text())
            .append("version", entry.version())
            .append("chainId", key.chainId())
            .append("governor", key.governor().hex())
            .append("block", entry.block())
            .append("terms", entry.terms().stream().sorted().toList())
            .append("payees", entry.payees().stream().map(Address::hex).sorted().toList());
    Documents.answered(
        () ->
            collection()
                .replaceOne(eq("_id", key.text()), document, new ReplaceOptions().upsert(true)));
  }

  @Override
  public List<ProposalKey> find(SearchQuery query, Optional<Governor> of, int most) {
    List<Bson> all = new ArrayList<>();
    of.ifPresent(
        its -> {
          all.add(eq("chainId", its.chainId()));
          all.add(eq("governor", its.address().hex()));
        });
    query.parts().forEach(part -> all.add(has(part)));
    return keys(and(all), most);
  }

  private static Bson has(SearchQuery.Part part) {
    return or(
        part.any().stream()
            .map(
                term ->
                    part.begins() ? regex("terms", "^" + Pattern.quote(term)) : eq("terms", term))
            .toList());
  }

  @Override
  public List<ProposalKey> paying(long chainId, Address account, int most) {
    return keys(and(eq("chainId", chainId), eq("payees", account.hex())), most);
  }

  private List<ProposalKey> keys(Bson filter, int most) {
    List<ProposalKey> keys = new ArrayList<>();
    Documents.answered(
        () -> {
          collection()
              .find(filter)
              .projection(Projections.include("block"))
              .sort(Sorts.orderBy(Sorts.descending("block"), Sorts.ascending("_id")))
              .limit(most)
              .forEach(entry -> keys.add(ProposalKey.parse(entry.getString("_id"))));
          return true;
        });
    return keys;
  }

  private MongoCollection<Document> collection() {
    return database.getCollection(COLLECTION);
  }
}

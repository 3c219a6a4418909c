package org.prytany.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
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
import java.util.Set;
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
  public Map<ProposalKey, String> madeFrom(long chainId, Address governor) {
    Map<ProposalKey, String> made = new HashMap<>();
    Documents.answered(
        () -> {
          collection()
              .find(and(eq("chainId", chainId), eq("governor", governor.hex())))
              .projection(Projections.include("madeFrom"))
              .forEach(
                  entry ->
                      made.put(
                          ProposalKey.parse(entry.getString("_id")), entry.get("madeFrom", "")));
          return true;
        });
    return made;
  }

  @Override
  public void put(SearchEntry entry) {
    ProposalKey key = entry.key();
    Document document =
        new Document("_id", key.text())
            .append("madeFrom", entry.madeFrom())
            .append("chainId", key.chainId())
            .append("governor", key.governor().hex())
            .append("block", entry.block())
            .append("terms", entry.terms().stream().sorted().toList())
            .append("title", entry.title().stream().sorted().toList())
            .append("payees", entry.payees().stream().map(Address::hex).sorted().toList());
    Documents.answered(
        () ->
            collection()
                .replaceOne(eq("_id", key.text()), document, new ReplaceOptions().upsert(true)));
  }

  @Override
  public List<ProposalKey> find(SearchQuery query, Map<Long, Set<Address>> of, int most) {
    if (of.isEmpty()) {
      return List.of();
    }
    List<Bson> all = new ArrayList<>();
    all.add(
        or(of.entrySet().stream().map(its -> proposedTo(its.getKey(), its.getValue())).toList()));
    query.parts().forEach(part -> all.add(has(part)));
    return keys(and(all), most);
  }

  private static Bson proposedTo(long chainId, Set<Address> governors) {
    return and(
        eq("chainId", chainId),
        in("governor", governors.stream().map(Address::hex).sorted().toList()));
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
  public List<Title> titles(long chainId, Address governor) {
    List<Title> titles = new ArrayList<>();
    Documents.answered(
        () -> {
          collection()
              .find(proposedTo(chainId, Set.of(governor)))
              .projection(Projections.include("block", "title"))
              .forEach(
                  entry -> {
                    Set<String> words = Set.copyOf(entry.getList("title", String.class, List.of()));
                    if (!words.isEmpty()) {
                      titles.add(
                          new Title(
                              ProposalKey.parse(entry.getString("_id")),
                              entry.getLong("block"),
                              words));
                    }
                  });
          return true;
        });
    return titles;
  }

  @Override
  public List<ProposalKey> paying(Payments asked, int most) {
    return keys(
        and(
            proposedTo(asked.chainId(), asked.governors()),
            eq("payees", asked.account().hex()),
            lt("block", asked.before())),
        most);
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

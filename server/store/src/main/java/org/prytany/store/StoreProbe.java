package org.prytany.store;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;

/**
 * Tries a store before it is believed. Votes and payouts are done once because of three things that
 * a store does: of several changes from one version one wins, of several documents with one id one
 * is stored, and what one worker takes no other gets. Not every server that speaks MongoDB's
 * protocol does them when many ask at once, so each is asked for by {@value #CALLERS} callers at
 * the same moment, with the commands that the repositories use, in a collection of its own that is
 * emptied afterwards. Some three hundred operations.
 */
final class StoreProbe {

  /** Where it is tried; nothing else is ever stored there. */
  static final String COLLECTION = "prytany_probe";

  private static final System.Logger LOG = System.getLogger(StoreProbe.class.getName());
  private static final int CALLERS = 8;
  private static final int ROUNDS = 8;
  private static final int TO_CLAIM = 32;

  private final MongoDatabase database;
  private final String run = UUID.randomUUID().toString();

  StoreProbe(MongoDatabase database) {
    this.database = database;
  }

  /**
   * @throws PrytanyException STORE_UNFIT with what was seen, if the store lets two callers win
   * @throws MongoException if it does not carry out an operation
   */
  void require() {
    try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
      changesFromOneVersion(callers);
      documentsWithOneId(callers);
      claims(callers);
      takings(callers);
    } finally {
      cleanUp();
    }
  }

  private void cleanUp() {
    try {
      // Only what this run wrote: another server may be trying the same store now.
      collection().deleteMany(Filters.eq("run", run));
    } catch (MongoException e) {
      // Why the store was not believed must not be hidden by that; what stays there is never read.
      LOG.log(System.Logger.Level.DEBUG, "what was tried could not be removed", e);
    }
  }

  private void changesFromOneVersion(ExecutorService callers) {
    String id = run + ":version";
    collection().insertOne(document(id).append("version", 0));
    for (int round = 0; round < ROUNDS; round++) {
      int version = round;
      Bson from = Filters.and(Filters.eq("_id", id), Filters.eq("version", version));
      requireOne(
          atOnce(
              callers,
              caller ->
                  collection()
                          .findOneAndUpdate(
                              from,
                              Updates.combine(
                                  Updates.set("version", version + 1), Updates.set("by", caller)))
                      != null),
          "changes from one version");
    }
    Document last = collection().find(Filters.eq("_id", id)).first();
    if (last == null || last.getInteger("version", -1) != ROUNDS) {
      throw unfit("a change that it confirmed was not there when it was read back");
    }
  }

  private void documentsWithOneId(ExecutorService callers) {
    for (int round = 0; round < ROUNDS; round++) {
      String id = run + ":id" + round;
      requireOne(
          atOnce(callers, caller -> inserted(document(id).append("by", caller))),
          "documents with one id");
    }
  }

  private void claims(ExecutorService callers) {
    List<Document> free = new ArrayList<>();
    for (int number = 0; number < TO_CLAIM; number++) {
      free.add(document(run + ":claim" + number).append("lease", 0).append("due", number));
    }
    collection().insertMany(free);
    Bson unclaimed = Filters.and(Filters.eq("run", run), Filters.eq("lease", 0));
    FindOneAndUpdateOptions mostUrgent = new FindOneAndUpdateOptions().sort(Sorts.ascending("due"));
    List<Integer> claimed =
        atOnce(
            callers,
            caller -> {
              int mine = 0;
              // A store that gives one out again and again would never come to an end here.
              while (mine <= TO_CLAIM
                  && collection().findOneAndUpdate(unclaimed, Updates.set("lease", 1), mostUrgent)
                      != null) {
                mine++;
              }
              return mine;
            });
    int sum = claimed.stream().mapToInt(Integer::intValue).sum();
    if (sum != TO_CLAIM) {
      throw unfit("of " + TO_CLAIM + " duties " + sum + " were claimed");
    }
  }

  private void takings(ExecutorService callers) {
    for (int round = 0; round < ROUNDS; round++) {
      String id = run + ":once" + round;
      collection().insertOne(document(id));
      requireOne(
          atOnce(callers, caller -> collection().findOneAndDelete(Filters.eq("_id", id)) != null),
          "removals of one document");
    }
  }

  private boolean inserted(Document document) {
    try {
      collection().insertOne(document);
      return true;
    } catch (MongoException e) {
      if (ErrorCategory.fromErrorCode(e.getCode()) == ErrorCategory.DUPLICATE_KEY) {
        return false;
      }
      throw e;
    }
  }

  private static void requireOne(List<Boolean> outcomes, String what) {
    long won = outcomes.stream().filter(Boolean::booleanValue).count();
    if (won != 1) {
      throw unfit("of " + CALLERS + " " + what + " at the same moment " + won + " won");
    }
  }

  private static PrytanyException unfit(String seen) {
    return new PrytanyException(
        FailureCode.STORE_UNFIT,
        "The store of prytany.store.uri was tried, and "
            + seen
            + ". On such a store a vote or a payout could be made twice. Use MongoDB 7 or newer:"
            + " other servers that speak its protocol may not change a document in one step.");
  }

  private MongoCollection<Document> collection() {
    return database.getCollection(COLLECTION);
  }

  private Document document(String id) {
    return new Document("_id", id).append("run", run);
  }

  private interface Call<T> {
    T by(int caller);
  }

  /** Lets all callers go at the same moment. */
  private static <T> List<T> atOnce(ExecutorService callers, Call<T> call) {
    CyclicBarrier start = new CyclicBarrier(CALLERS);
    List<Future<T>> running = new ArrayList<>();
    for (int caller = 0; caller < CALLERS; caller++) {
      int number = caller;
      running.add(
          callers.submit(
              () -> {
                start.await();
                return call.by(number);
              }));
    }
    List<T> outcomes = new ArrayList<>();
    for (Future<T> future : running) {
      outcomes.add(outcome(future));
    }
    return outcomes;
  }

  private static <T> T outcome(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof MongoException refused) {
        throw refused;
      }
      throw new IllegalStateException("a store was tried", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PrytanyException(
          FailureCode.STORE_UNAVAILABLE, "The server was stopped while it tried its store.", e);
    }
  }
}

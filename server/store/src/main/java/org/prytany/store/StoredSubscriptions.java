package org.prytany.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.prytany.governance.alert.Alert;
import org.prytany.governance.alert.Recipient;
import org.prytany.governance.alert.Subscription;
import org.prytany.governance.alert.SubscriptionRepository;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.spi.Address;
import org.prytany.store.document.SubscriptionDocument;

/** Subscriptions, one document each. */
final class StoredSubscriptions implements SubscriptionRepository {

  private static final System.Logger LOG = System.getLogger(StoredSubscriptions.class.getName());

  private final Documents documents;

  StoredSubscriptions(Documents documents) {
    this.documents = documents;
  }

  @Override
  public boolean insert(Subscription subscription) {
    return documents.insert(document(subscription));
  }

  @Override
  public Optional<Subscription> find(String id) {
    return documents.find(SubscriptionDocument.class, id).map(StoredSubscriptions::subscription);
  }

  @Override
  public List<Subscription> all() {
    return documents
        .<SubscriptionDocument>select(
            template -> template.select(SubscriptionDocument.class).result())
        .stream()
        .flatMap(document -> readable(document).stream())
        .sorted(Comparator.comparing(Subscription::since).thenComparing(Subscription::id))
        .toList();
  }

  private static Optional<Subscription> readable(SubscriptionDocument document) {
    try {
      return Optional.of(subscription(document));
    } catch (PrytanyException e) {
      LOG.log(System.Logger.Level.WARNING, "a subscription is left out: " + e.getMessage(), e);
      return Optional.empty();
    }
  }

  @Override
  public Optional<Subscription> compareAndSwap(Subscription subscription) {
    Subscription next = subscription.version(subscription.version() + 1);
    boolean swapped =
        documents.swap(
            document(next), and(eq("_id", next.id()), eq("version", subscription.version())));
    return swapped ? Optional.of(next) : Optional.empty();
  }

  @Override
  public void remove(String id) {
    documents.deleteAll(SubscriptionDocument.class, eq("_id", id));
  }

  @Override
  public void forgetUnconfirmed(Instant before) {
    documents.deleteAll(
        SubscriptionDocument.class,
        and(eq("confirmed", false), lt("since", before.toEpochMilli())));
  }

  private static SubscriptionDocument document(Subscription its) {
    return new SubscriptionDocument(
        its.id(),
        Json.SCHEMA,
        its.version(),
        its.address().text(),
        words(its.choice().daos(), dao -> dao),
        words(its.choice().kinds(), Alert.Kind::name),
        words(its.choice().delegates(), Address::hex),
        its.confirmed(),
        its.confirmation(),
        its.key(),
        its.since().toEpochMilli());
  }

  private static <T> String words(Set<T> all, Function<T, String> word) {
    return all.stream().map(word).sorted().collect(Collectors.joining(" "));
  }

  private static <T> Set<T> words(String text, Function<String, T> read) {
    return Arrays.stream(text.split(" ", -1))
        .filter(word -> !word.isEmpty())
        .map(read)
        .collect(Collectors.toSet());
  }

  private static Subscription subscription(SubscriptionDocument document) {
    String where = "subscriptions/" + document.id();
    Json.checkSchema(document.schema(), where);
    try {
      return new Subscription(
          document.id(),
          document.version(),
          Recipient.of(document.address()),
          new Subscription.Choice(
              words(document.daos(), dao -> dao),
              words(document.kinds(), Alert.Kind::valueOf),
              words(document.delegates(), Address::new)),
          document.confirmed(),
          document.confirmation(),
          document.key(),
          Instant.ofEpochMilli(document.since()));
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
}

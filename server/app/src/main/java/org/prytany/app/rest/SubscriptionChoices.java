package org.prytany.app.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.prytany.governance.alert.Alert;
import org.prytany.governance.alert.Subscription;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.spi.Address;

/** Reads what somebody wants to be told. */
@RequestScoped
public class SubscriptionChoices {

  private static final int MOST_DELEGATES = 10;

  @Inject private DaoLookup lookup;

  /**
   * @throws PrytanyException if something in it is none there is, or nothing is chosen
   */
  public Subscription.Choice read(Body body) {
    Set<Alert.Kind> kinds = kinds(body);
    Set<Address> delegates = delegates(body);
    if (kinds.contains(Alert.Kind.DELEGATE_VOTED) == delegates.isEmpty()) {
      throw Body.invalid(
          "Delegates' votes are told of the accounts that you name: name at least one and tick"
              + " that kind, or neither.");
    }
    return new Subscription.Choice(daos(body), kinds, delegates);
  }

  private static Set<Address> delegates(Body body) {
    Set<Address> delegates = new LinkedHashSet<>();
    for (String text : body.texts("delegates")) {
      try {
        delegates.add(new Address(text.strip()));
      } catch (IllegalArgumentException e) {
        throw Body.invalid(
            "One of the delegates is no account: write 0x and 40 hexadecimal digits.");
      }
    }
    if (delegates.size() > MOST_DELEGATES) {
      throw Body.invalid("Those are too many delegates: name " + MOST_DELEGATES + " at most.");
    }
    return delegates;
  }

  private Set<String> daos(Body body) {
    Set<String> daos = new LinkedHashSet<>();
    for (String id : body.texts("daos")) {
      daos.add(lookup.dao(id).id());
    }
    if (daos.isEmpty()) {
      throw Body.invalid("No DAO is chosen: name at least one in 'daos'.");
    }
    return daos;
  }

  private static Set<Alert.Kind> kinds(Body body) {
    Set<Alert.Kind> kinds = EnumSet.noneOf(Alert.Kind.class);
    for (String word : body.texts("kinds")) {
      kinds.add(
          Alert.Kind.named(word)
              .filter(Alert.Kind.followed()::contains)
              .orElseThrow(
                  () ->
                      Body.invalid(
                          "One of 'kinds' is none there is: GET /api/v1/subscriptions lists them.")));
    }
    if (kinds.isEmpty()) {
      throw Body.invalid("Nothing is chosen: tick at least one thing that you want to be told.");
    }
    return kinds;
  }
}

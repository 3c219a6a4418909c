package org.prytany.signerd;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.prytany.governance.anchor.AnchorPlan;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.poll.Space;
import org.prytany.settings.Settings;
import org.prytany.signer.RevokedKeys;
import org.prytany.signerd.guard.KeyRules;
import org.prytany.signerd.keys.KeyLimit;
import org.prytany.spi.Address;

/** Holds the bounds of keys against the keys that are there and what they are configured for. */
final class BoundedKeys {

  private BoundedKeys() {}

  /**
   * @param names the account of each key that is in a file
   * @param held all accounts whose keys the signer holds
   * @throws PrytanyException CONFIGURATION_INVALID with all that does not fit
   */
  static KeyRules of(SignerSettings settings, Map<String, Address> names, Set<Address> held) {
    List<String> problems = new ArrayList<>();
    Map<String, Address> all = new HashMap<>(names);
    List<KeyRules.Bound> bounds = new ArrayList<>();
    for (KeyLimit limit : settings.bounded()) {
      String key = "prytany.key." + limit.name();
      Optional<Address> own = Optional.ofNullable(names.get(limit.name()));
      Address account = own.or(limit::account).orElseThrow();
      if (own.isPresent() && limit.account().filter(named -> !named.equals(account)).isPresent()) {
        problems.add(key + ".account is not that of its file, which is " + account + ".");
      }
      if (!held.contains(account)) {
        problems.add(key + " bounds " + account + ", whose key the signer does not hold.");
      }
      if (bounds.stream().anyMatch(known -> known.account().equals(account))) {
        problems.add(key + " bounds " + account + " a second time: one account has one bound.");
      }
      all.put(limit.name(), account);
      bounds.add(
          new KeyRules.Bound(limit.name(), account, limit.daos(), limit.spaces(), limit.until()));
    }
    for (KeyRules.Bound bound : bounds) {
      problems.addAll(misused(bound, settings.common()));
    }
    if (!problems.isEmpty()) {
      throw new PrytanyException(
          FailureCode.CONFIGURATION_INVALID,
          "Keys that may only vote are not in order.\n" + String.join("\n", problems));
    }
    return new KeyRules(all, bounds, Optional.of(RevokedKeys.in(settings.folder())));
  }

  private static List<String> misused(KeyRules.Bound bound, Settings common) {
    List<String> problems = new ArrayList<>();
    String who = "Key '" + bound.name() + "' of " + bound.account() + " may only vote";
    Optional<Address> account = Optional.of(bound.account());
    for (Settings.DaoEntry entry : common.daos()) {
      Dao dao = entry.dao();
      if (dao.executor().equals(account)) {
        problems.add(who + ", and is the executor of DAO '" + dao.id() + "'.");
      }
      if (dao.voter().equals(account) && !bound.daos().contains(dao.id())) {
        problems.add(
            who
                + " in "
                + bound.daos().stream().sorted().toList()
                + ", and is the voter of DAO '"
                + dao.id()
                + "': add it to prytany.key."
                + bound.name()
                + ".daos, or name another voter.");
      }
    }
    for (Space space : common.spaces()) {
      if (space.voter().equals(account) && !bound.spaces().contains(space.id())) {
        problems.add(
            who
                + " where its lines say, and is the voter of the space '"
                + space.id()
                + "': add it to prytany.key."
                + bound.name()
                + ".spaces, or name another voter.");
      }
    }
    if (common.audit().anchor().map(AnchorPlan::account).equals(account)) {
      problems.add(who + ", and is the account that anchors the audit log.");
    }
    return problems;
  }
}

package org.prytany.governance.comparison;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.effects.ChainFacts;
import org.prytany.governance.effects.ChainFacts.Answer;
import org.prytany.spi.Address;

/** Whom the operator, the DAO, the chain or the text knows. */
final class KnownAccounts {

  private final Dao dao;
  private final ChainFacts facts;
  private final Set<Address> trusted = new LinkedHashSet<>();
  private final LookAlikes lookAlikes;

  /**
   * @param named by the text
   */
  KnownAccounts(Dao dao, ChainFacts facts, Set<Address> named) {
    this.dao = dao;
    this.facts = facts;
    trusted.addAll(dao.labels().keySet());
    trusted.add(dao.governor());
    trusted.addAll(dao.holders());
    trusted.addAll(dao.treasurers());
    dao.voter().ifPresent(trusted::add);
    dao.executor().ifPresent(trusted::add);
    Set<Address> all = new LinkedHashSet<>(trusted);
    all.addAll(named);
    this.lookAlikes = new LookAlikes(all);
  }

  /** Whether the operator has a name for the account, or the treasury has paid it before. */
  boolean have(Address account) {
    return dao.labels().containsKey(account)
        || facts.of(account).filter(of -> of.paidBefore() == Answer.YES).isPresent();
  }

  /**
   * Somebody who is known and whom the account resembles. That the text has the account too is no
   * excuse: who was poisoned copied it there. Only of two that the text alone knows, the one that
   * the treasury paid before is not the suspect.
   */
  Optional<Address> alike(Address account) {
    return trusted.contains(account)
        ? Optional.empty()
        : lookAlikes.of(account, other -> trusted.contains(other) || !have(account));
  }
}

package org.prytany.app.status;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.dao.DaoDirectory;
import org.prytany.governance.duty.Duty;
import org.prytany.governance.duty.DutyKind;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.governor.GovernorReader;
import org.prytany.spi.Address;

/** What the accounts that pay fees have, as last read. */
public final class Wallets {

  /** This part of what is called low is as good as nothing. */
  private static final BigInteger EMPTY_PART = BigInteger.valueOf(100);

  private final GovernorReader reader;
  private final DaoDirectory daos;
  private final BigInteger low;
  private volatile List<Wallet> known = List.of();

  /**
   * @param role "voter" or "executor"
   * @param wei of the chain's coin
   */
  public record Wallet(Dao dao, String role, Address account, BigInteger wei) {}

  /**
   * @param low what is called low, in wei
   */
  public Wallets(GovernorReader reader, DaoDirectory daos, BigInteger low) {
    this.reader = reader;
    this.daos = daos;
    this.low = low;
  }

  /** Reads all of them; of a chain that does not answer, what was known stays. */
  public void refresh() {
    List<Wallet> now = new ArrayList<>();
    for (Dao dao : daos.all()) {
      read(dao, "voter", dao.voter()).ifPresent(now::add);
      read(dao, "executor", dao.executor()).ifPresent(now::add);
    }
    known = List.copyOf(now);
  }

  private Optional<Wallet> read(Dao dao, String role, Optional<Address> account) {
    if (account.isEmpty()) {
      return Optional.empty();
    }
    try {
      BigInteger wei = reader.balance(dao, Optional.empty(), account.get());
      return Optional.of(new Wallet(dao, role, account.get(), wei));
    } catch (PrytanyException e) {
      // That the chain does not answer is told elsewhere.
      return known.stream()
          .filter(wallet -> wallet.dao().equals(dao) && wallet.role().equals(role))
          .findFirst();
    }
  }

  /** As last read; empty before the first reading. */
  public List<Wallet> known() {
    return known;
  }

  /** Those that are empty while something is due that they would have to pay for. */
  public List<Wallet> emptyAndNeeded(List<Duty> duties) {
    return known.stream()
        .filter(wallet -> wallet.wei().multiply(EMPTY_PART).compareTo(low) < 0)
        .filter(wallet -> duties.stream().anyMatch(duty -> pays(wallet, duty)))
        .toList();
  }

  private static boolean pays(Wallet wallet, Duty duty) {
    boolean same =
        duty.proposal().chainId() == wallet.dao().chainId()
            && duty.proposal().governor().equals(wallet.dao().governor());
    boolean votes = duty.kind() == DutyKind.DECIDE || duty.kind() == DutyKind.VOTE;
    boolean executes = duty.kind() == DutyKind.QUEUE || duty.kind() == DutyKind.EXECUTE;
    return same && (wallet.role().equals("voter") ? votes : executes);
  }
}

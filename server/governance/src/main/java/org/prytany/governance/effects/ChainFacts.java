package org.prytany.governance.effects;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.prytany.spi.Address;

/**
 * What the chain says, at the block of the effects, of the accounts that a proposal calls, pays or
 * empowers, and of what the DAO's accounts hold.
 *
 * @param accounts one entry per account, in the order of addresses
 * @param holdings what the DAO's accounts hold together of each asset that leaves one of them, in
 *     base units, before the proposal; {@link Address#ZERO} stands for the native coin
 */
public record ChainFacts(List<AccountFacts> accounts, Map<Address, BigInteger> holdings) {

  /** Nothing was asked, or nothing was answered. */
  public static final ChainFacts NONE = new ChainFacts(List.of(), Map.of());

  public ChainFacts {
    accounts = List.copyOf(accounts);
    holdings = Map.copyOf(holdings);
  }

  public Optional<AccountFacts> of(Address account) {
    return accounts.stream().filter(facts -> facts.account().equals(account)).findFirst();
  }

  /**
   * One account.
   *
   * @param code whether it is a contract
   * @param used whether it ever sent a transaction or created a contract, i.e. its nonce is not 0
   * @param paidBefore whether one of the DAO's accounts paid it before, as far as logs were
   *     searched
   * @param recent whether its code is younger than the number of blocks that is looked back
   * @param knownInterface whether the decoder knew every function that the proposal calls in it
   */
  public record AccountFacts(
      Address account,
      Answer code,
      Answer used,
      Answer paidBefore,
      Answer recent,
      Answer knownInterface) {}

  /** An answer that may be missing: nothing is concluded from {@link #UNKNOWN}. */
  public enum Answer {
    YES,
    NO,
    UNKNOWN;

    public static Answer of(boolean yes) {
      return yes ? YES : NO;
    }
  }
}

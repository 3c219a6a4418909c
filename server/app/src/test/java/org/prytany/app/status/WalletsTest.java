package org.prytany.app.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.dao.DaoDirectory;
import org.prytany.governance.duty.Duty;
import org.prytany.governance.duty.DutyKind;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.governor.GovernorReader;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalKey;

/** An account without coin is missing only where something is due that it pays for. */
class WalletsTest {

  private static final Address VOTER = new Address("0x" + "11".repeat(20));
  private static final Address EXECUTOR = new Address("0x" + "12".repeat(20));
  private static final Dao DAO =
      new Dao(
          "demo",
          "Demo",
          31337,
          new Address("0x" + "60".repeat(20)),
          new Address("0x" + "70".repeat(20)),
          0,
          Optional.of(VOTER),
          Optional.of(EXECUTOR),
          Set.of(),
          1,
          Set.of(),
          Map.of());

  private BigInteger votersCoin = BigInteger.ZERO;
  private boolean down;
  private final Wallets wallets =
      new Wallets(reader(), DaoDirectory.of(List.of(DAO)), BigInteger.TEN.pow(17));

  /** Answers balances alone. */
  private GovernorReader reader() {
    return (GovernorReader)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {GovernorReader.class},
            (proxy, method, arguments) -> {
              if (!method.getName().equals("balance") || down) {
                throw new PrytanyException(FailureCode.CHAIN_UNAVAILABLE, "no answer");
              }
              return arguments[2].equals(VOTER) ? votersCoin : BigInteger.TEN.pow(18);
            });
  }

  private static Duty due(DutyKind kind, Address governor) {
    return new Duty(
        new ProposalKey(31337, governor, BigInteger.ONE),
        kind,
        Instant.EPOCH,
        Instant.EPOCH,
        Instant.EPOCH,
        Optional.empty(),
        Instant.EPOCH,
        0,
        "");
  }

  @Test
  void anEmptyAccountIsNamedWhereItHasToPay() {
    wallets.refresh();
    assertThat(wallets.emptyAndNeeded(List.of())).isEmpty();
    assertThat(wallets.emptyAndNeeded(List.of(due(DutyKind.EXECUTE, DAO.governor())))).isEmpty();
    assertThat(wallets.emptyAndNeeded(List.of(due(DutyKind.VOTE, VOTER)))).isEmpty();
    for (DutyKind kind : List.of(DutyKind.DECIDE, DutyKind.VOTE)) {
      assertThat(wallets.emptyAndNeeded(List.of(due(kind, DAO.governor()))))
          .extracting(Wallets.Wallet::account)
          .containsExactly(VOTER);
    }
  }

  @Test
  void aRestThatPaysForNothingCountsAsNothing() {
    votersCoin = BigInteger.TEN.pow(15).subtract(BigInteger.ONE);
    wallets.refresh();
    List<Duty> vote = List.of(due(DutyKind.VOTE, DAO.governor()));
    assertThat(wallets.emptyAndNeeded(vote)).hasSize(1);
    votersCoin = BigInteger.TEN.pow(15);
    wallets.refresh();
    assertThat(wallets.emptyAndNeeded(vote)).isEmpty();
  }

  @Test
  void whereTheChainDoesNotAnswerWhatWasKnownStays() {
    votersCoin = BigInteger.TWO;
    wallets.refresh();
    down = true;
    wallets.refresh();
    assertThat(wallets.known()).extracting(Wallets.Wallet::wei).contains(BigInteger.TWO);
  }
}

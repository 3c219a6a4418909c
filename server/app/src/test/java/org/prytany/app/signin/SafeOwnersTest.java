package org.prytany.app.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.prytany.governance.approval.ContractSignatures;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.settings.Settings;
import org.prytany.settings.SettingsReader;
import org.prytany.spi.Address;

class SafeOwnersTest {

  private static final Address SAFE = address("5a");
  private static final Address TREASURER = address("a1");
  private static final Address OWNER = address("0e");
  private static final Address STRANGER = address("99");

  private final Chain chain = new Chain();
  private final Settings settings = settings();
  private final SafeOwners owners =
      new SafeOwners(settings.daos().stream().map(Settings.DaoEntry::dao).toList(), chain);
  private final Roles roles = new Roles(settings, owners);

  @Test
  void whoOwnsASafeThatIsATreasurerHasAShareAndNoRole() {
    assertThat(roles.haveShare(TREASURER)).isTrue();
    assertThat(roles.haveShare(OWNER)).as("before the chain was asked").isFalse();

    owners.refresh();

    assertThat(roles.haveShare(OWNER)).isTrue();
    assertThat(roles.of(OWNER)).isEmpty();
    assertThat(roles.haveShare(STRANGER)).isFalse();
  }

  @Test
  void whoWasTakenOutHasNoneAfterTheNextLook() {
    owners.refresh();
    chain.owned.put(SAFE, Set.of());
    owners.refresh();

    assertThat(roles.haveShare(OWNER)).isFalse();
  }

  @Test
  void whileTheChainDoesNotAnswerWhatWasKnownStays() {
    owners.refresh();
    for (RuntimeException failure :
        new RuntimeException[] {
          new PrytanyException(FailureCode.CHAIN_UNAVAILABLE, "down"),
          new IllegalStateException("unforeseen")
        }) {
      chain.failure = Optional.of(failure);
      owners.refresh();
      assertThat(roles.haveShare(OWNER)).isTrue();
    }
  }

  private static Address address(String digits) {
    return new Address("0x" + digits.repeat(20));
  }

  private static Settings settings() {
    Map<String, String> values =
        Map.of(
            "prytany.daos",
            "demo",
            "prytany.dao.demo.chain-id",
            "31337",
            "prytany.dao.demo.rpc-url",
            "http://127.0.0.1:8545",
            "prytany.dao.demo.governor",
            address("01").hex(),
            "prytany.dao.demo.treasury",
            address("02").hex(),
            "prytany.dao.demo.treasurers",
            SAFE.hex() + "," + TREASURER.hex());
    return SettingsReader.read(
        values,
        new SettingsReader.Surroundings(
            Path.of("."), Path.of("data"), Optional.empty(), 9080, Optional.empty()));
  }

  private static final class Chain implements ContractSignatures {

    private final Map<Address, Set<Address>> owned = new HashMap<>(Map.of(SAFE, Set.of(OWNER)));
    private Optional<RuntimeException> failure = Optional.empty();

    @Override
    public Answer ask(long chainId, Address account, byte[] digest, byte[] signature) {
      return Answer.NO_CONTRACT;
    }

    @Override
    public Set<Address> owners(long chainId, Address account) {
      failure.ifPresent(
          its -> {
            throw its;
          });
      return owned.getOrDefault(account, Set.of());
    }
  }
}

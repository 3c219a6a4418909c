package org.prytany.app.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.prytany.app.view.DaoView;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.effects.EffectsReport;
import org.prytany.governance.governor.GovernorReader;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalRepository;
import org.prytany.governance.proposal.ProposalSummary;
import org.prytany.spi.Address;
import org.prytany.spi.Effect;
import org.prytany.spi.ProposalKey;
import org.prytany.spi.SimulatedEffects;
import org.prytany.spi.Token;

class TreasuryTest {

  private static final Address GOVERNOR = address(0x60);
  private static final Address TREASURY = address(0x70);
  private static final Dao DAO =
      new Dao(
          "demo",
          "Demo",
          31337,
          GOVERNOR,
          TREASURY,
          0,
          Optional.empty(),
          Optional.empty(),
          Set.of(address(0x21)),
          1,
          Set.of(),
          Map.of());

  private final Map<ProposalKey, Proposal> stored = new LinkedHashMap<>();
  private int wholeReads;
  private Instant now = Instant.ofEpochSecond(1_800_000_000);

  private final ProposalRepository repository =
      (ProposalRepository)
          Proxy.newProxyInstance(
              ProposalRepository.class.getClassLoader(),
              new Class<?>[] {ProposalRepository.class},
              (proxy, method, arguments) -> {
                if (method.getName().equals("summaries")) {
                  return stored.values().stream().map(ProposalSummary::of).toList();
                }
                if (method.getName().equals("find")) {
                  wholeReads++;
                  return Optional.ofNullable(stored.get((ProposalKey) arguments[0]));
                }
                throw new AssertionError("all are read whole: " + method);
              });

  private final GovernorReader reader =
      (GovernorReader)
          Proxy.newProxyInstance(
              GovernorReader.class.getClassLoader(),
              new Class<?>[] {GovernorReader.class},
              (proxy, method, arguments) -> BigInteger.TWO);

  private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);

  private final Treasury treasury = new Treasury(reader, repository, clock);

  private static Address address(int last) {
    return new Address("0x" + "00".repeat(19) + "%02x".formatted(last));
  }

  private List<Optional<String>> symbols() {
    now = now.plus(Duration.ofMinutes(1));
    wholeReads = 0;
    return treasury.held(DAO).balances().stream().map(DaoView.Balance::symbol).toList();
  }

  @Test
  void onlyProposalsThatChangedAreReadForTheTokensThatTheyMove() {
    for (int id = 1; id <= 50; id++) {
      stores(id, 1, "USDC", 0xA0);
    }
    assertThat(symbols()).containsExactly(Token.NATIVE.symbol(), Optional.of("USDC"));
    assertThat(wholeReads).isEqualTo(50);

    assertThat(symbols()).contains(Optional.of("USDC"));
    assertThat(wholeReads).isZero();

    stores(7, 2, "DAI", 0xB0);
    assertThat(symbols()).contains(Optional.of("USDC"), Optional.of("DAI"));
    assertThat(wholeReads).isEqualTo(1);

    for (int id = 1; id <= 50; id++) {
      stores(id, 3, "DAI", 0xB0);
    }
    assertThat(symbols()).containsExactly(Token.NATIVE.symbol(), Optional.of("DAI"));
  }

  @Test
  void aLongHistoryIsReadInParts() {
    int all = 1_000;
    for (int id = 1; id <= all; id++) {
      stores(id, 1, "USDC", 0xA0);
    }
    int read = 0;
    int most = 0;
    for (int look = 0; look < all && read < all; look++) {
      symbols();
      read += wholeReads;
      most = Math.max(most, wholeReads);
    }
    symbols();

    assertThat(read).isEqualTo(all);
    assertThat(most).isLessThan(all);
    assertThat(wholeReads).isZero();
  }

  @Test
  void allAccountsOfTheDaoAreAddedUpAndEachIsShown() {
    stores(1, 1, "USDC", 0xA0);

    Treasury.Held held = treasury.held(DAO.withFunds(Set.of(address(0x71), address(0x72))));

    assertThat(held.balances()).extracting(DaoView.Balance::amount).containsExactly("6", "6");
    assertThat(held.holders())
        .extracting(DaoView.Holder::role)
        .containsExactly(DaoView.TREASURY, DaoView.FUNDS, DaoView.FUNDS);
    assertThat(held.holders())
        .allSatisfy(
            holder ->
                assertThat(holder.balances())
                    .extracting(DaoView.Balance::amount)
                    .containsExactly("2", "2"));
  }

  private void stores(int id, long version, String symbol, int token) {
    ProposalKey key = new ProposalKey(31337, GOVERNOR, BigInteger.valueOf(id));
    ProposalContent content =
        new ProposalContent(
            key,
            address(0x11),
            List.of(),
            List.of(),
            List.of(),
            "0x",
            "0x" + "11".repeat(32),
            10,
            20,
            "0x" + "22".repeat(32),
            5,
            "0x" + "33".repeat(32));
    Token moved = new Token(Optional.of(address(token)), Optional.of(symbol), OptionalInt.of(18));
    Effect transfer =
        new Effect(
            Effect.Kind.TRANSFER,
            address(token),
            Optional.of(TREASURY),
            Optional.of(address(0x22)),
            Optional.of(moved),
            BigInteger.TEN,
            "",
            "");
    EffectsReport effects =
        new EffectsReport(
            content.contentHash(),
            List.of(),
            new SimulatedEffects(true, Optional.empty(), List.of(transfer), "0x01", 5, "test"));
    stored.put(
        key,
        Proposal.fresh(content).change().version(version).effects(Optional.of(effects)).build());
  }
}

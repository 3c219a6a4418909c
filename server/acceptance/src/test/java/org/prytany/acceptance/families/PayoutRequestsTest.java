package org.prytany.acceptance.families;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prytany.chain.FaultyEndpoint;
import org.prytany.chain.family.FamilyScene;
import org.prytany.chain.family.OpenZeppelinScene;
import org.prytany.chain.family.RawContract;
import org.prytany.contracts.localchain.DemoDaoSettings;
import org.prytany.contracts.localchain.LocalChain;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.duty.Lane;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.spi.Address;
import org.prytany.spi.PlannedCall;
import org.prytany.spi.Support;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Keys;

/**
 * How often the chain is asked from the block that lets payouts through until the last of them is
 * handed over, by server and signer together: what is asked of one block once need not be asked of
 * it again.
 */
class PayoutRequestsTest {

  private static final int MEMBER = 1;
  private static final int STRANGER = 5;
  private static final List<ECKeyPair> TREASURERS =
      List.of(
          ECKeyPair.create(BigInteger.valueOf(0xA11CE)),
          ECKeyPair.create(BigInteger.valueOf(0xB0B)));

  @TempDir private Path folder;

  /** The second column: how often it may be asked in all. */
  @ParameterizedTest
  @CsvSource({"1, 40", "10, 284"})
  void aBlockIsAskedAboutOnce(int payouts, int most) throws IOException {
    try (LocalChain chain = LocalChain.start();
        FaultyEndpoint endpoint = new FaultyEndpoint(chain.rpcUrl(), request -> Optional.empty())) {
      FamilyScene scene =
          OpenZeppelinScene.withTimelock(
              chain,
              DemoDaoSettings.defaults(chain)
                  .withTimes(
                      Duration.ofSeconds(10), Duration.ofSeconds(1_000), Duration.ofDays(2)));
      Dao dao = dao(chain, scene);
      try (FamilyHouse house =
          new FamilyHouse(chain, URI.create(endpoint.url()), List.of(dao), TREASURERS, folder)) {
        queued(chain, house, scene, dao, payouts);
        Instant eta =
            Instant.ofEpochSecond(
                house.of(dao).stream()
                    .mapToLong(its -> its.chain().orElseThrow().etaSeconds().orElseThrow())
                    .max()
                    .orElseThrow());
        Lane paying = new Lane(dao.chainId(), dao.governor(), Lane.Work.PAYING);
        chain.warpTo(eta.minusSeconds(10));
        house.work(paying);
        chain.setAutomine(false);
        chain.warpTo(eta);

        endpoint.exchanges.set(0);
        endpoint.requests.clear();
        List<String> problems = house.work(paying);

        assertThat(problems).isEmpty();
        assertThat(endpoint.requests.stream().filter(PayoutRequestsTest::isHandedOver).count())
            .as(() -> house.duties().toString())
            .isEqualTo(payouts);
        assertThat(endpoint.exchanges.get()).isLessThanOrEqualTo(most);
        chain.mine(1);
        until(house, dao, its -> is(its, ProposalState.EXECUTED));
        assertThat(sent(chain)).isEqualTo(payouts);
      }
    }
  }

  /** How many transactions of ours the chain has, of whatever kind. */
  private static int sent(LocalChain chain) {
    return Integer.decode(
        chain
            .call("eth_getTransactionCount", chain.account(FiveFamiliesTest.EXECUTOR), "latest")
            .asText());
  }

  private static boolean isHandedOver(JsonNode request) {
    return request.path("method").asText().equals("eth_sendRawTransaction");
  }

  private static Dao dao(LocalChain chain, FamilyScene scene) {
    Dao read = scene.dao();
    Set<Address> treasurers = new HashSet<>();
    TREASURERS.forEach(pair -> treasurers.add(new Address("0x" + Keys.getAddress(pair))));
    return new Dao(
        "paying",
        "Paying",
        read.chainId(),
        read.governor(),
        read.treasury(),
        0,
        Optional.of(new Address(chain.account(FiveFamiliesTest.VOTER))),
        Optional.of(new Address(chain.account(FiveFamiliesTest.EXECUTOR))),
        treasurers,
        TREASURERS.size(),
        Set.of(),
        Map.of());
  }

  /** Proposals that a stranger queued, and that treasurers approved. */
  private static void queued(
      LocalChain chain, FamilyHouse house, FamilyScene scene, Dao dao, int payouts) {
    for (int i = 0; i < payouts; i++) {
      scene.propose(
          "# Payment " + i + "\n\nPay 0.000000000000000005 PRYT to " + FamilyScene.PAYEE + ".");
    }
    for (int i = 0; house.of(dao).size() < payouts; i++) {
      assertThat(i).isLessThan(50);
      house.tick();
    }
    until(house, dao, its -> is(its, ProposalState.ACTIVE));
    int number = house.chain().reader().supports(dao).get(Support.FOR);
    for (Proposal its : house.of(dao)) {
      send(chain, MEMBER, house.chain().calls().vote(dao, its.content(), number, ""));
    }
    chain.warpTo(chain.now().plusSeconds(2_000));
    for (Proposal its : house.of(dao)) {
      send(chain, STRANGER, house.chain().calls().queue(dao, its.content()));
    }
    until(house, dao, its -> is(its, ProposalState.QUEUED));
    house.of(dao).forEach(house::approve);
  }

  private static void until(FamilyHouse house, Dao dao, Predicate<Proposal> holds) {
    List<String> problems = List.of();
    for (int i = 0; !house.of(dao).stream().allMatch(holds); i++) {
      assertThat(i).as(() -> house.duties().toString()).isLessThan(50);
      problems = house.tick();
    }
    assertThat(problems).isEmpty();
  }

  private static boolean is(Proposal proposal, ProposalState state) {
    return proposal.chain().filter(view -> view.state() == state).isPresent();
  }

  private static void send(LocalChain chain, int account, PlannedCall call) {
    RawContract.send(
        chain,
        Map.of("from", chain.account(account), "to", call.target().hex(), "data", call.calldata()));
  }
}

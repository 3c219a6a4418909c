package org.prytany.chain.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.prytany.chain.ChainAdapters;
import org.prytany.chain.rpc.RpcOptions;
import org.prytany.contracts.ContractArtifact;
import org.prytany.contracts.localchain.LocalChain;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.dao.Family;
import org.prytany.governance.governor.GovernorReader.CastVote;
import org.prytany.governance.governor.GovernorReader.LifecycleEvent;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalIds;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.spi.Address;
import org.prytany.spi.Effect;
import org.prytany.spi.PlannedCall;
import org.prytany.spi.SimulatedEffects;
import org.prytany.spi.Support;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.utils.Numeric;

/**
 * One proposal from its announcement to its payment on go-ethereum, whose EVM and answers are its
 * own: {@code PRYTANY_TEST_GETH} is the address of a {@code geth --dev --dev.period 1}, started by
 * whoever runs this; without it nothing is tried. No time travel there: periods are seconds, and
 * they are waited for.
 */
@TestInstance(Lifecycle.PER_CLASS)
class GethTest {
  private static final String PAYEE = "0x" + "77".repeat(20);
  private static final long PAID = 40;
  private static final String TEXT = "# Pay forty\n\nFor the work.";

  private LocalChain chain;
  private String account;
  private RawContract token;
  private RawContract governor;
  private Dao dao;
  private ChainAdapters adapters;

  @BeforeAll
  void deploy() {
    Optional<String> address = Optional.ofNullable(System.getenv("PRYTANY_TEST_GETH"));
    Assumptions.assumeTrue(
        address.isPresent(), "PRYTANY_TEST_GETH does not name the address of a geth --dev");
    URI node = URI.create(address.orElseThrow());
    chain = LocalChain.at(node);
    account = chain.call("eth_accounts").get(0).asText();
    BigInteger votes = BigInteger.TEN.pow(21);
    token =
        RawContract.deploy(
            chain,
            account,
            ContractArtifact.load("PrytanyVotes").bytecode(),
            new Utf8String("Votes"),
            new Utf8String("V"),
            RawContract.account(account),
            new Uint256(votes));
    token.send(account, "delegate(address)", RawContract.account(account));
    governor =
        RawContract.deploy(
            chain,
            account,
            ContractArtifact.load("NoTimelockGovernor").bytecode(),
            RawContract.account(token.address),
            RawContract.uint(2),
            RawContract.uint(8),
            RawContract.uint(1));
    token.send(
        account,
        "transfer(address,uint256)",
        RawContract.account(governor.address),
        RawContract.uint(1_000));
    long chainId = Numeric.decodeQuantity(chain.call("eth_chainId").asText()).longValueExact();
    Address at = new Address(governor.address);
    dao = Dao.onlyRead("geth", "Geth", chainId, at, at);
    adapters = new ChainAdapters(Map.of(chainId, node), RpcOptions.DEFAULT);
  }

  @AfterAll
  void end() {
    if (chain != null) {
      adapters.close();
      chain.close();
    }
  }

  private ProposalContent propose(String text) {
    governor.send(
        account,
        "propose(address[],uint256[],bytes[],string)",
        new DynamicArray<>(
            org.web3j.abi.datatypes.Address.class, RawContract.account(token.address)),
        new DynamicArray<>(Uint256.class, RawContract.uint(0)),
        new DynamicArray<>(
            DynamicBytes.class,
            new DynamicBytes(
                Numeric.hexStringToByteArray(
                    RawContract.data(
                        "transfer(address,uint256)",
                        RawContract.account(PAYEE),
                        RawContract.uint(PAID))))),
        new Utf8String(text));
    long head = adapters.logs().head(dao).number();
    return adapters.logs().proposals(dao, 0, head).getLast();
  }

  private void await(ProposalContent content, ProposalState state) throws InterruptedException {
    while (adapters.reader().view(dao, content).state() != state) {
      Thread.sleep(200);
    }
  }

  private void send(PlannedCall call) {
    RawContract.send(
        chain, Map.of("from", account, "to", call.target().hex(), "data", call.calldata()));
  }

  @Test
  void aProposalIsReadSimulatedVotedOnAndExecuted() throws InterruptedException {
    adapters.logs().verify(dao);
    assertThat(adapters.families().of(dao).family()).isEqualTo(Family.OPENZEPPELIN_NO_TIMELOCK);
    ProposalContent content = propose(TEXT);
    assertThat(content.description()).isEqualTo(TEXT);
    assertThat(adapters.ids().check(dao, content)).isInstanceOf(ProposalIds.Answer.Belongs.class);
    assertThat(
            adapters
                .logs()
                .check(dao, List.of(content), adapters.logs().head(dao))
                .getFirst()
                .refuted())
        .isEmpty();
    SimulatedEffects effects =
        adapters.simulator().simulate(dao, content, adapters.decoder().decode(dao, content));
    assertThat(effects.succeeded()).isTrue();
    assertThat(effects.effects())
        .anySatisfy(
            effect -> {
              assertThat(effect.kind()).isEqualTo(Effect.Kind.TRANSFER);
              assertThat(effect.to()).contains(new Address(PAYEE));
              assertThat(effect.amount()).isEqualTo(PAID);
            });

    await(content, ProposalState.ACTIVE);
    int number = adapters.reader().supports(dao).get(Support.FOR);
    PlannedCall vote = adapters.calls().vote(dao, content, number, "because");
    send(vote);
    CastVote cast = adapters.reader().voteOf(dao, content, new Address(account)).orElseThrow();
    assertThat(cast.is(Support.FOR)).isTrue();
    assertThat(adapters.reader().view(dao, content).forVotes()).isEqualTo(cast.weight());
    assertThatThrownBy(() -> adapters.submitter().prepare(dao, new Address(account), vote))
        .hasMessageContaining("GovernorAlreadyCastVote");

    await(content, ProposalState.SUCCEEDED);
    send(adapters.calls().execute(dao, content));
    assertThat(adapters.reader().view(dao, content).state()).isEqualTo(ProposalState.EXECUTED);
    assertThat(adapters.reader().lifecycle(dao, content).getLast().kind())
        .isEqualTo(LifecycleEvent.Kind.EXECUTED);
    assertThat(token.number("balanceOf(address)", RawContract.account(PAYEE))).isEqualTo(PAID);
  }

  /**
   * A range of logs that reaches beyond the head is an error there, where anvil and hardhat have an
   * empty list: both are read as a chain that ends before it.
   */
  @Test
  void whatLiesBeyondTheHeadIsNeverReadAsNothing() {
    long beyond = adapters.logs().head(dao).number() + 1_000;
    assertThatThrownBy(() -> adapters.logs().proposals(dao, 0, beyond))
        .hasMessageContaining("ends before block " + beyond);
    assertThatThrownBy(
            () ->
                chain.call(
                    "eth_getLogs",
                    Map.of(
                        "fromBlock",
                        Numeric.encodeQuantity(BigInteger.valueOf(beyond)),
                        "toBlock",
                        Numeric.encodeQuantity(BigInteger.valueOf(beyond + 1)))))
        .hasMessageContaining("block range");
  }

  /** A final block is known at once, and is never ahead of the newest one. */
  @Test
  void aFinalBlockIsNamed() {
    JsonNode last = chain.call("eth_getBlockByNumber", "finalized", false);
    assertThat(Numeric.decodeQuantity(last.path("number").asText()))
        .isLessThanOrEqualTo(chain.blockNumber());
  }
}

package org.prytany.chain.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.chain.ChainAdapters;
import org.prytany.chain.FaultyEndpoint;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.decode.KnownFunctions;
import org.prytany.chain.decode.TokenList;
import org.prytany.chain.rpc.Endpoints;
import org.prytany.chain.rpc.Pauses;
import org.prytany.chain.rpc.RpcOptions;
import org.prytany.contracts.localchain.LocalChain;
import org.prytany.governance.chain.BlockRef;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.spi.Address;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Uint256;

/** Who executes, asked through endpoints that fail, keep something back or make it up. */
class ExecutorToldTest {
  /** The node itself answers. */
  private static final Optional<FaultyEndpoint.Answer> NODE = Optional.empty();

  private static LocalChain chain;
  private static FamilyScene scene;
  private static ChainAdapters adapters;
  private static ProposalContent content;
  private String snapshot;

  @BeforeAll
  static void start() {
    chain = LocalChain.start();
    scene = OpenZeppelinScene.fromAnotherAccount(chain);
    scene.propose("# Pay Alice");
    adapters =
        new ChainAdapters(Map.of(chain.chainId(), URI.create(chain.rpcUrl())), RpcOptions.DEFAULT);
    content =
        adapters.logs().proposals(scene.dao(), 0, chain.blockNumber().longValueExact()).getLast();
  }

  @AfterAll
  static void stop() {
    adapters.close();
    chain.close();
  }

  @BeforeEach
  void remember() {
    snapshot = chain.snapshot();
  }

  @AfterEach
  void forget() {
    chain.revertTo(snapshot);
  }

  /**
   * Invariant: an endpoint that fails, or answers what no contract does, names nobody, neither as
   * the one who executes nor as one who does not.
   */
  @ParameterizedTest
  @CsvSource({"ERROR, true", "ERROR, false", "NULL, true", "NULL, false"})
  void whatAnEndpointFailsWithIsNoAnswerOfTheGovernors(Fault fault, boolean ofGovernor)
      throws IOException {
    Address governor = scene.dao().governor();
    Address caller = ofGovernor ? governor : scene.dao().treasury();
    for (Dao dao : List.of(scene.dao(), withTreasury(governor))) {
      try (FaultyEndpoint endpoint = faulty(caller, fault);
          ChainAdapters asked = through(List.of(URI.create(endpoint.url())))) {
        if (!caller.equals(governor) && !caller.equals(dao.treasury())) {
          assertThat(asked.families().of(dao).executor()).isEmpty();
          continue;
        }
        assertThat(code(() -> asked.families().of(dao)))
            .isIn(FailureCode.CHAIN_UNAVAILABLE, FailureCode.CHAIN_ANSWER_INVALID);
        assertThat(
                code(
                    () ->
                        asked.reader().executedElsewhere(dao, content, adapters.logs().head(dao))))
            .isIn(FailureCode.CHAIN_UNAVAILABLE, FailureCode.CHAIN_ANSWER_INVALID);
      }
    }
  }

  /**
   * An endpoint that does not pass on why a call fails lets nobody in, nor the governor itself; and
   * nothing follows from that but that it is asked again, on the same block, too.
   */
  @Test
  void whereItIsNotToldWhyTheCallFailsNobodyExecutes() throws IOException {
    Address governor = scene.dao().governor();
    for (Dao dao : List.of(scene.dao(), withTreasury(governor))) {
      for (Address caller : Stream.of(governor, dao.treasury()).distinct().toList()) {
        AtomicBoolean bare = new AtomicBoolean(true);
        BlockRef at = adapters.logs().head(dao);
        try (FaultyEndpoint endpoint =
                faulty(caller, its -> bare.get() ? Optional.of(answer(its, Fault.BARE)) : NODE);
            ChainAdapters asked = through(List.of(URI.create(endpoint.url())))) {
          assertThat(asked.families().of(dao).executor()).isEmpty();
          assertThat(code(() -> asked.reader().executedElsewhere(dao, content, at)))
              .isEqualTo(FailureCode.CHAIN_UNAVAILABLE);
          bare.set(false);
          assertThat(asked.reader().executedElsewhere(dao, content, at).isPresent())
              .isEqualTo(dao.treasury().equals(governor));
        }
      }
    }
  }

  /** Attack: its code, so its relay, stands in a contract that it does not name. */
  @Test
  void whatMayHaveTheFunctionIsNotTakenToExecuteFromItself() throws IOException {
    Dao dao = withTreasury(scene.dao().governor());
    String behind = "0x" + "be".repeat(20);
    String governor = dao.governor().hex();
    chain.setCode(behind, chain.call("eth_getCode", governor, "latest").asText());
    // EIP-1167's code behind a JUMPDEST, so that it is not known as that.
    chain.setCode(
        governor, "0x5b363d3d373d3d3d363d73" + "be".repeat(20) + "5af43d82803e903d91602c57fd5bf3");
    try (FaultyEndpoint endpoint = faulty(dao.governor(), Fault.BARE);
        ChainAdapters asked = through(List.of(URI.create(endpoint.url())))) {
      assertThat(asked.families().of(dao).executor()).isEmpty();
      assertThat(asked.reader().view(dao, content).state()).isEqualTo(ProposalState.PENDING);
      BlockRef at = asked.logs().head(dao);
      assertThat(code(() -> asked.reader().executedElsewhere(dao, content, at)))
          .isEqualTo(FailureCode.CHAIN_UNAVAILABLE);
    }
  }

  /**
   * What fails behind the door, as in each version of the library, was let in; nothing else was.
   */
  @ParameterizedTest
  @CsvSource({
    "Panic(uint256), 49, true",
    "Panic(uint256), 17, false",
    "QueueEmpty(), , true",
    "Empty(), , true",
    "Error(string), Address: call to non-contract, true",
    "Error(string), Address: low-level call failed, false"
  })
  @SuppressWarnings("rawtypes") // As web3j declares it.
  void onlyWhatFailsBehindTheDoorWasLetIn(String error, String with, boolean letIn)
      throws IOException {
    Dao dao = withTreasury(scene.dao().governor());
    List<Type> values =
        with == null
            ? List.of()
            : List.of(
                error.contains("string")
                    ? new Utf8String(with)
                    : new Uint256(Long.parseLong(with)));
    String data = AbiBytes.selector(error) + FunctionEncoder.encodeConstructor(values);
    try (FaultyEndpoint endpoint =
            faulty(
                dao.governor(),
                request ->
                    Optional.of(
                        new FaultyEndpoint.Answer(
                            200,
                            "{\"jsonrpc\":\"2.0\",\"id\":"
                                + request.path("id").asLong()
                                + ",\"error\":{\"code\":3,\"message\":\"execution reverted\",\"data\":\""
                                + data
                                + "\"}}")));
        ChainAdapters asked = through(List.of(URI.create(endpoint.url())))) {
      assertThat(asked.families().of(dao).executor())
          .isEqualTo(Optional.of(dao.governor()).filter(its -> letIn));
    }
  }

  /** Attack: one of two endpoints keeps back why a call fails. All else is told as before. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void oneEndpointAloneDoesNotTellWhoExecutes(boolean first) throws IOException {
    Dao dao = withTreasury(scene.dao().governor());
    try (FaultyEndpoint endpoint = faulty(dao.governor(), Fault.BARE)) {
      URI node = URI.create(chain.rpcUrl());
      URI other = URI.create(endpoint.url());
      try (ChainAdapters asked = through(first ? List.of(other, node) : List.of(node, other))) {
        assertThat(asked.families().of(dao).executor()).isEmpty();
        assertThat(asked.families().of(dao).limits())
            .anyMatch(limit -> limit.startsWith("Nothing is queued or executed"));
        asked.logs().verify(dao);
        assertThat(asked.reader().view(dao, content).state()).isEqualTo(ProposalState.PENDING);
        assertThat(asked.reader().supports(dao)).hasSize(3);
        BlockRef at = asked.logs().head(dao);
        assertThat(code(() -> asked.reader().executedElsewhere(dao, content, at)))
            .isEqualTo(FailureCode.CHAIN_UNAVAILABLE);
      }
    }
  }

  private enum Fault {
    ERROR,
    BARE,
    NULL
  }

  private static FailureCode code(ThrowingCallable asked) {
    PrytanyException thrown = catchThrowableOfType(PrytanyException.class, asked);
    assertThat(thrown).isNotNull();
    return thrown.code();
  }

  private Dao withTreasury(Address treasury) {
    return Dao.onlyRead("scene", "Scene", scene.dao().chainId(), scene.dao().governor(), treasury);
  }

  private ChainAdapters through(List<URI> endpoints) {
    return new ChainAdapters(
        new Endpoints(
            Map.of(scene.dao().chainId(), endpoints),
            RpcOptions.DEFAULT,
            Pauses.REAL,
            Duration.ZERO),
        KnownFunctions.bundled(),
        TokenList.NONE);
  }

  /** The node, but for what the governor does when an account calls it as its executor. */
  private FaultyEndpoint faulty(Address caller, Fault fault) throws IOException {
    return faulty(caller, request -> Optional.of(answer(request, fault)));
  }

  private FaultyEndpoint faulty(
      Address caller, Function<JsonNode, Optional<FaultyEndpoint.Answer>> answer)
      throws IOException {
    return new FaultyEndpoint(
        chain.rpcUrl(),
        request -> {
          JsonNode call = request.at("/params/0");
          return call.path("data").asText().equals(GovernanceCaller.HARMLESS)
                  && call.path("from").asText().equalsIgnoreCase(caller.hex())
              ? answer.apply(request)
              : NODE;
        });
  }

  private static FaultyEndpoint.Answer answer(JsonNode request, Fault fault) {
    return switch (fault) {
      case ERROR -> FaultyEndpoint.error(request, -32000, "header not found");
      case BARE -> FaultyEndpoint.error(request, -32000, "execution reverted");
      case NULL ->
          new FaultyEndpoint.Answer(
              200,
              "{\"jsonrpc\":\"2.0\",\"id\":" + request.path("id").asLong() + ",\"result\":null}");
    };
  }
}

package org.prytany.chain.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
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
import org.prytany.contracts.localchain.DeployedSafe;
import org.prytany.contracts.localchain.LocalChain;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.posture.Posture;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.spi.Address;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.crypto.Hash;

/** OpenZeppelin 5.7 with another account than itself or a timelock to execute from. */
class ExecutorFamilyTest extends FamilyConformance {
  @Override
  FamilyScene deploy(LocalChain local) {
    return OpenZeppelinScene.fromAnotherAccount(local);
  }

  /**
   * Invariant as in RoutedBravoFamilyTest. Attack: a treasury that is the governor itself, which
   * executes nothing, and one that is neither.
   */
  @Test
  void whereTheTreasuryIsNotThatAccountItIsExecutedFromElsewhere() {
    ProposalContent content = proposed();
    for (Address treasury :
        new Address[] {scene().dao().governor(), new Address(scene().token().address)}) {
      Dao mistaken = withTreasury(treasury);

      assertThat(
              adapters()
                  .reader()
                  .executedElsewhere(mistaken, content, adapters().logs().head(mistaken))
                  .orElseThrow())
          .contains("It is not known which account its governor executes it from")
          .contains(treasury.hex());
      assertThat(adapters().families().of(mistaken).limits())
          .anyMatch(limit -> limit.startsWith("Nothing is queued or executed"));
    }
  }

  /** An executor that is not known is nobody's account, and no treasury is the same. */
  @Test
  void whatIsNotKnownIsNotTheAccountOfNobody() {
    ProposalContent content = proposed();
    Dao nobodys = withTreasury(Address.ZERO);

    assertThat(adapters().families().of(nobodys).executor()).isEmpty();
    assertThat(
            adapters()
                .reader()
                .executedElsewhere(nobodys, content, adapters().logs().head(nobodys)))
        .isPresent();
  }

  /**
   * Invariant: an endpoint that fails, or answers what no contract does, names nobody, neither as
   * the one who executes nor as one who does not.
   */
  @ParameterizedTest
  @CsvSource({"ERROR, true", "ERROR, false", "NULL, true", "NULL, false"})
  void whatAnEndpointFailsWithIsNoAnswerOfTheGovernors(Fault fault, boolean ofGovernor)
      throws IOException {
    ProposalContent content = proposed();
    Address governor = scene().dao().governor();
    Address caller = ofGovernor ? governor : scene().dao().treasury();
    for (Dao dao : List.of(scene().dao(), withTreasury(governor))) {
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
                        asked
                            .reader()
                            .executedElsewhere(dao, content, adapters().logs().head(dao))))
            .isIn(FailureCode.CHAIN_UNAVAILABLE, FailureCode.CHAIN_ANSWER_INVALID);
      }
    }
  }

  /** An endpoint that does not pass on why a call fails lets nobody in, nor the governor itself. */
  @Test
  void whereItIsNotToldWhyTheCallFailsNobodyExecutes() throws IOException {
    ProposalContent content = proposed();
    Address governor = scene().dao().governor();
    for (Dao dao : List.of(scene().dao(), withTreasury(governor))) {
      for (Address caller : Stream.of(governor, dao.treasury()).distinct().toList()) {
        try (FaultyEndpoint endpoint = faulty(caller, Fault.BARE);
            ChainAdapters asked = through(List.of(URI.create(endpoint.url())))) {
          assertThat(asked.families().of(dao).executor()).isEmpty();
          assertThat(
                  asked
                      .reader()
                      .executedElsewhere(dao, content, adapters().logs().head(dao))
                      .orElseThrow())
              .contains("It is not known");
        }
      }
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
    Dao dao = withTreasury(scene().dao().governor());
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
                    new FaultyEndpoint.Answer(
                        200,
                        "{\"jsonrpc\":\"2.0\",\"id\":"
                            + request.path("id").asLong()
                            + ",\"error\":{\"code\":3,\"message\":\"execution reverted\",\"data\":\""
                            + data
                            + "\"}}"));
        ChainAdapters asked = through(List.of(URI.create(endpoint.url())))) {
      assertThat(asked.families().of(dao).executor())
          .isEqualTo(Optional.of(dao.governor()).filter(its -> letIn));
    }
  }

  /** Attack: one of two endpoints keeps back why a call fails, or makes it up. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void oneEndpointAloneDoesNotTellWhoExecutes(boolean first) throws IOException {
    Dao dao = withTreasury(scene().dao().governor());
    try (FaultyEndpoint endpoint = faulty(dao.governor(), Fault.BARE)) {
      URI node = URI.create(scene().chain().rpcUrl());
      URI other = URI.create(endpoint.url());
      try (ChainAdapters asked = through(first ? List.of(other, node) : List.of(node, other))) {
        assertThat(code(() -> asked.families().of(dao)))
            .isEqualTo(FailureCode.CHAIN_ANSWER_INVALID);
      }
    }
  }

  /** A Safe that the governor executes from is no wrong treasury: one answer to who executes. */
  @Test
  void aSafeThatExecutesIsNoWrongTreasury() throws Exception {
    String purse = scene().dao().treasury().hex();
    DeployedSafe safe =
        DeployedSafe.deploy(
            scene().chain(),
            Path.of(
                "../../contracts/node_modules/@safe-global/safe-contracts/build/artifacts/contracts"),
            List.of(scene().chain().account(3)),
            1,
            List.of());
    String code = scene().chain().call("eth_getCode", safe.address(), "latest").asText();
    String behind =
        scene().chain().call("eth_getStorageAt", safe.address(), "0x0", "latest").asText();
    String first = AbiBytes.word(BigInteger.ONE);
    scene().chain().setCode(purse, code);
    scene()
        .chain()
        .call("anvil_setStorageAt", purse, "0x" + AbiBytes.word(BigInteger.ZERO), behind);
    // Where a Safe has its owners' list begin, and end.
    String sentinel = Hash.sha3("0x" + first + AbiBytes.word(BigInteger.TWO));
    scene().chain().call("anvil_setStorageAt", purse, sentinel, "0x" + first);

    assertThat(adapters().posture().read(scene().dao()).dangers())
        .noneMatch(Posture.Danger::wrongSetting);
    assertThat(adapters().posture().read(withTreasury(new Address(safe.address()))).dangers())
        .as("of whom it is not known a limit tells")
        .noneMatch(Posture.Danger::wrongSetting);
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
    return Dao.onlyRead(
        "scene", "Scene", scene().dao().chainId(), scene().dao().governor(), treasury);
  }

  private ChainAdapters through(List<URI> endpoints) {
    return new ChainAdapters(
        new Endpoints(
            Map.of(scene().dao().chainId(), endpoints),
            RpcOptions.DEFAULT,
            Pauses.REAL,
            Duration.ZERO),
        KnownFunctions.bundled(),
        TokenList.NONE);
  }

  /** The node, but for what the governor does when an account calls it as its executor. */
  private FaultyEndpoint faulty(Address caller, Fault fault) throws IOException {
    return faulty(caller, request -> answer(request, fault));
  }

  private FaultyEndpoint faulty(Address caller, Function<JsonNode, FaultyEndpoint.Answer> answer)
      throws IOException {
    return new FaultyEndpoint(
        scene().chain().rpcUrl(),
        request -> {
          JsonNode call = request.at("/params/0");
          return call.path("data").asText().equals(GovernanceCaller.HARMLESS)
                  && call.path("from").asText().equalsIgnoreCase(caller.hex())
              ? Optional.of(answer.apply(request))
              : Optional.empty();
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

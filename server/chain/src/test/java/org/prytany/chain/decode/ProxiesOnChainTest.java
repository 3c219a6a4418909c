package org.prytany.chain.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.chain.ChainAdapters;
import org.prytany.chain.LocalDao;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.rpc.RpcOptions;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.spi.Address;
import org.prytany.spi.DecodedAction;
import org.prytany.spi.Effect;

/** Calls of proxies are named by the ABI of the contract whose code they run. */
class ProxiesOnChainTest {
  private static final Address CODE = new Address("0x00000000000000000000000000000000000c0de1");
  private static final Address BEACON = new Address("0x00000000000000000000000000000000000beac0");
  private static final String DATA =
      AbiBytes.selector("admit(address,uint256)")
          + AbiBytes.word(CODE)
          + AbiBytes.word(BigInteger.TEN);
  private static final String BEACON_SLOT =
      "0xa3f0ad74e5423aebfd80d3ef4346578335a9a72aeaee59ff6cb3582b35133d50";
  private static final String IMPLEMENTATION_SLOT =
      "0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc";

  private static LocalDao local;
  private static int proxies;

  @TempDir private Path directory;

  @BeforeAll
  static void start() {
    local = new LocalDao();
    // Answers everything with the code's address.
    local.chain.setCode(BEACON.hex(), "0x73" + CODE.hex().substring(2) + "60005260206000f3");
  }

  @AfterAll
  static void end() {
    local.close();
  }

  private static Address proxy(String slot, String word) {
    Address proxy = new Address(String.format("0x%040x", 0x9000 + proxies++));
    local.chain.setCode(proxy.hex(), "0x00");
    local.chain.call("anvil_setStorageAt", proxy.hex(), slot, word);
    return proxy;
  }

  private static String word(Address address) {
    return "0x" + AbiBytes.word(address);
  }

  private ChainAdapters adapters(Address boundTo) throws IOException {
    Files.writeString(
        directory.resolve("registry.json"),
        "{\"chainId\":"
            + local.chain.chainId()
            + ",\"address\":\""
            + boundTo
            + "\",\"abi\":[{\"type\":\"function\",\"name\":\"admit\",\"inputs\":["
            + "{\"name\":\"member\",\"type\":\"address\"},{\"name\":\"seats\",\"type\":\"uint256\"}]}]}");
    return new ChainAdapters(
        Map.of(local.chain.chainId(), URI.create(local.chain.rpcUrl())),
        RpcOptions.DEFAULT,
        KnownFunctions.with(OperatorFiles.read(directory)),
        TokenList.NONE);
  }

  private static ProposalContent calling(Address target) {
    return local.content(
        local.propose("x" + target, local.demo.actions().call(target.hex(), DATA)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        IMPLEMENTATION_SLOT,
        BEACON_SLOT,
        "0xc5f16f0fcc639fa48a6947836d9850f504798523bf8c9a3a87d5876cf622bcf7",
        "0x7050c9e0f4ca769c69bd3a8ef740bc37934f8e2c036e5a723fd8ee048ed3f8c3"
      })
  void aProxysCallIsNamedByItsCodesAbiAndStaysUnexplained(String slot) throws IOException {
    ProposalContent content = calling(proxy(slot, word(slot.equals(BEACON_SLOT) ? BEACON : CODE)));
    try (ChainAdapters adapters = adapters(CODE)) {
      List<DecodedAction> actions = adapters.decoder().decode(local.dao, content);

      assertThat(actions.getFirst().function()).contains("admit(address,uint256)");
      assertThat(actions.getFirst().line()).startsWith("admit(member = ").contains("seats = 10");
      assertThat(adapters.simulator().simulate(local.dao, content, actions).effects())
          .filteredOn(effect -> effect.kind() == Effect.Kind.UNKNOWN_CALL)
          .extracting(Effect::subject)
          .containsExactly("admit(address,uint256)");
    }
  }

  @Test
  void whatIsNoProxyOfThatCodeStaysUnknown() throws IOException {
    Address other = new Address("0x0000000000000000000000000000000000000d1f");
    Address garbage = proxy(IMPLEMENTATION_SLOT, "0x" + "12".repeat(32));
    try (ChainAdapters adapters = adapters(CODE)) {
      for (Address target :
          List.of(proxy(IMPLEMENTATION_SLOT, word(other)), garbage, local.stablecoin())) {
        assertThat(adapters.decoder().decode(local.dao, calling(target)).getFirst().function())
            .isEmpty();
      }
    }
  }

  @Test
  void theChainIsOnlyAskedWhereAFileMightTell() throws IOException {
    ProposalContent content = calling(proxy(IMPLEMENTATION_SLOT, word(CODE)));
    AtomicInteger asked = new AtomicInteger();
    Implementations counting =
        (dao, contract) -> {
          asked.incrementAndGet();
          return Optional.of(CODE);
        };
    adapters(CODE).close();
    KnownFunctions taught = KnownFunctions.with(OperatorFiles.read(directory));

    new TableActionDecoder(Tokens.UNKNOWN, KnownFunctions.bundled(), counting, CodeHashes.NONE)
        .decode(local.dao, content);
    assertThat(asked).hasValue(0);

    new TableActionDecoder(Tokens.UNKNOWN, taught, counting, CodeHashes.NONE)
        .decode(local.dao, content);
    assertThat(asked).hasValue(1);
  }
}

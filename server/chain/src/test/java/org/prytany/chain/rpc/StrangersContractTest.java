package org.prytany.chain.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.decode.RpcTokens;
import org.prytany.chain.family.RawContract;
import org.prytany.contracts.localchain.LocalChain;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.spi.Address;
import org.prytany.spi.Token;

/**
 * Whoever proposes names contracts, and writes them. Invariant: nothing that such a contract does
 * while it is asked looks as if the endpoint had failed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StrangersContractTest {
  private LocalChain chain;

  @BeforeAll
  void begin() {
    chain = LocalChain.start();
  }

  @AfterAll
  void end() {
    chain.close();
  }

  /** A contract of these bytes. */
  private Address contract(String code) {
    String size = String.format("%02x", code.length() / 2);
    String make = "0x60" + size + "600c60003960" + size + "6000f3" + code;
    return new Address(RawContract.deploy(chain, chain.account(0), make).address);
  }

  private Dao dao(Address of) {
    return Dao.onlyRead("some", "Some", chain.chainId(), of, of);
  }

  private Endpoints endpoints() {
    return new Endpoints(Map.of(chain.chainId(), URI.create(chain.rpcUrl())), RpcOptions.DEFAULT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "60001960" + "00f3", // returns more than there can be
        "6000600019f3", // nothing, from where no memory can be
        "60001963ffffffff52", // writes where memory costs more than there is gas
        "6001600060003e", // reads what nothing has returned
        "01", // takes from an empty stack
        "5b6000600056", // fills the stack
        "600056", // jumps to no place
        "0c", // no instruction
        "fe", // the invalid one
        "5b600056", // no end
        "6000600055", // writes where it is asked
        "60006000fd" // refuses
      })
  void itHasNoNameAndTheEndpointIsGood(String code) {
    Address contract = contract(code);
    try (Endpoints endpoints = endpoints()) {
      Token token = new RpcTokens(endpoints).of(dao(contract), contract);

      assertThat(token.symbol()).isEmpty();
      assertThat(token.decimals()).isEmpty();
      assertThat(Shield.ask(endpoints.of(chain.chainId()), contract, "0x95d89b41", "latest"))
          .as("in whatever words the endpoint has for such an end")
          .hasValueSatisfying(bytes -> assertThat(bytes).isEmpty());
    }
  }

  /** What is answered through code of ours is what the contract answers, to the byte. */
  @Test
  void throughCodeOfOursAContractAnswersTheSame() {
    // Returns what it was asked, as far as a kilobyte.
    Address echo = contract("366000600037366000f3");
    try (Endpoints endpoints = endpoints()) {
      JsonRpc rpc = endpoints.of(chain.chainId());
      for (int length : new int[] {0, 1, 32, 33, Shield.MOST_BYTES}) {
        String data = "0x" + "e7".repeat(length);
        assertThat(Shield.ask(rpc, echo, data, "latest"))
            .hasValueSatisfying(bytes -> assertThat(AbiBytes.hex(bytes)).isEqualTo(data));
      }
      String longer = "0x" + "e7".repeat(Shield.MOST_BYTES + 1);
      assertThat(Shield.ask(rpc, echo, longer, "latest"))
          .as("too long to be told, which is no word of the contract's")
          .isEqualTo(Optional.empty());
    }
  }

  /** A block that the endpoint does not have is its own trouble, whoever is asked. */
  @Test
  void whatTheEndpointDoesNotHaveIsItsOwnTrouble() {
    Address contract = contract("60001960" + "00f3");
    try (Endpoints endpoints = endpoints()) {
      Views views = new Views(endpoints.of(chain.chainId()), "0xffffff");

      assertThatThrownBy(() -> views.raw(contract, "symbol()"))
          .isInstanceOf(PrytanyException.class);
    }
  }
}

package org.prytany.chain.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether a contract ended a call, or the endpoint: each client has words of its own. */
class CallEndsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "execution reverted",
        "out of gas",
        "invalid opcode: INVALID",
        "stack limit reached 1024 (1023)",
        "VM execution error.",
        "EVM error OutOfGas",
        "EVM error: InvalidFEOpcode",
        "EVM error: OpcodeNotFound",
        "INVALID_OPERATION",
        "invalid jump destination"
      })
  void whatAContractEndsIsNoFailureOfTheEndpoint(String said) {
    assertThat(new RpcErrorException(-32000, said, "0x").reverted()).isTrue();
  }

  /** Taken for the contract's word, it would seem not to have a function. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "EVM error; database error: HTTP error 429 with body: rate limited",
        "header not found",
        "execution aborted (timeout = 5s)",
        "too many requests",
        "missing trie node"
      })
  void whatTheEndpointFailsAtIsNoWordOfTheContract(String said) {
    assertThat(new RpcErrorException(-32000, said, "0x").reverted()).isFalse();
  }
}

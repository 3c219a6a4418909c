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
        "EVM error MemoryOOG",
        "EVM error: OutOfGas(Basic)",
        "evm error: InvalidRange",
        "gas uint64 overflow",
        "err: out of gas (supplied gas 50000000)",
        "INSUFFICIENT_STACK_ITEMS",
        "Reverted 0x",
        "VM Exception while processing transaction: revert",
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
        "EVM error: database error: not activated",
        "EVM error",
        "Your API key is not activated",
        "Network is not activated for this project",
        "System.InvalidOperationException: Sequence contains no elements",
        "request reverted to standby",
        "internal error: stack overflow",
        "header not found",
        "execution aborted (timeout = 5s)",
        "too many requests",
        "missing trie node"
      })
  void whatTheEndpointFailsAtIsNoWordOfTheContract(String said) {
    assertThat(new RpcErrorException(-32000, said, "0x").reverted()).isFalse();
  }
}

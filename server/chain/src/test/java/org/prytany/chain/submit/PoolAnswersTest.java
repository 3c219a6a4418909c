package org.prytany.chain.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.governance.sending.TransactionSubmitter.Broadcast.Answer;

class PoolAnswersTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          geth         | already known                                                                   | KNOWN
          geth         | replacement transaction underpriced                                             | UNDERPRICED
          geth         | replacement transaction underpriced: new tx gas fee cap 1 < 2 queued             | UNDERPRICED
          geth         | transaction underpriced                                                         | UNDERPRICED
          geth         | transaction underpriced: tip needed 1000000000, tip permitted 100               | UNDERPRICED
          geth         | transaction gas price below minimum: gas tip cap 1, minimum needed 1000000       | UNDERPRICED
          geth         | max fee per gas less than block base fee: address 0x1, maxFeePerGas: 1           | UNDERPRICED
          geth         | nonce too low: next nonce 7, tx nonce 3                                         | NONCE_TOO_LOW
          geth         | insufficient funds for gas * price + value: balance 0, tx cost 9, overshot 9     | NO_COIN
          geth         | exceeds block gas limit                                                         | REFUSED
          geth         | intrinsic gas too low: gas 1, minimum needed 21000                               | REFUSED
          geth         | tx fee (1.05 ether) exceeds the configured cap (1.00 ether)                     | REFUSED
          geth         | invalid sender                                                                  | REFUSED
          geth         | transaction gas limit too high (cap: 16777216, tx: 16777217)                     | REFUSED
          erigon       | ALREADY_EXISTS: already known                                                   | KNOWN
          erigon       | INTERNAL_ERROR: existing tx with same hash                                      | KNOWN
          erigon       | existing txn with same hash                                                     | KNOWN
          erigon       | could not replace existing tx                                                   | UNDERPRICED
          erigon       | FEE_TOO_LOW: underpriced                                                        | UNDERPRICED
          erigon       | fee too low                                                                     | UNDERPRICED
          erigon       | nonce too low                                                                   | NONCE_TOO_LOW
          erigon       | insufficient funds                                                              | NO_COIN
          erigon       | IntrinsicGas                                                                    | REFUSED
          erigon       | gas limit is too high                                                           | REFUSED
          nethermind   | AlreadyKnown                                                                    | KNOWN
          nethermind   | OwnNonceAlreadyUsed                                                             | KNOWN
          nethermind   | OldNonce, Current nonce: 4, nonce of rejected tx: 3                             | NONCE_TOO_LOW
          nethermind   | FeeTooLow, EffectivePriorityFeePerGas too low 1 < 2, BaseFee: 3                 | UNDERPRICED
          nethermind   | FeeTooLowToCompete                                                              | UNDERPRICED
          nethermind   | ReplacementNotAllowed                                                           | UNDERPRICED
          nethermind   | InsufficientFunds, Balance is 0 less than sending value + gas 7                 | NO_COIN
          nethermind   | FailedToResolveSender                                                           | REFUSED
          nethermind   | GasLimitExceeded, Gas limit: 1, gas limit of rejected tx: 2                     | REFUSED
          besu         | Known transaction                                                               | KNOWN
          besu         | Replacement transaction underpriced                                             | UNDERPRICED
          besu         | Gas price below configured minimum gas price                                    | UNDERPRICED
          besu         | Gas price below current base fee                                                | UNDERPRICED
          besu         | Nonce too low                                                                   | NONCE_TOO_LOW
          besu         | Upfront cost exceeds account balance                                            | NO_COIN
          besu         | Intrinsic gas exceeds gas limit                                                 | REFUSED
          besu         | Transaction gas limit exceeds block gas limit                                   | REFUSED
          besu         | Wrong chainId                                                                   | REFUSED
          besu         | Transaction fee cap exceeded                                                    | REFUSED
          reth         | already known                                                                   | KNOWN
          reth         | replacement transaction underpriced                                             | UNDERPRICED
          reth         | max fee per gas less than block base fee                                        | UNDERPRICED
          reth         | transaction priority fee below minimum required priority fee 1000000            | UNDERPRICED
          reth         | nonce too low: next nonce 7, tx nonce 3                                         | NONCE_TOO_LOW
          reth         | insufficient funds for gas * price + value: have 0 want 7                       | NO_COIN
          reth         | max priority fee per gas higher than max fee per gas                            | REFUSED
          reth         | invalid chain ID                                                                | REFUSED
          anvil        | transaction already imported                                                    | KNOWN
          anvil        | Tx: [0xab] already Imported                                                     | KNOWN
          anvil        | Tx: [0xab] insufficient gas price to replace existing transaction               | UNDERPRICED
          anvil        | replacement transaction underpriced                                             | UNDERPRICED
          anvil        | max fee per gas less than block base fee                                        | UNDERPRICED
          anvil        | nonce too low                                                                   | NONCE_TOO_LOW
          anvil        | Insufficient funds for gas * price + value                                      | NO_COIN
          anvil        | Unknown transaction type not supported                                          | REFUSED
          anvil        | Incompatible EIP-155 transaction, signed for another chain                      | REFUSED
          hardhat      | Known transaction: 0xab                                                         | KNOWN
          hardhat      | Replacement transaction underpriced. A gasPrice/maxFeePerGas of at least 2      | UNDERPRICED
          hardhat      | Transaction nonce too low. Expected nonce to be at least 2 but got 1.           | NONCE_TOO_LOW
          hardhat      | Nonce too low. Expected nonce to be 1 but got 0.                                | NONCE_TOO_LOW
          hardhat      | Sender doesn't have enough funds to send tx. The max upfront cost is: 7         | NO_COIN
          openethereum | Transaction gas price 5 is too low. There is another transaction with same nonce in the queue | UNDERPRICED
          openethereum | Transaction gas price is too low. It does not satisfy your node's minimal gas price | UNDERPRICED
          openethereum | Transaction nonce is too low. Try incrementing the nonce.                       | NONCE_TOO_LOW
          openethereum | Transaction with the same hash was already imported.                            | KNOWN
          openethereum | Insufficient funds. The account you tried to send transaction from does not have enough funds. | NO_COIN
          arbitrum     | gas price too low                                                               | UNDERPRICED
          arbitrum     | not enough funds for gas                                                        | NO_COIN
          """)
  void clientsAreUnderstoodInTheirOwnWords(String client, String said, Answer answer) {
    assertThat(PoolAnswers.of(said)).as(client).contains(answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "txpool is full",
        "pending sub-pool is full",
        "nonce too high",
        "NonceGap, Future nonce. Expected nonce: 7",
        "internal error",
        "header not found",
        "rate limit exceeded",
        "unknown transaction",
        "context deadline exceeded",
        "Transaction nonce is too distant from current sender nonce",
        ""
      })
  void whatSaysNothingOfThisTransactionLeavesItsOutcomeUnknown(String said) {
    assertThat(PoolAnswers.of(said)).isEmpty();
  }

  @Test
  void everyAnswerOfThePortButTakenHasWordsForIt() {
    List<Answer> understood =
        List.of(
                "already known",
                "underpriced",
                "nonce too low",
                "insufficient funds",
                "invalid sender")
            .stream()
            .map(said -> PoolAnswers.of(said).orElseThrow())
            .collect(Collectors.toList());
    understood.add(Answer.TAKEN);

    assertThat(understood).containsExactlyInAnyOrderElementsOf(Arrays.asList(Answer.values()));
  }
}

package org.prytany.chain.submit;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.prytany.governance.sending.TransactionSubmitter.Broadcast.Answer;

/**
 * Understands why a node's pool does not take a transaction. There is no standard for it: each
 * client has words of its own, and providers pass them on.
 *
 * <p>Sources: go-ethereum core/txpool/errors.go and core/error.go; erigon txpoolcfg.go; Nethermind
 * AcceptTxResult.cs; Besu RpcErrorType.java; reth rpc-eth-types/src/error; anvil eth/error.rs;
 * Hardhat's EDR mempool; and the table of clients in Chainlink's evm/client/errors.go.
 */
final class PoolAnswers {
  private record Meaning(Pattern words, Answer answer) {}

  /** In order: words of a later line may be part of an earlier one's. */
  private static final List<Meaning> MEANINGS =
      List.of(
          meaning(
              Answer.KNOWN,
              "already ?known",
              "\\bknown transaction",
              "already.?imported",
              "already_exists",
              "ownnoncealreadyused",
              "existing txn? with same hash"),
          meaning(Answer.NONCE_TOO_LOW, "nonce (is )?too low", "\\boldnonce\\b", "nonce_too_low"),
          meaning(
              Answer.UNDERPRICED,
              "underpriced",
              "less than block base fee",
              "below current base fee",
              "fee ?too ?low",
              "gas price (supplied )?is too low",
              "gas price too low",
              "gas price .*too low",
              "gas price below",
              "priority fee below minimum",
              "insufficient gas price to replace",
              "could not replace existing",
              "replacementnotallowed",
              "effectivepriorityfeepergas too low"),
          meaning(
              Answer.NO_COIN,
              "insufficient ?funds",
              "insufficient balance",
              "upfront cost exceeds account balance",
              "doesn't have enough funds",
              "not enough funds",
              "would cause overdraft"),
          meaning(
              Answer.REFUSED,
              "intrinsic ?gas",
              "invalid sender",
              "invalid signature",
              "failedtoresolvesender",
              "failed to recover sender",
              "(invalid|wrong|incompatible) chain ?id",
              "chain ?id (mismatch|not supported|is required)",
              "signed for another chain",
              "exceeds block gas limit",
              "gas limit (is )?too high",
              "gaslimitexceeded",
              "exceeds the configured cap",
              "transaction fee cap exceeded",
              "fee per gas (higher than|exceeds) max fee per gas",
              "transaction type not supported",
              "invalid transaction type",
              "unsupported transaction type",
              "sender (is )?not an eoa",
              "senderiscontract",
              "oversized data",
              "negative value",
              "rlptoolong"));

  private PoolAnswers() {}

  private static Meaning meaning(Answer answer, String... words) {
    return new Meaning(Pattern.compile(String.join("|", words)), answer);
  }

  /**
   * @param said the endpoint's own words
   * @return empty where they say nothing that is known here: whether it took it is then unknown
   */
  static Optional<Answer> of(String said) {
    String lower = said.toLowerCase(Locale.ROOT);
    return MEANINGS.stream()
        .filter(meaning -> meaning.words().matcher(lower).find())
        .map(Meaning::answer)
        .findFirst();
  }
}

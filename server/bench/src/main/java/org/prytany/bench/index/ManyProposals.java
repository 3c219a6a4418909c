package org.prytany.bench.index;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.prytany.cli.ApiClient;
import org.prytany.cli.CommandFailure;
import org.prytany.contracts.generated.PrytanyGovernor;
import org.prytany.contracts.localchain.DemoAction;
import org.prytany.contracts.localchain.DemoDao;
import org.prytany.contracts.localchain.LocalChain;
import org.prytany.contracts.localchain.NodeBehind;
import org.web3j.tx.ReadonlyTransactionManager;
import org.web3j.tx.gas.DefaultGasProvider;
import org.web3j.utils.Numeric;

/** A governor's proposals by the thousand, each proposed by a transaction of its own. */
final class ManyProposals {

  /** In one block, and in one request. */
  static final int A_BLOCK = 10;

  private static final int SENTENCES = 12;
  private static final String GAS = "0x16e360";
  private static final BigInteger CENTS = BigInteger.TEN.pow(4);
  private static final String PAYEE = "0x1d9a3e5b7c2f4608a1b3c5d7e9f1032547698bad";

  private final LocalChain chain;
  private final DemoDao dao;
  private final String proposer;
  private final PrytanyGovernor governor;

  ManyProposals(LocalChain chain) {
    this.chain = chain;
    this.dao = DemoDao.deploy(chain);
    this.proposer = chain.account(1);
    this.governor =
        PrytanyGovernor.load(
            dao.addresses().governor(),
            chain.web3j(),
            new ReadonlyTransactionManager(chain.web3j(), proposer),
            new DefaultGasProvider());
  }

  DemoDao dao() {
    return dao;
  }

  /** Proposes them, {@link #A_BLOCK} in a block; the chain's last block then is a day younger. */
  void propose(int count) throws IOException {
    chain.setAutomine(false);
    long nonce = Long.decode(chain.call("eth_getTransactionCount", proposer, "latest").asText());
    try (NodeBehind node = new NodeBehind(chain.rpcUrl())) {
      for (int made = 0; made < count; made += A_BLOCK) {
        ArrayNode batch = ApiClient.JSON.createArrayNode();
        for (int i = made; i < Math.min(count, made + A_BLOCK); i++) {
          batch.add(request(i, "eth_sendTransaction", transaction(i, nonce++)));
        }
        batch.add(request(count, "evm_mine", Map.of()));
        for (JsonNode answer :
            ApiClient.JSON.readTree(node.asked(ApiClient.JSON.writeValueAsBytes(batch)))) {
          if (answer.has("error")) {
            throw new CommandFailure(
                "The local chain does not take a proposal: " + answer.path("error"),
                "Run the command again.");
          }
        }
      }
    }
  }

  /** Lets the chain go on, so that all that was proposed is older than this. */
  void age(Duration time) {
    chain.increaseTime(time);
  }

  private static JsonNode request(int id, String method, Map<String, String> parameter) {
    return ApiClient.JSON.valueToTree(
        Map.of(
            "jsonrpc",
            "2.0",
            "id",
            id,
            "method",
            method,
            "params",
            parameter.isEmpty() ? List.of() : List.of(parameter)));
  }

  private Map<String, String> transaction(int number, long nonce) {
    DemoAction payment =
        dao.actions().payStablecoin(PAYEE, CENTS.multiply(BigInteger.valueOf(1 + number)));
    return Map.of(
        "from",
        proposer,
        "to",
        dao.addresses().governor(),
        "gas",
        GAS,
        "nonce",
        "0x" + Long.toHexString(nonce),
        "data",
        governor
            .propose(
                List.of(payment.target()),
                List.of(payment.value()),
                List.of(Numeric.hexStringToByteArray(payment.calldata())),
                text(number))
            .encodeFunctionCall());
  }

  /** Some 250 words. */
  static String text(int number) {
    StringBuilder text =
        new StringBuilder("# Pay the writers, part ").append(number).append("\n\n");
    for (int i = 0; i < SENTENCES; i++) {
      text.append("Readers in group ")
          .append(Integer.toString(number * 31 + i, 36))
          .append(" asked for guides that say plainly how a vote is cast, and the writers answered")
          .append(" them before the meeting ended. ");
    }
    return text.toString();
  }
}

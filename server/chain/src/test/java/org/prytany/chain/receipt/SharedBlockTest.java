package org.prytany.chain.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.prytany.chain.ChainAdapters;
import org.prytany.chain.LocalDao;
import org.prytany.chain.OnLocalDao;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.rpc.Quantities;
import org.prytany.contracts.localchain.DemoDaoSettings;
import org.prytany.contracts.localchain.DemoProposal;
import org.prytany.contracts.localchain.LyingEndpoint;
import org.prytany.contracts.localchain.LyingEndpoint.When;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.proposal.ExecutionReceipt;
import org.prytany.governance.proposal.ExecutionReceipt.BalanceChange;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.spi.Address;
import org.prytany.spi.PlannedCall;
import org.prytany.spi.SimulatedEffects;

class SharedBlockTest extends OnLocalDao {
  private static final BigInteger GRANT = BigInteger.valueOf(25_000_000_000L);

  private ProposalContent content;
  private SimulatedEffects simulated;

  @AfterEach
  void mineAgain() {
    local.chain.setAutomine(true);
  }

  /** Executes a grant in one block with what others do, and gives its transaction's hash. */
  private String executedBeside(PlannedCall... others) {
    DemoProposal proposal =
        local.propose(
            "# Grant",
            local.demo.actions().payStablecoin(LocalDao.PAYEE.hex(), GRANT),
            local.demo.actions().payEther(LocalDao.PAYEE.hex(), DemoDaoSettings.tokens(2)));
    content = local.content(proposal);
    local.pass(proposal);
    simulated = local.report(content).effects();
    String execution = signed(5, local.adapters.calls().execute(local.dao, content));
    List<String> beside = new java.util.ArrayList<>();
    for (int i = 0; i < others.length; i++) {
      beside.add(signed(6 + i, others[i]));
    }
    local.chain.setAutomine(false);
    local.adapters.submitter().broadcast(local.dao, execution);
    beside.forEach(raw -> local.adapters.submitter().broadcast(local.dao, raw));
    local.chain.mine(1);
    local.chain.setAutomine(true);
    String hash = org.web3j.crypto.Hash.sha3(execution);
    local.mined(hash);
    return hash;
  }

  private static String signed(int person, PlannedCall call) {
    var key = local.chain.accounts().get(person);
    Address account = new Address(key.getAddress());
    var submitter = local.adapters.submitter();
    return local.sign(
        submitter.prepare(local.dao, account, call),
        submitter.transactionCount(local.dao, account),
        key);
  }

  private static PlannedCall coin(long ether) {
    return new PlannedCall(LocalDao.PAYEE, DemoDaoSettings.tokens(ether), "0x");
  }

  private static PlannedCall gift(BigInteger amount) {
    local.demo.stablecoin(local.chain.account(0));
    return new PlannedCall(
        local.stablecoin(),
        BigInteger.ZERO,
        AbiBytes.selector("transfer(address,uint256)")
            + AbiBytes.word(LocalDao.PAYEE)
            + AbiBytes.word(amount));
  }

  private ExecutionReceipt receipt(ChainAdapters adapters, String hash) {
    return adapters.receipts().read(local.dao, content, simulated, hash);
  }

  @Test
  void whatOthersMoveInTheSameBlockIsNotInTheReceipt() throws Exception {
    local
        .demo
        .stablecoin(local.chain.account(0))
        .mint(local.chain.account(7), BigInteger.valueOf(777))
        .send();
    String hash = executedBeside(coin(3), gift(BigInteger.valueOf(777)));

    ExecutionReceipt receipt = receipt(local.adapters, hash);

    assertThat(local.chain.balance(LocalDao.PAYEE.hex())).isEqualTo(DemoDaoSettings.tokens(5));
    assertThat(receipt.difference()).isEmpty();
    assertThat(receipt.asSimulated()).isTrue();
    assertThat(receipt.balances())
        .contains(
            new BalanceChange(
                LocalDao.PAYEE, Optional.empty(), BigInteger.ZERO, DemoDaoSettings.tokens(2)),
            new BalanceChange(
                LocalDao.PAYEE, Optional.of(local.stablecoin()), BigInteger.ZERO, GRANT));
  }

  @Test
  void aTokenWhoseBalancesDoNotFollowFromItsLogIsTold() {
    String hash = executedBeside();
    String block = Quantities.of(local.head());
    try (LyingEndpoint endpoint = new LyingEndpoint(local.chain.rpcUrl());
        ChainAdapters adapters = local.adaptersAt(endpoint.url())) {
      // As a token that keeps two hundredths of every payment.
      balance(endpoint, LocalDao.PAYEE, block, BigInteger.valueOf(24_500_000_000L));

      ExecutionReceipt receipt = receipt(adapters, hash);

      assertThat(receipt.asSimulated()).isFalse();
      assertThat(receipt.difference())
          .contains("By the token's log the balance of Alice")
          .contains("25,000 DUSD")
          .contains("24,500 DUSD");
      assertThat(receipt.balances())
          .as("nobody is told to have got what the log alone says")
          .contains(
              new BalanceChange(
                  LocalDao.PAYEE,
                  Optional.of(local.stablecoin()),
                  BigInteger.ZERO,
                  BigInteger.valueOf(24_500_000_000L)));
    }
  }

  @Test
  void balancesThatRoundOtherwiseThanTheLogContradictNothing() {
    String hash = executedBeside();
    String block = Quantities.of(local.head());
    try (LyingEndpoint endpoint = new LyingEndpoint(local.chain.rpcUrl());
        ChainAdapters adapters = local.adaptersAt(endpoint.url())) {
      // As a token that keeps shares.
      for (int units = 1; units <= 2; units++) {
        balance(endpoint, LocalDao.PAYEE, block, GRANT.subtract(BigInteger.valueOf(units)));

        ExecutionReceipt rounded = receipt(adapters, hash);

        assertThat(rounded.difference()).isEmpty();
        assertThat(rounded.balances())
            .contains(
                new BalanceChange(
                    LocalDao.PAYEE, Optional.of(local.stablecoin()), BigInteger.ZERO, GRANT));
      }

      balance(endpoint, LocalDao.PAYEE, block, GRANT.subtract(BigInteger.valueOf(26)));
      assertThat(receipt(adapters, hash).difference())
          .as("more than two base units, and than a billionth of it")
          .contains("By the token's log the balance of Alice");
    }
  }

  /** Makes the stablecoin's balance of an account another at a block. */
  private static void balance(
      LyingEndpoint endpoint, Address account, String block, BigInteger units) {
    endpoint.lieAbout(
        request ->
            LyingEndpoint.calls(local.stablecoin().hex(), AbiBytes.selector("balanceOf(address)"))
                    .test(request)
                && request.path("params").path(1).asText().equals(block)
                && request
                    .path("params")
                    .path(0)
                    .path("data")
                    .asText()
                    .endsWith(AbiBytes.word(account)),
        When.ALWAYS,
        (request, result) -> TextNode.valueOf("0x" + AbiBytes.word(units)));
  }

  @Test
  void theReceiptOfAnotherTransactionOrBlockIsRefused() {
    String hash = executedBeside();
    try (LyingEndpoint endpoint = new LyingEndpoint(local.chain.rpcUrl());
        ChainAdapters adapters = local.adaptersAt(endpoint.url())) {
      endpoint.lieAbout(
          "eth_getTransactionReceipt",
          When.ALWAYS,
          (request, result) -> with(result, "transactionHash", "0x" + "ab".repeat(32)));
      PrytanyException other =
          catchThrowableOfType(PrytanyException.class, () -> receipt(adapters, hash));
      endpoint.lieAbout(
          "eth_getTransactionReceipt",
          When.ALWAYS,
          (request, result) -> with(result, "blockHash", "0x" + "cd".repeat(32)));
      PrytanyException gone =
          catchThrowableOfType(PrytanyException.class, () -> receipt(adapters, hash));

      assertThat(other.code()).isEqualTo(FailureCode.CHAIN_ANSWER_INVALID);
      assertThat(gone.code()).isEqualTo(FailureCode.CHAIN_UNAVAILABLE);
    }
  }

  private static JsonNode with(JsonNode receipt, String field, String value) {
    return ((ObjectNode) receipt).put(field, value);
  }
}

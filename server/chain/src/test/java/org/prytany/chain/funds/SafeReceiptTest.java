package org.prytany.chain.funds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prytany.chain.funds.SafeWorld.PAYEE;
import static org.prytany.chain.funds.SafeWorld.dollars;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.prytany.chain.ChainAdapters;
import org.prytany.chain.FaultyEndpoint;
import org.prytany.chain.OnLocalDao;
import org.prytany.chain.rpc.RpcOptions;
import org.prytany.contracts.localchain.DemoAction;
import org.prytany.contracts.localchain.DemoProposal;
import org.prytany.contracts.localchain.DeployedSafe;
import org.prytany.governance.comparison.ClaimCheck;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.effects.EffectsReport;
import org.prytany.governance.findings.Finding;
import org.prytany.governance.proposal.ExecutionReceipt;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.spi.Address;

/** What an execution took out of real Safes, and what is said of it before. */
class SafeReceiptTest extends OnLocalDao {
  private static final BigInteger ETHER = BigInteger.TEN.pow(18);

  private SafeWorld world;

  @BeforeEach
  void world() {
    world = new SafeWorld(local);
  }

  private record Executed(ProposalContent content, EffectsReport report, String hash) {}

  private Executed execute(Dao dao, DemoAction... actions) {
    DemoProposal proposal = local.propose("executed", actions);
    ProposalContent content = local.content(proposal);
    var decoded = local.adapters.decoder().decode(dao, content);
    EffectsReport report =
        new EffectsReport(
            content.contentHash(),
            decoded,
            local.adapters.simulator().simulate(dao, content, decoded));
    local.pass(proposal);
    return new Executed(
        content, report, local.demo.execute(local.chain.account(7), proposal).getTransactionHash());
  }

  private static ExecutionReceipt receipt(ChainAdapters adapters, Dao dao, Executed executed) {
    return adapters
        .receipts()
        .read(dao, executed.content(), executed.report().effects(), executed.hash());
  }

  private static Optional<BigInteger> lost(ExecutionReceipt receipt, String account) {
    return receipt.balances().stream()
        .filter(change -> change.account().equals(new Address(account)))
        .map(change -> change.before().subtract(change.after()))
        .filter(less -> less.signum() != 0)
        .findFirst();
  }

  @Test
  void aReceiptSaysWhatEachAccountLost() {
    DeployedSafe one = world.owned();
    DeployedSafe two = world.asModule();
    world.mint(one.address(), 99_000);
    world.mint(two.address(), 1_000);
    Dao dao = world.dao(one, two);

    ExecutionReceipt receipt =
        receipt(
            local.adapters,
            dao,
            execute(
                dao,
                one.byOwner(world.timelock(), world.pay(PAYEE, 90_000)),
                two.byModule(world.pay(PAYEE, 500))));

    assertThat(receipt.asSimulated()).isTrue();
    assertThat(lost(receipt, one.address())).contains(dollars(90_000));
    assertThat(lost(receipt, two.address())).contains(dollars(500));
    assertThat(lost(receipt, PAYEE)).contains(dollars(90_500).negate());
  }

  @Test
  void aReceiptSaysWhatAnAccountLostThatNobodyListed() {
    DeployedSafe safe = world.owned();
    world.mint(safe.address(), 99_000);

    ExecutionReceipt receipt =
        receipt(
            local.adapters,
            local.dao,
            execute(local.dao, safe.byOwner(world.timelock(), world.pay(PAYEE, 90_000))));

    assertThat(lost(receipt, safe.address())).contains(dollars(90_000));
  }

  @Test
  void coinThatASafePaidIsMeasuredWithAndWithoutATrace() throws IOException {
    DeployedSafe safe = world.owned();
    local.chain.setBalance(safe.address(), ETHER.multiply(BigInteger.TEN));
    Dao dao = world.dao(safe);
    BigInteger nine = ETHER.multiply(BigInteger.valueOf(9));
    Executed executed =
        execute(dao, safe.byOwner(world.timelock(), local.demo.actions().payEther(PAYEE, nine)));

    ExecutionReceipt traced = receipt(local.adapters, dao, executed);
    assertThat(traced.asSimulated()).isTrue();
    assertThat(lost(traced, safe.address())).contains(nine);

    try (FaultyEndpoint endpoint =
            new FaultyEndpoint(
                local.chain.rpcUrl(),
                request ->
                    request.path("method").asText().startsWith("debug_")
                        ? Optional.of(FaultyEndpoint.error(request, -32601, "no such method"))
                        : Optional.empty());
        ChainAdapters untraced =
            new ChainAdapters(
                Map.of(local.chain.chainId(), URI.create(endpoint.url())), RpcOptions.DEFAULT)) {
      ExecutionReceipt measured = receipt(untraced, dao, executed);
      assertThat(measured.asSimulated()).isTrue();
      assertThat(lost(measured, safe.address())).contains(nine);
    }
  }

  @Test
  void treasurersAreToldOfMoneyInAccountsThatNobodyListed() {
    DeployedSafe safe = world.owned();
    world.mint(safe.address(), 99_000);
    DemoAction pays = safe.byOwner(world.timelock(), world.pay(PAYEE, 90_000));

    assertThat(findings(local.dao, pays))
        .anySatisfy(
            finding -> {
              assertThat(finding.code()).isEqualTo("FUNDS_NOT_LISTED");
              assertThat(finding.severity()).isEqualTo(Finding.Severity.AMBER);
              assertThat(finding.text()).contains("90,000 USDC leaves");
            });
    assertThat(findings(world.dao(safe), pays))
        .noneMatch(finding -> finding.code().equals("FUNDS_NOT_LISTED"))
        .anySatisfy(
            finding -> {
              assertThat(finding.code()).isEqualTo("SHARE_OF_TREASURY");
              assertThat(finding.severity()).isEqualTo(Finding.Severity.RED);
            });
  }

  private List<Finding> findings(Dao dao, DemoAction action) {
    EffectsReport report = world.report(dao, action);
    ProposalContent content =
        local.adapters.logs().proposals(dao, 0, local.head()).stream()
            .filter(read -> read.contentHash().equals(report.contentHash()))
            .findFirst()
            .orElseThrow();
    return ClaimCheck.standard().compare(dao, content, List.of(), report).findings();
  }
}

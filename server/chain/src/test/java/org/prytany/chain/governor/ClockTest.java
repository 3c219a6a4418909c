package org.prytany.chain.governor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.prytany.chain.ChainAdapters;
import org.prytany.chain.FaultyEndpoint;
import org.prytany.chain.LocalDao;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.proposal.ChainView;
import org.prytany.governance.proposal.ProposalContent;

class ClockTest {
  private static boolean calls(JsonNode request, String signature) {
    return request.path("method").asText().equals("eth_call")
        && request
            .path("params")
            .path(0)
            .path("data")
            .asText()
            .startsWith(AbiBytes.selector(signature));
  }

  @Test
  void aGovernorThatTellsNoClockCountsBlocks() throws Exception {
    try (LocalDao local = new LocalDao();
        FaultyEndpoint endpoint =
            new FaultyEndpoint(
                local.chain.rpcUrl(),
                request ->
                    calls(request, "clock()") || calls(request, "CLOCK_MODE()")
                        ? Optional.of(FaultyEndpoint.error(request, 3, "execution reverted"))
                        : Optional.empty());
        ChainAdapters adapters = local.adaptersAt(endpoint.url())) {
      ProposalContent content =
          local.content(
              local.propose(
                  "p", local.demo.actions().payEther(LocalDao.PAYEE.hex(), BigInteger.ONE)));

      ChainView view = adapters.reader().view(local.dao, content);

      assertThat(view.clockIsTimestamp()).isFalse();
      assertThat(view.clock()).isEqualTo(view.at().number()).isEqualTo(local.head());
    }
  }

  @Test
  void aProposalThatTheChainLostIsNotMadeUp() {
    try (LocalDao local = new LocalDao()) {
      ProposalContent content =
          local.content(
              local.propose(
                  "p", local.demo.actions().payEther(LocalDao.PAYEE.hex(), BigInteger.ONE)));
      local.chain.reorg(1);

      assertThat(local.adapters.logs().proposals(local.dao, 0, local.head())).isEmpty();
      PrytanyException failure =
          catchThrowableOfType(
              PrytanyException.class, () -> local.adapters.reader().view(local.dao, content));
      assertThat(failure.code()).isEqualTo(FailureCode.CHAIN_ANSWER_INVALID);
      assertThat(failure).hasMessageContaining("knows no proposal");
    }
  }
}

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

  /** Blocks come every second, and twelve are taken for nothing. */
  @Test
  void theTimeBetweenBlocksIsMeasured() throws Exception {
    try (LocalDao local = new LocalDao();
        FaultyEndpoint endpoint =
            new FaultyEndpoint(local.chain.rpcUrl(), ClockTest::countsBlocks);
        ChainAdapters adapters = local.adaptersAt(endpoint.url())) {
      ProposalContent content = proposed(local);
      seconds(local, 1, 200);

      ChainView.Pulse pulse = adapters.reader().view(local.dao, content).pulse();

      assertThat(pulse.otherChains()).isFalse();
      assertThat(pulse.secondsPerTimepoint().orElseThrow()).isBetween(0.9, 1.5);
    }
  }

  /** As on a rollup whose contracts see the parent chain's numbers: one for every 48 of its own. */
  @Test
  void aClockThatCountsAnotherChainsBlocksIsKnownForOneAndMeasuredByWatching() throws Exception {
    try (LocalDao local = new LocalDao();
        FaultyEndpoint endpoint =
            new FaultyEndpoint(
                local.chain.rpcUrl(),
                request ->
                    isNumber(request)
                        ? request.path("params").path(1).asText().length() < 4
                            ? Optional.of(
                                FaultyEndpoint.error(request, -32000, "missing trie node"))
                            : Optional.of(
                                FaultyEndpoint.result(
                                    request,
                                    "0x"
                                        + AbiBytes.word(
                                            BigInteger.valueOf(20_000_000 + local.head() / 48))))
                        : countsBlocks(request));
        ChainAdapters adapters = local.adaptersAt(endpoint.url())) {
      ProposalContent content = proposed(local);

      ChainView first = adapters.reader().view(local.dao, content);
      assertThat(first.clock()).isGreaterThanOrEqualTo(20_000_000);
      assertThat(first.pulse().otherChains()).isTrue();
      assertThat(first.timeIsUnknown()).isTrue();

      seconds(local, 1, 480);
      ChainView later = adapters.reader().view(local.dao, content);
      assertThat(later.timeIsUnknown()).isFalse();
      assertThat(later.pulse().secondsPerTimepoint().orElseThrow()).isBetween(40.0, 60.0);
    }
  }

  /** One error is no proof that it counts its own chain's blocks. */
  @Test
  void whereTheNumberIsNotToldTheTimeIsNotKnown() throws Exception {
    try (LocalDao local = new LocalDao();
        FaultyEndpoint endpoint =
            new FaultyEndpoint(
                local.chain.rpcUrl(),
                request ->
                    isNumber(request)
                        ? Optional.of(FaultyEndpoint.error(request, -32000, "header not found"))
                        : countsBlocks(request));
        ChainAdapters adapters = local.adaptersAt(endpoint.url())) {
      assertThat(adapters.reader().view(local.dao, proposed(local)).timeIsUnknown()).isTrue();
    }
  }

  @Test
  void theEndOfVotingIsWhatTheGovernorSaysNow() throws Exception {
    try (LocalDao local = new LocalDao();
        FaultyEndpoint endpoint =
            new FaultyEndpoint(
                local.chain.rpcUrl(),
                request ->
                    calls(request, "proposalDeadline(uint256)")
                        ? Optional.of(
                            FaultyEndpoint.result(
                                request, "0x" + AbiBytes.word(BigInteger.valueOf(9_999_999_999L))))
                        : Optional.empty());
        ChainAdapters adapters = local.adaptersAt(endpoint.url())) {
      ProposalContent content = proposed(local);

      assertThat(local.adapters.reader().view(local.dao, content).deadline())
          .hasValue(content.voteEnd());
      assertThat(adapters.reader().view(local.dao, content).deadline()).hasValue(9_999_999_999L);
    }
  }

  private static Optional<FaultyEndpoint.Answer> countsBlocks(JsonNode request) {
    return calls(request, "clock()") || calls(request, "CLOCK_MODE()")
        ? Optional.of(FaultyEndpoint.error(request, 3, "execution reverted"))
        : Optional.empty();
  }

  /** Whether it asks for the number that contracts see, with code of its own. */
  private static boolean isNumber(JsonNode request) {
    JsonNode call = request.path("params").path(0);
    return request.path("method").asText().equals("eth_call") && !call.has("to");
  }

  private static ProposalContent proposed(LocalDao local) {
    return local.content(
        local.propose("p", local.demo.actions().payEther(LocalDao.PAYEE.hex(), BigInteger.ONE)));
  }

  private static void seconds(LocalDao local, long between, int blocks) {
    long time = local.chain.now().getEpochSecond();
    for (int block = 1; block <= blocks; block++) {
      local.chain.setNextBlockTimestamp(java.time.Instant.ofEpochSecond(time + block * between));
      local.chain.mine(1);
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

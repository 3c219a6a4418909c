package org.prytany.chain.governor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.chain.ChainAdapters;
import org.prytany.chain.FaultyEndpoint;
import org.prytany.chain.LocalDao;
import org.prytany.chain.OnLocalDao;
import org.prytany.chain.rpc.Quantities;
import org.prytany.chain.rpc.RpcOptions;
import org.prytany.contracts.localchain.DemoProposal;
import org.prytany.contracts.localchain.VoteType;
import org.prytany.governance.chain.BlockRef;
import org.prytany.governance.proposal.ChainView;
import org.prytany.governance.proposal.ProposalContent;

/**
 * What is asked together comes with the block that it is about. What has to be asked after that,
 * because an answer made it necessary, may be about another block of the same number.
 */
class AskedAloneTest extends OnLocalDao {

  /** Attack: a reorg right after the answers that came together. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatWasAskedAloneIsNotTakenForTheBlockThatLeft(boolean reorg) throws IOException {
    DemoProposal proposal =
        local.propose(
            "# Grant", local.demo.actions().payEther(LocalDao.PAYEE.hex(), BigInteger.TEN));
    local.demo.warpToVoting(proposal);
    local.demo.vote(local.chain.account(1), proposal, VoteType.FOR);
    local.demo.vote(local.chain.account(2), proposal, VoteType.FOR);
    local.demo.warpPastVoting(proposal);
    local.demo.queue(local.chain.account(5), proposal);
    ProposalContent content = local.content(proposal);
    BlockRef at = local.adapters.reader().view(local.dao, content).at();
    AtomicInteger asked = new AtomicInteger();
    try (FaultyEndpoint endpoint =
            new FaultyEndpoint(
                local.chain.rpcUrl(),
                request ->
                    isAbout(request, at) && asked.incrementAndGet() > 1 && reorg
                        ? Optional.of(another(request, at))
                        : Optional.empty());
        ChainAdapters adapters =
            new ChainAdapters(
                Map.of(local.chain.chainId(), URI.create(endpoint.url())), RpcOptions.DEFAULT)) {

      // That it is queued is not known before, so that its time is asked for after that.
      Optional<ChainView> view = adapters.reader().viewAt(local.dao, content, at);

      assertThat(view.isEmpty()).isEqualTo(reorg);
    }
  }

  private static boolean isAbout(JsonNode request, BlockRef at) {
    return request.path("method").asText().equals("eth_getBlockByNumber")
        && request.path("params").path(0).asText().equals(Quantities.of(at.number()));
  }

  private static FaultyEndpoint.Answer another(JsonNode request, BlockRef at) {
    return new FaultyEndpoint.Answer(
        200,
        """
        {"jsonrpc":"2.0","id":%d,"result":{"number":"%s","hash":"0x%s","parentHash":"%s","timestamp":"%s"}}
        """
            .formatted(
                request.path("id").asLong(),
                Quantities.of(at.number()),
                "ab".repeat(32),
                at.parentHash(),
                Quantities.of(at.timestamp())));
  }
}

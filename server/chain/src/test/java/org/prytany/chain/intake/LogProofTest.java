package org.prytany.chain.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.prytany.chain.ChainAdapters;
import org.prytany.chain.FaultyEndpoint;
import org.prytany.chain.LocalDao;
import org.prytany.chain.OnLocalDao;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.governance.chain.BlockRef;
import org.prytany.governance.intake.GovernorLogs.Checked;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.spi.ProposalKey;

/** A real governor says when voting begins and ends, who proposed, and since when it knows. */
class LogProofTest extends OnLocalDao {
  private ProposalContent honest;

  @BeforeEach
  void propose() {
    local.chain.mine(1);
    honest =
        local.content(
            local.propose(
                "p", local.demo.actions().payEther(LocalDao.PAYEE.hex(), BigInteger.ONE)));
    local.chain.mine(3);
  }

  private static Checked check(ChainAdapters adapters, ProposalContent content) {
    BlockRef head = adapters.logs().head(local.dao);
    return adapters.logs().check(local.dao, List.of(content), head).getFirst();
  }

  private static ProposalContent at(ProposalContent content, long block, BigInteger id) {
    return new ProposalContent(
        new ProposalKey(content.key().chainId(), content.key().governor(), id),
        content.proposer(),
        content.targets(),
        content.valuesWei(),
        content.calldatas(),
        content.descriptionHex(),
        content.descriptionHash(),
        content.voteStart(),
        content.voteEnd(),
        content.transactionHash(),
        block,
        local.adapters.logs().block(local.dao, block).orElseThrow().hash());
  }

  @Test
  void anHonestLogIsConfirmedAndWhatItsCarrierChangedIsPutRight() {
    assertThat(check(local.adapters, honest).refuted()).isEmpty();
    ProposalContent its = check(local.adapters, honest).content();
    assertThat(its.proposedAt()).isPresent();
    assertThat(its)
        .isEqualTo(
            honest.with(honest.proposer(), honest.voteStart(), honest.voteEnd(), its.proposedAt()));

    Checked told = check(local.adapters, honest.with(LocalDao.PAYEE, 1, 99, OptionalLong.of(7)));

    assertThat(told).isEqualTo(new Checked(its, Optional.empty()));
  }

  @Test
  void aBlockInWhichItWasNotMadeIsRefuted() {
    BigInteger id = honest.key().proposalId();
    assertThat(check(local.adapters, at(honest, honest.block() + 1, id)).refuted())
        .hasValueSatisfying(why -> assertThat(why).contains("knew it before block"));
    assertThat(check(local.adapters, at(honest, honest.block() - 1, id)).refuted())
        .hasValueSatisfying(why -> assertThat(why).contains("did not know it at block"));
    assertThat(check(local.adapters, at(honest, honest.block(), BigInteger.TEN)).refuted())
        .hasValueSatisfying(why -> assertThat(why).contains("knows no such proposal"));
  }

  /** A node without history, and a governor that lacks the functions, prove nothing. */
  @Test
  void whatIsNotToldRefutesNothing() throws Exception {
    ProposalContent later = at(honest, honest.block() + 1, honest.key().proposalId());
    String head = "0x" + Long.toHexString(local.head());
    try (FaultyEndpoint pruned =
            new FaultyEndpoint(
                local.chain.rpcUrl(),
                request ->
                    isCall(request, "proposalSnapshot(uint256)")
                            && !request.path("params").path(1).asText().equals(head)
                        ? Optional.of(FaultyEndpoint.error(request, -32000, "missing trie node"))
                        : Optional.empty());
        FaultyEndpoint old =
            new FaultyEndpoint(
                local.chain.rpcUrl(),
                request ->
                    isCall(request, "proposalSnapshot(uint256)")
                            || isCall(request, "proposalDeadline(uint256)")
                            || isCall(request, "proposalProposer(uint256)")
                        ? Optional.of(FaultyEndpoint.error(request, 3, "execution reverted"))
                        : Optional.empty());
        ChainAdapters atPruned = local.adaptersAt(pruned.url());
        ChainAdapters atOld = local.adaptersAt(old.url())) {
      assertThat(check(atPruned, later).refuted()).isEmpty();
      assertThat(check(atPruned, later).content().voteEnd()).isEqualTo(honest.voteEnd());
      assertThat(check(atOld, later).refuted()).isEmpty();
      assertThat(check(atOld, later.with(LocalDao.PAYEE, 1, 99, OptionalLong.empty())).content())
          .extracting(ProposalContent::voteEnd, ProposalContent::proposer)
          .containsExactly(99L, LocalDao.PAYEE);
    }
  }

  private static boolean isCall(com.fasterxml.jackson.databind.JsonNode request, String signature) {
    return request.path("method").asText().equals("eth_call")
        && request
            .path("params")
            .path(0)
            .path("data")
            .asText()
            .startsWith(AbiBytes.selector(signature));
  }
}

package org.prytany.chain.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.prytany.chain.ChainAdapters;
import org.prytany.chain.FaultyEndpoint;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.rpc.Endpoints;
import org.prytany.chain.rpc.RpcOptions;
import org.prytany.contracts.localchain.LocalChain;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.governor.VoteCall;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.spi.Address;
import org.prytany.spi.Support;
import org.prytany.spi.VoteDecision;
import org.web3j.abi.datatypes.Utf8String;

/** A governor that becomes another one while it is looked at. */
class ChangedGovernorTest {
  private final LocalChain chain = LocalChain.start();
  private final Puppet puppet = new Puppet(chain);
  private final Dao dao = puppet.openZeppelin().dao();
  private ChainAdapters adapters;
  private Endpoints endpoints;

  @BeforeEach
  void begin() {
    puppet.announce("# One");
    chain.mine(1);
    endpoints =
        new Endpoints(Map.of(chain.chainId(), URI.create(chain.rpcUrl())), RpcOptions.DEFAULT);
    adapters =
        new ChainAdapters(Map.of(chain.chainId(), URI.create(chain.rpcUrl())), RpcOptions.DEFAULT);
  }

  @AfterEach
  void end() {
    adapters.close();
    endpoints.close();
    chain.close();
  }

  private void countsOtherwise() {
    puppet.tell("COUNTING_MODE()", Puppet.words(new Utf8String("support=for,against")));
    chain.mine(1);
  }

  /**
   * Invariant: no vote goes out by what the governor was before. Attack: a proxy that is given
   * other code right after it was looked at.
   */
  @Test
  void aGovernorThatChangedIsNotVotedOnByWhatItWas() {
    ProposalContent content =
        adapters.logs().proposals(dao, 0, chain.blockNumber().longValueExact()).getFirst();
    VoteDecision.Cast cast = new VoteDecision.Cast(Support.FOR, "rule", "because");
    Address voter = new Address(chain.account(2));
    assertThat(VoteCall.of(adapters.reader(), adapters.calls(), dao, content, voter, cast))
        .isInstanceOf(VoteCall.Made.class);

    countsOtherwise();

    assertThat(
            catchThrowableOfType(
                    PrytanyException.class,
                    () ->
                        VoteCall.of(adapters.reader(), adapters.calls(), dao, content, voter, cast))
                .code())
        .isEqualTo(FailureCode.CHAIN_ANSWER_INVALID);
  }

  /** Invariant: while a chain is asked for a token, no vote waits for the answer. */
  @Test
  void whileAnEndpointIsAskedForTheTokenTheGovernorCanBeForgotten() throws IOException {
    GovernorFamilies[] families = new GovernorFamilies[1];
    AtomicInteger asked = new AtomicInteger();
    String token = AbiBytes.selector("token()");
    try (FaultyEndpoint endpoint =
            new FaultyEndpoint(
                chain.rpcUrl(),
                request -> {
                  if (request.toString().contains(token) && asked.getAndIncrement() == 0) {
                    families[0].forget(dao);
                  }
                  return Optional.empty();
                });
        Endpoints slow =
            new Endpoints(
                Map.of(chain.chainId(), URI.create(endpoint.url())), RpcOptions.DEFAULT)) {
      families[0] = new GovernorFamilies(new GovernorProbe(slow));

      families[0].votesToken(dao);
      families[0].votesToken(dao);
      assertThat(asked).as("what was asked before it was forgotten is not remembered").hasValue(2);
      families[0].votesToken(dao);
      assertThat(asked).as("and what was asked since is").hasValue(2);
    }
  }

  /** What somebody asked before it was forgotten, and heard after, is not remembered. */
  @Test
  void whatWasAskedBeforeItWasForgottenIsNotRemembered() {
    GovernorFamilies[] families = new GovernorFamilies[1];
    List<Runnable> afterTheProbe =
        new ArrayList<>(
            List.of(
                () -> {
                  countsOtherwise();
                  families[0].forget(dao);
                }));
    families[0] =
        new GovernorFamilies(
            new GovernorProbe(endpoints),
            () -> {
              if (!afterTheProbe.isEmpty()) {
                afterTheProbe.removeFirst().run();
              }
              return 0;
            });
    assertThat(families[0].of(dao).supports()).as("as it was asked").isNotEmpty();

    assertThat(families[0].of(dao).supports()).isEmpty();
  }
}

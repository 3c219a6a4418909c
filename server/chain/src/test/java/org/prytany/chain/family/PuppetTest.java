package org.prytany.chain.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.math.BigInteger;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.chain.ChainAdapters;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.rpc.RpcOptions;
import org.prytany.contracts.localchain.LocalChain;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.dao.Family;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.proposal.ChainView;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalState;
import org.web3j.abi.datatypes.Utf8String;

/** Governors that answer oddly: served as they are, or refused with the reason. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PuppetTest {
  private LocalChain chain;
  private ChainAdapters adapters;
  private Puppet puppet;

  @BeforeAll
  void begin() {
    chain = LocalChain.start();
  }

  @AfterAll
  void end() {
    chain.close();
  }

  @BeforeEach
  void fresh() {
    puppet = new Puppet(chain);
    renew();
  }

  @AfterEach
  void close() {
    adapters.close();
  }

  private void renew() {
    chain.mine(1);
    if (adapters != null) {
      adapters.close();
    }
    adapters =
        new ChainAdapters(Map.of(chain.chainId(), URI.create(chain.rpcUrl())), RpcOptions.DEFAULT);
  }

  private List<ProposalContent> listed(Dao dao) {
    chain.mine(1);
    return adapters.logs().proposals(dao, 0, chain.blockNumber().longValueExact());
  }

  private static FailureCode code(Throwable thrown) {
    assertThat(thrown).isInstanceOf(PrytanyException.class);
    return ((PrytanyException) thrown).code();
  }

  /** Ten words as Bravo's, in another order: for and against before the blocks. */
  @Test
  void aRecordInAnotherOrderIsNotRead() {
    puppet
        .bravo()
        .forget("state(uint256)")
        .forget("getActions(uint256)")
        .forget("proposals(uint256)");
    chain.mine(1);
    chain.setAutomine(false);
    puppet
        .tell("getActions(uint256)", Puppet.words(puppet.actions("transfer(address,uint256)")))
        // id, proposer, for, against, abstain, eta, start, end, canceled, executed
        .tell(
            "proposals(uint256)",
            Puppet.numbers(1)
                + "0".repeat(24)
                + chain.account(1).substring(2)
                + Puppet.numbers(22, 11, 33, 0, 5, 100_000, 0, 0).substring(2));
    puppet.announce(BigInteger.ONE, "# One", true);
    puppet.tell("state(uint256)", Puppet.numbers(1));
    chain.mine(1);
    chain.setAutomine(true);
    Dao dao = puppet.dao();
    Throwable refused = catchThrowable(() -> adapters.logs().verify(dao));
    if (refused != null) {
      assertThat(code(refused)).isEqualTo(FailureCode.GOVERNOR_NOT_SERVED);
      return;
    }
    List<ProposalContent> all = listed(dao);
    Throwable thrown = catchThrowable(() -> adapters.reader().view(dao, all.getFirst()).toString());
    if (thrown != null) {
      code(thrown);
      return;
    }
    assertThat(adapters.reader().view(dao, all.getFirst()).forVotes()).isEqualTo(22);
  }

  /** A clock that contradicts its mode tells no deadline. */
  @Test
  void aClockThatContradictsItsModeTellsNoDeadline() {
    puppet
        .openZeppelin()
        .tell("CLOCK_MODE()", Puppet.words(new Utf8String("mode=timestamp")))
        .tell("clock()", Puppet.numbers(chain.blockNumber().longValueExact()));
    puppet.announce("# One");
    Throwable thrown =
        catchThrowable(
            () -> {
              adapters.logs().verify(puppet.dao());
              adapters.reader().view(puppet.dao(), listed(puppet.dao()).getFirst()).toString();
            });
    assertThat(thrown).isInstanceOf(PrytanyException.class);
  }

  /** As CountingModeTest has it: an unknown mode is never guessed. */
  @Test
  void twoModesOfWhichOneIsUnknownAreNotGuessed() {
    assertThat(CountingMode.supports("support=bravo&support=quadratic")).isEmpty();
  }

  /**
   * Agora's governors take an id where others take a timepoint: for a timepoint they say that no
   * votes are needed, and whatever was cast would seem to be enough.
   */
  @Test
  void aQuorumThatIsToldByProposalIsNotTakenForNone() {
    BigInteger id = puppet.openZeppelin().announce("# One");
    puppet.tell("quorum(uint256)", numbers(0)).tell("quorum(uint256)", id, numbers(900));
    Dao dao = puppet.dao();

    assertThat(adapters.reader().view(dao, listed(dao).getFirst()).quorum())
        .contains(BigInteger.valueOf(900));
  }

  /** A quorum that is zero, or told by timepoint, stays what it is. */
  @Test
  void aQuorumOfATimepointStaysWhatItIs() {
    BigInteger id = puppet.openZeppelin().announce("# One");
    Dao dao = puppet.dao();
    puppet.tell("quorum(uint256)", numbers(0));
    assertThat(adapters.reader().view(dao, listed(dao).getFirst()).quorum())
        .contains(BigInteger.ZERO);

    puppet.tell("quorum(uint256)", numbers(70)).tell("quorum(uint256)", id, numbers(900));
    assertThat(adapters.reader().view(dao, listed(dao).getFirst()).quorum())
        .contains(BigInteger.valueOf(70));
  }

  /** What nobody tells is not known; all else is read as ever, so that votes are not missed. */
  @Test
  void aQuorumThatIsNotToldIsNotKnownAndStopsNothing() {
    puppet.openZeppelin().announce("# One");
    puppet.forget("quorum(uint256)");
    Dao dao = puppet.dao();

    ChainView view = adapters.reader().view(dao, listed(dao).getFirst());

    assertThat(view.quorum()).isEmpty();
    assertThat(view.forVotes()).isEqualTo(22);
    assertThat(view.state()).isEqualTo(ProposalState.ACTIVE);
  }

  private OptionalLong lapses(Dao dao, ProposalContent content) {
    chain.mine(1);
    return adapters.reader().view(dao, content).lapsesSeconds();
  }

  /** Attack: an endpoint that answers nothing, zero or nonsense once is not believed for ever. */
  @ParameterizedTest
  @ValueSource(strings = {"GRACE_PERIOD()", "gracePeriod()"})
  void untilWhenATimelockExecutesIsBelievedOnlyWhereThatCanBe(String period) {
    long eta = chain.now().getEpochSecond() + 5_000;
    puppet.bravo().tell("proposals(uint256)", numbers(1, 7, eta, 5, 100_000, 22, 11, 33, 0, 0));
    puppet.announce(BigInteger.ONE, "# One", true);
    puppet.tell("state(uint256)", numbers(5)).forget("GRACE_PERIOD()");
    Dao dao = puppet.dao();
    ProposalContent content = listed(dao).getFirst();

    assertThat(lapses(dao, content)).isEmpty();
    assertThat(lapses(dao, content)).as("no such function").isEmpty();
    puppet.tell(period, numbers(0));
    assertThat(lapses(dao, content)).as("0").isEmpty();
    puppet.tell(period, "0x" + "f".repeat(64));
    assertThat(lapses(dao, content)).as("absurd").isEmpty();
    puppet.tell(period, numbers(1_209_600));
    assertThat(lapses(dao, content)).hasValue(eta + 1_209_600);
  }

  /** Queued behind its end is no end: the governor's state says when it expired. */
  @Test
  void whatIsStillQueuedBehindItsEndHasNone() {
    long eta = chain.now().getEpochSecond() - 5_000;
    puppet.bravo().tell("proposals(uint256)", numbers(1, 7, eta, 5, 100_000, 22, 11, 33, 0, 0));
    puppet.announce(BigInteger.ONE, "# One", true);
    puppet.tell("state(uint256)", numbers(5)).tell("GRACE_PERIOD()", numbers(9));
    Dao dao = puppet.dao();
    ProposalContent content = listed(dao).getFirst();

    assertThat(lapses(dao, content)).isEmpty();
    assertThat(lapses(dao, content)).isEmpty();
    puppet.tell("GRACE_PERIOD()", numbers(9_000));
    assertThat(lapses(dao, content)).hasValue(eta + 9_000);
  }

  private static String numbers(long... number) {
    return Puppet.numbers(number);
  }

  /**
   * Invariant: what cannot be read is never silently empty. Three fields in topics are hashes of
   * lists, so nobody can read the calls; before the first of them nothing shows it.
   */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void listsThatAreAnnouncedAsHashesAreToldAndStopNothing(boolean typed) {
    Dao dao = puppet.openZeppelin().dao();
    chain.mine(1);
    adapters.logs().verify(dao);
    puppet.announce("# One");
    assertThat(listed(dao)).hasSize(1);
    puppet.logFour(
        typed ? CreatedEvents.TYPED : CreatedEvents.PLAIN,
        numbers(9),
        numbers(10),
        AbiBytes.topic("a list"));

    assertThat(listed(dao)).hasSize(1);
    assertThat(adapters.logs().unreadable(dao))
        .singleElement()
        .asString()
        .contains("3 of a proposal's fields in topics");
  }

  /**
   * Invariant: whatever a contract makes of a function that it does not have, it is served as what
   * it is. Attack: reverts without words, all gas burnt, no end, answers of odd sizes.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
  void whatComesOfAFunctionThatIsNotThereChangesNothing(int otherwise) {
    Dao dao = puppet.openZeppelin().dao();
    puppet.announce("# One");
    puppet.otherwise(otherwise);
    renew();

    adapters.logs().verify(dao);
    GovernorFamilies.Profile found = adapters.families().of(dao);
    assertThat(found.family()).isEqualTo(Family.OPENZEPPELIN_NO_TIMELOCK);
    assertThat(found.executor()).contains(dao.governor());
    ProposalContent content = listed(dao).getFirst();
    ChainView view = adapters.reader().view(dao, content);
    assertThat(view.forVotes()).isEqualTo(22);
    assertThat(view.quorum()).contains(BigInteger.valueOf(70));
    assertThat(view.queues()).isFalse();
    assertThat(
            adapters
                .simulator()
                .simulate(dao, content, adapters.decoder().decode(dao, content))
                .succeeded())
        .isTrue();
  }

  /** The same of Compound's kind, and of what is no governor at all. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
  void whateverAnswersOddlyIsFoundOrRefusedWithTheReason(int otherwise) {
    Dao dao = puppet.dao();
    puppet.otherwise(otherwise);
    Throwable refused = catchThrowable(() -> adapters.families().of(dao));
    assertThat(code(refused)).isEqualTo(FailureCode.GOVERNOR_NOT_SERVED);

    puppet.bravo();
    renew();
    assertThat(adapters.families().of(dao).family()).isEqualTo(Family.BRAVO);
  }
}

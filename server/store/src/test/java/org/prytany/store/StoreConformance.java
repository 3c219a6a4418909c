package org.prytany.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.prytany.store.Samples.NOW;
import static org.prytany.store.Samples.address;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.prytany.governance.act.ActOutcome;
import org.prytany.governance.alert.Alert;
import org.prytany.governance.alert.Delivery;
import org.prytany.governance.alert.MailAddress;
import org.prytany.governance.alert.Outbox;
import org.prytany.governance.alert.PushEndpoint;
import org.prytany.governance.alert.PushKey;
import org.prytany.governance.alert.Subscription;
import org.prytany.governance.alert.SubscriptionRepository;
import org.prytany.governance.audit.AuditEntry;
import org.prytany.governance.chain.BlockRef;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.duty.Duty;
import org.prytany.governance.duty.Lane;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.intake.IntakeCursor;
import org.prytany.governance.poll.Poll;
import org.prytany.governance.poll.PollKey;
import org.prytany.governance.proposal.ChainView;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalSummary;
import org.prytany.governance.search.SearchEntry;
import org.prytany.governance.search.SearchIndex;
import org.prytany.governance.search.SearchQuery;
import org.prytany.governance.search.SearchRepository;
import org.prytany.governance.voters.VoteCursor;
import org.prytany.governance.voters.VoteLog;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalKey;
import org.prytany.spi.VoteDecision;

/** What every store has to do. One empty subclass per implementation. */
abstract class StoreConformance {

  private static final int THREADS = 8;

  private Store store;

  /** An open store with nothing in it. */
  abstract Store openEmpty();

  @BeforeEach
  void open() {
    store = openEmpty();
  }

  @AfterEach
  void close() {
    store.close();
  }

  // proposals

  @Test
  void aProposalComesBackExactlyAsItWasStoredWithEveryPartOfTheLine() {
    Proposal complete = Samples.complete(1);
    assertThat(store.proposals().insert(complete)).isTrue();
    assertThat(store.proposals().find(complete.key()))
        .contains(complete.change().version(1).build());
  }

  @Test
  void everyKindOfDecisionAndOutcomeKeepsItsType() {
    List<VoteDecision> decisions =
        List.of(
            new VoteDecision.Refrain("a", "b"),
            new VoteDecision.Escalate("a", "b"),
            new VoteDecision.NotYet("a", "b"));
    List<ActOutcome> outcomes =
        List.of(
            new ActOutcome.Reverted("0x1", 2, "0xb", "no"),
            new ActOutcome.DoneElsewhere(Optional.empty(), "stranger"),
            new ActOutcome.Abandoned("too late"));
    for (int i = 0; i < decisions.size(); i++) {
      Proposal sample = Samples.complete(i);
      var decided = sample.decision().orElseThrow();
      Proposal proposal =
          sample
              .change()
              .decision(
                  Optional.of(
                      new org.prytany.governance.proposal.Decided(
                          decisions.get(i),
                          decided.plugin(),
                          decided.contentHash(),
                          decided.block(),
                          decided.votingPower(),
                          decided.decidedAt())))
              .ballot(Optional.of(sample.ballot().orElseThrow().withOutcome(outcomes.get(i))))
              .build();
      store.proposals().insert(proposal);
      Proposal found = store.proposals().find(proposal.key()).orElseThrow();
      assertThat(found.decision()).isEqualTo(proposal.decision());
      assertThat(found.ballot()).isEqualTo(proposal.ballot());
    }
  }

  @Test
  void aFreshProposalHasNoPartsWhenItComesBack() {
    store.proposals().insert(Samples.fresh(1));
    assertThat(store.proposals().find(Samples.key(1)))
        .contains(Samples.fresh(1).change().version(1).build());
  }

  @Test
  void aVoteOffChainComesBackExactlyAsItWasStored() {
    Poll complete = PollSamples.complete(1);
    Poll fresh = PollSamples.fresh(2);
    assertThat(store.polls().insert(complete)).isTrue();
    assertThat(store.polls().insert(fresh)).isTrue();
    assertThat(store.polls().insert(complete)).isFalse();

    assertThat(store.polls().find(complete.key())).contains(complete.version(1));
    assertThat(store.polls().of("demo")).containsExactly(fresh.version(1), complete.version(1));
    assertThat(store.polls().of("other")).isEmpty();
  }

  @Test
  void ofManyChangesOfAVoteOffChainFromOneVersionExactlyOneWins() throws Exception {
    store.polls().insert(PollSamples.fresh(1));
    Poll read = store.polls().find(PollSamples.fresh(1).key()).orElseThrow();

    List<Boolean> won =
        inParallel(
            THREADS,
            thread -> store.polls().compareAndSwap(PollSamples.complete(1).version(1)).isPresent());

    assertThat(won).containsOnlyOnce(true);
    assertThat(store.polls().find(read.key()).orElseThrow().version()).isEqualTo(2);
  }

  // search

  private static SearchEntry entry(long number, long block, Set<String> terms, long payee) {
    return new SearchEntry(
        Samples.key(number), "made", block, terms, Set.of("title"), Set.of(address(payee)));
  }

  @Test
  void proposalsAreFoundByEveryPartNewestFirst() {
    SearchRepository search = store.search();
    search.put(entry(1, 10, Set.of("fund", "workshop", "25000"), 5));
    search.put(entry(2, 30, Set.of("fund", "workshops", "25"), 5));
    search.put(entry(3, 20, Set.of("fund", "roof"), 6));

    assertThat(found("fund")).containsExactly(Samples.key(2), Samples.key(3), Samples.key(1));
    assertThat(found("fund worksh")).containsExactly(Samples.key(2), Samples.key(1));
    assertThat(found("25,000")).containsExactly(Samples.key(2), Samples.key(1));
    assertThat(found("25000")).containsExactly(Samples.key(1));
    assertThat(found("roof workshop")).isEmpty();
    assertThat(search.find(SearchQuery.of("fund"), SERVED, 2))
        .containsExactly(Samples.key(2), Samples.key(3));
    assertThat(paying(Samples.CHAIN, address(5), 31))
        .containsExactly(Samples.key(2), Samples.key(1));
    assertThat(paying(Samples.CHAIN, address(5), 30)).containsExactly(Samples.key(1));
    assertThat(paying(1, address(5), 31)).isEmpty();
    assertThat(
            search.paying(
                new SearchRepository.Payments(Samples.CHAIN, address(5), Set.of(address(77)), 31),
                9))
        .isEmpty();
    assertThat(search.find(SearchQuery.of("fund"), Map.of(), 9)).isEmpty();
  }

  private static final Map<Long, Set<Address>> SERVED =
      Map.of(Samples.CHAIN, Set.of(Samples.GOVERNOR));

  private List<ProposalKey> paying(long chainId, Address account, long before) {
    return store
        .search()
        .paying(
            new SearchRepository.Payments(chainId, account, Set.of(Samples.GOVERNOR), before), 9);
  }

  private List<ProposalKey> found(String query) {
    return store.search().find(SearchQuery.of(query), SERVED, 9);
  }

  @Test
  void ofOneGovernorOnlyItsProposalsAreFound() {
    store.search().put(entry(1, 10, Set.of("fund"), 5));

    assertThat(found("fund", Samples.GOVERNOR)).containsExactly(Samples.key(1));
    assertThat(found("fund", address(77))).isEmpty();
  }

  private List<ProposalKey> found(String query, Address governor) {
    return store.search().find(SearchQuery.of(query), Map.of(Samples.CHAIN, Set.of(governor)), 9);
  }

  @Test
  void titlesAreThoseOfTheGovernorThatHaveOne() {
    store.search().put(entry(1, 10, Set.of("fund"), 5));
    store
        .search()
        .put(new SearchEntry(Samples.key(2), "made", 20, Set.of("fund"), Set.of(), Set.of()));

    assertThat(store.search().titles(Samples.CHAIN, Samples.GOVERNOR))
        .containsExactly(new SearchRepository.Title(Samples.key(1), 10, Set.of("title")));
    assertThat(store.search().titles(Samples.CHAIN, address(77))).isEmpty();
  }

  @Test
  void anEntryTakesThePlaceOfTheOneBefore() {
    store.search().put(entry(1, 10, Set.of("before"), 5));
    store
        .search()
        .put(
            new SearchEntry(
                Samples.key(1),
                "anew",
                10,
                Set.of("after"),
                Set.of("another"),
                Set.of(address(6))));

    assertThat(found("before")).isEmpty();
    assertThat(found("after")).containsExactly(Samples.key(1));
    assertThat(paying(Samples.CHAIN, address(5), 99)).isEmpty();
    assertThat(store.search().madeFrom(Samples.CHAIN, Samples.GOVERNOR))
        .isEqualTo(Map.of(Samples.key(1), "anew"));
  }

  @Test
  void theIndexFollowsTheProposalsAndReadsOnlyThoseThatChanged() {
    Dao dao = Dao.onlyRead("demo", "Demo", Samples.CHAIN, Samples.GOVERNOR, address(9));
    SearchIndex index = new SearchIndex(store.proposals(), store.search());
    store.proposals().insert(Samples.complete(1).change().removedByReorg(false).build());
    store.proposals().insert(Samples.fresh(2));

    assertThat(index.catchUp(dao, 1)).isEqualTo(1);
    assertThat(index.catchUp(dao, 1)).isZero();
    assertThat(store.search().madeFrom(Samples.CHAIN, Samples.GOVERNOR))
        .containsOnlyKeys(Samples.key(1), Samples.key(2));
    // By the account that is paid, in capital letters; by its token; by its own number.
    assertThat(index.find(SearchQuery.of(address(10).hex().replace("a", "A")), List.of(dao), 9))
        .containsExactly(Samples.key(1));
    assertThat(index.find(SearchQuery.of("usdc"), List.of(dao), 9)).containsExactly(Samples.key(1));
    assertThat(index.find(SearchQuery.of(Samples.key(2).proposalId().toString()), List.of(dao), 9))
        .containsExactly(Samples.key(2));
    assertThat(index.paying(Samples.CHAIN, address(10), List.of(dao), Long.MAX_VALUE, 9))
        .containsExactly(Samples.key(1));

    Proposal changed = store.proposals().find(Samples.key(1)).orElseThrow();
    store.proposals().compareAndSwap(changed.change().effects(Optional.empty()).build());
    assertThat(index.catchUp(dao, 9)).isZero();
    assertThat(index.paying(Samples.CHAIN, address(10), List.of(dao), Long.MAX_VALUE, 9)).isEmpty();
    assertThat(index.find(SearchQuery.of("usdc"), List.of(dao), 9)).isEmpty();
  }

  @Test
  void whatAReorganisationRemovedIsNotFound() {
    Dao dao = Dao.onlyRead("demo", "Demo", Samples.CHAIN, Samples.GOVERNOR, address(9));
    SearchIndex index = new SearchIndex(store.proposals(), store.search());
    store.proposals().insert(Samples.complete(1).change().removedByReorg(true).build());

    assertThat(index.catchUp(dao, 9)).isZero();
    assertThat(index.find(SearchQuery.of("usdc"), List.of(dao), 9)).isEmpty();
    assertThat(index.paying(Samples.CHAIN, address(10), List.of(dao), Long.MAX_VALUE, 9)).isEmpty();
  }

  /** What is found follows from the operator's configuration, too. */
  @Test
  void theIndexNoticesWhatIsConfiguredOtherwise() {
    Dao dao = Dao.onlyRead("demo", "Demo", Samples.CHAIN, Samples.GOVERNOR, address(9));
    Dao labelled = dao.withLabels(Map.of(address(10), "Tide workshop"));
    Dao holder = Dao.onlyRead("demo", "Demo", Samples.CHAIN, Samples.GOVERNOR, address(99));
    SearchIndex index = new SearchIndex(store.proposals(), store.search());
    store.proposals().insert(Samples.complete(1).change().removedByReorg(false).build());
    index.catchUp(dao, 9);
    assertThat(index.find(SearchQuery.of("workshop"), List.of(dao), 9)).isEmpty();

    index.catchUp(labelled, 9);
    assertThat(index.find(SearchQuery.of("workshop"), List.of(dao), 9)).hasSize(1);
    assertThat(index.paying(Samples.CHAIN, address(10), List.of(dao), Long.MAX_VALUE, 9))
        .hasSize(1);

    index.catchUp(holder, 9);
    assertThat(index.paying(Samples.CHAIN, address(10), List.of(dao), Long.MAX_VALUE, 9)).isEmpty();
    Map<ProposalKey, String> before = store.search().madeFrom(Samples.CHAIN, Samples.GOVERNOR);
    assertThat(index.catchUp(holder, 9)).isZero();
    assertThat(store.search().madeFrom(Samples.CHAIN, Samples.GOVERNOR)).isEqualTo(before);
  }

  @Test
  void ofManyInsertedAtOnceThoseThatAreThereStayAsTheyAre() {
    Proposal there = Samples.complete(3);
    store.proposals().insert(there);
    List<Proposal> many =
        new ArrayList<>(LongStream.range(0, 600).mapToObj(Samples::fresh).toList());
    many.add(Samples.complete(5));

    List<Boolean> inserted = store.proposals().insertAll(many);

    assertThat(inserted).hasSize(601);
    for (int i = 0; i < many.size(); i++) {
      assertThat(inserted.get(i)).as("" + i).isEqualTo(i != 3 && i != 600);
    }
    assertThat(store.proposals().find(there.key())).contains(there.change().version(1).build());
    assertThat(store.proposals().find(Samples.key(5)))
        .contains(Samples.fresh(5).change().version(1).build());
    assertThat(store.proposals().summaries(Samples.CHAIN, Samples.GOVERNOR)).hasSize(600);
    assertThat(store.proposals().insertAll(List.of())).isEmpty();
  }

  @Test
  void ofManyInsertedAtOnceByManyEachIsInsertedOnce() throws Exception {
    List<List<Boolean>> inserted =
        inParallel(
            THREADS,
            thread ->
                store
                    .proposals()
                    .insertAll(LongStream.range(0, 50).mapToObj(Samples::fresh).toList()));

    for (int i = 0; i < 50; i++) {
      int place = i;
      assertThat(inserted.stream().map(its -> its.get(place))).containsOnlyOnce(true);
    }
  }

  @Test
  void dutiesScheduledAtOnceAreMovedWhereTheyAreThereAndStayLeased() {
    store.duties().schedule(Samples.duty(1, NOW, NOW.plusSeconds(30)));
    Duty leased =
        store.duties().claim(Samples.VOTING, "worker", NOW, Duration.ofMinutes(5)).orElseThrow();

    store
        .duties()
        .scheduleAll(
            LongStream.range(0, 3)
                .mapToObj(i -> Samples.duty(i, NOW, NOW.plusSeconds(60)))
                .toList());

    assertThat(store.duties().open())
        .hasSize(3)
        .allMatch(its -> its.latestSafe().equals(NOW.plusSeconds(60)))
        .filteredOn(its -> its.leaseOwner().isPresent())
        .extracting(Duty::id)
        .containsExactly(leased.id());
  }

  @Test
  void anUnknownProposalIsAbsent() {
    assertThat(store.proposals().find(Samples.key(404))).isEmpty();
  }

  @Test
  void aSecondInsertOfAProposalIsRefusedAndChangesNothing() {
    store.proposals().insert(Samples.fresh(1));
    assertThat(store.proposals().insert(Samples.complete(1))).isFalse();
    assertThat(store.proposals().find(Samples.key(1)).orElseThrow().digest()).isEmpty();
  }

  @Test
  void aChangeFromAnOldVersionIsRefused() {
    store.proposals().insert(Samples.fresh(1));
    Proposal read = store.proposals().find(Samples.key(1)).orElseThrow();
    Proposal first =
        store.proposals().compareAndSwap(read.change().removedByReorg(true).build()).orElseThrow();
    assertThat(first.version()).isEqualTo(2);
    assertThat(store.proposals().compareAndSwap(read)).isEmpty();
    assertThat(store.proposals().find(Samples.key(1))).contains(first);
  }

  @Test
  void aChangeToAProposalThatWasNeverStoredIsRefused() {
    assertThat(store.proposals().compareAndSwap(Samples.fresh(9).change().version(1).build()))
        .isEmpty();
    assertThat(store.proposals().find(Samples.key(9))).isEmpty();
  }

  @Test
  void ofManyConcurrentChangesFromOneVersionExactlyOneWins() throws Exception {
    store.proposals().insert(Samples.fresh(1));
    Proposal read = store.proposals().find(Samples.key(1)).orElseThrow();
    List<Boolean> won =
        inParallel(THREADS, thread -> store.proposals().compareAndSwap(read).isPresent());
    assertThat(won).containsOnlyOnce(true);
    assertThat(store.proposals().find(Samples.key(1)).orElseThrow().version()).isEqualTo(2);
  }

  @Test
  void concurrentChangesThatReadAgainAfterALossAreAllKept() throws Exception {
    store.proposals().insert(Samples.fresh(1));
    int changes = 10;
    inParallel(
        THREADS,
        thread -> {
          for (int done = 0; done < changes; ) {
            Proposal read = store.proposals().find(Samples.key(1)).orElseThrow();
            if (store.proposals().compareAndSwap(read).isPresent()) {
              done++;
            }
          }
          return true;
        });
    assertThat(store.proposals().find(Samples.key(1)).orElseThrow().version())
        .isEqualTo(1 + THREADS * changes);
  }

  @Test
  void aReaderNeverSeesHalfOfAChange() throws Exception {
    store.proposals().insert(withClock(Samples.complete(1), 1));
    int changes = 200;
    List<Boolean> whole =
        inParallel(
            THREADS,
            thread -> {
              for (int i = 0; i < changes; i++) {
                Proposal read = store.proposals().find(Samples.key(1)).orElseThrow();
                if (read.chain().orElseThrow().clock() != read.version()) {
                  return false;
                }
                if (thread == 0) {
                  store.proposals().compareAndSwap(withClock(read, read.version() + 1));
                }
              }
              return true;
            });
    assertThat(whole).containsOnly(true);
    assertThat(store.proposals().find(Samples.key(1)).orElseThrow().version())
        .isEqualTo(1 + changes);
  }

  private static Proposal withClock(Proposal proposal, long clock) {
    ChainView view = proposal.chain().orElseThrow();
    return proposal
        .change()
        .chain(
            new ChainView(
                view.state(),
                view.forVotes(),
                view.againstVotes(),
                view.abstainVotes(),
                view.quorum().orElseThrow(),
                clock,
                view.clockIsTimestamp(),
                view.etaSeconds(),
                view.at()))
        .build();
  }

  @Test
  void proposalsOfAGovernorComeNewestFirstAndWithoutOthers() {
    for (long block : List.of(5L, 9L, 7L)) {
      store.proposals().insert(Samples.fresh(block));
    }
    assertThat(store.proposals().of(Samples.CHAIN, Samples.GOVERNOR))
        .extracting(proposal -> proposal.content().block())
        .containsExactly(9L, 7L, 5L);
    assertThat(store.proposals().of(Samples.CHAIN, address(0xB))).isEmpty();
    assertThat(store.proposals().of(1, Samples.GOVERNOR)).isEmpty();
  }

  @Test
  void summariesSayOfEachProposalWhatItWholeWouldSay() {
    store.proposals().insert(Samples.complete(1));
    store.proposals().insert(Samples.fresh(5));
    store.proposals().insert(Samples.fresh(9));
    Proposal changed =
        store
            .proposals()
            .compareAndSwap(
                store
                    .proposals()
                    .find(Samples.key(9))
                    .orElseThrow()
                    .change()
                    .removedByReorg(true)
                    .build())
            .orElseThrow();

    List<ProposalSummary> summaries = store.proposals().summaries(Samples.CHAIN, Samples.GOVERNOR);

    assertThat(summaries)
        .containsExactlyElementsOf(
            store.proposals().of(Samples.CHAIN, Samples.GOVERNOR).stream()
                .map(ProposalSummary::of)
                .toList());
    assertThat(summaries).contains(ProposalSummary.of(changed));
    assertThat(store.proposals().summaries(Samples.CHAIN, address(0xB))).isEmpty();
    assertThat(store.proposals().summaries(1, Samples.GOVERNOR)).isEmpty();
  }

  @Test
  void whatWasMinedAboveABlockIsFoundAmongAll() {
    store.proposals().insert(Samples.complete(1));
    store.proposals().insert(Samples.fresh(5));
    long mined = ProposalSummary.of(Samples.complete(1)).minedAt();
    assertThat(mined).isPositive();

    for (long above : new long[] {-5, 0, mined - 1}) {
      assertThat(store.proposals().minedAbove(Samples.CHAIN, Samples.GOVERNOR, above))
          .containsExactly(Samples.key(1));
    }
    assertThat(store.proposals().minedAbove(Samples.CHAIN, Samples.GOVERNOR, mined)).isEmpty();
    assertThat(store.proposals().minedAbove(Samples.CHAIN, address(0xB), 0)).isEmpty();
    assertThat(store.proposals().minedAbove(1, Samples.GOVERNOR, 0)).isEmpty();
  }

  @Test
  void aDescriptionOfOneMegabyteIsKeptByteForByte() {
    byte[] description = new byte[1 << 20];
    for (int i = 0; i < description.length; i++) {
      description[i] = (byte) (i * 31);
    }
    Proposal large = Proposal.fresh(Samples.content(1, description));
    assertThat(store.proposals().insert(large)).isTrue();
    Proposal found = store.proposals().find(large.key()).orElseThrow();
    assertThat(found.content().contentHash()).isEqualTo(large.content().contentHash());
    assertThat(store.proposals().compareAndSwap(found)).isPresent();
  }

  @Test
  void aDocumentBeyondWhatTheStoreTakesIsRefusedInPlainWords() {
    Proposal huge = Proposal.fresh(Samples.content(1, new byte[13 << 20]));
    assertThatThrownBy(() -> store.proposals().insert(huge))
        .isInstanceOf(PrytanyException.class)
        .hasMessageContaining("16 MB");
    store.health();
  }

  // cursors

  @Test
  void aCursorIsStoredOnceAndMovedOnlyFromItsVersion() {
    IntakeCursor first =
        new IntakeCursor(
            Samples.CHAIN,
            Samples.GOVERNOR,
            0,
            10,
            List.of(new BlockRef(9, Samples.hash(1), Samples.hash(2), 3)),
            Optional.empty());
    assertThat(store.cursors().find(Samples.CHAIN, Samples.GOVERNOR)).isEmpty();
    assertThat(store.cursors().insert(first)).isTrue();
    assertThat(store.cursors().insert(first)).isFalse();
    assertThat(store.cursors().find(Samples.CHAIN, Samples.GOVERNOR)).contains(first);

    IntakeCursor moved =
        new IntakeCursor(
            Samples.CHAIN,
            Samples.GOVERNOR,
            first.version(),
            20,
            List.of(),
            Optional.of(new BlockRef(9, Samples.hash(1), Samples.hash(2), 3)));
    assertThat(store.cursors().compareAndSwap(moved)).isTrue();
    assertThat(store.cursors().compareAndSwap(moved)).isFalse();
    IntakeCursor stored = store.cursors().find(Samples.CHAIN, Samples.GOVERNOR).orElseThrow();
    assertThat(stored.version()).isEqualTo(first.version() + 1);
    assertThat(stored.nextBlock()).isEqualTo(20);
    assertThat(stored.recent()).isEmpty();
    assertThat(stored.begun()).isEqualTo(moved.begun());
  }

  // votes on the chain

  @Test
  void aVoteIsStoredOnceAndComesBackWithoutItsReasonUnlessThatIsAskedFor() {
    VoteLog first = Samples.vote(1, 5);
    VoteLog second = Samples.vote(1, 6);
    assertThat(store.votes().insert(second, 1)).isTrue();
    assertThat(store.votes().insert(first, 1)).isTrue();
    assertThat(store.votes().insert(first, 1)).isFalse();
    assertThat(store.votes().insert(Samples.vote(2, 7), 1)).isTrue();

    assertThat(votes(first.proposal()))
        .containsExactly(withoutReason(first), withoutReason(second));
    assertThat(votes(Samples.key(404))).isEmpty();
    assertThat(store.votes().whole(List.of(withoutReason(second)), 1)).containsExactly(second);
    assertThat(store.votes().whole(List.of(), 1)).isEmpty();
    assertThat(store.votes().whole(List.of(Samples.vote(1, 404)), 1)).isEmpty();
  }

  private List<VoteLog> votes(ProposalKey proposal) {
    List<VoteLog> votes = new ArrayList<>();
    store.votes().each(proposal, 1, votes::add);
    return votes;
  }

  private static VoteLog withoutReason(VoteLog vote) {
    return new VoteLog(
        vote.proposal(),
        vote.voter(),
        vote.parts(),
        "",
        vote.transactionHash(),
        vote.block(),
        vote.index());
  }

  @Test
  void votesOfAGovernorAreForgottenAndNoOthers() {
    VoteLog vote = Samples.vote(1, 5);
    store.votes().insert(vote, 1);

    store.votes().forget(Samples.CHAIN, address(0xB), 2);
    assertThat(votes(vote.proposal())).hasSize(1);

    store.votes().forget(Samples.CHAIN, Samples.GOVERNOR, 1);
    assertThat(votes(vote.proposal())).hasSize(1);

    store.votes().forget(Samples.CHAIN, Samples.GOVERNOR, 2);
    assertThat(votes(vote.proposal())).isEmpty();
  }

  /** A log of a branch that is gone takes no place of one that is there, and is not shown. */
  @Test
  void votesOfEachEraAreApart() {
    VoteLog vote = Samples.vote(1, 5);
    assertThat(store.votes().insert(vote, 2)).isTrue();
    assertThat(votes(vote.proposal())).isEmpty();
    assertThat(store.votes().whole(List.of(vote), 1)).isEmpty();

    assertThat(store.votes().insert(vote, 1)).isTrue();
    assertThat(votes(vote.proposal())).hasSize(1);
    List<VoteLog> ofAnother = new ArrayList<>();
    store.votes().each(vote.proposal(), 1, address(0xB), ofAnother::add);
    assertThat(ofAnother).isEmpty();
    store.votes().each(vote.proposal(), 1, vote.voter(), ofAnother::add);
    assertThat(ofAnother).hasSize(1);
  }

  @Test
  void howFarVotesWereReadIsMovedOnlyFromItsVersion() {
    VoteCursor first =
        new VoteCursor(Samples.CHAIN, Samples.GOVERNOR, 1, 1, 10, 10, Optional.empty());
    assertThat(store.votes().cursor(Samples.CHAIN, Samples.GOVERNOR)).isEmpty();
    assertThat(store.votes().insert(first)).isTrue();
    assertThat(store.votes().insert(first)).isFalse();
    assertThat(store.votes().cursor(Samples.CHAIN, Samples.GOVERNOR)).contains(first);

    BlockRef end = new BlockRef(19, Samples.hash(1), Samples.hash(2), 3);
    VoteCursor moved =
        new VoteCursor(Samples.CHAIN, Samples.GOVERNOR, 1, 1, 10, 20, Optional.of(end));
    assertThat(store.votes().compareAndSwap(moved)).isTrue();
    assertThat(store.votes().compareAndSwap(moved)).isFalse();
    assertThat(store.votes().cursor(Samples.CHAIN, Samples.GOVERNOR))
        .contains(new VoteCursor(Samples.CHAIN, Samples.GOVERNOR, 2, 1, 10, 20, Optional.of(end)));
  }

  // duties

  @Test
  void twoHundredDutiesClaimedByEightThreadsAreClaimedOnceEach() throws Exception {
    int duties = 200;
    for (int i = 0; i < duties; i++) {
      store.duties().schedule(Samples.duty(i, NOW, NOW.plusSeconds(i)));
    }
    List<List<String>> claimed =
        inParallel(
            THREADS,
            thread -> {
              List<String> mine = new ArrayList<>();
              Optional<Duty> duty;
              while ((duty =
                      store
                          .duties()
                          .claim(Samples.VOTING, "worker-" + thread, NOW, Duration.ofMinutes(1)))
                  .isPresent()) {
                mine.add(duty.get().id());
              }
              return mine;
            });
    List<String> all = claimed.stream().flatMap(List::stream).toList();
    assertThat(all).hasSize(duties).doesNotHaveDuplicates();
  }

  @Test
  void theMostUrgentDutyIsClaimedFirstAndNoneBeforeItsTime() {
    store.duties().schedule(Samples.duty(1, NOW, NOW.plusSeconds(30)));
    store.duties().schedule(Samples.duty(2, NOW, NOW.plusSeconds(10)));
    store.duties().schedule(Samples.duty(3, NOW.plusSeconds(1), NOW.plusSeconds(5)));
    assertThat(claim("w", NOW)).contains(Samples.key(2).text());
    assertThat(claim("w", NOW)).contains(Samples.key(1).text());
    assertThat(claim("w", NOW)).isEmpty();
    assertThat(claim("w", NOW.plusSeconds(1))).contains(Samples.key(3).text());
  }

  @Test
  void whatIsOverIsClaimedAfterAllThatCanStillBeDone() {
    store.duties().schedule(Samples.duty(1, NOW, NOW.minusSeconds(900)));
    store.duties().schedule(Samples.duty(2, NOW, NOW.plusSeconds(900)));
    store.duties().schedule(Samples.duty(3, NOW, NOW.minusSeconds(30)));
    assertThat(claim("w", NOW)).contains(Samples.key(3).text());
    assertThat(claim("w", NOW)).contains(Samples.key(2).text());
    assertThat(claim("w", NOW)).contains(Samples.key(1).text());
    assertThat(claim("w", NOW)).isEmpty();
  }

  @Test
  void aLaneGivesOutNothingOfAnotherKindNorOfAnotherDao() {
    store.duties().schedule(Samples.duty(1, NOW, NOW.plusSeconds(30)));
    for (Lane.Work work : Lane.Work.values()) {
      assertThat(
              store
                  .duties()
                  .claim(new Lane(Samples.CHAIN, address(0xAB), work), "w", NOW, Duration.ZERO))
          .isEmpty();
      assertThat(store.duties().claim(new Lane(1, Samples.GOVERNOR, work), "w", NOW, Duration.ZERO))
          .isEmpty();
    }
    for (Lane.Work other : List.of(Lane.Work.READING, Lane.Work.PAYING)) {
      assertThat(
              store
                  .duties()
                  .claim(new Lane(Samples.CHAIN, Samples.GOVERNOR, other), "w", NOW, Duration.ZERO))
          .isEmpty();
    }
    assertThat(claim("w", NOW)).contains(Samples.key(1).text());
  }

  @Test
  void aCrashedWorkersDutyIsFreeAgainWhenItsLeaseEnds() {
    store.duties().schedule(Samples.duty(1, NOW, NOW.plusSeconds(999)));
    Duty claimed =
        store.duties().claim(Samples.VOTING, "crashed", NOW, Duration.ofSeconds(60)).orElseThrow();
    assertThat(claimed.leaseOwner()).contains("crashed");
    assertThat(claimed.leaseUntil()).isEqualTo(NOW.plusSeconds(60));
    assertThat(claimed.attempts()).isEqualTo(1);
    assertThat(claim("other", NOW.plusSeconds(59))).isEmpty();
    Duty again =
        store
            .duties()
            .claim(Samples.VOTING, "other", NOW.plusSeconds(60), Duration.ofSeconds(60))
            .orElseThrow();
    assertThat(again.attempts()).isEqualTo(2);
  }

  @Test
  void aWorkerThatLostItsLeaseCannotCompleteOrPostpone() {
    store.duties().schedule(Samples.duty(1, NOW, NOW.plusSeconds(999)));
    Duty duty =
        store.duties().claim(Samples.VOTING, "slow", NOW, Duration.ofSeconds(1)).orElseThrow();
    store
        .duties()
        .claim(Samples.VOTING, "quick", NOW.plusSeconds(2), Duration.ofSeconds(60))
        .orElseThrow();
    store.duties().complete(duty.id(), "slow");
    store.duties().postpone(duty.id(), "slow", NOW, "late");
    assertThat(store.duties().open())
        .singleElement()
        .satisfies(open -> assertThat(open.leaseOwner()).contains("quick"));
    store.duties().complete(duty.id(), "quick");
    assertThat(store.duties().open()).isEmpty();
  }

  @Test
  void aPostponedDutyKeepsItsProblemAndWaits() {
    store.duties().schedule(Samples.duty(1, NOW, NOW.plusSeconds(999)));
    Duty duty =
        store.duties().claim(Samples.VOTING, "w", NOW, Duration.ofSeconds(60)).orElseThrow();
    store.duties().postpone(duty.id(), "w", NOW.plusSeconds(5), "RPC down");
    assertThat(claim("w", NOW.plusSeconds(4))).isEmpty();
    Duty again =
        store
            .duties()
            .claim(Samples.VOTING, "w", NOW.plusSeconds(5), Duration.ofSeconds(60))
            .orElseThrow();
    assertThat(again.lastProblem()).isEqualTo("RPC down");
    assertThat(again.attempts()).isEqualTo(2);
  }

  @Test
  void schedulingAgainMovesTheTimesAndLeavesTheLease() {
    store.duties().schedule(Samples.duty(1, NOW, NOW.plusSeconds(10)));
    store.duties().claim(Samples.VOTING, "w", NOW, Duration.ofSeconds(60)).orElseThrow();
    store.duties().schedule(Samples.duty(1, NOW.plusSeconds(1), NOW.plusSeconds(20)));
    Duty duty = store.duties().open().getFirst();
    assertThat(duty.leaseOwner()).contains("w");
    assertThat(duty.attempts()).isEqualTo(1);
    assertThat(duty.notBefore()).isEqualTo(NOW.plusSeconds(1));
    assertThat(duty.latestSafe()).isEqualTo(NOW.plusSeconds(20));
  }

  @Test
  void openDutiesComeSoonestFirst() {
    store.duties().schedule(Samples.duty(1, NOW.plusSeconds(3), NOW.plusSeconds(9)));
    store.duties().schedule(Samples.duty(2, NOW.plusSeconds(1), Instant.MAX));
    assertThat(store.duties().open())
        .extracting(Duty::proposal)
        .containsExactly(Samples.key(2), Samples.key(1));
  }

  @Test
  void oneDutyScheduledByManyThreadsExistsOnce() throws Exception {
    inParallel(
        THREADS,
        thread -> {
          store.duties().schedule(Samples.duty(1, NOW, NOW.plusSeconds(thread)));
          return true;
        });
    assertThat(store.duties().open()).hasSize(1);
  }

  // audit

  private static Alert alert(String id, long second) {
    return new Alert(
        id,
        Alert.Kind.VOTE_DUE,
        NOW.plusSeconds(second),
        "demo",
        Optional.of(Samples.key(1)),
        "A headline",
        "a detail",
        "what is to do",
        Optional.of(NOW.plusSeconds(60)));
  }

  @Test
  void anAlertIsKeptOnceForAChannelAndComesBackAsItWas() {
    assertThat(store.outbox().add(alert("a", 0), "ops")).isTrue();
    assertThat(store.outbox().add(alert("a", 0), "ops")).isFalse();
    assertThat(store.outbox().add(alert("a", 0), "mail")).isTrue();
    assertThat(store.outbox().latest(10))
        .extracting(Delivery::alert)
        .containsExactly(alert("a", 0), alert("a", 0));
    assertThat(store.outbox().counts()).containsEntry(Delivery.Status.WAITING, 2L);
  }

  @Test
  void anAlertOfAVoteOffChainComesBackAsItWas() {
    Alert its =
        new Alert(
            "p",
            Alert.Kind.VOTE_DUE,
            NOW,
            "",
            Optional.empty(),
            PollKey.parse("example:0x" + "ab".repeat(32)),
            "A headline",
            "a detail",
            "",
            Optional.empty());
    assertThat(its.poll()).isPresent();
    store.outbox().add(its, "ops");
    assertThat(store.outbox().latest(10)).extracting(Delivery::alert).containsExactly(its);
  }

  @Test
  void aDeliveryIsLeasedMarkedGivenUpAndForgotten() {
    Outbox outbox = store.outbox();
    outbox.add(alert("a", 1), "ops");
    outbox.add(alert("b", 2), "ops");
    Instant later = NOW.plusSeconds(10);
    Duration lease = Duration.ofSeconds(30);
    Delivery first = outbox.claim("ops", "one", later, lease).orElseThrow();
    assertThat(first.alert().id()).isEqualTo("a");
    assertThat(first.attempts()).isEqualTo(1);
    assertThat(outbox.claim("ops", "two", later, lease).orElseThrow().alert().id()).isEqualTo("b");
    assertThat(outbox.claim("ops", "two", later, lease)).isEmpty();

    outbox.sent(first.id(), "two", later);
    assertThat(outbox.counts()).containsEntry(Delivery.Status.SENT, 0L);
    outbox.sent(first.id(), "one", later);
    outbox.failed("ops:b", "two", NOW.plusSeconds(100), "no answer");
    assertThat(outbox.claim("ops", "two", NOW.plusSeconds(99), lease)).isEmpty();
    Delivery again = outbox.claim("ops", "two", NOW.plusSeconds(100), lease).orElseThrow();
    assertThat(again.attempts()).isEqualTo(2);
    assertThat(again.lastProblem()).isEqualTo("no answer");
    Delivery taken = outbox.claim("ops", "three", NOW.plusSeconds(131), lease).orElseThrow();
    assertThat(taken.attempts()).isEqualTo(3);
    outbox.dead(taken.id(), "three", "given up");
    assertThat(outbox.counts())
        .containsEntry(Delivery.Status.DEAD, 1L)
        .containsEntry(Delivery.Status.SENT, 1L);
    outbox.forget(NOW.plusSeconds(2));
    assertThat(outbox.latest(10)).extracting(Delivery::id).containsExactly("ops:b");
  }

  private static final Outbox.Reader OPS = new Outbox.Reader("ops", "demo");
  private static final Outbox.Reader CHAT = new Outbox.Reader("chat", "demo");
  private static final Duration DAY = Duration.ofDays(1);

  private static final Duration ABSENT = Duration.ofHours(1);

  private void bothWait() {
    for (Outbox.Reader reader : List.of(OPS, CHAT)) {
      store.outbox().begin(reader, new Outbox.Position(1, NOW));
      store.outbox().add(alert("a", 0), reader.channel());
    }
  }

  private long dead() {
    return store.outbox().counts().get(Delivery.Status.DEAD);
  }

  @Test
  void serversWithDifferentChannelsGiveUpNothingOfEachOther() {
    bothWait();
    for (int look = 1; look <= 3 * 60; look++) {
      Outbox.Reader served = look % 2 == 0 ? OPS : CHAT;
      store.outbox().served(List.of(served), NOW.plusSeconds(60L * look), ABSENT, "gone");
    }
    assertThat(dead()).isZero();
    assertThat(store.outbox().positions()).hasSize(2);
  }

  @Test
  void whatWaitsForAChannelThatNobodyHasForSoLongIsGivenUp() {
    bothWait();
    int look = 0;
    for (; look < 60; look++) {
      assertThat(dead()).as("look %s", look).isZero();
      store.outbox().served(List.of(OPS), NOW.plusSeconds(60L * (look + 1)), ABSENT, "gone");
    }
    assertThat(dead()).isEqualTo(1);
    assertThat(store.outbox().latest(2))
        .filteredOn(delivery -> delivery.channel().equals("chat"))
        .extracting(Delivery::lastProblem)
        .containsExactly("gone");
    assertThat(store.outbox().positions()).containsOnlyKeys(OPS);
  }

  @Test
  void aClockThatJumpsGivesNothingUp() {
    bothWait();
    for (int look = 1; look <= 100; look++) {
      Instant wrong = NOW.plus(Duration.ofDays(look % 3 - 1)).plusSeconds(15L * look);
      store.outbox().served(List.of(OPS), wrong, ABSENT, "gone");
    }
    assertThat(dead()).isZero();
  }

  @Test
  void aChannelThatOtherDaosStillHaveKeepsWhatWaits() {
    Outbox.Reader other = new Outbox.Reader("chat", "other");
    bothWait();
    store.outbox().begin(other, new Outbox.Position(1, NOW));
    for (int look = 1; look <= 60; look++) {
      store.outbox().served(List.of(OPS, other), NOW.plusSeconds(60L * look), ABSENT, "gone");
    }
    assertThat(dead()).isZero();
    assertThat(store.outbox().positions()).containsOnlyKeys(OPS, other);
  }

  @Test
  void whatAWrongClockPutOffOrLeasedIsDueByARightOne() {
    Outbox outbox = store.outbox();
    Duration lease = Duration.ofMinutes(2);
    Instant wrong = NOW.plus(DAY);
    outbox.add(alert("future", DAY.toSeconds()), "ops");
    outbox.add(alert("leased", 0), "ops");
    assertThat(outbox.claim("ops", "one", wrong, lease)).isPresent();
    assertThat(outbox.claim("ops", "two", NOW, lease)).isPresent();
    assertThat(outbox.claim("ops", "two", NOW, lease)).isPresent();
    assertThat(outbox.claim("ops", "two", NOW, lease)).isEmpty();
    outbox.failed("ops:leased", "two", wrong.plus(lease), "no answer");
    assertThat(outbox.claim("ops", "two", NOW, lease)).isPresent();
  }

  @Test
  void theOldestAlertIsTakenFirstWhateverItsDate() {
    store.outbox().add(alert("future", DAY.toSeconds()), "ops");
    store.outbox().add(alert("past", -DAY.toSeconds()), "ops");
    assertThat(
            store
                .outbox()
                .claim("ops", "one", NOW, Duration.ofMinutes(2))
                .orElseThrow()
                .alert()
                .id())
        .isEqualTo("past");
    assertThat(
            store
                .outbox()
                .claim("ops", "one", NOW, Duration.ofMinutes(2))
                .orElseThrow()
                .alert()
                .id())
        .isEqualTo("future");
  }

  @Test
  void whatWaitsForReadersIsListedByChannelCountedApartAndDropped() {
    store.outbox().add(alert("a", 0), "@one");
    store.outbox().add(alert("b", 0), "@one");
    store.outbox().add(alert("a", 0), "@two");
    store.outbox().add(alert("a", 0), "ops");
    assertThat(store.outbox().waiting("@")).containsExactlyInAnyOrder("@one", "@two");
    assertThat(store.outbox().counts()).containsEntry(Delivery.Status.WAITING, 1L);
    assertThat(store.outbox().readersCounts()).containsEntry(Delivery.Status.WAITING, 3L);
    assertThat(store.outbox().latest(9)).extracting(Delivery::channel).containsExactly("ops");
    store.outbox().drop("@one");
    assertThat(store.outbox().waiting("@")).containsExactly("@two");
    assertThat(store.outbox().readersCounts())
        .containsEntry(Delivery.Status.WAITING, 1L)
        .containsEntry(Delivery.Status.DEAD, 0L);
  }

  private static Subscription subscription(String id, long second) {
    return new Subscription(
        id,
        0,
        new MailAddress("ann+" + id + "@DAO.example"),
        new Subscription.Choice(
            Set.of("demo", "other"),
            Set.of(Alert.Kind.STOPPED, Alert.Kind.VOTE_CAST),
            Set.of(address(1), address(2))),
        false,
        "ab".repeat(32),
        "a key",
        NOW.plusSeconds(second));
  }

  @Test
  void aSubscriptionIsKeptAsItIsChangedByOneAndThenGone() {
    SubscriptionRepository all = store.subscriptions();
    Subscription asked = subscription("a", 0);
    assertThat(all.insert(asked)).isTrue();
    assertThat(all.insert(asked)).isFalse();
    assertThat(all.find("a")).contains(asked);
    assertThat(all.find("b")).isEmpty();
    Subscription confirmed = all.compareAndSwap(asked.confirmed(NOW)).orElseThrow();
    assertThat(all.find("a")).contains(asked.confirmed(NOW).version(1)).contains(confirmed);
    assertThat(all.compareAndSwap(asked)).as("somebody changed it meanwhile").isEmpty();
    all.remove("a");
    assertThat(all.all()).isEmpty();
    assertThat(all.compareAndSwap(confirmed)).as("it was ended meanwhile").isEmpty();
    assertThat(all.find("a")).isEmpty();
  }

  @Test
  void aBrowserIsKeptAsOneToTell() {
    Subscription mail = subscription("a", 0);
    Subscription its =
        new Subscription(
            "b",
            0,
            new PushEndpoint("https://push.example/a?b=c", "B".repeat(87), "s".repeat(22)),
            mail.choice(),
            true,
            "",
            "a key",
            NOW);
    assertThat(store.subscriptions().insert(its)).isTrue();
    assertThat(store.subscriptions().find("b")).contains(its);
  }

  @Test
  void theFirstKeyForPushIsTheOneThatStays() {
    assertThat(store.pushKey().find()).isEmpty();
    PushKey first = new PushKey("open", "secret");
    assertThat(store.pushKey().keep(first)).isEqualTo(first);
    assertThat(store.pushKey().keep(new PushKey("other", "other"))).isEqualTo(first);
    assertThat(store.pushKey().find()).contains(first);
  }

  @Test
  void subscriptionsThatNobodyConfirmedAreForgotten() {
    for (int i = 3; i > 0; i--) {
      store.subscriptions().insert(subscription("s" + i, i));
    }
    store.subscriptions().compareAndSwap(subscription("s1", 1).confirmed(NOW.plusSeconds(1)));
    assertThat(store.subscriptions().all())
        .extracting(Subscription::id)
        .containsExactly("s1", "s2", "s3");
    store.subscriptions().forgetUnconfirmed(NOW.plusSeconds(3));
    assertThat(store.subscriptions().all())
        .extracting(Subscription::id)
        .containsExactly("s1", "s3");
  }

  @Test
  void aPositionInTheLogIsSetOnceAndNeverGoesBack() {
    assertThat(store.outbox().positions()).isEmpty();
    store.outbox().begin(OPS, new Outbox.Position(5, NOW));
    store.outbox().begin(OPS, new Outbox.Position(9, NOW.plusSeconds(1)));
    store.outbox().begin(CHAT, new Outbox.Position(2, NOW.plus(DAY)));
    store.outbox().reached(List.of(OPS), 7, NOW.plusSeconds(1));
    store.outbox().reached(List.of(OPS, CHAT), 6, NOW.plusSeconds(2));
    assertThat(store.outbox().positions())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                OPS, new Outbox.Position(7, NOW),
                CHAT, new Outbox.Position(6, NOW.plusSeconds(2))));
  }

  @Test
  void theAuditLogComesBackIntactAndInOrder() {
    for (int i = 0; i < 12; i++) {
      assertThat(store.audit().append(Samples.entryAfter(store.audit().last(), "act-" + i)))
          .isTrue();
    }
    List<AuditEntry> all = store.audit().from(1, 1000);
    assertThat(all).hasSize(12).allMatch(AuditEntry::intact);
    assertThat(store.audit().from(4, 3))
        .extracting(AuditEntry::sequence)
        .containsExactly(4L, 5L, 6L);
    assertThat(store.audit().from(13, 5)).isEmpty();
    assertThat(store.audit().last()).contains(all.getLast());
  }

  @Test
  void entriesAppendedAtOnceEndBeforeTheFirstWhoseNumberIsTaken() {
    List<AuditEntry> following = entries(Optional.empty(), 700);
    assertThat(store.audit().appendAll(following.subList(0, 650))).isEqualTo(650);
    assertThat(store.audit().last()).contains(following.get(649));
    AuditEntry other = Samples.entryAfter(Optional.of(following.get(649)), "another's");
    assertThat(store.audit().append(other)).isTrue();

    assertThat(store.audit().appendAll(following.subList(650, 700))).isZero();
    assertThat(store.audit().appendAll(List.of())).isZero();

    List<AuditEntry> more = entries(Optional.of(other), 3);
    assertThatThrownBy(() -> store.audit().appendAll(List.of(more.get(0), more.get(2))))
        .isInstanceOf(PrytanyException.class);
    assertThat(store.audit().last()).contains(other);
    assertThat(store.audit().appendAll(more)).isEqualTo(3);
    assertThat(store.audit().from(1, 1000)).hasSize(654);
  }

  private static List<AuditEntry> entries(Optional<AuditEntry> after, int count) {
    List<AuditEntry> entries = new ArrayList<>();
    Optional<AuditEntry> last = after;
    for (int i = 0; i < count; i++) {
      last = Optional.of(Samples.entryAfter(last, "act-" + i));
      entries.add(last.get());
    }
    return entries;
  }

  @Test
  void anEmptyAuditLogHasNoLastEntry() {
    assertThat(store.audit().last()).isEmpty();
    assertThat(store.audit().from(1, 10)).isEmpty();
  }

  @Test
  void ofManyThreadsThatAppendTheSameNumberOneWinsAndTheChainHolds() throws Exception {
    int each = 10;
    AtomicInteger lost = new AtomicInteger();
    inParallel(
        THREADS,
        thread -> {
          for (int done = 0; done < each; ) {
            if (store.audit().append(Samples.entryAfter(store.audit().last(), "by-" + thread))) {
              done++;
            } else {
              lost.incrementAndGet();
            }
          }
          return true;
        });
    List<AuditEntry> all = store.audit().from(1, Integer.MAX_VALUE);
    assertThat(all).hasSize(THREADS * each);
    String previous = AuditEntry.GENESIS;
    for (AuditEntry entry : all) {
      assertThat(entry.intact()).isTrue();
      assertThat(entry.previousHash()).isEqualTo(previous);
      previous = entry.hash();
    }
  }

  @Test
  void anEntryThatDoesNotContinueTheChainIsRefused() {
    AuditEntry first = Samples.entryAfter(Optional.empty(), "first");
    store.audit().append(first);
    AuditEntry other = Samples.entryAfter(Optional.empty(), "another first");
    AuditEntry forged = Samples.entryAfter(Optional.of(other), "forged");
    assertThatThrownBy(() -> store.audit().append(forged))
        .isInstanceOf(PrytanyException.class)
        .hasMessageContaining("Audit entry 2 was refused");
    AuditEntry gap =
        Samples.entryAfter(Optional.of(Samples.entryAfter(Optional.of(first), "2")), "3");
    assertThatThrownBy(() -> store.audit().append(gap)).hasMessageContaining("missing");
    assertThat(store.audit().from(1, 10)).containsExactly(first);
  }

  @Test
  void theStoreAnswersAHealthCheck() {
    store.health();
    assertThat(store.description()).isNotBlank();
  }

  private Optional<String> claim(String owner, Instant now) {
    return store
        .duties()
        .claim(Samples.VOTING, owner, now, Duration.ofHours(1))
        .map(duty -> duty.proposal().text());
  }

  /** Runs the work on as many threads, all let go at once. */
  private static <T> List<T> inParallel(int threads, IntWork<T> work) throws Exception {
    CyclicBarrier start = new CyclicBarrier(threads);
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Callable<T>> calls = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        int thread = i;
        calls.add(
            () -> {
              start.await();
              return work.run(thread);
            });
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : pool.invokeAll(calls)) {
        results.add(future.get());
      }
      return results;
    }
  }

  private interface IntWork<T> {
    T run(int thread) throws Exception;
  }
}

package org.prytany.app.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.app.view.PayeeView;
import org.prytany.app.view.SearchView;
import org.prytany.governance.chain.BlockRef;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.dao.DaoDirectory;
import org.prytany.governance.effects.EffectsHash;
import org.prytany.governance.effects.EffectsReport;
import org.prytany.governance.proposal.ChainView;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.search.SearchIndex;
import org.prytany.governance.search.SearchQuery;
import org.prytany.spi.Address;
import org.prytany.spi.Effect;
import org.prytany.spi.ProposalKey;
import org.prytany.spi.SimulatedEffects;
import org.prytany.spi.Token;
import org.prytany.store.Store;
import org.prytany.store.StoreSettings;

/** What is found, where it is shown to be, and who was paid before; on the store that ships. */
class SearchTest {

  private static final long CHAIN = 31337;
  private static final String NO_HASH = "0x" + "0".repeat(64);
  private static final Address WORKSHOP = account(0xA1);
  private static final Address ARCHIVE = account(0xA2);
  private static final Dao HARBOUR =
      Dao.onlyRead("harbour", "Harbour", CHAIN, account(1), account(2))
          .withLabels(Map.of(WORKSHOP, "Tide workshop"));
  private static final Dao LIGHTHOUSE =
      Dao.onlyRead("light", "Lighthouse", CHAIN, account(3), account(4));

  private final DaoDirectory daos = DaoDirectory.of(List.of(HARBOUR, LIGHTHOUSE));
  private final AtomicLong nanos = new AtomicLong();
  @TempDir private Path folder;
  private Store store;
  private SearchIndex index;
  private SearchKeeper keeper;

  @BeforeEach
  void open() {
    store = Store.open(StoreSettings.embedded(folder, Set.of(CHAIN)));
    index = new SearchIndex(store.proposals(), store.search());
    keeper = new SearchKeeper(index, daos, nanos::get);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static Address account(long number) {
    return new Address("0x" + "%040x".formatted(number));
  }

  private Proposal propose(
      Dao dao, long number, ProposalState state, String text, Address payee, long dollars) {
    BigInteger amount = BigInteger.valueOf(dollars * 1_000_000);
    List<Effect> effects =
        List.of(
            new Effect(
                Effect.Kind.TRANSFER,
                account(9),
                Optional.of(dao.treasury()),
                Optional.of(payee),
                Optional.of(
                    new Token(Optional.of(account(9)), Optional.of("dUSD"), OptionalInt.of(6))),
                amount,
                "",
                ""));
    ProposalContent content =
        new ProposalContent(
            new ProposalKey(CHAIN, dao.governor(), BigInteger.valueOf(number)),
            account(7),
            List.of(account(9)),
            List.of(BigInteger.ZERO),
            List.of("0x"),
            "0x" + HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8)),
            NO_HASH,
            0,
            0,
            NO_HASH,
            100 + number,
            NO_HASH);
    Proposal proposal =
        Proposal.fresh(content)
            .change()
            .chain(
                new ChainView(
                    state,
                    BigInteger.ONE,
                    BigInteger.ONE,
                    BigInteger.ONE,
                    BigInteger.ONE,
                    12,
                    true,
                    OptionalLong.empty(),
                    new BlockRef(14, NO_HASH, NO_HASH, 17)))
            .effects(
                Optional.of(
                    new EffectsReport(
                        content.contentHash(),
                        List.of(),
                        new SimulatedEffects(
                            true,
                            Optional.empty(),
                            effects,
                            EffectsHash.of(true, effects),
                            14,
                            "eth_simulateV1"))))
            .build();
    store.proposals().insert(proposal);
    return store.proposals().find(proposal.key()).orElseThrow();
  }

  private List<SearchView.Hit> found(String query) {
    SearchQuery asked = SearchQuery.of(query);
    return index.find(asked, daos.all(), 9).stream()
        .map(key -> store.proposals().find(key).orElseThrow())
        .map(
            proposal ->
                Hits.of(
                    daos.find(CHAIN, proposal.key().governor()).orElseThrow(),
                    proposal,
                    asked,
                    false))
        .sorted(Hits.TITLES_FIRST)
        .toList();
  }

  private static List<String> marked(SearchView.Hit hit) {
    return hit.found().stream()
        .map(mark -> hit.passage().substring(mark.start(), mark.end()))
        .toList();
  }

  @Test
  void aHitShowsWhereItHasMostOfWhatWasLookedFor() {
    propose(
        HARBOUR,
        1,
        ProposalState.ACTIVE,
        "# A season of gauges\n\nThree gauges drifted in July.",
        WORKSHOP,
        25_000);
    propose(
        LIGHTHOUSE, 2, ProposalState.ACTIVE, "# Paint\n\nGauges are mentioned here.", ARCHIVE, 7);
    keeper.look();

    List<SearchView.Hit> gauges = found("gauge");
    assertThat(gauges).extracting(SearchView.Hit::proposalId).containsExactly("1", "2");
    assertThat(gauges).extracting(SearchView.Hit::where).containsExactly("title", "text");
    assertThat(marked(gauges.getFirst())).containsExactly("gauges");
    assertThat(found("gauges july").getFirst().where()).isEqualTo("text");

    SearchView.Hit paid = found("25,000 dusd").getFirst();
    assertThat(paid.where()).isEqualTo("calls");
    assertThat(marked(paid)).containsExactly("25,000", "dUSD");
    // By the operator's name for the account, and by the account itself in capitals.
    assertThat(found("tide workshop")).hasSize(1);
    assertThat(found(ARCHIVE.hex().replace("a", "A")).getFirst().where()).isEqualTo("calls");
    assertThat(found(account(7).hex()))
        .allSatisfy(hit -> assertThat(hit.where()).isEqualTo("number"));
  }

  @Test
  void anEarlierPaymentIsShownWithWhatBecameOfIt() {
    propose(HARBOUR, 1, ProposalState.EXECUTED, "One", WORKSHOP, 10_000);
    propose(HARBOUR, 2, ProposalState.DEFEATED, "Two", WORKSHOP, 20_000);
    propose(LIGHTHOUSE, 3, ProposalState.QUEUED, "Three", WORKSHOP, 30_000);
    Proposal asked = propose(HARBOUR, 4, ProposalState.ACTIVE, "Four", WORKSHOP, 40_000);
    propose(HARBOUR, 5, ProposalState.ACTIVE, "Five comes later", WORKSHOP, 50_000);
    propose(HARBOUR, 6, ProposalState.ACTIVE, "Another account", ARCHIVE, 1);
    keeper.look();

    List<PayeeView> payees =
        new PaymentHistory(index, daos, store.proposals()::find).of(HARBOUR, asked);

    assertThat(payees).hasSize(1);
    assertThat(payees.getFirst().label()).contains("Tide workshop");
    assertThat(payees.getFirst().pays()).containsExactly("40,000 dUSD");
    assertThat(payees.getFirst().before())
        .extracting(PayeeView.Before::proposalId, PayeeView.Before::dao, PayeeView.Before::outcome)
        .containsExactly(
            tuple("3", "light", "promised"),
            tuple("2", "harbour", "not paid"),
            tuple("1", "harbour", "paid"));
    assertThat(payees.getFirst().before())
        .extracting(PayeeView.Before::pays)
        .containsExactly(List.of("30,000 dUSD"), List.of("20,000 dUSD"), List.of("10,000 dUSD"));
    assertThat(payees.getFirst().more()).isFalse();
  }

  /** However often the account is paid later, and by whom it is paid that is no longer served. */
  @Test
  void anEarlierPaymentIsShownThoughManyLaterOnesFollow() {
    Dao gone = Dao.onlyRead("gone", "No longer served", CHAIN, account(5), account(6));
    propose(HARBOUR, 1, ProposalState.EXECUTED, "One", WORKSHOP, 10_000);
    for (int number = 2; number < 50; number++) {
      propose(gone, 100 + number, ProposalState.EXECUTED, "Elsewhere", WORKSHOP, 1);
    }
    Proposal asked = propose(HARBOUR, 200, ProposalState.ACTIVE, "Two", WORKSHOP, 20_000);
    for (int number = 201; number < 250; number++) {
      propose(HARBOUR, number, ProposalState.ACTIVE, "Later", WORKSHOP, 1);
    }
    index.catchUp(gone, 500);
    keeper.look();

    PayeeView payee =
        new PaymentHistory(index, daos, store.proposals()::find).of(HARBOUR, asked).getFirst();

    assertThat(payee.before()).extracting(PayeeView.Before::proposalId).containsExactly("1");
    assertThat(payee.more()).isFalse();
  }

  private List<Long> similar(Proposal asked) {
    keeper.look();
    return index.similar(HARBOUR, asked.key(), 3).orElse(List.of()).stream()
        .map(key -> key.proposalId().longValueExact())
        .toList();
  }

  @Test
  void earlierProposalsOfASeriesAreSimilarAndThoseWithCommonWordsAreNot() {
    String text = "\n\nThe same words stand below each title: paint, gauges, renewal.";
    propose(HARBOUR, 1, ProposalState.EXECUTED, "# Paint the harbour wall" + text, WORKSHOP, 1);
    propose(HARBOUR, 2, ProposalState.EXECUTED, "# Renew the gauges, season 1" + text, ARCHIVE, 1);
    propose(HARBOUR, 3, ProposalState.EXECUTED, "# Choose the harbour council" + text, WORKSHOP, 1);
    propose(HARBOUR, 4, ProposalState.DEFEATED, "# Renew the gauges, season 2" + text, ARCHIVE, 1);
    propose(
        LIGHTHOUSE, 5, ProposalState.EXECUTED, "# Renew the gauges, season 3" + text, ARCHIVE, 1);
    Proposal asked =
        propose(
            HARBOUR, 6, ProposalState.ACTIVE, "# Renew the gauges, season 4" + text, WORKSHOP, 1);
    propose(HARBOUR, 7, ProposalState.ACTIVE, "# Renew the gauges, season 5" + text, ARCHIVE, 1);

    assertThat(similar(asked)).containsExactly(4L, 2L);
    assertThat(similar(propose(HARBOUR, 8, ProposalState.ACTIVE, "# The bell" + text, WORKSHOP, 1)))
        .isEmpty();
    assertThat(similar(propose(HARBOUR, 9, ProposalState.ACTIVE, "", WORKSHOP, 1))).isEmpty();
  }

  /** What all titles have, or one word and a number, is no likeness. */
  @Test
  void titlesThatShareAWordAndCountUpAreNotSimilar() {
    for (int number = 1; number <= 6; number++) {
      propose(HARBOUR, number, ProposalState.EXECUTED, "# Proposal " + number, WORKSHOP, 1);
      propose(HARBOUR, 10 + number, ProposalState.EXECUTED, "# EP 5." + number, WORKSHOP, 1);
    }
    assertThat(similar(propose(HARBOUR, 20, ProposalState.ACTIVE, "# Proposal 20", WORKSHOP, 1)))
        .isEmpty();
    assertThat(similar(propose(HARBOUR, 21, ProposalState.ACTIVE, "# EP 6.1", WORKSHOP, 1)))
        .isEmpty();
  }

  @Test
  void aTitleWithTheSameNumberIsLikerThanOneWithAnother() {
    propose(HARBOUR, 1, ProposalState.EXECUTED, "# Renew gauges for 25,000 USDC", WORKSHOP, 1);
    propose(HARBOUR, 2, ProposalState.EXECUTED, "# Renew gauges for 250,000 USDC", WORKSHOP, 1);
    propose(HARBOUR, 3, ProposalState.EXECUTED, "# Paint the bell", WORKSHOP, 1);
    propose(HARBOUR, 4, ProposalState.EXECUTED, "# Choose a council", WORKSHOP, 1);
    Proposal asked =
        propose(HARBOUR, 5, ProposalState.ACTIVE, "# Renew gauges for 25,000 USDC", WORKSHOP, 1);
    assertThat(similar(asked)).startsWith(1L);
  }

  @Test
  void thatATitleIsNotKnownIsSaidAndAKeptAnswerGivesWayToANewEntry() {
    Proposal asked =
        propose(HARBOUR, 9, ProposalState.ACTIVE, "# Renew the gauges now", WORKSHOP, 1);
    assertThat(index.similar(HARBOUR, asked.key(), 3)).isEmpty();
    assertThat(similar(asked)).isEmpty();
    nanos.addAndGet(1);
    assertThat(similar(asked)).as("kept from now on").isEmpty();
    propose(HARBOUR, 1, ProposalState.EXECUTED, "# Renew the gauges now", ARCHIVE, 1);
    nanos.addAndGet(1);
    assertThat(similar(asked)).containsExactly(1L);
  }

  @Test
  void thatThereIsMoreIsSaidWhereThereIs() {
    for (int number = 1; number <= 11; number++) {
      propose(HARBOUR, number, ProposalState.EXECUTED, "Paid", WORKSHOP, 1);
    }
    Proposal asked = propose(HARBOUR, 200, ProposalState.ACTIVE, "Two", WORKSHOP, 20_000);
    for (int number = 201; number < 250; number++) {
      propose(HARBOUR, number, ProposalState.ACTIVE, "Later", WORKSHOP, 1);
    }
    keeper.look();
    PaymentHistory history = new PaymentHistory(index, daos, store.proposals()::find);

    PayeeView payee = history.of(HARBOUR, asked).getFirst();

    assertThat(payee.before()).hasSize(10);
    assertThat(payee.more()).isTrue();
    Proposal eleventh =
        store
            .proposals()
            .find(new ProposalKey(CHAIN, HARBOUR.governor(), BigInteger.valueOf(11)))
            .orElseThrow();
    assertThat(history.of(HARBOUR, eleventh).getFirst().before()).hasSize(10);
    assertThat(history.of(HARBOUR, eleventh).getFirst().more()).isFalse();
  }

  @Test
  void theKeeperReadsSomeAtATimeAndSaysHowManyAreLeft() {
    for (int number = 0; number < 130; number++) {
      propose(HARBOUR, number, ProposalState.ACTIVE, "Common words", WORKSHOP, 1);
    }
    assertThat(keeper.behind(List.of(HARBOUR))).isZero();
    keeper.look();
    assertThat(keeper.behind(List.of(HARBOUR, LIGHTHOUSE))).isEqualTo(30);
    nanos.addAndGet(1);
    keeper.look();
    assertThat(keeper.behind(List.of(HARBOUR))).isZero();
    assertThat(index.find(SearchQuery.of("common"), List.of(HARBOUR), 500)).hasSize(130);
  }

  @Test
  void theKeeperRestsTenTimesAsLongAsItWorked() {
    AtomicLong looks = new AtomicLong();
    DaoDirectory counted =
        () -> {
          looks.incrementAndGet();
          nanos.addAndGet(1_000);
          return List.of();
        };
    SearchKeeper working = new SearchKeeper(index, counted, nanos::get);

    working.look();
    nanos.addAndGet(9_999);
    working.look();
    assertThat(looks).hasValue(1);
    nanos.addAndGet(1);
    working.look();
    assertThat(looks).hasValue(2);
  }
}

package org.prytany.app.names;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.app.sheet.Samples;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.effects.ChainFacts;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.voters.VoteCursor;
import org.prytany.governance.voters.VoteLog;
import org.prytany.governance.voters.Voters;
import org.prytany.spi.Address;
import org.prytany.store.Store;
import org.prytany.store.StoreSettings;

/** Whose names are looked up, on the store that ships. */
class DaoNamesTest {

  private static final Dao DAO = Samples.DAO;
  private static final long UNREAD_CHAIN = 99;
  private static final Address VOTER = new Address("0x" + "70".repeat(20));
  private static final Address STRANGER = new Address("0x" + "57".repeat(20));

  @TempDir private Path folder;
  private Store store;
  private DaoNames names;
  private final List<Address> asked = new ArrayList<>();
  private Map<Address, String> registered = Map.of();

  @BeforeEach
  void open() {
    store = Store.open(StoreSettings.embedded(folder, Set.of(DAO.chainId())));
    names =
        new DaoNames(
            store.proposals(),
            new Voters(store.votes(), 100, 100),
            new AccountNames(
                (chainId, accounts) -> {
                  asked.addAll(accounts);
                  if (chainId == UNREAD_CHAIN) {
                    throw new IllegalStateException("nobody foresaw this");
                  }
                  Map<Address, String> found = new HashMap<>(registered);
                  found.keySet().retainAll(accounts);
                  return found;
                },
                () -> Instant.EPOCH));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static Proposal paying(int id) {
    Proposal proposal =
        Samples.in(Samples.fresh(id, "# Pay"), ProposalState.ACTIVE, 120, OptionalLong.empty());
    return Samples.executing(
        proposal, List.of(), List.of(Samples.payment("5000000")), ChainFacts.NONE);
  }

  @Test
  void readersSeeNamesOfWhoeverPaysIsPaidOrVotes() {
    Proposal proposal = paying(1);
    store.proposals().insert(proposal);
    store
        .votes()
        .insert(new VoteCursor(DAO.chainId(), DAO.governor(), 1, 1, 100, 130, Optional.empty()));
    store
        .votes()
        .insert(
            new VoteLog(
                proposal.key(),
                VOTER,
                List.of(new VoteLog.Part("for", BigInteger.TEN)),
                "",
                "0x" + "ab".repeat(32),
                121,
                0),
            1);
    registered = Map.of(VOTER, "voter.eth", Samples.PAYEE, "payee.eth", STRANGER, "stranger.eth");
    assertThat(names.of(DAO)).as("before the first turn").isEmpty();

    names.look(List.of(DAO));

    assertThat(asked).contains(VOTER, Samples.PAYEE).doesNotContain(STRANGER, DAO.treasury());
    assertThat(names.of(DAO)).isEqualTo(Map.of(VOTER, "voter.eth", Samples.PAYEE, "payee.eth"));
  }

  @Test
  void whatGoesWrongWithOneDaoKeepsNoOtherFromItsTurn() {
    store.proposals().insert(paying(1));
    registered = Map.of(Samples.PAYEE, "payee.eth");
    Dao unread =
        new Dao(
            "unread",
            "Unread",
            UNREAD_CHAIN,
            DAO.governor(),
            DAO.treasury(),
            0,
            Optional.of(STRANGER),
            Optional.empty(),
            Set.of(),
            1,
            Set.of(),
            Map.of());

    names.look(List.of(unread, DAO));

    assertThat(asked).contains(STRANGER);
    assertThat(names.of(unread)).isEmpty();
    assertThat(names.of(DAO)).containsValue("payee.eth");
  }
}

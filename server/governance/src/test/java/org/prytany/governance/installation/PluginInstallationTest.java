package org.prytany.governance.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.plugin.PluginStatus;
import org.prytany.governance.plugin.PluginStatus.State;
import org.prytany.governance.plugin.Plugins;
import org.prytany.governance.plugin.RunningDigester;
import org.prytany.governance.plugin.RunningExecutor;
import org.prytany.governance.statement.PluginOrder;
import org.prytany.governance.statement.PluginOrder.Action;
import org.prytany.governance.world.World;
import org.prytany.spi.Address;
import org.prytany.spi.VoteStrategy;

/**
 * The invariant: a WAR that was uploaded may run only if an operator signed its very hash, for this
 * server, in place of exactly what is in service, with the word for what is done, within the hour,
 * and once. Whatever else is brought, no hash is approved, no file is placed, no act recorded.
 */
class PluginInstallationTest {

  private static final Address OPERATOR = new Address("0x" + "31".repeat(20));
  private static final String SERVER = "https://dao.example";
  private static final String INSIDE = "http://10.0.0.7:8080";
  private static final String ONE = "1".repeat(64);
  private static final String TWO = "2".repeat(64);
  private static final String THREE = "3".repeat(64);
  private static final String GOOD = "0x01";

  private final World world = new World();
  private final Files files = new Files();
  private List<PluginOrder> book = List.of();
  private List<PluginStatus> statuses = List.of();
  private Set<Address> operators = Set.of(OPERATOR);
  private Instant now = Instant.parse("2026-11-30T09:00:00Z");
  private ApprovedPlugins approved = approvedAtStart();
  private PluginInstallation installation = installationAtStart();

  private static final class Files implements PluginShelf {
    final Map<String, UploadedPlugin> uploads = new HashMap<>();
    final Map<String, UploadedPlugin> known = new HashMap<>();
    final Map<String, UploadedPlugin> kept = new HashMap<>();
    final Map<String, String> lying = new HashMap<>();
    final Set<String> written = new HashSet<>();
    boolean full;

    @Override
    public Optional<UploadedPlugin> uploaded(String sha256) {
      return Optional.ofNullable(uploads.get(sha256));
    }

    @Override
    public Optional<UploadedPlugin> lying(String file) {
      return Optional.ofNullable(lying.get(file)).map(this::manifest);
    }

    @Override
    public Optional<UploadedPlugin> kept(String sha256) {
      return Optional.ofNullable(kept.get(sha256));
    }

    private UploadedPlugin manifest(String sha256) {
      return known.getOrDefault(sha256, new UploadedPlugin(sha256, "", "", Set.of()));
    }

    @Override
    public boolean holds(String sha256) {
      return lying.containsValue(sha256);
    }

    @Override
    public boolean is(String file, String sha256) {
      return sha256.equals(lying.get(file)) && !written.contains(file);
    }

    @Override
    public Map<String, String> versions(String id) {
      Map<String, String> versions = new HashMap<>();
      lying.forEach(
          (file, sha256) -> {
            if (manifest(sha256).id().equals(id)) {
              versions.put(file, manifest(sha256).version());
            }
          });
      return versions;
    }

    @Override
    public void place(String sha256, String file) {
      if (full) {
        throw new PrytanyException(FailureCode.CONFIGURATION_INVALID, "the disk is full");
      }
      lying.put(file, sha256);
    }

    @Override
    public void remove(String file, String sha256) {
      lying.remove(file, sha256);
    }
  }

  private final class Book implements OrderBook {
    @Override
    public List<PluginOrder> read() {
      return book;
    }

    @Override
    public void write(List<PluginOrder> orders) {
      if (files.full && orders.size() <= book.size()) {
        throw new PrytanyException(FailureCode.CONFIGURATION_INVALID, "the book cannot be written");
      }
      book = List.copyOf(orders);
    }
  }

  private final class Running implements Plugins {
    @Override
    public Optional<RunningDigester> digester() {
      return Optional.empty();
    }

    @Override
    public Optional<VoteStrategy> strategy() {
      return Optional.empty();
    }

    @Override
    public Optional<RunningExecutor> executor() {
      return Optional.empty();
    }

    @Override
    public List<PluginStatus> statuses() {
      return statuses;
    }
  }

  private boolean signed(long chainId, Address account, byte[] digest, String signature) {
    return signature.equals(GOOD);
  }

  private ApprovedPlugins approvedAtStart() {
    return new ApprovedPlugins(new Book(), operators, this::signed, () -> now);
  }

  private PluginInstallation installationAtStart() {
    return new PluginInstallation(
        new OrderGate(operators, this::signed, List.of(SERVER + "/", INSIDE), () -> now),
        approved,
        files,
        new Running(),
        world.audit);
  }

  private void restart() {
    approved = approvedAtStart();
    new UnplacedOrders(approved, files, world.audit).forget();
    installation = installationAtStart();
  }

  private void upload(String sha256, String version) {
    UploadedPlugin upload = new UploadedPlugin(sha256, "votes", version, Set.of("VoteStrategy"));
    files.uploads.put(sha256, upload);
    files.known.put(sha256, upload);
  }

  /** Nothing runs of a plugin but its file lies there, which is all that is said of it. */
  private void lies(State state, String sha256) {
    statuses =
        List.of(
            new PluginStatus(
                "votes", "", "", state, "", Optional.of("votes.war"), Optional.of(sha256)));
  }

  private void runs(String sha256, String version) {
    statuses =
        List.of(
            new PluginStatus(
                "votes",
                version,
                "VoteStrategy",
                State.ACTIVE,
                "",
                Optional.of("votes.war"),
                Optional.of(sha256)));
  }

  private PluginOrder asked(String sha256) {
    return installation.prepare(world.dao, OPERATOR, sha256);
  }

  private static PluginOrder signed(PluginOrder order) {
    return with(order, order.action(), order.server(), order.sha256(), order.replaces(), GOOD);
  }

  private static PluginOrder with(
      PluginOrder order,
      Action action,
      String server,
      String sha256,
      String replaces,
      String signature) {
    return new PluginOrder(
        order.chainId(),
        order.governor(),
        action,
        server,
        order.plugin(),
        order.version(),
        sha256,
        replaces,
        order.operator(),
        order.nonce(),
        order.expiry(),
        signature);
  }

  private static PluginOrder by(PluginOrder order, Address operator, String version, long expiry) {
    return new PluginOrder(
        order.chainId(),
        order.governor(),
        order.action(),
        order.server(),
        order.plugin(),
        version,
        order.sha256(),
        order.replaces(),
        operator,
        order.nonce(),
        expiry,
        GOOD);
  }

  private void carryOut(String sha256, String version) {
    upload(sha256, version);
    installation.carryOut(signed(asked(sha256)));
    runs(sha256, version);
  }

  @Test
  void an_order_names_the_address_by_which_it_was_asked_for_if_the_server_has_it() {
    upload(ONE, "1.0");
    PluginOrder order = asked(ONE);
    assertThat(order.server()).isEqualTo(SERVER);

    assertThatThrownBy(() -> installation.addressed(order, "https://other.example"))
        .hasMessageContaining("this server does not go by that address");
    PluginOrder inside = installation.addressed(order, INSIDE);
    assertThat(inside.server()).isEqualTo(INSIDE);
    installation.carryOut(signed(inside));
    assertThat(approved.hashes()).containsExactly(ONE);
  }

  @Test
  void what_an_operator_signed_may_run_and_is_recorded() {
    upload(ONE, "1.0");
    PluginOrder order = asked(ONE);
    assertThat(order.action()).isEqualTo(Action.INSTALL);
    assertThat(approved.hashes()).isEmpty();
    installation.carryOut(signed(order));
    assertThat(approved.hashes()).containsExactly(ONE);
    assertThat(files.lying).containsExactly(Map.entry("votes.war", ONE));
    assertThat(world.store.audit.acts()).contains("plugin.approved");
    restart();
    assertThat(approved.hashes()).containsExactly(ONE);
  }

  @Test
  void nothing_else_may() {
    upload(ONE, "1.0");
    PluginOrder order = signed(asked(ONE));
    long expiry = order.expiry();
    refused(by(order, World.STRANGER, "1.0", expiry), "is no operator");
    refused(with(order, order.action(), SERVER, ONE, order.replaces(), "0x02"), "signature is not");
    refused(with(order, order.action(), "https://x", ONE, order.replaces(), GOOD), "another one");
    refused(with(order, Action.UPDATE, SERVER, ONE, order.replaces(), GOOD), "install-plugin");
    refused(with(order, Action.INSTALL, SERVER, ONE, TWO, GOOD), "Another version is in service");
    refused(by(order, OPERATOR, "1.1", expiry), "another plugin or version");
    refused(by(order, OPERATOR, "1.0", now.getEpochSecond()), "expired");
    refused(by(order, OPERATOR, "1.0", expiry + 60), "longer than an hour");
    files.lying.put("votes.war", THREE);
    refused(order, "nobody signed for");
    files.lying.clear();
    files.uploads.clear();
    assertThatThrownBy(() -> installation.carryOut(order)).hasMessageContaining("No upload");
    nothingHappened();
  }

  @Test
  void an_order_counts_once_also_after_a_restart() {
    upload(ONE, "1.0");
    PluginOrder first = signed(asked(ONE));
    installation.carryOut(first);
    runs(ONE, "1.0");
    installation.carryOut(removal());
    statuses = List.of();
    restart();
    assertThatThrownBy(() -> installation.carryOut(first)).hasMessageContaining("used already");
    assertThat(approved.hashes()).isEmpty();
  }

  @Test
  void an_older_version_needs_its_own_word() {
    carryOut(TWO, "2.0");
    upload(ONE, "1.0");
    PluginOrder order = asked(ONE);
    assertThat(order.action()).isEqualTo(Action.DOWNGRADE);
    PluginOrder update = with(order, Action.UPDATE, SERVER, ONE, TWO, GOOD);
    assertThatThrownBy(() -> installation.carryOut(update))
        .hasMessageContaining("downgrade-plugin");
    installation.carryOut(signed(order));
    assertThat(files.lying).containsEntry("votes.war", ONE);
  }

  @Test
  void a_version_that_cannot_be_compared_is_not_taken_for_newer() {
    carryOut(ONE, "1.0");
    runs(ONE, "the old one");
    upload(TWO, "2.0");
    assertThat(asked(TWO).action()).isEqualTo(Action.DOWNGRADE);
    runs(ONE, "1.0+policy.abc");
    upload(THREE, "1.0");
    assertThat(asked(THREE).action()).isEqualTo(Action.UPDATE);
  }

  /** The host goes back to it by itself where the update does not start. */
  @Test
  void the_version_before_may_go_on_and_the_one_before_that_may_not() {
    carryOut(ONE, "1.0");
    carryOut(TWO, "2.0");
    assertThat(approved.hashes()).containsExactlyInAnyOrder(ONE, TWO);
    carryOut(THREE, "3.0");
    assertThat(approved.hashes()).containsExactlyInAnyOrder(TWO, THREE);
    now = now.plusSeconds(4_000);
    restart();
    assertThat(approved.hashes()).containsExactlyInAnyOrder(TWO, THREE);
  }

  @Test
  void what_was_taken_out_never_comes_back_because_something_was_forgotten() {
    upload(ONE, "1.0");
    installation.carryOut(signed(asked(ONE)));
    runs(ONE, "1.0");
    PluginOrder removal = removal();
    installation.carryOut(by(removal, OPERATOR, "1.0", now.getEpochSecond() + 5));
    assertThat(files.lying).isEmpty();
    statuses = List.of();
    now = now.plusSeconds(60);
    files.uploads.put(TWO, new UploadedPlugin(TWO, "other", "1.0", Set.of("VoteStrategy")));
    installation.carryOut(signed(asked(TWO)));
    restart();
    assertThat(approved.hashes()).containsExactly(TWO);
    now = now.plusSeconds(4_000);
    files.uploads.put(THREE, new UploadedPlugin(THREE, "third", "1.0", Set.of("VoteStrategy")));
    installation.carryOut(signed(asked(THREE)));
    restart();
    assertThat(approved.hashes()).containsExactlyInAnyOrder(TWO, THREE);
    assertThat(book).hasSize(2);
  }

  @Test
  void whoever_is_no_operator_any_more_put_nothing_in_service() {
    carryOut(ONE, "1.0");
    operators = Set.of(World.STRANGER);
    restart();
    assertThat(approved.hashes()).isEmpty();
  }

  @Test
  void what_is_kept_is_not_believed() {
    carryOut(ONE, "1.0");
    UnaryOperator<PluginOrder> forged =
        order -> with(order, Action.INSTALL, SERVER, TWO, PluginOrder.NOTHING, "0x02");
    List<PluginOrder> changed = new ArrayList<>(book);
    changed.add(forged.apply(book.getFirst()));
    book = changed;
    restart();
    assertThat(approved.hashes()).containsExactly(ONE);
  }

  @Test
  void a_file_that_cannot_be_placed_leaves_everything_as_it_was() {
    carryOut(ONE, "1.0");
    upload(TWO, "2.0");
    files.full = true;
    PluginOrder order = signed(asked(TWO));
    assertThatThrownBy(() -> installation.carryOut(order)).hasMessageContaining("disk is full");
    assertThat(approved.hashes()).containsExactly(ONE);
    assertThat(world.store.audit.acts()).endsWith("plugin.approved", "plugin.order-failed");
    assertThat(book).as("what the disk kept").hasSize(2);
    files.full = false;
    restart();
    installation.carryOut(signed(asked(TWO)));
    assertThat(approved.hashes()).containsExactlyInAnyOrder(ONE, TWO);
  }

  /** What the disk holds after a kill between the two is what a full disk leaves. */
  @Test
  void after_an_end_between_record_and_place_what_runs_is_what_the_next_order_replaces() {
    carryOut(ONE, "1.0");
    upload(TWO, "2.0");
    files.full = true;
    PluginOrder order = signed(asked(TWO));
    assertThatThrownBy(() -> installation.carryOut(order)).hasMessageContaining("disk is full");
    files.full = false;
    int acts = world.store.audit.acts().size();

    restart();

    assertThat(world.store.audit.acts().subList(acts, acts + 1))
        .containsExactly("plugin.order-failed");
    assertThat(book).extracting(PluginOrder::sha256).containsExactly(ONE);
    assertThat(installation.current("votes").orElseThrow().sha256()).isEqualTo(ONE);
    upload(THREE, "3.0");
    assertThat(asked(THREE).replaces()).isEqualTo(ONE);
    installation.carryOut(signed(asked(THREE)));
    // It does not start: what ran may go on.
    assertThat(approved.hashes()).containsExactlyInAnyOrder(ONE, THREE);
    restart();
    assertThat(approved.hashes()).as("what was placed stays").contains(ONE, THREE);
  }

  @Test
  void what_is_signed_for_a_second_time_keeps_what_it_replaced() {
    carryOut(ONE, "1.0");
    upload(TWO, "2.0");
    installation.carryOut(signed(asked(TWO)));
    assertThat(asked(TWO).replaces()).isEqualTo(TWO);
    installation.carryOut(signed(asked(TWO)));
    assertThat(approved.hashes()).containsExactlyInAnyOrder(ONE, TWO);
  }

  /** Nothing was there before it: whose file is gone may come back. */
  @Test
  void an_order_whose_file_is_away_goes_on_counting_where_nothing_else_is_there() {
    carryOut(ONE, "1.0");
    files.lying.clear();
    statuses = List.of();
    restart();
    assertThat(approved.hashes()).containsExactly(ONE);
  }

  @Test
  void a_file_that_was_changed_in_place_since_it_was_looked_at_is_not_written_over() {
    carryOut(ONE, "1.0");
    statuses = List.of();
    upload(TWO, "2.0");
    PluginOrder order = signed(asked(TWO));
    files.written.add("votes.war");
    assertThatThrownBy(() -> installation.carryOut(order)).hasMessageContaining("nobody signed");
    assertThat(files.lying).containsEntry("votes.war", ONE);
    assertThat(approved.hashes()).containsExactly(ONE);
  }

  /** The launcher puts what the configuration lists back at each start. */
  @Test
  void a_file_of_the_configuration_is_left_as_it_is_until_somebody_signs_that_it_goes() {
    statuses =
        List.of(
            new PluginStatus(
                "votes",
                "1.0",
                "VoteStrategy",
                State.ACTIVE,
                "",
                Optional.of("shipped.war"),
                Optional.of(ONE)));
    files.lying.put("shipped.war", ONE);
    upload(TWO, "2.0");
    installation.carryOut(signed(asked(TWO)));
    assertThat(files.lying)
        .containsOnly(Map.entry("shipped.war", ONE), Map.entry("votes.war", TWO));
    // The update did not start: what goes is what runs, and what was signed for with it.
    statuses =
        List.of(
            statuses.getFirst(),
            new PluginStatus(
                "votes",
                "",
                "",
                State.FAILED,
                "no bean",
                Optional.of("votes.war"),
                Optional.of(TWO)));
    installation.carryOut(removal());
    assertThat(files.lying).isEmpty();
    assertThat(approved.hashes()).isEmpty();
  }

  /** Also while nothing runs: after a start, and where it failed. */
  @Test
  void what_was_signed_for_last_is_what_a_version_is_compared_with() {
    for (State state : List.of(State.STAGED, State.STARTING, State.FAILED, State.QUARANTINED)) {
      carryOut(TWO, "2.0");
      restart();
      lies(state, TWO);
      upload(ONE, "1.0");
      assertThat(asked(ONE).action()).as(state.name()).isEqualTo(Action.DOWNGRADE);
      assertThat(asked(ONE).replaces()).as(state.name()).isEqualTo(TWO);
      statuses = List.of();
      assertThat(asked(ONE).action()).isEqualTo(Action.DOWNGRADE);
      files.lying.clear();
      book = List.of();
      restart();
    }
    // Nobody signed for it, and the plugins' process says nothing yet.
    upload(TWO, "2.0");
    files.lying.put("shipped.war", TWO);
    upload(ONE, "1.0");
    assertThat(asked(ONE).action()).isEqualTo(Action.DOWNGRADE);
    upload(THREE, "3.0");
    assertThat(asked(THREE).action()).isEqualTo(Action.UPDATE);
  }

  @Test
  void of_two_orders_against_the_same_version_the_second_is_refused() {
    carryOut(TWO, "2.0");
    String four = "4".repeat(64);
    upload(four, "4.0");
    upload(ONE, "3.0");
    upload(THREE, "5.0");
    PluginOrder first = signed(asked(four));
    PluginOrder older = signed(asked(ONE));
    PluginOrder newer = signed(asked(THREE));
    installation.carryOut(first);
    assertThatThrownBy(() -> installation.carryOut(older)).hasMessageContaining("sign a new one");
    assertThatThrownBy(() -> installation.carryOut(newer)).hasMessageContaining("sign a new one");
    assertThat(approved.hashes()).containsExactlyInAnyOrder(TWO, four);
    assertThat(asked(ONE).action()).isEqualTo(Action.DOWNGRADE);
    assertThat(asked(THREE).replaces()).isEqualTo(four);
  }

  /** It is what the host goes back to. */
  @Test
  void what_goes_on_because_an_update_failed_may_go_on_while_the_next_is_tried() {
    carryOut(ONE, "1.0");
    upload(TWO, "2.0");
    installation.carryOut(signed(asked(TWO)));
    statuses =
        List.of(
            statuses.getFirst(),
            new PluginStatus(
                "votes",
                "",
                "",
                State.FAILED,
                "no bean",
                Optional.of("votes.war"),
                Optional.of(TWO)));
    upload(THREE, "3.0");
    installation.carryOut(signed(asked(THREE)));
    assertThat(approved.hashes()).containsExactlyInAnyOrder(ONE, THREE);
    assertThat(approved.signedFor().latest()).containsExactly(THREE);
  }

  /** Where it lies is what the plugins' process says, in which plugins run. */
  @Test
  void only_the_file_that_was_signed_for_is_deleted() {
    upload(ONE, "1.0");
    files.known.put(TWO, new UploadedPlugin(TWO, "policy", "1.0", Set.of("VoteStrategy")));
    files.lying.put("policy.war", TWO);
    for (String hash : List.of(ONE, TWO)) {
      statuses =
          List.of(
              new PluginStatus(
                  "votes",
                  "1.0",
                  "VoteStrategy",
                  State.ACTIVE,
                  "",
                  Optional.of("policy.war"),
                  Optional.of(hash)));
      assertThatThrownBy(this::removal).hasMessageContaining("policy.war");
    }
    carryOut(ONE, "1.0");
    PluginOrder removal = removal();
    files.lying.put("votes.war", THREE);
    installation.carryOut(removal);
    assertThat(files.lying).containsOnlyKeys("policy.war", "votes.war");
    assertThat(approved.hashes()).isEmpty();
  }

  @Test
  void who_signs_a_removal_hears_what_lies_there_besides() {
    files.known.put(THREE, new UploadedPlugin(THREE, "votes", "0.9", Set.of("VoteStrategy")));
    files.lying.put("shipped.war", THREE);
    carryOut(ONE, "1.0");
    assertThat(installation.left(removal())).containsExactly(Map.entry("shipped.war", "0.9"));
  }

  @Test
  void another_kind_under_the_same_id_is_refused_before_anybody_signs() {
    carryOut(ONE, "1.0");
    files.uploads.put(TWO, new UploadedPlugin(TWO, "votes", "2.0", Set.of("TreasuryExecutor")));
    assertThatThrownBy(() -> asked(TWO)).hasMessageContaining("id of its own");
  }

  /**
   * What is signed names no kinds: it must not make a digester one that votes, or the other way.
   */
  @Test
  void one_kind_more_or_less_is_another_plugin_whichever_status_comes_last() {
    carryOut(ONE, "1.0");
    files.uploads.put(
        TWO, new UploadedPlugin(TWO, "votes", "2.0", Set.of("VoteStrategy", "ProposalDigester")));
    files.uploads.put(THREE, new UploadedPlugin(THREE, "votes", "3.0", Set.of("VoteStrategy")));
    assertThatThrownBy(() -> asked(TWO)).hasMessageContaining("is of other kinds (VoteStrategy)");
    PluginStatus votes = statuses.getFirst();
    PluginStatus digests =
        new PluginStatus(
            "votes", "1.0", "ProposalDigester", State.ACTIVE, "", votes.file(), votes.sha256());
    for (List<PluginStatus> both : List.of(List.of(votes, digests), List.of(digests, votes))) {
      statuses = both;
      assertThat(asked(TWO).sha256()).isEqualTo(TWO);
      assertThatThrownBy(() -> asked(THREE))
          .hasMessageContaining("is of other kinds (ProposalDigester, VoteStrategy)");
    }
  }

  /** Its manifest says what it is while it runs, while it does not, and where it offers less. */
  @Test
  void what_a_manifest_says_is_what_kinds_are_compared_with() {
    Set<String> both = Set.of("VoteStrategy", "ProposalDigester");
    UploadedPlugin next = new UploadedPlugin(TWO, "votes", "2.0", both);
    for (State state : List.of(State.STAGED, State.STARTING, State.FAILED, State.QUARANTINED)) {
      carryOut(ONE, "1.0");
      files.uploads.put(TWO, next);
      lies(state, ONE);
      assertThatThrownBy(() -> asked(TWO)).as(state.name()).hasMessageContaining("of other kinds");
      statuses = List.of();
      assertThatThrownBy(() -> asked(TWO)).hasMessageContaining("of other kinds (VoteStrategy)");
      // Its file is away, and the host may run its copy.
      files.kept.put(ONE, Optional.ofNullable(files.known.get(ONE)).orElseThrow());
      files.lying.clear();
      assertThatThrownBy(() -> asked(TWO)).hasMessageContaining("of other kinds (VoteStrategy)");
      files.kept.clear();
      book = List.of();
      restart();
    }
    carryOut(ONE, "1.0");
    files.known.put(ONE, new UploadedPlugin(ONE, "votes", "1.0", both));
    assertThat(asked(TWO).action()).as("one that offers less").isEqualTo(Action.UPDATE);
  }

  private PluginOrder removal() {
    return signed(installation.prepareRemoval(world.dao, OPERATOR, "votes"));
  }

  private void refused(PluginOrder order, String why) {
    assertThatThrownBy(() -> installation.carryOut(order))
        .isInstanceOfSatisfying(
            PrytanyException.class,
            e -> assertThat(e.code()).isEqualTo(FailureCode.APPROVAL_REFUSED))
        .hasMessageContaining(why);
  }

  private void nothingHappened() {
    assertThat(approved.hashes()).isEmpty();
    assertThat(files.lying).isEmpty();
    assertThat(book).isEmpty();
    assertThat(world.store.audit.acts()).doesNotContain("plugin.approved");
  }

  @Test
  void an_order_of_another_server_of_the_same_name_is_refused() {
    upload(TWO, "2.0");
    PluginOrder theirs = signed(asked(TWO));

    PluginInstallation another = installationAtStart();

    assertThatThrownBy(() -> another.carryOut(theirs))
        .isInstanceOf(PrytanyException.class)
        .hasMessageContaining("was not made by this server");
    installation.carryOut(theirs);
    assertThat(files.lying).containsValue(TWO);
  }
}

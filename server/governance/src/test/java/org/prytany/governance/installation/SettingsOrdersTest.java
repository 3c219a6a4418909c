package org.prytany.governance.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.prytany.governance.audit.AuditEntry;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.plugin.TakenSettings;
import org.prytany.governance.statement.PluginOrder;
import org.prytany.governance.statement.SettingsOrder;
import org.prytany.governance.world.World;
import org.prytany.spi.Address;

/**
 * The invariant: a plugin gets only values that an operator's file sets, or that an operator signed
 * for, for this server, on the state that they saw, within the hour, and once; what a plugin does
 * not start with is set for it no more; and no secret is told.
 */
class SettingsOrdersTest {

  private static final Address OPERATOR = new Address("0x" + "31".repeat(20));
  private static final String SERVER = "https://dao.example";
  private static final String GOOD = "0x01";
  private static final String SALT = "5".repeat(64);

  private final World world = new World();
  private Set<Address> operators = Set.of(OPERATOR);
  private Instant now = Instant.parse("2026-11-30T09:00:00Z");
  private List<KeptSettings> book = List.of();
  private boolean full;
  private Map<String, Map<String, String>> file = Map.of("chat", Map.of("room", "hall"));
  private OrderedSettings settings;
  private SettingsOrders orders;

  SettingsOrdersTest() {
    start();
  }

  private void start() {
    settings =
        new OrderedSettings(
            new SettingsBook() {
              @Override
              public List<KeptSettings> read() {
                return book;
              }

              @Override
              public void write(List<KeptSettings> all) {
                if (full) {
                  throw new PrytanyException(FailureCode.CONFIGURATION_INVALID, "the disk is full");
                }
                book = List.copyOf(all);
              }
            },
            file,
            operators,
            (chain, account, digest, signature) -> signature.equals(GOOD),
            world.audit);
    orders =
        new SettingsOrders(
            new OrderGate(
                operators,
                (chain, account, digest, signature) -> signature.equals(GOOD),
                List.of(SERVER),
                () -> now),
            settings,
            this::problems,
            world.audit);
  }

  private List<String> problems(String plugin, Map<String, String> all, Set<String> ordered) {
    if (!plugin.equals("chat")) {
      throw new PrytanyException(FailureCode.NOT_FOUND, "no such plugin");
    }
    List<String> problems = new ArrayList<>();
    ordered.stream()
        .filter(name -> !Set.of("room", "token").contains(name))
        .forEach(name -> problems.add(name + " is not known"));
    if (all.getOrDefault("room", "").equals("nowhere")) {
      problems.add("room is not what it has to be");
    }
    return problems;
  }

  private static SettingsChange set(String name, String value) {
    return new SettingsChange(Map.of(name, new SetValue(value, SALT)), Set.of());
  }

  /** As an operator's page makes it: all that is ordered now, with the change in it. */
  private SettingsOrder signed(SettingsChange change) {
    Map<String, SetValue> all = new TreeMap<>(settings.ordered("chat"));
    change.unset().forEach(all::remove);
    all.putAll(change.set());
    return with(
        orders.prepare(world.dao, OPERATOR, "chat", SetValue.hashOf(all), SERVER), order -> order);
  }

  private static SettingsOrder with(SettingsOrder one, UnaryOperator<SettingsOrder> changed) {
    SettingsOrder its =
        changed.apply(
            new SettingsOrder(
                one.chainId(),
                one.governor(),
                one.server(),
                one.plugin(),
                one.values(),
                one.replaces(),
                one.operator(),
                one.nonce(),
                one.expiry(),
                GOOD));
    return its;
  }

  private void order(SettingsChange change) {
    orders.carryOut(signed(change), change);
  }

  private void starts() {
    settings.taken(settings.given(), List.of(new TakenSettings("chat", Optional.empty())));
  }

  private void fails() {
    settings.taken(settings.given(), List.of(new TakenSettings("chat", Optional.of("no start"))));
  }

  private Map<String, String> given() {
    return settings.given().byPlugin().get("chat");
  }

  private void refused(SettingsOrder order, SettingsChange change, String why) {
    List<KeptSettings> before = book;
    Map<String, String> values = given();
    int acts = world.store.audit.acts().size();
    assertThatThrownBy(() -> orders.carryOut(order, change)).hasMessageContaining(why);
    assertThat(book).isEqualTo(before);
    assertThat(given()).isEqualTo(values);
    assertThat(world.store.audit.acts()).hasSize(acts);
  }

  @Test
  void an_order_goes_before_the_file_is_tried_and_stays() {
    order(set("room", "court"));
    assertThat(given()).containsExactly(Map.entry("room", "court"));
    assertThat(settings.given().onTrial()).containsExactly("chat");

    starts();
    assertThat(settings.given().onTrial()).isEmpty();
    start();
    assertThat(given()).containsExactly(Map.entry("room", "court"));
    assertThat(world.store.audit.acts())
        .endsWith("plugin.settings-signed", "plugin.settings-in-force");

    order(new SettingsChange(Map.of(), Set.of("room")));
    starts();
    assertThat(given()).containsExactly(Map.entry("room", "hall"));
  }

  @Test
  void what_the_plugin_does_not_start_with_is_taken_back() {
    order(set("room", "court"));
    starts();
    order(set("room", "cellar"));
    SettingsOrder again = signed(set("room", "cellar"));
    fails();
    assertThat(given()).containsExactly(Map.entry("room", "court"));
    assertThat(settings.takenBack("chat")).contains("no start");
    assertThat(world.store.audit.acts()).endsWith("plugin.settings-failed");
    // Nor does anything that was on trial come back by itself, or count for a later state.
    start();
    assertThat(given()).containsExactly(Map.entry("room", "court"));
    refused(again, set("room", "cellar"), "not made by this server since its start");
  }

  @Test
  void nothing_on_trial_outlives_the_end_of_server_or_plugins() {
    order(set("room", "court"));
    settings.processBegins();
    assertThat(given()).containsExactly(Map.entry("room", "hall"));

    order(set("room", "court"));
    start();
    assertThat(given()).containsExactly(Map.entry("room", "hall"));
    assertThat(settings.takenBack("chat").orElseThrow()).contains("the server ended");
    assertThat(world.store.audit.acts()).endsWith("plugin.settings-failed");
  }

  @Test
  void what_comes_of_other_values_than_are_set_now_decides_nothing() {
    order(set("room", "court"));
    var told = settings.given();
    order(set("room", "cellar"));
    settings.taken(told, List.of(new TakenSettings("chat", Optional.empty())));
    assertThat(settings.onTrial("chat")).isTrue();
    fails();
    // The one between never ran.
    assertThat(given()).containsExactly(Map.entry("room", "hall"));
  }

  @Test
  void an_order_counts_once_and_on_the_state_that_it_names() {
    SettingsChange change = set("room", "court");
    SettingsOrder first = signed(change);
    SettingsOrder beside = signed(set("room", "cellar"));
    orders.carryOut(first, change);
    starts();
    refused(first, change, "ordered anew meanwhile");
    refused(beside, set("room", "cellar"), "ordered anew meanwhile");
    // Also where the values are again what they were.
    order(new SettingsChange(Map.of(), Set.of("room")));
    starts();
    refused(first, change, "ordered anew meanwhile");
  }

  @Test
  void nothing_else_than_what_was_signed_is_done() {
    SettingsChange change = set("room", "court");
    SettingsOrder order = signed(change);
    refused(order, set("room", "cellar"), "binds other values");
    refused(order, set("token", "court"), "binds other values");
    refused(
        order,
        new SettingsChange(Map.of("room", new SetValue("court", "6".repeat(64))), Set.of()),
        "binds other values");
    String other = "https://other.example";
    refused(changed(order, other, GOOD, order.expiry(), OPERATOR), change, "another one");
    refused(changed(order, SERVER, "0x02", order.expiry(), OPERATOR), change, "not by the key");
    refused(changed(order, SERVER, GOOD, order.expiry() + 1, OPERATOR), change, "than an hour");
    Address stranger = new Address("0x" + "32".repeat(20));
    refused(changed(order, SERVER, GOOD, order.expiry(), stranger), change, "no operator");
    now = now.plusSeconds(3_600);
    refused(order, change, "expired");
  }

  private static SettingsOrder changed(
      SettingsOrder one, String server, String signature, long expiry, Address operator) {
    return new SettingsOrder(
        one.chainId(),
        one.governor(),
        server,
        one.plugin(),
        one.values(),
        one.replaces(),
        operator,
        one.nonce(),
        expiry,
        signature);
  }

  @Test
  void what_does_not_fit_the_schema_is_refused_by_name_before_it_is_kept() {
    SettingsChange large = set("room", "x".repeat(4_001));
    for (SettingsChange change :
        List.of(
            set("room", "nowhere"),
            set("color", "red"),
            set("Room", "court"),
            set("room", " "),
            large)) {
      refused(signed(change), change, change.set().keySet().iterator().next());
    }
    SettingsChange none = new SettingsChange(Map.of(), Set.of("room"));
    refused(signed(none), none, "only what an order set can be unset");
    assertThatThrownBy(
            () -> orders.prepare(world.dao, OPERATOR, "other", PluginOrder.NOTHING, SERVER))
        .hasMessageContaining("no such plugin");
  }

  @Test
  void more_values_than_there_may_be_are_refused() {
    Map<String, SetValue> many = new TreeMap<>();
    for (int i = 0; i <= SettingsOrders.MOST; i++) {
      many.put("s" + i, new SetValue("v", SALT));
    }
    SettingsChange change = new SettingsChange(many, Set.of());
    refused(signed(change), change, "More than 500");
  }

  @Test
  void no_value_and_no_salt_is_in_the_audit_log() {
    order(set("token", "tell-nobody"));
    starts();
    assertThat(world.store.audit.entries)
        .extracting(AuditEntry::details)
        .allSatisfy(its -> assertThat(its.toString()).doesNotContain("tell-nobody", SALT));
    assertThat(book.toString() + settings.given()).doesNotContain("tell-nobody", SALT);
  }

  @Test
  void what_is_written_into_the_file_by_others_does_not_count() {
    order(set("room", "court"));
    starts();
    KeptSettings kept = book.getFirst();
    SignedSettings good = kept.good().orElseThrow();
    SignedSettings forged =
        new SignedSettings(good.order(), Map.of("room", new SetValue("cellar", SALT)));
    book =
        List.of(
            new KeptSettings("chat", kept.latest(), Optional.of(forged), Optional.empty()),
            new KeptSettings("other", kept.latest(), Optional.of(good), Optional.empty()));
    start();
    assertThat(given()).containsExactly(Map.entry("room", "hall"));
    assertThat(settings.ordered("other")).isEmpty();
  }

  @Test
  void what_somebody_ordered_who_is_no_operator_any_more_does_not_count() {
    order(set("room", "court"));
    starts();
    operators = Set.of(new Address("0x" + "33".repeat(20)));
    start();
    assertThat(given()).containsExactly(Map.entry("room", "hall"));
  }

  @Test
  void what_cannot_be_kept_does_not_count_and_that_is_in_the_log() {
    SettingsChange change = set("room", "court");
    SettingsOrder order = signed(change);
    full = true;
    assertThatThrownBy(() -> orders.carryOut(order, change)).hasMessageContaining("disk is full");
    assertThat(given()).containsExactly(Map.entry("room", "hall"));
    assertThat(settings.latest("chat")).isEqualTo(PluginOrder.NOTHING);
    assertThat(world.store.audit.acts())
        .endsWith("plugin.settings-signed", "plugin.settings-failed");
  }
}

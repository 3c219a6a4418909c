package org.prytany.governance.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.prytany.governance.audit.AuditEntry;
import org.prytany.governance.plugin.TakenSettings;
import org.prytany.governance.statement.PluginOrder;
import org.prytany.governance.statement.SettingsOrder;
import org.prytany.spi.Address;

/**
 * The invariant: a plugin gets only values that an operator's file sets, or that an operator signed
 * for, for this server, on the state that they saw, within the hour, and once; what a plugin does
 * not start with is set for it no more; and no secret is told.
 */
class SettingsOrdersTest extends SettingsFixture {

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
    refused(order, set("token", "court"), "names other values");
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
        one.set(),
        one.unset(),
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
        List.of(set("room", "nowhere"), set("color", "red"), set("room", " "), large)) {
      refused(signed(change), change, change.set().keySet().iterator().next());
    }
    SettingsChange none = new SettingsChange(Map.of(), Set.of("room"));
    refused(signed(none), none, "only what an order set can be unset");
    assertThatThrownBy(
            () ->
                orders.prepare(
                    world.dao,
                    OPERATOR,
                    "other",
                    Set.of("room"),
                    Set.of(),
                    PluginOrder.NOTHING,
                    SERVER))
        .hasMessageContaining("Nothing can be set for a plugin 'other'");
    assertThatThrownBy(() -> signed(set("Room", "court"))).hasMessageContaining("'Room'");
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
  void a_value_that_is_not_named_is_not_set_whoever_says_that_it_stays() {
    // Whoever stands between says of a value of their own that it is ordered already.
    SetValue most = new SetValue("court", SALT);
    SetValue evil = new SetValue("https://evil.example", SALT);
    String values =
        SetValue.hashOfHashes(Map.of("token", evil.hash("token"), "room", most.hash("room")));
    SettingsOrder order =
        orders
            .prepare(world.dao, OPERATOR, "chat", Set.of("room"), Set.of(), values, SERVER)
            .signed(GOOD);
    SettingsChange smuggled = new SettingsChange(Map.of("room", most, "token", evil), Set.of());
    refused(order, smuggled, "names other values");
    refused(order, new SettingsChange(Map.of("room", most), Set.of()), "binds other values");
  }

  @Test
  void an_order_on_top_of_one_on_trial_ends_that_one_in_the_log() {
    order(set("room", "court"));
    String first = settings.latest("chat");
    order(set("token", "secret"));
    assertThat(world.store.audit.acts())
        .endsWith("plugin.settings-signed", "plugin.settings-signed", "plugin.settings-failed");
    assertThat(world.store.audit.entries.getLast().details().get("order")).isEqualTo(first);
  }

  @Test
  void what_is_ordered_is_unset_also_where_the_plugin_is_gone() {
    order(set("token", "secret"));
    starts();
    gone = true;
    order(new SettingsChange(Map.of(), Set.of("token")));
    assertThat(given()).containsExactly(Map.entry("room", "hall"));
    settings.processBegins(settings.given());
    start();
    assertThat(given()).containsExactly(Map.entry("room", "hall"));
  }
}

package org.prytany.governance.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.prytany.governance.plugin.GivenSettings;
import org.prytany.governance.plugin.TakenSettings;
import org.prytany.governance.statement.PluginOrder;
import org.prytany.governance.statement.SettingsOrder;
import org.prytany.governance.world.World;
import org.prytany.spi.Address;

/**
 * The invariant: what is kept counts as far as operators signed it and the audit log has it, and
 * neither an end of the server nor a full disk makes more or less of it.
 */
class KeptOrdersTest extends SettingsFixture {

  @Test
  void nothing_on_trial_outlives_the_end_of_server_or_plugins() {
    order(set("room", "court"));
    settings.processBegins(settings.given());
    assertThat(given()).containsExactly(Map.entry("room", "hall"));

    order(set("room", "court"));
    start();
    assertThat(given()).containsExactly(Map.entry("room", "hall"));
    assertThat(settings.takenBack("chat").orElseThrow()).contains("the server ended");
    assertThat(world.store.audit.acts()).endsWith("plugin.settings-failed");
  }

  @Test
  void what_the_process_that_ended_was_not_told_is_tried_by_the_next() {
    GivenSettings before = settings.given();
    order(set("room", "court"));
    settings.processBegins(before);
    assertThat(settings.given().onTrial()).containsExactly("chat");
    GivenSettings told = settings.given();
    order(set("room", "cellar"));
    settings.processBegins(told);
    assertThat(given()).containsExactly(Map.entry("room", "cellar"));
    settings.processBegins(settings.given());
    assertThat(given()).containsExactly(Map.entry("room", "hall"));
  }

  @Test
  void two_plugins_that_start_at_once_have_both_their_values() {
    order(set("room", "court"));
    SettingsChange change = set("room", "cellar");
    orders.carryOut(signed("board", change), change);
    settings.taken(
        settings.given(),
        List.of(
            new TakenSettings("board", Optional.empty()),
            new TakenSettings("chat", Optional.empty())));
    assertThat(settings.given().onTrial()).isEmpty();
    settings.processBegins(settings.given());
    assertThat(given()).containsExactly(Map.entry("room", "court"));
    assertThat(settings.given().byPlugin().get("board"))
        .containsExactly(Map.entry("room", "cellar"));
  }

  @Test
  void an_order_that_cannot_be_kept_ends_none_on_trial() {
    order(set("room", "court"));
    String first = settings.latest("chat");
    SettingsChange change = set("room", "cellar");
    SettingsOrder second = signed(change);
    full = true;
    assertThatThrownBy(() -> orders.carryOut(second, change)).hasMessageContaining("disk is full");
    full = false;
    starts();
    assertThat(world.store.audit.entries)
        .filteredOn(its -> its.act().equals("plugin.settings-failed"))
        .extracting(its -> its.details().get("order"))
        .containsExactly(second.digest());
    assertThat(settings.latest("chat")).isEqualTo(first);
    assertThat(given()).containsExactly(Map.entry("room", "court"));
    assertThat(world.store.audit.acts()).endsWith("plugin.settings-in-force");
  }

  @Test
  void what_is_unset_where_nothing_can_start_comes_back_neither_with_processes_nor_servers() {
    order(new SettingsChange(Map.of("token", new SetValue("tell-nobody", SALT)), Set.of()));
    starts();
    order(set("room", "court"));
    starts();
    aside = true;
    order(new SettingsChange(Map.of(), Set.of("token")));
    assertThat(settings.given().onTrial()).isEmpty();
    assertThat(world.store.audit.acts()).endsWith("plugin.settings-in-force");
    settings.processBegins(settings.given());
    for (int i = 0; i < 2; i++) {
      assertThat(given()).containsExactly(Map.entry("room", "court"));
      assertThat(settings.takenBack("chat")).isEmpty();
      assertThat(book)
          .allSatisfy(one -> assertThat(one.now().orElseThrow().values()).containsOnlyKeys("room"))
          .allSatisfy(one -> assertThat(one.good()).isEqualTo(one.now()));
      start();
    }
    // What is set anew is tried all the same.
    order(set("room", "cellar"));
    assertThat(settings.given().onTrial()).containsExactly("chat");
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

  @Test
  void what_somebody_ordered_who_is_no_operator_for_one_start_is_kept_for_the_next() {
    order(set("room", "court"));
    starts();
    Set<Address> all = operators;
    operators = Set.of(new Address("0x" + "33".repeat(20)));
    start();
    settings.processBegins(settings.given());
    settings.given();
    operators = all;
    start();
    assertThat(given()).containsExactly(Map.entry("room", "court"));
  }

  @Test
  void what_came_of_an_order_counts_where_it_cannot_be_kept_and_is_logged_once() {
    order(set("room", "court"));
    full = true;
    for (int i = 0; i < 20; i++) {
      starts();
    }
    assertThat(settings.given().onTrial()).isEmpty();
    assertThat(given()).containsExactly(Map.entry("room", "court"));
    assertThat(world.store.audit.acts())
        .containsOnlyOnce("plugin.settings-in-force")
        .doesNotContain("plugin.settings-failed");

    // A server that ended before there was room knows it from the log.
    start();
    assertThat(given()).containsExactly(Map.entry("room", "court"));
    full = false;
    settings.given();
    assertThat(book.getFirst().trial()).isEmpty();
  }

  @Test
  void what_was_taken_back_is_told_no_process_where_that_cannot_be_kept() {
    order(set("room", "court"));
    full = true;
    GivenSettings told = settings.given();
    for (int i = 0; i < 20; i++) {
      settings.processBegins(told);
      assertThat(given()).containsExactly(Map.entry("room", "hall"));
    }
    assertThat(world.store.audit.acts()).containsOnlyOnce("plugin.settings-failed");
    start();
    assertThat(given()).containsExactly(Map.entry("room", "hall"));
    assertThat(world.store.audit.acts()).containsOnlyOnce("plugin.settings-failed");
  }

  @Test
  void an_older_file_does_not_count_and_that_is_in_the_log_once() {
    order(set("room", "court"));
    starts();
    List<KeptSettings> older = book;
    order(set("room", "cellar"));
    starts();
    book = older;
    start();
    start();
    assertThat(given()).containsExactly(Map.entry("room", "hall"));
    assertThat(settings.takenBack("chat").orElseThrow()).contains("older than");
    assertThat(world.store.audit.acts()).containsOnlyOnce("plugin.settings-failed");
  }

  @Test
  void an_order_that_came_into_force_on_another_server_does_not_count() {
    order(set("room", "court"));
    starts();
    world = new World();
    start();
    assertThat(given()).containsExactly(Map.entry("room", "hall"));
  }

  @Test
  void orders_of_another_server_with_the_same_log_replace_none() {
    order(set("room", "court"));
    starts();
    List<KeptSettings> own = book;
    book = List.of();
    start();
    order(set("room", "cellar"));
    starts();
    book = own;
    start();
    assertThat(given()).containsExactly(Map.entry("room", "court"));
  }

  @Test
  void a_trial_that_nobody_signed_is_forgotten_without_a_word() {
    order(set("room", "court"));
    starts();
    SignedSettings old = book.getFirst().good().orElseThrow();
    int acts = world.store.audit.acts().size();
    for (String plugin : List.of("chat", "anything I like")) {
      book = List.of(new KeptSettings(plugin, "whatever", Optional.empty(), Optional.of(old)));
      start();
      assertThat(settings.given().onTrial()).isEmpty();
      assertThat(settings.ordered("anything I like")).isEmpty();
    }
    assertThat(world.store.audit.acts()).hasSize(acts);
  }
}

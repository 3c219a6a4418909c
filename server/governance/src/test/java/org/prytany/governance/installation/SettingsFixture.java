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
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.plugin.TakenSettings;
import org.prytany.governance.statement.SettingsOrder;
import org.prytany.governance.world.World;
import org.prytany.spi.Address;

/** A server at whose plugins, "chat" first of all, an operator orders values. */
abstract class SettingsFixture {

  private static final Set<String> PLUGINS = Set.of("chat", "board");

  static final Address OPERATOR = new Address("0x" + "31".repeat(20));
  static final String SERVER = "https://dao.example";
  static final String GOOD = "0x01";
  static final String SALT = "5".repeat(64);

  World world = new World();
  Set<Address> operators = Set.of(OPERATOR);
  Instant now = Instant.parse("2026-11-30T09:00:00Z");
  List<KeptSettings> book = List.of();
  boolean full;
  boolean gone;
  boolean aside;
  Map<String, Map<String, String>> file = Map.of("chat", Map.of("room", "hall"));
  OrderedSettings settings;
  SettingsOrders orders;

  SettingsFixture() {
    start();
  }

  void start() {
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
            new SettingsSchemas() {
              @Override
              public Optional<List<String>> problems(
                  String plugin, Map<String, String> all, Set<String> ordered) {
                return wrong(plugin, all, ordered);
              }

              @Override
              public boolean mayStart(String plugin) {
                return PLUGINS.contains(plugin) && !gone && !aside;
              }
            },
            world.audit);
  }

  private Optional<List<String>> wrong(
      String plugin, Map<String, String> all, Set<String> ordered) {
    if (!PLUGINS.contains(plugin) || gone) {
      return Optional.empty();
    }
    List<String> problems = new ArrayList<>();
    ordered.stream()
        .filter(name -> !Set.of("room", "token").contains(name))
        .forEach(name -> problems.add(name + " is not known"));
    if (all.getOrDefault("room", "").equals("nowhere")) {
      problems.add("room is not what it has to be");
    }
    return Optional.of(problems);
  }

  static SettingsChange set(String name, String value) {
    return new SettingsChange(Map.of(name, new SetValue(value, SALT)), Set.of());
  }

  /** As an operator's page makes it: all that is ordered now, with the change in it. */
  SettingsOrder signed(SettingsChange change) {
    return signed("chat", change);
  }

  SettingsOrder signed(String plugin, SettingsChange change) {
    Map<String, SetValue> all = new TreeMap<>(settings.ordered(plugin));
    change.unset().forEach(all::remove);
    all.putAll(change.set());
    return orders
        .prepare(
            world.dao,
            OPERATOR,
            plugin,
            change.set().keySet(),
            change.unset(),
            SetValue.hashOf(all),
            SERVER)
        .signed(GOOD);
  }

  void order(SettingsChange change) {
    orders.carryOut(signed(change), change);
  }

  void starts() {
    settings.taken(settings.given(), List.of(new TakenSettings("chat", Optional.empty())));
  }

  void fails() {
    settings.taken(settings.given(), List.of(new TakenSettings("chat", Optional.of("no start"))));
  }

  Map<String, String> given() {
    return settings.given().byPlugin().get("chat");
  }

  void refused(SettingsOrder order, SettingsChange change, String why) {
    List<KeptSettings> before = book;
    Map<String, String> values = given();
    int acts = world.store.audit.acts().size();
    assertThatThrownBy(() -> orders.carryOut(order, change)).hasMessageContaining(why);
    assertThat(book).isEqualTo(before);
    assertThat(given()).isEqualTo(values);
    assertThat(world.store.audit.acts()).hasSize(acts);
  }
}

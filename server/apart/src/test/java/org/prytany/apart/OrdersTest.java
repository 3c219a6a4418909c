package org.prytany.apart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.prytany.bridge.PluginKind;
import org.prytany.governance.plugin.SignedFor;
import org.prytany.host.budget.Budget;
import org.prytany.host.inspect.Publishers;

class OrdersTest {

  private static final Map<String, String> GIVEN =
      Map.ofEntries(
          Map.entry("PRYTANY_PLUGINS_DIR", "/srv/plugins"),
          Map.entry("PRYTANY_PLUGINS_RUN", "/srv/state/run-1"),
          Map.entry("PRYTANY_PLUGINS_FORGIVEN", "run-0"),
          Map.entry("PRYTANY_PLUGINS_SHA256", "a".repeat(64) + " " + "b".repeat(64)),
          Map.entry("PRYTANY_PLUGINS_SIGNED", "c".repeat(64) + " " + "d".repeat(64)),
          Map.entry("PRYTANY_PLUGINS_SIGNED_LAST", "d".repeat(64)),
          Map.entry("PRYTANY_PLUGINS_USE", "strategy=policy-cel executor=other"),
          Map.entry("PRYTANY_PLUGINS_PROCESSOR_MILLIS", "9000"),
          Map.entry("PRYTANY_PLUGINS_CLOCK_MILLIS", "300000"),
          Map.entry("PRYTANY_PLUGINS_TRUST", ""),
          Map.entry("PRYTANY_PLUGINS_REVOKED", ""),
          Map.entry("PRYTANY_PLUGINS_SOCKET", "/tmp/link"));

  @Test
  void whatTheServerSaysIsWhatTheHostDoes() {
    Orders orders = Orders.of(GIVEN);

    assertThat(orders.socket()).isEqualTo(Path.of("/tmp/link"));
    assertThat(orders.host().drop()).isEqualTo(Path.of("/srv/plugins"));
    assertThat(orders.host().run()).isEqualTo(Path.of("/srv/state/run-1"));
    assertThat(orders.host().forgiven()).isEqualTo("run-0");
    assertThat(orders.host().listed()).containsExactlyInAnyOrder("a".repeat(64), "b".repeat(64));
    assertThat(orders.host().signedFor())
        .isEqualTo(new SignedFor(Set.of("c".repeat(64), "d".repeat(64)), Set.of("d".repeat(64))));
    assertThat(orders.host().use())
        .containsOnly(
            Map.entry(PluginKind.STRATEGY, "policy-cel"), Map.entry(PluginKind.EXECUTOR, "other"));
    assertThat(orders.host().call())
        .isEqualTo(new Budget(Duration.ofSeconds(9), Duration.ofMinutes(5)));
  }

  @Test
  void nothingListedAndNothingChosenIsSaidByEmptyWords() {
    Map<String, String> given = new HashMap<>(GIVEN);
    given.put("PRYTANY_PLUGINS_SHA256", "");
    given.put("PRYTANY_PLUGINS_USE", "");

    assertThat(Orders.of(given).host().listed()).isEmpty();
    assertThat(Orders.of(given).host().use()).isEmpty();
  }

  @Test
  void publishersAreThoseOfTheServersFileOrTheProcessDoesNotStart() {
    assertThat(Orders.of(GIVEN).publishers()).isEqualTo(Publishers.ANYBODY);
    Map<String, String> given = new HashMap<>(GIVEN);
    given.put("PRYTANY_PLUGINS_TRUST", "/nowhere/publishers.pem");
    assertThatThrownBy(() -> Orders.of(given)).hasMessageContaining("/nowhere/publishers.pem");
  }

  @Test
  void whoeverIsNoServerIsTold() {
    assertThatThrownBy(() -> Orders.of(Map.of()))
        .hasMessage("PRYTANY_PLUGINS_DIR is not set: only a Prytany server starts this");
  }
}

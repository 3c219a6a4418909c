package org.prytany.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingsSourceTest {

  @Test
  void whatTheOperatorNamesIsLookedForInTheSurroundingsByThatName() {
    Map<String, String> around =
        Map.of(
            "prytany.alerts.channels", "ops, chat",
            "prytany.alerts.channel.ops.kind", "webhook",
            "prytany.alerts.channel.ops.url", "https://ops.example/prytany",
            "prytany.alerts.channel.ops.secret", "0123456789abcdef",
            "prytany.alerts.channel.chat.kind", "slack",
            "prytany.alerts.channel.chat.url", "https://hooks.slack.com/services/x");

    Settings settings =
        SettingsSource.read(Optional.empty(), key -> Optional.ofNullable(around.get(key)));

    assertThat(settings.alerts().channels())
        .extracting(AlertSettings.Channel::name)
        .containsExactly("ops", "chat");
  }
}

package org.prytany.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.prytany.governance.alert.Alert;

/** Whom the server tells what, as the operator writes it. */
class AlertSettingsTest {

  private static final String TOKEN = "T0K3N-T0K3N-T0K3N";

  private static Map<String, String> right() {
    Map<String, String> values = new HashMap<>();
    values.put("prytany.alerts.channels", "ops, chat, mail");
    values.put("prytany.alerts.channel.ops.kind", "webhook");
    values.put("prytany.alerts.channel.ops.url", "https://ops.example/hook?key=" + TOKEN);
    values.put("prytany.alerts.channel.ops.secret", TOKEN);
    values.put("prytany.alerts.channel.chat.kind", "telegram");
    values.put(
        "prytany.alerts.channel.chat.url", "https://api.telegram.org/bot" + TOKEN + "/sendMessage");
    values.put("prytany.alerts.channel.chat.chat", "-100");
    values.put("prytany.alerts.channel.chat.events", "stopped, vote-due");
    values.put("prytany.alerts.channel.mail.kind", "mail");
    values.put("prytany.alerts.channel.mail.to", "ops@dao.example, two@dao.example");
    values.put("prytany.alerts.mail.host", "smtp.dao.example");
    values.put("prytany.alerts.mail.from", "prytany@dao.example");
    values.put("prytany.alerts.mail.user", "prytany");
    values.put("prytany.alerts.mail.password", TOKEN);
    return values;
  }

  private static AlertSettings read(Map<String, String> values) {
    return all(values).alerts();
  }

  private static Settings all(Map<String, String> values) {
    return SettingsReader.read(
        values,
        new SettingsReader.Surroundings(
            Path.of("/etc/prytany"),
            Path.of("/var/prytany"),
            Optional.empty(),
            8123,
            Optional.empty()));
  }

  @Test
  void withoutAPublicOriginAlertsHaveNoLinkAndTheOperatorIsToldSo() {
    Map<String, String> values = right();
    assertThat(read(values).page()).isEmpty();
    assertThat(all(values).warnings())
        .anyMatch(text -> text.contains("prytany.public-origin is not set"));

    values.put("prytany.public-origin", "https://dao.example/, http://localhost:8123");
    assertThat(read(values).page()).contains(URI.create("https://dao.example"));
    assertThat(all(values).warnings()).noneMatch(text -> text.contains("public-origin"));
    assertThat(all(Map.of()).warnings()).as("nobody is told").isEmpty();
  }

  @Test
  void withoutChannelsNobodyIsTold() {
    assertThat(read(Map.of()).channels()).isEmpty();
    assertThat(read(Map.of()).reminders())
        .containsExactly(Duration.ofDays(3), Duration.ofDays(1), Duration.ofHours(6));
    assertThat(read(Map.of()).walletLowWei())
        .isEqualTo(BigInteger.valueOf(5).multiply(BigInteger.TEN.pow(16)));
  }

  @Test
  void channelsAreReadAndTheirSecretsAreNotShown() {
    AlertSettings settings = read(right());
    assertThat(settings.channels())
        .extracting(AlertSettings.Channel::name)
        .containsExactly("ops", "chat", "mail");
    assertThat(settings.channels().get(1).events())
        .containsExactlyInAnyOrder(Alert.Kind.STOPPED, Alert.Kind.VOTE_DUE);
    assertThat(settings.channels().getFirst().events()).contains(Alert.Kind.PAYOUT_DONE);
    assertThat(settings.toString()).doesNotContain(TOKEN);
  }

  @Test
  void aPluginsChannelHasASecretOrNoneAndAnAddressThatAnybodyCanReach() {
    Map<String, String> values = right();
    values.put("prytany.alerts.channel.ops.kind", "plugin");
    assertThat(web(values).secret()).isPresent();
    values.remove("prytany.alerts.channel.ops.secret");
    assertThat(web(values).secret()).isEmpty();
    for (String other : new String[] {"http://localhost/" + TOKEN, "https://a.example:8443/"}) {
      values.put("prytany.alerts.channel.ops.url", other);
      assertThatThrownBy(() -> read(values))
          .hasMessageContaining("prytany.alerts.channel.ops.url is no https address at port 443")
          .hasMessageNotContaining(TOKEN);
    }
  }

  @Test
  void whereAPluginAloneWritesTheOperatorIsToldThatItMayBeAway() {
    Map<String, String> values = right();
    values.put("prytany.alerts.channel.ops.kind", "plugin");
    assertThat(all(values).warnings()).noneMatch(text -> text.contains("kind plugin alone"));
    values
        .keySet()
        .removeIf(key -> key.matches("prytany\\.alerts\\.(channel\\.(chat|mail)|mail)\\..*+"));
    values.put("prytany.alerts.channels", "ops");
    assertThat(all(values).warnings()).anyMatch(text -> text.contains("kind plugin alone"));
  }

  private static AlertSettings.Web web(Map<String, String> values) {
    return (AlertSettings.Web) read(values).channels().getFirst().target();
  }

  @Test
  void whatIsWrongIsNamedWithoutSecrets() {
    refused("prytany.alerts.channel.ops.secret", "short", "at least 16 characters");
    refused("prytany.alerts.channel.ops.url", "http://ops.example/" + TOKEN, "not an https");
    refused("prytany.alerts.channel.ops.url", "https://[" + TOKEN, "not an https");
    refused("prytany.alerts.channel.ops.kind", "fax", "webhook, slack, discord");
    refused("prytany.alerts.channel.chat.chat", "", "which chat");
    refused("prytany.alerts.channel.chat.events", "stoped", "stopped, needs-people");
    refused("prytany.alerts.channel.mail.to", "nobody", "addresses like");
    refused("prytany.alerts.mail.host", "", "name the server that takes mail");
    refused("prytany.alerts.mail.security", "none", "use starttls or tls");
    refused("prytany.alerts.mail.password", "", "set both or none");
    refused("prytany.alerts.mail.port", "70000", "a port");
    refused("prytany.alerts.reminders", "3w", "such as 3d");
    refused("prytany.alerts.channels", "ops, chat", "'mail' is configured but not used");
  }

  @Test
  void strangersAreToldOnlyWhereTheOperatorSaysSoAndMailsHaveALinkThatWorks() {
    assertThat(read(right()).subscriptions()).isEmpty();
    Map<String, String> values = right();
    values.put("prytany.subscriptions.public", "true");
    assertThatThrownBy(() -> read(values)).hasMessageContaining("mails to strangers have a link");
    values.put("prytany.public-origin", "http://dao.example");
    assertThatThrownBy(() -> read(values)).hasMessageContaining("is no https address");
    values.put("prytany.public-origin", "https://dao.example");
    AlertSettings.Subscriptions open = read(values).subscriptions().orElseThrow();
    assertThat(open.most()).isEqualTo(1_000);
    assertThat(open.askedPerMinute()).isEqualTo(6);
    assertThat(open.mail().host()).isEqualTo("smtp.dao.example");
    values.put("prytany.subscriptions.most", "0");
    assertThatThrownBy(() -> read(values)).hasMessageContaining("whole number from 1");
    values.remove("prytany.subscriptions.most");
    values.put("prytany.subscriptions.public", "yes");
    assertThatThrownBy(() -> read(values)).hasMessageContaining("true or false");
  }

  @Test
  void aChannelThatNamesNothingIsNotToldWhatOnlyFollowersWant() {
    assertThat(read(right()).channels().getFirst().events())
        .contains(Alert.Kind.STOPPED, Alert.Kind.WALLET_LOW)
        .doesNotContain(Alert.Kind.NEW_PROPOSAL, Alert.Kind.CONFIRMATION, Alert.Kind.TEST);
    refused("prytany.alerts.channel.chat.events", "confirmation", "some of new-proposal");
  }

  private static void refused(String key, String value, String words) {
    Map<String, String> values = right();
    values.put(key, value);
    assertThatThrownBy(() -> read(values))
        .as(key + "=" + value)
        .hasMessageContaining(words)
        .hasMessageNotContaining(TOKEN);
  }
}

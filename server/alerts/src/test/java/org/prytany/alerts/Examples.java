package org.prytany.alerts;

import java.math.BigInteger;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.prytany.alerts.channel.Mail;
import org.prytany.alerts.channel.Payload;
import org.prytany.alerts.channel.PublicPost;
import org.prytany.alerts.channel.PublicWebhook;
import org.prytany.alerts.channel.Smtp;
import org.prytany.alerts.channel.Vapid;
import org.prytany.alerts.channel.WebPush;
import org.prytany.alerts.channel.Webhook;
import org.prytany.governance.alert.Alert;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.dao.DaoDirectory;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalKey;

/** Alerts and channels for tests. */
final class Examples {

  static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
  static final Address GOVERNOR = new Address("0x" + "60".repeat(20));
  static final Set<Alert.Kind> ALL = EnumSet.allOf(Alert.Kind.class);

  /** What a hostile proposer writes. */
  static final String HOSTILE =
      "Grant https://evil.example/x [click](javascript:alert(1)) <!channel> @everyone"
          + " <https://evil.example|safe> evil.example \u202etxt\r\nBcc: victim@evil.example *bold*";

  private Examples() {}

  static Dao dao() {
    return Dao.onlyRead("demo", "Demo DAO", 31337, GOVERNOR, new Address("0x" + "70".repeat(20)));
  }

  static DaoDirectory daos() {
    return DaoDirectory.of(List.of(dao()));
  }

  static Alert alert(String id) {
    return alert(id, HOSTILE);
  }

  static Alert alert(String id, String headline) {
    return new Alert(
        id,
        Alert.Kind.NEEDS_PEOPLE,
        NOW,
        "demo",
        Optional.of(new ProposalKey(31337, GOVERNOR, BigInteger.valueOf(7))),
        headline,
        "It pays 1.5 ETH. Ask evil.example.",
        "An operator decides the vote.",
        Optional.of(NOW.plusSeconds(3_600)));
  }

  /** For those who have no mail sent. */
  static Smtp mail() {
    return new Smtp(
        new Mail.Host(
            "127.0.0.1",
            1,
            Mail.Security.NONE,
            Optional.empty(),
            Optional.empty(),
            "a@dao.example"),
        () -> NOW);
  }

  /** For those who have no browser told. */
  static WebPush push() {
    return new WebPush(
        new Vapid(new MemoryPushKey(), "ops@dao.example"), new PublicPost(() -> NOW), () -> NOW);
  }

  /** For those who have no program and no chat told. */
  static PublicWebhook webhooks() {
    return new PublicWebhook(new PublicPost(() -> NOW), () -> NOW);
  }

  static Webhook webhook(Receiver receiver, Payload payload) {
    return new Webhook(
        new Webhook.Target(
            "ops",
            ALL,
            receiver.address(),
            Optional.of("shared secret"),
            payload,
            Optional.of("-100")),
        () -> NOW);
  }
}

package org.prytany.store;

import java.time.Instant;
import java.util.Optional;
import org.prytany.governance.alert.Alert;
import org.prytany.governance.alert.Delivery;
import org.prytany.governance.alert.Delivery.Status;
import org.prytany.governance.poll.PollKey;
import org.prytany.spi.ProposalKey;
import org.prytany.store.document.AlertDocument;

/** A delivery as its document. */
final class StoredDelivery {

  private StoredDelivery() {}

  /** One that waits and is due at once. */
  static AlertDocument fresh(Alert alert, String channel) {
    return new AlertDocument(
        Delivery.id(channel, alert.id()),
        Json.SCHEMA,
        alert.id(),
        channel,
        alert.kind().name(),
        alert.at().toEpochMilli(),
        alert.dao(),
        alert.proposal().map(ProposalKey::text).orElse(""),
        alert.poll().map(PollKey::text).orElse(""),
        alert.headline(),
        alert.detail(),
        alert.next(),
        alert.deadline().map(Instant::toEpochMilli).orElse(0L),
        Status.WAITING.name(),
        0,
        "",
        0,
        0,
        "");
  }

  static Delivery read(AlertDocument document) {
    Json.checkSchema(document.schema(), "alerts/" + document.id());
    return new Delivery(
        new Alert(
            document.alert(),
            Alert.Kind.valueOf(document.kind()),
            Instant.ofEpochMilli(document.at()),
            document.dao(),
            Optional.of(document.proposal()).filter(key -> !key.isEmpty()).map(ProposalKey::parse),
            Optional.ofNullable(document.poll()).flatMap(PollKey::parse),
            document.headline(),
            document.detail(),
            Optional.ofNullable(document.next()).orElse(""),
            Optional.of(document.deadline())
                .filter(millis -> millis != 0)
                .map(Instant::ofEpochMilli)),
        document.channel(),
        Status.valueOf(document.status()),
        Instant.ofEpochMilli(document.notBefore()),
        document.attempts(),
        document.lastProblem());
  }
}

package org.prytany.signerd.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.prytany.governance.approval.JournalEntry;
import org.prytany.signer.wire.WireJson;
import org.prytany.signerd.journal.Recorded.Anchored;
import org.prytany.signerd.journal.Recorded.Cancelled;
import org.prytany.signerd.journal.Recorded.Controlled;
import org.prytany.signerd.journal.Recorded.Deep;
import org.prytany.signerd.journal.Recorded.Polled;
import org.prytany.signerd.journal.Recorded.Restarted;
import org.prytany.signerd.journal.Recorded.Revoked;
import org.prytany.signerd.journal.Recorded.Sealed;
import org.prytany.signerd.journal.Recorded.Settled;
import org.prytany.signerd.journal.Recorded.Signed;
import org.prytany.signerd.journal.Recorded.Unused;
import org.prytany.signerd.journal.Recorded.Used;

/**
 * One line of the journal. Its hash is the SHA-256 of its text, and the next line names it: a line
 * cannot be changed, left out or moved without the later ones showing it.
 *
 * @param sequence 1, 2, 3, ...
 * @param previous the hash of the line before; {@link #GENESIS} before the first
 * @param at when, by the clock of this machine
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record JournalLine(
    long sequence,
    String previous,
    Instant at,
    Optional<Signed> signed,
    Optional<Cancelled> cancelled,
    Optional<Settled> settled,
    Optional<Used> used,
    Optional<Unused> unused,
    Optional<Deep> deep,
    Optional<Sealed> sealed,
    Optional<JournalEntry.Listed> listed,
    Optional<JournalEntry.Said> said,
    Optional<JournalEntry.Ordered> ordered,
    Optional<JournalEntry.Restarted> relisted,
    Optional<Restarted> restarted,
    Optional<Anchored> anchored,
    Optional<JournalEntry.Ended> ended,
    Optional<JournalEntry.Chosen> chosen,
    Optional<Revoked> revoked,
    Optional<Polled> polled,
    Optional<Controlled> controlled) {

  static final String GENESIS = "0".repeat(64);

  static JournalLine of(long sequence, String previous, Instant at, Recorded what) {
    return new JournalLine(
        sequence,
        previous,
        at,
        only(what, Signed.class),
        only(what, Cancelled.class),
        only(what, Settled.class),
        only(what, Used.class),
        only(what, Unused.class),
        only(what, Deep.class),
        only(what, Sealed.class),
        kept(what, JournalEntry.Listed.class),
        kept(what, JournalEntry.Said.class),
        kept(what, JournalEntry.Ordered.class),
        kept(what, JournalEntry.Restarted.class),
        only(what, Restarted.class),
        only(what, Anchored.class),
        kept(what, JournalEntry.Ended.class),
        kept(what, JournalEntry.Chosen.class),
        only(what, Revoked.class),
        only(what, Polled.class),
        only(what, Controlled.class));
  }

  private static <T> Optional<T> only(Recorded what, Class<T> type) {
    return Optional.of(what).filter(type::isInstance).map(type::cast);
  }

  private static <T> Optional<T> kept(Recorded what, Class<T> type) {
    return only(what, Recorded.KeptForTreasurers.class)
        .map(Recorded.KeptForTreasurers::entry)
        .filter(type::isInstance)
        .map(type::cast);
  }

  /**
   * Reads a line. An older form lacks what was added since: that is absent.
   *
   * @throws IllegalArgumentException if it is none
   */
  static JournalLine read(String text) {
    if (!(WireJson.read(text, JsonNode.class) instanceof ObjectNode line)) {
      throw new IllegalArgumentException("it is no object");
    }
    complete(line, JournalLine.class);
    return WireJson.read(line, JournalLine.class);
  }

  /** Says of everything that may be absent and is not named that it is absent. */
  private static void complete(ObjectNode line, Class<?> form) {
    for (RecordComponent component : form.getRecordComponents()) {
      if (component.getGenericType() instanceof ParameterizedType optional
          && component.getType() == Optional.class) {
        if (!line.has(component.getName())) {
          line.putNull(component.getName());
        } else if (line.get(component.getName()) instanceof ObjectNode inner
            && optional.getActualTypeArguments()[0] instanceof Class<?> part
            && part.isRecord()) {
          complete(inner, part);
        }
      }
    }
  }

  /**
   * @throws IllegalArgumentException if it holds nothing, or more than one thing
   */
  Recorded what() {
    List<Recorded> there = new ArrayList<>();
    for (Optional<? extends Recorded> one :
        List.of(
            signed,
            cancelled,
            settled,
            used,
            unused,
            deep,
            sealed,
            restarted,
            anchored,
            revoked,
            polled,
            controlled)) {
      one.ifPresent(there::add);
    }
    for (Optional<? extends JournalEntry> one :
        List.of(listed, said, ordered, relisted, ended, chosen)) {
      one.ifPresent(entry -> there.add(new Recorded.KeptForTreasurers(entry)));
    }
    if (there.size() != 1) {
      throw new IllegalArgumentException("it holds " + there.size() + " things");
    }
    return there.getFirst();
  }

  /** 64 hexadecimal digits. */
  static String hash(String line) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(line.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

package org.prytany.governance.effects;

import java.util.Optional;
import java.util.regex.Pattern;
import org.prytany.spi.Effect;

/** Why nobody knows what a call does. */
public sealed interface Reason {

  Pattern SELECTOR = Pattern.compile("0x[0-9a-fA-F]{8}");

  /** As the flat form says it. */
  String words();

  /** Empty where the words are none that the host gives. */
  static Optional<Reason> of(String words) {
    if (words.equals(new Lent().words())) {
      return Optional.of(new Lent());
    }
    if (words.contains("(")) {
      return Optional.of(new NamedOnly(words));
    }
    if (words.isEmpty() || SELECTOR.matcher(words).matches()) {
      return Optional.of(new Undecoded(Optional.of(words).filter(some -> !some.isEmpty())));
    }
    return Optional.empty();
  }

  /** Its data could not be decoded; it has no selector where it is shorter than that. */
  record Undecoded(Optional<String> selector) implements Reason {
    @Override
    public String words() {
      return selector.orElse("");
    }
  }

  /** The function is known by its signature only. */
  record NamedOnly(String signature) implements Reason {
    /** A call that is made after a delay and cannot be tried as it will be made then. */
    public static final NamedOnly UNTRIED = new NamedOnly("what an AccessManager delays()");

    @Override
    public String words() {
      return signature;
    }
  }

  /** The code at the contract runs with the caller's whole authority. */
  record Lent() implements Reason {
    @Override
    public String words() {
      return "delegatecall";
    }
  }

  /** A flat effect that says what no change says: it stands for itself, whatever it is. */
  record Unread(Effect effect) implements Reason {
    @Override
    public String words() {
      return effect.kind()
          + (effect.subject().isEmpty() ? "" : " " + effect.subject())
          + (effect.value().isEmpty() ? "" : " " + effect.value());
    }
  }
}

package org.prytany.store.body;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.prytany.governance.proposal.Asked;
import org.prytany.spi.Address;

/** What a text asks for. */
public record AskedBody(
    String quote, String payment, List<PurposeBody> purposes, List<FromToBody> settings) {

  /** Nothing is kept of a text that asks for nothing. */
  static @Nullable AskedBody of(Asked asked) {
    return asked.equals(Asked.NOTHING)
        ? null
        : new AskedBody(
            asked.quote(),
            asked.payment(),
            asked.purposes().stream().map(PurposeBody::of).toList(),
            asked.settings().stream().map(FromToBody::of).toList());
  }

  Asked toDomain() {
    return new Asked(
        quote,
        payment,
        purposes.stream().map(PurposeBody::toDomain).toList(),
        settings.stream().map(FromToBody::toDomain).toList());
  }

  /** What a payment is for. */
  public record PurposeBody(
      String amount, String symbol, @Nullable String recipient, List<String> words) {

    static PurposeBody of(Asked.Purpose purpose) {
      return new PurposeBody(
          purpose.amount().toPlainString(),
          purpose.symbol(),
          purpose.recipient().map(Address::hex).orElse(null),
          purpose.words());
    }

    Asked.Purpose toDomain() {
      return new Asked.Purpose(
          new BigDecimal(amount), symbol, Optional.ofNullable(recipient).map(Address::new), words);
    }
  }

  /** A setting's old and new value. */
  public record FromToBody(String name, String from, String to) {

    static FromToBody of(Asked.FromTo setting) {
      return new FromToBody(setting.name(), setting.from(), setting.to());
    }

    Asked.FromTo toDomain() {
      return new Asked.FromTo(name, from, to);
    }
  }
}

package org.prytany.store.body;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.prytany.governance.proposal.Asked;
import org.prytany.spi.Address;

/**
 * What a text asks for; documents of earlier versions have no parts, nothing that takes it back,
 * and no sentences beside it.
 */
public record AskedBody(
    String quote,
    @Nullable Boolean titled,
    @Nullable PartsBody parts,
    @Nullable PassageBody takenBack,
    String payment,
    List<PurposeBody> purposes,
    List<FromToBody> settings,
    @Nullable List<PassageBody> beside) {

  /** Nothing is kept of a text that asks for nothing. */
  static @Nullable AskedBody of(Asked asked) {
    return asked.equals(Asked.NOTHING)
        ? null
        : new AskedBody(
            asked.quote(),
            asked.titled() ? true : null,
            asked.parts().isEmpty() ? null : PartsBody.of(asked.parts()),
            asked.takenBack().map(PassageBody::of).orElse(null),
            asked.payment(),
            asked.purposes().stream().map(PurposeBody::of).toList(),
            asked.settings().stream().map(FromToBody::of).toList(),
            asked.beside().isEmpty()
                ? null
                : asked.beside().stream().map(PassageBody::of).toList());
  }

  Asked toDomain() {
    return new Asked(
        quote,
        Boolean.TRUE.equals(titled),
        parts == null ? Asked.Parts.NONE : parts.toDomain(),
        Optional.ofNullable(takenBack).map(PassageBody::toDomain),
        payment,
        purposes.stream().map(PurposeBody::toDomain).toList(),
        settings.stream().map(FromToBody::toDomain).toList(),
        beside == null ? List.of() : beside.stream().map(PassageBody::toDomain).toList());
  }

  /** Words of the text and their place. */
  public record PassageBody(String words, SpanBody span) {

    static PassageBody of(Asked.Passage passage) {
      return new PassageBody(passage.words(), SpanBody.of(passage.span()));
    }

    Asked.Passage toDomain() {
      return new Asked.Passage(words, span.toDomain());
    }
  }

  /** What a list or a table says. */
  public record PartsBody(String header, List<PassageBody> passages, int left) {

    static PartsBody of(Asked.Parts parts) {
      return new PartsBody(
          parts.header(), parts.passages().stream().map(PassageBody::of).toList(), parts.left());
    }

    Asked.Parts toDomain() {
      return new Asked.Parts(header, passages.stream().map(PassageBody::toDomain).toList(), left);
    }
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

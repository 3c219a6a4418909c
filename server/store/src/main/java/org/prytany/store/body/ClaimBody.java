package org.prytany.store.body;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.prytany.spi.Address;
import org.prytany.spi.Claim;

/** Something that the text says the proposal will do. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ClaimBody.PaymentBody.class, name = "payment"),
  @JsonSubTypes.Type(value = ClaimBody.MentionedAddressBody.class, name = "mentioned-address"),
  @JsonSubTypes.Type(value = ClaimBody.ParameterBody.class, name = "parameter"),
  @JsonSubTypes.Type(value = ClaimBody.AuthorityBody.class, name = "authority"),
  @JsonSubTypes.Type(value = ClaimBody.StreamBody.class, name = "stream"),
  @JsonSubTypes.Type(value = ClaimBody.TermBody.class, name = "term"),
  @JsonSubTypes.Type(value = ClaimBody.DayBody.class, name = "day")
})
public sealed interface ClaimBody {

  Claim toDomain();

  static ClaimBody of(Claim claim) {
    SpanBody span = SpanBody.of(claim.span());
    return switch (claim) {
      case Claim.Payment payment ->
          new PaymentBody(
              payment.amount().toString(),
              payment.symbol(),
              payment.recipient().map(Address::hex).orElse(null),
              span);
      case Claim.MentionedAddress mentioned ->
          new MentionedAddressBody(mentioned.address().hex(), span);
      case Claim.Parameter parameter ->
          new ParameterBody(parameter.name(), parameter.value(), span);
      case Claim.Authority authority ->
          new AuthorityBody(
              authority.kind().name(), authority.account().map(Address::hex).orElse(null), span);
      case Claim.Stream stream ->
          new StreamBody(
              stream.amount().toString(),
              stream.symbol(),
              stream.per().name(),
              stream.times().isPresent() ? stream.times().getAsInt() : null,
              stream.recipient().map(Address::hex).orElse(null),
              span);
      case Claim.Term term -> new TermBody(term.count().toString(), term.unit().name(), span);
      case Claim.Day day -> new DayBody(day.date().toString(), span);
    };
  }

  /** The text asks for a payment; the amount is decimal, in whole units. */
  record PaymentBody(String amount, String symbol, @Nullable String recipient, SpanBody span)
      implements ClaimBody {
    @Override
    public Claim toDomain() {
      return new Claim.Payment(
          new BigDecimal(amount),
          symbol,
          Optional.ofNullable(recipient).map(Address::new),
          span.toDomain());
    }
  }

  /** The text names an address. */
  record MentionedAddressBody(String address, SpanBody span) implements ClaimBody {
    @Override
    public Claim toDomain() {
      return new Claim.MentionedAddress(new Address(address), span.toDomain());
    }
  }

  /** The text says that a setting changes. */
  record ParameterBody(String name, String value, SpanBody span) implements ClaimBody {
    @Override
    public Claim toDomain() {
      return new Claim.Parameter(name, value, span.toDomain());
    }
  }

  /** The text says that somebody gets power. */
  record AuthorityBody(String kind, @Nullable String account, SpanBody span) implements ClaimBody {
    @Override
    public Claim toDomain() {
      return new Claim.Authority(
          Claim.Authority.Kind.valueOf(kind),
          Optional.ofNullable(account).map(Address::new),
          span.toDomain());
    }
  }

  /** The text says that an amount is paid again and again. */
  record StreamBody(
      String amount,
      String symbol,
      String per,
      @Nullable Integer times,
      @Nullable String recipient,
      SpanBody span)
      implements ClaimBody {
    @Override
    public Claim toDomain() {
      return new Claim.Stream(
          new BigDecimal(amount),
          symbol,
          Claim.Unit.valueOf(per),
          times == null ? OptionalInt.empty() : OptionalInt.of(times),
          Optional.ofNullable(recipient).map(Address::new),
          span.toDomain());
    }
  }

  /** The text says how long something lasts. */
  record TermBody(String count, String unit, SpanBody span) implements ClaimBody {
    @Override
    public Claim toDomain() {
      return new Claim.Term(new BigDecimal(count), Claim.Unit.valueOf(unit), span.toDomain());
    }
  }

  /** The text names a day; ISO 8601. */
  record DayBody(String date, SpanBody span) implements ClaimBody {
    @Override
    public Claim toDomain() {
      return new Claim.Day(LocalDate.parse(date), span.toDomain());
    }
  }
}

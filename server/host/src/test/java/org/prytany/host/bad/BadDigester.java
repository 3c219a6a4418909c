package org.prytany.host.bad;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.prytany.spi.Claim;
import org.prytany.spi.DigestContext;
import org.prytany.spi.ProposalDigester;
import org.prytany.spi.ProposalSnapshot;
import org.prytany.spi.Span;
import org.prytany.spi.TextDigest;
import org.prytany.spi.TextDigest.Note;
import org.prytany.spi.TextDigest.Piece;
import org.prytany.spi.TextDigest.Sentence;

/** Reads wrongly in one way. Every text given to it has the sentence {@link #SENTENCE}. */
@SuppressWarnings("NullAway")
public final class BadDigester implements ProposalDigester {

  private static final String SENTENCE = "We propose to pay 100 USDC for the library.";

  private final String how;

  public BadDigester(String how) {
    this.how = how;
  }

  @Override
  public String id() {
    return "bad-digester";
  }

  @Override
  public String version() {
    return "1.0";
  }

  @Override
  public List<String> models() {
    return switch (how) {
      case "models-null" -> null;
      case "models-endless" -> Faults.endless("a 00");
      case "models-huge" -> List.of("x".repeat(Faults.HUGE));
      case "models-turn" -> List.of("a\u202E 00");
      case "models-untyped" -> Faults.untyped(1, 2);
      default -> List.of();
    };
  }

  @Override
  public TextDigest digest(ProposalSnapshot proposal, DigestContext context) {
    String text = proposal.description();
    int at = text.indexOf(SENTENCE);
    Span span = new Span(at, at + SENTENCE.length());
    Sentence good = new Sentence(SENTENCE, span);
    return switch (how) {
      case "null" -> null;
      case "hollow" -> Faults.hollow(TextDigest.class);
      case "sentences-null" -> new TextDigest("", null, List.of(), "bad/1");
      case "sentence-null" -> digest(Arrays.asList(good, null));
      case "sentence-hollow" -> digest(List.of(Faults.hollow(Sentence.class)));
      case "sentences-untyped" -> digest(Faults.untyped("a sentence"));
      case "sentences-endless" -> digest(Faults.endless(good));
      case "sentences-boast" -> digest(Faults.boastful(good));
      case "sentences-many" -> digest(Collections.nCopies(5, good));
      case "sentence-huge" -> digest(List.of(new Sentence("x".repeat(Faults.HUGE), span)));
      case "span-null" -> digest(List.of(new Sentence(SENTENCE, null)));
      case "span-outside" -> digest(List.of(new Sentence(SENTENCE, new Span(0, 1_000_000))));
      case "span-reversed" -> digest(List.of(new Sentence(SENTENCE, new Span(9, 3))));
      case "reworded" -> digest(List.of(new Sentence("The library is a gift to everybody.", span)));
      case "number-changed" ->
          digest(List.of(new Sentence("We propose to pay 10 USDC for the library.", span)));
      case "number-dropped" ->
          digest(List.of(new Sentence("We propose to pay USDC for the library.", span)));
      case "piece-invented" -> repaired(at, piece("the founder", 0, true), own(at));
      case "piece-behind" -> repaired(at, piece("the library", at + 31, true), own(at));
      case "piece-outside" -> repaired(at, piece("the founder", 1_000_000, true), own(at));
      case "piece-reworded" -> repaired(at, piece("promise to pay 100 USDC.", at + 3, false));
      case "piece-brackets" -> repaired(at, piece("[the founder]", 0, true), own(at));
      case "piece-null" -> repaired(at, null, own(at));
      case "piece-hollow" -> repaired(at, Faults.hollow(Piece.class));
      case "pieces-null" -> digest(List.of(new Sentence(SENTENCE, span, null)));
      case "pieces-many" -> repaired(at, Collections.nCopies(9, own(at)).toArray(Piece[]::new));
      case "pieces-other" ->
          digest(List.of(new Sentence("The founder is paid.", span, List.of(own(at)))));
      case "headline-invented" -> new TextDigest("Free money", List.of(), List.of(), "bad/1");
      case "headline-long" ->
          new TextDigest("pay ".repeat(26).strip(), List.of(), List.of(), "bad/1");
      case "headline-huge" ->
          new TextDigest("pay ".repeat(Faults.HUGE / 4), List.of(), List.of(), "bad/1");
      case "algorithm-blank" -> new TextDigest("", List.of(), List.of(), "");
      case "algorithm-huge" -> new TextDigest("", List.of(), List.of(), "x".repeat(Faults.HUGE));
      case "algorithm-lines" -> new TextDigest("", List.of(), List.of(), "bad/1\nbad/2");
      case "notes-twice" -> noted(new Note.NotEnglish(), new Note.NotEnglish());
      case "note-impossible" -> noted(new Note.Preselected(9, 3));
      default -> claims(span);
    };
  }

  private TextDigest claims(Span span) {
    return switch (how) {
      case "amount-explodes" -> claiming(payment(new BigDecimal("1e2000000000"), span));
      case "amount-vanishes" -> claiming(payment(new BigDecimal("1e-2000000000"), span));
      case "amount-digits" ->
          claiming(payment(new BigDecimal(BigInteger.ONE.shiftLeft(1 << 20)), span));
      case "amount-own-class" -> claiming(payment(new OwnDecimal("100"), span));
      case "amount-null" -> claiming(payment(null, span));
      case "recipient-null" -> claiming(new Claim.Payment(BigDecimal.ONE, "USDC", null, span));
      case "recipient-untyped" -> claiming(untypedRecipient(span));
      case "symbol-huge" ->
          claiming(
              new Claim.Payment(BigDecimal.ONE, "x".repeat(Faults.HUGE), Optional.empty(), span));
      case "claim-null" -> claimed(Arrays.asList((Claim) null));
      case "address-hollow" ->
          claiming(new Claim.MentionedAddress(Faults.hollow(org.prytany.spi.Address.class), span));
      case "day-hollow" -> claiming(new Claim.Day(Faults.hollow(java.time.LocalDate.class), span));
      case "text-hollow" ->
          claiming(new Claim.Parameter("name", Faults.hollow(String.class), span));
      case "claim-hollow" -> claiming(Faults.hollow(Claim.Term.class));
      case "claims-endless" -> claimed(Faults.endless(payment(BigDecimal.ONE, span)));
      case "claims-many" -> claimed(Collections.nCopies(5_001, payment(BigDecimal.ONE, span)));
      case "claim-outside" -> claiming(payment(BigDecimal.ONE, new Span(0, 1_000_000)));
      case "claims-not-read" ->
          new TextDigest(
              "",
              List.of(),
              List.of(payment(BigDecimal.ONE, span)),
              List.of(new Note.NotEnglish()),
              "bad/1");
      default -> {
        Faults.commit(how);
        yield digest(List.of());
      }
    };
  }

  private static TextDigest repaired(int at, Piece... pieces) {
    Span span = new Span(at, at + SENTENCE.length());
    return digest(List.of(Sentence.of(Arrays.asList(pieces), span)));
  }

  private static Piece own(int at) {
    return piece(SENTENCE.substring(3), at + 3, false);
  }

  private static Piece piece(String text, int at, boolean inserted) {
    return new Piece(text, new Span(at, at + text.length()), inserted);
  }

  private static Claim payment(BigDecimal amount, Span span) {
    return new Claim.Payment(amount, "USDC", Optional.empty(), span);
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static Claim untypedRecipient(Span span) {
    return new Claim.Payment(BigDecimal.ONE, "USDC", (Optional) Optional.of("me"), span);
  }

  private static TextDigest claiming(Claim claim) {
    return claimed(List.of(claim));
  }

  private static TextDigest claimed(List<Claim> claims) {
    return new TextDigest("", List.of(), claims, "bad/1");
  }

  private static TextDigest digest(List<Sentence> sentences) {
    return new TextDigest("", sentences, List.of(), "bad/1");
  }

  private static TextDigest noted(Note... notes) {
    return new TextDigest("", List.of(), List.of(), List.of(notes), "bad/1");
  }

  /** A number of the plugin's own class may say anything, and hold the class. */
  private static final class OwnDecimal extends BigDecimal {
    private static final long serialVersionUID = 1L;

    OwnDecimal(String value) {
      super(value);
    }

    @Override
    public String toString() {
      Faults.commit("spins");
      return "0";
    }
  }
}

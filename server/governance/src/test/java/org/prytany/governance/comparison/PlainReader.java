package org.prytany.governance.comparison;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.spi.Address;
import org.prytany.spi.Claim;
import org.prytany.spi.DigestContext;
import org.prytany.spi.ProposalDigester;
import org.prytany.spi.ProposalSnapshot;
import org.prytany.spi.Span;
import org.prytany.spi.TextDigest;

/** A digester that reads plain sentences: enough to have honest claims in tests. */
public class PlainReader implements ProposalDigester {

  private static final String ADDRESS = "(0x[0-9a-fA-F]{40})";
  private static final Pattern PAYMENT =
      Pattern.compile(
          "(\\$)?(\\d[\\d,]*(?:\\.\\d+)?)(?: ([A-Z][A-Za-z]{2,6}))?(?: to " + ADDRESS + ")?");
  private static final Pattern SETTING =
      Pattern.compile(
          "(voting delay|voting period|proposal threshold|quorum|timelock delay)"
              + "[^.\\n]*? to (\\d[\\d,]*%?)");

  @Override
  public String id() {
    return "plain-reader";
  }

  @Override
  public String version() {
    return "1.0.0";
  }

  @Override
  public TextDigest digest(ProposalSnapshot proposal, DigestContext context) {
    String text = proposal.description();
    String first = text.lines().findFirst().orElse("");
    List<TextDigest.Sentence> sentences =
        first.isBlank()
            ? List.of()
            : List.of(new TextDigest.Sentence(first, new Span(0, first.length())));
    return new TextDigest("", sentences, claims(text), "plain-1");
  }

  /** What the text says, read line by line. */
  public static List<Claim> claims(String text) {
    List<Claim> claims = new ArrayList<>();
    Matcher payment = PAYMENT.matcher(text);
    while (payment.find()) {
      boolean dollars = payment.group(1) != null;
      if (!dollars && payment.group(3) == null) {
        continue;
      }
      claims.add(
          new Claim.Payment(
              new BigDecimal(payment.group(2).replace(",", "")),
              dollars ? "USD" : payment.group(3).toUpperCase(Locale.ROOT),
              Optional.ofNullable(payment.group(4)).map(Address::new),
              new Span(payment.start(), payment.end())));
    }
    Matcher setting = SETTING.matcher(text);
    while (setting.find()) {
      claims.add(
          new Claim.Parameter(
              setting.group(1), setting.group(2), new Span(setting.start(), setting.end())));
    }
    authority(text, "allowance", Claim.Authority.Kind.ALLOWANCE, claims);
    authority(text, " role", Claim.Authority.Kind.ROLE, claims);
    authority(text, "ownership", Claim.Authority.Kind.OWNERSHIP, claims);
    authority(text, "upgrade", Claim.Authority.Kind.UPGRADE, claims);
    return claims;
  }

  private static void authority(
      String text, String word, Claim.Authority.Kind kind, List<Claim> claims) {
    Matcher matcher =
        Pattern.compile(word + "[^\\n]*?(?:to " + ADDRESS + "|$)", Pattern.MULTILINE)
            .matcher(text.toLowerCase(Locale.ROOT));
    while (matcher.find()) {
      claims.add(
          new Claim.Authority(
              kind,
              Optional.ofNullable(matcher.group(1)).map(Address::new),
              new Span(matcher.start(), matcher.end())));
    }
  }
}

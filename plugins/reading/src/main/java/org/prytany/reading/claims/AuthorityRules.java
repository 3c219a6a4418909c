package org.prytany.reading.claims;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.prytany.reading.cue.Cues;
import org.prytany.reading.markdown.Block;
import org.prytany.reading.modality.Matter;
import org.prytany.reading.modality.Modality;
import org.prytany.reading.sentence.Unit;
import org.prytany.spi.Address;
import org.prytany.spi.Claim;
import org.prytany.spi.Span;

/** Collects powers that a text says will be given: allowances, roles, ownership, upgrades. */
final class AuthorityRules {

  private record Rule(Claim.Authority.Kind kind, Pattern pattern) {}

  private static final List<Rule> RULES =
      Stream.of(Claim.Authority.Kind.values())
          .map(
              kind ->
                  new Rule(
                      kind,
                      Cues.pattern(AuthorityRules.class, kind.name().toLowerCase(Locale.ROOT))))
          .toList();

  private static final Pattern OWNED = Cues.pattern(AuthorityRules.class, "owned");
  private static final Pattern ACCOUNT_ALONE = Cues.pattern(AuthorityRules.class, "account-alone");

  /** So far before an account it is looked for what it owns; "add 0x… to the Safe" is in it. */
  private static final int FARTHEST_OWNED = 160;

  private AuthorityRules() {}

  static List<Claim.Authority> collect(List<Unit> units, List<List<AddressHit>> hits) {
    List<Claim.Authority> claims = new ArrayList<>();
    for (int u = 0; u < units.size(); u++) {
      Unit unit = units.get(u);
      int i = u;
      String text = unit.text();
      BitSet replaced = new BitSet();
      for (Replacement each : Replacement.in(text)) {
        replaced.set(each.start(), each.end());
        replaced(each, unit, claims);
      }
      for (Rule rule : RULES) {
        Matcher matcher = rule.pattern().matcher(text);
        while (matcher.find()) {
          int start = matcher.start();
          int end = matcher.end();
          int next = replaced.nextSetBit(start);
          if ((next < 0 || next >= end)
              && Modality.of(Matter.POWER, text, 0, start, end).explains()) {
            Span span = unit.span(start, end);
            Optional<Address> account =
                said(hits.get(u), matcher)
                    .or(() -> account(unowned(text, hits.get(i)), start, end));
            List<Address> below = account.isPresent() ? List.of() : below(units, hits, i);
            below.forEach(
                one -> claims.add(new Claim.Authority(rule.kind(), Optional.of(one), span)));
            if (below.isEmpty()) {
              claims.add(new Claim.Authority(rule.kind(), account, span));
            }
            break;
          }
        }
      }
    }
    return claims;
  }

  /** Both change, and of the owner of one contract only who comes is told by the chain. */
  private static void replaced(Replacement each, Unit unit, List<Claim.Authority> claims) {
    Span span = unit.span(each.start(), each.end());
    Optional<Address> comes = Optional.of(each.comes());
    claims.add(new Claim.Authority(Claim.Authority.Kind.ROLE, comes, span));
    claims.add(new Claim.Authority(Claim.Authority.Kind.ROLE, Optional.of(each.goes()), span));
    if (each.place() != Replacement.Place.GUARDIAN) {
      claims.add(new Claim.Authority(Claim.Authority.Kind.OWNERSHIP, comes, span));
    }
  }

  private static List<AddressHit> unowned(String text, List<AddressHit> hits) {
    return hits.stream()
        .filter(
            hit ->
                !OWNED
                    .matcher(text.substring(Math.max(0, hit.start() - FARTHEST_OWNED), hit.start()))
                    .find())
        .toList();
  }

  /** The accounts that stand alone in the lines under a heading or a colon. */
  private static List<Address> below(List<Unit> units, List<List<AddressHit>> hits, int unit) {
    boolean over =
        units.get(unit).block().kind() == Block.Kind.HEADING
            || units.get(unit).text().strip().endsWith(":");
    List<Address> alone = new ArrayList<>();
    for (int u = unit + 1;
        over && u < units.size() && ACCOUNT_ALONE.matcher(units.get(u).text()).matches();
        u++) {
      alone.add(hits.get(u).getFirst().address());
    }
    return alone;
  }

  /** Who it is where the words say it by their order: "0x… becomes …", "… will be 0x…". */
  private static Optional<Address> said(List<AddressHit> hits, Matcher matcher) {
    if (start(matcher, "somebody") >= 0) {
      int there = start(matcher, "somebody");
      return hits.stream().filter(h -> h.start() == there).map(AddressHit::address).findFirst();
    }
    int verb = start(matcher, "becomes");
    return hits.stream()
        .filter(h -> h.end() <= verb)
        .max(Comparator.comparingInt(AddressHit::end))
        .map(AddressHit::address);
  }

  private static int start(Matcher matcher, String group) {
    return matcher.namedGroups().containsKey(group) ? matcher.start(group) : -1;
  }

  /** Who gets the power: named after the verb, before any address that is only acted upon. */
  private static Optional<Address> account(List<AddressHit> hits, int start, int end) {
    Optional<Address> named =
        hits.stream()
            .filter(h -> h.start() >= start && h.role() == AddressHit.Role.RECIPIENT)
            .map(AddressHit::address)
            .findFirst();
    if (named.isPresent()) {
      return named;
    }
    List<AddressHit> unsaid =
        hits.stream().filter(h -> h.role() == AddressHit.Role.UNSAID).toList();
    return unsaid.stream()
        .filter(h -> h.end() >= end || h.start() >= start)
        .map(AddressHit::address)
        .findFirst()
        .or(() -> unsaid.size() == 1 ? Optional.of(unsaid.getFirst().address()) : Optional.empty());
  }
}

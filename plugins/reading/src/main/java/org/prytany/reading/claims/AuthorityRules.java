package org.prytany.reading.claims;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.prytany.reading.cue.Cues;
import org.prytany.reading.modality.Matter;
import org.prytany.reading.modality.Modality;
import org.prytany.reading.sentence.Unit;
import org.prytany.spi.Address;
import org.prytany.spi.Claim;

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

  private static final Pattern ACTED_ON = Cues.pattern(AuthorityRules.class, "acted-on");
  private static final int CONTEXT = 60;

  private AuthorityRules() {}

  static List<Claim.Authority> collect(List<Unit> units, List<List<AddressHit>> hits) {
    List<Claim.Authority> claims = new ArrayList<>();
    for (int u = 0; u < units.size(); u++) {
      Unit unit = units.get(u);
      int i = u;
      String text = unit.text();
      for (Rule rule : RULES) {
        Matcher matcher = rule.pattern().matcher(text);
        while (matcher.find()) {
          if (Modality.of(Matter.POWER, text, 0, matcher.start(), matcher.end()).explains()) {
            claims.add(
                new Claim.Authority(
                    rule.kind(),
                    said(hits.get(u), matcher)
                        .or(() -> account(text, hits.get(i), matcher.start(), matcher.end())),
                    unit.span(matcher.start(), matcher.end())));
            break;
          }
        }
      }
    }
    return claims;
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
  private static Optional<Address> account(String text, List<AddressHit> hits, int start, int end) {
    Optional<Address> named =
        hits.stream()
            .filter(h -> h.start() >= start && h.role() == AddressHit.Role.RECIPIENT)
            .map(AddressHit::address)
            .findFirst();
    if (named.isPresent()) {
      return named;
    }
    List<AddressHit> unsaid =
        hits.stream()
            .filter(h -> h.role() == AddressHit.Role.UNSAID)
            .filter(h -> !ACTED_ON.matcher(before(text, h)).find())
            .toList();
    return unsaid.stream()
        .filter(h -> h.end() >= end || h.start() >= start)
        .map(AddressHit::address)
        .findFirst()
        .or(() -> unsaid.size() == 1 ? Optional.of(unsaid.getFirst().address()) : Optional.empty());
  }

  private static String before(String text, AddressHit hit) {
    return text.substring(Math.max(0, hit.start() - CONTEXT), hit.start());
  }
}

package org.prytany.governance.comparison;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.prytany.spi.Address;
import org.prytany.spi.Token;

/**
 * What a text asks to be paid. A text repeats itself: title, summary and body name the same amount.
 * Repetitions in prose are therefore one request; lines of one list or table count each for itself.
 */
final class Asks {

  private static final Pattern DIGITS = Pattern.compile("\\d[\\d.,'’]*+");

  private final Comparison comparison;
  private final PaymentClaims said;
  private final Set<String> dollarTokens;
  private final List<Ask> all;
  private final Map<Integer, Integer> askOf = new HashMap<>();
  private final Set<BigDecimal> inToken = new HashSet<>();
  private final Map<Integer, Set<String>> placesOf = new HashMap<>();

  Asks(Comparison comparison) {
    this.comparison = comparison;
    this.said = new PaymentClaims(comparison);
    this.dollarTokens = TokenNames.dollarTokensIn(comparison.text());
    this.all = read();
    for (int ask = 0; ask < all.size(); ask++) {
      for (int claim : all.get(ask).claims()) {
        askOf.put(claim, ask);
      }
      if (!TokenNames.isMoney(all.get(ask).symbol())) {
        inToken.add(all.get(ask).amount());
      }
    }
  }

  List<Ask> all() {
    return all;
  }

  Ask get(int ask) {
    return all.get(ask);
  }

  /** Which ask a claim says; -1 if it is none of a payment, or counts for nothing. */
  int of(int claim) {
    return askOf.getOrDefault(claim, -1);
  }

  /** Of some claims, in the order of the text, the first of each ask. */
  List<Integer> once(Collection<Integer> claims) {
    Set<Integer> seen = new HashSet<>();
    return said.inOrder(claims).stream().filter(claim -> seen.add(of(claim))).toList();
  }

  /** Where the text says them. */
  PaymentClaims said() {
    return said;
  }

  /**
   * The asks that may mean a token, by their numbers. Money ("$25,000") stands for many tokens; not
   * where the text names another dollar token and not this one, or has the very amount in another.
   */
  List<Integer> of(Token token) {
    String own = TokenNames.folded(token.symbol().orElse(""));
    boolean another = !dollarTokens.isEmpty() && !dollarTokens.contains(own) && !isNamed(token);
    return numbers(
        ask ->
            TokenNames.matches(ask.symbol(), token)
                && !(TokenNames.isMoney(ask.symbol())
                    && (another || inToken.contains(ask.amount()))));
  }

  private boolean isNamed(Token token) {
    return TokenNames.isNamed(token, comparison.text());
  }

  List<Integer> numbers(Predicate<Ask> condition) {
    return IntStream.range(0, all.size())
        .filter(ask -> condition.test(all.get(ask)))
        .boxed()
        .toList();
  }

  boolean sameAsset(Ask one, Ask other) {
    return TokenNames.sameAsset(one.symbol(), other.symbol());
  }

  private List<Ask> read() {
    Map<PaymentClaims.Key, List<Integer>> byKey = new LinkedHashMap<>();
    said.inOrder()
        .forEach(
            claim -> byKey.computeIfAbsent(said.key(claim), k -> new ArrayList<>()).add(claim));
    mergePlaces(byKey);
    mergeMoney(byKey);
    List<Ask> asks = new ArrayList<>();
    byKey.values().forEach(claims -> asks.addAll(asks(claims)));
    return List.copyOf(asks);
  }

  /** Whether an ask says with fewer digits, "1.98M", what somebody gets. */
  boolean isRounded(Ask ask, Payee payee) {
    int digits =
        DIGITS
            .matcher(said.payment(ask.claims().getFirst()).span().of(comparison.text()))
            .results()
            .map(number -> number.group().replaceAll("\\D", ""))
            .filter(number -> new BigDecimal(number).signum() > 0)
            .filter(number -> unscaled(new BigDecimal(number)).equals(unscaled(ask.amount())))
            .mapToInt(String::length)
            .max()
            .orElse(0);
    return digits > 1
        && TokenNames.matches(ask.symbol(), payee.token())
        && ask.recipient().map(payee.account()::equals).orElse(true)
        && payee
                .amount()
                .round(new MathContext(digits, RoundingMode.HALF_UP))
                .compareTo(ask.amount())
            == 0;
  }

  private static BigInteger unscaled(BigDecimal number) {
    return number.stripTrailingZeros().unscaledValue();
  }

  /** What is asked for on some chain is said again without the chain. */
  private static void mergePlaces(Map<PaymentClaims.Key, List<Integer>> byKey) {
    Map<PaymentClaims.Key, PaymentClaims.Key> placed = new HashMap<>();
    byKey.keySet().stream()
        .filter(key -> !key.isOpen())
        .forEach(
            key ->
                placed.putIfAbsent(
                    new PaymentClaims.Key(key.amount(), key.symbol(), Set.of()), key));
    placed.forEach(
        (open, key) -> {
          List<Integer> again = byKey.remove(open);
          if (again != null) {
            byKey.getOrDefault(key, new ArrayList<>()).addAll(again);
          }
        });
  }

  /**
   * Whether the text leaves it open that an ask is about what somebody gets on a chain. A contract
   * that is called as well, a bridge for instance, may take it over from here.
   */
  boolean mayBe(int ask, Payee payee) {
    Set<String> places = placesOf.computeIfAbsent(ask, this::places);
    String chain = payee.chain(comparison);
    return places.isEmpty()
        || places.contains(chain)
        || OtherChainCheck.isUnknown(chain)
        || mayBeTakenOver(payee);
  }

  private Set<String> places(int ask) {
    Set<String> places = new HashSet<>();
    all.get(ask).claims().forEach(claim -> places.addAll(comparison.places().of(claim)));
    return places;
  }

  /** Whether it is a contract here that is called as well. */
  boolean mayBeTakenOver(Payee payee) {
    return payee.chain(comparison).isEmpty()
        && comparison.called().contracts().contains(payee.account());
  }

  /** "$25,000" and "25,000 USDC" in one text are one amount, and the token is said. */
  private void mergeMoney(Map<PaymentClaims.Key, List<Integer>> byKey) {
    for (PaymentClaims.Key money : List.copyOf(byKey.keySet())) {
      if (!TokenNames.isMoney(money.symbol())) {
        continue;
      }
      Optional<PaymentClaims.Key> plain =
          byKey.keySet().stream()
              .filter(key -> !TokenNames.isMoney(key.symbol()))
              .filter(key -> key.amount().equals(money.amount()))
              .filter(key -> TokenNames.sameAsset(key.symbol(), money.symbol()))
              .filter(key -> money.isOpen() || key.places().equals(money.places()))
              .findFirst();
      plain.ifPresent(
          key -> {
            List<Integer> both = new ArrayList<>(byKey.getOrDefault(key, List.of()));
            both.addAll(byKey.getOrDefault(money, List.of()));
            byKey.remove(money);
            byKey.put(key, both);
          });
    }
  }

  /** The asks of one amount: one for each account that the text names, and one for nobody. */
  private List<Ask> asks(List<Integer> claims) {
    Map<String, List<Integer>> byRecipient = new TreeMap<>(Comparator.reverseOrder());
    for (int claim : claims) {
      String recipient = said.payment(claim).recipient().map(Address::hex).orElse("");
      byRecipient.computeIfAbsent(recipient, r -> new ArrayList<>()).add(claim);
    }
    List<Ask> asks = new ArrayList<>();
    List<Integer> nameless = byRecipient.getOrDefault("", List.of());
    int named = 0;
    for (Map.Entry<String, List<Integer>> entry : byRecipient.entrySet()) {
      if (!entry.getKey().isEmpty()) {
        Ask ask = ask(entry.getValue(), Optional.of(new Address(entry.getKey())));
        named += ask.times();
        asks.add(ask);
      }
    }
    List<Integer> listed = said.items(claims);
    if (named == 0) {
      asks.add(ask(nameless, Optional.empty()));
    } else if (listed.size() > named && !nameless.isEmpty()) {
      // Lines that name nobody beside lines that do: they are requests of their own.
      List<Integer> items = said.items(nameless);
      int more = Math.min(items.size(), listed.size() - named);
      asks.add(ask(nameless, Optional.empty()).with(nameless, items.subList(0, more), false));
    } else if (!nameless.isEmpty()) {
      // What is asked for by name is said again without the name.
      Ask first = asks.removeFirst();
      List<Integer> both = new ArrayList<>(first.claims());
      both.addAll(nameless);
      asks.addFirst(first.with(both, first.items(), said.saysEach(nameless)));
    }
    return asks;
  }

  private Ask ask(List<Integer> claims, Optional<Address> recipient) {
    return new Ask(
        said.amount(claims),
        said.symbol(claims),
        recipient,
        claims,
        said.items(claims),
        said.saysEach(claims));
  }
}

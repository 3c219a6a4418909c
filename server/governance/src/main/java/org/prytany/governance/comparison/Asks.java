package org.prytany.governance.comparison;

import java.math.BigDecimal;
import java.util.ArrayList;
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
import org.prytany.governance.effects.Change;
import org.prytany.spi.Address;
import org.prytany.spi.Claim;
import org.prytany.spi.Token;

/**
 * What a text asks to be paid. A text repeats itself: title, summary and body name the same amount.
 * Repetitions in prose are therefore one request; lines of one list or table count each for itself.
 */
final class Asks {

  private static final Pattern EACH =
      Pattern.compile(
          "\\b(?:each|apiece|respectively|both)\\b"
              + "|\\b(?:every|per) (?!second|minute|hour|day|week|month|quarter|year|annum|block)\\p{L}",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern TOTAL =
      Pattern.compile(
          "\\b(?:total|totals|totalling|totaling|sum|overall|altogether)\\b",
          Pattern.CASE_INSENSITIVE);

  private final Comparison comparison;
  private final TokenNames names;
  private final Map<String, PaidIn> paidIn;
  private final Set<String> dollarTokens;
  private final Map<Integer, String> symbols = new HashMap<>();
  private final List<Ask> all;
  private final Map<Integer, Integer> askOf = new HashMap<>();
  private final Set<BigDecimal> inToken = new HashSet<>();
  private final Map<Integer, Boolean> totals = new HashMap<>();
  private final Map<Integer, Boolean> shares = new HashMap<>();

  private record Key(BigDecimal amount, String symbol) {}

  private record InLine(int line, BigDecimal amount, String symbol) {}

  Asks(Comparison comparison, TokenNames names) {
    this.comparison = comparison;
    this.names = names;
    this.paidIn = paidIn(comparison);
    this.dollarTokens = names.dollarTokensIn(comparison.text());
    this.all = read();
    for (int ask = 0; ask < all.size(); ask++) {
      for (int claim : all.get(ask).claims()) {
        askOf.put(claim, ask);
      }
      if (!names.isMoney(all.get(ask).symbol())) {
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

  Claim.Payment payment(int claim) {
    return (Claim.Payment) comparison.claims().get(claim);
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
            names.matches(ask.symbol(), token)
                && !(names.isMoney(ask.symbol()) && (another || inToken.contains(ask.amount()))));
  }

  private boolean isNamed(Token token) {
    return names.isNamed(token, comparison.text());
  }

  List<Integer> numbers(Predicate<Ask> condition) {
    List<Integer> numbers = new ArrayList<>();
    for (int ask = 0; ask < all.size(); ask++) {
      if (condition.test(all.get(ask))) {
        numbers.add(ask);
      }
    }
    return numbers;
  }

  boolean sameAsset(Ask one, Ask other) {
    return names.sameAsset(one.symbol(), other.symbol());
  }

  int line(int claim) {
    return comparison.lines().at(payment(claim).span().start());
  }

  int block(int claim) {
    return comparison.lines().block(line(claim));
  }

  /** Whether the line of a claim gives what others make together. */
  boolean isTotal(int claim) {
    return totals.computeIfAbsent(
        line(claim), line -> TOTAL.matcher(comparison.lines().line(line)).find());
  }

  private boolean saysEach(List<Integer> claims) {
    return claims.stream()
        .anyMatch(
            claim ->
                shares.computeIfAbsent(
                    line(claim), line -> EACH.matcher(comparison.lines().line(line)).find()));
  }

  private List<Ask> read() {
    Map<Key, List<Integer>> said = new LinkedHashMap<>();
    claimsInOrder()
        .forEach(claim -> said.computeIfAbsent(key(claim), k -> new ArrayList<>()).add(claim));
    mergeMoney(said);
    List<Ask> asks = new ArrayList<>();
    said.values().forEach(claims -> asks.addAll(asks(claims)));
    return List.copyOf(asks);
  }

  private List<Integer> claimsInOrder() {
    List<Integer> claims = new ArrayList<>();
    for (int i = 0; i < comparison.claims().size(); i++) {
      if (comparison.counts(i) && comparison.claims().get(i) instanceof Claim.Payment) {
        claims.add(i);
      }
    }
    claims.sort(
        Comparator.comparingInt((Integer i) -> payment(i).span().start())
            .thenComparingInt(i -> payment(i).span().end())
            .thenComparing(i -> payment(i).amount())
            .thenComparing(i -> payment(i).recipient().map(Address::hex).orElse("")));
    return claims;
  }

  private Key key(int claim) {
    return new Key(payment(claim).amount().stripTrailingZeros(), symbol(claim));
  }

  /** The token that a claim gives; for "$25,000 in DAI", where that is paid, it is DAI. */
  private String symbol(int claim) {
    return symbols.computeIfAbsent(
        claim,
        c -> {
          String written = TokenNames.folded(payment(c).symbol());
          return paidIn.entrySet().stream()
              .filter(in -> names.isMoney(written) && names.sameAsset(written, in.getKey()))
              .filter(in -> in.getValue().isOnly(comparison.text(), payment(c).span()))
              .map(Map.Entry::getKey)
              .findFirst()
              .orElse(written);
        });
  }

  /** The tokens that move, by the symbols that they give themselves. */
  private static Map<String, PaidIn> paidIn(Comparison comparison) {
    Map<String, PaidIn> paidIn = new TreeMap<>();
    for (Change effect : comparison.effects()) {
      if (effect instanceof Change.OfValue moved) {
        moved
            .token()
            .flatMap(Token::symbol)
            .filter(symbol -> !symbol.isBlank())
            .ifPresent(symbol -> paidIn.put(TokenNames.folded(symbol), new PaidIn(symbol)));
      }
    }
    return paidIn;
  }

  /** "$25,000" and "25,000 USDC" in one text are one amount, and the token is said. */
  private void mergeMoney(Map<Key, List<Integer>> said) {
    for (Key money : List.copyOf(said.keySet())) {
      if (!names.isMoney(money.symbol())) {
        continue;
      }
      Optional<Key> plain =
          said.keySet().stream()
              .filter(key -> !names.isMoney(key.symbol()))
              .filter(key -> key.amount().equals(money.amount()))
              .filter(key -> names.sameAsset(key.symbol(), money.symbol()))
              .findFirst();
      plain.ifPresent(
          key -> {
            List<Integer> both = new ArrayList<>(said.getOrDefault(key, List.of()));
            both.addAll(said.getOrDefault(money, List.of()));
            said.remove(money);
            said.put(key, both);
          });
    }
  }

  /** The asks of one amount: one for each account that the text names, and one for nobody. */
  private List<Ask> asks(List<Integer> claims) {
    Map<String, List<Integer>> byRecipient = new TreeMap<>(Comparator.reverseOrder());
    for (int claim : claims) {
      String recipient = payment(claim).recipient().map(Address::hex).orElse("");
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
    List<Integer> listed = items(claims);
    if (named == 0) {
      asks.add(ask(nameless, Optional.empty()));
    } else if (listed.size() > named && !nameless.isEmpty()) {
      // Lines that name nobody beside lines that do: they are requests of their own.
      List<Integer> items = items(nameless);
      int more = Math.min(items.size(), listed.size() - named);
      asks.add(
          new Ask(
              amount(nameless),
              symbol(nameless),
              Optional.empty(),
              nameless,
              items.subList(0, more),
              saysEach(nameless)));
    } else if (!nameless.isEmpty()) {
      // What is asked for by name is said again without the name.
      Ask first = asks.removeFirst();
      List<Integer> both = new ArrayList<>(first.claims());
      both.addAll(nameless);
      asks.addFirst(
          new Ask(
              first.amount(),
              first.symbol(),
              first.recipient(),
              both,
              first.items(),
              first.each() || saysEach(nameless)));
    }
    return asks;
  }

  private Ask ask(List<Integer> claims, Optional<Address> recipient) {
    return new Ask(
        amount(claims), symbol(claims), recipient, claims, items(claims), saysEach(claims));
  }

  private BigDecimal amount(List<Integer> claims) {
    return payment(claims.getFirst()).amount().stripTrailingZeros();
  }

  /** The token's own symbol, where one of the claims gives it. */
  private String symbol(List<Integer> claims) {
    return claims.stream()
        .map(this::symbol)
        .min(Comparator.comparing((String symbol) -> names.isMoney(symbol)))
        .orElseThrow();
  }

  /** Those of the claims that stand in the list that has most of them, one a line. */
  private List<Integer> items(List<Integer> claims) {
    List<Integer> most = List.of();
    for (List<Integer> block : blocks(claims)) {
      most = block.size() > most.size() ? block : most;
    }
    return most;
  }

  /** Claims in lists and tables, one a line and amount, lines that state a total left out. */
  List<List<Integer>> blocks(List<Integer> claims) {
    Map<Integer, List<Integer>> byBlock = new LinkedHashMap<>();
    Set<InLine> seen = new HashSet<>();
    for (int claim : claims) {
      Key key = key(claim);
      boolean first = seen.add(new InLine(line(claim), key.amount(), key.symbol()));
      if (block(claim) >= 0 && first && !isTotal(claim)) {
        byBlock.computeIfAbsent(block(claim), b -> new ArrayList<>()).add(claim);
      }
    }
    return List.copyOf(byBlock.values());
  }
}

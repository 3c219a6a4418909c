package org.prytany.cli.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a text says anything of a call, by a rule that knows nothing of the comparison: none of
 * the call's addresses, no name of the called contract or function, and no number of it in units of
 * 6, 18 or no decimals occurs in the text. Then a reader cannot know of the call, and red is right.
 */
final class Mention {

  private static final Pattern ADDRESS = Pattern.compile("0x[0-9a-f]{40}");
  private static final Pattern NUMBER =
      Pattern.compile("(\\d[\\d,]*(?:\\.\\d+)?)\\s?(k|m|b|thousand|million|billion)?(?![a-z])");
  private static final Pattern CAMEL = Pattern.compile("(?<=[a-z])(?=[A-Z])");
  private static final int SMALLEST_TELLING = 10;
  private static final int SHORTEST_NAME = 4;

  private final Published proposal;
  private final String text;
  private final String letters;
  private final Set<BigDecimal> numbers = new HashSet<>();

  Mention(Published proposal) {
    this.proposal = proposal;
    this.text = (proposal.title() + "\n" + proposal.text()).toLowerCase(Locale.ROOT);
    this.letters = text.replaceAll("[^a-z0-9]", "");
    Matcher matcher = NUMBER.matcher(text);
    while (matcher.find()) {
      BigDecimal number = new BigDecimal(matcher.group(1).replace(",", ""));
      String unit = matcher.group(2) == null ? "" : matcher.group(2);
      int digits =
          unit.isEmpty()
              ? 0
              : unit.startsWith("k") || unit.startsWith("t") ? 3 : unit.startsWith("m") ? 6 : 9;
      numbers.add(number.scaleByPowerOfTen(digits).stripTrailingZeros());
    }
  }

  /**
   * @param action -1 for findings that concern no single call: they are never excused
   */
  boolean saysNothingOf(int action) {
    if (action < 0 || action >= proposal.actions().size()) {
      return false;
    }
    JsonNode call = proposal.actions().get(action);
    for (String written : written(call)) {
      String folded = written.toLowerCase(Locale.ROOT);
      Matcher addresses = ADDRESS.matcher(folded);
      while (addresses.find()) {
        if (text.contains(addresses.group())) {
          return false;
        }
      }
      if (isNamed(written) || isNumbered(folded)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether the account that a call pays or empowers stands nowhere in the text: then no reader can
   * tell it from another one, whatever else the text says.
   */
  boolean leavesAccountOut(int action) {
    if (action < 0 || action >= proposal.actions().size()) {
      return false;
    }
    Call call = new Call(proposal.actions().get(action));
    return call.account()
        .map(account -> !text.contains(account.toLowerCase(Locale.ROOT)))
        .orElse(false);
  }

  private static List<String> written(JsonNode call) {
    List<String> all = new ArrayList<>();
    all.add(call.path("target").asText());
    String signature = call.path("signature").asText();
    all.add(
        signature.substring(0, Math.max(signature.indexOf('('), 0)).isEmpty()
            ? signature
            : signature.substring(0, signature.indexOf('(')));
    all.add(call.path("value").asText());
    call.path("args").forEach(argument -> all.add(argument.asText()));
    // Bytes are words of 32: an address is the end of one.
    String data = call.path("calldata").asText("");
    for (int at = 10; at + 64 <= data.length(); at += 64) {
      String word = data.substring(at, at + 64);
      if (word.startsWith("0".repeat(24))) {
        all.add("0x" + word.substring(24));
        all.add(new java.math.BigInteger(word, 16).toString());
      }
    }
    return all;
  }

  private boolean isNamed(String written) {
    String name = written.substring(written.lastIndexOf('.') + 1).replaceAll("^_", "");
    if (!name.matches("[A-Za-z][A-Za-z0-9_]*") || name.length() < SHORTEST_NAME) {
      return false;
    }
    String plain = name.replaceAll("Proxy$", "");
    String joined = String.join("", CAMEL.split(plain)).replace("_", "").toLowerCase(Locale.ROOT);
    return joined.length() >= SHORTEST_NAME && letters.contains(joined);
  }

  private boolean isNumbered(String written) {
    if (!written.matches("\\d{1,80}")) {
      return false;
    }
    BigDecimal number = new BigDecimal(written);
    for (int decimals : new int[] {0, 6, 18}) {
      BigDecimal whole = number.scaleByPowerOfTen(-decimals);
      if (whole.compareTo(BigDecimal.valueOf(SMALLEST_TELLING)) >= 0
          && numbers.contains(whole.stripTrailingZeros())) {
        return true;
      }
    }
    return false;
  }
}

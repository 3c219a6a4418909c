package org.prytany.governance.poll;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a vote chooses, written as it is published: {@code 2}, {@code [1,3]} or {@code
 * {"1":60,"2":40}}. Choices are counted from 1. There is one text for one choice.
 *
 * @param system by which it was read
 * @param numbers the choices; in a ranking the first one is wanted most
 * @param shares whole weights of the same choices where the system weighs; else empty
 */
public record Choice(VotingSystem system, List<Integer> numbers, List<Integer> shares) {

  /** More weight says nothing that less does not: only their proportion counts. */
  private static final int MOST_WEIGHT = 1_000_000;

  private static final int LONGEST = 20_000;
  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,5}");
  private static final Pattern SHARE = Pattern.compile("\"([1-9][0-9]{0,5})\":(0|[1-9][0-9]{0,6})");

  public Choice {
    numbers = List.copyOf(numbers);
    shares = List.copyOf(shares);
  }

  /** One of the choices, where a vote is for one. */
  public static Choice one(VotingSystem system, int number) {
    return read(system, Integer.toString(number), number);
  }

  /**
   * Reads a choice and holds it against what the system takes.
   *
   * @param count how many choices the proposal has
   * @throws IllegalArgumentException in plain English, if it is none
   */
  public static Choice read(VotingSystem system, String text, int count) {
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException("The choice is too long.");
    }
    String packed = text.replaceAll("\\s", "");
    return switch (system.form()) {
      case ONE -> new Choice(system, List.of(number(packed, count)), List.of());
      case SEVERAL -> several(system, packed, count);
      case SHARES -> shares(system, packed, count);
    };
  }

  private static Choice several(VotingSystem system, String text, int count) {
    if (!text.startsWith("[") || !text.endsWith("]") || text.length() < 3) {
      throw new IllegalArgumentException(
          "A " + system.word() + " vote is a list of choices such as [1,2], not '" + text + "'.");
    }
    List<Integer> numbers = new ArrayList<>();
    for (String part : text.substring(1, text.length() - 1).split(",", -1)) {
      numbers.add(number(part, count));
    }
    if (new HashSet<>(numbers).size() != numbers.size()) {
      throw new IllegalArgumentException("A choice stands twice in " + text + ".");
    }
    if (system == VotingSystem.RANKED_CHOICE && numbers.size() != count) {
      throw new IllegalArgumentException(
          "A ranking has to name every choice once: " + count + " of them, not " + text + ".");
    }
    // In an approval the order says nothing, and one choice has one text.
    return new Choice(
        system,
        system == VotingSystem.APPROVAL ? numbers.stream().sorted().toList() : numbers,
        List.of());
  }

  private static Choice shares(VotingSystem system, String text, int count) {
    String expected =
        "A " + system.word() + " vote is weights of choices such as {\"1\":60,\"2\":40}, not '";
    if (!text.startsWith("{") || !text.endsWith("}") || text.length() < 3) {
      throw new IllegalArgumentException(expected + text + "'.");
    }
    SortedMap<Integer, Integer> weights = new TreeMap<>();
    for (String part : text.substring(1, text.length() - 1).split(",", -1)) {
      Matcher share = SHARE.matcher(part);
      if (!share.matches()) {
        throw new IllegalArgumentException(expected + text + "'.");
      }
      int weight = Integer.parseInt(share.group(2));
      if (weight > MOST_WEIGHT) {
        throw new IllegalArgumentException("A weight is more than " + MOST_WEIGHT + ".");
      }
      if (weights.put(number(share.group(1), count), weight) != null) {
        throw new IllegalArgumentException("A choice stands twice in " + text + ".");
      }
    }
    if (weights.values().stream().allMatch(weight -> weight == 0)) {
      throw new IllegalArgumentException("At least one choice needs a weight above 0.");
    }
    return new Choice(system, List.copyOf(weights.keySet()), List.copyOf(weights.values()));
  }

  private static int number(String text, int count) {
    if (!NUMBER.matcher(text).matches() || Integer.parseInt(text) > count) {
      throw new IllegalArgumentException(
          "'" + text + "' is no choice: they are counted from 1 to " + count + ".");
    }
    return Integer.parseInt(text);
  }

  /** As it is published. */
  public String text() {
    return switch (system.form()) {
      case ONE -> Integer.toString(numbers.getFirst());
      case SEVERAL ->
          numbers.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
      case SHARES -> {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < numbers.size(); i++) {
          parts.add("\"" + numbers.get(i) + "\":" + shares.get(i));
        }
        yield "{" + String.join(",", parts) + "}";
      }
    };
  }

  /** What is signed of it: 32 bytes. */
  byte[] word() {
    return switch (system.form()) {
      case ONE -> HubMessage.number(BigInteger.valueOf(numbers.getFirst()));
      case SEVERAL -> HubMessage.numbers(numbers);
      case SHARES -> HubMessage.text(text());
    };
  }

  /**
   * In words.
   *
   * @param choices of the proposal, in their order
   */
  public String words(List<String> choices) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < numbers.size(); i++) {
      String named = "\u201c" + choices.get(numbers.get(i) - 1) + "\u201d";
      parts.add(shares.isEmpty() ? named : named + " with weight " + shares.get(i));
    }
    return String.join(system == VotingSystem.RANKED_CHOICE ? ", then " : ", ", parts);
  }
}

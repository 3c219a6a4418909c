package org.prytany.rules;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.spi.Shares;
import org.prytany.spi.Support;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads how a rule parts its votes: {@code {for: 60 %, against: 40 %}}. */
final class WrittenShares {

  private static final Pattern PERCENT = Pattern.compile("([0-9]{1,3}+)(?:\\.([0-9]{1,2}+))?+ ?+%");
  private static final String EXAMPLE = "Write e.g. {for: 60 %, against: 40 %}.";

  /** Takes what is wrong, where, and what to do about it. */
  interface Wrong {
    void at(Node node, String what, String next);
  }

  private WrittenShares() {}

  /** Empty where something is wrong, which was told then. */
  static Optional<Shares> read(MappingNode written, Wrong wrong) {
    Map<Support, Integer> shares = new EnumMap<>(Support.class);
    boolean usable = true;
    for (NodeTuple entry : written.getValue()) {
      Optional<Support> way = direction(entry.getKeyNode());
      Optional<Integer> share = percent(entry.getValueNode());
      if (way.isEmpty()) {
        wrong.at(
            entry.getKeyNode(), "votes are parted into for, against and abstain only", EXAMPLE);
      } else if (share.isEmpty()) {
        wrong.at(
            entry.getValueNode(),
            "a share is a number from 0.01 to 100, with at most two places, and a per cent sign",
            EXAMPLE);
      } else if (shares.put(way.get(), share.get()) != null) {
        wrong.at(entry.getKeyNode(), "'" + word(way.get()) + "' is there twice", "Take one out.");
      } else {
        continue;
      }
      usable = false;
    }
    return usable ? whole(shares, written, wrong) : Optional.empty();
  }

  private static Optional<Shares> whole(
      Map<Support, Integer> shares, MappingNode written, Wrong wrong) {
    int sum = shares.values().stream().mapToInt(Integer::intValue).sum();
    if (sum != Shares.WHOLE) {
      wrong.at(written, "the shares of a vote have to be 100 % together", EXAMPLE);
      return Optional.empty();
    }
    if (shares.size() == 1) {
      String word = word(shares.keySet().iterator().next());
      wrong.at(written, "all votes go in one direction", "Write 'then: " + word + "'.");
      return Optional.empty();
    }
    return Optional.of(
        new Shares(
            shares.getOrDefault(Support.FOR, 0),
            shares.getOrDefault(Support.AGAINST, 0),
            shares.getOrDefault(Support.ABSTAIN, 0)));
  }

  private static Optional<Support> direction(Node key) {
    return key instanceof ScalarNode scalar
        ? Outcome.of(scalar.getValue()).flatMap(Outcome::shares).flatMap(Shares::single)
        : Optional.empty();
  }

  /** Hundredths of a percent, more than none. */
  private static Optional<Integer> percent(Node value) {
    if (!(value instanceof ScalarNode scalar)) {
      return Optional.empty();
    }
    Matcher read = PERCENT.matcher(scalar.getValue());
    if (!read.matches()) {
      return Optional.empty();
    }
    String places = Optional.ofNullable(read.group(2)).orElse("");
    int hundredths = Integer.parseInt(read.group(1) + (places + "00").substring(0, 2));
    return Optional.of(hundredths).filter(its -> its > 0 && its <= Shares.WHOLE);
  }

  private static String word(Support support) {
    return support.name().toLowerCase(Locale.ROOT);
  }
}

package org.prytany.governance.comparison;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.governance.hash.Keccak256;
import org.prytany.governance.reading.TextLines;
import org.prytany.governance.reading.WrittenSettings;
import org.prytany.governance.reading.WrittenSettings.Clock;
import org.prytany.governance.reading.WrittenSettings.Said;
import org.prytany.reading.cue.Cues;
import org.prytany.spi.Address;
import org.prytany.spi.Argument;
import org.prytany.spi.DecodedAction;

/**
 * Whether a text has what a call hands over: each account, number, switch, word and hash, in lists
 * and structs as well. What a function does with them is another matter.
 */
final class HandedOver {

  private static final Pattern BRACKETS = Pattern.compile("[\\[\\](),\\s]+");
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,80}");
  private static final Pattern ACCOUNT = Pattern.compile("0x[0-9a-fA-F]{40}");
  private static final Pattern BYTES = Pattern.compile("0x(?:[0-9a-fA-F]{2})*+");
  private static final Pattern SWITCH = Pattern.compile("true|false");

  private static final Pattern ON = Cues.pattern(HandedOver.class, "on");
  private static final Pattern OFF = Cues.pattern(HandedOver.class, "off");
  private static final Pattern HASHED = Cues.pattern(HandedOver.class, "hashed");
  private static final Pattern OPEN_BYTES = Cues.pattern(HandedOver.class, "open-bytes");

  private static final int WORD = 66;
  private static final int SELECTOR_DIGITS = 10;
  private static final int MOST_HASHED = 2_000;
  private static final int MOST_PARTS = 500;

  private final Comparison comparison;
  private final WrittenSettings written;
  private Optional<Set<String>> hashes = Optional.empty();

  /**
   * @param lines of the text, where settings are looked for
   */
  HandedOver(Comparison comparison, TextLines lines) {
    this.comparison = comparison;
    this.written = new WrittenSettings(lines);
  }

  /** Whether a line that takes nothing back speaks of the function by the words of its name. */
  boolean speaksOf(String function) {
    return !spoken(function).isEmpty();
  }

  private BitSet spoken(String function) {
    BitSet lines = written.index().all(WrittenSettings.words(function));
    ((BitSet) lines.clone())
        .stream()
            .filter(line -> Announced.takesBack(comparison.lines().line(line)))
            .forEach(lines::clear);
    return lines;
  }

  /** Whether the arguments are all of the call's data: no bytes stand behind them. */
  static boolean isWhole(DecodedAction call) {
    List<String> types = call.arguments().stream().map(Argument::type).toList();
    String data = call.calldata().substring(Math.min(SELECTOR_DIGITS, call.calldata().length()));
    return EncodedLength.of(types, data).equals(OptionalInt.of(data.length() / 2));
  }

  /** Whether everything of a call is in the text. */
  boolean saysAll(String function, List<Argument> arguments) {
    return arguments.stream().allMatch(argument -> says(function, argument));
  }

  private boolean says(String function, Argument argument) {
    if (argument.type().startsWith("string")) {
      return isWritten(argument.value());
    }
    String[] parts = parts(argument.value());
    if (parts.length > MOST_PARTS) {
      return false;
    }
    boolean open = OPEN_BYTES.matcher(argument.type()).find();
    for (String part : parts) {
      if (open && part.length() > 2 && BYTES.matcher(part).matches()) {
        return false;
      }
      Clock clock = SettingClock.of(function);
      Said said =
          NUMBER.matcher(part).matches()
              ? written.ofHanded(function, new BigDecimal(part), clock)
              : said(function, Set.of(), part, clock);
      if (said != Said.STATED && said != Said.MAYBE_OLD && said != Said.ELSEWHERE) {
        return false;
      }
    }
    return true;
  }

  /** In blocks of how many seconds a value would be a time that the text gives the setting. */
  Optional<Integer> inBlocksOf(String name, Set<String> synonyms, String value, Clock clock) {
    return NUMBER.matcher(value).matches()
        ? written.counted(name, synonyms, new BigDecimal(value), clock)
        : Optional.empty();
  }

  private static String[] parts(String value) {
    String stripped = BRACKETS.matcher(value).replaceAll(" ").strip();
    return stripped.isEmpty() ? new String[0] : stripped.split(" ", -1);
  }

  /**
   * What the text says of a setting's value, which may have several parts: the worst of them, where
   * what is missing counts only if numbers are given for others.
   *
   * @param synonyms what texts call the setting, besides its own name
   */
  Said ofSetting(String name, Set<String> synonyms, String value, Clock clock) {
    Said worst = Said.STATED;
    for (String part : parts(value)) {
      Said said = said(name, synonyms, part, clock);
      worst = said.compareTo(worst) > 0 ? said : worst;
    }
    return worst;
  }

  private Said said(String name, Set<String> synonyms, String part, Clock clock) {
    if (NUMBER.matcher(part).matches()) {
      return written.of(name, synonyms, new BigDecimal(part), clock);
    }
    if (SWITCH.matcher(part).matches()) {
      return isSwitched(name, part.equals("true")) ? Said.STATED : Said.ABSENT;
    }
    if (ACCOUNT.matcher(part).matches()) {
      return comparison.isOwnOrNamed(new Address(part)) ? Said.ELSEWHERE : Said.ABSENT;
    }
    if (BYTES.matcher(part).matches()) {
      return hasBytes(part.toLowerCase(Locale.ROOT)) ? Said.ELSEWHERE : Said.ABSENT;
    }
    return isWritten(part) ? Said.ELSEWHERE : Said.ABSENT;
  }

  /** A line without the numbers that are a setting's old value in it. */
  String withoutOld(int line) {
    return written.withoutOld(line);
  }

  /** A switch is said by "true" and by what the sentence does: it enables, or it disables. */
  private boolean isSwitched(String function, boolean on) {
    return spoken(function).stream()
        .mapToObj(comparison.lines()::line)
        .anyMatch(
            words ->
                (on ? ON : OFF).matcher(words).find() && !(on ? OFF : ON).matcher(words).find());
  }

  private boolean isWritten(String words) {
    String wanted = words.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    return !wanted.isEmpty() && comparison.text().toLowerCase(Locale.ROOT).contains(wanted);
  }

  /** Bytes by their digits, as text in ASCII, or as the hash of a name that the text has. */
  private boolean hasBytes(String hex) {
    String digits = hex.substring(2).replaceAll("(?:00)++$", "");
    if (digits.isEmpty()) {
      return hex.equals("0x");
    }
    return hasDigits(digits)
        || ascii(digits).map(this::isWritten).orElse(false)
        || (hex.length() == WORD && hashes().contains(hex));
  }

  /** The digits alone: those that an account or a longer word only begins with do not say them. */
  boolean hasDigits(String digits) {
    return Pattern.compile("0x" + digits + "(?:00)*+(?![0-9a-f])", Pattern.CASE_INSENSITIVE)
        .matcher(comparison.text())
        .find();
  }

  private static Optional<String> ascii(String digits) {
    byte[] bytes = HexFormat.of().parseHex(digits);
    String text = new String(bytes, StandardCharsets.US_ASCII);
    return Optional.of(text).filter(words -> words.chars().allMatch(c -> c >= ' ' && c <= '~'));
  }

  private Set<String> hashes() {
    if (hashes.isEmpty()) {
      Set<String> found = new HashSet<>();
      Matcher names = HASHED.matcher(comparison.text());
      for (int i = 0; i < MOST_HASHED && names.find(); i++) {
        String name = names.group();
        found.add(hex(Keccak256.of(name)));
        if (name.contains(".")) {
          addNode(name, found);
        }
      }
      hashes = Optional.of(found);
    }
    return hashes.get();
  }

  /**
   * The nodes of a domain name and of those that it lies in, and the hash of each label, ERC-137.
   */
  private static void addNode(String name, Set<String> found) {
    String[] labels = name.split("\\.", -1);
    byte[] node = new byte[32];
    for (int i = labels.length - 1; i >= 0; i--) {
      byte[] label = Keccak256.of(labels[i]);
      found.add(hex(label));
      byte[] both = Arrays.copyOf(node, 64);
      System.arraycopy(label, 0, both, 32, 32);
      node = Keccak256.of(both);
      found.add(hex(node));
    }
  }

  private static String hex(byte[] bytes) {
    return "0x" + HexFormat.of().formatHex(bytes);
  }
}

package org.prytany.governance.poll;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.prytany.spi.Support;

/**
 * Which choice is for, which against and which an abstention, where the choices say exactly that:
 * each of them one of the listed words, no support twice, and both for and against among them.
 * Whatever is less plain means nothing here, and a person chooses.
 */
public final class ChoiceMeaning {

  /** A sign before the first word that denies it. */
  private static final Pattern DENIED = Pattern.compile("^[^\\p{L}\\p{N}]*[!\\uFF01\\u00AC]");

  private static final Map<String, Support> WORDS = words();

  private ChoiceMeaning() {}

  /** The number of the choice for each support; empty unless they are unmistakable. */
  public static Map<Support, Integer> of(HubProposal proposal) {
    Optional<VotingSystem> system = proposal.system();
    boolean one =
        system.equals(Optional.of(VotingSystem.BASIC))
            || system.equals(Optional.of(VotingSystem.SINGLE_CHOICE));
    return one ? of(proposal.choices()) : Map.of();
  }

  static Map<Support, Integer> of(List<String> choices) {
    Map<Support, Integer> found = new EnumMap<>(Support.class);
    for (int i = 0; i < choices.size(); i++) {
      Support support = WORDS.get(plain(choices.get(i)));
      if (support == null || found.put(support, i + 1) != null) {
        return Map.of();
      }
    }
    return found.containsKey(Support.FOR) && found.containsKey(Support.AGAINST)
        ? Map.copyOf(found)
        : Map.of();
  }

  /**
   * In lower case without punctuation, with one blank between words. Symbols stay: a cross before a
   * word may take it back, and so do marks upon letters, such as those that strike a word through;
   * only what says how a picture is drawn goes.
   */
  private static String plain(String choice) {
    if (DENIED.matcher(choice).find()) {
      return "";
    }
    return Normalizer.normalize(choice, Normalizer.Form.NFC)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[\\p{P}\\p{Z}\\p{Cf}\\uFE00-\\uFE0F\\s]+", " ")
        .strip();
  }

  private static Map<String, Support> words() {
    Map<String, Support> words = new HashMap<>();
    try (InputStream in =
            Objects.requireNonNull(
                ChoiceMeaning.class.getResourceAsStream("choices.txt"), "choices.txt");
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line : lines.lines().toList()) {
        if (line.isBlank() || line.startsWith("#")) {
          continue;
        }
        int colon = line.indexOf(':');
        Support support = Support.valueOf(line.substring(0, colon));
        for (String word : line.substring(colon + 1).split("\\|", -1)) {
          if (words.put(plain(word), support) != null) {
            throw new IllegalStateException("choices.txt has '" + word.strip() + "' twice");
          }
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("choices.txt cannot be read", e);
    }
    return Map.copyOf(words);
  }
}

package org.prytany.digest.ranking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.prytany.digest.ranking.ReaderModel.Need;

/** Which sentences of a proposal readers marked. */
interface Marked {

  /** The proposal's id in the corpus. */
  String id();

  /** Whether somebody marked an ask at all. */
  boolean asks();

  /** Whether readers meant this sentence by what they marked for a need. */
  boolean means(Need need, String sentence);

  /** The marks of a file, a JSON object a line, in the marked sentences' own words. */
  static List<Marked> read(Path file) throws IOException {
    List<Marked> all = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      JsonNode node = new ObjectMapper().readTree(line);
      List<Set<String>> ask = Quoted.words(node.get("ask"));
      all.add(
          new Quoted(
              node.get("id").asText(),
              Map.of(
                  Need.BEST_ASK,
                  ask.subList(0, Math.min(1, ask.size())),
                  Need.ASK,
                  ask,
                  Need.REASON,
                  Quoted.words(node.get("why")),
                  Need.MISLEADING,
                  Quoted.words(node.get("bad")))));
    }
    return all;
  }

  /** The marks that lie in the project: hashes, since texts of the corpus do not. */
  static List<Marked> kept() throws IOException {
    List<Marked> all = new ArrayList<>();
    try (InputStream in =
        Objects.requireNonNull(Marked.class.getResourceAsStream("reader-marks.tsv"))) {
      String file = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      for (String line : file.lines().filter(each -> !each.startsWith("#")).toList()) {
        String[] parts = line.split("\t", -1);
        Map<Need, Set<String>> hashes = new java.util.EnumMap<>(Need.class);
        for (Need need : Need.values()) {
          hashes.put(need, Set.of(parts[need.ordinal() + 1].split(",", -1)));
        }
        all.add(new Hashed(parts[0], hashes));
      }
    }
    return all;
  }

  /**
   * A line of the file that the project keeps.
   *
   * @param shown all sentences of the text, as they would be shown
   */
  static String line(Marked marked, List<String> shown) {
    StringBuilder line = new StringBuilder(marked.id());
    for (Need need : Need.values()) {
      List<String> hashes =
          shown.stream()
              .filter(each -> marked.means(need, each))
              .map(Hashed::hash)
              .distinct()
              .toList();
      line.append('\t').append(hashes.isEmpty() ? "-" : String.join(",", hashes));
    }
    return line.toString();
  }

  /** Marked sentences as sets of words. */
  record Quoted(String id, Map<Need, List<Set<String>>> marks) implements Marked {

    static List<Set<String>> words(JsonNode sentences) {
      List<Set<String>> all = new ArrayList<>();
      sentences.forEach(each -> all.add(new HashSet<>(Wording.tokens(each.asText()))));
      return all;
    }

    @Override
    public boolean asks() {
      return !marks.getOrDefault(Need.ASK, List.of()).isEmpty();
    }

    @Override
    public boolean means(Need need, String sentence) {
      Set<String> said = new HashSet<>(Wording.tokens(sentence));
      return marks.getOrDefault(need, List.of()).stream().anyMatch(each -> same(each, said));
    }

    /** Sentences are cut in more than one way: most of the words of one stand in the other. */
    private static boolean same(Set<String> marked, Set<String> said) {
      long common = marked.stream().filter(said::contains).count();
      return common >= 0.6 * marked.size() || (said.size() >= 6 && common >= 0.8 * said.size());
    }
  }

  /** Marked sentences as the beginnings of their hashes. */
  record Hashed(String id, Map<Need, Set<String>> marks) implements Marked {

    private static final int DIGITS = 12;

    @Override
    public boolean asks() {
      return !marks.getOrDefault(Need.ASK, Set.of()).contains("-");
    }

    @Override
    public boolean means(Need need, String sentence) {
      return marks.getOrDefault(need, Set.of()).contains(hash(sentence));
    }

    private static String hash(String sentence) {
      try {
        byte[] sha256 =
            MessageDigest.getInstance("SHA-256").digest(sentence.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(sha256).substring(0, DIGITS);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java platform has SHA-256", e);
      }
    }
  }
}

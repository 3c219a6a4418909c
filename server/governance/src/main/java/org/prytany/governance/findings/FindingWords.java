package org.prytany.governance.findings;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.prytany.governance.findings.FindingCode.Group;
import org.prytany.reading.cue.Cues;

/** What the table says of a finding. */
record FindingWords(Group group, List<Finding.Severity> severities, String meaning, String next) {

  private static final String FILE = "findings.txt";
  private static final Map<FindingCode, FindingWords> ALL = read();

  static FindingWords of(FindingCode code) {
    return Objects.requireNonNull(ALL.get(code), code.name());
  }

  private static Map<FindingCode, FindingWords> read() {
    Map<FindingCode, FindingWords> all = new EnumMap<>(FindingCode.class);
    Group group = Group.COMPARED;
    for (String paragraph :
        Cues.text(FindingWords.class.getResourceAsStream(FILE), FILE).split("\n\\s*\n", -1)) {
      List<String> lines = paragraph.strip().lines().toList();
      String first = lines.getFirst();
      if (first.startsWith("# ")) {
        group = group(first.substring(2));
      } else if (!first.startsWith(";")) {
        List<String> words = List.of(first.split(" ", -1));
        boolean whole = lines.size() == 3 && lines.getLast().startsWith("> ") && words.size() > 1;
        if (!whole) {
          throw new IllegalStateException(
              FILE + ": '" + first + "' has no meaning or no next step");
        }
        all.put(
            FindingCode.valueOf(words.getFirst()),
            new FindingWords(
                group,
                words.stream().skip(1).map(FindingWords::severity).toList(),
                lines.get(1),
                lines.getLast().substring(2)));
      }
    }
    for (FindingCode code : FindingCode.values()) {
      if (!all.containsKey(code)) {
        throw new IllegalStateException(FILE + " has nothing about " + code);
      }
    }
    return all;
  }

  private static Group group(String title) {
    return Arrays.stream(Group.values())
        .filter(group -> group.title().equals(title))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(FILE + ": no group is called " + title));
  }

  private static Finding.Severity severity(String word) {
    return Finding.Severity.valueOf(word.toUpperCase(Locale.ROOT));
  }
}

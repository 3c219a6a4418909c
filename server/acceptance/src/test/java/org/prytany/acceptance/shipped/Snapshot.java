package org.prytany.acceptance.shipped;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is known about vulnerabilities, pinned in the repository.
 *
 * @param date the day on which it was made
 * @param lookedUp ecosystem and name of every part that was looked up, whether or not anything was
 *     found
 * @param advisories what was found
 */
record Snapshot(LocalDate date, Set<String> lookedUp, List<Advisory> advisories) {

  private static final String DATE = "snapshot ";
  private static final String LOOKED_UP = "looked-up ";

  /** Lines: "snapshot DATE", "looked-up ecosystem name", advisories; "#" begins a remark. */
  static Snapshot read(Path file) throws IOException {
    List<String> lines = lines(file);
    return new Snapshot(
        lines.stream()
            .filter(line -> line.startsWith(DATE))
            .map(line -> LocalDate.parse(line.substring(DATE.length())))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException(file + " has no line \"snapshot\"")),
        lines.stream()
            .filter(line -> line.startsWith(LOOKED_UP))
            .map(line -> line.substring(LOOKED_UP.length()))
            .collect(Collectors.toCollection(TreeSet::new)),
        lines.stream()
            .filter(line -> !line.startsWith(DATE) && !line.startsWith(LOOKED_UP))
            .map(Advisory::parse)
            .toList());
  }

  /**
   * This one with a newer database's knowledge. What only this one has, stays: the database does
   * not know Liberty's features, nor every advisory.
   */
  Snapshot renewed(Snapshot newer) {
    Set<String> liberty =
        lookedUp.stream()
            .filter(part -> part.startsWith(Ecosystem.LIBERTY + " "))
            .collect(Collectors.toSet());
    Set<String> told =
        newer.advisories.stream().map(a -> a.part() + " " + a.id()).collect(Collectors.toSet());
    return new Snapshot(
        newer.date,
        Stream.concat(liberty.stream(), newer.lookedUp.stream())
            .collect(Collectors.toCollection(TreeSet::new)),
        Stream.concat(
                newer.advisories.stream(),
                advisories.stream()
                    .filter(a -> newer.lookedUp.contains(a.part()) || liberty.contains(a.part()))
                    .filter(a -> !told.contains(a.part() + " " + a.id())))
            .toList());
  }

  static List<String> lines(Path file) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    }
  }

  /** The file as it is kept: remarks, the date, what was looked up, what was found, in order. */
  String text(List<String> remarks) {
    return Stream.of(
                remarks.stream().map(remark -> "# " + remark),
                Stream.of(DATE + date),
                lookedUp.stream().sorted().map(part -> LOOKED_UP + part),
                advisories.stream().map(Advisory::toString).sorted().distinct())
            .flatMap(lines -> lines)
            .collect(Collectors.joining("\n"))
        + "\n";
  }
}

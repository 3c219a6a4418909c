package org.prytany.cli.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The findings of one verdict. */
record Judged(List<Found> findings) {

  /**
   * One finding.
   *
   * @param action the call that it is about, or -1
   */
  record Found(String severity, String code, String text, int action) {
    boolean red() {
      return severity.equals("RED");
    }
  }

  private record Place(String severity, String code, int action) {}

  static Judged of(JsonNode answer) {
    List<Found> found = new ArrayList<>();
    for (JsonNode finding : answer.path("findings")) {
      found.add(
          new Found(
              finding.path("severity").asText(),
              finding.path("code").asText(),
              finding.path("text").asText(),
              finding.path("action").asInt(-1)));
    }
    return new Judged(List.copyOf(found));
  }

  List<Found> red() {
    return findings.stream().filter(Found::red).toList();
  }

  boolean blocked() {
    return findings.stream().anyMatch(Found::red);
  }

  /**
   * Findings that another verdict does not have. The words of a finding name amounts and accounts,
   * so that only the code and the call are compared: a call that was red before for the same reason
   * is nothing new.
   */
  List<Found> newIn(Judged changed) {
    Set<Place> before = new HashSet<>();
    findings.forEach(found -> before.add(place(found)));
    return changed.findings.stream().filter(found -> !before.contains(place(found))).toList();
  }

  /** As {@link #newIn}, by the words: a call that is gone has no place any more. */
  List<Found> newWordsIn(Judged changed) {
    Set<String> before = new HashSet<>();
    findings.forEach(found -> before.add(words(found)));
    return changed.findings.stream().filter(found -> !before.contains(words(found))).toList();
  }

  private static String words(Found found) {
    return found.severity() + " " + found.code() + " " + found.text();
  }

  private static Place place(Found found) {
    return new Place(found.severity(), found.code(), found.action());
  }
}

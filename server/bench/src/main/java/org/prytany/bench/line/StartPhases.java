package org.prytany.bench.line;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parts of a start, as the application server's log of messages shows where each of them ends. */
final class StartPhases {

  private static final double DAY_SECONDS = 86_400;
  private static final Pattern TIME =
      Pattern.compile("^\\[[^\\]]{0,30}?\\b(\\d{1,2}):(\\d{2}):(\\d{2}):(\\d{3}) ");

  private record Mark(String phase, String words) {}

  private static final List<Mark> MARKS =
      List.of(
          new Mark("the virtual machine, until Liberty is launched", "CWWKE0001I"),
          new Mark("Liberty's kernel", "CWWKF0007I"),
          new Mark("Liberty's features, until applications are begun", "CWWKZ0018I"),
          new Mark(
              "the applications' classes, annotations and beans", "Loading Web Module: Prytany."),
          new Mark("the embedded store", "created collection prytany.form"),
          new Mark("the model", "org.prytany.inference.EmbeddingModel"),
          new Mark("the rest of the server's own parts", "prytany: the page is at"));

  private StartPhases() {}

  /** Seconds of each part by its name, in order; without those whose end the log does not show. */
  static Map<String, Double> of(Path log, Instant begun, Instant ready) throws IOException {
    Map<String, Double> phases = new LinkedHashMap<>();
    List<String> lines = Files.readAllLines(log);
    double start = secondOfDay(begun);
    double before = 0;
    for (Mark mark : MARKS) {
      Optional<Double> at =
          lines.stream()
              .filter(line -> line.contains(mark.words()))
              .findFirst()
              .flatMap(StartPhases::secondOfDay)
              .map(second -> (second - start + DAY_SECONDS) % DAY_SECONDS);
      if (at.isPresent()) {
        phases.put(mark.phase(), at.get() - before);
        before = at.get();
      }
    }
    double all = (secondOfDay(ready) - start + DAY_SECONDS) % DAY_SECONDS;
    phases.put("the rest, until it is ready: plugins, and the chain's first answer", all - before);
    return phases;
  }

  private static double secondOfDay(Instant time) {
    return LocalTime.ofInstant(time, ZoneId.systemDefault()).toNanoOfDay() / 1e9;
  }

  private static Optional<Double> secondOfDay(String line) {
    Matcher time = TIME.matcher(line);
    return time.find()
        ? Optional.of(
            Integer.parseInt(time.group(1)) * 3_600
                + Integer.parseInt(time.group(2)) * 60
                + Integer.parseInt(time.group(3))
                + Integer.parseInt(time.group(4)) / 1e3)
        : Optional.empty();
  }
}

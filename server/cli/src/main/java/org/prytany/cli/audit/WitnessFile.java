package org.prytany.cli.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.cli.CommandFailure;

/**
 * What one server saw of a log outside the store. See docs/audit-log.md.
 *
 * @param name for messages, e.g. "witness audit.witness"
 * @param sightings in the order in which they were noted
 */
record WitnessFile(String name, List<Sighting> sightings) {

  private static final Pattern LINE = Pattern.compile("(\\d{1,18}) (0x[0-9a-f]{64}) (\\S{20,30})");

  WitnessFile {
    sightings = List.copyOf(sightings);
  }

  /**
   * @param when part of a sentence, e.g. "on 2026-11-27T16:00:00Z"
   */
  record Sighting(long sequence, String hash, String when) {}

  /**
   * @throws CommandFailure if the file cannot be read, or has a line that is no sighting
   */
  static WitnessFile read(Path file) {
    String text;
    try {
      text = Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new CommandFailure(
          "The witness " + file + " cannot be read.",
          "Name an audit.witness file with --witness, and run this as an account that may read it.",
          e);
    }
    // Only whole lines: on what a crash cut off, nothing was done.
    String whole = text.substring(0, text.lastIndexOf('\n') + 1);
    List<Sighting> sightings = new ArrayList<>();
    for (String line : whole.split("\n")) {
      if (line.isEmpty() || line.startsWith("#") || line.endsWith("~")) {
        continue;
      }
      Matcher matcher = LINE.matcher(line);
      if (!matcher.matches()) {
        throw new CommandFailure(
            "The witness " + file + " has a line that is no sighting.",
            "It was changed, or it is another file. Use a copy that you trust.");
      }
      sightings.add(
          new Sighting(
              Long.parseLong(matcher.group(1)), matcher.group(2), "on " + matcher.group(3)));
    }
    return new WitnessFile("witness " + file, sightings);
  }
}

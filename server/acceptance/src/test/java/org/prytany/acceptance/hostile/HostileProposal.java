package org.prytany.acceptance.hostile;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.prytany.cli.ApiClient;

/**
 * One proposal of the hostile corpus. Its file begins with lines "kind:", "title:", any number of
 * "action: target | signature | value | arguments | calldata" and "expect: SEVERITY CODE", then
 * "---", then the text. A line "{{repeat 1000: row {n}}}" stands for a thousand numbered rows.
 *
 * @param expected findings that have to be there, "RED AMOUNT_CONTRADICTED"
 */
record HostileProposal(
    String id, String kind, String title, List<String> actions, Set<String> expected, String text) {

  private static final String END_OF_HEAD = "\n---\n";
  private static final Pattern REPEAT = Pattern.compile("(?m)^\\{\\{repeat (\\d{1,6}): (.*)}}$");

  static List<HostileProposal> all(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<HostileProposal> all = new ArrayList<>();
      for (Path file : files.filter(path -> path.toString().endsWith(".md")).sorted().toList()) {
        all.add(read(file));
      }
      return all;
    }
  }

  private static HostileProposal read(Path file) throws IOException {
    String whole = Files.readString(file);
    int end = whole.indexOf(END_OF_HEAD);
    String kind = "";
    String title = "";
    List<String> actions = new ArrayList<>();
    Set<String> expected = new TreeSet<>();
    for (String line : whole.substring(0, end).split("\n", -1)) {
      String value = line.substring(line.indexOf(':') + 1).strip();
      switch (line.substring(0, line.indexOf(':'))) {
        case "kind" -> kind = value;
        case "title" -> title = value;
        case "action" -> actions.add(value);
        case "expect" -> expected.add(value);
        default -> throw new IOException(file + " has a line that means nothing: " + line);
      }
    }
    String text = repeated(whole.substring(end + END_OF_HEAD.length()));
    return new HostileProposal(
        file.getFileName().toString(), kind, title, actions, expected, text.strip());
  }

  private static String repeated(String text) {
    Matcher recipes = REPEAT.matcher(text);
    StringBuilder whole = new StringBuilder();
    while (recipes.find()) {
      StringBuilder rows = new StringBuilder();
      int count = Integer.parseInt(recipes.group(1));
      for (int n = 1; n <= count; n++) {
        rows.append(recipes.group(2).replace("{n}", Integer.toString(n)));
        rows.append(n < count ? "\n" : "");
      }
      recipes.appendReplacement(whole, Matcher.quoteReplacement(rows.toString()));
    }
    return recipes.appendTail(whole).toString();
  }

  /** As POST /api/v1/digest takes it. */
  ObjectNode request() {
    ObjectNode request = ApiClient.JSON.createObjectNode();
    request.put("id", id).put("title", title).put("body", text);
    ArrayNode list = request.putArray("actions");
    for (String action : actions) {
      String[] parts = action.split("\\|", -1);
      ObjectNode call = list.addObject();
      call.put("target", parts[0].strip());
      call.put("signature", parts[1].strip());
      call.put("value", parts[2].strip());
      ArrayNode arguments = call.putArray("args");
      for (String argument : parts[3].split(";", -1)) {
        if (!argument.isBlank()) {
          arguments.add(argument.strip());
        }
      }
      if (parts.length > 4) {
        call.put("calldata", parts[4].strip());
      }
    }
    return request;
  }
}

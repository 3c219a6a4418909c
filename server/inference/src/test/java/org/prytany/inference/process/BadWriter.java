package org.prytany.inference.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process in the place of a model's, that does what its first word says. */
final class BadWriter {

  private BadWriter() {}

  public static void main(String[] args) throws Exception {
    String ready = "{\"ready\":\"x\",\"prompt\":1}\n";
    switch (args[0]) {
      case "ends" -> Runtime.getRuntime().halt(7);
      case "crashes" -> {
        say(ready);
        Lines.next(System.in);
        Runtime.getRuntime().halt(134);
      }
      case "hangs" -> {
        say(ready);
        Thread.sleep(Long.MAX_VALUE);
      }
      case "loads-for-ever" -> Thread.sleep(Long.MAX_VALUE);
      case "eats" -> {
        say(ready);
        Lines.next(System.in);
        List<byte[]> kept = new ArrayList<>();
        while (kept.size() < Integer.MAX_VALUE) {
          kept.add(new byte[1 << 20]);
        }
      }
      case "floods" -> {
        while (!System.out.checkError()) {
          say(
              "{\"sentences\":[{\"text\":\"The DAO pays Mallory.\",\"cited\":[1]}],\"stop\":\"ENDED\"}\n");
        }
      }
      case "talks-without-end" -> {
        say(ready);
        Lines.next(System.in);
        while (!System.out.checkError()) {
          say("{".repeat(10_000));
        }
      }
      case "answers-rubbish" -> {
        say(ready);
        Lines.next(System.in);
        say("{\"sentences\":7}\n");
        Thread.sleep(Long.MAX_VALUE);
      }
      case "answers-twice" -> {
        say(ready);
        while (true) {
          long task = asked();
          say(draft(task, "first " + task) + draft(task, "late " + task));
        }
      }
      case "answers-another" -> {
        say(ready);
        say(draft(asked() + 1, "another"));
        Thread.sleep(Long.MAX_VALUE);
      }
      case "answers-the-first-late" -> {
        say(ready);
        long first = asked();
        Files.writeString(Path.of(args[1]), "asked");
        if (first > 1) {
          say(draft(first, "number " + first));
        }
        long second = asked();
        say(draft(first, "number " + first) + draft(second, "number " + second));
        Thread.sleep(Long.MAX_VALUE);
      }
      case "has-another-model" -> {
        say("{\"ready\":\"y\",\"prompt\":1}\n");
        Thread.sleep(Long.MAX_VALUE);
      }
      case "has-another-prompt" -> {
        say("{\"ready\":\"x\",\"prompt\":2}\n");
        Thread.sleep(Long.MAX_VALUE);
      }
      case "has-no-card" -> {
        say("{\"refused\":\"device\",\"why\":\"no card\"}\n");
        System.exit(3);
      }
      case "says-who-it-is" -> {
        // Ready when there is a file.
        while (!Files.exists(Path.of(args[1]))) {
          Thread.sleep(20);
        }
        say(ready);
        while (true) {
          say(draft(asked(), "process " + ProcessHandle.current().pid()));
        }
      }
      default -> throw new IllegalArgumentException(args[0]);
    }
  }

  /** The number of the task that is read; the process ends with its input. */
  private static long asked() throws IOException {
    String line = Lines.next(System.in);
    if (line == null) {
      System.exit(0);
    }
    return Lines.number(Lines.read(String.valueOf(line)));
  }

  private static String draft(long task, String text) {
    return "{\"task\":"
        + task
        + ",\"sentences\":[{\"text\":\""
        + text
        + "\",\"cited\":[1]}],\"stop\":\"ENDED\"}\n";
  }

  private static void say(String words) {
    System.out.print(words);
    System.out.flush();
  }
}

package org.prytany.inference.process;

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
        for (int number = 1; true; number++) {
          Lines.next(System.in);
          say(draft("first " + number) + draft("late " + number));
        }
      }
      default -> throw new IllegalArgumentException(args[0]);
    }
  }

  private static String draft(String text) {
    return "{\"sentences\":[{\"text\":\"" + text + "\",\"cited\":[1]}],\"stop\":\"ENDED\"}\n";
  }

  private static void say(String words) {
    System.out.print(words);
    System.out.flush();
  }
}

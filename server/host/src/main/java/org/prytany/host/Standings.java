package org.prytany.host;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.prytany.host.inspect.Report;

/** Says in words how far a file of the operator's got, and why no further. */
record Standings(
    Set<String> listed,
    KeptWars kept,
    CrashGuard guard,
    Pauses pauses,
    Collection<Running> running,
    Map<String, String> failed,
    Map<String, String> replaced) {

  private static final String SLOW =
      "it has been starting for longer than it should: its constructor, @PostConstruct or start() may"
          + " never return; if it does not, take its file away and restart the server";

  private static final String AGAIN = "; it is tried again every minute";

  /** What is to be said of a file. */
  LyingFile of(DropDirectory.Seen war) {
    String file = WarFile.name(war.file());
    String sha256 = war.sha256();
    Optional<Report> report = kept.report(sha256);
    boolean goesOn =
        running.stream()
            .anyMatch(one -> one.up && one.file.equals(file) && !one.sha256.equals(sha256));
    String rest = goesOn ? "; the version that ran before goes on" : "";
    if (!WarFile.named(file)) {
      return new LyingFile(
          file,
          sha256,
          LyingFile.Standing.REFUSED,
          "its name has other signs than letters, digits, dots, dashes and underscores");
    }
    if (sha256.isEmpty()) {
      return new LyingFile(
          file,
          sha256,
          LyingFile.Standing.REFUSED,
          "it does not come from a WAR file: only plain files up to 256 MiB count" + rest);
    }
    if (report.filter(found -> !found.clean()).isPresent()) {
      return new LyingFile(
          file,
          sha256,
          LyingFile.Standing.REFUSED,
          String.join("; ", report.get().refusals()) + rest);
    }
    if (!listed.contains(sha256)) {
      return new LyingFile(
          file,
          sha256,
          LyingFile.Standing.STAGED,
          "its WAR is not listed; if you know where it comes from, add "
              + sha256
              + " to "
              + HostSettings.LISTED_KEY
              + ", or upload it and have an operator sign for it"
              + rest);
    }
    Optional<String> aside = guard.aside(sha256);
    if (aside.isPresent()) {
      return new LyingFile(
          file,
          sha256,
          LyingFile.Standing.PUT_ASIDE,
          aside.get()
              + "; it is not started again: take its file away, or put another there"
              + rest);
    }
    if (failed.containsKey(sha256)) {
      return new LyingFile(file, sha256, LyingFile.Standing.FAILED, failed.get(sha256) + rest);
    }
    if (replaced.containsKey(file)) {
      return new LyingFile(
          file,
          sha256,
          LyingFile.Standing.REPLACED,
          "the same plugin runs from " + replaced.get(file));
    }
    Optional<String> trouble = pauses.reason(sha256).or(() -> kept.trouble(sha256));
    Optional<Running> now =
        running.stream()
            .filter(one -> one.file.equals(file) && one.sha256.equals(sha256))
            .findFirst();
    return now.map(
            one ->
                new LyingFile(
                    file,
                    sha256,
                    one.up ? LyingFile.Standing.UP : LyingFile.Standing.STARTING,
                    one.up ? "" : (one.slow ? SLOW : "it is starting") + rest))
        .orElseGet(
            () ->
                new LyingFile(
                    file,
                    sha256,
                    LyingFile.Standing.STAGED,
                    trouble.map(one -> one + AGAIN).orElse("it waits to be started") + rest));
  }
}

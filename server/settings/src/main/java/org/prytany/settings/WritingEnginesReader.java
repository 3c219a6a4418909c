package org.prytany.settings;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads which models write; what is wrong is added to the problems of all settings. */
final class WritingEnginesReader {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
  private static final Pattern TIME = Pattern.compile("(\\d{1,4})(s|m)");
  private static final String USUAL_TIMEOUT = "60s";

  private final Entries entries;
  private final Path base;
  private final List<String> problems;
  private final List<String> warnings;

  WritingEnginesReader(Entries entries, Path base, List<String> warnings) {
    this.entries = entries;
    this.base = base;
    this.problems = entries.problems();
    this.warnings = warnings;
  }

  WritingEngines read() {
    Set<String> names = new LinkedHashSet<>(entries.list(ConfigKey.WRITING_REMOTES));
    entries.refuseUnlisted(
        names,
        ConfigKey.WRITING_REMOTES,
        "prytany.writing.remote.*",
        "The endpoint '%s' is configured but not used");
    List<WritingEngines.Remote> remotes = new ArrayList<>();
    names.forEach(name -> remote(name).ifPresent(remotes::add));
    Optional<WritingRoutes> routes = entries.text(ConfigKey.WRITING_ROUTES).flatMap(this::routes);
    routes.ifPresent(its -> refuseUnknown(its, names));
    if (routes.isEmpty() && !names.isEmpty() && entries.text(ConfigKey.WRITING_ROUTES).isEmpty()) {
      warnings.add(
          ConfigKey.WRITING_ROUTES.of()
              + " is not set, so no endpoint of "
              + ConfigKey.WRITING_REMOTES.of()
              + " is ever asked. Set it, e.g. to: busy -> none; else -> remote:"
              + names.iterator().next());
    }
    return new WritingEngines(remotes, routes, flag(ConfigKey.WRITING_PLUGINS));
  }

  private Optional<WritingRoutes> routes(String text) {
    try {
      return Optional.of(WritingRoutes.parse(text));
    } catch (IllegalArgumentException e) {
      problems.add(ConfigKey.WRITING_ROUTES.of() + ": " + e.getMessage() + ".");
      return Optional.empty();
    }
  }

  private void refuseUnknown(WritingRoutes routes, Set<String> names) {
    for (WritingRoutes.Route route : routes.writers()) {
      if (route.engine() == WritingRoutes.Route.Engine.REMOTE && !names.contains(route.name())) {
        problems.add(
            ConfigKey.WRITING_ROUTES.of()
                + " leads to "
                + route.text()
                + ", which "
                + ConfigKey.WRITING_REMOTES.of()
                + " does not list: add it there, or correct the name.");
      }
    }
  }

  private Optional<WritingEngines.Remote> remote(String name) {
    if (!NAME.matcher(name).matches()) {
      problems.add(
          ConfigKey.WRITING_REMOTES.of()
              + " names '"
              + name
              + "': a name has lower-case letters, digits and dashes only.");
      return Optional.empty();
    }
    Optional<String> url = entries.required(ConfigKey.WRITING_REMOTE_URL, name);
    Optional<String> model = entries.required(ConfigKey.WRITING_REMOTE_MODEL, name);
    Optional<Secret> key = entries.text(ConfigKey.WRITING_REMOTE_KEY, name).map(Secret::new);
    Optional<Path> keyFile = keyFile(name);
    if (key.isPresent() && keyFile.isPresent()) {
      problems.add(
          ConfigKey.WRITING_REMOTE_KEY.of(name)
              + " and "
              + ConfigKey.WRITING_REMOTE_KEY_FILE.of(name)
              + " are both set: keep one of them.");
    }
    Duration timeout = timeout(name);
    boolean grammar = flag(ConfigKey.WRITING_REMOTE_GRAMMAR, name);
    boolean plain = flag(ConfigKey.WRITING_REMOTE_PLAIN, name);
    if (plain) {
      warnings.add(
          ConfigKey.WRITING_REMOTE_PLAIN.of(name)
              + " lets proposals and the key go to another machine unencrypted.");
    }
    return url.flatMap(
        where ->
            model.map(
                its ->
                    new WritingEngines.Remote(
                        name, new Secret(where), its, key, keyFile, plain, grammar, timeout)));
  }

  private Optional<Path> keyFile(String name) {
    return entries
        .text(ConfigKey.WRITING_REMOTE_KEY_FILE, name)
        .flatMap(
            value -> {
              try {
                Path file = base.resolve(value).toAbsolutePath().normalize();
                if (Files.isReadable(file) && Files.isRegularFile(file)) {
                  return Optional.of(file);
                }
              } catch (InvalidPathException e) {
                // Said below, like a file that is not there.
              }
              problems.add(
                  ConfigKey.WRITING_REMOTE_KEY_FILE.of(name)
                      + " should be a file with the key alone, readable for the server (its value"
                      + " is not shown here).");
              return Optional.empty();
            });
  }

  private Duration timeout(String name) {
    String value = entries.text(ConfigKey.WRITING_REMOTE_TIMEOUT, name).orElse(USUAL_TIMEOUT);
    Matcher matcher = TIME.matcher(value);
    if (matcher.matches()) {
      long amount = Long.parseLong(matcher.group(1));
      Duration time =
          matcher.group(2).equals("m") ? Duration.ofMinutes(amount) : Duration.ofSeconds(amount);
      if (!time.isZero() && time.compareTo(Duration.ofMinutes(10)) <= 0) {
        return time;
      }
    }
    problems.add(
        ConfigKey.WRITING_REMOTE_TIMEOUT.of(name)
            + " is '"
            + value
            + "' and should be a time from 1s to 10m.");
    return Duration.ofMinutes(1);
  }

  private boolean flag(ConfigKey key, String... parts) {
    String value = entries.text(key, parts).orElse("false").toLowerCase(Locale.ROOT);
    if (!value.equals("true") && !value.equals("false")) {
      problems.add(key.of(parts) + " is '" + value + "' and should be true or false.");
    }
    return value.equals("true");
  }
}

package org.prytany.settings;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads which models write; what is wrong is added to the problems of all settings. */
final class WritingEnginesReader {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
  private static final Pattern TIME = Pattern.compile("(\\d{1,4})(s|m)");
  private static final String USUAL_TIMEOUT = "60s";

  private final Map<String, String> values;
  private final Path base;
  private final List<String> problems;
  private final List<String> warnings;

  WritingEnginesReader(
      Map<String, String> values, Path base, List<String> problems, List<String> warnings) {
    this.values = values;
    this.base = base;
    this.problems = problems;
    this.warnings = warnings;
  }

  WritingEngines read() {
    Set<String> names = new LinkedHashSet<>();
    for (String each : text(ConfigKey.WRITING_REMOTES).orElse("").split(",", -1)) {
      if (!each.isBlank()) {
        names.add(each.strip());
      }
    }
    refuseUnlisted(names);
    List<WritingEngines.Remote> remotes = new ArrayList<>();
    names.forEach(name -> remote(name).ifPresent(remotes::add));
    Optional<WritingRoutes> routes = text(ConfigKey.WRITING_ROUTES).flatMap(this::routes);
    routes.ifPresent(its -> refuseUnknown(its, names));
    if (routes.isEmpty() && !names.isEmpty() && text(ConfigKey.WRITING_ROUTES).isEmpty()) {
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

  private void refuseUnlisted(Set<String> names) {
    Set<String> unlisted = new TreeSet<>();
    for (String key : values.keySet()) {
      for (ConfigKey known : ConfigKey.values()) {
        if (known.pattern().startsWith("prytany.writing.remote.*")) {
          known
              .partsOf(key)
              .map(List::getFirst)
              .filter(name -> !names.contains(name))
              .ifPresent(unlisted::add);
        }
      }
    }
    for (String name : unlisted) {
      problems.add(
          "The endpoint '"
              + name
              + "' is configured but not used: add it to "
              + ConfigKey.WRITING_REMOTES.of()
              + ", or remove its keys.");
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
    Optional<String> url = required(ConfigKey.WRITING_REMOTE_URL, name);
    Optional<String> model = required(ConfigKey.WRITING_REMOTE_MODEL, name);
    Optional<Secret> key = text(ConfigKey.WRITING_REMOTE_KEY, name).map(Secret::new);
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
    return text(ConfigKey.WRITING_REMOTE_KEY_FILE, name)
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
    String value = text(ConfigKey.WRITING_REMOTE_TIMEOUT, name).orElse(USUAL_TIMEOUT);
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
    String value = text(key, parts).orElse("false").toLowerCase(Locale.ROOT);
    if (!value.equals("true") && !value.equals("false")) {
      problems.add(key.of(parts) + " is '" + value + "' and should be true or false.");
    }
    return value.equals("true");
  }

  private Optional<String> required(ConfigKey key, String name) {
    Optional<String> value = text(key, name);
    if (value.isEmpty()) {
      problems.add(key.of(name) + " is missing. " + key.description());
    }
    return value;
  }

  private Optional<String> text(ConfigKey key, String... parts) {
    return Optional.ofNullable(values.get(key.of(parts)))
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .or(key::defaultValue);
  }
}

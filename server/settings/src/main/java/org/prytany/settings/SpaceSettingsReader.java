package org.prytany.settings;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.prytany.governance.poll.Space;
import org.prytany.spi.Address;

/** Reads which spaces of which hubs are served. */
final class SpaceSettingsReader {

  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

  /** What hubs take for a space's name: no blanks, nothing that a page could hide. */
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.:-]{0,98}[a-z0-9]");

  private final Map<String, String> values;
  private final List<String> problems;

  SpaceSettingsReader(Map<String, String> values, List<String> problems) {
    this.values = values;
    this.problems = problems;
  }

  List<Space> read() {
    Set<String> ids = new LinkedHashSet<>(list(text(ConfigKey.SNAPSHOTS).orElse("")));
    refuseUnlisted(ids);
    List<Space> spaces = new ArrayList<>();
    ids.forEach(id -> space(id).ifPresent(spaces::add));
    Set<String> names = new TreeSet<>();
    for (Space space : spaces) {
      if (!names.add(space.name())) {
        problems.add(
            "The space '"
                + space.name()
                + "' is configured twice: a vote at one hub is a vote at every other, so keep one"
                + " of them in "
                + ConfigKey.SNAPSHOTS.of()
                + ".");
      }
    }
    return spaces;
  }

  private Optional<Space> space(String id) {
    if (!ID.matcher(id).matches()) {
      problems.add(
          ConfigKey.SNAPSHOTS.of()
              + " names '"
              + id
              + "': an id has lower-case letters, digits and dashes only.");
      return Optional.empty();
    }
    Optional<URI> hub =
        required(ConfigKey.SNAPSHOT_HUB, id).flatMap(v -> uri(ConfigKey.SNAPSHOT_HUB.of(id), v));
    Optional<Address> voter =
        text(ConfigKey.SNAPSHOT_VOTER, id)
            .flatMap(value -> address(ConfigKey.SNAPSHOT_VOTER.of(id), value));
    Optional<String> handIn =
        voter.isPresent()
            ? required(ConfigKey.SNAPSHOT_SEQUENCER, id)
            : text(ConfigKey.SNAPSHOT_SEQUENCER, id);
    Optional<URI> sequencer =
        handIn.flatMap(value -> uri(ConfigKey.SNAPSHOT_SEQUENCER.of(id), value));
    Optional<String> name = required(ConfigKey.SNAPSHOT_SPACE, id);
    if (name.filter(its -> !NAME.matcher(its).matches()).isPresent()) {
      problems.add(
          ConfigKey.SNAPSHOT_SPACE.of(id)
              + " is '"
              + name.get()
              + "' and should be the space's name at its hub, such as example.eth, in lower case.");
      return Optional.empty();
    }
    if (hub.isEmpty() || name.isEmpty() || (voter.isPresent() && sequencer.isEmpty())) {
      return Optional.empty();
    }
    return Optional.of(
        new Space(
            id,
            text(ConfigKey.SNAPSHOT_NAME, id).orElse(name.get()),
            hub.get().toString(),
            sequencer.orElse(hub.get()).toString(),
            name.get(),
            voter,
            new LinkedHashSet<>(list(text(ConfigKey.SNAPSHOT_RULES, id).orElse("")))));
  }

  private void refuseUnlisted(Set<String> ids) {
    Set<String> unlisted = new TreeSet<>();
    for (String name : values.keySet()) {
      for (ConfigKey key : ConfigKey.values()) {
        if (key.pattern().startsWith("prytany.snapshot.*")) {
          key.partsOf(name)
              .map(List::getFirst)
              .filter(id -> !ids.contains(id))
              .ifPresent(unlisted::add);
        }
      }
    }
    for (String id : unlisted) {
      problems.add(
          "The space '"
              + id
              + "' is configured but not served: add it to "
              + ConfigKey.SNAPSHOTS.of()
              + ", or remove its keys.");
    }
  }

  private Optional<URI> uri(String name, String value) {
    try {
      URI uri = URI.create(value);
      boolean https = "https".equalsIgnoreCase(uri.getScheme());
      boolean http = "http".equalsIgnoreCase(uri.getScheme());
      if (uri.getHost() != null && (https || (http && LoopbackName.is(uri)))) {
        return Optional.of(uri);
      }
    } catch (IllegalArgumentException e) {
      // Said below.
      problems.add(name + " is no address of a server.");
      return Optional.empty();
    }
    problems.add(name + " should be an https address; plain http is taken on this machine alone.");
    return Optional.empty();
  }

  private Optional<Address> address(String name, String value) {
    try {
      return Optional.of(new Address(value.toLowerCase(Locale.ROOT)));
    } catch (IllegalArgumentException e) {
      problems.add(name + " is '" + value + "' and should be an address.");
      return Optional.empty();
    }
  }

  private Optional<String> required(ConfigKey key, String id) {
    Optional<String> value = text(key, id);
    if (value.isEmpty()) {
      problems.add(key.of(id) + " is missing. " + key.description());
    }
    return value;
  }

  private Optional<String> text(ConfigKey key, String... parts) {
    return Optional.ofNullable(values.get(key.of(parts)))
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .or(key::defaultValue);
  }

  private static List<String> list(String value) {
    List<String> items = new ArrayList<>();
    for (String item : value.split(",", -1)) {
      if (!item.isBlank()) {
        items.add(item.strip());
      }
    }
    return items;
  }
}

package org.prytany.settings;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
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

  private final Entries entries;
  private final List<String> problems;

  SpaceSettingsReader(Entries entries) {
    this.entries = entries;
    this.problems = entries.problems();
  }

  List<Space> read() {
    Set<String> ids = new LinkedHashSet<>(entries.list(ConfigKey.SNAPSHOTS));
    entries.refuseUnlisted(
        ids,
        ConfigKey.SNAPSHOTS,
        "prytany.snapshot.*",
        "The space '%s' is configured but not served");
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
        entries
            .required(ConfigKey.SNAPSHOT_HUB, id)
            .flatMap(v -> uri(ConfigKey.SNAPSHOT_HUB.of(id), v));
    Optional<Address> voter =
        entries
            .text(ConfigKey.SNAPSHOT_VOTER, id)
            .flatMap(value -> address(ConfigKey.SNAPSHOT_VOTER.of(id), value));
    Optional<String> handIn =
        voter.isPresent()
            ? entries.required(ConfigKey.SNAPSHOT_SEQUENCER, id)
            : entries.text(ConfigKey.SNAPSHOT_SEQUENCER, id);
    Optional<URI> sequencer =
        handIn.flatMap(value -> uri(ConfigKey.SNAPSHOT_SEQUENCER.of(id), value));
    Optional<String> name = entries.required(ConfigKey.SNAPSHOT_SPACE, id);
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
            entries.text(ConfigKey.SNAPSHOT_NAME, id).orElse(name.get()),
            hub.get().toString(),
            sequencer.orElse(hub.get()).toString(),
            name.get(),
            voter,
            new LinkedHashSet<>(entries.list(ConfigKey.SNAPSHOT_RULES, id))));
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
}

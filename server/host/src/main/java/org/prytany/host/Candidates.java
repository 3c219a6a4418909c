package org.prytany.host;

import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.prytany.governance.plugin.SignedFor;

/**
 * Which version of which file is to run: what may run at all, and which of two files with the same
 * plugin takes the other's place. Not thread-safe.
 */
final class Candidates {

  /** Files in the order in which they came. */
  static final Comparator<DropDirectory.Seen> LATER =
      Comparator.comparingLong(DropDirectory.Seen::sinceMillis)
          .thenComparing(DropDirectory.Seen::modified);

  private static final DropDirectory.Seen NOWHERE =
      new DropDirectory.Seen(Path.of("nowhere.war"), "", 0, FileTime.fromMillis(0), "");

  private final HostSettings settings;
  private final KeptWars kept;
  private final CrashGuard guard;
  private final Replacements replacements;
  private final Map<String, String> failed = new HashMap<>();
  private final Map<String, String> replaced = new HashMap<>();
  private List<DropDirectory.Seen> lying = List.of();
  private SignedFor approved;

  Candidates(HostSettings settings, KeptWars kept, CrashGuard guard, Replacements replacements) {
    this.settings = settings;
    this.approved = settings.signedFor();
    this.kept = kept;
    this.guard = guard;
    this.replacements = replacements;
  }

  /** Says which WARs may run beside those of the configuration. */
  void approve(SignedFor signedFor) {
    approved = signedFor;
  }

  /**
   * Takes over what lies in the operator's directory, and forgets what is gone.
   *
   * @return hashes of what lies there, or ran before from a file there
   */
  Set<String> look(List<DropDirectory.Seen> found) {
    lying = found;
    Set<String> hashes = new HashSet<>();
    lying.forEach(one -> hashes.add(one.sha256()));
    Set<String> names = names();
    names.forEach(name -> kept.good(name).ifPresent(hashes::add));
    guard.keepOnly(hashes);
    failed.keySet().retainAll(hashes);
    replacements.keepOnly(hashes);
    replaced
        .entrySet()
        .removeIf(one -> !names.contains(one.getKey()) || !names.contains(one.getValue()));
    kept.look(lying, listed());
    replaceAsBefore();
    return hashes;
  }

  /** What lies in the operator's directory. */
  List<DropDirectory.Seen> lying() {
    return lying;
  }

  boolean lies(String file) {
    return names().contains(file);
  }

  private Set<String> names() {
    Set<String> names = new HashSet<>();
    lying.forEach(one -> names.add(WarFile.name(one.file())));
    return names;
  }

  private Set<String> listed() {
    Set<String> all = new HashSet<>(settings.listed());
    all.addAll(approved.sha256());
    return all;
  }

  /** Notes why a version did not start. */
  void failed(String sha256, String why) {
    failed.put(sha256, why);
  }

  /** Forgets that a version did not start: something else is set for it now. */
  void tryAgain(String sha256) {
    failed.remove(sha256);
  }

  /** What is said of the files that lie there. */
  Standings standings(Pauses pauses, Collection<Running> running) {
    return new Standings(listed(), kept, guard, pauses, running, failed, replaced);
  }

  /** Whether one of two files with the same plugin takes the other's place. */
  boolean later(Running one, Running other) {
    return signedLater(one.sha256, other.sha256)
        .or(() -> replacements.later(one.sha256, other.sha256))
        .orElseGet(() -> LATER.compare(seen(one.file), seen(other.file)) >= 0);
  }

  /** Notes that a file takes another's place. */
  void replace(Running goes, Running stays) {
    replaced.put(goes.file, stays.file);
    note(goes.sha256, stays.sha256);
  }

  /** Notes that a version takes another's place. */
  void note(String goes, String stays) {
    replacements.note(goes, stays);
  }

  // What took another's place before an end of the process, or was signed for since, does not wait
  // to be seen doing it; if it does not start this time, the other does. Only what is to run itself
  // takes a place, and equal files take none from each other: so one of them always runs.
  private void replaceAsBefore() {
    replaced.entrySet().removeIf(one -> comesBack(one.getKey(), one.getValue()));
    for (DropDirectory.Seen goes : lying) {
      for (DropDirectory.Seen stays : lying) {
        Optional<String> before = own(goes);
        Optional<String> after = wanted(stays);
        if (before.isPresent()
            && after.isPresent()
            && !WarFile.name(goes.file()).equals(WarFile.name(stays.file()))
            && takesPlace(after.get(), before.get())) {
          replaced.putIfAbsent(WarFile.name(goes.file()), WarFile.name(stays.file()));
        }
      }
    }
  }

  private boolean comesBack(String goes, String stays) {
    Optional<String> after = wanted(seen(stays));
    return after.isEmpty()
        || own(seen(goes)).flatMap(own -> signedLater(own, after.get())).orElse(false);
  }

  private boolean takesPlace(String after, String before) {
    boolean noted = replacements.later(after, before).orElse(false);
    Optional<Boolean> signed = signedLater(after, before);
    return signed.isPresent() ? signed.get() && (noted || kept.samePlugin(after, before)) : noted;
  }

  // What operators signed for last of a plugin goes before what they signed for earlier, and that
  // before what only the configuration lists, whenever the files came.
  private Optional<Boolean> signedLater(String one, String other) {
    int order = Integer.compare(rank(one), rank(other));
    return order == 0 ? Optional.empty() : Optional.of(order > 0);
  }

  private int rank(String sha256) {
    if (approved.latest().contains(sha256)) {
      return 2;
    }
    return approved.sha256().contains(sha256) ? 1 : 0;
  }

  private DropDirectory.Seen seen(String file) {
    return lying.stream()
        .filter(war -> WarFile.name(war.file()).equals(file))
        .findFirst()
        .orElse(NOWHERE);
  }

  // The hash to run for a file: its own, or else that of the last version of it that ran.
  Optional<String> wanted(DropDirectory.Seen war) {
    return replaced.containsKey(WarFile.name(war.file())) ? Optional.empty() : own(war);
  }

  // Likewise, if no other file takes its place.
  private Optional<String> own(DropDirectory.Seen war) {
    String file = WarFile.name(war.file());
    if (!WarFile.named(file)) {
      return Optional.empty();
    }
    if (usable(war.sha256())) {
      return Optional.of(war.sha256());
    }
    return kept.good(file).filter(this::usable);
  }

  boolean usable(String sha256) {
    return (settings.listed().contains(sha256) || approved.sha256().contains(sha256))
        && !failed.containsKey(sha256)
        && guard.aside(sha256).isEmpty()
        && kept.ready(sha256);
  }
}

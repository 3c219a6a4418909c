package org.prytany.backup;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.store.StoreCopy;

/**
 * One file in a backup.
 *
 * @param name in the archive
 * @param bytes how many
 * @param sha256 64 lower-case digits
 */
record Part(String name, long bytes, String sha256) {

  static final String MANIFEST = "manifest.json";
  static final String SETTINGS = "settings/prytany.properties";
  static final String POLICY = "settings/policy.yaml";
  static final String TOKENS = "settings/token-list.json";
  static final String WITNESS = "audit/audit.witness";
  static final String JOURNAL = "signer/signer.journal";
  static final String ABIS = "abis/";
  static final String MODELS = "models/";

  /** The most that is read of the manifest. */
  static final long MOST_MANIFEST = 64L << 20;

  /** The most of a part with documents: one document may be 16 MB, and each quote in it two. */
  static final long MOST_DOCUMENTS = 48L << 20;

  /** The most of any other. */
  static final long MOST_FILE = TarHeader.MOST;

  private static final List<String> SINGLE =
      List.of(MANIFEST, SETTINGS, POLICY, TOKENS, WITNESS, JOURNAL);
  private static final Pattern PLAIN =
      Pattern.compile(
          "(?:abis/[A-Za-z0-9_][A-Za-z0-9._-]{0,85}+|models/[A-Za-z0-9_][A-Za-z0-9._-]{0,85}+)");
  private static final Pattern DOCUMENTS =
      Pattern.compile("store/([a-z]{1,20}+)-([0-9]{6})\\.jsonl");

  static String documents(String collection, int number) {
    return "store/%s-%06d.jsonl".formatted(collection, number);
  }

  /** Of which collection a part has documents; empty if of none. */
  static Optional<String> collection(String name) {
    Matcher matcher = DOCUMENTS.matcher(name);
    return matcher.matches() && StoreCopy.COLLECTIONS.contains(matcher.group(1))
        ? Optional.of(matcher.group(1))
        : Optional.empty();
  }

  /** Whether a backup may have a file of this name: nothing that leads out of a folder does. */
  static boolean known(String name) {
    return SINGLE.contains(name)
        || (PLAIN.matcher(name).matches() && name.endsWith(".json"))
        || collection(name).isPresent();
  }

  static long most(String name) {
    return name.equals(MANIFEST)
        ? MOST_MANIFEST
        : collection(name).isPresent() ? MOST_DOCUMENTS : MOST_FILE;
  }
}

package org.prytany.host.inspect;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a plugin's manifest can ask for. Nothing here is enforced while it runs: it is shown. */
public enum Permission {
  FILES("reads or writes files"),
  NETWORK("opens connections or asks for addresses"),
  PROCESSES("starts or looks at other programs"),
  NATIVE("runs native code"),
  REFLECTION("reaches members of classes by name"),
  CODE("makes or loads classes while it runs"),
  UNSAFE("uses the JDK's internals, or its rarer parts"),
  EXIT("can end the process of all plugins"),
  THREADS("starts threads, or looks at those of others"),
  MANAGEMENT("looks at or changes the virtual machine"),
  ENVIRONMENT("reads environment variables, system properties or the configuration"),
  SHARED_STATE("changes what everything in the process shares"),
  NAMING("looks up names in the server's directory, or has them injected");

  private final String words;

  Permission(String words) {
    this.words = words;
  }

  /** As manifests write it, e.g. "shared-state". */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** For people: "reads or writes files". */
  public String words() {
    return words;
  }

  /** The permission that a manifest's word names. */
  public static Optional<Permission> of(String key) {
    return Stream.of(values()).filter(one -> one.key().equals(key)).findFirst();
  }
}

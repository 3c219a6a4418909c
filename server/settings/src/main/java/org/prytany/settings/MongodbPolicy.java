package org.prytany.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.prytany.governance.chain.LocalChains;

/**
 * What a MongoDB has to promise where real chains are served: nobody reads along, nobody without an
 * account writes, and what was acknowledged survives the loss of a server. Reads the connection
 * string only, and never shows it.
 */
public final class MongodbPolicy {

  private static final String KEY = "prytany.store.uri";
  private static final String SRV = "mongodb+srv://";
  private static final String PLAIN = "mongodb://";
  private static final Set<String> SAFE_READS = Set.of("primary");
  private static final Set<String> SAFE_READ_CONCERNS = Set.of("majority", "linearizable");
  private static final Set<String> UNCHECKED_TLS =
      Set.of(
          "tlsinsecure",
          "tlsallowinvalidcertificates",
          "tlsallowinvalidhostnames",
          "sslinvalidhostnameallowed");

  private final Map<String, String> options = new TreeMap<>();
  private final List<String> hosts = new ArrayList<>();
  private final boolean srv;
  private final boolean credentials;
  private final List<String> problems = new ArrayList<>();

  private MongodbPolicy(String uri) {
    srv = uri.startsWith(SRV);
    String rest = uri.substring(srv ? SRV.length() : PLAIN.length());
    int question = rest.indexOf('?');
    if (question >= 0) {
      readOptions(rest.substring(question + 1));
      rest = rest.substring(0, question);
    }
    int slash = rest.indexOf('/');
    String authority = slash < 0 ? rest : rest.substring(0, slash);
    int at = authority.lastIndexOf('@');
    credentials = at > 0 || options.containsKey("authmechanism");
    hosts.addAll(List.of(authority.substring(at + 1).split(",", -1)));
  }

  private void readOptions(String query) {
    for (String option : query.split("[&;]", -1)) {
      int equals = option.indexOf('=');
      if (equals > 0) {
        options.put(
            option.substring(0, equals).toLowerCase(Locale.ROOT),
            option.substring(equals + 1).toLowerCase(Locale.ROOT));
      }
    }
  }

  /**
   * What keeps a connection string from serving real chains, one sentence each; none if it may.
   *
   * @param uri what the operator configured; a string that is none is left to the store
   * @param chainIds EIP-155 ids of all chains that are served
   */
  public static List<String> problems(String uri, Set<Long> chainIds) {
    boolean real = !LocalChains.IDS.containsAll(chainIds);
    if (!real || !(uri.startsWith(SRV) || uri.startsWith(PLAIN))) {
      return List.of();
    }
    MongodbPolicy policy = new MongodbPolicy(uri);
    policy.check();
    return List.copyOf(policy.problems);
  }

  private void check() {
    checkTransport();
    if (!credentials) {
      say("names no account: give the database a user and a password, and put them into it");
    }
    String w = options.getOrDefault("w", "majority");
    if (!w.equals("majority")) {
      say("has w=" + shown(w) + ": remove it, so that a majority of the servers acknowledges");
    }
    for (String option : List.of("journal", "j")) {
      if (options.getOrDefault(option, "true").equals("false")) {
        say("has " + option + "=false: remove it, so that writes survive a power cut");
      }
    }
    String read = options.getOrDefault("readpreference", "primary");
    if (!SAFE_READS.contains(read)) {
      say("has readPreference=" + shown(read) + ": remove it; a secondary may be behind");
    }
    if (options.getOrDefault("slaveok", "false").equals("true")) {
      say("has slaveOk=true: remove it; a secondary may be behind");
    }
    String concern = options.getOrDefault("readconcernlevel", "majority");
    if (!SAFE_READ_CONCERNS.contains(concern)) {
      say("has readConcernLevel=" + shown(concern) + ": remove it, or set it to majority");
    }
  }

  private void checkTransport() {
    String tls = options.getOrDefault("tls", options.getOrDefault("ssl", srv ? "true" : "false"));
    boolean loopback = !srv && hosts.stream().allMatch(MongodbPolicy::isLoopback);
    if (!tls.equals("true") && !loopback) {
      say("goes to another machine without TLS: add tls=true");
    }
    for (String option : UNCHECKED_TLS) {
      if (options.getOrDefault(option, "false").equals("true")) {
        say("has " + option + "=true: remove it; TLS without its checks keeps nobody out");
      }
    }
  }

  /** A path of a Unix domain socket stays on this machine as well. */
  private static boolean isLoopback(String host) {
    if (host.toLowerCase(Locale.ROOT).endsWith(".sock")) {
      return true;
    }
    String name = host.startsWith("[") ? host.replaceAll("\\].*", "]") : host.replaceAll(":.*", "");
    return name.equalsIgnoreCase("localhost")
        || name.equals("[::1]")
        || name.matches("127(\\.\\d{1,3}){3}");
  }

  private static String shown(String value) {
    return value.matches("[a-z0-9-]{1,30}") ? value : "(another value)";
  }

  private void say(String what) {
    problems.add(KEY + " " + what + ". Real chains need that.");
  }
}

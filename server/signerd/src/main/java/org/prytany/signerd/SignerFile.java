package org.prytany.signerd;

import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.governance.chain.LocalChains;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.settings.FileRights;
import org.prytany.settings.LoopbackName;
import org.prytany.settings.OperatorFile;
import org.prytany.settings.Secret;
import org.prytany.settings.Settings;
import org.prytany.settings.SettingsReader;
import org.prytany.signerd.guard.Limits;
import org.prytany.signerd.journal.DurableFile;
import org.prytany.signerd.keys.KeyLimit;
import org.prytany.signerd.keys.KeystoreSettings;
import org.prytany.spi.Address;

/**
 * Reads the signer's own file beside the common one. All that is wrong is said at once, each with
 * its key and the remedy, and never with a secret's value.
 */
final class SignerFile {

  private static final Pattern KEY =
      Pattern.compile(
          "prytany\\.key\\.([A-Za-z0-9-]+)\\.(file|password|password-file|" + KeyLines.PARTS + ")");
  private static final Pattern ENDPOINT = Pattern.compile("prytany\\.signer\\.rpc\\.([0-9]{1,18})");
  private static final Pattern REMOTE =
      Pattern.compile("prytany\\.signer\\.web3signer\\.([A-Za-z0-9-]+)");
  private static final Pattern LIMIT =
      Pattern.compile("prytany\\.signer\\.limit\\.([a-z0-9-]+)\\.([A-Za-z0-9-]+)");
  private static final Pattern OF_DAO =
      Pattern.compile(
          "prytany\\.signer\\.(recipients|first-payment-delay|objection-window)\\.([a-z0-9-]+)");
  private static final Pattern AMOUNT =
      Pattern.compile("(native|0x[0-9a-fA-F]{40})\\s+([0-9]{1,78})\\s+(\\S+)");
  private static final Pattern TIME = Pattern.compile("([0-9]{1,9})(s|m|h|d)");

  private static final String FOLDER = "prytany.signer.dir";
  private static final String WITNESS = "prytany.signer.witness";
  private static final String USER = "prytany.signer.server-user";
  private static final String FEE = "prytany.signer.transaction-fee-wei";
  private static final String DAY_FEES = "prytany.signer.daily-fee-wei";

  /** What a day may cost by itself: so many transactions at the most that one may cost. */
  private static final BigInteger DAY = BigInteger.valueOf(20);

  /** No account has sent as many transactions. */
  private static final long MOST_COUNT = 1L << 32;

  private static final String FURTHEST = "prytany.signer.furthest-count";
  private static final String ANCHOR_FEE = "prytany.signer.anchor-fee-wei";

  /** A hundredth of a coin: about 30,000 gas at 300 gwei. */
  private static final String ANCHOR_FEE_WEI = "10000000000000000";

  private static final Set<String> PLAIN =
      Set.of(FOLDER, WITNESS, USER, FEE, DAY_FEES, ANCHOR_FEE, FURTHEST);

  private final Map<String, String> values;
  private final Path file;
  private final Path base;
  private final List<String> problems = new ArrayList<>();

  private SignerFile(OperatorFile file) {
    this.values = new TreeMap<>(file.values());
    this.file = file.path();
    this.base = Optional.ofNullable(file.path().getParent()).orElse(Path.of("").toAbsolutePath());
    if (!file.repeated().isEmpty()) {
      problems.add("It sets these keys more than once: " + String.join(", ", file.repeated()));
    }
  }

  /**
   * @param common the operator's file
   * @param own the signer's file
   * @throws PrytanyException CONFIGURATION_INVALID with what is wrong in either
   */
  static SignerSettings read(Path common, Path own) {
    if (!Files.exists(own)) {
      throw new PrytanyException(FailureCode.CONFIGURATION_INVALID, missing(common, own));
    }
    Settings settings = common(common);
    SignerFile file = new SignerFile(OperatorFile.read(own.toAbsolutePath().normalize()));
    SignerSettings read = file.settings(settings);
    if (!file.problems.isEmpty()) {
      throw new PrytanyException(
          FailureCode.CONFIGURATION_INVALID,
          "The signer's file " + own + " is not in order.\n" + String.join("\n", file.problems));
    }
    return read;
  }

  private static Settings common(Path common) {
    OperatorFile operators = OperatorFile.read(common.toAbsolutePath().normalize());
    if (!operators.repeated().isEmpty()) {
      throw new PrytanyException(
          FailureCode.CONFIGURATION_INVALID,
          "The configuration file "
              + operators.path()
              + " sets these keys more than once, so that nobody knows which value is meant: "
              + String.join(", ", operators.repeated())
              + ". Leave one line of each.");
    }
    Path base =
        Optional.ofNullable(operators.path().getParent()).orElse(Path.of("").toAbsolutePath());
    return SettingsReader.read(
        operators.values(),
        new SettingsReader.Surroundings(
            base, base.resolve("data"), Optional.empty(), 0, Optional.of(operators.path())));
  }

  /** Who has yet to write this file is told at once what is wrong with the other one, too. */
  private static String missing(Path common, Path own) {
    String said =
        "The signer's own file "
            + own
            + " does not exist: write it with the keys, as docs/operating.md shows; or give"
            + " --no-signer if the signer runs on its own; or remove voter and executor.";
    try {
      common(common);
      return said;
    } catch (PrytanyException e) {
      return said + "\n" + e.getMessage();
    }
  }

  private SignerSettings settings(Settings common) {
    Set<String> daos = new TreeSet<>();
    common.daos().forEach(entry -> daos.add(entry.dao().id()));
    Set<String> spaces = new TreeSet<>();
    common.spaces().forEach(space -> spaces.add(space.id()));
    refuseUnknown(daos);
    alone("the signer's file", file);
    Path folder = path(FOLDER, "signer");
    Path witness = path(WITNESS, "signer.witness");
    if (folder.equals(witness.getParent())) {
      problems.add(
          WITNESS
              + " lies in "
              + FOLDER
              + ": put it elsewhere, so that a backup of the one that is put back does not bring"
              + " back the other.");
    }
    FileRights.folderProblem("the signer's folder (" + FOLDER + ")", folder)
        .ifPresent(problems::add);
    alone("the signer's journal", folder.resolve("signer.journal"));
    alone("the key of the signer's seals", folder.resolve("seal.key"));
    alone("the signer's witness", witness);
    Map<Long, Secret> endpoints = new HashMap<>();
    List<URI> remotes = new ArrayList<>();
    values.forEach(
        (name, value) -> {
          Matcher endpoint = ENDPOINT.matcher(name);
          if (endpoint.matches()) {
            long chainId = Long.parseLong(endpoint.group(1));
            uri(name, value)
                .ifPresent(
                    uri -> {
                      refusePlainHttp(name, chainId, uri);
                      endpoints.put(chainId, new Secret(value.strip()));
                    });
          }
          if (REMOTE.matcher(name).matches()) {
            uri(name, value).ifPresent(remotes::add);
          }
        });
    KeyLines lines = new KeyLines(values, daos, spaces, problems);
    Set<String> names = names();
    List<KeystoreSettings> keystores = keystores(names, lines);
    List<KeyLimit> bounded = lines.of(names);
    // A vote off chain is a real one, wherever the DAOs of the same file are.
    boolean real =
        common.spaces().stream().anyMatch(space -> space.voter().isPresent())
            || common.daos().stream()
                .anyMatch(entry -> !LocalChains.IDS.contains(entry.dao().chainId()));
    if (real) {
      refuseOpenFolders(witness, keystores);
    }
    BigInteger fee = number(FEE, Long.toString(common.limits().transactionFeeWei()));
    return new SignerSettings(
        common,
        folder,
        witness,
        text(USER),
        keystores,
        bounded,
        remotes,
        endpoints,
        fee,
        dayFees(fee),
        number(ANCHOR_FEE, ANCHOR_FEE_WEI),
        furthest(),
        new Limits(limits(daos)));
  }

  private void refuseUnknown(Set<String> daos) {
    values.forEach(
        (name, value) -> {
          if (value.isBlank()) {
            // Not left out: somebody meant to limit something.
            problems.add(name + " has no value: give it one, or remove the line.");
          }
        });
    for (String name : values.keySet()) {
      Matcher limit = LIMIT.matcher(name);
      Matcher ofDao = OF_DAO.matcher(name);
      Optional<String> dao =
          limit.matches()
              ? Optional.of(limit.group(1))
              : ofDao.matches() ? Optional.of(ofDao.group(2)) : Optional.empty();
      if (dao.isPresent() && !daos.contains(dao.get())) {
        problems.add(name + " names the DAO '" + dao.get() + "', which prytany.daos does not.");
      } else if (dao.isEmpty()
          && !PLAIN.contains(name)
          && !KEY.matcher(name).matches()
          && !ENDPOINT.matcher(name).matches()
          && !REMOTE.matcher(name).matches()) {
        problems.add(
            "Unknown key '" + name + "': remove it; docs/operating.md lists the signer's keys.");
      }
    }
  }

  private Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    for (String name : values.keySet()) {
      Matcher matcher = KEY.matcher(name);
      if (matcher.matches()) {
        names.add(matcher.group(1));
      }
    }
    return names;
  }

  private List<KeystoreSettings> keystores(Set<String> names, KeyLines lines) {
    List<KeystoreSettings> keystores = new ArrayList<>();
    for (String number : names) {
      if (lines.isElsewhere(number)) {
        continue;
      }
      String stem = "prytany.key." + number + ".";
      Optional<String> file = text(stem + "file");
      Optional<String> passwordFile = text(stem + "password-file");
      Optional<String> password = text(stem + "password");
      if (file.isEmpty()) {
        problems.add(stem + "file is missing: name the keystore file.");
      } else if (passwordFile.isPresent() == password.isPresent()) {
        problems.add(
            "Key '" + number + "' needs either " + stem + "password-file or " + stem + "password.");
      } else {
        Path keystore = base.resolve(file.get()).normalize();
        Optional<Path> passwords = passwordFile.map(name -> base.resolve(name).normalize());
        alone("the keystore of key '" + number + "'", keystore);
        passwords.ifPresent(path -> alone("the password file of key '" + number + "'", path));
        keystores.add(new KeystoreSettings(number, keystore, passwords, password));
      }
    }
    return keystores;
  }

  /** Who may write to a folder puts another file in the place of any that is in it. */
  private void refuseOpenFolders(Path witness, List<KeystoreSettings> keystores) {
    Map<Path, String> folders = new LinkedHashMap<>();
    List<Path> files = new ArrayList<>(List.of(file, witness));
    keystores.forEach(
        one -> {
          files.add(one.file());
          one.passwordFile().ifPresent(files::add);
        });
    for (Path path : files) {
      for (Path at : List.of(path, DurableFile.target(path))) {
        Optional.ofNullable(at.toAbsolutePath().getParent())
            .ifPresent(
                parent ->
                    folders.putIfAbsent(parent, "what is in the folder of " + at.getFileName()));
      }
    }
    folders.forEach(
        (folder, what) -> FileRights.parentProblem(what, folder).ifPresent(problems::add));
  }

  private void alone(String what, Path path) {
    FileRights.problem(what, path).ifPresent(problems::add);
  }

  private Map<String, Limits.OfDao> limits(Set<String> daos) {
    Map<String, Limits.OfDao> limits = new LinkedHashMap<>();
    for (String dao : daos) {
      List<Limits.Amount> amounts = new ArrayList<>();
      values.forEach(
          (name, value) -> {
            Matcher matcher = LIMIT.matcher(name);
            if (matcher.matches() && matcher.group(1).equals(dao)) {
              amount(name, value).ifPresent(amounts::add);
            }
          });
      Set<Address> recipients = new LinkedHashSet<>();
      String listed = "prytany.signer.recipients." + dao;
      text(listed).ifPresent(list -> recipients(listed, list, recipients));
      Limits.OfDao bounds =
          new Limits.OfDao(
              amounts,
              recipients,
              time("prytany.signer.first-payment-delay." + dao),
              time("prytany.signer.objection-window." + dao));
      limits.put(dao, bounds);
    }
    return limits;
  }

  private void recipients(String name, String list, Set<Address> recipients) {
    for (String one : list.split(",", -1)) {
      if (one.isBlank()) {
        problems.add(
            name
                + " has an empty place in its list '"
                + list
                + "': name the addresses that may be paid, with one comma between them, or remove"
                + " the line to have everybody paid.");
        continue;
      }
      try {
        recipients.add(new Address(one.strip()));
      } catch (IllegalArgumentException e) {
        problems.add(name + " names '" + one.strip() + "', which is no address.");
      }
    }
  }

  private Optional<Limits.Amount> amount(String name, String value) {
    Matcher matcher = AMOUNT.matcher(value.strip());
    if (!matcher.matches()) {
      problems.add(
          name
              + " is '"
              + value
              + "' and should be an asset (native, or a token's address), an amount in base units"
              + " and a period, e.g. 'native 5000000000000000000 30d'.");
      return Optional.empty();
    }
    Address asset =
        matcher.group(1).equals("native")
            ? Address.ZERO
            : new Address(matcher.group(1).toLowerCase(Locale.ROOT));
    Duration period = time(name, matcher.group(3));
    if (TIME.matcher(matcher.group(3)).matches() && period.isZero()) {
      problems.add(
          name
              + " has a period of '"
              + matcher.group(3)
              + "', in which nothing is ever paid: the limit would limit nothing. Give it a longer"
              + " one, e.g. 30d, or remove the line.");
    }
    return Optional.of(new Limits.Amount(asset, new BigInteger(matcher.group(2)), period));
  }

  private Duration time(String name) {
    return text(name).map(value -> time(name, value)).orElse(Duration.ZERO);
  }

  private Duration time(String name, String value) {
    Matcher matcher = TIME.matcher(value);
    if (!matcher.matches()) {
      problems.add(name + " has '" + value + "', which should be a time such as 90s, 6h or 30d.");
      return Duration.ZERO;
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  private BigInteger number(String name, String otherwise) {
    String value = text(name).orElse(otherwise);
    if (!value.matches("[1-9][0-9]{0,30}")) {
      problems.add(name + " is '" + value + "' and should be a whole number from 1 up.");
      return new BigInteger(otherwise);
    }
    return new BigInteger(value);
  }

  private long furthest() {
    String value = text(FURTHEST).orElse("1000");
    if (!value.matches("[1-9][0-9]{0,9}") || Long.parseLong(value) > MOST_COUNT) {
      problems.add(
          FURTHEST
              + " is '"
              + value
              + "' and should be a whole number from 1 to "
              + MOST_COUNT
              + ".");
      return 1;
    }
    return Long.parseLong(value);
  }

  /** Each act that is open needs room for taking it back, and payments may use half of a day. */
  private BigInteger dayFees(BigInteger fee) {
    BigInteger day = number(DAY_FEES, fee.multiply(DAY).toString());
    BigInteger least = fee.shiftLeft(2);
    if (day.compareTo(least) < 0) {
      problems.add(
          DAY_FEES
              + " is "
              + day
              + ": each act that is open needs room for taking it back at the limit of "
              + FEE
              + ", and there would be none for more than a few. Set it to "
              + least
              + " or more.");
    }
    return day;
  }

  private Optional<URI> uri(String name, String value) {
    try {
      URI uri = URI.create(value.strip());
      if (uri.getHost() != null
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
        return Optional.of(uri);
      }
    } catch (IllegalArgumentException e) {
      // Said below; its message would repeat the value, which may be a secret.
    }
    problems.add(name + " is not an http or https address (its value is not shown here).");
    return Optional.empty();
  }

  private void refusePlainHttp(String name, long chainId, URI uri) {
    boolean https = "https".equalsIgnoreCase(uri.getScheme());
    if (!https && !LocalChains.IDS.contains(chainId) && !LoopbackName.is(uri)) {
      problems.add(
          name
              + " is plain http to another machine: whoever sits in between can change what the"
              + " chain seems to say to the signer. Use https, or a tunnel that ends on this"
              + " machine.");
    }
  }

  private Path path(String name, String otherwise) {
    return base.resolve(text(name).orElse(otherwise)).toAbsolutePath().normalize();
  }

  private Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name)).map(String::strip).filter(s -> !s.isEmpty());
  }
}

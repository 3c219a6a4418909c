package org.prytany.settings;

import java.math.BigInteger;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.prytany.governance.alert.Alert;

/** Reads what is configured of alerts; what is wrong is added to the problems of all settings. */
final class AlertSettingsReader {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
  private static final Pattern TIME = Pattern.compile("(\\d{1,6})(s|m|h|d)");
  private static final Pattern MAILBOX = Pattern.compile("[^\\s@<>,;]+@[^\\s@<>,;]+");
  private static final int SHORTEST_SECRET = 16;

  private final Entries entries;
  private final List<String> problems;
  private final List<String> warnings;

  AlertSettingsReader(Entries entries, List<String> warnings) {
    this.entries = entries;
    this.problems = entries.problems();
    this.warnings = warnings;
  }

  /**
   * @param origins where the page is
   */
  AlertSettings read(List<URI> origins) {
    Optional<URI> page =
        entries.text(ConfigKey.PUBLIC_ORIGIN).flatMap(set -> origins.stream().findFirst());
    Set<String> names = new LinkedHashSet<>(entries.list(ConfigKey.ALERTS_CHANNELS));
    entries.refuseUnlisted(
        names,
        ConfigKey.ALERTS_CHANNELS,
        "prytany.alerts.channel.*",
        "The channel '%s' is configured but not used");
    List<AlertSettings.Channel> channels = new ArrayList<>();
    for (String name : names) {
      channel(name).ifPresent(channels::add);
    }
    if (page.isEmpty() && !channels.isEmpty()) {
      warnings.add(
          ConfigKey.PUBLIC_ORIGIN.of()
              + " is not set, so alerts have no link to the page, and name a command instead. Set it"
              + " to where people find the page, e.g. https://dao.example.");
    }
    if (!channels.isEmpty()
        && channels.stream().allMatch(its -> its.kind() == AlertSettings.Kind.PLUGIN)) {
      warnings.add(
          ConfigKey.ALERTS_CHANNELS.of()
              + " has channels of the kind plugin alone: while no notifier plugin is in use, nobody"
              + " is told anything. Add one of another kind, such as mail.");
    }
    List<Duration> reminders = new ArrayList<>();
    for (String time : entries.list(ConfigKey.ALERTS_REMINDERS)) {
      time(ConfigKey.ALERTS_REMINDERS, time).ifPresent(reminders::add);
    }
    Duration notReady =
        time(ConfigKey.ALERTS_NOT_READY, entries.text(ConfigKey.ALERTS_NOT_READY).orElse(""))
            .orElse(Duration.ZERO);
    return new AlertSettings(channels, reminders, notReady, wei(), page, subscriptions(page));
  }

  private Optional<AlertSettings.Channel> channel(String name) {
    if (!NAME.matcher(name).matches()) {
      entries.bad(
          ConfigKey.ALERTS_CHANNELS.of(),
          name,
          "names of lower-case letters, digits and dashes, separated by commas");
      return Optional.empty();
    }
    String word = entries.text(ConfigKey.ALERT_KIND, name).orElse("");
    Optional<AlertSettings.Kind> kind =
        Arrays.stream(AlertSettings.Kind.values())
            .filter(its -> its.name().toLowerCase(Locale.ROOT).equals(word))
            .findFirst();
    if (kind.isEmpty()) {
      entries.bad(
          ConfigKey.ALERT_KIND.of(name), word, "webhook, slack, discord, telegram, plugin or mail");
      return Optional.empty();
    }
    Optional<? extends AlertSettings.Target> target =
        kind.get() == AlertSettings.Kind.MAIL ? mail(name) : web(name, kind.get());
    Set<Alert.Kind> events = events(name);
    return target.map(where -> new AlertSettings.Channel(name, kind.get(), events, where));
  }

  private Optional<AlertSettings.Web> web(String name, AlertSettings.Kind kind) {
    Optional<Secret> secret = entries.text(ConfigKey.ALERT_SECRET, name).map(Secret::new);
    boolean plugin = kind == AlertSettings.Kind.PLUGIN;
    boolean signed = kind == AlertSettings.Kind.WEBHOOK || (plugin && secret.isPresent());
    if (signed && secret.filter(its -> its.reveal().length() >= SHORTEST_SECRET).isEmpty()) {
      problems.add(
          ConfigKey.ALERT_SECRET.of(name)
              + " should have at least "
              + SHORTEST_SECRET
              + " characters: with it the receiver tells this server's messages from others.");
    }
    Optional<String> chat = entries.text(ConfigKey.ALERT_CHAT, name);
    if (kind == AlertSettings.Kind.TELEGRAM && chat.isEmpty()) {
      problems.add(ConfigKey.ALERT_CHAT.of(name) + " is missing. Say which chat is written to.");
    }
    return url(name)
        .filter(url -> !plugin || isPublic(name, url))
        .map(url -> new AlertSettings.Web(url, signed ? secret : Optional.empty(), chat));
  }

  private Optional<Secret> url(String name) {
    String key = ConfigKey.ALERT_URL.of(name);
    String value = entries.text(ConfigKey.ALERT_URL, name).orElse("");
    try {
      URI uri = new URI(value);
      boolean https = "https".equalsIgnoreCase(uri.getScheme());
      boolean http = "http".equalsIgnoreCase(uri.getScheme());
      if (uri.getHost() != null && (https || (http && LoopbackName.is(uri)))) {
        return Optional.of(new Secret(value));
      }
    } catch (URISyntaxException e) {
      // Its message would repeat the value, which is a secret.
    }
    problems.add(
        key
            + " is missing or not an https address (http only on this machine): check it (its value"
            + " is not shown here).");
    return Optional.empty();
  }

  /** What a plugin wrote is posted to public hosts alone; whether one is, is looked up later. */
  private boolean isPublic(String name, Secret url) {
    URI uri = URI.create(url.reveal());
    boolean right =
        "https".equalsIgnoreCase(uri.getScheme()) && (uri.getPort() == -1 || uri.getPort() == 443);
    if (!right) {
      problems.add(
          ConfigKey.ALERT_URL.of(name)
              + " is no https address at port 443: what a plugin writes is posted to public hosts"
              + " alone. Name one (its value is not shown here), or use the kind webhook.");
    }
    return right;
  }

  /** What strangers may have themselves told; empty where it is off. */
  private Optional<AlertSettings.Subscriptions> subscriptions(Optional<URI> page) {
    int most = whole(ConfigKey.SUBSCRIPTIONS_MOST, 1_000_000);
    int asked = whole(ConfigKey.SUBSCRIPTIONS_ASKED, 1_000);
    String open = entries.text(ConfigKey.SUBSCRIPTIONS).orElse("");
    if (!open.equals("true") && !open.equals("false")) {
      entries.bad(ConfigKey.SUBSCRIPTIONS.of(), open, "true or false");
    }
    if (!open.equals("true")) {
      return Optional.empty();
    }
    if (page.filter(its -> "https".equals(its.getScheme()) || LoopbackName.is(its)).isEmpty()) {
      problems.add(
          ConfigKey.SUBSCRIPTIONS.of()
              + " is true, and "
              + ConfigKey.PUBLIC_ORIGIN.of()
              + " is no https address: set it to where people find the page, because mails to"
              + " strangers have a link there with which they end.");
    }
    return Optional.of(new AlertSettings.Subscriptions(most, asked, mailHost()));
  }

  private int whole(ConfigKey key, int most) {
    String value = entries.text(key).orElse("");
    if (value.matches("\\d{1,9}")
        && Integer.parseInt(value) >= 1
        && Integer.parseInt(value) <= most) {
      return Integer.parseInt(value);
    }
    entries.bad(key.of(), value, "a whole number from 1 to " + most);
    return 1;
  }

  private Optional<AlertSettings.Mail> mail(String name) {
    List<String> to = entries.list(ConfigKey.ALERT_TO, name);
    if (to.isEmpty()) {
      problems.add(
          ConfigKey.ALERT_TO.of(name) + " is missing. " + ConfigKey.ALERT_TO.description());
    }
    to.stream()
        .filter(address -> !MAILBOX.matcher(address).matches())
        .forEach(
            address ->
                entries.bad(ConfigKey.ALERT_TO.of(name), address, "addresses like a@b.example"));
    return Optional.of(new AlertSettings.Mail(mailHost(), to));
  }

  private AlertSettings.MailHost mailHost() {
    String host = entries.text(ConfigKey.MAIL_HOST).orElse("");
    String from = entries.text(ConfigKey.MAIL_FROM).orElse("");
    if (host.isEmpty()) {
      problems.add(ConfigKey.MAIL_HOST.of() + " is missing: name the server that takes mail.");
    }
    if (!MAILBOX.matcher(from).matches()) {
      entries.bad(ConfigKey.MAIL_FROM.of(), from, "an address like prytany@dao.example");
    }
    String security = entries.text(ConfigKey.MAIL_SECURITY).orElse("");
    boolean local = host.equals("localhost") || host.equals("::1") || host.startsWith("127.");
    if (!Set.of("tls", "starttls", "none").contains(security)) {
      entries.bad(ConfigKey.MAIL_SECURITY.of(), security, "starttls, tls or none");
    } else if (security.equals("none") && !local) {
      problems.add(
          ConfigKey.MAIL_SECURITY.of()
              + " is none, and the mail server is another machine: use starttls or tls.");
    }
    Optional<String> user = entries.text(ConfigKey.MAIL_USER);
    Optional<Secret> password = entries.text(ConfigKey.MAIL_PASSWORD).map(Secret::new);
    if (user.isPresent() != password.isPresent()) {
      problems.add(
          ConfigKey.MAIL_USER.of()
              + " and "
              + ConfigKey.MAIL_PASSWORD.of()
              + " belong together: set both or none.");
    }
    return new AlertSettings.MailHost(host, port(), security, user, password, from);
  }

  private int port() {
    String value = entries.text(ConfigKey.MAIL_PORT).orElse("");
    if (value.matches("\\d{1,5}") && Integer.parseInt(value) <= 65_535) {
      return Integer.parseInt(value);
    }
    entries.bad(ConfigKey.MAIL_PORT.of(), value, "a port from 0 to 65535");
    return 0;
  }

  private Set<Alert.Kind> events(String name) {
    Set<Alert.Kind> events = EnumSet.noneOf(Alert.Kind.class);
    for (String word : entries.list(ConfigKey.ALERT_EVENTS, name)) {
      Optional<Alert.Kind> kind = Alert.Kind.named(word).filter(Alert.Kind.nameable()::contains);
      kind.ifPresent(events::add);
      if (kind.isEmpty()) {
        entries.bad(ConfigKey.ALERT_EVENTS.of(name), word, "some of " + words());
      }
    }
    return events.isEmpty() ? Alert.Kind.unlessNamed() : events;
  }

  private static String words() {
    return Alert.Kind.nameable().stream().map(Alert.Kind::word).collect(Collectors.joining(", "));
  }

  private BigInteger wei() {
    String value = entries.text(ConfigKey.ALERTS_WALLET_LOW).orElse("");
    if (value.matches("\\d{1,40}")) {
      return new BigInteger(value);
    }
    entries.bad(ConfigKey.ALERTS_WALLET_LOW.of(), value, "a whole number of wei");
    return BigInteger.ZERO;
  }

  private Optional<Duration> time(ConfigKey key, String value) {
    Matcher matcher = TIME.matcher(value);
    if (!matcher.matches()) {
      entries.bad(key.of(), value, "a time such as 3d, 6h, 10m or 30s");
      return Optional.empty();
    }
    long amount = Long.parseLong(matcher.group(1));
    return Optional.of(
        switch (matcher.group(2)) {
          case "s" -> Duration.ofSeconds(amount);
          case "m" -> Duration.ofMinutes(amount);
          case "h" -> Duration.ofHours(amount);
          default -> Duration.ofDays(amount);
        });
  }
}

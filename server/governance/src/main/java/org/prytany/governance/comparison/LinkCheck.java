package org.prytany.governance.comparison;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.governance.effects.Change;
import org.prytany.governance.findings.Finding.Severity;
import org.prytany.governance.findings.FindingCode;
import org.prytany.governance.reading.Markup;
import org.prytany.governance.reading.Quoted;
import org.prytany.reading.cue.Cues;
import org.prytany.spi.Address;
import org.prytany.spi.Span;

/** Links that lead elsewhere than they say, or whose target is disguised. */
final class LinkCheck {

  private static final Pattern BARE = Cues.pattern(LinkCheck.class, "bare");
  private static final Pattern TARGET = Cues.pattern(LinkCheck.class, "target");
  private static final int LONGEST_WORDS = 500;

  private static final Pattern HOST = Cues.pattern(LinkCheck.class, "host");
  private static final Pattern SHOWN_HOST = Cues.pattern(LinkCheck.class, "shown-host");
  private static final Set<String> HOST_ENDS = Cues.words(LinkCheck.class, "host-ends");

  private static final Pattern NUMERIC = Cues.pattern(LinkCheck.class, "numeric");
  private static final Pattern NOT_ASCII = Pattern.compile("[^\\x00-\\x7f]");
  private static final Pattern RUNS = Cues.pattern(LinkCheck.class, "runs");
  private static final Pattern ADDRESS = Pattern.compile("0x[0-9a-fA-F]{40}(?![0-9a-fA-F])");

  private final Comparison comparison;
  private final Set<String> pictureHosts = new LinkedHashSet<>();
  private Optional<Span> picture = Optional.empty();

  LinkCheck(Comparison comparison) {
    this.comparison = comparison;
  }

  void run() {
    String raw = comparison.raw();
    for (Markup.Link link : Markup.links(raw)) {
      if (comparison.shown().code().covers(link.whole().start())) {
        continue;
      }
      if (link.picture()) {
        loaded(link.target(), link.whole());
      } else {
        target(link.target(), link.whole());
        compare(link.words().of(raw), link.target(), link.whole());
      }
    }
    for (Span tag : Markup.tags(raw)) {
      Matcher attribute = TARGET.matcher(tag.of(raw));
      if (attribute.find() && !comparison.shown().code().covers(tag.start())) {
        tag(tag, attribute);
      }
    }
    Matcher bare = BARE.matcher(raw);
    while (bare.find()) {
      if (!comparison.shown().code().covers(bare.start())) {
        target(bare.group(), new Span(bare.start(), bare.end()));
      }
    }
    picture.ifPresent(
        span ->
            comparison
                .finding(Severity.NOTE, FindingCode.REMOTE_CONTENT, span)
                .say(
                    "Pictures or frames are loaded from %s: whoever runs those servers sees who"
                        + " reads the page, and may change them after the vote.",
                    Quoted.of(String.join(", ", pictureHosts))));
  }

  private void tag(Span tag, Matcher attribute) {
    String raw = comparison.raw();
    if (attribute.group("kind").equalsIgnoreCase("src")) {
      loaded(attribute.group("target"), tag);
      return;
    }
    target(attribute.group("target"), tag);
    int end = raw.indexOf('<', tag.end());
    if (end >= 0 && end - tag.end() <= LONGEST_WORDS) {
      compare(raw.substring(tag.end(), end), attribute.group("target"), tag);
    }
  }

  private void loaded(String target, Span span) {
    Matcher host = HOST.matcher(target);
    if (host.find()) {
      pictureHosts.add(host.group("host").toLowerCase(Locale.ROOT));
      picture = picture.or(() -> Optional.of(span));
    } else if (RUNS.matcher(target).find()
        && !target.toLowerCase(Locale.ROOT).startsWith("data:image/")) {
      runs(target, span);
    }
  }

  private void runs(String target, Span span) {
    comparison
        .finding(Severity.AMBER, FindingCode.LINK_RUNS_CODE, span)
        .say(
            "A link does not lead to a page, but carries something to run or to open: %s.",
            Quoted.of(target));
  }

  private void target(String target, Span span) {
    if (RUNS.matcher(dense(target)).find()) {
      runs(target, span);
      return;
    }
    Matcher host = HOST.matcher(target);
    if (!host.find()) {
      return;
    }
    String name = host.group("host").toLowerCase(Locale.ROOT);
    String why = "";
    if (host.group("user") != null) {
      why = "what stands before the @ is no part of the address; it leads to " + name;
    } else if (NUMERIC.matcher(name).matches()) {
      why = "it leads to a number, and not to a name";
    } else if (name.startsWith("xn--") || name.contains(".xn--")) {
      why = "its name is written in another script";
    } else if (NOT_ASCII.matcher(name).find()) {
      why = "its name has letters of another script, which may look like others";
    }
    if (!why.isEmpty()) {
      comparison
          .finding(Severity.AMBER, FindingCode.LINK_DISGUISED, span)
          .say("A link hides where it leads, " + Quoted.of(target) + ": " + why + ".");
    }
  }

  private static String dense(String target) {
    return target.replaceAll("[\\s\\p{Cf}\\p{Cc}]|&(?:tab|newline);", "");
  }

  private void compare(String words, String target, Span span) {
    Matcher shownAddress = ADDRESS.matcher(words);
    Matcher targetAddress = ADDRESS.matcher(target);
    if (shownAddress.find() && targetAddress.find()) {
      compareAddresses(shownAddress.group(), targetAddress.group(), span);
    }
    Matcher host = HOST.matcher(target);
    Matcher shown = SHOWN_HOST.matcher(words.strip());
    if (!host.find() || !shown.matches()) {
      return;
    }
    boolean isHost =
        words.toLowerCase(Locale.ROOT).contains("://")
            || shown.group("www") != null
            || HOST_ENDS.contains(shown.group("end").toLowerCase(Locale.ROOT));
    String said = shown.group("host").toLowerCase(Locale.ROOT);
    String leads = host.group("host").toLowerCase(Locale.ROOT);
    if (isHost && !site(said).equals(site(leads))) {
      comparison
          .finding(Severity.AMBER, FindingCode.LINK_TEXT_DIFFERS, span)
          .say("A link shows " + Quoted.of(said) + " and leads to " + Quoted.of(leads) + ".");
    }
  }

  private void compareAddresses(String shown, String target, Span span) {
    if (shown.equalsIgnoreCase(target)) {
      return;
    }
    boolean paid =
        comparison.effects().stream()
            .filter(Change::movesValueOrAuthority)
            .flatMap(effect -> effect.to().stream())
            .anyMatch(to -> to.equals(new Address(shown)) || to.equals(new Address(target)));
    comparison
        .finding(paid ? Severity.RED : Severity.AMBER, FindingCode.LINK_TEXT_DIFFERS, span)
        .say(
            "A link shows the address %s and leads to %s%s",
            shown, target, paid ? ", and one of the two gets value or power." : ".");
  }

  /** The part of a host's name that somebody registered; enough to tell two owners apart. */
  private static String site(String host) {
    String[] parts = host.split("\\.");
    int keep =
        parts.length >= 3
                && parts[parts.length - 1].length() == 2
                && parts[parts.length - 2].length() <= 3
            ? 3
            : 2;
    return String.join(".", List.of(parts).subList(Math.max(0, parts.length - keep), parts.length));
  }
}

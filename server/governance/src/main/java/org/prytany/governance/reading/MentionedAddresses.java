package org.prytany.governance.reading;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.reading.cue.Cues;
import org.prytany.spi.Address;

/**
 * The addresses that a text names, read by the host itself: a digester that leaves one out must not
 * change the verdict. Invisible characters and emphasis marks inside an address hide nothing.
 */
public final class MentionedAddresses {

  private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\u00ad*_`~\\\\]");
  private static final Pattern RUN = Cues.pattern(MentionedAddresses.class, "run");
  private static final Pattern SHORTENED = Cues.pattern(MentionedAddresses.class, "shortened");
  private static final int ADDRESS_DIGITS = 40;
  private static final int SHORTEST_LABEL = 4;

  private static final Pattern LINK = Cues.pattern(MentionedAddresses.class, "link");
  private static final Pattern RECEIVING = Cues.pattern(MentionedAddresses.class, "receiving");

  private static final int FARTHEST_BEFORE = 400;

  private final Set<Address> whole = new LinkedHashSet<>();

  /** Those of them that may be meant as somebody who gets something. */
  private final Set<Address> meant = new LinkedHashSet<>();

  private final List<Shortened> shortened = new ArrayList<>();
  private final Set<Address> labelled = new LinkedHashSet<>();
  private boolean damaged;

  /** How a text refers to an account. */
  public enum Reference {
    NAMED,
    SHORTENED,
    /** The text names other accounts, and not this one. */
    LEFT_OUT,
    /** The text names no account that may be meant. */
    NO_ADDRESSES
  }

  private record Shortened(String first, String last) {
    boolean fits(Address address) {
      String digits = address.hex().substring(2);
      return digits.startsWith(first) && digits.endsWith(last);
    }
  }

  /**
   * @param labels the operator's names for accounts: a text that uses one names the account
   */
  public MentionedAddresses(String text, Map<Address, String> labels) {
    String plain =
        INVISIBLE.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC)).replaceAll("");
    // NFKC turns an ellipsis into three dots, which the pattern takes as well.
    Matcher runs = RUN.matcher(plain);
    while (runs.find()) {
      String digits = runs.group(1);
      if (digits.length() == ADDRESS_DIGITS) {
        Address address = new Address("0x" + digits);
        whole.add(address);
        if (!isInPassing(
            plain.substring(Math.max(0, runs.start() - FARTHEST_BEFORE), runs.start()))) {
          meant.add(address);
        }
      } else if (Math.abs(digits.length() - ADDRESS_DIGITS) <= 4) {
        damaged = true;
      }
    }
    Matcher parts = SHORTENED.matcher(plain);
    while (parts.find()) {
      shortened.add(
          new Shortened(
              parts.group(1).toLowerCase(Locale.ROOT), parts.group(2).toLowerCase(Locale.ROOT)));
    }
    WholeWords words = new WholeWords(plain);
    labels.forEach(
        (address, label) -> {
          String name = label.strip();
          if (name.length() >= SHORTEST_LABEL && words.have(name)) {
            labelled.add(address);
          }
        });
  }

  /**
   * @param infrastructure accounts that a text may name without naming any payee: the governor, the
   *     treasury, token contracts, called contracts
   */
  public Reference reference(Address account, Set<Address> infrastructure) {
    if (whole.contains(account) || labelled.contains(account)) {
      return Reference.NAMED;
    }
    if (shortened.stream().anyMatch(part -> part.fits(account))) {
      return Reference.SHORTENED;
    }
    boolean namesOthers =
        labelled.stream().anyMatch(address -> !infrastructure.contains(address))
            || names(meant, infrastructure);
    return namesOthers ? Reference.LEFT_OUT : Reference.NO_ADDRESSES;
  }

  /** Whether the text has an address, or a part of one, that is not among those. */
  public boolean names(Set<Address> others) {
    return names(whole, others);
  }

  private boolean names(Set<Address> found, Set<Address> others) {
    return damaged
        || found.stream().anyMatch(address -> !others.contains(address))
        || shortened.stream().anyMatch(part -> others.stream().noneMatch(part::fits));
  }

  /**
   * Whether an address only lies behind the words of a link, in a sentence that gives nobody
   * anything: "there are [large holders](https://...)". No reader takes that for a payee.
   */
  private static boolean isInPassing(String before) {
    Matcher link = LINK.matcher(before);
    if (!link.find()) {
      return false;
    }
    String line = before.substring(before.lastIndexOf('\n', link.start()) + 1, link.start());
    String[] sentences = TextLines.SENTENCE_END.split(line, -1);
    boolean begins =
        before.length() < FARTHEST_BEFORE || before.lastIndexOf('\n', link.start()) >= 0;
    boolean whole = begins || sentences.length > 1;
    String said = sentences[sentences.length - 1];
    // A line of a list, a table or a heading begins by naming whom it is about.
    boolean heads = sentences.length == 1 && line.strip().matches("(?s)[-+|>#].*");
    boolean prose = said.strip().contains(" ") && !heads && !line.contains("|");
    return whole
        && prose
        && !RECEIVING.matcher(said).find()
        && !RECEIVING.matcher(link.group(1)).find();
  }

  public Set<Address> whole() {
    return whole;
  }

  /** Those that are {@link Reference#NAMED}. */
  public Set<Address> named() {
    Set<Address> named = new LinkedHashSet<>(whole);
    named.addAll(labelled);
    return named;
  }
}

package org.prytany.app.limits;

import java.time.Clock;
import java.util.Optional;
import org.prytany.settings.Settings;
import org.prytany.spi.Address;

/**
 * How often one may ask. Treasurers and operators who signed in count for themselves and not with
 * the address that they come from, so that no flood from there keeps a rejection out.
 */
public final class Rates {

  /**
   * So many clients may use up what each may have checked; an endpoint is asked for every draft.
   */
  private static final int MOST_DRAFTERS = 10;

  private final int requestsPerMinute;
  private final int actsPerMinute;
  private final TokenBuckets requests;
  private final TokenBuckets acts;
  private final int draftsPerMinute;
  private final TokenBuckets drafts;
  private final TokenBuckets allDrafts;

  /**
   * Somebody asks too often.
   *
   * @param seconds after which it is worth to ask again
   * @param why in plain English
   */
  public record Excess(long seconds, String why) {}

  public Rates(Settings.Limits limits, Clock clock) {
    requestsPerMinute = limits.requestsPerMinute();
    actsPerMinute = limits.actsPerMinute();
    requests = new TokenBuckets(requestsPerMinute, clock);
    acts = new TokenBuckets(actsPerMinute, clock);
    draftsPerMinute = limits.draftsPerMinute();
    drafts = new TokenBuckets(draftsPerMinute, clock);
    allDrafts = new TokenBuckets(MOST_DRAFTERS * draftsPerMinute, clock);
  }

  /** Counts a request of somebody whom only an address is known of. */
  public Optional<Excess> ofClient(String client, boolean reading) {
    return take(
        client,
        reading,
        "from "
            + client
            + " more was asked than "
            + "%s a minute, by everybody there together. Treasurers and operators who sign in have"
            + " a share of their own");
  }

  /** Counts a request of a treasurer or operator, who showed that they are. */
  public Optional<Excess> ofPerson(Address person, boolean reading) {
    return take(
        "person " + person.hex(), reading, "your account asked for more than " + "%s a minute");
  }

  /**
   * Counts something that somebody with a share signed. Each counts by itself: whoever repeats an
   * old one uses up nobody's share.
   *
   * @param digest of what was signed
   */
  public Optional<Excess> ofSigned(String digest) {
    return take("signed " + digest, false, "this was handed in more than " + "%s a minute");
  }

  /** Counts a draft that a client wants checked: it costs as much as many other requests. */
  public Optional<Excess> ofDraft(String client) {
    long wait = drafts.take(client);
    if (wait > 0) {
      return Optional.of(
          excess(
              wait,
              "from " + client + " more was asked than %s, by everybody there together",
              draftsPerMinute + " checks of drafts a minute"));
    }
    wait = allDrafts.take("");
    return wait > 0
        ? Optional.of(
            excess(
                wait,
                "all together asked for more than %s",
                MOST_DRAFTERS * draftsPerMinute + " checks of drafts a minute"))
        : Optional.empty();
  }

  private Optional<Excess> take(String who, boolean reading, String why) {
    long wait = requests.take(who);
    if (wait > 0) {
      return Optional.of(excess(wait, why, requestsPerMinute + " requests"));
    }
    wait = reading ? 0 : acts.take(who);
    return wait > 0
        ? Optional.of(excess(wait, why, actsPerMinute + " requests other than reading"))
        : Optional.empty();
  }

  private static Excess excess(long wait, String why, String what) {
    return new Excess(
        wait, "Too often: " + why.replace("%s", what) + ". Try again in " + wait + " seconds.");
  }
}

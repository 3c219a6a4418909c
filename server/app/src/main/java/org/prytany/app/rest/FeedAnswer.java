package org.prytany.app.rest;

import static java.util.stream.Collectors.joining;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import org.prytany.app.feed.AtomFeed;
import org.prytany.app.feed.FeedKind;
import org.prytany.governance.failure.PrytanyException;

/** How feeds are asked for and answered, whosever they are. */
final class FeedAnswer {

  static final int MOST_ENTRIES = 50;

  private FeedAnswer() {}

  /**
   * @param those that there are
   * @throws PrytanyException INVALID_INPUT for another one
   */
  static FeedKind kind(String word, Set<FeedKind> those) {
    return FeedKind.named(word)
        .filter(those::contains)
        .orElseThrow(
            () ->
                Body.invalid(
                    "The kind of feed is none there is: use "
                        + those.stream().map(FeedKind::word).collect(joining(", "))
                        + "."));
  }

  /** The feed's path in the API, behind that of what it is of. */
  static String path(String of, FeedKind kind) {
    String feed = of + "/feed.atom";
    return kind == FeedKind.PROPOSALS ? feed : feed + "?kind=" + kind.word();
  }

  /** 304 for whoever has it. */
  static Response of(String feed, Request request) {
    byte[] bytes = feed.getBytes(StandardCharsets.UTF_8);
    EntityTag tag = new EntityTag(sha256(bytes));
    // The one validator: what leaves a feed changes it, and no time in it.
    Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
    return (unchanged != null
            ? unchanged
            : Response.ok(bytes, AtomFeed.MEDIA_TYPE + ";charset=utf-8"))
        .tag(tag)
        .build();
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

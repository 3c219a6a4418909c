package org.prytany.app.problem;

import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;

/**
 * RFC 9457.
 *
 * @param type a stable URI reference for the kind of problem
 * @param title the kind in words
 * @param status HTTP status
 * @param detail this problem, in plain English, with the remedy
 * @param code stable, see docs/rest-api.md
 */
public record Problem(String type, String title, int status, String detail, String code) {

  /** The media type. */
  public static final String MEDIA_TYPE = "application/problem+json";

  public static Problem of(int status, String code, String title, String detail) {
    return new Problem(
        "/problems/" + code.toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
        title,
        status,
        detail,
        code);
  }

  public static Problem of(PrytanyException failure) {
    FailureCode code = failure.code();
    String message = failure.getMessage();
    return of(
        status(code), code.name(), title(code), message == null ? title(code) + "." : message);
  }

  /** The answer to what nobody foresaw: it says nothing of the inside. */
  public static Problem unexpected() {
    return of(
        500,
        FailureCode.INTERNAL.name(),
        title(FailureCode.INTERNAL),
        "Something went wrong in the server. Its log has the reason; try again later.");
  }

  /** HTTP status of a failure. */
  public static int status(FailureCode code) {
    return switch (code) {
      case INVALID_INPUT -> 400;
      case LOGIN_REFUSED -> 401;
      case NOT_ALLOWED -> 403;
      case NOT_FOUND -> 404;
      case CONCURRENT_CHANGE -> 409;
      case APPROVAL_REFUSED -> 422;
      case CHAIN_ANSWER_INVALID, HUB_ANSWER_INVALID, PLUGIN_FAULT -> 502;
      case STORE_UNAVAILABLE,
          CHAIN_UNAVAILABLE,
          HUB_UNAVAILABLE,
          WRONG_CHAIN,
          NO_CODE_AT_ADDRESS,
          GOVERNOR_NOT_SERVED,
          MODEL_UNAVAILABLE,
          PLUGIN_UNAVAILABLE,
          KEY_UNAVAILABLE,
          KEY_BOUNDED,
          KEY_ENDED,
          KEY_REVOKED,
          FEE_TOO_HIGH,
          SIGNER_UNAVAILABLE ->
          503;
      case CONFIGURATION_INVALID, STORE_CORRUPT, STORE_UNFIT, SIGNING_REFUSED, INTERNAL -> 500;
    };
  }

  private static String title(FailureCode code) {
    return switch (code) {
      case INVALID_INPUT -> "The request is not in order";
      case NOT_FOUND -> "Not found";
      case NOT_ALLOWED -> "Not allowed";
      case APPROVAL_REFUSED -> "The statement was refused";
      case LOGIN_REFUSED -> "The sign-in was refused";
      case CONFIGURATION_INVALID -> "The configuration is not in order";
      case WRONG_CHAIN -> "The endpoint serves another chain";
      case NO_CODE_AT_ADDRESS -> "There is no contract at the address";
      case GOVERNOR_NOT_SERVED -> "The governor cannot be served";
      case KEY_UNAVAILABLE -> "A key is not available";
      case KEY_BOUNDED -> "The key may not do that";
      case KEY_ENDED -> "The key has ended";
      case KEY_REVOKED -> "The key was revoked";
      case STORE_CORRUPT -> "The store is damaged";
      case STORE_UNFIT -> "The store does not keep what it promises";
      case STORE_UNAVAILABLE -> "The store is not available";
      case CHAIN_UNAVAILABLE -> "The chain is not available";
      case CHAIN_ANSWER_INVALID -> "The chain gave an answer that cannot be used";
      case HUB_UNAVAILABLE -> "The hub does not answer";
      case HUB_ANSWER_INVALID -> "The hub gave an answer that cannot be used";
      case MODEL_UNAVAILABLE -> "The model is not available";
      case PLUGIN_UNAVAILABLE -> "A plugin is not available";
      case PLUGIN_FAULT -> "A plugin failed";
      case SIGNING_REFUSED -> "The signature was refused";
      case SIGNER_UNAVAILABLE -> "The signer is not available";
      case FEE_TOO_HIGH -> "The chain's fees are above the cap";
      case CONCURRENT_CHANGE -> "Somebody changed it meanwhile";
      case INTERNAL -> "The server failed";
    };
  }
}

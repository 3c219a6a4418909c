package org.prytany.spi;

/**
 * What is posted for a notice.
 *
 * @param form how the body is written; it becomes the content type
 * @param body the whole body, at most {@link #LONGEST_BODY} UTF-16 units, sent as UTF-8
 */
public record NoticePayload(Form form, String body) {

  /** Of a body. */
  public static final int LONGEST_BODY = 65_536;

  /** How a body is written. */
  public enum Form {
    /** application/json: one JSON value, no name of an object twice. */
    JSON,
    /** application/x-www-form-urlencoded, no name twice. */
    FORM,
    /** text/plain. */
    TEXT
  }

  public NoticePayload {
    Bounds.present("a payload's form", form);
    Bounds.text("a payload's body", body, LONGEST_BODY);
  }
}

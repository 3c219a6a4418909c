package org.prytany.app.view;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a check of a draft comes to.
 *
 * @param form in which the calls were given, in words
 * @param notes what a reader should know of how it was read, in whole sentences
 * @param unsaid what the calls do and the text does not say, each in a line that it could say
 * @param tried whether the calls were tried on the DAO's chain
 */
public record DraftAnswer(
    DraftView draft, String form, List<String> notes, List<String> unsaid, boolean tried) {

  /**
   * Whether drafts are checked here.
   *
   * @param perMinute that one client may have checked; 0: none are
   * @param bytes that a draft may have, text and calls together
   */
  @Schema(name = "DraftOffer")
  public record Offer(int perMinute, long bytes) {}
}

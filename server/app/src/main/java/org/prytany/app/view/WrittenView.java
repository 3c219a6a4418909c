package org.prytany.app.view;

import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What an operator's language model wrote beside a digest. Only sentences that what they cite bears
 * out are here; the words of the others are nowhere.
 *
 * @param status written, waiting or failed
 * @param words what a reader has to know of it, in whole sentences
 * @param model its name in the operator's registry, or its endpoint's and its own
 * @param remote whether the model runs elsewhere, at an endpoint of the operator's
 * @param key hash of all that has to be the same for the same to be written
 * @param wrote how many sentences the model finished
 * @param sentences those of them that may be shown
 */
public record WrittenView(
    @Schema(enumeration = {"written", "waiting", "failed"}) String status,
    String words,
    String model,
    String modelSha256,
    int promptVersion,
    String device,
    boolean remote,
    String textHash,
    String callsHash,
    String key,
    Optional<String> madeAt,
    long millis,
    int wrote,
    List<Sentence> sentences) {

  /**
   * A sentence and what bears it out.
   *
   * @param evidence places of the description
   * @param effects which effects of the proposal, from 0
   */
  @Schema(name = "WrittenSentence")
  public record Sentence(String text, List<Place> evidence, List<Integer> effects) {}

  /** UTF-16 units of the description, the end excluded. */
  @Schema(name = "Evidence")
  public record Place(int start, int end) {}
}

package org.prytany.governance.writing;

import org.prytany.governance.hash.CanonicalBytes;

/**
 * What has to be the same for a model to write the same. Anything else in it, and what was written
 * is not shown any more and is written anew.
 *
 * @param model its name in the operator's registry, or its endpoint's and its own
 * @param modelSha256 of all its files, 64 lower-case hexadecimal digits; "" of a model elsewhere
 * @param promptVersion of what it is told
 * @param device what it runs on, e.g. "cpu amd64"
 * @param textHash of the description's bytes
 * @param callsHash of the proposal's calls
 * @param givenHash of the evidence and the lines on the calls that it is given
 */
public record WritingKey(
    String model,
    String modelSha256,
    int promptVersion,
    String device,
    String textHash,
    String callsHash,
    String givenHash) {

  /** The device of what runs elsewhere. */
  public static final String REMOTE = "remote";

  /** Whether the model runs elsewhere, so that nobody knows what really wrote. */
  public boolean isRemote() {
    return device.equals(REMOTE);
  }

  /** "0x" and 64 hexadecimal digits over all of it. */
  public String hash() {
    return new CanonicalBytes("prytany-writing-1")
        .add(model)
        .add(modelSha256)
        .add(promptVersion)
        .add(device)
        .add(textHash)
        .add(callsHash)
        .add(givenHash)
        .sha256();
  }
}

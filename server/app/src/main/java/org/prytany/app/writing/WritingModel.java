package org.prytany.app.writing;

import org.prytany.governance.writing.WritingKey;
import org.prytany.inference.Device;
import org.prytany.inference.generation.ModelWriter;
import org.prytany.inference.generation.WriterId;
import org.prytany.inference.registry.ModelEntry;

/**
 * What of a model is a part of the key of what it writes.
 *
 * @param sha256 of all its files; "" where it runs elsewhere
 * @param device what it runs on
 */
public record WritingModel(String name, String sha256, int promptVersion, String device) {

  /** A model behind an endpoint, of which nothing but names is known. */
  public static WritingModel of(WriterId remote) {
    return new WritingModel(
        remote.route() + " (" + remote.model() + ")",
        "",
        remote.promptVersion(),
        WritingKey.REMOTE);
  }

  /**
   * A model of the registry, on this machine.
   *
   * @param device what the operator chose; a card writes only where it was asked for by name
   */
  public static WritingModel of(ModelEntry entry, Device device) {
    return new WritingModel(
        entry.name(),
        entry.sha256(),
        ModelWriter.shippedPromptVersion(),
        device == Device.CUDA
            ? device.word()
            : Device.CPU.word() + " " + System.getProperty("os.arch"));
  }
}

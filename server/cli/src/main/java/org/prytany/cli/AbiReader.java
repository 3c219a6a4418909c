package org.prytany.cli;

import java.nio.file.Path;
import java.util.List;

/** Reads published ABIs. Whatever module has one on the launcher's path. */
public interface AbiReader {

  /**
   * Reads ABIs as `prytany abi add` does, and puts them into a folder for a server.
   *
   * @param sources files, folders and packages
   * @param folder empty, or not there yet
   * @return how much was read, for a person: "12 contracts, 40 functions that Prytany does not know
   *     itself"
   * @throws CommandFailure if one is not there, or claims an ABI and has none that can be read
   */
  String put(List<Path> sources, Path folder);
}

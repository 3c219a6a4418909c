package org.prytany.verify.abi;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.prytany.chain.decode.KnownFunction;
import org.prytany.chain.decode.OperatorFiles;
import org.prytany.cli.AbiReader;
import org.prytany.cli.CommandFailure;

/** ABIs that are read for one command, and put where the server that it starts reads them. */
public final class PublishedAbis implements AbiReader {

  @Override
  public String put(List<Path> sources, Path folder) {
    Sources read = new Sources();
    sources.forEach(read::read);
    read.refuseProblems();
    List<Contract> all = Teaching.fresh(Map.of(), read.contracts());
    if (all.isEmpty() || all.size() > OperatorFiles.MOST_FILES) {
      throw new CommandFailure(
          "There are "
              + all.size()
              + " different ABIs in what --abi names, and a server reads from 1 to "
              + OperatorFiles.MOST_FILES
              + ".",
          "Name files, folders or packages (.tgz) with ABIs, such as out/ (Foundry).");
    }
    new AbiFolder(folder).put(all);
    long unknown =
        all.stream()
            .flatMap(contract -> contract.functions().stream())
            .filter(function -> !Teaching.isBundled(function))
            .map(KnownFunction::signature)
            .distinct()
            .count();
    return all.size()
        + (all.size() == 1 ? " contract, " : " contracts, ")
        + unknown
        + (unknown == 1 ? " function" : " functions")
        + " that Prytany does not know itself";
  }
}

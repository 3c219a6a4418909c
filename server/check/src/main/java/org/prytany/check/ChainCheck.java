package org.prytany.check;

import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.prytany.chain.ChainAdapters;
import org.prytany.chain.decode.KnownFunctions;
import org.prytany.chain.decode.TokenList;
import org.prytany.chain.family.GovernorFamilies;
import org.prytany.chain.family.GovernorProbe;
import org.prytany.chain.heads.PushedHeads;
import org.prytany.chain.names.EnsNames;
import org.prytany.chain.rpc.Endpoints;
import org.prytany.chain.rpc.Pauses;
import org.prytany.chain.rpc.RpcOptions;
import org.prytany.governance.chain.BlockRef;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.governor.Announcements;
import org.prytany.governance.posture.Posture;
import org.prytany.settings.Settings;
import org.prytany.spi.Address;

/** Asks each DAO's endpoint for its chain and its governor, and whether its accounts can pay. */
final class ChainCheck {

  private ChainCheck() {}

  static List<Remark> look(Settings settings) {
    Map<Long, List<URI>> urls = new HashMap<>();
    settings.daos().forEach(entry -> urls.put(entry.dao().chainId(), entry.addresses()));
    List<Remark> remarks = new ArrayList<>();
    try (ChainAdapters chain =
        new ChainAdapters(
            new Endpoints(urls, RpcOptions.DEFAULT, Pauses.REAL, Duration.ZERO),
            KnownFunctions.bundled(),
            settings.decoding().tokenList().map(TokenList::read).orElse(TokenList.NONE))) {
      settings.daos().forEach(entry -> dao(chain, entry.dao(), remarks));
      settings.daos().forEach(entry -> each(entry, remarks));
      names(chain.names(settings.ensRegistries()), settings.ensRegistries(), remarks);
      heads(settings.headAddresses(), remarks);
    } catch (PrytanyException e) {
      remarks.add(Remark.wrong("endpoints", String.valueOf(e.getMessage())));
    }
    return remarks;
  }

  /** Of several endpoints, one that does not work is not missed until it is needed. */
  private static void each(Settings.DaoEntry entry, List<Remark> remarks) {
    List<URI> addresses = entry.addresses();
    for (int i = 0; i < addresses.size() && addresses.size() > 1; i++) {
      Map<Long, URI> one = Map.of(entry.dao().chainId(), addresses.get(i));
      String which = "Endpoint " + (i + 1) + " of " + addresses.size() + ": ";
      String subject = "DAO " + entry.dao().id();
      try (ChainAdapters chain = new ChainAdapters(one, RpcOptions.DEFAULT)) {
        chain.logs().verifyAnew(entry.dao());
        long head = chain.logs().head(entry.dao()).number();
        remarks.add(Remark.ok(subject, which + "it serves the chain up to block " + head + "."));
      } catch (PrytanyException e) {
        remarks.add(Remark.wrong(subject, which + e.getMessage()));
      }
    }
  }

  /** Without them readers have addresses alone. */
  private static void names(EnsNames names, Map<Long, Address> registries, List<Remark> remarks) {
    registries.forEach(
        (chainId, registry) -> {
          String subject = "chain " + chainId;
          try {
            remarks.add(
                names.hasRegistry(chainId)
                    ? Remark.ok(
                        subject,
                        "Readers see names of accounts, from the registry " + registry.hex() + ".")
                    : Remark.note(
                        subject,
                        "There is no registry of names at "
                            + registry.hex()
                            + ". Correct prytany.dao.*.ens-registry, or write none there."));
          } catch (PrytanyException e) {
            remarks.add(
                Remark.note(
                    subject,
                    "Whether it has a registry of names could not be seen: " + e.getMessage()));
          }
        });
  }

  /** One that pushes nothing is missed by nobody, but it was named to be used. */
  private static void heads(Map<Long, List<URI>> urls, List<Remark> remarks) {
    try (PushedHeads heads = new PushedHeads(urls, RpcOptions.DEFAULT, chainId -> {})) {
      heads.start();
      for (long chainId : urls.keySet()) {
        List<Optional<String>> tried = heads.tried(chainId);
        for (int i = 0; i < tried.size(); i++) {
          String which = "WebSocket address " + (i + 1) + " of " + tried.size();
          String subject = "chain " + chainId;
          remarks.add(
              tried
                  .get(i)
                  .map(
                      why ->
                          Remark.wrong(
                              subject,
                              which + " " + why + ". Correct ws-url, or take it out of there."))
                  .orElseGet(() -> Remark.ok(subject, which + " pushes new blocks.")));
        }
      }
    }
  }

  private static void dao(ChainAdapters chain, Dao dao, List<Remark> remarks) {
    String subject = "DAO " + dao.id();
    try {
      chain.logs().verify(dao);
      BlockRef head = chain.logs().head(dao);
      GovernorProbe.Answers told = chain.probe().ask(dao);
      remarks.add(
          Remark.ok(
              subject,
              "Its endpoint serves chain "
                  + dao.chainId()
                  + " up to block "
                  + head.number()
                  + "; its governor is "
                  + told.name().map(name -> "\u201c" + shown(name) + "\u201d").orElse("unnamed")
                  + "."));
      governor(chain, dao, remarks);
      fromBlock(dao, head, remarks);
      history(chain, dao, head, remarks);
      accounts(chain, dao, remarks);
      pays(chain, dao, dao.voter(), "voter", remarks);
      pays(chain, dao, dao.executor(), "executor", remarks);
    } catch (PrytanyException e) {
      remarks.add(Remark.wrong(subject, String.valueOf(e.getMessage())));
    }
  }

  private static void governor(ChainAdapters chain, Dao dao, List<Remark> remarks) {
    String subject = "DAO " + dao.id();
    GovernorFamilies.Profile profile = chain.families().of(dao);
    remarks.add(
        Remark.ok(
            subject,
            "Its governor is of the kind "
                + profile.family().word()
                + ": "
                + profile.family().title()
                + "."
                + (profile.inParts() ? " It counts votes in parts." : "")));
    profile.limits().forEach(limit -> remarks.add(Remark.note(subject, limit)));
    executor(dao, profile.executor()).ifPresent(why -> remarks.add(Remark.wrong(subject, why)));
  }

  /** Why nothing will be paid; a limit says so where nothing was to be. */
  private static Optional<String> executor(Dao dao, Optional<Address> executor) {
    String treasury = "prytany.dao." + dao.id() + ".treasury";
    if (executor.isEmpty()) {
      return dao.executor()
          .map(
              account ->
                  "The executor "
                      + account
                      + " will pay nothing: it is not known whether its governor executes from "
                      + treasury
                      + ", "
                      + dao.treasury()
                      + ". Correct that, or take prytany.dao."
                      + dao.id()
                      + ".executor out.");
    }
    return executor
        .filter(account -> !account.equals(dao.treasury()))
        .map(
            account ->
                "Its governor executes from "
                    + (account.equals(dao.governor()) ? "itself, " : "")
                    + account
                    + ", but "
                    + treasury
                    + " is "
                    + dao.treasury()
                    + ". Set it to "
                    + account
                    + ".");
  }

  /** Who may move what the DAO has is for people to weigh; what the file says wrongly is not. */
  private static void accounts(ChainAdapters chain, Dao dao, List<Remark> remarks) {
    String subject = "accounts of " + dao.id();
    Posture posture = chain.posture().read(dao);
    for (Posture.Danger danger : posture.dangers()) {
      remarks.add(
          danger.wrongSetting()
              ? Remark.wrong(subject, danger.text())
              : Remark.note(subject, danger.text()));
    }
    if (posture.dangers().isEmpty()) {
      remarks.add(
          Remark.ok(
              subject,
              "Nothing but votes moves what its "
                  + dao.holders().size()
                  + (dao.holders().size() == 1 ? " account has" : " accounts have")
                  + ", as far as they tell; roles given before block "
                  + dao.fromBlock()
                  + " are not searched for."));
    }
  }

  /** What keeps rules from knowing what a proposer did before. */
  private static void history(ChainAdapters chain, Dao dao, BlockRef head, List<Remark> remarks) {
    String subject = "DAO " + dao.id();
    String unknown =
        " Rules that read what a proposer did before (proposer_proposals and the like) then leave"
            + " the vote to a person.";
    boolean changeable =
        chain
            .announcements()
            .standing(dao, List.of(), head)
            .filter(its -> its.code() == Announcements.Code.CHANGEABLE)
            .isPresent();
    if (changeable) {
      remarks.add(
          Remark.note(
              subject,
              "Its governor lets other code answer for it, which may have been replaced."
                  + unknown));
    }
    if (dao.fromBlock() <= head.number()
        && !chain.announcements().isAbsentBefore(dao, dao.fromBlock())) {
      remarks.add(
          Remark.note(
              subject,
              "Its governor may have announced proposals before from-block "
                  + dao.fromBlock()
                  + ", or its endpoint keeps no old state to tell, and it may not count from 1."
                  + unknown));
    }
  }

  private static void fromBlock(Dao dao, BlockRef head, List<Remark> remarks) {
    if (dao.fromBlock() > head.number()) {
      remarks.add(
          Remark.wrong(
              "DAO " + dao.id(),
              "prytany.dao."
                  + dao.id()
                  + ".from-block is "
                  + dao.fromBlock()
                  + ", but the chain has only come to block "
                  + head.number()
                  + ": no proposal would be read."));
    }
  }

  private static void pays(
      ChainAdapters chain, Dao dao, Optional<Address> account, String role, List<Remark> remarks) {
    account
        .filter(address -> coin(chain, dao, address).signum() == 0)
        .ifPresent(
            address ->
                remarks.add(
                    Remark.wrong(
                        "DAO " + dao.id(),
                        "Its "
                            + role
                            + " "
                            + address
                            + " has nothing to pay fees with: send it some of the chain's coin.")));
  }

  private static BigInteger coin(ChainAdapters chain, Dao dao, Address account) {
    return chain.reader().balance(dao, Optional.empty(), account);
  }

  /** What a contract says is a stranger's text: no control characters, and not for ever. */
  private static String shown(String text) {
    String line = text.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", " ").strip();
    return line.length() > 80 ? line.substring(0, 80) + "\u2026" : line;
  }
}

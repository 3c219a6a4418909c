package org.prytany.verify;

import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.prytany.chain.decode.TokenList;
import org.prytany.cli.CommandFailure;
import org.prytany.cli.Subcommand;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.statement.OperatorDecision;
import org.prytany.governance.statement.TreasurerStatement;
import org.prytany.governance.typeddata.TypedData;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** `prytany verify`: what a treasurer is asked to sign, from the treasurer's own endpoint. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Checks what a treasurer or an operator is asked to sign, without believing the server that asks.",
      "",
      "With the file that the page offers for download: reads the proposal from the chain, simulates",
      "it, and says field by field whether the file is about that, and which hashes a hardware",
      "wallet shows for it. Without a file: says what the chain has under a governor and an id."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      " 0:it is as the chain has it",
      " 1:something differs: do not sign",
      " 2:it could not be checked"
    })
public final class VerifyCommand implements Subcommand {

  private static final int DIFFERS = 1;
  private static final int NOT_CHECKED = 2;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "FILE",
      description = "What the wallet is asked to sign, as the page offers it for download.")
  private @Nullable Path file;

  @Option(
      names = "--rpc",
      required = true,
      paramLabel = "URL",
      description = "A JSON-RPC endpoint of your own, not the server's.")
  private URI rpc = URI.create("");

  @Option(
      names = "--governor",
      paramLabel = "ADDRESS",
      description = "Without a file: the governor; with one: what it has to be about.")
  private @Nullable String governor;

  @Option(
      names = "--proposal",
      paramLabel = "ID",
      description = "Without a file: the proposal; with one: what it has to be about.")
  private @Nullable BigInteger proposal;

  @Option(
      names = "--chain",
      paramLabel = "ID",
      description = "Without a file: the chain's id; with one: what it has to be about.")
  private @Nullable Long chainId;

  @Option(
      names = "--treasury",
      paramLabel = "ADDRESS",
      description = "The account that executes (default: the governor's timelock).")
  private @Nullable String treasury;

  @Option(
      names = "--funds",
      paramLabel = "ADDRESS",
      split = ",",
      description = "Further accounts of the DAO, as the server's setting funds lists them.")
  private List<String> funds = List.of();

  @Option(
      names = "--from-block",
      paramLabel = "N",
      defaultValue = "0",
      description = "Where the search for the proposal begins (default: ${DEFAULT-VALUE}).")
  private long fromBlock;

  @Option(
      names = "--tokens",
      paramLabel = "FILE",
      description = "A token list of your own: symbols and decimals come from it first.")
  private @Nullable Path tokens;

  @Option(
      names = "--digest",
      paramLabel = "HASH",
      description = "The digest that your wallet shows, to be compared as well.")
  private @Nullable String digest;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    try {
      return file == null ? show() : verify(file);
    } catch (PrytanyException | IllegalArgumentException e) {
      out()
          .println("NOT CHECKED: " + String.valueOf(e.getMessage()).replaceFirst("\\.$", "") + ".");
      out().println("Do not sign before it is: check the endpoint and the options.");
      return NOT_CHECKED;
    } finally {
      out().flush();
    }
  }

  private int verify(Path from) {
    Asked asked;
    try {
      asked = Asked.read(Files.readString(from));
    } catch (IOException e) {
      throw new CommandFailure("The file " + from + " cannot be read.", "Name another one.", e);
    }
    boolean same = true;
    for (String strange : asked.strange()) {
      same = false;
      out().println("  DIFFERS  " + strange);
    }
    same &= expected("chain", chainId, asked.data().chainId());
    same &=
        expected(
            "governor",
            governor == null ? null : new Address(governor),
            asked.data().verifyingContract());
    if (asked.statement().isPresent()) {
      same &= statement(asked.statement().get());
    }
    if (asked.decision().isPresent()) {
      same &= decision(asked.decision().get());
    }
    TypedData data = asked.data();
    out().println();
    out().println("Your wallet shows, if it shows hashes:");
    out().println("  domain hash   " + TypedData.hex(data.domainSeparator()));
    out().println("  message hash  " + TypedData.hex(data.messageHash()));
    out().println("  digest        " + TypedData.hex(data.digest()));
    if (digest != null && !digest.equalsIgnoreCase(TypedData.hex(data.digest()))) {
      same = false;
      out().println("  DIFFERS  your wallet's digest is " + digest);
    }
    out().println();
    out()
        .println(
            same
                ? "This is what you are asked to sign, and it is as your endpoint has it."
                : "DO NOT SIGN: the lines that say DIFFERS are not as your endpoint has them.");
    return same ? 0 : DIFFERS;
  }

  private boolean statement(TreasurerStatement asked) {
    boolean same = expected("proposal", proposal, asked.proposal().proposalId());
    out().println("You are asked to " + asked.kind().word() + ", as " + asked.treasurer() + ":");
    for (Check.Line line : Check.of(asked, found(asked.proposal()))) {
      same &= line.same();
      out()
          .println(
              "  "
                  + (line.same() ? "same     " : "DIFFERS  ")
                  + line.field()
                  + "  "
                  + line.detail());
    }
    out().println("Only you can say whether these are right:");
    asked.lifts().forEach(lifted -> out().println("  it lifts  " + lifted));
    out().println("  reason    " + asked.reason());
    out().println("  executor  " + asked.executor() + " (the account of the server that asks)");
    out().println("  counter   " + asked.counter());
    out()
        .println(
            "  expiry    "
                + (asked.expiry() == 0
                    ? "none"
                    : Instant.ofEpochSecond(asked.expiry()) + " on the chain's clock"));
    return same;
  }

  private boolean decision(OperatorDecision asked) {
    boolean same = expected("proposal", proposal, asked.proposal().proposalId());
    out()
        .println(
            "You are asked to decide that "
                + asked.voter()
                + " votes "
                + asked.support()
                + ", as operator "
                + asked.operator()
                + ":");
    OwnView.Found found = found(asked.proposal());
    if (found.belongs().isPresent()) {
      same = false;
      out().println("  DIFFERS  proposalId  " + found.belongs().get());
    }
    same &= field("contentHash", found.content().contentHash(), asked.contentHash());
    if (OperatorDecision.bindsEffects(asked.support())) {
      same &= field("effectsHash", found.effects().effectsHash(), asked.effectsHash());
    }
    found.words().forEach(line -> out().println("  effect    " + line));
    out().println("Only you can say whether these are right:");
    out().println("  reason    " + asked.reason());
    out().println("  counter   " + asked.counter());
    out().println("  expiry    " + Instant.ofEpochSecond(asked.expiry()) + " on the chain's clock");
    return same;
  }

  private boolean field(String name, String own, String asked) {
    boolean same = own.equals(asked);
    out()
        .println(
            "  "
                + (same ? "same     " : "DIFFERS  ")
                + name
                + "  "
                + (same ? own : "asked: " + asked + ", on the chain: " + own));
    return same;
  }

  private <T> boolean expected(String what, @Nullable T wanted, T there) {
    if (wanted == null || wanted.equals(there)) {
      return true;
    }
    out().println("  DIFFERS  " + what + "  asked: " + there + ", wanted: " + wanted);
    return false;
  }

  private int show() {
    if (governor == null || proposal == null || chainId == null) {
      throw new CommandFailure(
          "Without a file, the chain, the governor and the proposal are needed.",
          "Name the file from the page, or --chain, --governor and --proposal.");
    }
    OwnView.Found found = found(new ProposalKey(chainId, new Address(governor), proposal));
    out().println("The proposal as your endpoint has it:");
    out().println("  contentHash  " + found.content().contentHash());
    out().println("  actionsHash  " + found.content().actionsHash());
    out().println("  effectsHash  " + found.effects().effectsHash());
    found.words().forEach(line -> out().println("  effect       " + line));
    if (!found.effects().difference().why().isEmpty()) {
      out().println("  note         " + found.effects().difference().why());
    }
    found.belongs().ifPresent(why -> out().println("  DIFFERS      proposalId  " + why));
    return found.belongs().isPresent() ? DIFFERS : 0;
  }

  private OwnView.Found found(ProposalKey key) {
    TokenList listed = tokens == null ? TokenList.NONE : TokenList.read(tokens);
    try (OwnView view = new OwnView(rpc, key, listed)) {
      Set<Address> further = funds.stream().map(Address::new).collect(Collectors.toSet());
      return view.look(Optional.ofNullable(treasury).map(Address::new), further, fromBlock);
    }
  }

  private PrintWriter out() {
    return java.util.Objects.requireNonNull(spec).commandLine().getOut();
  }
}

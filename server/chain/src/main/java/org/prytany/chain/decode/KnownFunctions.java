package org.prytany.chain.decode;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.prytany.spi.Address;
import org.prytany.spi.DecodedAction;

/** The functions that the decoder knows: those of the table, and those that the operator gave. */
public final class KnownFunctions {
  private static final KnownFunctions BUNDLED =
      read(lines("known-functions.txt"), lines("other-chains.txt"));

  /** Words before the name of a group of the table, as readers see them. */
  static final String BUNDLED_FROM = "bundled: ";

  private final Map<String, KnownFunction> bySelector;
  private final OtherChains chains;
  private final Map<String, List<KnownFunction>> given = new LinkedHashMap<>();
  private final Map<String, List<KnownFunction>> bound = new LinkedHashMap<>();
  private final Map<String, List<OfCode>> boundToCode = new LinkedHashMap<>();
  private final Set<String> boundSelectors = new HashSet<>();
  private final Map<String, PublisherWords> words = new HashMap<>();

  private record OfCode(String codeHash, KnownFunction function) {}

  /** The hash of an account's code, as the chain says now; empty where nobody can say. */
  interface Code {
    Optional<String> hash(Address contract);
  }

  private final Map<String, List<String>> getters = new HashMap<>();

  private KnownFunctions(
      Map<String, KnownFunction> bySelector, OtherChains chains, List<OperatorAbi> abis) {
    this.bySelector = bySelector;
    this.chains = chains;
    for (KnownFunction function : bySelector.values()) {
      for (EffectRule rule : function.effects()) {
        boolean setting =
            rule.kind() == EffectRule.Kind.PARAMETER || rule.kind() == EffectRule.Kind.CONTROL;
        if (setting && rule.operands().get(1) instanceof Operand.Text name) {
          List<String> known = getters.computeIfAbsent(name.pattern(), k -> new ArrayList<>());
          if (!rule.note().isEmpty() && !known.contains(rule.note())) {
            known.add(rule.note());
          }
        }
      }
    }
    for (OperatorAbi abi : abis) {
      abi.binding()
          .ifPresent(
              at ->
                  abi.words()
                      .forEach(
                          (signature, said) ->
                              words.putIfAbsent(at(at.chainId(), at.address(), signature), said)));
      for (KnownFunction function : abi.functions()) {
        if (abi.binding().isPresent()) {
          OperatorAbi.Binding binding = abi.binding().get();
          String key = at(binding.chainId(), binding.address(), function.selector());
          if (binding.codeHash().isPresent()) {
            boundToCode
                .computeIfAbsent(key, k -> new ArrayList<>(1))
                .add(new OfCode(binding.codeHash().get(), function));
          } else {
            add(bound, key, function);
          }
          boundSelectors.add(binding.chainId() + ":" + function.selector());
        } else {
          add(given, function.selector(), function);
        }
      }
    }
  }

  /** Of two files that name one function, the first counts; other functions stand beside it. */
  private static void add(Map<String, List<KnownFunction>> to, String key, KnownFunction function) {
    List<KnownFunction> there = to.computeIfAbsent(key, k -> new ArrayList<>(1));
    if (there.stream().noneMatch(known -> known.signature().equals(function.signature()))) {
      there.add(function);
    }
  }

  /** The table alone. */
  public static KnownFunctions bundled() {
    return BUNDLED;
  }

  /** The table and what the operator gave. */
  public static KnownFunctions with(List<OperatorAbi> abis) {
    return new KnownFunctions(BUNDLED.bySelector, BUNDLED.chains, abis);
  }

  /** What is known of other chains. */
  public OtherChains chains() {
    return chains;
  }

  /**
   * The table goes before the operator's files, because it also knows what its functions do. Only
   * where a file bound to this very contract has another function with the same selector, the
   * operator knows better. Where files give a selector two functions, it is neither.
   *
   * @param selector "0x" and 8 lower-case digits
   */
  public Optional<KnownFunction> find(long chainId, Address contract, String selector) {
    return find(chainId, contract, selector, nobody -> Optional.empty());
  }

  private Optional<KnownFunction> find(long chainId, Address contract, String selector, Code code) {
    List<KnownFunction> here = here(at(chainId, contract, selector), contract, code);
    KnownFunction table = bySelector.get(selector);
    if (here.isEmpty()) {
      return table != null ? Optional.of(table) : only(given.getOrDefault(selector, List.of()));
    }
    return only(here)
        .map(mine -> table != null && table.signature().equals(mine.signature()) ? table : mine);
  }

  /**
   * As {@link #find(long, Address, String)}, for a contract that runs another one's code: a file
   * that is bound to that one counts where none is bound to the contract itself.
   *
   * @param code whose code it runs
   */
  public Optional<KnownFunction> find(
      long chainId, Address contract, Optional<Address> code, String selector) {
    return find(chainId, contract, code, selector, nobody -> Optional.empty());
  }

  /** As above, with the files that are bound to the code that a contract has now. */
  Optional<KnownFunction> find(
      long chainId, Address contract, Optional<Address> code, String selector, Code hashes) {
    boolean own = !here(at(chainId, contract, selector), contract, hashes).isEmpty();
    return code.filter(
            other -> !own && !here(at(chainId, other, selector), other, hashes).isEmpty())
        .map(other -> find(chainId, other, selector, hashes))
        .orElseGet(() -> find(chainId, contract, selector, hashes));
  }

  /** Functions of files that are bound to a contract, and to its code where they name one. */
  private List<KnownFunction> here(String key, Address contract, Code code) {
    List<KnownFunction> here = new ArrayList<>(bound.getOrDefault(key, List.of()));
    List<OfCode> ofCode = boundToCode.getOrDefault(key, List.of());
    if (!ofCode.isEmpty()) {
      Optional<String> hash = code.hash(contract);
      for (OfCode one : ofCode) {
        boolean there =
            here.stream().anyMatch(f -> f.signature().equals(one.function().signature()));
        if (hash.equals(Optional.of(one.codeHash())) && !there) {
          here.add(one.function());
        }
      }
    }
    return here;
  }

  /**
   * Whether a file that is bound to some contract of the chain, and not to this one, might tell.
   */
  boolean mayBeAProxys(long chainId, Address contract, String selector) {
    return boundSelectors.contains(chainId + ":" + selector)
        && !bound.containsKey(at(chainId, contract, selector));
  }

  /**
   * Signatures of the functions that the operator's files give one selector of a contract, where
   * {@link #find} cannot say which is meant; empty otherwise.
   */
  public List<String> candidates(long chainId, Address contract, String selector) {
    if (find(chainId, contract, selector).isPresent()) {
      return List.of();
    }
    List<KnownFunction> here = bound.getOrDefault(at(chainId, contract, selector), List.of());
    return (here.isEmpty() ? given.getOrDefault(selector, List.<KnownFunction>of()) : here)
        .stream().map(KnownFunction::signature).toList();
  }

  private static Optional<KnownFunction> only(List<KnownFunction> functions) {
    return functions.size() == 1 ? Optional.of(functions.getFirst()) : Optional.empty();
  }

  /** The function by which an action was decoded; empty for an unknown call. */
  public Optional<KnownFunction> of(long ownChainId, DecodedAction action) {
    long chainId = chainId(ownChainId, action.chain());
    Optional<KnownFunction> message =
        chains
            .reader(chainId, action.target())
            .filter(known -> action.function().equals(Optional.of(known.signature())));
    if (message.isPresent()) {
      return message;
    }
    return action
        .function()
        .flatMap(signature -> action.selector())
        .flatMap(
            selector ->
                find(chainId, action.target(), selector)
                    .filter(known -> action.function().equals(Optional.of(known.signature())))
                    .or(() -> ofSomeContract(chainId, selector, action.function().get())));
  }

  /**
   * The name of the chain to which a way leads; "" for the proposal's own.
   *
   * @param chain the name of the chain of the call that takes it
   */
  public String leads(Way way, Operand.Made made, long own, String chain) {
    return chains.leads(way, made, chainId(own, chain), own).name();
  }

  /** What a contract's publisher says of a function. */
  Optional<PublisherWords> words(long chainId, Address contract, KnownFunction function) {
    return Optional.ofNullable(words.get(at(chainId, contract, function.signature())));
  }

  /** The id of the chain that an action or an effect is on. */
  public long chainId(long own, String name) {
    return name.isEmpty() ? own : chains.id(name).orElse(Place.UNKNOWN);
  }

  /**
   * A function that a file bound to another contract gave its name: the decoder found that the
   * target runs that one's code. Such a function declares no effect, whichever file it is of.
   */
  private Optional<KnownFunction> ofSomeContract(long chainId, String selector, String signature) {
    Stream<KnownFunction> ofContracts =
        bound.entrySet().stream()
            .filter(entry -> isOf(entry.getKey(), chainId, selector))
            .flatMap(entry -> entry.getValue().stream());
    Stream<KnownFunction> ofCode =
        boundToCode.entrySet().stream()
            .filter(entry -> isOf(entry.getKey(), chainId, selector))
            .flatMap(entry -> entry.getValue().stream().map(OfCode::function));
    return Stream.concat(ofContracts, ofCode)
        .filter(function -> function.signature().equals(signature))
        .findFirst();
  }

  private static boolean isOf(String key, long chainId, String selector) {
    return key.startsWith(chainId + ":") && key.endsWith(":" + selector);
  }

  /** View functions by which the table says that a setting is read. */
  public List<String> getters(String setting) {
    return getters.getOrDefault(setting, List.of());
  }

  /** Whether the table knows a setting of that name. */
  public boolean isSetting(String name) {
    return getters.containsKey(name);
  }

  /**
   * Functions that a payload may mean which says a name, or a name with types: each of that name
   * and number of parameters once, of the table and of files that are bound to no contract.
   */
  public List<KnownFunction> named(String name, int parameters) {
    Map<String, KnownFunction> bySignature = new TreeMap<>();
    Stream.concat(bySelector.values().stream(), given.values().stream().flatMap(List::stream))
        .filter(known -> known.name().equals(name) && known.types().size() == parameters)
        .forEach(known -> bySignature.putIfAbsent(known.signature(), known));
    return List.copyOf(bySignature.values());
  }

  /** All functions of the table. */
  public Collection<KnownFunction> all() {
    return bySelector.values();
  }

  private static String at(long chainId, Address contract, String selector) {
    return chainId + ":" + contract + ":" + selector;
  }

  /**
   * @param table rows of the function table
   * @param others rows of other chains
   * @throws IllegalArgumentException naming a line that is none, or is there twice
   */
  static KnownFunctions read(List<String> table, List<String> others) {
    Map<String, KnownFunction> functions = new LinkedHashMap<>();
    String knowledge = "";
    for (String line : table) {
      if (line.startsWith("[")) {
        knowledge = BUNDLED_FROM + line.substring(1, line.lastIndexOf(']'));
      } else if (!line.isBlank() && !line.startsWith("#")) {
        KnownFunction function = KnownFunction.parse(line, knowledge);
        if (functions.put(function.selector(), function) != null) {
          throw new IllegalArgumentException("twice in the function table: " + line);
        }
      }
    }
    return new KnownFunctions(functions, OtherChains.read(others), List.of());
  }

  /** Lines of a table that is packaged. */
  static List<String> lines(String name) {
    InputStream table = KnownFunctions.class.getResourceAsStream(name);
    if (table == null) {
      throw new IllegalStateException(name + " is not packaged");
    }
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be read", e);
    }
  }
}

package org.prytany.chain.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.prytany.chain.FaultyEndpoint;
import org.prytany.chain.rpc.Endpoints;
import org.prytany.chain.rpc.Pauses;
import org.prytany.chain.rpc.RpcOptions;
import org.prytany.contracts.localchain.LocalChain;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.spi.Address;
import org.web3j.ens.NameHash;

class EnsNamesTest {

  private static LocalChain chain;
  private static EnsScene scene;
  private static Endpoints endpoints;
  private static EnsNames names;
  private static String alice;
  private static String bob;

  private String snapshot;

  @BeforeAll
  static void deploy() throws Exception {
    chain = LocalChain.start();
    scene = new EnsScene(chain);
    endpoints =
        new Endpoints(Map.of(chain.chainId(), URI.create(chain.rpcUrl())), RpcOptions.DEFAULT);
    names = new EnsNames(endpoints, scene.registries());
    alice = chain.account(1);
    bob = chain.account(2);
  }

  @AfterAll
  static void end() {
    endpoints.close();
    chain.close();
  }

  @BeforeEach
  void remember() {
    snapshot = chain.snapshot();
  }

  @AfterEach
  void forget() {
    chain.revertTo(snapshot);
  }

  private static Map<Address, String> named(String... accounts) {
    return names.primary(chain.chainId(), List.of(accounts).stream().map(Address::new).toList());
  }

  @Test
  void anAccountHasTheNameThatItClaimsAndThatResolvesToIt() throws Exception {
    scene.register("alice", alice);
    scene.claim(alice, "alice.eth");

    assertThat(named(alice, bob)).containsExactly(Map.entry(new Address(alice), "alice.eth"));
  }

  @Test
  void aNameOfSomebodyElseIsNone() throws Exception {
    scene.register("alice", alice);
    scene.claim(bob, "alice.eth");
    assertThat(named(bob)).as("it resolves to another account").isEmpty();

    scene.claim(bob, "nobody.eth");
    assertThat(named(bob)).as("it is not registered").isEmpty();

    scene.register("bare");
    scene.claim(bob, "bare.eth");
    assertThat(named(bob)).as("it has no resolver").isEmpty();
  }

  @Test
  void aNameThatResolvesToAnAccountWhichDoesNotClaimItIsNone() throws Exception {
    scene.register("alice", alice);

    assertThat(named(alice)).isEmpty();
  }

  @Test
  void aNameThatLooksLikeAnotherIsNotShownThoughItIsTheAccounts() throws Exception {
    String hiding = "\u0430lice";
    scene.register(hiding, alice);
    scene.claim(alice, hiding + ".eth");
    assertThat(named(alice)).isEmpty();

    scene.register("0x1234", alice);
    scene.claim(alice, "0x1234.eth");
    assertThat(named(alice)).isEmpty();

    scene.register("a-lice", alice);
    scene.claim(alice, "a-lice.eth");
    assertThat(named(alice)).containsValue("a-lice.eth");
  }

  @Test
  void whatAStrangersResolverAnswersSpoilsNobodyElsesName() throws Exception {
    scene.register("alice", alice);
    scene.claim(alice, "alice.eth");
    scene.register("bob", bob);
    scene.claim(bob, "bob.eth");
    byte[] node = scene.register("odd");
    String odd = "0x" + "0d".repeat(20);
    scene.registry.setResolver(node, odd).send();
    scene.claim(bob, "odd.eth");
    // Reverts, never ends, returns nothing, one byte, a huge answer, no address.
    for (String code :
        List.of(
            "0x60006000fd",
            "0x5b600056",
            "0x00",
            "0x60016000f3",
            "0x620f42406000f3",
            "0x60ff60005260206000f3".replace("60ff", "7f" + "ff".repeat(32)))) {
      chain.setCode(odd, code);
      assertThat(named(bob, alice))
          .as(code)
          .containsExactly(Map.entry(new Address(alice), "alice.eth"));
    }
  }

  @Test
  void aResolverThatAnswersEndpointsDifferentlyCostsOneAccountItsNameAndNoEndpointItsRepute()
      throws Exception {
    scene.register("alice", alice);
    scene.claim(alice, "alice.eth");
    scene.register("bob", bob);
    scene.claim(bob, "bob.eth");
    String reverse = NameHash.nameHash(bob.substring(2).toLowerCase(Locale.ROOT) + ".addr.reverse");
    String forward = NameHash.nameHash("bob.eth");
    Map.Entry<Address, String> hers = Map.entry(new Address(alice), "alice.eth");
    Map.Entry<Address, String> his = Map.entry(new Address(bob), "bob.eth");

    assertThat(namedByTwo(request -> Optional.empty())).containsOnly(hers, his);
    for (String node : List.of(reverse, forward)) {
      assertThat(namedByTwo(atResolver(node, its -> FaultyEndpoint.result(its, word("01")))))
          .as("another answer for %s", node)
          .containsOnly(hers);
      assertThat(namedByTwo(atResolver(node, its -> FaultyEndpoint.error(its, 3, "reverted"))))
          .as("reverts for %s", node)
          .containsOnly(hers);
    }
  }

  /** Names where a second endpoint answers as told; neither is doubted. */
  private static Map<Address, String> namedByTwo(
      Function<JsonNode, Optional<FaultyEndpoint.Answer>> second) throws Exception {
    try (FaultyEndpoint other = new FaultyEndpoint(chain.rpcUrl(), second);
        Endpoints two =
            new Endpoints(
                Map.of(
                    chain.chainId(), List.of(URI.create(chain.rpcUrl()), URI.create(other.url()))),
                RpcOptions.DEFAULT,
                Pauses.REAL,
                Duration.ZERO)) {
      Map<Address, String> names =
          new EnsNames(two, scene.registries())
              .primary(chain.chainId(), List.of(new Address(alice), new Address(bob)));
      assertThat(other.requests).isNotEmpty();
      assertThat(two.of(chain.chainId()).doubts()).isEmpty();
      return names;
    }
  }

  private static Function<JsonNode, Optional<FaultyEndpoint.Answer>> atResolver(
      String node, Function<JsonNode, FaultyEndpoint.Answer> answer) {
    String resolver = scene.resolver.getContractAddress();
    return request -> {
      JsonNode call = request.at("/params/0");
      boolean its =
          resolver.equalsIgnoreCase(call.path("to").asText())
              && call.path("data").asText().endsWith(node.substring(2));
      return its ? Optional.of(answer.apply(request)) : Optional.empty();
    };
  }

  private static String word(String end) {
    return "0x" + "0".repeat(64 - end.length()) + end;
  }

  @Test
  void aChainWithoutARegistryHasNoNames() {
    Address nobody = new Address(bob);
    EnsNames elsewhere = new EnsNames(endpoints, Map.of(chain.chainId(), nobody));

    assertThat(names.hasRegistry(chain.chainId())).isTrue();
    assertThat(elsewhere.hasRegistry(chain.chainId())).isFalse();
    assertThat(elsewhere.primary(chain.chainId(), List.of(new Address(alice)))).isEmpty();
    assertThat(names.hasRegistry(1)).isFalse();
    assertThat(names.primary(1, List.of(new Address(alice)))).isEmpty();
  }

  @Test
  void anEndpointThatDoesNotAnswerIsToldApartFromAnAccountWithoutAName() {
    try (Endpoints nowhere =
        new Endpoints(
            Map.of(chain.chainId(), URI.create("http://127.0.0.1:1")), RpcOptions.DEFAULT)) {
      EnsNames unasked = new EnsNames(nowhere, scene.registries());
      assertThatThrownBy(() -> unasked.primary(chain.chainId(), List.of(new Address(alice))))
          .isInstanceOf(PrytanyException.class);
    }
  }
}

package org.prytany.app.textdigest;

import java.util.Map;
import org.prytany.spi.Address;
import org.prytany.spi.Token;

/**
 * What the caller knows about a payload, beside it.
 *
 * @param chainId the chain that the calls are for, by EIP-155; {@link #NO_CHAIN} where nobody said
 * @param names what names stand for that are in the places of addresses
 * @param tokens symbols and decimals, by address in lower case, by the payload's name, or by {@link
 *     #NATIVE}
 */
public record Meanings(long chainId, Map<String, Address> names, Map<String, Token> tokens) {

  /** In place of an address: the chain's own coin. */
  public static final String NATIVE = "native";

  /** No chain has this number. */
  public static final long NO_CHAIN = 0;

  /** The caller says nothing. */
  public static final Meanings NONE = new Meanings(NO_CHAIN, Map.of(), Map.of());

  public Meanings {
    names = Map.copyOf(names);
    tokens = Map.copyOf(tokens);
  }
}

/**
 * Hashes: SHA-256 over canonical bytes for content, actions and effects, Keccak-256 for the chain.
 */
@NullMarked
package org.prytany.governance.hash;

import org.jspecify.annotations.NullMarked;

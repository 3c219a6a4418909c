/**
 * A local chain as a child process and a small DAO upon it, for the demo and for every test with a
 * chain.
 */
@NullMarked
package org.prytany.contracts.localchain;

import org.jspecify.annotations.NullMarked;

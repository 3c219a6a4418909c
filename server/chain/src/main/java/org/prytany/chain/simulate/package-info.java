/** Executes a proposal's calls in a simulation and reduces what happens to net effects. */
@NullMarked
package org.prytany.chain.simulate;

import org.jspecify.annotations.NullMarked;

/** Says in plain English what a proposal's calls do. */
@NullMarked
package org.prytany.chain.decode;

import org.jspecify.annotations.NullMarked;

/** The signer's own classes over a real chain, asked by a server whose endpoint lies. */
@NullMarked
package org.prytany.acceptance.lying;

import org.jspecify.annotations.NullMarked;

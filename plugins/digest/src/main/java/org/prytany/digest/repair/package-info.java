/** Puts what a sentence leans on into it, as an editor would: in brackets, from its own place. */
@NullMarked
package org.prytany.digest.repair;

import org.jspecify.annotations.NullMarked;

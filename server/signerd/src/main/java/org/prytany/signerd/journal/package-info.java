/** What the signer did, in a file that only grows, and a witness of it beside the keys. */
@NullMarked
package org.prytany.signerd.journal;

import org.jspecify.annotations.NullMarked;
